/* diagram - the tree of a sentence as arcs beside its words, for a terminal. */
#ifndef REWORD_CORE_DIAGRAM_H
#define REWORD_CORE_DIAGRAM_H

#include "conllu.h"

/** Sentences with more tokens are shown without arcs. */
#define DIAGRAM_LIMIT 500u

/** Appends a line for each token of a sentence, its arcs left of it: a head's ends with a bar, a dependent's with an
 *  arrow. Then form, universal tag and relation, and an empty line. RW_NO_MEMORY or RW_OK. */
rw_status diagram_write(const struct conllu_names *names, const rw_passage *passage, rw_range sentence,
                        struct buffer *out);

#endif
