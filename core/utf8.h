/* utf8 - the few facts about UTF-8 that several rooms need. Everything about characters' properties is libunistring's.
 */
#ifndef REWORD_CORE_UTF8_H
#define REWORD_CORE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The length in bytes (1 to 4) of the valid sequence at text[0], or 0 when there is none within `length`. */
unsigned utf8_sequence(const char *text, size_t length);

/** Whether all of it is valid. */
bool utf8_valid(const char *text, size_t length);

/** How many of `length` bytes are left when a text is cut to `limit` bytes at most, on a character boundary. */
size_t utf8_cut(const char *text, size_t length, size_t limit);

/** The character of the valid sequence at text[0], which is `size` bytes long. */
uint32_t utf8_read(const char *text, unsigned size);

/** Writes a character to `out` (4 bytes of room); returns how many bytes it took. */
unsigned utf8_write(uint32_t character, char *out);

/** Whether a byte is a blank of HTML: tab, line feed, form feed, carriage return, space. */
static inline bool utf8_is_blank(char byte)
{
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

/** Whether a byte is a letter of ASCII. */
static inline bool utf8_is_letter(char byte)
{
  return ((unsigned char)byte | 0x20u) - 'a' < 26u;
}

/** Whether a byte is a digit of ASCII. */
static inline bool utf8_is_digit(char byte)
{
  return byte >= '0' && byte <= '9';
}

#endif
