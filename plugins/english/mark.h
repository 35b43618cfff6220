/* mark - what of a text is protected for reasons that only its language knows: names, number words, addresses,
 * negations. */
#ifndef ENGLISH_MARK_H
#define ENGLISH_MARK_H

#include "tokenise.h"

#include <reword/plugin.h>

/** Marks in order of kind. Empty when zeroed; let go of it with mark_list_free. */
struct mark_list {
  rw_mark *items;
  uint32_t count;
  uint32_t capacity;
  bool failed; /**< an allocation failed; the list is of no use then */
};

/** A text with its first two layers. */
struct marked_text {
  const rw_source *source;
  const struct token_list *tokens;
  const rw_range *sentences;
  uint32_t sentence_count;
};

/** Appends the marks of a text. Takes time linear in its length. When in doubt a word is a name. */
void marks_find(const struct marked_text *text, struct mark_list *marks);

void mark_list_append(struct mark_list *marks, uint32_t start, uint32_t end, rw_mark_kind kind);
void mark_list_free(struct mark_list *marks);

#endif
