/* difference - the words that changed between two texts, for a person to read. */
#ifndef REWORD_CORE_DIFFERENCE_H
#define REWORD_CORE_DIFFERENCE_H

#include "buffer.h"

/** Appends `before` with what changed on the way to `after` marked: [-gone-]{+new+}, or in red and green with `color`.
 *  Both are UTF-8 ended by NUL. Whole words are compared, and changes that only a blank keeps apart become one. Blanks
 *  are shown as single ones and none at the ends; U+FFFC is shown as [image], a control character as U+FFFD. Texts
 *  that differ too much for the shortest difference to be found in bounded time are shown as replaced in their middle.
 *  No memory: out->failed. */
void difference_append(const char *before, const char *after, bool color, struct buffer *out);

/** Appends `length` bytes of a text as difference_append shows them. */
void difference_append_plain(const char *text, size_t length, struct buffer *out);

#endif
