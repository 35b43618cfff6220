/* attribution - who said it goes behind what was said: "Smith said that the road was closed" becomes "The road was
 * closed, Smith said". */
#include "arrangement.h"
#include "clause.h"
#include "reference.h"

/* A sentence taken apart: who said it, the word that joins, what was said. */
struct attribution {
  rw_range speaker;
  rw_range joint; /**< "that"; empty: none */
  rw_range speech;
};

/* Verbs that may stand behind what they report, whatever else the lexicon has. */
static bool reports(const struct reading *reading, uint32_t verb)
{
  static const char *const lemmas[] = {"say", "add", "report", "announce", "warn", "note", "claim", "predict", NULL};
  bool finite = reading_is_tag(reading, verb, "VBD") || reading_is_tag(reading, verb, "VBZ") ||
                reading_is_tag(reading, verb, "VBP");
  return finite && lexicon_lists(lemmas, reading->passage->lemma[verb]);
}

static bool find(const struct reading *reading, struct attribution *attribution)
{
  uint32_t verb = reading->root;
  uint32_t subject = reading_dependent(reading, verb, "nsubj", 0);
  uint32_t said = reading_dependent(reading, verb, "ccomp", verb);
  if (!reports(reading, verb) || subject == RW_NONE || said == RW_NONE)
    return false;
  rw_range speech = reading->spans[said];
  if (reading->spans[subject].start != reading->body.start || speech.start <= verb || speech.end != reading->body.end)
    return false;
  bool that = reading_is_word(reading, speech.start, "that") && reading_relates(reading, speech.start, "mark");
  attribution->speaker = (rw_range){reading->body.start, speech.start};
  attribution->joint = (rw_range){speech.start, speech.start + that};
  attribution->speech = (rw_range){speech.start + that, speech.end};
  if (reading_is_universal(reading, subject, "ADJ"))
    return false;
  uint32_t first = reading_subject(reading, said);
  return first != RW_NONE && reading->spans[first].start == attribution->speech.start;
}

static bool may_swap(const struct reading *reading, const struct attribution *attribution)
{
  if (!clause_is_plain(reading, attribution->speaker, 1) || clause_is_negated(reading, attribution->speaker) ||
      reading_dependent(reading, reading->root, "obj", 0) != RW_NONE ||
      reading_dependent(reading, reading->root, "conj", 0) != RW_NONE)
    return false;
  if (!clause_is_whole(reading, attribution->speaker) || !clause_is_whole(reading, attribution->speech) ||
      !clause_is_plain(reading, attribution->speech, 1))
    return false;
  return reference_find(reading, attribution->speech, attribution->speaker).pronoun == RW_NONE &&
         reference_find(reading, attribution->speaker, attribution->speech).pronoun == RW_NONE;
}

rw_status attribution_propose(const struct reading *reading, const rw_host *host)
{
  struct attribution attribution;
  if (clause_is_title(reading) || clause_has_doubtful_capital(reading))
    return RW_OK;
  if (!find(reading, &attribution) || !may_swap(reading, &attribution))
    return RW_OK;
  struct arrangement_plan plan = {0};
  arrangement_keep(&plan, attribution.speech);
  arrangement_drop(&plan, attribution.joint);
  arrangement_insert(&plan, ",");
  arrangement_keep(&plan, attribution.speaker);
  return arrangement_propose(&plan, reading->body, reading_certainty(reading, attribution.speech.end - 1),
                             "what was said before who said it", host);
}
