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

/** A skeleton and how much of what it holds. The owner frees `text`. */
struct skeleton {
  struct buffer text;
  uint32_t element_count; /**< start tags */
  uint32_t run_count;     /**< markers */
};

/** The attribute that carries a start tag's lexeme number; always the first. No page's attribute in the skeleton has
 *  this name. */
#define SKELETON_ATTRIBUTE "."

/** What a skeleton keeps for XPath to ask for; each keeps what those before it do. */
enum skeleton_detail {
  SKELETON_BARE,
  SKELETON_NAMES,     /**< the names of made-up elements */
  SKELETON_ATTRIBUTES /**< the page's own attributes: decoded, escaped anew, duplicates dropped */
};

/** Builds the skeleton of a page. RW_NO_MEMORY or RW_OK. */
rw_status skeleton_build(struct skeleton *skeleton, const struct lexemes *lexemes, enum skeleton_detail detail);

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
