#include "buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool buffer_reserve(struct buffer *buffer, size_t more)
{
  if (buffer->failed)
    return false;
  if (more < buffer->capacity - buffer->length)
    return true;
  if (more > SIZE_MAX / 2 - buffer->length - 64) {
    buffer->failed = true;
    return false;
  }
  size_t capacity = buffer->length + more + 1;
  if (capacity < buffer->capacity + buffer->capacity / 2)
    capacity = buffer->capacity + buffer->capacity / 2;
  if (capacity < 64)
    capacity = 64;
  char *data = realloc(buffer->data, capacity);
  if (!data) {
    buffer->failed = true;
    return false;
  }
  buffer->data = data;
  buffer->capacity = capacity;
  return true;
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t length)
{
  if (!buffer_reserve(buffer, length))
    return;
  if (length > 0)
    memcpy(buffer->data + buffer->length, bytes, length);
  buffer->length += length;
  buffer->data[buffer->length] = '\0';
}

void buffer_append_string(struct buffer *buffer, const char *string)
{
  buffer_append(buffer, string, strlen(string));
}

void buffer_append_byte(struct buffer *buffer, char byte)
{
  buffer_append(buffer, &byte, 1);
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (length < 0 || !buffer_reserve(buffer, (size_t)length)) {
    buffer->failed = true;
    return;
  }
  va_start(arguments, format);
  vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, arguments);
  va_end(arguments);
  buffer->length += (size_t)length;
}

void buffer_clear(struct buffer *buffer)
{
  buffer->length = 0;
  if (buffer->data)
    buffer->data[0] = '\0';
}

char *buffer_take(struct buffer *buffer, size_t *length)
{
  buffer_reserve(buffer, 0);
  if (buffer->failed) {
    buffer_free(buffer);
    return NULL;
  }
  char *data = buffer->data;
  data[buffer->length] = '\0';
  if (length)
    *length = buffer->length;
  *buffer = (struct buffer){0};
  return data;
}

void buffer_free(struct buffer *buffer)
{
  free(buffer->data);
  *buffer = (struct buffer){0};
}
