#include "heads.h"
#include "matrix.h"
#include "program.h"

uint32_t distance_class(uint32_t dependent, uint32_t head)
{
  static const uint8_t beginnings[] = {1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 31};
  uint32_t distance = head > dependent ? head - dependent : dependent - head;
  uint32_t class = 0;
  while (class + 1 < sizeof beginnings && distance >= beginnings[class + 1])
    class ++;
  return head > dependent ? DISTANCE_COUNT / 2 + class : class;
}

static struct matrix top(const struct pass *pass)
{
  return matrix_of(pass->top.at, pass->batch->row_count, pass->learner->dimensions.width);
}

/* What a row is as a head or as a dependent, with dropout. */
static struct matrix side(struct pass *pass, struct flow *flow, enum parameter_place weight, enum parameter_place bias)
{
  size_t rows = pass->batch->row_count;
  size_t width = pass->learner->dimensions.arc_width;
  struct matrix values = matrix_of(floats_room(&flow->values, rows * width), rows, width);
  pass_dense(pass, values, top(pass), weight, bias);
  array_rectify(values.at, rows * width);
  if (pass->dropout > 0) {
    random_mask(&pass->random, floats_room(&flow->mask, rows * width), rows * width, pass->dropout);
    array_multiply(values.at, flow->mask.at, rows * width);
  }
  return values;
}

/* The rows of one sentence. */
static struct matrix sentence_rows(const struct batch *batch, uint32_t sentence, struct matrix all)
{
  all.at += batch->starts[sentence] * all.stride;
  all.rows = batch->starts[sentence + 1] - batch->starts[sentence];
  return all;
}

/* Sets where each sentence's arcs begin and makes room for them. */
static void lay_out_arcs(struct pass *pass)
{
  const struct batch *batch = pass->batch;
  pass->arc_starts = grow(pass->arc_starts, &pass->arc_start_limit, 0, batch->sentence_count, sizeof *pass->arc_starts);
  size_t count = 0;
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++) {
    size_t rows = batch->starts[sentence + 1] - batch->starts[sentence];
    pass->arc_starts[sentence] = count;
    count += rows * rows;
  }
  floats_room(&pass->arcs, pass_arc_count(pass));
}

static struct matrix sentence_arcs(const struct pass *pass, uint32_t sentence)
{
  size_t rows = pass->batch->starts[sentence + 1] - pass->batch->starts[sentence];
  return matrix_of(pass->arcs.at + pass->arc_starts[sentence], rows, rows);
}

/* Adds what the head and the distance say, and makes the scores probabilities. */
static void finish_sentence(struct pass *pass, uint32_t sentence)
{
  const float never = -1e9f;
  struct matrix arcs = sentence_arcs(pass, sentence);
  size_t start = pass->batch->starts[sentence];
  const float *biases = pass->arc_head_biases.at + start;
  for (uint32_t dependent = 0; dependent < arcs.rows; dependent++) {
    float *row = arcs.at + dependent * arcs.stride;
    const float *distances = pass->arc_distances.at + (start + dependent) * DISTANCE_COUNT;
    for (uint32_t head = 0; head < arcs.columns; head++)
      row[head] += biases[head] + distances[distance_class(dependent, head)];
    row[dependent] = never;
    array_softmax(row, arcs.columns);
    row[dependent] = 0;
  }
}

void attach(struct pass *pass)
{
  const struct batch *batch = pass->batch;
  size_t rows = batch->row_count;
  size_t width = pass->learner->dimensions.arc_width;
  struct matrix heads = side(pass, &pass->arc_heads, ARC_HEAD_WEIGHT, ARC_HEAD_BIAS);
  struct matrix dependents = side(pass, &pass->arc_dependents, ARC_DEPENDENT_WEIGHT, ARC_DEPENDENT_BIAS);
  struct matrix products = matrix_of(floats_room(&pass->arc_products, rows * width), rows, width);
  pass_dense(pass, products, dependents, ARC_WEIGHT, PARAMETER_LIMIT);
  struct matrix distances = matrix_of(floats_room(&pass->arc_distances, rows * DISTANCE_COUNT), rows, DISTANCE_COUNT);
  matrix_product(distances, dependents, MATRIX_PLAIN, pass_weights(pass, ARC_DISTANCE), MATRIX_TURNED, 0);
  pass_dense(pass, matrix_of(floats_room(&pass->arc_head_biases, rows), rows, 1), heads, ARC_BIAS_OF_HEAD,
             PARAMETER_LIMIT);
  lay_out_arcs(pass);
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++) {
    matrix_product(sentence_arcs(pass, sentence), sentence_rows(batch, sentence, products), MATRIX_PLAIN,
                   sentence_rows(batch, sentence, heads), MATRIX_TURNED, 0);
    finish_sentence(pass, sentence);
  }
}

/* From the probabilities of a sentence's arcs to the gradients of their scores, and of what was added to them. */
static void sentence_gradient(struct pass *pass, uint32_t sentence, const struct lesson *lesson, float scale)
{
  struct matrix arcs = sentence_arcs(pass, sentence);
  uint32_t start = pass->batch->starts[sentence];
  uint32_t rows = (uint32_t)arcs.rows;
  float *head_biases = pass->arc_head_biases.at + start;
  for (uint32_t dependent = 0; dependent < rows; dependent++) {
    float *row = arcs.at + dependent * arcs.stride;
    float *distances = pass->arc_distances.at + (size_t)(start + dependent) * DISTANCE_COUNT;
    const float *taught =
        lesson && dependent > 0 ? lesson->arcs.at + pass->arc_starts[sentence] + dependent * arcs.stride : NULL;
    uint32_t gold = pass->batch->heads[start + dependent];
    pass->losses.arc += pass_learn(row, rows, gold, taught, lesson ? lesson->share : 0, scale);
    for (uint32_t head = 0; head < rows; head++)
      distances[distance_class(dependent, head)] += row[head];
    array_add(head_biases, row, rows);
  }
}

/* From the gradient of a side to those of its parameters and of the encoder's output. */
static void side_gradient(struct pass *pass, struct flow *flow, enum parameter_place weight, enum parameter_place bias)
{
  size_t rows = pass->batch->row_count;
  size_t width = pass->learner->dimensions.arc_width;
  if (pass->dropout > 0)
    array_multiply(flow->gradient.at, flow->mask.at, rows * width);
  array_rectify_gradient(flow->gradient.at, flow->values.at, rows * width);
  struct matrix input = top(pass);
  pass_dense_gradient(pass, matrix_of(flow->gradient.at, rows, width), input,
                      matrix_of(pass->hidden_gradient.at, rows, input.columns), weight, bias);
}

void attach_gradient(struct pass *pass, const struct lesson *lesson, float scale)
{
  const struct batch *batch = pass->batch;
  size_t rows = batch->row_count;
  size_t width = pass->learner->dimensions.arc_width;
  struct matrix heads = matrix_of(pass->arc_heads.values.at, rows, width);
  struct matrix dependents = matrix_of(pass->arc_dependents.values.at, rows, width);
  struct matrix products = matrix_of(pass->arc_products.at, rows, width);
  struct matrix head_gradient = matrix_of(floats_zeros(&pass->arc_heads.gradient, rows * width), rows, width);
  struct matrix dependent_gradient = matrix_of(floats_zeros(&pass->arc_dependents.gradient, rows * width), rows, width);
  struct matrix product_gradient = matrix_of(floats_room(&pass->scratch[0], rows * width), rows, width);
  struct matrix distances = matrix_of(floats_zeros(&pass->arc_distances, rows * DISTANCE_COUNT), rows, DISTANCE_COUNT);
  struct matrix head_biases = matrix_of(floats_zeros(&pass->arc_head_biases, rows), rows, 1);
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++) {
    sentence_gradient(pass, sentence, lesson, scale);
    struct matrix arcs = sentence_arcs(pass, sentence);
    matrix_product(sentence_rows(batch, sentence, product_gradient), arcs, MATRIX_PLAIN,
                   sentence_rows(batch, sentence, heads), MATRIX_PLAIN, 0);
    matrix_product(sentence_rows(batch, sentence, head_gradient), arcs, MATRIX_TURNED,
                   sentence_rows(batch, sentence, products), MATRIX_PLAIN, 0);
  }
  pass_dense_gradient(pass, product_gradient, dependents, dependent_gradient, ARC_WEIGHT, PARAMETER_LIMIT);
  matrix_product(dependent_gradient, distances, MATRIX_PLAIN, pass_weights(pass, ARC_DISTANCE), MATRIX_PLAIN, 1);
  matrix_product(pass_gradient(pass, ARC_DISTANCE), distances, MATRIX_TURNED, dependents, MATRIX_PLAIN, 1);
  pass_dense_gradient(pass, head_biases, heads, head_gradient, ARC_BIAS_OF_HEAD, PARAMETER_LIMIT);
  side_gradient(pass, &pass->arc_heads, ARC_HEAD_WEIGHT, ARC_HEAD_BIAS);
  side_gradient(pass, &pass->arc_dependents, ARC_DEPENDENT_WEIGHT, ARC_DEPENDENT_BIAS);
}
