/* english - the language module for English: tokens, sentences, marks, tags, lemmas, dependencies, and the surface of
 * edited sentences. */
#include "agreement.h"
#include "analyse.h"
#include "inflect.h"
#include "lemma.h"
#include "mark.h"
#include "morphology.h"
#include "name.h"
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

/* Hands tokens and sentences over in the host's memory. */
static rw_status layers_give(const struct layers *layers, rw_annotation *annotation, const rw_host *host)
{
  rw_range *tokens = host->allocate(host, ((size_t)layers->tokens.count + 1) * sizeof *tokens);
  annotation->sentences = host_copy(host, layers->sentences, layers->sentence_count * sizeof *layers->sentences);
  if (!tokens || !annotation->sentences)
    return RW_NO_MEMORY;
  for (uint32_t i = 0; i < layers->tokens.count; i++)
    tokens[i] = (rw_range){layers->tokens.items[i].start, layers->tokens.items[i].end};
  annotation->tokens = tokens;
  annotation->token_count = layers->tokens.count;
  annotation->sentence_count = layers->sentence_count;
  return RW_OK;
}

/* The same for the marks, with those of the names that the tagger knows, if it was at work. */
static rw_status marks_give(struct mark_list *marks, rw_annotation *annotation, const rw_host *host)
{
  if (annotation->universal_tag)
    names_add_tagged(annotation->universal_tag, annotation->token_count, marks);
  if (marks->failed)
    return RW_NO_MEMORY;
  annotation->marks = host_copy(host, marks->items, marks->count * sizeof *marks->items);
  annotation->mark_count = marks->count;
  return annotation->marks ? RW_OK : RW_NO_MEMORY;
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
  if (status == RW_OK && depth >= RW_DEPTH_TAGS)
    status = english_analyse(instance, source, depth, annotation, host);
  if (status == RW_OK)
    status = marks_give(&layers.marks, annotation, host);
  layers_free(&layers);
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

/* ---- Agreement ---- */

/* The sentence that a token stands in. */
static rw_range sentence_of(const rw_passage *passage, uint32_t token)
{
  uint32_t low = 0, high = passage->sentence_count - 1;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (token < passage->sentences[middle].end)
      high = middle;
    else
      low = middle + 1;
  }
  return passage->sentences[low];
}

static const char *copy_form(const rw_passage *passage, uint32_t token, const rw_host *host)
{
  const rw_range bytes = passage->tokens[token];
  char *form = host->allocate(host, (size_t)(bytes.end - bytes.start) + 1);
  if (form)
    memcpy(form, passage->text + bytes.start, bytes.end - bytes.start);
  return form;
}

/* A sentence as the rooms of syntax take it. False: no memory. */
static bool parsed_sentence(const rw_passage *passage, rw_range tokens, struct parsed_sentence *parsed,
                            const rw_host *host)
{
  const uint32_t count = tokens.end - tokens.start;
  struct parsed_word *words = host->allocate(host, count * sizeof *words);
  for (uint32_t i = 0; words && i < count; i++) {
    const uint32_t token = tokens.start + i;
    const uint32_t head = passage->head[token];
    words[i] = (struct parsed_word){
        .form = copy_form(passage, token, host),
        .lemma = passage->lemma[token],
        .universal_tag = tagset_universal[passage->universal_tag[token]],
        .tag = tagset_tags[passage->tag[token]],
        .head = head >= tokens.start && head < tokens.end ? head - tokens.start : SYNTAX_NONE,
        .relation = tagset_relations[passage->relation[token]],
    };
    if (!words[i].form)
      return false;
  }
  *parsed = (struct parsed_sentence){words, count};
  return words != NULL;
}

static const char *english_agreement(void *instance, const rw_passage *passage, uint32_t subject, const rw_host *host)
{
  static const char *const names[2][4] = {{NULL, "1s", "2s", "3s"}, {NULL, "1p", "2p", "3p"}};
  const struct english *english = instance;
  const rw_range tokens = sentence_of(passage, subject);
  struct parsed_sentence parsed;
  if (!parsed_sentence(passage, tokens, &parsed, host))
    return NULL;
  const struct agreement agreement = agreement_of(&parsed, subject - tokens.start, (enum spelling)english->spelling);
  return agreement.number == AGREEMENT_UNSURE ? NULL : names[agreement.number == AGREEMENT_PLURAL][agreement.person];
}

static rw_status english_features(void *instance, const rw_passage *passage, rw_range sentence, const char **features,
                                  const rw_host *host)
{
  (void)instance;
  struct parsed_sentence parsed;
  if (!parsed_sentence(passage, sentence, &parsed, host))
    return RW_NO_MEMORY;
  for (uint32_t i = 0; i < parsed.count; i++) {
    char *text = host->allocate(host, MORPHOLOGY_SIZE);
    if (!text)
      return RW_NO_MEMORY;
    morphology_find(&parsed, i, text);
    features[i] = text;
  }
  return RW_OK;
}

/* ---- Options ---- */

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
    .features = english_features,
    .annotate = english_annotate,
    .surface = english_surface,
    .recognise = english_recognise,
    .inflect = english_inflect,
    .agreement = english_agreement,
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
