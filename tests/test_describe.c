#include "describe.h"

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The folder of the mock modules, and the one in it whose modules they shadow. */
static const char *mocks;
static char shadow[4096];

static struct modules *modules;
static struct buffer text;

static void open_loader(void)
{
  rw_error error;
  text = (struct buffer){0};
  ck_assert_int_eq(modules_open(&modules, &error), RW_OK);
  ck_assert_int_eq(modules_add_folder(modules, mocks, &error), RW_OK);
  ck_assert_int_eq(modules_add_folder(modules, shadow, &error), RW_OK);
}

static void close_loader(void)
{
  modules_close(modules);
  buffer_free(&text);
}

static const struct {
  const char *rule, *part;
} listed[] = {
    {"a strategy: name, kind, version, summary in columns",
     "\ngood                strategy  1.2  A strategy that is in order\n"},
    {"a language module", "\nenglish             language  1.0  English that sees nothing\n"},
    {"the file stands below", "order\n                    /"},
    {"what is shadowed stands below what wins", "\n                    shadows /"},
    {"what cannot be loaded, with the file and the reason", "\nwrong_abi           cannot be loaded: /"},
    {"the real reason why the system refuses a module", "undefined symbol: function_that_nobody_defines\n"},
};

START_TEST(lists_plugins)
{
  rw_error error = {RW_OK, ""};
  ck_assert_msg(describe_plugins(modules, &text, &error) == RW_OK, "%s", error.message);
  ck_assert_msg(strstr(text.data, listed[_i].part), "%s:\n%s", listed[_i].rule, text.data);
}
END_TEST

static const struct {
  const char *rule, *plugin, *part;
} described[] = {
    {"name, version, kind, summary", "good", "good 1.2, a strategy\nA strategy that is in order\n\n"},
    {"a strategy for any language", "good", "\n  language  any\n"},
    {"a strategy for one language", "foreign", "\n  language  xx\n"},
    {"what a strategy needs", "good", "\n  needs     tokens\n"},
    {"the licence", "good", "\n  licence   MIT\n"},
    {"an option: type, range, default, help", "good",
     "\n  count     whole number 1 to 10         3                 an int\n"},
    {"a record's options are indented", "good",
     "\n    weight  number 0 to 1                0.5               how much it counts\n"},
    {"the host's options", "good", "\nOptions of every strategy:\n  rate "},
    {"a language module", "tongue", "tongue 1.0, a language module\nThe language xx\n\n  language  xx\n  licence"},
};

START_TEST(describes_a_plugin_for_people)
{
  rw_error error = {RW_OK, ""};
  ck_assert_msg(describe_plugin(modules, described[_i].plugin, false, &text, &error) == RW_OK, "%s", error.message);
  ck_assert_msg(strstr(text.data, described[_i].part), "%s:\n%s", described[_i].rule, text.data);
}
END_TEST

START_TEST(a_language_module_has_no_options_of_the_hosts)
{
  rw_error error = {RW_OK, ""};
  ck_assert_int_eq(describe_plugin(modules, "english", false, &text, &error), RW_OK);
  ck_assert_ptr_null(strstr(text.data, "Options of every strategy"));
}
END_TEST

/* The option of a name in the array under `key`, as one line of JSON. malloc'ed. */
static char *option_json(const char *key, const char *name)
{
  json_error_t error;
  json_t *plugin = json_loads(text.data, 0, &error);
  ck_assert_msg(plugin, "%s", error.text);
  char *line = NULL;
  size_t index;
  json_t *option;
  json_array_foreach(json_object_get(plugin, key), index,
                     option) if (strcmp(json_string_value(json_object_get(option, "name")), name) == 0) line =
      json_dumps(option, JSON_SORT_KEYS | JSON_REAL_PRECISION(6));
  json_decref(plugin);
  return line;
}

static const struct {
  const char *rule, *key, *option, *json;
} json_options[] = {
    {"a bool", "options", "bold",
     "{\"default\": true, \"help\": \"a bool\", \"list\": false, \"name\": \"bold\", \"type\": \"bool\"}"},
    {"an int has whole bounds", "options", "count",
     "{\"default\": 3, \"help\": \"an int\", \"list\": false, \"maximum\": 10, \"minimum\": 1, \"name\": \"count\", "
     "\"type\": \"int\"}"},
    {"a real without preset", "options", "share",
     "{\"default\": 0.0, \"help\": \"a real without bounds\", \"list\": false, \"name\": \"share\", \"type\": "
     "\"real\"}"},
    {"an enum with its values", "options", "to",
     "{\"default\": \"any\", \"help\": \"an enum\", \"list\": false, \"name\": \"to\", \"type\": \"enum\", "
     "\"values\": [\"passive\", \"active\", \"any\"]}"},
    {"a string without preset", "options", "note",
     "{\"default\": null, \"help\": \"a string\", \"list\": false, \"name\": \"note\", \"type\": \"string\"}"},
    {"a list with its preset", "options", "words",
     "{\"default\": [\"one\", \"two words\"], \"help\": \"strings\", \"list\": true, \"name\": \"words\", \"type\": "
     "\"string\"}"},
};

START_TEST(describes_options_as_json)
{
  rw_error error = {RW_OK, ""};
  ck_assert_msg(describe_plugin(modules, "good", true, &text, &error) == RW_OK, "%s", error.message);
  char *line = option_json(json_options[_i].key, json_options[_i].option);
  ck_assert_msg(line && strcmp(line, json_options[_i].json) == 0, "%s: %s", json_options[_i].rule, line);
  free(line);
}
END_TEST

START_TEST(json_holds_the_hosts_options_and_records)
{
  rw_error error = {RW_OK, ""};
  ck_assert_int_eq(describe_plugin(modules, "good", true, &text, &error), RW_OK);
  char *rate = option_json("host_options", "rate"), *pairs = option_json("options", "pairs");
  ck_assert_ptr_nonnull(rate);
  ck_assert_ptr_nonnull(pairs);
  ck_assert_ptr_nonnull(strstr(pairs, "\"options\": [{"));
  free(rate);
  free(pairs);
}
END_TEST

START_TEST(a_plugin_that_is_not_there_is_an_error)
{
  rw_error error = {RW_OK, ""};
  ck_assert_int_eq(describe_plugin(modules, "goood", true, &text, &error), RW_NO_FILE);
  ck_assert_str_eq(error.message, "there is no plugin 'goood'; did you mean 'good'?");
}
END_TEST

#define ROWS(table) (int)(sizeof table / sizeof table[0])

int main(void)
{
#ifdef REWORD_PRELOADED
  fputs("skipped: without shared libraries the mock modules cannot be loaded\n", stderr);
  return 77; /* what automake takes for a test that was skipped */
#endif
  mocks = getenv("TEST_MODULES");
  if (!mocks) {
    fputs("TEST_MODULES does not name the folder of the mock modules\n", stderr);
    return EXIT_FAILURE;
  }
  snprintf(shadow, sizeof shadow, "%s/shadow", mocks);
  Suite *suite = suite_create("describe");
  TCase *people = tcase_create("for people"), *json = tcase_create("as JSON");
  tcase_add_checked_fixture(people, open_loader, close_loader);
  tcase_add_checked_fixture(json, open_loader, close_loader);
  tcase_add_loop_test(people, lists_plugins, 0, ROWS(listed));
  tcase_add_loop_test(people, describes_a_plugin_for_people, 0, ROWS(described));
  tcase_add_test(people, a_language_module_has_no_options_of_the_hosts);
  tcase_add_loop_test(json, describes_options_as_json, 0, ROWS(json_options));
  tcase_add_test(json, json_holds_the_hosts_options_and_records);
  tcase_add_test(json, a_plugin_that_is_not_there_is_an_error);
  suite_add_tcase(suite, people);
  suite_add_tcase(suite, json);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
