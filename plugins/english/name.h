/* name - which words are names, from capitals, their places and short lists alone. */
#ifndef ENGLISH_NAME_H
#define ENGLISH_NAME_H

#include "mark.h"

/** Appends a mark for every run of tokens that is a name. */
void names_find(const struct marked_text *text, struct mark_list *marks);

#endif
