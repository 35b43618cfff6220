/* span - how far a subject, an object or an agent reaches. */
#ifndef VOICE_SPAN_H
#define VOICE_SPAN_H

#include "sentence.h"

/** The words of a subject, without marks at its ends. */
rw_range span_of_subject(const struct sentence *sentence, uint32_t head);

/** The words of an object or agent behind a verb, without marks at its ends. Its right edge is where parsers err: a
 *  phrase of place right behind the object belongs to it unless the verb moves or puts things; a phrase of time at its
 *  end belongs to the verb. */
rw_range span_of_object(const struct sentence *sentence, uint32_t verb, uint32_t head);

/** Whether nothing tells if the phrase behind an object is the object's or the verb's: the man with the telescope. */
bool span_edge_is_open(const struct sentence *sentence, uint32_t verb, uint32_t head, rw_range span);

/** Whether a span can move as it is: its commas part the members of a row or an aside at its end, and no verb of
 * another clause was taken for a member. */
bool span_is_whole(const struct sentence *sentence, uint32_t head, rw_range span);

/** Whether a comma right behind a span closes an aside at its end: "Smith, the chief, ". */
bool span_closed_by_comma(const struct sentence *sentence, rw_range span);

/** Whether a span with the head `head` ends in an aside set off by a comma: "the deal, a first for the firm". */
bool span_ends_in_aside(const struct sentence *sentence, uint32_t head, rw_range span);

#endif
