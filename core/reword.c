#include <reword/reword.h>

#include "analyze.h"
#include "describe.h"
#include "document.h"
#include "engine.h"
#include "error.h"
#include "module.h"
#include "report.h"
#include "workers.h"

#include <stdlib.h>
#include <string.h>

/* ---- Structs of callers ---- */

/* The sizes of the callers' structs in the first version of the library. */
#define SETTINGS_FIRST_SIZE offsetof(rw_settings, threads)
#define INPUT_FIRST_SIZE (offsetof(rw_input, encoding) + sizeof(const char *))
#define ANALYSIS_FIRST_SIZE (offsetof(rw_analysis, tree) + sizeof(bool))

static rw_status check_size(size_t size, size_t first, const char *type, rw_error *error)
{
  if (size >= first)
    return RW_OK;
  return error_set(error, RW_INVALID,
                   "the size of %s is given as %zu, less than it ever was (%zu); set it to sizeof(%s)", type, size,
                   first, type);
}

/* The settings of a caller that was compiled with this version of the library or another: what it does not know is
 * zero, and what is not known here is left out. */
static rw_status copy_settings(const rw_settings *given, rw_settings *copy, rw_error *error)
{
  *copy = (rw_settings){0};
  rw_status status = check_size(given->size, SETTINGS_FIRST_SIZE, "rw_settings", error);
  if (status == RW_OK)
    memcpy(copy, given, given->size < sizeof *copy ? given->size : sizeof *copy);
  return status;
}

/* The same for its input. A document of no bytes needs no pointer. */
static rw_status copy_input(const rw_input *given, rw_input *copy, rw_error *error)
{
  *copy = (rw_input){0};
  rw_status status = check_size(given->size, INPUT_FIRST_SIZE, "rw_input", error);
  if (status != RW_OK)
    return status;
  memcpy(copy, given, given->size < sizeof *copy ? given->size : sizeof *copy);
  if (!copy->bytes && copy->length > 0)
    return error_set(error, RW_INVALID, "the input has a length of %zu and no bytes", copy->length);
  if (!copy->bytes)
    copy->bytes = "";
  return RW_OK;
}

/* ---- The engine ---- */

struct rw_engine {
  struct modules *modules;
  struct config config;
  char *config_text;
  bool config_open;
  struct workers *workers;
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

/* Adds a folder of the user's choice: what is loaded from there runs with all the rights of the program. */
static rw_status add_users_folder(struct modules *modules, const char *folder, rw_error *error)
{
  if (module_privileged())
    return error_set(error, RW_INVALID,
                     "'%s': a program with more rights than its user loads no plugins from folders of the user's "
                     "choice; install the plugin",
                     folder);
  return modules_add_folder(modules, folder, error);
}

/* The loader with all folders in their order: the caller's, the configuration's, the environment's, the installed. */
static rw_status open_modules(const rw_settings *settings, const struct config_source *source, struct modules **modules,
                              rw_error *error)
{
  struct arena arena = {0};
  const char *const *folders = NULL;
  rw_status status = modules_open(modules, error);
  for (size_t i = 0; i < settings->plugin_path_count && status == RW_OK; i++)
    status = add_users_folder(*modules, settings->plugin_paths[i], error);
  if (status == RW_OK)
    status = config_plugin_paths(source, &folders, &arena, error);
  for (; status == RW_OK && *folders; folders++)
    status = add_users_folder(*modules, *folders, error);
  if (status == RW_OK)
    status = modules_add_defaults(*modules, error);
  arena_free(&arena);
  return status;
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
  return workers_open(&engine->config, settings->threads, &engine->workers, error);
}

rw_status rw_engine_open(const rw_settings *settings, rw_engine **engine, rw_error *error)
{
  rw_settings known;
  *engine = NULL;
  rw_status status = copy_settings(settings, &known, error);
  if (status != RW_OK)
    return status;
  *engine = calloc(1, sizeof **engine);
  if (!*engine)
    return error_no_memory(error);
  status = engine_fill(*engine, &known, error);
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
  workers_close(engine->workers);
  if (engine->config_open)
    config_close(&engine->config);
  modules_close(engine->modules);
  free(engine->config_text);
  free(engine);
}

const struct config *engine_config(const rw_engine *engine)
{
  return &engine->config;
}

/* ---- Results ---- */

struct rw_result {
  struct report *report;
  char *bytes;
  size_t length;
};

static rw_status rewrite(const rw_engine *engine, const rw_input *input, rw_result *result, rw_error *error)
{
  const struct config *config = &engine->config;
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
  status = workers_run(engine->workers, document, input->format, result->report, error);
  struct buffer page = {0};
  document_end_reading(document);
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
  rw_input known;
  *made = NULL;
  rw_status status = copy_input(input, &known, error);
  if (status != RW_OK)
    return status;
  rw_result *result = calloc(1, sizeof *result);
  if (!result)
    return error_no_memory(error);
  result->report = report_open(known.name ? known.name : "-");
  status = result->report ? rewrite(engine, &known, result, error) : error_no_memory(error);
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

rw_status rw_analyze(rw_engine *engine, const rw_input *input, const rw_analysis *analysis, char **text, size_t *length,
                     rw_error *error)
{
  rw_input known_input;
  rw_analysis known = {0};
  struct buffer out = {0};
  *text = NULL;
  rw_status status = copy_input(input, &known_input, error);
  if (status == RW_OK)
    status = check_size(analysis->size, ANALYSIS_FIRST_SIZE, "rw_analysis", error);
  if (status == RW_OK) {
    memcpy(&known, analysis, analysis->size < sizeof known ? analysis->size : sizeof known);
    status = analyze(&engine->config, &known_input, &known, &out, error);
  }
  if (status == RW_OK && !(*text = buffer_take(&out, length)))
    status = error_no_memory(error);
  buffer_free(&out);
  return status;
}

/* ---- What there is ---- */

/* Calls a describing function of the describe room with a loader made from `settings`. */
static rw_status with_modules(const rw_settings *settings, const char *name, bool json, char **text, rw_error *error)
{
  rw_settings known;
  struct config_source source;
  char *config_text = NULL, *folder = NULL;
  struct modules *modules = NULL;
  struct buffer out = {0};
  *text = NULL;
  rw_status status = copy_settings(settings, &known, error);
  if (status == RW_OK)
    status = find_config(&known, &source, &config_text, &folder, error);
  if (status == RW_OK)
    status = open_modules(&known, &source, &modules, error);
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
