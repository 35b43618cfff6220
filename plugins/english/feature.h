/* feature - what the tagger and parser sees of a token: numbers made of its form, that choose a row of each of the
 * model's embeddings. The trainer and the network make them with the same code.
 *
 * The folded form has letters A to Z small, digits as 0, and the apostrophes U+2018 and U+2019 straight. Other
 * characters stay, and so do bytes that are no UTF-8. */
#ifndef ENGLISH_FEATURE_H
#define ENGLISH_FEATURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The embeddings of a token, in the order in which their rows are joined. */
enum feature {
  FEATURE_VOCABULARY, /**< the folded form, looked up among the model's words */
  FEATURE_SUFFIX4,    /**< the last four characters of the folded form, or "<" and all of it */
  FEATURE_SUFFIX3,
  FEATURE_SUFFIX2,
  FEATURE_PREFIX3, /**< the first three characters of the folded form, or all of it and ">" */
  FEATURE_SHAPE,   /**< the bits of enum feature_shape */
  FEATURE_FORM,    /**< the folded form */
  FEATURE_VECTORS, /**< the folded form with its digits kept, looked up among the words of pretrained vectors */
  FEATURE_COUNT
};

/** Bits of FEATURE_SHAPE, over the ASCII characters of the form as it is written. */
enum feature_shape {
  SHAPE_CAPITAL = 1,  /**< begins with a capital */
  SHAPE_CAPITALS = 2, /**< has more than one capital */
  SHAPE_SMALL = 4,    /**< has a small letter */
  SHAPE_DIGIT = 8,
  SHAPE_HYPHEN = 16,
  SHAPE_OTHER = 32, /**< has any other byte */
  SHAPE_FIRST = 64, /**< the token is the first of its sentence */
  SHAPE_COUNT = 128
};

/** A name for each: the embedding is the section NAME.embedding, the words looked up are NAME.hashes. */
extern const char *const feature_names[FEATURE_COUNT];

/** Values of a form of `length` bytes, in the order of enum feature. */
struct feature_values {
  uint32_t of[FEATURE_COUNT];
};
struct feature_values feature_values(const char *form, size_t length, bool first_of_sentence);

/** The row of an embedding of `rows` (at least 2) rows for a value of any feature but FEATURE_VOCABULARY and
 *  FEATURE_VECTORS; never row 0, which is the root's. */
uint32_t feature_row(uint32_t value, uint32_t rows);

#define FEATURE_ABSENT UINT32_MAX
/** The place of a value among `count` ascending ones, or FEATURE_ABSENT. FEATURE_VECTORS is looked up by its own value
 *  and, where that is absent, by the value of FEATURE_VOCABULARY. */
uint32_t feature_find(const uint32_t *values, uint32_t count, uint32_t value);

#endif
