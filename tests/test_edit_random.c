/* Random edits of random pages: what is accepted keeps every promise of the algebra, what is refused changes nothing.
 */
#include "sample.h"

#include <check.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PAGE_COUNT 7500
#define EDITS_PER_PAGE 4
#define PAGE_LENGTH 4096

/* ---- Chance ---- */

struct chance {
  uint64_t state;
};

/* A number below `limit`: xorshift64. */
static uint32_t draw(struct chance *chance, uint32_t limit)
{
  chance->state ^= chance->state << 13;
  chance->state ^= chance->state >> 7;
  chance->state ^= chance->state << 17;
  return (uint32_t)((chance->state >> 33) % limit);
}

/* ---- Pages ---- */

struct page {
  struct chance *chance;
  char text[PAGE_LENGTH];
  uint32_t length;
};

static void put(struct page *page, const char *text)
{
  size_t length = strlen(text);
  ck_assert_uint_lt(page->length + length, PAGE_LENGTH);
  memcpy(page->text + page->length, text, length + 1);
  page->length += (uint32_t)length;
}

static void put_word(struct page *page)
{
  static const char *const words[] = {
      "red", "Ann", "so", "the", "\u00e9t\u00e9", "isn't", "hats", "u<b>n</b>t", "<b>C</b>t", "me<i>n</i>", "@", "of"};
  put(page, words[draw(page->chance, sizeof words / sizeof *words)]);
}

static void put_gap(struct page *page)
{
  static const char *const gaps[] = {" ", " ",  " ",   " ",    " ",    "\n",    "  ", ", ",
                                     ",", ". ", " ( ", " [c]", "[1] ", " [c] ", ""};
  put(page, gaps[draw(page->chance, sizeof gaps / sizeof *gaps)]);
}

static void put_words(struct page *page, uint32_t depth)
{
  uint32_t count = 1 + draw(page->chance, depth == 0 ? 14 : 4);
  for (uint32_t i = 0; i < count && page->length < PAGE_LENGTH / 2; i++) {
    uint32_t choice = draw(page->chance, 24);
    if (choice < 6 && depth < 4) {
      put(page, choice == 0 ? "<a> " : "<a>");
      put_words(page, depth + 1);
      put(page, choice == 1 ? " </a>" : "</a>");
    } else {
      put_word(page);
    }
    if (choice == 6)
      put(page, "[1]");
    if (choice == 7)
      put(page, "<i></i>");
    if (choice == 8 && draw(page->chance, 3) == 0)
      put(page, "{x}");
    if (i + 1 < count || draw(page->chance, 4) == 0)
      put_gap(page);
  }
}

/* ---- Edits ---- */

enum kind { SUBSTITUTE, MOVE, PERMUTE, DROP, INSERT, MIXTURE, KIND_COUNT };

struct plan {
  rw_piece pieces[256];
  uint32_t count;
};

static void plan_piece(struct plan *plan, rw_piece_kind kind, uint32_t start, uint32_t end, const char *text)
{
  if (start == end && kind != RW_TEXT)
    return;
  ck_assert_uint_lt(plan->count, sizeof plan->pieces / sizeof *plan->pieces);
  plan->pieces[plan->count++] = (rw_piece){kind, {start, end}, text};
}

static void shuffle(struct plan *plan, struct chance *chance)
{
  for (uint32_t i = plan->count; i > 1; i--) {
    uint32_t other = draw(chance, i);
    rw_piece piece = plan->pieces[i - 1];
    plan->pieces[i - 1] = plan->pieces[other];
    plan->pieces[other] = piece;
  }
}

static void plan_mixture(struct plan *plan, rw_range range, struct chance *chance)
{
  for (uint32_t token = range.start; token < range.end;) {
    uint32_t end = token + 1 + draw(chance, 2);
    if (end > range.end)
      end = range.end;
    uint32_t choice = draw(chance, 8);
    plan_piece(plan,
               choice == 0   ? RW_DROP
               : choice == 1 ? RW_TEXT
                             : RW_KEEP,
               token, end, choice == 1 ? "new one" : NULL);
    if (choice == 2)
      plan_piece(plan, RW_TEXT, 0, 0, "then");
    token = end;
  }
  if (draw(chance, 2) == 0)
    shuffle(plan, chance);
}

/* Makes an edit of a kind within a range of at least one token. */
static void make_plan(struct plan *plan, enum kind kind, rw_range range, struct chance *chance)
{
  uint32_t size = range.end - range.start;
  uint32_t first = range.start + draw(chance, size), second = first + draw(chance, range.end - first + 1);
  plan->count = 0;
  switch (kind) {
  case SUBSTITUTE:
    plan_piece(plan, RW_TEXT, range.start, range.end, draw(chance, 2) ? "new" : "brand new");
    break;
  case MOVE:
    plan_piece(plan, RW_KEEP, first, second, NULL);
    plan_piece(plan, RW_KEEP, range.start, first, NULL);
    plan_piece(plan, RW_KEEP, second, range.end, NULL);
    break;
  case PERMUTE:
    for (uint32_t token = range.start; token < range.end; token++)
      plan_piece(plan, RW_KEEP, token, token + 1, NULL);
    shuffle(plan, chance);
    break;
  case DROP:
    plan_piece(plan, RW_KEEP, range.start, first, NULL);
    plan_piece(plan, RW_DROP, first, second, NULL);
    plan_piece(plan, RW_KEEP, second, range.end, NULL);
    break;
  case INSERT:
    plan_piece(plan, RW_KEEP, range.start, first, NULL);
    plan_piece(plan, RW_TEXT, 0, 0, "was by");
    plan_piece(plan, RW_KEEP, first, range.end, NULL);
    break;
  case MIXTURE:
  case KIND_COUNT:
    plan_mixture(plan, range, chance);
    break;
  }
}

/* ---- What holds of a page, character by character ---- */

#define NOT_THERE 0

/* A check for hot loops, where those of Check take too long. */
static void must(bool holds, const char *what)
{
  if (!holds)
    ck_abort_msg("%s", what);
}

/* For each byte of the marked text: a number for the elements around it. */
struct facts {
  uint64_t around[PAGE_LENGTH];
};

static bool is_blank(char byte)
{
  return byte == ' ' || byte == '\n';
}

/* A walk through a passage: its items and the bytes of its text in page order. */
struct walk {
  const struct passage *passage;
  struct facts *facts;
  uint32_t stack[64];
  uint32_t depth;
};

static uint64_t elements_now(const struct walk *walk)
{
  uint64_t number = 1;
  for (uint32_t i = 0; i < walk->depth; i++)
    number = number * 1000003 + walk->passage->items[walk->stack[i]].source + 1;
  return number;
}

static void note(struct walk *walk, uint32_t source)
{
  must(walk->facts->around[source] == NOT_THERE, "a byte of the page is there twice");
  walk->facts->around[source] = elements_now(walk);
}

static void walk_item(struct walk *walk, uint32_t number)
{
  const struct item *item = &walk->passage->items[number];
  if (item->kind == ITEM_CLOSE) {
    must(walk->depth > 0 && walk->stack[walk->depth - 1] == item->partner, "elements do not nest");
    must(walk->passage->items[item->partner].partner == number, "partners do not agree");
    walk->depth--;
  }
  note(walk, item->source);
  if (item->kind == ITEM_OPEN)
    walk->stack[walk->depth++] = number;
}

static void walk_segment(struct walk *walk, const struct segment *segment, const char *marked)
{
  const char *text = walk->passage->view.text + segment->text;
  for (uint32_t i = 0; i < segment->source_length; i++) {
    must(segment->kind != SEGMENT_LINEAR || text[i] == marked[segment->source + i], "a segment lies");
    if (!is_blank(marked[segment->source + i]))
      note(walk, segment->source + i);
  }
  must(segment->kind != SEGMENT_NEW || segment->source_length == 0, "new text has a source");
}

/* Gathers the facts of a passage; its segments must partition its text, never reach over an item, and be true. */
static void gather(const struct passage *passage, const char *marked, struct facts *facts)
{
  struct walk walk = {.passage = passage, .facts = facts};
  memset(facts, 0, sizeof *facts);
  uint32_t item = 0, at = 0;
  for (uint32_t i = 0; i < passage->segment_count; i++) {
    const struct segment *segment = &passage->segments[i];
    must(segment->text == at, "the segments do not partition the text");
    for (; item < passage->item_count && passage->items[item].at <= at; item++) {
      must(passage->items[item].at == at, "a segment reaches over an item");
      walk_item(&walk, item);
    }
    walk_segment(&walk, segment, marked);
    at += segment->text_length;
  }
  must(at == passage->view.text_length, "the segments do not partition the text");
  for (; item < passage->item_count; item++) {
    must(passage->items[item].at == at, "an item is out of order");
    walk_item(&walk, item);
  }
  must(walk.depth == 0, "an element is not closed");
}

/* Nothing of the page passed from one side of a barrier to the other. */
static void check_barriers(const struct passage *passage)
{
  for (uint32_t i = 0; i < passage->item_count; i++) {
    if (passage->items[i].kind != ITEM_BARRIER)
      continue;
    const struct item *barrier = &passage->items[i];
    for (uint32_t j = 0; j < passage->segment_count; j++) {
      const struct segment *segment = &passage->segments[j];
      if (segment->kind == SEGMENT_NEW)
        continue;
      bool before = segment->text + segment->text_length <= barrier->at;
      must(before == (segment->source < barrier->source), "something passed a barrier");
    }
  }
}

/* Each item is there once, and what is kept has the elements around it that it had. */
static void check_facts(const struct passage *before, const struct passage *after, const char *marked)
{
  static struct facts wanted, found;
  gather(before, marked, &wanted);
  gather(after, marked, &found);
  must(before->item_count == after->item_count, "the number of items changed");
  for (uint32_t i = 0; i < before->item_count; i++)
    must(found.around[before->items[i].source] != NOT_THERE, "an item was lost");
  for (uint32_t i = 0; marked[i]; i++)
    must(found.around[i] == NOT_THERE || found.around[i] == wanted.around[i], "something left its elements");
  check_barriers(after);
}

/* ---- What the text must be ---- */

struct wanted_text {
  char text[2 * PAGE_LENGTH];
  uint32_t length;
};

static void want(struct wanted_text *wanted, const char *text, uint32_t length)
{
  for (uint32_t i = 0; i < length; i++)
    if (!is_blank(text[i]))
      wanted->text[wanted->length++] = text[i];
}

static void want_tokens(struct wanted_text *wanted, const struct passage *passage, rw_range tokens)
{
  if (tokens.start < tokens.end) {
    rw_range bytes = passage_bytes(passage, tokens);
    want(wanted, passage->view.text + bytes.start, bytes.end - bytes.start);
  }
}

/* The text, blanks and case aside, is that of the tokens and pieces in their order. */
static void check_text(const struct passage *passage, struct proposal *const *edits, uint32_t count,
                       const struct passage *result)
{
  struct wanted_text wanted = {.length = 0}, found = {.length = 0};
  uint32_t token = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (edits[i]->state != PROPOSAL_OPEN)
      continue;
    want_tokens(&wanted, passage, (rw_range){token, edits[i]->tokens.start});
    for (uint32_t j = 0; j < edits[i]->piece_count; j++) {
      const rw_piece *piece = &edits[i]->pieces[j];
      if (piece->kind == RW_KEEP)
        want_tokens(&wanted, passage, piece->tokens);
      else if (piece->kind == RW_TEXT)
        want(&wanted, piece->text, (uint32_t)strlen(piece->text));
    }
    token = edits[i]->tokens.end;
  }
  want_tokens(&wanted, passage, (rw_range){token, passage->view.token_count});
  want(&found, result->view.text, result->view.text_length);
  must(found.length == wanted.length, "the text is another");
  for (uint32_t i = 0; i < found.length; i++)
    must(tolower((unsigned char)found.text[i]) == tolower((unsigned char)wanted.text[i]), "the text is another");
}

/* ---- The properties ---- */

struct tally {
  uint32_t made[KIND_COUNT], accepted[KIND_COUNT];
};

/* Applies edits and checks all that must hold. Returns how many were not refused. */
static uint32_t apply_and_check(const struct passage *passage, const char *marked, struct proposal *const *edits,
                                uint32_t count, struct arena *arena)
{
  rw_host host = sample_host(arena);
  struct surface surface = {sample_surface, NULL, &host};
  struct passage result;
  ck_assert_int_eq(edit_apply(passage, edits, count, &surface, &result, NULL), RW_OK);
  check_facts(passage, &result, marked);
  check_text(passage, edits, count, &result);
  uint32_t open = 0;
  for (uint32_t i = 0; i < count; i++)
    open += edits[i]->state == PROPOSAL_OPEN;
  if (open == 0) {
    char *page = sample_render(&result, marked);
    ck_assert_str_eq(page, marked);
    free(page);
  }
  passage_free(&result);
  return open;
}

/* What edit_check accepts is applied, unless the repair would change a word with markup inside or nothing would be
 * left; what it refuses is refused when it is applied all the same. */
static bool check_alone(const struct passage *passage, const char *marked, struct proposal *edit, struct arena *arena)
{
  const char *reason = edit_check(passage, edit, arena);
  uint32_t applied = apply_and_check(passage, marked, &edit, 1, arena);
  if (reason) {
    ck_assert_uint_eq(applied, 0);
    ck_assert_str_eq(reason, edit->reason);
  } else if (applied == 0) {
    ck_assert(strstr(edit->reason, "would change") || strstr(edit->reason, "nothing would be left"));
  }
  return applied == 1;
}

static void try_page(struct chance *chance, struct tally *tally)
{
  struct page page = {.chance = chance};
  struct passage passage;
  struct arena arena = {0};
  struct proposal *edits[EDITS_PER_PAGE];
  uint32_t count = 0, sound = 0, token = 0;
  put_words(&page, 0);
  put(&page, draw(chance, 4) ? "." : "");
  sample_open(&passage, page.text, NULL, 0);
  uint32_t token_count = passage.view.token_count;
  for (; count < EDITS_PER_PAGE && token < token_count; count++) {
    static struct plan plan;
    enum kind kind = (enum kind)draw(chance, KIND_COUNT);
    rw_range range = {token + draw(chance, token_count - token), 0};
    if (draw(chance, 2))
      range.start = token;
    range.end = range.start + 1 + draw(chance, kind == SUBSTITUTE ? 2 : token_count - range.start);
    if (range.end > token_count)
      range.end = token_count;
    make_plan(&plan, kind, range, chance);
    rw_edit edit = {sizeof edit, range, plan.pieces, plan.count, 0.5, NULL};
    struct proposal *proposal = proposal_copy(&passage, &edit, &arena);
    ck_assert_ptr_nonnull(proposal);
    ck_assert_int_eq(proposal->state, PROPOSAL_OPEN);
    tally->made[kind]++;
    bool accepted = check_alone(&passage, page.text, proposal, &arena);
    tally->accepted[kind] += accepted;
    token = accepted ? range.end : token;
    if (accepted)
      edits[sound++] = proposal;
  }
  apply_and_check(&passage, page.text, edits, sound, &arena);
  passage_free(&passage);
  arena_free(&arena);
}

START_TEST(test_accepted_edits_keep_every_promise_and_refused_ones_change_nothing)
{
  struct chance chance = {UINT64_C(88172645463325252)};
  struct tally tally = {0};
  for (uint32_t i = 0; i < PAGE_COUNT; i++)
    try_page(&chance, &tally);
  uint32_t made = 0;
  for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
    made += tally.made[kind];
    ck_assert_uint_gt(tally.accepted[kind], tally.made[kind] / 8);
  }
  ck_assert_uint_ge(made, 20000);
}
END_TEST

/* ---- Time ---- */

#define UNIT_COUNT 100000u
#define SECONDS_ENOUGH 20.0

/* Repeats a piece of a page. */
static char *repeat(const char *unit, uint32_t count, const char *end_unit)
{
  size_t length = strlen(unit), end_length = strlen(end_unit);
  char *text = malloc(count * (length + end_length) + 1);
  ck_assert_ptr_nonnull(text);
  for (uint32_t i = 0; i < count; i++) {
    memcpy(text + i * length, unit, length);
    memcpy(text + count * length + i * end_length, end_unit, end_length);
  }
  text[count * (length + end_length)] = '\0';
  return text;
}

static const struct {
  const char *rule;
  const char *unit, *end_unit;
  bool swaps; /* each pair of words changes places, else each word is substituted */
} large[] = {
    {"many elements side by side", "<b>red</b> hats ", "", true},
    {"many elements inside each other", "<b>red ", "</b>", false},
    {"many elements that begin at one word", "<b>", "red </b>", false},
    {"many marks at one place", "[1]", " red", false},
    {"many sentences", "Red hats. ", "", true},
};

/* Edits all over a large passage: quadratic time would be minutes. */
START_TEST(test_many_edits_of_a_large_passage_take_linear_time)
{
  char *marked = repeat(large[_i].unit, UNIT_COUNT, large[_i].end_unit);
  clock_t start = clock();
  struct arena arena = {0};
  struct passage passage, result;
  sample_open(&passage, marked, NULL, 0);
  uint32_t size = large[_i].swaps ? 2 : 1, count = passage.view.token_count / 3;
  struct proposal **edits = arena_allocate_array(&arena, count, sizeof(struct proposal *));
  ck_assert_ptr_nonnull(edits);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t token = 3 * i;
    const rw_piece swap[] = {RW_KEEP_TOKENS(token + 1, token + 2), RW_KEEP_TOKENS(token, token + 1)};
    const rw_piece substitute[] = {RW_TEXT_FOR("new", token, token + 1)};
    rw_edit edit = {sizeof edit, {token, token + size}, size == 2 ? swap : substitute, size, 1, NULL};
    edits[i] = proposal_copy(&passage, &edit, &arena);
    must(edits[i] && !edit_check(&passage, edits[i], &arena), "an edit is refused");
  }
  rw_host host = sample_host(&arena);
  struct surface surface = {sample_surface, NULL, &host};
  ck_assert_int_eq(edit_apply(&passage, edits, count, &surface, &result, NULL), RW_OK);
  ck_assert_uint_eq(result.item_count, passage.item_count);
  ck_assert_msg((double)(clock() - start) / CLOCKS_PER_SEC < SECONDS_ENOUGH, "%s", large[_i].rule);
  passage_free(&result);
  passage_free(&passage);
  arena_free(&arena);
  free(marked);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("edit_random");
  TCase *tests = tcase_create("edit_random");
  tcase_set_timeout(tests, 120);
  tcase_add_test(tests, test_accepted_edits_keep_every_promise_and_refused_ones_change_nothing);
  tcase_add_loop_test(tests, test_many_edits_of_a_large_passage_take_linear_time, 0,
                      (int)(sizeof large / sizeof *large));
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
