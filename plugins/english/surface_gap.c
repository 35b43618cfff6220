#include "surface.h"

#include "character.h"
#include "contraction.h"
#include "words.h"

#include <string.h>

static struct character first_of(const rw_word *word)
{
  return character_at(word->text, word->length, 0);
}

/* Which side of a mark is joined to its neighbour. */
enum joint {
  JOINT_NONE,
  JOINT_BEFORE, /**< no blank before it: , . ) */
  JOINT_AFTER,  /**< no blank after it: ( $ */
  JOINT_BOTH,   /**< neither: - / */
  JOINT_QUOTE   /**< a straight quotation mark: by turns after and before */
};

/* Marks outside ASCII that are joined to the word before them: closing quotation marks, the ellipsis, per mille. */
static const uint32_t joined_before[] = {0x00BB, 0x2019, 0x201D, 0x2026, 0x2030, 0x203A};

/* Those joined to the word behind them: opening quotation marks, Spanish ¡ and ¿, £, ¥ and €. */
static const uint32_t joined_after[] = {0x00A1, 0x00A3, 0x00A5, 0x00AB, 0x00BF, 0x2018, 0x201C, 0x201E, 0x2039, 0x20AC};

static bool holds(const uint32_t *codes, size_t count, uint32_t code)
{
  for (size_t i = 0; i < count; i++)
    if (codes[i] == code)
      return true;
  return false;
}

static enum joint joint_of_ascii(char mark)
{
  if (strchr(",.;:!?%)]}", mark))
    return JOINT_BEFORE;
  if (strchr("([{$#", mark))
    return JOINT_AFTER;
  return mark == '"' || mark == '\'' ? JOINT_QUOTE : JOINT_NONE;
}

static enum joint joint_of(const rw_word *word)
{
  struct character first = first_of(word);
  if (first.kind != CHARACTER_OTHER)
    return JOINT_NONE;
  bool hyphen = first.code == '-' || first.code == '/' || first.code == 0x2010 || first.code == 0x2011;
  if (hyphen)
    return word->length == first.size ? JOINT_BOTH : JOINT_NONE;
  if (first.code < 0x80)
    return joint_of_ascii((char)first.code);
  if (holds(joined_before, sizeof joined_before / sizeof *joined_before, first.code))
    return JOINT_BEFORE;
  return holds(joined_after, sizeof joined_after / sizeof *joined_after, first.code) ? JOINT_AFTER : JOINT_NONE;
}

/* Whether a word is the second part of a contraction or possessive: 's, n't, 'll. */
static bool is_clitic(const rw_word *word)
{
  return word->length > 1 && (clitic_end(word->text, 0, word->length) == word->length ||
                              strcmp(word_fold(word->text, word->length).text, "n't") == 0);
}

/* What was said about blanks so far. */
struct gap_state {
  bool double_open, single_open; /**< a straight quotation mark waits for its partner */
  enum joint before;             /**< the joint of the word before; a quotation mark's as its turn made it */
};

/* The side that a straight quotation mark is joined at. An apostrophe behind an s that closes nothing is a
 * possessive's. */
static enum joint quote_joint(struct gap_state *state, const rw_word *word, const rw_word *before)
{
  bool *open = word->text[0] == '"' ? &state->double_open : &state->single_open;
  bool possessive = word->text[0] == '\'' && !*open && before && before->length > 0 &&
                    before->text[before->length - 1] == 's' && word->gap != RW_GAP_BLANK;
  if (possessive)
    return JOINT_BEFORE;
  *open = !*open;
  return *open ? JOINT_AFTER : JOINT_BEFORE;
}

/* Whether a hyphen is written with blanks around it, as the gap that is known says; joined when neither is. */
static bool is_spaced_hyphen(const rw_word *hyphen, const rw_word *next)
{
  return hyphen->gap == RW_GAP_BLANK || (hyphen->gap == RW_GAP_UNKNOWN && next && next->gap == RW_GAP_BLANK);
}

static rw_gap decide(const struct gap_state *state, enum joint joint, const rw_word *word)
{
  if (is_clitic(word) || joint == JOINT_BEFORE || joint == JOINT_BOTH)
    return RW_GAP_NONE;
  return state->before == JOINT_AFTER || state->before == JOINT_BOTH ? RW_GAP_NONE : RW_GAP_BLANK;
}

void surface_gaps(rw_word *words, uint32_t count)
{
  struct gap_state state = {.before = JOINT_NONE};
  for (uint32_t i = 0; i < count; i++) {
    rw_word *word = &words[i];
    enum joint joint = joint_of(word);
    if (joint == JOINT_QUOTE && is_clitic(word))
      joint = JOINT_NONE;
    else if (joint == JOINT_QUOTE)
      joint = quote_joint(&state, word, i > 0 ? &words[i - 1] : NULL);
    else if (joint == JOINT_BOTH && is_spaced_hyphen(word, i + 1 < count ? &words[i + 1] : NULL))
      joint = JOINT_NONE;
    if (word->gap == RW_GAP_UNKNOWN)
      word->gap = i == 0 ? RW_GAP_BLANK : decide(&state, joint, word);
    state.before = joint;
  }
}
