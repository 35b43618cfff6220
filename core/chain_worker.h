/* chain_worker - the instances that serve one worker. Used by the chain room alone. */
#ifndef REWORD_CORE_CHAIN_WORKER_H
#define REWORD_CORE_CHAIN_WORKER_H

#include "config.h"

struct language;

/** A strategy at work: its instance and what belongs to it. */
struct step {
  const struct config_step *config;
  void *instance;
  struct arena arena;        /**< the instance and what `create` allocated */
  struct arena survey_arena; /**< what the last `survey` allocated */
  bool idle;                 /**< its last survey failed: left out of what it was of */
};

struct chain_worker {
  const struct config *config;
  struct language *language;
  struct step *steps; /**< of all chains, one after the other */
  uint32_t step_count;
  struct arena passage_arena; /**< what lives for one passage */
  struct arena step_arena;    /**< what lives for one step on one passage */
  struct arena check_arena;   /**< what lives for one check of an edit */
};

#endif
