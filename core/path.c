#include "path.h"

#include "buffer.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Bit 31 of a position: a sibling of the same name follows, so that even the first one has its position written. */
#define HAS_SUCCESSOR (UINT32_C(1) << 31)

/* So many element numbers there are, those of made-up names included. */
#define NAME_COUNT ((size_t)UINT16_MAX + 1)

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

/* The children of each element, in page order, as lists that RW_NONE ends. */
struct children {
  uint32_t *first; /* per element, and behind them the first element without parent */
  uint32_t *next;  /* per element, the next with the same parent */
};

static void list_children(const struct structure *structure, const struct children *children)
{
  uint32_t count = structure->element_count;
  for (uint32_t i = 0; i <= count; i++)
    children->first[i] = RW_NONE;
  for (uint32_t i = count; i-- > 0;) {
    uint32_t parent = structure->elements[i].parent;
    uint32_t *first = &children->first[parent == RW_NONE ? count : parent];
    children->next[i] = *first;
    *first = i;
  }
}

/* Counts the children of one element by name. `last` holds per name the last element that had it, anywhere. */
static void count_children(const struct structure *structure, const struct children *children, uint32_t parent,
                           uint32_t *last, uint32_t *positions)
{
  for (uint32_t i = children->first[parent]; i != RW_NONE; i = children->next[i]) {
    uint32_t *before = &last[structure->elements[i].name];
    positions[i] = 1;
    if (*before != RW_NONE && structure->elements[*before].parent == structure->elements[i].parent) {
      positions[i] = (positions[*before] & ~HAS_SUCCESSOR) + 1;
      positions[*before] |= HAS_SUCCESSOR;
    }
    *before = i;
  }
}

static uint32_t *count_positions(const struct structure *structure)
{
  size_t count = structure->element_count + (size_t)1;
  struct children children = {malloc(count * sizeof(uint32_t)), malloc(count * sizeof(uint32_t))};
  uint32_t *positions = malloc(count * sizeof *positions);
  uint32_t *last = malloc(NAME_COUNT * sizeof *last);
  bool done = children.first && children.next && positions && last;
  if (done) {
    memset(last, 0xFF, NAME_COUNT * sizeof *last); /* RW_NONE */
    list_children(structure, &children);
    for (uint32_t i = 0; i <= structure->element_count; i++)
      count_children(structure, &children, i, last, positions);
  }
  free(children.first);
  free(children.next);
  free(last);
  if (done)
    return positions;
  free(positions);
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
