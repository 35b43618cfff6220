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

/* Where a phrase begins at an object's end whose preposition is the verb's: of corruption, in "accused him of
 * corruption". WORD_NONE: nowhere. */
static uint32_t selected_phrase(const struct sentence *sentence, uint32_t verb, uint32_t head, rw_range span)
{
  for (uint32_t i = head + 1; i < span.end; i++) {
    uint32_t above = sentence->words[i].head;
    bool aside =
        above != WORD_NONE && relation_is(&sentence->words[above], "appos") && sentence->words[above].head == head;
    rw_range phrase = sentence->words[i].span;
    if (!relation_is(&sentence->words[i], "nmod") || (above != head && !aside))
      continue;
    const struct word *first = &sentence->words[phrase.start];
    if (phrase.end <= span.end && first->head == i && verb_selects(sentence->words[verb].lemma, first->form))
      return phrase.start;
  }
  return WORD_NONE;
}

/* Where a clause begins that the parser hung on a noun and that is the verb's: "that his son was ill" behind who is
 * told, "to leave the town" behind who is ordered. WORD_NONE: nowhere. */
static uint32_t complement_clause(const struct sentence *sentence, uint32_t verb, uint32_t head, rw_range span)
{
  const char *lemma = sentence->words[verb].lemma;
  uint32_t clause = sentence_dependent(sentence, head, "acl", head + 1);
  if (clause == WORD_NONE || sentence->words[clause].span.end < span.end)
    return WORD_NONE;
  uint32_t start = sentence->words[clause].span.start;
  if (strcmp(sentence->words[start].relation, "mark") != 0)
    return WORD_NONE;
  bool told = word_is(sentence, start, "that") && verb_has(lemma, VERB_TOLD);
  bool ordered = word_is(sentence, start, "to") && verb_has(lemma, VERB_OBJECT_CONTROL);
  return told || ordered ? start : WORD_NONE;
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
  uint32_t phrase = selected_phrase(sentence, verb, head, span);
  if (phrase == WORD_NONE)
    phrase = complement_clause(sentence, verb, head, span);
  if (phrase == WORD_NONE)
    phrase = time_phrase(sentence, head, span);
  if (phrase != WORD_NONE) {
    span.end = phrase;
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

/* Whether a comma stands between members of a row: its next word, and aside, begins a member. */
static bool is_row_comma(const struct sentence *sentence, uint32_t comma, rw_range span)
{
  uint32_t next = comma + 1;
  if (next < span.end && relation_is(&sentence->words[next], "cc"))
    return true;
  for (uint32_t i = next; i < span.end; i++) {
    const struct word *word = &sentence->words[i];
    bool member = relation_is(word, "conj") || relation_is(word, "amod");
    if (member && word->span.start == next)
      return true;
    if (word->span.start < next && strcmp(word->universal, "PUNCT") != 0 && relation_is(word, "amod"))
      return true;
  }
  return false;
}

bool span_is_whole(const struct sentence *sentence, uint32_t head, rw_range span)
{
  for (uint32_t i = span.start; i < span.end; i++) {
    const struct word *word = &sentence->words[i];
    bool finite = strcmp(word->tag, "VBZ") == 0 || strcmp(word->tag, "VBP") == 0 || strcmp(word->tag, "VBD") == 0 ||
                  strcmp(word->tag, "VB") == 0;
    bool stop = strcmp(word->form, ".") == 0 || strcmp(word->form, "!") == 0 || strcmp(word->form, "?") == 0;
    if (stop || (word->head == head && relation_is(word, "conj") && finite))
      return false;
    if (strcmp(word->form, ",") == 0 && !is_row_comma(sentence, i, span) && !span_ends_in_aside(sentence, head, span))
      return false;
  }
  /* Of "make the mains brittle" the adjective is no part of the object. */
  return span.end - 1 <= head || !word_universal(sentence, span.end - 1, "ADJ") ||
         sentence->words[span.end - 1].head != head;
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
