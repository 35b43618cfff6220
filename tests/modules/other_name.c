/* Says it is another plugin than its file. */
#include "mock.h"

static const rw_strategy strategy = MOCK_STRATEGY;

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "somebody",
    .version = "1.0",
    .summary = "Goes under another name",
    .licence = "MIT",
    .strategy = &strategy,
};
