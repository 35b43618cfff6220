/* lines - a stream of bytes cut into lines, each of a bounded length. */
#ifndef REWORD_CLI_LINES_H
#define REWORD_CLI_LINES_H

#include "text.h"

#include <stdint.h>

#include <sys/types.h>

/** A stream being read. Zero-initialised but for the first three; set all of it anew for the next stream. */
struct lines {
  ssize_t (*read)(void *context, char *bytes, size_t room); /**< as read(2); never EINTR */
  void *context;
  size_t limit;      /**< a line of more bytes is too long */
  uint64_t number;   /**< of the line that came last, from 1 */
  size_t start, end; /**< of what was read but not handed out yet, in `bytes` */
  bool ended;        /**< the stream has no more bytes */
  char bytes[1 << 16];
};

enum line_status {
  LINE_READ,      /**< it is in `line`, without its line end (a newline, or a carriage return and a newline) */
  LINE_TOO_LONG,  /**< passed over */
  LINE_NO_MEMORY, /**< passed over */
  LINE_NONE,      /**< the stream has ended */
  LINE_FAILED     /**< the stream cannot be read on, errno says why; what there was of a last line is lost */
};

/** Reads the next line. The last one needs no line end; an empty one counts. A byte order mark before the first line is
 *  no part of it. */
enum line_status lines_next(struct lines *lines, struct text *line);

#endif
