/* spelling - how a word is spelled before the endings of inflection. */
#ifndef ENGLISH_SPELLING_H
#define ENGLISH_SPELLING_H

#include "form.h"

/** Whose habits to follow where they differ: traveled, gotten, learned, the team is; travelled, got, learnt, the team
 *  are or is. The values are those of the module's option `spelling`. */
enum spelling { SPELLING_AMERICAN, SPELLING_BRITISH };

/** Whether the final consonant is doubled before an ending that begins with a vowel: stop, occur; travel when
 *  British. */
bool spelling_doubles(const char *word, enum spelling spelling);

/** Whether a final e stays before -ing: see, dye, singe; age when British. */
bool spelling_keeps_e(const char *word, enum spelling spelling);

/** Whether it ends with a y that becomes i: try, soliloquy; not play. */
bool spelling_changes_y(const char *word);

/** The word with an ending that begins with e: -ed, -er, -est. */
struct form spelling_with_e(const char *word, const char *ending, enum spelling spelling);

/** The word with -ing. */
struct form spelling_with_ing(const char *word, enum spelling spelling);

/** The word with the -s of verbs and nouns that end with a hiss or with y; what else it ends with takes a bare s. */
struct form spelling_with_s(const char *word);

#endif
