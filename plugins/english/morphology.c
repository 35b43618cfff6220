#include "morphology.h"

#include "agreement.h"
#include "noun.h"

#include <string.h>

/* ---- Words with features of their own ---- */

struct word_features {
  const char *word;
  const char *features;
};

/* Personal pronouns (PRP, PRP$). */
static const struct word_features personal[] = {
    {"i", "Case=Nom|Number=Sing|Person=1|PronType=Prs"},
    {"me", "Case=Acc|Number=Sing|Person=1|PronType=Prs"},
    {"my", "Case=Gen|Number=Sing|Person=1|Poss=Yes|PronType=Prs"},
    {"mine", "Number=Sing|Person=1|Poss=Yes|PronType=Prs"},
    {"myself", "Case=Acc|Number=Sing|Person=1|PronType=Prs|Reflex=Yes"},
    {"we", "Case=Nom|Number=Plur|Person=1|PronType=Prs"},
    {"us", "Case=Acc|Number=Plur|Person=1|PronType=Prs"},
    {"'s", "Case=Acc|Number=Plur|Person=1|PronType=Prs"},
    {"our", "Case=Gen|Number=Plur|Person=1|Poss=Yes|PronType=Prs"},
    {"ours", "Number=Plur|Person=1|Poss=Yes|PronType=Prs"},
    {"ourselves", "Case=Acc|Number=Plur|Person=1|PronType=Prs|Reflex=Yes"},
    {"your", "Case=Gen|Person=2|Poss=Yes|PronType=Prs"},
    {"yours", "Person=2|Poss=Yes|PronType=Prs"},
    {"yourself", "Case=Acc|Number=Sing|Person=2|PronType=Prs|Reflex=Yes"},
    {"yourselves", "Case=Acc|Number=Plur|Person=2|PronType=Prs|Reflex=Yes"},
    {"he", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"},
    {"him", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs"},
    {"his", "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs"},
    {"himself", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"},
    {"she", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"},
    {"hers", "Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs"},
    {"herself", "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"},
    {"its", "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs"},
    {"itself", "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"},
    {"they", "Case=Nom|Number=Plur|Person=3|PronType=Prs"},
    {"them", "Case=Acc|Number=Plur|Person=3|PronType=Prs"},
    {"their", "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs"},
    {"theirs", "Number=Plur|Person=3|Poss=Yes|PronType=Prs"},
    {"themselves", "Case=Acc|Number=Plur|Person=3|PronType=Prs|Reflex=Yes"},
    {"one", "Number=Sing|Person=3|PronType=Prs"},
};

/* Other pronouns, determiners, adverbs of their kind. */
static const struct word_features pronominal[] = {
    {"the", "Definite=Def|PronType=Art"},
    {"a", "Definite=Ind|PronType=Art"},
    {"an", "Definite=Ind|PronType=Art"},
    {"this", "Number=Sing|PronType=Dem"},
    {"that", "Number=Sing|PronType=Dem"},
    {"these", "Number=Plur|PronType=Dem"},
    {"those", "Number=Plur|PronType=Dem"},
    {"some", "PronType=Ind"},
    {"any", "PronType=Ind"},
    {"another", "PronType=Ind"},
    {"either", "PronType=Ind"},
    {"such", "PronType=Ind"},
    {"quite", "PronType=Ind"},
    {"all", "PronType=Tot"},
    {"both", "PronType=Tot"},
    {"every", "PronType=Tot"},
    {"each", "PronType=Tot"},
    {"no", "PronType=Neg"},
    {"neither", "PronType=Neg"},
    {"none", "PronType=Neg"},
    {"half", "NumForm=Word|NumType=Frac"},
    {"something", "Number=Sing|PronType=Ind"},
    {"someone", "Number=Sing|PronType=Ind"},
    {"somebody", "Number=Sing|PronType=Ind"},
    {"anything", "Number=Sing|PronType=Ind"},
    {"anyone", "Number=Sing|PronType=Ind"},
    {"anybody", "Number=Sing|PronType=Ind"},
    {"everything", "Number=Sing|PronType=Tot"},
    {"everyone", "Number=Sing|PronType=Tot"},
    {"everybody", "Number=Sing|PronType=Tot"},
    {"nothing", "Number=Sing|PronType=Neg"},
    {"nobody", "Number=Sing|PronType=Neg"},
    {"one", "Number=Sing|PronType=Neg"},
};

/* Adverbs (RB). */
static const struct word_features adverbs[] = {
    {"now", "PronType=Dem"},
    {"then", "PronType=Dem"},
    {"there", "PronType=Dem"},
    {"here", "PronType=Dem"},
    {"never", "PronType=Neg"},
    {"nowhere", "PronType=Neg"},
    {"neither", "PronType=Neg"},
    {"always", "PronType=Tot"},
    {"everywhere", "PronType=Tot"},
    {"ever", "PronType=Ind"},
    {"sometimes", "PronType=Ind"},
    {"sometime", "PronType=Ind"},
    {"somewhere", "PronType=Ind"},
    {"anywhere", "PronType=Ind"},
    {"anytime", "PronType=Ind"},
    {"either", "PronType=Ind"},
    {"someplace", "PronType=Ind"},
    {"well", "Degree=Pos"},
    {"far", "Degree=Pos"},
    {"soon", "Degree=Pos"},
    {"long", "Degree=Pos"},
    {"hard", "Degree=Pos"},
    {"early", "Degree=Pos"},
    {"late", "Degree=Pos"},
    {"little", "Degree=Pos"},
    {"fast", "Degree=Pos"},
    {"badly", "Degree=Pos"},
    {"high", "Degree=Pos"},
    {"low", "Degree=Pos"},
    {"close", "Degree=Pos"},
    {"first", "NumForm=Word|NumType=Ord"},
    {"second", "NumForm=Word|NumType=Ord"},
    {"third", "NumForm=Word|NumType=Ord"},
    {"once", "NumForm=Word|NumType=Mult"},
    {"twice", "NumForm=Word|NumType=Mult"},
    {"thrice", "NumForm=Word|NumType=Mult"},
    {"half", "NumForm=Word|NumType=Frac"},
};

static const char *look_up(const struct word_features *rows, size_t count, const char *word)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(rows[i].word, word) == 0)
      return rows[i].features;
  return NULL;
}
#define LOOK_UP(rows, word) look_up(rows, sizeof(rows) / sizeof *(rows), word)

/* ---- The sentence around a word ---- */

struct place {
  const struct parsed_sentence *sentence;
  uint32_t index;
  const struct parsed_word *word;
  struct form form; /* in lower case, apostrophes straight; "" for a very long word */
};

static bool has(const struct place *place, const char *relation)
{
  return syntax_dependent(place->sentence, place->index, relation, SYNTAX_NONE) != SYNTAX_NONE;
}

/* Whether a word is joined to `relation` by its head. */
static bool is(const struct place *place, const char *relation)
{
  return syntax_is(place->word->relation, relation);
}

static bool tagged(const struct place *place, const char *tag)
{
  return strcmp(place->word->tag, tag) == 0;
}

static struct place place_of(const struct parsed_sentence *sentence, uint32_t index)
{
  struct place place = {sentence, index, &sentence->words[index], form_of(sentence->words[index].form)};
  size_t written = 0;
  for (const char *at = place.form.text; *at != '\0'; at++) {
    if (strncmp(at, "\xE2\x80\x99", 3) == 0) {
      place.form.text[written++] = '\'';
      at += 2;
    } else {
      place.form.text[written++] = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
    }
  }
  place.form.text[written] = '\0';
  return place;
}

/* The first of the verbs that a verb without a subject or auxiliary of its own is joined to: "seen and heard". */
static struct place joined_to(struct place place)
{
  for (int step = 0; step < 4 && is(&place, "conj") && place.word->head != SYNTAX_NONE && !has(&place, "aux") &&
                     !has(&place, "nsubj") && !has(&place, "mark");
       step++) {
    struct place head = place_of(place.sentence, place.word->head);
    if (strcmp(head.word->tag, place.word->tag) != 0)
      break;
    place = head;
  }
  return place;
}

/* ---- Verbs ---- */

/* Whether a verb of a clause of its own has neither subject nor auxiliary but do: "Don't wait". */
static bool is_command(const struct place *place)
{
  if ((!is(place, "root") && !is(place, "parataxis") && !is(place, "conj")) || has(place, "nsubj") ||
      has(place, "mark"))
    return false;
  uint32_t auxiliary = syntax_dependent(place->sentence, place->index, "aux", SYNTAX_NONE);
  return auxiliary == SYNTAX_NONE || (strcmp(place->sentence->words[auxiliary].tag, "VB") == 0 &&
                                      strcmp(place->sentence->words[auxiliary].lemma, "do") == 0);
}

static const char *of_base(const struct place *place)
{
  struct place first = joined_to(*place);
  bool command = !is(&first, "conj") && is_command(&first);
  if (is(place, "conj") && has(place, "aux"))
    command = is_command(place);
  if (is(&first, "aux") && strcmp(first.word->lemma, "do") == 0 && first.word->head != SYNTAX_NONE) {
    struct place verb = place_of(first.sentence, first.word->head);
    command = is_command(&verb);
  }
  return command ? "Mood=Imp|VerbForm=Fin" : "VerbForm=Inf";
}

static const char *of_gerund(const struct place *place)
{
  static const char *const nominal[] = {"acl", "amod", "ccomp", "compound", "csubj", "xcomp"};
  struct place first = joined_to(*place);
  if (!has(&first, "aux") && strcmp(first.word->relation, "acl:relcl") != 0)
    for (size_t i = 0; i < sizeof nominal / sizeof *nominal; i++)
      if (is(&first, nominal[i]))
        return "VerbForm=Ger";
  return "Tense=Pres|VerbForm=Part";
}

/* Whether a participle is the perfect, "has written", and not the passive. */
static bool is_perfect(const struct place *place)
{
  struct place first = joined_to(*place);
  if (strcmp(place->word->universal_tag, "AUX") == 0)
    return true;
  if (has(&first, "aux:pass"))
    return false;
  for (uint32_t i = syntax_dependent(first.sentence, first.index, "aux", SYNTAX_NONE); i != SYNTAX_NONE;
       i = syntax_dependent(first.sentence, first.index, "aux", i))
    if (strcmp(first.sentence->words[i].lemma, "have") == 0)
      return true;
  return false;
}

/* Number and person of a finite verb, from its subject; what cannot be known is third person, singular in the past,
 * plural in the present. */
static const char *of_finite(const struct place *place, bool past)
{
  static const char *const forms[2][3][2] = {{{"Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin",
                                               "Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin"},
                                              {"Mood=Ind|Number=Sing|Person=2|Tense=Pres|VerbForm=Fin",
                                               "Mood=Ind|Number=Sing|Person=2|Tense=Pres|VerbForm=Fin"},
                                              {"Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
                                               "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"}},
                                             {{"Mood=Ind|Number=Sing|Person=1|Tense=Past|VerbForm=Fin",
                                               "Mood=Ind|Number=Plur|Person=1|Tense=Past|VerbForm=Fin"},
                                              {"Mood=Ind|Number=Sing|Person=2|Tense=Past|VerbForm=Fin",
                                               "Mood=Ind|Number=Sing|Person=2|Tense=Past|VerbForm=Fin"},
                                              {"Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin",
                                               "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"}}};
  const char *form = place->form.text;
  bool third = tagged(place, "VBZ");
  uint32_t subject = third ? SYNTAX_NONE : syntax_subject(place->sentence, place->index);
  struct agreement agreement = {AGREEMENT_UNSURE, 3};
  if (subject != SYNTAX_NONE)
    agreement = agreement_of(place->sentence, subject, SPELLING_AMERICAN);
  bool plural = agreement.number == AGREEMENT_UNSURE ? !past && !third : agreement.number == AGREEMENT_PLURAL;
  if (strcmp(form, "was") == 0)
    plural = false;
  if (strcmp(form, "am") == 0 || strcmp(form, "'m") == 0)
    return forms[0][0][0];
  if (!past && !third && agreement.person == 3)
    plural = true;
  return forms[past][agreement.person - 1][plural];
}

static const char *of_verb(const struct place *place)
{
  if (tagged(place, "MD"))
    return "VerbForm=Fin";
  if (tagged(place, "VB"))
    return of_base(place);
  if (tagged(place, "VBG"))
    return of_gerund(place);
  if (tagged(place, "VBN"))
    return is_perfect(place) ? "Tense=Past|VerbForm=Part" : "Tense=Past|VerbForm=Part|Voice=Pass";
  if (tagged(place, "NNP"))
    return form_ends(place->form.text, "ing") ? "VerbForm=Ger" : "Tense=Past|VerbForm=Part";
  return of_finite(place, tagged(place, "VBD"));
}

/* ---- Numbers ---- */

/* Whether a number is written with digits and an ordinal's ending: 3rd. */
static bool is_combined_ordinal(const char *form)
{
  return letter_is_digit(form[0]) &&
         (form_ends(form, "th") || form_ends(form, "st") || form_ends(form, "nd") || form_ends(form, "rd"));
}

static bool is_ordinal(const char *form)
{
  static const char *const ordinals[] = {
      "eighteenth", "eighth",      "eightieth", "eleventh",   "fifteenth", "fifth",      "fiftieth",  "first",
      "fortieth",   "fourteenth",  "fourth",    "hundredth",  "millionth", "nineteenth", "ninetieth", "ninth",
      "second",     "seventeenth", "seventh",   "seventieth", "sixteenth", "sixth",      "sixtieth",  "tenth",
      "third",      "thirteenth",  "thirtieth", "thousandth", "twelfth",   "twentieth",
  };
  static const struct word_list list = FORM_LIST(ordinals);
  return word_listed(&list, form);
}

static const char *of_number(const struct place *place)
{
  static const char *const short_words[] = {"b", "bn", "k", "m", "mn", "tn"};
  static const char *const fractions[] = {"1/2", "1/3", "1/4", "2/3", "3/4"};
  static const struct word_list short_list = FORM_LIST(short_words);
  static const struct word_list fraction_list = FORM_LIST(fractions);
  const char *form = place->form.text;
  if (word_listed(&short_list, form))
    return "Abbr=Yes|NumForm=Word|NumType=Card";
  if (strspn(place->word->form, "IVXLCDM") == strlen(place->word->form))
    return "NumForm=Roman|NumType=Card";
  if (form[strcspn(form, "0123456789")] == '\0')
    return "NumForm=Word|NumType=Card";
  const char *point = strchr(form, '.');
  bool fraction = (point && !strchr(point + 1, '.')) || word_listed(&fraction_list, form);
  return fraction ? "NumForm=Digit|NumType=Frac" : "NumForm=Digit|NumType=Card";
}

/* ---- The rest ---- */

/* Whether a plural is its own lemma and only ever a plural: clothes, not species. */
static bool is_plural_only(const struct place *place)
{
  const char *form = place->form.text;
  return strcmp(form, place->word->lemma) == 0 && form_ends(form, "s") && !word_listed(&nouns_invariant, form);
}

static const char *of_noun(const struct place *place)
{
  const char *form = place->form.text;
  if (tagged(place, "NNPS"))
    return "Number=Plur";
  if (tagged(place, "NNS") && letter_is_digit(form[0]) && form_ends(form, "s"))
    return "Number=Ptan|NumForm=Combi|NumType=Card";
  if (tagged(place, "NNS"))
    return is_plural_only(place) ? "Number=Ptan" : "Number=Plur";
  if (is_combined_ordinal(form))
    return "Number=Sing|NumForm=Combi|NumType=Ord";
  bool fraction = tagged(place, "NN") && (strcmp(form, "half") == 0 || is_ordinal(form));
  return fraction ? "Number=Sing|NumForm=Word|NumType=Frac" : "Number=Sing";
}

static const char *of_adjective(const struct place *place)
{
  const char *form = place->form.text;
  if (tagged(place, "JJR"))
    return "Degree=Cmp";
  if (tagged(place, "JJS"))
    return "Degree=Sup";
  if (is_ordinal(form))
    return "Degree=Pos|NumForm=Word|NumType=Ord";
  return is_combined_ordinal(form) ? "Degree=Pos|NumForm=Combi|NumType=Ord" : "Degree=Pos";
}

/* Whether a clause that depends on a noun, or is itself the noun of the sentence, holds a word with wh-: the book which
 * I read; what I read. */
static bool is_relative(const struct place *place)
{
  const char *form = place->form.text;
  const char *relation = place->word->relation;
  if (strcmp(place->word->universal_tag, "DET") == 0)
    return false;
  if (relation[0] == '\0' || tagged(place, "WDT"))
    return strcmp(form, "that") == 0 || strcmp(form, "which") == 0 || strcmp(form, "who") == 0;
  uint32_t head = place->word->head;
  const char *clause = head != SYNTAX_NONE ? place->sentence->words[head].relation : "";
  bool inside = strcmp(clause, "acl:relcl") == 0 || strcmp(clause, "advcl:relcl") == 0;
  return inside || has(place, "acl:relcl") || has(place, "advcl:relcl");
}

static const char *of_wh_word(const struct place *place)
{
  bool relative = is_relative(place);
  if (tagged(place, "WP$"))
    return relative ? "Poss=Yes|PronType=Rel" : "Poss=Yes|PronType=Int";
  return relative ? "PronType=Rel" : "PronType=Int";
}

static const char *of_personal(const struct place *place)
{
  const char *form = place->form.text;
  bool subject = is(place, "nsubj") || is(place, "expl") || strcmp(place->word->relation, "") == 0;
  if (strcmp(form, "you") == 0)
    return subject ? "Case=Nom|Person=2|PronType=Prs" : "Case=Acc|Person=2|PronType=Prs";
  if (strcmp(form, "it") == 0)
    return subject ? "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs"
                   : "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs";
  if (strcmp(form, "her") == 0)
    return tagged(place, "PRP$") ? "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs"
                                 : "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs";
  return LOOK_UP(personal, form);
}

static const char *of_function_word(const struct place *place)
{
  const char *form = place->form.text;
  const char *universal = place->word->universal_tag;
  if (place->word->tag[0] == 'W')
    return of_wh_word(place);
  if (strncmp(place->word->tag, "PRP", 3) == 0)
    return of_personal(place);
  if (strcmp(universal, "PRON") == 0 || strcmp(universal, "DET") == 0)
    return tagged(place, "EX") ? NULL : LOOK_UP(pronominal, form);
  if (strcmp(universal, "PART") == 0)
    return strcmp(place->word->lemma, "not") == 0 ? "Polarity=Neg" : NULL;
  if (strcmp(universal, "CCONJ") == 0)
    return strcmp(form, "nor") == 0 || strcmp(form, "neither") == 0 ? "Polarity=Neg" : NULL;
  if (strcmp(universal, "INTJ") == 0 && (strcmp(form, "no") == 0 || strcmp(form, "nope") == 0))
    return "Polarity=Neg";
  if (strcmp(universal, "INTJ") == 0 && (strcmp(form, "yes") == 0 || strcmp(form, "yeah") == 0))
    return "Polarity=Pos";
  return NULL;
}

static const char *of_adverb(const struct place *place)
{
  if (tagged(place, "RBR"))
    return "Degree=Cmp";
  if (tagged(place, "RBS"))
    return "Degree=Sup";
  return tagged(place, "WRB") ? of_wh_word(place) : LOOK_UP(adverbs, place->form.text);
}

void morphology_find(const struct parsed_sentence *sentence, uint32_t index, char features[MORPHOLOGY_SIZE])
{
  struct place place = place_of(sentence, index);
  const char *universal = place.word->universal_tag;
  const char *found;
  if (strcmp(universal, "VERB") == 0 || strcmp(universal, "AUX") == 0)
    found = of_verb(&place);
  else if (strcmp(universal, "NOUN") == 0 ||
           (strcmp(universal, "PROPN") == 0 && strncmp(place.word->tag, "NNP", 3) == 0))
    found = of_noun(&place);
  else if (strcmp(universal, "ADJ") == 0)
    found = of_adjective(&place);
  else if (strcmp(universal, "NUM") == 0)
    found = of_number(&place);
  else if (strcmp(universal, "ADV") == 0)
    found = of_adverb(&place);
  else
    found = of_function_word(&place);
  size_t length = found ? strlen(found) : 0;
  memcpy(features, found ? found : "", length + 1);
}
