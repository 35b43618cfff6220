#include "feature.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Two forms, and the features whose values they share, as bits. */
struct sharing_case {
  const char *rule;
  const char *one, *other;
  unsigned shared;
};
#define BIT(feature) (1u << (feature))
#define FOLDED                                                                                                         \
  (BIT(FEATURE_VOCABULARY) | BIT(FEATURE_SUFFIX4) | BIT(FEATURE_SUFFIX3) | BIT(FEATURE_SUFFIX2) |                      \
   BIT(FEATURE_PREFIX3) | BIT(FEATURE_FORM))

static const struct sharing_case sharing_cases[] = {
    {"letters are folded", "THE", "the", FOLDED | BIT(FEATURE_VECTORS)},
    {"digits are folded, but for vectors", "1984", "2026", FOLDED | BIT(FEATURE_SHAPE)},
    {"a curly apostrophe is a straight one", "n\u2019t", "n't", FOLDED | BIT(FEATURE_VECTORS) | BIT(FEATURE_SHAPE)},
    {"an opening one too", "\u2018s", "'s", FOLDED | BIT(FEATURE_VECTORS) | BIT(FEATURE_SHAPE)},
    {"other quotes are what they are", "\u201C", "\"", BIT(FEATURE_SHAPE)},
    {"suffixes are the last characters", "nation", "station",
     BIT(FEATURE_SUFFIX4) | BIT(FEATURE_SUFFIX3) | BIT(FEATURE_SUFFIX2) | BIT(FEATURE_SHAPE)},
    {"prefixes are the first characters", "station", "stall", BIT(FEATURE_PREFIX3) | BIT(FEATURE_SHAPE)},
    {"a suffix that is the whole form is another", "ing", "going", BIT(FEATURE_SUFFIX2) | BIT(FEATURE_SHAPE)},
    {"a prefix that is the whole form is another", "sta", "stall", BIT(FEATURE_SHAPE)},
    {"characters count, not bytes", "caf\u00e9", "gaf\u00e9",
     BIT(FEATURE_SUFFIX3) | BIT(FEATURE_SUFFIX2) | BIT(FEATURE_SHAPE)},
};

START_TEST(test_sharing)
{
  const struct sharing_case *now = &sharing_cases[_i];
  struct feature_values one = feature_values(now->one, strlen(now->one), false);
  struct feature_values other = feature_values(now->other, strlen(now->other), false);
  for (unsigned feature = 0; feature < FEATURE_COUNT; feature++)
    ck_assert_msg((one.of[feature] == other.of[feature]) == (now->shared >> feature & 1), "%s: %s", now->rule,
                  feature_names[feature]);
}
END_TEST

struct shape_case {
  const char *form;
  bool first;
  unsigned shape;
};
static const struct shape_case shape_cases[] = {
    {"word", false, SHAPE_SMALL},
    {"Word", false, SHAPE_CAPITAL | SHAPE_SMALL},
    {"Word", true, SHAPE_CAPITAL | SHAPE_SMALL | SHAPE_FIRST},
    {"WORD", false, SHAPE_CAPITAL | SHAPE_CAPITALS},
    {"iPhone", false, SHAPE_SMALL},
    {"iPhoneX", false, SHAPE_SMALL | SHAPE_CAPITALS},
    {"A", false, SHAPE_CAPITAL},
    {"20-year", false, SHAPE_DIGIT | SHAPE_HYPHEN | SHAPE_SMALL},
    {"...", false, SHAPE_OTHER},
    {"\u00e9", false, SHAPE_OTHER},
    {"", false, 0},
};

START_TEST(test_shape)
{
  const struct shape_case *now = &shape_cases[_i];
  ck_assert_msg(feature_values(now->form, strlen(now->form), now->first).of[FEATURE_SHAPE] == now->shape, "%s",
                now->form);
}
END_TEST

/* Models hold these values: a change of one makes models useless. */
START_TEST(test_values_are_those_of_models)
{
  static const uint32_t known[FEATURE_COUNT] = {1178647748u, 3575532274u, 2141335855u, 1165757479u,
                                                1596356734u, 125u,        496395345u,  1178748474u};
  struct feature_values values = feature_values("Caf\u00e9s-24", 9, true);
  for (unsigned feature = 0; feature < FEATURE_COUNT; feature++)
    ck_assert_uint_eq(values.of[feature], known[feature]);
}
END_TEST

/* The form is copied so that a sanitizer sees a byte read beyond its end. */
START_TEST(test_bytes_that_are_no_utf8)
{
  static const char *const forms[] = {"\xE2", "\xE2\x80", "\x80\x80\x80\x80\x80", "a\xE2\x80", "\xFF\xFE"};
  size_t length = strlen(forms[_i]);
  char *copy = malloc(length);
  memcpy(copy, forms[_i], length);
  struct feature_values copied = feature_values(copy, length, false);
  struct feature_values whole = feature_values(forms[_i], length, false);
  ck_assert_mem_eq(&copied, &whole, sizeof copied);
  free(copy);
}
END_TEST

START_TEST(test_row_is_never_the_roots)
{
  for (uint32_t value = 0; value < 100; value++) {
    ck_assert_uint_ge(feature_row(value, 7), 1);
    ck_assert_uint_lt(feature_row(value, 7), 7);
  }
  ck_assert_uint_eq(feature_row(UINT32_MAX, 2), 1);
  ck_assert_uint_eq(feature_row(SHAPE_COUNT - 1, SHAPE_COUNT + 1), SHAPE_COUNT);
}
END_TEST

START_TEST(test_find)
{
  static const uint32_t values[] = {3, 5, 9, UINT32_MAX};
  ck_assert_uint_eq(feature_find(values, 4, 3), 0);
  ck_assert_uint_eq(feature_find(values, 4, 9), 2);
  ck_assert_uint_eq(feature_find(values, 4, UINT32_MAX), 3);
  ck_assert_uint_eq(feature_find(values, 4, 4), FEATURE_ABSENT);
  ck_assert_uint_eq(feature_find(values, 3, UINT32_MAX), FEATURE_ABSENT);
  ck_assert_uint_eq(feature_find(values, 0, 3), FEATURE_ABSENT);
}
END_TEST

int main(void)
{
  TCase *cases = tcase_create("feature");
  tcase_add_loop_test(cases, test_sharing, 0, sizeof sharing_cases / sizeof *sharing_cases);
  tcase_add_loop_test(cases, test_shape, 0, sizeof shape_cases / sizeof *shape_cases);
  tcase_add_test(cases, test_values_are_those_of_models);
  tcase_add_loop_test(cases, test_bytes_that_are_no_utf8, 0, 5);
  tcase_add_test(cases, test_row_is_never_the_roots);
  tcase_add_test(cases, test_find);
  Suite *suite = suite_create("feature");
  suite_add_tcase(suite, cases);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
