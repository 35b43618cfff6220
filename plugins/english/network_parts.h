/* network_parts - what a network is made of, shared by the file that opens it and the file that runs it. */
#ifndef ENGLISH_NETWORK_PARTS_H
#define ENGLISH_NETWORK_PARTS_H

#include "feature.h"
#include "network.h"

/** Recurrent layers. */
#define NETWORK_LAYERS 8u
/** Buckets of the signed distance from a token to its head. */
#define NETWORK_DISTANCES 24u

/** An embedding of one feature. */
struct network_embedding {
  const int8_t *values; /**< rows x width; NULL where the model has none */
  const float *scales;  /**< per row */
  uint32_t rows, width;
  const uint32_t *words; /**< of features that are looked up: ascending */
  uint32_t word_count;
};

/** A matrix of weights in panels, with its biases. */
struct network_matrix {
  uint32_t inputs;
  uint32_t outputs;    /**< padded to whole panels: what a row of results takes */
  const int8_t *bytes; /**< in the model; NULL where `panels` holds the weights */
  const float *scales; /**< per output, with `bytes` */
  float *panels;       /**< owned; or NULL */
  float *biases;       /**< owned, per output */
};

enum network_part {
  PART_WINDOW,
  PART_TAG,
  PART_ARC_HEAD,
  PART_ARC_DEPENDENT,
  PART_ARC,
  PART_ARC_HEAD_BIAS,
  PART_ARC_DISTANCE,
  PART_RELATION_HEAD,
  PART_RELATION_DEPENDENT,
  PART_RELATION,
  PART_LAYER, /**< the first of `layer_count` */
  PART_COUNT = PART_LAYER + NETWORK_LAYERS
};

struct network {
  struct network_embedding embeddings[FEATURE_COUNT];
  uint32_t embedded; /**< floats of a token's embeddings side by side */
  uint32_t width;    /**< floats of a row between layers: a multiple of 2 x KERNEL_WIDTH */
  uint32_t layer_count;
  uint32_t tag_layer; /**< tags are scored on the results of so many layers */
  struct network_matrix parts[PART_COUNT];
  struct network_labels labels;
  uint8_t *universal_tags; /**< owned, as the next two; labels point to them */
  uint16_t *tags;
  uint16_t *relations;
};

#endif
