/* One document on several threads: page, log, difference, counts and warnings are the same for any number of them. */
#include <reword/reword.h>

#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Documents ---- */

/* Room for a document, with its NUL. */
enum { DOCUMENT_LENGTH = 1 << 20 };

/* A document in the making. */
struct draft {
  char *text;
  size_t length;
  uint32_t dice;
};

static void append(struct draft *draft, const char *text)
{
  size_t length = strlen(text);
  ck_assert_uint_lt(draft->length + length, DOCUMENT_LENGTH);
  memcpy(draft->text + draft->length, text, length + 1);
  draft->length += length;
}

/* A number below `sides`, the same in every run. */
static uint32_t roll(struct draft *draft, uint32_t sides)
{
  draft->dice = draft->dice * 1664525u + 1013904223u;
  return (draft->dice >> 8) % sides;
}

/* A few to many phrases of English, some of which the strategies rewrite. */
static void append_prose(struct draft *draft, bool markup)
{
  static const char *const phrases[] = {
      "the ferry was rebuilt in order to save the line",      "it is the majority of the people who go by road",
      "a report of 40 pages says that the harbour is old",    "they were not told prior to the meeting of the council",
      "Anna Berg said \"we are able to go on\" to the crowd", "there are a lot of boats in the bay at noon",
      "as a result of the storm the mail came late",          "the road to the north is open and free of snow",
  };
  uint32_t count = 1 + roll(draft, 6);
  for (uint32_t i = 0; i < count; i++) {
    append(draft, i == 0 ? "So " : " And ");
    if (markup && roll(draft, 4) == 0)
      append(draft, "&amp; <!-- note --> ");
    const char *phrase = phrases[roll(draft, sizeof phrases / sizeof *phrases)];
    bool bold = markup && roll(draft, 5) == 0;
    append(draft, bold ? "<b>" : "");
    append(draft, phrase);
    append(draft, bold ? "</b>." : ".");
  }
}

static void append_page(struct draft *draft)
{
  static const struct {
    const char *start, *end;
  } blocks[] = {
      {"<p>", "</p>\n"},
      {"<p class=lead>", "</p>\n"},
      {"<h2>", "</h2>\n"},
      {"<ul><li>", "</ul>\n"},
      {"<table><tr><td>", "</table>\n"},
      {"<figure><figcaption>", "</figcaption></figure>\n"},
      {"<blockquote><p>", "</blockquote>\n"},
      {"<p lang=fr>", "</p>\n"},
      {"<p translate=no>", "</p>\n"},
  };
  append(draft, "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>");
  append_prose(draft, false);
  append(draft, " - The majority of the News</title></head><body>\n");
  for (int i = 0; i < 400; i++) {
    uint32_t kind = roll(draft, 2) == 0 ? 0 : roll(draft, sizeof blocks / sizeof *blocks);
    append(draft, blocks[kind].start);
    append_prose(draft, true);
    append(draft, blocks[kind].end);
  }
  append(draft, "</body></html>\n");
}

static void append_plain(struct draft *draft, const char *separator)
{
  for (int i = 0; i < 400; i++) {
    append_prose(draft, false);
    append(draft, separator);
    append(draft, roll(draft, 10) == 0 ? "\n" : "");
  }
}

/* A document of several hundred passages, the same in every run; malloc'ed. */
static char *make_document(rw_format format)
{
  struct draft draft = {.text = malloc(DOCUMENT_LENGTH), .dice = 7};
  ck_assert_ptr_nonnull(draft.text);
  if (format == RW_FORMAT_HTML)
    append_page(&draft);
  else
    append_plain(&draft, format == RW_FORMAT_TEXT ? "\n\n" : "\n");
  return draft.text;
}

/* ---- Outcomes ---- */

/* All that is told of a document rewritten. */
struct outcome {
  char *page, *edits, *difference; /* malloc'ed */
  size_t page_length, edits_length, difference_length;
  char *warnings; /* malloc'ed; each with a line end */
  rw_counts counts;
};

static char *collect_warnings(const rw_result *result)
{
  char *text = NULL;
  size_t length = 0;
  FILE *stream = open_memstream(&text, &length);
  ck_assert_ptr_nonnull(stream);
  for (size_t i = 0; rw_result_warning(result, i); i++)
    fprintf(stream, "%s\n", rw_result_warning(result, i));
  fclose(stream);
  return text;
}

static void take_outcome(rw_engine *engine, const rw_input *input, struct outcome *outcome)
{
  rw_result *result;
  rw_error error;
  ck_assert_msg(rw_rewrite(engine, input, &result, &error) == RW_OK, "%s", error.message);
  *outcome = (struct outcome){.counts = {.size = sizeof outcome->counts}};
  const char *bytes = rw_result_bytes(result, &outcome->page_length);
  outcome->page = malloc(outcome->page_length + 1);
  ck_assert_ptr_nonnull(outcome->page);
  memcpy(outcome->page, bytes, outcome->page_length + 1);
  outcome->edits = rw_result_edits(result, &outcome->edits_length);
  outcome->difference = rw_result_difference(result, true, &outcome->difference_length);
  outcome->warnings = collect_warnings(result);
  rw_result_counts(result, &outcome->counts);
  rw_result_free(result);
}

static void free_outcome(struct outcome *outcome)
{
  free(outcome->page);
  free(outcome->edits);
  free(outcome->difference);
  free(outcome->warnings);
}

static void check_equal(const struct outcome *outcome, const struct outcome *wanted)
{
  ck_assert_str_eq(outcome->warnings, wanted->warnings);
  ck_assert_uint_eq(outcome->counts.passages, wanted->counts.passages);
  ck_assert_uint_eq(outcome->counts.selected, wanted->counts.selected);
  ck_assert_uint_eq(outcome->counts.changed, wanted->counts.changed);
  ck_assert_uint_eq(outcome->counts.applied, wanted->counts.applied);
  ck_assert_uint_eq(outcome->counts.refused, wanted->counts.refused);
  ck_assert_uint_eq(outcome->counts.passed_over, wanted->counts.passed_over);
  ck_assert_uint_eq(outcome->page_length, wanted->page_length);
  ck_assert_mem_eq(outcome->page, wanted->page, wanted->page_length);
  ck_assert_str_eq(outcome->edits, wanted->edits);
  ck_assert_str_eq(outcome->difference, wanted->difference);
}

/* ---- Cases ---- */

static const char selections[] = "language: en\n"
                                 "protect: {terms: [the harbour], select: [\"//figcaption\", \"//b\"]}\n"
                                 "chains:\n"
                                 "  lead: [surveyor: {from: ferry, to-long: vessel, to-short: boat}]\n"
                                 "  body:\n"
                                 "    - surveyor: {from: road, to-long: highway, to-short: street, rate: 0.7}\n"
                                 "    - synonym: {rate: 0.6, variety: 0.5}\n"
                                 "    - surveyor: {from: boat, min-score: 0.3}\n"
                                 "apply:\n"
                                 "  - {select: \"//title | //p[@class='lead']\", chain: lead}\n"
                                 "  - {select: \"//p | //li | //td\", chain: body}\n";

static const struct parallel_case {
  const char *rule;
  const char *config; /* NULL: the built-in one */
  const char *chain;  /* NULL: the configuration's */
  rw_format format;
  const char *warning; /* a part of the first; NULL: there is none */
} cases[] = {
    {.rule = "the built-in chain on a page", .format = RW_FORMAT_HTML},
    {.rule = "the built-in chain on text", .format = RW_FORMAT_TEXT},
    {.rule = "the built-in chain on lines", .format = RW_FORMAT_LINES},
    {.rule = "selections and strategies that survey, on a page", .config = selections, .format = RW_FORMAT_HTML},
    {.rule = "strategies that survey, on text", .config = selections, .format = RW_FORMAT_TEXT},
    {.rule = "strategies that survey, on lines", .config = selections, .format = RW_FORMAT_LINES},
    {.rule = "a survey of the page that fails is told of once",
     .chain = "[surveyor: {from: road, dislikes: News}, synonym]",
     .format = RW_FORMAT_HTML,
     .warning = "bytes with 'News'"},
    {.rule = "surveys of lines that fail are told of in the order of the lines",
     .chain = "[surveyor: {from: road, dislikes: storm}, synonym: {rate: 0.5}]",
     .format = RW_FORMAT_LINES,
     .warning = "bytes with 'storm'"},
};

static const uint32_t thread_counts[] = {0, 2, 3, 8, 100000};

static void open_engine(const struct parallel_case *parallel, const char *config_path, uint32_t threads,
                        rw_engine **engine)
{
  const char *const folders[] = {getenv("REWORD_PLUGIN_PATH"), getenv("TEST_MODULES")};
  rw_settings settings = {.size = sizeof settings,
                          .config_path = config_path,
                          .chain = parallel->chain,
                          .plugin_paths = folders,
                          .plugin_path_count = sizeof folders / sizeof *folders,
                          .threads = threads};
  rw_error error;
  ck_assert_msg(rw_engine_open(&settings, engine, &error) == RW_OK, "%s: %s", parallel->rule, error.message);
}

/* Writes the case's configuration to a file made from `path`; NULL: it is the built-in one. */
static const char *write_config(const struct parallel_case *parallel, char *path)
{
  if (!parallel->config)
    return NULL;
  int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  size_t length = strlen(parallel->config);
  ck_assert_int_eq(write(file, parallel->config, length), (ssize_t)length);
  close(file);
  return path;
}

START_TEST(any_number_of_threads_gives_the_same)
{
  const struct parallel_case *parallel = &cases[_i];
  char path[] = "/tmp/reword-test-XXXXXX";
  const char *config_path = write_config(parallel, path);
  char *document = make_document(parallel->format);
  rw_input input = {.size = sizeof input, .bytes = document, .length = strlen(document), .format = parallel->format};
  struct outcome wanted;
  rw_engine *engine;
  open_engine(parallel, config_path, 1, &engine);
  take_outcome(engine, &input, &wanted);
  rw_engine_close(engine);
  ck_assert_uint_gt(wanted.counts.passages, 300);
  ck_assert_uint_gt(wanted.counts.changed, 100);
  ck_assert_uint_gt(wanted.counts.passed_over, 0);
  if (parallel->warning)
    ck_assert_ptr_nonnull(strstr(wanted.warnings, parallel->warning));
  else
    ck_assert_str_eq(wanted.warnings, "");
  for (size_t i = 0; i < sizeof thread_counts / sizeof *thread_counts; i++) {
    open_engine(parallel, config_path, thread_counts[i], &engine);
    for (int round = 0; round < 2; round++) {
      struct outcome outcome;
      take_outcome(engine, &input, &outcome);
      check_equal(&outcome, &wanted);
      free_outcome(&outcome);
    }
    rw_engine_close(engine);
  }
  free_outcome(&wanted);
  free(document);
  if (config_path)
    unlink(config_path);
}
END_TEST

/* A thread of an application that rewrites a document. */
struct client {
  rw_engine *engine;
  const rw_input *input;
  struct outcome outcome;
  pthread_t thread;
};

static void *run_client(void *argument)
{
  struct client *client = argument;
  take_outcome(client->engine, client->input, &client->outcome);
  return NULL;
}

START_TEST(documents_at_once_share_the_workers_of_an_engine)
{
  enum { CLIENTS = 4 };
  static const struct parallel_case parallel = {.rule = "documents at once",
                                                .chain = "[surveyor: {from: road}, synonym: {rate: 0.5}]"};
  struct client clients[CLIENTS];
  char *document = make_document(RW_FORMAT_HTML);
  rw_input input = {.size = sizeof input, .bytes = document, .length = strlen(document)};
  struct outcome wanted;
  rw_engine *engine;
  open_engine(&parallel, NULL, 3, &engine);
  take_outcome(engine, &input, &wanted);
  for (int i = 0; i < CLIENTS; i++) {
    clients[i] = (struct client){.engine = engine, .input = &input};
    ck_assert_int_eq(pthread_create(&clients[i].thread, NULL, run_client, &clients[i]), 0);
  }
  for (int i = 0; i < CLIENTS; i++) {
    pthread_join(clients[i].thread, NULL);
    check_equal(&clients[i].outcome, &wanted);
    free_outcome(&clients[i].outcome);
  }
  rw_engine_close(engine);
  free_outcome(&wanted);
  free(document);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("parallel");
  TCase *tests = tcase_create("parallel");
  tcase_set_timeout(tests, 120);
  tcase_add_loop_test(tests, any_number_of_threads_gives_the_same, 0, sizeof cases / sizeof *cases);
  tcase_add_test(tests, documents_at_once_share_the_workers_of_an_engine);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
