/* clause - what may be done with the parts of one sentence. Each function proposes what it is certain of. */
#ifndef REWORD_REORDER_CLAUSE_H
#define REWORD_REORDER_CLAUSE_H

#include "adverbial.h"
#include "reading.h"

/** Moves what stands before the subject to the end: "On Friday, prices fell." */
rw_status back_propose(const struct reading *reading, const rw_host *host);

/** Moves what stands at the end before the subject: "Prices fell on Friday." */
rw_status front_propose(const struct reading *reading, const rw_host *host);

/** Whether a stretch of a sentence can be moved as it is: no quotation, bracket or dash is cut in two. */
bool clause_is_whole(const struct reading *reading, rw_range tokens);

/** Whether a stretch is one plain clause, so that what comes before or behind it can belong to nothing but its verb: no
 *  second finite verb, no comma, no comparison. */
bool clause_is_plain(const struct reading *reading, rw_range tokens);

/** Whether a stretch has a word that negates. */
bool clause_is_negated(const struct reading *reading, rw_range tokens);

/** Whether a noun of one stretch comes again in the other, so that one of them may refer to the other, or a
 *  demonstrative of `rest` may mean what `moved` says. */
bool clause_echoes(const struct reading *reading, rw_range moved, rw_range rest);

/** Whether most words of the sentence have capitals, as in a headline. */
bool clause_is_title(const struct reading *reading);

/** Whether an object stands between the verb of the sentence and its end. */
bool clause_has_object(const struct reading *reading);

#endif
