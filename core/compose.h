/* compose - an arrangement into a passage: its text, where each byte came from, and the items at their new places. */
#ifndef REWORD_CORE_COMPOSE_H
#define REWORD_CORE_COMPOSE_H

#include "arrange.h"

/** Makes the passage of an arrangement of the whole passage whose gaps are all decided. `result` is initialised here,
 *  and empty on failure. Fills in `written` of each word. */
rw_status compose(struct arrangement *arrangement, struct passage *result, rw_error *error);

#endif
