/* A strategy without its one duty. */
#include <reword/plugin.h>

static const rw_strategy strategy = {.size = sizeof(rw_strategy)};

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "no_transform",
    .version = "1.0",
    .summary = "Does nothing at all",
    .licence = "MIT",
    .strategy = &strategy,
};
