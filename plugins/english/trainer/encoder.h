/* encoder - from a batch's tokens to a row of numbers for each that knows the sentence around it: embeddings, a dense
 * layer over a window of three, recurrent layers. */
#ifndef TRAINER_ENCODER_H
#define TRAINER_ENCODER_H

#include "pass.h"

/** Computes pass->hidden and pass->top. */
void encode(struct pass *pass);

/** Sets the gradients of the encoder's outputs to zero; the parts that read them add to pass->hidden_gradient (through
 *  the dropout of pass->top) and pass->tag_gradient. */
void encode_gradient_begin(struct pass *pass);

/** Adds to the gradients of the encoder's parameters. */
void encode_gradient(struct pass *pass);

#endif
