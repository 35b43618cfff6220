/* reorder - a strategy that puts the phrases and clauses of a sentence in another order. */
#include <reword/plugin.h>

#include "clause.h"
#include "reading.h"

/* The values of the options, in the order of their words below. */
enum reorder_scope { SCOPE_CLAUSE };
enum reorder_move { MOVE_FRONT, MOVE_BACK, MOVE_ANY };

struct reorder {
  int scope; /**< enum reorder_scope */
  int move;  /**< enum reorder_move */
};

static const char *const scopes[] = {"clause", NULL};
static const char *const moves[] = {"front", "back", "any", NULL};

static const rw_option options[] = {
    {.name = "scope",
     .type = RW_TYPE_ENUM,
     .offset = offsetof(struct reorder, scope),
     .preset = "clause",
     .values = scopes,
     .help = "what changes places: the clauses and phrases of a sentence"},
    {.name = "move",
     .type = RW_TYPE_ENUM,
     .offset = offsetof(struct reorder, move),
     .preset = "any",
     .values = moves,
     .help = "where adverbials of a sentence go; with any, who said it may also go behind what was said"},
    {.name = NULL},
};

static rw_status transform_clauses(const struct reorder *reorder, const struct reading *reading, const rw_host *host)
{
  rw_status status = RW_OK;
  if (reorder->move != MOVE_FRONT)
    status = back_propose(reading, host);
  if (status == RW_OK && reorder->move != MOVE_BACK)
    status = front_propose(reading, host);
  if (status == RW_OK && reorder->move == MOVE_ANY)
    status = attribution_propose(reading, host);
  return status;
}

static rw_status transform(void *instance, const rw_passage *passage, const rw_host *host)
{
  const struct reorder *reorder = instance;
  bool named = host->size >= offsetof(rw_host, language) + sizeof host->language && host->language;
  if (passage->token_count == 0 || !named)
    return RW_OK;
  struct reading reading;
  rw_status status = reading_open(&reading, passage, host);
  for (uint32_t i = 0; status == RW_OK && i < passage->sentence_count; i++)
    if (reading_begin(&reading, passage->sentences[i]))
      status = transform_clauses(reorder, &reading, host);
  return status;
}

static const rw_strategy strategy = {.size = sizeof strategy, .transform = transform};

RW_PLUGIN_EXPORT const struct rw_plugin reorder_LTX_rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "reorder",
    .version = "0.1.0",
    .summary = "changes the order of phrases and clauses in a sentence",
    .licence = "MIT",
    .language = "en",
    .needs = RW_DEPTH_DEPENDENCIES,
    .options = options,
    .instance_size = sizeof(struct reorder),
    .strategy = &strategy,
};
