/* arrangement - the pieces of one edit, written in their new order. */
#ifndef REWORD_REORDER_ARRANGEMENT_H
#define REWORD_REORDER_ARRANGEMENT_H

#include <reword/plugin.h>

#define ARRANGEMENT_PIECES 24

/** An edit in the making. Zeroed, it is empty. */
struct arrangement_plan {
  rw_piece pieces[ARRANGEMENT_PIECES];
  uint32_t count;
  bool full; /**< a piece was left out; the plan is refused */
};

/** Adds these tokens as they are; none when the range is empty. */
void arrangement_keep(struct arrangement_plan *plan, rw_range tokens);

/** Adds a mark or word that is new. `text` must outlive the plan. */
void arrangement_insert(struct arrangement_plan *plan, const char *text);

/** Puts new text in the place of tokens. */
void arrangement_replace(struct arrangement_plan *plan, rw_range tokens, const char *text);

/** Leaves tokens out; none when the range is empty. */
void arrangement_drop(struct arrangement_plan *plan, rw_range tokens);

/** Proposes the plan for `tokens`. An edit that the host calls malformed is no failure. */
rw_status arrangement_propose(const struct arrangement_plan *plan, rw_range tokens, double score, const char *why,
                              const rw_host *host);

#endif
