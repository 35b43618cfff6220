#include "error.h"

#include "utf8.h"

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

static bool is_control(uint32_t character)
{
  return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0x2028 || character == 0x2029;
}

void text_make_line(char *text)
{
  const char *start = text;
  char *end = text;
  for (size_t left = strlen(text); left > 0;) {
    unsigned size = utf8_sequence(text, left);
    if (size == 0) {
      size = 1;
      *end++ = '?';
    } else if (is_control(utf8_read(text, size))) {
      *end++ = ' ';
    } else {
      memmove(end, text, size);
      end += size;
    }
    text += size;
    left -= size;
  }
  while (end > start && end[-1] == ' ')
    end--;
  *end = '\0';
}

rw_status error_set_list(rw_error *error, rw_status status, const char *format, va_list arguments)
{
  if (!error)
    return status;
  error->status = status;
  error->message[0] = '\0';
  if (vsnprintf(error->message, RW_ERROR_LENGTH, format, arguments) >= RW_ERROR_LENGTH)
    mark_cut(error->message);
  text_make_line(error->message);
  return status;
}

rw_status error_set(rw_error *error, rw_status status, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  error_set_list(error, status, format, arguments);
  va_end(arguments);
  return status;
}

rw_status error_prefix(rw_error *error, const char *format, ...)
{
  if (!error)
    return RW_FAILED;
  const rw_error suffix = *error;
  error->message[0] = '\0';
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message, RW_ERROR_LENGTH, format, arguments);
  va_end(arguments);
  size_t length = strlen(error->message);
  if (snprintf(error->message + length, RW_ERROR_LENGTH - length, "%s", suffix.message) >=
      (int)(RW_ERROR_LENGTH - length))
    mark_cut(error->message);
  text_make_line(error->message);
  return error->status;
}

rw_status error_no_memory(rw_error *error)
{
  return error_set(error, RW_NO_MEMORY, "out of memory");
}

#define NAME_LIMIT 40

/* The least number of insertions, deletions, substitutions and swaps of neighbours that make `a` into `b`
 * (restricted Damerau-Levenshtein distance); neither longer than NAME_LIMIT. */
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
