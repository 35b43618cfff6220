/* back - what stands before the subject goes to the end of the sentence. */
#include "arrangement.h"
#include "clause.h"
#include "reference.h"

#include <string.h>

/* A sentence taken apart: what is fronted, the comma behind it, and the rest. */
struct fronted {
  struct adverbial adverbial;
  rw_range comma; /**< empty: none */
  rw_range rest;
};

/* Whether a word can begin a subject: not one that begins a relative clause. */
static bool can_begin_subject(const struct reading *reading, uint32_t token)
{
  static const char *const classes[] = {"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ", NULL};
  static const char *const relatives[] = {"WDT", "WP", "WP$", NULL};
  if (lexicon_lists(relatives, reading_tag(reading, token)))
    return false;
  bool counts = reading_relates(reading, token, "advmod");
  return lexicon_lists(classes, reading_universal(reading, token)) ||
         (counts && reading_relates(reading, reading->passage->head[token], "nummod")) ||
         reading_relates(reading, token, "amod");
}

/* The subject of the main clause: the one the parser names, else the last noun before the verb that no preposition
 * marks. */
static uint32_t find_subject(const struct reading *reading)
{
  uint32_t subject = reading_subject(reading, reading->root);
  if (subject != RW_NONE)
    return subject;
  for (uint32_t i = reading->root; i-- > reading->body.start;) {
    if (reading->passage->head[i] != reading->root || reading_relates(reading, i, "aux"))
      continue;
    bool nominal = reading_is_universal(reading, i, "NOUN") || reading_is_universal(reading, i, "PROPN");
    if (nominal)
      return reading_dependent(reading, i, "case", 0) == RW_NONE ? i : RW_NONE;
  }
  return RW_NONE;
}

static rw_range comma_at(const struct reading *reading, uint32_t token)
{
  return reading_is_word(reading, token, ",") ? (rw_range){token, token + 1} : (rw_range){token, token};
}

/* A whole adverbial of the lexicon, whatever the parser made of it. */
static bool find_listed(const struct reading *reading, struct fronted *fronted)
{
  fronted->adverbial = adverbial_listed(reading, reading->body.start);
  if (fronted->adverbial.kind == ADVERBIAL_NONE)
    return false;
  fronted->comma = comma_at(reading, fronted->adverbial.tokens.end);
  fronted->rest = (rw_range){fronted->comma.end, reading->body.end};
  return true;
}

/* Adverbials of the main clause before its subject, taken together. */
static bool find_before_subject(const struct reading *reading, struct fronted *fronted)
{
  uint32_t subject = find_subject(reading);
  if (subject == RW_NONE || subject > reading->root)
    return false;
  uint32_t limit = reading->spans[subject].start;
  uint32_t at = reading->body.start;
  fronted->adverbial = (struct adverbial){.tokens = {at, at}, .head = RW_NONE, .certainty = 1};
  fronted->comma = (rw_range){limit, limit};
  while (at < limit) {
    uint32_t child = at;
    for (uint32_t steps = 0; reading->passage->head[child] != reading->root && steps < READING_LIMIT; steps++) {
      child = reading->passage->head[child];
      if (child == RW_NONE)
        return false;
    }
    if (reading_is_word(reading, at, ",") && at + 1 == limit) {
      fronted->comma = (rw_range){at, limit};
      break;
    }
    struct adverbial part = adverbial_of(reading, child);
    if (part.tokens.start != at || part.tokens.end > limit)
      return false;
    if (part.kind == ADVERBIAL_NONE || part.kind == ADVERBIAL_FIXED)
      return false;
    if (at == reading->body.start)
      fronted->adverbial = part;
    fronted->adverbial.tokens.end = part.tokens.end;
    fronted->adverbial.certainty *= part.certainty;
    at = part.tokens.end;
  }
  fronted->rest = (rw_range){fronted->comma.end, reading->body.end};
  return fronted->adverbial.tokens.end > fronted->adverbial.tokens.start &&
         can_begin_subject(reading, fronted->rest.start);
}

/* ---- By their words, where the parser went astray ---- */

/* How far a fronted phrase reaches at most, in tokens, to be found by its words. */
#define FRONTED_LIMIT 10u

static bool is_joined(const struct reading *reading, uint32_t token)
{
  return reading->passage->tokens[token - 1].end == reading->passage->tokens[token].start;
}

static bool is_verbal(const struct reading *reading, uint32_t token)
{
  return reading_is_universal(reading, token, "VERB") || reading_is_universal(reading, token, "AUX");
}

/* Whether a subject and a verb follow, with no comma before the verb. */
static bool begins_clause(const struct reading *reading, uint32_t token)
{
  uint32_t start = reading_is_word(reading, token, "perhaps") ? token + 1 : token;
  if (!can_begin_subject(reading, start) || is_joined(reading, token))
    return false;
  for (uint32_t i = token; i < reading->body.end && !reading_is_word(reading, i, ","); i++)
    if (is_verbal(reading, i))
      return i > token;
  return false;
}

/* Whether a name begins at `token` that a verb follows. */
static bool is_named_subject(const struct reading *reading, uint32_t token)
{
  uint32_t end = token;
  while (end < token + 4 && reading_is_universal(reading, end, "PROPN"))
    end++;
  return end > token && is_verbal(reading, end);
}

/* Whether a noun phrase begins at `token` that cannot go on with what stands before it. */
static bool begins_afresh(const struct reading *reading, uint32_t token)
{
  static const char *const nominatives[] = {"he", "she", "it", "they", "we", "i", "you", "there", NULL};
  static const char *const titles[] = {"mr.", "mrs.", "ms.", "dr.", NULL};
  static const char *const nominals[] = {"NOUN", "PROPN", "NUM", "PRON", NULL};
  static const char *const plurals[] = {"NNS", "NNPS", NULL};
  bool gerund = reading_is_tag(reading, token - 1, "VBG");
  if (!gerund && !lexicon_lists(nominals, reading_universal(reading, token - 1)))
    return false;
  const char *word = reading_word(reading, token);
  if (reading_is_universal(reading, token, "DET") || lexicon_lists(nominatives, word) || lexicon_lists(titles, word))
    return true;
  if (lexicon_lists(plurals, reading_tag(reading, token - 1)))
    return can_begin_subject(reading, token) && !is_joined(reading, token);
  if (adverbial_is_time(reading, token - 1))
    return can_begin_subject(reading, token) && !adverbial_is_time(reading, token);
  if (reading_is_universal(reading, token - 1, "PROPN"))
    return reading_is_universal(reading, token, "ADJ") || reading_is_tag(reading, token, "VBN");
  bool person = lexicon_lists(lexicon_persons, reading->passage->lemma[token - 1]);
  bool noun = gerund || reading_is_universal(reading, token - 1, "NOUN");
  return noun && !person && is_named_subject(reading, token);
}

/* The end of a phrase that begins with a preposition: before a comma, or before a noun phrase that begins afresh;
 * RW_NONE: not found. */
static uint32_t phrase_end(const struct reading *reading, uint32_t start)
{
  static const char *const classes[] = {"NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "ADP", "PRON", "PUNCT", NULL};
  static const char *const relatives[] = {"that", "which", "who", "whom", "whose", NULL};
  for (uint32_t i = start; i < reading->body.end && i < start + FRONTED_LIMIT; i++) {
    if (lexicon_lists(relatives, reading_word(reading, i)))
      return RW_NONE;
    if (i > start && (reading_is_word(reading, i, ",") || begins_afresh(reading, i)))
      return i;
    if (!lexicon_lists(classes, reading_universal(reading, i)) && (i == start || !reading_is_tag(reading, i, "VBG")))
      return RW_NONE;
  }
  return RW_NONE;
}

static bool find_by_words(const struct reading *reading, struct fronted *fronted)
{
  struct adverbial adverbial = adverbial_with_preposition(reading, reading->body.start);
  if (adverbial.kind == ADVERBIAL_NONE)
    return false;
  uint32_t date = adverbial_date_end(reading, adverbial.tokens.end);
  uint32_t end = date != RW_NONE ? date : phrase_end(reading, adverbial.tokens.end);
  if (end == RW_NONE)
    return false;
  adverbial.tokens.end = end;
  if (date != RW_NONE)
    adverbial.kind = ADVERBIAL_TIME;
  fronted->adverbial = adverbial;
  fronted->comma = comma_at(reading, end);
  fronted->rest = (rw_range){fronted->comma.end, reading->body.end};
  return begins_clause(reading, fronted->rest.start);
}

/* ---- What speaks against it ---- */

/* Whether pronouns keep what they mean. One that looks ahead to the subject may follow it; and a subject is never the
 * noun of a phrase of its own clause ("For the bank it was a loss"). */
static bool keeps_references(const struct reading *reading, const struct fronted *fronted)
{
  const struct adverbial *adverbial = &fronted->adverbial;
  struct reference_pair back = reference_find(reading, fronted->rest, adverbial->tokens);
  bool own = !adverbial->clause && back.noun == adverbial->head && reading_relates(reading, back.pronoun, "nsubj");
  if (back.pronoun != RW_NONE && !own && adverbial->head != RW_NONE)
    return false;
  struct reference_pair ahead = reference_find(reading, fronted->adverbial.tokens, fronted->rest);
  return ahead.pronoun == RW_NONE || reading_relates(reading, ahead.noun, "nsubj");
}

/* How long what is left may be, in tokens, that the reader still knows what the end belongs to. */
#define REST_LIMIT 22u
#define REST_LIMIT_CONNECTIVE 16u

/* What is no longer than this can be taken in at a glance. */
#define SHORT_REST 10u

/* How long the phrase or clause may be that ends it. */
#define FINAL_LIMIT 20u

/* Whether what ends the sentence could be taken to belong to a noun right before it. */
static bool may_cling(const struct reading *reading, const struct adverbial *adverbial, rw_range rest)
{
  const char *marker = adverbial_marker(reading, adverbial);
  bool as = strcmp(marker, "as") == 0 && !adverbial->clause;
  bool with = strcmp(marker, "with") == 0 && !clause_has_participle(reading, adverbial->tokens);
  bool following = strcmp(marker, "following") == 0;
  return (as || with || following || adverbial->kind == ADVERBIAL_TOPIC) && clause_has_object(reading) &&
         rest.end - rest.start > SHORT_REST;
}

/* Whether another clause ends the rest, to whose verb the end of the sentence would belong. In a short sentence only
 * a purpose counts. */
static bool has_final_clause(const struct reading *reading, rw_range rest)
{
  static const char *const clauses[] = {"advcl", "acl", "ccomp", NULL};
  bool is_short = rest.end - rest.start <= SHORT_REST;
  for (uint32_t i = reading->root > rest.start ? reading->root : rest.start; i < rest.end; i++) {
    if (reading->spans[i].end != rest.end || !reading_is_universal(reading, i, "VERB"))
      continue;
    bool purpose = clause_has_object(reading) && reading_relates(reading, i, "advcl") &&
                   reading_is_word(reading, reading->spans[i].start, "to");
    for (const char *const *clause = clauses; *clause; clause++)
      if (purpose || (!is_short && reading_relates(reading, i, *clause)))
        return true;
  }
  return false;
}

/* Whether a participle has a subject to go with: not one that suffers, nor "there". */
static bool hangs_free(const struct reading *reading, const struct adverbial *adverbial)
{
  if (!reading_is_tag(reading, adverbial->tokens.start, "VBG"))
    return false;
  uint32_t subject = reading_subject(reading, reading->root);
  return subject == RW_NONE || reading_relates(reading, subject, "expl") ||
         reading_relates(reading, subject, "nsubj:pass");
}

/* Whether a phrase has commas that are none of a date's: it may be two phrases. */
static bool is_broken(const struct reading *reading, const struct adverbial *adverbial)
{
  for (uint32_t i = adverbial->tokens.start; i < adverbial->tokens.end; i++)
    if (reading_is_word(reading, i, ",") && !adverbial_is_date(reading, i + 1))
      return true;
  return false;
}

/* "As bad as it was", "While useful": what is left out is said by the rest. */
static bool is_elliptic(const struct reading *reading, const struct adverbial *adverbial)
{
  uint32_t first = adverbial->tokens.start;
  if (reading_is_word(reading, first, "as") && reading_is_word(reading, first + 2, "as") &&
      !reading_is_word(reading, first + 1, "soon") && !reading_is_word(reading, first + 1, "long"))
    return true;
  return adverbial->kind == ADVERBIAL_CONCESSION && adverbial->clause &&
         reading_subject(reading, adverbial->head) == RW_NONE;
}

/* Whether the main verb shares its place with another: one joined to it, or that of what was said. */
static bool shares_verb(const struct reading *reading)
{
  uint32_t joined = reading_dependent(reading, reading->root, "conj", 0);
  uint32_t said = reading_dependent(reading, reading->root, "ccomp", 0);
  return (joined != RW_NONE && reading_is_universal(reading, joined, "VERB")) ||
         (said != RW_NONE && reading_dependent(reading, said, "mark", 0) != RW_NONE);
}

static bool is_aside(const struct adverbial *adverbial)
{
  return adverbial->kind == ADVERBIAL_CONNECTIVE || adverbial->kind == ADVERBIAL_COMMENT;
}

/* "As you know, …" is a comment, however much it looks like a time. */
static bool is_address(const struct reading *reading, const struct adverbial *adverbial)
{
  static const char *const speakers[] = {"you", "we", "i", NULL};
  return adverbial->clause && reading_is_word(reading, adverbial->tokens.start, "as") &&
         lexicon_lists(speakers, reading_word(reading, adverbial->tokens.start + 1));
}

static bool may_move(const struct reading *reading, const struct fronted *fronted)
{
  const struct adverbial *adverbial = &fronted->adverbial;
  if (adverbial->kind == ADVERBIAL_NONE || adverbial->kind == ADVERBIAL_FIXED)
    return false;
  if (!clause_is_whole(reading, adverbial->tokens) || !clause_is_whole(reading, fronted->rest))
    return false;
  uint32_t length = fronted->rest.end - fronted->rest.start;
  uint32_t verbs = is_aside(adverbial) || length <= SHORT_REST ? 2 : 1;
  if (!begins_clause(reading, fronted->rest.start) || !clause_is_plain(reading, fronted->rest, verbs))
    return false;
  if (length > (is_aside(adverbial) ? REST_LIMIT_CONNECTIVE : REST_LIMIT))
    return false;
  if (adverbial->kind == ADVERBIAL_REASON && clause_is_negated(reading, fronted->rest))
    return false;
  if (adverbial->tokens.end - adverbial->tokens.start > FINAL_LIMIT)
    return false;
  if (is_address(reading, adverbial) || is_elliptic(reading, adverbial) || is_broken(reading, adverbial))
    return false;
  if (may_cling(reading, adverbial, fronted->rest) || hangs_free(reading, adverbial))
    return false;
  if (!is_aside(adverbial) && shares_verb(reading))
    return false;
  if (!is_aside(adverbial) && has_final_clause(reading, fronted->rest))
    return false;
  return !clause_echoes(reading, adverbial, fronted->rest) && keeps_references(reading, fronted);
}

/* Ways to take a sentence apart, the surest first. */
typedef bool finder(const struct reading *reading, struct fronted *fronted);
static finder *const finders[] = {find_listed, find_before_subject, find_by_words};

static bool find(const struct reading *reading, struct fronted *fronted)
{
  if (adverbial_listed(reading, reading->body.start).kind == ADVERBIAL_FIXED)
    return false;
  for (size_t i = 0; i < sizeof finders / sizeof *finders; i++)
    if (finders[i](reading, fronted) && may_move(reading, fronted))
      return true;
  return false;
}

rw_status back_propose(const struct reading *reading, const rw_host *host)
{
  struct fronted fronted;
  if (!find(reading, &fronted))
    return RW_OK;
  struct arrangement_plan plan = {0};
  arrangement_keep(&plan, fronted.rest);
  arrangement_drop(&plan, fronted.comma);
  if (adverbial_takes_comma_behind(&fronted.adverbial))
    arrangement_insert(&plan, ",");
  arrangement_keep(&plan, fronted.adverbial.tokens);
  return arrangement_propose(&plan, reading->body, fronted.adverbial.certainty, adverbial_name(fronted.adverbial.kind),
                             host);
}
