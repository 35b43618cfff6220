#include "error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cuts the message where it ran out of room, on a character boundary, and says so. */
static void mark_cut(char *message)
{
  size_t end = RW_ERROR_LENGTH - 1 - strlen("…");
  while (end > 0 && ((unsigned char)message[end] & 0xC0) == 0x80)
    end--;
  strcpy(message + end, "…");
}

/* A message is one line: what a page or a file smuggled into it becomes a blank. */
static void blank_controls(char *message)
{
  for (; *message; message++)
    if ((unsigned char)*message < ' ' || *message == 0x7F)
      *message = ' ';
}

rw_status error_set(rw_error *error, rw_status status, const char *format, ...)
{
  if (!error)
    return status;
  error->status = status;
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(error->message, RW_ERROR_LENGTH, format, arguments);
  va_end(arguments);
  if (length >= RW_ERROR_LENGTH)
    mark_cut(error->message);
  blank_controls(error->message);
  return status;
}

rw_status error_prefix(rw_error *error, const char *format, ...)
{
  if (!error)
    return RW_FAILED;
  char message[RW_ERROR_LENGTH];
  memcpy(message, error->message, sizeof message);
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(error->message, RW_ERROR_LENGTH, format, arguments);
  va_end(arguments);
  if (length < 0)
    length = 0;
  if (length < RW_ERROR_LENGTH)
    length += snprintf(error->message + length, (size_t)(RW_ERROR_LENGTH - length), "%s", message);
  if (length >= RW_ERROR_LENGTH)
    mark_cut(error->message);
  blank_controls(error->message);
  return error->status;
}

rw_status error_no_memory(rw_error *error)
{
  return error_set(error, RW_NO_MEMORY, "out of memory");
}

#define NAME_LIMIT 40

/* The least number of insertions, deletions, substitutions and swaps of neighbours that make `a` into `b`
 * (restricted Damerau-Levenshtein distance); both shorter than NAME_LIMIT. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
  size_t rows[3][NAME_LIMIT + 1];
  for (size_t j = 0; j <= b_length; j++)
    rows[0][j] = j;
  for (size_t i = 1; i <= a_length; i++) {
    size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
    row[0] = i;
    for (size_t j = 1; j <= b_length; j++) {
      size_t least = above[j - 1] + (a[i - 1] != b[j - 1]);
      if (above[j] + 1 < least)
        least = above[j] + 1;
      if (row[j - 1] + 1 < least)
        least = row[j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && two_above[j - 2] + 1 < least)
        least = two_above[j - 2] + 1;
      row[j] = least;
    }
  }
  return rows[a_length % 3][b_length];
}

const char *error_did_you_mean(const char *name, const char *const *names, size_t count)
{
  size_t length = strlen(name);
  if (length > NAME_LIMIT)
    return NULL;
  const char *best = NULL;
  size_t best_distance = length / 3 + 2; /* more than this many slips is another word */
  for (size_t i = 0; i < count; i++) {
    size_t other = strlen(names[i]);
    if (other > NAME_LIMIT)
      continue;
    size_t apart = distance(name, length, names[i], other);
    if (apart < best_distance && apart < other) {
      best_distance = apart;
      best = names[i];
    }
  }
  return best;
}
