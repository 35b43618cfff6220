/* noun - the number of nouns: one word, in lower case. */
#ifndef ENGLISH_NOUN_H
#define ENGLISH_NOUN_H

#include "spelling.h"

/** The plural, the one that news prefers where there are several. A word that is plural by nature (trousers, police)
 *  or the same in both (species) is its own. */
struct form noun_plural(const char *noun, enum spelling spelling);

/** The singular of an irregular plural: men, lives, criteria; "" when it is none. */
struct form noun_of_irregular(const char *word);

/** Whether a noun is the same in both numbers or has no singular: sheep, species, trousers. */
bool noun_is_invariant(const char *noun);

/** Whether a noun has no singular or is plural without an s: trousers, police. */
bool noun_is_plural_only(const char *noun);

extern const struct word_list nouns_invariant;   /**< the same in both numbers: sheep, species */
extern const struct word_list nouns_plural_only; /**< plural by nature: trousers, police */
extern const struct word_list nouns_in_oes;      /**< hero, potato */

#endif
