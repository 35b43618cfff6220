#include "program.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fail(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  fputs("english-train: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(1);
}

void *allocate(size_t count, size_t size)
{
  if (count > (SIZE_MAX - 64) / size)
    fail("out of memory");
  size_t bytes = (count * size + 63) / 64 * 64;
  void *memory = aligned_alloc(64, bytes ? bytes : 64);
  if (!memory)
    fail("out of memory: %zu bytes are not to be had", bytes);
  return memset(memory, 0, bytes);
}

void *grow(void *array, size_t *limit, size_t count, size_t needed, size_t size)
{
  if (needed <= *limit)
    return array;
  size_t room = needed > 2 * *limit ? needed : 2 * *limit;
  void *larger = allocate(room, size);
  if (array)
    memcpy(larger, array, count * size);
  free(array);
  *limit = room;
  return larger;
}

char *copy_string(const char *string)
{
  size_t bytes = strlen(string) + 1;
  return memcpy(allocate(bytes, 1), string, bytes);
}

char *read_whole_file(const char *path, size_t *length)
{
  FILE *file = fopen(path, "rb");
  if (!file)
    fail("%s: %s", path, strerror(errno));
  char *content = NULL;
  size_t limit = 0;
  *length = 0;
  do {
    content = grow(content, &limit, *length, *length + 65536, 1);
    *length += fread(content + *length, 1, limit - *length - 1, file);
  } while (!feof(file) && !ferror(file));
  if (ferror(file))
    fail("%s: %s", path, strerror(errno));
  fclose(file);
  content[*length] = '\0';
  return content;
}
