/* adverbial - the phrases and clauses that say when, where, why and how, and may change their place. */
#ifndef REWORD_REORDER_ADVERBIAL_H
#define REWORD_REORDER_ADVERBIAL_H

#include "lexicon.h"
#include "reading.h"

/** A stretch of a sentence that is an adverbial of its main clause. */
struct adverbial {
  rw_range tokens;
  uint32_t head; /**< the word that heads it in the tree; RW_NONE: a phrase found by its words alone */
  enum adverbial_kind kind;
  bool clause;      /**< it has a verb of its own */
  double certainty; /**< that these are its tokens and that it belongs to the main clause: 0 to 1 */
};

/** The adverbial that the constituent of `head` is; its kind is ADVERBIAL_NONE when it is none the strategy knows. */
struct adverbial adverbial_of(const struct reading *reading, uint32_t head);

/** A whole adverbial of the lexicon that begins at `token`; ADVERBIAL_NONE when none does. */
struct adverbial adverbial_listed(const struct reading *reading, uint32_t token);

/** A whole adverbial of the lexicon that ends before `end`. */
struct adverbial adverbial_listed_before(const struct reading *reading, uint32_t end);

/** The preposition that begins at `token`, as an adverbial of which no more is known; ADVERBIAL_NONE: there is none, or
 *  it may not move. */
struct adverbial adverbial_with_preposition(const struct reading *reading, uint32_t token);

/** The end of a date that begins at `token`: "Friday", "late 1990", "June 30"; RW_NONE: none begins there. */
uint32_t adverbial_date_end(const struct reading *reading, uint32_t token);

/** Whether a word means a time: "1990", "Friday", "the next weeks". */
bool adverbial_is_time(const struct reading *reading, uint32_t head);

/** Whether a word names a day, a month or a year: "Friday", "June", "1990". */
bool adverbial_is_date(const struct reading *reading, uint32_t token);

/** The preposition or conjunction that begins an adverbial, in lower case; "" for one that has none. */
const char *adverbial_marker(const struct reading *reading, const struct adverbial *adverbial);

/** Whether a comma parts an adverbial from the clause before it. */
bool adverbial_takes_comma_behind(const struct adverbial *adverbial);

/** What it is, for a person: "of time". */
const char *adverbial_name(enum adverbial_kind kind);

#endif
