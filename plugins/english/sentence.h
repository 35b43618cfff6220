/* sentence - where sentences end, by the habits of the English Universal Dependencies treebanks. */
#ifndef ENGLISH_SENTENCE_H
#define ENGLISH_SENTENCE_H

#include "tokenise.h"

#include <reword/plugin.h>

/** Fills `sentences`, which has room for one a token, with ranges of tokens, and returns how many there are. A sentence
 *  also ends at each of the source's breaks. Line breaks are blanks. Takes time linear in the number of tokens. */
uint32_t sentences_split(const rw_source *source, const struct token_list *tokens, rw_range *sentences);

#endif
