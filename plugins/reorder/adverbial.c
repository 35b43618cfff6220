#include "adverbial.h"

#include <string.h>

/* How many tokens the words of `phrase` take at `token`; 0: they do not stand there. */
static uint32_t match_phrase(const struct reading *reading, uint32_t token, const char *phrase)
{
  uint32_t count = 0;
  while (*phrase != '\0') {
    size_t length = strcspn(phrase, " ");
    const char *word = reading_word(reading, token + count);
    if (strlen(word) != length || memcmp(word, phrase, length) != 0)
      return 0;
    count++;
    phrase += length;
    phrase += *phrase == ' ';
  }
  return count;
}

/* The longest entry whose words stand at `token`; NULL: none. */
static const struct lexicon_entry *find_entry(const struct reading *reading, uint32_t token,
                                              const struct lexicon_entry *entries, size_t count, uint32_t *length)
{
  const struct lexicon_entry *found = NULL;
  *length = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t matched = match_phrase(reading, token, entries[i].phrase);
    if (matched > *length) {
      found = &entries[i];
      *length = matched;
    }
  }
  return found;
}

static bool is_year(const char *word)
{
  if (strlen(word) != 4 && strlen(word) != 5)
    return false;
  return (word[0] == '1' || word[0] == '2') && strspn(word, "0123456789") == 4 && (word[4] == '\0' || word[4] == 's');
}

bool adverbial_is_time(const struct reading *reading, uint32_t head)
{
  const char *word = reading_word(reading, head);
  return is_year(word) || lexicon_lists(lexicon_time_nouns, word) ||
         lexicon_lists(lexicon_time_nouns, reading->passage->lemma[head]) ||
         reading_relates(reading, head, "obl:tmod") || lexicon_lists(lexicon_time_adverbs, word) ||
         strcmp(word, "a.m.") == 0 || strcmp(word, "p.m.") == 0 ||
         (strlen(word) <= 5 && word[0] >= '0' && word[0] <= '9' && strchr(word, ':'));
}

bool adverbial_is_date(const struct reading *reading, uint32_t token)
{
  const char *word = reading_word(reading, token);
  bool month = lexicon_lists(lexicon_months, word) && reading_is_universal(reading, token, "PROPN");
  return month || is_year(word) || lexicon_lists(lexicon_days, word);
}

/* ---- Whole adverbials ---- */

struct adverbial adverbial_listed(const struct reading *reading, uint32_t token)
{
  uint32_t length;
  const struct lexicon_entry *entry = find_entry(reading, token, lexicon_adverbials, lexicon_adverbial_count, &length);
  if (!entry)
    return (struct adverbial){.head = RW_NONE};
  return (struct adverbial){.tokens = {token, token + length}, .head = RW_NONE, .kind = entry->kind, .certainty = 0.95};
}

struct adverbial adverbial_listed_before(const struct reading *reading, uint32_t end)
{
  for (uint32_t start = end > reading->body.start + 5 ? end - 5 : reading->body.start; start < end; start++) {
    struct adverbial adverbial = adverbial_listed(reading, start);
    if (adverbial.kind != ADVERBIAL_NONE && adverbial.tokens.end == end)
      return adverbial;
  }
  return (struct adverbial){.head = RW_NONE};
}

/* ---- By their words ---- */

struct adverbial adverbial_with_preposition(const struct reading *reading, uint32_t token)
{
  uint32_t length;
  const struct lexicon_entry *entry =
      find_entry(reading, token, lexicon_prepositions, lexicon_preposition_count, &length);
  if (!entry || entry->kind == ADVERBIAL_FIXED)
    return (struct adverbial){.head = RW_NONE};
  return (struct adverbial){.tokens = {token, token + length}, .head = RW_NONE, .kind = entry->kind, .certainty = 0.85};
}

static bool is_number(const struct reading *reading, uint32_t token)
{
  return reading_word(reading, token)[0] >= '0' && reading_word(reading, token)[0] <= '9';
}

uint32_t adverbial_date_end(const struct reading *reading, uint32_t token)
{
  static const char *const before[] = {"last", "next", "this", "early", "late", "mid", NULL};
  if (lexicon_lists(before, reading_word(reading, token)))
    token++;
  if (is_year(reading_word(reading, token)))
    return token + 1;
  if (lexicon_lists(lexicon_days, reading_word(reading, token)))
    return token + 1;
  if (!lexicon_lists(lexicon_months, reading_word(reading, token)))
    return RW_NONE;
  return is_number(reading, token + 1) ? token + 2 : token + 1;
}

/* ---- Those of the tree ---- */

static enum adverbial_kind kind_of_clause(const struct reading *reading, rw_range span, uint32_t head)
{
  uint32_t length;
  const struct lexicon_entry *entry =
      find_entry(reading, span.start, lexicon_subordinators, lexicon_subordinator_count, &length);
  if (entry)
    return span.start + length <= span.end ? entry->kind : ADVERBIAL_NONE;
  if (reading_is_tag(reading, span.start, "VBG") || reading_is_tag(reading, span.start, "VBN"))
    return span.start == head ? ADVERBIAL_ATTENDANT : ADVERBIAL_NONE;
  return reading_is_word(reading, span.start, "with") ? ADVERBIAL_ATTENDANT : ADVERBIAL_NONE;
}

static enum adverbial_kind kind_of_phrase(const struct reading *reading, rw_range span, uint32_t head)
{
  uint32_t length;
  uint32_t start = reading_is_word(reading, span.start, "even") ? span.start + 1 : span.start;
  const struct lexicon_entry *entry =
      find_entry(reading, start, lexicon_prepositions, lexicon_preposition_count, &length);
  bool time = adverbial_is_time(reading, head);
  if (!entry || start + length > head)
    return time ? ADVERBIAL_TIME : ADVERBIAL_NONE;
  bool may_be_time =
      entry->kind == ADVERBIAL_PLACE || entry->kind == ADVERBIAL_MANNER || entry->kind == ADVERBIAL_TOPIC;
  return time && may_be_time ? ADVERBIAL_TIME : entry->kind;
}

static enum adverbial_kind kind_of_adverb(const struct reading *reading, uint32_t head)
{
  return lexicon_lists(lexicon_time_adverbs, reading_word(reading, head)) ? ADVERBIAL_TIME : ADVERBIAL_NONE;
}

/* Leaves out commas at the ends of a constituent: they belong to the place, not to the phrase. */
static rw_range trim(const struct reading *reading, rw_range span)
{
  while (span.start < span.end && reading_is_word(reading, span.start, ","))
    span.start++;
  while (span.start < span.end && reading_is_word(reading, span.end - 1, ","))
    span.end--;
  return span;
}

struct adverbial adverbial_of(const struct reading *reading, uint32_t head)
{
  rw_range span = trim(reading, reading->spans[head]);
  struct adverbial adverbial = {.tokens = span, .head = head, .certainty = reading_certainty(reading, head)};
  struct adverbial listed = adverbial_listed(reading, span.start);
  if (listed.kind != ADVERBIAL_NONE && listed.tokens.end == span.end)
    return listed;
  if (lexicon_lists(lexicon_unmoving, reading_word(reading, span.start)))
    return adverbial;
  if (reading_relates(reading, head, "advcl")) {
    adverbial.clause = true;
    adverbial.kind = kind_of_clause(reading, span, head);
  } else if (reading_relates(reading, head, "obl") || reading_relates(reading, head, "nmod")) {
    adverbial.kind = kind_of_phrase(reading, span, head);
  } else if (reading_relates(reading, head, "advmod")) {
    adverbial.kind = span.end - span.start == 1 ? kind_of_adverb(reading, head) : kind_of_phrase(reading, span, head);
  }
  return adverbial;
}

const char *adverbial_marker(const struct reading *reading, const struct adverbial *adverbial)
{
  static const char *const classes[] = {"ADP", "SCONJ", "ADV", "PART", NULL};
  uint32_t first = adverbial->tokens.start;
  return lexicon_lists(classes, reading_universal(reading, first)) ? reading_word(reading, first) : "";
}

bool adverbial_takes_comma_behind(const struct adverbial *adverbial)
{
  switch (adverbial->kind) {
  case ADVERBIAL_CONCESSION:
    return adverbial->clause;
  case ADVERBIAL_SOURCE:
  case ADVERBIAL_COMPARISON:
  case ADVERBIAL_ATTENDANT:
  case ADVERBIAL_CONNECTIVE:
  case ADVERBIAL_COMMENT:
    return true;
  default:
    return false;
  }
}

const char *adverbial_name(enum adverbial_kind kind)
{
  static const char *const names[] = {
      [ADVERBIAL_NONE] = "adverbial",
      [ADVERBIAL_TIME] = "adverbial of time",
      [ADVERBIAL_PLACE] = "adverbial of place",
      [ADVERBIAL_MANNER] = "adverbial of manner",
      [ADVERBIAL_REASON] = "adverbial of reason",
      [ADVERBIAL_CONDITION] = "adverbial of condition",
      [ADVERBIAL_CONCESSION] = "adverbial of concession",
      [ADVERBIAL_SOURCE] = "source",
      [ADVERBIAL_COMPARISON] = "comparison",
      [ADVERBIAL_ATTENDANT] = "attendant phrase",
      [ADVERBIAL_TOPIC] = "phrase",
      [ADVERBIAL_CONNECTIVE] = "connective",
      [ADVERBIAL_COMMENT] = "comment",
      [ADVERBIAL_FIXED] = "fixed phrase",
  };
  return names[kind];
}
