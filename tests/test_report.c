/* The report: the log of edits as JSON Lines, counts, warnings, the difference of a document. */
#include "report.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct report_passage place = {
    .number = 3, .start = 120, .end = 240, .line = 9, .path = "/html/body/p[2]"};

#define PLACE "\"passage\":{\"number\":3,\"start\":120,\"end\":240,\"path\":\"/html/body/p[2]\"}"

static const rw_piece pieces[] = {
    RW_DROP_TOKENS(0, 1),
    RW_TEXT_FOR("purchased", 1, 2),
    RW_KEEP_TOKENS(2, 3),
    RW_TEXT_NEW("quickly"),
};

/* A proposal that any test may change. */
static struct proposal make_proposal(enum proposal_state state, const char *reason)
{
  return (struct proposal){
      .tokens = {0, 3},
      .pieces = pieces,
      .piece_count = 4,
      .score = 0.123456,
      .why = "synonym",
      .state = state,
      .reason = reason,
      .before = "He bought it",
      .after = "purchased it quickly",
  };
}

/* Opens a report with one selected passage. */
static struct report *open_report(void)
{
  struct report *report = report_open("page.html");
  ck_assert_ptr_nonnull(report);
  report_passage(report, &place, true);
  return report;
}

/* Ends a test: the report's log must be `wanted`. */
static void check_log(struct report *report, const char *wanted)
{
  struct buffer log = {0};
  report_edits(report, &log);
  ck_assert(!report_failed(report));
  ck_assert(!log.failed);
  ck_assert_str_eq(log.data ? log.data : "", wanted);
  buffer_free(&log);
  report_close(report);
}

START_TEST(test_an_applied_edit_has_all_members_in_order)
{
  struct report *report = open_report();
  struct proposal proposal = make_proposal(PROPOSAL_APPLIED, NULL);
  report_proposal(report, "synonym", &proposal);
  check_log(report, "{\"input\":\"page.html\"," PLACE ",\"before\":\"He bought it\",\"after\":\"purchased it quickly\","
                    "\"strategy\":\"synonym\",\"pieces\":[{\"drop\":[0,1]},{\"text\":\"purchased\",\"tokens\":[1,2]},"
                    "{\"keep\":[2,3]},{\"text\":\"quickly\"}],\"score\":0.1235,\"why\":\"synonym\","
                    "\"state\":\"applied\",\"reason\":null}\n");
}
END_TEST

START_TEST(test_a_refused_edit_says_why)
{
  struct report *report = open_report();
  struct proposal proposal = make_proposal(PROPOSAL_REFUSED, "a number would change");
  proposal.piece_count = 0;
  proposal.after = NULL;
  proposal.score = 1;
  report_proposal(report, "synonym", &proposal);
  check_log(report, "{\"input\":\"page.html\"," PLACE ",\"before\":\"He bought it\",\"after\":null,"
                    "\"strategy\":\"synonym\",\"pieces\":[],\"score\":1.0,\"why\":\"synonym\","
                    "\"state\":\"refused\",\"reason\":\"a number would change\"}\n");
}
END_TEST

START_TEST(test_a_malformed_edit_is_logged_too)
{
  static const rw_piece bad[] = {RW_TEXT_NEW("a\xFF\"b")};
  struct report *report = open_report();
  struct proposal proposal = make_proposal(PROPOSAL_REFUSED, "no such tokens");
  proposal.pieces = bad;
  proposal.piece_count = 1;
  proposal.score = NAN;
  proposal.before = proposal.after = proposal.why = NULL;
  report_proposal(report, "synonym", &proposal);
  check_log(report, "{\"input\":\"page.html\"," PLACE ",\"before\":null,\"after\":null,\"strategy\":\"synonym\","
                    "\"pieces\":[{\"text\":\"a\uFFFD\\\"b\"}],\"score\":null,\"why\":null,"
                    "\"state\":\"refused\",\"reason\":\"no such tokens\"}\n");
}
END_TEST

START_TEST(test_a_passage_left_alone_has_nulls_for_what_it_lacks)
{
  struct report *report = report_open("-");
  report_passage(report, &place, false);
  report_left_alone(report, NULL, "not in English");
  check_log(report, "{\"input\":\"-\"," PLACE ",\"before\":null,\"after\":null,\"strategy\":null,\"pieces\":null,"
                    "\"score\":null,\"why\":null,\"state\":\"passed over\",\"reason\":\"not in English\"}\n");
}
END_TEST

START_TEST(test_a_passage_without_anything_to_tell_is_not_logged)
{
  struct report *report = open_report();
  report_passage(report, &place, false);
  check_log(report, "");
}
END_TEST

START_TEST(test_letters_beyond_ascii_are_written_as_they_are)
{
  struct report *report = report_open("Stra\u00DFe.html");
  report_passage(report, &(struct report_passage){.number = 0, .path = ""}, true);
  report_left_alone(report, "voice", "\u2018why\u2019");
  check_log(report, "{\"input\":\"Stra\u00DFe.html\",\"passage\":{\"number\":0,\"start\":0,\"end\":0,\"path\":\"\"},"
                    "\"before\":null,\"after\":null,\"strategy\":\"voice\",\"pieces\":null,\"score\":null,"
                    "\"why\":null,\"state\":\"passed over\",\"reason\":\"\u2018why\u2019\"}\n");
}
END_TEST

START_TEST(test_the_report_keeps_copies)
{
  struct report *report = report_open("-");
  char path[] = "/html/body/p";
  char reason[] = "because";
  report_passage(report, &(struct report_passage){.number = 1, .path = path}, true);
  memset(path, 'x', sizeof path - 1);
  report_left_alone(report, NULL, reason);
  memset(reason, 'x', sizeof reason - 1);
  check_log(report, "{\"input\":\"-\",\"passage\":{\"number\":1,\"start\":0,\"end\":0,\"path\":\"/html/body/p\"},"
                    "\"before\":null,\"after\":null,\"strategy\":null,\"pieces\":null,\"score\":null,\"why\":null,"
                    "\"state\":\"passed over\",\"reason\":\"because\"}\n");
}
END_TEST

START_TEST(test_counts_tell_passages_and_edits)
{
  struct report *report = open_report();
  struct proposal applied = make_proposal(PROPOSAL_APPLIED, NULL);
  struct proposal refused = make_proposal(PROPOSAL_REFUSED, "no");
  struct proposal passed_over = make_proposal(PROPOSAL_PASSED_OVER, "rate");
  report_proposal(report, "a", &applied);
  report_proposal(report, "a", &refused);
  report_proposal(report, "a", &refused);
  for (int i = 0; i < 3; i++)
    report_proposal(report, "b", &passed_over);
  report_change(report, "He bought it", "purchased it quickly");
  report_passage(report, &place, false);
  report_passage(report, &place, true);
  report_left_alone(report, NULL, "not in English");
  rw_counts counts = {.size = sizeof counts};
  report_counts(report, &counts);
  ck_assert_uint_eq(counts.passages, 3);
  ck_assert_uint_eq(counts.selected, 2);
  ck_assert_uint_eq(counts.changed, 1);
  ck_assert_uint_eq(counts.applied, 1);
  ck_assert_uint_eq(counts.refused, 2);
  ck_assert_uint_eq(counts.passed_over, 3);
  report_close(report);
}
END_TEST

START_TEST(test_counts_of_an_older_caller_are_not_overrun)
{
  struct report *report = open_report();
  rw_counts counts = {.size = offsetof(rw_counts, selected), .selected = 77};
  report_counts(report, &counts);
  ck_assert_uint_eq(counts.passages, 1);
  ck_assert_uint_eq(counts.selected, 77);
  report_close(report);
}
END_TEST

START_TEST(test_warnings_come_in_order)
{
  struct report *report = open_report();
  report_warning(report, "the encoding %s is not supported", "utf-7");
  report_warning(report, "%s", "second");
  ck_assert_str_eq(report_get_warning(report, 0), "the encoding utf-7 is not supported");
  ck_assert_str_eq(report_get_warning(report, 1), "second");
  ck_assert_ptr_null(report_get_warning(report, 2));
  report_close(report);
}
END_TEST

START_TEST(test_a_warning_is_given_once)
{
  struct report *report = open_report();
  report_warning(report, "first");
  report_warning(report, "second");
  report_warning(report, "first");
  ck_assert_str_eq(report_get_warning(report, 0), "first");
  ck_assert_str_eq(report_get_warning(report, 1), "second");
  ck_assert_ptr_null(report_get_warning(report, 2));
  report_close(report);
}
END_TEST

START_TEST(test_warnings_end_at_the_limit)
{
  struct report *report = open_report();
  for (int i = 0; i < REPORT_WARNING_LIMIT + 1; i++)
    report_warning(report, "number %d", i);
  ck_assert_str_eq(report_get_warning(report, REPORT_WARNING_LIMIT - 1), "number 99");
  ck_assert_ptr_null(report_get_warning(report, REPORT_WARNING_LIMIT));
  ck_assert(!report_failed(report));
  report_close(report);
}
END_TEST

/* ---- Merging ---- */

/* Records passages of the document, each changed and each with a warning of its own, those with odd numbers refused an
 * edit too. `numbers` ends with -1. */
static struct report *open_part(const int *numbers)
{
  struct report *report = report_open("-");
  ck_assert_ptr_nonnull(report);
  report_warning(report, "of the document");
  for (; *numbers >= 0; numbers++) {
    char text[16];
    snprintf(text, sizeof text, "text %d", *numbers);
    report_passage(report, &(struct report_passage){.number = (uint32_t)*numbers, .path = ""}, true);
    struct proposal proposal = make_proposal(PROPOSAL_REFUSED, "why not");
    if (*numbers % 2 != 0)
      report_proposal(report, "synonym", &proposal);
    report_left_alone(report, NULL, text);
    report_change(report, "a", text);
    report_warning(report, "at %d", *numbers);
  }
  return report;
}

static const struct {
  const char *rule;
  int parts[3][8]; /* each ends with -1 */
} merges[] = {
    {"passages that alternate", {{0, 3, 6, -1}, {1, 4, 7, -1}, {2, 5, -1}}},
    {"passages one after the other", {{0, 1, 2, -1}, {3, 4, 5, -1}, {6, 7, -1}}},
    {"passages in the other order", {{6, 7, -1}, {3, 4, 5, -1}, {0, 1, 2, -1}}},
    {"one with nothing", {{-1}, {0, 1, 2, 3, 4, 5, 6, -1}, {7, -1}}},
    {"others with nothing", {{0, 1, 2, 3, 4, 5, 6, -1}, {-1}, {7, -1}}},
};

START_TEST(test_reports_merged_are_as_one)
{
  static const int all[] = {0, 1, 2, 3, 4, 5, 6, 7, -1};
  struct report *wanted = open_part(all), *report = open_part(merges[_i].parts[0]);
  report_merge(report, open_part(merges[_i].parts[1]));
  report_merge(report, open_part(merges[_i].parts[2]));
  for (size_t i = 0; i <= sizeof all / sizeof *all; i++) {
    const char *warning = report_get_warning(wanted, i);
    if (warning)
      ck_assert_str_eq(report_get_warning(report, i), warning);
    else
      ck_assert_ptr_null(report_get_warning(report, i));
  }
  rw_counts counts = {.size = sizeof counts}, wanted_counts = {.size = sizeof wanted_counts};
  report_counts(report, &counts);
  report_counts(wanted, &wanted_counts);
  ck_assert_mem_eq(&counts, &wanted_counts, sizeof counts);
  struct buffer difference = {0}, wanted_difference = {0}, log = {0};
  report_difference(report, false, &difference);
  report_difference(wanted, false, &wanted_difference);
  ck_assert_msg(strcmp(difference.data, wanted_difference.data) == 0, "%s", merges[_i].rule);
  report_edits(wanted, &log);
  check_log(report, log.data);
  buffer_free(&difference);
  buffer_free(&wanted_difference);
  buffer_free(&log);
  report_close(wanted);
}
END_TEST

/* Three passages, of which the first and the last changed; the last is plain text, without a path. */
static struct report *open_changed_report(void)
{
  struct report *report = open_report();
  report_change(report, "He bought it", "He got it");
  report_passage(report, &place, true);
  report_left_alone(report, NULL, "not in English");
  report_passage(report, &(struct report_passage){.number = 5, .line = 40, .path = ""}, true);
  report_change(report, "one two", "one");
  return report;
}

START_TEST(test_the_difference_shows_changed_passages_with_their_place)
{
  struct report *report = open_changed_report();
  struct buffer out = {0};
  report_difference(report, false, &out);
  ck_assert_str_eq(out.data, "page.html:9: /html/body/p[2]\nHe [-bought-]{+got+} it\n\n"
                             "page.html:40:\none [-two-]\n\n");
  buffer_free(&out);
  report_close(report);
}
END_TEST

START_TEST(test_the_difference_in_color_has_colored_places)
{
  struct report *report = open_changed_report();
  struct buffer out = {0};
  report_difference(report, true, &out);
  ck_assert_str_eq(out.data, "\033[1;36mpage.html:9: /html/body/p[2]\033[m\n"
                             "He \033[31mbought\033[m\033[32mgot\033[m it\n\n"
                             "\033[1;36mpage.html:40:\033[m\none \033[31mtwo\033[m\n\n");
  buffer_free(&out);
  report_close(report);
}
END_TEST

static Suite *report_suite(void)
{
  Suite *suite = suite_create("report");
  TCase *log = tcase_create("log");
  tcase_add_test(log, test_an_applied_edit_has_all_members_in_order);
  tcase_add_test(log, test_a_refused_edit_says_why);
  tcase_add_test(log, test_a_malformed_edit_is_logged_too);
  tcase_add_test(log, test_a_passage_left_alone_has_nulls_for_what_it_lacks);
  tcase_add_test(log, test_a_passage_without_anything_to_tell_is_not_logged);
  tcase_add_test(log, test_letters_beyond_ascii_are_written_as_they_are);
  tcase_add_test(log, test_the_report_keeps_copies);
  suite_add_tcase(suite, log);
  TCase *summary = tcase_create("summary");
  tcase_add_test(summary, test_counts_tell_passages_and_edits);
  tcase_add_test(summary, test_counts_of_an_older_caller_are_not_overrun);
  tcase_add_test(summary, test_warnings_come_in_order);
  tcase_add_test(summary, test_a_warning_is_given_once);
  tcase_add_test(summary, test_warnings_end_at_the_limit);
  tcase_add_test(summary, test_the_difference_shows_changed_passages_with_their_place);
  tcase_add_test(summary, test_the_difference_in_color_has_colored_places);
  suite_add_tcase(suite, summary);
  TCase *merging = tcase_create("merging");
  tcase_add_loop_test(merging, test_reports_merged_are_as_one, 0, sizeof merges / sizeof *merges);
  suite_add_tcase(suite, merging);
  return suite;
}

int main(void)
{
  SRunner *runner = srunner_create(report_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
