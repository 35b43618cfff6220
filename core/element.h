/* element - the elements of HTML: their numbers, names, and what matters of them to a rewriter. */
#ifndef REWORD_CORE_ELEMENT_H
#define REWORD_CORE_ELEMENT_H

#include <stddef.h>
#include <stdint.h>

/** Numbers of the elements HTML knows: ELEMENT_p, ELEMENT_title, … from the table element_table.h. Numbers from
 *  ELEMENT_KNOWN up belong to names a page made up; ELEMENT_OTHER stands for all past what 16 bits can number. */
enum element {
  ELEMENT_NONE,
#define ELEMENT(name, properties) ELEMENT_##name,
#include "element_table.h"
#undef ELEMENT
  ELEMENT_KNOWN
};
#define ELEMENT_OTHER 0xFFFFu

enum element_property {
  ELEMENT_VOID = 1,        /**< has no end tag: br, img */
  ELEMENT_BLOCK = 2,       /**< ends a passage */
  ELEMENT_INLINE = 4,      /**< may stand inside a passage and wraps its words */
  ELEMENT_RCDATA = 8,      /**< the tokeniser reads its content as RCDATA */
  ELEMENT_RAW = 16,        /**< … as raw text */
  ELEMENT_BREAKOUT = 32,   /**< its start tag leaves svg and math (section 13.2.6.5) */
  ELEMENT_OBJECT = 64,     /**< shows something that is no text: img, video */
  ELEMENT_UNTOUCHED = 128, /**< its content is never rewritten: script, pre, code */
  ELEMENT_HIDDEN = 256,    /**< shows nothing: script, style, template */
  ELEMENT_CONTROL = 512    /**< a form control: ends a passage */
};

/** The properties of an element by its number; 0 for made-up names. */
unsigned element_properties(uint16_t number);

struct element_names; /* names a page made up */

/** The number of a name HTML knows, in any case; ELEMENT_NONE when it does not. */
uint16_t element_known(const char *name, size_t length);

/** The number of a name, in any case. Made-up names get numbers from `*names`, which is made when first needed; freed
 *  with element_names_free. ELEMENT_OTHER when numbers or memory run out. */
uint16_t element_number(const char *name, size_t length, struct element_names **names);

/** The name of a number, lower case and NUL-ended; "?" for ELEMENT_OTHER, "" for ELEMENT_NONE. */
const char *element_name(uint16_t number, const struct element_names *names);

void element_names_free(struct element_names *names);

#endif
