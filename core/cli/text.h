/* text - a growing string of bytes. A failed allocation sticks: later appends do nothing, and one check at the end is
 * enough. */
#ifndef REWORD_CLI_TEXT_H
#define REWORD_CLI_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/** Zero-initialised it is empty. */
struct text {
  char *bytes; /**< not ended by NUL; NULL while nothing was appended */
  size_t length;
  size_t capacity;
  bool failed; /**< no memory was left; the content is incomplete */
};

void text_append(struct text *text, const char *bytes, size_t length);
void text_append_string(struct text *text, const char *string);

/** Empties it, for use again. Keeps its memory, unless that is so much that keeping it would be a waste. */
void text_clear(struct text *text);

void text_free(struct text *text);

#endif
