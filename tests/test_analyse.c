/* Tags and trees of texts with a small model of random weights: what must hold whatever the weights are. And the module
 * around it: when it opens its model, and what it says when it cannot. */
#include "analyse.h"
#include "model_maker.h"
#include "plugin_host.h"
#include "tagset.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const struct rw_plugin english_LTX_rw_plugin;

static struct plugin_host host;
static char *path;

static void set_up(void)
{
  struct model_maker maker;
  size_t length;
  plugin_host_open(&host);
  model_maker_open(&maker, 5);
  /* `root`, the last of the relations, scores best everywhere: it must not be taken but where it belongs. */
  struct made_section *bias = model_maker_find(&maker, "relation.bias");
  memcpy(bias->content + bias->length - 4, "\x00\x00\xA0\x40", 4);
  unsigned char *bytes = model_maker_bytes(&maker, &length);
  path = model_bytes_write(bytes, length);
  free(bytes);
  model_maker_free(&maker);
}

static void tear_down(void)
{
  unlink(path);
  free(path);
  plugin_host_close(&host);
}

static const rw_language *module(void)
{
  return english_LTX_rw_plugin.language_module;
}

/* An instance of the module, its option `model` set. */
static void *open_instance(const char *model_path)
{
  void *instance = plugin_host_keep(&host, english_LTX_rw_plugin.instance_size);
  const rw_option *option = english_LTX_rw_plugin.options;
  while (strcmp(option->name, "model") != 0)
    option++;
  *(const char **)((char *)instance + option->offset) = model_path;
  return instance;
}

static rw_annotation annotate_source(void *instance, const rw_source *source, rw_depth depth)
{
  rw_annotation annotation = {.size = sizeof annotation};
  ck_assert_msg(module()->annotate(instance, source, depth, &annotation, &host.host) == RW_OK, "%s", host.message);
  return annotation;
}

static rw_annotation annotate(void *instance, const char *text, rw_depth depth)
{
  const rw_source source = {.size = sizeof source, .text = text, .text_length = (uint32_t)strlen(text)};
  return annotate_source(instance, &source, depth);
}

/* A text of `count` words, every seventh with a comma behind it. */
static const char *make_words(uint32_t count, const char *comma)
{
  static const char *const words[] = {"storm", "reached", "Finland", "on", "Sunday", "while", "people", "slept"};
  char *text = plugin_host_keep(&host, (size_t)count * 12 + 2);
  char *at = text;
  for (uint32_t i = 0; i < count; i++)
    at += sprintf(at, "%s%s ", words[i * 5 % 8], i % 7 == 6 ? comma : "");
  return text;
}

static uint32_t relation(const char *name)
{
  return tagset_find(tagset_relations, name, strlen(name));
}

/* ---- What always holds ---- */

static void check_tags(const rw_annotation *annotation)
{
  for (uint32_t i = 0; i < annotation->token_count; i++) {
    ck_assert_uint_lt(annotation->universal_tag[i], 17);
    ck_assert_uint_lt(annotation->tag[i], 51);
    ck_assert(annotation->tag_probability[i] > 0 && annotation->tag_probability[i] <= 1);
    ck_assert_ptr_nonnull(annotation->lemma[i]);
  }
}

static void check_heads(const rw_annotation *annotation)
{
  for (uint32_t sentence = 0; sentence < annotation->sentence_count; sentence++) {
    const rw_range tokens = annotation->sentences[sentence];
    uint32_t roots = 0;
    for (uint32_t i = tokens.start; i < tokens.end; i++) {
      const uint32_t head = annotation->head[i];
      roots += head == RW_NONE;
      ck_assert(head == RW_NONE || (head >= tokens.start && head < tokens.end && head != i));
      ck_assert_int_eq(head == RW_NONE, annotation->relation[i] == relation("root"));
      ck_assert(annotation->head_probability[i] >= 0 && annotation->head_probability[i] <= 1.000001f);
      uint32_t steps = 0;
      for (uint32_t above = i; above != RW_NONE; above = annotation->head[above])
        ck_assert_uint_le(steps++, tokens.end - tokens.start);
    }
    ck_assert_uint_eq(roots, 1);
  }
}

START_TEST(every_token_has_tags_and_every_sentence_is_a_tree)
{
  void *instance = open_instance(path);
  const rw_annotation annotation =
      annotate(instance,
               "The storm reached Finland on Sunday, and 40,000 homes lost power. \"It's over,\" she said. Yes! "
               "U.S. officials don't think so: caf\xC3\xA9s stayed open... \xE2\x80\x94 (mostly) \xF0\x9F\x98\x80",
               RW_DEPTH_DEPENDENCIES);
  ck_assert_uint_ge(annotation.sentence_count, 4);
  check_tags(&annotation);
  check_heads(&annotation);
  english_LTX_rw_plugin.destroy(instance);
}
END_TEST

START_TEST(tags_alone_leave_out_heads)
{
  void *instance = open_instance(path);
  const rw_annotation tags = annotate(instance, "The storm reached Finland.", RW_DEPTH_TAGS);
  const rw_annotation all = annotate(instance, "The storm reached Finland.", RW_DEPTH_DEPENDENCIES);
  check_tags(&tags);
  ck_assert_ptr_null(tags.head);
  ck_assert_mem_eq(tags.tag, all.tag, tags.token_count * sizeof *tags.tag);
  english_LTX_rw_plugin.destroy(instance);
}
END_TEST

START_TEST(an_empty_text_is_analysed)
{
  void *instance = open_instance(path);
  ck_assert_uint_eq(annotate(instance, "", RW_DEPTH_DEPENDENCIES).token_count, 0);
  ck_assert_uint_eq(annotate(instance, " \n ", RW_DEPTH_DEPENDENCIES).token_count, 0);
  english_LTX_rw_plugin.destroy(instance);
}
END_TEST

START_TEST(a_sentence_is_the_same_in_any_text)
{
  void *instance = open_instance(path);
  const char *before = "Storms came. Nobody slept on Sunday while the storm reached Finland.";
  const char *sentence = "The people that reached Finland on Sunday slept.";
  const rw_annotation alone = annotate(instance, sentence, RW_DEPTH_DEPENDENCIES);
  ck_assert_uint_eq(alone.sentence_count, 1);
  for (uint32_t copies = 1; copies < 40; copies += 3) {
    char *text = plugin_host_keep(&host, strlen(sentence) + 2 + copies * (strlen(before) + 1));
    for (uint32_t i = 0; i < copies; i++)
      strcat(strcat(text, before), " ");
    const rw_annotation joined = annotate(instance, strcat(text, sentence), RW_DEPTH_DEPENDENCIES);
    const uint32_t shift = joined.token_count - alone.token_count;
    for (uint32_t i = 0; i < alone.token_count; i++) {
      ck_assert_uint_eq(joined.tag[shift + i], alone.tag[i]);
      ck_assert_uint_eq(joined.relation[shift + i], alone.relation[i]);
      ck_assert_uint_eq(joined.head[shift + i], alone.head[i] == RW_NONE ? RW_NONE : alone.head[i] + shift);
      ck_assert_mem_eq(&joined.head_probability[shift + i], &alone.head_probability[i], sizeof(float));
      ck_assert_mem_eq(&joined.tag_probability[shift + i], &alone.tag_probability[i], sizeof(float));
    }
  }
  english_LTX_rw_plugin.destroy(instance);
}
END_TEST

/* ---- Long sentences ---- */

/* How many pieces a sentence of one text was parsed in: the roots of the later ones hang on the first's. */
static uint32_t count_pieces(const rw_annotation *annotation)
{
  uint32_t root = 0, pieces = 1;
  while (annotation->head[root] != RW_NONE)
    root++;
  for (uint32_t i = ANALYSE_SENTENCE_LIMIT / 2; i < annotation->token_count; i++)
    pieces += annotation->head[i] == root && annotation->relation[i] == relation("parataxis");
  return pieces;
}

START_TEST(a_sentence_over_the_limit_is_parsed_in_pieces)
{
  static const struct {
    uint32_t words;
    uint32_t least_pieces, most_pieces;
  } rows[] = {{ANALYSE_SENTENCE_LIMIT + 1, 2, 3}, {1000, 5, 10}, {20000, 100, 200}};
  void *instance = open_instance(path);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    for (int commas = 0; commas < 2; commas++) {
      const rw_annotation annotation =
          annotate(instance, make_words(rows[i].words, commas ? " ," : ""), RW_DEPTH_DEPENDENCIES);
      ck_assert_uint_eq(annotation.sentence_count, 1);
      check_tags(&annotation);
      check_heads(&annotation);
      ck_assert_uint_ge(count_pieces(&annotation), rows[i].least_pieces);
    }
  english_LTX_rw_plugin.destroy(instance);
}
END_TEST

/* With the same model, the first piece of a sentence over the limit is parsed as if it stood alone. */
START_TEST(pieces_end_behind_punctuation)
{
  static const struct {
    const char *rule, *marks;
    uint32_t place, end; /* the mark stands at this token; the first piece ends at that */
  } rows[] = {
      {"behind a comma", ",", 150, 151},
      {"no earlier than half the limit", ",", 50, 200},
      {"behind a semicolon", ";", 101, 102},
      {"as late as may be", ",", 199, 200},
      {"not behind one past the limit", ",", 200, 200},
      {"in the middle of words", "x", 150, 200},
  };
  void *instance = open_instance(path);
  for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
    char text[4000] = "";
    rw_range tokens[300];
    for (uint32_t i = 0; i < 300; i++) {
      const char *word = i == rows[row].place ? rows[row].marks : "storm";
      tokens[i] = (rw_range){(uint32_t)strlen(text), (uint32_t)(strlen(text) + strlen(word))};
      strcat(strcat(text, word), " ");
    }
    const rw_range sentences[] = {{0, 300}, {0, rows[row].end}};
    rw_annotation whole, part;
    for (uint32_t i = 0; i < 2; i++) {
      const rw_source source = {.size = sizeof source,
                                .text = text,
                                .text_length = tokens[sentences[i].end - 1].end,
                                .tokens = tokens,
                                .token_count = sentences[i].end,
                                .sentences = &sentences[i],
                                .sentence_count = 1};
      *(i == 0 ? &whole : &part) = annotate_source(instance, &source, RW_DEPTH_DEPENDENCIES);
    }
    ck_assert_msg(memcmp(whole.head, part.head, rows[row].end * sizeof *part.head) == 0, "%s", rows[row].rule);
    ck_assert_mem_eq(whole.head_probability, part.head_probability, rows[row].end * sizeof *part.head_probability);
    check_heads(&whole);
  }
  english_LTX_rw_plugin.destroy(instance);
}
END_TEST

START_TEST(only_the_first_piece_begins_its_sentence)
{
  void *instance = open_instance(path);
  const char *words = make_words(ANALYSE_SENTENCE_LIMIT + 40, "");
  const rw_annotation whole = annotate(instance, words, RW_DEPTH_TAGS);
  const uint32_t start = ANALYSE_SENTENCE_LIMIT;
  const rw_annotation rest = annotate(instance, words + whole.tokens[start].start, RW_DEPTH_TAGS);
  ck_assert_uint_eq(rest.token_count, whole.token_count - start);
  ck_assert(whole.tag_probability[start] < rest.tag_probability[0] ||
            whole.tag_probability[start] > rest.tag_probability[0]);
  english_LTX_rw_plugin.destroy(instance);
}
END_TEST

START_TEST(a_token_longer_than_any_word_is_analysed)
{
  void *instance = open_instance(path);
  char *text = plugin_host_keep(&host, 100001);
  memset(text, 'a', 100000);
  const rw_annotation annotation = annotate(instance, text, RW_DEPTH_DEPENDENCIES);
  ck_assert_uint_eq(annotation.token_count, 1);
  check_heads(&annotation);
  english_LTX_rw_plugin.destroy(instance);
}
END_TEST

/* ---- Given tokens ---- */

START_TEST(given_tokens_and_sentences_stay)
{
  static const char text[] = "do n't stop . 10 000 homes";
  static const rw_range tokens[] = {{0, 2}, {3, 6}, {7, 11}, {12, 13}, {14, 20}, {21, 26}};
  static const rw_range sentences[] = {{0, 2}, {2, 6}};
  const rw_source source = {.size = sizeof source,
                            .text = text,
                            .text_length = sizeof text - 1,
                            .tokens = tokens,
                            .token_count = 6,
                            .sentences = sentences,
                            .sentence_count = 2};
  void *instance = open_instance(path);
  const rw_annotation annotation = annotate_source(instance, &source, RW_DEPTH_DEPENDENCIES);
  ck_assert_uint_eq(annotation.token_count, 6);
  ck_assert_mem_eq(annotation.tokens, tokens, sizeof tokens);
  ck_assert_uint_eq(annotation.sentence_count, 2);
  ck_assert_mem_eq(annotation.sentences, sentences, sizeof sentences);
  check_tags(&annotation);
  check_heads(&annotation);
  english_LTX_rw_plugin.destroy(instance);
}
END_TEST

/* ---- The model ---- */

START_TEST(tokens_need_no_model)
{
  void *instance = open_instance("/no/such/model");
  ck_assert_uint_eq(annotate(instance, "Rain fell.", RW_DEPTH_TOKENS).token_count, 3);
  english_LTX_rw_plugin.destroy(instance);
}
END_TEST

static void refuse(void *instance, rw_status wanted, const char *reason)
{
  const rw_source source = {.size = sizeof source, .text = "Rain.", .text_length = 5};
  rw_annotation annotation = {.size = sizeof annotation};
  for (int round = 0; round < 2; round++) {
    ck_assert_int_eq(module()->annotate(instance, &source, RW_DEPTH_TAGS, &annotation, &host.host), wanted);
    ck_assert_msg(strstr(host.message, reason), "'%s' does not say '%s'", host.message, reason);
  }
  english_LTX_rw_plugin.destroy(instance);
}

static const char *no_data_path(const rw_host *unused, const char *name)
{
  (void)unused;
  (void)name;
  return NULL;
}

START_TEST(tags_without_a_model_are_refused_with_the_reason)
{
  refuse(open_instance("/no/such/model"), RW_NO_FILE, "/no/such/model: cannot be opened");
  host.host.data_path = no_data_path;
  refuse(open_instance(NULL), RW_NO_FILE, "need the data file english/english.model, which is not there");
  FILE *file = fopen(path, "r+");
  ck_assert_ptr_nonnull(file);
  fputs("x", file);
  fclose(file);
  refuse(open_instance(path), RW_BAD_DATA, "not a model of English");
}
END_TEST

START_TEST(no_memory_is_reported)
{
  const rw_source source = {.size = sizeof source, .text = "Rain fell.", .text_length = 10};
  void *instance = open_instance(path);
  uint32_t allocations = 0;
  for (;; allocations++) {
    rw_annotation annotation = {.size = sizeof annotation};
    host.allocations_left = allocations;
    const rw_status status = module()->annotate(instance, &source, RW_DEPTH_DEPENDENCIES, &annotation, &host.host);
    if (status == RW_OK)
      break;
    ck_assert_int_eq(status, RW_NO_MEMORY);
  }
  ck_assert_uint_ge(allocations, 12);
  english_LTX_rw_plugin.destroy(instance);
}
END_TEST

START_TEST(names_are_those_of_the_treebanks)
{
  static const char *const universal[] = {"ADJ", "PROPN", "X"}, *const tags[] = {"NNS", "-LRB-", "PRP$", "HYPH"};
  static const char *const relations[] = {"nsubj:pass", "acl:relcl", "root", "xcomp"};
  for (size_t i = 0; i < 3; i++)
    ck_assert_uint_ne(tagset_find(module()->universal_tags, universal[i], strlen(universal[i])), TAGSET_ABSENT);
  for (size_t i = 0; i < 4; i++) {
    ck_assert_uint_ne(tagset_find(module()->tags, tags[i], strlen(tags[i])), TAGSET_ABSENT);
    ck_assert_uint_ne(tagset_find(module()->relations, relations[i], strlen(relations[i])), TAGSET_ABSENT);
  }
  ck_assert_uint_eq(tagset_find(module()->tags, "NN", 1), TAGSET_ABSENT);
  ck_assert_uint_eq(tagset_find(module()->tags, "NOSUCH", 6), TAGSET_ABSENT);
}
END_TEST

static Suite *analyse_suite(void)
{
  Suite *suite = suite_create("analyse");
  TCase *texts = tcase_create("texts");
  tcase_set_timeout(texts, 0);
  tcase_add_checked_fixture(texts, set_up, tear_down);
  tcase_add_test(texts, every_token_has_tags_and_every_sentence_is_a_tree);
  tcase_add_test(texts, tags_alone_leave_out_heads);
  tcase_add_test(texts, an_empty_text_is_analysed);
  tcase_add_test(texts, a_sentence_is_the_same_in_any_text);
  tcase_add_test(texts, a_sentence_over_the_limit_is_parsed_in_pieces);
  tcase_add_test(texts, pieces_end_behind_punctuation);
  tcase_add_test(texts, only_the_first_piece_begins_its_sentence);
  tcase_add_test(texts, a_token_longer_than_any_word_is_analysed);
  tcase_add_test(texts, given_tokens_and_sentences_stay);
  suite_add_tcase(suite, texts);
  TCase *model = tcase_create("model");
  tcase_set_timeout(model, 0);
  tcase_add_checked_fixture(model, set_up, tear_down);
  tcase_add_test(model, tokens_need_no_model);
  tcase_add_test(model, tags_without_a_model_are_refused_with_the_reason);
  tcase_add_test(model, no_memory_is_reported);
  tcase_add_test(model, names_are_those_of_the_treebanks);
  suite_add_tcase(suite, model);
  return suite;
}

int main(void)
{
  SRunner *runner = srunner_create(analyse_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
