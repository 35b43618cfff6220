/* random - random numbers that are the same for the same seed: splitmix64 (G. Steele, D. Lea, C. Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014). */
#ifndef TRAINER_RANDOM_H
#define TRAINER_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random_source {
  uint64_t state;
};

/** A source of its own for each pair of a seed and a stream. */
struct random_source random_source(uint64_t seed, uint64_t stream);

uint64_t random_bits(struct random_source *source);

/** Uniform in 0 <= x < 1. */
float random_unit(struct random_source *source);

/** Uniform in 0..limit-1. */
uint32_t random_below(struct random_source *source, uint32_t limit);

/** Normal, mean 0 and standard deviation 1. */
float random_normal(struct random_source *source);

/** True with the probability given. */
bool random_chance(struct random_source *source, float probability);

/** Fills a dropout mask: 0 with the probability `dropout`, else 1 / (1 - dropout). */
void random_mask(struct random_source *source, float *mask, size_t count, float dropout);

#endif
