/* markup - what of the page stands between and inside the words of a passage, and which word each piece belongs to. */
#ifndef REWORD_CORE_MARKUP_H
#define REWORD_CORE_MARKUP_H

#include "arena.h"

#include <reword/plugin.h>

#include <stdbool.h>
#include <stdint.h>

enum item_kind {
  ITEM_OPEN,   /**< a start tag of an inline element that has its end tag in the passage, well nested */
  ITEM_CLOSE,  /**< its end tag */
  ITEM_ANCHOR, /**< a comment, a footnote mark, an empty element: no words, sticks to a word, never vanishes */
  ITEM_BARRIER /**< a tag without partner or badly nested: nothing moves across it */
};

/** Something of the page between two bytes of the text. Items are in page order. */
struct item {
  uint32_t at;                    /**< byte of the text before which it stands */
  uint32_t source, source_length; /**< bytes of the document's view */
  uint32_t partner;               /**< of OPEN and CLOSE: the index of the other; else RW_NONE */
  uint8_t kind;                   /**< enum item_kind */
  const char *name; /**< of OPEN and CLOSE: the element's name, lower case; lives as long as the document */
};

/** What an item is to the tokens. */
enum place {
  PLACE_OPEN,   /**< begins an element that covers whole tokens */
  PLACE_CLOSE,  /**< ends it */
  PLACE_AFTER,  /**< sticks to the token before it */
  PLACE_BEFORE, /**< sticks to the token behind it */
  PLACE_INSIDE, /**< part of a token: of its letters, or of a pair of tags wholly within it */
  PLACE_BARRIER /**< nothing moves across it: a barrier, or an end of a pair that begins or ends inside a token */
};

/** Where an item stands. A boundary `k` lies between tokens k - 1 and k. */
struct placement {
  uint32_t token;  /**< OPEN: the first token of the element. CLOSE: the one behind its last. AFTER, BEFORE, INSIDE: the
                        token it stays with. BARRIER: the boundary, or the token it is inside of */
  uint32_t around; /**< the innermost element around it, by the index of its OPEN item; RW_NONE: none. Of the ends of
                        an element: what is around the element */
  uint32_t slot;   /**< 2 * boundary, or 2 * token + 1 when inside a token */
  uint8_t place;   /**< enum place */
};

/** How the items of a passage lie to its tokens. */
struct markup {
  struct placement *placements; /**< per item */
  uint32_t *slots;              /**< per slot, of which there are 2 * token count + 2: its first item */
  uint32_t *around;             /**< per token: the innermost element around it, by its OPEN item; RW_NONE: none */
};

/** The items between tokens `boundary` - 1 and `boundary`, as a range of their indices, from 0 to the token count. */
static inline rw_range markup_between(const struct markup *markup, uint32_t boundary)
{
  return (rw_range){markup->slots[2 * boundary], markup->slots[2 * boundary + 1]};
}

/** The items inside a token. Where there are any, its text may not change. */
static inline rw_range markup_inside(const struct markup *markup, uint32_t token)
{
  return (rw_range){markup->slots[2 * token + 1], markup->slots[2 * token + 2]};
}

/** Finds how `items` lie to `tokens`. An anchor sticks to the token in its innermost element; where that leaves a
 *  choice, to the one before it unless a blank lies before and none behind. A pair that covers no token is an anchor.
 *  All memory is from `arena`; false: none left. */
bool markup_compute(struct markup *markup, const struct item *items, uint32_t item_count, const rw_range *tokens,
                    uint32_t token_count, struct arena *arena);

#endif
