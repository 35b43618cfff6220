/* character - what the module needs to know of the characters of a text.
 *
 * Offsets count bytes. A byte that begins no valid UTF-8 sequence is a character of its own and counts as a letter, so
 * that a word in another encoding stays in one piece. */
#ifndef ENGLISH_CHARACTER_H
#define ENGLISH_CHARACTER_H

#include <stdbool.h>
#include <stdint.h>

enum character_kind {
  CHARACTER_END, /**< past the end of the text */
  CHARACTER_BLANK,
  CHARACTER_LETTER,
  CHARACTER_DIGIT,
  CHARACTER_MARK,  /**< combines with the character before it, or shows nothing by itself */
  CHARACTER_OTHER, /**< punctuation and symbols */
  CHARACTER_OBJECT /**< U+FFFC, an image or its like */
};

struct character {
  uint32_t code; /**< Unicode scalar value; U+FFFD for an invalid byte */
  uint32_t size; /**< bytes, 0 at the end */
  enum character_kind kind;
};

/** The character at a byte of a text. */
struct character character_at(const char *text, uint32_t length, uint32_t at);

/** Whether it is a letter of upper or title case, or of lower case. Letters of scripts without case are neither. */
bool character_is_upper(struct character character);
bool character_is_lower(struct character character);

/** Whether it is written for an apostrophe: straight, curly, modifier letter, grave or acute accent. */
bool character_is_apostrophe(struct character character);

/** The shape of a word's letters. */
enum word_case {
  CASE_NONE,    /**< no letter with case */
  CASE_LOWER,   /**< no capital */
  CASE_CAPITAL, /**< a capital at its first letter alone; a single capital too */
  CASE_UPPER,   /**< two capitals or more and no small letter */
  CASE_MIXED    /**< any other: iPhone, McDonald, PhD */
};
enum word_case word_case(const char *text, uint32_t length);

#endif
