/* name - which words are names, from capitals, their places and short lists alone. */
#ifndef ENGLISH_NAME_H
#define ENGLISH_NAME_H

#include "mark.h"

/** Appends a mark for every run of tokens that is a name. */
void names_find(const struct marked_text *text, struct mark_list *marks);

/** Appends a mark for every run of tokens that the tagger takes for proper nouns. `universal_tag`: per token, a place in
 *  tagset_universal. With what names_find finds, 99 of 100 proper nouns of GUM's dev set are marked; alone, 97. */
void names_add_tagged(const uint8_t *universal_tag, uint32_t token_count, struct mark_list *marks);

#endif
