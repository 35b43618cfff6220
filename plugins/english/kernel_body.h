/* kernel_body - the kernels, written once over vectors of KERNEL_LANES floats. Included by a source file for each set
 * of instructions, which defines before:
 *   KERNEL_NAME     the name of the struct kernel it makes, without the prefix kernel_
 *   KERNEL_TARGET   the attribute that lets the compiler use these instructions
 *   KERNEL_LANES    floats in a vector
 *   KERNEL_ROWS     rows, a multiple of 3, and KERNEL_VECTORS vectors, of outputs that a product sums up at a time, in
 * registers */
#include "kernel_set.h"

#include <string.h>

#define KERNEL_INLINE KERNEL_TARGET static inline __attribute__((always_inline))
#define KERNEL_PASTE(prefix, name) prefix##name
#define KERNEL_OBJECT(name) KERNEL_PASTE(kernel_, name)
#define KERNEL_STRING(name) #name
#define KERNEL_NAME_OF(name) KERNEL_STRING(name)

typedef float floats __attribute__((vector_size(4 * KERNEL_LANES)));
typedef int32_t integers __attribute__((vector_size(4 * KERNEL_LANES)));

/* Sixteen numbers on their way from 8 bits to floats: the compiler cuts them into the vectors there are. */
typedef int8_t bytes16 __attribute__((vector_size(16)));
typedef int16_t shorts16 __attribute__((vector_size(32)));
typedef int32_t integers16 __attribute__((vector_size(64)));
typedef float floats16 __attribute__((vector_size(64)));

KERNEL_INLINE floats load(const float *values)
{
  floats loaded;
  memcpy(&loaded, values, sizeof loaded);
  return loaded;
}

KERNEL_INLINE void store(float *values, floats stored)
{
  memcpy(values, &stored, sizeof stored);
}

/* The value in every lane. */
KERNEL_INLINE floats spread(float value)
{
  return value - (floats){0};
}

KERNEL_INLINE floats choose(integers which, floats where_true, floats where_false)
{
  return (floats)(((integers)where_true & which) | ((integers)where_false & ~which));
}

/* e^x = 2^n e^(x - n ln 2), n the nearest whole number to x / ln 2, found by adding a number so large that its fraction
 * has no room; ln 2 is subtracted in two parts, the first exact in the product; then the Taylor series. */
KERNEL_INLINE floats exponential(floats x)
{
  const floats least = spread(-87.0f), most = spread(88.0f);
  x = choose(x > least, x, least);
  x = choose(x < most, x, most);
  const floats rounder = spread(12582912.0f); /* 1.5 x 2^23 */
  const floats whole = (x * 1.44269504f + rounder) - rounder;
  const floats rest = (x - whole * 0.693359375f) - whole * -2.12194440e-4f;
  floats series = rest * (1.0f / 720) + 1.0f / 120;
  series = series * rest + 1.0f / 24;
  series = series * rest + 1.0f / 6;
  series = series * rest + 0.5f;
  series = series * rest + 1.0f;
  series = series * rest + 1.0f;
  const integers exponent = __builtin_convertvector(whole, integers) + 127;
  return series * (floats)(exponent << 23);
}

KERNEL_INLINE floats logistic(floats x)
{
  return 1.0f / (1.0f + exponential(-x));
}

KERNEL_INLINE floats hyperbolic_tangent(floats x)
{
  return 1.0f - 2.0f / (exponential(x + x) + 1.0f);
}

KERNEL_TARGET static void widen(const int8_t *values, size_t count, float scale, float *widened)
{
  size_t at = 0;
  for (; at + 16 <= count; at += 16) {
    bytes16 narrow;
    memcpy(&narrow, values + at, sizeof narrow);
    const shorts16 shorts = __builtin_convertvector(narrow, shorts16);
    const floats16 wide = __builtin_convertvector(__builtin_convertvector(shorts, integers16), floats16) * scale;
    memcpy(widened + at, &wide, sizeof wide);
  }
  for (; at < count; at++)
    widened[at] = (float)values[at] * scale;
}

/* `height` rows of outputs from `first`, KERNEL_VECTORS vectors from `column`. Rows past the last are the last once
 * more, and not stored. `height`: a constant, at most KERNEL_ROWS. */
KERNEL_INLINE void sum_tile(const struct kernel_product *product, uint32_t first, uint32_t column, uint32_t height)
{
  const uint32_t left = product->row_count - first;
  const uint32_t count = left < height ? left : height;
  const float *rows[KERNEL_ROWS];
  floats sums[KERNEL_ROWS][KERNEL_VECTORS];
#pragma GCC unroll 16
  for (uint32_t row = 0; row < height; row++) {
    rows[row] = product->rows + (first + (row < count ? row : count - 1)) * product->row_stride;
#pragma GCC unroll 4
    for (uint32_t vector = 0; vector < KERNEL_VECTORS; vector++)
      sums[row][vector] = (floats){0};
  }
  const float *panel = product->panel + column;
  const size_t inputs = product->inputs;
  for (size_t input = 0; input < inputs; input++) {
    floats weights[KERNEL_VECTORS];
#pragma GCC unroll 4
    for (uint32_t vector = 0; vector < KERNEL_VECTORS; vector++)
      weights[vector] = load(panel + input * KERNEL_WIDTH + vector * KERNEL_LANES);
#pragma GCC unroll 16
    for (uint32_t row = 0; row < height; row++) {
      const float value = rows[row][input];
#pragma GCC unroll 4
      for (uint32_t vector = 0; vector < KERNEL_VECTORS; vector++)
        sums[row][vector] += weights[vector] * value;
    }
  }
#pragma GCC unroll 16
  for (uint32_t row = 0; row < height; row++) {
    if (row >= count)
      return;
    float *output = product->outputs + (first + row) * product->output_stride + column;
#pragma GCC unroll 4
    for (uint32_t vector = 0; vector < KERNEL_VECTORS; vector++) {
      const uint32_t at = vector * KERNEL_LANES;
      store(output + at, sums[row][vector] * load(product->scales + column + at) + load(product->biases + column + at));
    }
  }
}

KERNEL_TARGET static void multiply_tile(const struct kernel_product *product, uint32_t first, uint32_t column)
{
  sum_tile(product, first, column, KERNEL_ROWS);
}

/* A third of the rows: short texts end in such. */
KERNEL_TARGET static void multiply_low_tile(const struct kernel_product *product, uint32_t first, uint32_t column)
{
  sum_tile(product, first, column, KERNEL_ROWS / 3);
}

KERNEL_TARGET static void multiply(const struct kernel_product *product)
{
  for (uint32_t column = 0; column < KERNEL_WIDTH; column += KERNEL_VECTORS * KERNEL_LANES) {
    uint32_t row = 0;
    for (; row + KERNEL_ROWS <= product->row_count; row += KERNEL_ROWS)
      multiply_tile(product, row, column);
    for (; row < product->row_count; row += KERNEL_ROWS / 3)
      multiply_low_tile(product, row, column);
  }
}

/* The recurrence of one vector of columns, its state in a register. */
KERNEL_TARGET static void recur_columns(const struct kernel_recurrence *recurrence, uint32_t column)
{
  const float *gates = recurrence->gates + column;
  const float *input = recurrence->inputs + column;
  float *output = recurrence->outputs + column;
  const uint32_t width = recurrence->width;
  floats state = {0};
  for (uint32_t row = 0; row < recurrence->row_count; row++) {
    const floats candidate = load(gates);
    const floats forget = logistic(load(gates + width));
    const floats reset = logistic(load(gates + 2 * width));
    state = forget * state + (1.0f - forget) * candidate;
    store(output, reset * hyperbolic_tangent(state) + (1.0f - reset) * load(input));
    gates += recurrence->gate_step;
    input += recurrence->input_step;
    output += recurrence->output_step;
  }
}

KERNEL_TARGET static void recur(const struct kernel_recurrence *recurrence)
{
  for (uint32_t column = 0; column < recurrence->width; column += KERNEL_LANES)
    recur_columns(recurrence, column);
}

KERNEL_TARGET static void rectify(float *values, size_t count)
{
  for (size_t at = 0; at < count; at += KERNEL_LANES) {
    const floats value = load(values + at);
    store(values + at, choose(value < 0.0f, value * 0.1f, value));
  }
}

KERNEL_TARGET static void exponentials(float *values, size_t count)
{
  for (size_t at = 0; at < count; at += KERNEL_LANES)
    store(values + at, exponential(load(values + at)));
}

const struct kernel KERNEL_OBJECT(KERNEL_NAME) = {
    .name = KERNEL_NAME_OF(KERNEL_NAME),
    .widen = widen,
    .product = multiply,
    .recurrence = recur,
    .rectify = rectify,
    .exponentials = exponentials,
};
