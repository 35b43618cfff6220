/* config_chain - the chains of a configuration: steps, their strategies and options. Used by the config room alone. */
#ifndef REWORD_CORE_CONFIG_CHAIN_H
#define REWORD_CORE_CONFIG_CHAIN_H

#include "config.h"

/** A configuration in the making. */
struct reading {
  struct config *config;
  const char **selections;     /**< config.selections */
  struct config_chain *chains; /**< config.chains */
  const char *folder;          /**< where relative paths start */
  struct modules *modules;
  uint32_t step_count; /**< of all chains so far */
  rw_error *error;
};

/** Loads the plugin that a scalar names. Errors begin with the scalar's place. */
rw_status config_load(struct reading *reading, const struct node *name, const struct module **module);

/** An instance of a plugin in the configuration's arena, filled with its presets. Errors begin with the place of
 *  `node`. */
rw_status config_new_options(struct reading *reading, const struct node *node, const struct rw_plugin *plugin,
                             void **options);

/** Appends a chain to the configuration, which has room for it: a list of steps, each `name` or
 *  `{name: {options}}`. The language is known by then. `name` lives as long as the configuration. */
rw_status config_add_chain(struct reading *reading, const char *name, const struct node *list,
                           const struct config_chain **chain);

#endif
