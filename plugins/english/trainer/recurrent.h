/* recurrent - one layer of bidirectional simple recurrent units (T. Lei, Y. Zhang, S. Wang, H. Dai, Y. Artzi, "Simple
 * recurrent units for highly parallelizable recurrence", EMNLP 2018), without the peephole of the gates. */
#ifndef TRAINER_RECURRENT_H
#define TRAINER_RECURRENT_H

#include "pass.h"

/** From pass->hidden[layer] to pass->hidden[layer + 1]. */
void recurrent(struct pass *pass, uint32_t layer);

/** Turns pass->hidden_gradient from that of the layer's output into that of its input, and adds to its parameters'. */
void recurrent_gradient(struct pass *pass, uint32_t layer);

#endif
