/* xpath - the part of the structure room that evaluates XPath expressions on libxml2's tree of a page. */
#ifndef REWORD_CORE_XPATH_H
#define REWORD_CORE_XPATH_H

#include <reword/reword.h>

#include <libxml/tree.h>

#include <stdint.h>

/** What a node's `_private` holds: the index of its element, so that 0 is none. */
static inline void *xpath_note(uint32_t element)
{
  return (void *)((uintptr_t)element + 1);
}

/** Per element of a page the expressions that select it, as bits. Borrowed. */
struct xpath_selected {
  uint64_t *bits;
  uint32_t count;
};

/** Sets `bit` for every element the expression selects; attributes and text stand for their element. RW_INVALID with
 *  libxml2's reason, RW_FAILED when it takes too long, RW_NO_MEMORY, or RW_OK. Nothing is printed. */
rw_status xpath_select(xmlDocPtr tree, const char *expression, uint64_t bit, const struct xpath_selected *selected,
                       rw_error *error);

/** Whether an expression is good and selects nodes. */
rw_status xpath_check(const char *expression, rw_error *error);

#endif
