/* chain - runs the configured chains over the passages of a document. */
#ifndef REWORD_CORE_CHAIN_H
#define REWORD_CORE_CHAIN_H

#include "config.h"
#include "language.h"

#include <stdatomic.h>

struct document;
struct report;

/** The instances that serve one worker: the language module's and every step's. */
struct chain_worker;

/** An error of a strategy or a language module begins with the place of its name in the configuration. */
rw_status chain_worker_open(const struct config *config, struct chain_worker **worker, rw_error *error);
void chain_worker_close(struct chain_worker *worker);

/** A document to be worked through, by one worker or by several at once. */
struct chain_task {
  struct document *document;
  rw_format format;
  uint32_t passage_count;
  struct language_evidence page; /**< of the whole document; of lines, nothing */
  atomic_uint next;              /**< the first passage that no worker has claimed; `passage_count` or more: none */
};

/** Sets a task up; `worker` is any of its configuration, at rest. Fails only without memory. */
rw_status chain_task_begin(struct chain_task *task, struct chain_worker *worker, struct document *document,
                           rw_format format);

/** How much text of the task there is for chains to work on, in bytes of the input. */
size_t chain_task_size(const struct chain_task *task, const struct config *config);

/** Whether no passage is left to claim. */
bool chain_task_is_claimed(const struct chain_task *task);

/** Claims passages and runs their chains until none is left; puts the rewritten ones in place. Records every decision
 *  in `report`, in the order of the passages. Workers on threads of their own, each with a report of its own, may share
 *  a task; what becomes of a passage does not depend on who claims it. A failing strategy costs its passage nothing; it
 *  is recorded. Fails only without memory, and then no worker claims more. */
rw_status chain_work(struct chain_task *task, struct chain_worker *worker, struct report *report);

#endif
