/* A strategy for a language other than English. */
#include "mock.h"

static const rw_strategy strategy = MOCK_STRATEGY;

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "foreign",
    .version = "1.0",
    .summary = "Serves the language xx",
    .licence = "MIT",
    .language = "xx",
    .strategy = &strategy,
};
