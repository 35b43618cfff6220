/* clause - what may be done with the parts of one sentence. Each function proposes what it is certain of. */
#ifndef REWORD_REORDER_CLAUSE_H
#define REWORD_REORDER_CLAUSE_H

#include "adverbial.h"
#include "reading.h"

/** Moves what stands before the subject to the end: "On Friday, prices fell." */
rw_status back_propose(const struct reading *reading, const rw_host *host);

/** Moves what stands at the end before the subject: "Prices fell on Friday." */
rw_status front_propose(const struct reading *reading, const rw_host *host);

/** Puts what was said before who said it: "Smith said that the road was closed." */
rw_status attribution_propose(const struct reading *reading, const rw_host *host);

/** Whether a stretch of a sentence can be moved as it is: no quotation, bracket or dash is cut in two. */
bool clause_is_whole(const struct reading *reading, rw_range tokens);

/** Whether a stretch is so plain that what comes before or behind it can belong to nothing but its verb: no more finite
 *  verbs than `verbs`, no comma, no comparison, nothing that begins a relative clause. */
bool clause_is_plain(const struct reading *reading, rw_range tokens, uint32_t verbs);

/** Whether a stretch has a word that negates. */
bool clause_is_negated(const struct reading *reading, rw_range tokens);

/** Whether the adverbial and the rest of its sentence have a noun in common, so that one may refer to the other; or
 *  the adverbial is a clause and one of the two points to what the other says. */
bool clause_echoes(const struct reading *reading, const struct adverbial *adverbial, rw_range rest);

/** Whether most words of the sentence behind the first have capitals, as in a headline. */
bool clause_is_title(const struct reading *reading);

/** Whether it is in doubt if the first word of the sentence keeps its capital elsewhere: it is marked as a name and not
 *  tagged as one, or the other way. */
bool clause_has_doubtful_capital(const struct reading *reading);

/** Whether a stretch has a participle. */
bool clause_has_participle(const struct reading *reading, rw_range tokens);

/** Whether an object stands between the verb of the sentence and its end. */
bool clause_has_object(const struct reading *reading);

#endif
