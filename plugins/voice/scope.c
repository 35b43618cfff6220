#include "scope.h"

#include "reference.h"
#include "span.h"
#include "verb_table.h"

#include <string.h>

/* Longer agents make the sentence limp, and longer subjects of a passive keep its verb waiting; words. */
#define AGENT_LIMIT 16u
#define AGENT_BEFORE_MORE_LIMIT 10u
#define SUBJECT_LIMIT 16u

/* ---- What a side holds ---- */

static bool is_relative_or_question(const struct sentence *sentence, uint32_t word)
{
  const char *tag = sentence->words[word].tag;
  return strcmp(tag, "WP") == 0 || strcmp(tag, "WDT") == 0 || strcmp(tag, "WRB") == 0 || strcmp(tag, "WP$") == 0;
}

/* Whether the head of a side or a determiner of it is in a list. */
static bool head_listed(const struct sentence *sentence, uint32_t head, enum word_list list)
{
  if (word_in_list(sentence->words[head].form, list))
    return true;
  for (uint32_t i = sentence_dependent(sentence, head, NULL, 0); i != WORD_NONE && i < head;
       i = sentence_dependent(sentence, head, NULL, i + 1))
    if (word_in_list(sentence->words[i].form, list))
      return true;
  return false;
}

static bool is_negative(const struct sentence *sentence, uint32_t head)
{
  if (word_is(sentence, sentence->words[head].span.start, "not"))
    return true;
  /* "a few" and "a little" say yes. */
  return head_listed(sentence, head, LIST_NEGATIVES) && !word_is(sentence, sentence->words[head].span.start, "a");
}

/* Whether a noun has a number or an article that leaves open which it is: a book, some books, three books. */
static bool is_counted(const struct sentence *sentence, uint32_t head)
{
  return head_listed(sentence, head, LIST_INDEFINITES) || sentence_has(sentence, head, "nummod");
}

/* Whether a noun is bare, or has a determiner that leaves open which it is. */
static bool is_indefinite(const struct sentence *sentence, uint32_t head)
{
  if (is_counted(sentence, head))
    return true;
  return word_universal(sentence, head, "NOUN") && !sentence_has(sentence, head, "det") &&
         !sentence_has(sentence, head, "nmod:poss");
}

static bool starts_or_ends_with_focus(const struct sentence *sentence, rw_range span)
{
  return word_in_list(sentence->words[span.start].form, LIST_FOCUS) ||
         word_in_list(sentence->words[span.end - 1].form, LIST_FOCUS);
}

/* Whether a side is an amount: 6.7 percent, two miles. */
static bool is_amount(const struct sentence *sentence, uint32_t head)
{
  const struct word *word = &sentence->words[head];
  if (strcmp(word->universal, "NUM") == 0 || strcmp(word->universal, "SYM") == 0)
    return true;
  return word_in_list(word->lemma, LIST_UNITS) &&
         (sentence_has(sentence, head, "nummod") || sentence_has(sentence, head, "det"));
}

/* Whether a side is a noun, a name or a pronoun that may stand anywhere. */
static bool is_nominal(const struct sentence *sentence, uint32_t head)
{
  static const char *const universals[] = {"DET", "NOUN", "PROPN", "PRON", "NUM", "SYM", NULL};
  static const char *const quantities[] = {"many", "more", "most", "several", NULL};
  const struct word *word = &sentence->words[head];
  bool noun = string_listed(universals, word->universal) || string_listed(quantities, word->form);
  for (uint32_t i = word->span.start; i < head; i++)
    if (is_relative_or_question(sentence, i) || strcmp(sentence->words[i].form, "any") == 0)
      return false;
  return noun && !is_relative_or_question(sentence, head) && strcmp(word->tag, "VBG") != 0 &&
         strcmp(word->tag, "EX") != 0 && !sentence_has(sentence, head, "cop") && !sentence_has(sentence, head, "nsubj");
}

/* Whether a noun has a determiner, an adjective or the like in front of it. */
static bool has_modifier(const struct sentence *sentence, uint32_t head)
{
  uint32_t first = sentence_dependent(sentence, head, NULL, 0);
  return first != WORD_NONE && first < head;
}

/* A pronoun that an editor does not print behind "by". */
static bool is_weak_agent(const struct sentence *sentence, uint32_t head)
{
  static const char *const strong[] = {"both", "everybody", "everyone", "many", "most", "some", "several", NULL};
  bool pronoun = word_universal(sentence, head, "PRON") || word_universal(sentence, head, "DET");
  const char *form = sentence->words[head].form;
  bool vague = strcmp(form, "people") == 0 || strcmp(form, "others") == 0;
  return (pronoun && !string_listed(strong, form)) || (vague && !has_modifier(sentence, head));
}

/* A pronoun in the wrong place for a change of its case: one of several, or with something that depends on it. */
static bool is_joined_pronoun(const struct sentence *sentence, uint32_t head, rw_range span)
{
  for (uint32_t i = span.start; i < span.end; i++) {
    bool personal = strcmp(sentence->words[i].tag, "PRP") == 0;
    bool joined = span.end - span.start > 1 && (i == head || relation_is(&sentence->words[i], "conj"));
    if (personal && joined)
      return true;
  }
  return false;
}

/* ---- Checks ---- */

/* What holds of both sides, whichever way they go. */
static const char *check_side(const struct sentence *sentence, const struct frame *frame, uint32_t head, rw_range span)
{
  if (!is_nominal(sentence, head))
    return "a side that is no noun";
  const char *first = sentence->words[span.start].relation;
  bool hanging = span.start > 0 && word_universal(sentence, span.start - 1, "ADP") && span.start - 1 != frame->by &&
                 span.start - 1 != frame->particle;
  if (strcmp(first, "case") == 0 || strcmp(first, "cc") == 0 || hanging)
    return "a side that begins with a preposition";
  if (!span_is_whole(sentence, head, span))
    return "a side that is not whole";
  if (is_negative(sentence, head))
    return "a negation would change its scope";
  if (starts_or_ends_with_focus(sentence, span))
    return "what only or even narrows would change";
  if (is_joined_pronoun(sentence, head, span))
    return "a pronoun among others";
  return NULL;
}

static const char *check_scope(const struct sentence *sentence, const struct frame *frame)
{
  bool quantified = head_listed(sentence, frame->subject_head, LIST_QUANTIFIERS);
  bool other_quantified = head_listed(sentence, frame->object_head, LIST_QUANTIFIERS);
  bool negated = frame->group.negation != WORD_NONE;
  bool open = is_indefinite(sentence, frame->subject_head);
  bool other_open = is_indefinite(sentence, frame->object_head);
  if ((quantified && (other_quantified || other_open)) || (other_quantified && open))
    return "two quantities would change their scope";
  bool counted = is_counted(sentence, frame->subject_head) || is_counted(sentence, frame->object_head);
  if (negated && (quantified || other_quantified || counted))
    return "the scope of the negation would change";
  return NULL;
}

/* Whether the new subject would say less than the agent: "guidelines are offered by this chapter". */
static bool is_slight(const struct sentence *sentence, const struct frame *frame)
{
  uint32_t head = frame->object_head;
  bool bare = word_universal(sentence, head, "NOUN") && is_indefinite(sentence, head) && !is_counted(sentence, head);
  return bare && frame->object.end - frame->object.start <= 2;
}

/* Whether a side is the speaker or the reader, who is not made the subject of what others do. */
static bool is_near_person(const struct sentence *sentence, uint32_t head)
{
  static const char *const near[] = {"i", "me", "us", "we", "you", NULL};
  return string_listed(near, sentence->words[head].form);
}

/* A complement of more words keeps the agent waiting. */
#define COMPLEMENT_LIMIT 5u

static const char *check_object(const struct sentence *sentence, const struct frame *frame)
{
  const struct word *verb = &sentence->words[frame->group.verb];
  uint32_t head = frame->object_head;
  if (is_amount(sentence, head) && !verb_has(verb->lemma, VERB_AMOUNT))
    return "an amount is no object";
  bool bare = word_tagged(sentence, head, "NN") && !has_modifier(sentence, head);
  bool idiom = verb_has_idiom(verb->lemma, sentence->words[head].lemma);
  if (idiom || (bare && verb_has(verb->lemma, VERB_LIGHT)))
    return "verb and object are one phrase";
  if (is_near_person(sentence, head))
    return "the speaker or reader as a subject that is acted on";
  if (verb_has(verb->lemma, VERB_WANTS_COMPLEMENT) && frame->complement.start == frame->complement.end)
    return "a verb that wants a complement";
  if (frame->complement.end - frame->complement.start > COMPLEMENT_LIMIT)
    return "a complement too heavy in front of the agent";
  if (strcmp(verb->lemma, sentence->words[head].lemma) == 0)
    return "the object repeats the verb";
  return NULL;
}

/* Verbs whose "as …" says what the object is; with others it says in what role the subject acts: "led it as a
 * dictator", whose passive would give that role to the object. */
static const char *const object_roles[] = {
    "accept",    "acknowledge", "advertise", "appoint",   "bill",      "brand",  "cast",    "characterize", "choose",
    "cite",      "classify",    "condemn",   "count",     "criticize", "decry",  "define",  "denounce",     "depict",
    "deride",    "describe",    "designate", "diagnose",  "dismiss",   "elect",  "employ",  "establish",    "hail",
    "hire",      "identify",    "install",   "interpret", "introduce", "know",   "label",   "list",         "market",
    "name",      "nominate",    "offer",     "perceive",  "portray",   "praise", "present", "rank",         "recognise",
    "recognize", "regard",      "register",  "reject",    "reveal",    "see",    "select",  "sell",         "show",
    "treat",     "use",         "view",      NULL};

static bool has_role_of_subject(const struct sentence *sentence, const struct frame *frame)
{
  const uint32_t verb = frame->group.verb;
  if (string_listed(object_roles, sentence->words[verb].lemma))
    return false;
  for (uint32_t word = sentence_dependent(sentence, verb, "obl", 0); word != WORD_NONE;
       word = sentence_dependent(sentence, verb, "obl", word + 1)) {
    const uint32_t preposition = sentence_dependent(sentence, word, "case", 0);
    if (preposition != WORD_NONE && word_is(sentence, preposition, "as"))
      return true;
  }
  return false;
}

const char *scope_check_active(const struct sentence *sentence, const struct frame *frame)
{
  const struct word *verb = &sentence->words[frame->group.verb];
  uint32_t agent = frame->subject_head;
  uint32_t length = frame->subject.end - frame->subject.start;
  const char *reason = check_side(sentence, frame, agent, frame->subject);
  if (!reason)
    reason = check_side(sentence, frame, frame->object_head, frame->object);
  if (!reason)
    reason = check_scope(sentence, frame);
  if (!reason)
    reason = check_object(sentence, frame);
  if (reason)
    return reason;
  if (!frame->bare && is_slight(sentence, frame))
    return "a subject that would say too little";
  if (has_role_of_subject(sentence, frame))
    return "in what role the subject acts would be said of the object";
  if (word_in_list(sentence->words[agent].lemma, LIST_SCHEMES) && word_tagged(sentence, frame->group.verb, "VBG"))
    return "a thing and what it is";
  if (is_weak_agent(sentence, agent))
    return "a pronoun is a weak agent";
  if (word_in_list(sentence->words[agent].lemma, LIST_TIMES))
    return "a time is no agent";
  if (verb_has(verb->lemma, VERB_STATIVE_BY) && !reference_names_person(sentence, agent) &&
      !word_universal(sentence, agent, "PROPN"))
    return "only a person does this";
  bool more = frame->end + 1 < sentence->count;
  if (length > (more ? AGENT_BEFORE_MORE_LIMIT : AGENT_LIMIT))
    return "an agent too heavy for the end";
  return frame->object.end - frame->object.start > SUBJECT_LIMIT ? "a subject too heavy for the start" : NULL;
}

/* Whether what stands behind "by" is how, when or by how much, and not who. */
static bool is_no_agent(const struct sentence *sentence, const struct frame *frame)
{
  const struct word *word = &sentence->words[frame->object_head];
  if (is_amount(sentence, frame->object_head) || word_in_list(word->lemma, LIST_TIMES))
    return true;
  return word_in_list(word->lemma, LIST_MEANS) && frame->object.end - frame->object.start <= 2 &&
         !sentence_has(sentence, frame->object_head, "det");
}

const char *scope_check_passive(const struct sentence *sentence, const struct frame *frame)
{
  const struct word *verb = &sentence->words[frame->group.verb];
  const char *reason = check_side(sentence, frame, frame->subject_head, frame->subject);
  if (!reason)
    reason = check_side(sentence, frame, frame->object_head, frame->object);
  if (!reason)
    reason = check_scope(sentence, frame);
  if (reason)
    return reason;
  bool completed =
      sentence_has(sentence, frame->group.verb, "xcomp") || sentence_has(sentence, frame->group.verb, "obj");
  if (verb_has(verb->lemma, VERB_WANTS_COMPLEMENT) && !completed)
    return "a verb that wants a complement";
  if (frame->object.end - frame->object.start > AGENT_LIMIT)
    return "an agent too heavy for the start";
  if (is_no_agent(sentence, frame))
    return "no agent acts";
  return verb_has(verb->lemma, VERB_NO_ACTIVE) ? "a state, not an act" : NULL;
}
