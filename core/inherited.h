/* inherited - what each element of a page takes from those around it: its block, its language, whether it is to be
 * left alone. */
#ifndef REWORD_CORE_INHERITED_H
#define REWORD_CORE_INHERITED_H

#include "arena.h"
#include "structure.h"

#include <stdbool.h>
#include <stdint.h>

enum inherited_flag {
  INHERITED_UNTOUCHED = 1,    /**< inside pre, code, textarea and their like */
  INHERITED_NO_TRANSLATE = 2, /**< the nearest `translate` says no */
  INHERITED_NOTRANSLATE = 4,  /**< inside an element of class notranslate */
  INHERITED_EDITABLE = 8,     /**< the nearest `contenteditable` says so */
  INHERITED_HIDDEN = 16,      /**< shows nothing, or belongs to a form control or an object: no passage */
  INHERITED_OBJECT = 32,      /**< content of an object, which a passage takes as a whole */
  INHERITED_QUOTATION = 64    /**< inside blockquote */
};

/** A page that declares more languages has the last stand for all the rest. */
#define INHERITED_LANGUAGE_LIMIT 64

/** What holds for an element. */
struct inherited {
  uint32_t block;    /**< the nearest block element, itself included; RW_NONE: none */
  uint16_t language; /**< index into `languages` */
  uint16_t flags;    /**< enum inherited_flag */
};

/** For every element of a structure. Owns its arrays. */
struct inheritance {
  struct inherited *items;
  const char *languages[INHERITED_LANGUAGE_LIMIT]; /**< as declared, NUL-ended; the first is NULL: none declared */
  uint32_t language_count;
  struct arena arena; /**< of the languages */
};

/** Works it out, once, for a structure of a page. RW_NO_MEMORY or RW_OK. */
rw_status inheritance_open(struct inheritance *inheritance, const struct structure *structure,
                           const struct lexemes *lexemes);
void inheritance_close(struct inheritance *inheritance);

/** Whether two languages of the page are the same but for region and script: `en` and `en-US`. */
bool inheritance_same_language(const struct inheritance *inheritance, uint16_t left, uint16_t right);

/** Why an element with these flags is left alone; static. NULL: it is not. */
const char *inherited_reason(unsigned flags);

#endif
