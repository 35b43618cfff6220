/* verb - the forms of verbs: one word, in lower case. */
#ifndef ENGLISH_VERB_H
#define ENGLISH_VERB_H

#include "spelling.h"

enum verb_form {
  VERB_BASE,       /**< VB, VBP: write */
  VERB_THIRD,      /**< VBZ: writes */
  VERB_PAST,       /**< VBD: wrote */
  VERB_PARTICIPLE, /**< VBN: written */
  VERB_GERUND      /**< VBG: writing */
};

/** A form of a verb, the one that news prefers where there are several; of be `are` and `were` where number and person
 *  decide. */
struct form verb_inflect(const char *verb, enum verb_form form, enum spelling spelling);

/** The verb that an irregular form belongs to; "" when it is none. VERB_BASE has no irregular forms but those of be. */
struct form verb_of_irregular(const char *word, enum verb_form form);

/** The past of a modal: could, would, might, should; NULL when it is none or has none. */
const char *modal_past(const char *modal);

#endif
