/* Phrase tables of the strategy synonym: what their files may say, and what each line is taken for. */
#include "plugin_host.h"

#include "phrase_file.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

#define LONG_WORD "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct {
  const char *rule, *table, *message;
} table_errors[] = {
    {"a line needs `=`", "in order to", "table:1:12: a line needs `=` between the phrase and what replaces it"},
    {"lines are counted, comments and blank ones too", "# one\n\n  a b = c\nnothing\n",
     "table:4:8: a line needs `=` between the phrase and what replaces it"},
    {"columns count characters", "éé [x] = y", "table:1:4: a line needs `=` between the phrase and what replaces it"},
    {"a phrase needs a word", " = to", "table:1:2: a phrase needs a word; write it left of `=`"},
    {"a slot is no word", "{number} = {number}", "table:1:1: a phrase needs a word; write it left of `=`"},
    {"every form needs one", "a / = b / c", "table:1:1: a phrase needs a word; write it left of `=`"},
    {"a replacement is not empty",
     "so that =", "table:1:10: a replacement is empty; write `-` to leave the phrase out"},
    {"nor is one among several", "a lot = much | (0.5)",
     "table:1:16: a replacement is empty; write `-` to leave the phrase out"},
    {"as many forms as the phrase has", "uses / use = employs",
     "table:1:14: the phrase has 2 forms, this replacement 1; give a form for each"},
    {"the same slots", "over {number} men = over ten men",
     "table:1:21: phrase and replacement must have the same slots in the same order"},
    {"in the same order", "from {number} to {word} = to {word} from {number}",
     "table:1:27: phrase and replacement must have the same slots in the same order"},
    {"slots have names", "more than {many} = over {many}",
     "table:1:11: '{many}' is no slot; write {number}, {large-number} or {word}"},
    {"brackets are no words", "more) = less", "table:1:5: ')' has no place here; leave it out"},
    {"a score has a range", "a lot = much (1.5)",
     "table:1:15: a score is a number from 0 to 1 in round brackets: (0.9)"},
    {"a score is a number", "a lot = much (good)",
     "table:1:15: a score is a number from 0 to 1 in round brackets: (0.9)"},
    {"a score is closed", "a lot = much (0.9", "table:1:15: a score is a number from 0 to 1 in round brackets: (0.9)"},
    {"conditions have names", "a lot = much [within: x]",
     "table:1:15: 'within:' is no condition; write after: WORDS, before: WORDS, start or end, with or without not"},
    {"a list has words", "a lot = much [before: ]",
     "table:1:23: this condition needs words behind its colon: [before: years months]"},
    {"and no commas", "a lot = much [before: of, in]",
     "table:1:25: only blanks separate the words of a condition; leave out ','"},
    {"an ending has letters", "a lot = much [before: * x]",
     "table:1:23: a `*` needs the ending of a word behind it: *ing"},
    {"conditions are closed", "a lot = much [start",
     "table:1:20: the conditions are not closed; write `]` behind them"},
    {"the score stands before the conditions", "a lot = much [start] (0.9)",
     "table:1:22: only `|` and another alternative may follow here"},
    {"words have a limit", LONG_WORD " = a", "table:1:1: this word is longer than 63 bytes; shorten it"},
    {"phrases have a limit", "1 2 3 4 5 6 7 8 9 a b c d e f g h = x",
     "table:1:33: a phrase has at most 16 words; split or shorten it"},
    {"forms have a limit", "1 / 2 / 3 / 4 / 5 / 6 / 7 / 8 / 9 / a / b / c / d = -",
     "table:1:47: a line has at most 12 forms; use a second line"},
    {"alternatives have a limit", "x = 1|2|3|4|5|6|7|8|9|a|b|c|d",
     "table:1:29: a phrase has at most 12 alternatives; drop some"},
    {"a table is UTF-8", "a = b\nx = \xFF", "table:2:1: this line is no UTF-8 text; save the file as UTF-8"},
    {"a phrase stands in a file once", "a lot = much\nb = c\nA  lot = many",
     "table:3:1: line 1 has this phrase too; put all alternatives on one line with `|`"},
};

static rw_status parse(const struct plugin_host *host, const char *text, struct phrase_table *table)
{
  rw_status status = phrase_file_parse(table, text, strlen(text), "table", 0, &host->host);
  return status == RW_OK ? phrase_table_finish(table, &host->host) : status;
}

START_TEST(table_with_an_error_is_refused)
{
  struct plugin_host host;
  plugin_host_open(&host);
  struct phrase_table table = {0};
  ck_assert_msg(parse(&host, table_errors[_i].table, &table) == RW_BAD_DATA, "%s", table_errors[_i].rule);
  ck_assert_msg(strcmp(host.message, table_errors[_i].message) == 0, "%s: %s", table_errors[_i].rule, host.message);
  plugin_host_close(&host);
}
END_TEST

static const struct {
  const char *rule, *table;
  uint32_t entries;
} good_tables[] = {
    {"an empty one", "", 0},
    {"comments and blank lines", "# in order to = to\n \t\n\n   # more\n", 0},
    {"lines may end in CR LF, the last in nothing", "a = b\r\nc = d", 2},
    {"a byte order mark",
     "\xEF\xBB\xBF"
     "a = b\n",
     1},
    {"each form is an entry", "uses / use / used = employs / employ / employed", 3},
    {"one `-` leaves out all forms", "really / truly = -", 2},
    {"everything at once", "a = b c (0.9) [after: x *ing {number}; not before: , y; start; not end] | - | d(1)", 1},
};

START_TEST(table_is_read)
{
  struct plugin_host host;
  plugin_host_open(&host);
  struct phrase_table table = {0};
  ck_assert_msg(parse(&host, good_tables[_i].table, &table) == RW_OK, "%s: %s", good_tables[_i].rule, host.message);
  ck_assert_msg(table.entry_count == good_tables[_i].entries, "%s: %u entries", good_tables[_i].rule,
                table.entry_count);
  plugin_host_close(&host);
}
END_TEST

START_TEST(table_that_is_not_there)
{
  struct plugin_host host;
  plugin_host_open(&host);
  struct phrase_table table = {0};
  ck_assert_int_eq(phrase_file_read(&table, "/nowhere/table.txt", 0, &host.host), RW_NO_FILE);
  ck_assert_str_eq(host.message, "cannot open the phrase table /nowhere/table.txt: No such file or directory");
  ck_assert_int_eq(phrase_file_read(&table, "/", 0, &host.host), RW_NO_FILE);
  ck_assert_str_eq(host.message, "cannot read the phrase table /: Is a directory");
  plugin_host_close(&host);
}
END_TEST

/* What shall be done with the phrase of a table's one line. */
static const struct {
  const char *rule, *table, *steps;
} plans[] = {
    {"what both share at either end is kept", "in order to go = in hope to go",
     "keep 0-1, text 'hope' for 1-2, keep 2-4"},
    {"new words take the word behind them", "go now = go right now", "keep 0-1, text 'right now' for 1-2"},
    {"at the end the one before", "now = now then", "text 'now then' for 0-1"},
    {"the word behind takes those that go", "in order to = to", "text 'to' for 0-3"},
    {"at the end the one before takes them", "whether or not = whether", "text 'whether' for 0-3"},
    {"before punctuation the word before takes new ones", "of course, = of course then,",
     "keep 0-1, text 'course then' for 1-2, keep 2-3"},
    {"words that go before punctuation are dropped", "first of all, = first,", "keep 0-1, drop 1-3, keep 3-4"},
    {"slots are kept", "a total of {number} men = {number} men", "drop 0-3, keep 3-5"},
    {"between slots each stretch is by itself", "from {word} up to {word} = {word} to {word}",
     "drop 0-1, keep 1-2, text 'to' for 2-4, keep 4-5"},
    {"leaving out drops all", "really = -", "drop 0-1"},
    {"what keeps its phrase has no steps", "a lot = a lot", ""},
};

static const char *show_steps(struct plugin_host *host, const struct phrase_alternative *alternative)
{
  const char *text = "";
  for (uint32_t i = 0; i < alternative->step_count; i++) {
    const struct phrase_step *step = &alternative->steps[i];
    const char *comma = i > 0 ? ", " : "";
    if (step->kind == RW_TEXT)
      text = plugin_host_print(host, "%s%stext '%s' for %u-%u", text, comma, step->text, step->items.start,
                               step->items.end);
    else
      text = plugin_host_print(host, "%s%s%s %u-%u", text, comma, step->kind == RW_KEEP ? "keep" : "drop",
                               step->items.start, step->items.end);
  }
  return text;
}

START_TEST(phrase_becomes_its_replacement_step_by_step)
{
  struct plugin_host host;
  plugin_host_open(&host);
  struct phrase_table table = {0};
  ck_assert_msg(parse(&host, plans[_i].table, &table) == RW_OK, "%s: %s", plans[_i].rule, host.message);
  const char *steps = show_steps(&host, &table.entries[0].alternatives[0]);
  ck_assert_msg(strcmp(steps, plans[_i].steps) == 0, "%s: %s", plans[_i].rule, steps);
  plugin_host_close(&host);
}
END_TEST

START_TEST(builtin_table_is_good)
{
  struct plugin_host host;
  plugin_host_open(&host);
  struct phrase_table table = {0};
  const char *path = host.host.data_path(&host.host, "synonym/phrases.txt");
  ck_assert_msg(path, "REWORD_DATA_PATH is not set");
  rw_status status = phrase_file_read(&table, path, 0, &host.host);
  if (status == RW_OK)
    status = phrase_table_finish(&table, &host.host); /* refuses equal left sides */
  ck_assert_msg(status == RW_OK, "%s", host.message);
  ck_assert_uint_ge(table.entry_count, 300);
  for (uint32_t i = 0; i < table.entry_count; i++)
    for (uint32_t j = 0; j < table.entries[i].alternative_count; j++)
      ck_assert_msg(table.entries[i].alternatives[j].step_count > 0 || table.entries[i].alternative_count == 1,
                    "line %u: one replacement of several is the phrase", table.entries[i].line);
  plugin_host_close(&host);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("phrases");
  TCase *tables = tcase_create("tables");
  tcase_add_loop_test(tables, table_with_an_error_is_refused, 0, COUNT(table_errors));
  tcase_add_loop_test(tables, table_is_read, 0, COUNT(good_tables));
  tcase_add_test(tables, table_that_is_not_there);
  tcase_add_loop_test(tables, phrase_becomes_its_replacement_step_by_step, 0, COUNT(plans));
  tcase_add_test(tables, builtin_table_is_good);
  suite_add_tcase(suite, tables);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
