/* page - what the parts of the document room share: a page read, and the stretches of it that are passages. */
#ifndef REWORD_CORE_PAGE_H
#define REWORD_CORE_PAGE_H

#include "encoding.h"
#include "inherited.h"
#include "lexer.h"
#include "passage.h"
#include "structure.h"

#include <stdbool.h>
#include <stdint.h>

/** A passage as a range of the page: of its lexemes, or, in one that has none, of the view's bytes. A page may have
 *  millions. */
struct stretch {
  uint32_t start, end;
  uint32_t block;      /**< the block element; RW_NONE: none */
  uint32_t line;       /**< from 1 */
  uint16_t language;   /**< index into inheritance.languages */
  uint8_t open_before; /**< page_ends_itself of the elements that are open where it begins */
};

/** Elements that cannot nest in one of the same name, of which the inner start tag ends the outer element (section
 *  13.2.6.4.7): a bit of its own for each, 0 for all others. */
unsigned page_ends_itself(uint16_t element);

/** A page read. Owns all but the input's bytes; unchanging once open, until it is closed to reading. */
struct page {
  rw_format format;
  uint64_t protecting; /**< document_options.protecting */
  struct encoded encoded;
  struct lexemes lexemes; /**< of HTML, like the next two; `items` is NULL in other formats */
  struct structure structure;
  struct inheritance inheritance;
  struct stretch *stretches;
  uint32_t stretch_count;
  uint32_t stretch_capacity;
};

/** Adds a stretch after those the page has, and counts its line. False: no memory. */
bool page_add(struct page *page, const struct stretch *stretch);

/** The bytes of the view that a stretch takes up. */
static inline rw_range page_bytes(const struct page *page, const struct stretch *stretch)
{
  const struct lexeme *lexemes = page->lexemes.items;
  return lexemes ? (rw_range){lexemes[stretch->start].start, lexemes[stretch->end].start}
                 : (rw_range){stretch->start, stretch->end};
}

/** Lets go of all that is needed to read passages; the stretches become ranges of bytes. */
void page_end_reading(struct page *page);

/** Cuts an HTML page, its structure known, into stretches. RW_NO_MEMORY or RW_OK. */
rw_status page_cut_html(struct page *page);

/** Cuts plain text into stretches, as `format` says. */
rw_status page_cut_plain(struct page *page);

/** Whether [start, end) of a view holds no line of blanks alone, between two lines that are not, so that as plain text
 *  it is one passage; of lines, no line break. */
bool page_is_one_passage(rw_format format, const char *text, uint32_t length);

/** Builds the text, segments and items of an HTML stretch in a passage, initialised, whose role is set. */
rw_status page_build_html(const struct page *page, const struct stretch *stretch, struct passage *passage);

/** The same for plain text. */
rw_status page_build_plain(const struct page *page, const struct stretch *stretch, struct passage *passage);

/** The bytes of the page, in its encoding, that a rewritten passage becomes, verified: appended to `out`. RW_FAILED
 *  with the reason when it cannot be written. */
rw_status page_write(const struct page *page, const struct stretch *stretch, const struct passage *passage,
                     struct buffer *out, rw_error *error);

#endif
