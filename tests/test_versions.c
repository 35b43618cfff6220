/* Structs of callers that were compiled with an older or a newer header, and sizes that no version had. */
#include <reword/reword.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char page[] = "<p>It was built in order to serve.</p><p>It is the best of all.</p>";

/* Settings of a chain that does nothing, as this version knows them. */
static rw_settings make_settings(void)
{
  return (rw_settings){.size = sizeof(rw_settings), .chain = "[]"};
}

static rw_input make_input(void)
{
  return (rw_input){.size = sizeof(rw_input), .bytes = page, .length = strlen(page)};
}

static rw_engine *open_engine(void)
{
  rw_settings settings = make_settings();
  rw_engine *engine;
  rw_error error;
  ck_assert_msg(rw_engine_open(&settings, &engine, &error) == RW_OK, "%s", error.message);
  return engine;
}

static rw_result *rewrite(rw_engine *engine, const rw_input *input)
{
  rw_result *result;
  rw_error error;
  ck_assert_msg(rw_rewrite(engine, input, &result, &error) == RW_OK, "%s", error.message);
  return result;
}

/* A caller's struct in memory that ends where the struct does. */
static void *cut_struct(const void *source, size_t size)
{
  void *copy = malloc(size);
  ck_assert_ptr_nonnull(copy);
  memcpy(copy, source, size);
  memcpy(copy, &size, sizeof size);
  return copy;
}

START_TEST(settings_of_the_first_version_are_taken)
{
  rw_settings now = make_settings();
  rw_settings *settings = cut_struct(&now, offsetof(rw_settings, threads));
  rw_engine *engine;
  rw_error error;
  char *text;
  ck_assert_msg(rw_engine_open(settings, &engine, &error) == RW_OK, "%s", error.message);
  rw_engine_close(engine);
  ck_assert_msg(rw_plugins(settings, &text, &error) == RW_OK, "%s", error.message);
  free(text);
  ck_assert_msg(rw_describe(settings, "synonym", false, &text, &error) == RW_OK, "%s", error.message);
  free(text);
  free(settings);
}
END_TEST

START_TEST(structs_of_a_later_version_are_taken)
{
  struct {
    rw_settings now;
    uint64_t later[4];
  } settings = {.now = make_settings(), .later = {1, 2, 3, 4}};
  settings.now.size = sizeof settings;
  rw_engine *engine;
  rw_error error;
  ck_assert_msg(rw_engine_open(&settings.now, &engine, &error) == RW_OK, "%s", error.message);
  struct {
    rw_input now;
    uint64_t later[4];
  } input = {.now = make_input(), .later = {1, 2, 3, 4}};
  input.now.size = sizeof input;
  rw_result *result = rewrite(engine, &input.now);
  struct {
    rw_counts now;
    uint64_t later[4];
  } counts = {.now = {.size = sizeof counts}, .later = {1, 2, 3, 4}};
  rw_result_counts(result, &counts.now);
  ck_assert_uint_eq(counts.now.passages, 2);
  for (uint64_t i = 0; i < 4; i++)
    ck_assert_uint_eq(counts.later[i], i + 1);
  rw_result_free(result);
  rw_engine_close(engine);
}
END_TEST

START_TEST(settings_of_no_version_are_refused)
{
  static const size_t sizes[] = {0, sizeof(size_t), offsetof(rw_settings, seed), offsetof(rw_settings, threads) - 1};
  size_t room = sizes[_i] < sizeof(size_t) ? sizeof(size_t) : sizes[_i];
  rw_settings now = make_settings(), *settings = cut_struct(&now, room);
  memcpy(settings, &sizes[_i], sizeof(size_t));
  char wanted[64], *text = (char *)&now;
  snprintf(wanted, sizeof wanted, "the size of rw_settings is given as %zu,", sizes[_i]);
  rw_engine *engine = (rw_engine *)&now;
  rw_error errors[3];
  ck_assert_int_eq(rw_engine_open(settings, &engine, &errors[0]), RW_INVALID);
  ck_assert_ptr_null(engine);
  ck_assert_int_eq(rw_plugins(settings, &text, &errors[1]), RW_INVALID);
  ck_assert_ptr_null(text);
  text = (char *)&now;
  ck_assert_int_eq(rw_describe(settings, "synonym", true, &text, &errors[2]), RW_INVALID);
  ck_assert_ptr_null(text);
  for (int i = 0; i < 3; i++) {
    ck_assert_mem_eq(errors[i].message, wanted, strlen(wanted));
    ck_assert_ptr_nonnull(strstr(errors[i].message, "; set it to sizeof(rw_settings)"));
  }
  free(settings);
}
END_TEST

START_TEST(an_input_of_no_version_is_refused)
{
  static const size_t sizes[] = {0, sizeof(size_t), offsetof(rw_input, encoding), sizeof(rw_input) - 1};
  rw_engine *engine = open_engine();
  rw_input input = make_input();
  input.size = sizes[_i];
  rw_result *result = (rw_result *)&input;
  rw_error error;
  ck_assert_int_eq(rw_rewrite(engine, &input, &result, &error), RW_INVALID);
  ck_assert_ptr_null(result);
  ck_assert_ptr_nonnull(strstr(error.message, "; set it to sizeof(rw_input)"));
  rw_engine_close(engine);
}
END_TEST

START_TEST(counts_are_written_no_further_than_their_size)
{
  static const size_t sizes[] = {0, sizeof(size_t), offsetof(rw_counts, selected), sizeof(rw_counts)};
  rw_engine *engine = open_engine();
  rw_input input = make_input();
  rw_result *result = rewrite(engine, &input);
  rw_counts counts, before;
  memset(&before, 0x5A, sizeof before);
  before.size = sizes[_i];
  counts = before;
  rw_result_counts(result, &counts);
  ck_assert_uint_eq(counts.size, sizes[_i]);
  ck_assert_mem_eq((char *)&counts + sizes[_i], (char *)&before + sizes[_i], sizeof counts - sizes[_i]);
  if (sizes[_i] > sizeof(size_t))
    ck_assert_uint_eq(counts.passages, 2);
  rw_result_free(result);
  rw_engine_close(engine);
}
END_TEST

START_TEST(the_version_is_three_numbers)
{
  unsigned major, minor, patch;
  char rest;
  ck_assert_int_eq(sscanf(rw_version(), "%u.%u.%u%c", &major, &minor, &patch, &rest), 3);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("versions");
  TCase *tests = tcase_create("versions");
  tcase_add_test(tests, settings_of_the_first_version_are_taken);
  tcase_add_test(tests, structs_of_a_later_version_are_taken);
  tcase_add_loop_test(tests, settings_of_no_version_are_refused, 0, 4);
  tcase_add_loop_test(tests, an_input_of_no_version_is_refused, 0, 4);
  tcase_add_loop_test(tests, counts_are_written_no_further_than_their_size, 0, 4);
  tcase_add_test(tests, the_version_is_three_numbers);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
