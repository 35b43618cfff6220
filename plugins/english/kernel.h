/* kernel - the arithmetic of the network, in one implementation for each set of vector instructions.
 *
 * All implementations give the same bits: every sum runs over its inputs in their order, one product and one sum at a
 * time, and vectors lie across outputs, never along a sum; exp is a polynomial of our own; the compiler is told not to
 * contract a product and a sum (-ffp-contract=off). */
#ifndef ENGLISH_KERNEL_H
#define ENGLISH_KERNEL_H

#include <stddef.h>
#include <stdint.h>

/** Columns of a panel; what a row of outputs is padded to. */
#define KERNEL_WIDTH 16u

/** Rows of inputs times one panel of weights. */
struct kernel_product {
  const float *rows; /**< row_count rows, `row_stride` floats apart, of `inputs` floats */
  size_t row_stride;
  uint32_t row_count; /**< at least 1 */
  uint32_t inputs;
  const float *panel;  /**< inputs x KERNEL_WIDTH */
  const float *scales; /**< KERNEL_WIDTH: an output is its sum x its scale + its bias */
  const float *biases; /**< KERNEL_WIDTH */
  float *outputs;      /**< row_count rows, `output_stride` floats apart, of KERNEL_WIDTH floats */
  size_t output_stride;
};

/** One direction of a simple recurrent unit over the rows of a sentence. T. Lei et al., "Simple recurrent units for
 *  highly parallelizable recurrence", EMNLP 2018, without the weights on the state:
 *  c = f c' + (1 - f) u, y = r tanh(c) + (1 - r) x, where f and r go through the logistic function. */
struct kernel_recurrence {
  const float *gates;  /**< of the first row in time: `width` floats each of u, f and r, side by side */
  const float *inputs; /**< x, `width` floats */
  float *outputs;      /**< y, `width` floats */
  ptrdiff_t gate_step, input_step, output_step; /**< floats from one row to the next in time */
  uint32_t row_count;
  uint32_t width; /**< a multiple of KERNEL_WIDTH */
};

struct kernel {
  const char *name;
  /** Turns numbers of 8 bits into floats times `scale`. */
  void (*widen)(const int8_t *values, size_t count, float scale, float *widened);
  void (*product)(const struct kernel_product *product);
  void (*recurrence)(const struct kernel_recurrence *recurrence);
  /** Leaky rectifier: negative values become a tenth. Rounds `count` up to KERNEL_WIDTH. */
  void (*rectify)(float *values, size_t count);
  /** e to the power of each value. Rounds `count` up to KERNEL_WIDTH. Values beyond -87 and 88 count as these. */
  void (*exponentials)(float *values, size_t count);
};

/** The implementations that this processor can run, the fastest first; the last is plain C. Returns how many. */
#define KERNEL_LIMIT 3
size_t kernel_list(const struct kernel *kernels[KERNEL_LIMIT]);

/** The natural logarithm of a normal positive number, to about one unit in the last place: the same bits everywhere. */
float kernel_logarithm(float value);

#endif
