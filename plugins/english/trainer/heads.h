/* heads - what is read from the encoder's output: tags, arcs, relations; and the gradients of their cross entropies. */
#ifndef TRAINER_HEADS_H
#define TRAINER_HEADS_H

#include "pass.h"

/** The probabilities of each row's tags: pass->tags. */
void tag(struct pass *pass);

/** The probabilities of each row's heads: pass->arcs; a row is never its own head. */
void attach(struct pass *pass);

/** The probabilities of each row's relations, given its head: pass->relations. `heads` are as in a batch; a row whose
 * head is not known has the root for it. */
void relate(struct pass *pass, const uint32_t *heads);

/** The gradients of the three: to be called once after the functions above, which they undo. `lesson` may be NULL.
 *  `scale` is multiplied to the gradients: one by the number of tokens of the whole step. */
void tag_gradient(struct pass *pass, const struct lesson *lesson, float scale);
void attach_gradient(struct pass *pass, const struct lesson *lesson, float scale);
void relate_gradient(struct pass *pass, const struct lesson *lesson, const uint32_t *heads, float scale);

/** The class of a distance from a token to its head. */
uint32_t distance_class(uint32_t dependent, uint32_t head);

#endif
