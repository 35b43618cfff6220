#include "irregular.h"

#include <string.h>

/* The first row whose lemma is not before `word`. */
static const struct irregular *lower_bound(const struct irregular_table *table, const char *word)
{
  size_t low = 0;
  size_t high = table->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(table->rows[middle].lemma, word) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return &table->rows[low];
}

/* Whether the first `length` bytes of a word can stand before a word: over, fore, grand. */
static bool is_prefix(const char *word, size_t length)
{
  if (strnlen(word, length + 1) <= length)
    return false;
  for (size_t i = 0; i < length; i++)
    if (letter_is_vowel(word[i]) || word[i] == 'y')
      return true;
  return false;
}

#define SHORTEST_PREFIX 2

/* The row of a lemma, NULL when it has none. */
static const struct irregular *row_of(const struct irregular_table *table, const char *lemma, bool compound)
{
  const struct irregular *row = lower_bound(table, lemma);
  bool found = row < table->rows + table->count && strcmp(row->lemma, lemma) == 0;
  return found && (row->compounds || !compound) ? row : NULL;
}

/* Of alternatives the preferred one. */
static struct form preferred(const char *alternatives, enum spelling spelling)
{
  const char *british = strchr(alternatives, '=');
  return form_alternative(spelling == SPELLING_BRITISH && british ? british + 1 : alternatives, 0);
}

struct form irregular_form(const struct irregular_table *table, const char *lemma, unsigned column,
                           enum spelling spelling)
{
  size_t length = strlen(lemma);
  if (table->regular && word_listed(table->regular, lemma))
    return (struct form){""};
  const struct irregular *row = row_of(table, lemma, false);
  size_t prefix = 0;
  for (size_t at = SHORTEST_PREFIX; !row && at < length; at++) {
    row = is_prefix(lemma, at) ? row_of(table, lemma + at, true) : NULL;
    prefix = at;
  }
  return row ? form_join(lemma, prefix, preferred(row->forms[column], spelling).text) : (struct form){""};
}

/* Whether a word is one of alternatives. */
static bool is_alternative(const char *word, const char *alternatives)
{
  size_t length = strlen(word);
  for (const char *at = alternatives; *at != '\0'; at += strspn(at, " ")) {
    at += *at == '=';
    size_t end = strcspn(at, " ");
    if (end == length && memcmp(at, word, length) == 0)
      return true;
    at += end;
  }
  return false;
}

/* The row that a form belongs to, NULL when it belongs to none. */
static const struct irregular *row_with(const struct irregular_table *table, const char *word, unsigned column,
                                        bool compound)
{
  const char initial[] = {word[0], '\0'};
  const struct irregular *row = lower_bound(table, initial);
  for (; row < table->rows + table->count && row->lemma[0] == word[0]; row++)
    if ((row->compounds || !compound) && is_alternative(word, row->forms[column]))
      return row;
  return NULL;
}

struct form irregular_lemma(const struct irregular_table *table, const char *word, unsigned column)
{
  const struct irregular *row = row_with(table, word, column, false);
  if (row)
    return form_of(row->lemma);
  size_t length = form_ends(word, "ed") ? 0 : strlen(word);
  for (size_t at = SHORTEST_PREFIX; at < length; at++) {
    row = is_prefix(word, at) ? row_with(table, word + at, column, true) : NULL;
    struct form lemma = row ? form_join(word, at, row->lemma) : (struct form){""};
    if (row && !(table->regular && word_listed(table->regular, lemma.text)))
      return lemma;
  }
  return (struct form){""};
}
