/* reference - whom and what pronouns may mean, as far as their own sentence tells. */
#ifndef REWORD_REORDER_REFERENCE_H
#define REWORD_REORDER_REFERENCE_H

#include "reading.h"

/** A pronoun of one stretch of a sentence and a noun of another that it may mean; RW_NONE: there is no such pair. */
struct reference_pair {
  uint32_t pronoun, noun;
};

/** The first pair with its pronoun in `pronouns` and its noun in `nouns`. */
struct reference_pair reference_find(const struct reading *reading, rw_range pronouns, rw_range nouns);

/** Whether a pronoun of the third person may mean the noun, by number and by what it names. */
bool reference_may_mean(const struct reading *reading, uint32_t pronoun, uint32_t noun);

/** Whether a noun names a person, by what is known of it and by its ending. */
bool reference_is_person(const struct reading *reading, uint32_t noun);

/** Whether a token is a pronoun of the third person that stands for a noun. */
bool reference_is_pronoun(const struct reading *reading, uint32_t token);

#endif
