#include "arrangement.h"

static void add(struct arrangement_plan *plan, rw_piece piece)
{
  if (plan->count == ARRANGEMENT_PIECES)
    plan->full = true;
  else
    plan->pieces[plan->count++] = piece;
}

void arrangement_keep(struct arrangement_plan *plan, rw_range tokens)
{
  if (tokens.start < tokens.end)
    add(plan, (rw_piece){RW_KEEP, tokens, NULL});
}

void arrangement_insert(struct arrangement_plan *plan, const char *text)
{
  add(plan, (rw_piece){RW_TEXT, {0, 0}, text});
}

void arrangement_replace(struct arrangement_plan *plan, rw_range tokens, const char *text)
{
  add(plan, (rw_piece){RW_TEXT, tokens, text});
}

void arrangement_drop(struct arrangement_plan *plan, rw_range tokens)
{
  if (tokens.start < tokens.end)
    add(plan, (rw_piece){RW_DROP, tokens, NULL});
}

rw_status arrangement_propose(const struct arrangement_plan *plan, rw_range tokens, double score, const char *why,
                              const rw_host *host)
{
  if (plan->full)
    return RW_OK;
  rw_edit edit = {
      .size = sizeof edit,
      .tokens = tokens,
      .pieces = plan->pieces,
      .piece_count = plan->count,
      .score = score < 0   ? 0
               : score > 1 ? 1
                           : score,
      .why = why,
  };
  rw_status status = host->propose(host, &edit);
  return status == RW_NO_MEMORY ? status : RW_OK;
}
