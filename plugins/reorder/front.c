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

/* A whole adverbial of the lexicon at the end that the parser did not tie into a noun. */
static bool find_listed(const struct reading *reading, struct final *final)
{
  final->adverbial = adverbial_listed_before(reading, reading->body.end);
  if (final->adverbial.kind == ADVERBIAL_NONE)
    return false;
  take_apart(reading, final);
  if (final->comma.start < final->comma.end)
    return true;
  for (uint32_t i = final->adverbial.tokens.start; i < final->adverbial.tokens.end; i++)
    if (reading->passage->head[i] == reading->root && reading->spans[i].start == final->adverbial.tokens.start)
      return true;
  return false;
}

/* The last dependent of the main verb. */
static bool find_last(const struct reading *reading, struct final *final)
{
  for (uint32_t child = reading->root + 1; child < reading->body.end; child++) {
    if (reading->passage->head[child] != reading->root || reading->spans[child].end != reading->body.end)
      continue;
    final->adverbial = adverbial_of(reading, child);
    take_apart(reading, final);
    return true;
  }
  return false;
}

static bool subject_comes_first(const struct reading *reading)
{
  uint32_t subject = reading_subject(reading, reading->root);
  return subject != RW_NONE && reading->spans[subject].start == reading->body.start;
}

/* How long the fronted phrase may be, in tokens. */
#define FRONTED_LIMIT 16u

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
  return ends_in_time(reading, adverbial) || !adverbial_is_time(reading, adverbial->head);
}

/* A name of a place, where the verb does not ask for one. */
static bool may_front_place(const struct reading *reading, const struct final *final)
{
  const struct adverbial *adverbial = &final->adverbial;
  const char *marker = adverbial_marker(reading, adverbial);
  if (strcmp(marker, "in") != 0 && strcmp(marker, "at") != 0)
    return false;
  return reading_is_universal(reading, adverbial->head, "PROPN") && adverbial->head + 1 == adverbial->tokens.end &&
         reading_is_universal(reading, reading->root, "VERB") &&
         !lexicon_lists(lexicon_motion_verbs, reading->passage->lemma[reading->root]);
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
    return !adverbial->clause && adverbial->head != RW_NONE && may_front_place(reading, final);
  case ADVERBIAL_CONDITION:
    return strcmp(marker, "under") != 0 || adverbial->head == RW_NONE;
  case ADVERBIAL_REASON:
  case ADVERBIAL_CONCESSION:
  case ADVERBIAL_SOURCE:
    return true;
  case ADVERBIAL_CONNECTIVE:
  case ADVERBIAL_COMMENT:
    return true;
  case ADVERBIAL_COMPARISON:
    return comma || strcmp(marker, "unlike") == 0;
  case ADVERBIAL_ATTENDANT:
    return comma && adverbial->clause && reading_is_tag(reading, adverbial->tokens.start, "VBG");
  default:
    return false;
  }
}

/* Whether the rest holds another time, which the fronted one would be torn from. */
static bool has_time(const struct reading *reading, rw_range rest)
{
  for (uint32_t i = rest.start; i < rest.end; i++)
    if (reading->passage->head[i] == reading->root && reading_relates(reading, i, "obl") &&
        adverbial_is_time(reading, i))
      return true;
  return false;
}

static bool is_dated(const struct final *final)
{
  return final->adverbial.kind == ADVERBIAL_TIME && !final->adverbial.clause;
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
  if (!clause_is_plain(reading, final->rest) || final->rest.end - final->rest.start < 3)
    return false;
  if (has_infinitive(reading, final) || (is_dated(final) && has_time(reading, final->rest)))
    return false;
  uint32_t subject = reading_subject(reading, reading->root);
  if (adverbial->clause && adverbial->kind == ADVERBIAL_TIME && adverbial_is_time(reading, subject))
    return false;
  bool scoped = adverbial->clause || adverbial->kind == ADVERBIAL_REASON || adverbial->kind == ADVERBIAL_TIME;
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
  if (!rest_allows(reading, final) || (adverbial->clause && clause_echoes(reading, adverbial->tokens, final->rest)))
    return false;
  return reference_find(reading, final->rest, adverbial->tokens).pronoun == RW_NONE &&
         reference_find(reading, adverbial->tokens, final->rest).pronoun == RW_NONE;
}

rw_status front_propose(const struct reading *reading, const rw_host *host)
{
  struct final final;
  if (!subject_comes_first(reading) || clause_is_title(reading))
    return RW_OK;
  if (!find_listed(reading, &final) && !find_last(reading, &final))
    return RW_OK;
  if (!may_move(reading, &final))
    return RW_OK;
  struct arrangement_plan plan = {0};
  arrangement_keep(&plan, final.adverbial.tokens);
  arrangement_drop(&plan, final.comma);
  arrangement_insert(&plan, ",");
  arrangement_keep(&plan, final.rest);
  return arrangement_propose(&plan, reading->body, final.adverbial.certainty, adverbial_name(final.adverbial.kind),
                             host);
}
