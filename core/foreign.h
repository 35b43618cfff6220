/* foreign - how far a page is in svg and math, as the tokeniser must know it.
 *
 * In svg and math a `<style>` or `<title>` holds tags like any element and CDATA sections exist, so the lexer follows
 * the tree builder that far: the open elements from the outermost svg or math inward (HTML Living Standard, sections
 * 13.2.6 and 13.2.6.5). Where only a whole tree builder would know, `uncertain` is set. */
#ifndef REWORD_CORE_FOREIGN_H
#define REWORD_CORE_FOREIGN_H

#include "element.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct foreign_element;

/** Zero-initialised it is outside of svg and math. */
struct foreign {
  struct foreign_element *items; /**< the outermost svg or math first */
  uint32_t count;
  uint32_t capacity;
  bool uncertain;               /**< an end tag may or may not have left svg or math */
  bool failed;                  /**< an allocation failed; sticks */
  uint32_t open[ELEMENT_KNOWN]; /**< how many elements of HTML are open outside of svg and math, end tags trusted */
};

/** A start or end tag: its bytes from `<` to `>`. */
struct foreign_tag {
  const char *bytes;
  uint32_t length;
  uint16_t name;
  bool self_closing;
};

/** Whether the place is inside svg or math, HTML inside of those included. */
static inline bool foreign_inside(const struct foreign *foreign)
{
  return foreign->count > 0;
}

/** Whether the element that encloses the place is of svg or math itself: there CDATA sections exist. */
bool foreign_current(const struct foreign *foreign);

/** Goes past a start tag. Returns whether it opened an element of svg or math: the tokeniser then stays as it is,
 *  whatever the name. An svg or math tag itself counts as one. */
bool foreign_start(struct foreign *foreign, const struct foreign_tag *tag);

/** Goes past an end tag. */
void foreign_end(struct foreign *foreign, const struct foreign_tag *tag);

void foreign_free(struct foreign *foreign);

#endif
