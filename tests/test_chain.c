/* Chains over documents: order, picking, guards, failing strategies, the language gate. The strategies are in this
 * file. */
#include "chain.h"
#include "document.h"
#include "report.h"
#include "small_language.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* ---- Strategies ---- */

/* A strategy whose instance says which word becomes which text. */
struct swap {
  const char *from, *to;
  double score;
};

static rw_status swap_words(void *instance, const rw_passage *passage, const rw_host *host)
{
  const struct swap *swap = instance;
  for (uint32_t i = 0; i < passage->token_count; i++) {
    rw_range bytes = passage->tokens[i];
    if (strlen(swap->from) != bytes.end - bytes.start ||
        memcmp(passage->text + bytes.start, swap->from, bytes.end - bytes.start) != 0)
      continue;
    rw_piece piece = RW_TEXT_FOR(swap->to, i, i + 1);
    rw_edit edit = {.size = sizeof edit,
                    .tokens = {i, i + 1},
                    .pieces = &piece,
                    .piece_count = 1,
                    .score = swap->score,
                    .why = "a swap"};
    if (host->propose(host, &edit) == RW_NO_MEMORY)
      return RW_NO_MEMORY;
  }
  return RW_OK;
}

static rw_status fail_always(void *instance, const rw_passage *passage, const rw_host *host)
{
  (void)instance;
  rw_piece piece = RW_TEXT_FOR("ruin", 0, 1);
  rw_edit edit = {.size = sizeof edit, .tokens = {0, 1}, .pieces = &piece, .piece_count = 1, .score = 1};
  if (passage->token_count > 0)
    host->propose(host, &edit);
  return host->failure(host, RW_FAILED, "no luck with '%s'", passage->element);
}

static rw_status fail_survey(void *instance, const rw_document *document, const rw_host *host)
{
  (void)instance;
  return host->failure(host, RW_FAILED, "cannot look at %u passages", document->passage_count);
}

/* Notes in its instance how many bytes the survey saw, and writes the number in place of the word "bytes". */
struct weigh {
  char number[16];
};

static rw_status weigh_survey(void *instance, const rw_document *document, const rw_host *host)
{
  struct weigh *weigh = instance;
  uint32_t total = 0;
  for (uint32_t i = 0; i < document->passage_count; i++)
    total += host->passage(host, i)->text_length;
  ck_assert_ptr_null(host->passage(host, document->passage_count));
  weigh->number[0] = (char)('a' + total % 26);
  return RW_OK;
}

static rw_status weigh_transform(void *instance, const rw_passage *passage, const rw_host *host)
{
  struct weigh *weigh = instance;
  return swap_words(&(struct swap){"bytes", weigh->number, 1}, passage, host);
}

static rw_status fail_create(void *instance, const rw_host *host)
{
  (void)instance;
  return host->failure(host, RW_BAD_DATA, "its table is empty");
}

static const rw_strategy swap_strategy = {.size = sizeof swap_strategy, .transform = swap_words};
static const rw_strategy failing_strategy = {.size = sizeof failing_strategy, .transform = fail_always};
static const rw_strategy blind_strategy = {
    .size = sizeof blind_strategy, .survey = fail_survey, .transform = swap_words};
static const rw_strategy weigh_strategy = {
    .size = sizeof weigh_strategy, .survey = weigh_survey, .transform = weigh_transform};

#define STRATEGY(plugin_name, its_strategy, instance_bytes)                                                            \
  {                                                                                                                    \
    .abi = RW_ABI, .size = sizeof(rw_plugin), .kind = RW_KIND_STRATEGY, .name = (plugin_name),                         \
    .needs = RW_DEPTH_TOKENS, .instance_size = (instance_bytes), .strategy = &(its_strategy)                           \
  }

static const rw_plugin swap_plugin = STRATEGY("swap", swap_strategy, sizeof(struct swap));
static const rw_plugin failing_plugin = STRATEGY("failing", failing_strategy, 0);
static const rw_plugin blind_plugin = STRATEGY("blind", blind_strategy, sizeof(struct swap));
static const rw_plugin weigh_plugin = STRATEGY("weigh", weigh_strategy, sizeof(struct weigh));

static const rw_plugin stillborn_plugin = {.abi = RW_ABI,
                                           .size = sizeof(rw_plugin),
                                           .kind = RW_KIND_STRATEGY,
                                           .name = "stillborn",
                                           .create = fail_create,
                                           .strategy = &swap_strategy};

static const struct module stillborn_module = {&stillborn_plugin, "(test)"};
static const struct module swap_module = {&swap_plugin, "(test)"};
static const struct module failing_module = {&failing_plugin, "(test)"};
static const struct module blind_module = {&blind_plugin, "(test)"};
static const struct module weigh_module = {&weigh_plugin, "(test)"};

/* ---- Running ---- */

/* What a run gave: the page, the log as JSON Lines, and the first warning. */
struct outcome {
  struct buffer page, edits;
  char warning[256];
  unsigned warning_count;
};

static void run(const struct config_step *steps, uint32_t count, const char *page, rw_format format,
                struct outcome *outcome)
{
  struct config_chain chain = {"test", steps, count};
  static const char *const terms[] = {"fixed term"};
  struct config config = {.language = &small_language,
                          .language_code = "en",
                          .seed = 1,
                          .protect = {true, true, true, terms, 1},
                          .chains = &chain,
                          .chain_count = 1,
                          .everywhere = &chain,
                          .plain = &chain};
  struct document_options options = {.format = format};
  struct document *document;
  struct chain_worker *worker;
  rw_error error = {0};
  struct report *report = report_open("test");
  ck_assert_ptr_nonnull(report);
  ck_assert_msg(document_open(page, strlen(page), &options, &document, &error) == RW_OK, "%s", error.message);
  ck_assert_msg(chain_worker_open(&config, &worker, &error) == RW_OK, "%s", error.message);
  struct chain_task task;
  ck_assert(chain_task_begin(&task, worker, document, format) == RW_OK);
  ck_assert(chain_work(&task, worker, report) == RW_OK);
  *outcome = (struct outcome){0};
  ck_assert(document_render(document, &outcome->page, &error) == RW_OK);
  report_edits(report, &outcome->edits);
  buffer_append_string(&outcome->edits, "");
  const char *warning = report_get_warning(report, 0);
  strncpy(outcome->warning, warning ? warning : "", sizeof outcome->warning - 1);
  while (report_get_warning(report, outcome->warning_count))
    outcome->warning_count++;
  ck_assert(!report_failed(report));
  chain_worker_close(worker);
  document_close(document);
  report_close(report);
}

static void expect(const struct config_step *steps, uint32_t count, const char *page, const char *wanted,
                   const char *logged)
{
  struct outcome outcome;
  run(steps, count, page, RW_FORMAT_HTML, &outcome);
  ck_assert_str_eq(outcome.page.data, wanted);
  if (logged)
    ck_assert_msg(strstr(outcome.edits.data, logged) != NULL, "the log lacks %s:\n%s", logged, outcome.edits.data);
  buffer_free(&outcome.page);
  buffer_free(&outcome.edits);
}

#define SWAP(from_word, to_word, its_score)                                                                            \
  {                                                                                                                    \
    .module = &swap_module, .options = &(struct swap){(from_word), (to_word), (its_score)}, .pick = {.rate = 1 }       \
  }

START_TEST(steps_run_in_order_on_what_the_step_before_left)
{
  struct config_step steps[] = {SWAP("one", "two", 1), SWAP("two", "three", 1)};
  expect(steps, 2, "<p>one of <b>one</b></p>", "<p>three of <b>three</b></p>", "\"state\":\"applied\"");
}
END_TEST

START_TEST(an_edit_below_the_least_score_is_passed_over)
{
  struct config_step steps[] = {SWAP("one", "two", 0.4)};
  steps[0].pick.min_score = 0.5;
  expect(steps, 1, "<p>one of it</p>", "<p>one of it</p>", "\"state\":\"passed over\"");
}
END_TEST

START_TEST(a_name_is_kept)
{
  struct config_step steps[] = {SWAP("Ann", "Bea", 1)};
  expect(steps, 1, "<p>it is Ann</p>", "<p>it is Ann</p>", "the name 'Ann' would change");
}
END_TEST

START_TEST(a_number_is_kept)
{
  struct config_step steps[] = {SWAP("5", "6", 1)};
  expect(steps, 1, "<p>it is 5</p>", "<p>it is 5</p>", "the number '5' would change");
}
END_TEST

START_TEST(a_number_does_not_appear)
{
  struct config_step steps[] = {SWAP("some", "5", 1)};
  expect(steps, 1, "<p>it is some</p>", "<p>it is some</p>", "the number '5' would be new");
}
END_TEST

START_TEST(a_term_is_kept)
{
  struct config_step steps[] = {SWAP("term", "word", 1)};
  expect(steps, 1, "<p>a fixed term of it</p>", "<p>a fixed term of it</p>", "the term 'fixed term' would change");
}
END_TEST

START_TEST(a_quotation_is_kept)
{
  struct config_step steps[] = {SWAP("one", "two", 1)};
  expect(steps, 1, "<p>it is \"one of it\", one</p>", "<p>it is \"one of it\", two</p>", "the quotation");
}
END_TEST

START_TEST(a_block_quotation_is_kept)
{
  struct config_step steps[] = {SWAP("one", "two", 1)};
  expect(steps, 1, "<blockquote><p>it is one</p></blockquote><p>it is one</p>",
         "<blockquote><p>it is one</p></blockquote><p>it is two</p>", "a block quotation");
}
END_TEST

START_TEST(a_negation_does_not_come_or_go)
{
  struct config_step steps[] = {SWAP("not", "so", 1), SWAP("so", "not", 1)};
  expect(steps, 2, "<p>it is not so, it is so</p>", "<p>it is not so, it is so</p>", "a negation would come or go");
}
END_TEST

START_TEST(one_unsound_edit_does_not_cost_the_others)
{
  struct config_step steps[] = {SWAP("of", "not", 1), SWAP("one", "two", 1)};
  expect(steps, 2, "<p>one of it</p>", "<p>two of it</p>", "a negation would come or go");
}
END_TEST

START_TEST(a_failing_strategy_costs_its_passage_nothing)
{
  struct config_step steps[] = {{.module = &failing_module, .pick = {.rate = 1}}, SWAP("one", "two", 1)};
  expect(steps, 2, "<p>one of it</p>", "<p>two of it</p>", "no luck with 'p'");
}
END_TEST

START_TEST(a_strategy_whose_survey_fails_is_left_out_with_a_warning)
{
  struct config_step steps[] = {
      {.module = &blind_module, .options = &(struct swap){"one", "bad", 1}, .pick = {.rate = 1}},
      SWAP("one", "two", 1)};
  struct outcome outcome;
  run(steps, 2, "<p>one of it</p><p>so</p>", RW_FORMAT_HTML, &outcome);
  ck_assert_str_eq(outcome.page.data, "<p>two of it</p><p>so</p>");
  ck_assert_ptr_nonnull(strstr(outcome.warning, "cannot look at 2 passages"));
  buffer_free(&outcome.page);
  buffer_free(&outcome.edits);
}
END_TEST

START_TEST(a_survey_that_fails_for_every_line_is_told_of_once)
{
  struct config_step steps[] = {
      {.module = &blind_module, .options = &(struct swap){"one", "bad", 1}, .pick = {.rate = 1}},
      SWAP("one", "two", 1)};
  struct outcome outcome;
  run(steps, 2, "one of it\none of it\n", RW_FORMAT_LINES, &outcome);
  ck_assert_str_eq(outcome.page.data, "two of it\ntwo of it\n");
  ck_assert_ptr_nonnull(strstr(outcome.warning, "cannot look at 1 passages"));
  ck_assert_uint_eq(outcome.warning_count, 1);
  buffer_free(&outcome.page);
  buffer_free(&outcome.edits);
}
END_TEST

START_TEST(a_survey_sees_the_whole_document)
{
  struct config_step steps[] = {{.module = &weigh_module, .options = &(struct weigh){{0}}, .pick = {.rate = 1}}};
  expect(steps, 1, "<p>of it</p><p>it is bytes</p>", "<p>of it</p><p>it is q</p>", NULL); /* 5 + 11 bytes */
}
END_TEST

START_TEST(each_line_is_a_document_of_its_own)
{
  struct config_step steps[] = {{.module = &weigh_module, .options = &(struct weigh){{0}}, .pick = {.rate = 1}}};
  struct outcome outcome;
  run(steps, 1, "of it bytes\n\nbytes\n", RW_FORMAT_LINES, &outcome);
  ck_assert_str_eq(outcome.page.data, "of it l\n\nf\n"); /* 11 and 5 bytes */
  buffer_free(&outcome.page);
  buffer_free(&outcome.edits);
}
END_TEST

START_TEST(a_passage_in_another_language_stays)
{
  struct config_step steps[] = {SWAP("one", "two", 1)};
  expect(steps, 1, "<p lang=fr>one of it</p><p>one of it</p>", "<p lang=fr>one of it</p><p>two of it</p>",
         "declared to be in another language ('fr')");
}
END_TEST

START_TEST(a_long_passage_without_function_words_stays)
{
  struct config_step steps[] = {SWAP("one", "two", 1)};
  const char *page = "<p>one aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn</p>";
  expect(steps, 1, page, page, "too few function words");
}
END_TEST

START_TEST(a_short_passage_goes_by_its_page)
{
  struct config_step steps[] = {SWAP("one", "two", 1)};
  const char *page = "<p>aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn</p><p>one so</p>";
  expect(steps, 1, page, page, "on a page with too few function words");
}
END_TEST

START_TEST(a_short_line_goes_by_itself)
{
  struct config_step steps[] = {SWAP("one", "two", 1)};
  struct outcome outcome;
  run(steps, 1, "aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn\none so\n", RW_FORMAT_LINES, &outcome);
  ck_assert_str_eq(outcome.page.data, "aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn\ntwo so\n");
  buffer_free(&outcome.page);
  buffer_free(&outcome.edits);
}
END_TEST

START_TEST(equal_sentences_get_equal_rewrites)
{
  for (unsigned i = 0; i <= 10; i++) {
    struct config_step steps[] = {SWAP("one", "two", 1)};
    steps[0].pick.rate = i / 10.0;
    struct outcome outcome;
    run(steps, 1, "<h1>so it is one</h1><p>so it is one</p>", RW_FORMAT_HTML, &outcome);
    bool both = strcmp(outcome.page.data, "<h1>so it is two</h1><p>so it is two</p>") == 0;
    bool none = strcmp(outcome.page.data, "<h1>so it is one</h1><p>so it is one</p>") == 0;
    ck_assert_msg(both || none, "%s", outcome.page.data);
    ck_assert(i > 0 || none);
    ck_assert(i < 10 || both);
    buffer_free(&outcome.page);
    buffer_free(&outcome.edits);
  }
}
END_TEST

START_TEST(a_strategy_that_cannot_be_made_is_named_with_its_place)
{
  static const struct node name = {.file = "my.yaml", .line = 4, .column = 7, .text = "stillborn"};
  struct config_step steps[] = {SWAP("one", "two", 1), {.module = &stillborn_module, .place = &name}};
  struct config_chain chain = {"test", steps, 2};
  struct config config = {.language = &small_language, .language_code = "en", .chains = &chain, .chain_count = 1};
  struct chain_worker *worker;
  rw_error error = {0};
  ck_assert_int_eq(chain_worker_open(&config, &worker, &error), RW_BAD_DATA);
  ck_assert_ptr_null(worker);
  ck_assert_str_eq(error.message, "my.yaml:4:7: strategy 'stillborn': its table is empty");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("chain");
  TCase *cases = tcase_create("chain");
  tcase_add_test(cases, steps_run_in_order_on_what_the_step_before_left);
  tcase_add_test(cases, an_edit_below_the_least_score_is_passed_over);
  tcase_add_test(cases, a_name_is_kept);
  tcase_add_test(cases, a_number_is_kept);
  tcase_add_test(cases, a_number_does_not_appear);
  tcase_add_test(cases, a_term_is_kept);
  tcase_add_test(cases, a_quotation_is_kept);
  tcase_add_test(cases, a_block_quotation_is_kept);
  tcase_add_test(cases, a_negation_does_not_come_or_go);
  tcase_add_test(cases, one_unsound_edit_does_not_cost_the_others);
  tcase_add_test(cases, a_failing_strategy_costs_its_passage_nothing);
  tcase_add_test(cases, a_strategy_whose_survey_fails_is_left_out_with_a_warning);
  tcase_add_test(cases, a_survey_that_fails_for_every_line_is_told_of_once);
  tcase_add_test(cases, a_survey_sees_the_whole_document);
  tcase_add_test(cases, each_line_is_a_document_of_its_own);
  tcase_add_test(cases, a_passage_in_another_language_stays);
  tcase_add_test(cases, a_long_passage_without_function_words_stays);
  tcase_add_test(cases, a_short_passage_goes_by_its_page);
  tcase_add_test(cases, a_short_line_goes_by_itself);
  tcase_add_test(cases, equal_sentences_get_equal_rewrites);
  tcase_add_test(cases, a_strategy_that_cannot_be_made_is_named_with_its_place);
  suite_add_tcase(suite, cases);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
