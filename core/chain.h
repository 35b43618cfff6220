/* chain - runs the configured chains over the passages of a document. */
#ifndef REWORD_CORE_CHAIN_H
#define REWORD_CORE_CHAIN_H

#include "config.h"

struct document;
struct report;

/** The instances that serve one worker: the language module's and every step's. */
struct chain_worker;

rw_status chain_worker_open(const struct config *config, struct chain_worker **worker, rw_error *error);
void chain_worker_close(struct chain_worker *worker);

/** Runs the chains over a document and puts the rewritten passages in place. Records every decision in `report`. A
 *  failing strategy costs its passage nothing; it is recorded. Fails only without memory. */
rw_status chain_run(struct chain_worker *worker, struct document *document, rw_format format, struct report *report,
                    rw_error *error);

#endif
