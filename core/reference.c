#include "reference.h"

#include "utf8.h"

#include <string.h>

/* The longest name is `CounterClockwiseContourIntegral;`. */
struct named_reference {
  char name[33];
  char characters[REFERENCE_ROOM - 1];
};

static const struct named_reference named_references[] = {
#define REFERENCE(name, characters) {name, characters},
#include "reference_table.h"
#undef REFERENCE
};

#define NAMED_COUNT ((uint32_t)(sizeof named_references / sizeof *named_references))

/* What &#x80; to &#x9F; stand for: the characters of windows-1252, by the table of section 13.2.5.80. */
static const uint16_t control_characters[32] = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/* The first entry of [low, high), whose names agree in their first `at` bytes, with a byte there not below `byte`. */
static uint32_t lower_bound(uint32_t low, uint32_t high, uint32_t at, unsigned byte)
{
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if ((unsigned char)named_references[middle].name[at] < byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The longest name that starts `bytes`; NAMED_COUNT when none does. */
static uint32_t find_name(const char *bytes, uint32_t length, uint32_t *name_length)
{
  uint32_t low = 0, high = NAMED_COUNT, found = NAMED_COUNT;
  for (uint32_t at = 0; at < length && bytes[at] != '\0'; at++) {
    unsigned byte = (unsigned char)bytes[at];
    low = lower_bound(low, high, at, byte);
    high = lower_bound(low, high, at, byte + 1);
    if (low == high)
      break;
    if (named_references[low].name[at + 1] == '\0') {
      found = low;
      *name_length = at + 1;
    }
  }
  return found;
}

static uint32_t read_named(const char *bytes, uint32_t length, bool attribute, struct reference *reference)
{
  uint32_t name_length = 0;
  uint32_t number = find_name(bytes + 1, length - 1, &name_length);
  if (number == NAMED_COUNT)
    return 0;
  uint32_t end = name_length + 1;
  if (attribute && bytes[end - 1] != ';' && end < length &&
      (bytes[end] == '=' || utf8_is_digit(bytes[end]) || utf8_is_letter(bytes[end])))
    return 0;
  const char *characters = named_references[number].characters;
  reference->length = (uint32_t)strlen(characters);
  memcpy(reference->characters, characters, reference->length);
  return end;
}

/* The value of a digit, 16 when it is none to the base. */
static unsigned digit_value(char byte, unsigned base)
{
  if (utf8_is_digit(byte))
    return (unsigned)(byte - '0');
  unsigned value = ((unsigned char)byte | 0x20u) - 'a' + 10u;
  return base == 16 && value >= 10 && value < 16 ? value : 16;
}

static uint32_t numbered_character(uint32_t number)
{
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF))
    return 0xFFFD;
  return number >= 0x80 && number <= 0x9F ? control_characters[number - 0x80] : number;
}

static uint32_t read_numeric(const char *bytes, uint32_t length, struct reference *reference)
{
  uint32_t at = 2;
  unsigned base = 10;
  if (at < length && (bytes[at] == 'x' || bytes[at] == 'X')) {
    base = 16;
    at++;
  }
  uint32_t first = at, number = 0;
  for (; at < length && digit_value(bytes[at], base) < base; at++) {
    if (number <= 0x10FFFF)
      number = number * base + digit_value(bytes[at], base);
  }
  if (at == first)
    return 0;
  reference->length = utf8_write(numbered_character(number), reference->characters);
  return at < length && bytes[at] == ';' ? at + 1 : at;
}

uint32_t reference_read(const char *bytes, uint32_t length, bool attribute, struct reference *reference)
{
  if (length < 2)
    return 0;
  if (bytes[1] == '#')
    return read_numeric(bytes, length, reference);
  return read_named(bytes, length, attribute, reference);
}
