#include "clause.h"

#include "reference.h"
#include "verb_table.h"

#include <string.h>

static bool is_question(const struct sentence *sentence)
{
  for (uint32_t i = sentence->count; i > 0 && i + 3 > sentence->count; i--)
    if (word_is(sentence, i - 1, "?"))
      return true;
  return false;
}

/* Whether a clause has a subject of its own. */
static bool has_subject(const struct sentence *sentence, uint32_t verb)
{
  return sentence_has(sentence, verb, "nsubj") || sentence_has(sentence, verb, "csubj") ||
         sentence_has(sentence, verb, "expl");
}

/* Whether a verb that joins another shares its subject, or its object. */
static bool shares(const struct sentence *sentence, uint32_t conjunct)
{
  static const char *const verbal[] = {"VERB", "AUX", NULL};
  bool predicate =
      string_listed(verbal, sentence->words[conjunct].universal) || sentence_has(sentence, conjunct, "cop");
  return !predicate || !has_subject(sentence, conjunct);
}

uint32_t clause_speech(const struct sentence *sentence, const struct frame *frame)
{
  if (!word_is(sentence, frame->end, ",") || !word_tagged(sentence, frame->end + 1, "VBG"))
    return WORD_NONE;
  const struct word *word = &sentence->words[frame->end + 1];
  bool ours = word->head == frame->group.verb && relation_is(word, "advcl") && !word->fixed;
  return ours && verb_has(word->lemma, VERB_SPEECH) && frame->group.passive == false ? frame->end + 1 : WORD_NONE;
}

/* A clause that depends on the verb and has no subject of its own, so that it may take the verb's. */
static const char *check_adverbial(const struct sentence *sentence, const struct frame *frame, uint32_t clause)
{
  const struct word *word = &sentence->words[clause];
  if (has_subject(sentence, clause))
    return NULL;
  bool in_front = clause < frame->group.verb;
  if (clause == clause_speech(sentence, frame))
    return NULL;
  bool infinitive = strcmp(word->tag, "VB") == 0 && word_is(sentence, word->span.start, "to");
  if (infinitive && !in_front)
    return NULL;
  static const char *const agents[] = {"by", "in", "to", "while", "without", NULL};
  if (frame->group.passive && clause >= frame->end && string_listed(agents, sentence->words[word->span.start].form))
    return NULL;
  static const char *const loose[] = {"as", "than", "if", "compared", "according", "following", "including", NULL};
  if (string_listed(loose, sentence->words[word->span.start].form) && strcmp(word->tag, "VBG") != 0)
    return NULL;
  return string_listed(loose, word->form) ? NULL : "a clause that takes the subject for its own";
}

/* An open complement: the object's when the verb is such a one, else the subject's. */
static const char *check_complement(const struct sentence *sentence, const struct frame *frame, uint32_t complement)
{
  const struct word *word = &sentence->words[complement];
  const char *lemma = sentence->words[frame->group.verb].lemma;
  if (complement < frame->group.verb)
    return "a complement in front";
  if (word->span.start >= frame->object.start && word->span.end <= frame->object.end)
    return NULL;
  if (complement >= frame->complement.start && complement < frame->complement.end)
    return NULL;
  bool predicate = strcmp(word->universal, "NOUN") == 0 || strcmp(word->universal, "ADJ") == 0;
  if (frame->group.passive && predicate && verb_has(lemma, VERB_COMPLEMENT))
    return NULL;
  bool infinitive = strcmp(word->universal, "VERB") == 0 || strcmp(word->universal, "AUX") == 0 ||
                    sentence_has(sentence, complement, "cop");
  bool to = false;
  for (uint32_t i = word->span.start; i < complement; i++)
    to |= word_is(sentence, i, "to");
  if (infinitive && to)
    return verb_has(lemma, VERB_OBJECT_CONTROL) ? NULL : "an infinitive whose subject is not sure";
  return sentence_has(sentence, complement, "case") ? NULL : "a complement that is not understood";
}

static const char *check_clause_object(const struct sentence *sentence, const struct frame *frame, uint32_t clause)
{
  if (clause < frame->group.verb)
    return "a quotation or clause in front";
  bool told = verb_has(sentence->words[frame->group.verb].lemma, VERB_TOLD) &&
              sentence->words[clause].span.start >= frame->object.end;
  return told || frame->group.passive ? NULL : "a clause is the object";
}

static const char *check_dependent(const struct sentence *sentence, const struct frame *frame, uint32_t dependent)
{
  static const char *const free_relations[] = {"advmod",    "aux",      "aux:pass",     "cc",    "compound:prt",
                                               "discourse", "mark",     "nmod",         "obl",   "obl:agent",
                                               "obl:npmod", "obl:tmod", "obl:unmarked", "punct", NULL};
  const struct word *word = &sentence->words[dependent];
  bool in_subject = dependent == frame->subject_head, in_object = dependent == frame->object_head;
  bool in_complement = dependent >= frame->complement.start && dependent < frame->complement.end;
  bool in_side = dependent >= frame->object.start && dependent < frame->object.end;
  if (in_subject || in_object || in_side || in_complement || string_listed(free_relations, word->relation))
    return NULL;
  if (relation_is(word, "advcl"))
    return check_adverbial(sentence, frame, dependent);
  if (relation_is(word, "xcomp"))
    return dependent == frame->group.verb ? NULL : check_complement(sentence, frame, dependent);
  if (relation_is(word, "ccomp"))
    return check_clause_object(sentence, frame, dependent);
  if (relation_is(word, "conj"))
    return shares(sentence, dependent) ? "verbs that share their subject" : NULL;
  if (relation_is(word, "parataxis"))
    return dependent > frame->end && has_subject(sentence, dependent) ? NULL : "an aside";
  if (relation_is(word, "obj") && frame->group.passive && dependent >= frame->group.verb)
    return NULL;
  return "a dependent that is not understood";
}

static const char *check_dependents(const struct sentence *sentence, const struct frame *frame, uint32_t verb)
{
  for (uint32_t i = sentence_dependent(sentence, verb, NULL, 0); i != WORD_NONE;
       i = sentence_dependent(sentence, verb, NULL, i + 1)) {
    const char *reason = check_dependent(sentence, frame, i);
    if (reason)
      return reason;
  }
  return NULL;
}

/* What the clause itself depends on. */
static const char *check_surroundings(const struct sentence *sentence, const struct frame *frame)
{
  const struct word *top = &sentence->words[frame->group.top];
  if (relation_is(top, "conj") && (top->head == WORD_NONE || !has_subject(sentence, frame->group.top)))
    return "verbs that share their subject";
  if (relation_is(top, "acl") || relation_is(top, "advcl:relcl")) {
    for (uint32_t i = top->span.start; i < frame->subject.start; i++)
      if (word_tagged(sentence, i, "WRB"))
        return NULL;
    return "a relative clause";
  }
  if (relation_is(top, "csubj") || relation_is(top, "xcomp") || relation_is(top, "dep") || relation_is(top, "appos"))
    return "a clause that another governs";
  return NULL;
}

/* An adverb of place, which behind a subject may well be the subject's: the table below. */
static bool is_place(const struct word *word)
{
  static const char *const places[] = {"above", "below", "here", "inside", "outside", "overleaf", "there", NULL};
  return string_listed(places, word->form);
}

/* An adverb of degree, which stands before a participle and not before a verb: less affected. */
static bool is_degree(const struct word *word)
{
  static const char *const degrees[] = {"as",   "best", "better", "far",  "least", "less",  "more", "most",
                                        "much", "so",   "too",    "very", "well",  "worst", NULL};
  return string_listed(degrees, word->form);
}

/* Whether a word between subject and verb moves with neither of them. */
static const char *check_middle(const struct sentence *sentence, const struct frame *frame)
{
  uint32_t commas = 0;
  for (uint32_t i = frame->subject.end; i < frame->group.verb; i++) {
    const struct word *word = &sentence->words[i];
    bool ours = word->head == frame->group.verb || word->head == frame->group.top || i == frame->group.top;
    bool inner = word->head != WORD_NONE && word->head >= frame->subject.end && word->head < frame->group.verb;
    bool closing = strcmp(word->universal, "PUNCT") == 0 && i == frame->subject.end;
    if (!ours && !inner && !closing)
      return "something stands between subject and verb";
    bool adds = strcmp(word->form, "also") == 0;
    if (word_in_list(word->form, LIST_NEGATIVES) || (word_in_list(word->form, LIST_FOCUS) && !adds))
      return "an adverb whose scope would change";
    if (relation_is(word, "cc") || word_in_list(word->form, LIST_QUANTIFIERS) || is_place(word))
      return "something between subject and verb that may be the subject's";
    if (frame->group.passive && is_degree(word))
      return "an adverb of degree";
    commas += strcmp(word->form, ",") == 0;
  }
  return (commas % 2 == 1) == frame->subject_closed ? NULL : "a comma between subject and verb";
}

/* Whether what stands behind the verb and in front of the end belongs to it. */
static const char *check_rear(const struct sentence *sentence, const struct frame *frame)
{
  for (uint32_t i = frame->group.verb + 1; i < frame->end; i++) {
    const struct word *word = &sentence->words[i];
    bool in_object = i >= frame->object.start && i < frame->object.end;
    bool in_complement = i >= frame->complement.start && i < frame->complement.end;
    if (in_object || in_complement || i == frame->particle || i == frame->by)
      continue;
    if (strcmp(word->universal, "PUNCT") == 0 && !frame->group.passive)
      return "a mark between verb and object";
    if (word_in_list(word->form, LIST_FOCUS))
      return "an adverb whose scope would change";
  }
  return NULL;
}

const char *clause_check(const struct sentence *sentence, const struct frame *frame)
{
  if (is_question(sentence))
    return "a question";
  const char *reason = check_dependents(sentence, frame, frame->group.verb);
  if (!reason && frame->group.top != frame->group.verb)
    reason = check_dependents(sentence, frame, frame->group.top);
  if (!reason)
    reason = check_surroundings(sentence, frame);
  if (!reason)
    reason = check_middle(sentence, frame);
  return reason ? reason : check_rear(sentence, frame);
}
