#include "network_parts.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

/* The buffers of a batch. Those before BUFFER_EMBEDDED have a row for each of the batch. */
enum buffer {
  BUFFER_WINDOW, /* each row's embeddings between those of its neighbours */
  BUFFER_STATE,  /* between layers */
  BUFFER_NEXT,   /* what a layer makes of it */
  BUFFER_GATES,
  BUFFER_TAGS,
  BUFFER_ARC_HEADS,
  BUFFER_ARC_DEPENDENTS,
  BUFFER_ARC_PRODUCTS,
  BUFFER_HEAD_BIASES,
  BUFFER_DISTANCES,
  BUFFER_ARCS, /* scores of one sentence's arcs, as the product leaves them */
  BUFFER_RELATION_HEADS,
  BUFFER_RELATION_DEPENDENTS,
  BUFFER_RELATION_PAIRS,
  BUFFER_RELATIONS,
  BUFFER_EMBEDDED,   /* one token's embeddings */
  BUFFER_PANEL,      /* one panel of weights */
  BUFFER_ARC_SCORES, /* one sentence's, without gaps */
  BUFFER_POWERS,     /* of one row of them */
  BUFFER_COUNT
};

struct network_batch {
  const struct network *network;
  const struct kernel *kernel;
  uint32_t row_count;
  uint32_t sentence_count;
  uint32_t roots[NETWORK_ROWS]; /* the first row of each sentence */
  float *memory;                /* of all buffers */
  float *buffers[BUFFER_COUNT];
  size_t strides[BUFFER_EMBEDDED]; /* floats from one row to the next */
};

static const float ones[KERNEL_WIDTH] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

/* ---- Memory ---- */

static void find_strides(const struct network *network, size_t strides[BUFFER_EMBEDDED])
{
  const struct network_matrix *parts = network->parts;
  strides[BUFFER_WINDOW] = parts[PART_WINDOW].inputs;
  strides[BUFFER_STATE] = strides[BUFFER_NEXT] = network->width;
  strides[BUFFER_GATES] = parts[PART_LAYER].outputs;
  strides[BUFFER_TAGS] = parts[PART_TAG].outputs;
  strides[BUFFER_ARC_HEADS] = strides[BUFFER_ARC_DEPENDENTS] = strides[BUFFER_ARC_PRODUCTS] = parts[PART_ARC].outputs;
  strides[BUFFER_HEAD_BIASES] = parts[PART_ARC_HEAD_BIAS].outputs;
  strides[BUFFER_DISTANCES] = parts[PART_ARC_DISTANCE].outputs;
  strides[BUFFER_ARCS] = NETWORK_ROWS;
  strides[BUFFER_RELATION_HEADS] = strides[BUFFER_RELATION_DEPENDENTS] = strides[BUFFER_RELATION_PAIRS] =
      parts[PART_RELATION_HEAD].outputs;
  strides[BUFFER_RELATIONS] = parts[PART_RELATION].outputs;
}

/* How many floats each buffer takes, whole panels. Returns their sum. */
static size_t find_sizes(const struct network_batch *batch, size_t sizes[BUFFER_COUNT])
{
  const struct network *network = batch->network;
  size_t inputs = 0;
  for (int part = 0; part < PART_COUNT; part++)
    inputs = network->parts[part].inputs > inputs ? network->parts[part].inputs : inputs;
  for (int buffer = 0; buffer < BUFFER_EMBEDDED; buffer++)
    sizes[buffer] = batch->strides[buffer] * NETWORK_ROWS;
  sizes[BUFFER_EMBEDDED] = network->embedded;
  sizes[BUFFER_PANEL] = inputs * KERNEL_WIDTH;
  sizes[BUFFER_ARC_SCORES] = NETWORK_ROWS * NETWORK_ROWS;
  sizes[BUFFER_POWERS] = NETWORK_ROWS;
  size_t total = 0;
  for (int buffer = 0; buffer < BUFFER_COUNT; buffer++) {
    sizes[buffer] = (sizes[buffer] + KERNEL_WIDTH - 1) / KERNEL_WIDTH * KERNEL_WIDTH;
    total += sizes[buffer];
  }
  return total;
}

struct network_batch *network_batch_open(const struct network *network, const struct kernel *kernel)
{
  struct network_batch *batch = calloc(1, sizeof *batch);
  if (!batch)
    return NULL;
  batch->network = network;
  batch->kernel = kernel;
  find_strides(network, batch->strides);
  size_t sizes[BUFFER_COUNT];
  const size_t total = find_sizes(batch, sizes);
  batch->memory = aligned_alloc(KERNEL_WIDTH * sizeof(float), total * sizeof(float));
  if (!batch->memory) {
    free(batch);
    return NULL;
  }
  float *at = batch->memory;
  for (int buffer = 0; buffer < BUFFER_COUNT; buffer++) {
    batch->buffers[buffer] = at;
    at += sizes[buffer];
  }
  return batch;
}

void network_batch_close(struct network_batch *batch)
{
  if (!batch)
    return;
  free(batch->memory);
  free(batch);
}

static float *row_of(const struct network_batch *batch, enum buffer buffer, uint32_t row)
{
  return batch->buffers[buffer] + row * batch->strides[buffer];
}

/* ---- Tokens ---- */

void network_clear(struct network_batch *batch)
{
  batch->row_count = 0;
  batch->sentence_count = 0;
}

/* Lays a token's embeddings side by side; `rows`: one of each embedding. */
static void embed(const struct network_batch *batch, const uint32_t *rows)
{
  float *at = batch->buffers[BUFFER_EMBEDDED];
  for (int feature = 0; feature < FEATURE_COUNT; feature++) {
    const struct network_embedding *embedding = &batch->network->embeddings[feature];
    if (!embedding->values)
      continue;
    const int8_t *values = embedding->values + (size_t)rows[feature] * embedding->width;
    batch->kernel->widen(values, embedding->width, embedding->scales[rows[feature]], at);
    at += embedding->width;
  }
}

/* Adds a row for the token embedded last: it stands in the middle of its own window and at the end of the window
 * before. What would lie outside the sentence is zeros. */
static uint32_t add_row(struct network_batch *batch, bool first)
{
  const size_t width = batch->network->embedded, size = width * sizeof(float);
  const float *embedded = batch->buffers[BUFFER_EMBEDDED];
  const uint32_t row = batch->row_count++;
  float *window = row_of(batch, BUFFER_WINDOW, row);
  if (first) {
    memset(window, 0, size);
  } else {
    float *before = row_of(batch, BUFFER_WINDOW, row - 1);
    memcpy(window, before + width, size);
    memcpy(before + 2 * width, embedded, size);
  }
  memcpy(window + width, embedded, size);
  memset(window + 2 * width, 0, size);
  return row;
}

uint32_t network_add_sentence(struct network_batch *batch)
{
  static const uint32_t root_rows[FEATURE_COUNT] = {[FEATURE_VOCABULARY] = 1};
  embed(batch, root_rows);
  batch->roots[batch->sentence_count++] = batch->row_count;
  return add_row(batch, true);
}

/* The row of a word that is looked up, `ahead` rows standing before those of the words; row 0 is the unknown's. */
static uint32_t word_row(const struct network_embedding *embedding, uint32_t value, uint32_t ahead)
{
  const uint32_t place = feature_find(embedding->words, embedding->word_count, value);
  return place == FEATURE_ABSENT ? 0 : place + ahead;
}

void network_add_token(struct network_batch *batch, const char *form, size_t length, bool first_of_sentence)
{
  const struct network_embedding *embeddings = batch->network->embeddings;
  const struct feature_values values = feature_values(form, length, first_of_sentence);
  uint32_t rows[FEATURE_COUNT];
  for (int feature = 0; feature < FEATURE_COUNT; feature++)
    if (feature != FEATURE_VOCABULARY && feature != FEATURE_VECTORS)
      rows[feature] = feature_row(values.of[feature], embeddings[feature].rows);
  rows[FEATURE_VOCABULARY] = word_row(&embeddings[FEATURE_VOCABULARY], values.of[FEATURE_VOCABULARY], 2);
  rows[FEATURE_VECTORS] = word_row(&embeddings[FEATURE_VECTORS], values.of[FEATURE_VECTORS], 1);
  if (rows[FEATURE_VECTORS] == 0)
    rows[FEATURE_VECTORS] = word_row(&embeddings[FEATURE_VECTORS], values.of[FEATURE_VOCABULARY], 1);
  embed(batch, rows);
  add_row(batch, false);
}

/* ---- Products ---- */

/* Rows of a buffer times a matrix into another. Each panel of bytes is widened once, then its columns' scales are put
 * to the finished sums. */
static void multiply(const struct network_batch *batch, uint32_t part, enum buffer from, enum buffer to)
{
  const struct network_matrix *matrix = &batch->network->parts[part];
  struct kernel_product product = {.rows = batch->buffers[from],
                                   .row_stride = batch->strides[from],
                                   .row_count = batch->row_count,
                                   .inputs = matrix->inputs,
                                   .panel = batch->buffers[BUFFER_PANEL],
                                   .scales = ones,
                                   .output_stride = batch->strides[to]};
  for (size_t first = 0; first < matrix->outputs; first += KERNEL_WIDTH) {
    const size_t at = first * matrix->inputs;
    if (matrix->panels) {
      product.panel = matrix->panels + at;
    } else {
      batch->kernel->widen(matrix->bytes + at, (size_t)matrix->inputs * KERNEL_WIDTH, 1, batch->buffers[BUFFER_PANEL]);
      product.scales = matrix->scales + first;
    }
    product.biases = matrix->biases + first;
    product.outputs = batch->buffers[to] + first;
    batch->kernel->product(&product);
  }
}

static void rectify(const struct network_batch *batch, enum buffer buffer)
{
  batch->kernel->rectify(batch->buffers[buffer], batch->strides[buffer] * batch->row_count);
}

/* ---- Layers ---- */

/* One direction of a recurrent layer over a sentence. */
static void recur(const struct network_batch *batch, uint32_t first, uint32_t row_count, bool backward)
{
  const uint32_t width = batch->network->width / 2;
  const uint32_t start = backward ? first + row_count - 1 : first;
  const size_t column = backward ? width : 0;
  const ptrdiff_t gate_stride = (ptrdiff_t)batch->strides[BUFFER_GATES];
  const ptrdiff_t state_stride = (ptrdiff_t)batch->strides[BUFFER_STATE];
  const struct kernel_recurrence recurrence = {.gates = row_of(batch, BUFFER_GATES, start) + 3 * column,
                                               .inputs = row_of(batch, BUFFER_STATE, start) + column,
                                               .outputs = row_of(batch, BUFFER_NEXT, start) + column,
                                               .gate_step = backward ? -gate_stride : gate_stride,
                                               .input_step = backward ? -state_stride : state_stride,
                                               .output_step = backward ? -state_stride : state_stride,
                                               .row_count = row_count,
                                               .width = width};
  batch->kernel->recurrence(&recurrence);
}

/* Runs a recurrent layer, whose gates are computed, over all sentences. */
static void recur_sentences(struct network_batch *batch)
{
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++) {
    const uint32_t first = batch->roots[sentence];
    const uint32_t end = sentence + 1 < batch->sentence_count ? batch->roots[sentence + 1] : batch->row_count;
    recur(batch, first, end - first, false);
    recur(batch, first, end - first, true);
  }
  float *state = batch->buffers[BUFFER_NEXT];
  batch->buffers[BUFFER_NEXT] = batch->buffers[BUFFER_STATE];
  batch->buffers[BUFFER_STATE] = state;
}

/* What heads and relations are scored from. */
static void run_parser(const struct network_batch *batch)
{
  multiply(batch, PART_ARC_HEAD, BUFFER_STATE, BUFFER_ARC_HEADS);
  rectify(batch, BUFFER_ARC_HEADS);
  multiply(batch, PART_ARC_DEPENDENT, BUFFER_STATE, BUFFER_ARC_DEPENDENTS);
  rectify(batch, BUFFER_ARC_DEPENDENTS);
  multiply(batch, PART_ARC, BUFFER_ARC_DEPENDENTS, BUFFER_ARC_PRODUCTS);
  multiply(batch, PART_ARC_HEAD_BIAS, BUFFER_ARC_HEADS, BUFFER_HEAD_BIASES);
  multiply(batch, PART_ARC_DISTANCE, BUFFER_ARC_DEPENDENTS, BUFFER_DISTANCES);
  multiply(batch, PART_RELATION_HEAD, BUFFER_STATE, BUFFER_RELATION_HEADS);
  multiply(batch, PART_RELATION_DEPENDENT, BUFFER_STATE, BUFFER_RELATION_DEPENDENTS);
}

void network_run(struct network_batch *batch, bool parse)
{
  const struct network *network = batch->network;
  multiply(batch, PART_WINDOW, BUFFER_WINDOW, BUFFER_STATE);
  rectify(batch, BUFFER_STATE);
  const uint32_t layer_count = parse ? network->layer_count : network->tag_layer;
  for (uint32_t layer = 1; layer <= layer_count; layer++) {
    multiply(batch, PART_LAYER + layer - 1, BUFFER_STATE, BUFFER_GATES);
    recur_sentences(batch);
    if (layer == network->tag_layer)
      multiply(batch, PART_TAG, BUFFER_STATE, BUFFER_TAGS);
  }
  if (parse)
    run_parser(batch);
}

const float *network_tag_scores(const struct network_batch *batch, uint32_t row)
{
  return row_of(batch, BUFFER_TAGS, row);
}

/* ---- Arcs ---- */

/* The biaffine scores of a sentence and the heads' biases: the heads are the weights of a product. */
static void multiply_arcs(const struct network_batch *batch, uint32_t root, uint32_t rows)
{
  const uint32_t inputs = batch->network->parts[PART_ARC].inputs;
  float *panel = batch->buffers[BUFFER_PANEL];
  float biases[KERNEL_WIDTH];
  struct kernel_product product = {.rows = row_of(batch, BUFFER_ARC_PRODUCTS, root),
                                   .row_stride = batch->strides[BUFFER_ARC_PRODUCTS],
                                   .row_count = rows,
                                   .inputs = inputs,
                                   .panel = panel,
                                   .scales = ones,
                                   .biases = biases,
                                   .output_stride = batch->strides[BUFFER_ARCS]};
  for (uint32_t first = 0; first < rows; first += KERNEL_WIDTH) {
    for (uint32_t column = 0; column < KERNEL_WIDTH; column++) {
      /* Past the last head the last one stands once more; nobody reads its scores. */
      const uint32_t head = root + (first + column < rows ? first + column : rows - 1);
      const float *values = row_of(batch, BUFFER_ARC_HEADS, head);
      for (uint32_t input = 0; input < inputs; input++)
        panel[input * KERNEL_WIDTH + column] = values[input];
      biases[column] = *row_of(batch, BUFFER_HEAD_BIASES, head);
    }
    product.outputs = batch->buffers[BUFFER_ARCS] + first;
    batch->kernel->product(&product);
  }
}

/* The bucket of the distance from a dependent to its head. */
static uint32_t distance_bucket(uint32_t dependent, uint32_t head)
{
  static const uint8_t buckets[] = {0, 0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 8,
                                    8, 8, 8, 8, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9};
  const bool forward = head > dependent;
  const uint32_t distance = forward ? head - dependent : dependent - head;
  const uint32_t bucket = distance < sizeof buckets ? buckets[distance] : 10;
  return bucket + (forward ? NETWORK_DISTANCES / 2 : 0);
}

/* Turns the scores of one dependent's heads, `dependent` itself left out, into logarithms of probabilities. */
static void normalise(const struct network_batch *batch, float *scores, uint32_t count, uint32_t dependent)
{
  float *powers = batch->buffers[BUFFER_POWERS];
  scores[dependent] = -FLT_MAX;
  float most = -FLT_MAX;
  for (uint32_t head = 0; head < count; head++)
    most = scores[head] > most ? scores[head] : most;
  for (uint32_t head = 0; head < count; head++)
    powers[head] = scores[head] - most;
  batch->kernel->exponentials(powers, count);
  float sum = 0;
  for (uint32_t head = 0; head < count; head++)
    sum += powers[head];
  const float norm = most + kernel_logarithm(sum);
  for (uint32_t head = 0; head < count; head++)
    scores[head] -= norm;
}

const float *network_arc_scores(struct network_batch *batch, uint32_t root, uint32_t rows)
{
  multiply_arcs(batch, root, rows);
  float *all = batch->buffers[BUFFER_ARC_SCORES];
  for (uint32_t dependent = 1; dependent < rows; dependent++) {
    const float *products = row_of(batch, BUFFER_ARCS, dependent);
    const float *distances = row_of(batch, BUFFER_DISTANCES, root + dependent);
    float *scores = all + (size_t)dependent * rows;
    for (uint32_t head = 0; head < rows; head++)
      scores[head] = products[head] + distances[distance_bucket(dependent, head)];
    normalise(batch, scores, rows, dependent);
  }
  return all;
}

/* ---- Relations ---- */

void network_run_relations(struct network_batch *batch, const uint32_t *heads)
{
  const size_t width = batch->strides[BUFFER_RELATION_PAIRS];
  for (uint32_t row = 0; row < batch->row_count; row++) {
    const float *head = row_of(batch, BUFFER_RELATION_HEADS, heads[row]);
    const float *dependent = row_of(batch, BUFFER_RELATION_DEPENDENTS, row);
    float *pair = row_of(batch, BUFFER_RELATION_PAIRS, row);
    for (size_t i = 0; i < width; i++)
      pair[i] = head[i] + dependent[i];
  }
  rectify(batch, BUFFER_RELATION_PAIRS);
  multiply(batch, PART_RELATION, BUFFER_RELATION_PAIRS, BUFFER_RELATIONS);
}

const float *network_relation_scores(const struct network_batch *batch, uint32_t row)
{
  return row_of(batch, BUFFER_RELATIONS, row);
}
