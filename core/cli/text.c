#include "text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Emptying gives back more memory than this. */
#define KEPT_CAPACITY ((size_t)1 << 18)

static bool reserve(struct text *text, size_t more)
{
  if (more <= text->capacity - text->length)
    return true;
  size_t capacity = text->capacity > 0 ? text->capacity : 512;
  while (capacity - text->length < more && capacity <= SIZE_MAX / 2)
    capacity *= 2;
  char *bytes = capacity - text->length < more ? NULL : realloc(text->bytes, capacity);
  if (!bytes)
    return false;
  text->bytes = bytes;
  text->capacity = capacity;
  return true;
}

void text_append(struct text *text, const char *bytes, size_t length)
{
  if (length == 0 || text->failed)
    return;
  if (!reserve(text, length)) {
    text->failed = true;
    return;
  }
  memcpy(text->bytes + text->length, bytes, length);
  text->length += length;
}

void text_append_string(struct text *text, const char *string)
{
  text_append(text, string, strlen(string));
}

void text_clear(struct text *text)
{
  if (text->capacity > KEPT_CAPACITY)
    text_free(text);
  text->length = 0;
  text->failed = false;
}

void text_free(struct text *text)
{
  free(text->bytes);
  *text = (struct text){0};
}
