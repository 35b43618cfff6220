/* chain_step - one strategy on one passage: from its proposals to the passage they make. Used by the chain room alone.
 */
#ifndef REWORD_CORE_CHAIN_STEP_H
#define REWORD_CORE_CHAIN_STEP_H

#include "chain_worker.h"

struct chain_task;
struct host_call;
struct passage;
struct report;

/** A worker on its way through the passages that fall to it. */
struct chain_run {
  const struct chain_task *task;
  struct chain_worker *worker;
  struct report *report;
  uint32_t number; /**< of the passage at hand */
};

/** Runs a strategy over the passage at hand and records what it did. Sets `*changed` when `passage` became another.
 *  `call`, set up but not begun, holds the proposals afterwards. Fails only without memory. */
rw_status chain_step(const struct chain_run *run, struct step *step, struct passage *passage, struct host_call *call,
                     bool *changed);

#endif
