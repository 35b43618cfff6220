/* What the English module makes of a text: tokens, sentences, marks, the surface of edited sentences. The tables are
 * files that a person can read, tests/data/english_*.txt; each says its format at its top. */
#include <reword/plugin.h>

#include "plugin_host.h"
#include "words.h"

#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct rw_plugin english_LTX_rw_plugin;

static const rw_language *module(void)
{
  return english_LTX_rw_plugin.language_module;
}

static rw_annotation annotate(const struct plugin_host *host, const rw_source *source)
{
  rw_annotation annotation = {.size = sizeof annotation};
  ck_assert_int_eq(module()->annotate(NULL, source, RW_DEPTH_TOKENS, &annotation, &host->host), RW_OK);
  return annotation;
}

static rw_source source_of(const char *text, size_t length)
{
  return (rw_source){.size = sizeof(rw_source), .text = text, .text_length = (uint32_t)length};
}

/* ---- Tables ---- */

#define LINE_LENGTH 400

struct table {
  FILE *file;
  char rule[LINE_LENGTH]; /* the last line with # */
  char line[LINE_LENGTH];
  uint32_t rows;
};

static void table_open(struct table *table, const char *name)
{
  const char *top = getenv("srcdir");
  char path[1024];
  snprintf(path, sizeof path, "%s/tests/data/%s", top ? top : ".", name);
  *table = (struct table){.file = fopen(path, "r")};
  ck_assert_msg(table->file, "cannot read %s", path);
}

/* Reads the next row; false past the last. */
static bool table_next(struct table *table)
{
  while (fgets(table->line, sizeof table->line, table->file)) {
    table->line[strcspn(table->line, "\n")] = '\0';
    if (table->line[0] == '#' && table->line[1] == ' ' && !strstr(table->line, " => "))
      strcpy(table->rule, table->line + 2);
    else if (table->line[0] == '#' && table->line[1] == ' ')
      continue;
    else if (table->line[0] != '\0') {
      table->rows++;
      return true;
    }
  }
  return false;
}

static void table_close(struct table *table, uint32_t least)
{
  fclose(table->file);
  ck_assert_uint_ge(table->rows, least);
}

/* Cuts a row at its last " => "; returns what stands behind it. */
static char *cut(char *row)
{
  char *arrow = NULL;
  for (char *next = strstr(row, " => "); next; next = strstr(next + 1, " => "))
    arrow = next;
  ck_assert_msg(arrow, "no ' => ' in the row '%s'", row);
  *arrow = '\0';
  return arrow + 4;
}

static void append(char *string, const char *bytes, size_t length)
{
  size_t before = strlen(string);
  ck_assert_uint_lt(before + length, 2 * LINE_LENGTH);
  memcpy(string + before, bytes, length);
  string[before + length] = '\0';
}

/* ---- Tokens ---- */

START_TEST(tokens_follow_the_table)
{
  struct table table;
  table_open(&table, "english_tokens.txt");
  while (table_next(&table)) {
    struct plugin_host host;
    plugin_host_open(&host);
    const char *wanted = cut(table.line);
    char found[2 * LINE_LENGTH] = "";
    rw_source source = source_of(table.line, strlen(table.line));
    rw_annotation annotation = annotate(&host, &source);
    for (uint32_t i = 0; i < annotation.token_count; i++) {
      append(found, " ", i > 0);
      append(found, source.text + annotation.tokens[i].start, annotation.tokens[i].end - annotation.tokens[i].start);
    }
    ck_assert_msg(strcmp(found, wanted) == 0, "%s: '%s' gives '%s', not '%s'", table.rule, table.line, found, wanted);
    plugin_host_close(&host);
  }
  table_close(&table, 150);
}
END_TEST

/* ---- Sentences ---- */

/* A row as a text, the breaks given with it, and where its sentences must end. */
struct sentence_row {
  char text[LINE_LENGTH];
  uint32_t length;
  uint32_t breaks[8], break_count;
  uint32_t ends[16], end_count; /* bytes of text */
};

static void read_sentence_row(const char *line, struct sentence_row *row)
{
  *row = (struct sentence_row){.length = 0};
  while (*line != '\0') {
    if (strncmp(line, " || ", 4) == 0) {
      row->ends[row->end_count++] = row->length;
      row->text[row->length++] = ' ';
      line += 4;
    } else if (*line == '|') {
      row->breaks[row->break_count++] = row->length;
      row->ends[row->end_count++] = row->length - 1;
      line++;
    } else {
      row->text[row->length++] = *line++;
    }
  }
  row->ends[row->end_count++] = row->length;
}

START_TEST(sentences_follow_the_table)
{
  struct table table;
  table_open(&table, "english_sentences.txt");
  while (table_next(&table)) {
    struct plugin_host host;
    struct sentence_row row;
    plugin_host_open(&host);
    read_sentence_row(table.line, &row);
    rw_source source = source_of(row.text, row.length);
    source.breaks = row.breaks;
    source.break_count = row.break_count;
    rw_annotation annotation = annotate(&host, &source);
    char found[2 * LINE_LENGTH] = "";
    bool equal = annotation.sentence_count == row.end_count;
    for (uint32_t i = 0; i < annotation.sentence_count; i++) {
      rw_range sentence = annotation.sentences[i];
      uint32_t start = annotation.tokens[sentence.start].start;
      uint32_t end = annotation.tokens[sentence.end - 1].end;
      append(found, " || ", i > 0 ? 4 : 0);
      append(found, row.text + start, end - start);
      equal = equal && end == row.ends[i];
    }
    ck_assert_msg(equal, "%s: '%s' gives '%s'", table.rule, table.line, found);
    plugin_host_close(&host);
  }
  table_close(&table, 80);
}
END_TEST

START_TEST(line_breaks_are_blanks)
{
  struct plugin_host host;
  plugin_host_open(&host);
  const char *text = "The harbour\nfroze\r\n\tearly.\n\nNobody left.";
  rw_source source = source_of(text, strlen(text));
  rw_annotation annotation = annotate(&host, &source);
  ck_assert_uint_eq(annotation.sentence_count, 2);
  ck_assert_uint_eq(annotation.sentences[0].end, 5);
  plugin_host_close(&host);
}
END_TEST

/* ---- Marks ---- */

static const char *const mark_names[] = {[RW_MARK_NUMBER] = "number",
                                         [RW_MARK_NAME] = "name",
                                         [RW_MARK_ADDRESS] = "address",
                                         [RW_MARK_NEGATION] = "negation"};

/* Where marks begin together: names, numbers, others. */
static int mark_rank(const rw_mark *mark)
{
  return mark->kind == RW_MARK_NAME ? 0 : mark->kind == RW_MARK_NUMBER ? 1 : 2;
}

static int by_first_token(const void *a, const void *b)
{
  const rw_mark *left = a;
  const rw_mark *right = b;
  if (left->tokens.start != right->tokens.start)
    return left->tokens.start < right->tokens.start ? -1 : 1;
  return mark_rank(left) - mark_rank(right);
}

static void show_marks(const char *text, const rw_annotation *annotation, char *found)
{
  rw_mark marks[32];
  ck_assert_uint_le(annotation->mark_count, 32);
  memcpy(marks, annotation->marks, annotation->mark_count * sizeof *marks);
  qsort(marks, annotation->mark_count, sizeof *marks, by_first_token);
  strcpy(found, annotation->mark_count == 0 ? "-" : "");
  for (uint32_t i = 0; i < annotation->mark_count; i++) {
    uint32_t start = annotation->tokens[marks[i].tokens.start].start;
    uint32_t end = annotation->tokens[marks[i].tokens.end - 1].end;
    append(found, "; ", i > 0 ? 2 : 0);
    append(found, mark_names[marks[i].kind], strlen(mark_names[marks[i].kind]));
    append(found, ": ", 2);
    append(found, text + start, end - start);
  }
}

START_TEST(marks_follow_the_table)
{
  struct table table;
  rw_role role = RW_ROLE_PARAGRAPH;
  table_open(&table, "english_marks.txt");
  while (table_next(&table)) {
    if (table.line[0] == '[') {
      role = strcmp(table.line, "[title]") == 0 ? RW_ROLE_TITLE : RW_ROLE_PARAGRAPH;
      continue;
    }
    struct plugin_host host;
    plugin_host_open(&host);
    const char *wanted = cut(table.line);
    char found[2 * LINE_LENGTH];
    rw_source source = source_of(table.line, strlen(table.line));
    source.role = role;
    rw_annotation annotation = annotate(&host, &source);
    show_marks(source.text, &annotation, found);
    ck_assert_msg(strcmp(found, wanted) == 0, "%s: '%s' gives '%s', not '%s'", table.rule, table.line, found, wanted);
    plugin_host_close(&host);
  }
  table_close(&table, 60);
}
END_TEST

/* ---- Surface ---- */

#define WORD_COUNT 40

/* Reads one word of a row, `word` its text with the signs around it, which are cut off. */
static rw_word read_word(char *word)
{
  rw_word result = {.token = RW_NONE, .gap = RW_GAP_BLANK};
  if ((word[0] == '~' || word[0] == '_') && word[1] != '\0') {
    result.gap = word[0] == '~' ? RW_GAP_UNKNOWN : RW_GAP_NONE;
    word++;
  }
  char *brace = strchr(word, '{');
  if (brace && brace[1] != '\0') {
    for (const char *flag = brace + 1; *flag != '}'; flag++)
      result.flags |= *flag == 'n'   ? RW_WORD_NEW
                      : *flag == 'p' ? RW_WORD_PROTECTED
                      : *flag == 'm' ? RW_WORD_NAME | RW_WORD_PROTECTED
                      : *flag == 's' ? RW_WORD_SMALL
                                     : RW_WORD_FIRST;
    *brace = '\0';
  }
  result.text = word;
  result.length = (uint32_t)strlen(word);
  if ((result.flags & RW_WORD_FIRST) && islower((unsigned char)*word) && strcmp(word, "iPhone") != 0)
    result.flags |= RW_WORD_SMALL;
  return result;
}

static uint32_t read_words(char *row, rw_word *words)
{
  uint32_t count = 0;
  char *rest = row;
  for (char *word = strtok_r(row, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
    ck_assert_uint_lt(count, WORD_COUNT);
    words[count] = read_word(word);
    words[count].token = words[count].flags & RW_WORD_NEW ? RW_NONE : count;
    count++;
  }
  return count;
}

static void show_words(const rw_word *words, uint32_t count, char *found)
{
  *found = '\0';
  for (uint32_t i = 0; i < count; i++) {
    ck_assert(words[i].gap == RW_GAP_NONE || words[i].gap == RW_GAP_BLANK);
    append(found, " ", i > 0 && words[i].gap == RW_GAP_BLANK);
    append(found, words[i].text, words[i].length);
  }
}

START_TEST(surface_follows_the_table)
{
  struct table table;
  table_open(&table, "english_surface.txt");
  while (table_next(&table)) {
    struct plugin_host host;
    plugin_host_open(&host);
    const char *wanted = cut(table.line);
    char row[LINE_LENGTH];
    char found[2 * LINE_LENGTH];
    rw_word words[WORD_COUNT];
    strcpy(row, table.line);
    uint32_t count = read_words(row, words);
    ck_assert_int_eq(module()->surface(NULL, words, count, &host.host), RW_OK);
    show_words(words, count, found);
    ck_assert_msg(strcmp(found, wanted) == 0, "%s: '%s' gives '%s', not '%s'", table.rule, table.line, found, wanted);
    plugin_host_close(&host);
  }
  table_close(&table, 60);
}
END_TEST

/* The words of a text as they stand on its page. */
static uint32_t words_of(const struct plugin_host *host, const char *text, rw_word *words)
{
  rw_source source = source_of(text, strlen(text));
  rw_annotation annotation = annotate(host, &source);
  ck_assert_uint_le(annotation.token_count, WORD_COUNT);
  for (uint32_t i = 0; i < annotation.token_count; i++) {
    rw_range token = annotation.tokens[i];
    bool joined = i > 0 && annotation.tokens[i - 1].end == token.start;
    words[i] = (rw_word){text + token.start, token.end - token.start, i, joined ? RW_GAP_NONE : RW_GAP_BLANK, 0};
  }
  return annotation.token_count;
}

START_TEST(articles_follow_the_table)
{
  struct table table;
  table_open(&table, "english_articles.txt");
  while (table_next(&table)) {
    static const char *const given[] = {"a", "an"};
    for (int i = 0; i < 2; i++) {
      struct plugin_host host;
      plugin_host_open(&host);
      rw_word words[WORD_COUNT];
      char text[2 * LINE_LENGTH] = "he saw ";
      char found[2 * LINE_LENGTH];
      append(text, table.line, strlen(table.line));
      uint32_t count = words_of(&host, text, words);
      words[0].flags = RW_WORD_FIRST | RW_WORD_SMALL;
      words[2] = (rw_word){given[i], (uint32_t)strlen(given[i]), RW_NONE, RW_GAP_BLANK, RW_WORD_NEW};
      ck_assert_int_eq(module()->surface(NULL, words, count, &host.host), RW_OK);
      show_words(words, count, found);
      ck_assert_msg(strcmp(found, text) == 0, "%s: '%s' becomes '%s'", table.rule, text, found);
      plugin_host_close(&host);
    }
  }
  table_close(&table, 100);
}
END_TEST

/* ---- Any input ---- */

static bool is_blank_text(const char *text, uint32_t start, uint32_t end)
{
  for (; start < end; start++)
    if (!strchr(" \t\n\v\f\r", text[start]))
      return false;
  return true;
}

static bool tokens_hold(const rw_source *source, const rw_annotation *annotation)
{
  uint32_t end = 0;
  bool hold = true;
  for (uint32_t i = 0; i < annotation->token_count; i++) {
    rw_range token = annotation->tokens[i];
    hold = hold && token.start >= end && token.start < token.end && token.end <= source->text_length &&
           is_blank_text(source->text, end, token.start);
    end = token.end;
  }
  return hold && is_blank_text(source->text, end, source->text_length);
}

static bool sentences_hold(const rw_annotation *annotation)
{
  uint32_t end = 0;
  bool hold = true;
  for (uint32_t i = 0; i < annotation->sentence_count; i++) {
    hold = hold && annotation->sentences[i].start == end && annotation->sentences[i].end > end;
    end = annotation->sentences[i].end;
  }
  return hold && end == annotation->token_count;
}

static bool marks_hold(const rw_annotation *annotation)
{
  bool hold = true;
  for (uint32_t i = 0; i < annotation->mark_count; i++)
    hold = hold && annotation->marks[i].tokens.start < annotation->marks[i].tokens.end &&
           annotation->marks[i].tokens.end <= annotation->token_count;
  return hold;
}

/* The contract of annotate, for texts without blanks outside ASCII. */
static void check_layers(const rw_source *source, const rw_annotation *annotation)
{
  ck_assert_msg(tokens_hold(source, annotation), "tokens of '%.100s'", source->text);
  ck_assert_msg(sentences_hold(annotation), "sentences of '%.100s'", source->text);
  ck_assert_msg(marks_hold(annotation), "marks of '%.100s'", source->text);
}

START_TEST(every_byte_lies_in_a_token)
{
  static const char alphabet[] =
      "aAbnNtsSdIx19.,'\xCA\xBC`-_/@#:;!?()[]\"$%&+~*=<>  \t\n\xC3\xA9\xFF\xF0\xEF\xBF\xBC\0";
  uint32_t state = 12345;
  for (int round = 0; round < 3000; round++) {
    struct plugin_host host;
    char text[101];
    for (uint32_t i = 0; i < 100; i++) {
      state = state * 1664525u + 1013904223u;
      text[i] = alphabet[(state >> 8) % (sizeof alphabet - 1)];
    }
    text[100] = '\0';
    plugin_host_open(&host);
    rw_source source = source_of(text, 100);
    rw_annotation annotation = annotate(&host, &source);
    check_layers(&source, &annotation);
    plugin_host_close(&host);
  }
}
END_TEST

START_TEST(empty_and_blank_texts_have_no_layers)
{
  static const char *const texts[] = {"", " ", "\n\t  \r\n"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct plugin_host host;
    plugin_host_open(&host);
    rw_source source = source_of(texts[i], strlen(texts[i]));
    rw_annotation annotation = annotate(&host, &source);
    ck_assert_uint_eq(annotation.token_count + annotation.sentence_count + annotation.mark_count, 0);
    plugin_host_close(&host);
  }
}
END_TEST

/* Each repeated to half a megabyte: anything quadratic would take hours. */
static const char *const repeated[] = {
    " ",    "word ", "a",   "a.",      "a.b", "A. ",  "1-",    "1,",        "1.",   ".",        "-",    "- ",
    "'",    "'s",    "n't", "(",       ")",   "\"",   "[1]",   "@a",        "a@",   "a@b.",     "#a",   "/a",
    "/",    "www.",  "~/",  "a/",      "x-",  "non-", "http:", "http://a)", "Mr. ", "U.S. ",    "A&",   "a_",
    "\xFF", "\xC3",  "́",    "👩‍", "￼",   "$",    ":)",    "Bank of ",  "van ", "one and ", "one-", "Monday, ",
};

/* Annotates `start` with a piece repeated behind it; returns the number of tokens. */
static uint32_t annotate_repeated(const char *start, const char *piece)
{
  size_t start_length = strlen(start);
  size_t length = start_length + 500000 / strlen(piece) * strlen(piece);
  char *text = malloc(length + 1);
  ck_assert_ptr_nonnull(text);
  memcpy(text, start, start_length);
  for (size_t at = start_length; at < length; at += strlen(piece))
    memcpy(text + at, piece, strlen(piece));
  text[length] = '\0';
  struct plugin_host host;
  plugin_host_open(&host);
  rw_source source = source_of(text, length);
  rw_annotation annotation = annotate(&host, &source);
  check_layers(&source, &annotation);
  plugin_host_close(&host);
  free(text);
  return annotation.token_count;
}

START_TEST(long_texts_take_linear_time)
{
  uint32_t token_count = annotate_repeated("", repeated[_i]);
  if (strcmp(repeated[_i], " ") == 0)
    ck_assert_uint_eq(token_count, 0);
  else
    ck_assert_uint_gt(token_count, 0);
}
END_TEST

START_TEST(many_marks_behind_a_stop_take_linear_time)
{
  static const char *const marks[] = {")", "\"", "’", ")]", "[1]", "[1"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    ck_assert_uint_gt(annotate_repeated("Rain.", marks[i]), 2);
}
END_TEST

START_TEST(long_sentences_are_repaired_in_linear_time)
{
  enum { COUNT = 200000 };
  rw_word *words = calloc(COUNT, sizeof *words);
  ck_assert_ptr_nonnull(words);
  for (uint32_t i = 0; i < COUNT; i++)
    words[i] = (rw_word){i % 2 ? "\"" : "a", 1, i, RW_GAP_UNKNOWN, RW_WORD_FIRST};
  struct plugin_host host;
  plugin_host_open(&host);
  ck_assert_int_eq(module()->surface(NULL, words, COUNT, &host.host), RW_OK);
  uint32_t undecided = 0;
  for (uint32_t i = 0; i < COUNT; i++)
    undecided += words[i].gap == RW_GAP_UNKNOWN;
  ck_assert_uint_eq(undecided, 0);
  plugin_host_close(&host);
  free(words);
}
END_TEST

/* ---- The rest of the contract ---- */

START_TEST(no_memory_is_reported)
{
  const char *text = "He met Vladimir Putin.";
  rw_source source = source_of(text, strlen(text));
  for (uint32_t allocations = 0; allocations < 3; allocations++) {
    struct plugin_host host;
    plugin_host_open(&host);
    host.allocations_left = allocations;
    rw_annotation annotation = {.size = sizeof annotation};
    ck_assert_int_eq(module()->annotate(NULL, &source, RW_DEPTH_TOKENS, &annotation, &host.host), RW_NO_MEMORY);
    plugin_host_close(&host);
  }
  for (uint32_t allocations = 0; allocations < 2; allocations++) {
    struct plugin_host host;
    plugin_host_open(&host);
    host.allocations_left = allocations;
    rw_word word = {"the", 3, RW_NONE, RW_GAP_BLANK, RW_WORD_NEW};
    ck_assert_int_eq(module()->surface(NULL, &word, 1, &host.host), RW_NO_MEMORY);
    plugin_host_close(&host);
  }
}
END_TEST

START_TEST(english_is_told_from_other_languages)
{
  static const struct {
    const char *text;
    bool english;
  } rows[] = {
      {"When the storm came, nobody in the village was ready for what it would bring to them.", true},
      {"The council said that the bridge would be closed until the end of the month.", true},
      {"Als der Sturm kam, war im Dorf niemand auf das gefasst, was er mit sich bringen sollte.", false},
      {"Quand la tempête est arrivée, personne au village ne savait ce que le vent allait apporter.", false},
      {"Cuando llegó la tormenta, nadie en el pueblo estaba listo para lo que iba a traer.", false},
      {"Toen de storm kwam, was niemand in het dorp klaar voor wat hij met zich mee bracht.", false},
      {"Quando arrivò la tempesta, nessuno nel paese era pronto a ciò che avrebbe portato.", false},
      {"Gdy nadeszła burza, nikt we wsi nie był gotów na to, co miała przynieść.", false},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    uint32_t words = 0;
    uint32_t function_words = 0;
    ck_assert_int_eq(module()->recognise(NULL, rows[i].text, strlen(rows[i].text), &words, &function_words), RW_OK);
    ck_assert_uint_ge(words, 14);
    if (rows[i].english)
      ck_assert_msg(function_words * 10 >= words * 3, "'%s': %u of %u", rows[i].text, function_words, words);
    else
      ck_assert_msg(function_words * 10 <= words, "'%s': %u of %u", rows[i].text, function_words, words);
  }
}
END_TEST

START_TEST(word_lists_are_sorted)
{
  static const struct word_list *const lists[] = {
      &words_function, &words_shared,         &words_number,          &words_negation,       &words_calendar,
      &words_particle, &words_speech,         &words_prefix,          &words_unit,           &words_domain,
      &words_file,     &abbreviations,        &abbreviations_capital, &abbreviations_number, &abbreviations_final,
      &words_opening,  &words_opening_phrase, &words_common,
  };
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    for (size_t word = 1; word < lists[i]->count; word++)
      ck_assert_msg(strcmp(lists[i]->words[word - 1], lists[i]->words[word]) < 0, "'%s' does not come before '%s'",
                    lists[i]->words[word - 1], lists[i]->words[word]);
}
END_TEST

START_TEST(ordinary_words_are_known_in_their_forms)
{
  static const char *const ordinary[] = {"boat",    "boats", "carried", "carrying", "stopped", "making", "largest",
                                         "quickly", "the",   "seven",   "cities",   "worker",  "workers"};
  static const char *const others[] = {"minsk", "lukashenko", "putin", "nato", "", "brexit", "xs"};
  for (size_t i = 0; i < sizeof ordinary / sizeof *ordinary; i++)
    ck_assert_msg(word_is_ordinary(ordinary[i]), "'%s'", ordinary[i]);
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    ck_assert_msg(!word_is_ordinary(others[i]), "'%s'", others[i]);
}
END_TEST

START_TEST(descriptor_says_what_the_module_is)
{
  const struct rw_plugin *plugin = &english_LTX_rw_plugin;
  ck_assert_uint_eq(plugin->abi, RW_ABI);
  ck_assert_uint_eq(plugin->size, sizeof *plugin);
  ck_assert_int_eq(plugin->kind, RW_KIND_LANGUAGE);
  ck_assert_str_eq(plugin->name, "english");
  ck_assert_str_eq(plugin->language, "en");
}
END_TEST

static Suite *english_suite(void)
{
  Suite *suite = suite_create("english");
  TCase *layers = tcase_create("layers");
  tcase_set_timeout(layers, 0);
  tcase_add_test(layers, tokens_follow_the_table);
  tcase_add_test(layers, sentences_follow_the_table);
  tcase_add_test(layers, line_breaks_are_blanks);
  tcase_add_test(layers, marks_follow_the_table);
  tcase_add_test(layers, every_byte_lies_in_a_token);
  tcase_add_test(layers, empty_and_blank_texts_have_no_layers);
  tcase_add_loop_test(layers, long_texts_take_linear_time, 0, (int)(sizeof repeated / sizeof *repeated));
  tcase_add_test(layers, many_marks_behind_a_stop_take_linear_time);
  suite_add_tcase(suite, layers);
  TCase *surface = tcase_create("surface");
  tcase_add_test(surface, surface_follows_the_table);
  tcase_add_test(surface, articles_follow_the_table);
  tcase_add_test(surface, long_sentences_are_repaired_in_linear_time);
  suite_add_tcase(suite, surface);
  TCase *contract = tcase_create("contract");
  tcase_add_test(contract, no_memory_is_reported);
  tcase_add_test(contract, english_is_told_from_other_languages);
  tcase_add_test(contract, word_lists_are_sorted);
  tcase_add_test(contract, ordinary_words_are_known_in_their_forms);
  tcase_add_test(contract, descriptor_says_what_the_module_is);
  suite_add_tcase(suite, contract);
  return suite;
}

int main(void)
{
  SRunner *runner = srunner_create(english_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
