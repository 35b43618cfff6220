#include "repair.h"

#include "utf8.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

/* The kinds of marks whose words keep their characters, as a set. */
static const unsigned unchanging = 1u << RW_MARK_NUMBER | 1u << RW_MARK_NAME | 1u << RW_MARK_ADDRESS |
                                   1u << RW_MARK_TERM | 1u << RW_MARK_QUOTATION | 1u << RW_MARK_PROTECTED |
                                   1u << RW_MARK_FIXED;

/* Sentences that edits touch, from the first to the last that one edit joins. */
struct repair {
  struct arrangement *arrangement;
  const struct surface *surface;
  rw_range sentences;
  rw_range edits;  /* those within the sentences */
  rw_range places; /* the words within them */
  rw_word *words;  /* one per place, from places.start */
  uint32_t *first; /* per sentence: the token that begins it, marks aside */
};

/* ---- What the words are ---- */

static bool has_letter(const char *text, uint32_t length)
{
  for (uint32_t at = 0; at < length;) {
    ucs4_t character;
    at += (uint32_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
    if (uc_is_alnum(character))
      return true;
  }
  return false;
}

/* The first token of a sentence with a letter or digit; RW_NONE when there is none. */
static uint32_t first_word(const rw_passage *view, rw_range sentence)
{
  for (uint32_t token = sentence.start; token < sentence.end; token++) {
    rw_range bytes = view->tokens[token];
    if (has_letter(view->text + bytes.start, bytes.end - bytes.start))
      return token;
  }
  return RW_NONE;
}

static bool has_blank_before(const rw_passage *view, uint32_t token)
{
  return token > 0 && view->tokens[token - 1].end < view->tokens[token].start;
}

static uint32_t word_gap(const struct repair *repair, uint32_t place)
{
  const struct arranged_word *word = &repair->arrangement->words[place];
  switch ((enum arranged_gap)word->gap) {
  case GAP_SOURCE:
    return has_blank_before(&repair->arrangement->passage->view, word->left) ? RW_GAP_BLANK : RW_GAP_NONE;
  case GAP_NONE:
    return RW_GAP_NONE;
  case GAP_BLANK:
    return RW_GAP_BLANK;
  case GAP_UNDECIDED:
    break;
  }
  return RW_GAP_UNKNOWN;
}

/* Whether a token begins with a small letter and has no capital, as "iPhone" has. */
static bool begins_small(const rw_passage *view, uint32_t token)
{
  rw_range bytes = view->tokens[token];
  for (uint32_t at = bytes.start; at < bytes.end;) {
    ucs4_t character;
    uint32_t next = at + (uint32_t)u8_mbtouc(&character, (const uint8_t *)view->text + at, bytes.end - at);
    if (uc_is_property_uppercase(character) || (at == bytes.start && !uc_is_property_lowercase(character)))
      return false;
    at = next;
  }
  return true;
}

static uint32_t word_flags(const struct repair *repair, const struct arranged_word *word)
{
  const struct passage *passage = repair->arrangement->passage;
  uint32_t flags = word->kept ? 0 : RW_WORD_NEW;
  if (word->tokens.start == word->tokens.end)
    return flags;
  uint32_t token = word->tokens.start;
  uint32_t first = repair->first[passage->sentence_of[token] - repair->sentences.start];
  if (first != RW_NONE && begins_small(&passage->view, first))
    flags |= RW_WORD_SMALL;
  if (!word->kept)
    return flags;
  unsigned kinds = passage->mark_kinds[token];
  if (kinds & unchanging)
    flags |= RW_WORD_PROTECTED;
  if (kinds & 1u << RW_MARK_NAME)
    flags |= RW_WORD_NAME;
  if (first == token)
    flags |= RW_WORD_FIRST;
  return flags;
}

static bool prepare_words(struct repair *repair, struct arena *arena)
{
  const rw_passage *view = &repair->arrangement->passage->view;
  uint32_t sentence_count = repair->sentences.end - repair->sentences.start;
  uint32_t word_count = repair->places.end - repair->places.start;
  repair->first = arena_allocate_array(arena, sentence_count, sizeof *repair->first);
  repair->words = arena_allocate_array(arena, word_count, sizeof *repair->words);
  if (!repair->first || !repair->words)
    return false;
  for (uint32_t i = 0; i < sentence_count; i++)
    repair->first[i] = first_word(view, view->sentences[repair->sentences.start + i]);
  for (uint32_t i = 0; i < word_count; i++) {
    const struct arranged_word *word = &repair->arrangement->words[repair->places.start + i];
    repair->words[i] = (rw_word){.text = word->text,
                                 .length = word->length,
                                 .token = word->tokens.start < word->tokens.end ? word->tokens.start : RW_NONE,
                                 .gap = word_gap(repair, repair->places.start + i),
                                 .flags = word_flags(repair, word)};
  }
  return true;
}

/* ---- Where sentences begin after the edits ---- */

static bool is_full_stop(const struct arranged_word *word)
{
  for (uint32_t at = 0; at < word->length;) {
    ucs4_t character;
    at += (uint32_t)u8_mbtouc(&character, (const uint8_t *)word->text + at, word->length - at);
    if (!uc_is_property_sentence_terminal(character))
      return false;
  }
  return word->length > 0;
}

/* Whether a word ends a sentence: a new full stop does, and, where an edit joins sentences, what ended one before. */
static bool ends_sentence(const struct repair *repair, uint32_t place)
{
  const struct passage *passage = repair->arrangement->passage;
  const struct arranged_word *word = &repair->arrangement->words[place];
  if (!word->kept && is_full_stop(word))
    return true;
  if (repair->sentences.end - repair->sentences.start == 1 || word->tokens.start == word->tokens.end ||
      word->right == RW_NONE)
    return false;
  uint32_t last = word->tokens.end - 1;
  return passage->view.sentences[passage->sentence_of[last]].end == last + 1;
}

/* The gap before a sentence is not the language module's to decide, which sees one sentence alone: it is as it was on
 * the page before that sentence, or behind the one before. */
static void decide_first_gap(struct arrangement *arrangement, uint32_t place)
{
  struct arranged_word *word = &arrangement->words[place];
  if (word->gap != GAP_UNDECIDED)
    return;
  const struct passage *passage = arrangement->passage;
  word->gap = GAP_BLANK;
  if (place == 0) {
    word->gap = GAP_NONE;
    return;
  }
  uint32_t boundary = word->left != RW_NONE ? word->left : arrangement->words[place - 1].right;
  if (boundary == RW_NONE || boundary == 0 || boundary >= passage->view.token_count)
    return;
  bool between_sentences = passage->sentence_of[boundary - 1] != passage->sentence_of[boundary];
  if (between_sentences && !has_blank_before(&passage->view, boundary))
    word->gap = GAP_NONE;
}

/* ---- What came back ---- */

static bool is_article(const char *text, uint32_t length)
{
  return (length == 1 || (length == 2 && (text[1] == 'n' || text[1] == 'N'))) && (text[0] == 'a' || text[0] == 'A');
}

static bool is_case_pair(ucs4_t left, ucs4_t right)
{
  return uc_toupper(left) == right || uc_tolower(left) == right || uc_totitle(left) == right ||
         uc_toupper(right) == left;
}

/* Whether two texts differ by the case of their first letter alone. */
static bool is_case_change(const char *before, uint32_t before_length, const char *after, uint32_t after_length)
{
  uint32_t at = 0;
  while (at < before_length && at < after_length) {
    ucs4_t left, right;
    int left_size = u8_mbtoucr(&left, (const uint8_t *)before + at, before_length - at);
    int right_size = u8_mbtoucr(&right, (const uint8_t *)after + at, after_length - at);
    if (left_size <= 0 || right_size <= 0)
      return false;
    if (left != right) {
      uint32_t left_rest = at + (uint32_t)left_size, right_rest = at + (uint32_t)right_size;
      return is_case_pair(left, right) && before_length - left_rest == after_length - right_rest &&
             memcmp(before + left_rest, after + right_rest, before_length - left_rest) == 0;
    }
    if (uc_is_alpha(left))
      return false;
    at += (uint32_t)left_size;
  }
  return false;
}

/* Whether a word's text may become that of `answer`. `at_start`: only marks stand before it in its sentence. */
static bool may_become(const struct repair *repair, const struct arranged_word *word, const rw_word *answer,
                       uint32_t flags, bool at_start)
{
  if (word->length == answer->length && memcmp(word->text, answer->text, word->length) == 0)
    return true;
  if (word->kept) {
    rw_range inside = markup_inside(&repair->arrangement->passage->markup, word->tokens.start);
    if (inside.start < inside.end)
      return false;
  }
  bool is_protected = flags & RW_WORD_PROTECTED, was_first = (flags & RW_WORD_FIRST) && !(flags & RW_WORD_NAME);
  if (is_case_change(word->text, word->length, answer->text, answer->length))
    return !is_protected || at_start || was_first;
  return !is_protected && is_article(word->text, word->length) && is_article(answer->text, answer->length);
}

/* What is wrong with the module's answer for the words of a sentence, or NULL. */
static const char *check_answer(const struct repair *repair, rw_range places, struct arena *arena)
{
  bool at_start = true;
  for (uint32_t place = places.start; place < places.end; place++) {
    const struct arranged_word *word = &repair->arrangement->words[place];
    const rw_word *answer = &repair->words[place - repair->places.start];
    uint32_t wanted = word_gap(repair, place);
    if (answer->gap != RW_GAP_NONE && answer->gap != RW_GAP_BLANK)
      return "the language module left a gap undecided";
    if (wanted != RW_GAP_UNKNOWN && answer->gap != wanted)
      return "the language module changed a gap that was known";
    if (!answer->text || !may_become(repair, word, answer, word_flags(repair, word), at_start)) {
      const char *reason = arena_printf(arena, "the repair of the sentence would change '%.*s'",
                                        (int)utf8_cut(word->text, word->length, 60), word->text);
      return reason ? reason : edit_no_memory;
    }
    at_start = at_start && !has_letter(word->text, word->length);
  }
  return NULL;
}

static void take_answer(struct repair *repair, rw_range places)
{
  for (uint32_t place = places.start; place < places.end; place++) {
    struct arranged_word *word = &repair->arrangement->words[place];
    const rw_word *answer = &repair->words[place - repair->places.start];
    word->text = answer->text;
    word->length = answer->length;
    if (word->gap == GAP_UNDECIDED)
      word->gap = answer->gap == RW_GAP_BLANK ? GAP_BLANK : GAP_NONE;
  }
}

/* ---- Sentence by sentence ---- */

/* Repairs one sentence as it stands after the edits. `*reason` is set when that failed. */
static rw_status repair_sentence(struct repair *repair, rw_range places, struct arena *arena, const char **reason)
{
  const struct surface *surface = repair->surface;
  rw_word *words = repair->words + (places.start - repair->places.start);
  rw_status status = surface->repair(surface->instance, words, places.end - places.start, surface->host);
  if (status == RW_NO_MEMORY)
    return status;
  *reason = status == RW_OK ? check_answer(repair, places, arena) : "the language module failed to repair the sentence";
  if (!*reason)
    take_answer(repair, places);
  return *reason == edit_no_memory ? RW_NO_MEMORY : RW_OK;
}

static rw_status repair_group(struct repair *repair, struct arena *arena, const char **reason)
{
  struct arrangement *arrangement = repair->arrangement;
  uint32_t start = repair->places.start;
  for (uint32_t place = start; place < repair->places.end; place++)
    if (place == start || ends_sentence(repair, place - 1))
      decide_first_gap(arrangement, place);
  if (repair->places.end < arrangement->word_count)
    decide_first_gap(arrangement, repair->places.end);
  if (!prepare_words(repair, arena))
    return RW_NO_MEMORY;
  for (uint32_t place = start; place < repair->places.end; place++) {
    if (place + 1 < repair->places.end && !ends_sentence(repair, place))
      continue;
    rw_status status = repair_sentence(repair, (rw_range){start, place + 1}, arena, reason);
    if (status != RW_OK || *reason)
      return status;
    start = place + 1;
  }
  return RW_OK;
}

/* Widens the group that begins with edit `edits.start` by the edits whose sentences it shares. */
static void find_group(struct repair *repair)
{
  const struct arrangement *arrangement = repair->arrangement;
  const uint32_t *sentence_of = arrangement->passage->sentence_of;
  uint32_t edit = repair->edits.start;
  rw_range tokens = arrangement->edits[edit]->tokens;
  repair->sentences = (rw_range){sentence_of[tokens.start], sentence_of[tokens.end - 1] + 1};
  for (edit++; edit < arrangement->edit_count; edit++) {
    tokens = arrangement->edits[edit]->tokens;
    if (sentence_of[tokens.start] >= repair->sentences.end)
      break;
    repair->sentences.end = sentence_of[tokens.end - 1] + 1;
  }
  repair->edits.end = edit;
  const rw_range *sentences = arrangement->passage->view.sentences;
  rw_range stretch = {sentences[repair->sentences.start].start, sentences[repair->sentences.end - 1].end};
  repair->places = arrangement_words(arrangement, stretch);
}

static bool refuse_group(const struct repair *repair, const char *reason)
{
  for (uint32_t i = repair->edits.start; i < repair->edits.end; i++) {
    struct proposal *edit = repair->arrangement->edits[i];
    edit->state = PROPOSAL_REFUSED;
    edit->reason = arena_copy_string(edit->arena, reason);
    if (!edit->reason)
      return false;
  }
  return true;
}

rw_status repair_sentences(struct arrangement *arrangement, const struct surface *surface, struct arena *arena,
                           bool *refused)
{
  struct repair repair = {.arrangement = arrangement, .surface = surface};
  *refused = false;
  for (; repair.edits.start < arrangement->edit_count; repair.edits.start = repair.edits.end) {
    const char *reason = NULL;
    find_group(&repair);
    rw_status status = repair_group(&repair, arena, &reason);
    if (status != RW_OK)
      return status;
    if (!reason)
      continue;
    *refused = true;
    if (!refuse_group(&repair, reason))
      return RW_NO_MEMORY;
  }
  return RW_OK;
}
