/* buffer - a growing string of bytes. A failed allocation sticks: later appends do nothing, and the one check at the
 * end is enough. */
#ifndef REWORD_CORE_BUFFER_H
#define REWORD_CORE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/** Zero-initialised it is empty: `struct buffer buffer = {0};`. `data` is NULL or ended by a NUL that `length` does
 *  not count. */
struct buffer {
  char *data;
  size_t length;
  size_t capacity;
  bool failed; /**< an allocation failed; the content is incomplete */
};

void buffer_append(struct buffer *buffer, const void *bytes, size_t length);
void buffer_append_string(struct buffer *buffer, const char *string);
void buffer_append_byte(struct buffer *buffer, char byte);

void buffer_printf(struct buffer *buffer, const char *format, ...)
#if defined __GNUC__
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/** Makes room for `more` bytes past `length`, and a NUL. False: no memory. */
bool buffer_reserve(struct buffer *buffer, size_t more);

/** Empties it and keeps its memory. */
void buffer_clear(struct buffer *buffer);

/** Hands the bytes to the caller, who frees them; the buffer is empty then. NULL when an allocation failed. An empty
 *  buffer gives "". */
char *buffer_take(struct buffer *buffer, size_t *length);

void buffer_free(struct buffer *buffer);

#endif
