#include "lemma.h"

#include "character.h"
#include "degree.h"
#include "lemma_table.h"
#include "noun.h"
#include "verb.h"

#include <string.h>
#include <unicase.h>
#include <unistr.h>

/* ---- Regular forms ---- */

/* Makes the form of a possible lemma, to see whether it is the one at hand. */
typedef struct form inflect_word(const char *lemma, enum spelling spelling);

static bool yields(const char *lemma, inflect_word *inflect, const char *form)
{
  return strcmp(inflect(lemma, SPELLING_AMERICAN).text, form) == 0 ||
         strcmp(inflect(lemma, SPELLING_BRITISH).text, form) == 0;
}

static struct form past_of(const char *lemma, enum spelling spelling)
{
  return spelling_with_e(lemma, "ed", spelling);
}

static struct form comparative_of(const char *lemma, enum spelling spelling)
{
  return spelling_with_e(lemma, "er", spelling);
}

static struct form superlative_of(const char *lemma, enum spelling spelling)
{
  return spelling_with_e(lemma, "est", spelling);
}

static struct form third_of(const char *lemma, enum spelling spelling)
{
  return verb_inflect(lemma, VERB_THIRD, spelling);
}

/* Whether a list of endings says that a stem lost an e. */
static bool listed_with_e(const char *stem)
{
  return form_covered(&lemma_e, stem) > form_covered(&lemma_no_e, stem);
}

/* A stem, without its ending, as the lemma whose form is `form`: with one of two equal consonants at its end when they
 * were doubled, with an e when it lost one. */
static struct form lemma_of_stem(const char *stem, inflect_word *inflect, const char *form)
{
  size_t length = strlen(stem);
  bool doubled = length >= 3 && stem[length - 1] == stem[length - 2] && form_covered(&lemma_doubled, stem) == 0;
  struct form single = form_join(stem, length - (length > 0), "");
  if (form_covered(&lemma_lengthened, stem) > 0 || (doubled && yields(single.text, inflect, form)))
    return single;
  struct form with_e = form_join(stem, length, "e");
  bool plain_fits = yields(stem, inflect, form);
  if (yields(with_e.text, inflect, form) && (!plain_fits || listed_with_e(stem)))
    return with_e;
  return form_of(stem);
}

/* ---- Verbs ---- */

/* Whether what is left of a verb without -ies, -ied or -ying lost an ie: l(ies), d(ied); others end in y. */
static bool ends_in_ie(const char *stem)
{
  static const char *const endings[] = {
      "<bel", "<hogt", "<overl", "<ret", "<underl", "<unt",
  };
  static const struct word_list list = FORM_LIST(endings);
  return strlen(stem) <= 1 || form_covered(&list, stem) > 0;
}

/* What is left of verbs in -oe without their e. */
static const char *const in_oe[] = {
    "<cano", "<ho", "<sho", "<tipto", "<to",
};
static const struct word_list in_oe_list = FORM_LIST(in_oe);

static struct form verb_of_third(const char *word)
{
  size_t length = strlen(word);
  if (length > 3 && form_ends(word, "ies")) {
    struct form stem = form_join(word, length - 3, "");
    return form_join(stem.text, length - 3, ends_in_ie(stem.text) ? "ie" : "y");
  }
  if (length < 4 || !form_ends(word, "es"))
    return form_join(word, length - (length > 2 && word[length - 1] == 's'), "");
  struct form stem = form_join(word, length - 2, "");
  struct form with_e = form_join(word, length - 1, "");
  if (form_ends(stem.text, "o"))
    return form_covered(&in_oe_list, stem.text) > 0 ? with_e : stem;
  if (!yields(stem.text, third_of, word))
    return with_e;
  return lemma_of_stem(stem.text, third_of, word);
}

static struct form verb_of_past(const char *word)
{
  size_t length = strlen(word);
  if (length < 4 || !form_ends(word, "ed"))
    return form_of(word);
  if (form_ends(word, "ied")) {
    struct form stem = form_join(word, length - 3, "");
    return form_join(stem.text, length - 3, ends_in_ie(stem.text) ? "ie" : "y");
  }
  struct form stem = form_join(word, length - 2, "");
  if (form_ends(stem.text, "e"))
    return form_join(word, length - 1, "");
  return lemma_of_stem(stem.text, past_of, word);
}

static struct form verb_of_gerund(const char *word)
{
  size_t length = strlen(word);
  if (length < 5 || !form_ends(word, "ing"))
    return form_of(word);
  struct form stem = form_join(word, length - 3, "");
  struct form before_y = form_join(word, length - 4, "");
  if (form_ends(stem.text, "y") && ends_in_ie(before_y.text))
    return form_join(before_y.text, strlen(before_y.text), "ie");
  return lemma_of_stem(stem.text, spelling_with_ing, word);
}

static struct form verb_of(const char *word, const char *tag)
{
  enum verb_form form = VERB_BASE;
  if (strcmp(tag, "VBZ") == 0)
    form = VERB_THIRD;
  else if (strcmp(tag, "VBD") == 0)
    form = VERB_PAST;
  else if (strcmp(tag, "VBG") == 0)
    form = VERB_GERUND;
  else if (strcmp(tag, "VBN") == 0)
    form = VERB_PARTICIPLE;
  struct form lemma = verb_of_irregular(word, form);
  if (lemma.text[0] != '\0')
    return lemma;
  switch (form) {
  case VERB_THIRD:
    return verb_of_third(word);
  case VERB_PAST:
  case VERB_PARTICIPLE:
    return verb_of_past(word);
  case VERB_GERUND:
    return verb_of_gerund(word);
  case VERB_BASE:
    break;
  }
  return form_of(word);
}

/* ---- Nouns ---- */

static struct form noun_of_es(const char *word, size_t length)
{
  struct form stem = form_join(word, length - 2, "");
  struct form with_e = form_join(word, length - 1, "");
  if (form_covered(&lemma_plural_sis, word) > 0)
    return form_join(word, length - 2, "is");
  if (form_covered(&lemma_lengthened, stem.text) > 0)
    return form_join(word, length - 3, "");
  bool fits = yields(stem.text, noun_plural, word);
  return fits && form_covered(&lemma_plural_e, stem.text) == 0 ? stem : with_e;
}

static struct form noun_of(const char *word)
{
  size_t length = strlen(word);
  if (word_listed(&lemma_own_plural, word) || (noun_is_invariant(word) && !form_ends(word, "ics")) ||
      noun_is_plural_only(word))
    return form_of(word);
  if (length > 2 && letter_is_digit(word[length - 2]))
    return form_of(word);
  struct form irregular = noun_of_irregular(word);
  if (irregular.text[0] != '\0')
    return irregular;
  if (length < 3 || word[length - 1] != 's' || word[length - 2] == 's')
    return form_of(word);
  if (length > 4 && form_ends(word, "ies")) {
    struct form stem = form_join(word, length - 3, "");
    return form_join(stem.text, length - 3, form_covered(&lemma_plural_ie, stem.text) > 0 ? "ie" : "y");
  }
  if (form_ends(word, "'s"))
    return form_join(word, length - 2, "");
  return length > 3 && form_ends(word, "es") ? noun_of_es(word, length) : form_join(word, length - 1, "");
}

/* ---- Adjectives and adverbs ---- */

static struct form compared_of(const char *word, const char *tag)
{
  enum degree degree = tag[2] == 'S' ? DEGREE_SUPERLATIVE : DEGREE_COMPARATIVE;
  struct form irregular = tag[0] == 'J' ? adjective_of_irregular(word, degree) : adverb_of_irregular(word, degree);
  if (irregular.text[0] != '\0')
    return irregular;
  const char *ending = degree == DEGREE_COMPARATIVE ? "er" : "est";
  size_t length = strlen(word);
  if (length < 5 || !form_ends(word, ending))
    return form_of(word);
  struct form stem = form_join(word, length - strlen(ending), "");
  size_t end = strlen(stem.text);
  if (stem.text[end - 1] == 'i')
    return form_join(stem.text, end - 1, "y");
  return lemma_of_stem(stem.text, degree == DEGREE_COMPARATIVE ? comparative_of : superlative_of, word);
}

/* ---- All words ---- */

/* The word in lower case with straight apostrophes; false when it is too long to have forms. */
static bool fold(const struct tagged_word *word, struct form *folded)
{
  size_t written = 0;
  for (uint32_t at = 0; at < word->length;) {
    struct character character = character_at(word->text, word->length, at);
    uint8_t bytes[6];
    int size = 1;
    if (character.code == 0xFFFD)
      return false;
    if (character_is_apostrophe(character) && character.code >= 0x80)
      bytes[0] = '\'';
    else
      size = u8_uctomb(bytes, uc_tolower(character.code), sizeof bytes);
    if (size < 1 || written + (size_t)size >= FORM_SIZE)
      return false;
    memcpy(folded->text + written, bytes, (size_t)size);
    written += (size_t)size;
    at += character.size;
  }
  folded->text[written] = '\0';
  return true;
}

/* Words for peoples, languages, faiths and parties, which keep their capital. */
static bool is_people(const char *folded)
{
  static const char *const names[] = {
      "african",   "american",    "anglican",   "antarctic",  "arab",     "arabic",     "arctic",     "argentine",
      "atlantic",  "bangladeshi", "baptist",    "basque",     "biblical", "british",    "buddhist",   "byzantine",
      "caribbean", "catholic",    "celtic",     "christian",  "czech",    "danish",     "democratic", "dutch",
      "english",   "european",    "filipino",   "finnish",    "french",   "german",     "greek",      "hebrew",
      "hindu",     "hispanic",    "inuit",      "iraqi",      "irish",    "islamic",    "islamist",   "israeli",
      "jew",       "jewish",      "korean",     "kremlin",    "kurdish",  "latin",      "latino",     "lutheran",
      "maltese",   "maori",       "mexican",    "moslem",     "muslim",   "nazi",       "norse",      "olympic",
      "pacific",   "pakistani",   "paralympic", "philippine", "polish",   "protestant", "republican", "roman",
      "saudi",     "scottish",    "shi'ite",    "shia",       "shiite",   "sikh",       "slavic",     "soviet",
      "spanish",   "sunni",       "swedish",    "swiss",      "tamil",    "thai",       "turkish",    "victorian",
      "welsh",     "zionist",
  };
  static const char *const endings[] = {
      "ban", "bian", "dan", "ean", "ese", "ghan", "ian", "iraqi", "kan", "raeli", "rican", "stani", "yan",
  };
  static const struct word_list name_list = FORM_LIST(names);
  static const struct word_list ending_list = FORM_LIST(endings);
  return word_listed(&name_list, folded) || (form_covered(&ending_list, folded) > 0 && !word_is_ordinary(folded));
}

/* Whether a word that is no name keeps its capitals: initials (TV, MPs), letters, Q1, pro-European. */
static bool is_sign(const struct tagged_word *word, const char *folded)
{
  enum word_case written = word_case(word->text, word->length);
  bool noun = word->tag[0] == 'N' && word->tag[1] == 'N';
  const char *hyphen = memchr(word->text, '-', word->length);
  bool roman = strcmp(word->universal_tag, "NUM") == 0 && strspn(folded, "ivxlcdm") == word->length;
  if (word->length == 1)
    return noun || word->tag[0] == 'J' || roman;
  if (hyphen && hyphen + 1 < word->text + word->length && hyphen[1] >= 'A' && hyphen[1] <= 'Z')
    return word->text[0] >= 'a' && word->text[0] <= 'z';
  if (roman)
    return true;
  if (noun && letter_is_digit(word->text[word->length - 1]))
    return true;
  bool initials = written == CASE_UPPER || (written == CASE_MIXED && form_ends(folded, "s"));
  return initials && (noun || strcmp(word->universal_tag, "ADV") == 0) && word->length <= 4 &&
         !word_is_ordinary(folded);
}

/* Gives the lemma of a name, of a word for a people or of a sign the capitals of its word. */
static void keep_capitals(const struct tagged_word *word, struct form *lemma, const char *folded)
{
  bool name = strncmp(word->tag, "NNP", 3) == 0 || strcmp(word->universal_tag, "PROPN") == 0;
  if (!name && !is_sign(word, folded) && !is_people(lemma->text) && !is_people(folded))
    return;
  for (size_t at = 0; at < word->length && lemma->text[at] == folded[at] && lemma->text[at] != '\0'; at++)
    if (word->text[at] >= 'A' && word->text[at] <= 'Z')
      lemma->text[at] = word->text[at];
}

/* Digits without the commas between thousands. */
static struct form number_of(const char *folded)
{
  struct form lemma = form_of(folded);
  size_t written = 0;
  for (size_t at = 0; folded[at] != '\0'; at++) {
    bool between = at > 0 && letter_is_digit(folded[at - 1]) && letter_is_digit(folded[at + 1]);
    if (folded[at] != ',' || !between)
      lemma.text[written++] = folded[at];
  }
  lemma.text[written] = '\0';
  return lemma;
}

/* The lemma of a word that is no name, in lower case. */
static struct form lemma_of(const struct tagged_word *word, const char *folded)
{
  const char *tag = word->tag;
  if (strcmp(tag, "NNS") == 0 || strcmp(tag, "NNPS") == 0)
    return noun_of(folded);
  if (strcmp(word->universal_tag, "VERB") == 0 && strcmp(tag, "NNP") == 0)
    return verb_of(folded, form_ends(folded, "ing") ? "VBG" : "VBN");
  if (tag[0] == 'V')
    return verb_of(folded, tag);
  if ((tag[0] == 'J' || tag[0] == 'R') && tag[1] != '\0' && (tag[2] == 'R' || tag[2] == 'S'))
    return compared_of(folded, tag);
  if (strcmp(word->universal_tag, "NUM") == 0)
    return number_of(folded);
  return form_of(folded);
}

/* Whether the lemma is the form as it is written. */
static bool is_its_own_lemma(const struct tagged_word *word)
{
  if (strcmp(word->universal_tag, "SYM") == 0 || strcmp(word->universal_tag, "X") == 0)
    return strcmp(word->tag, "GW") != 0;
  return strcmp(word->tag, "NNP") == 0 && strcmp(word->universal_tag, "VERB") != 0;
}

void lemma_find(const struct tagged_word *word, char *lemma)
{
  struct form folded;
  bool foldable = word->length > 0 && fold(word, &folded);
  const char *closed = foldable ? lemma_closed(folded.text, word->universal_tag, word->tag) : NULL;
  if (closed) {
    memcpy(lemma, closed, strlen(closed) + 1);
  } else if (!foldable || is_its_own_lemma(word)) {
    memcpy(lemma, word->text, word->length);
    lemma[word->length] = '\0';
  } else {
    struct form found = lemma_of(word, folded.text);
    keep_capitals(word, &found, folded.text);
    memcpy(lemma, found.text, strlen(found.text) + 1);
  }
}
