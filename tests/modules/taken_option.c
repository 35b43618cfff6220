/* A strategy with an option whose name is the host's. */
#include "mock.h"

static const rw_strategy strategy = MOCK_STRATEGY;

static const rw_option options[] = {
    {.name = "rate", .type = RW_TYPE_REAL, .help = "a rate"},
    {.name = NULL},
};

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "taken_option",
    .version = "1.0",
    .summary = "Wants a rate of its own",
    .licence = "MIT",
    .options = options,
    .instance_size = sizeof(double),
    .strategy = &strategy,
};
