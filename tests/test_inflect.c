/* Forms of lemmas, and what a subject asks of its verb. The tables are files that a person can read,
 * tests/data/inflection.tsv and tests/data/agreement.tsv; each says its format at its top. */
#include "agreement.h"
#include "inflect.h"
#include "irregular.h"
#include "parsed_rows.h"
#include "rows.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define FORM_ROOM 64

START_TEST(forms_follow_the_table)
{
  struct rows rows;
  rows_open(&rows, "inflection.tsv");
  while (rows_next(&rows)) {
    for (int spelling = SPELLING_AMERICAN; spelling <= SPELLING_BRITISH; spelling++) {
      const char *british = rows.fields[3][0] != '\0' ? rows.fields[3] : rows.fields[2];
      const char *wanted = spelling == SPELLING_BRITISH ? british : rows.fields[2];
      char form[FORM_ROOM] = "";
      bool found = inflect(rows.fields[0], rows.fields[1], (enum spelling)spelling, form, sizeof form);
      ck_assert_msg(found == (wanted[0] != '\0'), "%s: '%s' %s", rows.rule, rows.fields[0], rows.fields[1]);
      ck_assert_msg(!found || strcmp(form, wanted) == 0, "%s: '%s' %s gives '%s', not '%s'", rows.rule, rows.fields[0],
                    rows.fields[1], form, wanted);
    }
  }
  rows_close(&rows, 800);
}
END_TEST

START_TEST(a_form_is_not_cut_to_fit)
{
  char form[8];
  ck_assert(inflect("walk", "VBG", SPELLING_AMERICAN, form, sizeof form));
  ck_assert_str_eq(form, "walking");
  ck_assert(!inflect("stop", "VBG", SPELLING_AMERICAN, form, sizeof form));
  ck_assert(!inflect("careful", "JJR", SPELLING_AMERICAN, form, sizeof form));
  ck_assert(!inflect("carry out", "VBD", SPELLING_AMERICAN, form, sizeof form));
  ck_assert(!inflect("conversation", "NN", SPELLING_AMERICAN, form, sizeof form));
}
END_TEST

/* Lemmas that are no words, and all the tags. */
START_TEST(any_bytes_are_a_lemma)
{
  static const char *const tags[] = {"VB",   "VBZ", "VBD", "VBN", "VBG", "VBP:1s",  "NN", "NNS",
                                     "NNPS", "JJR", "JJS", "RBR", "PRP", "MD:past", "",   ":"};
  static const char *const lemmas[] = {"",    " ",     "-",     "--", "- -",  " x",     "x ",    "a",
                                       "s",   "y",     "e",     "ee", "\xFF", "\xC3",   "of of", "in-",
                                       "-in", "er-by", "well-", "'",  "1",    "a b-c d"};
  char form[FORM_ROOM];
  for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++)
    for (size_t j = 0; j < sizeof tags / sizeof *tags; j++)
      if (inflect(lemmas[i], tags[j], SPELLING_BRITISH, form, sizeof form))
        ck_assert_msg(strlen(form) >= 1, "'%s' %s", lemmas[i], tags[j]);
}
END_TEST

START_TEST(a_lemma_longer_than_any_word_has_no_forms)
{
  size_t length = 1000000;
  char *lemma = malloc(length + 1);
  char *form = malloc(length + 32);
  ck_assert(lemma && form);
  memset(lemma, 'a', length);
  lemma[length] = '\0';
  ck_assert(!inflect(lemma, "VBD", SPELLING_AMERICAN, form, length + 32));
  ck_assert(!inflect(lemma, "NNS", SPELLING_AMERICAN, form, length + 32));
  ck_assert(inflect(lemma, "NN", SPELLING_AMERICAN, form, length + 32));
  memset(lemma, '-', length);
  ck_assert(!inflect(lemma, "NNS", SPELLING_AMERICAN, form, length + 32));
  free(lemma);
  free(form);
}
END_TEST

/* Whether a form, but for the mark of British spelling, begins with the letter of its lemma. */
static bool shares_letter(const char *forms, char letter)
{
  struct form form;
  for (unsigned i = 0; (form = form_alternative(forms, i)).text[0] != '\0'; i++)
    if (form.text[form.text[0] == '='] != letter)
      return false;
  return true;
}

static void check_table(const struct irregular_table *table)
{
  static const char *const exceptions[] = {"be", "eat", "go"};
  for (size_t i = 0; i < table->count; i++) {
    const struct irregular *row = &table->rows[i];
    if (i > 0)
      ck_assert_msg(strcmp(row[-1].lemma, row->lemma) < 0, "'%s' is out of order", row->lemma);
    bool exception = false;
    for (size_t j = 0; j < sizeof exceptions / sizeof *exceptions; j++)
      exception |= strcmp(row->lemma, exceptions[j]) == 0;
    for (int column = 0; column < 2 && row->forms[column]; column++)
      ck_assert_msg(exception || shares_letter(row->forms[column], row->lemma[0]), "'%s'", row->lemma);
  }
}

START_TEST(irregular_words_stand_in_order_and_are_found_by_their_letter)
{
  check_table(&irregular_verbs);
  check_table(&irregular_nouns);
}
END_TEST

/* ---- Agreement ---- */

static const char *name_of(struct agreement agreement, char name[32])
{
  static const char *const numbers[] = {"unsure", "singular", "plural"};
  snprintf(name, 32, "%s %d", numbers[agreement.number], agreement.person);
  return name;
}

START_TEST(agreement_follows_the_table)
{
  struct rows rows;
  rows_open(&rows, "agreement.tsv");
  while (rows_next(&rows)) {
    struct parsed_row row;
    char name[32];
    char text[ROW_LENGTH];
    strcpy(text, rows.fields[3]);
    parsed_row_read(&row, rows.fields[3]);
    uint32_t subject = (uint32_t)atoi(rows.fields[2]) - 1;
    for (int spelling = SPELLING_AMERICAN; spelling <= SPELLING_BRITISH; spelling++) {
      name_of(agreement_of(&row.sentence, subject, (enum spelling)spelling), name);
      ck_assert_msg(strcmp(name, rows.fields[spelling]) == 0, "%s: '%s' asks for '%s', not '%s'", rows.rule, text, name,
                    rows.fields[spelling]);
    }
  }
  rows_close(&rows, 90);
}
END_TEST

/* A subject of 20,000 words joined to each other, each asked for. */
START_TEST(a_long_sentence_takes_linear_time)
{
  uint32_t count = 20000;
  struct parsed_word *words = calloc(count, sizeof *words);
  ck_assert(words);
  for (uint32_t i = 0; i < count; i++)
    words[i] =
        (struct parsed_word){"who", "who", "PRON", "WP", i == 0 ? SYNTAX_NONE : i - 1, i % 2 ? "conj" : "acl:relcl"};
  struct parsed_sentence sentence = {words, count};
  for (uint32_t i = 0; i < count; i++) {
    agreement_of(&sentence, i, SPELLING_AMERICAN);
    syntax_subject(&sentence, i);
  }
  free(words);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("inflect");
  TCase *forms = tcase_create("forms");
  tcase_add_test(forms, forms_follow_the_table);
  tcase_add_test(forms, a_form_is_not_cut_to_fit);
  tcase_add_test(forms, any_bytes_are_a_lemma);
  tcase_add_test(forms, a_lemma_longer_than_any_word_has_no_forms);
  tcase_add_test(forms, irregular_words_stand_in_order_and_are_found_by_their_letter);
  suite_add_tcase(suite, forms);
  TCase *agreement = tcase_create("agreement");
  tcase_add_test(agreement, agreement_follows_the_table);
  tcase_add_test(agreement, a_long_sentence_takes_linear_time);
  suite_add_tcase(suite, agreement);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
