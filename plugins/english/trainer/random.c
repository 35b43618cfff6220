#include "random.h"

#include <math.h>

static uint64_t mix(uint64_t bits)
{
  bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9u;
  bits = (bits ^ bits >> 27) * 0x94D049BB133111EBu;
  return bits ^ bits >> 31;
}

#define STEP 0x9E3779B97F4A7C15u

struct random_source random_source(uint64_t seed, uint64_t stream)
{
  return (struct random_source){mix(mix(seed + STEP) ^ stream * STEP)};
}

uint64_t random_bits(struct random_source *source)
{
  return mix(source->state += STEP);
}

float random_unit(struct random_source *source)
{
  return (float)(random_bits(source) >> 40) * 0x1p-24f;
}

uint32_t random_below(struct random_source *source, uint32_t limit)
{
  return (uint32_t)((random_bits(source) >> 32) * limit >> 32);
}

/* G. Box and M. Muller, "A note on the generation of random normal deviates", 1958. */
float random_normal(struct random_source *source)
{
  double radius = sqrt(-2 * log(1 - (double)random_unit(source)));
  return (float)(radius * cos(6.283185307179586 * (double)random_unit(source)));
}

bool random_chance(struct random_source *source, float probability)
{
  return random_unit(source) < probability;
}

void random_mask(struct random_source *source, float *mask, size_t count, float dropout)
{
  uint32_t threshold = (uint32_t)(dropout * 65536);
  float kept = 1 / (1 - dropout);
  size_t at = 0;
  for (; at + 4 <= count; at += 4) {
    uint64_t bits = random_bits(source);
    for (unsigned part = 0; part < 4; part++)
      mask[at + part] = (uint32_t)(bits >> 16 * part & 0xFFFF) < threshold ? 0 : kept;
  }
  for (; at < count; at++)
    mask[at] = (uint32_t)(random_bits(source) >> 48) < threshold ? 0 : kept;
}
