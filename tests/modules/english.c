/* A language module under the name and code of the real one. */
#include "mock.h"

struct english {
  int spelling;
};

static const char *const spellings[] = {"keep", "american", "british", NULL};

static const rw_option options[] = {
    {.name = "spelling",
     .type = RW_TYPE_ENUM,
     .offset = offsetof(struct english, spelling),
     .values = spellings,
     .help = "how new words are spelt"},
    {.name = NULL},
};

static const rw_language language = MOCK_LANGUAGE;

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_LANGUAGE,
    .name = "english",
    .version = "1.0",
    .summary = "English that sees nothing",
    .licence = "MIT",
    .language = "en",
    .options = options,
    .instance_size = sizeof(struct english),
    .language_module = &language,
};
