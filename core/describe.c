#include "describe.h"

#include "error.h"
#include "number.h"
#include "option.h"
#include "pick.h"
#include "utf8.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const depth_names[] = {
    [RW_DEPTH_TEXT] = "text",
    [RW_DEPTH_TOKENS] = "tokens",
    [RW_DEPTH_TAGS] = "tags",
    [RW_DEPTH_DEPENDENCIES] = "dependencies",
};

static const char *const type_names[] = {
    [RW_TYPE_BOOL] = "bool",     [RW_TYPE_INT] = "int",   [RW_TYPE_REAL] = "real",     [RW_TYPE_ENUM] = "enum",
    [RW_TYPE_STRING] = "string", [RW_TYPE_PATH] = "path", [RW_TYPE_RECORD] = "record",
};

static const char *kind_name(const struct rw_plugin *plugin)
{
  return plugin->kind == RW_KIND_LANGUAGE ? "language" : "strategy";
}

/* ---- The list of plugins ---- */

/* The widths of the columns before the summary, in bytes. */
struct columns {
  int name, version;
};

static int wider(int width, const char *text)
{
  const size_t length = strlen(text);
  return length > (size_t)width ? (int)length : width;
}

static void append_entry(const struct module_entry *entry, const struct columns *columns, struct buffer *out)
{
  if (entry->shadowed_by) {
    buffer_printf(out, "%*s  shadows %s\n", columns->name, "", entry->file);
    return;
  }
  if (!entry->module) {
    buffer_printf(out, "%-*s  cannot be loaded: %s\n", columns->name, entry->name, entry->reason);
    return;
  }
  const struct rw_plugin *plugin = entry->module->plugin;
  buffer_printf(out, "%-*s  %s  %-*s  %s\n", columns->name, entry->name, kind_name(plugin), columns->version,
                plugin->version, plugin->summary);
  buffer_printf(out, "%*s  %s\n", columns->name, "", entry->file);
}

rw_status describe_plugins(struct modules *modules, struct buffer *out, rw_error *error)
{
  const struct module_entry *entries;
  uint32_t count;
  const rw_status status = modules_list(modules, &entries, &count, error);
  if (status != RW_OK)
    return status;
  struct columns columns = {0, 0};
  for (uint32_t i = 0; i < count; i++) {
    columns.name = wider(columns.name, entries[i].name);
    if (entries[i].module)
      columns.version = wider(columns.version, entries[i].module->plugin->version);
  }
  for (uint32_t i = 0; i < count; i++)
    append_entry(&entries[i], &columns, out);
  return out->failed ? error_no_memory(error) : RW_OK;
}

/* ---- One plugin, for people ---- */

static void append_plugin(const struct module *module, struct buffer *out)
{
  const struct rw_plugin *plugin = module->plugin;
  const bool strategy = plugin->kind == RW_KIND_STRATEGY;
  buffer_printf(out, "%s %s, a %s\n%s\n\n", plugin->name, plugin->version, strategy ? "strategy" : "language module",
                plugin->summary);
  buffer_printf(out, "  language  %s\n", plugin->language ? plugin->language : "any");
  if (strategy)
    buffer_printf(out, "  needs     %s\n", depth_names[plugin->needs]);
  buffer_printf(out, "  licence   %s\n  file      %s\n", plugin->licence, module->file);
  if (plugin->options && plugin->options->name) {
    buffer_append_string(out, "\nOptions:\n");
    option_help(plugin->options, out);
  }
  if (strategy) {
    buffer_append_string(out, "\nOptions of every strategy:\n");
    option_help(pick_option_table, out);
  }
}

/* ---- One plugin, as JSON ---- */

/* A scalar default by its type. It was checked when its module was loaded. */
static json_t *scalar_to_json(const rw_option *option, const char *text)
{
  bool truth = false;
  int64_t whole = 0;
  double real = 0;
  switch (option->type) {
  case RW_TYPE_BOOL:
    option_parse_bool(text, &truth);
    return json_boolean(truth);
  case RW_TYPE_INT:
    number_parse_int(text, &whole);
    return json_integer(whole);
  case RW_TYPE_REAL:
    number_parse_real(text, &real);
    return json_real(real);
  case RW_TYPE_ENUM:
  case RW_TYPE_STRING:
  case RW_TYPE_PATH:
  case RW_TYPE_RECORD:
    break;
  }
  return json_string(text);
}

static json_t *default_to_json(const rw_option *option)
{
  const char *text = option_default(option);
  if (!text)
    return json_null();
  if (!option->preset)
    return option->list ? json_array() : scalar_to_json(option, text);
  struct arena arena = {0};
  json_t *value = NULL;
  const struct node *node = option_preset_node(option, &arena);
  if (node && !option->list)
    value = scalar_to_json(option, node->text);
  else if (node) {
    value = json_array();
    const bool single = node->kind == NODE_SCALAR;
    for (uint32_t i = 0; value && i < (single ? 1 : node->count); i++)
      if (json_array_append_new(value, scalar_to_json(option, single ? node->text : node->items[i]->text)) != 0) {
        json_decref(value);
        value = NULL;
      }
  }
  arena_free(&arena);
  return value;
}

/* A bound as JSON, which has no infinity: null then. */
static json_t *bound_to_json(const rw_option *option, double bound)
{
  if (!isfinite(bound))
    return json_null();
  const bool whole = option->type == RW_TYPE_INT && fabs(bound) < 9e15;
  return whole ? json_integer((json_int_t)bound) : json_real(bound);
}

/* Sets `key` to an array of the words. False: no memory. */
static bool add_words(json_t *object, const char *key, const char *const *words)
{
  json_t *array = json_array();
  bool good = array;
  for (size_t i = 0; good && words[i]; i++)
    good = json_array_append_new(array, json_string(words[i])) == 0;
  if (!good) {
    json_decref(array);
    return false;
  }
  return json_object_set_new(object, key, array) == 0;
}

static bool add_table(json_t *object, const char *key, const rw_option *table);

static json_t *option_to_json(const rw_option *option)
{
  json_t *object = json_object();
  if (!object)
    return NULL;
  bool good = json_object_set_new(object, "name", json_string(option->name)) == 0 &&
              json_object_set_new(object, "type", json_string(type_names[option->type])) == 0 &&
              json_object_set_new(object, "list", json_boolean(option->list)) == 0 &&
              json_object_set_new(object, "default", default_to_json(option)) == 0 &&
              json_object_set_new(object, "help", json_string(option->help)) == 0;
  if (good && (option->minimum != 0 || option->maximum != 0))
    good = json_object_set_new(object, "minimum", bound_to_json(option, option->minimum)) == 0 &&
           json_object_set_new(object, "maximum", bound_to_json(option, option->maximum)) == 0;
  if (good && option->type == RW_TYPE_ENUM)
    good = add_words(object, "values", option->values);
  if (good && option->type == RW_TYPE_RECORD)
    good = add_table(object, "options", option->record);
  if (good)
    return object;
  json_decref(object);
  return NULL;
}

/* Sets `key` to an array of the options of a table. False: no memory. */
static bool add_table(json_t *object, const char *key, const rw_option *table)
{
  json_t *array = json_array();
  bool good = array;
  for (; good && table && table->name; table++)
    good = json_array_append_new(array, option_to_json(table)) == 0;
  if (!good) {
    json_decref(array);
    return false;
  }
  return json_object_set_new(object, key, array) == 0;
}

static json_t *plugin_to_json(const struct module *module)
{
  const struct rw_plugin *plugin = module->plugin;
  json_t *object = json_object();
  if (!object)
    return NULL;
  const bool strategy = plugin->kind == RW_KIND_STRATEGY;
  json_t *language = plugin->language ? json_string(plugin->language) : json_null();
  const bool good = json_object_set_new(object, "name", json_string(plugin->name)) == 0 &&
                    json_object_set_new(object, "kind", json_string(kind_name(plugin))) == 0 &&
                    json_object_set_new(object, "version", json_string(plugin->version)) == 0 &&
                    json_object_set_new(object, "summary", json_string(plugin->summary)) == 0 &&
                    json_object_set_new(object, "licence", json_string(plugin->licence)) == 0 &&
                    json_object_set(object, "language", language) == 0 &&
                    json_object_set_new(object, "needs", json_string(depth_names[plugin->needs])) == 0 &&
                    json_object_set_new(object, "file", json_string(module->file)) == 0 &&
                    add_table(object, "options", plugin->options) &&
                    add_table(object, "host_options", strategy ? pick_option_table : NULL);
  json_decref(language);
  if (good)
    return object;
  json_decref(object);
  return NULL;
}

/* The texts of a descriptor were UTF-8 when its module was loaded, so what JSON cannot hold is the file's path alone.
 */
static rw_status append_json(const struct module *module, struct buffer *out, rw_error *error)
{
  if (!utf8_valid(module->file, strlen(module->file)))
    return error_set(error, RW_FAILED, "%s: cannot be described as JSON: its path is not UTF-8", module->file);
  json_t *object = plugin_to_json(module);
  char *text = object ? json_dumps(object, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) : NULL;
  json_decref(object);
  if (!text)
    return error_no_memory(error);
  buffer_append_string(out, text);
  buffer_append_byte(out, '\n');
  free(text);
  return RW_OK;
}

rw_status describe_plugin(struct modules *modules, const char *name, bool json, struct buffer *out, rw_error *error)
{
  const struct module *module;
  rw_status status = modules_load(modules, name, &module, error);
  if (status == RW_OK && json)
    status = append_json(module, out, error);
  else if (status == RW_OK)
    append_plugin(module, out);
  return status == RW_OK && out->failed ? error_no_memory(error) : status;
}
