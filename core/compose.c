#include "compose.h"

#include "buffer.h"
#include "error.h"

#include <stdlib.h>
#include <string.h>

/* The passage as it grows. Text of the source is held back as a range, so that what was one stretch stays one. */
struct composer {
  struct arrangement *arrangement;
  const struct passage *source;
  struct buffer text;
  struct segments segments;
  rw_range held; /* bytes of the source not yet written */
  struct item *items;
  uint32_t *new_number; /* per item of the source: its number in the result */
  uint32_t item_count;
};

static uint32_t position(const struct composer *composer)
{
  return (uint32_t)composer->text.length + (composer->held.end - composer->held.start);
}

static void write_held(struct composer *composer)
{
  rw_range held = composer->held;
  composer->held = (rw_range){0, 0};
  if (held.start == held.end)
    return;
  segments_append_slice(&composer->segments, composer->source->segments, composer->source->segment_count, held.start,
                        held.end, (uint32_t)composer->text.length);
  buffer_append(&composer->text, composer->source->view.text + held.start, held.end - held.start);
}

static void write_source(struct composer *composer, uint32_t start, uint32_t end)
{
  if (start == end)
    return;
  if (composer->held.start == composer->held.end || composer->held.end != start) {
    write_held(composer);
    composer->held.start = start;
  }
  composer->held.end = end;
}

static void write_new(struct composer *composer, const char *text, uint32_t length)
{
  write_held(composer);
  if (length == 0)
    return;
  segments_append(
      &composer->segments,
      (struct segment){.text = (uint32_t)composer->text.length, .text_length = length, .kind = SEGMENT_NEW});
  buffer_append(&composer->text, text, length);
}

/* Segments never reach over an item. */
static void write_item(struct composer *composer, uint32_t number)
{
  write_held(composer);
  struct item *item = &composer->items[composer->item_count];
  *item = composer->source->items[number];
  item->at = position(composer);
  composer->new_number[number] = composer->item_count++;
}

/* A stretch of the source with the items in it. */
static void write_with_items(struct composer *composer, rw_range bytes, rw_range items)
{
  uint32_t at = bytes.start;
  for (uint32_t i = items.start; i < items.end; i++) {
    write_source(composer, at, composer->source->items[i].at);
    write_item(composer, i);
    at = composer->source->items[i].at;
  }
  write_source(composer, at, bytes.end);
}

/* The bytes between two tokens of the source, or around them all. */
static rw_range bytes_between(const struct passage *source, uint32_t boundary)
{
  const rw_passage *view = &source->view;
  return (rw_range){boundary > 0 ? view->tokens[boundary - 1].end : 0,
                    boundary < view->token_count ? view->tokens[boundary].start : view->text_length};
}

static void write_gap(struct composer *composer, uint32_t place)
{
  const struct arrangement *arrangement = composer->arrangement;
  uint32_t boundary = RW_NONE;
  if (place == 0)
    boundary = 0;
  else if (place == arrangement->word_count)
    boundary = composer->source->view.token_count;
  else if (arrangement->words[place].gap == GAP_SOURCE)
    boundary = arrangement_boundary(arrangement, place);
  if (boundary != RW_NONE) {
    rw_range bytes = bytes_between(composer->source, boundary);
    write_source(composer, bytes.start, bytes.end);
  } else if (arrangement->words[place].gap == GAP_BLANK) {
    write_new(composer, " ", 1);
  }
}

static void write_place(struct composer *composer, uint32_t place)
{
  const struct arrangement *arrangement = composer->arrangement;
  if (arrangement_is_verbatim(arrangement, place)) {
    uint32_t boundary = arrangement_boundary(arrangement, place);
    write_with_items(composer, bytes_between(composer->source, boundary),
                     markup_between(&composer->source->markup, boundary));
    return;
  }
  for (uint32_t i = arrangement->sides[2 * place]; i < arrangement->sides[2 * place + 1]; i++)
    write_item(composer, arrangement->items[i]);
  write_gap(composer, place);
  for (uint32_t i = arrangement->sides[2 * place + 1]; i < arrangement->sides[2 * place + 2]; i++)
    write_item(composer, arrangement->items[i]);
}

static bool is_character_start(const char *text, uint32_t at, uint32_t length)
{
  return at >= length || ((unsigned char)text[at] & 0xC0u) != 0x80u;
}

/* A word of the page with another text: only the characters that differ are new. */
static void write_changed(struct composer *composer, rw_range bytes, const char *text, uint32_t length)
{
  const char *old = composer->source->view.text + bytes.start;
  uint32_t old_length = bytes.end - bytes.start, head = 0, tail = 0;
  uint32_t shorter = length < old_length ? length : old_length;
  while (head < shorter && old[head] == text[head])
    head++;
  while (!is_character_start(old, head, old_length) || !is_character_start(text, head, length))
    head--;
  while (tail < shorter - head && old[old_length - tail - 1] == text[length - tail - 1])
    tail++;
  while (!is_character_start(old, old_length - tail, old_length) || !is_character_start(text, length - tail, length))
    tail--;
  write_source(composer, bytes.start, bytes.start + head);
  write_new(composer, text + head, length - head - tail);
  write_source(composer, bytes.end - tail, bytes.end);
}

static void write_word(struct composer *composer, struct arranged_word *word)
{
  uint32_t start = position(composer);
  if (!word->kept) {
    write_new(composer, word->text, word->length);
  } else {
    rw_range bytes = composer->source->view.tokens[word->tokens.start];
    bool same = word->length == bytes.end - bytes.start &&
                memcmp(word->text, composer->source->view.text + bytes.start, word->length) == 0;
    if (same)
      write_with_items(composer, bytes, markup_inside(&composer->source->markup, word->tokens.start));
    else
      write_changed(composer, bytes, word->text, word->length);
  }
  word->written = (rw_range){start, position(composer)};
}

/* What stands at the very end and has no text, as a reference that decodes to nothing, belongs to no stretch. */
static void write_end(struct composer *composer)
{
  const struct passage *source = composer->source;
  write_held(composer);
  uint32_t first = source->segment_count;
  while (first > 0 && source->segments[first - 1].text_length == 0)
    first--;
  for (uint32_t i = first; i < source->segment_count; i++) {
    struct segment segment = source->segments[i];
    segment.text = (uint32_t)composer->text.length;
    segments_append(&composer->segments, segment);
  }
}

static rw_status finish(struct composer *composer, struct passage *result, rw_error *error)
{
  if (composer->text.failed || composer->segments.failed)
    return error_no_memory(error);
  if (composer->text.length > UINT32_MAX / 2)
    return error_set(error, RW_FAILED, "the passage would grow too long");
  for (uint32_t i = 0; i < composer->item_count; i++)
    if (composer->items[i].partner != RW_NONE)
      composer->items[i].partner = composer->new_number[composer->items[i].partner];
  result->view.number = composer->source->view.number;
  result->view.element = composer->source->view.element;
  result->view.role = composer->source->view.role;
  rw_status status =
      passage_set_text(result, composer->text.data ? composer->text.data : "", (uint32_t)composer->text.length,
                       &composer->segments, composer->items, composer->item_count);
  return status == RW_OK ? RW_OK : error_no_memory(error);
}

rw_status compose(struct arrangement *arrangement, struct passage *result, rw_error *error)
{
  const struct passage *source = arrangement->passage;
  struct composer composer = {.arrangement = arrangement, .source = source};
  struct arena arena = {0};
  passage_init(result);
  composer.items = arena_allocate_array(&arena, source->item_count, sizeof *composer.items);
  composer.new_number = arena_allocate_array(&arena, source->item_count, sizeof *composer.new_number);
  rw_status status = composer.items && composer.new_number ? RW_OK : error_no_memory(error);
  if (status == RW_OK) {
    for (uint32_t place = 0; place < arrangement->word_count; place++) {
      write_place(&composer, place);
      write_word(&composer, &arrangement->words[place]);
    }
    write_place(&composer, arrangement->word_count);
    write_end(&composer);
    status = finish(&composer, result, error);
  }
  if (status != RW_OK)
    passage_free(result);
  arena_free(&arena);
  buffer_free(&composer.text);
  segments_free(&composer.segments);
  return status;
}
