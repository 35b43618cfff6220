#include "matrix.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#ifdef HAVE_OPENBLAS
#include <cblas.h>
#endif

void matrix_begin(void)
{
#ifdef HAVE_OPENBLAS
  openblas_set_num_threads(1);
#endif
}

struct matrix matrix_of(float *at, size_t rows, size_t columns)
{
  return (struct matrix){at, rows, columns, columns};
}

#ifdef HAVE_OPENBLAS

void matrix_product(struct matrix product, struct matrix left, enum matrix_side left_side, struct matrix right,
                    enum matrix_side right_side, int add)
{
  size_t inner = left_side == MATRIX_TURNED ? left.rows : left.columns;
  cblas_sgemm(CblasRowMajor, left_side == MATRIX_TURNED ? CblasTrans : CblasNoTrans,
              right_side == MATRIX_TURNED ? CblasTrans : CblasNoTrans, (int)product.rows, (int)product.columns,
              (int)inner, 1, left.at, (int)left.stride, right.at, (int)right.stride, add ? 1 : 0, product.at,
              (int)product.stride);
}

#else

/* Rows of the right operand are added to a row of the product, so that the compiler vectorises over columns. */
static void add_product(struct matrix product, struct matrix left, enum matrix_side left_side, struct matrix right)
{
  size_t inner = left_side == MATRIX_TURNED ? left.rows : left.columns;
  for (size_t row = 0; row < product.rows; row++)
    for (size_t k = 0; k < inner; k++) {
      float factor = left_side == MATRIX_TURNED ? left.at[k * left.stride + row] : left.at[row * left.stride + k];
      const float *restrict from = right.at + k * right.stride;
      float *restrict to = product.at + row * product.stride;
      for (size_t column = 0; column < product.columns; column++)
        to[column] += factor * from[column];
    }
}

/* The same where the right operand is turned: sums along rows of both. */
static void add_turned_product(struct matrix product, struct matrix left, enum matrix_side left_side,
                               struct matrix right)
{
  size_t inner = left_side == MATRIX_TURNED ? left.rows : left.columns;
  for (size_t row = 0; row < product.rows; row++)
    for (size_t column = 0; column < product.columns; column++) {
      float sum = 0;
      for (size_t k = 0; k < inner; k++)
        sum += (left_side == MATRIX_TURNED ? left.at[k * left.stride + row] : left.at[row * left.stride + k]) *
               right.at[column * right.stride + k];
      product.at[row * product.stride + column] += sum;
    }
}

void matrix_product(struct matrix product, struct matrix left, enum matrix_side left_side, struct matrix right,
                    enum matrix_side right_side, int add)
{
  if (!add)
    for (size_t row = 0; row < product.rows; row++)
      memset(product.at + row * product.stride, 0, product.columns * sizeof *product.at);
  if (right_side == MATRIX_TURNED)
    add_turned_product(product, left, left_side, right);
  else
    add_product(product, left, left_side, right);
}

#endif

void matrix_add_row(struct matrix matrix, const float *row)
{
  for (size_t i = 0; i < matrix.rows; i++)
    array_add(matrix.at + i * matrix.stride, row, matrix.columns);
}

void matrix_sum_rows(float *sum, struct matrix matrix)
{
  for (size_t i = 0; i < matrix.rows; i++)
    array_add(sum, matrix.at + i * matrix.stride, matrix.columns);
}

void array_add(float *restrict sum, const float *restrict addend, size_t count)
{
  for (size_t i = 0; i < count; i++)
    sum[i] += addend[i];
}

void array_multiply(float *restrict product, const float *restrict factor, size_t count)
{
  for (size_t i = 0; i < count; i++)
    product[i] *= factor[i];
}

void array_rectify(float *values, size_t count)
{
  for (size_t i = 0; i < count; i++)
    values[i] = values[i] < 0 ? 0.1f * values[i] : values[i];
}

void array_rectify_gradient(float *restrict gradient, const float *restrict values, size_t count)
{
  for (size_t i = 0; i < count; i++)
    gradient[i] *= values[i] < 0 ? 0.1f : 1.0f;
}

/* exp(x) = 2^n exp(r), n whole, |r| <= ln 2 / 2; exp(r) by its Taylor polynomial, whose error is below 2e-8 there. ln 2
 * is taken off in two parts, as W. Cody and W. Waite do ("Software Manual for the Elementary Functions", 1980). */
static inline float exponential(float x)
{
  const float shift = 12582912; /* 1.5 * 2^23: adding it rounds to a whole number */
  x = x < -87 ? -87 : x > 87 ? 87 : x;
  float whole = x * 1.44269504f + shift - shift;
  float rest = x - whole * 0.693359375f + whole * 2.12194440e-4f;
  float sum = 1.0f / 5040;
  sum = sum * rest + 1.0f / 720;
  sum = sum * rest + 1.0f / 120;
  sum = sum * rest + 1.0f / 24;
  sum = sum * rest + 1.0f / 6;
  sum = sum * rest + 0.5f;
  sum = sum * rest + 1;
  sum = sum * rest + 1;
  uint32_t bits = (uint32_t)((int32_t)whole + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return sum * power;
}

void array_sigmoid(float *values, size_t count)
{
  for (size_t i = 0; i < count; i++)
    values[i] = 1 / (1 + exponential(-values[i]));
}

void array_tanh(float *restrict result, const float *restrict values, size_t count)
{
  for (size_t i = 0; i < count; i++)
    result[i] = 1 - 2 / (1 + exponential(2 * values[i]));
}

float array_softmax(float *scores, size_t count)
{
  float highest = scores[0];
  for (size_t i = 1; i < count; i++)
    highest = scores[i] > highest ? scores[i] : highest;
  for (size_t i = 0; i < count; i++)
    scores[i] = exponential(scores[i] - highest);
  float sum = 0;
  for (size_t i = 0; i < count; i++)
    sum += scores[i];
  float factor = 1 / sum;
  for (size_t i = 0; i < count; i++)
    scores[i] *= factor;
  return highest + logf(sum);
}
