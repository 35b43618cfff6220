#include "encoder.h"

#include "matrix.h"
#include "program.h"
#include "recurrent.h"

#include <string.h>

/* Hidden words keep their suffixes, and their pretrained vector with this probability. */
#define VECTOR_KEPT 0.8f
/* Any word is hidden with this probability, so that frequent ones teach what suffixes and neighbours tell as well. */
#define LEAST_WORD_DROPOUT 0.05f

static const uint32_t root_vocabulary_row = 1;

static uint32_t vocabulary_row(const struct lexicon *lexicon, const struct feature_values *values)
{
  uint32_t place = feature_find(lexicon->words, lexicon->word_count, values->of[FEATURE_VOCABULARY]);
  return place == FEATURE_ABSENT ? 0 : place + 2;
}

static uint32_t vectors_row(const struct lexicon *lexicon, const struct feature_values *values)
{
  uint32_t place = feature_find(lexicon->vector_words, lexicon->vector_count, values->of[FEATURE_VECTORS]);
  if (place == FEATURE_ABSENT)
    place = feature_find(lexicon->vector_words, lexicon->vector_count, values->of[FEATURE_VOCABULARY]);
  return place == FEATURE_ABSENT ? 0 : place + 1;
}

static void choose_rows(const struct learner *learner, const struct feature_values *values, uint32_t *rows)
{
  for (uint32_t feature = 0; feature < FEATURE_VECTORS; feature++)
    rows[feature] = feature_row(values->of[feature], learner->parameters[EMBEDDING + feature].rows);
  rows[FEATURE_VOCABULARY] = vocabulary_row(&learner->lexicon, values);
  rows[FEATURE_VECTORS] = vectors_row(&learner->lexicon, values);
}

/* Hides a word at random: rare ones often. */
static void hide_word(struct pass *pass, uint32_t *rows)
{
  if (rows[FEATURE_VOCABULARY] == 0) {
    if (!random_chance(&pass->random, VECTOR_KEPT))
      rows[FEATURE_VECTORS] = 0;
    return;
  }
  float frequency = (float)pass->learner->lexicon.frequencies[rows[FEATURE_VOCABULARY] - 2];
  float chance = pass->word_dropout / (pass->word_dropout + frequency);
  if (!random_chance(&pass->random, chance) && !random_chance(&pass->random, LEAST_WORD_DROPOUT))
    return;
  rows[FEATURE_VOCABULARY] = 0;
  rows[FEATURE_FORM] = 0;
  if (!random_chance(&pass->random, VECTOR_KEPT))
    rows[FEATURE_VECTORS] = 0;
}

static void look_up(struct pass *pass)
{
  const struct batch *batch = pass->batch;
  pass->rows = grow(pass->rows, &pass->row_limit, 0, (size_t)batch->row_count * FEATURE_COUNT, sizeof *pass->rows);
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++) {
    uint32_t *root = pass->rows + (size_t)batch->starts[sentence] * FEATURE_COUNT;
    memset(root, 0, FEATURE_COUNT * sizeof *root);
    root[FEATURE_VOCABULARY] = root_vocabulary_row;
    for (uint32_t row = batch->starts[sentence] + 1; row < batch->starts[sentence + 1]; row++) {
      uint32_t *rows = pass->rows + (size_t)row * FEATURE_COUNT;
      choose_rows(pass->learner, &batch->values[row], rows);
      if (pass->dropout > 0)
        hide_word(pass, rows);
    }
  }
}

/* The columns of the input that the pretrained vectors fill. */
static struct matrix vectors_part(struct pass *pass, float *input)
{
  uint32_t width = pass->learner->parameters[PROJECTION].columns;
  uint32_t input_width = pass->learner->input_width;
  return (struct matrix){input + input_width - width, pass->batch->row_count, width, input_width};
}

static void join_vectors(struct pass *pass)
{
  const struct learner *learner = pass->learner;
  struct matrix part = vectors_part(pass, pass->input.values.at);
  size_t columns = learner->lexicon.vector_columns;
  float *vectors = floats_room(&pass->vectors, part.rows * columns);
  for (size_t row = 0; row < part.rows; row++) {
    size_t vector = pass->rows[row * FEATURE_COUNT + FEATURE_VECTORS];
    if (pass->dropout > 0)
      memcpy(vectors + row * columns, learner->lexicon.vectors + vector * columns, columns * sizeof(float));
    else
      memcpy(part.at + row * part.stride, learner->baked + vector * part.columns, part.columns * sizeof(float));
  }
  if (pass->dropout > 0)
    matrix_product(part, matrix_of(vectors, part.rows, columns), MATRIX_PLAIN, pass_weights(pass, PROJECTION),
                   MATRIX_PLAIN, 0);
}

static void embed(struct pass *pass)
{
  const struct learner *learner = pass->learner;
  size_t rows = pass->batch->row_count;
  float *to = floats_room(&pass->input.values, rows * learner->input_width);
  for (size_t row = 0; row < rows; row++) {
    float *at = to + row * learner->input_width;
    for (uint32_t feature = 0; feature < FEATURE_VECTORS; feature++) {
      const struct parameter *embedding = &learner->parameters[EMBEDDING + feature];
      size_t columns = embedding->columns;
      memcpy(at, embedding->weights + pass->rows[row * FEATURE_COUNT + feature] * columns, columns * sizeof(float));
      at += columns;
    }
  }
  if (learner_has_vectors(learner))
    join_vectors(pass);
  if (pass->dropout > 0) {
    size_t count = rows * learner->input_width;
    random_mask(&pass->random, floats_room(&pass->input.mask, count), count, pass->dropout);
    array_multiply(to, pass->input.mask.at, count);
  }
}

/* Whether the row and the one `shift` further are of one sentence, for all rows of a sentence. */
struct shifted {
  uint32_t start, end;
};

static struct shifted shifted_rows(const struct batch *batch, uint32_t sentence, int shift)
{
  struct shifted rows = {batch->starts[sentence], batch->starts[sentence + 1]};
  if (shift < 0)
    rows.start++;
  if (shift > 0)
    rows.end--;
  return rows;
}

static void join_window(struct pass *pass)
{
  size_t width = pass->learner->input_width;
  float *window = floats_zeros(&pass->window, 3 * width * pass->batch->row_count);
  for (uint32_t sentence = 0; sentence < pass->batch->sentence_count; sentence++)
    for (int shift = -1; shift <= 1; shift++) {
      struct shifted rows = shifted_rows(pass->batch, sentence, shift);
      for (uint32_t row = rows.start; row < rows.end; row++)
        memcpy(window + (3 * (size_t)row + (size_t)(shift + 1)) * width,
               pass->input.values.at + (size_t)(row + (uint32_t)shift) * width, width * sizeof(float));
    }
}

void encode(struct pass *pass)
{
  const struct dimensions *size = &pass->learner->dimensions;
  size_t rows = pass->batch->row_count;
  size_t count = rows * size->width;
  look_up(pass);
  embed(pass);
  join_window(pass);
  struct matrix output = matrix_of(floats_room(&pass->hidden[0], count), rows, size->width);
  pass_dense(pass, output, matrix_of(pass->window.at, rows, 3 * (size_t)pass->learner->input_width), WINDOW_WEIGHT,
             WINDOW_BIAS);
  array_rectify(output.at, count);
  for (uint32_t layer = 0; layer < size->layers; layer++)
    recurrent(pass, layer);

  memcpy(floats_room(&pass->top, count), pass->hidden[size->layers].at, count * sizeof(float));
  if (pass->dropout > 0) {
    random_mask(&pass->random, floats_room(&pass->top_mask, count), count, pass->dropout);
    array_multiply(pass->top.at, pass->top_mask.at, count);
  }
}

void encode_gradient_begin(struct pass *pass)
{
  size_t count = (size_t)pass->batch->row_count * pass->learner->dimensions.width;
  floats_zeros(&pass->hidden_gradient, count);
  floats_zeros(&pass->tag_gradient, count);
}

/* From the gradient of the window's rows to that of the input's. */
static void leave_window(struct pass *pass, const float *window_gradient)
{
  size_t width = pass->learner->input_width;
  float *gradient = floats_zeros(&pass->input.gradient, width * pass->batch->row_count);
  for (uint32_t sentence = 0; sentence < pass->batch->sentence_count; sentence++)
    for (int shift = -1; shift <= 1; shift++) {
      struct shifted rows = shifted_rows(pass->batch, sentence, shift);
      for (uint32_t row = rows.start; row < rows.end; row++)
        array_add(gradient + (size_t)(row + (uint32_t)shift) * width,
                  window_gradient + (3 * (size_t)row + (size_t)(shift + 1)) * width, width);
    }
  if (pass->dropout > 0)
    array_multiply(gradient, pass->input.mask.at, width * pass->batch->row_count);
}

static void embed_gradient(struct pass *pass)
{
  const struct learner *learner = pass->learner;
  size_t rows = pass->batch->row_count;
  for (size_t row = 0; row < rows; row++) {
    const float *at = pass->input.gradient.at + row * learner->input_width;
    for (uint32_t feature = 0; feature < FEATURE_VECTORS; feature++) {
      uint32_t columns = learner->parameters[EMBEDDING + feature].columns;
      gradient_add_row(&pass->gradients[EMBEDDING + feature], pass->rows[row * FEATURE_COUNT + feature], at, columns);
      at += columns;
    }
  }
  if (learner_has_vectors(learner))
    matrix_product(pass_gradient(pass, PROJECTION), matrix_of(pass->vectors.at, rows, learner->lexicon.vector_columns),
                   MATRIX_TURNED, vectors_part(pass, pass->input.gradient.at), MATRIX_PLAIN, 1);
}

void encode_gradient(struct pass *pass)
{
  const struct dimensions *size = &pass->learner->dimensions;
  size_t rows = pass->batch->row_count;
  size_t count = rows * size->width;
  float *gradient = pass->hidden_gradient.at;
  if (pass->dropout > 0)
    array_multiply(gradient, pass->top_mask.at, count);
  for (uint32_t layer = size->layers; layer-- > 0;) {
    if (size->tag_layer == layer + 1)
      array_add(gradient, pass->tag_gradient.at, count);
    recurrent_gradient(pass, layer);
  }
  if (size->tag_layer == 0)
    array_add(gradient, pass->tag_gradient.at, count);
  array_rectify_gradient(gradient, pass->hidden[0].at, count);
  size_t window_width = 3 * (size_t)pass->learner->input_width;
  struct matrix window_gradient = matrix_of(floats_zeros(&pass->scratch[0], rows * window_width), rows, window_width);
  pass_dense_gradient(pass, matrix_of(gradient, rows, size->width), matrix_of(pass->window.at, rows, window_width),
                      window_gradient, WINDOW_WEIGHT, WINDOW_BIAS);
  leave_window(pass, window_gradient.at);
  embed_gradient(pass);
}
