/* The best projective tree, against all projective trees there are. */
#include "tree.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LIMIT 201u

static struct tree_workspace workspace;
static uint64_t random_state;

static void set_up(void)
{
  random_state = 7;
  ck_assert(tree_workspace_open(&workspace, LIMIT));
}

static void tear_down(void)
{
  tree_workspace_close(&workspace);
}

/* A number from 0 up to, not including, 1. */
static float random_number(void)
{
  random_state = random_state * 6364136223846793005u + 1442695040888963407u;
  return (float)(random_state >> 40) / (1 << 24);
}

static double tree_score(const float *scores, uint32_t rows, const uint32_t *heads)
{
  double sum = 0;
  for (uint32_t row = 1; row < rows; row++)
    sum += (double)scores[row * rows + heads[row]];
  return sum;
}

static bool reaches_root(const uint32_t *heads, uint32_t rows, uint32_t row)
{
  for (uint32_t steps = 0; steps <= rows; steps++) {
    if (row == 0)
      return true;
    row = heads[row];
  }
  return false;
}

/* Whether every token between the ends of an arc hangs, over any number of steps, on its head. */
static bool is_projective(const uint32_t *heads, uint32_t rows)
{
  for (uint32_t row = 1; row < rows; row++) {
    const uint32_t first = row < heads[row] ? row : heads[row], last = row < heads[row] ? heads[row] : row;
    for (uint32_t inside = first + 1; inside < last; inside++) {
      uint32_t above = inside;
      while (above != 0 && above != heads[row])
        above = heads[above];
      if (above != heads[row])
        return false;
    }
  }
  return true;
}

static bool is_tree(const uint32_t *heads, uint32_t rows)
{
  uint32_t roots = 0;
  for (uint32_t row = 1; row < rows; row++) {
    if (heads[row] >= rows || heads[row] == row || !reaches_root(heads, rows, row))
      return false;
    roots += heads[row] == 0;
  }
  return roots == 1 && is_projective(heads, rows);
}

/* The highest score of all projective trees, every choice of heads tried; counts the trees. */
static double best_of_all(const float *scores, uint32_t rows, uint32_t *trees)
{
  uint32_t heads[8] = {0};
  double best = -INFINITY;
  *trees = 0;
  for (;;) {
    if (is_tree(heads, rows)) {
      ++*trees;
      const double score = tree_score(scores, rows, heads);
      best = score > best ? score : best;
    }
    uint32_t row = 1;
    while (row < rows && ++heads[row] == rows)
      heads[row++] = 0;
    if (row == rows)
      return best;
  }
}

START_TEST(no_projective_tree_is_better)
{
  /* Projective trees with one dependent of the root over 1, 2, ... tokens. */
  static const uint32_t wanted[] = {0, 0, 1, 2, 7, 30, 143, 728};
  for (uint32_t rows = 2; rows <= 7; rows++)
    for (int round = 0; round < (rows < 7 ? 200 : 12); round++) {
      float scores[49];
      for (uint32_t i = 0; i < rows * rows; i++)
        scores[i] = -10 * random_number();
      uint32_t heads[8], trees;
      tree_decode(&workspace, scores, rows, heads);
      ck_assert(is_tree(heads, rows));
      const double best = best_of_all(scores, rows, &trees);
      ck_assert_uint_eq(trees, wanted[rows]);
      ck_assert_double_eq_tol(tree_score(scores, rows, heads), best, 1e-4);
    }
}
END_TEST

START_TEST(long_sentences_give_trees)
{
  float *scores = calloc(LIMIT * LIMIT, sizeof *scores);
  uint32_t heads[LIMIT];
  ck_assert_ptr_nonnull(scores);
  for (uint32_t rows = 2; rows <= LIMIT; rows += rows < 40 ? 1 : 23) {
    for (uint32_t i = 0; i < rows * rows; i++)
      scores[i] = -10 * random_number();
    tree_decode(&workspace, scores, rows, heads);
    ck_assert_msg(is_tree(heads, rows), "%u rows", rows);
  }
  free(scores);
}
END_TEST

START_TEST(a_tree_with_clear_scores_is_found)
{
  static const uint32_t wanted[] = {0, 2, 4, 2, 0, 7, 7, 4, 4};
  enum { ROWS = sizeof wanted / sizeof *wanted };
  float scores[ROWS * ROWS];
  for (uint32_t row = 0; row < ROWS; row++)
    for (uint32_t head = 0; head < ROWS; head++)
      scores[row * ROWS + head] = head == wanted[row] ? -0.1f : -5.0f;
  uint32_t heads[ROWS];
  tree_decode(&workspace, scores, ROWS, heads);
  ck_assert_mem_eq(heads, wanted, sizeof wanted);
}
END_TEST

START_TEST(the_diagonal_and_the_roots_row_are_not_read)
{
  float scores[36];
  uint32_t heads[6], again[6];
  for (size_t i = 0; i < 36; i++)
    scores[i] = -random_number();
  tree_decode(&workspace, scores, 6, heads);
  for (size_t i = 0; i < 6; i++)
    scores[i] = scores[7 * i] = 1000;
  tree_decode(&workspace, scores, 6, again);
  ck_assert_mem_eq(heads, again, sizeof heads);
}
END_TEST

START_TEST(scores_that_are_no_numbers_give_some_tree)
{
  static const float values[] = {NAN, INFINITY, -INFINITY, 0, -0.0f, 3e38f, -3e38f};
  float scores[20 * 20];
  uint32_t heads[20];
  for (int round = 0; round < 100; round++) {
    for (size_t i = 0; i < 400; i++)
      scores[i] = values[(size_t)(random_number() * (float)(round % 7 + 1))];
    tree_decode(&workspace, scores, 20, heads);
    ck_assert(is_tree(heads, 20));
  }
}
END_TEST

static Suite *tree_suite(void)
{
  Suite *suite = suite_create("tree");
  TCase *decoding = tcase_create("decoding");
  tcase_set_timeout(decoding, 0);
  tcase_add_checked_fixture(decoding, set_up, tear_down);
  tcase_add_test(decoding, no_projective_tree_is_better);
  tcase_add_test(decoding, long_sentences_give_trees);
  tcase_add_test(decoding, a_tree_with_clear_scores_is_found);
  tcase_add_test(decoding, the_diagonal_and_the_roots_row_are_not_read);
  tcase_add_test(decoding, scores_that_are_no_numbers_give_some_tree);
  suite_add_tcase(suite, decoding);
  return suite;
}

int main(void)
{
  SRunner *runner = srunner_create(tree_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
