/* module - finds and loads plugins. The only room that knows libltdl.
 *
 * A module is looked for first among those linked into the program (--disable-shared), then as a file of an absolute
 * folder, never on the system's library path. Everything is loaded before any thread starts; ltdl is locked. */
#ifndef REWORD_CORE_MODULE_H
#define REWORD_CORE_MODULE_H

#include <reword/reword.h>

struct modules;

/** An instance of a plugin may not be larger than this (bytes), its name not longer. */
#define MODULE_INSTANCE_LIMIT ((size_t)1 << 24)
#define MODULE_NAME_LIMIT 40

/** The public header leaves this name to the object that a module exports. */
typedef struct rw_plugin rw_plugin;

/** A loaded plugin. Lives as long as its modules. */
struct module {
  const struct rw_plugin *plugin;
  const char *file; /**< absolute path, or "(built in)" */
};

/** Opens a loader. `*modules` is NULL on failure. Closing it unloads its plugins; `modules` may be NULL. */
rw_status modules_open(struct modules **modules, rw_error *error);
void modules_close(struct modules *modules);

/** Adds a folder to the search, after those added before; made absolute. The order that DESIGN.md gives (command
 *  line, configuration, REWORD_PLUGIN_PATH, installed folder) is the callers': see modules_add_defaults. */
rw_status modules_add_folder(struct modules *modules, const char *folder, rw_error *error);

/** Adds the folders of REWORD_PLUGIN_PATH (ignored when the process is privileged), then the installed one. */
rw_status modules_add_defaults(struct modules *modules, rw_error *error);

/** Loads a plugin by its name, or gives the one already loaded. Errors: no such plugin (RW_NO_FILE; names the nearest
 *  name, else the folders searched), and RW_BAD_DATA for the rest: the system's real reason why a file cannot be loaded
 *  (an undefined symbol is found here), a module without descriptor, another ABI, a descriptor too small or malformed
 *  (name, options, callbacks). */
rw_status modules_load(struct modules *modules, const char *name, const struct module **module, rw_error *error);

/** One entry of what can be found. */
struct module_entry {
  const char *name;
  const char *file;
  const struct module *module; /**< NULL when it cannot be loaded */
  const char *reason;          /**< why not; NULL for what is shadowed, which is not tried */
  const char *shadowed_by;     /**< the file that wins under the same name; NULL for the winner */
};

/** Lists all plugins that can be found, by name and then in search order, loading each winner. A libtool archive and
 * the module it leads to are one. The array and what it points to live as long as `modules`. */
rw_status modules_list(struct modules *modules, const struct module_entry **entries, uint32_t *count, rw_error *error);

/** Whether the process runs with more rights than its user (setuid, capabilities): environment variables that name
 *  folders are ignored then. */
bool module_privileged(void);

/** The absolute path of a data file: REWORD_DATA_PATH (ignored when privileged), then the installed data folder.
 *  malloc'ed; NULL when there is none or no memory. */
char *module_data_path(const char *name);

#endif
