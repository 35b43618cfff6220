#include "span.h"

#include "verb_table.h"

#include <string.h>

/* Whether a word is a comma, dash or the like that does not belong at the end of what moves. */
static bool is_loose_mark(const struct sentence *sentence, uint32_t word)
{
  static const char *const marks[] = {",", ";", ":", "-", "--", "\xE2\x80\x93", "\xE2\x80\x94", NULL};
  return string_listed(marks, sentence->words[word].form);
}

static rw_range trimmed(const struct sentence *sentence, rw_range span)
{
  while (span.end > span.start + 1 && is_loose_mark(sentence, span.end - 1))
    span.end--;
  while (span.end > span.start + 1 && is_loose_mark(sentence, span.start))
    span.start++;
  return span;
}

rw_range span_of_subject(const struct sentence *sentence, uint32_t head)
{
  rw_range span = trimmed(sentence, sentence->words[head].span);
  /* "Both", "either" and a conjunction in front belong to what stands before. */
  if (span.start < head && relation_is(&sentence->words[span.start], "cc") &&
      strcmp(sentence->words[span.start].relation, "cc:preconj") != 0)
    span.start++;
  return span;
}

/* The oblique of the verb that begins at `at` with a preposition; WORD_NONE when none does. */
static uint32_t oblique_at(const struct sentence *sentence, uint32_t verb, uint32_t at)
{
  if (at >= sentence->count || strcmp(sentence->words[at].relation, "case") != 0)
    return WORD_NONE;
  uint32_t oblique = sentence->words[at].head;
  bool ours = sentence->words[oblique].head == verb && relation_is(&sentence->words[oblique], "obl") &&
              sentence->words[oblique].span.start == at;
  return ours ? oblique : WORD_NONE;
}

/* Whether a phrase right behind an object tells which one it is: the quail near the zebras. */
static bool belongs_to_object(const struct sentence *sentence, uint32_t verb, uint32_t head, uint32_t oblique)
{
  const char *lemma = sentence->words[verb].lemma;
  const char *preposition = sentence->words[sentence->words[oblique].span.start].form;
  if (!word_universal(sentence, head, "NOUN") || verb_has(lemma, VERB_MOTION) ||
      word_in_list(sentence->words[oblique].lemma, LIST_TIMES) || sentence_has(sentence, oblique, "nummod"))
    return false;
  if (word_in_list(preposition, LIST_PLACES))
    return true;
  bool owned = sentence_has(sentence, oblique, "nmod:poss") || sentence_has(sentence, oblique, "det");
  if (strcmp(preposition, "with") == 0)
    return !verb_has(lemma, VERB_WITH) && owned && sentence_has(sentence, head, "nmod:poss");
  return strcmp(preposition, "by") == 0 && owned && !word_in_list(sentence->words[oblique].lemma, LIST_MEANS) &&
         !word_is(sentence, sentence->words[oblique].span.start + 1, "a");
}

/* The last phrase of an object's span that tells a time and so is the verb's: "the plan on Monday". */
static uint32_t time_phrase(const struct sentence *sentence, uint32_t head, rw_range span)
{
  static const char *const prepositions[] = {"after", "at", "before", "during", "in", "on", "since", "until", NULL};
  for (uint32_t i = sentence_dependent(sentence, head, "nmod", head + 1); i != WORD_NONE;
       i = sentence_dependent(sentence, head, "nmod", i + 1)) {
    const struct word *word = &sentence->words[i];
    const struct word *first = &sentence->words[word->span.start];
    if (word->span.end != span.end)
      continue;
    if (strcmp(word->relation, "nmod:unmarked") == 0 || strcmp(word->relation, "nmod:tmod") == 0)
      return word_in_list(word->lemma, LIST_TIMES) ? word->span.start : WORD_NONE;
    if (string_listed(prepositions, first->form) && word_in_list(word->lemma, LIST_TIMES))
      return word->span.start;
  }
  return WORD_NONE;
}

/* An adjective right before an object that the parser gave to the verb: closer of "plans closer cooperation". */
static uint32_t stray_adjective(const struct sentence *sentence, uint32_t verb, uint32_t start)
{
  if (start == 0 || start - 1 <= verb)
    return start;
  const struct word *word = &sentence->words[start - 1];
  bool stray = word->head == verb && strcmp(word->universal, "ADJ") == 0 && word->span.start == start - 1 &&
               word->span.end == start && !relation_is(word, "obj");
  return stray && !relation_is(&sentence->words[start], "det") ? start - 1 : start;
}

/* The end of a relative clause right behind an object that the parser gave to the verb; the object's end when there is
 * none. */
static uint32_t relative_end(const struct sentence *sentence, uint32_t verb, uint32_t end)
{
  static const char *const pronouns[] = {"that", "which", "who", "whom", NULL};
  if (end >= sentence->count || !string_listed(pronouns, sentence->words[end].form))
    return end;
  uint32_t clause = sentence->words[end].head;
  const struct word *word = &sentence->words[clause == WORD_NONE ? end : clause];
  bool relative = clause != WORD_NONE && word->head == verb && word->span.start == end &&
                  relation_is(&sentence->words[end], "nsubj");
  return relative ? trimmed(sentence, word->span).end : end;
}

rw_range span_of_object(const struct sentence *sentence, uint32_t verb, uint32_t head)
{
  rw_range span = trimmed(sentence, sentence->words[head].span);
  span.end = relative_end(sentence, verb, span.end);
  uint32_t time = time_phrase(sentence, head, span);
  if (time != WORD_NONE) {
    span.end = time;
    return trimmed(sentence, span);
  }
  for (uint32_t oblique = oblique_at(sentence, verb, span.end);
       oblique != WORD_NONE && belongs_to_object(sentence, verb, head, oblique);
       oblique = oblique_at(sentence, verb, span.end))
    span.end = trimmed(sentence, sentence->words[oblique].span).end;
  span.start = stray_adjective(sentence, verb, span.start);
  return span;
}

/* Whether a span holds a comma behind its head with an aside right behind it that reaches to its end. */
bool span_ends_in_aside(const struct sentence *sentence, uint32_t head, rw_range span)
{
  for (uint32_t i = head + 1; i + 1 < span.end; i++) {
    if (!word_is(sentence, i, ","))
      continue;
    for (uint32_t at = i + 1; at < span.end; at++) {
      const struct word *word = &sentence->words[at];
      bool aside = relation_is(word, "appos") || relation_is(word, "acl") || relation_is(word, "parataxis");
      if (aside && word->span.start <= i + 1 && trimmed(sentence, word->span).end == span.end)
        return true;
    }
  }
  return false;
}

bool span_edge_is_open(const struct sentence *sentence, uint32_t verb, uint32_t head, rw_range span)
{
  uint32_t oblique = oblique_at(sentence, verb, span.end);
  if (oblique == WORD_NONE || !word_is(sentence, span.end, "with") || !word_universal(sentence, head, "NOUN"))
    return false;
  return !verb_has(sentence->words[verb].lemma, VERB_WITH) && sentence_has(sentence, head, "det") &&
         (sentence_has(sentence, oblique, "det") || sentence_has(sentence, oblique, "nmod:poss"));
}

bool span_closed_by_comma(const struct sentence *sentence, rw_range span)
{
  if (!word_is(sentence, span.end, ","))
    return false;
  for (uint32_t i = span.start + 1; i < span.end; i++) {
    const struct word *word = &sentence->words[i];
    bool aside = relation_is(word, "appos") || relation_is(word, "acl") || relation_is(word, "parataxis");
    if (aside && i > 0 && trimmed(sentence, word->span).end == span.end)
      return true;
  }
  return false;
}
