/* A language module whose name does not tell its code. */
#include "mock.h"

static const rw_language language = MOCK_LANGUAGE;

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_LANGUAGE,
    .name = "tongue",
    .version = "1.0",
    .summary = "The language xx",
    .licence = "MIT",
    .language = "xx",
    .language_module = &language,
};
