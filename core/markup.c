#include "markup.h"

/* What the placing of items walks over. */
struct placing {
  const struct item *items;
  uint32_t item_count;
  const rw_range *tokens;
  uint32_t token_count;
  struct placement *placements;
};

/* Where an item's byte lies: inside a token, or at the boundary before it. */
struct spot {
  uint32_t token;
  bool inside;
};

static struct spot find_spot(const struct placing *placing, uint32_t at)
{
  uint32_t low = 0, high = placing->token_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (placing->tokens[middle].end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return (struct spot){low, low < placing->token_count && placing->tokens[low].start < at};
}

/* An anchor of the items [first, last], which hold no token, at a boundary. */
static enum place stick(const struct placing *placing, uint32_t first, uint32_t last, uint32_t boundary,
                        uint32_t around)
{
  if (boundary == 0)
    return PLACE_BEFORE;
  if (boundary == placing->token_count)
    return PLACE_AFTER;
  if (around != RW_NONE && placing->placements[around].token == boundary)
    return PLACE_BEFORE;
  if (around != RW_NONE && find_spot(placing, placing->items[placing->items[around].partner].at).token == boundary)
    return PLACE_AFTER;
  bool blank_before = placing->tokens[boundary - 1].end < placing->items[first].at;
  bool blank_behind = placing->items[last].at < placing->tokens[boundary].start;
  return blank_before && !blank_behind ? PLACE_BEFORE : PLACE_AFTER;
}

static uint32_t slot_of(struct spot spot)
{
  return 2 * spot.token + (spot.inside ? 1 : 0);
}

static struct placement place_at(struct spot spot, enum place place, uint32_t around)
{
  uint32_t token = place == PLACE_AFTER && spot.token > 0 ? spot.token - 1 : spot.token;
  return (struct placement){token, around, slot_of(spot), (uint8_t)place};
}

/* Gives the items [first, last], which stay together, one placement. Barriers among them remain barriers. */
static void place_together(struct placing *placing, uint32_t first, uint32_t last, struct placement placement)
{
  for (uint32_t i = first; i <= last; i++) {
    placing->placements[i] = placement;
    if (placing->items[i].kind == ITEM_BARRIER)
      placing->placements[i].place = PLACE_BARRIER;
  }
}

/* Places the pair that item `number` opens; returns the last item placed. `*around` is the innermost element here. */
static uint32_t place_pair(struct placing *placing, uint32_t number, uint32_t *around)
{
  uint32_t partner = placing->items[number].partner;
  uint32_t start = placing->items[number].at, end = placing->items[partner].at;
  struct spot open = find_spot(placing, start), close = find_spot(placing, end);
  if (open.inside || close.inside) {
    struct spot inside = open.inside ? open : close;
    const rw_range *token = &placing->tokens[inside.token];
    if (token->start <= start && end <= token->end) {
      place_together(placing, number, partner, place_at(inside, PLACE_INSIDE, *around));
      return partner;
    }
    placing->placements[number] = place_at(open, PLACE_BARRIER, *around);
    placing->placements[partner] = place_at(close, PLACE_BARRIER, *around);
    return number;
  }
  if (open.token == close.token) {
    enum place place = stick(placing, number, partner, open.token, *around);
    place_together(placing, number, partner, place_at(open, place, *around));
    return partner;
  }
  placing->placements[number] = place_at(open, PLACE_OPEN, *around);
  placing->placements[partner] = place_at(close, PLACE_CLOSE, *around);
  *around = number;
  return number;
}

static void place_anchor(struct placing *placing, uint32_t number, uint32_t around)
{
  struct spot spot = find_spot(placing, placing->items[number].at);
  enum place place = spot.inside ? PLACE_INSIDE : stick(placing, number, number, spot.token, around);
  placing->placements[number] = place_at(spot, place, around);
}

static void place_items(struct placing *placing)
{
  uint32_t around = RW_NONE;
  for (uint32_t i = 0; i < placing->item_count; i++) {
    switch ((enum item_kind)placing->items[i].kind) {
    case ITEM_OPEN:
      i = place_pair(placing, i, &around);
      break;
    case ITEM_CLOSE:
      if (placing->placements[i].place == PLACE_CLOSE)
        around = placing->placements[i].around;
      break;
    case ITEM_ANCHOR:
      place_anchor(placing, i, around);
      break;
    case ITEM_BARRIER:
      placing->placements[i] = place_at(find_spot(placing, placing->items[i].at), PLACE_BARRIER, around);
      break;
    }
  }
}

static void fill_slots(const struct placing *placing, uint32_t *slots)
{
  uint32_t filled = 0;
  for (uint32_t i = 0; i < placing->item_count; i++)
    while (filled <= placing->placements[i].slot)
      slots[filled++] = i;
  while (filled < 2 * placing->token_count + 2)
    slots[filled++] = placing->item_count;
}

/* The innermost element around each token. */
static void fill_around(const struct placing *placing, const uint32_t *slots, uint32_t *token_around)
{
  uint32_t around = RW_NONE;
  for (uint32_t token = 0; token < placing->token_count; token++) {
    for (uint32_t i = slots[2 * token]; i < slots[2 * token + 1]; i++) {
      const struct placement *placement = &placing->placements[i];
      if (placement->place == PLACE_OPEN)
        around = i;
      else if (placement->place == PLACE_CLOSE)
        around = placement->around;
    }
    token_around[token] = around;
  }
}

bool markup_compute(struct markup *markup, const struct item *items, uint32_t item_count, const rw_range *tokens,
                    uint32_t token_count, struct arena *arena)
{
  struct placement *placements = arena_allocate_array(arena, item_count, sizeof *placements);
  uint32_t *slots = arena_allocate_array(arena, 2 * (size_t)token_count + 2, sizeof *slots);
  uint32_t *around = arena_allocate_array(arena, token_count, sizeof *around);
  if (!placements || !slots || !around)
    return false;
  struct placing placing = {items, item_count, tokens, token_count, placements};
  place_items(&placing);
  fill_slots(&placing, slots);
  fill_around(&placing, slots, around);
  *markup = (struct markup){placements, slots, around};
  return true;
}
