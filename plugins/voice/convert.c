#include "convert.h"

#include "clause.h"
#include "reference.h"
#include "output.h"

#include <string.h>

/* Whether a noun that is tagged as a singular must be a plural unknown to the tagger, by its ending: newts. */
static bool is_unknown_plural(const struct word *word)
{
  static const char *const endings[] = {"ss", "us", "is", "ics", "ews", NULL};
  static const char *const singular[] = {"atlas",    "bias", "canvas", "chaos",  "christmas", "cosmos",
                                         "pancreas", "gas",  "lens",   "series", "species",   NULL};
  size_t length = strlen(word->form);
  if (strcmp(word->tag, "NN") != 0 || length < 4 || word->form[length - 1] != 's')
    return false;
  for (const char *const *ending = endings; *ending; ending++)
    if (strcmp(word->form + length - strlen(*ending), *ending) == 0)
      return false;
  return !string_listed(singular, word->form);
}

/* Whether a noun that is tagged as a plural has the form of a singular: yak. */
static bool is_no_plural(const struct sentence *sentence, const struct word *word)
{
  if (strcmp(word->tag, "NNS") != 0 || strcmp(word->lemma, word->form) != 0)
    return false;
  const char *plural = sentence->host->inflect(sentence->host, word->form, "NNS");
  return plural && strcmp(plural, word->form) != 0;
}

/* The agreement of a personal pronoun that was no subject: NULL when the word is none. */
static const char *pronoun_agreement(const struct word *word)
{
  static const char *const pronouns[][2] = {{"her", "3s"}, {"him", "3s"},  {"it", "3s"},
                                            {"me", "1s"},  {"them", "3p"}, {"us", "1p"}};
  for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++)
    if (strcmp(word->form, pronouns[i][0]) == 0)
      return pronouns[i][1];
  return NULL;
}

static const char *agreement_of(const struct sentence *sentence, uint32_t head)
{
  const char *pronoun = pronoun_agreement(&sentence->words[head]);
  if (pronoun)
    return pronoun;
  const char *agreement = sentence->host->agreement(sentence->host, sentence->passage, sentence->first_token + head);
  /* A name in the plural may be that of one firm or work. */
  if (word_tagged(sentence, head, "NNPS") && !sentence_has(sentence, head, "det"))
    return NULL;
  bool doubtful = agreement && strcmp(agreement, "3s") == 0 && is_unknown_plural(&sentence->words[head]);
  if (agreement && strcmp(agreement, "3p") == 0 && is_no_plural(sentence, &sentence->words[head]) &&
      !sentence_has(sentence, head, "conj"))
    return "3s";
  return doubtful ? "3p" : agreement;
}

/* ---- To the passive ---- */

/* "saying" at the end becomes "who said", for a person alone at the agent's head. NULL: it cannot. */
static const char *speech_text(const struct sentence *sentence, const struct frame *frame, uint32_t speech)
{
  const struct word *word = &sentence->words[speech];
  bool past = word_tagged(sentence, frame->group.words[0], "VBD");
  const char *agreement = agreement_of(sentence, frame->subject_head);
  if (!past || frame->group.count > 1 || !agreement)
    return NULL;
  const char *verb = sentence->host->inflect(sentence->host, word->lemma, "VBD");
  const char *who = reference_names_person(sentence, frame->subject_head) ? "who " : "which ";
  size_t size = verb ? strlen(who) + strlen(verb) + 1 : 0;
  char *text = verb ? sentence->host->allocate(sentence->host, size) : NULL;
  if (text) {
    memcpy(text, who, strlen(who));
    memcpy(text + strlen(who), verb, strlen(verb));
  }
  return text;
}

/* Adds the agent and the comma that closes an aside at its end, unless a mark follows. */
static void put_agent(struct output *output, const struct frame *frame, bool closing_kept)
{
  const struct sentence *sentence = output->sentence;
  rw_range comma = {frame->subject.end, frame->subject.end + 1};
  output_new(output, "by");
  output_phrase(output, frame->subject, frame->subject_head, "PRP:accusative");
  if (!frame->subject_closed)
    return;
  bool mark = frame->end >= sentence->count || word_universal(sentence, frame->end, "PUNCT");
  if (mark || closing_kept)
    output_drop(output, comma);
  else
    output_keep(output, comma);
}

/* Adds what stands from the subject to the verb. A new be stands in front of the adverbs: "was nevertheless described";
 * behind an aside. */
static void put_middle(struct output *output, struct verb_group *group, rw_range words)
{
  bool aside = word_universal(output->sentence, words.start, "PUNCT");
  if (group->count == 1 && group->forms[0].before && !aside) {
    output_new(output, group->forms[0].before);
    group->forms[0].before = NULL;
  }
  output_rest(output, group, words, NULL, 0);
}

rw_status convert_to_passive(const struct sentence *sentence, struct frame *frame)
{
  struct verb_group *group = &frame->group;
  const char *agreement = agreement_of(sentence, frame->object_head);
  struct output output;
  uint32_t speech = clause_speech(sentence, frame);
  const char *speaks = speech != WORD_NONE ? speech_text(sentence, frame, speech) : NULL;
  if ((speech != WORD_NONE && !speaks) || verb_group_passive(sentence, group, agreement, frame->bare))
    return RW_OK;
  if (!output_open(&output, sentence))
    return RW_NO_MEMORY;
  uint32_t rear = group->verb + 1;
  rw_range particle =
      frame->particle == WORD_NONE ? (rw_range){rear, rear} : (rw_range){frame->particle, frame->particle + 1};
  rw_range moved[] = {frame->object, frame->complement, particle};
  uint32_t middle = frame->subject.end + (frame->subject_closed ? 1 : 0);
  output_phrase(&output, frame->object, frame->object_head, "PRP:nominative");
  if (frame->object_aside)
    output_new(&output, ",");
  put_middle(&output, group, (rw_range){middle, rear});
  output_keep(&output, particle);
  output_rest(&output, group, (rw_range){rear, frame->end}, moved, sizeof moved / sizeof *moved);
  output_keep(&output, frame->complement);
  put_agent(&output, frame, false);
  uint32_t end = frame->end;
  if (speaks) {
    output_keep(&output, (rw_range){end, end + 1});
    output_text(&output, speaks, speech);
    end = speech + 1;
  }
  return output_propose(&output, (rw_range){frame->subject.start, end}, frame->certainty,
                        output_why(sentence, "passive of '", group->verb, "', object '", frame->object));
}

/* ---- To the active ---- */

rw_status convert_to_active(const struct sentence *sentence, struct frame *frame)
{
  struct verb_group *group = &frame->group;
  const char *agreement = agreement_of(sentence, frame->object_head);
  struct output output;
  if (verb_group_active(sentence, group, agreement))
    return RW_OK;
  if (!output_open(&output, sentence))
    return RW_NO_MEMORY;
  uint32_t rear = group->verb + 1;
  uint32_t middle = frame->subject.end + (frame->subject_closed ? 1 : 0);
  rw_range agent = {frame->by, frame->object.end};
  output_phrase(&output, frame->object, frame->object_head, "PRP:nominative");
  if (frame->object_aside)
    output_new(&output, ",");
  output_rest(&output, group, (rw_range){middle, rear}, NULL, 0);
  rw_range particle =
      frame->particle == WORD_NONE ? (rw_range){rear, rear} : (rw_range){frame->particle, frame->particle + 1};
  bool split = frame->particle != WORD_NONE && relation_is(&sentence->words[frame->particle], "compound:prt") &&
               word_tagged(sentence, frame->subject_head, "PRP");
  output_drop(&output, (rw_range){frame->by, frame->by + 1});
  if (!split)
    output_keep(&output, particle);
  output_phrase(&output, frame->subject, frame->subject_head, "PRP:accusative");
  if (split)
    output_keep(&output, particle);
  if (frame->subject_closed)
    output_drop(&output, (rw_range){frame->subject.end, frame->subject.end + 1});
  rw_range moved[] = {agent, particle};
  output_rest(&output, group, (rw_range){rear, frame->end}, moved, 2);
  return output_propose(&output, (rw_range){frame->subject.start, frame->end}, frame->certainty,
                        output_why(sentence, "active of '", group->verb, "', agent '", frame->object));
}
