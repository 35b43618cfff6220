/* The network: that a model whose sections do not fit each other is refused with the reason, and that its scores are
 * those of the formulas, the same bits with every kernel and in any company. */
#include "feature.h"
#include "model_maker.h"
#include "network.h"
#include "plugin_host.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct plugin_host host;
static struct model_maker maker;
static struct model *model;

static void set_up(void)
{
  plugin_host_open(&host);
  model_maker_open(&maker, 3);
  model = NULL;
}

static void tear_down(void)
{
  model_close(model);
  model_maker_free(&maker);
  plugin_host_close(&host);
}

/* Opens what the maker holds as a model. */
static void open_model(void)
{
  size_t length;
  unsigned char *bytes = model_maker_bytes(&maker, &length);
  char *path = model_bytes_write(bytes, length);
  ck_assert_msg(model_open(path, &model, &host.host) == RW_OK, "%s", host.message);
  unlink(path);
  free(path);
  free(bytes);
}

static struct network *open_network(void)
{
  struct network *network;
  open_model();
  ck_assert_msg(network_open(model, &network, &host.host) == RW_OK, "%s", host.message);
  return network;
}

static void refuse(const char *section, const char *reason)
{
  struct network *network;
  open_model();
  ck_assert_int_eq(network_open(model, &network, &host.host), RW_BAD_DATA);
  ck_assert_ptr_null(network);
  ck_assert_msg(strncmp(host.message, model_path(model), strlen(model_path(model))) == 0, "'%s'", host.message);
  ck_assert_msg(strstr(host.message, section), "'%s' does not name '%s'", host.message, section);
  ck_assert_msg(strstr(host.message, reason), "'%s' does not say '%s'", host.message, reason);
  ck_assert_msg(strstr(host.message, "train a model"), "'%s' names no cure", host.message);
}

/* ---- Sections that do not fit ---- */

START_TEST(every_section_is_needed)
{
  const struct made_section section = maker.sections[_i];
  char name[32];
  strcpy(name, section.name);
  if (strcmp(name, "layer2.weight") == 0)
    return;
  model_maker_remove(&maker, name);
  refuse(name, "is missing");
}
END_TEST

START_TEST(every_section_has_its_type)
{
  const struct made_section section = maker.sections[_i];
  char name[32];
  strcpy(name, section.name);
  const enum model_type other = section.type == MODEL_ROWS ? MODEL_PANELS : MODEL_ROWS;
  model_maker_replace(&maker, name, other, section.rows, section.columns);
  refuse(name, "is of the wrong type");
}
END_TEST

START_TEST(every_section_has_its_sides)
{
  const struct made_section section = maker.sections[_i];
  char name[32];
  strcpy(name, section.name);
  const bool free_rows = section.type == MODEL_ROWS && strncmp(name, "v", 1) != 0;
  if (section.type == MODEL_STRINGS || free_rows)
    return;
  model_maker_replace(&maker, name, section.type, section.rows + 1, section.columns);
  refuse("section '", "; ");
}
END_TEST

static const struct shape_row {
  const char *rule;
  const char *section;
  uint32_t rows, columns;
  const char *reason;
} shape_rows[] = {
    {"an embedding has a row besides the root's", "shape.embedding", 1, 4, "has the wrong number of rows"},
    {"a wider embedding needs a larger window", "shape.embedding", 128, 5, "section 'window.weight' is 183 x 64"},
    {"no embedding is endless", "shape.embedding", 2, 5000, "is too wide"},
    {"the vocabulary has a row for each word", "vocabulary.hashes", 49, 1, "has the wrong number of rows"},
    {"words stand in one column", "vocabulary.hashes", 50, 2, "has more than one column"},
    {"the width is a multiple of two panels", "window.weight", 183, 48, "is no multiple of 32"},
    {"nothing is endlessly wide", "relation.weight", 5000, 11, "too wide"},
    {"a layer has six gates for each half of a row", "layer2.weight", 64, 128, "section 'layer2.weight' is 64 x 128"},
    {"tags are scored on a layer there is", "tag.layer", 1, 2, "does not say a layer there is"},
    {"as many tags are scored as are named", "tag.weight", 64, 14, "the others ask for 64 x 13"},
    {"a bias is one row", "tag.bias", 13, 1, "one number for each column"},
    {"distances come in 24 buckets", "arc.distance", 22, MADE_ARC, "the others ask for 24 x 24"},
};

START_TEST(sides_that_do_not_fit_are_refused)
{
  const struct shape_row *row = &shape_rows[_i];
  model_maker_replace(&maker, row->section, model_maker_find(&maker, row->section)->type, row->rows, row->columns);
  refuse("section '", row->reason);
}
END_TEST

static const struct name_row {
  const char *rule;
  const char *section;
  const char *names; /* in the place of `count` */
  size_t length;
  uint32_t count;
  const char *reason;
} name_rows[] = {
#define NAMES(strings) strings, sizeof strings
    {"an unknown tag", "tag.names", NAMES("NOUN\tNN\0NOUN\tNOSUCH"), 2, "names 'NOUN\tNOSUCH', which is unknown"},
    {"an unknown universal tag", "tag.names", NAMES("NAME\tNN"), 1, "names 'NAME\tNN', which is unknown"},
    {"a tag without a tab", "tag.names", NAMES("NOUN"), 1, "names 'NOUN', which is unknown"},
    {"an empty tag", "tag.names", NAMES(""), 1, "names '', which is unknown"},
    {"an unknown relation", "relation.names", NAMES("root\0nsubj:nosuch"), 2, "names 'nsubj:nosuch', which is unknown"},
    {"no root", "relation.names", NAMES("nsubj\0obj"), 2, "lacks 'root'"},
    {"nothing but a root", "relation.names", NAMES("root"), 1, "has nothing else"},
#undef NAMES
};

START_TEST(names_that_are_unknown_are_refused)
{
  const struct name_row *row = &name_rows[_i];
  model_maker_set_strings(&maker, row->section, row->names, row->length, row->count);
  refuse(row->section, row->reason);
}
END_TEST

START_TEST(words_out_of_order_are_refused)
{
  struct made_section *section = model_maker_find(&maker, "vectors.hashes");
  memcpy(section->content + 8, section->content + 4, 4);
  refuse("vectors.hashes", "is not in ascending order");
}
END_TEST

START_TEST(tags_on_a_layer_that_is_not_there_are_refused)
{
  static const unsigned char layers[] = {0, MADE_LAYERS + 1, 255};
  for (size_t i = 0; i < sizeof layers; i++) {
    model_maker_find(&maker, "tag.layer")->content[0] = layers[i];
    refuse("tag.layer", "does not say a layer there is");
    model_close(model);
  }
  model = NULL;
}
END_TEST

START_TEST(a_model_without_vectors_is_whole)
{
  model_maker_remove(&maker, "vectors.hashes");
  model_maker_remove(&maker, "vectors.embedding");
  const struct made_section *window = model_maker_find(&maker, "window.weight");
  model_maker_replace(&maker, "window.weight", MODEL_PANELS, window->rows - 3 * 9, window->columns);
  struct network *network = open_network();
  ck_assert_uint_eq(network_labels(network)->tag_count, 13);
  network_close(network);
}
END_TEST

/* ---- Scores ---- */

static const char *const words[] = {"The", "storm", "that",   "reached", "Finland",           "on",    "Sunday",
                                    "has", "left",  "40,000", "homes",   "without",           "power", ",",
                                    "it",  "isn",   "’t",     "over",    "\xC3\xA9t\xC3\xA9", "\xFF",  "a",
                                    "—",   "."};
#define WORDS (uint32_t)(sizeof words / sizeof *words)

/* Adds a sentence of `count` words from `first` on. Returns its root's row. */
static uint32_t add_sentence(struct network_batch *batch, uint32_t first, uint32_t count)
{
  const uint32_t root = network_add_sentence(batch);
  for (uint32_t i = 0; i < count; i++) {
    const char *word = words[(first + i) % WORDS];
    network_add_token(batch, word, strlen(word), i == 0);
  }
  return root;
}

/* All scores of a sentence, one after the other. */
struct scores {
  float *items;
  size_t count;
};

static void collect(struct scores *scores, const float *items, size_t count)
{
  scores->items = realloc(scores->items, (scores->count + count) * sizeof *items);
  ck_assert_ptr_nonnull(scores->items);
  memcpy(scores->items + scores->count, items, count * sizeof *items);
  scores->count += count;
}

/* Scores a sentence of `count` words from `first` on behind a sentence of `before` words and before one of `behind`. */
static struct scores score(const struct network *network, const struct kernel *kernel, uint32_t first, uint32_t count,
                           uint32_t before, uint32_t behind)
{
  struct network_batch *batch = network_batch_open(network, kernel);
  ck_assert_ptr_nonnull(batch);
  if (before > 0)
    add_sentence(batch, 5, before);
  const uint32_t root = add_sentence(batch, first, count);
  if (behind > 0)
    add_sentence(batch, 9, behind);
  network_run(batch, true);
  struct scores scores = {NULL, 0};
  for (uint32_t row = root + 1; row <= root + count; row++)
    collect(&scores, network_tag_scores(batch, row), network_labels(network)->tag_count);
  const float *arcs = network_arc_scores(batch, root, count + 1);
  for (uint32_t row = 1; row <= count; row++)
    for (uint32_t head = 0; head <= count; head++)
      if (head != row)
        collect(&scores, &arcs[row * (count + 1) + head], 1);
  uint32_t heads[NETWORK_ROWS];
  for (uint32_t row = 0; row < NETWORK_ROWS; row++)
    heads[row] = row;
  for (uint32_t row = root + 1; row <= root + count; row++)
    heads[row] = root + (row - root) * 7 % (count + 1);
  network_run_relations(batch, heads);
  for (uint32_t row = root + 1; row <= root + count; row++)
    collect(&scores, network_relation_scores(batch, row), network_labels(network)->relation_count);
  network_batch_close(batch);
  return scores;
}

static void compare(struct scores one, struct scores other, const char *name)
{
  ck_assert_uint_eq(one.count, other.count);
  ck_assert_msg(memcmp(one.items, other.items, one.count * sizeof *one.items) == 0, "%s", name);
  free(other.items);
}

START_TEST(all_kernels_and_all_neighbours_give_the_same_bits)
{
  struct network *network = open_network();
  const struct kernel *kernels[KERNEL_LIMIT];
  const size_t kernel_count = kernel_list(kernels);
  for (uint32_t count = 1; count <= 120; count += count < 40 ? 1 : 17) {
    struct scores first = score(network, kernels[kernel_count - 1], count, count, 0, 0);
    for (size_t kernel = 0; kernel < kernel_count; kernel++) {
      compare(first, score(network, kernels[kernel], count, count, 0, 0), kernels[kernel]->name);
      compare(first, score(network, kernels[kernel], count, count, 3, 0), "behind a sentence");
      compare(first, score(network, kernels[kernel], count, count, 0, 30), "before a sentence");
      compare(first, score(network, kernels[kernel], count, count, 77, 50), "between sentences");
    }
    free(first.items);
  }
  network_close(network);
}
END_TEST

START_TEST(tags_alone_are_the_same_as_with_a_parse)
{
  struct network *network = open_network();
  const struct kernel *kernels[KERNEL_LIMIT];
  kernel_list(kernels);
  struct network_batch *batch = network_batch_open(network, kernels[0]);
  float tags[2][13];
  for (int parse = 0; parse < 2; parse++) {
    network_clear(batch);
    add_sentence(batch, 0, 20);
    network_run(batch, parse);
    memcpy(tags[parse], network_tag_scores(batch, 9), sizeof tags[parse]);
  }
  ck_assert_mem_eq(tags[0], tags[1], sizeof tags[0]);
  network_batch_close(batch);
  network_close(network);
}
END_TEST

/* ---- The formulas, in doubles ---- */

enum { ROWS = 40 }; /* of the sentence that they are tried on: its distances fall in every bucket */

/* A number of a section. */
static double number(const char *name, uint32_t row, uint32_t column)
{
  const struct model_section *section = model_find(model, name);
  ck_assert_msg(section && row < section->rows && column < section->columns, "%s %u %u", name, row, column);
  if (section->type == MODEL_FLOATS)
    return (double)((const float *)section->values)[(size_t)row * section->columns + column];
  const int8_t *bytes = section->values;
  if (section->type == MODEL_ROWS)
    return (double)bytes[(size_t)row * section->columns + column] * (double)section->scales[row];
  const size_t panel = (size_t)column / 16 * 16 * section->rows;
  return (double)bytes[panel + row * 16 + column % 16] * (double)section->scales[column];
}

static uint32_t side(const char *name, bool columns)
{
  const struct model_section *section = model_find(model, name);
  return columns ? section->columns : section->rows;
}

/* outputs = inputs x NAME.weight + NAME.bias for every row; rows of 256. */
static void dense(const char *name, bool bias, double inputs[ROWS][256], double outputs[ROWS][256])
{
  char weight[40], bias_name[40];
  snprintf(weight, sizeof weight, "%s.weight", name);
  snprintf(bias_name, sizeof bias_name, "%s.bias", name);
  for (uint32_t row = 0; row < ROWS; row++)
    for (uint32_t output = 0; output < side(weight, true); output++) {
      double sum = bias ? number(bias_name, 0, output) : 0;
      for (uint32_t input = 0; input < side(weight, false); input++)
        sum += inputs[row][input] * number(weight, input, output);
      outputs[row][output] = sum;
    }
}

static void leak(double rows[ROWS][256])
{
  for (size_t i = 0; i < ROWS; i++)
    for (size_t k = 0; k < 256; k++)
      rows[i][k] = rows[i][k] < 0 ? rows[i][k] * 0.1 : rows[i][k];
}

static const char *word_of(uint32_t row)
{
  return words[(row - 1) % WORDS];
}

/* The row of an embedding for a row of the sentence. */
static uint32_t embedding_row(uint32_t feature, uint32_t row)
{
  char name[40];
  const bool vocabulary = feature == FEATURE_VOCABULARY, vectors = feature == FEATURE_VECTORS;
  if (row == 0)
    return vocabulary;
  const struct feature_values values = feature_values(word_of(row), strlen(word_of(row)), row == 1);
  snprintf(name, sizeof name, "%s.%s", feature_names[feature], vocabulary || vectors ? "hashes" : "embedding");
  if (!vocabulary && !vectors)
    return feature_row(values.of[feature], side(name, false));
  const uint32_t *known = model_find(model, name)->values;
  for (uint32_t i = 0; i < side(name, false); i++)
    if (known[i] == values.of[feature])
      return i + (vocabulary ? 2 : 1);
  return 0;
}

/* The embeddings of each row of the sentence. Returns how wide they are. */
static uint32_t embed(double embedded[ROWS][256])
{
  uint32_t width = 0;
  for (uint32_t feature = 0; feature < FEATURE_COUNT; feature++) {
    char name[40];
    snprintf(name, sizeof name, "%s.embedding", feature_names[feature]);
    for (uint32_t row = 0; row < ROWS; row++)
      for (uint32_t column = 0; column < side(name, true); column++)
        embedded[row][width + column] = number(name, embedding_row(feature, row), column);
    width += side(name, true);
  }
  return width;
}

static int compare_words(const void *one, const void *other)
{
  const uint32_t left = *(const uint32_t *)one, right = *(const uint32_t *)other;
  return (left > right) - (left < right);
}

/* Makes some words of the sentence known to the model. */
static void know_words(const char *section_name, enum feature feature)
{
  struct made_section *section = model_maker_find(&maker, section_name);
  uint32_t known[64];
  for (uint32_t i = 0; i < section->rows; i++) {
    const char *word = words[i * 2 % WORDS];
    known[i] = i < 8 ? feature_values(word, strlen(word), false).of[feature] : 1000 * i;
  }
  qsort(known, section->rows, sizeof *known, compare_words);
  for (uint32_t i = 0; i < 4 * section->rows; i++)
    section->content[i] = (unsigned char)(known[i / 4] >> 8 * (i % 4));
}

static void windows(double embedded[ROWS][256], uint32_t width, double window[ROWS][256])
{
  for (int row = 0; row < ROWS; row++)
    for (int at = -1; at <= 1; at++)
      for (uint32_t i = 0; i < width; i++)
        window[row][(uint32_t)(at + 1) * width + i] = row + at < 0 || row + at >= ROWS ? 0 : embedded[row + at][i];
}

static void recur(double state[ROWS][256], double gates[ROWS][256])
{
  enum { HALF = MADE_WIDTH / 2 };
  for (int direction = 0; direction < 2; direction++)
    for (int column = 0; column < HALF; column++) {
      double cell = 0;
      for (int step = 0; step < ROWS; step++) {
        const int row = direction ? ROWS - 1 - step : step;
        const double *gate = gates[row] + direction * 3 * HALF + column;
        double *x = &state[row][direction * HALF + column];
        const double forget = 1 / (1 + exp(-gate[HALF])), reset = 1 / (1 + exp(-gate[2 * HALF]));
        cell = forget * cell + (1 - forget) * gate[0];
        *x = reset * tanh(cell) + (1 - reset) * *x;
      }
    }
}

static uint32_t bucket(int distance)
{
  static const int most[] = {1, 2, 3, 4, 5, 7, 10, 14, 20, 30};
  uint32_t found = 0;
  while (found < 10 && abs(distance) > most[found])
    found++;
  return found + (distance > 0 ? 12 : 0);
}

static void arcs(double heads[ROWS][256], double dependents[ROWS][256], double scores[ROWS][ROWS])
{
  static double products[ROWS][256];
  dense("arc", false, dependents, products);
  for (int row = 1; row < ROWS; row++) {
    double sum = 0;
    for (int head = 0; head < ROWS; head++) {
      double score = 0;
      for (uint32_t i = 0; i < MADE_ARC; i++)
        score += products[row][i] * heads[head][i] + heads[head][i] * number("arc.head_bias", i, 0) +
                 dependents[row][i] * number("arc.distance", bucket(head - row), i);
      scores[row][head] = score;
      sum += head == row ? 0 : exp(score);
    }
    for (int head = 0; head < ROWS; head++)
      scores[row][head] -= log(sum);
  }
}

/* Everything the network scores for the sentence of the first ROWS - 1 words. */
struct formulas {
  double tags[ROWS][256];
  double arcs[ROWS][ROWS];
  double relation_heads[ROWS][256], relation_dependents[ROWS][256];
};

static void compute(struct formulas *formulas)
{
  static double embedded[ROWS][256], window[ROWS][256], state[ROWS][256], gates[ROWS][256], heads[ROWS][256],
      dependents[ROWS][256];
  windows(embedded, embed(embedded), window);
  dense("window", true, window, state);
  leak(state);
  for (int layer = 1; layer <= (int)MADE_LAYERS; layer++) {
    dense(layer == 1 ? "layer1" : "layer2", true, state, gates);
    recur(state, gates);
    if (layer == 1)
      dense("tag", true, state, formulas->tags);
  }
  dense("arc_head", true, state, heads);
  leak(heads);
  dense("arc_dependent", true, state, dependents);
  leak(dependents);
  arcs(heads, dependents, formulas->arcs);
  dense("relation_head", false, state, formulas->relation_heads);
  dense("relation_dependent", true, state, formulas->relation_dependents);
}

START_TEST(scores_are_those_of_the_formulas)
{
  static struct formulas formulas;
  know_words("vocabulary.hashes", FEATURE_VOCABULARY);
  know_words("vectors.hashes", FEATURE_VECTORS);
  struct network *network = open_network();
  const struct kernel *kernels[KERNEL_LIMIT];
  kernel_list(kernels);
  struct network_batch *batch = network_batch_open(network, kernels[0]);
  const uint32_t root = add_sentence(batch, 0, ROWS - 1);
  network_run(batch, true);
  compute(&formulas);
  const float *arc_scores = network_arc_scores(batch, root, ROWS);
  uint32_t heads[NETWORK_ROWS] = {0};
  static double pairs[ROWS][256], relations[ROWS][256];
  for (uint32_t row = 1; row < ROWS; row++) {
    for (uint32_t tag = 0; tag < network_labels(network)->tag_count; tag++)
      ck_assert_double_eq_tol((double)network_tag_scores(batch, row)[tag], formulas.tags[row][tag], 1e-4);
    for (uint32_t head = 0; head < ROWS; head++)
      if (head != row)
        ck_assert_double_eq_tol((double)arc_scores[row * ROWS + head], formulas.arcs[row][head], 1e-4);
    heads[row] = (row * 3 + 1) % ROWS;
    for (uint32_t i = 0; i < MADE_RELATION; i++)
      pairs[row][i] = formulas.relation_heads[heads[row]][i] + formulas.relation_dependents[row][i];
  }
  leak(pairs);
  dense("relation", true, pairs, relations);
  network_run_relations(batch, heads);
  for (uint32_t row = 1; row < ROWS; row++)
    for (uint32_t relation = 0; relation < network_labels(network)->relation_count; relation++)
      ck_assert_double_eq_tol((double)network_relation_scores(batch, row)[relation], relations[row][relation], 1e-4);
  network_batch_close(batch);
  network_close(network);
}
END_TEST

static Suite *network_suite(void)
{
  Suite *suite = suite_create("network");
  TCase *fit = tcase_create("sections that do not fit");
  tcase_set_timeout(fit, 0);
  tcase_add_checked_fixture(fit, set_up, tear_down);
  tcase_add_loop_test(fit, every_section_is_needed, 0, MADE_SECTIONS);
  tcase_add_loop_test(fit, every_section_has_its_type, 0, MADE_SECTIONS);
  tcase_add_loop_test(fit, every_section_has_its_sides, 0, MADE_SECTIONS);
  tcase_add_loop_test(fit, sides_that_do_not_fit_are_refused, 0, (int)(sizeof shape_rows / sizeof *shape_rows));
  tcase_add_loop_test(fit, names_that_are_unknown_are_refused, 0, (int)(sizeof name_rows / sizeof *name_rows));
  tcase_add_test(fit, words_out_of_order_are_refused);
  tcase_add_test(fit, tags_on_a_layer_that_is_not_there_are_refused);
  tcase_add_test(fit, a_model_without_vectors_is_whole);
  suite_add_tcase(suite, fit);
  TCase *scores = tcase_create("scores");
  tcase_set_timeout(scores, 0);
  tcase_add_checked_fixture(scores, set_up, tear_down);
  tcase_add_test(scores, all_kernels_and_all_neighbours_give_the_same_bits);
  tcase_add_test(scores, tags_alone_are_the_same_as_with_a_parse);
  tcase_add_test(scores, scores_are_those_of_the_formulas);
  suite_add_tcase(suite, scores);
  return suite;
}

int main(void)
{
  SRunner *runner = srunner_create(network_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
