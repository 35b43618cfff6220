/* store - learners in files: as the model that the language module reads, quantised, and as a checkpoint with all its
 * floats, from which training goes on and which teaches others. Both have the format of ../model.h. */
#ifndef TRAINER_STORE_H
#define TRAINER_STORE_H

#include "learner.h"

/** Writes the model with the learner's weights as they are, baked (learner_bake), and returns its length. */
size_t store_model(const struct learner *learner, const char *path);

/** Makes the learner's weights and baked vectors what they are in the model's file. */
void store_quantise(struct learner *learner);

/** Writes a checkpoint; reads one. Both end the program when they cannot. */
void store_checkpoint(const struct learner *learner, const char *path);
void store_read_checkpoint(struct learner *learner, const char *path);

#endif
