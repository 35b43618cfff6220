#include "sample.h"

#include "buffer.h"

#include <check.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- From marked text ---- */

struct reading {
  struct buffer text;
  struct segments segments;
  struct item *items; /* room for one per byte of the marked text */
  uint32_t item_count;
  uint32_t *open; /* items that are open */
  uint32_t open_count;
};

static void add_item(struct reading *reading, const char *marked, uint32_t at, uint32_t length)
{
  uint32_t number = reading->item_count++;
  struct item *item = &reading->items[number];
  *item = (struct item){.at = (uint32_t)reading->text.length,
                        .source = at,
                        .source_length = length,
                        .partner = RW_NONE,
                        .kind = marked[at] == '[' ? ITEM_ANCHOR : ITEM_BARRIER};
  if (marked[at] != '<')
    return;
  item->kind = marked[at + 1] == '/' ? ITEM_CLOSE : ITEM_OPEN;
  item->name = "b";
  if (item->kind == ITEM_OPEN) {
    reading->open[reading->open_count++] = number;
    return;
  }
  ck_assert_uint_gt(reading->open_count, 0);
  item->partner = reading->open[--reading->open_count];
  reading->items[item->partner].partner = number;
}

static void add_text(struct reading *reading, const char *marked, uint32_t at, uint32_t length)
{
  bool is_image = marked[at] == '@';
  struct segment segment = {.text = (uint32_t)reading->text.length,
                            .text_length = is_image ? (uint32_t)strlen(RW_OBJECT) : length,
                            .source = at,
                            .source_length = length,
                            .kind = is_image ? SEGMENT_ATOM : SEGMENT_LINEAR};
  segments_append(&reading->segments, segment);
  buffer_append(&reading->text, is_image ? RW_OBJECT : marked + at, segment.text_length);
}

static uint32_t tag_length(const char *tag)
{
  char end = *tag == '<' ? '>' : *tag == '[' ? ']' : '}';
  const char *found = strchr(tag, end);
  ck_assert_ptr_nonnull(found);
  return (uint32_t)(found - tag) + 1;
}

static void read_marked(struct reading *reading, const char *marked)
{
  for (uint32_t at = 0; marked[at];) {
    uint32_t length = 1;
    if (strchr("<[{", marked[at])) {
      length = tag_length(marked + at);
      add_item(reading, marked, at, length);
    } else {
      if (marked[at] != '@')
        length = (uint32_t)strcspn(marked + at, "<[{@");
      add_text(reading, marked, at, length);
    }
    at += length;
  }
  ck_assert_uint_eq(reading->open_count, 0);
}

/* ---- Layers ---- */

static bool is_word_byte(char byte)
{
  return isalnum((unsigned char)byte) || byte == '\'' || (unsigned char)byte >= 0x80;
}

static uint32_t token_length(const char *text)
{
  uint32_t length = 0;
  if (strncmp(text, RW_OBJECT, strlen(RW_OBJECT)) == 0)
    return (uint32_t)strlen(RW_OBJECT);
  while (is_word_byte(text[length]) && strncmp(text + length, RW_OBJECT, strlen(RW_OBJECT)) != 0)
    length++;
  return length > 0 ? length : 1;
}

static bool ends_sentence(const char *text, rw_range token)
{
  return token.end - token.start == 1 && strchr(".!?", text[token.start]);
}

void sample_annotate(struct passage *passage, const struct byte_mark *marks, uint32_t mark_count)
{
  const char *text = passage->view.text;
  rw_range *tokens = arena_allocate_array(&passage->arena, passage->view.text_length, sizeof *tokens);
  rw_range *sentences = arena_allocate_array(&passage->arena, passage->view.text_length + 1, sizeof *sentences);
  ck_assert(tokens && sentences);
  rw_annotation annotation = {.size = sizeof annotation, .tokens = tokens, .sentences = sentences};
  uint32_t start = 0;
  for (uint32_t at = 0; at < passage->view.text_length;) {
    uint32_t length = strchr(" \n\t", text[at]) ? 0 : token_length(text + at);
    if (length > 0) {
      tokens[annotation.token_count++] = (rw_range){at, at + length};
      if (ends_sentence(text, tokens[annotation.token_count - 1])) {
        sentences[annotation.sentence_count++] = (rw_range){start, annotation.token_count};
        start = annotation.token_count;
      }
    }
    at += length > 0 ? length : 1;
  }
  if (start < annotation.token_count)
    sentences[annotation.sentence_count++] = (rw_range){start, annotation.token_count};
  rw_error error = {0};
  rw_status status = passage_annotated(passage, &annotation, RW_DEPTH_TOKENS, marks, mark_count, &error);
  ck_assert_msg(status == RW_OK, "%s", error.message);
}

void sample_open(struct passage *passage, const char *marked, const struct byte_mark *marks, uint32_t mark_count)
{
  size_t room = strlen(marked) + 1;
  struct reading reading = {.items = calloc(room, sizeof *reading.items), .open = calloc(room, sizeof *reading.open)};
  ck_assert(reading.items && reading.open);
  read_marked(&reading, marked);
  passage_init(passage);
  rw_status status =
      passage_set_text(passage, reading.text.data ? reading.text.data : "", (uint32_t)reading.text.length,
                       &reading.segments, reading.items, reading.item_count);
  ck_assert_int_eq(status, RW_OK);
  buffer_free(&reading.text);
  segments_free(&reading.segments);
  free(reading.items);
  free(reading.open);
  sample_annotate(passage, marks, mark_count);
}

/* ---- Back to marked text ---- */

static void render_text(const struct passage *passage, uint32_t start, uint32_t end, struct buffer *out)
{
  for (uint32_t at = start; at < end;) {
    if (strncmp(passage->view.text + at, RW_OBJECT, strlen(RW_OBJECT)) == 0) {
      buffer_append_byte(out, '@');
      at += (uint32_t)strlen(RW_OBJECT);
    } else {
      buffer_append_byte(out, passage->view.text[at++]);
    }
  }
}

char *sample_render(const struct passage *passage, const char *marked)
{
  struct buffer out = {0};
  uint32_t at = 0;
  for (uint32_t i = 0; i < passage->item_count; i++) {
    const struct item *item = &passage->items[i];
    ck_assert_uint_le(at, item->at);
    ck_assert_uint_le(item->at, passage->view.text_length);
    render_text(passage, at, item->at, &out);
    buffer_append(&out, marked + item->source, item->source_length);
    at = item->at;
  }
  render_text(passage, at, passage->view.text_length, &out);
  char *page = buffer_take(&out, NULL);
  ck_assert_ptr_nonnull(page);
  return page;
}

/* ---- A small language ---- */

static void set_case(rw_word *word, bool capital, const rw_host *host)
{
  unsigned char first = (unsigned char)word->text[0];
  int wanted = capital ? toupper(first) : tolower(first);
  if (wanted == first)
    return;
  char *copy = host->allocate(host, word->length + 1);
  ck_assert_ptr_nonnull(copy);
  memcpy(copy, word->text, word->length);
  copy[0] = (char)wanted;
  word->text = copy;
}

static bool is_article(const rw_word *word)
{
  return (word->length == 1 && word->text[0] == 'a') || (word->length == 2 && memcmp(word->text, "an", 2) == 0);
}

static void set_article(rw_word *word, const rw_word *next)
{
  if (!is_article(word) || word->flags & RW_WORD_PROTECTED)
    return;
  bool vowel = strchr("aeiouAEIOU", next->text[0]) != NULL;
  word->text = vowel ? "an" : "a";
  word->length = vowel ? 2 : 1;
}

rw_status sample_surface(void *instance, rw_word *words, uint32_t count, const rw_host *host)
{
  (void)instance;
  bool at_start = true;
  for (uint32_t i = 0; i < count; i++) {
    bool is_sign = ispunct((unsigned char)words[i].text[0]);
    if (words[i].gap == RW_GAP_UNKNOWN)
      words[i].gap = i > 0 && is_sign && words[i].text[0] != '(' ? RW_GAP_NONE : RW_GAP_BLANK;
    if (i + 1 < count)
      set_article(&words[i], &words[i + 1]);
    if (at_start && !is_sign)
      set_case(&words[i], true, host);
    else if ((words[i].flags & RW_WORD_FIRST) && !(words[i].flags & RW_WORD_NAME))
      set_case(&words[i], false, host);
    at_start = at_start && is_sign;
  }
  return RW_OK;
}

static void *allocate(const rw_host *host, size_t bytes)
{
  return arena_allocate(host->context, bytes);
}

rw_host sample_host(struct arena *arena)
{
  return (rw_host){.size = sizeof(rw_host), .context = arena, .allocate = allocate};
}

/* ---- Edits ---- */

/* Reads `3` or `3..5` at `*at`. */
static rw_range read_range(const char **at)
{
  char *end;
  uint32_t start = (uint32_t)strtoul(*at, &end, 10), last = start;
  if (strncmp(end, "..", 2) == 0)
    last = (uint32_t)strtoul(end + 2, &end, 10);
  *at = end;
  return (rw_range){start, last + 1};
}

static rw_piece read_piece(const char **at, struct arena *arena)
{
  rw_piece piece = {.kind = RW_KEEP};
  if (isdigit((unsigned char)**at)) {
    piece.tokens = read_range(at);
    return piece;
  }
  if (**at == '-') {
    ++*at;
    piece.kind = RW_DROP;
    piece.tokens = read_range(at);
    return piece;
  }
  bool stands = **at != '+';
  const char *start = *at + (stands ? 0 : 1);
  size_t length = strcspn(start, stands ? ":" : " ");
  char *text = arena_copy(arena, start, length);
  ck_assert_ptr_nonnull(text);
  for (char *blank = text; (blank = strchr(blank, '_')) != NULL;)
    *blank = ' ';
  piece.kind = RW_TEXT;
  piece.text = text;
  *at = start + length + (stands ? 1 : 0);
  if (stands)
    piece.tokens = read_range(at);
  return piece;
}

struct proposal *sample_edit(const struct passage *passage, const char *notation, struct arena *arena)
{
  rw_piece pieces[64];
  const char *at = notation;
  rw_edit edit = {.size = sizeof edit, .pieces = pieces, .score = 1, .why = "test"};
  edit.tokens = read_range(&at);
  at += strspn(at, " =");
  while (*at) {
    ck_assert_uint_lt(edit.piece_count, sizeof pieces / sizeof *pieces);
    pieces[edit.piece_count++] = read_piece(&at, arena);
    at += strspn(at, " ");
  }
  struct proposal *proposal = proposal_copy(passage, &edit, arena);
  ck_assert_ptr_nonnull(proposal);
  return proposal;
}
