/* Made for an ABI of the future. */
#include "mock.h"

static const rw_strategy strategy = MOCK_STRATEGY;

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI + 1,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "wrong_abi",
    .version = "1.0",
    .summary = "From the future",
    .licence = "MIT",
    .strategy = &strategy,
};
