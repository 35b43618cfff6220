#include "mark.h"

#include "character.h"
#include "name.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

void mark_list_append(struct mark_list *marks, uint32_t start, uint32_t end, rw_mark_kind kind)
{
  if (marks->failed)
    return;
  if (marks->count == marks->capacity) {
    uint32_t capacity = marks->capacity * 2 + 16;
    rw_mark *items = realloc(marks->items, capacity * sizeof *items);
    if (!items) {
      marks->failed = true;
      return;
    }
    marks->items = items;
    marks->capacity = capacity;
  }
  marks->items[marks->count++] = (rw_mark){{start, end}, kind};
}

void mark_list_free(struct mark_list *marks)
{
  free(marks->items);
  *marks = (struct mark_list){0};
}

static struct folded folded_token(const struct marked_text *text, uint32_t token)
{
  if (token >= text->tokens->count)
    return (struct folded){""};
  const struct token *item = &text->tokens->items[token];
  return word_fold(text->source->text + item->start, item->end - item->start);
}

/* ---- Numbers ---- */

static bool is_number_word(const struct marked_text *text, uint32_t token)
{
  return token < text->tokens->count && text->tokens->items[token].kind == TOKEN_WORD &&
         word_listed(&words_number, folded_token(text, token).text);
}

/* "hundred", "million": what multiplies a number written with digits, and may be followed by "and". */
static bool is_magnitude(const struct marked_text *text, uint32_t token)
{
  static const char *const magnitudes[] = {"billion", "dozen", "hundred", "million", "thousand", "trillion"};
  struct folded folded = folded_token(text, token);
  for (size_t i = 0; i < sizeof magnitudes / sizeof *magnitudes; i++)
    if (strcmp(folded.text, magnitudes[i]) == 0)
      return true;
  return false;
}

/* The end of the number that begins at a token with a number word or a number before "million" and its like: "two
 * hundred and five", "twenty-one", "5 million"; the token itself when none does. */
static uint32_t number_words_end(const struct marked_text *text, uint32_t token)
{
  bool digits = text->tokens->items[token].kind == TOKEN_NUMBER;
  if (!is_number_word(text, token) && !(digits && is_magnitude(text, token + 1)))
    return token;
  uint32_t end = token + 1;
  for (;;) {
    struct folded joint = folded_token(text, end);
    bool joined = strcmp(joint.text, "-") == 0 || (is_magnitude(text, end - 1) && strcmp(joint.text, "and") == 0);
    if (is_number_word(text, end))
      end++;
    else if (joined && is_number_word(text, end + 1))
      end += 2;
    else
      return end;
  }
}

/* Whether a token is a Roman numeral of two letters or more (below 40) behind a capitalised word: "Chapter IV". */
static bool is_roman(const struct marked_text *text, uint32_t token)
{
  static const char *const units[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  const struct token *item = &text->tokens->items[token];
  const char *bytes = text->source->text + item->start;
  if (token == 0 || item->kind != TOKEN_WORD || item->end - item->start < 2 ||
      word_case(bytes, item->end - item->start) != CASE_UPPER)
    return false;
  struct character before =
      character_at(text->source->text, text->source->text_length, text->tokens->items[token - 1].start);
  if (!character_is_upper(before))
    return false;
  struct folded folded = folded_token(text, token);
  const char *rest = folded.text + strspn(folded.text, "x");
  if (rest - folded.text > 3)
    return false;
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (strcmp(rest, units[i]) == 0)
      return true;
  return false;
}

static void mark_numbers(const struct marked_text *text, struct mark_list *marks)
{
  for (uint32_t token = 0; token < text->tokens->count;) {
    uint32_t end = number_words_end(text, token);
    if (end == token && is_roman(text, token))
      end = token + 1;
    if (end > token)
      mark_list_append(marks, token, end, RW_MARK_NUMBER);
    token = end > token ? end : token + 1;
  }
}

/* ---- Addresses and negations ---- */

static void mark_words(const struct marked_text *text, struct mark_list *marks)
{
  for (uint32_t token = 0; token < text->tokens->count; token++) {
    enum token_kind kind = text->tokens->items[token].kind;
    if (kind == TOKEN_ADDRESS)
      mark_list_append(marks, token, token + 1, RW_MARK_ADDRESS);
    else if (kind == TOKEN_WORD && word_listed(&words_negation, folded_token(text, token).text))
      mark_list_append(marks, token, token + 1, RW_MARK_NEGATION);
  }
}

void marks_find(const struct marked_text *text, struct mark_list *marks)
{
  names_find(text, marks);
  mark_numbers(text, marks);
  mark_words(text, marks);
}
