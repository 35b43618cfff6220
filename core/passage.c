#include "passage.h"

#include "error.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

void passage_init(struct passage *passage)
{
  *passage = (struct passage){.view = {.size = sizeof(rw_passage), .text = "", .element = ""}};
}

void passage_free(struct passage *passage)
{
  arena_free(&passage->arena);
  passage_init(passage);
}

/* The length of a sign that separates the parts of a title, at text[0], or 0. */
static uint32_t separator_length(const char *text, uint32_t length)
{
  static const char *const separators[] = {"-", "|", "\u2013", "\u2014", "\u00B7", "\u00BB"};
  for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
    uint32_t size = (uint32_t)strlen(separators[i]);
    if (size <= length && memcmp(text, separators[i], size) == 0)
      return size;
  }
  return 0;
}

/* Writes the breaks of a title to `breaks`, which may be NULL, and returns how many they are. */
static uint32_t find_breaks(const char *text, uint32_t length, uint32_t *breaks)
{
  uint32_t count = 0;
  for (uint32_t at = 1; at + 1 < length; at++) {
    uint32_t size = utf8_is_blank(text[at - 1]) ? separator_length(text + at, length - at) : 0;
    if (size == 0 || at + size >= length || !utf8_is_blank(text[at + size]))
      continue;
    if (breaks) {
      breaks[count] = at;
      breaks[count + 1] = at + size;
    }
    count += 2;
  }
  return count;
}

static rw_status set_breaks(struct passage *passage)
{
  const rw_passage *view = &passage->view;
  if (view->role != RW_ROLE_TITLE)
    return RW_OK;
  uint32_t count = find_breaks(view->text, view->text_length, NULL);
  passage->breaks = arena_allocate_array(&passage->arena, count, sizeof *passage->breaks);
  if (!passage->breaks)
    return RW_NO_MEMORY;
  passage->break_count = find_breaks(view->text, view->text_length, passage->breaks);
  return RW_OK;
}

static void *copy_array(struct arena *arena, const void *items, uint32_t count, size_t item_size)
{
  void *copy = arena_allocate_array(arena, count, item_size);
  if (copy && count > 0)
    memcpy(copy, items, count * item_size);
  return copy;
}

rw_status passage_set_text(struct passage *passage, const char *text, uint32_t length, const struct segments *segments,
                           const struct item *items, uint32_t item_count)
{
  struct arena *arena = &passage->arena;
  char *copy = segments->failed ? NULL : arena_copy(arena, text, length);
  passage->segments = copy_array(arena, segments->items, segments->count, sizeof *segments->items);
  passage->items = copy_array(arena, items, item_count, sizeof *items);
  if (!copy || !passage->segments || !passage->items)
    return RW_NO_MEMORY;
  passage->view.text = copy;
  passage->view.text_length = length;
  passage->segment_count = segments->count;
  passage->item_count = item_count;
  return set_breaks(passage);
}

/* ---- Layers ---- */

/* Whether a byte of the text begins a character, or ends the text. */
static bool is_character_start(const rw_passage *view, uint32_t at)
{
  return at == view->text_length || ((unsigned char)view->text[at] & 0xC0u) != 0x80u;
}

/* Whether [start, end) of the text is blanks alone. */
static bool is_blank(const rw_passage *view, uint32_t start, uint32_t end)
{
  while (start < end) {
    ucs4_t character;
    int size = u8_mbtoucr(&character, (const uint8_t *)view->text + start, end - start);
    if (size <= 0 || !uc_is_property_white_space(character))
      return false;
    start += (uint32_t)size;
  }
  return true;
}

static rw_status check_tokens(const rw_passage *view, const rw_annotation *annotation, rw_error *error)
{
  uint32_t end = 0;
  if (annotation->token_count > view->text_length)
    return error_set(error, RW_FAILED, "the language module gave more tokens than the text has bytes");
  for (uint32_t i = 0; i < annotation->token_count; i++) {
    rw_range token = annotation->tokens[i];
    if (token.start < end || token.start >= token.end || token.end > view->text_length)
      return error_set(error, RW_FAILED, "the language module put token %u out of order or out of the text", i);
    if (!is_character_start(view, token.start) || !is_character_start(view, token.end))
      return error_set(error, RW_FAILED, "the language module cut token %u inside a character", i);
    if (!is_blank(view, end, token.start))
      return error_set(error, RW_FAILED, "the language module left text out before token %u", i);
    end = token.end;
  }
  if (!is_blank(view, end, view->text_length))
    return error_set(error, RW_FAILED, "the language module left text out at the end");
  return RW_OK;
}

static rw_status check_sentences(const rw_annotation *annotation, rw_error *error)
{
  uint32_t end = 0;
  if (annotation->sentence_count > annotation->token_count)
    return error_set(error, RW_FAILED, "the language module gave more sentences than tokens");
  for (uint32_t i = 0; i < annotation->sentence_count; i++) {
    rw_range sentence = annotation->sentences[i];
    if (sentence.start != end || sentence.end <= sentence.start)
      return error_set(error, RW_FAILED, "the language module left a gap or an overlap at sentence %u", i);
    end = sentence.end;
  }
  if (end != annotation->token_count)
    return error_set(error, RW_FAILED, "the language module's sentences do not hold all tokens");
  return RW_OK;
}

static rw_status check_marks(const rw_annotation *annotation, rw_error *error)
{
  for (uint32_t i = 0; i < annotation->mark_count; i++) {
    const rw_mark *mark = &annotation->marks[i];
    if (mark->tokens.start >= mark->tokens.end || mark->tokens.end > annotation->token_count ||
        mark->kind > RW_MARK_NEGATION)
      return error_set(error, RW_FAILED, "the language module's mark %u is out of bounds", i);
  }
  return RW_OK;
}

/* Whether a way from every token leads to a root: follows the heads until a token that was passed before. `passed` is
 * zeroed, with an entry per token: the token, plus 1, from which the way came there. */
static bool reach_roots(const rw_annotation *annotation, uint32_t *passed)
{
  for (uint32_t start = 0; start < annotation->token_count; start++) {
    uint32_t token = start;
    while (token != RW_NONE && passed[token] == 0) {
      passed[token] = start + 1;
      token = annotation->head[token];
    }
    if (token != RW_NONE && passed[token] == start + 1)
      return false;
  }
  return true;
}

static rw_status check_heads(const rw_annotation *annotation, struct arena *arena, rw_error *error)
{
  for (uint32_t i = 0; i < annotation->sentence_count; i++) {
    rw_range sentence = annotation->sentences[i];
    for (uint32_t token = sentence.start; token < sentence.end; token++) {
      uint32_t head = annotation->head[token];
      if (head != RW_NONE && (head < sentence.start || head >= sentence.end || head == token))
        return error_set(error, RW_FAILED, "the language module gave token %u a head outside its sentence", token);
    }
  }
  uint32_t *passed = arena_allocate_array(arena, annotation->token_count, sizeof *passed);
  if (!passed)
    return error_no_memory(error);
  if (!reach_roots(annotation, passed))
    return error_set(error, RW_FAILED, "the language module gave tokens heads that run in a circle");
  return RW_OK;
}

static rw_status check_lemmas(const rw_annotation *annotation, rw_error *error)
{
  for (uint32_t i = 0; i < annotation->token_count; i++)
    if (!annotation->lemma[i] || !utf8_valid(annotation->lemma[i], strlen(annotation->lemma[i])))
      return error_set(error, RW_FAILED, "the language module gave token %u no lemma, or one that is not UTF-8", i);
  return RW_OK;
}

/* Whether every layer that a depth promises is there. */
static bool has_layers(const rw_annotation *annotation, rw_depth depth)
{
  if (annotation->token_count == 0)
    return annotation->sentence_count == 0;
  if (depth >= RW_DEPTH_TOKENS && (!annotation->tokens || !annotation->sentences))
    return false;
  if (depth >= RW_DEPTH_TAGS &&
      (!annotation->universal_tag || !annotation->tag || !annotation->lemma || !annotation->tag_probability))
    return false;
  return depth < RW_DEPTH_DEPENDENCIES || (annotation->head && annotation->relation && annotation->head_probability);
}

static rw_status check_annotation(struct passage *passage, const rw_annotation *annotation, rw_depth depth,
                                  rw_error *error)
{
  if (!has_layers(annotation, depth) || (annotation->mark_count > 0 && !annotation->marks))
    return error_set(error, RW_FAILED, "the language module left out a layer");
  rw_status status = check_tokens(&passage->view, annotation, error);
  if (status == RW_OK)
    status = check_sentences(annotation, error);
  if (status == RW_OK)
    status = check_marks(annotation, error);
  if (status == RW_OK && depth >= RW_DEPTH_TAGS)
    status = check_lemmas(annotation, error);
  if (status == RW_OK && depth >= RW_DEPTH_DEPENDENCIES)
    status = check_heads(annotation, &passage->arena, error);
  return status;
}

/* The number of tokens that end at or before a byte. */
static uint32_t tokens_before(const rw_annotation *annotation, uint32_t at)
{
  uint32_t low = 0, high = annotation->token_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (annotation->tokens[middle].end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The tokens that a range of bytes touches. */
static rw_range tokens_touched(const rw_annotation *annotation, rw_range bytes)
{
  uint32_t first = tokens_before(annotation, bytes.start);
  uint32_t end = tokens_before(annotation, bytes.end);
  if (end < annotation->token_count && annotation->tokens[end].start < bytes.end)
    end++;
  return (rw_range){first, end};
}

static int compare_marks(const void *left, const void *right)
{
  const rw_mark *a = left, *b = right;
  if (a->tokens.start != b->tokens.start)
    return a->tokens.start < b->tokens.start ? -1 : 1;
  if (a->tokens.end != b->tokens.end)
    return a->tokens.end < b->tokens.end ? -1 : 1;
  return (a->kind > b->kind) - (a->kind < b->kind);
}

/* The module's marks and the host's, as one sorted array. */
static bool merge_marks(struct passage *passage, const rw_annotation *annotation, const struct byte_mark *marks,
                        uint32_t mark_count)
{
  size_t room = (size_t)annotation->mark_count + mark_count;
  rw_mark *merged = arena_allocate_array(&passage->arena, room, sizeof *merged);
  if (!merged)
    return false;
  uint32_t count = annotation->mark_count;
  if (count > 0)
    memcpy(merged, annotation->marks, count * sizeof *merged);
  for (uint32_t i = 0; i < mark_count; i++) {
    rw_range tokens = tokens_touched(annotation, marks[i].bytes);
    if (marks[i].bytes.start < marks[i].bytes.end && tokens.start < tokens.end)
      merged[count++] = (rw_mark){tokens, marks[i].kind};
  }
  qsort(merged, count, sizeof *merged, compare_marks);
  passage->view.marks = merged;
  passage->view.mark_count = count;
  return true;
}

/* Where to look for the marks of a token: those before the first that ends behind it are all over. */
static bool set_first_mark(struct passage *passage)
{
  const rw_passage *view = &passage->view;
  passage->first_mark = arena_allocate_array(&passage->arena, view->token_count, sizeof *passage->first_mark);
  if (!passage->first_mark)
    return false;
  uint32_t token = 0;
  for (uint32_t i = 0; i < view->mark_count; i++)
    while (token < view->marks[i].tokens.end)
      passage->first_mark[token++] = i;
  while (token < view->token_count)
    passage->first_mark[token++] = view->mark_count;
  return true;
}

/* Marks come sorted, so each kind covers each token once, however they overlap. */
static bool set_mark_kinds(struct passage *passage)
{
  uint8_t *kinds = arena_allocate_array(&passage->arena, passage->view.token_count, sizeof *kinds);
  if (!kinds)
    return false;
  uint32_t covered[RW_MARK_NEGATION + 1] = {0};
  for (uint32_t i = 0; i < passage->view.mark_count; i++) {
    const rw_mark *mark = &passage->view.marks[i];
    uint32_t token = mark->tokens.start > covered[mark->kind] ? mark->tokens.start : covered[mark->kind];
    for (; token < mark->tokens.end; token++)
      kinds[token] |= (uint8_t)(1u << mark->kind);
    covered[mark->kind] = token;
  }
  passage->mark_kinds = kinds;
  return true;
}

static bool set_sentence_of(struct passage *passage)
{
  const rw_passage *view = &passage->view;
  passage->sentence_of = arena_allocate_array(&passage->arena, view->token_count, sizeof *passage->sentence_of);
  if (!passage->sentence_of)
    return false;
  for (uint32_t i = 0; i < view->sentence_count; i++)
    for (uint32_t token = view->sentences[i].start; token < view->sentences[i].end; token++)
      passage->sentence_of[token] = i;
  return true;
}

static bool set_inlines(struct passage *passage)
{
  rw_inline *inlines = arena_allocate_array(&passage->arena, passage->item_count, sizeof *inlines);
  if (!inlines)
    return false;
  const struct placement *placements = passage->markup.placements;
  uint32_t count = 0;
  for (uint32_t i = 0; i < passage->item_count; i++) {
    const struct item *item = &passage->items[i];
    if (placements[i].place == PLACE_OPEN)
      inlines[count++] = (rw_inline){{placements[i].token, placements[item->partner].token}, item->name};
  }
  passage->view.inlines = inlines;
  passage->view.inline_count = count;
  return true;
}

/* Takes over the layers down to a depth: those below it were not checked. */
static void set_layers(rw_passage *view, const rw_annotation *annotation, rw_depth depth)
{
  bool tags = depth >= RW_DEPTH_TAGS, dependencies = depth >= RW_DEPTH_DEPENDENCIES;
  view->tokens = annotation->tokens;
  view->token_count = annotation->token_count;
  view->sentences = annotation->sentences;
  view->sentence_count = annotation->sentence_count;
  view->universal_tag = tags ? annotation->universal_tag : NULL;
  view->tag = tags ? annotation->tag : NULL;
  view->lemma = tags ? annotation->lemma : NULL;
  view->tag_probability = tags ? annotation->tag_probability : NULL;
  view->head = dependencies ? annotation->head : NULL;
  view->relation = dependencies ? annotation->relation : NULL;
  view->head_probability = dependencies ? annotation->head_probability : NULL;
}

static void drop_layers(struct passage *passage)
{
  set_layers(&passage->view, &(rw_annotation){0}, RW_DEPTH_TEXT);
  passage->view.marks = NULL;
  passage->view.mark_count = 0;
  passage->view.inlines = NULL;
  passage->view.inline_count = 0;
  passage->depth = RW_DEPTH_TEXT;
}

rw_status passage_annotated(struct passage *passage, const rw_annotation *annotation, rw_depth depth,
                            const struct byte_mark *marks, uint32_t mark_count, rw_error *error)
{
  rw_passage *view = &passage->view;
  drop_layers(passage);
  rw_status status = check_annotation(passage, annotation, depth, error);
  if (status != RW_OK)
    return status;
  set_layers(view, annotation, depth);
  if (!merge_marks(passage, annotation, marks, mark_count) || !set_first_mark(passage) || !set_mark_kinds(passage) ||
      !set_sentence_of(passage) ||
      !markup_compute(&passage->markup, passage->items, passage->item_count, view->tokens, view->token_count,
                      &passage->arena) ||
      !set_inlines(passage)) {
    drop_layers(passage);
    return error_no_memory(error);
  }
  passage->depth = depth;
  return RW_OK;
}

bool passage_has_mark(const struct passage *passage, rw_range tokens, unsigned kinds)
{
  for (uint32_t token = tokens.start; token < tokens.end; token++)
    if (passage->mark_kinds[token] & kinds)
      return true;
  return false;
}

rw_range passage_bytes(const struct passage *passage, rw_range tokens)
{
  const rw_passage *view = &passage->view;
  if (tokens.start < tokens.end)
    return (rw_range){view->tokens[tokens.start].start, view->tokens[tokens.end - 1].end};
  uint32_t at = tokens.start < view->token_count ? view->tokens[tokens.start].start : view->text_length;
  return (rw_range){at, at};
}
