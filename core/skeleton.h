/* skeleton - a page reduced to what libxml2 needs to tell its structure.
 *
 * Every text run that shows something is a marker, `NUMBER;`; every start tag carries its lexeme's number as its first
 * attribute. So what libxml2 says of the skeleton can be laid on the page without trusting its offsets, and no text,
 * attribute or encoding of the page can lead it astray. */
#ifndef REWORD_CORE_SKELETON_H
#define REWORD_CORE_SKELETON_H

#include "buffer.h"
#include "lexer.h"

#include <stdbool.h>
#include <stdint.h>

/** The attribute that carries a start tag's lexeme number; always the first. No page's attribute in the skeleton has
 *  this name. */
#define SKELETON_ATTRIBUTE "."

/** What a skeleton keeps for XPath to ask for; each keeps what those before it do. */
enum skeleton_detail {
  SKELETON_BARE,
  SKELETON_NAMES,     /**< the names of made-up elements */
  SKELETON_ATTRIBUTES /**< the page's own attributes: decoded, escaped anew, duplicates dropped */
};

/** A skeleton as it is written, piece by piece, so that it never stands in memory whole. */
struct skeleton {
  const struct lexemes *lexemes;
  enum skeleton_detail detail;
  uint32_t next;       /**< lexeme to go on with */
  bool paragraph;      /**< a `p` may be open */
  bool foreign;        /**< the placeholder for this stretch of svg or math is written */
  bool ended;          /**< all is written */
  struct buffer piece; /**< written, of which `taken` bytes were read */
  size_t taken;
  struct buffer value; /**< an attribute's value, decoded */
};

/** Begins the skeleton of a page, whose lexemes must outlive it. Closed with skeleton_close. */
void skeleton_open(struct skeleton *skeleton, const struct lexemes *lexemes, enum skeleton_detail detail);

/** Copies the next bytes of the skeleton, at most `room`, to `out` and returns how many. 0: all was read, or there is
 *  no memory. */
size_t skeleton_read(struct skeleton *skeleton, char *out, size_t room);

/** Whether there was no memory to write all of it. */
bool skeleton_failed(const struct skeleton *skeleton);

void skeleton_close(struct skeleton *skeleton);

/** Whether a lexeme is text with something to see, so that the skeleton has a marker for it. */
bool skeleton_shows(const struct lexemes *lexemes, uint32_t number);

/** Numbers are written in base 32, least digit first, with the 32 characters from `@` on: neither text nor unquoted
 *  attribute values give any of them a meaning. Returns the digit's value; 32 and more is no digit. */
static inline uint32_t skeleton_digit(unsigned char character)
{
  return (uint32_t)character - '@';
}

#define SKELETON_DIGIT_BITS 5

/** What ends a marker. */
#define SKELETON_MARKER_END ';'

#endif
