#include "sentence.h"

#include "character.h"
#include "words.h"

#include <string.h>

struct splitter {
  const rw_source *source;
  const struct token *tokens;
  uint32_t count;
  uint32_t next_break;
};

static struct character first_character(const struct splitter *splitter, uint32_t token)
{
  if (token >= splitter->count)
    return (struct character){0, 0, CHARACTER_END};
  return character_at(splitter->source->text, splitter->source->text_length, splitter->tokens[token].start);
}

static struct folded folded_token(const struct splitter *splitter, uint32_t token)
{
  if (token >= splitter->count)
    return (struct folded){""};
  const struct token *item = &splitter->tokens[token];
  return word_fold(splitter->source->text + item->start, item->end - item->start);
}

/* Whether no blank stands before a token. */
static bool is_joined(const struct splitter *splitter, uint32_t token)
{
  return token > 0 && splitter->tokens[token].start == splitter->tokens[token - 1].end;
}

static bool is_mark(const struct splitter *splitter, uint32_t token, uint32_t code)
{
  return token < splitter->count && splitter->tokens[token].kind == TOKEN_PUNCTUATION &&
         first_character(splitter, token).code == code;
}

/* Whether a token closes what was opened before it: a bracket or a quotation mark joined to the token before it. */
static bool is_closer(const struct splitter *splitter, uint32_t token)
{
  if (token >= splitter->count || !is_joined(splitter, token) || splitter->tokens[token].kind != TOKEN_PUNCTUATION)
    return false;
  switch (first_character(splitter, token).code) {
  case ')':
  case ']':
  case '}':
  case '"':
  case '\'':
  case 0x00BB:
  case 0x2019:
  case 0x201D:
  case 0x203A:
    return true;
  default:
    return false;
  }
}

/* The last token that stays with the stop at `stop`: closing quotes and brackets, when a blank or the end follows them,
 * and reference marks such as [12]. */
static uint32_t with_closers(const struct splitter *splitter, uint32_t stop)
{
  uint32_t last = stop;
  while (is_closer(splitter, last + 1))
    last++;
  if (last + 1 < splitter->count && is_joined(splitter, last + 1) && !is_mark(splitter, last + 1, '['))
    last = stop;
  while (is_mark(splitter, last + 1, '[') && last + 3 < splitter->count &&
         splitter->tokens[last + 2].kind == TOKEN_NUMBER && is_mark(splitter, last + 3, ']'))
    last += 3;
  return last;
}

/* Whether a token is a word with a capital at its first letter alone. */
static bool is_capitalised(const struct splitter *splitter, uint32_t token)
{
  if (token >= splitter->count)
    return false;
  const struct token *item = &splitter->tokens[token];
  return item->kind == TOKEN_WORD &&
         word_case(splitter->source->text + item->start, item->end - item->start) == CASE_CAPITAL;
}

/* Whether a sentence may go on behind the stop `stop`, whose sentence would end with `last`: with a small letter
 * behind "..." or a closing quote, with a comma or a closing bracket, or with the verb of `"Why?" Smith asked`. */
static bool continues(const struct splitter *splitter, uint32_t stop, uint32_t last)
{
  uint32_t next = last + 1;
  struct character first = first_character(splitter, next);
  const struct token *item = &splitter->tokens[stop];
  bool single = item->end - item->start == 1;
  if (is_joined(splitter, next) || splitter->tokens[next].kind == TOKEN_STOP)
    return true;
  if (character_is_lower(first))
    return last > stop || !single;
  if (first.kind == CHARACTER_OTHER)
    return first.code < 0x80 && strchr(",;:)]}%", (int)first.code);
  return last > stop && splitter->source->text[item->start] != '.' && is_capitalised(splitter, next) &&
         word_listed(&words_speech, folded_token(splitter, next + 1).text);
}

/* Whether the stop of an abbreviation also ends the sentence. */
static bool abbreviation_ends(const struct splitter *splitter, uint32_t token, uint32_t last)
{
  const struct token *item = &splitter->tokens[token];
  struct folded folded = word_fold(splitter->source->text + item->start, item->end - item->start - 1);
  if (!word_listed(&abbreviations_final, folded.text) || !is_capitalised(splitter, last + 1))
    return false;
  return strcmp(folded.text, "etc") == 0 || word_listed(&words_function, folded_token(splitter, last + 1).text);
}

static bool ends_sentence(const struct splitter *splitter, uint32_t start, uint32_t stop, uint32_t last)
{
  if (splitter->tokens[stop].kind == TOKEN_ABBREVIATION)
    return abbreviation_ends(splitter, stop, last);
  bool enumerates = stop == start + 1 && splitter->tokens[start].kind == TOKEN_NUMBER;
  return !enumerates && !continues(splitter, stop, last);
}

/* ---- Sentences without a stop ---- */

/* Whether five or more of one mark stand here, as a rule across the page. */
static bool is_rule(const struct splitter *splitter, uint32_t token)
{
  const struct token *item = &splitter->tokens[token];
  return item->kind == TOKEN_PUNCTUATION && item->end - item->start >= 5 &&
         strchr("-=_*~+#", splitter->source->text[item->start]);
}

/* Whether "Friday, May 8, 2009" starts at a token, and a capital follows it. */
static bool is_dateline(const struct splitter *splitter, uint32_t token)
{
  return token + 6 < splitter->count && word_listed(&words_calendar, folded_token(splitter, token).text) &&
         is_mark(splitter, token + 1, ',') && is_capitalised(splitter, token + 2) &&
         splitter->tokens[token + 3].kind == TOKEN_NUMBER && is_mark(splitter, token + 4, ',') &&
         splitter->tokens[token + 5].kind == TOKEN_NUMBER && character_is_upper(first_character(splitter, token + 6));
}

/* Whether a token is a word of the sort that a heading ends with: no function word. */
static bool may_end_heading(const struct splitter *splitter, uint32_t token)
{
  enum token_kind kind = splitter->tokens[token].kind;
  if (kind != TOKEN_WORD && kind != TOKEN_NUMBER)
    return false;
  struct folded folded = folded_token(splitter, token);
  return !word_listed(&words_function, folded.text) && !word_listed(&words_particle, folded.text);
}

/* Whether a heading without a stop ends before a token, as far as the words tell: "Conclusion The results show". */
static bool starts_unmarked(const struct splitter *splitter, uint32_t start, uint32_t token)
{
  if (is_joined(splitter, token) || token + 1 >= splitter->count)
    return false;
  if (token - start >= 6 && is_dateline(splitter, token - 6))
    return token - 6 == start;
  if (!may_end_heading(splitter, token - 1))
    return false;
  if (is_dateline(splitter, token))
    return true;
  if (!is_capitalised(splitter, token))
    return false;
  struct folded folded = folded_token(splitter, token);
  struct character next = first_character(splitter, token + 1);
  if (word_listed(&words_opening, folded.text))
    return character_is_lower(next);
  if (!word_listed(&words_opening_phrase, folded.text))
    return false;
  struct folded article = folded_token(splitter, token + 1);
  return next.kind == CHARACTER_DIGIT || strcmp(article.text, "the") == 0 || strcmp(article.text, "a") == 0 ||
         strcmp(article.text, "an") == 0 || strcmp(article.text, "this") == 0;
}

/* ---- The text ---- */

static bool break_after(struct splitter *splitter, uint32_t token)
{
  const rw_source *source = splitter->source;
  uint32_t end = splitter->tokens[token].end;
  while (splitter->next_break < source->break_count && source->breaks[splitter->next_break] < end)
    splitter->next_break++;
  return splitter->next_break < source->break_count &&
         source->breaks[splitter->next_break] <= splitter->tokens[token + 1].start;
}

/* The end of the sentence that starts at a token. */
static uint32_t sentence_end(struct splitter *splitter, uint32_t start)
{
  for (uint32_t token = start; token + 1 < splitter->count; token++) {
    if (break_after(splitter, token) || is_rule(splitter, token) || is_rule(splitter, token + 1) ||
        starts_unmarked(splitter, start, token + 1))
      return token + 1;
    enum token_kind kind = splitter->tokens[token].kind;
    if (kind != TOKEN_STOP && kind != TOKEN_ABBREVIATION)
      continue;
    uint32_t last = with_closers(splitter, token);
    if (last + 1 < splitter->count && ends_sentence(splitter, start, token, last))
      return last + 1;
  }
  return splitter->count;
}

uint32_t sentences_split(const rw_source *source, const struct token_list *tokens, rw_range *sentences)
{
  struct splitter splitter = {.source = source, .tokens = tokens->items, .count = tokens->count};
  uint32_t count = 0;
  for (uint32_t start = 0; start < tokens->count;) {
    uint32_t end = sentence_end(&splitter, start);
    sentences[count++] = (rw_range){start, end};
    start = end;
  }
  return count;
}
