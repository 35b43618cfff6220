/* The model file: what a good one gives, and that a spoiled one is refused with the file and the reason. */
#include "checksum.h"
#include "model.h"
#include "model_maker.h"
#include "plugin_host.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct plugin_host host;
static struct model_maker maker;
static unsigned char *bytes;
static size_t length;

static void set_up(void)
{
  plugin_host_open(&host);
  model_maker_open(&maker, 1);
  bytes = model_maker_bytes(&maker, &length);
}

static void tear_down(void)
{
  free(bytes);
  model_maker_free(&maker);
  plugin_host_close(&host);
}

/* Opens what `bytes` holds as a file. */
static rw_status open_bytes(struct model **model)
{
  char *path = model_bytes_write(bytes, length);
  const rw_status status = model_open(path, model, &host.host);
  if (status != RW_OK)
    ck_assert_msg(strncmp(host.message, path, strlen(path)) == 0, "'%s' does not name its file", host.message);
  unlink(path);
  free(path);
  return status;
}

static void refuse_bytes(const char *reason)
{
  struct model *model;
  ck_assert_int_eq(open_bytes(&model), RW_BAD_DATA);
  ck_assert_ptr_null(model);
  ck_assert_msg(strstr(host.message, reason), "'%s' does not say '%s'", host.message, reason);
  ck_assert_msg(strstr(host.message, "install the model anew"), "'%s' names no cure", host.message);
}

static void put_32(size_t at, uint32_t number)
{
  for (int i = 0; i < 4; i++)
    bytes[at + i] = (unsigned char)(number >> 8 * i);
}

/* The entry of a section in the directory. */
static size_t entry_of(const char *name)
{
  for (uint32_t i = 0; i < maker.count; i++)
    if (strcmp(maker.sections[i].name, name) == 0)
      return 64 + 64 * (size_t)i;
  ck_abort_msg("no section %s", name);
  return 0;
}

static size_t offset_of(const char *name)
{
  const size_t entry = entry_of(name);
  return bytes[entry + 48] | (size_t)bytes[entry + 49] << 8 | (size_t)bytes[entry + 50] << 16;
}

START_TEST(a_good_file_gives_its_sections)
{
  struct model *model;
  ck_assert_int_eq(open_bytes(&model), RW_OK);
  for (uint32_t i = 0; i < maker.count; i++) {
    const struct made_section *made = &maker.sections[i];
    const struct model_section *section = model_find(model, made->name);
    ck_assert_msg(section, "no section %s", made->name);
    ck_assert_str_eq(section->name, made->name);
    ck_assert_int_eq(section->type, made->type);
    ck_assert_uint_eq(section->rows, made->rows);
    ck_assert_uint_eq(section->columns, made->columns);
    ck_assert_int_eq(section->scales != NULL, made->type == MODEL_ROWS || made->type == MODEL_PANELS);
    ck_assert_uint_le(section->length, made->length);
    ck_assert_mem_eq(section->values, made->content + made->length - section->length, section->length);
  }
  ck_assert_ptr_null(model_find(model, "no such section"));
  model_close(model);
}
END_TEST

START_TEST(numbers_lie_where_the_format_says)
{
  struct model *model;
  ck_assert_int_eq(open_bytes(&model), RW_OK);
  const struct model_section *rows = model_find(model, "suffix2.embedding");
  ck_assert_float_gt(rows->scales[31], 0);
  ck_assert_uint_eq(rows->length, 32 * 5);
  const struct model_section *panels = model_find(model, "tag.weight");
  ck_assert_uint_eq(panels->length, MADE_WIDTH * 16);
  ck_assert_float_gt(panels->scales[12], 0);
  ck_assert_float_eq(panels->scales[13], 0);
  const uint32_t *hashes = model_find(model, "vocabulary.hashes")->values;
  ck_assert_uint_eq(hashes[49], 49001);
  ck_assert_str_eq(model_find(model, "tag.names")->values, "ADJ\tJJ");
  model_close(model);
}
END_TEST

START_TEST(any_flipped_bit_is_refused)
{
  for (size_t at = 0; at < length; at += at < 4096 ? 1 : 97) {
    bytes[at] ^= (unsigned char)(1u << at % 8);
    struct model *model;
    ck_assert_msg(open_bytes(&model) == RW_BAD_DATA, "byte %zu", at);
    ck_assert_ptr_null(model);
    bytes[at] ^= (unsigned char)(1u << at % 8);
  }
  bytes[length / 2] ^= 16;
  refuse_bytes("its checksum does not match");
}
END_TEST

START_TEST(a_cut_or_lengthened_file_is_refused)
{
  const size_t whole = length;
  for (length = 0; length < 64; length++)
    refuse_bytes("too short for a model");
  for (length = 64; length < whole; length += 61)
    refuse_bytes("bytes long and not");
  bytes = realloc(bytes, whole + 1);
  ck_assert_ptr_nonnull(bytes);
  bytes[whole] = 0;
  length = whole + 1;
  refuse_bytes("bytes long and not");
}
END_TEST

START_TEST(another_kind_of_file_or_version_is_refused)
{
  bytes[0] = 'R';
  refuse_bytes("not a model of English");
  bytes[0] = 'r';
  bytes[8] = 2;
  refuse_bytes("version 2, this module reads version 1");
}
END_TEST

START_TEST(what_is_no_file_is_refused)
{
  struct model *model;
  ck_assert_int_eq(model_open("/no/such/model", &model, &host.host), RW_NO_FILE);
  ck_assert_ptr_nonnull(strstr(host.message, "/no/such/model: cannot be opened: "));
  ck_assert_int_eq(model_open("/", &model, &host.host), RW_NO_FILE);
  ck_assert_ptr_nonnull(strstr(host.message, "no file"));
}
END_TEST

/* Entries of the directory that are wrong though the checksum is right. */
static const struct entry_row {
  const char *rule;
  const char *section;
  size_t field; /* a byte of the entry */
  uint32_t number;
} entry_rows[] = {
    {"a section without a name", "arc.weight", 0, 0},
    {"a name that goes on behind its NUL", "arc.weight", 28, 1},
    {"a type that does not exist", "arc.weight", 32, 6},
    {"type 0", "arc.weight", 32, 0},
    {"the type of other content", "arc.weight", 32, MODEL_FLOATS},
    {"no rows", "arc.weight", 36, 0},
    {"more rows than its length holds", "arc.weight", 36, MADE_ARC + 1},
    {"rows whose length would not fit in 32 bits", "arc.weight", 36, 1u << 31},
    {"no columns", "arc.weight", 40, 0},
    {"more columns than its length holds", "arc.weight", 40, 1000},
    {"strings in columns", "tag.names", 40, 2},
    {"more strings than there are", "tag.names", 36, 14},
    {"fewer strings than there are", "tag.names", 36, 12},
    {"something between columns and offset", "arc.weight", 44, 1},
    {"an offset in the directory", "arc.weight", 48, 64},
    {"an offset past the end", "arc.weight", 48, 1u << 30},
    {"an offset that does not fit in 32 bits", "arc.weight", 52, 1},
    {"a length that goes past the end", "arc.weight", 56, 1u << 30},
    {"a length that overflows with its offset", "arc.weight", 60, 0xFFFFFFFFu},
};

START_TEST(a_wrong_entry_is_refused)
{
  const struct entry_row *row = &entry_rows[_i];
  put_32(entry_of(row->section) + row->field, row->number);
  model_bytes_seal(bytes, length);
  refuse_bytes("damaged: section");
}
END_TEST

START_TEST(a_section_out_of_line_is_refused)
{
  put_32(entry_of("relation.bias") + 48, (uint32_t)offset_of("relation.bias") + 4);
  model_bytes_seal(bytes, length);
  refuse_bytes("damaged: section 'relation.bias'");
}
END_TEST

START_TEST(sections_that_overlap_are_refused)
{
  put_32(entry_of("arc_head.bias") + 48, (uint32_t)offset_of("arc_dependent.bias"));
  model_bytes_seal(bytes, length);
  refuse_bytes("damaged: section 'arc_dependent.bias'");
}
END_TEST

START_TEST(two_sections_of_one_name_are_refused)
{
  memcpy(bytes + entry_of("arc_head.bias"), "arc_dependent.bias", sizeof "arc_dependent.bias");
  model_bytes_seal(bytes, length);
  refuse_bytes("damaged: section 'arc_dependent.bias'");
}
END_TEST

START_TEST(more_sections_than_bytes_are_refused)
{
  static const uint32_t counts[] = {257, 1u << 26, UINT32_MAX};
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
    put_32(12, counts[i]);
    refuse_bytes("it cannot have");
  }
}
END_TEST

START_TEST(numbers_that_are_not_finite_are_refused)
{
  static const char *const sections[] = {"arc.weight", "shape.embedding", "arc.distance"};
  static const uint32_t numbers[] = {0x7F800000u, 0xFF800000u, 0x7FC00000u};
  for (size_t section = 0; section < sizeof sections / sizeof *sections; section++)
    for (size_t number = 0; number < sizeof numbers / sizeof *numbers; number++) {
      const size_t at = offset_of(sections[section]) + 4;
      unsigned char before[4];
      memcpy(before, bytes + at, 4);
      put_32(at, numbers[number]);
      model_bytes_seal(bytes, length);
      refuse_bytes(sections[section]);
      memcpy(bytes + at, before, 4);
    }
}
END_TEST

START_TEST(a_string_without_its_end_is_refused)
{
  const size_t entry = entry_of("tag.names");
  bytes[offset_of("tag.names") + bytes[entry + 56] - 1] = 'x';
  model_bytes_seal(bytes, length);
  refuse_bytes("damaged: section 'tag.names'");
}
END_TEST

START_TEST(the_checksum_is_that_of_zlib)
{
  static const struct {
    const char *text;
    uint32_t checksum;
  } rows[] = {{"", 0},
              {"a", 0xE8B7BE43u},
              {"abc", 0x352441C2u},
              {"123456789", 0xCBF43926u},
              {"The quick brown fox jumps over the lazy dog", 0x414FA339u}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    ck_assert_uint_eq(checksum_crc32((const unsigned char *)rows[i].text, strlen(rows[i].text)), rows[i].checksum);
}
END_TEST

static Suite *model_suite(void)
{
  Suite *suite = suite_create("model");
  TCase *file = tcase_create("file");
  tcase_set_timeout(file, 0);
  tcase_add_checked_fixture(file, set_up, tear_down);
  tcase_add_test(file, a_good_file_gives_its_sections);
  tcase_add_test(file, numbers_lie_where_the_format_says);
  tcase_add_test(file, any_flipped_bit_is_refused);
  tcase_add_test(file, a_cut_or_lengthened_file_is_refused);
  tcase_add_test(file, another_kind_of_file_or_version_is_refused);
  tcase_add_test(file, what_is_no_file_is_refused);
  tcase_add_loop_test(file, a_wrong_entry_is_refused, 0, (int)(sizeof entry_rows / sizeof *entry_rows));
  tcase_add_test(file, a_section_out_of_line_is_refused);
  tcase_add_test(file, sections_that_overlap_are_refused);
  tcase_add_test(file, two_sections_of_one_name_are_refused);
  tcase_add_test(file, more_sections_than_bytes_are_refused);
  tcase_add_test(file, numbers_that_are_not_finite_are_refused);
  tcase_add_test(file, a_string_without_its_end_is_refused);
  tcase_add_test(file, the_checksum_is_that_of_zlib);
  suite_add_tcase(suite, file);
  return suite;
}

int main(void)
{
  SRunner *runner = srunner_create(model_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
