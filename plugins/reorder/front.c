/* front - what stands at the end of the sentence goes before its subject. */
#include "arrangement.h"
#include "clause.h"
#include "reference.h"

#include <string.h>

/* A sentence taken apart: the rest, the comma behind it, what is final. */
struct final {
  rw_range rest;
  rw_range comma; /**< empty: none */
  struct adverbial adverbial;
};

/* Sets the stretches around the adverbial. */
static void take_apart(const struct reading *reading, struct final *final)
{
  uint32_t start = final->adverbial.tokens.start;
  final->comma = (rw_range){start, start};
  if (start > reading->body.start && reading_is_word(reading, start - 1, ","))
    final->comma.start--;
  final->rest = (rw_range){reading->body.start, final->comma.start};
}

static bool subject_comes_first(const struct reading *reading)
{
  uint32_t subject = reading_subject(reading, reading->root);
  return subject != RW_NONE && reading->spans[subject].start == reading->body.start;
}

/* How long the fronted phrase may be, in tokens. */
#define FRONTED_LIMIT 16u

/* A rest no longer than this can be taken in at a glance. */
#define SHORT_REST 10u

/* How certain the parser must be where the words leave it open what a phrase belongs to. */
#define SURE 0.8

/* Words that hold what follows them: "only in 1990", "in part because". */
static bool is_held(const struct reading *reading, const struct final *final)
{
  if (final->comma.start < final->comma.end)
    return false;
  uint32_t before = final->adverbial.tokens.start - 1;
  return reading_is_universal(reading, before, "ADV") || reading_is_universal(reading, before, "CCONJ") ||
         reading_is_universal(reading, before, "ADP") || reading_is_word(reading, before, "part") ||
         reading_is_universal(reading, before, "SCONJ");
}

/* Whether a phrase of time has its time at its end: "in the year of the flood", but not "in 1843 with the fight". */
static bool ends_in_time(const struct reading *reading, const struct adverbial *adverbial)
{
  if (adverbial->head == RW_NONE)
    return true;
  uint32_t next = adverbial->head + 1;
  return next == adverbial->tokens.end || reading_is_word(reading, next, "of") ||
         adverbial_is_time(reading, adverbial->tokens.end - 1) ||
         reading_is_universal(reading, adverbial->tokens.end - 1, "NUM");
}

/* Prepositions of time that need a word of time: with others they say where. */
static bool needs_time_word(const char *marker)
{
  static const char *const markers[] = {"over", "within", "throughout", "upon", "following", "since", "as", NULL};
  return lexicon_lists(markers, marker);
}

static bool may_front_time(const struct reading *reading, const struct final *final)
{
  const struct adverbial *adverbial = &final->adverbial;
  if (adverbial->head == RW_NONE)
    return true;
  if (needs_time_word(adverbial_marker(reading, adverbial)) && !adverbial_is_time(reading, adverbial->head))
    return false;
  if (strcmp(adverbial_marker(reading, adverbial), "to") == 0)
    return false;
  return ends_in_time(reading, adverbial) || !adverbial_is_time(reading, adverbial->head);
}

/* Whether the verb has all it asks for, so that a phrase behind it is free. */
static bool is_saturated(const struct reading *reading)
{
  uint32_t subject = reading_subject(reading, reading->root);
  return clause_has_object(reading) || reading_relates(reading, subject, "nsubj:pass") ||
         reading_dependent(reading, reading->root, "cop", 0) != RW_NONE;
}

/* Words that choose a scene among others. */
static const char *const choosing[] = {"this", "that",  "these", "those", "each", "such",
                                       "some", "every", "most",  "many",  "any",  NULL};

/* A scene or a named place, where the verb does not ask for one. */
static bool may_front_scene(const struct reading *reading, const struct final *final)
{
  static const char *const markers[] = {"in", "on", "under", NULL};
  const struct adverbial *adverbial = &final->adverbial;
  if (adverbial->head == RW_NONE || !lexicon_lists(markers, adverbial_marker(reading, adverbial)) ||
      !clause_is_plain(reading, adverbial->tokens, 0))
    return false;
  if (lexicon_lists(lexicon_motion_verbs, reading->passage->lemma[reading->root]))
    return false;
  if (lexicon_lists(lexicon_frames, reading->passage->lemma[adverbial->head]) ||
      lexicon_lists(choosing, reading_word(reading, adverbial->tokens.start + 1)))
    return true;
  uint32_t length = final->rest.end - final->rest.start;
  if (is_saturated(reading) && adverbial->certainty >= SURE && length <= SHORT_REST)
    return true;
  bool place = reading_is_universal(reading, adverbial->head, "PROPN") &&
               reading_is_word(reading, adverbial->tokens.start, "in");
  return place && adverbial->head + 1 == adverbial->tokens.end &&
         (is_saturated(reading) || reading_is_universal(reading, reading->root, "VERB"));
}

/* Whom or what it concerns: "for most workers". */
static bool may_front_topic(const struct reading *reading, const struct final *final)
{
  uint32_t head = final->adverbial.head;
  if (head == RW_NONE || !reading_is_word(reading, final->adverbial.tokens.start, "for"))
    return false;
  return reading_is_tag(reading, head, "NNS") && !clause_has_object(reading) && is_saturated(reading) &&
         final->rest.end - final->rest.start <= SHORT_REST;
}

/* Whether a phrase or clause of this kind is better off in front, or as well. */
static bool may_front(const struct reading *reading, const struct final *final)
{
  const struct adverbial *adverbial = &final->adverbial;
  const char *marker = adverbial_marker(reading, adverbial);
  bool comma = final->comma.start < final->comma.end;
  switch (adverbial->kind) {
  case ADVERBIAL_TIME:
    return adverbial->clause ? strcmp(marker, "as") != 0 : may_front_time(reading, final);
  case ADVERBIAL_PLACE:
    return adverbial->clause || may_front_scene(reading, final);
  case ADVERBIAL_TOPIC:
    return may_front_topic(reading, final);
  case ADVERBIAL_CONDITION:
    return strcmp(marker, "under") != 0 || adverbial->head == RW_NONE || may_front_scene(reading, final);
  case ADVERBIAL_REASON:
  case ADVERBIAL_CONCESSION:
  case ADVERBIAL_SOURCE:
    return true;
  case ADVERBIAL_CONNECTIVE:
  case ADVERBIAL_COMMENT:
    return true;
  case ADVERBIAL_COMPARISON:
    return comma || strcmp(marker, "unlike") == 0;
  default:
    return false;
  }
}

/* Whether the rest holds another time, which the fronted one would be torn from. */
static bool has_time(const struct reading *reading, rw_range rest)
{
  for (uint32_t i = reading->root; i < rest.end; i++)
    if (adverbial_is_date(reading, i) || (reading->passage->head[i] == reading->root &&
                                          reading_relates(reading, i, "obl") && adverbial_is_time(reading, i)))
      return true;
  return false;
}

/* Whether the rest has a word whose range the fronted phrase would leave: "the third launch in two years". */
static bool has_scope(const struct reading *reading, rw_range rest)
{
  static const char *const words[] = {"only",  "just", "even", "first", "second",
                                      "third", "last", "most", "least", NULL};
  for (uint32_t i = rest.start; i < rest.end; i++)
    if (lexicon_lists(words, reading_word(reading, i)) || reading_is_tag(reading, i, "JJS"))
      return true;
  return false;
}

/* Whether the rest tells what was the case or going on when something happened: "I was leaving when he came". */
static bool is_going_on(const struct reading *reading)
{
  uint32_t copula = reading_dependent(reading, reading->root, "cop", 0);
  if (reading_is_tag(reading, copula, "VBD"))
    return true;
  uint32_t auxiliary = reading_dependent(reading, reading->root, "aux", 0);
  return reading_is_tag(reading, reading->root, "VBG") && reading_is_tag(reading, auxiliary, "VBD");
}

/* Whether an infinitive stands between, which the phrase may belong to: "plans to leave on Friday". */
static bool has_infinitive(const struct reading *reading, const struct final *final)
{
  for (uint32_t i = reading->root; i < final->rest.end; i++)
    if (reading_is_tag(reading, i, "TO"))
      return final->comma.start == final->comma.end;
  return false;
}

static bool rest_allows(const struct reading *reading, const struct final *final)
{
  const struct adverbial *adverbial = &final->adverbial;
  bool aside = adverbial->kind == ADVERBIAL_CONNECTIVE || adverbial->kind == ADVERBIAL_COMMENT;
  if (!clause_is_plain(reading, final->rest, aside ? 2 : 1) || final->rest.end - final->rest.start < 2)
    return false;
  if (aside)
    return true;
  if (has_infinitive(reading, final) || (adverbial->kind == ADVERBIAL_TIME && has_time(reading, final->rest)))
    return false;
  if (has_scope(reading, final->rest))
    return false;
  if (strcmp(adverbial_marker(reading, adverbial), "when") == 0 && is_going_on(reading))
    return false;
  uint32_t subject = reading_subject(reading, reading->root);
  if (adverbial->clause && adverbial->kind == ADVERBIAL_TIME && adverbial_is_time(reading, subject))
    return false;
  bool dated = adverbial->head == RW_NONE || adverbial_is_date(reading, adverbial->head);
  bool scoped =
      adverbial->clause || adverbial->kind == ADVERBIAL_REASON || (adverbial->kind == ADVERBIAL_TIME && !dated);
  return !(scoped && clause_is_negated(reading, final->rest));
}

static bool may_move(const struct reading *reading, const struct final *final)
{
  const struct adverbial *adverbial = &final->adverbial;
  if (adverbial->kind == ADVERBIAL_NONE || adverbial->kind == ADVERBIAL_FIXED || !may_front(reading, final))
    return false;
  if (adverbial->tokens.end - adverbial->tokens.start > FRONTED_LIMIT || is_held(reading, final))
    return false;
  if (!clause_is_whole(reading, adverbial->tokens) || !clause_is_whole(reading, final->rest))
    return false;
  if (!rest_allows(reading, final) || clause_echoes(reading, adverbial, final->rest))
    return false;
  return reference_find(reading, final->rest, adverbial->tokens).pronoun == RW_NONE &&
         reference_find(reading, adverbial->tokens, final->rest).pronoun == RW_NONE;
}

/* A whole adverbial of the lexicon at the end that the parser did not tie into a noun. */
static bool find_listed(const struct reading *reading, struct final *final)
{
  final->adverbial = adverbial_listed_before(reading, reading->body.end);
  if (final->adverbial.kind == ADVERBIAL_NONE)
    return false;
  take_apart(reading, final);
  return may_move(reading, final);
}

/* Whether a phrase that the parser ties to a noun or an adjective may as well belong to the verb: a case that is chosen
 * ("in most cases"), or a date, where the word it is tied to is an amount or no noun at all ("rose 2% in July"). */
static bool is_free(const struct reading *reading, uint32_t head)
{
  if (lexicon_lists(choosing, reading_word(reading, reading->spans[head].start + 1)) &&
      lexicon_lists(lexicon_frames, reading->passage->lemma[head]))
    return true;
  uint32_t above = reading->passage->head[head];
  bool amount = reading_dependent(reading, above, "nummod", 0) != RW_NONE ||
                reading_is_universal(reading, above, "NUM") || reading_is_universal(reading, above, "SYM");
  return adverbial_is_time(reading, head) && (amount || !reading_is_universal(reading, above, "NOUN"));
}

/* The outermost dependent that ends the sentence and belongs to its main verb, or may as well. */
static bool find_last(const struct reading *reading, struct final *final)
{
  for (uint32_t child = reading->root + 1; child < reading->body.end; child++) {
    if (reading->spans[child].end != reading->body.end)
      continue;
    if (reading->passage->head[child] != reading->root && !is_free(reading, child))
      continue;
    final->adverbial = adverbial_of(reading, child);
    take_apart(reading, final);
    if (may_move(reading, final))
      return true;
  }
  return false;
}

rw_status front_propose(const struct reading *reading, const rw_host *host)
{
  struct final final;
  if (!subject_comes_first(reading) || clause_is_title(reading) || clause_has_doubtful_capital(reading))
    return RW_OK;
  if (!find_listed(reading, &final) && !find_last(reading, &final))
    return RW_OK;
  struct arrangement_plan plan = {0};
  arrangement_keep(&plan, final.adverbial.tokens);
  arrangement_drop(&plan, final.comma);
  arrangement_insert(&plan, ",");
  arrangement_keep(&plan, final.rest);
  return arrangement_propose(&plan, reading->body, final.adverbial.certainty, adverbial_name(final.adverbial.kind),
                             host);
}
