/* The library as an application that embeds it uses it: through its public header alone. */
#include <reword/reword.h>

#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char page[] = "<!DOCTYPE html><html lang=en><head><title>The ferry</title></head><body>\n"
                           "<p class=lead>It was built in order to serve the <b>majority of</b> the people.</p>\n"
                           "<p>The price is 40, and it is the best of all.</p></body></html>\n";
static const char page_rewritten[] = "<!DOCTYPE html><html lang=en><head><title>The ferry</title></head><body>\n"
                                     "<p class=lead>It was built to serve the <b>majority of</b> the people.</p>\n"
                                     "<p>The price is 40, and it is the best of all.</p></body></html>\n";

/* ---- Help ---- */

/* Settings that find the plugins of the tests beside those of the environment. */
static rw_settings make_settings(void)
{
  static const char *folders[2];
  folders[0] = getenv("REWORD_PLUGIN_PATH");
  folders[1] = getenv("TEST_MODULES");
  return (rw_settings){.size = sizeof(rw_settings), .plugin_paths = folders, .plugin_path_count = 2};
}

static rw_engine *open_engine(const char *chain)
{
  rw_settings settings = make_settings();
  rw_engine *engine;
  rw_error error;
  settings.chain = chain;
  ck_assert_msg(rw_engine_open(&settings, &engine, &error) == RW_OK, "%s", error.message);
  return engine;
}

static rw_input make_input(const char *text, rw_format format)
{
  return (rw_input){.size = sizeof(rw_input), .bytes = text, .length = strlen(text), .format = format};
}

static rw_result *rewrite(rw_engine *engine, const rw_input *input)
{
  rw_result *result;
  rw_error error;
  ck_assert_msg(rw_rewrite(engine, input, &result, &error) == RW_OK, "%s", error.message);
  return result;
}

static void check_bytes(const rw_result *result, const char *wanted)
{
  size_t length;
  const char *bytes = rw_result_bytes(result, &length);
  ck_assert_uint_eq(length, strlen(wanted));
  ck_assert_mem_eq(bytes, wanted, length);
}

/* Writes a configuration to a new file; `path` ends with XXXXXX. */
static void write_file(char *path, const char *text)
{
  int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  ck_assert_int_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
  close(file);
}

/* Every phrase of the table that is sure enough. */
#define CHAIN "[synonym: {rate: 1, min-score: 0.5}]"

/* ---- Opening ---- */

START_TEST(an_engine_opens_with_settings_of_zeros)
{
  rw_engine *engine;
  rw_error error;
  ck_assert_msg(rw_engine_open(&(rw_settings){.size = sizeof(rw_settings)}, &engine, &error) == RW_OK, "%s",
                error.message);
  rw_input input = make_input(page, RW_FORMAT_HTML);
  rw_result *result = rewrite(engine, &input);
  check_bytes(result, page_rewritten);
  rw_result_free(result);
  rw_engine_close(engine);
}
END_TEST

START_TEST(closing_nothing_is_nothing)
{
  rw_engine_close(NULL);
  rw_result_free(NULL);
}
END_TEST

START_TEST(a_seed_replaces_the_configurations)
{
  static const char text[] = "It was so in order to go. It is done in order to stay. We go in order to see the bay.\n"
                             "They sit in order to be here. In order to win we run. He is here in order to ask.\n";
  char *seen = NULL;
  bool differs = false;
  for (uint64_t seed = 1; seed <= 20; seed++) {
    rw_settings settings = make_settings();
    settings.chain = "[synonym: {rate: 0.5}]";
    settings.seed_given = true;
    settings.seed = seed;
    rw_engine *engine;
    rw_error error;
    ck_assert_msg(rw_engine_open(&settings, &engine, &error) == RW_OK, "%s", error.message);
    rw_input input = make_input(text, RW_FORMAT_LINES);
    rw_result *result = rewrite(engine, &input);
    size_t length;
    const char *bytes = rw_result_bytes(result, &length);
    differs = differs || (seen && strncmp(seen, bytes, length) != 0);
    free(seen);
    seen = strndup(bytes, length);
    rw_result_free(result);
    rw_engine_close(engine);
  }
  free(seen);
  ck_assert(differs);
}
END_TEST

static const struct {
  const char *rule, *config, *chain; /* NULL: none */
  rw_status status;
  const char *message; /* the file's name stands before it where it begins with `:` */
} refused[] = {
    {"a configuration with an unknown key", "language: en\nchian: [synonym]\n", NULL, RW_INVALID,
     ":2:1: unknown key 'chian' in the configuration; did you mean 'chain'?"},
    {"a configuration with nothing in it", "", NULL, RW_INVALID,
     ":1:1: an empty configuration; it needs 'chain' or 'apply'"},
    {"a chain that is no list", NULL, "synonym", RW_INVALID,
     "--chain:1:1: a chain must be a list of steps, not 'synonym'; write [synonym], say"},
    {"an option out of range", NULL, "[synonym: {rate: 2}]", RW_INVALID, "--chain:1:18: "},
    {"a strategy whose create fails", "seed: 2\nchain:\n  - synonym\n  - failing: {in: create, message: no luck}\n",
     NULL, RW_FAILED, ":4:5: strategy 'failing': no luck"},
    {"the same in a chain of the caller's", NULL, "[failing: {in: create, message: no luck}]", RW_FAILED,
     "--chain:1:2: strategy 'failing': no luck"},
};

START_TEST(a_refusal_names_its_place)
{
  char path[] = "/tmp/reword-test-XXXXXX", wanted[256] = "";
  rw_settings settings = make_settings();
  settings.chain = refused[_i].chain;
  if (refused[_i].config) {
    write_file(path, refused[_i].config);
    settings.config_path = path;
    strcpy(wanted, path);
  }
  strcat(wanted, refused[_i].message);
  rw_engine *engine = (rw_engine *)&settings;
  rw_error error;
  ck_assert_msg(rw_engine_open(&settings, &engine, &error) == refused[_i].status, "%s", refused[_i].rule);
  ck_assert_ptr_null(engine);
  ck_assert_int_eq(error.status, refused[_i].status);
  ck_assert_msg(strncmp(error.message, wanted, strlen(wanted)) == 0, "%s: %s", refused[_i].rule, error.message);
  if (refused[_i].config)
    unlink(path);
}
END_TEST

START_TEST(a_configuration_that_is_not_there_is_named)
{
  rw_settings settings = make_settings();
  rw_engine *engine;
  rw_error error;
  settings.config_path = "/nonexistent/my.yaml";
  ck_assert_int_eq(rw_engine_open(&settings, &engine, &error), RW_NO_FILE);
  ck_assert_str_eq(error.message, "/nonexistent/my.yaml: cannot be read: No such file or directory");
}
END_TEST

/* ---- Rewriting ---- */

static const struct {
  const char *rule;
  rw_format format;
  const char *text, *wanted;
} rewritten[] = {
    {"a page", RW_FORMAT_HTML, page, page_rewritten},
    {"a fragment", RW_FORMAT_HTML, "<p>It is so in order to go.", "<p>It is so to go."},
    {"text", RW_FORMAT_TEXT, "It is so in\norder to go.\n\n<b>It</b> is &amp; in order to go.\n",
     "It is so to go.\n\n<b>It</b> is &amp; to go.\n"},
    {"lines", RW_FORMAT_LINES, "It is so in\norder to go.\n\nIt is so in order to go.\n",
     "It is so in\norder to go.\n\nIt is so to go.\n"},
    {"nothing", RW_FORMAT_HTML, "", ""},
    {"no text", RW_FORMAT_TEXT, "\n \n", "\n \n"},
};

START_TEST(each_format_is_read_in_its_way)
{
  rw_engine *engine = open_engine(CHAIN);
  rw_input input = make_input(rewritten[_i].text, rewritten[_i].format);
  rw_result *result = rewrite(engine, &input);
  check_bytes(result, rewritten[_i].wanted);
  rw_result_free(result);
  rw_engine_close(engine);
}
END_TEST

START_TEST(a_document_of_no_bytes_needs_no_pointer)
{
  rw_engine *engine = open_engine(CHAIN);
  rw_result *result = rewrite(engine, &(rw_input){.size = sizeof(rw_input)});
  check_bytes(result, "");
  rw_result_free(result);
  rw_error error;
  ck_assert_int_eq(rw_rewrite(engine, &(rw_input){.size = sizeof(rw_input), .length = 3}, &result, &error), RW_INVALID);
  ck_assert_str_eq(error.message, "the input has a length of 3 and no bytes");
  rw_engine_close(engine);
}
END_TEST

START_TEST(bytes_need_no_end_and_stay_as_they_were)
{
  static const char text[] = "It is so in order to go.";
  size_t length = strlen(text);
  char *bytes = malloc(length);
  ck_assert_ptr_nonnull(bytes);
  memcpy(bytes, text, length);
  rw_engine *engine = open_engine(CHAIN);
  rw_input input = {.size = sizeof input, .bytes = bytes, .length = length, .format = RW_FORMAT_TEXT};
  rw_result *result = rewrite(engine, &input);
  check_bytes(result, "It is so to go.");
  ck_assert_mem_eq(bytes, text, length);
  rw_result_free(result);
  rw_engine_close(engine);
  free(bytes);
}
END_TEST

START_TEST(counts_tell_what_was_done)
{
  rw_engine *engine = open_engine(CHAIN);
  rw_input input = make_input(page, RW_FORMAT_HTML);
  rw_result *result = rewrite(engine, &input);
  rw_counts counts = {.size = sizeof counts};
  rw_result_counts(result, &counts);
  ck_assert_uint_eq(counts.passages, 3);
  ck_assert_uint_eq(counts.selected, 3);
  ck_assert_uint_eq(counts.changed, 1);
  ck_assert_uint_eq(counts.applied, 1);
  rw_result_free(result);
  rw_engine_close(engine);
}
END_TEST

START_TEST(edits_name_the_document)
{
  rw_engine *engine = open_engine(CHAIN);
  rw_input input = make_input(page, RW_FORMAT_HTML);
  for (int named = 0; named < 2; named++) {
    input.name = named ? "page.html" : NULL;
    rw_result *result = rewrite(engine, &input);
    size_t length;
    char *edits = rw_result_edits(result, &length);
    const char *start = named ? "{\"input\":\"page.html\",\"passage\":{" : "{\"input\":\"-\",\"passage\":{";
    ck_assert_ptr_nonnull(edits);
    ck_assert_uint_eq(length, strlen(edits));
    ck_assert_mem_eq(edits, start, strlen(start));
    ck_assert_ptr_nonnull(strstr(edits, "\"before\":\"in order to\",\"after\":\"to\",\"strategy\":\"synonym\""));
    ck_assert_ptr_nonnull(strstr(edits, "\"state\":\"applied\""));
    ck_assert_int_eq(edits[length - 1], '\n');
    free(edits);
    rw_result_free(result);
  }
  rw_engine_close(engine);
}
END_TEST

START_TEST(the_difference_shows_the_words)
{
  rw_engine *engine = open_engine(CHAIN);
  rw_input input = make_input(page, RW_FORMAT_HTML);
  rw_result *result = rewrite(engine, &input);
  size_t length;
  char *plain = rw_result_difference(result, false, &length);
  ck_assert_uint_eq(length, strlen(plain));
  ck_assert_str_eq(plain, "-:2: /html/body/p[1]\nIt was built [-in order-] to serve the majority of the people.\n\n");
  char *colored = rw_result_difference(result, true, &length);
  ck_assert_ptr_nonnull(strstr(colored, "\033["));
  free(plain);
  free(colored);
  rw_result_free(result);
  rw_engine_close(engine);
}
END_TEST

START_TEST(an_unchanged_document_has_no_edits_and_no_difference)
{
  rw_engine *engine = open_engine("[]");
  rw_input input = make_input(page, RW_FORMAT_HTML);
  rw_result *result = rewrite(engine, &input);
  check_bytes(result, page);
  size_t length;
  char *edits = rw_result_edits(result, &length);
  ck_assert_str_eq(edits, "");
  ck_assert_uint_eq(length, 0);
  char *difference = rw_result_difference(result, false, &length);
  ck_assert_str_eq(difference, "");
  ck_assert_uint_eq(length, 0);
  free(edits);
  free(difference);
  rw_result_free(result);
  rw_engine_close(engine);
}
END_TEST

START_TEST(a_document_that_cannot_be_read_comes_back_with_a_warning)
{
  rw_engine *engine = open_engine(CHAIN);
  rw_input input = make_input(page, RW_FORMAT_HTML);
  input.encoding = "utf-7";
  rw_result *result = rewrite(engine, &input);
  check_bytes(result, page);
  ck_assert_ptr_nonnull(rw_result_warning(result, 0));
  ck_assert_ptr_nonnull(strstr(rw_result_warning(result, 0), "not supported"));
  ck_assert_ptr_null(rw_result_warning(result, 1));
  ck_assert_ptr_null(rw_result_warning(result, SIZE_MAX));
  rw_result_free(result);
  rw_engine_close(engine);
}
END_TEST

START_TEST(a_survey_that_fails_is_warned_of)
{
  rw_engine *engine = open_engine("[surveyor: {from: best, dislikes: ferry}, synonym: {rate: 1}]");
  rw_input input = make_input(page, RW_FORMAT_HTML);
  rw_result *result = rewrite(engine, &input);
  check_bytes(result, page_rewritten);
  ck_assert_str_eq(rw_result_warning(result, 0),
                   "strategy 'surveyor' is left out: its survey failed: 9 bytes with 'ferry'");
  rw_result_free(result);
  rw_engine_close(engine);
}
END_TEST

/* ---- One engine, many documents ---- */

START_TEST(results_outlive_later_documents_but_not_their_order)
{
  enum { DOCUMENTS = 20 };
  rw_engine *engine = open_engine(CHAIN);
  rw_result *results[DOCUMENTS];
  char texts[DOCUMENTS][64], wanted[DOCUMENTS][64];
  for (int i = 0; i < DOCUMENTS; i++) {
    snprintf(texts[i], sizeof texts[i], "It is so in order to go to %d of it.", i);
    snprintf(wanted[i], sizeof wanted[i], "It is so to go to %d of it.", i);
    rw_input input = make_input(texts[i], RW_FORMAT_TEXT);
    results[i] = rewrite(engine, &input);
  }
  for (int i = 0; i < DOCUMENTS; i++) {
    int number = i * 7 % DOCUMENTS;
    check_bytes(results[number], wanted[number]);
    rw_result_free(results[number]);
  }
  rw_engine_close(engine);
}
END_TEST

/* A thread of an application. */
struct client {
  rw_engine *engine;
  int wrong; /* results that were not as wanted */
  pthread_t thread;
};

static void *run_client(void *argument)
{
  struct client *client = argument;
  for (int i = 0; i < 20; i++) {
    bool html = i % 2 == 0;
    rw_input input = html ? make_input(page, RW_FORMAT_HTML) : make_input("It is so in order to go.", RW_FORMAT_TEXT);
    const char *wanted = html ? page_rewritten : "It is so to go.";
    rw_result *result;
    rw_error error;
    size_t length;
    if (rw_rewrite(client->engine, &input, &result, &error) != RW_OK) {
      client->wrong++;
      continue;
    }
    const char *bytes = rw_result_bytes(result, &length);
    client->wrong += length != strlen(wanted) || memcmp(bytes, wanted, length) != 0;
    rw_result_free(result);
  }
  return NULL;
}

START_TEST(several_threads_share_an_engine)
{
  enum { CLIENTS = 6 };
  struct client clients[CLIENTS];
  rw_engine *engine = open_engine(CHAIN);
  for (int i = 0; i < CLIENTS; i++) {
    clients[i] = (struct client){.engine = engine};
    ck_assert_int_eq(pthread_create(&clients[i].thread, NULL, run_client, &clients[i]), 0);
  }
  for (int i = 0; i < CLIENTS; i++) {
    pthread_join(clients[i].thread, NULL);
    ck_assert_int_eq(clients[i].wrong, 0);
  }
  rw_engine_close(engine);
}
END_TEST

static void *run_opener(void *argument)
{
  struct client *client = argument;
  for (int i = 0; i < 5; i++) {
    rw_settings settings = {.size = sizeof settings, .chain = CHAIN};
    rw_error error;
    if (rw_engine_open(&settings, &client->engine, &error) == RW_OK)
      run_client(client);
    else
      client->wrong++;
    rw_engine_close(client->engine);
  }
  return NULL;
}

START_TEST(several_threads_open_engines_of_their_own)
{
  enum { CLIENTS = 4 };
  struct client clients[CLIENTS] = {{.engine = NULL}};
  for (int i = 0; i < CLIENTS; i++)
    ck_assert_int_eq(pthread_create(&clients[i].thread, NULL, run_opener, &clients[i]), 0);
  for (int i = 0; i < CLIENTS; i++) {
    pthread_join(clients[i].thread, NULL);
    ck_assert_int_eq(clients[i].wrong, 0);
  }
}
END_TEST

START_TEST(two_engines_stand_side_by_side)
{
  rw_engine *one = open_engine(CHAIN), *other = open_engine("[]");
  rw_input input = make_input(page, RW_FORMAT_HTML);
  rw_result *first = rewrite(one, &input), *second = rewrite(other, &input);
  rw_engine_close(one);
  check_bytes(first, page_rewritten);
  check_bytes(second, page);
  rw_result_free(first);
  rw_result_free(second);
  rw_engine_close(other);
}
END_TEST

/* ---- What there is ---- */

START_TEST(plugins_are_listed)
{
  rw_settings settings = make_settings();
  char *text;
  rw_error error;
  ck_assert_msg(rw_plugins(&settings, &text, &error) == RW_OK, "%s", error.message);
  ck_assert_ptr_nonnull(strstr(text, "english"));
  ck_assert_ptr_nonnull(strstr(text, "synonym"));
  ck_assert_ptr_nonnull(strstr(text, "Goes by what its survey found"));
  ck_assert_ptr_nonnull(strstr(text, "wrong_abi"));
  free(text);
}
END_TEST

START_TEST(a_plugin_is_described_for_people_and_programs)
{
  rw_settings settings = make_settings();
  char *text;
  rw_error error;
  ck_assert_msg(rw_describe(&settings, "surveyor", false, &text, &error) == RW_OK, "%s", error.message);
  ck_assert_ptr_nonnull(strstr(text, "to-long"));
  free(text);
  ck_assert_msg(rw_describe(&settings, "surveyor", true, &text, &error) == RW_OK, "%s", error.message);
  ck_assert_int_eq(text[0], '{');
  ck_assert_ptr_nonnull(strstr(text, "\"to-long\""));
  free(text);
}
END_TEST

START_TEST(an_unknown_plugin_is_not_described)
{
  rw_settings settings = make_settings();
  char *text = (char *)&settings;
  rw_error error;
  ck_assert_int_ne(rw_describe(&settings, "synonim", false, &text, &error), RW_OK);
  ck_assert_ptr_null(text);
  ck_assert_ptr_nonnull(strstr(error.message, "synonim"));
}
END_TEST

START_TEST(the_builtin_configuration_is_one)
{
  char path[] = "/tmp/reword-test-XXXXXX";
  write_file(path, rw_builtin_config());
  rw_settings settings = make_settings();
  settings.config_path = path;
  rw_engine *engine;
  rw_error error;
  ck_assert_msg(rw_engine_open(&settings, &engine, &error) == RW_OK, "%s", error.message);
  rw_input input = make_input(page, RW_FORMAT_HTML);
  rw_result *result = rewrite(engine, &input);
  check_bytes(result, page_rewritten);
  rw_result_free(result);
  rw_engine_close(engine);
  unlink(path);
}
END_TEST

static Suite *reword_suite(void)
{
  Suite *suite = suite_create("reword");
  TCase *opening = tcase_create("opening");
  tcase_add_test(opening, an_engine_opens_with_settings_of_zeros);
  tcase_add_test(opening, closing_nothing_is_nothing);
  tcase_add_test(opening, a_seed_replaces_the_configurations);
  tcase_add_loop_test(opening, a_refusal_names_its_place, 0, sizeof refused / sizeof *refused);
  tcase_add_test(opening, a_configuration_that_is_not_there_is_named);
  suite_add_tcase(suite, opening);
  TCase *rewriting = tcase_create("rewriting");
  tcase_add_loop_test(rewriting, each_format_is_read_in_its_way, 0, sizeof rewritten / sizeof *rewritten);
  tcase_add_test(rewriting, a_document_of_no_bytes_needs_no_pointer);
  tcase_add_test(rewriting, bytes_need_no_end_and_stay_as_they_were);
  tcase_add_test(rewriting, counts_tell_what_was_done);
  tcase_add_test(rewriting, edits_name_the_document);
  tcase_add_test(rewriting, the_difference_shows_the_words);
  tcase_add_test(rewriting, an_unchanged_document_has_no_edits_and_no_difference);
  tcase_add_test(rewriting, a_document_that_cannot_be_read_comes_back_with_a_warning);
  tcase_add_test(rewriting, a_survey_that_fails_is_warned_of);
  suite_add_tcase(suite, rewriting);
  TCase *many = tcase_create("many documents");
  tcase_set_timeout(many, 60);
  tcase_add_test(many, results_outlive_later_documents_but_not_their_order);
  tcase_add_test(many, several_threads_share_an_engine);
  tcase_add_test(many, several_threads_open_engines_of_their_own);
  tcase_add_test(many, two_engines_stand_side_by_side);
  suite_add_tcase(suite, many);
  TCase *plugins = tcase_create("what there is");
  tcase_add_test(plugins, plugins_are_listed);
  tcase_add_test(plugins, a_plugin_is_described_for_people_and_programs);
  tcase_add_test(plugins, an_unknown_plugin_is_not_described);
  tcase_add_test(plugins, the_builtin_configuration_is_one);
  suite_add_tcase(suite, plugins);
  return suite;
}

int main(void)
{
  SRunner *runner = srunner_create(reword_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
