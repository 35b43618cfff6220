#include "element.h"

#include "arena.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* No name in the table is longer; the rest of each is zero, so names compare as two words. */
#define NAME_ROOM 16

static const char known_names[ELEMENT_KNOWN][NAME_ROOM] = {
    "",
#define ELEMENT(name, properties) #name,
#include "element_table.h"
#undef ELEMENT
};

static const uint16_t known_properties[ELEMENT_KNOWN] = {
    0,
#define ELEMENT(name, properties) properties,
#include "element_table.h"
#undef ELEMENT
};

/* The first element of each letter; names that start with j or y, or with z, are made up. */
static const uint8_t first_of_letter[] = {
    ELEMENT_a,      ELEMENT_b,   ELEMENT_canvas, ELEMENT_data,  ELEMENT_em,    ELEMENT_fieldset, ELEMENT_h1,
    ELEMENT_h1,     ELEMENT_i,   ELEMENT_kbd,    ELEMENT_kbd,   ELEMENT_label, ELEMENT_main,     ELEMENT_nav,
    ELEMENT_object, ELEMENT_p,   ELEMENT_q,      ELEMENT_rb,    ELEMENT_s,     ELEMENT_table,    ELEMENT_u,
    ELEMENT_var,    ELEMENT_wbr, ELEMENT_xmp,    ELEMENT_KNOWN, ELEMENT_KNOWN, ELEMENT_KNOWN};

/* Names a page made up, in a hash table with open addressing: slots hold the index of a name plus one. */
#define MADE_UP_LIMIT (ELEMENT_OTHER - ELEMENT_KNOWN)
/* A lookup looks at no more slots, so that names chosen to collide cost no time; those past it are ELEMENT_OTHER. */
#define PROBE_LIMIT 64

struct made_up_name {
  const char *name;
  size_t length;
  uint32_t hash;
};

struct element_names {
  struct arena arena;
  struct made_up_name *items;
  uint32_t count;
  uint16_t *slots;
  uint32_t slot_count; /* a power of two, more than twice `count`; `items` has room for half of it */
};

static char lower(char byte)
{
  return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

uint16_t element_known(const char *name, size_t length)
{
  if (length == 0 || length >= NAME_ROOM || name[length - 1] == '\0')
    return ELEMENT_NONE;
  char wanted[NAME_ROOM] = {0};
  for (size_t at = 0; at < length; at++)
    wanted[at] = lower(name[at]);
  unsigned letter = (unsigned char)wanted[0] - (unsigned)'a';
  if (letter >= 26)
    return ELEMENT_NONE;
  unsigned end = first_of_letter[letter + 1];
  for (unsigned number = first_of_letter[letter]; number < end; number++) {
    if (known_names[number][1] == wanted[1] && memcmp(known_names[number], wanted, NAME_ROOM) == 0)
      return (uint16_t)number;
  }
  return ELEMENT_NONE;
}

/* FNV-1a over the name in lower case. */
static uint32_t hash_of(const char *name, size_t length)
{
  uint32_t hash = 2166136261u;
  for (size_t at = 0; at < length; at++)
    hash = (hash ^ (unsigned char)lower(name[at])) * 16777619u;
  return hash;
}

static bool same_name(const struct made_up_name *made_up, const char *name, size_t length, uint32_t hash)
{
  if (made_up->hash != hash || made_up->length != length)
    return false;
  for (size_t at = 0; at < length; at++) {
    if (made_up->name[at] != lower(name[at]))
      return false;
  }
  return true;
}

/* The slot of a name, or the empty one where it would go; slot_count when it lies too far from its place. */
static uint32_t find_slot(const struct element_names *names, const char *name, size_t length, uint32_t hash)
{
  for (uint32_t probe = 0; probe < PROBE_LIMIT; probe++) {
    uint32_t slot = (hash + probe) & (names->slot_count - 1);
    if (names->slots[slot] == 0 || same_name(&names->items[names->slots[slot] - 1u], name, length, hash))
      return slot;
  }
  return names->slot_count;
}

static bool grow(struct element_names *names)
{
  uint32_t slot_count = names->slot_count == 0 ? 128 : names->slot_count * 2;
  uint16_t *slots = calloc(slot_count, sizeof *slots);
  struct made_up_name *items = realloc(names->items, slot_count / 2 * sizeof *items);
  if (items != NULL)
    names->items = items;
  if (slots == NULL || items == NULL) {
    free(slots);
    return false;
  }
  free(names->slots);
  names->slots = slots;
  names->slot_count = slot_count;
  for (uint32_t number = 0; number < names->count; number++) {
    uint32_t slot = find_slot(names, items[number].name, items[number].length, items[number].hash);
    if (slot < slot_count)
      slots[slot] = (uint16_t)(number + 1);
  }
  return true;
}

static uint16_t add_name(struct element_names *names, const char *name, size_t length, uint32_t hash)
{
  if (names->count >= MADE_UP_LIMIT || (names->count >= names->slot_count / 2 && !grow(names)))
    return ELEMENT_OTHER;
  uint32_t slot = find_slot(names, name, length, hash);
  char *copy = slot < names->slot_count ? arena_copy(&names->arena, name, length) : NULL;
  if (copy == NULL)
    return ELEMENT_OTHER;
  for (size_t at = 0; at < length; at++)
    copy[at] = lower(copy[at]);
  names->items[names->count] = (struct made_up_name){.name = copy, .length = length, .hash = hash};
  names->count++;
  names->slots[slot] = (uint16_t)names->count;
  return (uint16_t)(ELEMENT_KNOWN + names->count - 1);
}

/* A name with a NUL in it has no string: ELEMENT_OTHER. */
static uint16_t find_made_up(const char *name, size_t length, struct element_names **names)
{
  if (memchr(name, '\0', length) != NULL)
    return ELEMENT_OTHER;
  if (*names == NULL && (*names = calloc(1, sizeof **names)) == NULL)
    return ELEMENT_OTHER;
  uint32_t hash = hash_of(name, length);
  if ((*names)->slot_count > 0) {
    uint32_t slot = find_slot(*names, name, length, hash);
    if (slot == (*names)->slot_count)
      return ELEMENT_OTHER;
    if ((*names)->slots[slot] != 0)
      return (uint16_t)(ELEMENT_KNOWN + (*names)->slots[slot] - 1);
  }
  return add_name(*names, name, length, hash);
}

uint16_t element_number(const char *name, size_t length, struct element_names **names)
{
  uint16_t number = element_known(name, length);
  if (number != ELEMENT_NONE || length == 0)
    return number;
  return find_made_up(name, length, names);
}

unsigned element_properties(uint16_t number)
{
  return number < ELEMENT_KNOWN ? known_properties[number] : 0;
}

const char *element_name(uint16_t number, const struct element_names *names)
{
  if (number < ELEMENT_KNOWN)
    return known_names[number];
  if (number == ELEMENT_OTHER)
    return "?";
  return names->items[number - ELEMENT_KNOWN].name;
}

void element_names_free(struct element_names *names)
{
  if (names == NULL)
    return;
  arena_free(&names->arena);
  free(names->items);
  free(names->slots);
  free(names);
}
