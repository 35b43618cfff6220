#include "page.h"

#include "skeleton.h"

#include <stdlib.h>
#include <string.h>

/* How many line feeds there are: eight bytes at a time, by finding the bytes of the word that the exclusive or with
 * line feeds makes zero. */
static uint32_t count_lines(const char *bytes, uint32_t length)
{
  const uint64_t low = UINT64_C(0x7F7F7F7F7F7F7F7F), ones = UINT64_C(0x0101010101010101);
  uint32_t count = 0, at = 0;
  for (; length - at >= 8; at += 8) {
    uint64_t word;
    memcpy(&word, bytes + at, 8);
    word ^= ones * '\n';
    uint64_t zero = ~(((word & low) + low) | word | low);
    count += (uint32_t)(((zero >> 7) * ones) >> 56);
  }
  for (; at < length; at++)
    count += bytes[at] == '\n';
  return count;
}

static bool grow(struct page *page)
{
  if (page->stretch_count < page->stretch_capacity)
    return true;
  uint32_t capacity = page->stretch_capacity + page->stretch_capacity / 2 + 64;
  struct stretch *stretches = realloc(page->stretches, capacity * sizeof *stretches);
  if (!stretches)
    return false;
  page->stretches = stretches;
  page->stretch_capacity = capacity;
  return true;
}

bool page_add(struct page *page, const struct stretch *stretch)
{
  if (!grow(page))
    return false;
  const struct stretch *before = page->stretch_count > 0 ? &page->stretches[page->stretch_count - 1] : NULL;
  uint32_t from = before ? page_bytes(page, before).start : 0, to = page_bytes(page, stretch).start;
  struct stretch *added = &page->stretches[page->stretch_count++];
  *added = *stretch;
  added->line = (before ? before->line : 1) + count_lines(page->encoded.view + from, to - from);
  return true;
}

void page_end_reading(struct page *page)
{
  for (uint32_t i = 0; i < page->stretch_count; i++) {
    rw_range bytes = page_bytes(page, &page->stretches[i]);
    page->stretches[i].start = bytes.start;
    page->stretches[i].end = bytes.end;
  }
  inheritance_close(&page->inheritance);
  structure_close(&page->structure);
  lexemes_close(&page->lexemes);
}

unsigned page_ends_itself(uint16_t element)
{
  switch (element) {
  case ELEMENT_a:
    return 1;
  case ELEMENT_nobr:
    return 2;
  default:
    return 0;
  }
}

/* ---- Cutting HTML ---- */

/* What a lexeme means for the passage around it. */
enum role {
  ROLE_INSIDE,   /* a passage goes on through it */
  ROLE_RUN,      /* its text is a passage's */
  ROLE_BOUNDARY, /* a passage ends */
};

struct cutter {
  struct page *page;
  struct stretch stretch; /* the one at hand */
  bool open;              /* it has a run */
  uint8_t open_elements;  /* page_ends_itself of those that are open */
  bool mixed;             /* its runs are in different languages */
  uint32_t last_run_lexeme;
  uint32_t next_run;     /* the next of structure.runs */
  uint32_t next_element; /* the next of structure.elements to look for an object's in */
  uint32_t foreign_end;  /* svg and math up to this lexeme are judged */
  uint32_t unclosed_end; /* … and up to this one they lack their end tag */
  bool failed;
};

/* Whether a text ends with the page in what is text there alone: `</`, or all after a title without end tag, whose
 * words may come to end so. */
static bool ends_unfinished(const struct lexemes *lexemes, uint32_t number)
{
  uint32_t end = lexeme_end(lexemes, number);
  if (end < lexemes->length)
    return false;
  return lexemes->items[number].type == LEXEME_RCDATA ||
         (end - lexemes->items[number].start >= 2 && memcmp(lexemes->bytes + end - 2, "</", 2) == 0);
}

static enum role run_role(const struct cutter *cutter, uint32_t number)
{
  const struct page *page = cutter->page;
  unsigned flags = page->inheritance.items[page->structure.runs[cutter->next_run].element].flags;
  if ((flags & INHERITED_HIDDEN) || ends_unfinished(&page->lexemes, number))
    return ROLE_BOUNDARY;
  return flags & INHERITED_OBJECT ? ROLE_INSIDE : ROLE_RUN;
}

/* Whether a start tag's content is raw text that goes on to the end of the page, where the end tag should have been. */
static bool swallows_the_rest(const struct lexemes *lexemes, uint32_t number)
{
  const struct lexeme *lexeme = &lexemes->items[number];
  if (lexeme->type != LEXEME_START ||
      (lexeme->name != ELEMENT_script && !(element_properties(lexeme->name) & ELEMENT_RAW)))
    return false;
  do
    number++;
  while (LEXEME_IS_TEXT(lexemes->items[number].type));
  return lexemes->items[number].type != LEXEME_END;
}

static enum role tag_role(const struct lexemes *lexemes, uint32_t number)
{
  const struct lexeme *lexeme = &lexemes->items[number];
  if (lexeme->flags & LEXEME_FOREIGN)
    return ROLE_INSIDE;
  if (element_properties(lexeme->name) & (ELEMENT_BLOCK | ELEMENT_CONTROL) || swallows_the_rest(lexemes, number))
    return ROLE_BOUNDARY;
  return ROLE_INSIDE;
}

/* Judges the svg or math that starts at a lexeme, and those that follow at once. What lacks its end tag parts passages,
 * with the tag that left it: a word that came to stand between the two would be inside. */
static void judge_foreign(struct cutter *cutter, uint32_t number)
{
  const struct lexemes *lexemes = &cutter->page->lexemes;
  uint32_t depth = 0;
  uint16_t name = ELEMENT_NONE;
  for (; number < lexemes->count; number++) {
    const struct lexeme *lexeme = &lexemes->items[number];
    if (lexeme->type == LEXEME_COMMENT || lexeme->type == LEXEME_EMPTY_END)
      continue;
    if (!(lexeme->flags & LEXEME_FOREIGN))
      break;
    name = depth == 0 ? lexeme->name : name;
    if (lexeme->name == name && lexeme->type == LEXEME_START && !(lexeme->flags & LEXEME_SELF_CLOSING))
      depth++;
    else if (lexeme->name == name && lexeme->type == LEXEME_END && depth > 0)
      depth--;
  }
  cutter->foreign_end = number;
  if (depth > 0)
    cutter->unclosed_end = LEXEME_IS_TEXT(lexemes->items[number].type) ? number : number + 1;
}

/* The role of a lexeme that is no run libxml2 saw. */
static enum role lexeme_role(const struct lexemes *lexemes, uint32_t number)
{
  const struct lexeme *lexeme = &lexemes->items[number];
  switch (lexeme->type) {
  case LEXEME_START:
  case LEXEME_END:
    return tag_role(lexemes, number);
  case LEXEME_TEXT:
  case LEXEME_RCDATA:
    return skeleton_shows(lexemes, number) ? ROLE_BOUNDARY : ROLE_INSIDE;
  case LEXEME_RAW:
  case LEXEME_SCRIPT:
  case LEXEME_CDATA:
  case LEXEME_EMPTY_END:
    return ROLE_INSIDE;
  case LEXEME_COMMENT: /* the last may lack its end, and must then stay the last */
    return number + 1 < lexemes->count ? ROLE_INSIDE : ROLE_BOUNDARY;
  default:
    return ROLE_BOUNDARY;
  }
}

/* Blanks, comments, scripts and styles at a passage's edges are none of its own: a word that came to stand before a
 * script of the head would begin the body there. */
static bool is_edge(const struct lexeme *lexeme)
{
  switch (lexeme->type) {
  case LEXEME_TEXT:
    return lexeme->flags & LEXEME_BLANK;
  case LEXEME_START:
  case LEXEME_END:
    return !(lexeme->flags & LEXEME_FOREIGN) && (element_properties(lexeme->name) & ELEMENT_HIDDEN);
  case LEXEME_COMMENT:
  case LEXEME_SCRIPT:
  case LEXEME_RAW:
    return true;
  default:
    return false;
  }
}

/* Ends the passage at hand before lexeme `end`. */
static void close_stretch(struct cutter *cutter, uint32_t end)
{
  struct page *page = cutter->page;
  struct stretch *stretch = &cutter->stretch;
  if (!cutter->open)
    return;
  cutter->open = false;
  const struct lexeme *lexemes = page->lexemes.items;
  while (is_edge(&lexemes[stretch->start]))
    stretch->start++;
  while (end - 1 > cutter->last_run_lexeme && is_edge(&lexemes[end - 1]))
    end--;
  stretch->end = end;
  if (cutter->mixed)
    stretch->language = stretch->block == RW_NONE ? 0 : page->inheritance.items[stretch->block].language;
  if (!page_add(page, stretch))
    cutter->failed = true;
}

/* Whether a block is a paragraph that libxml2 made up in another: for bare text after the end of the body. The inline
 * elements before that text stay outside of it, so whether it is there depends on which word comes first. */
static bool is_made_up_in(const struct page *page, uint32_t block, uint32_t outer)
{
  if (block == RW_NONE)
    return false;
  const struct structure_element *element = &page->structure.elements[block];
  return element->lexeme == RW_NONE && element->name == ELEMENT_p && element->parent != RW_NONE &&
         page->inheritance.items[element->parent].block == outer;
}

/* Has a passage begin at a lexeme, unless one is at hand. */
static void begin_at(struct cutter *cutter, uint32_t number)
{
  cutter->stretch.start = number;
  cutter->stretch.open_before = cutter->open_elements;
}

/* Ends the passage at hand before a run or object in another block: a stray end tag can close a block. Objects count as
 * runs do, so that the cut is where it was whichever of them comes to stand first. */
static void part_blocks(struct cutter *cutter, uint32_t number, uint32_t block)
{
  if (!cutter->open || cutter->stretch.block == block || is_made_up_in(cutter->page, block, cutter->stretch.block))
    return;
  close_stretch(cutter, number);
  begin_at(cutter, number);
}

/* An image or the like, whose element is found where it stands among the tree's, which are in page order. */
static void pass_object(struct cutter *cutter, uint32_t number)
{
  const struct page *page = cutter->page;
  const struct structure *structure = &page->structure;
  uint32_t *next = &cutter->next_element;
  while (*next < structure->element_count &&
         (structure->elements[*next].lexeme == RW_NONE || structure->elements[*next].lexeme < number))
    ++*next;
  if (*next < structure->element_count && structure->elements[*next].lexeme == number)
    part_blocks(cutter, number, page->inheritance.items[*next].block);
}

static void add_run(struct cutter *cutter, uint32_t number)
{
  const struct page *page = cutter->page;
  const struct inherited *inherited = &page->inheritance.items[page->structure.runs[cutter->next_run].element];
  part_blocks(cutter, number, inherited->block);
  if (!cutter->open) {
    cutter->open = true;
    cutter->mixed = false;
    cutter->stretch.block = inherited->block;
    cutter->stretch.language = inherited->language;
  }
  if (cutter->stretch.language != inherited->language)
    cutter->mixed = true;
  cutter->last_run_lexeme = number;
}

/* Keeps count of the elements that a start tag of their name would end. */
static void note_open(struct cutter *cutter, uint32_t number)
{
  const struct lexeme *lexeme = &cutter->page->lexemes.items[number];
  if (lexeme->flags & LEXEME_FOREIGN)
    return;
  if (lexeme->type == LEXEME_START)
    cutter->open_elements |= (uint8_t)page_ends_itself(lexeme->name);
  else if (lexeme->type == LEXEME_END)
    cutter->open_elements &= (uint8_t)~page_ends_itself(lexeme->name);
}

/* Ends the passage at hand at a lexeme that is none of it. What stands before text stays outside too: a word that came
 * to stand there would be one with it. */
static void end_at(struct cutter *cutter, uint32_t number)
{
  const struct lexeme *lexeme = &cutter->page->lexemes.items[number];
  bool text = LEXEME_IS_TEXT(lexeme->type) && !(lexeme->flags & LEXEME_FOREIGN);
  close_stretch(cutter, text ? cutter->last_run_lexeme + 1 : number);
  begin_at(cutter, number + 1);
}

static bool is_object(const struct lexeme *lexeme)
{
  return (lexeme->flags & LEXEME_FOREIGN) ||
         (lexeme->type == LEXEME_START && (element_properties(lexeme->name) & ELEMENT_OBJECT));
}

static void cut_at(struct cutter *cutter, uint32_t number)
{
  const struct structure *structure = &cutter->page->structure;
  const struct lexemes *lexemes = &cutter->page->lexemes;
  bool run = cutter->next_run < structure->run_count && structure->runs[cutter->next_run].lexeme == number;
  if ((lexemes->items[number].flags & LEXEME_FOREIGN) && number >= cutter->foreign_end)
    judge_foreign(cutter, number);
  enum role role = run ? run_role(cutter, number) : lexeme_role(lexemes, number);
  if (number < cutter->unclosed_end)
    role = ROLE_BOUNDARY;
  if (role == ROLE_RUN)
    add_run(cutter, number);
  else if (role == ROLE_BOUNDARY)
    end_at(cutter, number);
  else if (is_object(&lexemes->items[number]))
    pass_object(cutter, number);
  if (run)
    cutter->next_run++;
  note_open(cutter, number);
}

rw_status page_cut_html(struct page *page)
{
  struct cutter cutter = {.page = page};
  for (uint32_t number = 0; number < page->lexemes.count && !cutter.failed; number++)
    cut_at(&cutter, number);
  close_stretch(&cutter, page->lexemes.count);
  return cutter.failed ? RW_NO_MEMORY : RW_OK;
}
