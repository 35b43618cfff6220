#include "model_maker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEADER 64u
#define ENTRY 64u

/* What must hold; also for programs that are no tests. */
static void demand(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "model_maker: %s\n", what);
  abort();
}

static size_t whole(size_t length, size_t unit)
{
  return (length + unit - 1) / unit * unit;
}

/* SplitMix64. */
uint32_t model_maker_random(struct model_maker *maker, uint32_t limit)
{
  uint64_t number = maker->random += 0x9E3779B97F4A7C15u;
  number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9u;
  number = (number ^ number >> 27) * 0x94D049BB133111EBu;
  return (uint32_t)((number ^ number >> 31) % limit);
}

static float random_float(struct model_maker *maker, float least, float most)
{
  return least + (most - least) * (float)model_maker_random(maker, 1u << 20) / (1u << 20);
}

static void put_float(unsigned char *at, float value)
{
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  for (int i = 0; i < 4; i++)
    at[i] = (unsigned char)(bits >> 8 * i);
}

static void put_number(unsigned char *at, uint64_t number, size_t size)
{
  for (size_t i = 0; i < size; i++)
    at[i] = (unsigned char)(number >> 8 * i);
}

/* ---- Content ---- */

/* Scales, then numbers of 8 bits; columns past `columns` stay zero. */
static void fill_bytes(struct model_maker *maker, struct made_section *section)
{
  const bool panels = section->type == MODEL_PANELS;
  const size_t columns = panels ? whole(section->columns, MODEL_PANEL_WIDTH) : section->columns;
  const size_t scales = panels ? columns : section->rows;
  const size_t ahead = whole(scales * 4, MODEL_ALIGNMENT);
  section->length = ahead + section->rows * columns;
  section->content = calloc(1, section->length);
  for (size_t i = 0; i < (panels ? section->columns : scales); i++)
    put_float(section->content + 4 * i, random_float(maker, 0.0005f, 0.003f));
  for (size_t row = 0; row < section->rows; row++)
    for (size_t column = 0; column < section->columns; column++) {
      const size_t at = panels ? column / MODEL_PANEL_WIDTH * MODEL_PANEL_WIDTH * section->rows +
                                     row * MODEL_PANEL_WIDTH + column % MODEL_PANEL_WIDTH
                               : row * columns + column;
      section->content[ahead + at] = (unsigned char)(model_maker_random(maker, 255) - 127);
    }
}

static void fill_words(struct model_maker *maker, struct made_section *section)
{
  const size_t count = (size_t)section->rows * section->columns;
  section->length = count * 4;
  section->content = calloc(count + 1, 4);
  for (size_t i = 0; i < count; i++)
    if (section->type == MODEL_FLOATS)
      put_float(section->content + 4 * i, random_float(maker, -0.5f, 0.5f));
    else
      put_number(section->content + 4 * i, 1000 * i + 1, 4);
}

void model_maker_replace(struct model_maker *maker, const char *name, enum model_type type, uint32_t rows,
                         uint32_t columns)
{
  struct made_section *section = NULL;
  for (uint32_t i = 0; i < maker->count && !section; i++)
    if (strcmp(maker->sections[i].name, name) == 0)
      section = &maker->sections[i];
  if (!section) {
    demand(maker->count < MADE_SECTION_LIMIT, "too many sections");
    section = &maker->sections[maker->count++];
  }
  free(section->content);
  *section = (struct made_section){.type = type, .rows = rows, .columns = columns};
  snprintf(section->name, sizeof section->name, "%s", name);
  if (type == MODEL_ROWS || type == MODEL_PANELS)
    fill_bytes(maker, section);
  else
    fill_words(maker, section);
}

void model_maker_set_strings(struct model_maker *maker, const char *name, const char *strings, size_t length,
                             uint32_t count)
{
  model_maker_replace(maker, name, MODEL_STRINGS, count, 1);
  struct made_section *section = model_maker_find(maker, name);
  free(section->content);
  section->content = malloc(length + 1);
  demand(section->content, "no memory");
  memcpy(section->content, strings, length);
  section->length = length;
}

struct made_section *model_maker_find(struct model_maker *maker, const char *name)
{
  for (uint32_t i = 0; i < maker->count; i++)
    if (strcmp(maker->sections[i].name, name) == 0)
      return &maker->sections[i];
  demand(false, name);
  return NULL;
}

void model_maker_remove(struct model_maker *maker, const char *name)
{
  struct made_section *section = model_maker_find(maker, name);
  free(section->content);
  maker->count--;
  memmove(section, section + 1, (size_t)(&maker->sections[maker->count] - section) * sizeof *section);
}

/* ---- A network ---- */

static void add_embeddings(struct model_maker *maker, uint32_t *embedded)
{
  static const struct {
    const char *name;
    uint32_t rows, columns;
  } embeddings[] = {
      {"vocabulary.embedding", 52, 12}, {"suffix4.embedding", 64, 8}, {"suffix3.embedding", 64, 8},
      {"suffix2.embedding", 32, 5},     {"prefix3.embedding", 64, 7}, {"shape.embedding", 128, 4},
      {"form.embedding", 64, 8},        {"vectors.embedding", 31, 9},
  };
  *embedded = 0;
  for (size_t i = 0; i < sizeof embeddings / sizeof *embeddings; i++) {
    model_maker_replace(maker, embeddings[i].name, MODEL_ROWS, embeddings[i].rows, embeddings[i].columns);
    *embedded += embeddings[i].columns;
  }
  model_maker_replace(maker, "vocabulary.hashes", MODEL_INTEGERS, 50, 1);
  model_maker_replace(maker, "vectors.hashes", MODEL_INTEGERS, 30, 1);
}

static void add_names(struct model_maker *maker, uint32_t *tags, uint32_t *relations)
{
  static const char tag_names[] = "ADJ\tJJ\0ADP\tIN\0AUX\tVBZ\0DET\tDT\0NOUN\tNN\0NOUN\tNNS\0PRON\tPRP\0PROPN\tNNP\0"
                                  "PUNCT\t.\0PUNCT\t-LRB-\0VERB\tVB\0VERB\tVBD\0X\tFW";
  static const char relation_names[] = "amod\0aux:pass\0case\0det\0nmod:poss\0nsubj\0obj\0obl\0parataxis\0punct\0root";
  *tags = 13;
  *relations = 11;
  model_maker_set_strings(maker, "tag.names", tag_names, sizeof tag_names, *tags);
  model_maker_set_strings(maker, "relation.names", relation_names, sizeof relation_names, *relations);
}

static void add_layer(struct model_maker *maker, const char *name, uint32_t inputs, uint32_t outputs)
{
  char section[32];
  snprintf(section, sizeof section, "%s.weight", name);
  model_maker_replace(maker, section, MODEL_PANELS, inputs, outputs);
  snprintf(section, sizeof section, "%s.bias", name);
  model_maker_replace(maker, section, MODEL_FLOATS, 1, outputs);
}

void model_maker_open(struct model_maker *maker, uint64_t seed)
{
  *maker = (struct model_maker){.random = seed};
  uint32_t embedded, tags, relations;
  add_embeddings(maker, &embedded);
  add_names(maker, &tags, &relations);
  add_layer(maker, "window", 3 * embedded, MADE_WIDTH);
  for (uint32_t layer = 1; layer <= MADE_LAYERS; layer++) {
    char name[16];
    snprintf(name, sizeof name, "layer%u", layer);
    add_layer(maker, name, MADE_WIDTH, 3 * MADE_WIDTH);
  }
  add_layer(maker, "tag", MADE_WIDTH, tags);
  model_maker_replace(maker, "tag.layer", MODEL_INTEGERS, 1, 1);
  add_layer(maker, "arc_head", MADE_WIDTH, MADE_ARC);
  add_layer(maker, "arc_dependent", MADE_WIDTH, MADE_ARC);
  model_maker_replace(maker, "arc.weight", MODEL_PANELS, MADE_ARC, MADE_ARC);
  model_maker_replace(maker, "arc.head_bias", MODEL_FLOATS, MADE_ARC, 1);
  model_maker_replace(maker, "arc.distance", MODEL_FLOATS, 24, MADE_ARC);
  model_maker_replace(maker, "relation_head.weight", MODEL_PANELS, MADE_WIDTH, MADE_RELATION);
  add_layer(maker, "relation_dependent", MADE_WIDTH, MADE_RELATION);
  add_layer(maker, "relation", MADE_RELATION, relations);
  demand(maker->count == MADE_SECTIONS, "MADE_SECTIONS is wrong");
}

void model_maker_free(struct model_maker *maker)
{
  for (uint32_t i = 0; i < maker->count; i++)
    free(maker->sections[i].content);
  maker->count = 0;
}

/* ---- The file ---- */

/* CRC-32 bit by bit, from its definition. */
static uint32_t checksum(const unsigned char *bytes, size_t length)
{
  uint32_t sum = ~0u;
  for (size_t i = 0; i < length; i++) {
    sum ^= bytes[i];
    for (int bit = 0; bit < 8; bit++)
      sum = sum & 1 ? sum >> 1 ^ 0xEDB88320u : sum >> 1;
  }
  return ~sum;
}

void model_bytes_seal(unsigned char *bytes, size_t length)
{
  put_number(bytes + 16, length, 8);
  put_number(bytes + 24, checksum(bytes + HEADER, length - HEADER), 4);
}

unsigned char *model_maker_bytes(const struct model_maker *maker, size_t *length)
{
  size_t offset = HEADER + maker->count * ENTRY;
  *length = offset;
  for (uint32_t i = 0; i < maker->count; i++)
    *length += whole(maker->sections[i].length, MODEL_ALIGNMENT);
  unsigned char *bytes = calloc(1, *length);
  demand(bytes, "no memory");
  memcpy(bytes, MODEL_MAGIC, 8);
  put_number(bytes + 8, MODEL_VERSION, 4);
  put_number(bytes + 12, maker->count, 4);
  for (uint32_t i = 0; i < maker->count; i++) {
    const struct made_section *section = &maker->sections[i];
    unsigned char *entry = bytes + HEADER + i * ENTRY;
    memcpy(entry, section->name, sizeof section->name);
    put_number(entry + 32, section->type, 4);
    put_number(entry + 36, section->rows, 4);
    put_number(entry + 40, section->columns, 4);
    put_number(entry + 48, offset, 8);
    put_number(entry + 56, section->length, 8);
    memcpy(bytes + offset, section->content, section->length);
    offset += whole(section->length, MODEL_ALIGNMENT);
  }
  model_bytes_seal(bytes, *length);
  return bytes;
}

char *model_bytes_write(const unsigned char *bytes, size_t length)
{
  const char *folder = getenv("TMPDIR");
  char *path = NULL;
  demand(asprintf(&path, "%s/reword-model-XXXXXX", folder ? folder : "/tmp") >= 0, "no memory");
  const int file = mkstemp(path);
  demand(file >= 0 && write(file, bytes, length) == (ssize_t)length, path);
  close(file);
  return path;
}
