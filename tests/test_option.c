#include "error.h"
#include "nodes.h"
#include "option.h"

#include <check.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct word {
  const char *from;
  double weight;
};

struct sample {
  bool bold;
  int64_t count;
  int64_t free;
  double rate;
  double share;
  int to;
  const char *note;
  const char *file;
  rw_list words;
  rw_list sizes;
  struct word main;
  rw_list pairs;
};

static const char *const voices[] = {"passive", "active", "any", NULL};

static const rw_option word_table[] = {
    {.name = "from", .type = RW_TYPE_STRING, .offset = offsetof(struct word, from), .help = "a word"},
    {.name = "weight",
     .type = RW_TYPE_REAL,
     .offset = offsetof(struct word, weight),
     .preset = "0.5",
     .maximum = 1,
     .help = "a weight"},
    {.name = NULL},
};

static const rw_option sample_table[] = {
    {.name = "bold", .type = RW_TYPE_BOOL, .offset = offsetof(struct sample, bold), .preset = "true", .help = "a bool"},
    {.name = "count",
     .type = RW_TYPE_INT,
     .offset = offsetof(struct sample, count),
     .preset = "3",
     .minimum = 1,
     .maximum = 10,
     .help = "an int"},
    {.name = "free", .type = RW_TYPE_INT, .offset = offsetof(struct sample, free), .help = "any int"},
    {.name = "rate",
     .type = RW_TYPE_REAL,
     .offset = offsetof(struct sample, rate),
     .preset = "0.25",
     .maximum = 1,
     .help = "a share"},
    {.name = "share", .type = RW_TYPE_REAL, .offset = offsetof(struct sample, share), .help = "any real"},
    {.name = "to",
     .type = RW_TYPE_ENUM,
     .offset = offsetof(struct sample, to),
     .preset = "any",
     .values = voices,
     .help = "a voice"},
    {.name = "note", .type = RW_TYPE_STRING, .offset = offsetof(struct sample, note), .help = "a text"},
    {.name = "file", .type = RW_TYPE_PATH, .offset = offsetof(struct sample, file), .help = "a file"},
    {.name = "words",
     .type = RW_TYPE_STRING,
     .list = true,
     .offset = offsetof(struct sample, words),
     .preset = "[one, two words]",
     .help = "texts"},
    {.name = "sizes",
     .type = RW_TYPE_INT,
     .list = true,
     .offset = offsetof(struct sample, sizes),
     .minimum = -5,
     .maximum = 5,
     .help = "ints"},
    {.name = "main",
     .type = RW_TYPE_RECORD,
     .offset = offsetof(struct sample, main),
     .record = word_table,
     .record_size = sizeof(struct word),
     .help = "a record"},
    {.name = "pairs",
     .type = RW_TYPE_RECORD,
     .list = true,
     .offset = offsetof(struct sample, pairs),
     .record = word_table,
     .record_size = sizeof(struct word),
     .help = "records"},
    {.name = NULL},
};

/* ---- Values ---- */

/* One item of an option as text: what a test compares. */
static void append_item(struct buffer *out, const rw_option *option, const void *item)
{
  switch (option->type) {
  case RW_TYPE_BOOL:
    buffer_append_string(out, *(const bool *)item ? "true" : "false");
    return;
  case RW_TYPE_INT:
    buffer_printf(out, "%lld", (long long)*(const int64_t *)item);
    return;
  case RW_TYPE_REAL:
    buffer_printf(out, "%.17g", *(const double *)item);
    return;
  case RW_TYPE_ENUM:
    buffer_append_string(out, option->values[*(const int *)item]);
    return;
  case RW_TYPE_STRING:
  case RW_TYPE_PATH: {
    const char *text = *(const char *const *)item;
    buffer_append_string(out, text ? text : "(null)");
    return;
  }
  case RW_TYPE_RECORD: {
    const struct word *word = item;
    buffer_printf(out, "%s=%g", word->from ? word->from : "(null)", word->weight);
    return;
  }
  }
}

static void append_value(struct buffer *out, const struct sample *sample, const char *name)
{
  const rw_option *option = option_find(sample_table, name);
  const char *value = (const char *)sample + option->offset;
  if (!option->list) {
    append_item(out, option, value);
    return;
  }
  const rw_list *list = (const void *)value;
  buffer_printf(out, "%u:", (unsigned)list->count);
  for (uint32_t i = 0; i < list->count; i++) {
    buffer_append_string(out, i > 0 ? "|" : "");
    append_item(out, option, (const char *)list->items + i * option_item_size(option));
  }
}

/* Presets, then the options of a YAML map. */
static rw_status fill(struct sample *sample, const char *yaml, struct arena *arena, rw_error *error)
{
  const rw_option *const tables[] = {sample_table};
  void *const instances[] = {sample};
  const struct node *map;
  rw_status status = option_presets(sample_table, sample, arena, error);
  if (status == RW_OK)
    status = nodes_read(yaml, strlen(yaml), "page.yaml", arena, &map, error);
  if (status == RW_OK)
    status = option_set_map(tables, instances, 1, map, "/home/me", "synonym", arena, error);
  return status;
}

static const struct {
  const char *rule, *yaml, *option, *value;
} good_values[] = {
    {"nothing given: the preset of a bool", "", "bold", "true"},
    {"nothing given: the preset of an int", "", "count", "3"},
    {"nothing given: the preset of a real", "", "rate", "0.25"},
    {"nothing given: the preset of an enum", "", "to", "any"},
    {"nothing given: the preset of a list is split at commas", "", "words", "2:one|two words"},
    {"no preset: zero", "", "free", "0"},
    {"no preset: no text", "", "note", "(null)"},
    {"no preset: an empty list", "", "sizes", "0:"},
    {"a record takes the presets of its own table", "", "main", "(null)=0.5"},
    {"true", "bold: true", "bold", "true"},
    {"false", "bold: false", "bold", "false"},
    {"yes is true", "bold: yes", "bold", "true"},
    {"no is false", "bold: no", "bold", "false"},
    {"truth values in capitals", "bold: False", "bold", "false"},
    {"the least of a range is in it", "count: 1", "count", "1"},
    {"the greatest of a range is in it", "count: 10", "count", "10"},
    {"a plus sign", "count: +7", "count", "7"},
    {"the greatest int64", "free: 9223372036854775807", "free", "9223372036854775807"},
    {"the least int64", "free: -9223372036854775808", "free", "-9223372036854775808"},
    {"a fraction", "share: 0.125", "share", "0.125"},
    {"a fraction without a digit before the point", "share: .5", "share", "0.5"},
    {"an exponent", "share: 25e-2", "share", "0.25"},
    {"a whole number is a real", "share: -3", "share", "-3"},
    {"the nearest double is read", "share: 0.1", "share", "0.10000000000000001"},
    {"a word of an enum", "to: passive", "to", "passive"},
    {"a quoted word of an enum", "to: 'active'", "to", "active"},
    {"a text", "note: two words", "note", "two words"},
    {"a text that looks like a number", "note: 12", "note", "12"},
    {"a quoted empty text", "note: ''", "note", ""},
    {"a relative path starts at the configuration's folder", "file: lists/a.txt", "file", "/home/me/lists/a.txt"},
    {"a leading ./ of a path goes", "file: ./a.txt", "file", "/home/me/a.txt"},
    {"an absolute path stays", "file: /etc/a.txt", "file", "/etc/a.txt"},
    {"a list", "sizes: [1, -2, 3]", "sizes", "3:1|-2|3"},
    {"one value alone is a list of one", "sizes: 4", "sizes", "1:4"},
    {"an empty list replaces the preset", "words: []", "words", "0:"},
    {"a record", "main: {from: x, weight: 1}", "main", "x=1"},
    {"a list of records, each with presets", "pairs: [{from: x}, {from: y, weight: 0}]", "pairs", "2:x=0.5|y=0"},
    {"one record alone is a list of one", "pairs: {from: x}", "pairs", "1:x=0.5"},
};

START_TEST(sets_good_values)
{
  struct arena arena = {0};
  struct sample sample = {0};
  struct buffer value = {0};
  rw_error error = {RW_OK, ""};
  const rw_status status = fill(&sample, good_values[_i].yaml, &arena, &error);
  ck_assert_msg(status == RW_OK, "%s: %s", good_values[_i].rule, error.message);
  append_value(&value, &sample, good_values[_i].option);
  ck_assert_msg(strcmp(value.data ? value.data : "", good_values[_i].value) == 0, "%s: '%s', not '%s'",
                good_values[_i].rule, value.data, good_values[_i].value);
  buffer_free(&value);
  arena_free(&arena);
}
END_TEST

static const struct {
  const char *rule, *yaml, *message;
} bad_values[] = {
    {"an unknown option with a near name", "rat: 1",
     "page.yaml:1:1: unknown option 'rat' of synonym; did you mean 'rate'?"},
    {"an unknown option like no other", "bold: no\nzzzzzzzz: 1",
     "page.yaml:2:1: unknown option 'zzzzzzzz' of synonym; it has bold, count, free, rate, share, to, note, file, "
     "words, "
     "sizes, main, pairs"},
    {"above the range", "rate: 1.5", "page.yaml:1:7: 'rate' of synonym must be between 0 and 1, not 1.5"},
    {"below the range", "rate: -0.1", "page.yaml:1:7: 'rate' of synonym must be between 0 and 1, not -0.1"},
    {"an int above the range", "count: 11", "page.yaml:1:8: 'count' of synonym must be between 1 and 10, not 11"},
    {"a word for a real", "rate: high", "page.yaml:1:7: 'rate' of synonym must be a number, not 'high'"},
    {"a quoted number is a text", "rate: '1'",
     "page.yaml:1:7: 'rate' of synonym must be a number without quotation marks, not '1'"},
    {"a decimal comma", "rate: 0,5", "page.yaml:1:7: 'rate' of synonym must be a number, not '0,5'"},
    {"infinity", "share: inf", "page.yaml:1:8: 'share' of synonym must be a number, not 'inf'"},
    {"not a number", "share: nan", "page.yaml:1:8: 'share' of synonym must be a number, not 'nan'"},
    {"hexadecimal", "share: 0x10", "page.yaml:1:8: 'share' of synonym must be a number, not '0x10'"},
    {"too large for a double", "share: 1e999", "page.yaml:1:8: 'share' of synonym must be a number, not '1e999'"},
    {"an exponent without digits", "share: 1e", "page.yaml:1:8: 'share' of synonym must be a number, not '1e'"},
    {"a fraction for an int", "count: 1.5", "page.yaml:1:8: 'count' of synonym must be a whole number, not '1.5'"},
    {"too large for an int64", "free: 9223372036854775808",
     "page.yaml:1:7: 'free' of synonym must be a whole number, not '9223372036854775808'"},
    {"a list for an int", "count: [1]", "page.yaml:1:8: 'count' of synonym must be a whole number, not a list"},
    {"a word for a bool", "bold: maybe", "page.yaml:1:7: 'bold' of synonym must be true or false, not 'maybe'"},
    {"a number for a bool", "bold: 1", "page.yaml:1:7: 'bold' of synonym must be true or false, not '1'"},
    {"a quoted truth value", "bold: 'true'",
     "page.yaml:1:7: 'bold' of synonym must be true or false without quotation marks, not 'true'"},
    {"a near word of an enum", "to: pasive",
     "page.yaml:1:5: 'to' of synonym must be one of passive, active, any, not 'pasive'; did you mean 'passive'?"},
    {"a word unlike an enum's", "to: sideways",
     "page.yaml:1:5: 'to' of synonym must be one of passive, active, any, not 'sideways'"},
    {"a map for an enum", "to: {a: b}",
     "page.yaml:1:5: 'to' of synonym must be one of passive, active, any, not a map"},
    {"a map for a text", "note: {a: b}", "page.yaml:1:7: 'note' of synonym must be a text, not a map"},
    {"an empty path", "file: ''", "page.yaml:1:7: 'file' of synonym must be a path, not ''"},
    {"no value", "rate:", "page.yaml:1:6: 'rate' of synonym has no value"},
    {"a bad item of a list has its own place", "sizes: [1, x]",
     "page.yaml:1:12: 'sizes' of synonym must be a whole number, not 'x'"},
    {"an item out of range", "sizes:\n  - 1\n  - 6",
     "page.yaml:3:5: 'sizes' of synonym must be between -5 and 5, not 6"},
    {"a list in a list", "sizes: [[1]]", "page.yaml:1:9: 'sizes' of synonym must be a whole number, not a list"},
    {"a text for a record", "main: x", "page.yaml:1:7: 'main' of synonym must be a map of options, not 'x'"},
    {"an unknown option of a record", "main: {form: x}",
     "page.yaml:1:8: unknown option 'form' of main of synonym; did you mean 'from'?"},
    {"a bad value in a record", "pairs: [{weight: 2}]",
     "page.yaml:1:18: 'weight' of pairs of synonym must be between 0 and 1, not 2"},
    {"a list for the options", "[rate]", "page.yaml:1:1: the options of synonym must be a map, not a list"},
    {"control characters are not shown", "rate: \"\\e[1m\"",
     "page.yaml:1:7: 'rate' of synonym must be a number, not '?[1m'"},
    {"a long text is cut on a character boundary", "rate: ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää",
     "page.yaml:1:7: 'rate' of synonym must be a number, not 'äääääääääääääääääääääääääääääääääääää…'"},
};

START_TEST(refuses_bad_values)
{
  struct arena arena = {0};
  struct sample sample = {0};
  rw_error error = {RW_OK, ""};
  const rw_status status = fill(&sample, bad_values[_i].yaml, &arena, &error);
  ck_assert_msg(status == RW_INVALID, "%s: status %d", bad_values[_i].rule, (int)status);
  ck_assert_msg(strcmp(error.message, bad_values[_i].message) == 0, "%s:\n  is     %s\n  wanted %s",
                bad_values[_i].rule, error.message, bad_values[_i].message);
  arena_free(&arena);
}
END_TEST

START_TEST(several_tables_share_a_map)
{
  struct host {
    double score;
  } host = {0};
  static const rw_option host_table[] = {{.name = "score", .type = RW_TYPE_REAL, .help = "a score"}, {.name = NULL}};
  static const char yaml[] = "{rate: 0.5, score: 2}";
  struct arena arena = {0};
  struct sample sample = {0};
  rw_error error;
  const struct node *map;
  const rw_option *const tables[] = {NULL, sample_table, host_table};
  void *const instances[] = {NULL, &sample, &host};
  ck_assert_int_eq(nodes_read(yaml, strlen(yaml), "x", &arena, &map, &error), RW_OK);
  ck_assert_int_eq(option_set_map(tables, instances, 3, map, "/", "voice", &arena, &error), RW_OK);
  ck_assert_double_eq(sample.rate, 0.5);
  ck_assert_double_eq(host.score, 2);
  arena_free(&arena);
}
END_TEST

START_TEST(an_option_twice_is_refused)
{
  const struct node key = {.kind = NODE_SCALAR, .file = "x", .line = 1, .column = 2, .text = "rate"};
  const struct node value = {.kind = NODE_SCALAR, .file = "x", .line = 1, .column = 2, .text = "1"};
  const struct node *keys[] = {&key, &key}, *items[] = {&value, &value};
  const struct node map = {.kind = NODE_MAP, .file = "x", .keys = keys, .items = items, .count = 2};
  struct arena arena = {0};
  struct sample sample = {0};
  rw_error error;
  const rw_option *const tables[] = {sample_table};
  void *const instances[] = {&sample};
  ck_assert_int_eq(option_set_map(tables, instances, 1, &map, "/", "voice", &arena, &error), RW_INVALID);
  ck_assert_str_eq(error.message, "x:1:2: option 'rate' of voice stands twice");
  arena_free(&arena);
}
END_TEST

/* ---- Tables ---- */

#define END                                                                                                            \
  {                                                                                                                    \
    .name = NULL                                                                                                       \
  }

static const char *const no_values[] = {NULL};
static const char *const odd_words[] = {"plain", "caf\xE9", NULL};
static const rw_option deep5[] = {{.name = "a", .type = RW_TYPE_BOOL, .help = "h"}, END};
static const rw_option deep4[] = {{.name = "a", .type = RW_TYPE_RECORD, .record = deep5, .record_size = 1, .help = "h"},
                                  END};
static const rw_option deep3[] = {{.name = "a", .type = RW_TYPE_RECORD, .record = deep4, .record_size = 1, .help = "h"},
                                  END};
static const rw_option deep2[] = {{.name = "a", .type = RW_TYPE_RECORD, .record = deep3, .record_size = 1, .help = "h"},
                                  END};

static const struct {
  const char *rule;
  rw_option rows[3];
  const char *message;
} bad_tables[] = {
    {"names are lower case",
     {{.name = "Rate", .help = "h"}, END},
     "an option is named 'Rate'; names are lower case, words joined by '-'"},
    {"names have no underscore",
     {{.name = "a_b", .help = "h"}, END},
     "an option is named 'a_b'; names are lower case, words joined by '-'"},
    {"names do not end with a hyphen",
     {{.name = "a-", .help = "h"}, END},
     "an option is named 'a-'; names are lower case, words joined by '-'"},
    {"every option has help", {{.name = "a"}, END}, "option 'a' has no help"},
    {"help is UTF-8", {{.name = "a", .help = "caf\xE9"}, END}, "a text of option 'a' is not UTF-8"},
    {"presets are UTF-8",
     {{.name = "a", .type = RW_TYPE_STRING, .preset = "\xFF", .help = "h"}, END},
     "a text of option 'a' is not UTF-8"},
    {"the words of an enum are UTF-8",
     {{.name = "a", .type = RW_TYPE_ENUM, .values = odd_words, .help = "h"}, END},
     "a text of option 'a' is not UTF-8"},
    {"types are known", {{.name = "a", .type = (rw_type)99, .help = "h"}, END}, "option 'a' is of an unknown type"},
    {"an enum has values",
     {{.name = "a", .type = RW_TYPE_ENUM, .help = "h"}, END},
     "option 'a' is an enum without values"},
    {"an enum has one value at least",
     {{.name = "a", .type = RW_TYPE_ENUM, .values = no_values, .help = "h"}, END},
     "option 'a' is an enum without values"},
    {"a record has a table",
     {{.name = "a", .type = RW_TYPE_RECORD, .record_size = 8, .help = "h"}, END},
     "option 'a' is a record without a table"},
    {"a record has a size",
     {{.name = "a", .type = RW_TYPE_RECORD, .record = deep5, .help = "h"}, END},
     "option 'a' is a record without a table"},
    {"records nest four deep at most",
     {{.name = "a", .type = RW_TYPE_RECORD, .record = deep2, .record_size = 1, .help = "h"}, END},
     "in record 'a': in record 'a': in record 'a': option 'a' is a record too deep in others"},
    {"a record's table is checked against its size",
     {{.name = "a", .type = RW_TYPE_RECORD, .record = word_table, .record_size = 8, .help = "h"}, END},
     "in record 'a': option 'weight' lies outside the instance"},
    {"values lie inside the instance",
     {{.name = "a", .type = RW_TYPE_INT, .offset = 64, .help = "h"}, END},
     "option 'a' lies outside the instance"},
    {"offsets do not wrap around",
     {{.name = "a", .type = RW_TYPE_INT, .offset = (size_t)-8, .help = "h"}, END},
     "option 'a' lies outside the instance"},
    {"values are aligned",
     {{.name = "a", .type = RW_TYPE_INT, .offset = 4, .help = "h"}, END},
     "option 'a' lies at an offset that its type cannot have"},
    {"values do not overlap",
     {{.name = "a", .type = RW_TYPE_INT, .help = "h"},
      {.name = "b", .type = RW_TYPE_BOOL, .offset = 7, .help = "h"},
      END},
     "options 'a' and 'b' lie in the same place of the instance"},
    {"names differ",
     {{.name = "a", .type = RW_TYPE_BOOL, .help = "h"},
      {.name = "a", .type = RW_TYPE_BOOL, .offset = 1, .help = "h"},
      END},
     "option 'a' stands twice"},
    {"only numbers have bounds",
     {{.name = "a", .type = RW_TYPE_BOOL, .maximum = 1, .help = "h"}, END},
     "option 'a' has bounds, but is no number"},
    {"bounds are in order",
     {{.name = "a", .type = RW_TYPE_INT, .minimum = 2, .maximum = 1, .help = "h"}, END},
     "option 'a' has its least value above its greatest"},
    {"zero out of bounds needs a preset",
     {{.name = "a", .type = RW_TYPE_INT, .minimum = 1, .maximum = 2, .help = "h"}, END},
     "option 'a' needs a preset: 0 is out of its bounds"},
    {"presets keep the bounds",
     {{.name = "a", .type = RW_TYPE_REAL, .preset = "2", .maximum = 1, .help = "h"}, END},
     "its preset is wrong: 'a' of the option table must be between 0 and 1, not 2"},
    {"presets parse",
     {{.name = "a", .type = RW_TYPE_INT, .preset = "many", .help = "h"}, END},
     "its preset is wrong: 'a' of the option table must be a whole number, not 'many'"},
    {"presets of lists parse",
     {{.name = "a", .type = RW_TYPE_INT, .list = true, .preset = "[1, b]", .help = "h"}, END},
     "its preset is wrong: 'a' of the option table must be a whole number, not 'b'"},
    {"a preset path is absolute",
     {{.name = "a", .type = RW_TYPE_PATH, .preset = "x", .help = "h"}, END},
     "option 'a' has a relative path as its preset"},
    {"a record has no preset",
     {{.name = "a", .type = RW_TYPE_RECORD, .record = deep5, .record_size = 1, .preset = "x", .help = "h"}, END},
     "option 'a' is a record and cannot have a preset"},
};

START_TEST(refuses_bad_tables)
{
  rw_error error = {RW_OK, ""};
  ck_assert_msg(option_check_table(bad_tables[_i].rows, 64, &error) == RW_INVALID, "%s: taken", bad_tables[_i].rule);
  ck_assert_msg(strcmp(error.message, bad_tables[_i].message) == 0, "%s: %s", bad_tables[_i].rule, error.message);
}
END_TEST

START_TEST(takes_good_tables)
{
  rw_error error = {RW_OK, ""};
  ck_assert_msg(option_check_table(sample_table, sizeof(struct sample), &error) == RW_OK, "%s", error.message);
  ck_assert_int_eq(option_check_table(NULL, 0, &error), RW_OK);
}
END_TEST

START_TEST(a_table_without_end_is_noticed)
{
  static char names[OPTION_COUNT_LIMIT + 1][8];
  static rw_option rows[OPTION_COUNT_LIMIT + 2];
  for (unsigned i = 0; i <= OPTION_COUNT_LIMIT; i++) {
    sprintf(names[i], "a%u", i);
    rows[i] = (rw_option){.name = names[i], .type = RW_TYPE_BOOL, .offset = i, .help = "h"};
  }
  rw_error error;
  ck_assert_int_eq(option_check_table(rows, sizeof rows, &error), RW_INVALID);
  ck_assert_str_eq(error.message, "its option table has no end: the last row's name must be NULL");
}
END_TEST

START_TEST(help_is_aligned)
{
  static const rw_option table[] = {
      {.name = "to", .type = RW_TYPE_ENUM, .preset = "any", .values = voices, .help = "which voice to make"},
      {.name = "min-score", .type = RW_TYPE_REAL, .preset = "0.5", .maximum = 1, .help = "the least score"},
      {.name = "word", .type = RW_TYPE_RECORD, .list = true, .record = deep5, .record_size = 1, .help = "words"},
      END,
  };
  struct buffer help = {0};
  option_help(table, &help);
  ck_assert_str_eq(help.data, "  to         passive | active | any  any    which voice to make\n"
                              "  min-score  number 0 to 1           0.5    the least score\n"
                              "  word       list of map             []     words\n"
                              "    a        true or false           false  h\n");
  buffer_free(&help);
}
END_TEST

/* ---- Trees ---- */

START_TEST(aliases_share_what_they_stand_for)
{
  static const char yaml[] = "{a: &x [1, 2], b: *x}";
  struct arena arena = {0};
  const struct node *map;
  rw_error error;
  ck_assert_int_eq(nodes_read(yaml, strlen(yaml), "x", &arena, &map, &error), RW_OK);
  ck_assert_ptr_eq(node_get(map, "a"), node_get(map, "b"));
  ck_assert_uint_eq(node_get(map, "b")->count, 2);
  ck_assert_ptr_null(node_get(map, "c"));
  arena_free(&arena);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("option");
  TCase *values = tcase_create("values"), *tables = tcase_create("tables");
  tcase_add_loop_test(values, sets_good_values, 0, (int)(sizeof good_values / sizeof good_values[0]));
  tcase_add_loop_test(values, refuses_bad_values, 0, (int)(sizeof bad_values / sizeof bad_values[0]));
  tcase_add_test(values, several_tables_share_a_map);
  tcase_add_test(values, an_option_twice_is_refused);
  tcase_add_test(values, aliases_share_what_they_stand_for);
  tcase_add_loop_test(tables, refuses_bad_tables, 0, (int)(sizeof bad_tables / sizeof bad_tables[0]));
  tcase_add_test(tables, takes_good_tables);
  tcase_add_test(tables, a_table_without_end_is_noticed);
  tcase_add_test(tables, help_is_aligned);
  suite_add_tcase(suite, values);
  suite_add_tcase(suite, tables);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
