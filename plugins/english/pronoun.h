/* pronoun - the forms of pronouns by person, number, gender and case. */
#ifndef ENGLISH_PRONOUN_H
#define ENGLISH_PRONOUN_H

#include <stdbool.h>

enum pronoun_gender {
  GENDER_NONE, /**< no gender, or any */
  GENDER_MASCULINE,
  GENDER_FEMININE,
  GENDER_NEUTER
};

enum pronoun_case {
  PRONOUN_NOMINATIVE,  /**< I, who */
  PRONOUN_ACCUSATIVE,  /**< me, whom */
  PRONOUN_POSSESSIVE,  /**< before a noun: my, whose */
  PRONOUN_INDEPENDENT, /**< a possessive alone: mine, whose */
  PRONOUN_REFLEXIVE    /**< myself; who has none */
};

/** What a pronoun refers to. */
struct pronoun {
  int person; /**< 1, 2, 3; 0: who */
  bool plural;
  enum pronoun_gender gender; /**< of the third person singular; none there: one */
};

/** The form of a pronoun; NULL when it has none: `its` alone. Static. */
const char *pronoun_form(struct pronoun pronoun, enum pronoun_case wanted);

/** Another case of a pronoun given in any: him for he, their for them; NULL for what is no such pronoun. Lower case but
 *  "I". `her` and `you`, which are several cases, are found as well; "his" counts as he. Static. */
const char *pronoun_in_case(const char *word, enum pronoun_case wanted);

/** What a form refers to; false when it is no such pronoun. Of forms that are several, the first of: singular,
 *  masculine. */
bool pronoun_find(const char *word, struct pronoun *pronoun, enum pronoun_case *found);

#endif
