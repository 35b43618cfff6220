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

bool clause_is_plain(const struct reading *reading, rw_range tokens)
{
  static const char *const finite[] = {"VBD", "VBZ", "VBP", "MD", NULL};
  static const char *const comparing[] = {"than", "whether", "who", "which", NULL};
  uint32_t verbs = 0;
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    verbs += lexicon_lists(finite, reading_tag(reading, i));
    if (reading_is_word(reading, i, ",") || lexicon_lists(comparing, reading_word(reading, i)))
      return false;
  }
  return verbs <= 1;
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

bool clause_echoes(const struct reading *reading, rw_range moved, rw_range rest)
{
  static const char *const demonstratives[] = {"this", "that", "these", "those", "such", NULL};
  for (uint32_t i = rest.start; i < rest.end; i++) {
    bool points = reading_is_universal(reading, i, "PRON") || reading_is_universal(reading, i, "DET");
    if (points && lexicon_lists(demonstratives, reading_word(reading, i)))
      return true;
    if (reading_is_universal(reading, i, "NOUN") && has_noun(reading, moved, reading->passage->lemma[i]))
      return true;
  }
  return false;
}

bool clause_is_title(const struct reading *reading)
{
  uint32_t words = 0, capitals = 0;
  for (uint32_t i = reading->body.start; i < reading->body.end; i++) {
    uint32_t length;
    const char *surface = reading_surface(reading, i, &length);
    words += length > 3;
    capitals += length > 3 && surface[0] >= 'A' && surface[0] <= 'Z';
  }
  return words > 0 && 3 * capitals > 2 * words;
}

bool clause_has_object(const struct reading *reading)
{
  return reading_dependent(reading, reading->root, "obj", reading->root) != RW_NONE;
}
