#include "verb.h"

#include "irregular.h"

#include <string.h>

/* Whether a verb in -o takes a bare s: radios, videos, discos; not goes, vetoes. */
static bool takes_bare_s(const char *verb)
{
  static const char *const bare[] = {
      "<bunco", "<combo", "<crescendo", "<decrescendo", "<demo", "<disco", "<ditto", "<memo", "<photo",
      "<piano", "<pogo",  "<promo",     "<psycho",      "<repo", "<retro", "<tempo", "<typo", "<velcro",
  };
  static const struct word_list list = FORM_LIST(bare);
  size_t length = strlen(verb);
  return length < 2 || letter_is_vowel(verb[length - 2]) || form_covered(&list, verb) > 0;
}

static struct form third_person(const char *verb)
{
  size_t length = strlen(verb);
  if (strcmp(verb, "be") == 0)
    return form_of("is");
  if (strcmp(verb, "have") == 0)
    return form_of("has");
  if (length > 0 && verb[length - 1] == 'o')
    return form_join(verb, length, takes_bare_s(verb) ? "s" : "es");
  struct form form = spelling_with_s(verb);
  if (length > 0 && verb[length - 1] == 's' && spelling_doubles(verb, SPELLING_AMERICAN))
    form = form_join(verb, length, "ses");
  return form;
}

struct form verb_inflect(const char *verb, enum verb_form form, enum spelling spelling)
{
  if (form == VERB_BASE)
    return form_of(strcmp(verb, "be") == 0 ? "are" : verb);
  if (form == VERB_THIRD)
    return third_person(verb);
  if (form == VERB_GERUND)
    return strcmp(verb, "be") == 0 ? form_of("being") : spelling_with_ing(verb, spelling);
  struct form irregular = irregular_form(&irregular_verbs, verb, form == VERB_PARTICIPLE, spelling);
  return irregular.text[0] != '\0' ? irregular : spelling_with_e(verb, "ed", spelling);
}

const char *modal_past(const char *modal)
{
  static const char *const pasts[][2] = {{"can", "could"}, {"may", "might"}, {"shall", "should"}, {"will", "would"}};
  for (size_t i = 0; i < sizeof pasts / sizeof *pasts; i++)
    if (strcmp(modal, pasts[i][0]) == 0)
      return pasts[i][1];
  return NULL;
}

struct form verb_of_irregular(const char *word, enum verb_form form)
{
  static const char *const others[][2] = {{"went", "go"}, {"is", "be"}, {"has", "have"}, {"was", "be"},
                                          {"were", "be"}, {"am", "be"}, {"are", "be"}};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (strcmp(word, others[i][0]) == 0)
      return form_of(others[i][1]);
  if (form != VERB_PAST && form != VERB_PARTICIPLE)
    return (struct form){""};
  return irregular_lemma(&irregular_verbs, word, form == VERB_PARTICIPLE);
}
