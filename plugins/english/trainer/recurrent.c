#include "recurrent.h"

#include "matrix.h"

#include <stddef.h>
#include <string.h>

/* One direction of one sentence: where its rows are and how to walk over them. Places count floats. */
struct walk {
  size_t half;               /* units */
  ptrdiff_t gate, gate_step; /* the first row of gates, and from one to the next in the walk's direction */
  ptrdiff_t at, step;        /* the same of the other arrays */
  uint32_t count;            /* rows */
};

static struct walk walk_of(const struct pass *pass, uint32_t sentence, uint32_t direction)
{
  ptrdiff_t half = pass->learner->dimensions.width / 2;
  uint32_t start = pass->batch->starts[sentence];
  uint32_t end = pass->batch->starts[sentence + 1];
  ptrdiff_t row = direction == 0 ? start : end - 1;
  ptrdiff_t sign = direction == 0 ? 1 : -1;
  return (struct walk){.half = (size_t)half,
                       .gate = row * 6 * half + direction * 3 * half,
                       .gate_step = sign * 6 * half,
                       .at = row * 2 * half + direction * half,
                       .step = sign * 2 * half,
                       .count = end - start};
}

/* The cells of a row: c = f c' + (1 - f) u; c' are those of the row before. */
static void update_cells(float *restrict cells, const float *restrict before, const float *restrict gates, size_t half)
{
  for (size_t unit = 0; unit < half; unit++) {
    float forget = gates[half + unit];
    cells[unit] = forget * before[unit] + (1 - forget) * gates[unit];
  }
}

/* The output of a row: y = r tanh(c) + (1 - r) x. */
static void mix_input(float *restrict output, const float *restrict squashed, const float *restrict input,
                      const float *restrict reset, size_t half)
{
  for (size_t unit = 0; unit < half; unit++)
    output[unit] = reset[unit] * squashed[unit] + (1 - reset[unit]) * input[unit];
}

static void run(struct pass *pass, uint32_t layer, struct walk walk, const float *zeros)
{
  float *cells = pass->cells[layer].at;
  float *gates = pass->gates[layer].at;
  const float *before = zeros;
  size_t half = walk.half;
  for (uint32_t row = 0; row < walk.count; row++) {
    float *gate = gates + walk.gate;
    array_sigmoid(gate + half, 2 * half);
    update_cells(cells + walk.at, before, gate, half);
    before = cells + walk.at;
    array_tanh(pass->squashed[layer].at + walk.at, before, half);
    mix_input(pass->hidden[layer + 1].at + walk.at, pass->squashed[layer].at + walk.at,
              pass->hidden[layer].at + walk.at, gate + 2 * half, half);
    walk.gate += walk.gate_step;
    walk.at += walk.step;
  }
}

/* The layer's input with one mask for all rows of a sentence. */
static void drop(struct pass *pass, uint32_t layer)
{
  const struct batch *batch = pass->batch;
  size_t width = pass->learner->dimensions.width;
  float *mask = floats_room(&pass->layer_masks[layer], batch->sentence_count * width);
  float *dropped = floats_room(&pass->dropped[layer], batch->row_count * width);
  memcpy(dropped, pass->hidden[layer].at, batch->row_count * width * sizeof(float));
  random_mask(&pass->random, mask, batch->sentence_count * width, pass->dropout);
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++)
    for (uint32_t row = batch->starts[sentence]; row < batch->starts[sentence + 1]; row++)
      array_multiply(dropped + row * width, mask + sentence * width, width);
}

static struct matrix layer_input(struct pass *pass, uint32_t layer)
{
  struct floats *input = pass->dropout > 0 ? &pass->dropped[layer] : &pass->hidden[layer];
  return matrix_of(input->at, pass->batch->row_count, pass->learner->dimensions.width);
}

void recurrent(struct pass *pass, uint32_t layer)
{
  size_t rows = pass->batch->row_count;
  size_t width = pass->learner->dimensions.width;
  if (pass->dropout > 0)
    drop(pass, layer);
  struct matrix gates = matrix_of(floats_room(&pass->gates[layer], rows * 3 * width), rows, 3 * width);
  pass_dense(pass, gates, layer_input(pass, layer), LAYER_WEIGHT + 2 * layer, LAYER_BIAS + 2 * layer);
  floats_room(&pass->cells[layer], rows * width);
  floats_room(&pass->squashed[layer], rows * width);
  floats_room(&pass->hidden[layer + 1], rows * width);
  const float *zeros = floats_zeros(&pass->scratch[0], width);
  for (uint32_t sentence = 0; sentence < pass->batch->sentence_count; sentence++)
    for (uint32_t direction = 0; direction < 2; direction++)
      run(pass, layer, walk_of(pass, sentence, direction), zeros);
}

/* The gradient through a row's reset gate; the cells' own is added to what comes from the row behind. */
static void reset_gradient(float *restrict reset_gradient, float *restrict cell_gradient, const float *restrict slope,
                           const float *restrict reset, const float *restrict squashed, const float *restrict input,
                           size_t half)
{
  for (size_t unit = 0; unit < half; unit++) {
    cell_gradient[unit] += slope[unit] * reset[unit] * (1 - squashed[unit] * squashed[unit]);
    reset_gradient[unit] = slope[unit] * (squashed[unit] - input[unit]) * reset[unit] * (1 - reset[unit]);
  }
}

/* Through candidate and forget gate; the cells' gradient becomes that of the cells of the row before. */
static void cell_update_gradient(float *restrict candidate_gradient, float *restrict forget_gradient,
                                 float *restrict cell_gradient, const float *restrict candidate,
                                 const float *restrict forget, const float *restrict before, size_t half)
{
  for (size_t unit = 0; unit < half; unit++) {
    float slope = cell_gradient[unit];
    candidate_gradient[unit] = slope * (1 - forget[unit]);
    forget_gradient[unit] = slope * (before[unit] - candidate[unit]) * forget[unit] * (1 - forget[unit]);
    cell_gradient[unit] = slope * forget[unit];
  }
}

/* What goes to the input directly. */
static void input_gradient(float *restrict gradient, const float *restrict slope, const float *restrict reset,
                           size_t half)
{
  for (size_t unit = 0; unit < half; unit++)
    gradient[unit] = slope[unit] * (1 - reset[unit]);
}

/* Goes a walk back from its end. */
static void run_back(struct pass *pass, uint32_t layer, struct walk walk, const float *zeros, float *cell_gradient)
{
  size_t half = walk.half;
  memset(cell_gradient, 0, half * sizeof *cell_gradient);
  walk.gate += walk.gate_step * (ptrdiff_t)(walk.count - 1);
  walk.at += walk.step * (ptrdiff_t)(walk.count - 1);
  for (uint32_t row = walk.count; row-- > 0;) {
    const float *gates = pass->gates[layer].at + walk.gate;
    const float *slope = pass->hidden_gradient.at + walk.at;
    const float *before = row > 0 ? pass->cells[layer].at + walk.at - walk.step : zeros;
    float *gradient = pass->scratch[1].at + walk.gate;
    reset_gradient(gradient + 2 * half, cell_gradient, slope, gates + 2 * half, pass->squashed[layer].at + walk.at,
                   pass->hidden[layer].at + walk.at, half);
    cell_update_gradient(gradient, gradient + half, cell_gradient, gates, gates + half, before, half);
    input_gradient(pass->scratch[2].at + walk.at, slope, gates + 2 * half, half);
    walk.gate -= walk.gate_step;
    walk.at -= walk.step;
  }
}

void recurrent_gradient(struct pass *pass, uint32_t layer)
{
  const struct batch *batch = pass->batch;
  size_t rows = batch->row_count;
  size_t width = pass->learner->dimensions.width;
  float *zeros = floats_zeros(&pass->scratch[0], 2 * width);
  struct matrix gate_gradient = matrix_of(floats_room(&pass->scratch[1], rows * 3 * width), rows, 3 * width);
  float *direct = floats_room(&pass->scratch[2], rows * width);
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++)
    for (uint32_t direction = 0; direction < 2; direction++)
      run_back(pass, layer, walk_of(pass, sentence, direction), zeros, zeros + width);

  float *gradient = pass->hidden_gradient.at;
  memset(gradient, 0, rows * width * sizeof(float));
  pass_dense_gradient(pass, gate_gradient, layer_input(pass, layer), matrix_of(gradient, rows, width),
                      LAYER_WEIGHT + 2 * layer, LAYER_BIAS + 2 * layer);
  if (pass->dropout > 0)
    for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++)
      for (uint32_t row = batch->starts[sentence]; row < batch->starts[sentence + 1]; row++)
        array_multiply(gradient + row * width, pass->layer_masks[layer].at + sentence * width, width);
  array_add(gradient, direct, rows * width);
}
