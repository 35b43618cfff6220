#include "path.h"

#include "buffer.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Bit 31 of a position: a sibling of the same name follows, so that even the first one has its position written. */
#define HAS_SUCCESSOR (UINT32_C(1) << 31)

struct paths {
  _Atomic(uint32_t *) positions; /* per element, from 1; NULL as long as nobody asked */
};

struct paths *paths_open(void)
{
  struct paths *paths = malloc(sizeof *paths);
  if (paths)
    atomic_init(&paths->positions, NULL);
  return paths;
}

void paths_close(struct paths *paths)
{
  if (paths)
    free(atomic_load(&paths->positions));
  free(paths);
}

static uint32_t hash_of(const struct structure_element *element)
{
  uint64_t key = ((uint64_t)element->parent << 16 | element->name) * UINT64_C(0x9E3779B97F4A7C15);
  return (uint32_t)(key >> 32);
}

/* The slot of the last element with the same parent and name, or the empty slot for it. Slots hold an element's index
 * plus one. */
static uint32_t find_slot(const struct structure *structure, const uint32_t *slots, uint32_t mask, uint32_t number)
{
  const struct structure_element *element = &structure->elements[number];
  uint32_t slot = hash_of(element) & mask;
  while (slots[slot] != 0) {
    const struct structure_element *other = &structure->elements[slots[slot] - 1];
    if (other->parent == element->parent && other->name == element->name)
      break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

static uint32_t *count_positions(const struct structure *structure)
{
  uint32_t slot_count = 16;
  while (slot_count / 2 < structure->element_count)
    slot_count *= 2;
  uint32_t *positions = malloc((structure->element_count + (size_t)1) * sizeof *positions);
  uint32_t *slots = calloc(slot_count, sizeof *slots);
  if (positions && slots) {
    for (uint32_t i = 0; i < structure->element_count; i++) {
      uint32_t slot = find_slot(structure, slots, slot_count - 1, i), before = slots[slot];
      positions[i] = 1;
      if (before != 0) {
        positions[i] = (positions[before - 1] & ~HAS_SUCCESSOR) + 1;
        positions[before - 1] |= HAS_SUCCESSOR;
      }
      slots[slot] = i + 1;
    }
    free(slots);
    return positions;
  }
  free(positions);
  free(slots);
  return NULL;
}

/* The positions; of two threads that work them out at once, one throws its own away. */
static const uint32_t *positions_of(struct paths *paths, const struct structure *structure)
{
  uint32_t *positions = atomic_load(&paths->positions);
  if (positions)
    return positions;
  positions = count_positions(structure);
  uint32_t *expected = NULL;
  if (!positions || atomic_compare_exchange_strong(&paths->positions, &expected, positions))
    return positions;
  free(positions);
  return expected;
}

const char *path_of(struct paths *paths, const struct structure *structure, const struct lexemes *lexemes,
                    uint32_t element, struct arena *arena)
{
  const uint32_t *positions = positions_of(paths, structure);
  if (!positions)
    return NULL;
  uint32_t ancestors[STRUCTURE_DEPTH_LIMIT + 1], depth = 0;
  for (; element != RW_NONE && depth <= STRUCTURE_DEPTH_LIMIT; element = structure->elements[element].parent)
    ancestors[depth++] = element;
  struct buffer path = {0};
  while (depth-- > 0) {
    uint32_t position = positions[ancestors[depth]];
    buffer_append_byte(&path, '/');
    buffer_append_string(&path, element_name(structure->elements[ancestors[depth]].name, lexemes->names));
    if (position != 1)
      buffer_printf(&path, "[%u]", position & ~HAS_SUCCESSOR);
  }
  const char *copy = path.failed ? NULL : arena_copy(arena, path.data ? path.data : "", path.length);
  buffer_free(&path);
  return copy;
}
