#include "inflect.h"

#include "compound.h"
#include "degree.h"
#include "noun.h"
#include "pronoun.h"
#include "verb.h"

#include <stdio.h>
#include <string.h>

/* A word in lower case; only ASCII letters have forms of their own to be found. */
static struct form lower(const char *word, size_t length)
{
  struct form form = form_join(word, length, "");
  for (char *at = form.text; *at != '\0'; at++)
    if (*at >= 'A' && *at <= 'Z')
      *at = (char)(*at - 'A' + 'a');
  return form;
}

static bool is_upper(char letter)
{
  return letter >= 'A' && letter <= 'Z';
}

/* Whether a word has two capitals or more and no small letter: TV, MP. */
static bool is_initials(const char *word, size_t length)
{
  size_t capitals = 0;
  for (size_t i = 0; i < length; i++) {
    if (word[i] >= 'a' && word[i] <= 'z')
      return false;
    capitals += is_upper(word[i]);
  }
  return capitals >= 2;
}

/* The plural of what is no word: MPs, SMSes, x's, 1990s. */
static struct form plural_of_signs(const char *word, size_t length)
{
  bool digit = letter_is_digit(word[length - 1]);
  if (length == 1 && !digit)
    return form_join(word, length, "'s");
  return form_join(word, length, !digit && strchr("SXZ", word[length - 1]) ? "es" : "s");
}

/* The verb made of initials: OK'd, OK'ing, OKs. */
static struct form verb_of_signs(const char *word, size_t length, enum verb_form form)
{
  static const char *const endings[] = {"", "s", "'d", "'d", "'ing"}; /* in the order of enum verb_form */
  return form_join(word, length, endings[form]);
}

/* How a tag inflects. */
struct inflection {
  enum { INFLECT_NOTHING, INFLECT_VERB, INFLECT_PLURAL, INFLECT_NAMES, INFLECT_ADJECTIVE, INFLECT_ADVERB } kind;
  enum verb_form verb;
  enum degree degree;
  enum spelling spelling;
};

/* The plural of a name: Kennedys, Joneses; irregular words in names as elsewhere. */
static struct form plural_of_name(const char *word, enum spelling spelling)
{
  if (spelling_changes_y(word) && strcmp(word, "rocky") != 0)
    return form_join(word, strlen(word), "s");
  return noun_plural(word, spelling);
}

/* The form of a word in lower case; "" when it has none. */
static struct form form_of_lower(const char *word, const struct inflection *how)
{
  switch (how->kind) {
  case INFLECT_VERB:
    return verb_inflect(word, how->verb, how->spelling);
  case INFLECT_PLURAL:
    return noun_plural(word, how->spelling);
  case INFLECT_NAMES:
    return plural_of_name(word, how->spelling);
  case INFLECT_ADJECTIVE:
    return adjective_degree(word, how->degree, how->spelling);
  case INFLECT_ADVERB:
    return adverb_degree(word, how->degree, how->spelling);
  case INFLECT_NOTHING:
    break;
  }
  return form_of(word);
}

/* Gives a form the capitals of its lemma: all those of their common start, or the first at least. */
static void take_capitals(struct form *form, const char *lemma, size_t length, const char *lower_lemma)
{
  size_t at = 0;
  for (; at < length && form->text[at] == lower_lemma[at] && form->text[at] != '\0'; at++)
    form->text[at] = lemma[at];
  if (at == 0 && is_upper(lemma[0]) && form->text[0] >= 'a' && form->text[0] <= 'z')
    form->text[0] = (char)(form->text[0] - 'a' + 'A');
}

/* Whether the plural of a word is that of a sign: TV, 1990, a letter. */
static bool is_sign(const char *word, size_t length)
{
  return length == 1 || is_initials(word, length) || letter_is_digit(word[length - 1]);
}

/* The form of a word as it is written. */
static struct form form_of_word(const char *word, size_t length, const struct inflection *how)
{
  struct form lemma = lower(word, length);
  if (lemma.text[0] == '\0')
    return lemma;
  bool plural = how->kind == INFLECT_PLURAL || how->kind == INFLECT_NAMES;
  if (plural && is_sign(word, length))
    return plural_of_signs(word, length);
  if (how->kind == INFLECT_VERB && is_initials(word, length))
    return verb_of_signs(word, length, how->verb);
  bool nation = plural && is_upper(word[0]) && form_ends(lemma.text, "ese");
  struct form form = nation ? lemma : form_of_lower(lemma.text, how);
  if (form.text[0] != '\0')
    take_capitals(&form, word, length, lemma.text);
  return form;
}

/* Puts the form of the part of a lemma between the rest of it. */
static bool write_form(const char *lemma, struct part part, const struct inflection *how, char *form, size_t size)
{
  struct form inflected = form_of_word(lemma + part.start, part.end - part.start, how);
  if (inflected.text[0] == '\0')
    return false;
  int length = snprintf(form, size, "%.*s%s%s", (int)part.start, lemma, inflected.text, lemma + part.end);
  return length >= 0 && (size_t)length < size;
}

/* Writes a degree: bigger; better-known; more careful. */
static bool write_degree(const char *lemma, const struct inflection *how, char *form, size_t size)
{
  struct part whole = {0, strlen(lemma)};
  struct part well = {0, strlen("well")};
  if (strncmp(lemma, "well-", 5) == 0 && write_form(lemma, well, how, form, size))
    return true;
  if (!strpbrk(lemma, " -") && write_form(lemma, whole, how, form, size))
    return true;
  int length = snprintf(form, size, "%s %s", how->degree == DEGREE_COMPARATIVE ? "more" : "most", lemma);
  return length >= 0 && (size_t)length < size;
}

const char *inflect_be(int person, bool plural, bool past)
{
  if (past)
    return plural || person == 2 ? "were" : "was";
  if (plural || person == 2)
    return "are";
  return person == 1 ? "am" : "is";
}

static bool write_whole(const char *text, char *form, size_t size)
{
  size_t length = text ? strlen(text) : 0;
  if (length == 0 || length >= size)
    return false;
  memcpy(form, text, length + 1);
  return true;
}

static bool inflect_pronoun(const char *lemma, const char *tag, char *form, size_t size)
{
  static const struct {
    const char *tag;
    enum pronoun_case wanted;
  } cases[] = {
      {"PRP", PRONOUN_NOMINATIVE},
      {"PRP:nominative", PRONOUN_NOMINATIVE},
      {"PRP:accusative", PRONOUN_ACCUSATIVE},
      {"PRP:reflexive", PRONOUN_REFLEXIVE},
      {"PRP:possessive", PRONOUN_INDEPENDENT},
      {"PRP$", PRONOUN_POSSESSIVE},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (strcmp(tag, cases[i].tag) == 0)
      return write_whole(pronoun_in_case(lemma, cases[i].wanted), form, size);
  return false;
}

/* What ":1s" to ":3p" behind a verb's tag say; false when that is no such thing. */
static bool read_agreement(const char *text, int *person, bool *plural)
{
  if (text[0] != ':' || text[1] < '1' || text[1] > '3' || (text[2] != 's' && text[2] != 'p') || text[3] != '\0')
    return false;
  *person = text[1] - '0';
  *plural = text[2] == 'p';
  return true;
}

/* The verb forms whose tags may say person and number. */
static bool inflect_finite(const char *lemma, const char *tag, enum spelling spelling, char *form, size_t size)
{
  bool past = strncmp(tag, "VBD", 3) == 0;
  int person = 3;
  bool plural = !past;
  if (tag[3] != '\0' && !read_agreement(tag + 3, &person, &plural))
    return false;
  if (strcmp(lemma, "be") == 0)
    return write_whole(inflect_be(person, plural, past), form, size);
  enum verb_form present = person == 3 && !plural ? VERB_THIRD : VERB_BASE;
  struct inflection how = {.kind = INFLECT_VERB, .verb = past ? VERB_PAST : present, .spelling = spelling};
  return write_form(lemma, compound_verb(lemma), &how, form, size);
}

/* How the tags inflect that need no more than their name. */
static const struct tag_row {
  const char *tag;
  struct inflection how;
} tag_rows[] = {
    {"VB", {.kind = INFLECT_NOTHING}},
    {"MD", {.kind = INFLECT_NOTHING}},
    {"NN", {.kind = INFLECT_NOTHING}},
    {"NNP", {.kind = INFLECT_NOTHING}},
    {"JJ", {.kind = INFLECT_NOTHING}},
    {"RB", {.kind = INFLECT_NOTHING}},
    {"VBZ", {.kind = INFLECT_VERB, .verb = VERB_THIRD}},
    {"VBN", {.kind = INFLECT_VERB, .verb = VERB_PARTICIPLE}},
    {"VBG", {.kind = INFLECT_VERB, .verb = VERB_GERUND}},
    {"NNS", {.kind = INFLECT_PLURAL}},
    {"NNPS", {.kind = INFLECT_NAMES}},
    {"JJR", {.kind = INFLECT_ADJECTIVE, .degree = DEGREE_COMPARATIVE}},
    {"JJS", {.kind = INFLECT_ADJECTIVE, .degree = DEGREE_SUPERLATIVE}},
    {"RBR", {.kind = INFLECT_ADVERB, .degree = DEGREE_COMPARATIVE}},
    {"RBS", {.kind = INFLECT_ADVERB, .degree = DEGREE_SUPERLATIVE}},
};

static bool inflect_by_row(const char *lemma, struct inflection how, char *form, size_t size)
{
  switch (how.kind) {
  case INFLECT_VERB:
    return write_form(lemma, compound_verb(lemma), &how, form, size);
  case INFLECT_PLURAL:
  case INFLECT_NAMES:
    return write_form(lemma, compound_noun(lemma), &how, form, size);
  case INFLECT_ADJECTIVE:
  case INFLECT_ADVERB:
    return write_degree(lemma, &how, form, size);
  case INFLECT_NOTHING:
    break;
  }
  return write_whole(lemma, form, size);
}

bool inflect(const char *lemma, const char *tag, enum spelling spelling, char *form, size_t size)
{
  if (lemma[0] == '\0')
    return false;
  if (strncmp(tag, "PRP", 3) == 0)
    return inflect_pronoun(lemma, tag, form, size);
  if (strncmp(tag, "VBP", 3) == 0 || strncmp(tag, "VBD", 3) == 0)
    return inflect_finite(lemma, tag, spelling, form, size);
  if (strcmp(tag, "MD:past") == 0)
    return write_whole(modal_past(lemma), form, size);
  for (size_t i = 0; i < sizeof tag_rows / sizeof *tag_rows; i++) {
    if (strcmp(tag, tag_rows[i].tag) == 0) {
      struct inflection how = tag_rows[i].how;
      how.spelling = spelling;
      return inflect_by_row(lemma, how, form, size);
    }
  }
  return false;
}
