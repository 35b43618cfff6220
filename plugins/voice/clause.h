/* clause - whether the clause around a frame lets its voice change: what else hangs on the verb, and what the verb
 * itself hangs on. */
#ifndef VOICE_CLAUSE_H
#define VOICE_CLAUSE_H

#include "frame.h"

/** NULL when it does, else the reason it does not. */
const char *clause_check(const struct sentence *sentence, const struct frame *frame);

/** The participle of speech that the subject goes on with at the end: saying of "X dismissed Y, saying that". WORD_NONE
 *  when there is none. */
uint32_t clause_speech(const struct sentence *sentence, const struct frame *frame);

#endif
