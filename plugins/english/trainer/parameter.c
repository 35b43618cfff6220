#include "parameter.h"

#include "matrix.h"
#include "program.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t parameter_size(const struct parameter *parameter)
{
  return (size_t)parameter->rows * parameter->columns;
}

void parameter_open(struct parameter *parameter, const char *name, enum parameter_kind kind, uint32_t rows,
                    uint32_t columns, float deviation, struct random_source *random)
{
  *parameter = (struct parameter){.kind = kind, .rows = rows, .columns = columns};
  snprintf(parameter->name, sizeof parameter->name, "%s", name);
  size_t size = parameter_size(parameter);
  parameter->weights = allocate(size, sizeof(float));
  for (size_t i = 0; i < size; i++)
    parameter->weights[i] = deviation * random_normal(random);
}

void parameter_close(struct parameter *parameter)
{
  free(parameter->weights);
  free(parameter->averages);
  free(parameter->first_moments);
  free(parameter->second_moments);
  *parameter = (struct parameter){0};
}

void parameter_begin(struct parameter *parameter)
{
  size_t size = parameter_size(parameter);
  parameter->averages = allocate(size, sizeof(float));
  memcpy(parameter->averages, parameter->weights, size * sizeof(float));
  parameter->first_moments = allocate(size, sizeof(float));
  parameter->second_moments = allocate(size, sizeof(float));
}

void parameter_exchange(struct parameter *parameter)
{
  float *weights = parameter->weights;
  parameter->weights = parameter->averages;
  parameter->averages = weights;
}

static void average(float *restrict averages, const float *restrict weights, size_t count, float share)
{
  for (size_t i = 0; i < count; i++)
    averages[i] = share * averages[i] + (1 - share) * weights[i];
}

void parameter_average(struct parameter *parameter, float share)
{
  average(parameter->averages, parameter->weights, parameter_size(parameter), share);
}

void gradient_open(struct gradient *gradient, const struct parameter *parameter)
{
  *gradient = (struct gradient){.sums = allocate(parameter_size(parameter), sizeof(float))};
  if (parameter->kind == PARAMETER_ROWS) {
    gradient->touched = allocate(parameter->rows, sizeof *gradient->touched);
    gradient->is_touched = allocate(parameter->rows, sizeof *gradient->is_touched);
  }
}

void gradient_close(struct gradient *gradient)
{
  free(gradient->sums);
  free(gradient->touched);
  free(gradient->is_touched);
  *gradient = (struct gradient){0};
}

void gradient_add_row(struct gradient *gradient, uint32_t row, const float *addend, uint32_t columns)
{
  if (!gradient->is_touched[row]) {
    gradient->is_touched[row] = true;
    gradient->touched[gradient->touched_count++] = row;
  }
  array_add(gradient->sums + (size_t)row * columns, addend, columns);
}

static void forget_touched(struct gradient *gradient)
{
  for (uint32_t i = 0; i < gradient->touched_count; i++)
    gradient->is_touched[gradient->touched[i]] = false;
  gradient->touched_count = 0;
}

void gradient_take(struct gradient *gradient, struct gradient *other, const struct parameter *parameter)
{
  uint32_t columns = parameter->columns;
  if (parameter->kind != PARAMETER_ROWS) {
    array_add(gradient->sums, other->sums, parameter_size(parameter));
    memset(other->sums, 0, parameter_size(parameter) * sizeof(float));
    return;
  }
  for (uint32_t i = 0; i < other->touched_count; i++) {
    float *row = other->sums + (size_t)other->touched[i] * columns;
    gradient_add_row(gradient, other->touched[i], row, columns);
    memset(row, 0, columns * sizeof(float));
  }
  forget_touched(other);
}

/* In sixteen sums, so that the compiler may keep them side by side. */
static double square(const float *values, size_t count)
{
  float sums[16] = {0};
  size_t at = 0;
  for (; at + 16 <= count; at += 16)
    for (size_t i = 0; i < 16; i++)
      sums[i] += values[at + i] * values[at + i];
  double sum = 0;
  for (; at < count; at++)
    sum += (double)values[at] * (double)values[at];
  for (size_t i = 0; i < 16; i++)
    sum += (double)sums[i];
  return sum;
}

double gradient_square(const struct gradient *gradient, const struct parameter *parameter)
{
  if (parameter->kind != PARAMETER_ROWS)
    return square(gradient->sums, parameter_size(parameter));
  double sum = 0;
  for (uint32_t i = 0; i < gradient->touched_count; i++)
    sum += square(gradient->sums + (size_t)gradient->touched[i] * parameter->columns, parameter->columns);
  return sum;
}

static void step(float *restrict weights, float *restrict gradient, float *restrict first, float *restrict second,
                 size_t count, const struct adam *adam)
{
  float rate = adam->rate / adam->first_correction;
  float correction = 1 / adam->second_correction;
  float scale = adam->scale;
  for (size_t i = 0; i < count; i++) {
    float slope = gradient[i] * scale;
    first[i] = ADAM_FIRST_DECAY * first[i] + (1 - ADAM_FIRST_DECAY) * slope;
    second[i] = ADAM_SECOND_DECAY * second[i] + (1 - ADAM_SECOND_DECAY) * slope * slope;
    weights[i] -= rate * first[i] / (sqrtf(second[i] * correction) + 1e-8f);
    gradient[i] = 0;
  }
}

static void step_rows(struct parameter *parameter, struct gradient *gradient, size_t first, size_t count,
                      const struct adam *adam)
{
  size_t at = first * parameter->columns;
  step(parameter->weights + at, gradient->sums + at, parameter->first_moments + at, parameter->second_moments + at,
       count * parameter->columns, adam);
}

void parameter_step(struct parameter *parameter, struct gradient *gradient, const struct adam *adam)
{
  if (parameter->kind != PARAMETER_ROWS) {
    step_rows(parameter, gradient, 0, parameter->rows, adam);
    return;
  }
  for (uint32_t i = 0; i < gradient->touched_count; i++)
    step_rows(parameter, gradient, gradient->touched[i], 1, adam);
  forget_touched(gradient);
}
