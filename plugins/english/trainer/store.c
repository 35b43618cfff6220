#include "store.h"

#include "model_writer.h"
#include "program.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct table table_of(const struct parameter *parameter)
{
  return (struct table){parameter->weights, parameter->rows, parameter->columns};
}

static struct table baked_of(const struct learner *learner)
{
  uint32_t rows = learner->baked ? learner->lexicon.vector_count + 1 : 0;
  return (struct table){learner->baked, rows, learner->parameters[PROJECTION].columns};
}

/* What stands in both kinds of files. */
static void add_lexicon(struct model_writer *writer, const struct learner *learner)
{
  const struct lexicon *lexicon = &learner->lexicon;
  model_writer_add_strings(writer, "tag.names", lexicon->tags.names, lexicon->tags.count);
  model_writer_add_strings(writer, "relation.names", lexicon->relations.names, lexicon->relations.count);
  model_writer_add_integers(writer, "tag.layer", &learner->dimensions.tag_layer, 1);
  model_writer_add_integers(writer, "vocabulary.hashes", lexicon->words, lexicon->word_count);
  model_writer_add_integers(writer, "vectors.hashes", lexicon->vector_words, lexicon->vector_count);
}

static void add_quantised(struct model_writer *writer, const struct parameter *parameter)
{
  switch (parameter->kind) {
  case PARAMETER_ROWS:
    model_writer_add_rows(writer, parameter->name, table_of(parameter));
    break;
  case PARAMETER_MATRIX:
    model_writer_add_panels(writer, parameter->name, table_of(parameter));
    break;
  case PARAMETER_FLOATS:
    model_writer_add_floats(writer, parameter->name, table_of(parameter));
    break;
  }
}

size_t store_model(const struct learner *learner, const char *path)
{
  struct model_writer writer = {0};
  add_lexicon(&writer, learner);
  for (uint32_t i = 0; i < learner->parameter_count; i++)
    if (i != PROJECTION)
      add_quantised(&writer, &learner->parameters[i]);
  model_writer_add_rows(&writer, "vectors.embedding", baked_of(learner));
  size_t length = model_writer_save(&writer, path);
  model_writer_close(&writer);
  return length;
}

void store_quantise(struct learner *learner)
{
  for (uint32_t i = 0; i < learner->parameter_count; i++) {
    const struct parameter *parameter = &learner->parameters[i];
    if (i == PROJECTION || parameter->kind == PARAMETER_FLOATS)
      continue;
    if (parameter->kind == PARAMETER_ROWS)
      quantise_rows_in_place(parameter->weights, parameter->rows, parameter->columns);
    else
      quantise_columns_in_place(parameter->weights, parameter->rows, parameter->columns);
  }
  struct table baked = baked_of(learner);
  if (baked.rows > 0)
    quantise_rows_in_place(learner->baked, baked.rows, baked.columns);
}

void store_checkpoint(const struct learner *learner, const char *path)
{
  const struct lexicon *lexicon = &learner->lexicon;
  struct model_writer writer = {0};
  add_lexicon(&writer, learner);
  model_writer_add_integers(&writer, "vocabulary.frequencies", lexicon->frequencies, lexicon->word_count);
  if (learner_has_vectors(learner))
    model_writer_add_floats(&writer, "vectors.pretrained",
                            (struct table){lexicon->vectors, lexicon->vector_count + 1, lexicon->vector_columns});
  for (uint32_t i = 0; i < learner->parameter_count; i++)
    model_writer_add_floats(&writer, learner->parameters[i].name, table_of(&learner->parameters[i]));
  model_writer_save(&writer, path);
  model_writer_close(&writer);
}

/* ---- Reading a checkpoint ---- */

static rw_status end_program(const rw_host *host, rw_status status, const char *format, ...)
{
  (void)host;
  va_list arguments;
  va_start(arguments, format);
  char message[1024];
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  fail("%s", message);
  return status;
}

struct source {
  const char *path;
  const struct model *model;
};

static const struct model_section *find(const struct source *source, const char *name, enum model_type type)
{
  const struct model_section *section = model_find(source->model, name);
  if (section && section->type != type)
    fail("%s: section '%s' is not as a checkpoint has it: give a file written with --checkpoint", source->path, name);
  return section;
}

static const struct model_section *need(const struct source *source, const char *name, enum model_type type)
{
  const struct model_section *section = find(source, name, type);
  if (!section)
    fail("%s: section '%s' is missing: give a file written with --checkpoint", source->path, name);
  return section;
}

static void read_names(const struct source *source, const char *name, struct names *names)
{
  const struct model_section *section = need(source, name, MODEL_STRINGS);
  const char *at = section->values;
  names->count = section->rows;
  names->names = allocate(names->count, sizeof *names->names);
  for (uint32_t i = 0; i < names->count; i++) {
    names->names[i] = copy_string(at);
    at += strlen(at) + 1;
  }
}

static void *copy_values(const struct model_section *section)
{
  return memcpy(allocate(section->length, 1), section->values, section->length);
}

static struct lexicon read_lexicon(const struct source *source)
{
  struct lexicon lexicon = {0};
  read_names(source, "tag.names", &lexicon.tags);
  read_names(source, "relation.names", &lexicon.relations);
  lexicon.root = names_find(&lexicon.relations, "root");
  const struct model_section *words = need(source, "vocabulary.hashes", MODEL_INTEGERS);
  const struct model_section *frequencies = need(source, "vocabulary.frequencies", MODEL_INTEGERS);
  lexicon.word_count = words->rows;
  lexicon.words = copy_values(words);
  lexicon.frequencies = copy_values(frequencies);
  const struct model_section *vectors = find(source, "vectors.pretrained", MODEL_FLOATS);
  if (vectors) {
    const struct model_section *vector_words = need(source, "vectors.hashes", MODEL_INTEGERS);
    lexicon.vector_count = vector_words->rows;
    lexicon.vector_columns = vectors->columns;
    lexicon.vector_words = copy_values(vector_words);
    lexicon.vectors = copy_values(vectors);
  }
  if (lexicon.root == NAME_ABSENT || frequencies->rows != words->rows ||
      (vectors && vectors->rows != lexicon.vector_count + 1))
    fail("%s: its sections do not fit each other: give a file written with --checkpoint", source->path);
  return lexicon;
}

static struct dimensions read_dimensions(const struct source *source)
{
  struct dimensions size = {0};
  size.width = need(source, "window.bias", MODEL_FLOATS)->columns;
  size.arc_width = need(source, "arc.weight", MODEL_FLOATS)->columns;
  size.relation_width = need(source, "relation_dependent.bias", MODEL_FLOATS)->columns;
  size.tag_layer = *(const uint32_t *)need(source, "tag.layer", MODEL_INTEGERS)->values;
  char name[PARAMETER_NAME_LIMIT];
  do
    snprintf(name, sizeof name, "layer%u.bias", ++size.layers);
  while (size.layers <= LAYER_LIMIT && find(source, name, MODEL_FLOATS));
  size.layers--;
  for (uint32_t feature = 0; feature < FEATURE_VECTORS; feature++) {
    snprintf(name, sizeof name, "%s.embedding", feature_names[feature]);
    const struct model_section *embedding = need(source, name, MODEL_FLOATS);
    size.embedding_rows[feature] = embedding->rows;
    size.embedding_widths[feature] = embedding->columns;
  }
  const struct model_section *projection = find(source, "vectors.projection", MODEL_FLOATS);
  size.embedding_widths[FEATURE_VECTORS] = projection ? projection->columns : 0;
  if (size.tag_layer > size.layers)
    fail("%s: its tags are read from a layer it has not", source->path);
  return size;
}

void store_read_checkpoint(struct learner *learner, const char *path)
{
  const rw_host host = {.size = sizeof host, .failure = end_program};
  struct model *model;
  if (model_open(path, &model, &host) != RW_OK)
    fail("out of memory");
  struct source source = {path, model};
  struct dimensions size = read_dimensions(&source);
  learner_open(learner, read_lexicon(&source), &size, 0);
  for (uint32_t i = 0; i < learner->parameter_count; i++) {
    const struct parameter *parameter = &learner->parameters[i];
    if (parameter->rows == 0)
      continue;
    const struct model_section *section = need(&source, parameter->name, MODEL_FLOATS);
    if (section->rows != parameter->rows || section->columns != parameter->columns)
      fail("%s: section '%s' does not fit the others: give a file written with --checkpoint", path, parameter->name);
    memcpy(parameter->weights, section->values, section->length);
  }
  model_close(model);
}
