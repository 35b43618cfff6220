/* run - one text run of a page: its characters, where each came from, and how to write them back. */
#ifndef REWORD_CORE_RUN_H
#define REWORD_CORE_RUN_H

#include "buffer.h"
#include "lexer.h"
#include "segment.h"

#include <stdbool.h>
#include <stdint.h>

/** Decodes the text lexeme bytes[0, length) of type `type` (references in TEXT and RCDATA; CR LF and CR become LF as
 *  the tokeniser's preprocessing has it) and appends the characters to `text` and their segments to `segments`.
 *  `source` is the byte of the view where the run starts. Invalid UTF-8 and NUL become U+FFFD with kind SEGMENT_BAD.
 *  `segments` may be NULL. Returns whether the run holds nothing bad. Failures stick in `text` and `segments`. */
bool run_decode(const char *bytes, uint32_t length, enum lexeme_type type, uint32_t source, struct buffer *text,
                struct segments *segments);

/** The same for an attribute's value, whose ambiguous references stay as they are (section 13.2.5.73). */
void run_decode_attribute(const char *bytes, uint32_t length, struct buffer *text);

/** Appends text as character data: & < > and CR become references. */
void run_escape(const char *text, uint32_t length, struct buffer *out);

#endif
