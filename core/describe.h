/* describe - what plugins there are and what each can do, for people and as JSON. */
#ifndef REWORD_CORE_DESCRIBE_H
#define REWORD_CORE_DESCRIBE_H

#include "buffer.h"
#include "module.h"

/** Appends a table of the plugins that can be found: name, kind, version, summary; under each its file and the files it
 *  shadows, or the reason why it cannot be loaded. */
rw_status describe_plugins(struct modules *modules, struct buffer *out, rw_error *error);

/** Appends what a plugin says of itself and its options, the host's own for strategies included: for people, or as one
 *  JSON object. */
rw_status describe_plugin(struct modules *modules, const char *name, bool json, struct buffer *out, rw_error *error);

#endif
