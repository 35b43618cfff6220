/* phrase_edit - from a phrase found to the edits proposed to the host. */
#ifndef REWORD_SYNONYM_PHRASE_EDIT_H
#define REWORD_SYNONYM_PHRASE_EDIT_H

#include "phrase_match.h"

/** Proposes every alternative of a match that fits its place: nothing protected changes, the case can be carried
 *  over, and no word comes twice. Notes in the sentence that it did. RW_OK also when none fits. */
rw_status phrase_edit_propose(struct phrase_sentence *sentence, const struct phrase_match *match, const rw_host *host);

#endif
