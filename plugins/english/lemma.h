/* lemma - the lemma of a tagged word, by the habits of the English Universal Dependencies treebanks (EWT, GUM). */
#ifndef ENGLISH_LEMMA_H
#define ENGLISH_LEMMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A word of a sentence with its tags, which are names: "NOUN", "NNS". */
struct tagged_word {
  const char *text; /**< UTF-8, `length` bytes */
  uint32_t length;
  const char *universal_tag;
  const char *tag;
};

/** No lemma of a word of `length` bytes takes more than this, its NUL included. */
#define LEMMA_SIZE(length) (2 * (size_t)(length) + 16)

/** Writes the lemma, with a NUL, into `lemma`, which has LEMMA_SIZE(word->length) bytes. Names keep their form; other
 *  words are in lower case, but initials and words for peoples and languages. Takes time linear in the length. */
void lemma_find(const struct tagged_word *word, char *lemma);

#endif
