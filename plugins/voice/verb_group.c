#include "verb_group.h"

#include "verb_table.h"

#include <stdio.h>
#include <string.h>

/* ---- Reading ---- */

static bool is_finite_tag(const char *tag)
{
  return strcmp(tag, "VBD") == 0 || strcmp(tag, "VBZ") == 0 || strcmp(tag, "VBP") == 0 || strcmp(tag, "MD") == 0;
}

/* Adds the auxiliaries of a verb and the verb. False: too many. */
static bool add_verb(const struct sentence *sentence, uint32_t verb, struct verb_group *group)
{
  uint32_t from = group->count > 0 ? group->words[group->count - 1] + 1 : 0;
  for (uint32_t i = from; i <= verb; i++) {
    const struct word *word = &sentence->words[i];
    bool to = relation_is(word, "mark") && strcmp(word->form, "to") == 0;
    if (i != verb && (word->head != verb || !(relation_is(word, "aux") || to)))
      continue;
    if (group->count == VERB_GROUP_LIMIT)
      return false;
    group->words[group->count++] = i;
  }
  return true;
}

/* The verb that an infinitive passes its subject through to: has of "has to approve"; WORD_NONE when it has none. */
static uint32_t raising_head(const struct sentence *sentence, uint32_t verb)
{
  const struct word *word = &sentence->words[verb];
  uint32_t head = word->head;
  if (!relation_is(word, "xcomp") || head == WORD_NONE || head > verb ||
      !verb_has(sentence->words[head].lemma, VERB_RAISING) || sentence_has(sentence, head, "obj") ||
      sentence_has(sentence, verb, "nsubj") || sentence_dependent(sentence, verb, "mark", 0) == WORD_NONE)
    return WORD_NONE;
  if (strcmp(sentence->words[head].lemma, "go") == 0 && !word_is(sentence, head, "going"))
    return WORD_NONE;
  if (strcmp(sentence->words[head].lemma, "use") == 0 && !word_is(sentence, head, "used"))
    return WORD_NONE;
  return head;
}

/* The "not" or "n't" among the words of the group. */
static uint32_t find_negation(const struct sentence *sentence, const struct verb_group *group)
{
  for (uint32_t i = group->words[0]; i < group->verb; i++)
    if (word_is(sentence, i, "not") || word_is(sentence, i, "n't"))
      return i;
  return WORD_NONE;
}

static const char *check_parts(const struct sentence *sentence, const struct verb_group *group)
{
  const struct word *first = &sentence->words[group->words[0]];
  if (!is_finite_tag(first->tag))
    return "not finite";
  for (uint32_t i = 0; i < group->count; i++) {
    const struct word *word = &sentence->words[group->words[i]];
    if (word->fixed)
      return "the verb is protected";
    if (strcmp(word->lemma, "get") == 0 && i + 1 < group->count)
      return "a passive with get";
  }
  return NULL;
}

const char *verb_group_read(const struct sentence *sentence, uint32_t verb, struct verb_group *group)
{
  *group = (struct verb_group){.verb = verb, .top = verb, .negation = WORD_NONE};
  uint32_t raising = raising_head(sentence, verb);
  if (raising != WORD_NONE) {
    group->top = raising;
    if (!add_verb(sentence, raising, group))
      return "too many auxiliaries";
  }
  if (!add_verb(sentence, verb, group))
    return "too many auxiliaries";
  if (raising == WORD_NONE)
    group->negation = find_negation(sentence, group);
  for (uint32_t i = 0; i + 1 < group->count; i++)
    group->passive |= strcmp(sentence->words[group->words[i]].relation, "aux:pass") == 0;
  return check_parts(sentence, group);
}

/* ---- Forms ---- */

static const char *inflected(const struct sentence *sentence, const char *lemma, const char *tag, const char *agreement)
{
  char name[16];
  snprintf(name, sizeof name, "%s%s%s", tag, agreement ? ":" : "", agreement ? agreement : "");
  return sentence->host->inflect(sentence->host, lemma, name);
}

/* The lemma of an auxiliary, contracted or not: 's before a participle is has or is. */
static const char *auxiliary_lemma(const struct sentence *sentence, const struct verb_group *group, uint32_t place)
{
  const struct word *word = &sentence->words[group->words[place]];
  bool participle = place + 1 < group->count && word_tagged(sentence, group->words[place + 1], "VBN");
  if (strcmp(word->form, "'s") == 0)
    return participle && strcmp(word->relation, "aux:pass") != 0 ? "have" : "be";
  if (strcmp(word->form, "'re") == 0 || strcmp(word->form, "'m") == 0)
    return "be";
  if (strcmp(word->form, "'ve") == 0)
    return "have";
  if (strcmp(word->form, "'d") == 0)
    return participle ? "have" : "would";
  if (strcmp(word->form, "'ll") == 0)
    return "will";
  return word->lemma;
}

static bool is_past(const struct word *word)
{
  return strcmp(word->tag, "VBD") == 0 || strcmp(word->form, "'d") == 0;
}

/* The form of a verb in the finite place for a new subject. NULL: unsure, or none. */
static const char *finite_form(const struct sentence *sentence, const char *lemma, bool past, const char *agreement)
{
  bool be = strcmp(lemma, "be") == 0;
  if (past && !be)
    return inflected(sentence, lemma, "VBD", NULL);
  if (!agreement)
    return NULL;
  return inflected(sentence, lemma, past ? "VBD" : "VBP", agreement);
}

/* Gives the first word of the group the form that agrees with a new subject. */
static const char *agree(const struct sentence *sentence, struct verb_group *group, const char *agreement)
{
  const struct word *word = &sentence->words[group->words[0]];
  const char *lemma = auxiliary_lemma(sentence, group, 0);
  bool contracted = word->form[0] == '\'';
  if (strcmp(word->tag, "MD") == 0 || strcmp(lemma, "will") == 0 || strcmp(lemma, "would") == 0) {
    group->forms[0].text = contracted ? lemma : NULL;
    return NULL;
  }
  const char *form = finite_form(sentence, lemma, is_past(word), agreement);
  if (!form)
    return "the verb's number is not sure";
  if (strcmp(form, word->form) != 0)
    group->forms[0].text = form;
  return NULL;
}

/* The participle of the verb: "" when the verb has the right form already, NULL when there is none. */
static const char *participle(const struct sentence *sentence, uint32_t verb)
{
  const struct word *word = &sentence->words[verb];
  size_t length = strlen(word->form);
  if (strcmp(word->tag, "VBN") == 0)
    return "";
  if (strcmp(word->tag, "VBD") == 0 && length > 3 && strcmp(word->form + length - 2, "ed") == 0)
    return "";
  const char *same = inflected(sentence, word->lemma, word->tag, NULL);
  if (!same || strcmp(same, word->form) != 0)
    return NULL;
  return inflected(sentence, word->lemma, "VBN", NULL);
}

/* The kinds of be that come before the participle, by the word that governs it. */
static const char *inner_be(const struct sentence *sentence, const struct verb_group *group)
{
  uint32_t place = group->count - 1;
  const struct word *word = &sentence->words[group->words[place - 1]];
  const char *lemma = auxiliary_lemma(sentence, group, place - 1);
  const char *tag = sentence->words[group->verb].tag;
  if (strcmp(lemma, "have") == 0 && strcmp(tag, "VBN") == 0)
    return "been";
  if (strcmp(lemma, "be") == 0 && strcmp(tag, "VBG") == 0)
    return place == 1 ? "being" : NULL;
  if (strcmp(tag, "VB") == 0 &&
      (strcmp(word->tag, "MD") == 0 || strcmp(word->form, "to") == 0 || word->form[0] == '\''))
    return "be";
  return NULL;
}

static bool is_do(const struct sentence *sentence, const struct verb_group *group)
{
  return group->count == 2 && strcmp(sentence->words[group->words[0]].lemma, "do") == 0;
}

/* Puts be in the place of do; "didn't" becomes "was not". */
static void replace_do(const struct sentence *sentence, struct verb_group *group, const char *be)
{
  static const char *const negated[][2] = {
      {"is", "is not"}, {"are", "are not"}, {"am", "am not"}, {"was", "was not"}, {"were", "were not"}};
  group->forms[0].text = be;
  if (group->negation != group->words[0] + 1 || !word_is(sentence, group->negation, "n't"))
    return;
  for (size_t i = 0; i < sizeof negated / sizeof *negated; i++)
    if (strcmp(negated[i][0], be) == 0)
      group->forms[0] = (struct verb_form){.text = negated[i][1], .takes_next = true};
}

const char *verb_group_passive(const struct sentence *sentence, struct verb_group *group, const char *agreement,
                               bool bare)
{
  const struct word *first = &sentence->words[group->words[0]];
  struct verb_form *verb = &group->forms[group->count - 1];
  const char *form = participle(sentence, group->verb);
  if (!form)
    return "the participle is not sure";
  if (*form != '\0' && strcmp(form, sentence->words[group->verb].form) != 0)
    verb->text = form;
  bool simple = group->count == 1;
  if (simple && bare)
    return is_past(first) && !verb->text ? "it may be a headline's passive" : NULL;
  if (bare && strcmp(first->tag, "MD") == 0)
    return "a modal in a headline";
  if (simple || is_do(sentence, group)) {
    const char *be = finite_form(sentence, "be", is_past(first), agreement);
    if (!be)
      return "the verb's number is not sure";
    if (!simple && group->negation == WORD_NONE)
      return "an emphatic do";
    if (simple)
      verb->before = be;
    else
      replace_do(sentence, group, be);
    return NULL;
  }
  verb->before = inner_be(sentence, group);
  return verb->before ? agree(sentence, group, agreement) : "a verb group without a passive";
}

/* A finite be goes: the verb takes its tense, or do when it is negated. */
static const char *replace_finite_be(const struct sentence *sentence, struct verb_group *group, const char *agreement)
{
  const struct word *be = &sentence->words[group->words[0]];
  const char *lemma = sentence->words[group->verb].lemma;
  bool negated = group->negation != WORD_NONE;
  const char *finite = finite_form(sentence, negated ? "do" : lemma, is_past(be), agreement);
  const char *base = negated ? inflected(sentence, lemma, "VB", NULL) : finite;
  if (!finite || !base)
    return "the verb's form is not sure";
  group->forms[0] = (struct verb_form){.text = negated ? finite : NULL, .drop = !negated};
  group->forms[1].text = strcmp(base, sentence->words[group->verb].form) != 0 ? base : NULL;
  return NULL;
}

/* Whether a lemma ends as no verb does, as that of a misspelt participle would: "implye", "developp". */
static bool is_misspelt(const char *lemma)
{
  size_t length = strlen(lemma);
  if (length < 4)
    return false;
  char last = lemma[length - 1], before = lemma[length - 2];
  bool doubled = last == before && !strchr("lsfz", last);
  bool vowel = strchr("aeiou", lemma[length - 3]) != NULL;
  return doubled || (last == 'e' && before == 'y' && !vowel);
}

const char *verb_group_active(const struct sentence *sentence, struct verb_group *group, const char *agreement)
{
  uint32_t place = group->count - 1;
  const struct word *verb = &sentence->words[group->verb];
  if (place == 0 || strcmp(verb->tag, "VBN") != 0)
    return "no passive";
  const char *same = inflected(sentence, verb->lemma, "VBN", NULL);
  bool regular = strlen(verb->form) > 3 && strcmp(verb->form + strlen(verb->form) - 2, "ed") == 0;
  if (!same || (strcmp(same, verb->form) != 0 && !regular) || is_misspelt(verb->lemma))
    return "the verb's lemma is not sure";
  const struct word *be = &sentence->words[group->words[place - 1]];
  if (strcmp(be->relation, "aux:pass") != 0 || strcmp(auxiliary_lemma(sentence, group, place - 1), "be") != 0)
    return "no passive with be";
  if (place == 1)
    return replace_finite_be(sentence, group, agreement);
  group->forms[place - 1].drop = true;
  const char *tag = strcmp(be->form, "being") == 0 ? "VBG" : strcmp(be->form, "be") == 0 ? "VB" : NULL;
  if (tag && !(group->forms[place].text = inflected(sentence, verb->lemma, tag, NULL)))
    return "the verb's form is not sure";
  if (!tag && strcmp(be->form, "been") != 0)
    return "no passive with be";
  return agree(sentence, group, agreement);
}
