#include "reference.h"

#include "adverbial.h"
#include "lexicon.h"

#include <string.h>

enum pronoun_class {
  PRONOUN_NONE,
  PRONOUN_PERSON, /**< he, she */
  PRONOUN_THING,  /**< it */
  PRONOUN_PLURAL  /**< they */
};

static enum pronoun_class pronoun_class_of(const struct reading *reading, uint32_t token)
{
  static const char *const persons[] = {"he", "him", "his", "himself", "she", "her", "hers", "herself", NULL};
  static const char *const things[] = {"it", "its", "itself", NULL};
  static const char *const plurals[] = {"they", "them", "their", "theirs", "themselves", NULL};
  if (!reading_is_universal(reading, token, "PRON") || reading_relates(reading, token, "expl"))
    return PRONOUN_NONE;
  const char *word = reading_word(reading, token);
  if (lexicon_lists(persons, word))
    return PRONOUN_PERSON;
  if (lexicon_lists(things, word))
    return PRONOUN_THING;
  return lexicon_lists(plurals, word) ? PRONOUN_PLURAL : PRONOUN_NONE;
}

bool reference_is_pronoun(const struct reading *reading, uint32_t token)
{
  return pronoun_class_of(reading, token) != PRONOUN_NONE;
}

static bool is_name(const struct reading *reading, uint32_t token)
{
  return reading_is_universal(reading, token, "PROPN");
}

/* Whether a token heads what a pronoun may stand for. */
static bool is_nominal_head(const struct reading *reading, uint32_t token)
{
  static const char *const indefinite[] = {"someone", "somebody", "anyone", "anybody", "everyone", "everybody", NULL};
  if (lexicon_lists(indefinite, reading_word(reading, token)))
    return true;
  if (!is_name(reading, token) && !reading_is_universal(reading, token, "NOUN"))
    return false;
  return !reading_relates(reading, token, "compound") && !reading_relates(reading, token, "flat") &&
         !reading_relates(reading, token, "fixed") && !adverbial_is_time(reading, token);
}

bool reference_is_person(const struct reading *reading, uint32_t noun)
{
  static const char *const endings[] = {"er", "or", "ee", "ist", "man", "ian", "ant"};
  const char *lemma = reading->passage->lemma[noun];
  size_t length = strlen(lemma);
  if (lexicon_lists(lexicon_persons, lemma))
    return true;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (length > 4 && strcmp(lemma + length - strlen(endings[i]), endings[i]) == 0)
      return true;
  return false;
}

/* Whether a name stands where places do: "in Paris". */
static bool is_placed(const struct reading *reading, uint32_t noun)
{
  uint32_t marker = reading_dependent(reading, noun, "case", 0);
  return marker != RW_NONE && (reading_is_word(reading, marker, "in") || reading_is_word(reading, marker, "at"));
}

bool reference_may_mean(const struct reading *reading, uint32_t pronoun, uint32_t noun)
{
  if (!is_nominal_head(reading, noun))
    return false;
  bool plural = reading_is_tag(reading, noun, "NNS") || reading_is_tag(reading, noun, "NNPS");
  bool joined = reading_dependent(reading, noun, "conj", noun) != RW_NONE;
  bool person = reference_is_person(reading, noun);
  switch (pronoun_class_of(reading, pronoun)) {
  case PRONOUN_PERSON:
    return !plural && (person || (is_name(reading, noun) && !is_placed(reading, noun)));
  case PRONOUN_THING:
    return !plural && !lexicon_lists(lexicon_persons, reading->passage->lemma[noun]);
  case PRONOUN_PLURAL:
    return plural || joined || person || (is_name(reading, noun) && !is_placed(reading, noun));
  default:
    return false;
  }
}

struct reference_pair reference_find(const struct reading *reading, rw_range pronouns, rw_range nouns)
{
  for (uint32_t pronoun = pronouns.start; pronoun < pronouns.end; pronoun++) {
    if (!reference_is_pronoun(reading, pronoun))
      continue;
    for (uint32_t noun = nouns.start; noun < nouns.end; noun++)
      if (reference_may_mean(reading, pronoun, noun))
        return (struct reference_pair){pronoun, noun};
  }
  return (struct reference_pair){RW_NONE, RW_NONE};
}
