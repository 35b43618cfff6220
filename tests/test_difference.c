/* The word difference: what a person is shown of a change. */
#include "difference.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct difference_case {
  const char *rule;
  const char *before;
  const char *after;
  const char *shown;
};

static const struct difference_case cases[] = {
    {"equal texts show no marks", "The vote was held.", "The vote was held.", "The vote was held."},
    {"a word replaced", "He bought a house.", "He purchased a house.", "He [-bought-]{+purchased+} a house."},
    {"a phrase replaced is one change", "It took more than an hour.", "It took over sixty long minutes.",
     "It took [-more than an hour-]{+over sixty long minutes+}."},
    {"changes that only a blank keeps apart are one", "one two three four", "one zwei drei four",
     "one [-two three-]{+zwei drei+} four"},
    {"changes that a word keeps apart are two", "one two three four five", "one zwei three vier five",
     "one [-two-]{+zwei+} three [-four-]{+vier+} five"},
    {"words gone keep their blank outside the marks", "in order to win", "to win", "[-in order-] to win"},
    {"words gone inside", "We met again and again in May.", "We met again in May.",
     "We met again [-and again-] in May."},
    {"words gone at the end", "He left at once", "He left", "He left [-at once-]"},
    {"words new inside", "He was seen there.", "He was often seen there.", "He was {+often+} seen there."},
    {"punctuation is not part of a word", "a house, a home", "a hut, a home", "a [-house-]{+hut+}, a home"},
    {"an apostrophe is part of a word", "We don't know", "We do know", "We [-don't-]{+do+} know"},
    {"a curly apostrophe is part of a word", "We don\u2019t know", "We do know", "We [-don\u2019t-]{+do+} know"},
    {"a hyphen is part of a word", "a well-known man", "a famous man", "a [-well-known-]{+famous+} man"},
    {"an apostrophe that ends a word is none of it", "'yes' and", "'no' and", "'[-yes-]{+no+}' and"},
    {"letters beyond ASCII are letters", "ein h\u00e4sslicher Tag", "ein h\u00fcbscher Tag",
     "ein [-h\u00e4sslicher-]{+h\u00fcbscher+} Tag"},
    {"a capital alone is a change", "The cat", "the cat", "[-The-]{+the+} cat"},
    {"a blank that goes is shown", "some , thing", "some, thing", "some[- -], thing"},
    {"blanks are shown as one, and none at the ends", "\n  one\n\t two  ", "one two", "one two"},
    {"an image is named", "see \uFFFC here", "look \uFFFC here", "[-see-]{+look+} [image] here"},
    {"control characters never reach a terminal", "a \033[31m b \xC2\x9B", "a \033[31m c \xC2\x9B",
     "a \uFFFD[31m [-b-]{+c+} \uFFFD"},
    {"bytes that are no UTF-8 are shown as such", "a \xFF b", "a \xFF c", "a \uFFFD [-b-]{+c+}"},
    {"everything replaced", "alpha", "beta", "[-alpha-]{+beta+}"},
    {"everything gone", "alpha beta", "", "[-alpha beta-]"},
    {"everything new", "", "alpha beta", "{+alpha beta+}"},
    {"nothing at all", "", " ", ""},
};

START_TEST(test_case)
{
  const struct difference_case *wanted = &cases[_i];
  struct buffer out = {0};
  difference_append(wanted->before, wanted->after, false, &out);
  ck_assert_msg(!out.failed, "%s", wanted->rule);
  const char *shown = out.data ? out.data : "";
  ck_assert_msg(strcmp(shown, wanted->shown) == 0, "%s: '%s', not '%s'", wanted->rule, shown, wanted->shown);
  buffer_free(&out);
}
END_TEST

START_TEST(test_color_marks_gone_red_and_new_green)
{
  struct buffer out = {0};
  difference_append("He bought it", "He got it", true, &out);
  ck_assert_str_eq(out.data, "He \033[31mbought\033[m\033[32mgot\033[m it");
  buffer_free(&out);
}
END_TEST

/** Takes the marks out of a shown difference again: the text before or, with `after`, the text after. */
static char *read_back(const char *shown, bool after)
{
  struct buffer out = {0};
  char side = 0;
  for (const char *at = shown; *at; at++) {
    if (!side && (strncmp(at, "[-", 2) == 0 || strncmp(at, "{+", 2) == 0)) {
      side = at[1];
      at++;
    } else if (side && at[0] == side && at[1] == (side == '-' ? ']' : '}')) {
      side = 0;
      at++;
    } else if (!side || (side == '+') == after) {
      buffer_append_byte(&out, *at);
    }
  }
  return buffer_take(&out, NULL);
}

/** A text of `count` words drawn from a few, separated by single blanks. */
static char *random_text(unsigned *state, unsigned count)
{
  static const char *const words[] = {"a", "bb", "ccc", "d"};
  struct buffer out = {0};
  for (unsigned i = 0; i < count; i++) {
    *state = *state * 1103515245u + 12345u;
    buffer_append_string(&out, i > 0 ? " " : "");
    buffer_append_string(&out, words[(*state >> 16) % 4]);
  }
  return buffer_take(&out, NULL);
}

/** Copies a text without its blanks: a blank beside words that went belongs to neither side for a reader. */
static char *without_blanks(char *text)
{
  char *to = text;
  for (const char *from = text; *from; from++) {
    if (*from != ' ')
      *to++ = *from;
  }
  *to = '\0';
  return text;
}

START_TEST(test_both_texts_can_be_read_from_the_difference)
{
  unsigned state = 7;
  for (unsigned round = 0; round < 2000; round++) {
    char *before = random_text(&state, round % 23);
    char *after = random_text(&state, round % 19);
    struct buffer out = {0};
    difference_append(before, after, false, &out);
    char *first = read_back(out.data ? out.data : "", false);
    char *second = read_back(out.data ? out.data : "", true);
    ck_assert_str_eq(without_blanks(first), without_blanks(before));
    ck_assert_str_eq(without_blanks(second), without_blanks(after));
    free(before);
    free(after);
    free(first);
    free(second);
    buffer_free(&out);
  }
}
END_TEST

START_TEST(test_texts_with_nothing_in_common_take_bounded_time)
{
  struct buffer before = {0};
  struct buffer after = {0};
  for (unsigned i = 0; i < 400000; i++) {
    buffer_printf(&before, "a%u ", i);
    buffer_printf(&after, "b%u ", i);
  }
  struct buffer out = {0};
  difference_append(before.data, after.data, false, &out);
  ck_assert(!out.failed);
  ck_assert_int_eq(strncmp(out.data, "[-a0 a1 ", 8), 0);
  ck_assert_ptr_nonnull(strstr(out.data, " a399999-]{+b0 b1 "));
  buffer_free(&before);
  buffer_free(&after);
  buffer_free(&out);
}
END_TEST

static Suite *difference_suite(void)
{
  Suite *suite = suite_create("difference");
  TCase *shown = tcase_create("shown");
  tcase_add_loop_test(shown, test_case, 0, sizeof cases / sizeof *cases);
  tcase_add_test(shown, test_color_marks_gone_red_and_new_green);
  suite_add_tcase(suite, shown);
  TCase *properties = tcase_create("properties");
  tcase_set_timeout(properties, 60);
  tcase_add_test(properties, test_both_texts_can_be_read_from_the_difference);
  tcase_add_test(properties, test_texts_with_nothing_in_common_take_bounded_time);
  suite_add_tcase(suite, properties);
  return suite;
}

int main(void)
{
  SRunner *runner = srunner_create(difference_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
