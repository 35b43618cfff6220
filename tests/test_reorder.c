/* The strategy reorder: sentences as they come out of a chain of it alone. */
#include "rows.h"

#include <reword/reword.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An engine that moves phrases one way, wherever it can. */
static rw_engine *open_engine(const char *move)
{
  const char *folder = getenv("REWORD_PLUGIN_PATH");
  char chain[128];
  rw_settings settings = {
      .size = sizeof settings, .chain = chain, .plugin_paths = &folder, .plugin_path_count = folder ? 1 : 0};
  rw_engine *engine;
  rw_error error;
  snprintf(chain, sizeof chain, "[reorder: {scope: clause, move: %s, rate: 1}]", move);
  ck_assert_msg(rw_engine_open(&settings, &engine, &error) == RW_OK, "%s", error.message);
  return engine;
}

static void check_row(rw_engine *engine, const char *rule, const char *text, const char *wanted)
{
  rw_input input = {.size = sizeof input, .bytes = text, .length = strlen(text), .format = RW_FORMAT_LINES};
  rw_result *result;
  rw_error error;
  ck_assert_msg(rw_rewrite(engine, &input, &result, &error) == RW_OK, "%s", error.message);
  size_t length;
  const char *got = rw_result_bytes(result, &length);
  ck_assert_msg(length == strlen(wanted) && memcmp(got, wanted, length) == 0, "%s: got \"%.*s\", wanted \"%s\"", rule,
                (int)length, got, wanted);
  rw_result_free(result);
}

/* Rows of a text and what becomes of it; one with a single field stays as it is. */
static void check_rows(const char *file, const char *move, uint32_t least)
{
  rw_engine *engine = open_engine(move);
  struct rows rows;
  rows_open(&rows, file);
  while (rows_next(&rows))
    check_row(engine, rows.rule, rows.fields[0], rows.fields[1][0] != '\0' ? rows.fields[1] : rows.fields[0]);
  rows_close(&rows, least);
  rw_engine_close(engine);
}

START_TEST(phrase_goes_to_the_back)
{
  check_rows("reorder_back.tsv", "back", 100);
}
END_TEST

START_TEST(phrase_goes_to_the_front)
{
  check_rows("reorder_front.tsv", "front", 100);
}
END_TEST

START_TEST(speaker_goes_behind_the_speech)
{
  check_rows("reorder_said.tsv", "any", 8);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("reorder");
  TCase *clauses = tcase_create("clauses");
  tcase_set_timeout(clauses, 300);
  tcase_add_test(clauses, phrase_goes_to_the_back);
  tcase_add_test(clauses, phrase_goes_to_the_front);
  tcase_add_test(clauses, speaker_goes_behind_the_speech);
  suite_add_tcase(suite, clauses);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed > 0;
}
