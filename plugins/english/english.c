/* english - the language module for English: tokens, sentences, marks, and the surface of edited sentences. */
#include "mark.h"
#include "recognise.h"
#include "sentence.h"
#include "surface.h"
#include "tokenise.h"

#include <reword/plugin.h>

#include <stdlib.h>
#include <string.h>

/* What is being annotated. Everything it owns is let go of by layers_free. */
struct layers {
  struct token_list tokens;
  struct mark_list marks;
  rw_range *sentences;
  uint32_t sentence_count;
};

static void layers_free(struct layers *layers)
{
  token_list_free(&layers->tokens);
  mark_list_free(&layers->marks);
  free(layers->sentences);
}

static rw_status layers_find(const rw_source *source, struct layers *layers)
{
  tokenise(source->text, source->text_length, &layers->tokens);
  layers->sentences = calloc((size_t)layers->tokens.count + 1, sizeof *layers->sentences);
  if (layers->tokens.failed || !layers->sentences)
    return RW_NO_MEMORY;
  layers->sentence_count = sentences_split(source, &layers->tokens, layers->sentences);
  marks_find(&(struct marked_text){source, &layers->tokens, layers->sentences, layers->sentence_count}, &layers->marks);
  return layers->marks.failed ? RW_NO_MEMORY : RW_OK;
}

/* Copies `size` bytes to memory of the host. */
static void *host_copy(const rw_host *host, const void *items, size_t size)
{
  void *copy = host->allocate(host, size + 1);
  if (copy && size > 0)
    memcpy(copy, items, size);
  return copy;
}

/* Hands the layers over in the host's memory. */
static rw_status layers_give(const struct layers *layers, rw_annotation *annotation, const rw_host *host)
{
  rw_range *tokens = host->allocate(host, ((size_t)layers->tokens.count + 1) * sizeof *tokens);
  annotation->sentences = host_copy(host, layers->sentences, layers->sentence_count * sizeof *layers->sentences);
  annotation->marks = host_copy(host, layers->marks.items, layers->marks.count * sizeof *layers->marks.items);
  if (!tokens || !annotation->sentences || !annotation->marks)
    return RW_NO_MEMORY;
  for (uint32_t i = 0; i < layers->tokens.count; i++)
    tokens[i] = (rw_range){layers->tokens.items[i].start, layers->tokens.items[i].end};
  annotation->tokens = tokens;
  annotation->token_count = layers->tokens.count;
  annotation->sentence_count = layers->sentence_count;
  annotation->mark_count = layers->marks.count;
  return RW_OK;
}

static rw_status english_annotate(void *instance, const rw_source *source, rw_depth depth, rw_annotation *annotation,
                                  const rw_host *host)
{
  (void)instance;
  if (depth > RW_DEPTH_TOKENS)
    return host->failure(host, RW_FAILED, "tags and dependencies of English are not available");
  struct layers layers = {.sentence_count = 0};
  rw_status status = layers_find(source, &layers);
  if (status == RW_OK)
    status = layers_give(&layers, annotation, host);
  layers_free(&layers);
  return status;
}

static rw_status english_surface(void *instance, rw_word *words, uint32_t count, const rw_host *host)
{
  (void)instance;
  return surface_repair(words, count, host);
}

static rw_status english_recognise(void *instance, const char *text, size_t length, uint32_t *words,
                                   uint32_t *function_words)
{
  (void)instance;
  recognise(text, length, words, function_words);
  return RW_OK;
}

static const rw_language english_language = {
    .size = sizeof(rw_language),
    .annotate = english_annotate,
    .surface = english_surface,
    .recognise = english_recognise,
};

/* The prefix lets libtool tell preloaded modules apart. */
RW_PLUGIN_EXPORT const struct rw_plugin english_LTX_rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_LANGUAGE,
    .name = "english",
    .version = "0.1.0",
    .summary = "English: tokens, sentences, names, numbers and negations, the surface of edited sentences",
    .licence = "MIT",
    .language = "en",
    .needs = RW_DEPTH_TOKENS,
    .language_module = &english_language,
};
