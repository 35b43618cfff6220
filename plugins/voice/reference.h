/* reference - whether a pronoun would point at something else, or before what it points at, once its clause has
 * changed its voice. */
#ifndef VOICE_REFERENCE_H
#define VOICE_REFERENCE_H

#include "sentence.h"

/** Whether a pronoun within `span`, whose head is `head`, may stand for `antecedent`, which it is about to leave behind
 *  or to overtake. A pronoun that is itself the head never does. NULL when none does, else the reason. */
const char *reference_check(const struct sentence *sentence, uint32_t antecedent, uint32_t head, rw_range span);

/** Whether a noun, name or pronoun stands for a person, as far as its form and neighbours tell. */
bool reference_names_person(const struct sentence *sentence, uint32_t head);

#endif
