/* train - the course of training: batches, steps, epochs. */
#ifndef TRAINER_TRAIN_H
#define TRAINER_TRAIN_H

#include "learner.h"

/** A treebank to score on, and what to call it. */
struct trial {
  const char *name;
  struct treebank treebank;
};

struct course {
  uint32_t epochs;
  float learning_rate; /**< the highest: it climbs over the first 200 steps and then falls to 2 % of it */
  uint32_t batch_words;
  uint64_t seed;
  float dropout; /**< above 0 */
  float word_dropout;
  float average;       /**< the share that the averages keep at each step */
  float case_noise;    /**< the probability of a disguise (batch.h) */
  float teacher_share; /**< how much of a target is the teachers' */
  uint32_t threads;    /**< 1 or 2; the result is the same */

  const struct treebank *labelled;
  const struct treebank *unlabelled;
  const struct learner *teachers; /**< baked */
  uint32_t teacher_count;
  const struct trial *trials;
  uint32_t trial_count;
};

/** Trains a learner, with progress on stderr. After each epoch whose scores are the best so far (the mean over the
 * trials of right relations, or the latest where there is no trial) calls `keep` with the learner's averages for
 * weights, baked. At the end the learner has these weights of the best epoch, and is baked. */
void train(struct learner *learner, const struct course *course, void (*keep)(const struct learner *, void *),
           void *context);

/** Prints the scores on all trials of a learner that is baked, and returns the mean of percents of right relations. */
double print_scores(const struct learner *learner, const struct trial *trials, uint32_t count);

#endif
