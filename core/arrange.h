/* arrange - the words of a stretch of a passage in the order that edits give them, with the items among them; or the
 * reason why the items cannot follow. */
#ifndef REWORD_CORE_ARRANGE_H
#define REWORD_CORE_ARRANGE_H

#include "edit.h"

/** What is written between a word and the one before it. */
enum arranged_gap {
  GAP_UNDECIDED, /**< new neighbours: the language module decides */
  GAP_SOURCE,    /**< what the page has between them: they were neighbours */
  GAP_NONE,      /**< nothing */
  GAP_BLANK      /**< one blank that is new */
};

/** A word in its new place. Each token that is kept is one; a piece of new text is one for each of its words. */
struct arranged_word {
  const char *text; /**< `length` bytes: of the passage, of a piece, or of a repair */
  uint32_t length;
  rw_range tokens;  /**< what it stands for; empty: nothing */
  uint32_t edit;    /**< which of the edits put it here; RW_NONE: none */
  uint32_t left;    /**< the boundary of the source before it; RW_NONE: it has no neighbour there on the page */
  uint32_t right;   /**< the boundary behind it */
  bool kept;        /**< it is tokens.start, and has its text unless repaired */
  uint8_t gap;      /**< enum arranged_gap, before it */
  rw_range written; /**< bytes of the composed text */
};

/** An arrangement of `word_count` words has `word_count` + 1 places between and around them. */
struct arrangement {
  const struct passage *passage;
  rw_range tokens;               /**< the stretch */
  struct proposal *const *edits; /**< in order, free of overlaps, all within the stretch */
  uint32_t edit_count;

  struct arranged_word *words;
  uint32_t word_count;
  rw_range *edit_words; /**< per edit: its words; empty when it drops all, at the place they left */
  rw_range *positions;  /**< per token of the stretch: its words; empty for a dropped one, at the place it left */
  uint32_t *items;      /**< the items that stand between words, by place, then page order */
  uint32_t *sides;      /**< 2 * places + 1 entries: the items of place p that belong to the word before it begin at
                             items[sides[2 * p]], those of the word behind it at items[sides[2 * p + 1]] */
  uint32_t culprit;     /**< after a refusal: a token near which the trouble is; RW_NONE: not known */
};

/** Arranges the words of `tokens` as `edits` say and carries the items along. All memory is from `arena`. NULL when it
 *  is done, else the reason for a refusal, static or in `arena`, or edit_no_memory. */
const char *arrange(struct arrangement *arrangement, const struct passage *passage, rw_range tokens,
                    struct proposal *const *edits, uint32_t edit_count, struct arena *arena);

/** The boundary of the source that place `place` is on: the words around it were neighbours on the page. RW_NONE: they
 *  were not. */
uint32_t arrangement_boundary(const struct arrangement *arrangement, uint32_t place);

/** Whether everything between the two words around a place is what stood there on the page. */
bool arrangement_is_verbatim(const struct arrangement *arrangement, uint32_t place);

/** The words that stand for a range of tokens that begins and ends where no edit is cut. */
rw_range arrangement_words(const struct arrangement *arrangement, rw_range tokens);

#endif
