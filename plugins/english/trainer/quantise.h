/* quantise - floats as int8 times a scale that several share: round(x / scale), scale = the largest magnitude / 127. */
#ifndef TRAINER_QUANTISE_H
#define TRAINER_QUANTISE_H

#include <stdint.h>

/** A table of floats, row by row. */
struct table {
  const float *values;
  uint32_t rows, columns;
};

/** Writes rows x columns int8, row by row, and one scale a row, or one a column. */
void quantise_rows(struct table table, int8_t *bytes, float *scales);
void quantise_columns(struct table table, int8_t *bytes, float *scales);

/** Makes floats what they are when they have been quantised. */
void quantise_rows_in_place(float *values, uint32_t rows, uint32_t columns);
void quantise_columns_in_place(float *values, uint32_t rows, uint32_t columns);

#endif
