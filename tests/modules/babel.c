/* A language module, of the language qaa, that knows how to do its work and does it wrong where its option says so:
 * the layers of a text that speaks of a cat, the repair of a sentence that begins with T, or what else it says. */
#include "mock.h"

#include "../small_language.h"

#include <string.h>

enum fault {
  FAULT_NONE,
  FAULT_CREATE,
  FAULT_ANNOTATE,
  FAULT_TOKEN_ORDER,
  FAULT_TOKEN_OVERLAP,
  FAULT_TOKEN_IN_CHARACTER,
  FAULT_TOKEN_LEFT_OUT,
  FAULT_TOKEN_PAST_END,
  FAULT_LAST_TOKEN_LEFT_OUT,
  FAULT_TOKEN_COUNT,
  FAULT_SENTENCE_GAP,
  FAULT_SENTENCE_OVERLAP,
  FAULT_SENTENCE_MISSING,
  FAULT_SENTENCE_COUNT,
  FAULT_NO_SENTENCES,
  FAULT_MARK_OUTSIDE,
  FAULT_MARK_KIND,
  FAULT_NO_MARKS,
  FAULT_MARK_COUNT,
  FAULT_NO_TAGS,
  FAULT_NO_LEMMA,
  FAULT_LEMMA_NOT_UTF8,
  FAULT_HEAD_OUTSIDE,
  FAULT_HEAD_ITSELF,
  FAULT_HEAD_CIRCLE,
  FAULT_NO_HEADS,
  FAULT_SURFACE,
  FAULT_SURFACE_WORD,
  FAULT_SURFACE_NULL,
  FAULT_SURFACE_GAP,
  FAULT_SURFACE_KNOWN_GAP,
  FAULT_RECOGNISE,
  FAULT_RECOGNISE_COUNT
};

static const char *const faults[] = {
    [FAULT_NONE] = "none",
    [FAULT_CREATE] = "create",
    [FAULT_ANNOTATE] = "annotate",
    [FAULT_TOKEN_ORDER] = "token-order",
    [FAULT_TOKEN_OVERLAP] = "token-overlap",
    [FAULT_TOKEN_IN_CHARACTER] = "token-in-character",
    [FAULT_TOKEN_LEFT_OUT] = "token-left-out",
    [FAULT_TOKEN_PAST_END] = "token-past-end",
    [FAULT_LAST_TOKEN_LEFT_OUT] = "last-token-left-out",
    [FAULT_TOKEN_COUNT] = "token-count",
    [FAULT_SENTENCE_GAP] = "sentence-gap",
    [FAULT_SENTENCE_OVERLAP] = "sentence-overlap",
    [FAULT_SENTENCE_MISSING] = "sentence-missing",
    [FAULT_SENTENCE_COUNT] = "sentence-count",
    [FAULT_NO_SENTENCES] = "no-sentences",
    [FAULT_MARK_OUTSIDE] = "mark-outside",
    [FAULT_MARK_KIND] = "mark-kind",
    [FAULT_NO_MARKS] = "no-marks",
    [FAULT_MARK_COUNT] = "mark-count",
    [FAULT_NO_TAGS] = "no-tags",
    [FAULT_NO_LEMMA] = "no-lemma",
    [FAULT_LEMMA_NOT_UTF8] = "lemma-not-utf8",
    [FAULT_HEAD_OUTSIDE] = "head-outside",
    [FAULT_HEAD_ITSELF] = "head-itself",
    [FAULT_HEAD_CIRCLE] = "head-circle",
    [FAULT_NO_HEADS] = "no-heads",
    [FAULT_SURFACE] = "surface",
    [FAULT_SURFACE_WORD] = "surface-word",
    [FAULT_SURFACE_NULL] = "surface-null",
    [FAULT_SURFACE_GAP] = "surface-gap",
    [FAULT_SURFACE_KNOWN_GAP] = "surface-known-gap",
    [FAULT_RECOGNISE] = "recognise",
    [FAULT_RECOGNISE_COUNT] = "recognise-count",
    NULL,
};

struct babel {
  int fault;
};

static const rw_option options[] = {
    {.name = "fault",
     .type = RW_TYPE_ENUM,
     .offset = offsetof(struct babel, fault),
     .values = faults,
     .help = "what it does wrong"},
    {.name = NULL},
};

/* ---- Layers ---- */

/* The layers of an annotation as what can be written to: they are the module's own. */
struct layers {
  rw_range *tokens;
  rw_range *sentences;
  rw_mark *marks;
  const char **lemmas;
  uint32_t *heads;
};

/* The layers below tokens: every lemma is "word", every token hangs on the one before it. */
static bool add_deep_layers(rw_annotation *annotation, struct layers *layers, const rw_host *host)
{
  uint32_t count = annotation->token_count;
  layers->lemmas = host->allocate(host, (count + 1) * sizeof *layers->lemmas);
  layers->heads = host->allocate(host, (count + 1) * sizeof *layers->heads);
  float *probabilities = host->allocate(host, (count + 1) * sizeof *probabilities);
  annotation->tag = annotation->relation = host->allocate(host, (count + 1) * sizeof *annotation->tag);
  annotation->universal_tag = host->allocate(host, count + 1);
  if (!layers->lemmas || !layers->heads || !probabilities || !annotation->tag || !annotation->universal_tag)
    return false;
  for (uint32_t i = 0; i < annotation->sentence_count; i++)
    for (uint32_t token = annotation->sentences[i].start; token < annotation->sentences[i].end; token++) {
      layers->lemmas[token] = "word";
      layers->heads[token] = token == annotation->sentences[i].start ? RW_NONE : token - 1;
    }
  annotation->lemma = layers->lemmas;
  annotation->head = layers->heads;
  annotation->tag_probability = annotation->head_probability = probabilities;
  return true;
}

static void spoil_tokens(int fault, rw_annotation *annotation, const struct layers *layers)
{
  rw_range first = layers->tokens[0];
  switch ((enum fault)fault) {
  case FAULT_TOKEN_ORDER:
    layers->tokens[0] = layers->tokens[1];
    layers->tokens[1] = first;
    break;
  case FAULT_TOKEN_OVERLAP:
    layers->tokens[1].start = first.start;
    break;
  case FAULT_TOKEN_IN_CHARACTER:
    layers->tokens[1].end--;
    break;
  case FAULT_TOKEN_LEFT_OUT:
    layers->tokens[1].start++;
    break;
  case FAULT_TOKEN_PAST_END:
    layers->tokens[annotation->token_count - 1].end = UINT32_MAX;
    break;
  case FAULT_LAST_TOKEN_LEFT_OUT:
    annotation->token_count--;
    layers->sentences[annotation->sentence_count - 1].end--;
    break;
  case FAULT_TOKEN_COUNT:
    annotation->token_count = UINT32_MAX;
    break;
  default:
    break;
  }
}

static void spoil_sentences(int fault, rw_annotation *annotation, const struct layers *layers)
{
  switch ((enum fault)fault) {
  case FAULT_SENTENCE_GAP:
    layers->sentences[0].start++;
    break;
  case FAULT_SENTENCE_OVERLAP:
    layers->sentences[1].start--;
    break;
  case FAULT_SENTENCE_MISSING:
    annotation->sentence_count--;
    break;
  case FAULT_SENTENCE_COUNT:
    annotation->sentence_count = UINT32_MAX;
    break;
  case FAULT_NO_SENTENCES:
    annotation->sentences = NULL;
    break;
  case FAULT_MARK_OUTSIDE:
    layers->marks[0] = (rw_mark){{0, annotation->token_count + 1}, RW_MARK_NAME};
    annotation->mark_count = 1;
    break;
  case FAULT_MARK_KIND:
    layers->marks[0] = (rw_mark){{0, 1}, 99};
    annotation->mark_count = 1;
    break;
  case FAULT_NO_MARKS:
    annotation->marks = NULL;
    annotation->mark_count = 1;
    break;
  case FAULT_MARK_COUNT:
    annotation->mark_count = UINT32_MAX;
    break;
  default:
    break;
  }
}

static void spoil_deep_layers(int fault, rw_annotation *annotation, const struct layers *layers)
{
  switch ((enum fault)fault) {
  case FAULT_NO_TAGS:
    annotation->tag = NULL;
    break;
  case FAULT_NO_LEMMA:
    layers->lemmas[1] = NULL;
    break;
  case FAULT_LEMMA_NOT_UTF8:
    layers->lemmas[1] = "caf\xE9";
    break;
  case FAULT_HEAD_OUTSIDE:
    layers->heads[1] = annotation->token_count - 1;
    break;
  case FAULT_HEAD_ITSELF:
    layers->heads[1] = 1;
    break;
  case FAULT_HEAD_CIRCLE:
    layers->heads[0] = 2;
    break;
  case FAULT_NO_HEADS:
    annotation->head = NULL;
    break;
  default:
    break;
  }
}

static rw_status annotate(void *instance, const rw_source *source, rw_depth depth, rw_annotation *annotation,
                          const rw_host *host)
{
  const struct babel *babel = instance;
  bool spoils = strstr(source->text, "cat") != NULL;
  if (babel->fault == FAULT_ANNOTATE && spoils)
    return host->failure(host, RW_BAD_DATA, "its words are lost");
  rw_status status = small_language_calls.annotate(instance, source, depth, annotation, host);
  if (status != RW_OK)
    return status;
  struct layers layers = {.tokens = (rw_range *)annotation->tokens,
                          .sentences = (rw_range *)annotation->sentences,
                          .marks = (rw_mark *)annotation->marks};
  if (!add_deep_layers(annotation, &layers, host))
    return RW_NO_MEMORY;
  if (!spoils)
    return RW_OK;
  spoil_deep_layers(babel->fault, annotation, &layers);
  spoil_sentences(babel->fault, annotation, &layers);
  spoil_tokens(babel->fault, annotation, &layers);
  return RW_OK;
}

/* ---- The rest ---- */

static rw_status create(void *instance, const rw_host *host)
{
  const struct babel *babel = instance;
  return babel->fault == FAULT_CREATE ? host->failure(host, RW_NO_FILE, "it has no words") : RW_OK;
}

static rw_status surface(void *instance, rw_word *words, uint32_t count, const rw_host *host)
{
  const struct babel *babel = instance;
  rw_status status = small_language_calls.surface(instance, words, count, host);
  if (status != RW_OK || words[0].text[0] != 'T')
    return status;
  if (babel->fault == FAULT_SURFACE)
    return host->failure(host, RW_FAILED, "no idea");
  if (babel->fault == FAULT_SURFACE_WORD) {
    words[1].text = "another";
    words[1].length = 7;
  }
  if (babel->fault == FAULT_SURFACE_NULL)
    words[0].text = NULL;
  if (babel->fault == FAULT_SURFACE_GAP)
    words[count - 1].gap = RW_GAP_UNKNOWN;
  if (babel->fault == FAULT_SURFACE_KNOWN_GAP)
    words[1].gap = RW_GAP_NONE;
  return RW_OK;
}

static rw_status recognise(void *instance, const char *text, size_t length, uint32_t *words, uint32_t *function_words)
{
  const struct babel *babel = instance;
  *words = (uint32_t)length / 4;
  *function_words = babel->fault == FAULT_RECOGNISE_COUNT ? UINT32_MAX : *words;
  bool fails = babel->fault == FAULT_RECOGNISE && memmem(text, length, "cat", 3);
  return fails ? RW_FAILED : RW_OK;
}

static const rw_language language = {
    .size = sizeof language, .annotate = annotate, .surface = surface, .recognise = recognise};

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_LANGUAGE,
    .name = "babel",
    .version = "1.0",
    .summary = "Confuses the language qaa",
    .licence = "MIT",
    .language = "qaa",
    .needs = RW_DEPTH_DEPENDENCIES,
    .options = options,
    .instance_size = sizeof(struct babel),
    .create = create,
    .language_module = &language,
};
