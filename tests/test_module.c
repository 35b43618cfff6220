#include "module.h"
#include "module_check.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the mock modules, and the one in it whose modules shadow them. */
static const char *mocks;
static char shadow[4096];

static struct modules *modules;

static void open_loader(void)
{
  rw_error error;
  ck_assert_int_eq(modules_open(&modules, &error), RW_OK);
}

static void close_loader(void)
{
  modules_close(modules);
  unsetenv("REWORD_PLUGIN_PATH");
  unsetenv("REWORD_DATA_PATH");
}

static void add(const char *folder)
{
  rw_error error;
  ck_assert_msg(modules_add_folder(modules, folder, &error) == RW_OK, "%s", error.message);
}

/* Whether a text has the parts of a pattern in their order; `*` stands between parts, and the ends must match. */
static bool matches(const char *text, const char *pattern)
{
  const char *star = strchr(pattern, '*');
  if (!star)
    return strcmp(text, pattern) == 0;
  const size_t length = (size_t)(star - pattern);
  if (strncmp(text, pattern, length) != 0)
    return false;
  for (text += length;; text++) {
    if (matches(text, star + 1))
      return true;
    if (*text == '\0')
      return false;
  }
}

static const struct {
  const char *rule, *name;
  rw_status status;
  const char *message;
} refused[] = {
    {"another ABI", "wrong_abi", RW_BAD_DATA,
     "/*/wrong_abi.*: made for plugin ABI 2, this reword loads ABI 1; build it anew with this reword's plugin.h"},
    {"a descriptor that is too short", "short_descriptor", RW_BAD_DATA,
     "/*/short_descriptor.*: its descriptor has * bytes, this reword needs *; set size to sizeof(struct rw_plugin) and "
     "build it anew with this reword's plugin.h"},
    {"no descriptor", "no_symbol", RW_BAD_DATA, "/*/no_symbol.*: no reword plugin: it exports no 'rw_plugin'"},
    {"an undefined function is found at once, by its name", "undefined_function", RW_BAD_DATA,
     "/*/undefined_function.*: the system refuses it: */undefined_function.*function_that_nobody_defines*"},
    {"a bad option table", "bad_options", RW_BAD_DATA,
     "/*/bad_options.*: its option table is wrong: its preset is wrong: 'share' of the option table must be between 0 "
     "and 1, not 2"},
    {"a name that is not the file's", "other_name", RW_BAD_DATA,
     "/*/other_name.*: its descriptor says it is 'somebody'; rename the file or the plugin"},
    {"a strategy without transform", "no_transform", RW_BAD_DATA, "/*/no_transform.*: a strategy without 'transform'"},
    {"a plugin that is not there, with a near name", "goood", RW_NO_FILE,
     "there is no plugin 'goood'; did you mean 'good'?"},
    {"a plugin that is not there, like no other: the folders", "zzzzzzzzzzzz", RW_NO_FILE,
     "there is no plugin 'zzzzzzzzzzzz' in /*"},
    {"a path is no name", "../good", RW_INVALID,
     "not the name of a plugin; a name is at most 40 lower-case letters, digits and _"},
    {"an empty name", "", RW_INVALID,
     "not the name of a plugin; a name is at most 40 lower-case letters, digits and _"},
    {"capitals", "Good", RW_INVALID, "not the name of a plugin; a name is at most 40 lower-case letters, digits and _"},
    {"too long a name", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", RW_INVALID,
     "not the name of a plugin; a name is at most 40 lower-case letters, digits and _"},
};

START_TEST(refuses_modules)
{
  const struct module *module;
  rw_error error = {RW_OK, ""};
  add(mocks);
  const rw_status status = modules_load(modules, refused[_i].name, &module, &error);
  ck_assert_msg(status == refused[_i].status, "%s: status %d", refused[_i].rule, (int)status);
  ck_assert_ptr_null(module);
  ck_assert_msg(matches(error.message, refused[_i].message), "%s: %s", refused[_i].rule, error.message);
}
END_TEST

/* ---- Descriptors ---- */

static rw_status transform(void *instance, const rw_passage *passage, const rw_host *host)
{
  (void)instance, (void)passage, (void)host;
  return RW_OK;
}

static const rw_strategy strategy = {.size = sizeof strategy, .transform = transform};
static const rw_strategy short_strategy = {.size = sizeof strategy - 1, .transform = transform};
static const rw_language no_calls = {.size = sizeof no_calls};
static const rw_language short_language = {.size = sizeof short_language - 1};
static const rw_option odd_help[] = {{.name = "a", .type = RW_TYPE_BOOL, .help = "caf\xE9"}, {.name = NULL}};

/* The fields that most rows have alike. */
#define HEAD .abi = RW_ABI, .size = sizeof(struct rw_plugin)
#define TEXTS .name = "x", .version = "1", .summary = "Does it", .licence = "MIT"
#define CALLS .strategy = &strategy

static const struct {
  const char *rule;
  struct rw_plugin plugin;
  const char *message; /* NULL: the descriptor is good */
} descriptors[] = {
    {"a good one", {HEAD, TEXTS, CALLS}, NULL},
    {"a longer one, of a later header", {.abi = RW_ABI, .size = 10000, TEXTS, CALLS}, NULL},
    {"no name",
     {HEAD, CALLS, .version = "1", .summary = "Does it", .licence = "MIT"},
     "x.so: its descriptor holds no good name; a name is lower-case letters, digits and _"},
    {"a name with capitals",
     {HEAD, CALLS, .name = "X", .version = "1", .summary = "Does it", .licence = "MIT"},
     "x.so: its descriptor holds no good name; a name is lower-case letters, digits and _"},
    {"no version",
     {HEAD, CALLS, .name = "x", .summary = "Does it", .licence = "MIT"},
     "x.so: its descriptor lacks a version, summary or licence"},
    {"an empty summary",
     {HEAD, CALLS, .name = "x", .version = "1", .summary = "", .licence = "MIT"},
     "x.so: its descriptor lacks a version, summary or licence"},
    {"no licence",
     {HEAD, CALLS, .name = "x", .version = "1", .summary = "Does it"},
     "x.so: its descriptor lacks a version, summary or licence"},
    {"a summary that is not UTF-8",
     {HEAD, CALLS, .name = "x", .version = "1", .summary = "caf\xE9", .licence = "MIT"},
     "x.so: its version, summary or licence is not UTF-8; save its source as UTF-8"},
    {"an empty language",
     {HEAD, TEXTS, CALLS, .language = ""},
     "x.so: its language is no code such as en; a strategy for any language has NULL there"},
    {"a language that is not UTF-8",
     {HEAD, TEXTS, CALLS, .language = "\xFF"},
     "x.so: its language is no code such as en; a strategy for any language has NULL there"},
    {"an unknown depth",
     {HEAD, TEXTS, CALLS, .needs = (rw_depth)4},
     "x.so: its descriptor needs an unknown depth of analysis, 4"},
    {"an unknown kind", {HEAD, TEXTS, CALLS, .kind = (rw_kind)2}, "x.so: a plugin of unknown kind 2"},
    {"a strategy without callbacks", {HEAD, TEXTS}, "x.so: a strategy without its callbacks: set 'strategy'"},
    {"a strategy of an earlier header",
     {HEAD, TEXTS, .strategy = &short_strategy},
     "x.so: its rw_strategy is too small; set size to sizeof(rw_strategy)"},
    {"a language module without a language",
     {HEAD, TEXTS, .kind = RW_KIND_LANGUAGE, .language_module = &no_calls},
     "x.so: a language module without a language: set 'language' to its code"},
    {"a language module without callbacks",
     {HEAD, TEXTS, .kind = RW_KIND_LANGUAGE, .language = "en"},
     "x.so: a language module without its callbacks: set 'language_module'"},
    {"a language module of an earlier header",
     {HEAD, TEXTS, .kind = RW_KIND_LANGUAGE, .language = "en", .language_module = &short_language},
     "x.so: its rw_language is too small; set size to sizeof(rw_language)"},
    {"a language module with callbacks that are NULL",
     {HEAD, TEXTS, .kind = RW_KIND_LANGUAGE, .language = "en", .language_module = &no_calls},
     "x.so: a language module without 'annotate', 'surface' or 'recognise'"},
    {"an instance of many megabytes",
     {HEAD, TEXTS, CALLS, .instance_size = (size_t)1 << 30},
     "x.so: its instance of 1073741824 bytes is too large; the limit is 16777216"},
    {"an option whose help is not UTF-8",
     {HEAD, TEXTS, CALLS, .options = odd_help},
     "x.so: its option table is wrong: a text of option 'a' is not UTF-8"},
};

START_TEST(descriptors_are_checked)
{
  rw_error error = {RW_OK, ""};
  const rw_status status = module_check(&descriptors[_i].plugin, "x", "x.so", &error);
  const char *message = descriptors[_i].message ? descriptors[_i].message : "";
  ck_assert_msg(status == (descriptors[_i].message ? RW_BAD_DATA : RW_OK), "%s: status %d", descriptors[_i].rule,
                (int)status);
  ck_assert_msg(strcmp(error.message, message) == 0, "%s: %s", descriptors[_i].rule, error.message);
}
END_TEST

/* ---- Loading and searching ---- */

START_TEST(loads_a_good_module_once)
{
  const struct module *first, *second;
  rw_error error = {RW_OK, ""};
  add(mocks);
  ck_assert_msg(modules_load(modules, "good", &first, &error) == RW_OK, "%s", error.message);
  ck_assert_str_eq(first->plugin->version, "1.2");
  ck_assert(matches(first->file, "/*/good.*"));
  ck_assert_int_eq(modules_load(modules, "good", &second, &error), RW_OK);
  ck_assert_ptr_eq(first, second);
}
END_TEST

START_TEST(the_first_folder_wins)
{
  const struct module *module;
  rw_error error = {RW_OK, ""};
  add(shadow);
  add(mocks);
  ck_assert_msg(modules_load(modules, "good", &module, &error) == RW_OK, "%s", error.message);
  ck_assert_str_eq(module->plugin->version, "9.9");
}
END_TEST

START_TEST(two_loaders_do_not_disturb_each_other)
{
  struct modules *other;
  const struct module *module, *mine;
  rw_error error = {RW_OK, ""};
  add(mocks);
  ck_assert_int_eq(modules_load(modules, "good", &mine, &error), RW_OK);
  ck_assert_msg(modules_open(&other, &error) == RW_OK, "%s", error.message);
  ck_assert_int_eq(modules_add_folder(other, mocks, &error), RW_OK);
  ck_assert_int_eq(modules_load(other, "undefined_function", &module, &error), RW_BAD_DATA);
  ck_assert_msg(modules_load(other, "good", &module, &error) == RW_OK, "%s", error.message);
  modules_close(other);
  ck_assert_str_eq(mine->plugin->name, "good");
}
END_TEST

START_TEST(a_loader_works_after_another_was_closed)
{
  const struct module *module;
  rw_error error = {RW_OK, ""};
  modules_close(modules);
  open_loader();
  add(mocks);
  ck_assert_int_eq(modules_load(modules, "undefined_function", &module, &error), RW_BAD_DATA);
  ck_assert_msg(strstr(error.message, "function_that_nobody_defines"), "%s", error.message);
}
END_TEST

/* The listed entry of a name, the `number`th from 0, or NULL. */
static const struct module_entry *find_entry(const struct module_entry *entries, uint32_t count, const char *name,
                                             uint32_t number)
{
  for (uint32_t i = 0; i < count; i++)
    if (strcmp(entries[i].name, name) == 0 && number-- == 0)
      return &entries[i];
  return NULL;
}

START_TEST(lists_what_can_be_found)
{
  const struct module_entry *entries;
  uint32_t count;
  rw_error error = {RW_OK, ""};
  add(mocks);
  add(shadow);
  ck_assert_msg(modules_list(modules, &entries, &count, &error) == RW_OK, "%s", error.message);
  for (uint32_t i = 1; i < count; i++)
    ck_assert_msg(strcmp(entries[i - 1].name, entries[i].name) <= 0, "not by name: %s", entries[i].name);
  const struct module_entry *winner = find_entry(entries, count, "good", 0);
  ck_assert_ptr_nonnull(winner);
  ck_assert_ptr_nonnull(winner->module);
  ck_assert_str_eq(winner->module->plugin->version, "1.2");
  const struct module_entry *loser = find_entry(entries, count, "good", 1);
  ck_assert_ptr_nonnull(loser);
  ck_assert_str_eq(loser->shadowed_by, winner->file);
  ck_assert_ptr_null(loser->module);
  ck_assert_ptr_null(find_entry(entries, count, "good", 2));
  const struct module_entry *broken = find_entry(entries, count, "undefined_function", 0);
  ck_assert_ptr_null(broken->module);
  ck_assert_msg(strstr(broken->reason, "function_that_nobody_defines"), "%s", broken->reason);
}
END_TEST

START_TEST(the_environment_names_absolute_folders)
{
  const struct module *module;
  rw_error error = {RW_OK, ""};
  char list[sizeof shadow + 64];
  snprintf(list, sizeof list, "relative:%s:/nowhere", shadow);
  setenv("REWORD_PLUGIN_PATH", list, 1);
  ck_assert_int_eq(modules_add_defaults(modules, &error), RW_OK);
  ck_assert_msg(modules_load(modules, "good", &module, &error) == RW_OK, "%s", error.message);
  ck_assert_str_eq(module->plugin->version, "9.9");
  ck_assert_int_eq(modules_load(modules, "zzzzzzzzzzzz", &module, &error), RW_NO_FILE);
  ck_assert_ptr_null(strstr(error.message, "relative"));
}
END_TEST

START_TEST(relative_folders_of_callers_start_here)
{
  const struct module *module;
  rw_error error = {RW_OK, ""};
  char *here = getcwd(NULL, 0);
  ck_assert_ptr_nonnull(here);
  ck_assert_int_eq(chdir(shadow), 0);
  add(".");
  ck_assert_int_eq(chdir(here), 0);
  free(here);
  ck_assert_msg(modules_load(modules, "good", &module, &error) == RW_OK, "%s", error.message);
  ck_assert_int_eq(module->file[0], '/');
}
END_TEST

START_TEST(a_folder_without_a_name_is_refused)
{
  rw_error error = {RW_OK, ""};
  ck_assert_int_eq(modules_add_folder(modules, "", &error), RW_INVALID);
  ck_assert_str_eq(error.message, "a plugin folder without a name");
}
END_TEST

START_TEST(data_files_are_found_in_the_environments_folders)
{
  char folder[] = "/tmp/reword-test-XXXXXX", path[64];
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/words.txt", folder);
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fclose(file);
  char list[128];
  snprintf(list, sizeof list, "relative::/nowhere:%s", folder);
  setenv("REWORD_DATA_PATH", list, 1);
  char *found = module_data_path("words.txt"), *missing = module_data_path("no-such-file.txt"),
       *absolute = module_data_path(path);
  unlink(path);
  rmdir(folder);
  ck_assert_str_eq(found, path);
  ck_assert_ptr_null(missing);
  ck_assert_ptr_null(absolute);
  free(found);
}
END_TEST

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
  Suite *suite = suite_create("module");
  TCase *loading = tcase_create("loading"), *searching = tcase_create("searching");
  tcase_add_checked_fixture(loading, open_loader, close_loader);
  tcase_add_checked_fixture(searching, open_loader, close_loader);
  tcase_add_loop_test(loading, refuses_modules, 0, (int)(sizeof refused / sizeof refused[0]));
  tcase_add_loop_test(loading, descriptors_are_checked, 0, (int)(sizeof descriptors / sizeof descriptors[0]));
  tcase_add_test(loading, loads_a_good_module_once);
  tcase_add_test(loading, two_loaders_do_not_disturb_each_other);
  tcase_add_test(loading, a_loader_works_after_another_was_closed);
  tcase_add_test(searching, the_first_folder_wins);
  tcase_add_test(searching, lists_what_can_be_found);
  tcase_add_test(searching, the_environment_names_absolute_folders);
  tcase_add_test(searching, relative_folders_of_callers_start_here);
  tcase_add_test(searching, a_folder_without_a_name_is_refused);
  tcase_add_test(searching, data_files_are_found_in_the_environments_folders);
  suite_add_tcase(suite, loading);
  suite_add_tcase(suite, searching);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
