#include <reword/reword.h>

#include "chain.h"
#include "describe.h"
#include "document.h"
#include "error.h"
#include "report.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* ---- The engine ---- */

/* A worker at rest. */
struct resting {
  struct chain_worker *worker;
  struct resting *next;
};

struct rw_engine {
  struct modules *modules;
  struct config config;
  char *config_text;
  bool config_open;
  pthread_mutex_t lock; /* over `resting` */
  struct resting *resting;
};

/* The folder of a path, malloc'ed: "." when it names none. */
static char *folder_of(const char *path)
{
  const char *slash = strrchr(path, '/');
  if (!slash)
    return strdup(".");
  return slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

/* The configuration that `settings` ask for: the text is malloc'ed in `*text` unless it is built in. */
static rw_status find_config(const rw_settings *settings, struct config_source *source, char **text, char **folder,
                             rw_error *error)
{
  *text = *folder = NULL;
  if (!settings->config_path) {
    *source = (struct config_source){config_builtin, strlen(config_builtin), "(built-in configuration)", "."};
    return RW_OK;
  }
  rw_status status = config_read_file(settings->config_path, text, &source->length, error);
  if (status != RW_OK)
    return status;
  *folder = folder_of(settings->config_path);
  source->text = *text;
  source->file = settings->config_path;
  source->folder = *folder;
  return *folder ? RW_OK : error_no_memory(error);
}

/* The loader with all folders in their order: the caller's, the configuration's, the environment's, the installed. */
static rw_status open_modules(const rw_settings *settings, const struct config_source *source, struct modules **modules,
                              rw_error *error)
{
  struct arena arena = {0};
  const char *const *folders = NULL;
  rw_status status = modules_open(modules, error);
  for (size_t i = 0; i < settings->plugin_path_count && status == RW_OK; i++)
    status = modules_add_folder(*modules, settings->plugin_paths[i], error);
  if (status == RW_OK)
    status = config_plugin_paths(source, &folders, &arena, error);
  for (; status == RW_OK && *folders; folders++)
    status = modules_add_folder(*modules, *folders, error);
  if (status == RW_OK)
    status = modules_add_defaults(*modules, error);
  arena_free(&arena);
  return status;
}

static void rest(rw_engine *engine, struct resting *entry)
{
  pthread_mutex_lock(&engine->lock);
  entry->next = engine->resting;
  engine->resting = entry;
  pthread_mutex_unlock(&engine->lock);
}

/* A worker for one document: one at rest, or a new one. */
static rw_status wake(rw_engine *engine, struct resting **entry, rw_error *error)
{
  pthread_mutex_lock(&engine->lock);
  *entry = engine->resting;
  if (*entry)
    engine->resting = (*entry)->next;
  pthread_mutex_unlock(&engine->lock);
  if (*entry)
    return RW_OK;
  struct resting *made = calloc(1, sizeof *made);
  if (!made)
    return error_no_memory(error);
  rw_status status = chain_worker_open(&engine->config, &made->worker, error);
  if (status != RW_OK) {
    free(made);
    return status;
  }
  *entry = made;
  return RW_OK;
}

static rw_status engine_fill(rw_engine *engine, const rw_settings *settings, rw_error *error)
{
  struct config_source source;
  char *folder;
  rw_status status = find_config(settings, &source, &engine->config_text, &folder, error);
  if (status == RW_OK)
    status = open_modules(settings, &source, &engine->modules, error);
  if (status == RW_OK)
    status = config_open(&engine->config, &source, settings->chain, engine->modules, error);
  free(folder);
  if (status != RW_OK)
    return status;
  engine->config_open = true;
  if (settings->seed_given)
    engine->config.seed = settings->seed;
  struct resting *first;
  status = wake(engine, &first, error);
  if (status == RW_OK)
    rest(engine, first);
  return status;
}

rw_status rw_engine_open(const rw_settings *settings, rw_engine **engine, rw_error *error)
{
  *engine = calloc(1, sizeof **engine);
  if (!*engine)
    return error_no_memory(error);
  pthread_mutex_init(&(*engine)->lock, NULL);
  rw_status status = engine_fill(*engine, settings, error);
  if (status != RW_OK) {
    rw_engine_close(*engine);
    *engine = NULL;
  }
  return status;
}

void rw_engine_close(rw_engine *engine)
{
  if (!engine)
    return;
  while (engine->resting) {
    struct resting *entry = engine->resting;
    engine->resting = entry->next;
    chain_worker_close(entry->worker);
    free(entry);
  }
  if (engine->config_open)
    config_close(&engine->config);
  modules_close(engine->modules);
  free(engine->config_text);
  pthread_mutex_destroy(&engine->lock);
  free(engine);
}

/* ---- Results ---- */

struct rw_result {
  struct report *report;
  char *bytes;
  size_t length;
};

static rw_status rewrite(struct chain_worker *worker, const struct config *config, const rw_input *input,
                         rw_result *result, rw_error *error)
{
  struct document_options options = {
      .format = input->format,
      .encoding = input->encoding,
      .selections = config->selections,
      .selection_count = config->selection_count,
      .protecting = config->protecting,
  };
  struct document *document;
  rw_status status = document_open(input->bytes, input->length, &options, &document, error);
  if (status != RW_OK)
    return status;
  const char *warning = document_warning(document);
  if (warning)
    report_warning(result->report, "%s", warning);
  status = chain_run(worker, document, input->format, result->report, error);
  struct buffer page = {0};
  if (status == RW_OK)
    status = document_render(document, &page, error);
  document_close(document);
  if (status != RW_OK) {
    buffer_free(&page);
    return status;
  }
  result->bytes = buffer_take(&page, &result->length);
  return result->bytes && !report_failed(result->report) ? RW_OK : error_no_memory(error);
}

rw_status rw_rewrite(rw_engine *engine, const rw_input *input, rw_result **made, rw_error *error)
{
  *made = NULL;
  rw_result *result = calloc(1, sizeof *result);
  if (!result)
    return error_no_memory(error);
  result->report = report_open(input->name ? input->name : "-");
  struct resting *entry = NULL;
  rw_status status = result->report ? wake(engine, &entry, error) : error_no_memory(error);
  if (status == RW_OK) {
    status = rewrite(entry->worker, &engine->config, input, result, error);
    rest(engine, entry);
  }
  if (status != RW_OK) {
    rw_result_free(result);
    return status;
  }
  *made = result;
  return RW_OK;
}

const char *rw_result_bytes(const rw_result *result, size_t *length)
{
  *length = result->length;
  return result->bytes;
}

void rw_result_counts(const rw_result *result, rw_counts *counts)
{
  report_counts(result->report, counts);
}

const char *rw_result_warning(const rw_result *result, size_t number)
{
  return report_get_warning(result->report, number);
}

char *rw_result_edits(const rw_result *result, size_t *length)
{
  struct buffer text = {0};
  report_edits(result->report, &text);
  return buffer_take(&text, length);
}

char *rw_result_difference(const rw_result *result, bool color, size_t *length)
{
  struct buffer text = {0};
  report_difference(result->report, color, &text);
  return buffer_take(&text, length);
}

void rw_result_free(rw_result *result)
{
  if (!result)
    return;
  if (result->report)
    report_close(result->report);
  free(result->bytes);
  free(result);
}

/* ---- What there is ---- */

/* Calls a describing function of the describe room with a loader made from `settings`. */
static rw_status with_modules(const rw_settings *settings, const char *name, bool json, char **text, rw_error *error)
{
  struct config_source source;
  char *config_text, *folder;
  struct modules *modules = NULL;
  struct buffer out = {0};
  *text = NULL;
  rw_status status = find_config(settings, &source, &config_text, &folder, error);
  if (status == RW_OK)
    status = open_modules(settings, &source, &modules, error);
  if (status == RW_OK && name)
    status = describe_plugin(modules, name, json, &out, error);
  else if (status == RW_OK)
    status = describe_plugins(modules, &out, error);
  if (status == RW_OK && !(*text = buffer_take(&out, NULL)))
    status = error_no_memory(error);
  buffer_free(&out);
  modules_close(modules);
  free(config_text);
  free(folder);
  return status;
}

rw_status rw_plugins(const rw_settings *settings, char **text, rw_error *error)
{
  return with_modules(settings, NULL, false, text, error);
}

rw_status rw_describe(const rw_settings *settings, const char *name, bool json, char **text, rw_error *error)
{
  return with_modules(settings, name, json, text, error);
}

const char *rw_builtin_config(void)
{
  return config_builtin;
}

const char *rw_version(void)
{
  return PACKAGE_VERSION;
}
