#include "arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
  struct arena_block *previous;
  size_t size;
  alignas(max_align_t) char bytes[];
};

#define FIRST_BLOCK_SIZE ((size_t)4096)
#define LARGEST_BLOCK_SIZE ((size_t)1 << 20)

static bool add_block(struct arena *arena, size_t bytes)
{
  size_t size = arena->next_block_size ? arena->next_block_size : FIRST_BLOCK_SIZE;
  if (size < bytes)
    size = bytes;
  struct arena_block *block = malloc(sizeof *block + size);
  if (!block)
    return false;
  block->previous = arena->blocks;
  block->size = size;
  arena->blocks = block;
  arena->used = 0;
  arena->next_block_size = size < LARGEST_BLOCK_SIZE ? size * 2 : size;
  return true;
}

void *arena_allocate(struct arena *arena, size_t bytes)
{
  if (bytes > SIZE_MAX / 4)
    return NULL;
  size_t rounded = (bytes + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
  if (rounded == 0)
    rounded = alignof(max_align_t);
  if ((!arena->blocks || rounded > arena->blocks->size - arena->used) && !add_block(arena, rounded))
    return NULL;
  void *memory = arena->blocks->bytes + arena->used;
  arena->used += rounded;
  return memset(memory, 0, rounded);
}

void *arena_allocate_array(struct arena *arena, size_t count, size_t item_size)
{
  if (item_size > 0 && count > SIZE_MAX / item_size)
    return NULL;
  return arena_allocate(arena, count * item_size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
  char *copy = arena_allocate(arena, length + 1);
  if (copy && length > 0)
    memcpy(copy, bytes, length);
  return copy;
}

char *arena_copy_string(struct arena *arena, const char *string)
{
  return arena_copy(arena, string, strlen(string));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  char *text = length < 0 ? NULL : arena_allocate(arena, (size_t)length + 1);
  if (!text)
    return NULL;
  va_start(arguments, format);
  vsnprintf(text, (size_t)length + 1, format, arguments);
  va_end(arguments);
  return text;
}

void arena_reset(struct arena *arena)
{
  while (arena->blocks && arena->blocks->previous) {
    struct arena_block *block = arena->blocks;
    arena->blocks = block->previous;
    free(block);
  }
  arena->used = 0;
  arena->next_block_size = 0;
}

void arena_free(struct arena *arena)
{
  while (arena->blocks) {
    struct arena_block *block = arena->blocks;
    arena->blocks = block->previous;
    free(block);
  }
  *arena = (struct arena){0};
}
