/* reference - character references: `&amp;`, `&#8217;`, `&#x2019;` (HTML Living Standard, sections 13.2.5.72 to 80). */
#ifndef REWORD_CORE_REFERENCE_H
#define REWORD_CORE_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

/** Room for the characters of a reference, in UTF-8. */
#define REFERENCE_ROOM 8

/** What a reference stands for. */
struct reference {
  char characters[REFERENCE_ROOM];
  uint32_t length; /**< bytes of it */
};

/** Reads the reference at bytes[0], an `&`. Returns its length in bytes, or 0 when the `&` stands for itself. In an
 *  `attribute`, a name without `;` before `=`, a letter or a digit is no reference. */
uint32_t reference_read(const char *bytes, uint32_t length, bool attribute, struct reference *reference);

#endif
