#include "parsed_rows.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Cuts a text at the first of `mark`; returns what stands behind it, NULL when it holds none. */
static char *cut(char *text, char mark)
{
  char *end = strchr(text, mark);
  if (end)
    *end++ = '\0';
  return end;
}

static void read_word(struct parsed_word *word, char *text)
{
  char *fields[6];
  for (int i = 0; i < 6; i++) {
    ck_assert_msg(text, "a word has fewer than six parts");
    fields[i] = text;
    text = cut(text, '/');
  }
  *word = (struct parsed_word){fields[0], fields[1], fields[2], fields[3], (uint32_t)atoi(fields[4]) - 1, fields[5]};
}

void parsed_row_read(struct parsed_row *row, char *text)
{
  uint32_t count = 0;
  for (char *next; text; text = next) {
    next = cut(text, ' ');
    ck_assert_uint_lt(count, PARSED_LIMIT);
    read_word(&row->words[count++], text);
  }
  for (uint32_t i = 0; i < count; i++)
    if (row->words[i].head >= count)
      row->words[i].head = SYNTAX_NONE;
  row->sentence = (struct parsed_sentence){row->words, count};
}
