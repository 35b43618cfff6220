#include "learner.h"

#include "matrix.h"
#include "program.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct dimensions default_dimensions = {
    .width = 192,
    .layers = 3,
    .tag_layer = 2,
    .arc_width = 96,
    .relation_width = 96,
    .embedding_rows = {0, 8192, 4096, 1024, 4096, SHAPE_COUNT + 1, 8192, 0},
    .embedding_widths = {32, 32, 32, 16, 24, 16, 16, 64},
};

bool learner_has_vectors(const struct learner *learner)
{
  return learner->lexicon.vector_columns > 0;
}

uint32_t learner_tags(const struct learner *learner)
{
  return learner->lexicon.tags.count;
}

uint32_t learner_relations(const struct learner *learner)
{
  return learner->lexicon.relations.count;
}

static void open_embeddings(struct learner *learner, struct random_source *random)
{
  const struct dimensions *size = &learner->dimensions;
  for (uint32_t feature = 0; feature < FEATURE_VECTORS; feature++) {
    char name[PARAMETER_NAME_LIMIT];
    snprintf(name, sizeof name, "%s.embedding", feature_names[feature]);
    uint32_t rows = feature == FEATURE_VOCABULARY ? learner->lexicon.word_count + 2 : size->embedding_rows[feature];
    parameter_open(&learner->parameters[EMBEDDING + feature], name, PARAMETER_ROWS, rows,
                   size->embedding_widths[feature], 0.3f, random);
    learner->input_width += size->embedding_widths[feature];
  }
  uint32_t columns = learner->lexicon.vector_columns;
  uint32_t width = columns > 0 ? size->embedding_widths[FEATURE_VECTORS] : 0;
  parameter_open(&learner->parameters[PROJECTION], "vectors.projection", PARAMETER_MATRIX, columns, width,
                 columns > 0 ? 0.6f / sqrtf((float)columns) : 0, random);
  learner->input_width += width;
}

/* The bias of the forget gates is spread, so that some units begin with a longer memory than others. */
static void open_layers(struct learner *learner, struct random_source *random)
{
  uint32_t width = learner->dimensions.width;
  uint32_t half = width / 2;
  for (uint32_t layer = 0; layer < learner->dimensions.layers; layer++) {
    char name[PARAMETER_NAME_LIMIT];
    snprintf(name, sizeof name, "layer%u.weight", layer + 1);
    parameter_open(&learner->parameters[LAYER_WEIGHT + 2 * layer], name, PARAMETER_MATRIX, width, 6 * half,
                   1.2f / sqrtf((float)width), random);
    struct parameter *bias = &learner->parameters[LAYER_BIAS + 2 * layer];
    snprintf(name, sizeof name, "layer%u.bias", layer + 1);
    parameter_open(bias, name, PARAMETER_FLOATS, 1, 6 * half, 0, random);
    for (uint32_t direction = 0; direction < 2; direction++)
      for (uint32_t unit = 0; unit < half; unit++)
        bias->weights[(direction * 3 + 1) * half + unit] = 2.0f * (float)unit / (float)half - 0.5f;
  }
}

struct part {
  enum parameter_place place;
  const char *name;
  enum parameter_kind kind;
  uint32_t rows, columns;
  float deviation;
};

static void open_parts(struct learner *learner, struct random_source *random)
{
  const struct dimensions *size = &learner->dimensions;
  uint32_t window = 3 * learner->input_width;
  uint32_t tags = learner_tags(learner);
  uint32_t relations = learner_relations(learner);
  uint32_t arc = size->arc_width;
  uint32_t relation = size->relation_width;
  float scale = 1 / sqrtf((float)size->width);
  const struct part parts[] = {
      {WINDOW_WEIGHT, "window.weight", PARAMETER_MATRIX, window, size->width, 1.2f / sqrtf((float)window)},
      {WINDOW_BIAS, "window.bias", PARAMETER_FLOATS, 1, size->width, 0},
      {TAG_WEIGHT, "tag.weight", PARAMETER_MATRIX, size->width, tags, scale},
      {TAG_BIAS, "tag.bias", PARAMETER_FLOATS, 1, tags, 0},
      {ARC_HEAD_WEIGHT, "arc_head.weight", PARAMETER_MATRIX, size->width, arc, 1.4f * scale},
      {ARC_HEAD_BIAS, "arc_head.bias", PARAMETER_FLOATS, 1, arc, 0},
      {ARC_DEPENDENT_WEIGHT, "arc_dependent.weight", PARAMETER_MATRIX, size->width, arc, 1.4f * scale},
      {ARC_DEPENDENT_BIAS, "arc_dependent.bias", PARAMETER_FLOATS, 1, arc, 0},
      {ARC_WEIGHT, "arc.weight", PARAMETER_MATRIX, arc, arc, 1 / (float)arc},
      {ARC_BIAS_OF_HEAD, "arc.head_bias", PARAMETER_FLOATS, arc, 1, 0.01f},
      {ARC_DISTANCE, "arc.distance", PARAMETER_FLOATS, DISTANCE_COUNT, arc, 0.01f},
      {RELATION_HEAD_WEIGHT, "relation_head.weight", PARAMETER_MATRIX, size->width, relation, scale},
      {RELATION_DEPENDENT_WEIGHT, "relation_dependent.weight", PARAMETER_MATRIX, size->width, relation, scale},
      {RELATION_DEPENDENT_BIAS, "relation_dependent.bias", PARAMETER_FLOATS, 1, relation, 0},
      {RELATION_WEIGHT, "relation.weight", PARAMETER_MATRIX, relation, relations, 1 / sqrtf((float)relation)},
      {RELATION_BIAS, "relation.bias", PARAMETER_FLOATS, 1, relations, 0},
  };
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    parameter_open(&learner->parameters[parts[i].place], parts[i].name, parts[i].kind, parts[i].rows, parts[i].columns,
                   parts[i].deviation, random);
}

void learner_open(struct learner *learner, struct lexicon lexicon, const struct dimensions *dimensions, uint64_t seed)
{
  *learner = (struct learner){.lexicon = lexicon, .dimensions = *dimensions};
  learner->parameter_count = LAYER_WEIGHT + 2 * dimensions->layers;
  struct random_source random = random_source(seed, 0);
  open_embeddings(learner, &random);
  open_parts(learner, &random);
  open_layers(learner, &random);
}

void learner_close(struct learner *learner)
{
  for (uint32_t i = 0; i < learner->parameter_count; i++)
    parameter_close(&learner->parameters[i]);
  lexicon_close(&learner->lexicon);
  free(learner->baked);
  *learner = (struct learner){0};
}

void learner_bake(struct learner *learner)
{
  if (!learner_has_vectors(learner))
    return;
  size_t rows = (size_t)learner->lexicon.vector_count + 1;
  const struct parameter *projection = &learner->parameters[PROJECTION];
  if (!learner->baked)
    learner->baked = allocate(rows * projection->columns, sizeof(float));
  matrix_product(matrix_of(learner->baked, rows, projection->columns),
                 matrix_of(learner->lexicon.vectors, rows, projection->rows), MATRIX_PLAIN,
                 matrix_of(projection->weights, projection->rows, projection->columns), MATRIX_PLAIN, 0);
}
