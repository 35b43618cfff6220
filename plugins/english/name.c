#include "name.h"

#include "character.h"
#include "tagset.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

/* How capitals are used in a sentence. */
enum capitals {
  CAPITALS_MEAN_NAMES, /**< sentence case */
  CAPITALS_EVERYWHERE, /**< a headline whose words begin with capitals */
  CAPITALS_ONLY        /**< every letter is a capital */
};

/* What is known of a token. */
enum {
  WORD_CASED = 1,    /**< a word with a capital */
  WORD_POSITION = 2, /**< where it stands any word has a capital */
  WORD_NAME = 4
};

/* The words of a text that have a capital where nothing but being a name asks for it: a table of hashes, open
 * addressing, 0 for an empty slot. */
struct seen {
  uint64_t *slots;
  uint64_t mask;
};

struct finder {
  const struct marked_text *text;
  uint8_t *flags; /**< of each token */
  struct seen seen;
};

static const struct token *token_at(const struct finder *finder, uint32_t token)
{
  return &finder->text->tokens->items[token];
}

static const char *token_text(const struct finder *finder, uint32_t token)
{
  return finder->text->source->text + token_at(finder, token)->start;
}

static uint32_t token_length(const struct finder *finder, uint32_t token)
{
  return token_at(finder, token)->end - token_at(finder, token)->start;
}

static struct folded folded_token(const struct finder *finder, uint32_t token)
{
  return word_fold(token_text(finder, token), token_length(finder, token));
}

static struct character first_character(const struct finder *finder, uint32_t token)
{
  return character_at(token_text(finder, token), token_length(finder, token), 0);
}

static bool is_word(const struct finder *finder, uint32_t token)
{
  enum token_kind kind = token_at(finder, token)->kind;
  return kind == TOKEN_WORD || kind == TOKEN_ABBREVIATION;
}

static bool is_joined(const struct finder *finder, uint32_t token)
{
  return token > 0 && token_at(finder, token)->start == token_at(finder, token - 1)->end;
}

/* ---- Words seen as names ---- */

/* FNV-1a, never 0. */
static uint64_t hash(const char *bytes, uint32_t length)
{
  uint64_t value = 0xCBF29CE484222325u;
  for (uint32_t i = 0; i < length; i++)
    value = (value ^ (unsigned char)bytes[i]) * 0x100000001B3u;
  return value | 1;
}

static bool seen_create(struct seen *seen, uint32_t words)
{
  uint64_t size = 16;
  while (size < (uint64_t)words * 2)
    size *= 2;
  seen->slots = calloc(size, sizeof *seen->slots);
  seen->mask = size - 1;
  return seen->slots;
}

static uint64_t *seen_slot(const struct seen *seen, uint64_t value)
{
  uint64_t at = (value >> 7) & seen->mask;
  while (seen->slots[at] != 0 && seen->slots[at] != value)
    at = (at + 1) & seen->mask;
  return &seen->slots[at];
}

/* ---- Sentences ---- */

/* Whether a word behind this token may have a capital because of it: a quotation mark or bracket that opens, a colon,
 * a stop, a bullet. */
static bool gives_capital(const struct finder *finder, uint32_t token)
{
  const struct token *item = token_at(finder, token);
  if (item->kind == TOKEN_STOP)
    return true;
  if (item->kind != TOKEN_PUNCTUATION)
    return false;
  switch (first_character(finder, token).code) {
  case '"':
  case '\'':
  case ':':
  case '(':
  case '[':
  case '*':
  case 0x00AB:
  case 0x2014:
  case 0x2018:
  case 0x201C:
  case 0x201E:
  case 0x2022:
    return true;
  default:
    return false;
  }
}

/* Sets WORD_CASED and WORD_POSITION of a sentence's tokens. */
static void look_at_words(struct finder *finder, rw_range sentence)
{
  bool begun = false;
  for (uint32_t token = sentence.start; token < sentence.end; token++) {
    if (!is_word(finder, token))
      continue;
    enum word_case letters = word_case(token_text(finder, token), token_length(finder, token));
    if (letters == CASE_CAPITAL || letters == CASE_UPPER || letters == CASE_MIXED)
      finder->flags[token] |= WORD_CASED;
    if (!begun || gives_capital(finder, token - 1))
      finder->flags[token] |= WORD_POSITION;
    begun = true;
  }
}

static bool ends_with_stop(const struct finder *finder, rw_range sentence)
{
  for (uint32_t token = sentence.end; token-- > sentence.start;)
    if (token_at(finder, token)->kind != TOKEN_PUNCTUATION)
      return token_at(finder, token)->kind == TOKEN_STOP;
  return false;
}

/* How a sentence uses capitals: counted over words of four letters or more that are not its first. */
static enum capitals sentence_capitals(const struct finder *finder, rw_range sentence)
{
  uint32_t words = 0;
  uint32_t capitals = 0;
  uint32_t upper = 0;
  uint32_t all = 0;
  for (uint32_t token = sentence.start; token < sentence.end; token++) {
    if (token_at(finder, token)->kind != TOKEN_WORD || token_length(finder, token) < 2)
      continue;
    all++;
    upper += word_case(token_text(finder, token), token_length(finder, token)) == CASE_UPPER;
    if (token_length(finder, token) < 4 || (finder->flags[token] & WORD_POSITION))
      continue;
    words++;
    capitals += (finder->flags[token] & WORD_CASED) != 0;
  }
  if (all >= 3 && upper * 10 >= all * 7)
    return CAPITALS_ONLY;
  rw_role role = finder->text->source->role;
  bool may_be_headline = role == RW_ROLE_TITLE || role == RW_ROLE_HEADING || !ends_with_stop(finder, sentence);
  if (may_be_headline && words >= 2 && capitals * 10 >= words * 7)
    return CAPITALS_EVERYWHERE;
  return CAPITALS_MEAN_NAMES;
}

/* ---- Names ---- */

static bool is_pronoun_i(const struct finder *finder, uint32_t token)
{
  return token_length(finder, token) == 1 && *token_text(finder, token) == 'I';
}

/* Whether a function word in capitals is rather an acronym. */
static bool is_acronym(const char *folded)
{
  return strcmp(folded, "us") == 0 || strcmp(folded, "who") == 0 || strcmp(folded, "it") == 0;
}

/* Whether a word with a capital that only its letters can tell from others is a name. */
static bool letters_tell_name(const struct finder *finder, uint32_t token, enum capitals capitals)
{
  enum word_case letters = word_case(token_text(finder, token), token_length(finder, token));
  struct folded folded = folded_token(finder, token);
  if (letters == CASE_MIXED)
    return true;
  if (letters == CASE_UPPER && capitals != CAPITALS_ONLY)
    return !word_listed(&words_function, folded.text) || is_acronym(folded.text);
  return !word_is_ordinary(folded.text) || word_listed(&words_calendar, folded.text);
}

/* Whether a word with a capital in the middle of a sentence in sentence case is a name. May and Will, with a capital,
 * are. */
static bool is_name_inside(const struct finder *finder, uint32_t token)
{
  enum word_case letters = word_case(token_text(finder, token), token_length(finder, token));
  struct folded folded = folded_token(finder, token);
  return letters != CASE_CAPITAL || !word_listed(&words_function, folded.text) || strcmp(folded.text, "may") == 0 ||
         strcmp(folded.text, "will") == 0;
}

/* Whether a word stands in a place that asks for no capital, has one, and is a name by that. */
static bool is_evident_name(const struct finder *finder, uint32_t token, rw_range sentence)
{
  return token < sentence.end && (finder->flags[token] & (WORD_CASED | WORD_POSITION)) == WORD_CASED &&
         !is_joined(finder, token) && !is_pronoun_i(finder, token) && is_name_inside(finder, token);
}

/* Whether a word that a capital's place explains is still a name: seen as one elsewhere, or before another
 * (Brown University, Bank of England). */
static bool is_name_in_position(const struct finder *finder, uint32_t token, rw_range sentence)
{
  struct folded folded = folded_token(finder, token);
  if (letters_tell_name(finder, token, CAPITALS_MEAN_NAMES))
    return true;
  if (word_listed(&words_function, folded.text) || word_listed(&words_number, folded.text))
    return false;
  if (*seen_slot(&finder->seen, hash(token_text(finder, token), token_length(finder, token))) != 0)
    return true;
  if (is_evident_name(finder, token + 1, sentence))
    return true;
  return token + 2 < sentence.end && strcmp(folded_token(finder, token + 1).text, "of") == 0 &&
         is_evident_name(finder, token + 2, sentence);
}

/* Sets WORD_NAME of the words of a sentence whose names do not depend on other sentences, and remembers those words.
 */
static void find_inside(struct finder *finder, rw_range sentence, enum capitals capitals)
{
  for (uint32_t token = sentence.start; token < sentence.end; token++) {
    uint8_t flags = finder->flags[token];
    if (!(flags & WORD_CASED) || is_pronoun_i(finder, token))
      continue;
    if (capitals != CAPITALS_MEAN_NAMES) {
      finder->flags[token] |= letters_tell_name(finder, token, capitals) ? WORD_NAME : 0;
    } else if (!(flags & WORD_POSITION) && is_name_inside(finder, token)) {
      finder->flags[token] |= WORD_NAME;
      uint64_t value = hash(token_text(finder, token), token_length(finder, token));
      *seen_slot(&finder->seen, value) = value;
    }
  }
}

static void find_in_position(struct finder *finder, rw_range sentence)
{
  for (uint32_t token = sentence.start; token < sentence.end; token++) {
    uint8_t flags = finder->flags[token];
    if ((flags & WORD_CASED) && (flags & WORD_POSITION) && !is_pronoun_i(finder, token) &&
        is_name_in_position(finder, token, sentence))
      finder->flags[token] |= WORD_NAME;
  }
}

/* ---- Runs ---- */

static bool is_name(const struct finder *finder, uint32_t token, uint32_t end)
{
  return token < end && (finder->flags[token] & WORD_NAME) != 0;
}

static bool is_joint(const struct finder *finder, uint32_t token)
{
  struct folded folded = folded_token(finder, token);
  return strcmp(folded.text, "-") == 0 || strcmp(folded.text, "&") == 0 || word_listed(&words_particle, folded.text);
}

/* The end of a name that goes on behind `token` in its sentence: the next word, or one behind a hyphen or one or two
 * small words (Leonardo da Vinci, Bank of the West). */
static uint32_t run_end(const struct finder *finder, uint32_t token, uint32_t end)
{
  for (;;) {
    if (is_name(finder, token, end))
      token++;
    else if (token + 1 < end && is_joint(finder, token) && is_name(finder, token + 1, end))
      token += 2;
    else if (token + 2 < end && is_joint(finder, token) && is_joint(finder, token + 1) &&
             is_name(finder, token + 2, end))
      token += 3;
    else
      return token;
  }
}

/* The start of a name, small words before it that belong to it counted in: van Gogh, al-Qaeda. */
static uint32_t run_start(const struct finder *finder, uint32_t token, uint32_t start)
{
  static const char *const leading[] = {"al", "bin", "da", "de", "der", "di", "du", "el", "ibn", "van", "von"};
  while (token > start) {
    uint32_t before = token > start + 1 && folded_token(finder, token - 1).text[0] == '-' && is_joined(finder, token)
                          ? token - 2
                          : token - 1;
    struct folded folded = folded_token(finder, before);
    bool leads = false;
    for (size_t i = 0; i < sizeof leading / sizeof *leading; i++)
      leads |= strcmp(folded.text, leading[i]) == 0;
    if (!leads)
      break;
    token = before;
  }
  return token;
}

static void mark_runs(const struct finder *finder, rw_range sentence, struct mark_list *marks)
{
  uint32_t behind = sentence.start;
  for (uint32_t token = sentence.start; token < sentence.end;) {
    if (!is_name(finder, token, sentence.end)) {
      token++;
      continue;
    }
    uint32_t end = run_end(finder, token, sentence.end);
    mark_list_append(marks, run_start(finder, token, behind), end, RW_MARK_NAME);
    token = behind = end;
  }
}

static void find_all(struct finder *finder, struct mark_list *marks)
{
  const struct marked_text *text = finder->text;
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    look_at_words(finder, text->sentences[i]);
    find_inside(finder, text->sentences[i], sentence_capitals(finder, text->sentences[i]));
  }
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    if (sentence_capitals(finder, text->sentences[i]) == CAPITALS_MEAN_NAMES)
      find_in_position(finder, text->sentences[i]);
    mark_runs(finder, text->sentences[i], marks);
  }
}

void names_add_tagged(const uint8_t *universal_tag, uint32_t token_count, struct mark_list *marks)
{
  const uint32_t proper = tagset_find(tagset_universal, "PROPN", strlen("PROPN"));
  for (uint32_t token = 0, end; token < token_count; token = end) {
    end = token;
    while (end < token_count && universal_tag[end] == proper)
      end++;
    if (end > token)
      mark_list_append(marks, token, end, RW_MARK_NAME);
    else
      end = token + 1;
  }
}

void names_find(const struct marked_text *text, struct mark_list *marks)
{
  struct finder finder = {.text = text, .flags = calloc(text->tokens->count + 1, 1)};
  if (finder.flags && seen_create(&finder.seen, text->tokens->count))
    find_all(&finder, marks);
  else
    marks->failed = true;
  free(finder.seen.slots);
  free(finder.flags);
}
