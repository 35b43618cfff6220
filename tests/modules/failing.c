/* A strategy that fails in the callback and in the way its options say. It holds memory of its own while it lives, so
 * that a lost or doubled `destroy` shows. */
#include "mock.h"

#include <stdlib.h>

enum callback { IN_CREATE, IN_SURVEY, IN_TRANSFORM };

static const char *const callbacks[] = {"create", "survey", "transform", NULL};

struct failing {
  int in;
  int64_t status;
  const char *message;
  int64_t passage;
  bool proposes;
  void *held;
};

static const rw_option options[] = {
    {.name = "in",
     .type = RW_TYPE_ENUM,
     .offset = offsetof(struct failing, in),
     .values = callbacks,
     .help = "the callback that fails"},
    {.name = "status",
     .type = RW_TYPE_INT,
     .offset = offsetof(struct failing, status),
     .preset = "5",
     .help = "what it answers, as rw_status counts"},
    {.name = "message",
     .type = RW_TYPE_STRING,
     .offset = offsetof(struct failing, message),
     .help = "what it says through the host's `failure`"},
    {.name = "passage",
     .type = RW_TYPE_INT,
     .offset = offsetof(struct failing, passage),
     .preset = "-1",
     .help = "the passage whose transform fails; -1: every one"},
    {.name = "proposes",
     .type = RW_TYPE_BOOL,
     .offset = offsetof(struct failing, proposes),
     .help = "proposes an edit there first and hands on the host's answer when that is a failure"},
    {.name = NULL},
};

static rw_status fail(const struct failing *failing, const rw_host *host)
{
  static const rw_piece pieces[] = {RW_DROP_TOKENS(0, 1)};
  static const rw_edit edit = {
      .size = sizeof edit, .tokens = {0, 1}, .pieces = pieces, .piece_count = 1, .score = 1, .why = "a mistake"};
  rw_status status = failing->proposes ? host->propose(host, &edit) : RW_OK;
  if (status != RW_OK)
    return status;
  status = (rw_status)failing->status;
  return failing->message ? host->failure(host, status, "%s", failing->message) : status;
}

static rw_status create(void *instance, const rw_host *host)
{
  struct failing *failing = instance;
  rw_status status = failing->in == IN_CREATE ? fail(failing, host) : RW_OK;
  if (status == RW_OK)
    failing->held = malloc(1);
  return status;
}

static void destroy(void *instance)
{
  struct failing *failing = instance;
  free(failing->held);
}

static rw_status survey(void *instance, const rw_document *document, const rw_host *host)
{
  const struct failing *failing = instance;
  (void)document;
  return failing->in == IN_SURVEY ? fail(failing, host) : RW_OK;
}

static rw_status transform(void *instance, const rw_passage *passage, const rw_host *host)
{
  const struct failing *failing = instance;
  bool fails = failing->in == IN_TRANSFORM && (failing->passage < 0 || failing->passage == passage->number);
  return fails ? fail(failing, host) : RW_OK;
}

static const rw_strategy strategy = {.size = sizeof strategy, .survey = survey, .transform = transform};

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "failing",
    .version = "1.0",
    .summary = "Fails where it is told to",
    .licence = "MIT",
    .options = options,
    .instance_size = sizeof(struct failing),
    .create = create,
    .destroy = destroy,
    .strategy = &strategy,
};
