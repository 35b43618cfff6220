#include "pass.h"

#include "matrix.h"
#include "program.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

float *floats_room(struct floats *floats, size_t count)
{
  floats->at = grow(floats->at, &floats->limit, 0, count, sizeof *floats->at);
  return floats->at;
}

float *floats_zeros(struct floats *floats, size_t count)
{
  return memset(floats_room(floats, count), 0, count * sizeof(float));
}

static void flow_close(struct flow *flow)
{
  free(flow->values.at);
  free(flow->mask.at);
  free(flow->gradient.at);
}

static void close_layers(struct pass *pass)
{
  for (unsigned layer = 0; layer < LAYER_LIMIT; layer++) {
    free(pass->hidden[layer].at);
    free(pass->dropped[layer].at);
    free(pass->layer_masks[layer].at);
    free(pass->gates[layer].at);
    free(pass->cells[layer].at);
    free(pass->squashed[layer].at);
  }
  free(pass->hidden[LAYER_LIMIT].at);
}

void pass_close(struct pass *pass)
{
  close_layers(pass);
  struct flow *flows[] = {&pass->input, &pass->arc_heads, &pass->arc_dependents, &pass->relation_hidden};
  for (size_t i = 0; i < sizeof flows / sizeof *flows; i++)
    flow_close(flows[i]);
  struct floats *arrays[] = {
      &pass->vectors,
      &pass->window,
      &pass->top,
      &pass->top_mask,
      &pass->tags,
      &pass->arc_products,
      &pass->arc_distances,
      &pass->arc_head_biases,
      &pass->arcs,
      &pass->relations,
      &pass->relation_heads,
      &pass->relation_dependents,
      &pass->hidden_gradient,
      &pass->tag_gradient,
      &pass->scratch[0],
      &pass->scratch[1],
      &pass->scratch[2],
      &pass->scratch[3],
  };
  for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
    free(arrays[i]->at);
  for (uint32_t i = 0; i < PARAMETER_LIMIT; i++)
    gradient_close(&pass->gradients[i]);
  free(pass->rows);
  free(pass->arc_starts);
  *pass = (struct pass){0};
}

void pass_open_gradients(struct pass *pass)
{
  for (uint32_t i = 0; i < pass->learner->parameter_count; i++)
    gradient_open(&pass->gradients[i], &pass->learner->parameters[i]);
}

size_t pass_arc_count(const struct pass *pass)
{
  const struct batch *batch = pass->batch;
  size_t count = 0;
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++) {
    size_t rows = batch->starts[sentence + 1] - batch->starts[sentence];
    count += rows * rows;
  }
  return count;
}

struct matrix pass_weights(const struct pass *pass, enum parameter_place place)
{
  const struct parameter *parameter = &pass->learner->parameters[place];
  return matrix_of(parameter->weights, parameter->rows, parameter->columns);
}

struct matrix pass_gradient(struct pass *pass, enum parameter_place place)
{
  const struct parameter *parameter = &pass->learner->parameters[place];
  return matrix_of(pass->gradients[place].sums, parameter->rows, parameter->columns);
}

void pass_dense(const struct pass *pass, struct matrix output, struct matrix input, enum parameter_place weight,
                enum parameter_place bias)
{
  matrix_product(output, input, MATRIX_PLAIN, pass_weights(pass, weight), MATRIX_PLAIN, 0);
  if (bias != PARAMETER_LIMIT)
    matrix_add_row(output, pass->learner->parameters[bias].weights);
}

void pass_dense_gradient(struct pass *pass, struct matrix output_gradient, struct matrix input,
                         struct matrix input_gradient, enum parameter_place weight, enum parameter_place bias)
{
  matrix_product(pass_gradient(pass, weight), input, MATRIX_TURNED, output_gradient, MATRIX_PLAIN, 1);
  if (bias != PARAMETER_LIMIT)
    matrix_sum_rows(pass->gradients[bias].sums, output_gradient);
  if (input_gradient.at)
    matrix_product(input_gradient, output_gradient, MATRIX_PLAIN, pass_weights(pass, weight), MATRIX_TURNED, 1);
}

double pass_learn(float *probabilities, uint32_t count, uint32_t gold, const float *taught, float share, float scale)
{
  const float least = 1e-12f;
  double loss = 0;
  if (gold == NAME_ABSENT && !taught) {
    memset(probabilities, 0, count * sizeof *probabilities);
    return 0;
  }
  float taught_share = !taught ? 0 : gold == NAME_ABSENT ? 1 : share;
  if (gold != NAME_ABSENT)
    loss -= (double)((1 - taught_share) * logf(probabilities[gold] + least));
  if (taught_share > 0)
    for (uint32_t i = 0; i < count; i++)
      loss -= (double)(taught_share * taught[i] * logf(probabilities[i] + least));
  for (uint32_t i = 0; i < count; i++)
    probabilities[i] = scale * (probabilities[i] - (taught ? taught_share * taught[i] : 0));
  if (gold != NAME_ABSENT)
    probabilities[gold] -= scale * (1 - taught_share);
  return loss;
}
