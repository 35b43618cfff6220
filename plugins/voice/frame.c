#include "frame.h"

#include "clause.h"
#include "reference.h"
#include "scope.h"
#include "span.h"
#include "verb_table.h"

#include <string.h>

/* Links less sure than this are not built on. */
#define CERTAINTY_LEAST 0.5

static void weigh(struct frame *frame, float probability)
{
  if (probability < frame->certainty)
    frame->certainty = probability;
}

/* Whether the subject asks for the verb's number, so far as both tell: else one of them was misread. */
static bool agrees(const struct sentence *sentence, const struct frame *frame)
{
  const char *tag = sentence->words[frame->group.words[0]].tag;
  const char *asked =
      sentence->host->agreement(sentence->host, sentence->passage, sentence->first_token + frame->subject_head);
  bool third = strcmp(tag, "VBZ") == 0;
  if (!asked || (!third && strcmp(tag, "VBP") != 0))
    return true;
  return third == (strcmp(asked, "3s") == 0);
}

/* The subject of the group, in front of it. */
static const char *read_subject(const struct sentence *sentence, const char *relation, struct frame *frame)
{
  uint32_t subject = WORD_NONE;
  uint32_t holders[] = {frame->group.top, frame->group.verb};
  for (int i = 0; i < 2 && subject == WORD_NONE; i++)
    subject = sentence_dependent(sentence, holders[i], relation, 0);
  if (subject == WORD_NONE)
    return "no subject";
  if (strcmp(sentence->words[subject].relation, relation) != 0)
    return "another kind of subject";
  frame->subject_head = subject;
  frame->subject = span_of_subject(sentence, subject);
  if (frame->subject.start > subject || frame->subject.end > frame->group.words[0])
    return "the subject is not in front of the verb";
  frame->subject_closed = span_closed_by_comma(sentence, frame->subject);
  weigh(frame, sentence->words[subject].head_probability);
  return NULL;
}

/* The particle behind the verb, unless it is joined to it already. */
static uint32_t find_particle(const struct sentence *sentence, uint32_t verb)
{
  return sentence_dependent(sentence, verb, "compound:prt", verb + 1);
}

/* An object of a prepositional verb: children of "look after the children". The preposition becomes the particle. */
static uint32_t prepositional_object(const struct sentence *sentence, uint32_t verb, uint32_t *preposition)
{
  uint32_t oblique = sentence_dependent(sentence, verb, "obl", verb + 1);
  if (oblique == WORD_NONE || sentence->words[oblique].span.start != verb + 1)
    return WORD_NONE;
  if (sentence->words[verb + 1].head != oblique || strcmp(sentence->words[verb + 1].relation, "case") != 0 ||
      !verb_takes_preposition(sentence->words[verb].lemma, sentence->words[verb + 1].form))
    return WORD_NONE;
  *preposition = verb + 1;
  return oblique;
}

/* The object that the parser hung on an adjective in front of it: cooperation of "plans closer cooperation". */
static uint32_t object_of_adjective(const struct sentence *sentence, uint32_t verb)
{
  uint32_t adjective = verb + 1;
  if (adjective >= sentence->count || sentence->words[adjective].head != verb ||
      !word_universal(sentence, adjective, "ADJ") || !relation_is(&sentence->words[adjective], "xcomp"))
    return WORD_NONE;
  uint32_t object = sentence_dependent(sentence, adjective, "obj", adjective + 1);
  bool joined = object != WORD_NONE && sentence->words[object].span.start == adjective + 1;
  return joined && !sentence_has(sentence, object, "det") ? object : WORD_NONE;
}

/* What stands behind the object and belongs to it: president of "elected him president". */
static const char *read_complement(const struct sentence *sentence, uint32_t second, struct frame *frame)
{
  const char *lemma = sentence->words[frame->group.verb].lemma;
  if (second == WORD_NONE)
    return NULL;
  rw_range span = span_of_object(sentence, frame->group.verb, second);
  if (span.start != frame->object.end)
    return "something stands between the objects";
  bool recipient = relation_is(&sentence->words[frame->object_head], "iobj");
  if (!verb_has(lemma, VERB_RECIPIENT) && (recipient || !verb_has(lemma, VERB_COMPLEMENT)))
    return "a verb with two objects that is not known";
  frame->complement = span;
  return NULL;
}

/* A predicate behind the object: a success of "considered it a success", clear of "made the plan clear". */
static uint32_t find_predicate(const struct sentence *sentence, uint32_t verb, uint32_t object)
{
  uint32_t predicate = sentence_dependent(sentence, verb, "xcomp", object + 1);
  if (predicate == WORD_NONE || word_universal(sentence, predicate, "VERB") ||
      sentence_has(sentence, predicate, "mark") || sentence_has(sentence, predicate, "case"))
    return WORD_NONE;
  return predicate;
}

static const char *read_objects(const struct sentence *sentence, struct frame *frame)
{
  uint32_t verb = frame->group.verb;
  uint32_t object = sentence_dependent(sentence, verb, "obj", verb + 1);
  uint32_t recipient = sentence_dependent(sentence, verb, "iobj", verb + 1);
  uint32_t preposition = WORD_NONE;
  uint32_t first = object, second = WORD_NONE;
  bool stray = false;
  frame->particle = find_particle(sentence, verb);
  if (recipient != WORD_NONE) {
    first = recipient;
    second = object;
  } else if (object == WORD_NONE) {
    first = object_of_adjective(sentence, verb);
    stray = first != WORD_NONE;
    if (!stray)
      first = prepositional_object(sentence, verb, &preposition);
  }
  if (first == WORD_NONE)
    return "no object";
  if (second == WORD_NONE)
    second = sentence_dependent(sentence, verb, "obj", first + 1);
  if (second == WORD_NONE && !stray)
    second = find_predicate(sentence, verb, first);
  if (preposition == WORD_NONE && verb_has(sentence->words[verb].lemma, VERB_NO_PASSIVE))
    return "a verb without a passive";
  frame->object_head = first;
  frame->object = span_of_object(sentence, verb, first);
  if (preposition != WORD_NONE) {
    frame->particle = preposition;
    frame->object.start = preposition + 1;
  }
  if (stray)
    frame->object.start = verb + 1;
  if (span_edge_is_open(sentence, verb, first, frame->object))
    return "where the object ends is not sure";
  frame->object_aside = span_ends_in_aside(sentence, first, frame->object);
  weigh(frame, sentence->words[first].head_probability);
  return read_complement(sentence, second, frame);
}

/* The first word behind everything that changes. */
static void find_end(struct frame *frame)
{
  uint32_t end = frame->group.verb + 1;
  if (frame->particle != WORD_NONE && frame->particle + 1 > end)
    end = frame->particle + 1;
  if (frame->object.end > end)
    end = frame->object.end;
  if (frame->complement.end > end)
    end = frame->complement.end;
  frame->end = end;
}

const char *frame_read_active(const struct sentence *sentence, uint32_t verb, bool bare, struct frame *frame)
{
  *frame = (struct frame){.certainty = 1, .bare = bare, .by = WORD_NONE, .particle = WORD_NONE};
  const char *reason = verb_group_read(sentence, verb, &frame->group);
  if (!reason && frame->group.passive)
    reason = "a passive already";
  if (!reason)
    reason = read_subject(sentence, "nsubj", frame);
  if (!reason && !agrees(sentence, frame))
    reason = "subject and verb do not agree";
  if (!reason)
    reason = read_objects(sentence, frame);
  if (reason)
    return reason;
  find_end(frame);
  weigh(frame, sentence->words[verb].tag_probability);
  reason = frame->certainty < CERTAINTY_LEAST ? "the analysis is not sure" : clause_check(sentence, frame);
  if (!reason)
    reason = scope_check_active(sentence, frame);
  return reason ? reason : reference_check(sentence, frame->subject_head, frame->object_head, frame->object);
}

/* ---- Passive ---- */

/* The first oblique of the verb at or behind `from` that begins with "by"; WORD_NONE when there is none. */
static uint32_t find_agent(const struct sentence *sentence, uint32_t verb, uint32_t from)
{
  for (uint32_t i = sentence_dependent(sentence, verb, "obl", from); i != WORD_NONE;
       i = sentence_dependent(sentence, verb, "obl", i + 1)) {
    uint32_t first = sentence->words[i].span.start;
    if (word_is(sentence, first, "by") && sentence->words[first].head == i && first > verb)
      return i;
  }
  return WORD_NONE;
}

/* The agent behind the verb and its preposition. */
static const char *read_agent(const struct sentence *sentence, struct frame *frame)
{
  uint32_t verb = frame->group.verb;
  uint32_t agent = find_agent(sentence, verb, verb + 1);
  if (agent == WORD_NONE)
    return "no agent";
  frame->by = sentence->words[agent].span.start;
  frame->object_head = agent;
  frame->object = span_of_object(sentence, verb, agent);
  frame->object.start = frame->by + 1;
  uint32_t other = find_agent(sentence, verb, agent + 1);
  if (other != WORD_NONE && other >= frame->object.end)
    return "two agents";
  frame->object_aside = span_ends_in_aside(sentence, agent, frame->object);
  weigh(frame, sentence->words[agent].head_probability);
  return NULL;
}

const char *frame_read_passive(const struct sentence *sentence, uint32_t verb, struct frame *frame)
{
  *frame = (struct frame){.certainty = 1, .by = WORD_NONE, .particle = WORD_NONE};
  const char *reason = verb_group_read(sentence, verb, &frame->group);
  if (!reason && !frame->group.passive)
    reason = "no passive";
  if (!reason)
    reason = read_subject(sentence, frame->group.top == verb ? "nsubj:pass" : "nsubj", frame);
  if (!reason)
    reason = read_agent(sentence, frame);
  if (reason)
    return reason;
  frame->particle = find_particle(sentence, verb);
  bool prepositional =
      frame->by > verb + 1 && verb_takes_preposition(sentence->words[verb].lemma, sentence->words[verb + 1].form);
  if (frame->particle == WORD_NONE && prepositional)
    frame->particle = verb + 1;
  frame->end = frame->object.end;
  weigh(frame, sentence->words[verb].tag_probability);
  reason = frame->certainty < CERTAINTY_LEAST ? "the analysis is not sure" : clause_check(sentence, frame);
  if (!reason)
    reason = scope_check_passive(sentence, frame);
  if (!reason)
    reason = reference_check(sentence, frame->object_head, frame->subject_head, frame->subject);
  return reason ? reason : reference_check(sentence, frame->subject_head, frame->object_head, frame->object);
}
