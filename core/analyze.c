#include "analyze.h"

#include "conllu.h"
#include "diagram.h"
#include "document.h"
#include "error.h"
#include "language.h"

/* An analysis under way. */
struct work {
  struct language *language;
  struct conllu_names names;
  bool tree;
  uint32_t sentence_count; /* written so far */
  struct buffer *out;
};

static rw_status no_memory_or(rw_status status, rw_error *error)
{
  return status == RW_NO_MEMORY ? error_no_memory(error) : status;
}

/* ---- Sentences ---- */

/* Writes the words of a sentence with their features. */
static rw_status write_words(struct work *work, struct passage *passage, rw_range tokens,
                             const struct conllu_batch *batch, const char *bytes)
{
  rw_status status;
  const char *const *features = language_features(work->language, &passage->view, tokens, &passage->arena, &status);
  if (status == RW_OK)
    conllu_write_words(&work->names, passage, tokens, features, batch, bytes, work->out);
  return status;
}

static rw_status write_sentence(struct work *work, struct passage *whole, uint32_t sentence)
{
  const rw_passage *passage = &whole->view;
  const rw_range tokens = passage->sentences[sentence];
  work->sentence_count++;
  if (work->tree) {
    conllu_write_text(passage, tokens, work->out);
    buffer_append_string(work->out, "\n\n");
    return diagram_write(&work->names, passage, tokens, work->out);
  }
  if (sentence == 0)
    buffer_append_string(work->out, "# newpar\n");
  buffer_printf(work->out, "# sent_id = %u\n# text = ", (unsigned)work->sentence_count);
  conllu_write_text(passage, tokens, work->out);
  buffer_append_byte(work->out, '\n');
  return write_words(work, whole, tokens, NULL, NULL);
}

/* ---- Passages of a document ---- */

static rw_status analyze_passage(struct work *work, struct passage *passage, rw_error *error)
{
  rw_status status = language_annotate(work->language, passage, RW_DEPTH_DEPENDENCIES, error);
  for (uint32_t i = 0; status == RW_OK && i < passage->view.sentence_count; i++)
    status = no_memory_or(write_sentence(work, passage, i), error);
  return status;
}

static rw_status analyze_document(struct work *work, const rw_input *input, rw_error *error)
{
  const struct document_options options = {.format = input->format, .encoding = input->encoding};
  struct document *document;
  rw_status status = document_open(input->bytes, input->length, &options, &document, error);
  if (status != RW_OK)
    return status;
  const uint32_t count = document_passage_count(document);
  for (uint32_t i = 0; status == RW_OK && i < count; i++) {
    struct passage_place place;
    struct passage passage;
    document_place(document, i, &place);
    if (place.untouched)
      continue;
    status = document_passage(document, i, &passage, error);
    if (status != RW_OK)
      break;
    status = analyze_passage(work, &passage, error);
    passage_free(&passage);
  }
  document_close(document);
  return status;
}

/* ---- Given tokens ---- */

static rw_status write_batch(struct work *work, struct passage *passage, const struct conllu_batch *batch,
                             const char *bytes, rw_error *error)
{
  const rw_passage *view = &passage->view;
  rw_status status = RW_OK;
  for (uint32_t i = 0; status == RW_OK && i < view->sentence_count; i++) {
    if (work->tree) {
      status = no_memory_or(write_sentence(work, passage, i), error);
      continue;
    }
    const struct conllu_lines comments = batch->comments[i];
    buffer_append(work->out, bytes + comments.start, comments.end - comments.start);
    status = no_memory_or(write_words(work, passage, view->sentences[i], batch, bytes), error);
  }
  return status;
}

static rw_status analyze_batch(struct work *work, const struct conllu_batch *batch, const char *bytes, rw_error *error)
{
  const struct segments none = {.count = 0};
  struct passage passage;
  passage_init(&passage);
  rw_status status = passage_set_text(&passage, batch->text.data, (uint32_t)batch->text.length, &none, NULL, 0);
  passage.given = (struct given_tokens){batch->tokens, batch->token_count, batch->sentences, batch->sentence_count};
  status = status == RW_OK ? language_annotate(work->language, &passage, RW_DEPTH_DEPENDENCIES, error)
                           : error_no_memory(error);
  if (status == RW_OK)
    status = write_batch(work, &passage, batch, bytes, error);
  passage_free(&passage);
  return status;
}

static rw_status analyze_given(struct work *work, const rw_input *input, rw_error *error)
{
  struct conllu_reader reader = {
      .name = input->name ? input->name : "-", .bytes = input->bytes, .length = input->length};
  struct conllu_batch batch = {.token_count = 0};
  if (input->length > DOCUMENT_LENGTH_LIMIT)
    return error_set(error, RW_INVALID, "%s: longer than %zu bytes; cut it", reader.name, DOCUMENT_LENGTH_LIMIT);
  rw_status status;
  while ((status = conllu_read(&reader, &batch, error)) == RW_OK && batch.sentence_count > 0) {
    status = analyze_batch(work, &batch, input->bytes, error);
    if (status != RW_OK)
      break;
  }
  conllu_batch_free(&batch);
  return status;
}

rw_status analyze(const struct config *config, const rw_input *input, const rw_analysis *analysis, struct buffer *out,
                  rw_error *error)
{
  const struct rw_plugin *plugin = config->language->plugin;
  if (!plugin->language_module->universal_tags || !plugin->language_module->relations)
    return error_set(error, RW_FAILED, "the language module '%s' finds tokens only, no tags and dependencies",
                     plugin->name);
  struct work work = {.names = conllu_names_of(plugin->language_module), .tree = analysis->tree, .out = out};
  work.names.probabilities = analysis->probabilities;
  rw_status status = language_open(config, &work.language, error);
  if (status == RW_OK)
    status = analysis->conllu ? analyze_given(&work, input, error) : analyze_document(&work, input, error);
  language_close(work.language);
  if (status == RW_OK && out->failed)
    return error_no_memory(error);
  return status;
}
