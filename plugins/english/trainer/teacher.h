/* teacher - learners that were trained before and teach another what they would answer: distillation (G. Hinton,
 * O. Vinyals, J. Dean, "Distilling the knowledge in a neural network", 2015). */
#ifndef TRAINER_TEACHER_H
#define TRAINER_TEACHER_H

#include "pass.h"

#include "../tree.h"

/** Teachers at work on a batch, in one thread. */
struct class_room {
  struct pass *passes; /**< one a teacher */
  uint32_t count;
  struct lesson lesson;
  struct tree_workspace tree;
};

/** Opens a class room of teachers that are baked and outlive it. */
void class_room_open(struct class_room *room, const struct learner *teachers, uint32_t count);
void class_room_close(struct class_room *room);

/** Ends the program, with the teacher's path, unless it has the names of tags and relations that the pupil has. */
void teacher_check(const struct learner *teacher, const char *path, const struct lexicon *pupil);

/** Makes room->lesson for a batch: the mean of the teachers' probabilities. `heads` are those that relations are taught
 *  for: one that is NAME_ABSENT is set to what the teachers' tree has. */
void class_room_teach(struct class_room *room, const struct batch *batch, uint32_t *heads);

#endif
