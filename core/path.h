/* path - where an element stands on its page, for the log: /html/body/div[2]/p[3]. */
#ifndef REWORD_CORE_PATH_H
#define REWORD_CORE_PATH_H

#include "arena.h"
#include "structure.h"

/** Each element's place among its siblings of the same name. Worked out when first asked for; any number of threads may
 *  ask at once. */
struct paths;

/** NULL: no memory. */
struct paths *paths_open(void);
void paths_close(struct paths *paths);

/** The path of an element, from the root, in `arena`. A position is given where a sibling of the same name exists.
 *  NULL: no memory. */
const char *path_of(struct paths *paths, const struct structure *structure, const struct lexemes *lexemes,
                    uint32_t element, struct arena *arena);

#endif
