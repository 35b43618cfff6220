#include "config_chain.h"

#include "error.h"

#include <string.h>
#include <strings.h>

rw_status config_load(struct reading *reading, const struct node *name, const struct module **module)
{
  char shown[SHOWN_LENGTH];
  rw_error reason;
  const rw_status status = modules_load(reading->modules, name->text, module, &reason);
  if (status == RW_OK)
    return RW_OK;
  if (status == RW_NO_MEMORY)
    return error_no_memory(reading->error);
  if (status == RW_INVALID)
    return node_error(name, reading->error, "%s: %s", node_show(name, shown), reason.message);
  return node_error(name, reading->error, "%s", reason.message);
}

rw_status config_new_options(struct reading *reading, const struct node *node, const struct rw_plugin *plugin,
                             void **options)
{
  rw_error reason;
  *options = arena_allocate(&reading->config->arena, plugin->instance_size);
  if (!*options)
    return error_no_memory(reading->error);
  const rw_status status = option_presets(plugin->options, *options, &reading->config->arena, &reason);
  if (status == RW_OK)
    return RW_OK;
  if (status == RW_NO_MEMORY)
    return error_no_memory(reading->error);
  return node_error(node, reading->error, "%s", reason.message);
}

/* Whether a strategy for one language serves a chain of another: equal, or the chain's is a variety of it ("en" and
 * "en-GB"), by BCP 47 without regard to case. */
static bool serves(const char *strategy, const char *chain)
{
  const size_t length = strlen(strategy);
  return strncasecmp(strategy, chain, length) == 0 && (chain[length] == '\0' || chain[length] == '-');
}

static rw_status check_strategy(const struct reading *reading, const struct node *name, const struct rw_plugin *plugin)
{
  if (plugin->kind != RW_KIND_STRATEGY)
    return node_error(name, reading->error,
                      "'%s' is a language module, not a strategy; it belongs under 'language' by its code '%s'",
                      plugin->name, plugin->language);
  if (plugin->language && !serves(plugin->language, reading->config->language_code))
    return node_error(name, reading->error, "'%s' is a strategy for language '%s', and the chain's is '%s'",
                      plugin->name, plugin->language, reading->config->language_code);
  for (const rw_option *option = pick_option_table; option->name; option++)
    if (option_find(plugin->options, option->name))
      return node_error(name, reading->error, "'%s' has an option '%s' of its own; that name is the host's",
                        plugin->name, option->name);
  return RW_OK;
}

/* The name and the options (or NULL) of a step. */
static rw_status split_step(const struct reading *reading, const struct node *node, const struct node **name,
                            const struct node **options)
{
  char shown[SHOWN_LENGTH];
  *name = node;
  *options = NULL;
  if (node->kind == NODE_MAP && node->count == 1) {
    *name = node->keys[0];
    *options = node->items[0];
  } else if (node->kind == NODE_MAP && node->count > 1)
    return node_error(node->keys[1], reading->error,
                      "a step names one strategy, and '%s' is a second; give it a step of its own, or write the "
                      "options of '%s' in braces",
                      text_show(node->keys[1]->text, shown), node->keys[0]->text);
  else if (node->kind != NODE_SCALAR || node_is_empty(node))
    return node_error(node, reading->error, "a step must be 'name' or 'name: {options}', not %s",
                      node_is_empty(node) ? "nothing" : node_show(node, shown));
  return RW_OK;
}

static rw_status read_step(struct reading *reading, const struct node *node, struct config_step *step)
{
  const struct node *name, *options;
  rw_status status = split_step(reading, node, &name, &options);
  if (status == RW_OK && ++reading->step_count > CONFIG_STEP_LIMIT)
    status = node_error(node, reading->error, "more than %d steps in all chains", CONFIG_STEP_LIMIT);
  if (status == RW_OK)
    status = config_load(reading, name, &step->module);
  if (status == RW_OK)
    status = check_strategy(reading, name, step->module->plugin);
  if (status != RW_OK)
    return status;
  const struct rw_plugin *plugin = step->module->plugin;
  struct arena *arena = &reading->config->arena;
  void *instance;
  status = config_new_options(reading, name, plugin, &instance);
  if (status == RW_OK)
    status = option_presets(pick_option_table, &step->pick, arena, reading->error);
  if (status != RW_OK)
    return status;
  step->options = instance;
  step->place = name;
  const rw_option *const tables[] = {plugin->options, pick_option_table};
  void *const instances[] = {instance, &step->pick};
  return option_set_map(tables, instances, 2, options, reading->folder, plugin->name, arena, reading->error);
}

rw_status config_add_chain(struct reading *reading, const char *name, const struct node *list,
                           const struct config_chain **chain)
{
  struct config *config = reading->config;
  char shown[SHOWN_LENGTH];
  if (list->kind != NODE_LIST)
    return node_error(list, reading->error, "a chain must be a list of steps, not %s; write [synonym], say",
                      node_is_empty(list) ? "nothing" : node_show(list, shown));
  struct config_step *steps = arena_allocate_array(&config->arena, list->count, sizeof *steps);
  if (!steps)
    return error_no_memory(reading->error);
  for (uint32_t i = 0; i < list->count; i++) {
    const rw_status status = read_step(reading, list->items[i], &steps[i]);
    if (status != RW_OK)
      return status;
  }
  struct config_chain *added = &reading->chains[config->chain_count++];
  *added = (struct config_chain){name, steps, list->count};
  *chain = added;
  return RW_OK;
}
