/* phrase_match - finds the phrases of a table in a sentence. */
#ifndef REWORD_SYNONYM_PHRASE_MATCH_H
#define REWORD_SYNONYM_PHRASE_MATCH_H

#include "phrase_table.h"
#include "phrase_words.h"

/** A phrase found: its items are the words [words.start, words.end), one each. */
struct phrase_match {
  const struct phrase_entry *entry;
  rw_range words;
};

/** Finds the longest phrase that begins at word `start` and has an alternative whose conditions hold there. */
bool phrase_match_find(const struct phrase_table *table, const struct phrase_sentence *sentence, uint32_t start,
                       struct phrase_match *match);

/** Whether all conditions of an alternative hold for the words [words.start, words.end). */
bool phrase_match_holds(const struct phrase_sentence *sentence, rw_range words,
                        const struct phrase_alternative *alternative);

#endif
