#include "lines.h"

#include <string.h>

/* Makes sure that there are bytes to hand out. Returns LINE_READ, LINE_NONE or LINE_FAILED. */
static enum line_status fill(struct lines *lines)
{
  if (lines->start < lines->end)
    return LINE_READ;
  if (lines->ended)
    return LINE_NONE;
  ssize_t count = lines->read(lines->context, lines->bytes, sizeof lines->bytes);
  lines->start = 0;
  lines->end = count > 0 ? (size_t)count : 0;
  lines->ended = count <= 0;
  if (count < 0)
    return LINE_FAILED;
  return count > 0 ? LINE_READ : LINE_NONE;
}

/* Takes the bytes at hand up to the end of the line in, or passes over them when `line` is NULL. True: the line ends
 * there. */
static bool take_part(struct lines *lines, struct text *line)
{
  const char *bytes = lines->bytes + lines->start;
  const char *newline = memchr(bytes, '\n', lines->end - lines->start);
  size_t length = newline ? (size_t)(newline - bytes) : lines->end - lines->start;
  if (line)
    text_append(line, bytes, length);
  lines->start += length + (newline ? 1 : 0);
  return newline;
}

static void strip(const struct lines *lines, struct text *line)
{
  if (line->length > 0 && line->bytes[line->length - 1] == '\r')
    line->length--;
  if (lines->number == 1 && line->length >= 3 && memcmp(line->bytes, "\xEF\xBB\xBF", 3) == 0) {
    line->length -= 3;
    memmove(line->bytes, line->bytes + 3, line->length);
  }
}

enum line_status lines_next(struct lines *lines, struct text *line)
{
  text_clear(line);
  enum line_status status = fill(lines);
  if (status != LINE_READ)
    return status;
  lines->number++;
  enum line_status outcome = LINE_READ;
  bool complete;
  do {
    complete = take_part(lines, outcome == LINE_READ ? line : NULL);
    if (outcome == LINE_READ && line->failed)
      outcome = LINE_NO_MEMORY;
    else if (outcome == LINE_READ && line->length > lines->limit)
      outcome = LINE_TOO_LONG;
    if (outcome != LINE_READ)
      text_clear(line);
    status = complete ? LINE_READ : fill(lines);
  } while (!complete && status == LINE_READ);
  if (status == LINE_FAILED)
    return LINE_FAILED;
  if (outcome == LINE_READ)
    strip(lines, line);
  return outcome;
}
