/* parsed_rows - sentences written with their analysis, form/lemma/UPOS/XPOS/head/relation for each word. */
#ifndef TESTS_PARSED_ROWS_H
#define TESTS_PARSED_ROWS_H

#include "syntax.h"

#define PARSED_LIMIT 32

struct parsed_row {
  struct parsed_word words[PARSED_LIMIT];
  struct parsed_sentence sentence;
};

/** Takes a sentence apart in place. A head past the last word is none. */
void parsed_row_read(struct parsed_row *row, char *text);

#endif
