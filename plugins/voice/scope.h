/* scope - whether the two sides of a clause may change places without a change of meaning: what they are, and what
 * quantifies, negates or narrows them. */
#ifndef VOICE_SCOPE_H
#define VOICE_SCOPE_H

#include "frame.h"

/** NULL when the sides may change places, else the reason they stay. */
const char *scope_check_active(const struct sentence *sentence, const struct frame *frame);
const char *scope_check_passive(const struct sentence *sentence, const struct frame *frame);

#endif
