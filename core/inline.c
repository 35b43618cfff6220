/* Builds a passage from its stretch of an HTML page: first a list of entries, one for each text run, tag or element
 * taken whole; then which tags are pairs; then the text, segments and items. */
#include "page.h"

#include "run.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

/* The start tag of an end tag is looked for among so many open elements. */
#define DEPTH_LIMIT 64

/* A footnote mark has no more bytes than this; without a link, than the other. */
#define MARK_LIMIT 24
#define UNLINKED_MARK_LIMIT 6

enum entry_kind {
  ENTRY_TEXT,
  ENTRY_OBJECT, /* an image or the like */
  ENTRY_ANCHOR,
  ENTRY_OPEN, /* a start tag; with `partner` RW_NONE nothing but a barrier */
  ENTRY_CLOSE,
  ENTRY_BARRIER
};

struct entry {
  uint32_t source, source_end; /* bytes of the view */
  uint32_t text;               /* byte of the builder's text where it stands */
  uint32_t segment;            /* of TEXT: its first segment */
  uint32_t partner;            /* of OPEN and CLOSE: index of the other */
  uint32_t item;               /* of OPEN: its item, once made */
  uint32_t words;              /* entries before this one that hold words or objects */
  uint32_t links;              /* … that are a start tag of `a` */
  uint32_t barriers;           /* … that are tags without partner */
  uint16_t name;
  uint8_t kind; /* enum entry_kind */
};

struct builder {
  const struct page *page;
  const struct stretch *stretch;
  struct entry *entries;
  uint32_t count;
  uint32_t *ends;     /* per lexeme of the stretch that is a start tag: its end tag by name alone; RW_NONE: none */
  struct buffer text; /* all text of the stretch, that of footnote marks included */
  struct segments segments;
  struct buffer final_text; /* what becomes the passage */
  struct segments final_segments;
  struct item *items;
  uint32_t item_count;
};

/* ---- Entries ---- */

static struct entry *add_entry(struct builder *builder, enum entry_kind kind, uint32_t first, uint32_t end)
{
  const struct lexemes *lexemes = &builder->page->lexemes;
  struct entry *entry = &builder->entries[builder->count++];
  *entry = (struct entry){.source = lexemes->items[first].start,
                          .source_end = lexemes->items[end].start,
                          .text = (uint32_t)builder->text.length,
                          .segment = builder->segments.count,
                          .partner = RW_NONE,
                          .name = lexemes->items[first].name,
                          .kind = (uint8_t)kind};
  return entry;
}

/* The flags of a run's segments that its element gives, compared with the passage's block. */
static uint8_t element_flags(const struct builder *builder, uint32_t element)
{
  const struct page *page = builder->page;
  const struct inheritance *inheritance = &page->inheritance;
  const struct inherited *inherited = &inheritance->items[element];
  unsigned block_flags = builder->stretch->block == RW_NONE ? 0 : inheritance->items[builder->stretch->block].flags;
  if (inherited->flags & INHERITED_OBJECT)
    return SEGMENT_FIXED;
  if ((inherited->flags & ~block_flags) != 0 ||
      !inheritance_same_language(inheritance, inherited->language, builder->stretch->language) ||
      (page->structure.selected && (page->structure.selected[element] & page->protecting)))
    return SEGMENT_PROTECTED;
  return 0;
}

static uint8_t run_flags(const struct builder *builder, uint32_t number)
{
  uint8_t flags = builder->page->lexemes.items[number].flags & LEXEME_AMBIGUOUS ? SEGMENT_FIXED : 0;
  uint32_t element = structure_element_of(&builder->page->structure, number);
  return element == RW_NONE ? flags : flags | element_flags(builder, element);
}

static void add_text(struct builder *builder, uint32_t number)
{
  const struct lexemes *lexemes = &builder->page->lexemes;
  const struct lexeme *lexeme = &lexemes->items[number];
  struct entry *entry = add_entry(builder, ENTRY_TEXT, number, number + 1);
  uint8_t flags = run_flags(builder, number);
  bool good = run_decode(lexemes->bytes + lexeme->start, lexeme_end(lexemes, number) - lexeme->start,
                         (enum lexeme_type)lexeme->type, lexeme->start, &builder->text, &builder->segments);
  if (builder->text.failed || builder->segments.failed)
    return;
  if (!builder->page->encoded.lossless && strstr(builder->text.data + entry->text, "\xEF\xBF\xBD"))
    good = false;
  if (!good)
    flags |= SEGMENT_FIXED;
  for (uint32_t i = entry->segment; i < builder->segments.count; i++)
    builder->segments.items[i].flags |= flags | (i == entry->segment ? SEGMENT_RUN_START : 0);
}

/* Finds the end tags of all elements, backwards. Until its start tag comes, an end tag's place holds the one of its
 * name behind it. */
static void find_ends(struct builder *builder)
{
  const struct lexeme *lexemes = builder->page->lexemes.items;
  uint32_t first = builder->stretch->start, nearest[ELEMENT_KNOWN];
  memset(nearest, 0xFF, sizeof nearest); /* RW_NONE */
  for (uint32_t i = builder->stretch->end; i-- > first;) {
    uint16_t name = lexemes[i].name;
    if ((lexemes[i].type != LEXEME_START && lexemes[i].type != LEXEME_END) || name >= ELEMENT_KNOWN ||
        (lexemes[i].flags & LEXEME_FOREIGN))
      continue;
    builder->ends[i - first] = nearest[name];
    if (lexemes[i].type == LEXEME_END)
      nearest[name] = i;
    else if (nearest[name] != RW_NONE)
      nearest[name] = builder->ends[nearest[name] - first];
  }
}

/* A start tag whose element is taken whole, whatever is in it. Returns the lexeme after it. */
static uint32_t add_whole(struct builder *builder, uint32_t number, enum entry_kind kind, unsigned properties)
{
  uint32_t last = properties & ELEMENT_VOID ? number : builder->ends[number - builder->stretch->start];
  if (last == RW_NONE) {
    kind = ENTRY_BARRIER;
    last = number;
  }
  add_entry(builder, kind, number, last + 1);
  return last + 1;
}

static uint32_t add_start_tag(struct builder *builder, uint32_t number)
{
  const struct lexeme *lexeme = &builder->page->lexemes.items[number];
  unsigned properties = element_properties(lexeme->name);
  if (lexeme->flags & LEXEME_AMBIGUOUS)
    add_entry(builder, ENTRY_BARRIER, number, number + 1);
  else if (properties & ELEMENT_OBJECT)
    return add_whole(builder, number, ENTRY_OBJECT, properties);
  else if (properties & (ELEMENT_HIDDEN | ELEMENT_VOID))
    return add_whole(builder, number, ENTRY_ANCHOR, properties);
  else
    add_entry(builder, ENTRY_OPEN, number, number + 1);
  return number + 1;
}

/* A stretch of svg or math, with the comments and `</>` in it, is one object. */
static uint32_t add_foreign(struct builder *builder, uint32_t number)
{
  const struct lexeme *lexemes = builder->page->lexemes.items;
  uint32_t end = number + 1;
  for (uint32_t i = end; i < builder->stretch->end; i++) {
    if (lexemes[i].flags & LEXEME_FOREIGN)
      end = i + 1;
    else if (lexemes[i].type != LEXEME_COMMENT && lexemes[i].type != LEXEME_EMPTY_END)
      break;
  }
  add_entry(builder, ENTRY_OBJECT, number, end);
  return end;
}

/* Adds the entry of a lexeme, and returns the lexeme to go on with. */
static uint32_t add_lexeme(struct builder *builder, uint32_t number)
{
  const struct lexeme *lexeme = &builder->page->lexemes.items[number];
  if (lexeme->flags & LEXEME_FOREIGN)
    return add_foreign(builder, number);
  switch (lexeme->type) {
  case LEXEME_TEXT:
  case LEXEME_RCDATA:
    add_text(builder, number);
    break;
  case LEXEME_START:
    return add_start_tag(builder, number);
  case LEXEME_END:
    add_entry(builder, lexeme->flags & LEXEME_AMBIGUOUS ? ENTRY_BARRIER : ENTRY_CLOSE, number, number + 1);
    break;
  case LEXEME_COMMENT:
  case LEXEME_EMPTY_END:
    add_entry(builder, ENTRY_ANCHOR, number, number + 1);
    break;
  default: /* content whose start tag is not taken whole */
    add_entry(builder, ENTRY_BARRIER, number, number + 1);
  }
  return number + 1;
}

/* ---- Pairs ---- */

/* The open element of a name, as a place on the stack plus one; 0: none near the top. */
static uint32_t find_open(const struct builder *builder, const uint32_t *stack, uint32_t depth, uint16_t name)
{
  uint32_t limit = depth > DEPTH_LIMIT ? depth - DEPTH_LIMIT : 0;
  while (depth > limit && builder->entries[stack[depth - 1]].name != name)
    depth--;
  return depth > limit ? depth : 0;
}

/* Gives start and end tags that nest well their partners; `stack` has room for all of them. A start tag that ends an
 * open element of its name, in the passage or from before it, is without: the words before it and behind it lie in
 * different elements. */
static void pair_tags(struct builder *builder, uint32_t *stack)
{
  uint32_t depth = 0;
  unsigned open_before = builder->stretch->open_before;
  for (uint32_t i = 0; i < builder->count; i++) {
    struct entry *entry = &builder->entries[i];
    if (entry->kind != ENTRY_OPEN && entry->kind != ENTRY_CLOSE)
      continue;
    unsigned itself = page_ends_itself(entry->name);
    uint32_t open = entry->kind == ENTRY_CLOSE || itself ? find_open(builder, stack, depth, entry->name) : 0;
    bool ends_another = entry->kind == ENTRY_OPEN && itself && (open > 0 || (open_before & itself));
    open_before &= ~itself;
    if (entry->kind == ENTRY_CLOSE && open > 0 && open == depth) {
      entry->partner = stack[depth - 1];
      builder->entries[entry->partner].partner = i;
    }
    if (open > 0)
      depth = open - 1;
    if (entry->kind == ENTRY_OPEN && !ends_another)
      stack[depth++] = i;
  }
}

/* Counts what lies before each entry, so that what lies in an element is a difference of two counts. */
static void count_entries(struct builder *builder)
{
  uint32_t words = 0, links = 0, barriers = 0;
  for (uint32_t i = 0; i < builder->count; i++) {
    struct entry *entry = &builder->entries[i];
    entry->words = words;
    entry->links = links;
    entry->barriers = barriers;
    uint32_t end = i + 1 < builder->count ? entry[1].text : (uint32_t)builder->text.length, at = entry->text;
    while (at < end && utf8_is_blank(builder->text.data[at]))
      at++;
    words += entry->kind == ENTRY_OBJECT || at < end;
    links += entry->kind == ENTRY_OPEN && entry->name == ELEMENT_a;
    barriers += entry->kind >= ENTRY_OPEN && entry->partner == RW_NONE;
  }
}

/* ---- Elements taken whole for what is in them ---- */

static bool is_alphanumeric(char character)
{
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
         (character >= 'A' && character <= 'Z') || (unsigned char)character >= 0xC3;
}

/* Whether a text is numbers, single letters or symbols, in brackets or not, with commas or blanks between. Characters
 * of two bytes count as letters, the daggers and stars of three as symbols. */
static bool reads_as_mark(const char *text, uint32_t length)
{
  uint32_t digits = 0, letters = 0;
  bool any = false;
  for (uint32_t at = 0; at < length;) {
    unsigned size = utf8_sequence(text + at, length - at);
    if (size == 0)
      return false;
    bool digit = text[at] >= '0' && text[at] <= '9';
    bool letter = !digit && size < 3 && is_alphanumeric(text[at]);
    digits = digit ? digits + 1 : 0;
    letters = letter ? letters + 1 : 0;
    if (digits > 4 || letters > 1 || (size > 2 && memcmp(text + at, "\xE2\x80", 2) != 0))
      return false;
    any = any || !utf8_is_blank(text[at]);
    at += size;
  }
  return any;
}

static bool has_superscript(const struct builder *builder, uint32_t open)
{
  const struct entry *entries = builder->entries;
  if (entries[open].name == ELEMENT_sup)
    return true;
  return entries[open].name == ELEMENT_a && entries[open + 1].name == ELEMENT_sup &&
         entries[open + 1].kind == ENTRY_OPEN && entries[open + 1].partner == entries[open].partner - 1;
}

/* Whether an element is a footnote mark, glued to the word before it. */
static bool is_footnote_mark(const struct builder *builder, uint32_t open)
{
  const struct entry *start = &builder->entries[open], *end = &builder->entries[start->partner];
  const struct buffer *before = &builder->final_text;
  uint32_t length = end->text - start->text;
  bool link = start->name == ELEMENT_a || end->links > start->links;
  if (length > (link ? MARK_LIMIT : UNLINKED_MARK_LIMIT) || before->length == 0 ||
      utf8_is_blank(before->data[before->length - 1]))
    return false;
  return has_superscript(builder, open) && reads_as_mark(builder->text.data + start->text, length);
}

/* Whether the element is an anchor as a whole. One of blanks alone keeps words apart: it becomes two barriers. */
static bool is_anchor(struct builder *builder, uint32_t open)
{
  struct entry *start = &builder->entries[open], *end = &builder->entries[start->partner];
  if (end->barriers > start->barriers)
    return false;
  if (end->words > start->words)
    return is_footnote_mark(builder, open);
  if (start->text == end->text)
    return true;
  start->partner = end->partner = RW_NONE;
  return false;
}

/* ---- The passage ---- */

static struct item *add_item(struct builder *builder, enum item_kind kind, uint32_t source, uint32_t end)
{
  struct item *item = &builder->items[builder->item_count++];
  *item = (struct item){.at = (uint32_t)builder->final_text.length,
                        .source = source,
                        .source_length = end - source,
                        .partner = RW_NONE,
                        .kind = (uint8_t)kind};
  return item;
}

static void write_tag(struct builder *builder, struct entry *entry)
{
  if (entry->partner == RW_NONE) {
    add_item(builder, ITEM_BARRIER, entry->source, entry->source_end);
    return;
  }
  bool open = entry->kind == ENTRY_OPEN;
  uint32_t number = builder->item_count;
  struct item *item = add_item(builder, open ? ITEM_OPEN : ITEM_CLOSE, entry->source, entry->source_end);
  item->name = element_name(entry->name, builder->page->lexemes.names);
  entry->item = number;
  if (!open) {
    item->partner = builder->entries[entry->partner].item;
    builder->items[item->partner].partner = number;
  }
}

static void write_text(struct builder *builder, uint32_t number)
{
  const struct entry *entry = &builder->entries[number];
  bool last = number + 1 == builder->count;
  uint32_t text_end = last ? (uint32_t)builder->text.length : entry[1].text;
  uint32_t segment_end = last ? builder->segments.count : entry[1].segment;
  uint32_t moved = entry->text - (uint32_t)builder->final_text.length;
  for (uint32_t i = entry->segment; i < segment_end; i++) {
    struct segment segment = builder->segments.items[i];
    segment.text -= moved;
    segments_append(&builder->final_segments, segment);
  }
  buffer_append(&builder->final_text, builder->text.data + entry->text, text_end - entry->text);
}

/* An image and its like. Inline elements that were never closed open again before words and images, but not before an
 * iframe: where it moved, it might come to stand in one. */
static void write_object(struct builder *builder, const struct entry *entry)
{
  uint8_t flags = SEGMENT_PROTECTED;
  if (entry->name == ELEMENT_iframe)
    flags |= SEGMENT_FIXED;
  segments_append(&builder->final_segments, (struct segment){.text = (uint32_t)builder->final_text.length,
                                                             .text_length = sizeof RW_OBJECT - 1,
                                                             .source = entry->source,
                                                             .source_length = entry->source_end - entry->source,
                                                             .kind = SEGMENT_ATOM,
                                                             .flags = flags});
  buffer_append_string(&builder->final_text, RW_OBJECT);
}

static void write_entries(struct builder *builder)
{
  for (uint32_t i = 0; i < builder->count && !builder->final_text.failed; i++) {
    struct entry *entry = &builder->entries[i];
    if (entry->kind == ENTRY_OPEN && entry->partner != RW_NONE && is_anchor(builder, i)) {
      i = entry->partner;
      add_item(builder, ITEM_ANCHOR, entry->source, builder->entries[i].source_end);
    } else if (entry->kind == ENTRY_TEXT) {
      write_text(builder, i);
    } else if (entry->kind == ENTRY_OBJECT) {
      write_object(builder, entry);
    } else if (entry->kind == ENTRY_ANCHOR) {
      add_item(builder, ITEM_ANCHOR, entry->source, entry->source_end);
    } else {
      write_tag(builder, entry);
    }
  }
}

static rw_status build(struct builder *builder, struct passage *passage)
{
  size_t room = builder->stretch->end - builder->stretch->start + (size_t)1;
  builder->entries = malloc(room * sizeof *builder->entries);
  builder->items = malloc(room * sizeof *builder->items);
  builder->ends = malloc(room * sizeof *builder->ends);
  if (!builder->entries || !builder->items || !builder->ends)
    return RW_NO_MEMORY;
  find_ends(builder);
  for (uint32_t number = builder->stretch->start; number < builder->stretch->end;)
    number = add_lexeme(builder, number);
  pair_tags(builder, builder->ends);
  if (builder->text.failed || builder->segments.failed)
    return RW_NO_MEMORY;
  count_entries(builder);
  write_entries(builder);
  if (builder->final_text.failed)
    return RW_NO_MEMORY;
  return passage_set_text(passage, builder->final_text.data, (uint32_t)builder->final_text.length,
                          &builder->final_segments, builder->items, builder->item_count);
}

rw_status page_build_html(const struct page *page, const struct stretch *stretch, struct passage *passage)
{
  struct builder builder = {.page = page, .stretch = stretch};
  rw_status status = build(&builder, passage);
  free(builder.entries);
  free(builder.items);
  free(builder.ends);
  buffer_free(&builder.text);
  buffer_free(&builder.final_text);
  segments_free(&builder.segments);
  segments_free(&builder.final_segments);
  return status;
}
