/* edit - the edit algebra: what a strategy proposes, whether it can be done, and doing it.
 *
 * A proposal replaces a range of tokens by pieces. From the pieces alone this room carries inline elements along,
 * proves that nothing protected was lost, and knows where each word came from. It never guesses: what it cannot carry
 * it refuses, with a reason that a person understands. */
#ifndef REWORD_CORE_EDIT_H
#define REWORD_CORE_EDIT_H

#include "passage.h"

enum proposal_state {
  PROPOSAL_OPEN,
  PROPOSAL_APPLIED,
  PROPOSAL_REFUSED,    /**< by the algebra or a guard */
  PROPOSAL_PASSED_OVER /**< by picking: score, rate, another alternative, an overlap */
};

/** A strategy's edit as the host keeps it. All it points to lives in the arena it was copied to. */
struct proposal {
  rw_range tokens;
  const rw_piece *pieces;
  uint32_t piece_count;
  double score;
  const char *why;
  enum proposal_state state;
  const char *reason;  /**< of REFUSED and PASSED_OVER: static, or in the arena */
  const char *before;  /**< the range's text before */
  const char *after;   /**< the text that replaces it, as it stands in the result (before edit_apply: about as it would
                            stand, as far as that can be told without the language) */
  struct arena *arena; /**< where all this lives */
};

/** Copies an edit of a plugin, with its text before and after. The result is PROPOSAL_REFUSED with a reason, and has no
 *  pieces, when the edit is malformed: none at all, a range out of bounds or empty, more pieces than any edit has, a
 *  token named twice or by no piece, a text that is empty, is too long, is not valid UTF-8, or holds control characters,
 *  line breaks, blanks at its ends or two in a row, a score that is no number from 0 to 1. NULL: no memory. */
struct proposal *proposal_copy(const struct passage *passage, const rw_edit *edit, struct arena *arena);

/** The answer of a check for which there was no memory. Compare the pointer. */
extern const char edit_no_memory[];

/** Whether inline markup can follow the edit. NULL when it can, else edit_no_memory or the reason, static or in
 * `arena`: the range crosses a barrier; an element would be torn, would take in a foreign word or lose all its words;
 * new text stands for words of different elements; a word with markup inside would change; a comment or footnote mark
 * would lose its place; an image would vanish; nothing would be left to read. Takes time by the length of the range
 * alone. */
const char *edit_check(const struct passage *passage, const struct proposal *proposal, struct arena *arena);

/** The language module's part in applying edits: rw_language.surface with its instance and host. */
struct surface {
  rw_status (*repair)(void *instance, rw_word *words, uint32_t count, const rw_host *host);
  void *instance;
  const rw_host *host;
};

/** Applies those of `count` edits that are open; they were checked, do not overlap and are in order of their ranges.
 *  Gives a new passage `result` (initialised here) without layers. Every sentence an edit touches goes through
 * `surface` whole (an edit that spans several sentences: all of them, each repaired by itself after the edit), and what
 * the module answered is verified: known gaps are as they were, texts differ by the case of the first letter or by a/an
 *  alone. When that fails, or when edits that hold alone do not hold together, the edits of the sentence become REFUSED
 *  with the reason and are left out; so `result` holds the rest, whose `after` is filled in. RW_OK also when none is
 *  left (`result` then equals `passage`). */
rw_status edit_apply(const struct passage *passage, struct proposal *const *edits, uint32_t count,
                     const struct surface *surface, struct passage *result, rw_error *error);

#endif
