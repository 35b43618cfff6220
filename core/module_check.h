/* module_check - whether a plugin's descriptor keeps the contract of <reword/plugin.h>. */
#ifndef REWORD_CORE_MODULE_CHECK_H
#define REWORD_CORE_MODULE_CHECK_H

#include <reword/reword.h>

/** Whether a name is one that a plugin may have: [a-z][a-z0-9_]*, not longer than MODULE_NAME_LIMIT. */
bool module_name_is_good(const char *name);

/** Checks the descriptor of the module loaded from `file` under `name`: ABI, size, name, texts, callbacks, options.
 *  RW_BAD_DATA with a message that begins with the file. */
rw_status module_check(const struct rw_plugin *plugin, const char *name, const char *file, rw_error *error);

#endif
