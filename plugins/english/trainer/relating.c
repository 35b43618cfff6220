#include "heads.h"
#include "matrix.h"

#include <string.h>

/* The row of each row's head in the batch. */
static size_t head_row(const struct batch *batch, uint32_t sentence, uint32_t row, const uint32_t *heads)
{
  return batch->starts[sentence] + (heads[row] == NAME_ABSENT ? 0 : heads[row]);
}

void relate(struct pass *pass, const uint32_t *heads)
{
  const struct batch *batch = pass->batch;
  const struct dimensions *size = &pass->learner->dimensions;
  size_t rows = batch->row_count;
  size_t width = size->relation_width;
  struct matrix top = matrix_of(pass->top.at, rows, size->width);
  float *as_head = floats_room(&pass->relation_heads, rows * width);
  float *as_dependent = floats_room(&pass->relation_dependents, rows * width);
  pass_dense(pass, matrix_of(as_head, rows, width), top, RELATION_HEAD_WEIGHT, PARAMETER_LIMIT);
  pass_dense(pass, matrix_of(as_dependent, rows, width), top, RELATION_DEPENDENT_WEIGHT, RELATION_DEPENDENT_BIAS);
  float *hidden = floats_room(&pass->relation_hidden.values, rows * width);
  memcpy(hidden, as_dependent, rows * width * sizeof *hidden);
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++)
    for (uint32_t row = batch->starts[sentence]; row < batch->starts[sentence + 1]; row++)
      array_add(hidden + row * width, as_head + head_row(batch, sentence, row, heads) * width, width);
  array_rectify(hidden, rows * width);
  if (pass->dropout > 0) {
    random_mask(&pass->random, floats_room(&pass->relation_hidden.mask, rows * width), rows * width, pass->dropout);
    array_multiply(hidden, pass->relation_hidden.mask.at, rows * width);
  }
  uint32_t count = learner_relations(pass->learner);
  struct matrix scores = matrix_of(floats_room(&pass->relations, rows * count), rows, count);
  pass_dense(pass, scores, matrix_of(hidden, rows, width), RELATION_WEIGHT, RELATION_BIAS);
  for (size_t row = 0; row < rows; row++)
    array_softmax(scores.at + row * count, count);
}

static void learn_relations(struct pass *pass, const struct lesson *lesson, float scale)
{
  const struct batch *batch = pass->batch;
  uint32_t count = learner_relations(pass->learner);
  uint32_t sentence = 0;
  for (uint32_t row = 0; row < batch->row_count; row++) {
    bool root = row == batch->starts[sentence];
    sentence += root;
    const float *taught = lesson && !root ? lesson->relations.at + (size_t)row * count : NULL;
    pass->losses.relation += pass_learn(pass->relations.at + (size_t)row * count, count, batch->relations[row], taught,
                                        lesson ? lesson->share : 0, scale);
  }
}

void relate_gradient(struct pass *pass, const struct lesson *lesson, const uint32_t *heads, float scale)
{
  const struct batch *batch = pass->batch;
  const struct dimensions *size = &pass->learner->dimensions;
  size_t rows = batch->row_count;
  size_t width = size->relation_width;
  learn_relations(pass, lesson, scale);
  struct matrix hidden = matrix_of(pass->relation_hidden.values.at, rows, width);
  struct matrix gradient = matrix_of(floats_zeros(&pass->relation_hidden.gradient, rows * width), rows, width);
  pass_dense_gradient(pass, matrix_of(pass->relations.at, rows, learner_relations(pass->learner)), hidden, gradient,
                      RELATION_WEIGHT, RELATION_BIAS);
  if (pass->dropout > 0)
    array_multiply(gradient.at, pass->relation_hidden.mask.at, rows * width);
  array_rectify_gradient(gradient.at, hidden.at, rows * width);

  float *head_gradient = floats_zeros(&pass->scratch[0], rows * width);
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++)
    for (uint32_t row = batch->starts[sentence]; row < batch->starts[sentence + 1]; row++)
      array_add(head_gradient + head_row(batch, sentence, row, heads) * width, gradient.at + row * width, width);
  struct matrix top = matrix_of(pass->top.at, rows, size->width);
  struct matrix top_gradient = matrix_of(pass->hidden_gradient.at, rows, size->width);
  pass_dense_gradient(pass, matrix_of(head_gradient, rows, width), top, top_gradient, RELATION_HEAD_WEIGHT,
                      PARAMETER_LIMIT);
  pass_dense_gradient(pass, gradient, top, top_gradient, RELATION_DEPENDENT_WEIGHT, RELATION_DEPENDENT_BIAS);
}
