/* Made with a header whose descriptor ended earlier. */
#include "mock.h"

static const rw_strategy strategy = MOCK_STRATEGY;

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = offsetof(struct rw_plugin, strategy),
    .kind = RW_KIND_STRATEGY,
    .name = "short_descriptor",
    .version = "1.0",
    .summary = "From the past",
    .licence = "MIT",
    .strategy = &strategy,
};
