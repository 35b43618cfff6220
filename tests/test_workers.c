/* The workers of an engine: that several threads work on a long document, what they do with signals, what happens when
 * a worker or memory cannot be had. The strategies are in this file. */
#include "chain.h"
#include "document.h"
#include "report.h"
#include "small_language.h"
#include "workers.h"

#include <check.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- Strategies ---- */

/* What the strategies of the test at hand saw. Each test has a process of its own, or resets it. */
static struct {
  pthread_t caller;
  atomic_uint helpers;     /* transforms on other threads than the caller's */
  atomic_uint open_to;     /* of those, with a signal that is not blocked */
  atomic_uint transforms;  /* in all */
  atomic_uint created;     /* instances */
  atomic_uint destroyed;   /* instances */
  uint32_t most_instances; /* create fails past so many; 0: never */
} seen;

static void forget(void)
{
  seen.caller = pthread_self();
  atomic_store(&seen.helpers, 0);
  atomic_store(&seen.open_to, 0);
  atomic_store(&seen.transforms, 0);
  atomic_store(&seen.created, 0);
  atomic_store(&seen.destroyed, 0);
  seen.most_instances = 0;
}

static rw_status count_create(void *instance, const rw_host *host)
{
  (void)instance;
  uint32_t number = atomic_fetch_add(&seen.created, 1);
  if (seen.most_instances == 0 || number < seen.most_instances)
    return RW_OK;
  atomic_fetch_sub(&seen.created, 1);
  return host->failure(host, RW_NO_FILE, "no more than %u", (unsigned)seen.most_instances);
}

static void count_destroy(void *instance)
{
  (void)instance;
  atomic_fetch_add(&seen.destroyed, 1);
}

static bool blocks_signals(void)
{
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGALRM, SIGCHLD, SIGUSR1};
  sigset_t blocked;
  pthread_sigmask(SIG_SETMASK, NULL, &blocked);
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
    if (!sigismember(&blocked, signals[i]))
      return false;
  return true;
}

static void note_thread(void)
{
  atomic_fetch_add(&seen.transforms, 1);
  if (pthread_equal(pthread_self(), seen.caller))
    return;
  if (!blocks_signals())
    atomic_fetch_add(&seen.open_to, 1);
  atomic_fetch_add(&seen.helpers, 1);
}

/* Makes every "one" a "two". */
static rw_status swap(void *instance, const rw_passage *passage, const rw_host *host)
{
  (void)instance;
  note_thread();
  for (uint32_t i = 0; i < passage->token_count; i++) {
    if (strncmp(passage->text + passage->tokens[i].start, "one", 3) != 0)
      continue;
    rw_piece piece = RW_TEXT_FOR("two", i, i + 1);
    rw_edit edit = {.size = sizeof edit, .tokens = {i, i + 1}, .pieces = &piece, .piece_count = 1, .score = 1};
    if (host->propose(host, &edit) == RW_NO_MEMORY)
      return RW_NO_MEMORY;
  }
  return RW_OK;
}

/* The same; the calling thread waits at its first passage until a helper has come, ten seconds at most. */
static rw_status swap_together(void *instance, const rw_passage *passage, const rw_host *host)
{
  for (int i = 0; i < 1000 && pthread_equal(pthread_self(), seen.caller) && atomic_load(&seen.helpers) == 0; i++)
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
  return swap(instance, passage, host);
}

/* Runs out of memory at passage 50. */
static rw_status run_out(void *instance, const rw_passage *passage, const rw_host *host)
{
  if (passage->number == 50)
    return RW_NO_MEMORY;
  return swap(instance, passage, host);
}

static const rw_strategy swap_strategy = {.size = sizeof swap_strategy, .transform = swap};
static const rw_strategy together_strategy = {.size = sizeof together_strategy, .transform = swap_together};
static const rw_strategy run_out_strategy = {.size = sizeof run_out_strategy, .transform = run_out};

#define STRATEGY(plugin_name, its_strategy)                                                                            \
  {                                                                                                                    \
    .abi = RW_ABI, .size = sizeof(rw_plugin), .kind = RW_KIND_STRATEGY, .name = (plugin_name),                         \
    .needs = RW_DEPTH_TOKENS, .create = count_create, .destroy = count_destroy, .strategy = &(its_strategy)            \
  }

static const rw_plugin swap_plugin = STRATEGY("swap", swap_strategy);
static const rw_plugin together_plugin = STRATEGY("together", together_strategy);
static const rw_plugin run_out_plugin = STRATEGY("run_out", run_out_strategy);

/* ---- Running ---- */

enum { PASSAGES = 200 };

/* A page of as many passages, about 20 KiB, before or after every "one" became a "two". */
static void write_page(struct buffer *page, const char *word)
{
  for (int i = 0; i < PASSAGES; i++)
    buffer_printf(page, "<p>%s of it is so, and %d of it is as it was or is to be, as we go on and on to %s.</p>\n",
                  word, i, word);
}

static struct config_step step;
static const struct config_chain chain = {"test", &step, 1};

/* A configuration of one step. */
static struct config make_config(const rw_plugin *plugin)
{
  static struct module module;
  module = (struct module){plugin, "(test)"};
  step = (struct config_step){.module = &module, .pick = {.rate = 1}};
  return (struct config){.language = &small_language,
                         .language_code = "en",
                         .seed = 1,
                         .chains = &chain,
                         .chain_count = 1,
                         .everywhere = &chain,
                         .plain = &chain};
}

/* Rewrites a page with workers. `out` gets the page that came of it. */
static rw_status rewrite(struct workers *workers, const char *page, struct buffer *out, rw_error *error)
{
  struct document_options options = {.format = RW_FORMAT_HTML};
  struct document *document;
  struct report *report = report_open("test");
  ck_assert_ptr_nonnull(report);
  ck_assert(document_open(page, strlen(page), &options, &document, error) == RW_OK);
  rw_status status = workers_run(workers, document, RW_FORMAT_HTML, report, error);
  if (status == RW_OK) {
    rw_counts counts = {.size = sizeof counts};
    report_counts(report, &counts);
    ck_assert_uint_eq(counts.passages, PASSAGES);
    ck_assert_uint_eq(counts.changed, PASSAGES);
    ck_assert(document_render(document, out, error) == RW_OK);
  }
  document_close(document);
  report_close(report);
  return status;
}

/* Rewrites the page with so many threads and checks what came of it. */
static void expect_page(const rw_plugin *plugin, uint32_t threads, uint32_t most_instances)
{
  struct config config = make_config(plugin);
  struct buffer page = {0}, wanted = {0}, out = {0};
  struct workers *workers;
  rw_error error = {0};
  forget();
  seen.most_instances = most_instances;
  write_page(&page, "one");
  write_page(&wanted, "two");
  ck_assert_msg(workers_open(&config, threads, &workers, &error) == RW_OK, "%s", error.message);
  ck_assert_msg(rewrite(workers, page.data, &out, &error) == RW_OK, "%s", error.message);
  ck_assert_str_eq(out.data, wanted.data);
  ck_assert_uint_eq(atomic_load(&seen.transforms), PASSAGES);
  workers_close(workers);
  ck_assert_uint_eq(atomic_load(&seen.destroyed), atomic_load(&seen.created));
  buffer_free(&page);
  buffer_free(&wanted);
  buffer_free(&out);
}

START_TEST(several_threads_work_on_a_long_document)
{
  expect_page(&together_plugin, 2, 0);
  ck_assert_uint_gt(atomic_load(&seen.helpers), 0);
  ck_assert_uint_eq(atomic_load(&seen.created), 2);
}
END_TEST

START_TEST(the_calling_thread_works_alone_unless_more_are_allowed)
{
  expect_page(&swap_plugin, (uint32_t)_i, 0);
  ck_assert_uint_eq(atomic_load(&seen.helpers), 0);
  ck_assert_uint_eq(atomic_load(&seen.created), 1);
}
END_TEST

START_TEST(a_short_document_is_not_worth_a_thread)
{
  struct config config = make_config(&swap_plugin);
  struct workers *workers;
  rw_error error = {0};
  forget();
  ck_assert(workers_open(&config, 8, &workers, &error) == RW_OK);
  struct document_options options = {.format = RW_FORMAT_HTML};
  static const char page[] = "<p>one of it</p><p>one of it</p>";
  struct document *document;
  struct report *report = report_open("test");
  ck_assert(document_open(page, strlen(page), &options, &document, &error) == RW_OK);
  ck_assert(workers_run(workers, document, RW_FORMAT_HTML, report, &error) == RW_OK);
  ck_assert_uint_eq(atomic_load(&seen.created), 1);
  ck_assert_uint_eq(atomic_load(&seen.transforms), 2);
  document_close(document);
  report_close(report);
  workers_close(workers);
}
END_TEST

START_TEST(signals_reach_the_threads_of_the_application_alone)
{
  sigset_t before, after;
  pthread_sigmask(SIG_SETMASK, NULL, &before);
  expect_page(&together_plugin, 3, 0);
  pthread_sigmask(SIG_SETMASK, NULL, &after);
  ck_assert_uint_gt(atomic_load(&seen.helpers), 0);
  ck_assert_uint_eq(atomic_load(&seen.open_to), 0);
  for (int i = 1; i < SIGRTMIN; i++)
    ck_assert_int_eq(sigismember(&before, i), sigismember(&after, i));
}
END_TEST

START_TEST(workers_that_cannot_be_made_are_done_without)
{
  expect_page(&swap_plugin, 4, 1);
  ck_assert_uint_eq(atomic_load(&seen.helpers), 0);
}
END_TEST

START_TEST(without_a_first_worker_there_are_none)
{
  struct config config = make_config(&swap_plugin);
  struct workers *workers;
  rw_error error = {0};
  forget();
  atomic_store(&seen.created, 1);
  seen.most_instances = 1;
  ck_assert_int_eq(workers_open(&config, 2, &workers, &error), RW_NO_FILE);
  ck_assert_ptr_null(workers);
  ck_assert_str_eq(error.message, "strategy 'swap': no more than 1");
}
END_TEST

START_TEST(lack_of_memory_stops_all_workers_and_they_serve_again)
{
  struct config config = make_config(&run_out_plugin);
  struct buffer page = {0}, out = {0};
  struct workers *workers;
  rw_error error = {0};
  forget();
  write_page(&page, "one");
  ck_assert(workers_open(&config, (uint32_t)_i, &workers, &error) == RW_OK);
  for (int round = 0; round < 2; round++) {
    ck_assert_int_eq(rewrite(workers, page.data, &out, &error), RW_NO_MEMORY);
    ck_assert_int_eq(error.status, RW_NO_MEMORY);
    ck_assert(error.message[0] != '\0');
  }
  workers_close(workers);
  ck_assert_uint_eq(atomic_load(&seen.destroyed), atomic_load(&seen.created));
  buffer_free(&page);
}
END_TEST

START_TEST(once_memory_lacks_no_passage_is_claimed)
{
  struct config config = make_config(&run_out_plugin);
  struct document_options options = {.format = RW_FORMAT_HTML};
  struct buffer page = {0};
  struct chain_worker *workers[2];
  struct document *document;
  struct report *report = report_open("test");
  struct chain_task task;
  rw_error error = {0};
  forget();
  write_page(&page, "one");
  ck_assert(document_open(page.data, page.length, &options, &document, &error) == RW_OK);
  for (int i = 0; i < 2; i++)
    ck_assert(chain_worker_open(&config, &workers[i], &error) == RW_OK);
  ck_assert(chain_task_begin(&task, workers[0], document, RW_FORMAT_HTML) == RW_OK);
  ck_assert_int_eq(chain_work(&task, workers[0], report), RW_NO_MEMORY);
  ck_assert_uint_eq(atomic_load(&seen.transforms), 50);
  ck_assert_int_eq(chain_work(&task, workers[1], report), RW_OK);
  ck_assert_uint_eq(atomic_load(&seen.transforms), 50);
  for (int i = 0; i < 2; i++)
    chain_worker_close(workers[i]);
  document_close(document);
  report_close(report);
  buffer_free(&page);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("workers");
  TCase *tests = tcase_create("workers");
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, several_threads_work_on_a_long_document);
  tcase_add_loop_test(tests, the_calling_thread_works_alone_unless_more_are_allowed, 0, 2);
  tcase_add_test(tests, a_short_document_is_not_worth_a_thread);
  tcase_add_test(tests, signals_reach_the_threads_of_the_application_alone);
  tcase_add_test(tests, workers_that_cannot_be_made_are_done_without);
  tcase_add_test(tests, without_a_first_worker_there_are_none);
  tcase_add_loop_test(tests, lack_of_memory_stops_all_workers_and_they_serve_again, 1, 4);
  tcase_add_test(tests, once_memory_lacks_no_passage_is_claimed);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
