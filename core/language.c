#include "language.h"

#include "error.h"
#include "guard.h"
#include "host.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct language {
  const struct config *config;
  const rw_plugin *plugin;
  void *instance;
  struct arena arena;   /* the instance and what `create` allocated */
  struct arena scratch; /* marks, repairs */
};

static struct host_call language_call(struct language *language, struct arena *arena)
{
  return (struct host_call){.arena = arena, .seed = language->config->seed, .plugin = language->plugin->name};
}

rw_status language_open(const struct config *config, struct language **opened, rw_error *error)
{
  *opened = NULL;
  struct language *language = calloc(1, sizeof *language);
  if (!language)
    return error_no_memory(error);
  language->config = config;
  language->plugin = config->language->plugin;
  language->instance = arena_allocate(&language->arena, language->plugin->instance_size);
  if (!language->instance) {
    language_close(language);
    return error_no_memory(error);
  }
  if (language->plugin->instance_size > 0)
    memcpy(language->instance, config->language_options, language->plugin->instance_size);
  struct host_call call = language_call(language, &language->arena);
  const rw_host *host = host_begin(&call);
  rw_status status = language->plugin->create ? language->plugin->create(language->instance, host) : RW_OK;
  if (status != RW_OK) {
    status = error_set(error, host_status(status), "language module '%s': %s", language->plugin->name,
                       host_message(&call, status));
    if (config->language_place)
      node_prefix(config->language_place, error);
    language->instance = NULL;
    language_close(language);
    return status;
  }
  *opened = language;
  return RW_OK;
}

void language_close(struct language *language)
{
  if (!language)
    return;
  if (language->instance && language->plugin->destroy)
    language->plugin->destroy(language->instance);
  arena_free(&language->arena);
  arena_free(&language->scratch);
  free(language);
}

/* More marks than this on each token, one with another, are not taken for marks: there are eight kinds. */
#define MARKS_PER_TOKEN 16u

/* Leaves out the module's marks of kinds the configuration does not protect. */
static rw_status filter_marks(struct language *language, rw_annotation *annotation, rw_error *error)
{
  const struct guard_options *protect = &language->config->protect;
  if (annotation->mark_count > 0 && !annotation->marks)
    return error_set(error, RW_FAILED, "the language module left out a layer");
  if (annotation->mark_count / MARKS_PER_TOKEN > annotation->token_count)
    return error_set(error, RW_FAILED, "the language module gave too many marks");
  rw_mark *kept = arena_allocate_array(&language->scratch, annotation->mark_count, sizeof *kept);
  if (!kept)
    return error_no_memory(error);
  uint32_t count = 0;
  for (uint32_t i = 0; i < annotation->mark_count; i++) {
    uint32_t kind = annotation->marks[i].kind;
    if ((kind == RW_MARK_NAME && !protect->names) || (kind == RW_MARK_NUMBER && !protect->numbers) ||
        (kind == RW_MARK_QUOTATION && !protect->quotes))
      continue;
    kept[count++] = annotation->marks[i];
  }
  annotation->marks = kept;
  annotation->mark_count = count;
  return RW_OK;
}

static rw_status annotate(struct language *language, struct passage *passage, rw_depth depth, rw_annotation *annotation,
                          rw_error *error)
{
  struct host_call call = language_call(language, &passage->arena);
  const rw_host *host = host_begin(&call);
  rw_source source = {
      .size = sizeof source,
      .text = passage->view.text,
      .text_length = passage->view.text_length,
      .role = passage->view.role,
      .breaks = passage->breaks,
      .break_count = passage->break_count,
      .tokens = passage->given.tokens,
      .token_count = passage->given.token_count,
      .sentences = passage->given.sentences,
      .sentence_count = passage->given.sentence_count,
  };
  rw_status status = language->plugin->language_module->annotate(language->instance, &source, depth, annotation, host);
  if (status != RW_OK)
    return error_set(error, host_status(status), "the language module failed: %s", host_message(&call, status));
  return RW_OK;
}

rw_status language_annotate(struct language *language, struct passage *passage, rw_depth depth, rw_error *error)
{
  if (passage->depth >= depth)
    return RW_OK;
  const struct guard_options *protect = &language->config->protect;
  rw_annotation annotation = {.size = sizeof annotation};
  rw_status status = annotate(language, passage, depth, &annotation, error);
  if (status != RW_OK)
    return status;
  arena_reset(&language->scratch);
  status = filter_marks(language, &annotation, error);
  if (status != RW_OK)
    return status;
  struct byte_mark *marks;
  uint32_t count;
  if (guard_mark(passage, protect, &language->scratch, &marks, &count) != RW_OK)
    return error_no_memory(error);
  return passage_annotated(passage, &annotation, depth, marks, count, error);
}

rw_status language_apply(struct language *language, const struct passage *passage, struct proposal *const *edits,
                         uint32_t count, struct passage *result, rw_error *error)
{
  arena_reset(&language->scratch);
  struct host_call call = language_call(language, &language->scratch);
  struct surface surface = {
      .repair = language->plugin->language_module->surface,
      .instance = language->instance,
      .host = host_begin(&call),
  };
  return edit_apply(passage, edits, count, &surface, result, error);
}

const char *const *language_features(struct language *language, const rw_passage *passage, rw_range sentence,
                                     struct arena *arena, rw_status *status)
{
  const rw_language *module = language->plugin->language_module;
  *status = RW_OK;
  if (!module->features)
    return NULL;
  struct host_call call = language_call(language, arena);
  const char **features = arena_allocate_array(arena, sentence.end - sentence.start, sizeof *features);
  *status =
      features ? module->features(language->instance, passage, sentence, features, host_begin(&call)) : RW_NO_MEMORY;
  return *status == RW_OK ? features : NULL;
}

void language_lend(const struct language *language, struct host_call *call)
{
  call->language = language->plugin->language_module;
  call->language_instance = language->instance;
}

/* ---- Is it in the language? ---- */

/* Of running English prose a third to a half are function words; of another language's, by chance, up to a twentieth.
 * Below WORDS_TO_TELL words the share says nothing. */
#define WORDS_TO_TELL 12
#define SHARE_EVIDENT 0.20
#define SHARE_POSSIBLE 0.10

void language_count(struct language *language, const char *text, size_t length, struct language_evidence *evidence)
{
  uint32_t words = 0, function_words = 0;
  rw_status status =
      language->plugin->language_module->recognise(language->instance, text, length, &words, &function_words);
  if (status != RW_OK || words > length || function_words > words) {
    evidence->failed = true;
    return;
  }
  evidence->words += words;
  evidence->function_words += function_words;
}

static double share(struct language_evidence evidence)
{
  return evidence.words > 0 ? (double)evidence.function_words / evidence.words : 0;
}

/* Whether a declared tag ("en-US") names the language, by its primary subtag. */
static bool same_language(const char *declared, const char *code)
{
  size_t length = strcspn(code, "-");
  return strncasecmp(declared, code, length) == 0 &&
         (declared[length] == '\0' || declared[length] == '-' || declared[length] == '_');
}

const char *language_doubt(const struct language *language, const char *declared, struct language_evidence own,
                           struct language_evidence page, struct arena *arena)
{
  const char *code = language->config->language_code;
  if (own.failed)
    return "the language module failed to tell whether it is in its language";
  bool is_declared = declared && *declared;
  if (is_declared && !same_language(declared, code)) {
    const char *reason = arena_printf(arena, "declared to be in another language ('%.*s')",
                                      (int)utf8_cut(declared, strlen(declared), 20), declared);
    return reason ? reason : "declared to be in another language";
  }
  bool page_evident = page.words >= WORDS_TO_TELL && share(page) >= SHARE_EVIDENT;
  double needed = is_declared || page_evident ? SHARE_POSSIBLE : SHARE_EVIDENT;
  if (own.words >= WORDS_TO_TELL)
    return share(own) >= needed ? NULL : "too few function words of the chain's language";
  if (page.words >= WORDS_TO_TELL && share(page) < needed)
    return "on a page with too few function words of the chain's language";
  return NULL;
}
