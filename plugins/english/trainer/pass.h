/* pass - what one way through the network computes for a batch, forward and back. The parts of the network fill it in
 * this order: encode; tag, attach (arcs), relate; then, to learn, the gradients of these three in any order after
 * encode_gradient_begin; encode_gradient. */
#ifndef TRAINER_PASS_H
#define TRAINER_PASS_H

#include "batch.h"
#include "learner.h"

/** An array that grows. */
struct floats {
  float *at;
  size_t limit;
};

/** Room for `count` floats, what they were being lost; with zeros in it. */
float *floats_room(struct floats *floats, size_t count);
float *floats_zeros(struct floats *floats, size_t count);

/** What a sentence's tokens should come out as, besides what the batch knows: probabilities of teachers. */
struct lesson {
  struct floats tags;      /**< rows x tags */
  struct floats arcs;      /**< as pass.arcs */
  struct floats relations; /**< rows x relations */
  float share; /**< how much of the target is the teachers'; all, where the batch knows nothing. 0: no lesson */
};

/** Sums of cross entropies. */
struct losses {
  double tag, arc, relation;
};

/** A value and its gradient. */
struct flow {
  struct floats values, mask, gradient;
};

/** Zero-initialised but for the first four fields it is ready. One thread at a time. */
struct pass {
  const struct learner *learner;
  struct random_source random;
  float dropout;      /**< 0: no dropout, and the baked vectors are read */
  float word_dropout; /**< a / (a + frequency) is the probability that a word is hidden */
  const struct batch *batch;

  uint32_t *rows; /**< of the embeddings: batch rows x features */
  size_t row_limit;
  struct floats vectors;                  /**< of training: rows x vector columns */
  struct flow input;                      /**< rows x input width */
  struct floats window;                   /**< rows x 3 input widths: those of the row before, the row, the next */
  struct floats hidden[LAYER_LIMIT + 1];  /**< rows x width: the window's output, those of the layers */
  struct floats dropped[LAYER_LIMIT];     /**< what goes into a layer's product, with dropout */
  struct floats layer_masks[LAYER_LIMIT]; /**< sentences x width: one mask for all of a sentence's rows */
  struct floats gates[LAYER_LIMIT];       /**< rows x 6 half widths: candidate, forget and reset gate, both ways */
  struct floats cells[LAYER_LIMIT];       /**< rows x width */
  struct floats squashed[LAYER_LIMIT];    /**< tanh of the cells */
  struct floats top, top_mask;            /**< the last layer's output, with dropout */
  struct floats tags;                     /**< probabilities, rows x tags; their gradient afterwards */
  struct flow arc_heads, arc_dependents;  /**< rows x arc width */
  struct floats arc_products;             /**< rows x arc width: dependents times the arc matrix */
  struct floats arc_distances;            /**< rows x DISTANCE_COUNT */
  struct floats arc_head_biases;          /**< rows */
  size_t *arc_starts;                     /**< where each sentence's arcs begin */
  size_t arc_start_limit;
  struct floats arcs; /**< of each sentence n x n probabilities: row = dependent, column = head */
  struct floats relation_heads, relation_dependents; /**< rows x relation width */
  struct flow relation_hidden;                       /**< rows x relation width */
  struct floats relations;                           /**< probabilities, rows x relations; their gradient afterwards */

  struct floats hidden_gradient; /**< rows x width: of the last layer's output, then of one before after another */
  struct floats tag_gradient;    /**< rows x width: of the output the tags are read from, by tagging alone */
  struct floats scratch[4];
  struct gradient gradients[PARAMETER_LIMIT];
  struct losses losses;
};

void pass_close(struct pass *pass);

/** Makes room for gradients: needed to learn alone. */
void pass_open_gradients(struct pass *pass);

/** The length of pass->arcs. */
size_t pass_arc_count(const struct pass *pass);

/** A parameter's weights as a matrix; its gradient. */
struct matrix pass_weights(const struct pass *pass, enum parameter_place place);
struct matrix pass_gradient(struct pass *pass, enum parameter_place place);

/** output = input weights (+ bias unless PARAMETER_LIMIT). */
void pass_dense(const struct pass *pass, struct matrix output, struct matrix input, enum parameter_place weight,
                enum parameter_place bias);

/** The gradient of the same: adds to the parameters', and to the input's unless its address is NULL. */
void pass_dense_gradient(struct pass *pass, struct matrix output_gradient, struct matrix input,
                         struct matrix input_gradient, enum parameter_place weight, enum parameter_place bias);

/** Turns probabilities over `count` classes into `scale` x the gradient of their scores under cross entropy, and
 * returns the cross entropy. The target is `gold`, or the teachers' probabilities where that is NAME_ABSENT, or a mix
 * of both by `share`. Without any target gradient and loss are 0. */
double pass_learn(float *probabilities, uint32_t count, uint32_t gold, const float *taught, float share, float scale);

#endif
