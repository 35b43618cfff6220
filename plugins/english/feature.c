#include "feature.h"

#include <string.h>

const char *const feature_names[FEATURE_COUNT] = {"vocabulary", "suffix4", "suffix3", "suffix2",
                                                  "prefix3",    "shape",   "form",    "vectors"};

/* A stretch of a form. */
struct stretch {
  const char *at, *end;
};

/* The next byte of the folded form, or with its digits kept. */
static unsigned char next_folded(struct stretch *stretch, bool keep_digits)
{
  unsigned char byte = (unsigned char)*stretch->at++;
  if (byte >= 'A' && byte <= 'Z')
    return byte | 0x20;
  if (byte >= '0' && byte <= '9' && !keep_digits)
    return '0';
  if (byte == 0xE2 && stretch->end - stretch->at >= 2 &&
      (memcmp(stretch->at, "\x80\x98", 2) == 0 || memcmp(stretch->at, "\x80\x99", 2) == 0)) {
    stretch->at += 2;
    return '\'';
  }
  return byte;
}

/* FNV-1a of 64 bits, folded to 32: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint32_t word_hash(struct stretch stretch, bool keep_digits)
{
  uint64_t hash = 14695981039346656037u;
  while (stretch.at < stretch.end)
    hash = (hash ^ next_folded(&stretch, keep_digits)) * 1099511628211u;
  return (uint32_t)(hash ^ hash >> 32);
}

/* FNV-1a of 32 bits over a byte (unless 0), the stretch and another byte (unless 0); then mixed, so that its low bits
 * depend on all. */
static uint32_t row_hash(struct stretch stretch, unsigned char before, unsigned char after, enum feature feature)
{
  uint32_t hash = 2166136261u ^ (uint32_t)feature * 0x9E3779B1u;
  if (before)
    hash = (hash ^ before) * 16777619u;
  while (stretch.at < stretch.end)
    hash = (hash ^ next_folded(&stretch, false)) * 16777619u;
  if (after)
    hash = (hash ^ after) * 16777619u;
  hash = (hash ^ hash >> 15) * 0x2c1b3c6du;
  hash = (hash ^ hash >> 12) * 0x297a2d39u;
  return hash ^ hash >> 15;
}

static bool begins_character(char byte)
{
  return ((unsigned char)byte & 0xC0) != 0x80;
}

/* Of the last `count` characters, or of a mark and the whole form where it has no more. */
static uint32_t suffix_hash(struct stretch form, unsigned count, enum feature feature)
{
  const char *at = form.end;
  while (at > form.at && count > 0)
    count -= begins_character(*--at);
  bool whole = at == form.at;
  return row_hash((struct stretch){at, form.end}, whole ? '<' : 0, 0, feature);
}

static uint32_t prefix_hash(struct stretch form, unsigned count, enum feature feature)
{
  const char *at = form.at;
  while (at < form.end && !(begins_character(*at) && count == 0))
    count -= begins_character(*at++);
  bool whole = at == form.end;
  return row_hash((struct stretch){form.at, at}, 0, whole ? '>' : 0, feature);
}

static uint32_t shape(struct stretch form, bool first_of_sentence)
{
  uint32_t bits = first_of_sentence ? SHAPE_FIRST : 0;
  size_t capitals = 0;
  for (const char *at = form.at; at < form.end; at++) {
    if (*at >= 'A' && *at <= 'Z') {
      capitals++;
      bits |= at == form.at ? SHAPE_CAPITAL : 0;
    } else if (*at >= 'a' && *at <= 'z') {
      bits |= SHAPE_SMALL;
    } else if (*at >= '0' && *at <= '9') {
      bits |= SHAPE_DIGIT;
    } else {
      bits |= *at == '-' ? SHAPE_HYPHEN : SHAPE_OTHER;
    }
  }
  return bits | (capitals > 1 ? SHAPE_CAPITALS : 0);
}

struct feature_values feature_values(const char *form, size_t length, bool first_of_sentence)
{
  struct stretch whole = {form, form + length};
  struct feature_values values;
  values.of[FEATURE_VOCABULARY] = word_hash(whole, false);
  values.of[FEATURE_SUFFIX4] = suffix_hash(whole, 4, FEATURE_SUFFIX4);
  values.of[FEATURE_SUFFIX3] = suffix_hash(whole, 3, FEATURE_SUFFIX3);
  values.of[FEATURE_SUFFIX2] = suffix_hash(whole, 2, FEATURE_SUFFIX2);
  values.of[FEATURE_PREFIX3] = prefix_hash(whole, 3, FEATURE_PREFIX3);
  values.of[FEATURE_SHAPE] = shape(whole, first_of_sentence);
  values.of[FEATURE_FORM] = row_hash(whole, 0, 0, FEATURE_FORM);
  values.of[FEATURE_VECTORS] = word_hash(whole, true);
  return values;
}

uint32_t feature_row(uint32_t value, uint32_t rows)
{
  return 1 + value % (rows - 1);
}

uint32_t feature_find(const uint32_t *values, uint32_t count, uint32_t value)
{
  uint32_t low = 0;
  uint32_t high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (values[middle] < value)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && values[low] == value ? low : FEATURE_ABSENT;
}
