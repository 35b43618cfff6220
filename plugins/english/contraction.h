/* contraction - what apostrophes do to words. Offsets are bytes of a stretch without blanks that ends at `end`. */
#ifndef ENGLISH_CONTRACTION_H
#define ENGLISH_CONTRACTION_H

#include <stdint.h>

/** The end of a clitic whose apostrophe is at `at`: 's 'm 'd 'll 're 've; `at` when there is none. */
uint32_t clitic_end(const char *text, uint32_t at, uint32_t end);

/** The end of the n't whose n is the last letter of the word from `start` to `word_end`; `word_end` when the word does
 *  not go on so or would be empty without its n. */
uint32_t negation_clitic_end(const char *text, uint32_t start, uint32_t word_end, uint32_t end);

/** The end of a word that lost its beginning to the apostrophe at `at`: 'em, 'til, 'tis; `at` when there is none.
 *  `*first` is where its first token ends: 't|is, else the whole. */
uint32_t clipped_word_end(const char *text, uint32_t at, uint32_t end, uint32_t *first);

#endif
