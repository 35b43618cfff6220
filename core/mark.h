/* mark - finds what core protects in a text, whatever its language: numbers, quotations, addresses, terms. */
#ifndef REWORD_CORE_MARK_H
#define REWORD_CORE_MARK_H

#include "passage.h"

/** A growing list of marks in bytes of text, in memory of its own. Zero-initialised it is empty. */
struct byte_marks {
  struct byte_mark *items;
  uint32_t count;
  uint32_t capacity;
  bool failed; /**< an allocation failed; sticks */
};

void byte_marks_append(struct byte_marks *marks, uint32_t start, uint32_t end, rw_mark_kind kind);
void byte_marks_free(struct byte_marks *marks);

/** Numbers written with digits, with what is joined to them: "1,000.50", "$5", "86.82%", "5th", "H2O", "10:30". */
void mark_numbers(const char *text, uint32_t length, struct byte_marks *marks);

/** Text in quotation marks, the marks included: “ ” „ “ « » ‹ › ‘ ’ " and '. Curly marks nest. A mark that opens and
 *  is never closed protects to the end of the text; a single one that may be an apostrophe must be closed. */
void mark_quotations(const char *text, uint32_t length, struct byte_marks *marks);

/** URLs, domain names, e-mail addresses, @handles, #hashtags. */
void mark_addresses(const char *text, uint32_t length, struct byte_marks *marks);

/** A term of the configuration as whole words: with a capital in it exactly, else in any case; a blank in it stands
 *  for any blanks. */
void mark_term(const char *text, uint32_t length, const char *term, struct byte_marks *marks);

#endif
