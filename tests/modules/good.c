/* A strategy with an option of every type. */
#include "mock.h"

struct pair {
  const char *from;
  const char *to;
  double weight;
};

struct good {
  bool bold;
  int64_t count;
  double share;
  int to;
  const char *note;
  const char *file;
  rw_list words;
  rw_list sizes;
  struct pair main;
  rw_list pairs;
};

static const char *const voices[] = {"passive", "active", "any", NULL};

static const rw_option pair_options[] = {
    {.name = "from", .type = RW_TYPE_STRING, .offset = offsetof(struct pair, from), .help = "the word to replace"},
    {.name = "to", .type = RW_TYPE_STRING, .offset = offsetof(struct pair, to), .help = "what replaces it"},
    {.name = "weight",
     .type = RW_TYPE_REAL,
     .offset = offsetof(struct pair, weight),
     .preset = "0.5",
     .minimum = 0,
     .maximum = 1,
     .help = "how much it counts"},
    {.name = NULL},
};

static const rw_option options[] = {
    {.name = "bold", .type = RW_TYPE_BOOL, .offset = offsetof(struct good, bold), .preset = "yes", .help = "a bool"},
    {.name = "count",
     .type = RW_TYPE_INT,
     .offset = offsetof(struct good, count),
     .preset = "3",
     .minimum = 1,
     .maximum = 10,
     .help = "an int"},
    {.name = "share", .type = RW_TYPE_REAL, .offset = offsetof(struct good, share), .help = "a real without bounds"},
    {.name = "to",
     .type = RW_TYPE_ENUM,
     .offset = offsetof(struct good, to),
     .preset = "any",
     .values = voices,
     .help = "an enum"},
    {.name = "note", .type = RW_TYPE_STRING, .offset = offsetof(struct good, note), .help = "a string"},
    {.name = "file", .type = RW_TYPE_PATH, .offset = offsetof(struct good, file), .help = "a path"},
    {.name = "words",
     .type = RW_TYPE_STRING,
     .list = true,
     .offset = offsetof(struct good, words),
     .preset = "[one, two words]",
     .help = "strings"},
    {.name = "sizes",
     .type = RW_TYPE_INT,
     .list = true,
     .offset = offsetof(struct good, sizes),
     .minimum = 0,
     .maximum = 5,
     .help = "ints"},
    {.name = "main",
     .type = RW_TYPE_RECORD,
     .offset = offsetof(struct good, main),
     .record = pair_options,
     .record_size = sizeof(struct pair),
     .help = "a record"},
    {.name = "pairs",
     .type = RW_TYPE_RECORD,
     .list = true,
     .offset = offsetof(struct good, pairs),
     .record = pair_options,
     .record_size = sizeof(struct pair),
     .help = "records"},
    {.name = NULL},
};

static const rw_strategy strategy = MOCK_STRATEGY;

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "good",
    .version = "1.2",
    .summary = "A strategy that is in order",
    .licence = "MIT",
    .needs = RW_DEPTH_TOKENS,
    .options = options,
    .instance_size = sizeof(struct good),
    .strategy = &strategy,
};
