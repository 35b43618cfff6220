/* Picking: which of the proposed edits are made. */
#include "pick.h"
#include "sample.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define PROPOSALS_LIMIT 6

/* ---- Small sets of proposals over one page ---- */

struct wanted_proposal {
  rw_range tokens;
  double score;
  const char *text;   /* stands for the range; NULL: no more proposals */
  const char *reason; /* NULL: picked; else why it was passed over */
};

static const struct {
  const char *rule;
  struct pick_options options;
  struct wanted_proposal proposals[PROPOSALS_LIMIT];
} sets[] = {
    {"rate 1 picks every place", {1, 0, 0}, {{{0, 1}, 0.1, "a", NULL}, {{1, 2}, 0.9, "b", NULL}}},
    {"rate 0 picks none",
     {0, 0, 0},
     {{{0, 1}, 1, "a", "not drawn at rate 0.00"}, {{1, 2}, 1, "b", "not drawn at rate 0.00"}}},
    {"a score below min-score falls, one at it stays",
     {1, 0.6, 0},
     {{{0, 1}, 0.59, "a", "below min-score 0.60"}, {{1, 2}, 0.6, "b", NULL}}},
    {"of alternatives the best wins",
     {1, 0, 0},
     {{{0, 1}, 0.5, "a", "another alternative was better"},
      {{0, 1}, 0.7, "b", NULL},
      {{0, 1}, 0.6, "c", "another alternative was better"}}},
    {"of equal alternatives the one first by its text wins",
     {1, 0, 0},
     {{{0, 1}, 0.5, "b", "another alternative was better"}, {{0, 1}, 0.5, "a", NULL}}},
    {"of overlapping edits the higher score wins",
     {1, 0, 0},
     {{{0, 2}, 0.5, "a", "overlaps a better edit"}, {{1, 3}, 0.7, "b", NULL}}},
    {"of overlapping edits with one score the earlier wins",
     {1, 0, 0},
     {{{1, 3}, 0.5, "a", "overlaps a better edit"}, {{0, 2}, 0.5, "b", NULL}}},
    {"of overlapping edits with one score and start the longer wins",
     {1, 0, 0},
     {{{0, 1}, 0.5, "a", "overlaps a better edit"}, {{0, 2}, 0.5, "b", NULL}}},
    {"an edit that lost to an overlap makes room for others",
     {1, 0, 0},
     {{{0, 2}, 0.9, "a", NULL}, {{1, 3}, 0.8, "b", "overlaps a better edit"}, {{2, 4}, 0.7, "c", NULL}}},
    {"edits that touch do not overlap", {1, 0, 0}, {{{0, 2}, 0.5, "a", NULL}, {{2, 3}, 0.5, "b", NULL}}},
    {"variety leaves those far from the best out",
     {1, 0, 0.1},
     {{{0, 1}, 0.5, "a", "another alternative was better"}, {{0, 1}, 0.9, "b", NULL}}},
};

static struct proposal *propose(const struct passage *passage, const struct wanted_proposal *wanted,
                                struct arena *arena)
{
  rw_piece piece = {RW_TEXT, wanted->tokens, wanted->text};
  rw_edit edit = {sizeof edit, wanted->tokens, &piece, 1, wanted->score, NULL};
  struct proposal *proposal = proposal_copy(passage, &edit, arena);
  ck_assert_ptr_nonnull(proposal);
  ck_assert_int_eq(proposal->state, PROPOSAL_OPEN);
  return proposal;
}

/* Picks from a set whose proposals come in their order or backwards. */
static void check_set(int number, bool backwards)
{
  struct arena arena = {0};
  struct passage passage;
  struct proposal *proposals[PROPOSALS_LIMIT], *ordered[PROPOSALS_LIMIT], *picked[PROPOSALS_LIMIT];
  const struct wanted_proposal *wanted = sets[number].proposals;
  uint32_t count = 0, wanted_count = 0;
  sample_open(&passage, "See red hats here.", NULL, 0);
  for (; count < PROPOSALS_LIMIT && wanted[count].text; count++) {
    proposals[count] = propose(&passage, &wanted[count], &arena);
    wanted_count += wanted[count].reason == NULL;
  }
  for (uint32_t i = 0; i < count; i++)
    ordered[i] = proposals[backwards ? count - 1 - i : i];
  uint32_t found = pick_proposals(&passage, ordered, count, &sets[number].options, 1, "test", picked);
  ck_assert_msg(found == wanted_count, "%s: %u picked", sets[number].rule, found);
  for (uint32_t i = 0; i < count; i++) {
    ck_assert_msg(proposals[i]->state == (wanted[i].reason ? PROPOSAL_PASSED_OVER : PROPOSAL_OPEN), "%s: %s",
                  sets[number].rule, wanted[i].text);
    if (wanted[i].reason)
      ck_assert_str_eq(proposals[i]->reason, wanted[i].reason);
  }
  for (uint32_t i = 1; i < found; i++)
    ck_assert_uint_le(picked[i - 1]->tokens.end, picked[i]->tokens.start);
  passage_free(&passage);
  arena_free(&arena);
}

START_TEST(test_a_set_is_picked_by_the_rules_in_any_order)
{
  check_set(_i, false);
  check_set(_i, true);
}
END_TEST

START_TEST(test_proposals_that_are_decided_stay_as_they_are)
{
  struct arena arena = {0};
  struct passage passage;
  sample_open(&passage, "See red hats.", NULL, 0);
  struct proposal *proposal = sample_edit(&passage, "1 = blue:1", &arena), *picked;
  proposal->state = PROPOSAL_REFUSED;
  proposal->reason = "a guard";
  struct pick_options options = {1, 0, 0};
  ck_assert_uint_eq(pick_proposals(&passage, &proposal, 1, &options, 1, "test", &picked), 0);
  ck_assert_int_eq(proposal->state, PROPOSAL_REFUSED);
  ck_assert_str_eq(proposal->reason, "a guard");
  passage_free(&passage);
  arena_free(&arena);
}
END_TEST

/* ---- Chance ---- */

#define PLACES 4000u

/* Proposes one or two texts for every word of a page of many words; gives how often each was picked. */
static void pick_many(struct passage *passage, struct pick_options options, uint64_t seed, const char *strategy,
                      char taken[PLACES])
{
  struct arena arena = {0};
  struct proposal **proposals = arena_allocate_array(&arena, 2 * PLACES, sizeof(struct proposal *));
  struct proposal **picked = arena_allocate_array(&arena, 2 * PLACES, sizeof(struct proposal *));
  ck_assert(proposals && picked);
  for (uint32_t i = 0; i < PLACES; i++) {
    proposals[2 * i] = propose(passage, &(struct wanted_proposal){{i, i + 1}, 0.9, "best", NULL}, &arena);
    proposals[2 * i + 1] = propose(passage, &(struct wanted_proposal){{i, i + 1}, 0.8, "next", NULL}, &arena);
  }
  memset(taken, '-', PLACES);
  uint32_t count = pick_proposals(passage, proposals, 2 * PLACES, &options, seed, strategy, picked);
  for (uint32_t i = 0; i < count; i++)
    taken[picked[i]->tokens.start] = picked[i]->pieces[0].text[0];
  arena_free(&arena);
}

static uint32_t count_taken(const char *taken, char letter)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < PLACES; i++)
    count += taken[i] == letter;
  return count;
}

static char *many_words(void)
{
  static const char unit[] = "red hats ";
  char *text = malloc(PLACES / 2 * (sizeof unit - 1) + 1);
  ck_assert_ptr_nonnull(text);
  for (uint32_t i = 0; i < PLACES / 2; i++)
    memcpy(text + i * (sizeof unit - 1), unit, sizeof unit);
  return text;
}

START_TEST(test_rate_is_the_share_of_places)
{
  static const double rates[] = {0.1, 0.25, 0.5, 0.9};
  char *text = many_words(), taken[PLACES];
  struct passage passage;
  sample_open(&passage, text, NULL, 0);
  pick_many(&passage, (struct pick_options){rates[_i], 0, 0}, 1, "test", taken);
  ck_assert_uint_eq(count_taken(taken, 'n'), 0);
  ck_assert_double_eq_tol((double)count_taken(taken, 'b') / PLACES, rates[_i], 0.03);
  passage_free(&passage);
  free(text);
}
END_TEST

START_TEST(test_variety_draws_among_those_close_to_the_best)
{
  char *text = many_words(), taken[PLACES];
  struct passage passage;
  sample_open(&passage, text, NULL, 0);
  pick_many(&passage, (struct pick_options){1, 0, 0.2}, 1, "test", taken);
  ck_assert_double_eq_tol((double)count_taken(taken, 'n') / PLACES, 0.5, 0.03);
  ck_assert_uint_eq(count_taken(taken, 'n') + count_taken(taken, 'b'), PLACES);
  passage_free(&passage);
  free(text);
}
END_TEST

START_TEST(test_a_higher_rate_keeps_what_a_lower_one_drew)
{
  char *text = many_words(), low[PLACES], high[PLACES];
  struct passage passage;
  sample_open(&passage, text, NULL, 0);
  pick_many(&passage, (struct pick_options){0.2, 0, 0}, 1, "test", low);
  pick_many(&passage, (struct pick_options){0.6, 0, 0}, 1, "test", high);
  for (uint32_t i = 0; i < PLACES; i++)
    ck_assert(low[i] == '-' || high[i] == low[i]);
  passage_free(&passage);
  free(text);
}
END_TEST

START_TEST(test_seed_and_strategy_draw_other_places)
{
  char *text = many_words(), first[PLACES], again[PLACES], other[PLACES];
  struct passage passage;
  struct pick_options options = {0.5, 0, 0};
  sample_open(&passage, text, NULL, 0);
  pick_many(&passage, options, 1, "test", first);
  pick_many(&passage, options, 1, "test", again);
  ck_assert_mem_eq(first, again, PLACES);
  pick_many(&passage, options, 2, "test", other);
  ck_assert_mem_ne(first, other, PLACES);
  pick_many(&passage, options, 1, "voice", other);
  ck_assert_mem_ne(first, other, PLACES);
  passage_free(&passage);
  free(text);
}
END_TEST

/* Whether the word at a token is drawn at rate 0.5. */
static bool is_drawn(const char *page, uint32_t token, uint64_t seed)
{
  struct arena arena = {0};
  struct passage passage;
  sample_open(&passage, page, NULL, 0);
  struct wanted_proposal wanted = {{token, token + 1}, 1, "x", NULL};
  struct proposal *proposal = propose(&passage, &wanted, &arena), *picked;
  struct pick_options options = {0.5, 0, 0};
  uint32_t count = pick_proposals(&passage, &proposal, 1, &options, seed, "test", &picked);
  passage_free(&passage);
  arena_free(&arena);
  return count == 1;
}

START_TEST(test_equal_sentences_are_treated_alike_wherever_they_stand)
{
  uint32_t drawn = 0;
  for (uint64_t seed = 0; seed < 64; seed++) {
    bool alone = is_drawn("See red hats.", 1, seed);
    drawn += alone;
    ck_assert_int_eq(is_drawn("He came by. See <b>red</b> hats.", 5, seed), alone);
  }
  ck_assert_uint_gt(drawn, 16);
  ck_assert_uint_lt(drawn, 48);
}
END_TEST

/* From the definitions of FNV-1a and fmix64, worked out apart from this code. */
static const struct {
  uint64_t seed;
  const char *data;
  uint64_t hash;
} hashes[] = {
    {UINT64_C(0x0), "", UINT64_C(0xEFD01F60BA992926)},
    {UINT64_C(0x0), "a", UINT64_C(0x82A2A958A9BECE5B)},
    {UINT64_C(0x1), "a", UINT64_C(0x86EDE49B2924D824)},
    {UINT64_C(0xFFFFFFFFFFFFFFFF), "foobar", UINT64_C(0xC2D0D76AB68E43E8)},
};

START_TEST(test_the_hash_is_the_same_on_every_machine)
{
  ck_assert(pick_hash(hashes[_i].seed, hashes[_i].data, strlen(hashes[_i].data)) == hashes[_i].hash);
}
END_TEST

/* ---- Options ---- */

START_TEST(test_every_option_has_a_default_within_its_range_and_help)
{
  static const char *const names[] = {"rate", "min-score", "variety"};
  static const char *const presets[] = {"0.5", "0", "0"};
  for (int i = 0; i < 3; i++) {
    ck_assert_str_eq(pick_option_table[i].name, names[i]);
    ck_assert_str_eq(pick_option_table[i].preset, presets[i]);
    ck_assert_int_eq(pick_option_table[i].type, RW_TYPE_REAL);
    ck_assert_double_eq(pick_option_table[i].minimum, 0);
    ck_assert_double_eq(pick_option_table[i].maximum, 1);
    ck_assert_uint_le(pick_option_table[i].offset + sizeof(double), sizeof(struct pick_options));
    ck_assert_ptr_nonnull(pick_option_table[i].help);
  }
  ck_assert_ptr_null(pick_option_table[3].name);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *suite = suite_create("pick");
  TCase *tests = tcase_create("pick");
  tcase_set_timeout(tests, 60);
  tcase_add_loop_test(tests, test_a_set_is_picked_by_the_rules_in_any_order, 0, COUNT(sets));
  tcase_add_test(tests, test_proposals_that_are_decided_stay_as_they_are);
  tcase_add_loop_test(tests, test_rate_is_the_share_of_places, 0, 4);
  tcase_add_test(tests, test_variety_draws_among_those_close_to_the_best);
  tcase_add_test(tests, test_a_higher_rate_keeps_what_a_lower_one_drew);
  tcase_add_test(tests, test_seed_and_strategy_draw_other_places);
  tcase_add_test(tests, test_equal_sentences_are_treated_alike_wherever_they_stand);
  tcase_add_loop_test(tests, test_the_hash_is_the_same_on_every_machine, 0, COUNT(hashes));
  tcase_add_test(tests, test_every_option_has_a_default_within_its_range_and_help);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
