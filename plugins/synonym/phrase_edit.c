/* phrase_edit - from a phrase found to the edits proposed to the host. */
#include "phrase_edit.h"

#include <string.h>
#include <unicase.h>
#include <unistr.h>

/* How far around a phrase a word must not come again (words of the sentence, to each side). */
#define REPETITION_WINDOW 30

#define RIGHT_SINGLE_QUOTATION_MARK 0x2019

/* How a replacement takes over the case of its phrase. */
enum letter_case {
  CASE_PLAIN,   /**< as the table writes it */
  CASE_INITIAL, /**< the phrase begins its sentence: a capital for the first word */
  CASE_TITLE,   /**< a capital for each longer word, and for the first if the phrase's has one */
  CASE_UPPER    /**< capitals throughout */
};

/* What the words of a phrase show about case; slots do not count. */
struct case_survey {
  uint32_t words, upper_words, inner_capitals, long_words, long_capitals;
};

static struct case_survey survey_case(const struct phrase_sentence *sentence, const struct phrase_match *match)
{
  struct case_survey survey = {0};
  for (uint32_t i = match->words.start; i < match->words.end; i++) {
    bool slot = match->entry->symbols[i - match->words.start] < PHRASE_FIRST_WORD;
    unsigned flags = sentence->words[i].flags;
    if (slot || (flags & PHRASE_WORD_PUNCTUATION) != 0)
      continue;
    bool capital = (flags & PHRASE_WORD_CAPITAL) != 0;
    survey.words++;
    survey.upper_words += (flags & PHRASE_WORD_UPPER) != 0;
    survey.inner_capitals += capital && i != sentence->first;
    survey.long_words += (flags & PHRASE_WORD_LONG) != 0;
    survey.long_capitals += (flags & PHRASE_WORD_LONG) != 0 && capital;
  }
  return survey;
}

/* Decides the case of a replacement. False: the phrase's case cannot be carried over (a lone capital may be a name, a
 * lone word in capitals an acronym). */
static bool choose_case(const struct phrase_sentence *sentence, const struct phrase_match *match,
                        enum letter_case *letter_case)
{
  struct case_survey survey = survey_case(sentence, match);
  if (survey.words > 0 && survey.upper_words == survey.words && (survey.words > 1 || sentence->upper)) {
    *letter_case = CASE_UPPER;
    return true;
  }
  if (sentence->title && survey.long_words > 0 && survey.long_words == survey.long_capitals) {
    *letter_case = CASE_TITLE;
    return true;
  }
  bool capital = (sentence->words[match->words.start].flags & PHRASE_WORD_CAPITAL) != 0;
  *letter_case = capital ? CASE_INITIAL : CASE_PLAIN;
  return survey.inner_capitals == 0;
}

/* Writes the word [from, end) to `to`, its first `capitals` characters as capitals, its apostrophes as the passage has
 * them. Returns the end of what it wrote. */
static uint8_t *write_word(const uint8_t *from, const uint8_t *end, size_t capitals, bool curly, uint8_t *to)
{
  for (size_t place = 0; from < end; place++) {
    ucs4_t character;
    from += u8_mbtouc(&character, from, (size_t)(end - from));
    if (character == '\'' && curly)
      character = RIGHT_SINGLE_QUOTATION_MARK;
    to += u8_uctomb(to, place < capitals ? uc_toupper(character) : character, 6);
  }
  return to;
}

/* The text of a step in the case that is wanted; `first`: it begins its phrase, which begins with a capital; `curly`:
 * with curly apostrophes. NULL: no memory. */
static const char *styled_text(const char *text, bool first, enum letter_case letter_case, bool curly,
                               const rw_host *host)
{
  bool as_it_stands = letter_case == CASE_PLAIN || (letter_case == CASE_INITIAL && !first);
  if (as_it_stands && !(curly && strchr(text, '\'')))
    return text;
  /* An apostrophe takes three bytes in place of one. Simple case mapping makes a character longer by at most one byte,
   * and no ASCII character longer. */
  char *styled = host->allocate(host, 3 * strlen(text) + 1);
  const uint8_t *from = (const uint8_t *)text;
  uint8_t *to = (uint8_t *)styled;
  while (styled && *from != '\0') {
    size_t length = strcspn((const char *)from, " ");
    bool capital = first || (letter_case == CASE_TITLE && u8_mbsnlen(from, length) >= PHRASE_LONG_LETTERS);
    size_t capitals = letter_case == CASE_UPPER ? length : capital;
    to = write_word(from, from + length, as_it_stands ? 0 : capitals, curly, to);
    from += length;
    if (*from == ' ')
      *to++ = *from++;
    first = false;
  }
  return styled;
}

/* Whether a step touches what is protected. Numbers may stand in what is kept; negations are counted by the
 * host. */
static bool touches_protected(const struct phrase_sentence *sentence, const struct phrase_match *match,
                              const struct phrase_step *step)
{
  unsigned allowed = 1u << RW_MARK_NEGATION;
  if (step->kind == RW_KEEP)
    allowed |= 1u << RW_MARK_NUMBER;
  for (uint32_t item = step->items.start; item < step->items.end; item++)
    if ((sentence->words[match->words.start + item].marks & ~allowed) != 0)
      return true;
  return false;
}

static bool is_fresh(const struct phrase_alternative *alternative, uint32_t symbol)
{
  for (uint32_t i = 0; i < alternative->fresh_count; i++)
    if (alternative->fresh[i] == symbol)
      return true;
  return false;
}

/* Whether the replacement, which is not empty, begins like the word before it or ends like the word behind it. */
static bool doubles_neighbour(const struct phrase_sentence *sentence, rw_range words,
                              const struct phrase_alternative *alternative)
{
  uint32_t first = alternative->symbols[0];
  uint32_t last = alternative->symbols[alternative->symbol_count - 1];
  return (words.start > 0 && sentence->words[words.start - 1].symbol == first) ||
         (words.end < sentence->count && sentence->words[words.end].symbol == last);
}

/* Whether an edit proposed for `entry` may bring one of the content words that the alternative brings. */
static bool brings_the_same(const struct phrase_entry *entry, const struct phrase_alternative *alternative)
{
  for (uint32_t i = 0; i < entry->alternative_count; i++)
    for (uint32_t j = 0; j < alternative->fresh_count; j++)
      if (is_fresh(&entry->alternatives[i], alternative->fresh[j]))
        return true;
  return false;
}

/* Whether the replacement would double its neighbour ("the the"), or bring a content word that its sentence has
 * nearby, or gets there from another phrase. */
static bool repeats(const struct phrase_sentence *sentence, const struct phrase_match *match,
                    const struct phrase_alternative *alternative)
{
  rw_range words = match->words;
  if (alternative->symbol_count > 0 && doubles_neighbour(sentence, words, alternative))
    return true;
  uint32_t from = words.start > REPETITION_WINDOW ? words.start - REPETITION_WINDOW : 0;
  for (uint32_t i = from; i < sentence->count && i < words.end + REPETITION_WINDOW; i++) {
    const struct phrase_word *word = &sentence->words[i];
    bool outside = i < words.start || i >= words.end;
    if (outside && is_fresh(alternative, word->symbol))
      return true;
    if (word->proposed && word->proposed != match->entry && brings_the_same(word->proposed, alternative))
      return true;
  }
  return false;
}

/* The tokens of the phrase's items [items.start, items.end); empty for none. */
static rw_range step_tokens(const struct phrase_sentence *sentence, const struct phrase_match *match, rw_range items)
{
  if (items.start == items.end)
    return (rw_range){0, 0};
  const struct phrase_word *words = sentence->words + match->words.start;
  return (rw_range){words[items.start].tokens.start, words[items.end - 1].tokens.end};
}

static rw_status propose(const struct phrase_sentence *sentence, const struct phrase_match *match,
                         const struct phrase_alternative *alternative, enum letter_case letter_case,
                         const rw_host *host)
{
  rw_piece pieces[PHRASE_STEP_LIMIT];
  bool capital = (sentence->words[match->words.start].flags & PHRASE_WORD_CAPITAL) != 0;
  for (uint32_t i = 0; i < alternative->step_count; i++) {
    const struct phrase_step *step = &alternative->steps[i];
    pieces[i] = (rw_piece){.kind = step->kind, .tokens = step_tokens(sentence, match, step->items)};
    if (step->kind != RW_TEXT)
      continue;
    pieces[i].text = styled_text(step->text, capital && i == 0, letter_case, sentence->curly, host);
    if (!pieces[i].text)
      return RW_NO_MEMORY;
  }
  rw_edit edit = {.size = sizeof edit,
                  .tokens = step_tokens(sentence, match, (rw_range){0, match->entry->symbol_count}),
                  .pieces = pieces,
                  .piece_count = alternative->step_count,
                  .score = alternative->score,
                  .why = alternative->why};
  return host->propose(host, &edit) == RW_NO_MEMORY ? RW_NO_MEMORY : RW_OK;
}

/* Whether an alternative can stand in the place of its phrase. */
static bool fits(const struct phrase_sentence *sentence, const struct phrase_match *match,
                 const struct phrase_alternative *alternative)
{
  for (uint32_t i = 0; i < alternative->step_count; i++)
    if (touches_protected(sentence, match, &alternative->steps[i]))
      return false;
  return alternative->step_count > 0 && phrase_match_holds(sentence, match->words, alternative) &&
         !repeats(sentence, match, alternative);
}

rw_status phrase_edit_propose(struct phrase_sentence *sentence, const struct phrase_match *match, const rw_host *host)
{
  enum letter_case letter_case;
  if (!choose_case(sentence, match, &letter_case))
    return RW_OK;
  rw_status status = RW_OK;
  for (uint32_t i = 0; status == RW_OK && i < match->entry->alternative_count; i++) {
    const struct phrase_alternative *alternative = &match->entry->alternatives[i];
    if (!fits(sentence, match, alternative))
      continue;
    status = propose(sentence, match, alternative, letter_case, host);
    sentence->words[match->words.start].proposed = match->entry;
  }
  return status;
}
