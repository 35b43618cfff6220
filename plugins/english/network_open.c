#include "network_parts.h"
#include "tagset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CURE "train a model with this version's trainer"

/* No side of a network is larger: what bounds the memory of a batch. */
#define SIDE_LIMIT 4096u
#define NAME_SIZE 32

/* A network while it is put together. */
struct assembly {
  const struct model *model;
  struct network *network;
  const rw_host *host;
};

static rw_status refuse(const struct assembly *assembly, const char *section, const char *cause)
{
  return assembly->host->failure(assembly->host, RW_BAD_DATA, "%s: section '%s' %s; " CURE, model_path(assembly->model),
                                 section, cause);
}

/* A section that must be there, of one of two types. NULL: refused, `*status` says so. */
static const struct model_section *need(const struct assembly *assembly, const char *name, enum model_type type,
                                        rw_status *status)
{
  const struct model_section *section = model_find(assembly->model, name);
  if (!section)
    *status = refuse(assembly, name, "is missing");
  else if (section->type != type)
    *status = refuse(assembly, name, "is of the wrong type");
  else
    return section;
  return NULL;
}

static uint32_t padded(uint32_t count)
{
  return (count + KERNEL_WIDTH - 1) / KERNEL_WIDTH * KERNEL_WIDTH;
}

/* ---- Embeddings ---- */

/* The words that a feature is looked up among. */
static rw_status open_words(const struct assembly *assembly, struct network_embedding *embedding, const char *feature)
{
  char name[NAME_SIZE];
  snprintf(name, sizeof name, "%s.hashes", feature);
  rw_status status = RW_OK;
  const struct model_section *section = need(assembly, name, MODEL_INTEGERS, &status);
  if (!section)
    return status;
  embedding->words = section->values;
  embedding->word_count = section->rows;
  if (section->columns != 1)
    return refuse(assembly, name, "has more than one column");
  for (uint32_t i = 1; i < section->rows; i++)
    if (embedding->words[i - 1] >= embedding->words[i])
      return refuse(assembly, name, "is not in ascending order");
  return RW_OK;
}

/* How many rows the embedding of a feature has besides those of its words; 0: the feature is not looked up. */
static uint32_t rows_ahead(enum feature feature)
{
  switch (feature) {
  case FEATURE_VOCABULARY:
    return 2;
  case FEATURE_VECTORS:
    return 1;
  default:
    return 0;
  }
}

static rw_status open_embedding(const struct assembly *assembly, enum feature feature)
{
  struct network_embedding *embedding = &assembly->network->embeddings[feature];
  const char *feature_name = feature_names[feature];
  char name[NAME_SIZE];
  snprintf(name, sizeof name, "%s.embedding", feature_name);
  rw_status status = RW_OK;
  const struct model_section *section = need(assembly, name, MODEL_ROWS, &status);
  if (!section)
    return status;
  *embedding = (struct network_embedding){
      .values = section->values, .scales = section->scales, .rows = section->rows, .width = section->columns};
  const uint32_t ahead = rows_ahead(feature);
  if (ahead > 0)
    status = open_words(assembly, embedding, feature_name);
  if (status == RW_OK && (embedding->rows < 2 || (ahead > 0 && embedding->rows != embedding->word_count + ahead)))
    status = refuse(assembly, name, "has the wrong number of rows");
  if (status == RW_OK && embedding->width > SIDE_LIMIT)
    status = refuse(assembly, name, "is too wide");
  assembly->network->embedded += embedding->width;
  return status;
}

static rw_status open_embeddings(const struct assembly *assembly)
{
  rw_status status = RW_OK;
  for (int feature = 0; feature < FEATURE_COUNT && status == RW_OK; feature++) {
    const bool optional = feature == FEATURE_VECTORS && !model_find(assembly->model, "vectors.embedding") &&
                          !model_find(assembly->model, "vectors.hashes");
    if (!optional)
      status = open_embedding(assembly, (enum feature)feature);
  }
  return status;
}

/* ---- Names ---- */

/* Calls `take` for each string of a section, with its place. */
static rw_status each_name(const struct assembly *assembly, const struct model_section *section,
                           bool (*take)(struct network *network, uint32_t place, const char *name))
{
  const char *name = section->values;
  for (uint32_t i = 0; i < section->rows; i++) {
    if (!take(assembly->network, i, name))
      return assembly->host->failure(assembly->host, RW_BAD_DATA,
                                     "%s: section '%s' names '%.40s', which is unknown; " CURE,
                                     model_path(assembly->model), section->name, name);
    name += strlen(name) + 1;
  }
  return RW_OK;
}

/* "NOUN\tNNS" */
static bool take_tag(struct network *network, uint32_t place, const char *name)
{
  const char *tab = strchr(name, '\t');
  if (!tab)
    return false;
  const uint32_t universal = tagset_find(tagset_universal, name, (size_t)(tab - name));
  const uint32_t tag = tagset_find(tagset_tags, tab + 1, strlen(tab + 1));
  network->universal_tags[place] = (uint8_t)universal;
  network->tags[place] = (uint16_t)tag;
  return universal != TAGSET_ABSENT && tag != TAGSET_ABSENT;
}

static bool take_relation(struct network *network, uint32_t place, const char *name)
{
  const uint32_t relation = tagset_find(tagset_relations, name, strlen(name));
  network->relations[place] = (uint16_t)relation;
  if (strcmp(name, "root") == 0)
    network->labels.root = place;
  return relation != TAGSET_ABSENT;
}

static rw_status open_tags(const struct assembly *assembly)
{
  struct network *network = assembly->network;
  rw_status status = RW_OK;
  const struct model_section *section = need(assembly, "tag.names", MODEL_STRINGS, &status);
  if (!section)
    return status;
  if (section->rows > SIDE_LIMIT)
    return refuse(assembly, section->name, "has too many names");
  network->universal_tags = calloc(section->rows, sizeof *network->universal_tags);
  network->tags = calloc(section->rows, sizeof *network->tags);
  if (!network->universal_tags || !network->tags)
    return RW_NO_MEMORY;
  network->labels.tag_count = section->rows;
  network->labels.universal_tags = network->universal_tags;
  network->labels.tags = network->tags;
  return each_name(assembly, section, take_tag);
}

static rw_status open_relations(const struct assembly *assembly)
{
  struct network *network = assembly->network;
  rw_status status = RW_OK;
  const struct model_section *section = need(assembly, "relation.names", MODEL_STRINGS, &status);
  if (!section)
    return status;
  if (section->rows > SIDE_LIMIT)
    return refuse(assembly, section->name, "has too many names");
  network->relations = calloc(section->rows, sizeof *network->relations);
  if (!network->relations)
    return RW_NO_MEMORY;
  network->labels.relation_count = section->rows;
  network->labels.relations = network->relations;
  network->labels.root = UINT32_MAX;
  status = each_name(assembly, section, take_relation);
  if (status == RW_OK && (network->labels.root == UINT32_MAX || section->rows < 2))
    return refuse(assembly, section->name, "lacks 'root', or has nothing else");
  return status;
}

/* ---- Matrices ---- */

/* A side of the network that several sections share. */
enum side {
  SIDE_WINDOW, /* three tokens' embeddings */
  SIDE_WIDTH,  /* a row between layers */
  SIDE_GATES,  /* candidate, forget and reset of half a row in each direction */
  SIDE_TAGS,
  SIDE_ARC,
  SIDE_RELATION,
  SIDE_RELATIONS,
  SIDE_DISTANCES,
  SIDE_ONE,
  SIDE_COUNT
};

/* The matrices but those of the layers: sections NAME.weight and NAME.bias as a rule. */
static const struct part {
  const char *name;
  const char *bias; /* NULL: none */
  enum model_type type;
  enum side inputs, outputs;
} parts[PART_LAYER] = {
    [PART_WINDOW] = {"window.weight", "window.bias", MODEL_PANELS, SIDE_WINDOW, SIDE_WIDTH},
    [PART_TAG] = {"tag.weight", "tag.bias", MODEL_PANELS, SIDE_WIDTH, SIDE_TAGS},
    [PART_ARC_HEAD] = {"arc_head.weight", "arc_head.bias", MODEL_PANELS, SIDE_WIDTH, SIDE_ARC},
    [PART_ARC_DEPENDENT] = {"arc_dependent.weight", "arc_dependent.bias", MODEL_PANELS, SIDE_WIDTH, SIDE_ARC},
    [PART_ARC] = {"arc.weight", NULL, MODEL_PANELS, SIDE_ARC, SIDE_ARC},
    [PART_ARC_HEAD_BIAS] = {"arc.head_bias", NULL, MODEL_FLOATS, SIDE_ARC, SIDE_ONE},
    [PART_ARC_DISTANCE] = {"arc.distance", NULL, MODEL_FLOATS, SIDE_ARC, SIDE_DISTANCES},
    [PART_RELATION_HEAD] = {"relation_head.weight", NULL, MODEL_PANELS, SIDE_WIDTH, SIDE_RELATION},
    [PART_RELATION_DEPENDENT] = {"relation_dependent.weight", "relation_dependent.bias", MODEL_PANELS, SIDE_WIDTH,
                                 SIDE_RELATION},
    [PART_RELATION] = {"relation.weight", "relation.bias", MODEL_PANELS, SIDE_RELATION, SIDE_RELATIONS},
};

/* Packs floats into panels. `step_input` and `step_output` say how the section holds them. */
static bool pack(struct network_matrix *matrix, const float *weights, uint32_t outputs, size_t step_input,
                 size_t step_output)
{
  matrix->panels = calloc((size_t)matrix->inputs * matrix->outputs, sizeof *matrix->panels);
  if (!matrix->panels)
    return false;
  for (size_t output = 0; output < outputs; output++) {
    float *panel = matrix->panels + output / KERNEL_WIDTH * KERNEL_WIDTH * matrix->inputs + output % KERNEL_WIDTH;
    for (size_t input = 0; input < matrix->inputs; input++)
      panel[input * KERNEL_WIDTH] = weights[input * step_input + output * step_output];
  }
  return true;
}

static rw_status open_bias(const struct assembly *assembly, struct network_matrix *matrix, const char *name,
                           uint32_t outputs)
{
  matrix->biases = calloc(matrix->outputs, sizeof *matrix->biases);
  if (!matrix->biases)
    return RW_NO_MEMORY;
  if (!name)
    return RW_OK;
  rw_status status = RW_OK;
  const struct model_section *section = need(assembly, name, MODEL_FLOATS, &status);
  if (!section)
    return status;
  if (section->rows != 1 || section->columns != outputs)
    return refuse(assembly, name, "does not have one number for each column of its weights");
  memcpy(matrix->biases, section->values, outputs * sizeof *matrix->biases);
  return RW_OK;
}

/* Opens a matrix whose sides are known. arc.distance alone lies the other way: a row is an output. */
static rw_status open_matrix(const struct assembly *assembly, struct network_matrix *matrix, const struct part *part,
                             const uint32_t *sides)
{
  rw_status status = RW_OK;
  const struct model_section *section = need(assembly, part->name, part->type, &status);
  if (!section)
    return status;
  const uint32_t inputs = sides[part->inputs], outputs = sides[part->outputs];
  const bool turned = part->outputs == SIDE_DISTANCES;
  if (section->rows != (turned ? outputs : inputs) || section->columns != (turned ? inputs : outputs))
    return assembly->host->failure(
        assembly->host, RW_BAD_DATA, "%s: section '%s' is %u x %u, the others ask for %u x %u; " CURE,
        model_path(assembly->model), part->name, (unsigned)section->rows, (unsigned)section->columns,
        (unsigned)(turned ? outputs : inputs), (unsigned)(turned ? inputs : outputs));
  matrix->inputs = inputs;
  matrix->outputs = padded(outputs);
  if (section->type == MODEL_PANELS) {
    matrix->bytes = section->values;
    matrix->scales = section->scales;
  } else if (!pack(matrix, section->values, outputs, turned ? 1 : outputs, turned ? inputs : 1)) {
    return RW_NO_MEMORY;
  }
  return open_bias(assembly, matrix, part->bias, outputs);
}

/* The matrices of the layers: layer1, layer2, as many as there are. */
static rw_status open_layers(const struct assembly *assembly, const uint32_t *sides)
{
  struct network *network = assembly->network;
  rw_status status = RW_OK;
  for (uint32_t layer = 0; layer < NETWORK_LAYERS && status == RW_OK; layer++) {
    char name[NAME_SIZE], bias[NAME_SIZE];
    snprintf(name, sizeof name, "layer%u.weight", (unsigned)layer + 1);
    snprintf(bias, sizeof bias, "layer%u.bias", (unsigned)layer + 1);
    if (layer > 0 && !model_find(assembly->model, name))
      break;
    const struct part part = {name, bias, MODEL_PANELS, SIDE_WIDTH, SIDE_GATES};
    status = open_matrix(assembly, &network->parts[PART_LAYER + layer], &part, sides);
    network->layer_count = layer + 1;
  }
  return status;
}

static rw_status open_tag_layer(const struct assembly *assembly)
{
  rw_status status = RW_OK;
  const struct model_section *section = need(assembly, "tag.layer", MODEL_INTEGERS, &status);
  if (!section)
    return status;
  const uint32_t layer = *(const uint32_t *)section->values;
  if (section->rows != 1 || section->columns != 1 || layer == 0 || layer > assembly->network->layer_count)
    return refuse(assembly, section->name, "does not say a layer there is");
  assembly->network->tag_layer = layer;
  return RW_OK;
}

/* The sides that matrices tell themselves. */
static rw_status find_sides(const struct assembly *assembly, uint32_t *sides)
{
  rw_status status = RW_OK;
  const struct model_section *window = need(assembly, parts[PART_WINDOW].name, MODEL_PANELS, &status);
  const struct model_section *arc = window ? need(assembly, parts[PART_ARC].name, MODEL_PANELS, &status) : NULL;
  const struct model_section *relation = arc ? need(assembly, parts[PART_RELATION].name, MODEL_PANELS, &status) : NULL;
  if (!relation)
    return status;
  if (window->columns % (2 * KERNEL_WIDTH) != 0)
    return refuse(assembly, window->name, "has a number of columns that is no multiple of 32");
  if (window->columns > SIDE_LIMIT || arc->rows > SIDE_LIMIT || relation->rows > SIDE_LIMIT)
    return refuse(assembly, window->name, "and its fellows are too wide");
  assembly->network->width = window->columns;
  sides[SIDE_WINDOW] = 3 * assembly->network->embedded;
  sides[SIDE_WIDTH] = window->columns;
  sides[SIDE_GATES] = 3 * window->columns;
  sides[SIDE_TAGS] = assembly->network->labels.tag_count;
  sides[SIDE_ARC] = arc->rows;
  sides[SIDE_RELATION] = relation->rows;
  sides[SIDE_RELATIONS] = assembly->network->labels.relation_count;
  sides[SIDE_DISTANCES] = NETWORK_DISTANCES;
  sides[SIDE_ONE] = 1;
  return RW_OK;
}

static rw_status open_matrices(const struct assembly *assembly)
{
  uint32_t sides[SIDE_COUNT];
  rw_status status = find_sides(assembly, sides);
  for (int part = 0; part < PART_LAYER && status == RW_OK; part++)
    status = open_matrix(assembly, &assembly->network->parts[part], &parts[part], sides);
  if (status == RW_OK)
    status = open_layers(assembly, sides);
  return status;
}

rw_status network_open(const struct model *model, struct network **opened, const rw_host *host)
{
  *opened = NULL;
  struct network *network = calloc(1, sizeof *network);
  if (!network)
    return RW_NO_MEMORY;
  const struct assembly assembly = {model, network, host};
  rw_status status = open_embeddings(&assembly);
  if (status == RW_OK)
    status = open_tags(&assembly);
  if (status == RW_OK)
    status = open_relations(&assembly);
  if (status == RW_OK)
    status = open_matrices(&assembly);
  if (status == RW_OK)
    status = open_tag_layer(&assembly);
  if (status == RW_OK)
    *opened = network;
  else
    network_close(network);
  return status;
}

void network_close(struct network *network)
{
  if (!network)
    return;
  for (int part = 0; part < PART_COUNT; part++) {
    free(network->parts[part].panels);
    free(network->parts[part].biases);
  }
  free(network->universal_tags);
  free(network->tags);
  free(network->relations);
  free(network);
}

const struct network_labels *network_labels(const struct network *network)
{
  return &network->labels;
}
