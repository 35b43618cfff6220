#include "arrange.h"

#include <stdlib.h>
#include <string.h>

static rw_range *position_of(const struct arrangement *arrangement, uint32_t token)
{
  return &arrangement->positions[token - arrangement->tokens.start];
}

/* ---- Words ---- */

static uint32_t count_text_words(const char *text)
{
  uint32_t count = 1;
  for (; *text; text++)
    count += *text == ' ';
  return count;
}

static uint32_t count_words(const struct arrangement *arrangement)
{
  uint32_t count = arrangement->tokens.end - arrangement->tokens.start;
  for (uint32_t i = 0; i < arrangement->edit_count; i++) {
    const struct proposal *edit = arrangement->edits[i];
    count -= edit->tokens.end - edit->tokens.start;
    for (uint32_t j = 0; j < edit->piece_count; j++) {
      const rw_piece *piece = &edit->pieces[j];
      if (piece->kind == RW_KEEP)
        count += piece->tokens.end - piece->tokens.start;
      else if (piece->kind == RW_TEXT)
        count += count_text_words(piece->text);
    }
  }
  return count;
}

static void keep_tokens(struct arrangement *arrangement, rw_range tokens, uint32_t edit)
{
  const rw_passage *view = &arrangement->passage->view;
  for (uint32_t token = tokens.start; token < tokens.end; token++) {
    rw_range bytes = view->tokens[token];
    uint32_t number = arrangement->word_count++;
    arrangement->words[number] = (struct arranged_word){.text = view->text + bytes.start,
                                                        .length = bytes.end - bytes.start,
                                                        .tokens = {token, token + 1},
                                                        .edit = edit,
                                                        .left = token,
                                                        .right = token + 1,
                                                        .kept = true};
    *position_of(arrangement, token) = (rw_range){number, number + 1};
  }
}

static void add_text(struct arrangement *arrangement, const rw_piece *piece, uint32_t edit)
{
  uint32_t first = arrangement->word_count;
  bool stands = piece->tokens.start < piece->tokens.end;
  const char *text = piece->text;
  for (;;) {
    size_t length = strcspn(text, " ");
    struct arranged_word *word = &arrangement->words[arrangement->word_count++];
    *word = (struct arranged_word){.text = text,
                                   .length = (uint32_t)length,
                                   .tokens = piece->tokens,
                                   .edit = edit,
                                   .left = RW_NONE,
                                   .right = RW_NONE,
                                   .gap = text == piece->text ? GAP_UNDECIDED : GAP_BLANK};
    if (text == piece->text && stands)
      word->left = piece->tokens.start;
    if (text[length] == '\0' && stands)
      word->right = piece->tokens.end;
    if (text[length] == '\0')
      break;
    text += length + 1;
  }
  for (uint32_t token = piece->tokens.start; token < piece->tokens.end; token++)
    *position_of(arrangement, token) = (rw_range){first, arrangement->word_count};
}

static void add_pieces(struct arrangement *arrangement, uint32_t number)
{
  const struct proposal *edit = arrangement->edits[number];
  for (uint32_t i = 0; i < edit->piece_count; i++) {
    const rw_piece *piece = &edit->pieces[i];
    uint32_t here = arrangement->word_count;
    switch (piece->kind) {
    case RW_KEEP:
      keep_tokens(arrangement, piece->tokens, number);
      break;
    case RW_TEXT:
      add_text(arrangement, piece, number);
      break;
    case RW_DROP:
      for (uint32_t token = piece->tokens.start; token < piece->tokens.end; token++)
        *position_of(arrangement, token) = (rw_range){here, here};
      break;
    }
  }
}

static void fill_words(struct arrangement *arrangement)
{
  uint32_t token = arrangement->tokens.start;
  for (uint32_t i = 0; i < arrangement->edit_count; i++) {
    rw_range range = arrangement->edits[i]->tokens;
    keep_tokens(arrangement, (rw_range){token, range.start}, RW_NONE);
    uint32_t first = arrangement->word_count;
    add_pieces(arrangement, i);
    arrangement->edit_words[i] = (rw_range){first, arrangement->word_count};
    token = range.end;
  }
  keep_tokens(arrangement, (rw_range){token, arrangement->tokens.end}, RW_NONE);
}

/* ---- What a piece may do to the words it names ---- */

static const char *check_changed_tokens(const struct passage *passage, const rw_piece *piece)
{
  const char *text = passage->view.text;
  for (uint32_t token = piece->tokens.start; token < piece->tokens.end; token++) {
    rw_range bytes = passage->view.tokens[token];
    rw_range inside = markup_inside(&passage->markup, token);
    if (inside.start < inside.end)
      return "a word with markup inside would change";
    if (memmem(text + bytes.start, bytes.end - bytes.start, RW_OBJECT, strlen(RW_OBJECT)))
      return "an image would vanish";
  }
  return NULL;
}

static const char *check_one_place(const struct passage *passage, const rw_piece *piece)
{
  for (uint32_t token = piece->tokens.start + 1; token < piece->tokens.end; token++) {
    rw_range between = markup_between(&passage->markup, token);
    for (uint32_t i = between.start; i < between.end; i++) {
      uint8_t place = passage->markup.placements[i].place;
      if (place == PLACE_OPEN || place == PLACE_CLOSE)
        return "new text would stand for words of different elements";
    }
  }
  return NULL;
}

static const char *check_edit(const struct passage *passage, const struct proposal *edit)
{
  const struct markup *markup = &passage->markup;
  uint32_t end = markup->slots[2 * edit->tokens.end];
  for (uint32_t i = markup->slots[2 * edit->tokens.start + 1]; i < end; i++)
    if (markup->placements[i].place == PLACE_BARRIER)
      return "the range crosses a tag that has no partner";
  for (uint32_t i = 0; i < edit->piece_count; i++) {
    const rw_piece *piece = &edit->pieces[i];
    const char *reason = NULL;
    if (piece->kind != RW_KEEP)
      reason = check_changed_tokens(passage, piece);
    if (!reason && piece->kind == RW_TEXT)
      reason = check_one_place(passage, piece);
    if (reason)
      return reason;
  }
  return NULL;
}

/* ---- Where items go ---- */

/* The items around the stretch's words, and where the words of their elements came to stand. */
struct carrying {
  struct arrangement *arrangement;
  const struct placement *placements;
  rw_range items;    /* of the passage: from the boundary before the stretch to the one behind it */
  rw_range *extents; /* per item that is an element's key: the words of the element within the stretch */
  uint32_t *side;    /* per item: 2 * place, or 2 * place + 1 for the word behind it; RW_NONE: not between words */
  struct arena *arena;
};

/* The words of an element, kept under its start tag when that is among the items, else under its end tag. NULL when
 * the element holds the whole stretch and more at both ends. */
static rw_range *extent_of(const struct carrying *carrying, uint32_t element)
{
  rw_range items = carrying->items;
  uint32_t key = element;
  if (key < items.start)
    key = carrying->arrangement->passage->items[element].partner;
  return key < items.end && key >= items.start ? &carrying->extents[key - items.start] : NULL;
}

static void extend(const struct carrying *carrying, uint32_t element, rw_range words)
{
  rw_range *extent = element == RW_NONE ? NULL : extent_of(carrying, element);
  if (!extent || words.start >= words.end)
    return;
  if (extent->start >= extent->end) {
    *extent = words;
    return;
  }
  if (words.start < extent->start)
    extent->start = words.start;
  if (words.end > extent->end)
    extent->end = words.end;
}

/* Ends the elements that end at a boundary: their words are words of the element around each. */
static void end_elements(const struct carrying *carrying, uint32_t boundary)
{
  rw_range between = markup_between(&carrying->arrangement->passage->markup, boundary);
  for (uint32_t i = between.start; i < between.end; i++) {
    if (carrying->placements[i].place != PLACE_CLOSE)
      continue;
    const rw_range *extent = extent_of(carrying, carrying->arrangement->passage->items[i].partner);
    if (extent)
      extend(carrying, carrying->placements[i].around, *extent);
  }
}

static void find_extents(const struct carrying *carrying)
{
  const struct arrangement *arrangement = carrying->arrangement;
  const uint32_t *around = arrangement->passage->markup.around;
  rw_range tokens = arrangement->tokens;
  for (uint32_t token = tokens.start; token < tokens.end; token++) {
    end_elements(carrying, token);
    extend(carrying, around[token], *position_of(arrangement, token));
  }
  end_elements(carrying, tokens.end);
  uint32_t element = tokens.end > tokens.start ? around[tokens.end - 1] : RW_NONE;
  while (element != RW_NONE && extent_of(carrying, element)) {
    extend(carrying, carrying->placements[element].around, *extent_of(carrying, element));
    element = carrying->placements[element].around;
  }
}

static int compare_edit(const void *key, const void *member)
{
  uint32_t token = *(const uint32_t *)key;
  rw_range range = (*(struct proposal *const *)member)->tokens;
  return token < range.start ? -1 : token >= range.end;
}

/* The number of the edit whose range holds a token; RW_NONE when there is none. */
static uint32_t edit_at(const struct arrangement *arrangement, uint32_t token)
{
  struct proposal *const *found = NULL;
  if (arrangement->edit_count > 0)
    found = bsearch(&token, arrangement->edits, arrangement->edit_count, sizeof(struct proposal *), compare_edit);
  return found ? (uint32_t)(found - arrangement->edits) : RW_NONE;
}

rw_range arrangement_words(const struct arrangement *arrangement, rw_range tokens)
{
  uint32_t first = edit_at(arrangement, tokens.start), last = edit_at(arrangement, tokens.end - 1);
  return (rw_range){
      first == RW_NONE ? position_of(arrangement, tokens.start)->start : arrangement->edit_words[first].start,
      last == RW_NONE ? position_of(arrangement, tokens.end - 1)->end : arrangement->edit_words[last].end};
}

/* The tokens of the element that an item opens. */
static rw_range element_tokens(const struct carrying *carrying, uint32_t element)
{
  uint32_t partner = carrying->arrangement->passage->items[element].partner;
  return (rw_range){carrying->placements[element].token, carrying->placements[partner].token};
}

/* An element opens before the first of its words. Where it holds all of an edit that begins with it, new words at the
 * edit's start are inside too. */
static uint32_t side_of_open(const struct carrying *carrying, uint32_t item)
{
  const struct arrangement *arrangement = carrying->arrangement;
  rw_range tokens = element_tokens(carrying, item);
  if (tokens.start == arrangement->tokens.end)
    return 2 * arrangement->word_count + 1;
  const rw_range *extent = extent_of(carrying, item);
  uint32_t place = extent->start < extent->end ? extent->start : arrangement->word_count;
  uint32_t edit = edit_at(arrangement, tokens.start);
  if (edit != RW_NONE && arrangement->edits[edit]->tokens.start == tokens.start &&
      arrangement->edits[edit]->tokens.end <= tokens.end && arrangement->edit_words[edit].start < place)
    place = arrangement->edit_words[edit].start;
  return 2 * place + 1;
}

/* The same for its end. */
static uint32_t side_of_close(const struct carrying *carrying, uint32_t item)
{
  const struct arrangement *arrangement = carrying->arrangement;
  uint32_t open = arrangement->passage->items[item].partner;
  rw_range tokens = element_tokens(carrying, open);
  if (tokens.end == arrangement->tokens.start)
    return 0;
  const rw_range *extent = extent_of(carrying, open);
  uint32_t place = extent->end;
  uint32_t edit = edit_at(arrangement, tokens.end - 1);
  if (edit != RW_NONE && arrangement->edits[edit]->tokens.end == tokens.end &&
      arrangement->edits[edit]->tokens.start >= tokens.start && arrangement->edit_words[edit].end > place)
    place = arrangement->edit_words[edit].end;
  return 2 * place;
}

/* An anchor stays beside the words that stand for its token; where the token is dropped, behind the word before. */
static uint32_t side_of_anchor(const struct carrying *carrying, uint32_t item)
{
  const struct arrangement *arrangement = carrying->arrangement;
  const struct placement *placement = &carrying->placements[item];
  if (placement->token < arrangement->tokens.start)
    return 0;
  if (placement->token >= arrangement->tokens.end)
    return 2 * arrangement->word_count + 1;
  rw_range words = *position_of(arrangement, placement->token);
  return placement->place == PLACE_AFTER || words.start == words.end ? 2 * words.end : 2 * words.start + 1;
}

/* Whether an element within the stretch has no word left there. */
static bool is_emptied(const struct carrying *carrying, uint32_t item)
{
  rw_range tokens = element_tokens(carrying, item), stretch = carrying->arrangement->tokens;
  if (tokens.start < stretch.start || tokens.start == stretch.end || tokens.end > stretch.end)
    return false;
  const rw_range *extent = extent_of(carrying, item);
  return extent->start >= extent->end;
}

static const char *refuse(struct arrangement *arrangement, uint32_t culprit, const char *reason)
{
  arrangement->culprit = culprit;
  return reason ? reason : edit_no_memory;
}

static const char *name_of(const struct arrangement *arrangement, uint32_t element)
{
  const char *name = arrangement->passage->items[element].name;
  return name ? name : "?";
}

static const char *refuse_element(const struct carrying *carrying, uint32_t element, const char *what)
{
  struct arrangement *arrangement = carrying->arrangement;
  return refuse(arrangement, carrying->placements[element].token,
                arena_printf(carrying->arena, "<%.40s> would %s", name_of(arrangement, element), what));
}

static const char *choose_sides(const struct carrying *carrying)
{
  for (uint32_t i = carrying->items.start; i < carrying->items.end; i++) {
    uint32_t *side = &carrying->side[i - carrying->items.start];
    switch ((enum place)carrying->placements[i].place) {
    case PLACE_OPEN:
      if (is_emptied(carrying, i))
        return refuse_element(carrying, i, "lose all its words");
      *side = side_of_open(carrying, i);
      break;
    case PLACE_CLOSE:
      *side = side_of_close(carrying, i);
      break;
    case PLACE_AFTER:
    case PLACE_BEFORE:
      *side = side_of_anchor(carrying, i);
      break;
    case PLACE_INSIDE:
    case PLACE_BARRIER:
      *side = RW_NONE;
      break;
    }
  }
  return NULL;
}

/* Sorts the items by side, keeping page order within each: a counting sort. */
static bool sort_items(const struct carrying *carrying)
{
  struct arrangement *arrangement = carrying->arrangement;
  uint32_t side_count = 2 * (arrangement->word_count + 1), item_count = carrying->items.end - carrying->items.start;
  arrangement->items = arena_allocate_array(carrying->arena, item_count, sizeof *arrangement->items);
  arrangement->sides = arena_allocate_array(carrying->arena, (size_t)side_count + 2, sizeof *arrangement->sides);
  if (!arrangement->items || !arrangement->sides)
    return false;
  uint32_t *ends = arrangement->sides + 1;
  for (uint32_t i = 0; i < item_count; i++)
    if (carrying->side[i] != RW_NONE)
      ends[carrying->side[i] + 1]++;
  for (uint32_t side = 0; side < side_count; side++)
    ends[side + 1] += ends[side];
  for (uint32_t i = 0; i < item_count; i++)
    if (carrying->side[i] != RW_NONE)
      arrangement->items[ends[carrying->side[i]]++] = carrying->items.start + i;
  return true;
}

/* ---- Proof ---- */

uint32_t arrangement_boundary(const struct arrangement *arrangement, uint32_t place)
{
  const struct arranged_word *words = arrangement->words;
  uint32_t right = place > 0 ? words[place - 1].right : arrangement->tokens.start;
  uint32_t left = place < arrangement->word_count ? words[place].left : arrangement->tokens.end;
  return right == left ? left : RW_NONE;
}

static uint32_t count_barriers(const struct passage *passage, uint32_t boundary)
{
  rw_range between = markup_between(&passage->markup, boundary);
  uint32_t count = 0;
  for (uint32_t i = between.start; i < between.end; i++)
    count += passage->markup.placements[i].place == PLACE_BARRIER;
  return count;
}

bool arrangement_is_verbatim(const struct arrangement *arrangement, uint32_t place)
{
  uint32_t boundary = arrangement_boundary(arrangement, place);
  if (boundary == RW_NONE)
    return false;
  const struct markup *markup = &arrangement->passage->markup;
  uint32_t start = arrangement->sides[2 * place], end = arrangement->sides[2 * place + 2];
  for (uint32_t i = start; i < end; i++)
    if (markup->placements[arrangement->items[i]].slot != 2 * boundary)
      return false;
  rw_range between = markup_between(markup, boundary);
  return end - start + count_barriers(arrangement->passage, boundary) == between.end - between.start;
}

/* The answer when an item or a word would find itself in the element `current` in place of `wanted`. */
static const char *refuse_place(const struct carrying *carrying, uint32_t current, uint32_t wanted, uint32_t culprit,
                                bool is_anchor)
{
  struct arrangement *arrangement = carrying->arrangement;
  const char *name = name_of(arrangement, current != RW_NONE ? current : wanted);
  const char *format = is_anchor ? "a comment or footnote mark would move into or out of <%.40s>"
                                 : "<%.40s> would be torn or take in foreign words";
  return refuse(arrangement, culprit, arena_printf(carrying->arena, format, name));
}

/* Passes the items at a place; `*current` is the innermost element open there. */
static const char *pass_items(const struct carrying *carrying, uint32_t place, uint32_t *current)
{
  const struct arrangement *arrangement = carrying->arrangement;
  for (uint32_t i = arrangement->sides[2 * place]; i < arrangement->sides[2 * place + 2]; i++) {
    uint32_t item = arrangement->items[i];
    const struct placement *placement = &carrying->placements[item];
    bool closes = placement->place == PLACE_CLOSE, opens = placement->place == PLACE_OPEN;
    uint32_t wanted = closes ? arrangement->passage->items[item].partner : placement->around;
    if (*current != wanted)
      return refuse_place(carrying, *current, wanted, placement->token, !closes && !opens);
    if (closes)
      *current = placement->around;
    else if (opens)
      *current = item;
  }
  return NULL;
}

/* Walks over the result as a browser would: every element must open and close where its parent is the innermost one,
 * every anchor and every word of the page must find itself in the element it was in. So all nests well, no element took
 * in a foreign word, and none was torn. */
static const char *prove_nesting(const struct carrying *carrying)
{
  const struct arrangement *arrangement = carrying->arrangement;
  const uint32_t *around = arrangement->passage->markup.around;
  uint32_t current = arrangement->tokens.start > 0 ? around[arrangement->tokens.start - 1] : RW_NONE;
  for (uint32_t place = 0; place < arrangement->word_count; place++) {
    const char *reason = pass_items(carrying, place, &current);
    if (reason)
      return reason;
    rw_range tokens = arrangement->words[place].tokens;
    if (tokens.start < tokens.end && around[tokens.start] != current)
      return refuse_place(carrying, current, around[tokens.start], tokens.start, false);
  }
  return pass_items(carrying, arrangement->word_count, &current);
}

/* Barriers stay where they are: on places that are verbatim. */
static const char *prove_barriers(const struct carrying *carrying)
{
  struct arrangement *arrangement = carrying->arrangement;
  uint32_t missing = 0;
  for (uint32_t i = carrying->items.start; i < carrying->items.end; i++)
    missing += carrying->placements[i].place == PLACE_BARRIER && carrying->placements[i].slot % 2 == 0;
  for (uint32_t place = 0; place <= arrangement->word_count && missing > 0; place++)
    if (arrangement_is_verbatim(arrangement, place))
      missing -= count_barriers(arrangement->passage, arrangement_boundary(arrangement, place));
  if (missing == 0)
    return NULL;
  return refuse(arrangement, RW_NONE, "words beside a tag that has no partner would move");
}

/* An anchor of a dropped token needs a word before it. */
static const char *prove_anchors(const struct carrying *carrying)
{
  struct arrangement *arrangement = carrying->arrangement;
  if (arrangement->tokens.start > 0 || arrangement->sides[0] == arrangement->sides[1])
    return NULL;
  return refuse(arrangement, carrying->placements[arrangement->items[0]].token,
                "a comment or footnote mark would lose its word");
}

static void fill_gaps(struct arrangement *arrangement)
{
  for (uint32_t place = 0; place < arrangement->word_count; place++)
    if (arrangement_boundary(arrangement, place) != RW_NONE)
      arrangement->words[place].gap = GAP_SOURCE;
}

static const char *carry_items(struct arrangement *arrangement, struct arena *arena)
{
  const struct markup *markup = &arrangement->passage->markup;
  struct carrying carrying = {.arrangement = arrangement, .placements = markup->placements, .arena = arena};
  carrying.items.start = markup_between(markup, arrangement->tokens.start).start;
  carrying.items.end = markup_between(markup, arrangement->tokens.end).end;
  uint32_t item_count = carrying.items.end - carrying.items.start;
  carrying.extents = arena_allocate_array(arena, item_count, sizeof *carrying.extents);
  carrying.side = arena_allocate_array(arena, item_count, sizeof *carrying.side);
  if (!carrying.extents || !carrying.side)
    return edit_no_memory;
  find_extents(&carrying);
  const char *reason = choose_sides(&carrying);
  if (reason)
    return reason;
  if (!sort_items(&carrying))
    return edit_no_memory;
  reason = prove_anchors(&carrying);
  if (!reason)
    reason = prove_nesting(&carrying);
  return reason ? reason : prove_barriers(&carrying);
}

const char *arrange(struct arrangement *arrangement, const struct passage *passage, rw_range tokens,
                    struct proposal *const *edits, uint32_t edit_count, struct arena *arena)
{
  *arrangement = (struct arrangement){
      .passage = passage, .tokens = tokens, .edits = edits, .edit_count = edit_count, .culprit = RW_NONE};
  for (uint32_t i = 0; i < edit_count; i++) {
    const char *reason = check_edit(passage, edits[i]);
    if (reason)
      return refuse(arrangement, edits[i]->tokens.start, reason);
  }
  uint32_t word_count = count_words(arrangement);
  if (word_count == 0 && tokens.start == 0 && tokens.end == passage->view.token_count && edit_count > 0)
    return refuse(arrangement, tokens.start, "nothing would be left to read");
  arrangement->words = arena_allocate_array(arena, word_count, sizeof *arrangement->words);
  arrangement->positions = arena_allocate_array(arena, tokens.end - tokens.start, sizeof *arrangement->positions);
  arrangement->edit_words = arena_allocate_array(arena, edit_count, sizeof *arrangement->edit_words);
  if (!arrangement->words || !arrangement->positions || !arrangement->edit_words)
    return edit_no_memory;
  fill_words(arrangement);
  fill_gaps(arrangement);
  return carry_items(arrangement, arena);
}
