/* irregular - tables of words whose forms follow no rule, read in both directions: from a lemma to its form, and back.
 */
#ifndef ENGLISH_IRREGULAR_H
#define ENGLISH_IRREGULAR_H

#include "spelling.h"

/** A lemma and its forms, in up to two columns: past and participle, comparative and superlative, plural. A column
 * holds alternatives, parted by blanks, the preferred one of American news first; one that begins with = is preferred
 * when British. Every form begins with the letter of its lemma; the few that do not are not found from the form. */
struct irregular {
  const char *lemma;
  bool compounds; /**< words that end with it are inflected like it: over-take, with-stand, grand-child */
  const char *forms[2];
};

struct irregular_table {
  const struct irregular *rows; /**< sorted by lemma */
  size_t count;
  const struct word_list *regular; /**< words that look like a compound of a row and are not: welcome, human; or NULL */
};

/** The form of a lemma; "" when it is regular. */
struct form irregular_form(const struct irregular_table *table, const char *lemma, unsigned column,
                           enum spelling spelling);

/** The lemma of a form; "" when the table does not have it. Compounds that end in -ed are not found: most such words
 *  are regular. */
struct form irregular_lemma(const struct irregular_table *table, const char *word, unsigned column);

extern const struct irregular_table irregular_verbs; /**< past, participle */
extern const struct irregular_table irregular_nouns; /**< plural */

#endif
