/* inflector - forms of words, asked for from outside a chain: what stands behind rw_inflector. */
#ifndef REWORD_CORE_INFLECTOR_H
#define REWORD_CORE_INFLECTOR_H

#include "config.h"

/** The language module of a configuration, ready to be asked. The configuration must outlive it. */
rw_status inflector_open(const struct config *config, rw_inflector **inflector, rw_error *error);

#endif
