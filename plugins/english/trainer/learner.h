/* learner - a network as it is trained: its sizes, its parameters, what it knows by name. What the parts compute stands
 * in the files that compute it: encoder, recurrent, tagging, attachment, relating. */
#ifndef TRAINER_LEARNER_H
#define TRAINER_LEARNER_H

#include "lexicon.h"
#include "parameter.h"

#include "../feature.h"

#define LAYER_LIMIT 8
/** Distances between a token and its head fall in so many classes. */
#define DISTANCE_COUNT 24

/** The parameters' places. */
enum parameter_place {
  EMBEDDING, /**< of each feature but FEATURE_VECTORS, in their order */
  PROJECTION = FEATURE_VECTORS,
  WINDOW_WEIGHT = FEATURE_COUNT,
  WINDOW_BIAS,
  TAG_WEIGHT,
  TAG_BIAS,
  ARC_HEAD_WEIGHT,
  ARC_HEAD_BIAS,
  ARC_DEPENDENT_WEIGHT,
  ARC_DEPENDENT_BIAS,
  ARC_WEIGHT,
  ARC_BIAS_OF_HEAD,
  ARC_DISTANCE,
  RELATION_HEAD_WEIGHT,
  RELATION_DEPENDENT_WEIGHT,
  RELATION_DEPENDENT_BIAS,
  RELATION_WEIGHT,
  RELATION_BIAS,
  LAYER_WEIGHT, /**< of the first layer; the next layer's is two further on */
  LAYER_BIAS,
  PARAMETER_LIMIT = LAYER_WEIGHT + 2 * LAYER_LIMIT
};

/** Sizes that may be chosen; the others follow from the lexicon. */
struct dimensions {
  uint32_t width;     /**< of the hidden layers, even */
  uint32_t layers;    /**< recurrent ones */
  uint32_t tag_layer; /**< the layer whose output the tags are read from: 1 is the first, 0 the window's output */
  uint32_t arc_width, relation_width;
  uint32_t embedding_rows[FEATURE_COUNT];   /**< of features that are hashed; the others' are not read */
  uint32_t embedding_widths[FEATURE_COUNT]; /**< that of FEATURE_VECTORS is the projection's */
};

/** The sizes of the model that is shipped. */
extern const struct dimensions default_dimensions;

struct learner {
  struct lexicon lexicon;
  struct dimensions dimensions;
  uint32_t input_width; /**< sum of the widths of a token's embeddings */
  struct parameter parameters[PARAMETER_LIMIT];
  uint32_t parameter_count; /**< those behind it are not there */
  float *baked;             /**< (vector_count + 1) x width: the pretrained vectors projected; see learner_bake */
};

/** Makes a learner with random weights; it takes the lexicon over. */
void learner_open(struct learner *learner, struct lexicon lexicon, const struct dimensions *dimensions, uint64_t seed);
void learner_close(struct learner *learner);

/** Projects the pretrained vectors with the weights as they are: to be called before the learner is used for anything
 * but training. */
void learner_bake(struct learner *learner);

/** Whether it has pretrained vectors. */
bool learner_has_vectors(const struct learner *learner);

/** Outputs of a part, where they depend on the lexicon. */
uint32_t learner_tags(const struct learner *learner);
uint32_t learner_relations(const struct learner *learner);

#endif
