/* repair - the language module's last touch on edited sentences, and the proof that it touched nothing else. */
#ifndef REWORD_CORE_REPAIR_H
#define REWORD_CORE_REPAIR_H

#include "arrange.h"

/** Gives every sentence that an edit touches to `surface` and takes over its answers: texts, and gaps that were
 *  undecided; none is undecided then. Where an answer breaks the contract, the edits of that sentence become REFUSED,
 *  `*refused` is set, and the arrangement is good for nothing more. The stretch is the whole passage. Memory is from
 *  `arena`. RW_NO_MEMORY or RW_OK. */
rw_status repair_sentences(struct arrangement *arrangement, const struct surface *surface, struct arena *arena,
                           bool *refused);

#endif
