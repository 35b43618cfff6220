#include "segment.h"

#include <stdlib.h>

static bool make_room(struct segments *segments)
{
  if (segments->count < segments->capacity)
    return true;
  uint32_t capacity = segments->capacity == 0 ? 16 : segments->capacity * 2;
  struct segment *items = NULL;
  if (capacity > segments->capacity)
    items = realloc(segments->items, capacity * sizeof *items);
  if (items == NULL)
    return false;
  segments->items = items;
  segments->capacity = capacity;
  return true;
}

void segments_append(struct segments *segments, struct segment segment)
{
  if (segments->failed || !make_room(segments)) {
    segments->failed = true;
    return;
  }
  segments->items[segments->count++] = segment;
}

uint32_t segment_find(const struct segment *segments, uint32_t count, uint32_t offset)
{
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (segments[middle].text + segments[middle].text_length <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The part [from, to) of a segment that holds it, with its text still where it was. */
static struct segment cut(struct segment segment, uint32_t from, uint32_t to)
{
  uint32_t end = segment.text + segment.text_length;
  if (segment.text >= from && end <= to)
    return segment;
  uint32_t start = segment.text > from ? segment.text : from;
  uint32_t length = (end < to ? end : to) - start;
  if (start > segment.text)
    segment.flags &= (uint8_t)~SEGMENT_RUN_START;
  if (segment.kind == SEGMENT_LINEAR) {
    segment.source += start - segment.text;
    segment.source_length = length;
  } else {
    segment.kind = SEGMENT_NEW;
    segment.source = 0;
    segment.source_length = 0;
  }
  segment.text = start;
  segment.text_length = length;
  return segment;
}

/* A segment without text belongs to the slice that starts where it stands. */
void segments_append_slice(struct segments *segments, const struct segment *source, uint32_t count, uint32_t from,
                           uint32_t to, uint32_t at)
{
  uint32_t number = segment_find(source, count, from);
  while (number > 0 && source[number - 1].text_length == 0 && source[number - 1].text == from)
    number--;
  for (; number < count && source[number].text < to; number++) {
    struct segment part = cut(source[number], from, to);
    part.text = part.text - from + at;
    segments_append(segments, part);
  }
}

void segments_free(struct segments *segments)
{
  free(segments->items);
  *segments = (struct segments){0};
}
