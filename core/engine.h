/* engine - what rw_engine holds, for the rooms behind other public calls. */
#ifndef REWORD_CORE_ENGINE_H
#define REWORD_CORE_ENGINE_H

#include "config.h"

/** The configuration of an engine; lives as long. */
const struct config *engine_config(const rw_engine *engine);

#endif
