#include "surface.h"

#include "article.h"
#include "character.h"
#include "words.h"

#include <string.h>
#include <unicase.h>
#include <unistr.h>

/* No word of the sentence. */
#define NO_WORD UINT32_MAX

static struct character first_of(const rw_word *word)
{
  return character_at(word->text, word->length, 0);
}

static bool is_text(const rw_word *word, const char *text)
{
  return word->length == strlen(text) && memcmp(word->text, text, word->length) == 0;
}

/* ---- Capitals ---- */

/* Gives a word another first letter. */
static rw_status replace_first(rw_word *word, uint32_t code, const rw_host *host)
{
  struct character first = first_of(word);
  if (first.code == code)
    return RW_OK;
  char *text = host->allocate(host, word->length - first.size + 7);
  if (!text)
    return RW_NO_MEMORY;
  int size = u8_uctomb((uint8_t *)text, code, 6);
  if (size <= 0)
    return RW_OK;
  memcpy(text + size, word->text + first.size, word->length - first.size);
  word->text = text;
  word->length = (uint32_t)size + word->length - first.size;
  return RW_OK;
}

/* Whether what begins a sentence may take a capital: no letter of it is one already, and it is no protected word that
 * may be code (which no list of words holds). */
static bool takes_capital(const rw_word *word)
{
  if (word_case(word->text, word->length) != CASE_LOWER || !character_is_lower(first_of(word)))
    return false;
  return !(word->flags & RW_WORD_PROTECTED) || (word->flags & RW_WORD_NAME) ||
         word_is_ordinary(word_fold(word->text, word->length).text);
}

/* Whether a word has its capital from its place alone. */
static bool has_borrowed_capital(const rw_word *word)
{
  struct folded folded = word_fold(word->text, word->length);
  if (word_case(word->text, word->length) != CASE_CAPITAL || (word->flags & RW_WORD_NAME) ||
      strcmp(folded.text, "i") == 0 || word_listed(&words_calendar, folded.text))
    return false;
  if (memchr(word->text, '.', word->length))
    return false;
  if (word->length == 1)
    return strcmp(folded.text, "a") == 0;
  return !(word->flags & RW_WORD_PROTECTED) || word_listed(&words_number, folded.text);
}

static bool has_letter_or_digit(const rw_word *word)
{
  for (uint32_t at = 0; at < word->length;) {
    struct character character = character_at(word->text, word->length, at);
    if (character.kind == CHARACTER_LETTER || character.kind == CHARACTER_DIGIT)
      return true;
    at += character.size;
  }
  return false;
}

/* The first word of the sentence, marks and objects aside; NO_WORD when there is none. */
static uint32_t first_word(const rw_word *words, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    if (has_letter_or_digit(&words[i]))
      return i;
  return NO_WORD;
}

/* Whether the sentence began with a small letter on the page: its first word, or the one that replaced it, tells. */
static bool began_small(const rw_word *words, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    if (words[i].flags & RW_WORD_SMALL)
      return true;
  return false;
}

/* Whether a quotation mark that opens stands right before a word: what begins a quotation keeps its capital. */
static bool begins_quotation(const rw_word *words, uint32_t at)
{
  if (at == 0 || words[at].gap == RW_GAP_BLANK)
    return false;
  uint32_t code = first_of(&words[at - 1]).code;
  return code == '"' || code == '\'' || code == 0x201C || code == 0x2018 || code == 0x00AB;
}

static rw_status repair_capitals(rw_word *words, uint32_t count, const rw_host *host)
{
  uint32_t first = first_word(words, count);
  bool small = began_small(words, count);
  for (uint32_t i = 0; i < count; i++) {
    rw_status status = RW_OK;
    if (i == first && !small && takes_capital(&words[i]))
      status = replace_first(&words[i], uc_totitle(first_of(&words[i]).code), host);
    else if (i != first && (words[i].flags & RW_WORD_FIRST) && has_borrowed_capital(&words[i]) &&
             !begins_quotation(words, i))
      status = replace_first(&words[i], uc_tolower(first_of(&words[i]).code), host);
    if (status != RW_OK)
      return status;
  }
  return RW_OK;
}

/* ---- Articles ---- */

/* Whether a word may stand between an article and the word that decides its form: an opening quotation mark or
 * bracket, a currency sign. */
static bool is_transparent(const rw_word *word)
{
  switch (first_of(word).code) {
  case '"':
  case '\'':
  case '(':
  case '[':
  case '$':
  case 0x00A3:
  case 0x00A5:
  case 0x00AB:
  case 0x2018:
  case 0x201C:
  case 0x20AC:
    return true;
  default:
    return false;
  }
}

/* The word that decides the form of the article at `at`; NO_WORD when there is none, or when the edit concerned
 * neither of the two nor what lies between them. Looks over a few marks only. */
static uint32_t deciding_word(const rw_word *words, uint32_t count, uint32_t at, const uint8_t *unknown)
{
  bool concerned = (words[at].flags & RW_WORD_NEW) != 0;
  for (uint32_t i = at + 1; i < count && i <= at + 4; i++) {
    concerned |= (words[i].flags & RW_WORD_NEW) || unknown[i];
    if (!is_transparent(&words[i]))
      return concerned ? i : NO_WORD;
  }
  return NO_WORD;
}

/* Whether a word is the indefinite article. A capital A inside a sentence may be a letter (vitamin A). */
static bool is_article(const rw_word *words, uint32_t at, uint32_t first)
{
  const rw_word *word = &words[at];
  if (word->flags & RW_WORD_PROTECTED)
    return false;
  if (is_text(word, "a") || is_text(word, "an") || is_text(word, "An"))
    return true;
  return is_text(word, "A") && (at == first || (word->flags & (RW_WORD_FIRST | RW_WORD_NEW)));
}

static void repair_article(rw_word *word, enum article article)
{
  bool capital = word->text[0] == 'A';
  if (article == ARTICLE_A && word->length == 2)
    *word = (rw_word){capital ? "A" : "a", 1, word->token, word->gap, word->flags};
  else if (article == ARTICLE_AN && word->length == 1)
    *word = (rw_word){capital ? "An" : "an", 2, word->token, word->gap, word->flags};
}

static void repair_articles(rw_word *words, uint32_t count, const uint8_t *unknown)
{
  uint32_t first = first_word(words, count);
  for (uint32_t i = 0; i + 1 < count; i++) {
    if (!is_article(words, i, first))
      continue;
    uint32_t next = deciding_word(words, count, i, unknown);
    if (next != NO_WORD)
      repair_article(&words[i], article_before(words[next].text, words[next].length));
  }
}

rw_status surface_repair(rw_word *words, uint32_t count, const rw_host *host)
{
  uint8_t *unknown = host->allocate(host, (size_t)count + 1);
  if (!unknown)
    return RW_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++)
    unknown[i] = words[i].gap == RW_GAP_UNKNOWN;
  surface_gaps(words, count);
  rw_status status = repair_capitals(words, count, host);
  if (status == RW_OK)
    repair_articles(words, count, unknown);
  return status;
}
