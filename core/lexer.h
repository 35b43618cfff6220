/* lexer - a page into byte ranges, as the WHATWG tokeniser cuts it (HTML Living Standard, section 13.2.5).
 *
 * The ranges partition the page: the first starts at 0, each ends where the next starts, the last ends at the page's
 * end. The lexer owns the bytes' meaning (what is a tag, what is text); structure is libxml2's affair. It follows
 * foreign content (svg, math) as far as the tokeniser's state depends on it, and flags what it cannot be sure of. */
#ifndef REWORD_CORE_LEXER_H
#define REWORD_CORE_LEXER_H

#include "attribute.h"
#include "element.h"

#include <reword/reword.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum lexeme_type {
  LEXEME_TEXT,   /**< character data with references */
  LEXEME_RCDATA, /**< content of title or textarea: references, but no tags */
  LEXEME_RAW,    /**< content of style, xmp, iframe, noembed, noframes */
  LEXEME_SCRIPT,
  LEXEME_PLAIN, /**< all after <plaintext> */
  LEXEME_CDATA, /**< <![CDATA[…]]> in foreign content, delimiters included */
  LEXEME_START,
  LEXEME_END,
  LEXEME_COMMENT, /**< comments, processing instructions, bogus comments */
  LEXEME_DOCTYPE,
  LEXEME_CUT_TAG,   /**< a tag that the end of the page cut off */
  LEXEME_EMPTY_END, /**< `</>` */
  LEXEME_BYTE_ORDER_MARK,
  LEXEME_END_OF_PAGE /**< the sentinel after the last lexeme */
};

#define LEXEME_IS_TEXT(type) ((type) <= LEXEME_CDATA)

enum lexeme_flag {
  LEXEME_SELF_CLOSING = 1, /**< `/>` */
  LEXEME_FOREIGN = 2,      /**< in svg or math */
  LEXEME_AMBIGUOUS = 4,    /**< text where the state is not certain (select, template, frameset): leave alone */
  LEXEME_BLANK = 8         /**< text of blanks only, as it stands in the page */
};

/** One lexeme. Its end is the start of the next in the array. */
struct lexeme {
  uint32_t start; /**< byte of the page */
  uint16_t name;  /**< of start and end tags, and of RCDATA, RAW, SCRIPT: element number (see element.h) */
  uint8_t type;   /**< enum lexeme_type */
  uint8_t flags;  /**< enum lexeme_flag */
};

/** The lexemes of a page. Owns its arrays, borrows the page's bytes. */
struct lexemes {
  const char *bytes; /**< the page in UTF-8 (invalid sequences may occur) */
  uint32_t length;
  struct lexeme *items; /**< `count` of them and a sentinel that starts at `length` */
  uint32_t count;
  struct element_names *names; /**< of elements HTML does not know */
};

/** Cuts a page. `length` is below UINT32_MAX. RW_NO_MEMORY, or RW_OK: no page is wrong. The bytes stay the caller's
 *  and must outlive the lexemes. */
rw_status lexemes_open(struct lexemes *lexemes, const char *bytes, uint32_t length);
void lexemes_close(struct lexemes *lexemes);

/** The byte after a lexeme. */
static inline uint32_t lexeme_end(const struct lexemes *lexemes, uint32_t number)
{
  return lexemes->items[number + 1].start;
}

/** Walks the attributes of a start tag as attribute_next does. */
bool lexeme_attribute(const struct lexemes *lexemes, uint32_t number, uint32_t *at, struct attribute *attribute);

#endif
