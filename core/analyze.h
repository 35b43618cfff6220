/* analyze - what plugins see of a document: tokens, tags, dependencies, as CoNLL-U or drawn. */
#ifndef REWORD_CORE_ANALYZE_H
#define REWORD_CORE_ANALYZE_H

#include "buffer.h"
#include "config.h"

/** rw_analyze of the public header, with the structs in full and a configuration for the engine. */
rw_status analyze(const struct config *config, const rw_input *input, const rw_analysis *analysis, struct buffer *out,
                  rw_error *error);

#endif
