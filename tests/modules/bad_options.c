/* A strategy whose option cannot hold its preset. */
#include "mock.h"

static const rw_strategy strategy = MOCK_STRATEGY;

static const rw_option options[] = {
    {.name = "share", .type = RW_TYPE_REAL, .preset = "2", .minimum = 0, .maximum = 1, .help = "a share"},
    {.name = NULL},
};

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "bad_options",
    .version = "1.0",
    .summary = "Has a preset out of bounds",
    .licence = "MIT",
    .options = options,
    .instance_size = sizeof(double),
    .strategy = &strategy,
};
