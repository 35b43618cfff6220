/* matrix - products and sums of matrices of floats that lie row by row, and functions over arrays. The work of a
 * product is done by CBLAS where configure found it. */
#ifndef TRAINER_MATRIX_H
#define TRAINER_MATRIX_H

#include <stddef.h>
#include <stdint.h>

/** `columns` numbers lie in a row of the array, which may be wider than the matrix. */
struct matrix {
  float *at;
  size_t rows, columns;
  size_t stride; /**< from a row to the next */
};

/** To be called before all else: products are each computed by the thread that asks for them, so that they are the same
 *  however many processors there are. */
void matrix_begin(void);

/** A whole array as a matrix. */
struct matrix matrix_of(float *at, size_t rows, size_t columns);

/** What a product does with an operand. */
enum matrix_side { MATRIX_PLAIN, MATRIX_TURNED };

/** product = left right, or product += left right when `add`; an operand that is turned is transposed first. */
void matrix_product(struct matrix product, struct matrix left, enum matrix_side left_side, struct matrix right,
                    enum matrix_side right_side, int add);

/** Adds a row to each row. */
void matrix_add_row(struct matrix matrix, const float *row);

/** Adds all rows to `sum`. */
void matrix_sum_rows(float *sum, struct matrix matrix);

void array_add(float *sum, const float *addend, size_t count);
void array_multiply(float *product, const float *factor, size_t count);

/** Leaky ReLU of slope 0.1 in place, and the gradient through it: `value` is what came out, where a dropout mask may
 * have been multiplied in since. */
void array_rectify(float *values, size_t count);
void array_rectify_gradient(float *gradient, const float *values, size_t count);

/** 1 / (1 + exp(-x)) in place; tanh; both within some 1e-7 of the true value. */
void array_sigmoid(float *values, size_t count);
void array_tanh(float *result, const float *values, size_t count);

/** Makes scores the probabilities of a softmax and returns the logarithm of the sum of their exponentials. */
float array_softmax(float *scores, size_t count);

#endif
