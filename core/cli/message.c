#include "message.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Words longer than this are not compared. */
#define NAME_LIMIT 32

/* To the start of the line, and clear it (ECMA-48: CR, EL). */
#define WIPE "\r\033[K"

/* The line that stands below all messages; empty: none. */
static char status_line[512];
static volatile sig_atomic_t status_shown;

void complain(const char *format, ...)
{
  int saved = errno;
  va_list arguments;
  va_start(arguments, format);
  flockfile(stderr);
  fputs(status_shown ? WIPE "reword: " : "reword: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  fputs(status_line, stderr);
  funlockfile(stderr);
  va_end(arguments);
  errno = saved;
}

void message_show_status(const char *line)
{
  if (status_shown)
    fputs(WIPE, stderr);
  snprintf(status_line, sizeof status_line, "%s", line);
  status_shown = *status_line != '\0';
  fputs(status_line, stderr);
}

void message_wipe_status(void)
{
  if (!status_shown)
    return;
  status_shown = 0;
  if (write(STDERR_FILENO, WIPE, strlen(WIPE)) < 0)
    return;
}

const char *input_name(const char *path)
{
  return strcmp(path, "-") == 0 ? "standard input" : path;
}

const char *output_name(const char *path)
{
  return strcmp(path, "-") == 0 ? "standard output" : path;
}

/* How many letters must be put in, taken out or replaced to make one word of the other (Levenshtein distance). Both
 * are no longer than NAME_LIMIT. */
static size_t edit_distance(const char *one, const char *other)
{
  size_t row[NAME_LIMIT + 1];
  size_t length = strlen(other);
  for (size_t j = 0; j <= length; j++)
    row[j] = j;
  for (size_t i = 1; one[i - 1]; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= length; j++) {
      size_t best = diagonal + (one[i - 1] != other[j - 1]);
      diagonal = row[j];
      if (row[j] + 1 < best)
        best = row[j] + 1;
      if (row[j - 1] + 1 < best)
        best = row[j - 1] + 1;
      row[j] = best;
    }
  }
  return row[length];
}

const char *nearest_name(const char *word, const char *const *names)
{
  size_t length = strlen(word);
  if (length > NAME_LIMIT)
    return NULL;
  const char *nearest = NULL;
  size_t least = length / 3 + 2;
  for (; *names; names++) {
    size_t distance = strlen(*names) > NAME_LIMIT ? least : edit_distance(word, *names);
    if (distance < least && distance < strlen(*names)) {
      least = distance;
      nearest = *names;
    }
  }
  return nearest;
}
