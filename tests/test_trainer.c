#include "batch.h"
#include "encoder.h"
#include "heads.h"
#include "learner.h"
#include "matrix.h"
#include "model_writer.h"
#include "plugin_host.h"
#include "quantise.h"
#include "score.h"
#include "store.h"
#include "train.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct conllu_token tokens[] = {
    {"The", "DET", "DT", "det", 2},       {"dog", "NOUN", "NN", "nsubj", 3},   {"barks", "VERB", "VBZ", "root", 0},
    {".", "PUNCT", ".", "punct", 3},      {"Cats", "NOUN", "NNS", "nsubj", 2}, {"sleep", "VERB", "VBP", "root", 0},
    {"in", "ADP", "IN", "case", 5},       {"the", "DET", "DT", "det", 5},      {"house", "NOUN", "NN", "obl", 2},
    {"!", "PUNCT", ".", "punct", 2},      {"A", "DET", "DT", "det", 2},        {"dog", "NOUN", "NN", "nsubj", 3},
    {"sleeps", "VERB", "VBZ", "root", 0},
};
static struct conllu_sentence sentences[] = {{0, 4}, {4, 6}, {10, 3}};
static const struct treebank treebank = {
    .tokens = tokens, .token_count = 13, .sentences = sentences, .sentence_count = 3};

static const struct dimensions small = {
    .width = 32,
    .layers = 2,
    .tag_layer = 1,
    .arc_width = 8,
    .relation_width = 8,
    .embedding_rows = {0, 16, 16, 16, 16, SHAPE_COUNT + 1, 16, 0},
    .embedding_widths = {4, 3, 3, 2, 3, 2, 2, 5},
};

/* Gives two of the words a vector. */
static void add_vectors(struct lexicon *lexicon)
{
  static const uint32_t columns = 6;
  uint32_t dog = feature_values("dog", 3, false).of[FEATURE_VECTORS];
  uint32_t house = feature_values("house", 5, false).of[FEATURE_VECTORS];
  lexicon->vector_count = 2;
  lexicon->vector_columns = columns;
  lexicon->vector_words = calloc(2, sizeof(uint32_t));
  lexicon->vectors = calloc((size_t)3 * columns, sizeof(float));
  lexicon->vector_words[0] = dog < house ? dog : house;
  lexicon->vector_words[1] = dog < house ? house : dog;
  for (uint32_t i = columns; i < 3 * columns; i++)
    lexicon->vectors[i] = sinf((float)i);
}

static void open_small(struct learner *learner, bool vectors)
{
  struct lexicon lexicon;
  lexicon_open(&lexicon, &treebank, 1);
  if (vectors)
    add_vectors(&lexicon);
  learner_open(learner, lexicon, &small, 7);
}

static void fill_batch(struct batch *batch, const struct lexicon *lexicon, bool labelled)
{
  const struct disguise none = {LETTERS_AS_WRITTEN, false};
  batch_clear(batch);
  for (size_t i = 0; i < treebank.sentence_count; i++)
    batch_add(batch, lexicon, &treebank, &sentences[i], none, labelled || i > 0);
}

/* Rows of random probabilities. */
static void fill_lesson(struct floats *floats, size_t rows, size_t columns, struct random_source *random)
{
  floats_room(floats, rows * columns);
  for (size_t row = 0; row < rows; row++) {
    for (size_t i = 0; i < columns; i++)
      floats->at[row * columns + i] = random_normal(random);
    array_softmax(floats->at + row * columns, columns);
  }
}

struct slope_case {
  const char *rule;
  bool vectors;
  bool labelled; /* or the first sentence has no tree */
  float share;   /* of a lesson; 0: none */
  float dropout;
};
static const struct slope_case slope_cases[] = {
    {"gold targets", false, true, 0, 0.001f},
    {"gold targets, pretrained vectors and dropout", true, true, 0, 0.25f},
    {"a mix of gold and taught targets", true, true, 0.4f, 0.25f},
    {"a sentence that teachers alone know", true, false, 0.4f, 0.25f},
};

struct slope {
  struct learner learner;
  struct batch batch;
  struct pass pass;
  struct lesson lesson;
};

/* Where a sentence has no tree its relations are taught for this chain. */
static uint32_t chain_head(const struct batch *batch, uint32_t row)
{
  uint32_t sentence = 0;
  while (row >= batch->starts[sentence + 1])
    sentence++;
  return row > batch->starts[sentence] ? row - batch->starts[sentence] - 1 : 0;
}

/* One way forward and back, always with the same dropout; the loss. */
static double run_slope(struct slope *slope, const struct slope_case *now)
{
  struct pass *pass = &slope->pass;
  const struct lesson *lesson = now->share > 0 ? &slope->lesson : NULL;
  uint32_t heads[32];
  for (uint32_t row = 0; row < slope->batch.row_count; row++)
    heads[row] = slope->batch.heads[row] != NAME_ABSENT ? slope->batch.heads[row] : chain_head(&slope->batch, row);
  pass->random = random_source(3, 3);
  pass->losses = (struct losses){0};
  encode(pass);
  tag(pass);
  attach(pass);
  relate(pass, heads);
  encode_gradient_begin(pass);
  tag_gradient(pass, lesson, 1);
  attach_gradient(pass, lesson, 1);
  relate_gradient(pass, lesson, heads, 1);
  encode_gradient(pass);
  return pass->losses.tag + pass->losses.arc + pass->losses.relation;
}

static void open_slope(struct slope *slope, const struct slope_case *now)
{
  *slope = (struct slope){0};
  open_small(&slope->learner, now->vectors);
  fill_batch(&slope->batch, &slope->learner.lexicon, now->labelled);
  slope->pass =
      (struct pass){.learner = &slope->learner, .batch = &slope->batch, .dropout = now->dropout, .word_dropout = 0.5f};
  pass_open_gradients(&slope->pass);
  struct random_source random = random_source(5, 5);
  slope->lesson.share = now->share;
  fill_lesson(&slope->lesson.tags, slope->batch.row_count, learner_tags(&slope->learner), &random);
  fill_lesson(&slope->lesson.relations, slope->batch.row_count, learner_relations(&slope->learner), &random);
  float *arcs = floats_room(&slope->lesson.arcs, pass_arc_count(&slope->pass));
  for (size_t sentence = 0; sentence < treebank.sentence_count; sentence++) {
    size_t rows = slope->batch.starts[sentence + 1] - slope->batch.starts[sentence];
    struct floats part = {0};
    fill_lesson(&part, rows, rows, &random);
    for (size_t row = 0; row < rows; row++) {
      float *own = &part.at[row * rows + row];
      part.at[row * rows + (row + 1) % rows] += *own;
      *own = 0;
    }
    memcpy(arcs, part.at, rows * rows * sizeof *arcs);
    arcs += rows * rows;
    free(part.at);
  }
}

static void close_slope(struct slope *slope)
{
  pass_close(&slope->pass);
  batch_close(&slope->batch);
  learner_close(&slope->learner);
  free(slope->lesson.tags.at);
  free(slope->lesson.arcs.at);
  free(slope->lesson.relations.at);
}

/* Along a direction that is half the gradient's and half at random, the loss must climb as the gradient says. Where a
 * unit is rectified on one side alone, the loss has an edge: what the edge may do shows in the loss's bend. */
static void check_parameter(struct slope *slope, const struct slope_case *now, uint32_t place)
{
  struct parameter *parameter = &slope->learner.parameters[place];
  size_t size = parameter_size(parameter);
  if (size == 0)
    return;
  const float reach = 0.002f;
  float *gradient = malloc(size * sizeof *gradient);
  float *direction = malloc(size * sizeof *direction);
  float *weights = malloc(size * sizeof *weights);
  for (uint32_t i = 0; i < slope->learner.parameter_count; i++)
    memset(slope->pass.gradients[i].sums, 0, parameter_size(&slope->learner.parameters[i]) * sizeof(float));
  double here = run_slope(slope, now);
  memcpy(gradient, slope->pass.gradients[place].sums, size * sizeof *gradient);
  memcpy(weights, parameter->weights, size * sizeof *weights);
  struct random_source random = random_source(place, 9);
  double length = 0;
  for (size_t i = 0; i < size; i++)
    length += (double)(gradient[i] * gradient[i]);
  double expected = 0;
  for (size_t i = 0; i < size; i++) {
    direction[i] = gradient[i] / (float)sqrt(length) + 0.5f * random_normal(&random) / sqrtf((float)size);
    expected += (double)(direction[i] * gradient[i]);
  }
  for (size_t i = 0; i < size; i++)
    parameter->weights[i] = weights[i] + reach * direction[i];
  double above = run_slope(slope, now);
  for (size_t i = 0; i < size; i++)
    parameter->weights[i] = weights[i] - reach * direction[i];
  double below = run_slope(slope, now);
  memcpy(parameter->weights, weights, size * sizeof *weights);
  double slope_found = (above - below) / (2 * (double)reach);
  double bend = fabs(above + below - 2 * here) / (double)reach;
  ck_assert_msg(fabs(slope_found - expected) <= 0.01 * fabs(expected) + 0.001 + bend,
                "%s: %s: slope %g, gradient %g, bend %g", now->rule, parameter->name, slope_found, expected, bend);
  ck_assert_msg(length > 0, "%s: %s has no gradient", now->rule, parameter->name);
  free(gradient);
  free(direction);
  free(weights);
}

START_TEST(test_gradient_is_the_slope_of_the_loss)
{
  const struct slope_case *now = &slope_cases[_i];
  struct slope slope;
  open_slope(&slope, now);
  for (uint32_t place = 0; place < slope.learner.parameter_count; place++)
    check_parameter(&slope, now, place);
  close_slope(&slope);
}
END_TEST

static void keep_nothing(const struct learner *learner, void *context)
{
  (void)learner;
  (void)context;
}

static void train_small(struct learner *learner, uint32_t threads, uint64_t seed)
{
  static const struct treebank nothing = {0};
  struct trial trial = {"itself", treebank};
  struct course course = {.epochs = 300,
                          .learning_rate = 0.01f,
                          .batch_words = 6,
                          .seed = seed,
                          .dropout = 0.1f,
                          .word_dropout = 0.1f,
                          .average = 0.9f,
                          .case_noise = 0.1f,
                          .threads = threads,
                          .labelled = &treebank,
                          .unlabelled = &nothing,
                          .trials = &trial,
                          .trial_count = 1};
  open_small(learner, true);
  train(learner, &course, keep_nothing, NULL);
}

START_TEST(test_training_learns_its_sentences)
{
  struct learner learner;
  train_small(&learner, 1, 1);
  struct score score = score_learner(&learner, &treebank);
  ck_assert_uint_eq(score.tokens, 13);
  ck_assert_uint_eq(score.xpos, 13);
  ck_assert_uint_eq(score.relations, 13);
  learner_close(&learner);
}
END_TEST

static bool same_weights(const struct learner *left, const struct learner *right)
{
  for (uint32_t i = 0; i < left->parameter_count; i++)
    if (memcmp(left->parameters[i].weights, right->parameters[i].weights,
               parameter_size(&left->parameters[i]) * sizeof(float)) != 0)
      return false;
  return true;
}

START_TEST(test_same_seed_same_weights_with_any_threads)
{
  struct learner one, two, other;
  train_small(&one, 1, 1);
  train_small(&two, 2, 1);
  train_small(&other, 1, 2);
  ck_assert(same_weights(&one, &two));
  ck_assert(!same_weights(&one, &other));
  learner_close(&one);
  learner_close(&two);
  learner_close(&other);
}
END_TEST

static char *temporary_path(void)
{
  static const char name[] = "/tmp/test_trainer.XXXXXX";
  char *path = malloc(sizeof name);
  memcpy(path, name, sizeof name);
  int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  close(file);
  return path;
}

START_TEST(test_checkpoint_is_read_as_it_was)
{
  struct learner learner, again;
  open_small(&learner, _i == 1);
  char *path = temporary_path();
  store_checkpoint(&learner, path);
  store_read_checkpoint(&again, path);
  ck_assert(same_weights(&learner, &again));
  ck_assert_uint_eq(again.dimensions.tag_layer, small.tag_layer);
  ck_assert_uint_eq(again.lexicon.word_count, learner.lexicon.word_count);
  ck_assert_mem_eq(again.lexicon.frequencies, learner.lexicon.frequencies, again.lexicon.word_count * 4u);
  ck_assert_uint_eq(again.lexicon.vector_count, learner.lexicon.vector_count);
  learner_close(&learner);
  learner_close(&again);
  remove(path);
  free(path);
}
END_TEST

START_TEST(test_model_file_holds_what_quantising_makes)
{
  struct learner learner;
  open_small(&learner, true);
  learner_bake(&learner);
  char *path = temporary_path();
  store_model(&learner, path);
  store_quantise(&learner);
  struct plugin_host host;
  plugin_host_open(&host);
  struct model *model;
  ck_assert_int_eq(model_open(path, &model, &host.host), RW_OK);

  const struct model_section *rows = model_find(model, "vectors.embedding");
  ck_assert_uint_eq(rows->rows, 3);
  ck_assert_uint_eq(rows->columns, 5);
  for (uint32_t i = 0; i < 15; i++)
    ck_assert(learner.baked[i] == (float)((const int8_t *)rows->values)[i] * rows->scales[i / 5]);

  const struct parameter *window = &learner.parameters[WINDOW_WEIGHT];
  const struct model_section *panels = model_find(model, "window.weight");
  ck_assert_int_eq(panels->type, MODEL_PANELS);
  ck_assert_uint_eq(panels->rows, window->rows);
  for (uint32_t row = 0; row < window->rows; row++)
    for (uint32_t column = 0; column < window->columns; column++) {
      uint32_t at = (column / MODEL_PANEL_WIDTH * window->rows + row) * MODEL_PANEL_WIDTH + column % MODEL_PANEL_WIDTH;
      ck_assert(window->weights[row * window->columns + column] ==
                (float)((const int8_t *)panels->values)[at] * panels->scales[column]);
    }
  model_close(model);
  plugin_host_close(&host);
  learner_close(&learner);
  remove(path);
  free(path);
}
END_TEST

struct disguise_case {
  const char *rule;
  struct disguise disguise;
  uint32_t rows;      /* of the second sentence, with the root */
  const char *second; /* the form its second token is seen as */
};
static const struct disguise_case disguise_cases[] = {
    {"as written", {LETTERS_AS_WRITTEN, false}, 7, "sleep"},
    {"titles have capitals", {LETTERS_TITLE, false}, 7, "Sleep"},
    {"capitals throughout", {LETTERS_CAPITALS, false}, 7, "SLEEP"},
    {"small letters throughout", {LETTERS_SMALL, false}, 7, "sleep"},
    {"the mark at the end is left out", {LETTERS_AS_WRITTEN, true}, 6, "sleep"},
};

START_TEST(test_disguise)
{
  const struct disguise_case *now = &disguise_cases[_i];
  struct lexicon lexicon;
  struct batch batch = {0};
  lexicon_open(&lexicon, &treebank, 1);
  batch_add(&batch, &lexicon, &treebank, &sentences[1], now->disguise, true);
  struct feature_values expected = feature_values(now->second, strlen(now->second), false);
  ck_assert_msg(batch.row_count == now->rows, "%s", now->rule);
  ck_assert_msg(memcmp(&batch.values[2], &expected, sizeof expected) == 0, "%s", now->rule);
  ck_assert_uint_eq(batch.heads[1], 2);
  batch_close(&batch);
  lexicon_close(&lexicon);
}
END_TEST

int main(void)
{
  matrix_begin();
  TCase *cases = tcase_create("trainer");
  tcase_set_timeout(cases, 120);
  tcase_add_loop_test(cases, test_gradient_is_the_slope_of_the_loss, 0, sizeof slope_cases / sizeof *slope_cases);
  tcase_add_test(cases, test_training_learns_its_sentences);
  tcase_add_test(cases, test_same_seed_same_weights_with_any_threads);
  tcase_add_loop_test(cases, test_checkpoint_is_read_as_it_was, 0, 2);
  tcase_add_test(cases, test_model_file_holds_what_quantising_makes);
  tcase_add_loop_test(cases, test_disguise, 0, sizeof disguise_cases / sizeof *disguise_cases);
  Suite *suite = suite_create("trainer");
  suite_add_tcase(suite, cases);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
