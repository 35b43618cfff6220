/* Passages: their text, the layers a language module gives them, and how markup lies to words. */
#include "sample.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* ---- Titles ---- */

static const struct {
  const char *rule;
  rw_role role;
  const char *text;
  uint32_t count;
  uint32_t breaks[4];
} titles[] = {
    {"a hyphen between blanks parts a title", RW_ROLE_TITLE, "News - Site", 2, {5, 6}},
    {"so does a bar", RW_ROLE_TITLE, "News | Site", 2, {5, 6}},
    {"so does an en dash", RW_ROLE_TITLE, "News \u2013 Site", 2, {5, 8}},
    {"so does an em dash", RW_ROLE_TITLE, "News \u2014 Site", 2, {5, 8}},
    {"so does a middle dot", RW_ROLE_TITLE, "News \u00B7 Site", 2, {5, 7}},
    {"so does a double angle", RW_ROLE_TITLE, "News \u00BB Site", 2, {5, 7}},
    {"a line break is a blank", RW_ROLE_TITLE, "News\n-\nSite", 2, {5, 6}},
    {"three parts have two signs between", RW_ROLE_TITLE, "A - B | C", 4, {2, 3, 6, 7}},
    {"a hyphen inside a word parts nothing", RW_ROLE_TITLE, "well-known - Site", 2, {11, 12}},
    {"a sign at an end parts nothing", RW_ROLE_TITLE, "- News -", 0, {0}},
    {"a paragraph has no parts", RW_ROLE_PARAGRAPH, "News - Site", 0, {0}},
    {"an empty title has none", RW_ROLE_TITLE, "", 0, {0}},
};

START_TEST(test_a_title_is_parted_at_its_signs)
{
  struct passage passage;
  struct segments none = {0};
  passage_init(&passage);
  passage.view.role = titles[_i].role;
  uint32_t length = (uint32_t)strlen(titles[_i].text);
  ck_assert_int_eq(passage_set_text(&passage, titles[_i].text, length, &none, NULL, 0), RW_OK);
  ck_assert_msg(passage.break_count == titles[_i].count, "%s", titles[_i].rule);
  for (uint32_t i = 0; i < passage.break_count; i++)
    ck_assert_uint_eq(passage.breaks[i], titles[_i].breaks[i]);
  ck_assert_str_eq(passage.view.text, titles[_i].text);
  passage_free(&passage);
}
END_TEST

START_TEST(test_text_segments_and_items_are_copied)
{
  char text[] = "red";
  struct item item = {.at = 3, .source = 3, .source_length = 2, .partner = RW_NONE, .kind = ITEM_ANCHOR};
  struct segments segments = {0};
  struct passage passage;
  segments_append(&segments, (struct segment){.text_length = 3, .source_length = 3});
  passage_init(&passage);
  ck_assert_int_eq(passage_set_text(&passage, text, 3, &segments, &item, 1), RW_OK);
  text[0] = 'X';
  item.at = 9;
  segments.items[0].text_length = 9;
  ck_assert_str_eq(passage.view.text, "red");
  ck_assert_uint_eq(passage.items[0].at, 3);
  ck_assert_uint_eq(passage.segments[0].text_length, 3);
  segments_free(&segments);
  passage_free(&passage);
}
END_TEST

START_TEST(test_segments_that_failed_are_no_memory)
{
  struct segments failed = {.failed = true};
  struct passage passage;
  passage_init(&passage);
  ck_assert_int_eq(passage_set_text(&passage, "red", 3, &failed, NULL, 0), RW_NO_MEMORY);
  passage_free(&passage);
}
END_TEST

/* ---- What a language module may answer ---- */

#define LAYERS_TEXT "R\u00e9d hats. So"

struct layers {
  const char *rule;
  rw_range tokens[5]; /* ended by an empty one */
  rw_range sentences[4];
  rw_mark marks[2];
  uint32_t heads[4]; /* of the first tokens; used when `depth` says so */
  rw_depth depth;
  const char *message; /* NULL: accepted */
};

#define GOOD_TOKENS                                                                                                    \
  {                                                                                                                    \
    {0, 4}, {5, 9}, {9, 10},                                                                                           \
    {                                                                                                                  \
      11, 13                                                                                                           \
    }                                                                                                                  \
  }
#define GOOD_SENTENCES                                                                                                 \
  {                                                                                                                    \
    {0, 3},                                                                                                            \
    {                                                                                                                  \
      3, 4                                                                                                             \
    }                                                                                                                  \
  }

static const struct layers layers[] = {
    {"good layers", GOOD_TOKENS, GOOD_SENTENCES, {{{0, 1}, RW_MARK_NAME}}, {0}, RW_DEPTH_TOKENS, NULL},
    {"tokens out of order", {{5, 9}, {0, 4}}, GOOD_SENTENCES, {{{0}, 0}}, {0}, RW_DEPTH_TOKENS, "left text out"},
    {"tokens that overlap", {{0, 6}, {5, 9}}, GOOD_SENTENCES, {{{0}, 0}}, {0}, RW_DEPTH_TOKENS, "token 1 out of order"},
    {"a token past the text", {{0, 99}}, GOOD_SENTENCES, {{{0}, 0}}, {0}, RW_DEPTH_TOKENS, "token 0 out of order"},
    {"a token that begins inside a character",
     {{0, 2}, {2, 4}},
     GOOD_SENTENCES,
     {{{0}, 0}},
     {0},
     RW_DEPTH_TOKENS,
     "inside a character"},
    {"text left out between tokens",
     {{0, 4}, {6, 9}},
     GOOD_SENTENCES,
     {{{0}, 0}},
     {0},
     RW_DEPTH_TOKENS,
     "left text out before token 1"},
    {"text left out at the end",
     {{0, 4}, {5, 9}, {9, 10}},
     {{0, 3}},
     {{{0}, 0}},
     {0},
     RW_DEPTH_TOKENS,
     "left text out at the end"},
    {"a gap between sentences", GOOD_TOKENS, {{0, 2}, {3, 4}}, {{{0}, 0}}, {0}, RW_DEPTH_TOKENS, "sentence 1"},
    {"sentences that overlap", GOOD_TOKENS, {{0, 3}, {2, 4}}, {{{0}, 0}}, {0}, RW_DEPTH_TOKENS, "sentence 1"},
    {"sentences that leave tokens out", GOOD_TOKENS, {{0, 3}}, {{{0}, 0}}, {0}, RW_DEPTH_TOKENS, "do not hold all"},
    {"a mark past the tokens",
     GOOD_TOKENS,
     GOOD_SENTENCES,
     {{{3, 5}, RW_MARK_NAME}},
     {0},
     RW_DEPTH_TOKENS,
     "mark 0 is out of bounds"},
    {"a mark of an unknown kind", GOOD_TOKENS, GOOD_SENTENCES, {{{0, 1}, 99}}, {0}, RW_DEPTH_TOKENS, "mark 0"},
    {"tags that are missing", GOOD_TOKENS, GOOD_SENTENCES, {{{0}, 0}}, {0}, RW_DEPTH_TAGS, "left out a layer"},
    {"good heads", GOOD_TOKENS, GOOD_SENTENCES, {{{0}, 0}}, {1, RW_NONE, 1, RW_NONE}, RW_DEPTH_DEPENDENCIES, NULL},
    {"a head in another sentence",
     GOOD_TOKENS,
     GOOD_SENTENCES,
     {{{0}, 0}},
     {3, RW_NONE, 1, RW_NONE},
     RW_DEPTH_DEPENDENCIES,
     "token 0 a head outside"},
    {"a token that is its own head",
     GOOD_TOKENS,
     GOOD_SENTENCES,
     {{{0}, 0}},
     {1, 1, 1, RW_NONE},
     RW_DEPTH_DEPENDENCIES,
     "token 1 a head outside"},
};

static uint32_t count_ranges(const rw_range *ranges, uint32_t limit)
{
  uint32_t count = 0;
  while (count < limit && ranges[count].end > 0)
    count++;
  return count;
}

static rw_annotation make_annotation(const struct layers *given)
{
  static const uint8_t universal[4];
  static const uint16_t numbers[4];
  static const float probabilities[4];
  static const char *const lemmas[4] = {"", "", "", ""};
  rw_annotation annotation = {
      .size = sizeof annotation,
      .tokens = given->tokens,
      .token_count = count_ranges(given->tokens, 5),
      .sentences = given->sentences,
      .sentence_count = count_ranges(given->sentences, 4),
      .marks = given->marks,
      .mark_count = given->marks[0].tokens.end > 0 ? 1 : 0,
  };
  if (given->depth < RW_DEPTH_DEPENDENCIES)
    return annotation;
  annotation.universal_tag = universal;
  annotation.tag = annotation.relation = numbers;
  annotation.tag_probability = annotation.head_probability = probabilities;
  annotation.lemma = lemmas;
  annotation.head = given->heads;
  return annotation;
}

START_TEST(test_layers_are_taken_over_only_when_they_keep_the_contract)
{
  struct passage passage;
  struct segments none = {0};
  rw_error error = {0};
  passage_init(&passage);
  ck_assert_int_eq(passage_set_text(&passage, LAYERS_TEXT, sizeof LAYERS_TEXT - 1, &none, NULL, 0), RW_OK);
  rw_annotation annotation = make_annotation(&layers[_i]);
  rw_status status = passage_annotated(&passage, &annotation, layers[_i].depth, NULL, 0, &error);
  if (layers[_i].message) {
    ck_assert_msg(status == RW_FAILED, "%s", layers[_i].rule);
    ck_assert_msg(strstr(error.message, layers[_i].message) != NULL, "%s: %s", layers[_i].rule, error.message);
    ck_assert_int_eq(passage.depth, RW_DEPTH_TEXT);
    ck_assert_uint_eq(passage.view.token_count, 0);
    ck_assert_ptr_null(passage.view.tokens);
  } else {
    ck_assert_msg(status == RW_OK, "%s: %s", layers[_i].rule, error.message);
    ck_assert_int_eq(passage.depth, layers[_i].depth);
    ck_assert_uint_eq(passage.view.token_count, 4);
    ck_assert_uint_eq(passage.sentence_of[2], 0);
    ck_assert_uint_eq(passage.sentence_of[3], 1);
  }
  passage_free(&passage);
}
END_TEST

START_TEST(test_white_space_of_unicode_may_lie_between_tokens)
{
  static const rw_range tokens[] = {{0, 2}, {4, 6}}, sentence = {0, 2};
  struct passage passage;
  struct segments none = {0};
  passage_init(&passage);
  ck_assert_int_eq(passage_set_text(&passage, "10\u00a0km", 6, &none, NULL, 0), RW_OK);
  rw_annotation annotation = {
      .size = sizeof annotation, .tokens = tokens, .token_count = 2, .sentences = &sentence, .sentence_count = 1};
  ck_assert_int_eq(passage_annotated(&passage, &annotation, RW_DEPTH_TOKENS, NULL, 0, NULL), RW_OK);
  passage_free(&passage);
}
END_TEST

/* ---- Marks ---- */

static const struct {
  const char *rule;
  rw_range bytes;
  rw_range tokens; /* empty: the mark falls away */
} marked[] = {
    {"a mark of whole words", {4, 12}, {1, 3}},
    {"a mark within a word marks the word", {5, 6}, {1, 2}},
    {"a mark from word to word marks both", {6, 9}, {1, 3}},
    {"blanks at its ends add nothing", {3, 8}, {1, 2}},
    {"a mark of a blank falls away", {3, 4}, {0, 0}},
    {"an empty mark falls away", {5, 5}, {0, 0}},
    {"a mark to the end", {8, 13}, {2, 4}},
};

START_TEST(test_marks_in_bytes_become_marks_of_the_tokens_they_touch)
{
  struct byte_mark mark = {marked[_i].bytes, RW_MARK_TERM};
  struct passage passage;
  sample_open(&passage, "See old hats.", &mark, 1);
  bool falls_away = marked[_i].tokens.end == 0;
  ck_assert_msg(passage.view.mark_count == (falls_away ? 0 : 1), "%s", marked[_i].rule);
  if (!falls_away) {
    ck_assert_uint_eq(passage.view.marks[0].tokens.start, marked[_i].tokens.start);
    ck_assert_uint_eq(passage.view.marks[0].tokens.end, marked[_i].tokens.end);
  }
  passage_free(&passage);
}
END_TEST

START_TEST(test_marks_are_sorted_and_may_overlap)
{
  static const struct byte_mark marks[] = {
      {{8, 12}, RW_MARK_NUMBER}, {{0, 12}, RW_MARK_QUOTATION}, {{4, 7}, RW_MARK_NAME}, {{0, 3}, RW_MARK_NAME}};
  struct passage passage;
  sample_open(&passage, "See old hats.", marks, 4);
  static const rw_mark wanted[] = {
      {{0, 1}, RW_MARK_NAME}, {{0, 3}, RW_MARK_QUOTATION}, {{1, 2}, RW_MARK_NAME}, {{2, 3}, RW_MARK_NUMBER}};
  ck_assert_uint_eq(passage.view.mark_count, 4);
  ck_assert_mem_eq(passage.view.marks, wanted, sizeof wanted);
  ck_assert(passage_has_mark(&passage, (rw_range){0, 4}, 1u << RW_MARK_NUMBER));
  ck_assert(!passage_has_mark(&passage, (rw_range){0, 2}, 1u << RW_MARK_NUMBER));
  ck_assert(passage_has_mark(&passage, (rw_range){0, 2}, 1u << RW_MARK_NUMBER | 1u << RW_MARK_NAME));
  ck_assert(!passage_has_mark(&passage, (rw_range){3, 4}, ~0u));
  ck_assert(!passage_has_mark(&passage, (rw_range){1, 1}, ~0u));
  passage_free(&passage);
}
END_TEST

START_TEST(test_bytes_of_tokens_go_from_the_first_to_the_last)
{
  struct passage passage;
  sample_open(&passage, " See  old hats. ", NULL, 0);
  rw_range bytes = passage_bytes(&passage, (rw_range){0, 2});
  ck_assert_uint_eq(bytes.start, 1);
  ck_assert_uint_eq(bytes.end, 9);
  bytes = passage_bytes(&passage, (rw_range){1, 1});
  ck_assert_uint_eq(bytes.start, bytes.end);
  bytes = passage_bytes(&passage, (rw_range){4, 4});
  ck_assert_uint_eq(bytes.start, bytes.end);
  passage_free(&passage);
}
END_TEST

/* ---- Markup ---- */

static const struct {
  const char *rule;
  const char *page;
  const char *places; /* per item: < open, > close, a after, b before, i inside, | barrier */
  uint32_t tokens[6]; /* per item: placement.token */
} markup[] = {
    {"an element around words", "See <b>red hats</b> now.", "<>", {1, 3}},
    {"an element around one word", "See <b>red</b>, now.", "<>", {1, 2}},
    {"blanks inside an element's edges", "See<b> red </b>now.", "<>", {1, 2}},
    {"a pair inside a word", "See H<b>2</b>O now.", "ii", {1, 1}},
    {"a pair from the start of a word to its middle", "See <b>re</b>d now.", "ii", {1, 1}},
    {"a pair from the middle of a word to its end", "See r<b>ed</b> now.", "ii", {1, 1}},
    {"what is in a pair inside a word is inside", "See <b>[c]re</b>d<i>x[d]</i> now.", "iiiiii", {1, 1, 1, 1, 1, 1}},
    {"a pair that begins inside a word and goes on", "See r<b>ed hats</b> now.", "||", {1, 3}},
    {"a pair that ends inside another word", "See <b>red ha</b>ts now.", "||", {1, 2}},
    {"a pair around the blank before a word and half of it", "See<b> re</b>d now.", "||", {1, 1}},
    {"an element in a pair that is a barrier", "See r<b>ed <i>hats</i></b> now.", "|<>|", {1, 2, 3, 3}},
    {"a barrier stays one", "See {x}red h{y}ats now.", "||", {1, 2}},
    {"an anchor joined to the word before", "See[1] red.", "a", {0}},
    {"an anchor joined to the word behind", "See [1]red.", "b", {1}},
    {"an anchor joined to both", "See,[1]red.", "a", {1}},
    {"an anchor between blanks", "See [1] red.", "a", {0}},
    {"an anchor at the start", "[1] See.", "b", {0}},
    {"an anchor at the end", "See. [1]", "a", {1}},
    {"an anchor inside a word", "S[c]ee red.", "i", {0}},
    {"an anchor that begins an element", "See<b>[1] red</b>.", "<b>", {1, 1, 2}},
    {"an anchor that ends an element", "See <b>red [1]</b>hats.", "<a>", {1, 1, 2}},
    {"an anchor behind an element", "See <b>red</b>[1] hats.", "<>a", {1, 2, 1}},
    {"a pair without words, with what is in it", "See<b>[1]</b> red.", "aaa", {0, 0, 0}},
    {"a pair around a blank", "See<b> </b>red.", "aa", {0, 0}},
};

START_TEST(test_items_are_placed_by_the_words_they_belong_to)
{
  static const char letters[] = {
      [PLACE_OPEN] = '<',   [PLACE_CLOSE] = '>',  [PLACE_AFTER] = 'a',
      [PLACE_BEFORE] = 'b', [PLACE_INSIDE] = 'i', [PLACE_BARRIER] = '|',
  };
  struct passage passage;
  sample_open(&passage, markup[_i].page, NULL, 0);
  ck_assert_uint_eq(passage.item_count, strlen(markup[_i].places));
  for (uint32_t i = 0; i < passage.item_count; i++) {
    const struct placement *placement = &passage.markup.placements[i];
    ck_assert_msg(letters[placement->place] == markup[_i].places[i], "%s: item %u: %c", markup[_i].rule, i,
                  letters[placement->place]);
    ck_assert_msg(placement->token == markup[_i].tokens[i], "%s: item %u: token %u", markup[_i].rule, i,
                  placement->token);
  }
  passage_free(&passage);
}
END_TEST

START_TEST(test_inline_elements_are_shown_with_the_tokens_they_wrap)
{
  struct passage passage;
  sample_open(&passage, "<b>See <b>red</b></b> H<b>2</b>O<b></b> now.", NULL, 0);
  static const rw_range wanted[] = {{0, 2}, {1, 2}};
  ck_assert_uint_eq(passage.view.inline_count, 2);
  for (uint32_t i = 0; i < 2; i++) {
    ck_assert_uint_eq(passage.view.inlines[i].tokens.start, wanted[i].start);
    ck_assert_uint_eq(passage.view.inlines[i].tokens.end, wanted[i].end);
    ck_assert_str_eq(passage.view.inlines[i].name, "b");
  }
  passage_free(&passage);
}
END_TEST

START_TEST(test_a_passage_without_words_has_empty_layers)
{
  struct passage passage;
  sample_open(&passage, " <b>[1]</b> ", NULL, 0);
  ck_assert_uint_eq(passage.view.token_count, 0);
  ck_assert_uint_eq(passage.view.inline_count, 0);
  ck_assert_int_eq(passage.depth, RW_DEPTH_TOKENS);
  passage_free(&passage);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *suite = suite_create("passage");
  TCase *tests = tcase_create("passage");
  tcase_add_loop_test(tests, test_a_title_is_parted_at_its_signs, 0, COUNT(titles));
  tcase_add_test(tests, test_text_segments_and_items_are_copied);
  tcase_add_test(tests, test_segments_that_failed_are_no_memory);
  tcase_add_loop_test(tests, test_layers_are_taken_over_only_when_they_keep_the_contract, 0, COUNT(layers));
  tcase_add_test(tests, test_white_space_of_unicode_may_lie_between_tokens);
  tcase_add_loop_test(tests, test_marks_in_bytes_become_marks_of_the_tokens_they_touch, 0, COUNT(marked));
  tcase_add_test(tests, test_marks_are_sorted_and_may_overlap);
  tcase_add_test(tests, test_bytes_of_tokens_go_from_the_first_to_the_last);
  tcase_add_loop_test(tests, test_items_are_placed_by_the_words_they_belong_to, 0, COUNT(markup));
  tcase_add_test(tests, test_inline_elements_are_shown_with_the_tokens_they_wrap);
  tcase_add_test(tests, test_a_passage_without_words_has_empty_layers);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
