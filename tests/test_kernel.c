/* The arithmetic of the network: every implementation this processor can run gives the bits that plain loops give, and
 * exp and log are exact enough. */
#include "kernel.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct kernel *kernels[KERNEL_LIMIT];
static size_t kernel_count;
static uint64_t random_state;

static void set_up(void)
{
  kernel_count = kernel_list(kernels);
  random_state = 11;
}

static uint32_t random_below(uint32_t limit)
{
  random_state = random_state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(random_state >> 33) % limit;
}

static float random_float(float size)
{
  return size * ((float)random_below(1u << 20) / (1u << 19) - 1.0f);
}

static float *random_floats(size_t count, float size)
{
  float *floats = malloc(count * sizeof *floats);
  ck_assert_ptr_nonnull(floats);
  for (size_t i = 0; i < count; i++)
    floats[i] = random_float(size);
  return floats;
}

START_TEST(the_plain_kernel_is_always_there)
{
  ck_assert_uint_ge(kernel_count, 1);
  ck_assert_str_eq(kernels[kernel_count - 1]->name, "plain");
}
END_TEST

START_TEST(bytes_are_widened_and_scaled)
{
  int8_t bytes[100];
  float widened[100], wanted[100];
  for (size_t i = 0; i < 100; i++) {
    bytes[i] = (int8_t)(random_below(256) - 128);
    wanted[i] = (float)bytes[i] * 0.0123f;
  }
  for (size_t kernel = 0; kernel < kernel_count; kernel++)
    for (size_t count = 0; count <= 100; count++) {
      memset(widened, 0, sizeof widened);
      kernels[kernel]->widen(bytes, count, 0.0123f, widened);
      ck_assert_mem_eq(widened, wanted, count * sizeof *wanted);
      ck_assert(count == 100 || widened[count] == 0);
    }
}
END_TEST

/* The product as its header defines it: input by input, one product and one sum at a time. */
static void multiply_plainly(const struct kernel_product *product)
{
  for (size_t row = 0; row < product->row_count; row++)
    for (size_t column = 0; column < KERNEL_WIDTH; column++) {
      float sum = 0;
      for (size_t input = 0; input < product->inputs; input++) {
        const float term =
            product->rows[row * product->row_stride + input] * product->panel[input * KERNEL_WIDTH + column];
        sum = sum + term;
      }
      const float scaled = sum * product->scales[column];
      product->outputs[row * product->output_stride + column] = scaled + product->biases[column];
    }
}

START_TEST(products_have_the_bits_of_plain_sums)
{
  enum { ROWS = 40, INPUTS = 133, ROW_STRIDE = 140, OUTPUT_STRIDE = 48 };
  float *rows = random_floats(ROWS * ROW_STRIDE, 3), *panel = random_floats(INPUTS * KERNEL_WIDTH, 100);
  float *scales = random_floats(KERNEL_WIDTH, 0.01f), *biases = random_floats(KERNEL_WIDTH, 1);
  float wanted[ROWS * OUTPUT_STRIDE], outputs[ROWS * OUTPUT_STRIDE];
  for (uint32_t row_count = 1; row_count <= ROWS; row_count++) {
    struct kernel_product product = {.rows = rows,
                                     .row_stride = ROW_STRIDE,
                                     .row_count = row_count,
                                     .inputs = row_count % 3 == 0 ? 1 : INPUTS,
                                     .panel = panel,
                                     .scales = scales,
                                     .biases = biases,
                                     .output_stride = OUTPUT_STRIDE};
    memset(wanted, 0, sizeof wanted);
    product.outputs = wanted;
    multiply_plainly(&product);
    for (size_t kernel = 0; kernel < kernel_count; kernel++) {
      memset(outputs, 0, sizeof outputs);
      product.outputs = outputs;
      kernels[kernel]->product(&product);
      ck_assert_msg(memcmp(outputs, wanted, sizeof wanted) == 0, "%s, %u rows", kernels[kernel]->name, row_count);
    }
  }
  free(rows);
  free(panel);
  free(scales);
  free(biases);
}
END_TEST

START_TEST(the_rectifier_keeps_a_tenth_of_what_is_negative)
{
  for (size_t kernel = 0; kernel < kernel_count; kernel++) {
    float values[32] = {-1, -0.0f, 0, 1, 1e30f, -1e30f, -3, 3};
    kernels[kernel]->rectify(values, 17);
    static const float wanted[8] = {-1 * 0.1f, -0.0f, 0, 1, 1e30f, -1e30f * 0.1f, -3 * 0.1f, 3};
    ck_assert_mem_eq(values, wanted, sizeof wanted);
  }
}
END_TEST

START_TEST(exp_is_exact_to_three_units_in_the_last_place)
{
  enum { COUNT = 100000 };
  float *inputs = random_floats(COUNT, 87), *first = malloc(COUNT * sizeof *first),
        *powers = malloc(COUNT * sizeof *powers);
  ck_assert(first && powers);
  for (size_t kernel = 0; kernel < kernel_count; kernel++) {
    memcpy(powers, inputs, COUNT * sizeof *powers);
    kernels[kernel]->exponentials(powers, COUNT);
    if (kernel == 0)
      memcpy(first, powers, COUNT * sizeof *first);
    ck_assert_msg(memcmp(first, powers, COUNT * sizeof *first) == 0, "%s", kernels[kernel]->name);
  }
  for (size_t i = 0; i < COUNT; i++) {
    const double wanted = exp((double)inputs[i]);
    ck_assert_msg(fabs((double)first[i] / wanted - 1) < 3.6e-7, "exp(%g) = %g", (double)inputs[i], (double)first[i]);
  }
  free(inputs);
  free(first);
  free(powers);
}
END_TEST

START_TEST(exp_of_what_is_too_large_small_or_no_number_is_a_number)
{
  for (size_t kernel = 0; kernel < kernel_count; kernel++) {
    float values[16] = {1e30f, -1e30f, INFINITY, -INFINITY, NAN, 88, -87, 0};
    kernels[kernel]->exponentials(values, 8);
    ck_assert(values[0] == values[5] && values[2] == values[5]);
    ck_assert(values[1] == values[6] && values[3] == values[6] && values[4] == values[6]);
    ck_assert(values[6] > 0 && isfinite(values[5]) && values[7] == 1);
  }
}
END_TEST

START_TEST(log_is_exact_to_two_units_in_the_last_place)
{
  for (int i = 0; i < 100000; i++) {
    const float value = expf(random_float(80));
    const double wanted = log((double)value);
    const double least = fabs(wanted) < 1 ? 1 : fabs(wanted);
    ck_assert_msg(fabs((double)kernel_logarithm(value) - wanted) < 2.4e-7 * least, "log(%g) = %g", (double)value,
                  (double)kernel_logarithm(value));
  }
  for (int i = 0; i < 10000; i++) {
    const float value = 1.2f + random_float(0.21f);
    ck_assert_double_eq_tol((double)kernel_logarithm(value), log((double)value), 2.2e-7 * fabs(log((double)value)));
  }
  ck_assert_float_eq(kernel_logarithm(1), 0);
}
END_TEST

/* The recurrence with the library's exp, in doubles. */
static void recur_plainly(const struct kernel_recurrence *recurrence)
{
  for (ptrdiff_t column = 0; column < (ptrdiff_t)recurrence->width; column++) {
    double state = 0;
    for (ptrdiff_t row = 0; row < (ptrdiff_t)recurrence->row_count; row++) {
      const float *gates = recurrence->gates + row * recurrence->gate_step + column;
      const double x = (double)recurrence->inputs[row * recurrence->input_step + column];
      const double forget = 1 / (1 + exp(-(double)gates[recurrence->width]));
      const double reset = 1 / (1 + exp(-(double)gates[2 * recurrence->width]));
      state = forget * state + (1 - forget) * (double)gates[0];
      recurrence->outputs[row * recurrence->output_step + column] = (float)(reset * tanh(state) + (1 - reset) * x);
    }
  }
}

START_TEST(the_recurrence_runs_in_both_directions)
{
  enum { ROWS = 30, WIDTH = 32, GATES = 3 * WIDTH };
  float *gates = random_floats(ROWS * GATES, 6), *inputs = random_floats(ROWS * WIDTH, 2);
  for (int backward = 0; backward < 2; backward++) {
    float wanted[ROWS * WIDTH], first[ROWS * WIDTH], outputs[ROWS * WIDTH];
    const ptrdiff_t last = backward ? ROWS - 1 : 0, step = backward ? -1 : 1;
    struct kernel_recurrence recurrence = {.gates = gates + last * GATES,
                                           .inputs = inputs + last * WIDTH,
                                           .outputs = wanted + last * WIDTH,
                                           .gate_step = step * GATES,
                                           .input_step = step * WIDTH,
                                           .output_step = step * WIDTH,
                                           .row_count = ROWS,
                                           .width = WIDTH};
    recur_plainly(&recurrence);
    for (size_t kernel = 0; kernel < kernel_count; kernel++) {
      recurrence.outputs = (kernel == 0 ? first : outputs) + last * WIDTH;
      kernels[kernel]->recurrence(&recurrence);
      if (kernel > 0)
        ck_assert_msg(memcmp(first, outputs, sizeof first) == 0, "%s", kernels[kernel]->name);
    }
    for (size_t i = 0; i < ROWS * WIDTH; i++)
      ck_assert_float_eq_tol(first[i], wanted[i], 2e-6f);
  }
  free(gates);
  free(inputs);
}
END_TEST

static Suite *kernel_suite(void)
{
  Suite *suite = suite_create("kernel");
  TCase *arithmetic = tcase_create("arithmetic");
  tcase_set_timeout(arithmetic, 0);
  tcase_add_checked_fixture(arithmetic, set_up, NULL);
  tcase_add_test(arithmetic, the_plain_kernel_is_always_there);
  tcase_add_test(arithmetic, bytes_are_widened_and_scaled);
  tcase_add_test(arithmetic, products_have_the_bits_of_plain_sums);
  tcase_add_test(arithmetic, the_rectifier_keeps_a_tenth_of_what_is_negative);
  tcase_add_test(arithmetic, exp_is_exact_to_three_units_in_the_last_place);
  tcase_add_test(arithmetic, exp_of_what_is_too_large_small_or_no_number_is_a_number);
  tcase_add_test(arithmetic, log_is_exact_to_two_units_in_the_last_place);
  tcase_add_test(arithmetic, the_recurrence_runs_in_both_directions);
  suite_add_tcase(suite, arithmetic);
  return suite;
}

int main(void)
{
  SRunner *runner = srunner_create(kernel_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
