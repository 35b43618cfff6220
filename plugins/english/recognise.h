/* recognise - how much of a text is English, at a glance. */
#ifndef ENGLISH_RECOGNISE_H
#define ENGLISH_RECOGNISE_H

#include <stddef.h>
#include <stdint.h>

/** Counts the words of a text (stretches of letters) and those of them that are English function words and no frequent
 *  words of other languages. One pass, no allocation. */
void recognise(const char *text, size_t length, uint32_t *words, uint32_t *function_words);

#endif
