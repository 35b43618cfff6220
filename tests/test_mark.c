/* What core protects in a text: numbers, quotations, addresses, terms. In the tables the marked stretches stand
 * between [ and ]. */
#include "mark.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct row {
  const char *rule;
  const char *marked; /* the text with [ ] around each stretch that must be marked */
};

static int by_start(const void *a, const void *b)
{
  const struct byte_mark *left = a, *right = b;
  return left->bytes.start < right->bytes.start ? -1 : left->bytes.start > right->bytes.start;
}

/* The text of a row without its brackets. */
static void strip(const char *marked, char *text)
{
  for (; *marked; marked++)
    if (*marked != '[' && *marked != ']')
      *text++ = *marked;
  *text = '\0';
}

/* The text with brackets around the marks found; nested marks are shown by their outermost. */
static void show(const char *text, struct byte_marks *marks, char *shown)
{
  if (marks->count > 0)
    qsort(marks->items, marks->count, sizeof *marks->items, by_start);
  uint32_t end = 0, next = 0;
  for (uint32_t at = 0;; at++) {
    if (end > 0 && at == end) {
      *shown++ = ']';
      end = 0;
    }
    for (; next < marks->count && marks->items[next].bytes.start <= at; next++) {
      if (end == 0)
        *shown++ = '[';
      if (marks->items[next].bytes.end > end)
        end = marks->items[next].bytes.end;
    }
    if (!text[at])
      break;
    *shown++ = text[at];
  }
  *shown = '\0';
}

typedef void finder(const char *text, uint32_t length, struct byte_marks *marks);

static void expect(const struct row *row, finder *find)
{
  char text[512], shown[1024];
  struct byte_marks marks = {0};
  strip(row->marked, text);
  find(text, (uint32_t)strlen(text), &marks);
  ck_assert(!marks.failed);
  show(text, &marks, shown);
  ck_assert_msg(strcmp(shown, row->marked) == 0, "%s:\n  want %s\n  got  %s", row->rule, row->marked, shown);
  byte_marks_free(&marks);
}

static const struct row numbers[] = {
    {"no digits, no number", "one of them"},
    {"digits", "in [2020] it"},
    {"separators inside", "about [1,000.50] people"},
    {"a comma after is the sentence's", "in [2020], it"},
    {"a stop after is the sentence's", "in [2020]."},
    {"percent sign", "with [86.82%] of"},
    {"currency before", "cost [$5] and [€7.20]"},
    {"currency after", "cost [5€]"},
    {"sign before", "at [-5] degrees, [+3]"},
    {"time", "at [10:30] sharp"},
    {"range with a dash", "in [2020–21]"},
    {"fraction", "[3/4] of it, [½] of it"},
    {"ordinal", "the [5th] time"},
    {"letters joined before", "took the [A380] to [H2O]"},
    {"letters joined after", "the [1990s] and [10km]"},
    {"number sign", "[#1] and [№5]"},
    {"two numbers", "[1] and [2]"},
    {"other digits of Unicode", "[٣٤] and [m²]"},
    {"hyphen to a word is not of the number", "a [30]-year-old"},
};

START_TEST(numbers_are_found)
{
  expect(&numbers[_i], mark_numbers);
}
END_TEST

static const struct row quotations[] = {
    {"none", "no quotation here"},
    {"curly", "he said [“yes, I do,”] and went"},
    {"curly, two", "[“a”] and [“b”]"},
    {"curly, nested", "[“a “b” c”] d"},
    {"curly, unclosed protects to the end", "he said [“and so on]"},
    {"straight", "he said [\"yes\"] and went"},
    {"straight, unclosed protects to the end", "he said [\"and so on]"},
    {"straight after a digit is inches", "a 5\" pipe and a 6\" pipe"},
    {"guillemets", "il dit [«oui»] et"},
    {"German", "er sagte [„ja“] und"},
    {"German closed as English", "er sagte [„ja”] und"},
    {"reversed guillemets", "er sagte [»ja«] und"},
    {"single curly", "called it [‘a shame’] then"},
    {"single straight", "called it ['a shame'] then"},
    {"an apostrophe is no quotation", "it's the dog’s bone, don't"},
    {"a possessive plural is no quotation", "the boys’ toys and the girls' toys"},
    {"possessive plural inside single marks", "[‘the boys’ toys’] they said"},
    {"an apostrophe inside single marks", "['don't do it'] she said"},
    {"single straight, unclosed, is an apostrophe", "rock 'n roll"},
    {"single curly, unclosed, protects to the end", "he said [‘and so on]"},
    {"a decade is no quotation", "the ’90s and the ‘90s"},
    {"single inside double", "[“she said ‘no’ to me”] he said"},
};

START_TEST(quotations_are_found)
{
  expect(&quotations[_i], mark_quotations);
}
END_TEST

static const struct row addresses[] = {
    {"none", "nothing. here, and/or there"},
    {"scheme", "see [https://a.example/b?c=d#e] for"},
    {"stop after is the sentence's", "see [https://a.example/b]."},
    {"in brackets", "(see [http://a.example])"},
    {"www", "at [www.a.example] now"},
    {"e-mail", "write to [me.too@a.example], please"},
    {"handle", "says [@someone] today"},
    {"hashtag", "in [#topic] again"},
    {"bare domain", "on [example.com] and [a.co.uk/x]"},
    {"a missing blank after a stop is no domain", "the end.The start"},
    {"an at sign alone", "3 @ 5"},
    {"an abbreviation is no domain", "the U.S. and e.g. this"},
};

START_TEST(addresses_are_found)
{
  expect(&addresses[_i], mark_addresses);
}
END_TEST

struct term_row {
  const char *rule, *term, *marked;
};

static const struct term_row terms[] = {
    {"whole word", "state", "the [state] of a statement"},
    {"lower case matches any case", "state", "[State] and [STATE]"},
    {"a capital matches exactly", "TASS", "[TASS] not tass or Tass"},
    {"several words over any blanks", "head of state", "the [head of  state] and the head of a state"},
    {"beyond ASCII", "élan", "with [Élan] and [élan] but élans"},
    {"beside punctuation", "state", "([state]), \"[state]\""},
    {"twice in a row", "state", "[state] [state]"},
    {"empty matches nothing", "", "the state"},
};

START_TEST(terms_are_found)
{
  const struct term_row *row = &terms[_i];
  char text[512], shown[1024];
  struct byte_marks marks = {0};
  strip(row->marked, text);
  mark_term(text, (uint32_t)strlen(text), row->term, &marks);
  show(text, &marks, shown);
  ck_assert_msg(strcmp(shown, row->marked) == 0, "%s:\n  want %s\n  got  %s", row->rule, row->marked, shown);
  byte_marks_free(&marks);
}
END_TEST

/* Hostile text costs time in proportion to its length: two million bytes would not end otherwise. */
START_TEST(long_texts_take_linear_time)
{
  static const char *const parts[] = {"'a ", "‘a ", "“", "\"", "“'a ", "1,", "a.", "@", "s’ "};
  const char *part = parts[_i];
  size_t width = strlen(part), count = 2000000 / width;
  char *text = malloc(width * count + 1);
  ck_assert_ptr_nonnull(text);
  for (size_t i = 0; i < count; i++)
    memcpy(text + i * width, part, width);
  text[width * count] = '\0';
  uint32_t length = (uint32_t)(width * count);
  struct byte_marks marks = {0};
  mark_numbers(text, length, &marks);
  mark_quotations(text, length, &marks);
  mark_addresses(text, length, &marks);
  mark_term(text, length, "a b", &marks);
  ck_assert(!marks.failed);
  for (uint32_t i = 0; i < marks.count; i++)
    ck_assert(marks.items[i].bytes.start < marks.items[i].bytes.end && marks.items[i].bytes.end <= length);
  byte_marks_free(&marks);
  free(text);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("mark");
  TCase *cases = tcase_create("mark");
  tcase_add_loop_test(cases, numbers_are_found, 0, sizeof numbers / sizeof *numbers);
  tcase_add_loop_test(cases, quotations_are_found, 0, sizeof quotations / sizeof *quotations);
  tcase_add_loop_test(cases, addresses_are_found, 0, sizeof addresses / sizeof *addresses);
  tcase_add_loop_test(cases, terms_are_found, 0, sizeof terms / sizeof *terms);
  tcase_add_loop_test(cases, long_texts_take_linear_time, 0, 9);
  suite_add_tcase(suite, cases);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
