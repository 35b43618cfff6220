/* guard - the facts promise: numbers, names, quotations, addresses, terms, selections and negations survive. */
#ifndef REWORD_CORE_GUARD_H
#define REWORD_CORE_GUARD_H

#include "edit.h"

/** What the configuration says under `protect`. Borrowed. */
struct guard_options {
  bool names, numbers, quotes;
  const char *const *terms; /**< UTF-8; matched whole-word; a term with a capital only in that case, else in any case */
  uint32_t term_count;
};

/** Finds what core itself protects in a passage's text: numbers (digits with what belongs to them), quotations,
 *  addresses, terms, and segments flagged PROTECTED, FIXED or BAD. An unclosed quotation mark protects to the
 *  passage's end. The marks live in `arena`. RW_NO_MEMORY or RW_OK. */
rw_status guard_mark(const struct passage *passage, const struct guard_options *options, struct arena *arena,
                     struct byte_mark **marks, uint32_t *count);

/** Whether a proposal keeps what is protected, from its pieces alone. NULL when it does, else edit_no_memory or the
 *  reason, static or in `arena`. */
const char *guard_check(const struct passage *passage, const struct proposal *proposal, struct arena *arena);

/** The second look, from the text: whether `after`, annotated, holds the numbers, quotations, addresses, terms and
 *  negations of `before`, annotated, and each sentence its negations where both have as many sentences. NULL when they
 *  do, else edit_no_memory or the reason, static or in `arena`. */
const char *guard_compare(const struct passage *before, const struct passage *after,
                          const struct guard_options *options, struct arena *arena);

#endif
