/* phrase_words - a sentence as phrases see it. */
#include "phrase_words.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#define MARK_KINDS (RW_MARK_NEGATION + 1)

void phrase_words_marks(const rw_passage *passage, uint16_t *sets)
{
  uint32_t ends[MARK_KINDS] = {0};
  uint32_t next = 0;
  for (uint32_t token = 0; token < passage->token_count; token++) {
    for (; next < passage->mark_count && passage->marks[next].tokens.start <= token; next++) {
      const rw_mark *mark = &passage->marks[next];
      if (mark->kind < MARK_KINDS && mark->tokens.end > ends[mark->kind])
        ends[mark->kind] = mark->tokens.end;
    }
    for (uint32_t kind = 0; kind < MARK_KINDS; kind++)
      if (token < ends[kind])
        sets[token] |= (uint16_t)(1u << kind);
  }
}

bool phrase_words_curly(const rw_passage *passage)
{
  return strstr(passage->text, "\xE2\x80\x99") && !strchr(passage->text, '\'');
}

/* Punctuation that ends or parts words, in contrast to hyphens, apostrophes and signs that join them. */
static bool is_separator(ucs4_t character)
{
  static const ucs4_t separators[] = {'.',    ',',    ';',    ':',    '!',    '?',    '(',    ')',    '[',
                                      ']',    '{',    '}',    '"',    0xAB,   0xBB,   0x2013, 0x2014, 0x2018,
                                      0x201A, 0x201C, 0x201D, 0x201E, 0x2026, 0x2022, 0xB7};
  for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
    if (separators[i] == character)
      return true;
  return false;
}

static bool is_separator_token(const rw_passage *passage, uint32_t token)
{
  const uint8_t *text = (const uint8_t *)passage->text;
  uint32_t at = passage->tokens[token].start;
  while (at < passage->tokens[token].end) {
    ucs4_t character;
    at += (uint32_t)u8_mbtouc(&character, text + at, passage->tokens[token].end - at);
    if (!is_separator(character))
      return false;
  }
  return true;
}

/* The end of the word that begins at `token`, within its sentence. */
static uint32_t word_end(const rw_passage *passage, uint32_t token, uint32_t sentence_end)
{
  if (is_separator_token(passage, token))
    return token + 1;
  uint32_t end = token + 1;
  while (end < sentence_end && passage->tokens[end - 1].end == passage->tokens[end].start &&
         !is_separator_token(passage, end))
    end++;
  return end;
}

/* What a look over the characters of a word tells. */
struct shape {
  uint32_t letters, digits, decimal_point;
  uint32_t whole_digits; /**< digits before a decimal point */
  bool first_upper, lower, currency, hyphen, pronoun;
};

static struct shape look_at(const char *word, size_t length)
{
  struct shape shape = {0};
  size_t at = 0;
  while (at < length) {
    ucs4_t character;
    at += (size_t)u8_mbtouc(&character, (const uint8_t *)word + at, length - at);
    if (uc_is_alpha(character)) {
      shape.first_upper |= shape.letters == 0 && uc_is_upper(character);
      shape.lower |= uc_is_lower(character);
      shape.letters++;
    } else if (uc_is_digit(character)) {
      shape.digits++;
      shape.whole_digits += shape.decimal_point == 0;
    }
    shape.decimal_point += character == '.';
    shape.currency |= uc_is_general_category(character, UC_CURRENCY_SYMBOL);
    shape.hyphen |= character == '-' || character == 0x2010 || character == 0x2011;
  }
  shape.pronoun = word[0] == 'I' && (length == 1 || word[1] == '\'' || strncmp(word + 1, "\xE2\x80\x99", 3) == 0);
  return shape;
}

static bool is_among(const char *normal, const char *const *words, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(normal, words[i]) == 0)
      return true;
  return false;
}

/* The flags of a word that the language module or the host marked as a number: none for those that a comparison
 * ("more than …") does not take: one, parts, ordinals, compounds ("30-year"). */
static unsigned number_flags(const char *word, size_t length, const struct shape *shape)
{
  static const char *const refused[] = {"a",     "an",    "one",    "zero",    "once",   "twice", "half",
                                        "third", "first", "second", "quarter", "single", "double"};
  static const char *const small[] = {"two", "three", "four", "five", "six", "seven", "eight", "nine"};
  static const char *const ordinal_endings[] = {"st", "nd", "rd", "th"};
  char normal[PHRASE_WORD_BYTES + 1];
  uint32_t normal_length = phrase_normalise(word, length, normal);
  if (normal_length < 2)
    return shape->digits == 1 && normal[0] > '1' ? PHRASE_WORD_NUMBER : 0;
  if (shape->digits > 0) {
    bool ordinal = is_among(normal + normal_length - 2, ordinal_endings, 4);
    if (shape->hyphen || ordinal)
      return 0;
    bool large = shape->whole_digits > 1 || shape->decimal_point > 0 || shape->currency;
    return large ? PHRASE_WORD_NUMBER | PHRASE_WORD_LARGE_NUMBER : PHRASE_WORD_NUMBER;
  }
  if (is_among(normal, refused, sizeof refused / sizeof *refused))
    return 0;
  bool few = is_among(normal, small, sizeof small / sizeof *small);
  return few ? PHRASE_WORD_NUMBER : PHRASE_WORD_NUMBER | PHRASE_WORD_LARGE_NUMBER;
}

static uint16_t word_flags(const char *text, size_t length, bool number)
{
  struct shape shape = look_at(text, length);
  unsigned flags = shape.letters + shape.digits == 0 ? PHRASE_WORD_PUNCTUATION : 0;
  flags |= shape.letters >= PHRASE_LONG_LETTERS ? PHRASE_WORD_LONG : 0;
  flags |= shape.first_upper && !shape.pronoun ? PHRASE_WORD_CAPITAL : 0;
  flags |= shape.letters > 0 && !shape.lower && !shape.pronoun ? PHRASE_WORD_UPPER : 0;
  flags |= number ? number_flags(text, length, &shape) : 0;
  return (uint16_t)flags;
}

/* Reads the word of the tokens [start, end). */
static struct phrase_word read_word(const rw_passage *passage, rw_range tokens, const uint16_t *marks,
                                    const struct phrase_vocabulary *vocabulary)
{
  uint32_t start = passage->tokens[tokens.start].start;
  size_t length = passage->tokens[tokens.end - 1].end - start;
  const char *text = passage->text + start;
  unsigned any = 0;
  for (uint32_t token = tokens.start; token < tokens.end; token++)
    any |= marks[token];
  uint32_t last = tokens.end - 1;
  last -= last > tokens.start && passage->text[passage->tokens[last].start] == '%';
  bool number = (marks[last] & (1u << RW_MARK_NUMBER)) != 0;
  return (struct phrase_word){.tokens = tokens,
                              .symbol = phrase_vocabulary_find(vocabulary, text, length),
                              .flags = word_flags(text, length, number),
                              .marks = (uint16_t)any};
}

/* Tells the style of a sentence from its long words; a capital on the first alone is no style. */
static void find_style(struct phrase_sentence *sentence)
{
  uint32_t words = 0;
  uint32_t capitals = 0;
  uint32_t uppers = 0;
  for (uint32_t i = 0; i < sentence->count; i++) {
    unsigned flags = sentence->words[i].flags;
    if ((flags & PHRASE_WORD_LONG) == 0)
      continue;
    words++;
    capitals += (flags & PHRASE_WORD_CAPITAL) != 0;
    uppers += (flags & PHRASE_WORD_UPPER) != 0;
  }
  sentence->title = capitals >= 2 && capitals * 10 >= words * 7;
  sentence->upper = uppers >= 2 && uppers * 10 >= words * 7;
}

void phrase_words_read(const rw_passage *passage, rw_range tokens, const uint16_t *marks,
                       const struct phrase_vocabulary *vocabulary, struct phrase_word *words,
                       struct phrase_sentence *sentence)
{
  *sentence = (struct phrase_sentence){.passage = passage, .words = words};
  for (uint32_t token = tokens.start; token < tokens.end;) {
    rw_range word = {token, word_end(passage, token, tokens.end)};
    words[sentence->count++] = read_word(passage, word, marks, vocabulary);
    token = word.end;
  }
  sentence->first = sentence->count;
  sentence->last = sentence->count;
  for (uint32_t i = 0; i < sentence->count; i++) {
    if ((words[i].flags & PHRASE_WORD_PUNCTUATION) == 0) {
      sentence->first = sentence->first == sentence->count ? i : sentence->first;
      sentence->last = i;
    }
  }
  find_style(sentence);
}

rw_range phrase_word_bytes(const struct phrase_sentence *sentence, uint32_t word)
{
  rw_range tokens = sentence->words[word].tokens;
  const rw_range *bytes = sentence->passage->tokens;
  return (rw_range){bytes[tokens.start].start, bytes[tokens.end - 1].end};
}
