#include "reference.h"

#include "verb_table.h"

#include <string.h>

/* What may be behind a pronoun of the third person. */
enum referent { REFERENT_OTHER, REFERENT_MAN, REFERENT_WOMAN, REFERENT_THING, REFERENT_MANY };

struct pronoun_form {
  const char *form;
  enum referent referent;
};

static const struct pronoun_form pronoun_forms[] = {
    {"he", REFERENT_MAN},      {"him", REFERENT_MAN},     {"himself", REFERENT_MAN},  {"his", REFERENT_MAN},
    {"she", REFERENT_WOMAN},   {"her", REFERENT_WOMAN},   {"hers", REFERENT_WOMAN},   {"herself", REFERENT_WOMAN},
    {"it", REFERENT_THING},    {"its", REFERENT_THING},   {"itself", REFERENT_THING}, {"they", REFERENT_MANY},
    {"their", REFERENT_MANY},  {"theirs", REFERENT_MANY}, {"them", REFERENT_MANY},    {"themselves", REFERENT_MANY},
    {"other", REFERENT_OTHER},
};

static enum referent referent_of(const char *form)
{
  for (size_t i = 0; i < sizeof pronoun_forms / sizeof *pronoun_forms; i++)
    if (strcmp(pronoun_forms[i].form, form) == 0)
      return pronoun_forms[i].referent;
  return REFERENT_OTHER;
}

/* The person of a pronoun of the first or second, as a letter: i and we share one. */
static char near_person(const char *form)
{
  static const char *const first[] = {"i", "me", "mine", "my", "myself", "our", "ours", "ourselves", "us", "we", NULL};
  static const char *const second[] = {"you", "your", "yours", "yourself", "yourselves", NULL};
  return string_listed(first, form) ? '1' : string_listed(second, form) ? '2' : '\0';
}

/* Endings of nouns for persons by what they do. */
static bool ends_like_person(const char *lemma)
{
  static const char *const endings[] = {"man", "woman", "ist", "cian", "person", "eer", NULL};
  size_t length = strlen(lemma);
  for (const char *const *ending = endings; *ending; ending++)
    if (length > strlen(*ending) && strcmp(lemma + length - strlen(*ending), *ending) == 0)
      return true;
  return false;
}

bool reference_names_person(const struct sentence *sentence, uint32_t head)
{
  const struct word *word = &sentence->words[head];
  if (word_in_list(word->lemma, LIST_PERSONS) || ends_like_person(word->lemma))
    return true;
  enum referent referent = referent_of(word->form);
  if (referent == REFERENT_MAN || referent == REFERENT_WOMAN || near_person(word->form) != '\0')
    return true;
  for (uint32_t i = sentence_dependent(sentence, head, NULL, 0); i != WORD_NONE;
       i = sentence_dependent(sentence, head, NULL, i + 1)) {
    const struct word *other = &sentence->words[i];
    static const char *const titles[] = {"mr.", "mrs.", "ms.", "dr.", "mr", "mrs", "ms", "dr", "sir", "sen.", NULL};
    if (string_listed(titles, other->form) ||
        (relation_is(other, "nmod") && i < head && strcmp(other->relation, "nmod:poss") != 0 &&
         word_in_list(other->lemma, LIST_PERSONS)))
      return true;
    if (relation_is(other, "appos") && word_in_list(other->lemma, LIST_PERSONS))
      return true;
  }
  return false;
}

/* Whether a pronoun may stand for a noun, name or pronoun. */
static bool may_stand_for(const struct sentence *sentence, const char *pronoun, uint32_t antecedent)
{
  const struct word *word = &sentence->words[antecedent];
  char near = near_person(pronoun);
  if (near != '\0' || near_person(word->form) != '\0')
    return near == near_person(word->form) && near != '\0';
  enum referent wanted = referent_of(pronoun);
  enum referent own = referent_of(word->form);
  if (own != REFERENT_OTHER)
    return wanted == own;
  bool plural =
      strcmp(word->tag, "NNS") == 0 || strcmp(word->tag, "NNPS") == 0 || sentence_has(sentence, antecedent, "conj");
  bool name = strcmp(word->universal, "PROPN") == 0;
  switch (wanted) {
  case REFERENT_MAN:
  case REFERENT_WOMAN:
    return !plural && (name || strcmp(word->universal, "PRON") == 0 || reference_names_person(sentence, antecedent));
  case REFERENT_THING:
    return (name || !plural) && !reference_names_person(sentence, antecedent);
  case REFERENT_MANY:
    return true;
  case REFERENT_OTHER:
    break;
  }
  return false;
}

const char *reference_check(const struct sentence *sentence, uint32_t antecedent, uint32_t head, rw_range span)
{
  for (uint32_t i = span.start; i < span.end; i++) {
    const struct word *word = &sentence->words[i];
    if (word_in_list(word->form, LIST_REFLEXIVES))
      return "a reflexive object";
    if (strcmp(word->form, "other") == 0 && i > 0 && word_is(sentence, i - 1, "each"))
      return "a reciprocal object";
    if (strcmp(word->form, "another") == 0 && i > 0 && word_is(sentence, i - 1, "one"))
      return "a reciprocal object";
    if (i == head || strcmp(word->universal, "PRON") != 0)
      continue;
    if (may_stand_for(sentence, word->form, antecedent))
      return "a pronoun that may refer to the other side";
  }
  return NULL;
}
