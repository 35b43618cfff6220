/* The strategy voice with the English module and its model: what becomes of the sentences of tests/data/voice.tsv. */
#include "rows.h"

#include <reword/reword.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static rw_engine *open_engine(const char *chain)
{
  const char *folder = getenv("REWORD_PLUGIN_PATH");
  rw_settings settings = {.size = sizeof settings, .plugin_paths = &folder, .plugin_path_count = 1, .chain = chain};
  rw_engine *engine;
  rw_error error;
  ck_assert_msg(rw_engine_open(&settings, &engine, &error) == RW_OK, "%s", error.message);
  return engine;
}

/* What an engine makes of a text, to be freed. */
static char *rewrite(rw_engine *engine, const char *text, rw_format format)
{
  rw_input input = {.size = sizeof input, .bytes = text, .length = strlen(text), .format = format};
  rw_result *result;
  rw_error error;
  ck_assert_msg(rw_rewrite(engine, &input, &result, &error) == RW_OK, "%s", error.message);
  size_t length;
  const char *bytes = rw_result_bytes(result, &length);
  char *copy = strndup(bytes, length);
  ck_assert_ptr_nonnull(copy);
  rw_result_free(result);
  return copy;
}

START_TEST(sentences_become_what_the_table_says)
{
  rw_engine *to_passive = open_engine("[voice: {to: passive, rate: 1}]");
  rw_engine *to_active = open_engine("[voice: {to: active, rate: 1}]");
  struct rows rows;
  uint32_t misses = 0;
  rows_open(&rows, "voice.tsv");
  while (rows_next(&rows)) {
    const char *wanted = rows.fields[2][0] != '\0' ? rows.fields[2] : rows.fields[1];
    char *made =
        rewrite(strcmp(rows.fields[0], "passive") == 0 ? to_passive : to_active, rows.fields[1], RW_FORMAT_LINES);
    if (strcmp(made, wanted) != 0) {
      fprintf(stderr, "%s:\n  from   %s\n  wanted %s\n  got    %s\n", rows.rule, rows.fields[1], wanted, made);
      misses++;
    }
    free(made);
  }
  rows_close(&rows, 250);
  rw_engine_close(to_passive);
  rw_engine_close(to_active);
  ck_assert_uint_eq(misses, 0);
}
END_TEST

/* ---- Pages ---- */

static const struct {
  const char *rule, *chain, *page, *wanted;
} pages[] = {
    {"a title and a first heading drop the auxiliary, and the site's name stays", "[voice: {rate: 1}]",
     "<html lang=en><title>Russia plans closer cooperation with Belarus - World News</title>"
     "<h1>Russia plans closer cooperation with Belarus</h1></html>",
     "<html lang=en><title>Closer cooperation with Belarus planned by Russia - World News</title>"
     "<h1>Closer cooperation with Belarus planned by Russia</h1></html>"},
    {"headline: no keeps the auxiliary in a heading", "[voice: {rate: 1, headline: no}]",
     "<html lang=en><h1>The committee approves the plan.</h1></html>",
     "<html lang=en><h1>The plan is approved by the committee.</h1></html>"},
    {"inline markup goes with its words", "[voice: {rate: 1}]",
     "<html lang=en><p>The <b>committee</b> approved <a href=x>the <i>plan</i></a> on Monday.</p></html>",
     "<html lang=en><p><a href=x>The <i>plan</i></a> was approved by the <b>committee</b> on Monday.</p></html>"},
};

START_TEST(pages_become_what_the_table_says)
{
  rw_engine *engine = open_engine(pages[_i].chain);
  char *made = rewrite(engine, pages[_i].page, RW_FORMAT_HTML);
  ck_assert_msg(strcmp(made, pages[_i].wanted) == 0, "%s:\n%s", pages[_i].rule, made);
  free(made);
  rw_engine_close(engine);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("voice");
  TCase *sentences = tcase_create("sentences");
  tcase_set_timeout(sentences, 60);
  tcase_add_test(sentences, sentences_become_what_the_table_says);
  suite_add_tcase(suite, sentences);
  TCase *on_pages = tcase_create("pages");
  tcase_add_loop_test(on_pages, pages_become_what_the_table_says, 0, (int)(sizeof pages / sizeof *pages));
  suite_add_tcase(suite, on_pages);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
