#include "quantise.h"

#include "program.h"

#include <math.h>
#include <stdlib.h>

static int8_t quantised(float value, float scale)
{
  return scale > 0 ? (int8_t)lrintf(value / scale) : 0;
}

void quantise_rows(struct table table, int8_t *bytes, float *scales)
{
  for (uint32_t row = 0; row < table.rows; row++) {
    const float *values = table.values + (size_t)row * table.columns;
    float highest = 0;
    for (uint32_t column = 0; column < table.columns; column++)
      highest = fmaxf(highest, fabsf(values[column]));
    scales[row] = highest / 127;
    for (uint32_t column = 0; column < table.columns; column++)
      bytes[(size_t)row * table.columns + column] = quantised(values[column], scales[row]);
  }
}

void quantise_columns(struct table table, int8_t *bytes, float *scales)
{
  for (uint32_t column = 0; column < table.columns; column++) {
    float highest = 0;
    for (uint32_t row = 0; row < table.rows; row++)
      highest = fmaxf(highest, fabsf(table.values[(size_t)row * table.columns + column]));
    scales[column] = highest / 127;
    for (uint32_t row = 0; row < table.rows; row++) {
      size_t at = (size_t)row * table.columns + column;
      bytes[at] = quantised(table.values[at], scales[column]);
    }
  }
}

void quantise_rows_in_place(float *values, uint32_t rows, uint32_t columns)
{
  int8_t *bytes = allocate((size_t)rows * columns, 1);
  float *scales = allocate(rows, sizeof *scales);
  quantise_rows((struct table){values, rows, columns}, bytes, scales);
  for (size_t i = 0; i < (size_t)rows * columns; i++)
    values[i] = (float)bytes[i] * scales[i / columns];
  free(bytes);
  free(scales);
}

void quantise_columns_in_place(float *values, uint32_t rows, uint32_t columns)
{
  int8_t *bytes = allocate((size_t)rows * columns, 1);
  float *scales = allocate(columns, sizeof *scales);
  quantise_columns((struct table){values, rows, columns}, bytes, scales);
  for (size_t i = 0; i < (size_t)rows * columns; i++)
    values[i] = (float)bytes[i] * scales[i % columns];
  free(bytes);
  free(scales);
}
