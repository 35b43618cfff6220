/* workers - the workers of an engine: at rest between documents, and at work on one, alone or several side by side. */
#ifndef REWORD_CORE_WORKERS_H
#define REWORD_CORE_WORKERS_H

#include "config.h"

struct document;
struct report;
struct workers;

/** No more threads than this work on one document. */
#define WORKERS_LIMIT 256

/** Workers, of whom the first is made at once, so that what cannot be made shows here. `threads`: how many may work on
 * one document, the calling one among them; 0 is 1. `config` lives as long as the workers. */
rw_status workers_open(const struct config *config, uint32_t threads, struct workers **workers, rw_error *error);
void workers_close(struct workers *workers);

/** Runs the chains over a document, with as many threads as its length is worth, and puts the rewritten passages in
 *  place; `report` then holds every decision in the order of the passages. Threads and workers that cannot be had are
 *  done without. Page and report are the same for any number of them. Any number of threads may call this at once for
 *  documents of their own. Fails when there is no worker at all, or no memory. */
rw_status workers_run(struct workers *workers, struct document *document, rw_format format, struct report *report,
                      rw_error *error);

#endif
