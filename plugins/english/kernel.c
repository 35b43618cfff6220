#include "kernel_set.h"

#include <string.h>

size_t kernel_list(const struct kernel *kernels[KERNEL_LIMIT])
{
  size_t count = 0;
#if KERNEL_X86
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f"))
    kernels[count++] = &kernel_avx512;
  if (__builtin_cpu_supports("avx2"))
    kernels[count++] = &kernel_avx2;
#endif
  kernels[count++] = &kernel_plain;
  return count;
}

/* value = 2^exponent x fraction with the fraction between 1/sqrt(2) and sqrt(2), whose logarithm is
 * 2 artanh((fraction - 1) / (fraction + 1)), a series that converges fast there. */
float kernel_logarithm(float value)
{
  int32_t bits;
  memcpy(&bits, &value, sizeof bits);
  int32_t exponent = (bits >> 23) - 127;
  bits = (bits & 0x7FFFFF) | 0x3F800000;
  float fraction;
  memcpy(&fraction, &bits, sizeof fraction);
  if (fraction > 1.41421356f) {
    fraction *= 0.5f;
    exponent++;
  }
  const float ratio = (fraction - 1.0f) / (fraction + 1.0f);
  const float square = ratio * ratio;
  const float series = 1.0f + square * (1.0f / 3 + square * (1.0f / 5 + square * (1.0f / 7 + square * (1.0f / 9))));
  return (float)exponent * 0.69314718f + 2.0f * ratio * series;
}
