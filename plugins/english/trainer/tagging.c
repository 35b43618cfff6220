#include "heads.h"
#include "matrix.h"

static struct matrix tag_input(const struct pass *pass)
{
  const struct dimensions *size = &pass->learner->dimensions;
  return matrix_of(pass->hidden[size->tag_layer].at, pass->batch->row_count, size->width);
}

void tag(struct pass *pass)
{
  size_t rows = pass->batch->row_count;
  uint32_t count = learner_tags(pass->learner);
  struct matrix scores = matrix_of(floats_room(&pass->tags, rows * count), rows, count);
  pass_dense(pass, scores, tag_input(pass), TAG_WEIGHT, TAG_BIAS);
  for (size_t row = 0; row < rows; row++)
    array_softmax(scores.at + row * count, count);
}

void tag_gradient(struct pass *pass, const struct lesson *lesson, float scale)
{
  const struct batch *batch = pass->batch;
  uint32_t count = learner_tags(pass->learner);
  uint32_t sentence = 0;
  for (uint32_t row = 0; row < batch->row_count; row++) {
    bool root = row == batch->starts[sentence];
    sentence += root;
    const float *taught = lesson && !root ? lesson->tags.at + (size_t)row * count : NULL;
    pass->losses.tag += pass_learn(pass->tags.at + (size_t)row * count, count, batch->tags[row], taught,
                                   lesson ? lesson->share : 0, scale);
  }
  struct matrix gradient = matrix_of(pass->tags.at, batch->row_count, count);
  struct matrix input = tag_input(pass);
  pass_dense_gradient(pass, gradient, input, matrix_of(pass->tag_gradient.at, input.rows, input.columns), TAG_WEIGHT,
                      TAG_BIAS);
}
