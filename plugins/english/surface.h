/* surface - the last touch on an edited sentence: blanks, the capital at its start, a or an. */
#ifndef ENGLISH_SURFACE_H
#define ENGLISH_SURFACE_H

#include <reword/plugin.h>

/** As rw_language.surface. New texts come from the host. Takes time linear in `count`. */
rw_status surface_repair(rw_word *words, uint32_t count, const rw_host *host);

/** Decides every unknown gap. */
void surface_gaps(rw_word *words, uint32_t count);

#endif
