/* structure - which elements enclose each text run of a page, as libxml2 sees it. The only room that knows libxml2. */
#ifndef REWORD_CORE_STRUCTURE_H
#define REWORD_CORE_STRUCTURE_H

#include "lexer.h"

#include <reword/reword.h>

#include <stdbool.h>
#include <stdint.h>

/** Nothing deeper is looked at: libxml2 walks its whole stack for every end tag that has no start tag. */
#define STRUCTURE_DEPTH_LIMIT 1024

/** An element of the page's tree. A parent's index is lower than its children's. */
struct structure_element {
  uint32_t parent; /**< index of an element; RW_NONE for the root */
  uint32_t lexeme; /**< its start tag; RW_NONE when the page left the tag out */
  uint16_t name;   /**< element number (see element.h) */
};

/** A text run and the element it stands in. */
struct structure_run {
  uint32_t lexeme;
  uint32_t element;
};

/** The tree, and the runs in page order. Owns its arrays. */
struct structure {
  struct structure_element *elements;
  uint32_t element_count;
  struct structure_run *runs; /**< those libxml2 saw */
  uint32_t run_count;
  uint64_t *selected; /**< per element: bit n when expression n selects it or an ancestor; NULL without expressions */
  bool too_deep;      /**< the page nests deeper than STRUCTURE_DEPTH_LIMIT: what follows that place is missing */
};

/** Reads the structure of a page. `expressions`: XPath, `expression_count` (at most 64), each evaluated once on the
 *  page's tree, in which svg and math are empty elements. Fails with RW_NO_MEMORY; with RW_INVALID when an expression
 *  is wrong, or the page has more tags than libxml2 can read; with RW_FAILED when one takes too long on this page. */
rw_status structure_open(struct structure *structure, const struct lexemes *lexemes, const char *const *expressions,
                         uint32_t expression_count, rw_error *error);
void structure_close(struct structure *structure);

/** The element that a text lexeme stands in; RW_NONE when libxml2 did not see it. Logarithmic in the number of runs. */
uint32_t structure_element_of(const struct structure *structure, uint32_t lexeme);

/** Whether an XPath expression is good and selects nodes: RW_OK, or RW_INVALID with libxml2's reason. */
rw_status structure_check_xpath(const char *expression, rw_error *error);

#endif
