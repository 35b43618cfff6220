#include "agreement.h"

#include "noun.h"

#include <string.h>

/* What a word before a noun, or a pronoun, says of number. */
static const char *const singular_words[] = {
    "a",         "an",        "another",  "anybody",    "anyone",   "anything", "each",     "either",
    "every",     "everybody", "everyone", "everything", "he",       "it",       "little",   "much",
    "neither",   "nobody",    "nothing",  "one",        "oneself",  "she",      "somebody", "someone",
    "something", "that",      "this",     "what",       "whatever", "whoever",
};
static const char *const plural_words[] = {
    "both", "few", "fewer", "many", "others", "several", "these", "they", "those", "various", "we", "you",
};

/* Quantities that agree with what they are of. */
static const char *const quantities[] = {
    "%",        "all",        "any",     "bulk",      "fifth", "fraction", "half",    "lot",        "lots",
    "majority", "minority",   "more",    "most",      "none",  "part",     "percent", "percentage", "plenty",
    "portion",  "proportion", "quarter", "remainder", "rest",  "some",     "tenth",   "third",
};

/* Quantities that are plural with "a" and singular with "the": a number of people are. */
static const char *const counts[] = {
    "array", "handful", "host", "multitude", "myriad", "number", "raft", "range", "score", "slew", "variety",
};

/* Groups of persons: one when American; one or many when British. */
static const char *const collectives[] = {
    "army",       "audience",   "band",       "board",     "cabinet", "cast",       "choir",      "class",
    "club",       "commission", "committee",  "community", "company", "council",    "crew",       "crowd",
    "delegation", "department", "family",     "firm",      "gang",    "generation", "government", "group",
    "jury",       "leadership", "management", "ministry",  "navy",    "opposition", "orchestra",  "panel",
    "parliament", "party",      "press",      "public",    "squad",   "staff",      "team",       "union",
};

/* Plural without an s. */
static const char *const plural_nouns[] = {
    "cattle", "clergy", "couple", "folk", "people", "police", "vermin",
};

/* Singular in spite of their s, and names of one thing. */
static const char *const singular_nouns[] = {
    "aerobics",    "airlines",    "airways",     "athletics",    "bahamas",    "billiards", "diabetes",   "economics",
    "electronics", "emirates",    "enterprises", "genetics",     "gymnastics", "holdings",  "industries", "linguistics",
    "maldives",    "mathematics", "measles",     "mechanics",    "motors",     "mumps",     "nations",    "netherlands",
    "news",        "philippines", "physics",     "pictures",     "politics",   "rabies",    "robotics",   "seychelles",
    "states",      "studios",     "systems",     "technologies", "times",
};

/* The same in both numbers, with nothing of their own that says which. */
static const char *const either_nouns[] = {
    "acoustics", "barracks", "crossroads", "data",       "ethics",      "gallows", "headquarters", "means",
    "media",     "series",   "species",    "statistics", "sweepstakes", "tactics", "works",
};

/* Units of money, distance, weight and the like: an amount of them is one thing. */
static const char *const units[] = {
    "$",     "acre",  "cent",     "dollar",    "euro",      "foot",  "gallon", "gram",  "hectare",
    "inch",  "kg",    "kilogram", "kilometer", "kilometre", "km",    "liter",  "litre", "meter",
    "metre", "mile",  "ounce",    "pence",     "peso",      "pound", "rouble", "ruble", "rupee",
    "ton",   "tonne", "yard",     "yen",       "yuan",      "£",     "€",
};

/* Roles that one person may have two of: the founder and editor. */
static const char *const roles[] = {
    "actor",     "artist",   "author",    "chairman",   "chairwoman", "chief",    "director", "editor",
    "executive", "founder",  "head",      "leader",     "manager",    "minister", "owner",    "poet",
    "president", "producer", "professor", "researcher", "secretary",  "singer",   "teacher",  "writer",
};

/* A word's form in lower case. */
static struct form lower_form(const struct parsed_word *word)
{
  struct form form = form_of(word->form);
  for (char *at = form.text; *at != '\0'; at++)
    if (*at >= 'A' && *at <= 'Z')
      *at = (char)(*at - 'A' + 'a');
  return form;
}

static const struct agreement singular = {AGREEMENT_SINGULAR, 3};
static const struct agreement plural = {AGREEMENT_PLURAL, 3};
static const struct agreement unsure = {AGREEMENT_UNSURE, 3};

/* Whether a subject has a dependent whose form is `form`. */
static bool has_word(const struct parsed_sentence *sentence, uint32_t head, const char *form)
{
  for (uint32_t i = syntax_dependent(sentence, head, NULL, SYNTAX_NONE); i != SYNTAX_NONE;
       i = syntax_dependent(sentence, head, NULL, i))
    if (strcmp(lower_form(&sentence->words[i]).text, form) == 0)
      return true;
  return false;
}

/* What determiners and numbers before a noun say; unsure when they say nothing. */
static struct agreement determined(const struct parsed_sentence *sentence, uint32_t head)
{
  for (uint32_t i = syntax_dependent(sentence, head, NULL, SYNTAX_NONE); i != SYNTAX_NONE && i < head;
       i = syntax_dependent(sentence, head, NULL, i)) {
    const struct parsed_word *word = &sentence->words[i];
    struct form form = lower_form(word);
    if (syntax_is(word->relation, "nummod"))
      return strcmp(form.text, "one") == 0 || strcmp(form.text, "1") == 0 ? singular : plural;
    if (!syntax_is(word->relation, "det") && !syntax_is(word->relation, "amod"))
      continue;
    if (FORM_LISTED(singular_words, form.text))
      return singular;
    if (FORM_LISTED(plural_words, form.text))
      return plural;
  }
  return unsure;
}

/* The noun that a quantity is of: "most of the water"; SYNTAX_NONE when it is of none. */
static uint32_t quantified(const struct parsed_sentence *sentence, uint32_t head)
{
  for (uint32_t i = syntax_dependent(sentence, head, "nmod", head); i != SYNTAX_NONE;
       i = syntax_dependent(sentence, head, "nmod", i))
    if (has_word(sentence, i, "of"))
      return i;
  return SYNTAX_NONE;
}

static struct agreement of_noun(const struct parsed_sentence *sentence, uint32_t head, enum spelling spelling);

/* A quantity's agreement; false when the word is none. */
static bool of_quantity(const struct parsed_sentence *sentence, uint32_t head, enum spelling spelling,
                        struct agreement *agreement)
{
  const char *lemma = sentence->words[head].lemma;
  struct form form = lower_form(&sentence->words[head]);
  uint32_t noun = quantified(sentence, head);
  if (FORM_LISTED(quantities, lemma) || FORM_LISTED(quantities, form.text)) {
    bool counted = strcmp(sentence->words[head].universal_tag, "NOUN") == 0;
    if (noun != SYNTAX_NONE)
      *agreement = of_noun(sentence, noun, spelling);
    else
      *agreement = counted || strcmp(lemma, "all") == 0 ? unsure : plural;
    return true;
  }
  if (noun != SYNTAX_NONE && FORM_LISTED(counts, lemma)) {
    *agreement =
        has_word(sentence, head, "a") || has_word(sentence, head, "an") ? of_noun(sentence, noun, spelling) : singular;
    return true;
  }
  if (noun != SYNTAX_NONE && (strcmp(lemma, "dozen") == 0 || strcmp(lemma, "couple") == 0)) {
    *agreement = plural;
    return true;
  }
  return false;
}

/* Whether quotation marks enclose a subject: a title of a work, which is one. */
static bool is_title(const struct parsed_sentence *sentence, uint32_t head)
{
  bool opened = false;
  for (uint32_t i = syntax_dependent(sentence, head, "punct", SYNTAX_NONE); i != SYNTAX_NONE;
       i = syntax_dependent(sentence, head, "punct", i)) {
    const char *tag = sentence->words[i].tag;
    if (i < head && strcmp(tag, "``") == 0)
      opened = true;
    if (i > head && strcmp(tag, "''") == 0)
      return opened;
  }
  return false;
}

static struct agreement of_plural_noun(const struct parsed_sentence *sentence, uint32_t head, const char *form)
{
  const struct parsed_word *word = &sentence->words[head];
  bool invariant = noun_is_invariant(word->lemma);
  if (FORM_LISTED(singular_nouns, form) && (strcmp(word->tag, "NNPS") == 0 || invariant))
    return singular;
  if (FORM_LISTED(either_nouns, form))
    return determined(sentence, head);
  if (invariant && !noun_is_plural_only(word->lemma) && determined(sentence, head).number == AGREEMENT_SINGULAR)
    return singular;
  bool amount =
      FORM_LISTED(units, word->lemma) && syntax_dependent(sentence, head, "nummod", SYNTAX_NONE) != SYNTAX_NONE;
  return amount ? singular : plural;
}

static struct agreement of_noun(const struct parsed_sentence *sentence, uint32_t head, enum spelling spelling)
{
  const struct parsed_word *word = &sentence->words[head];
  struct form form = lower_form(word);
  if (is_title(sentence, head))
    return singular;
  if (strcmp(word->tag, "NNS") == 0 || strcmp(word->tag, "NNPS") == 0)
    return of_plural_noun(sentence, head, form.text);
  if (FORM_LISTED(plural_nouns, form.text))
    return plural;
  if (FORM_LISTED(either_nouns, form.text))
    return determined(sentence, head);
  bool british_group = spelling == SPELLING_BRITISH && FORM_LISTED(collectives, form.text);
  return british_group && strcmp(word->tag, "NN") == 0 ? unsure : singular;
}

/* The noun that a relative pronoun stands for, the one its clause depends on; any other word stands for itself. */
static uint32_t antecedent(const struct parsed_sentence *sentence, uint32_t word)
{
  static const char *const relative[] = {"that", "which", "who"};
  uint32_t verb = sentence->words[word].head;
  if (!FORM_LISTED(relative, lower_form(&sentence->words[word]).text) || verb == SYNTAX_NONE ||
      !syntax_is(sentence->words[verb].relation, "acl"))
    return word;
  uint32_t noun = sentence->words[verb].head;
  return noun != SYNTAX_NONE && noun < word ? noun : word;
}

static struct agreement of_pronoun(const struct parsed_sentence *sentence, uint32_t head)
{
  struct form form = lower_form(&sentence->words[head]);
  const char *text = form.text;
  if (strcmp(text, "i") == 0)
    return (struct agreement){AGREEMENT_SINGULAR, 1};
  if (strcmp(text, "we") == 0 || strcmp(text, "us") == 0)
    return (struct agreement){AGREEMENT_PLURAL, 1};
  if (strcmp(text, "you") == 0)
    return (struct agreement){AGREEMENT_PLURAL, 2};
  if (FORM_LISTED(plural_words, text))
    return plural;
  return FORM_LISTED(singular_words, text) ? singular : unsure;
}

/* A number: "three were hurt", "2020 was"; with "of" what it counts does not matter. */
static struct agreement of_number(const struct parsed_sentence *sentence, uint32_t head)
{
  const char *form = sentence->words[head].form;
  bool year = strlen(form) == 4 && (form[0] == '1' || form[0] == '2') && strspn(form, "0123456789") == 4;
  if (year && quantified(sentence, head) == SYNTAX_NONE)
    return singular;
  struct form lower = lower_form(&sentence->words[head]);
  return strcmp(lower.text, "one") == 0 || strcmp(form, "1") == 0 ? singular : plural;
}

/* A subject whose head is joined to no other. */
static struct agreement of_one(const struct parsed_sentence *sentence, uint32_t head, enum spelling spelling)
{
  const struct parsed_word *word = &sentence->words[head];
  const char *universal = word->universal_tag;
  struct agreement agreement;
  if (of_quantity(sentence, head, spelling, &agreement))
    return agreement;
  if (strcmp(universal, "PRON") == 0 || strcmp(universal, "DET") == 0)
    return of_pronoun(sentence, head);
  if (strcmp(universal, "NUM") == 0)
    return of_number(sentence, head);
  if (strcmp(universal, "NOUN") == 0 || strcmp(universal, "PROPN") == 0)
    return of_noun(sentence, head, spelling);
  if (strcmp(universal, "SYM") == 0)
    return FORM_LISTED(units, word->form) ? singular : unsure;
  if (strcmp(universal, "ADJ") == 0 && strcmp(word->tag, "JJ") == 0 && has_word(sentence, head, "the"))
    return plural;
  return strcmp(universal, "VERB") == 0 && strcmp(word->tag, "VBN") != 0 ? singular : unsure;
}

/* Whether two heads joined by "and" may be one person or thing: "a singer and actor", one determiner for both. */
static bool may_be_one(const struct parsed_sentence *sentence, uint32_t first, uint32_t second)
{
  const struct parsed_word *words = sentence->words;
  return FORM_LISTED(roles, words[first].lemma) && FORM_LISTED(roles, words[second].lemma) &&
         syntax_dependent(sentence, second, "det", SYNTAX_NONE) == SYNTAX_NONE &&
         syntax_dependent(sentence, second, "nmod:poss", SYNTAX_NONE) == SYNTAX_NONE &&
         strcmp(words[first].tag, "NN") == 0 && strcmp(words[second].tag, "NN") == 0;
}

/* What joins two heads. */
enum joint { JOINT_NONE, JOINT_AND, JOINT_OR };

static enum joint joint_before(const struct parsed_sentence *sentence, uint32_t conjunct)
{
  for (uint32_t i = syntax_dependent(sentence, conjunct, "cc", SYNTAX_NONE); i != SYNTAX_NONE;
       i = syntax_dependent(sentence, conjunct, "cc", i)) {
    struct form form = lower_form(&sentence->words[i]);
    if (strcmp(form.text, "and") == 0 || strcmp(form.text, "&") == 0)
      return JOINT_AND;
    if (strcmp(form.text, "or") == 0 || strcmp(form.text, "nor") == 0 || strcmp(form.text, "but") == 0)
      return JOINT_OR;
  }
  return JOINT_NONE;
}

/* The first person among what "and" joins, else the second, else the third. */
static int lower_person(int person, int other)
{
  return other < person ? other : person;
}

struct agreement agreement_of(const struct parsed_sentence *sentence, uint32_t subject, enum spelling spelling)
{
  subject = antecedent(sentence, subject);
  struct agreement first = of_one(sentence, subject, spelling);
  int person = first.person;
  enum joint joint = JOINT_NONE;
  uint32_t last = SYNTAX_NONE;
  uint32_t conjuncts = 0;
  for (uint32_t i = syntax_dependent(sentence, subject, "conj", subject); i != SYNTAX_NONE;
       i = syntax_dependent(sentence, subject, "conj", i)) {
    enum joint found = joint_before(sentence, i);
    joint = found != JOINT_NONE ? found : joint;
    person = lower_person(person, of_one(sentence, i, spelling).person);
    last = i;
    conjuncts++;
  }
  if (joint == JOINT_NONE)
    return first;
  if (joint == JOINT_OR)
    return of_one(sentence, last, spelling);
  if (has_word(sentence, subject, "each") || has_word(sentence, subject, "every"))
    return singular;
  if (is_title(sentence, subject))
    return singular;
  if (conjuncts == 1 && may_be_one(sentence, subject, last))
    return unsure;
  return (struct agreement){AGREEMENT_PLURAL, person};
}
