/* english - the language module for English: tokens, sentences, marks, tags, lemmas, dependencies, and the surface of
 * edited sentences. */
#include "analyse.h"
#include "inflect.h"
#include "lemma.h"
#include "mark.h"
#include "recognise.h"
#include "sentence.h"
#include "surface.h"
#include "tagset.h"
#include "tokenise.h"

#include <reword/plugin.h>

#include <stdlib.h>
#include <string.h>

#define MODEL_NAME "english/english.model"

/* An instance. What tags and dependencies need is opened when they are first asked for. */
struct english {
  int spelling;           /* enum spelling: the option `spelling` */
  const char *model_path; /* the option `model`; NULL: the model installed */
  struct model *model;
  struct network *network;
  struct analyser *analyser;
};

/* ---- Tokens, sentences, marks ---- */

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

/* The tokens that are given, each of the kind it has by itself. */
static void take_tokens(const rw_source *source, struct token_list *tokens)
{
  struct token_list alone = {.count = 0};
  tokens->items = calloc((size_t)source->token_count + 1, sizeof *tokens->items);
  tokens->capacity = source->token_count + 1;
  tokens->failed = !tokens->items;
  for (uint32_t i = 0; i < source->token_count && !tokens->failed; i++) {
    const rw_range token = source->tokens[i];
    alone.count = 0;
    tokenise(source->text + token.start, token.end - token.start, &alone);
    tokens->items[i] = (struct token){token.start, token.end, alone.count == 1 ? alone.items[0].kind : TOKEN_WORD};
    tokens->count = i + 1;
    tokens->failed = alone.failed;
  }
  token_list_free(&alone);
}

static bool has_tokens(const rw_source *source)
{
  return source->size >= offsetof(rw_source, sentence_count) + sizeof source->sentence_count && source->tokens;
}

static rw_status layers_find(const rw_source *source, struct layers *layers)
{
  const bool given = has_tokens(source);
  if (given)
    take_tokens(source, &layers->tokens);
  else
    tokenise(source->text, source->text_length, &layers->tokens);
  layers->sentences = calloc((size_t)layers->tokens.count + 1, sizeof *layers->sentences);
  if (layers->tokens.failed || !layers->sentences)
    return RW_NO_MEMORY;
  if (given) {
    layers->sentence_count = source->sentence_count;
    memcpy(layers->sentences, source->sentences, source->sentence_count * sizeof *layers->sentences);
  } else {
    layers->sentence_count = sentences_split(source, &layers->tokens, layers->sentences);
  }
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

/* ---- Tags, lemmas, dependencies ---- */

static void english_close(struct english *english)
{
  analyser_close(english->analyser);
  network_close(english->network);
  model_close(english->model);
  english->analyser = NULL;
  english->network = NULL;
  english->model = NULL;
}

static rw_status english_open(struct english *english, const rw_host *host)
{
  const char *path = english->model_path ? english->model_path : host->data_path(host, MODEL_NAME);
  if (!path)
    return host->failure(host, RW_NO_FILE,
                         "tags and dependencies of English need the data file " MODEL_NAME ", which is not there; "
                         "install it, or give another by the option 'model'");
  rw_status status = model_open(path, &english->model, host);
  if (status == RW_OK)
    status = network_open(english->model, &english->network, host);
  if (status == RW_OK) {
    english->analyser = analyser_open(english->network);
    status = english->analyser ? RW_OK : RW_NO_MEMORY;
  }
  if (status != RW_OK)
    english_close(english);
  return status;
}

/* A lemma for each token. */
static rw_status give_lemmas(const rw_source *source, rw_annotation *annotation, const rw_host *host)
{
  const char **lemmas = host->allocate(host, ((size_t)annotation->token_count + 1) * sizeof *lemmas);
  if (!lemmas)
    return RW_NO_MEMORY;
  for (uint32_t token = 0; token < annotation->token_count; token++) {
    const rw_range bytes = annotation->tokens[token];
    const struct tagged_word word = {source->text + bytes.start, bytes.end - bytes.start,
                                     tagset_universal[annotation->universal_tag[token]],
                                     tagset_tags[annotation->tag[token]]};
    char *lemma = host->allocate(host, LEMMA_SIZE(word.length));
    if (!lemma)
      return RW_NO_MEMORY;
    lemma_find(&word, lemma);
    lemmas[token] = lemma;
  }
  annotation->lemma = lemmas;
  return RW_OK;
}

/* The layers of an analysis in the host's memory, a part of an annotation too. False: no memory. */
static bool analysis_allocate(struct analysis *analysis, rw_depth depth, rw_annotation *annotation, const rw_host *host)
{
  const size_t count = (size_t)annotation->token_count + 1;
  annotation->universal_tag = analysis->universal_tag = host->allocate(host, count * sizeof *analysis->universal_tag);
  annotation->tag = analysis->tag = host->allocate(host, count * sizeof *analysis->tag);
  annotation->tag_probability = analysis->tag_probability =
      host->allocate(host, count * sizeof *analysis->tag_probability);
  if (!analysis->universal_tag || !analysis->tag || !analysis->tag_probability)
    return false;
  if (depth < RW_DEPTH_DEPENDENCIES)
    return true;
  annotation->head = analysis->head = host->allocate(host, count * sizeof *analysis->head);
  annotation->relation = analysis->relation = host->allocate(host, count * sizeof *analysis->relation);
  annotation->head_probability = analysis->head_probability =
      host->allocate(host, count * sizeof *analysis->head_probability);
  return analysis->head && analysis->relation && analysis->head_probability;
}

static rw_status english_analyse(struct english *english, const rw_source *source, rw_depth depth,
                                 rw_annotation *annotation, const rw_host *host)
{
  rw_status status = english->analyser ? RW_OK : english_open(english, host);
  if (status != RW_OK)
    return status;
  struct analysis analysis = {.head = NULL};
  if (!analysis_allocate(&analysis, depth, annotation, host))
    return RW_NO_MEMORY;
  const struct analysed_text text = {source->text, annotation->tokens, annotation->sentences,
                                     annotation->sentence_count};
  analyse(english->analyser, &text, &analysis);
  return give_lemmas(source, annotation, host);
}

/* ---- The module ---- */

static rw_status english_annotate(void *instance, const rw_source *source, rw_depth depth, rw_annotation *annotation,
                                  const rw_host *host)
{
  struct layers layers = {.sentence_count = 0};
  rw_status status = layers_find(source, &layers);
  if (status == RW_OK)
    status = layers_give(&layers, annotation, host);
  layers_free(&layers);
  if (status == RW_OK && depth >= RW_DEPTH_TAGS)
    status = english_analyse(instance, source, depth, annotation, host);
  return status;
}

static void english_destroy(void *instance)
{
  english_close(instance);
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

/* A form takes no more bytes than its lemma and this: "most ", "'ing", a doubled letter. */
#define FORM_EXTRA 32u

static const char *english_inflect(void *instance, const char *lemma, const char *tag, const rw_host *host)
{
  const struct english *english = instance;
  const size_t size = strlen(lemma) + FORM_EXTRA;
  char *form = host->allocate(host, size);
  return form && inflect(lemma, tag, (enum spelling)english->spelling, form, size) ? form : NULL;
}

static const char *const spellings[] = {"american", "british", NULL}; /* in the order of enum spelling */

static const rw_option english_options[] = {
    {.name = "spelling",
     .type = RW_TYPE_ENUM,
     .offset = offsetof(struct english, spelling),
     .preset = "american",
     .values = spellings,
     .help = "how new words are spelled where habits differ: traveled, gotten; travelled, got"},
    {.name = "model",
     .type = RW_TYPE_PATH,
     .offset = offsetof(struct english, model_path),
     .help = "the file of the tagger and parser, in place of the one installed"},
    {.name = NULL},
};

static const rw_language english_language = {
    .size = sizeof(rw_language),
    .universal_tags = tagset_universal,
    .tags = tagset_tags,
    .relations = tagset_relations,
    .features = tagset_features,
    .annotate = english_annotate,
    .surface = english_surface,
    .recognise = english_recognise,
    .inflect = english_inflect,
};

/* The prefix lets libtool tell preloaded modules apart. */
RW_PLUGIN_EXPORT const struct rw_plugin english_LTX_rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_LANGUAGE,
    .name = "english",
    .version = "0.1.0",
    .summary = "English: tokens, sentences, tags, dependencies, what is protected, the surface of edited sentences",
    .licence = "MIT",
    .language = "en",
    .needs = RW_DEPTH_TOKENS,
    .options = english_options,
    .instance_size = sizeof(struct english),
    .destroy = english_destroy,
    .language_module = &english_language,
};
