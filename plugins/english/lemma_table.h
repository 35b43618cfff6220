/* lemma_table - what the lemmatiser knows beside the tables of the inflector. */
#ifndef ENGLISH_LEMMA_TABLE_H
#define ENGLISH_LEMMA_TABLE_H

#include "form.h"

/** The lemma of a word of a closed class, of an abbreviation or a clitic, given folded (lower case, apostrophes
 *  straight); NULL when the table has none for these tags. */
const char *lemma_closed(const char *folded, const char *universal_tag, const char *tag);

/** Endings of stems, what is left of a form without -ed, -ing, -er, -est, and whether an e was lost there: mak(e) but
 *  need. The list with the longer ending decides, lemma_no_e when none has one. */
extern const struct word_list lemma_e;
extern const struct word_list lemma_no_e;

/** The same for what is left of a plural without -es behind a hiss: hous(e), but box. */
extern const struct word_list lemma_plural_e;

/** Of a plural without -ies: those whose singular ends in -ie, movie. */
extern const struct word_list lemma_plural_ie;

/** Doubled consonants of stems that stay: call, add; not stopp. */
extern const struct word_list lemma_doubled;

/** Stems that end with a letter which their ending brought: panick, quizz. */
extern const struct word_list lemma_lengthened;

/** Plurals of nouns in -sis: crises, hypotheses. */
extern const struct word_list lemma_plural_sis;

/** Plurals that are their own lemma beside those that the inflector knows: troops, manners. */
extern const struct word_list lemma_own_plural;

#endif
