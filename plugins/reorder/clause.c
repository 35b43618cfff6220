#include "clause.h"

#include "lexicon.h"

#include <string.h>

bool clause_is_whole(const struct reading *reading, rw_range tokens)
{
  static const char *const opening[] = {"(", "[", "\xE2\x80\x9C", "\xC2\xAB", NULL};
  static const char *const closing[] = {")", "]", "\xE2\x80\x9D", "\xC2\xBB", NULL};
  static const char *const parting[] = {";", ":", "-", "--", "\xE2\x80\x93", "\xE2\x80\x94", "...", "\xE2\x80\xA6",
                                        NULL};
  int depth = 0, straight = 0;
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    const char *word = reading_word(reading, i);
    depth += lexicon_lists(opening, word);
    depth -= lexicon_lists(closing, word);
    straight += reading_is_word(reading, i, "\"");
    bool hyphen = reading_is_word(reading, i, "-") && i > tokens.start &&
                  reading->passage->tokens[i - 1].end == reading->passage->tokens[i].start;
    if (depth < 0 || (lexicon_lists(parting, word) && !hyphen))
      return false;
  }
  return depth == 0 && straight % 2 == 0;
}

bool clause_is_plain(const struct reading *reading, rw_range tokens, uint32_t verbs)
{
  static const char *const finite[] = {"VBD", "VBZ", "VBP", "MD", NULL};
  static const char *const opening[] = {",", "whether", "who", "which", NULL};
  uint32_t found = 0;
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    found += lexicon_lists(finite, reading_tag(reading, i));
    bool joined = i > tokens.start && reading->passage->tokens[i - 1].end == reading->passage->tokens[i].start;
    bool compares = reading_is_word(reading, i, "than") && !joined && !reading_relates(reading, i, "fixed");
    if (compares || lexicon_lists(opening, reading_word(reading, i)))
      return false;
  }
  return found <= verbs;
}

bool clause_is_negated(const struct reading *reading, rw_range tokens)
{
  for (uint32_t i = tokens.start; i < tokens.end; i++)
    if ((reading->marks[i] & (1u << RW_MARK_NEGATION)) != 0)
      return true;
  return false;
}

static bool has_noun(const struct reading *reading, rw_range tokens, const char *lemma)
{
  for (uint32_t i = tokens.start; i < tokens.end; i++)
    if (reading_is_universal(reading, i, "NOUN") && strcmp(reading->passage->lemma[i], lemma) == 0)
      return true;
  return false;
}

/* Whether a stretch has a word that points to something said elsewhere. */
static bool points(const struct reading *reading, rw_range tokens, const char *const *words)
{
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    bool may_point = reading_is_universal(reading, i, "PRON") || reading_is_universal(reading, i, "DET") ||
                     reading_is_universal(reading, i, "NUM") || reading_is_universal(reading, i, "NOUN");
    if (may_point && lexicon_lists(words, reading_word(reading, i)))
      return true;
  }
  return false;
}

bool clause_echoes(const struct reading *reading, const struct adverbial *adverbial, rw_range rest)
{
  static const char *const demonstratives[] = {"this", "that", "these", "those", "such", NULL};
  static const char *const stand_ins[] = {"none", "one", "ones", "another", "others", "both", "neither", NULL};
  if (adverbial->clause && (points(reading, rest, demonstratives) || points(reading, adverbial->tokens, stand_ins)))
    return true;
  for (uint32_t i = rest.start; i < rest.end && adverbial->head != RW_NONE; i++)
    if (reading_is_universal(reading, i, "NOUN") && has_noun(reading, adverbial->tokens, reading->passage->lemma[i]))
      return true;
  return false;
}

bool clause_is_title(const struct reading *reading)
{
  uint32_t words = 0, capitals = 0;
  for (uint32_t i = reading->body.start + 1; i < reading->body.end; i++) {
    uint32_t length;
    const char *surface = reading_surface(reading, i, &length);
    words += length > 3;
    capitals += length > 3 && surface[0] >= 'A' && surface[0] <= 'Z';
  }
  return words > 0 && 3 * capitals > 2 * words;
}

bool clause_has_doubtful_capital(const struct reading *reading)
{
  uint32_t first = reading->body.start;
  bool marked = (reading->marks[first] & (1u << RW_MARK_NAME)) != 0;
  return marked != reading_is_universal(reading, first, "PROPN");
}

bool clause_has_participle(const struct reading *reading, rw_range tokens)
{
  for (uint32_t i = tokens.start; i < tokens.end; i++)
    if (reading_is_tag(reading, i, "VBG") || reading_is_tag(reading, i, "VBN"))
      return true;
  return false;
}

bool clause_has_object(const struct reading *reading)
{
  return reading_dependent(reading, reading->root, "obj", reading->root) != RW_NONE;
}
