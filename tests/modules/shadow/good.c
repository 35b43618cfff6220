/* Shadows, or is shadowed by, the good strategy of the folder above. */
#include "../mock.h"

static const rw_strategy strategy = MOCK_STRATEGY;

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "good",
    .version = "9.9",
    .summary = "The other good strategy",
    .licence = "MIT",
    .strategy = &strategy,
};
