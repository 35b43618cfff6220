#include "module_check.h"

#include "error.h"
#include "module.h"
#include "option.h"
#include "utf8.h"

#include <string.h>

bool module_name_is_good(const char *name)
{
  if (name[0] < 'a' || name[0] > 'z')
    return false;
  const size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
  return name[length] == '\0' && length <= MODULE_NAME_LIMIT;
}

/* What can be read of a descriptor of any ABI: its first two fields. */
static rw_status check_abi(const struct rw_plugin *plugin, rw_error *error)
{
  if (plugin->abi != RW_ABI)
    return error_set(error, RW_BAD_DATA,
                     "made for plugin ABI %u, this reword loads ABI %u; build it anew with this "
                     "reword's plugin.h",
                     (unsigned)plugin->abi, (unsigned)RW_ABI);
  if (plugin->size < sizeof *plugin)
    return error_set(error, RW_BAD_DATA,
                     "its descriptor has %u bytes, this reword needs %zu; set size to "
                     "sizeof(struct rw_plugin) and build it anew with this reword's plugin.h",
                     (unsigned)plugin->size, sizeof *plugin);
  return RW_OK;
}

static bool is_empty(const char *text)
{
  return !text || text[0] == '\0';
}

static bool is_utf8(const char *text)
{
  return utf8_valid(text, strlen(text));
}

static rw_status check_texts(const struct rw_plugin *plugin, const char *name, rw_error *error)
{
  if (is_empty(plugin->name) || !module_name_is_good(plugin->name))
    return error_set(error, RW_BAD_DATA,
                     "its descriptor holds no good name; a name is lower-case letters, digits and _");
  if (strcmp(plugin->name, name) != 0)
    return error_set(error, RW_BAD_DATA, "its descriptor says it is '%s'; rename the file or the plugin", plugin->name);
  if (is_empty(plugin->version) || is_empty(plugin->summary) || is_empty(plugin->licence))
    return error_set(error, RW_BAD_DATA, "its descriptor lacks a version, summary or licence");
  if (!is_utf8(plugin->version) || !is_utf8(plugin->summary) || !is_utf8(plugin->licence))
    return error_set(error, RW_BAD_DATA, "its version, summary or licence is not UTF-8; save its source as UTF-8");
  if (plugin->language && (plugin->language[0] == '\0' || !is_utf8(plugin->language)))
    return error_set(error, RW_BAD_DATA,
                     "its language is no code such as en; a strategy for any language has NULL there");
  if ((unsigned)plugin->needs > RW_DEPTH_DEPENDENCIES)
    return error_set(error, RW_BAD_DATA, "its descriptor needs an unknown depth of analysis, %u",
                     (unsigned)plugin->needs);
  return RW_OK;
}

static rw_status check_strategy(const struct rw_plugin *plugin, rw_error *error)
{
  const rw_strategy *strategy = plugin->strategy;
  if (!strategy)
    return error_set(error, RW_BAD_DATA, "a strategy without its callbacks: set 'strategy'");
  if (strategy->size < sizeof *strategy)
    return error_set(error, RW_BAD_DATA, "its rw_strategy is too small; set size to sizeof(rw_strategy)");
  if (!strategy->transform)
    return error_set(error, RW_BAD_DATA, "a strategy without 'transform'");
  return RW_OK;
}

static rw_status check_language(const struct rw_plugin *plugin, rw_error *error)
{
  const rw_language *language = plugin->language_module;
  if (!language)
    return error_set(error, RW_BAD_DATA, "a language module without its callbacks: set 'language_module'");
  if (!plugin->language)
    return error_set(error, RW_BAD_DATA, "a language module without a language: set 'language' to its code");
  if (language->size < sizeof *language)
    return error_set(error, RW_BAD_DATA, "its rw_language is too small; set size to sizeof(rw_language)");
  if (!language->annotate || !language->surface || !language->recognise)
    return error_set(error, RW_BAD_DATA, "a language module without 'annotate', 'surface' or 'recognise'");
  return RW_OK;
}

static rw_status check_kind(const struct rw_plugin *plugin, rw_error *error)
{
  switch (plugin->kind) {
  case RW_KIND_STRATEGY:
    return check_strategy(plugin, error);
  case RW_KIND_LANGUAGE:
    return check_language(plugin, error);
  }
  return error_set(error, RW_BAD_DATA, "a plugin of unknown kind %u", (unsigned)plugin->kind);
}

static rw_status check_options(const struct rw_plugin *plugin, rw_error *error)
{
  if (plugin->instance_size > MODULE_INSTANCE_LIMIT)
    return error_set(error, RW_BAD_DATA, "its instance of %zu bytes is too large; the limit is %zu",
                     plugin->instance_size, MODULE_INSTANCE_LIMIT);
  rw_error reason;
  const rw_status status = option_check_table(plugin->options, plugin->instance_size, &reason);
  if (status == RW_OK)
    return RW_OK;
  return error_set(error, status == RW_NO_MEMORY ? status : RW_BAD_DATA, "its option table is wrong: %s",
                   reason.message);
}

rw_status module_check(const struct rw_plugin *plugin, const char *name, const char *file, rw_error *error)
{
  rw_status status = check_abi(plugin, error);
  if (status == RW_OK)
    status = check_texts(plugin, name, error);
  if (status == RW_OK)
    status = check_kind(plugin, error);
  if (status == RW_OK)
    status = check_options(plugin, error);
  if (status != RW_OK)
    error_prefix(error, "%s: ", file);
  return status;
}
