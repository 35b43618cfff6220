#include "utf8.h"

#include <string.h>

static bool is_continuation(char byte)
{
  return ((unsigned char)byte & 0xC0u) == 0x80u;
}

/* Table 3-7 of the Unicode Standard: the first byte bounds the second; the rest are plain continuations. */
unsigned utf8_sequence(const char *text, size_t length)
{
  if (length == 0)
    return 0;
  unsigned char first = (unsigned char)text[0];
  if (first < 0x80)
    return 1;
  if (first < 0xC2 || first > 0xF4 || length < 2 || !is_continuation(text[1]))
    return 0;
  if (first < 0xE0)
    return 2;
  unsigned char second = (unsigned char)text[1];
  if (length < 3 || !is_continuation(text[2]))
    return 0;
  if (first < 0xF0)
    return (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ? 0 : 3;
  if (length < 4 || !is_continuation(text[3]))
    return 0;
  return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) ? 0 : 4;
}

bool utf8_valid(const char *text, size_t length)
{
  size_t at = 0;
  while (at < length) {
    uint64_t eight;
    if (length - at >= sizeof eight) {
      memcpy(&eight, text + at, sizeof eight);
      if ((eight & 0x8080808080808080u) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    unsigned size = utf8_sequence(text + at, length - at);
    if (size == 0)
      return false;
    at += size;
  }
  return true;
}

uint32_t utf8_read(const char *text, unsigned size)
{
  if (size == 1)
    return (unsigned char)text[0];
  uint32_t character = (unsigned char)text[0] & (0x7Fu >> size);
  for (unsigned at = 1; at < size; at++)
    character = character << 6 | ((unsigned char)text[at] & 0x3Fu);
  return character;
}

unsigned utf8_write(uint32_t character, char *out)
{
  if (character < 0x80) {
    out[0] = (char)character;
    return 1;
  }
  if (character < 0x800) {
    out[0] = (char)(0xC0u | character >> 6);
    out[1] = (char)(0x80u | (character & 0x3Fu));
    return 2;
  }
  if (character < 0x10000) {
    out[0] = (char)(0xE0u | character >> 12);
    out[1] = (char)(0x80u | (character >> 6 & 0x3Fu));
    out[2] = (char)(0x80u | (character & 0x3Fu));
    return 3;
  }
  out[0] = (char)(0xF0u | character >> 18);
  out[1] = (char)(0x80u | (character >> 12 & 0x3Fu));
  out[2] = (char)(0x80u | (character >> 6 & 0x3Fu));
  out[3] = (char)(0x80u | (character & 0x3Fu));
  return 4;
}

size_t utf8_cut(const char *text, size_t length, size_t limit)
{
  if (length <= limit)
    return length;
  while (limit > 0 && ((unsigned char)text[limit] & 0xC0) == 0x80)
    limit--;
  return limit;
}
