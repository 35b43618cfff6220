/* config - the YAML file into chains: the nodes room reads it, this room says what it means. */
#ifndef REWORD_CORE_CONFIG_H
#define REWORD_CORE_CONFIG_H

#include "arena.h"
#include "guard.h"
#include "module.h"
#include "option.h"
#include "pick.h"

/** No configuration larger than this is read (bytes), with more steps in all its chains or more selections; how deep it
 *  may be nested and how many values it may hold, the nodes room says. */
#define CONFIG_LENGTH_LIMIT ((size_t)1 << 20)
#define CONFIG_STEP_LIMIT 1000
#define CONFIG_SELECTION_LIMIT 64

/** One step of a chain: a strategy and its options. */
struct config_step {
  const struct module *module;
  const void
      *options; /**< an instance of plugin->instance_size bytes with the options filled in: copy it, then create */
  struct pick_options pick;
  const struct node *place; /**< its name in the configuration, for messages; NULL: none */
};

/** A chain by its name: its key under `chains`, "chain", or "apply[2]" for one written within the second rule. */
struct config_chain {
  const char *name;
  const struct config_step *steps;
  uint32_t step_count;
};

/** One rule of `apply`: the first whose selection matches wins. */
struct config_rule {
  uint32_t selection; /**< index into config.selections */
  const struct config_chain *chain;
};

/** A configuration. Unchanging once open. Owns all but the modules. */
struct config {
  struct arena arena;
  const struct module *language;     /**< the language module */
  const char *language_code;         /**< "en" */
  const void *language_options;      /**< as config_step.options */
  const struct node *language_place; /**< as config_step.place */
  uint64_t seed;
  struct guard_options protect;
  const char *const *selections; /**< XPath: those of `protect.select` first, then those of `apply` in order */
  uint32_t selection_count;
  uint64_t protecting; /**< bit n: selection n is of `protect.select` */
  const struct config_chain *chains;
  uint32_t chain_count;
  const struct config_chain *everywhere; /**< `chain:`, for all text; NULL when `apply` decides */
  const struct config_chain *plain;      /**< for text and lines: `chain:`, else `chains.body`; NULL: none */
  const struct config_rule *rules;
  uint32_t rule_count;
};

/** Where a configuration comes from. */
struct config_source {
  const char *text; /**< UTF-8, `length` bytes */
  size_t length;
  const char *file;   /**< for messages */
  const char *folder; /**< where relative paths start */
};

/** The folders of a configuration's `plugin-path`, made absolute, NULL-ended, in `arena`: read before modules load.
 *  Errors as config_open. */
rw_status config_plugin_paths(const struct config_source *source, const char *const **folders, struct arena *arena,
                              rw_error *error);

/** Reads a configuration, loading the modules it names. `chain`: a chain's text (from --chain) that replaces `chain`,
 *  `chains` and `apply`; NULL: none. It is "--chain" in messages, and its relative paths start at the same folder.
 *  Every error names file, line, column, the cause and the likely intention; `config` is empty then. */
rw_status config_open(struct config *config, const struct config_source *source, const char *chain,
                      struct modules *modules, rw_error *error);
void config_close(struct config *config);

/** Reads a whole file into `text` (malloc'ed): RW_NO_FILE, or RW_INVALID when it is larger than CONFIG_LENGTH_LIMIT. */
rw_status config_read_file(const char *path, char **text, size_t *length, rw_error *error);

/** The built-in configuration's text. */
extern const char config_builtin[];

#endif
