#include "tokenise.h"

#include "address.h"
#include "character.h"
#include "contraction.h"
#include "number.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

/* Where the tokeniser stands. A chunk is a stretch between blanks and objects. */
struct scanner {
  const char *text;
  uint32_t length;
  uint32_t chunk, chunk_end;
  uint32_t address_tried;
  struct token_list *tokens;
};

static void push(struct scanner *scanner, uint32_t start, uint32_t end, enum token_kind kind)
{
  struct token_list *tokens = scanner->tokens;
  if (tokens->failed || start == end)
    return;
  if (tokens->count == tokens->capacity) {
    uint32_t capacity = tokens->capacity > 0 ? tokens->capacity * 2 : scanner->length / 6 + 16;
    struct token *items = realloc(tokens->items, capacity * sizeof *items);
    if (!items) {
      tokens->failed = true;
      return;
    }
    tokens->items = items;
    tokens->capacity = capacity;
  }
  tokens->items[tokens->count++] = (struct token){start, end, kind};
}

static struct character look(const struct scanner *scanner, uint32_t at)
{
  return character_at(scanner->text, scanner->chunk_end, at);
}

static bool is_wordly(struct character character)
{
  return character.kind == CHARACTER_LETTER || character.kind == CHARACTER_DIGIT || character.kind == CHARACTER_MARK;
}

/* ---- Words ---- */

/* Whether the connector at `at` keeps the word that started at `start` and what follows in one token: O'Connor, AT&T,
 * co-worker, snake_case. */
static bool connects(const struct scanner *scanner, uint32_t start, uint32_t at, bool after_capital)
{
  struct character connector = look(scanner, at);
  struct character next = look(scanner, at + connector.size);
  if (connector.code == '_')
    return is_wordly(next) || next.code == '_';
  if (connector.code == '&')
    return after_capital && character_is_upper(next);
  if (connector.code == '-') {
    if (next.kind != CHARACTER_LETTER && next.kind != CHARACTER_DIGIT)
      return false;
    return word_listed(&words_prefix, word_fold(scanner->text + start, at - start).text);
  }
  return character_is_apostrophe(connector) && next.kind == CHARACTER_LETTER &&
         clitic_end(scanner->text, at, scanner->chunk_end) == at &&
         negation_clitic_end(scanner->text, start, at, scanner->chunk_end) == at;
}

/* The end of the word that starts at `at`. */
static uint32_t word_end(const struct scanner *scanner, uint32_t at)
{
  uint32_t here = at;
  bool capital = false;
  for (;;) {
    struct character character = look(scanner, here);
    if (!is_wordly(character) && (character.kind != CHARACTER_OTHER || !connects(scanner, at, here, capital)))
      return here;
    capital = character_is_upper(character);
    here += character.size;
  }
}

/* The character after the blanks that follow `at`. */
static struct character next_visible(const struct scanner *scanner, uint32_t at)
{
  struct character character = character_at(scanner->text, scanner->length, at);
  for (uint32_t seen = 0; character.kind == CHARACTER_BLANK && seen < 64; seen++) {
    at += character.size;
    character = character_at(scanner->text, scanner->length, at);
  }
  return character;
}

/* The end of single letters that each have a stop behind them, the last perhaps none: "U.S.", "e.g.", "U.S", "J.".
 * A single letter alone must be a capital before another word; `at` when it is no such thing. */
static uint32_t initials_end(const struct scanner *scanner, uint32_t at)
{
  uint32_t here = at;
  uint32_t letters = 0;
  for (;;) {
    struct character letter = look(scanner, here);
    uint32_t after = here + letter.size;
    if (letter.kind != CHARACTER_LETTER || letter.code == 0xFFFD)
      break;
    struct character stop = look(scanner, after);
    if (stop.code != '.') {
      if (letters > 0 && !is_wordly(stop)) {
        here = after;
        letters++;
      }
      break;
    }
    here = after + 1;
    letters++;
  }
  if (letters >= 2)
    return here;
  if (letters == 0 || look(scanner, here).kind != CHARACTER_END)
    return at;
  struct character first = look(scanner, at);
  struct character next = next_visible(scanner, here);
  bool initial = character_is_upper(first) && first.code != 'I' && character_is_upper(next);
  return initial ? here : at;
}

/* Whether the stop behind a word belongs to it. */
static bool is_abbreviation(const struct scanner *scanner, uint32_t start, uint32_t end)
{
  if (look(scanner, end).code != '.' || look(scanner, end + 1).code == '.')
    return false;
  struct folded folded = word_fold(scanner->text + start, end - start);
  if (word_listed(&abbreviations, folded.text))
    return true;
  if (word_listed(&abbreviations_capital, folded.text) && character_is_upper(look(scanner, start)))
    return true;
  return word_listed(&abbreviations_number, folded.text) && next_visible(scanner, end + 1).kind == CHARACTER_DIGIT;
}

/* "US$", "HK$" before an amount. */
static bool is_currency(const struct scanner *scanner, uint32_t start, uint32_t end)
{
  if (end - start > 3 || look(scanner, end).code != '$')
    return false;
  enum character_kind next = look(scanner, end + 1).kind;
  return (next == CHARACTER_DIGIT || next == CHARACTER_END) &&
         (end - start == 1 || word_case(scanner->text + start, end - start) == CASE_UPPER);
}

/* "w/", "w/o", "n/a" and the like, which UD keeps whole; `at` when it is none. */
static uint32_t slashed_end(const struct scanner *scanner, uint32_t at)
{
  static const char *const slashed[] = {"w/out", "w/o", "b/c", "b/t", "n/a", "s/he", "w/"};
  for (size_t i = 0; i < sizeof slashed / sizeof *slashed; i++) {
    uint32_t length = (uint32_t)strlen(slashed[i]);
    if (scanner->chunk_end - at < length || is_wordly(look(scanner, at + length)))
      continue;
    if (strcmp(word_fold(scanner->text + at, length).text, slashed[i]) == 0)
      return at + length;
  }
  return at;
}

/* The tokens of the word from `start` to `end`: two of a contraction (can|not, do|n't), else one. */
static uint32_t push_word(struct scanner *scanner, uint32_t start, uint32_t end)
{
  uint32_t negation_end = negation_clitic_end(scanner->text, start, end, scanner->chunk_end);
  if (negation_end > end) {
    push(scanner, start, end - 1, TOKEN_WORD);
    push(scanner, end - 1, negation_end, TOKEN_WORD);
    return negation_end;
  }
  uint32_t first = word_contraction(word_fold(scanner->text + start, end - start).text);
  push(scanner, start, start + first, TOKEN_WORD);
  push(scanner, start + first, end, TOKEN_WORD);
  return end;
}

static uint32_t scan_word(struct scanner *scanner, uint32_t at)
{
  uint32_t end = initials_end(scanner, at);
  if (end == at)
    end = slashed_end(scanner, at);
  if (end > at) {
    push(scanner, at, end, scanner->text[end - 1] == '.' ? TOKEN_ABBREVIATION : TOKEN_WORD);
    return end;
  }
  end = word_end(scanner, at);
  if (end - at == 2 && look(scanner, end).code == '.' && look(scanner, end + 1).code == 'D' &&
      strcmp(word_fold(scanner->text + at, 2).text, "ph") == 0)
    end = initials_end(scanner, at + 1);
  if (is_abbreviation(scanner, at, end)) {
    push(scanner, at, end + 1, TOKEN_ABBREVIATION);
    return end + 1;
  }
  if (is_currency(scanner, at, end)) {
    push(scanner, at, end + 1, TOKEN_PUNCTUATION);
    return end + 1;
  }
  return push_word(scanner, at, end);
}

/* ---- Numbers ---- */

static uint32_t scan_number(struct scanner *scanner, uint32_t at)
{
  uint32_t end = number_end(scanner->text, at, scanner->chunk_end);
  struct character next = look(scanner, end);
  if (next.kind == CHARACTER_LETTER) {
    uint32_t letters = word_end(scanner, end);
    if (!number_takes_unit(scanner->text, end, letters))
      end = letters;
  }
  uint32_t plural = clitic_end(scanner->text, end, scanner->chunk_end);
  if (plural > end && (scanner->text[plural - 1] == 's' || scanner->text[plural - 1] == 'S'))
    end = plural;
  push(scanner, at, end, TOKEN_NUMBER);
  return end;
}

/* ---- Punctuation ---- */

static bool is_stop(uint32_t code)
{
  return code == '.' || code == '!' || code == '?' || code == 0x2026 || code == 0x203D || code == 0x3002 ||
         code == 0xFF01 || code == 0xFF1F;
}

/* The end of a run of one mark that is one token: "--", "***", "==>", "''"; a mark that stands alone as a rule ends
 * right behind itself. */
static uint32_t run_end(const struct scanner *scanner, uint32_t at)
{
  struct character mark = look(scanner, at);
  uint32_t here = at + mark.size;
  if (mark.code == '\0' || (mark.code < 0x80 && !strchr("-=_*~+#<>^`'$|/\\", (int)mark.code)))
    return here;
  while (look(scanner, here).code == mark.code)
    here += mark.size;
  if ((mark.code == '-' || mark.code == '=') && look(scanner, here).code == '>')
    here++;
  return here;
}

/* The end of a symbol with what combines with it: variation selectors, joined emoji, skin tones. */
static uint32_t symbol_end(const struct scanner *scanner, uint32_t at)
{
  uint32_t here = at;
  bool joined = false;
  for (;;) {
    struct character character = look(scanner, here);
    bool tone = character.code >= 0x1F3FB && character.code <= 0x1F3FF;
    if (character.kind != CHARACTER_MARK && !tone && !(joined && character.kind == CHARACTER_OTHER))
      return here;
    joined = character.code == 0x200D;
    here += character.size;
  }
}

/* The end of an emoticon: eyes, perhaps a nose, a mouth; or the mirror image; `at` when it is none. */
static uint32_t emoticon_end(const struct scanner *scanner, uint32_t at)
{
  static const char *const emoticons[] = {
      ":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":'(", ":)", ":(", ";)",  ":D", ":P",  ":p",  ":O",  ":o",  ":/",
      ":|",  "=)",  "=(",  "=D",  "=P",  "(:",  "(=",  "D:", "<3", "^_^", "^^", "-_-", ">:(", "x.x", "o_O", ":*"};
  for (size_t i = 0; i < sizeof emoticons / sizeof *emoticons; i++) {
    uint32_t length = (uint32_t)strlen(emoticons[i]);
    if (scanner->chunk_end - at < length || memcmp(scanner->text + at, emoticons[i], length) != 0)
      continue;
    struct character next = look(scanner, at + length);
    if (next.kind == CHARACTER_END || (next.kind == CHARACTER_OTHER && next.code != '/' && next.code != ':'))
      return at + length;
  }
  return at;
}

static uint32_t scan_punctuation(struct scanner *scanner, uint32_t at)
{
  struct character mark = look(scanner, at);
  uint32_t end = at;
  if (is_stop(mark.code)) {
    for (struct character next = mark; is_stop(next.code); next = look(scanner, end))
      end += next.size;
    push(scanner, at, end, TOKEN_STOP);
    return end;
  }
  end = symbol_end(scanner, run_end(scanner, at));
  push(scanner, at, end, TOKEN_PUNCTUATION);
  return end;
}

static uint32_t scan_apostrophe(struct scanner *scanner, uint32_t at, bool after_word)
{
  uint32_t clitic = clitic_end(scanner->text, at, scanner->chunk_end);
  if (clitic > at && (after_word || clitic == scanner->chunk_end)) {
    push(scanner, at, clitic, TOKEN_WORD);
    return clitic;
  }
  uint32_t first;
  uint32_t clipped = after_word ? at : clipped_word_end(scanner->text, at, scanner->chunk_end, &first);
  if (clipped == at)
    return scan_punctuation(scanner, at);
  push(scanner, at, first, TOKEN_WORD);
  push(scanner, first, clipped, TOKEN_WORD);
  return clipped;
}

/* ---- The text ---- */

/* Pushes what starts at `at` and returns its end. */
static uint32_t scan(struct scanner *scanner, uint32_t at, bool after_word)
{
  if (!after_word) {
    uint32_t end = address_end(scanner->text, at, scanner->chunk_end, &scanner->address_tried);
    if (end > at) {
      push(scanner, at, end, TOKEN_ADDRESS);
      return end;
    }
    end = emoticon_end(scanner, at);
    if (end > at) {
      push(scanner, at, end, TOKEN_STOP);
      return end;
    }
    if (number_starts(scanner->text, at, scanner->chunk, scanner->chunk_end))
      return scan_number(scanner, at);
  }
  struct character character = look(scanner, at);
  if (character.kind == CHARACTER_DIGIT)
    return scan_number(scanner, at);
  if (is_wordly(character))
    return scan_word(scanner, at);
  if (character_is_apostrophe(character))
    return scan_apostrophe(scanner, at, after_word);
  return scan_punctuation(scanner, at);
}

static void scan_chunk(struct scanner *scanner)
{
  bool after_word = false;
  for (uint32_t at = scanner->chunk; at < scanner->chunk_end;) {
    at = scan(scanner, at, after_word);
    enum token_kind last =
        scanner->tokens->failed ? TOKEN_OBJECT : scanner->tokens->items[scanner->tokens->count - 1].kind;
    after_word = last != TOKEN_PUNCTUATION && last != TOKEN_STOP;
  }
}

void tokenise(const char *text, uint32_t length, struct token_list *tokens)
{
  struct scanner scanner = {.text = text, .length = length, .tokens = tokens};
  for (uint32_t at = 0; at < length && !tokens->failed;) {
    struct character character = character_at(text, length, at);
    if (character.kind == CHARACTER_OBJECT)
      push(&scanner, at, at + character.size, TOKEN_OBJECT);
    if (character.kind == CHARACTER_BLANK || character.kind == CHARACTER_OBJECT) {
      at += character.size;
      continue;
    }
    scanner.chunk = at;
    while (character.kind != CHARACTER_END && character.kind != CHARACTER_BLANK && character.kind != CHARACTER_OBJECT) {
      at += character.size;
      character = character_at(text, length, at);
    }
    scanner.chunk_end = at;
    scan_chunk(&scanner);
  }
}

void token_list_free(struct token_list *tokens)
{
  free(tokens->items);
  *tokens = (struct token_list){0};
}
