/* Lemmas and features of tagged words. The tables are files that a person can read, tests/data/lemmas.tsv and
 * tests/data/features.tsv; each says its format at its top. */
#include "lemma.h"
#include "lemma_table.h"
#include "morphology.h"
#include "noun.h"
#include "parsed_rows.h"
#include "rows.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* The lemma, in memory of just the size that is asked for. The caller frees. */
static char *lemma_of(const char *text, size_t length, const char *universal_tag, const char *tag)
{
  const struct tagged_word word = {text, (uint32_t)length, universal_tag, tag};
  char *lemma = malloc(LEMMA_SIZE(length));
  ck_assert(lemma);
  lemma_find(&word, lemma);
  return lemma;
}

START_TEST(lemmas_follow_the_table)
{
  struct rows rows;
  rows_open(&rows, "lemmas.tsv");
  while (rows_next(&rows)) {
    char *lemma = lemma_of(rows.fields[0], strlen(rows.fields[0]), rows.fields[1], rows.fields[2]);
    ck_assert_msg(strcmp(lemma, rows.fields[3]) == 0, "%s: %s %s '%s' gives '%s', not '%s'", rows.rule, rows.fields[1],
                  rows.fields[2], rows.fields[0], lemma, rows.fields[3]);
    free(lemma);
  }
  rows_close(&rows, 350);
}
END_TEST

/* A word as part of a longer text, and words that are none. */
START_TEST(any_bytes_have_a_lemma)
{
  static const char *const universal[] = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM", "X", "PUNCT", ""};
  static const char *const tags[] = {"NN", "NNS", "NNPS", "VBD", "VBZ", "VBG", "VBN", "JJR", "RBS", "CD", ""};
  static const char *const words[] = {"",
                                      "s",
                                      "es",
                                      "ed",
                                      "ing",
                                      "ies",
                                      "yes",
                                      "ying",
                                      "'s",
                                      "\xFF",
                                      "\xC3",
                                      "\xE2\x80",
                                      "\xC8\xBA\xC8\xBA",
                                      "\xC4\xB0",
                                      "1,",
                                      ",1",
                                      "1,,2",
                                      "er",
                                      "iest",
                                      "ings",
                                      "eds"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    for (size_t j = 0; j < sizeof universal / sizeof *universal; j++)
      for (size_t k = 0; k < sizeof tags / sizeof *tags; k++) {
        char *copy = malloc(strlen(words[i]) + 1);
        ck_assert(copy);
        memcpy(copy, words[i], strlen(words[i]));
        char *lemma = lemma_of(copy, strlen(words[i]), universal[j], tags[k]);
        ck_assert_uint_lt(strlen(lemma), LEMMA_SIZE(strlen(words[i])));
        free(lemma);
        free(copy);
      }
}
END_TEST

START_TEST(a_word_longer_than_any_is_its_own_lemma)
{
  size_t length = 1000000;
  char *text = malloc(length);
  ck_assert(text);
  memset(text, 'S', length);
  char *lemma = lemma_of(text, length, "NOUN", "NNS");
  ck_assert_uint_eq(strlen(lemma), length);
  ck_assert_int_eq(memcmp(lemma, text, length), 0);
  free(lemma);
  free(text);
}
END_TEST

START_TEST(lists_stand_in_order)
{
  static const struct word_list *const lists[] = {
      &lemma_e,          &lemma_no_e,       &lemma_plural_e,  &lemma_plural_ie,   &lemma_plural_sis, &lemma_doubled,
      &lemma_lengthened, &lemma_own_plural, &nouns_invariant, &nouns_plural_only, &nouns_in_oes,
  };
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    for (size_t j = 1; j < lists[i]->count; j++)
      ck_assert_msg(strcmp(lists[i]->words[j - 1], lists[i]->words[j]) < 0, "'%s'", lists[i]->words[j]);
}
END_TEST

START_TEST(features_follow_the_table)
{
  struct rows rows;
  rows_open(&rows, "features.tsv");
  while (rows_next(&rows)) {
    struct parsed_row row;
    char text[ROW_LENGTH];
    strcpy(text, rows.fields[2]);
    parsed_row_read(&row, rows.fields[2]);
    uint32_t index = (uint32_t)atoi(rows.fields[1]) - 1;
    char features[MORPHOLOGY_SIZE];
    morphology_find(&row.sentence, index, features);
    ck_assert_msg(strcmp(features, rows.fields[0]) == 0, "%s: '%s' of '%s' has '%s', not '%s'", rows.rule,
                  row.words[index].form, text, features, rows.fields[0]);
  }
  rows_close(&rows, 60);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("lemma");
  TCase *lemmas = tcase_create("lemmas");
  tcase_add_test(lemmas, lemmas_follow_the_table);
  tcase_add_test(lemmas, any_bytes_have_a_lemma);
  tcase_add_test(lemmas, a_word_longer_than_any_is_its_own_lemma);
  tcase_add_test(lemmas, lists_stand_in_order);
  suite_add_tcase(suite, lemmas);
  TCase *features = tcase_create("features");
  tcase_add_test(features, features_follow_the_table);
  suite_add_tcase(suite, features);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
