#include "article.h"

#include "character.h"
#include "words.h"

#include <string.h>

static bool listed(const char *const *list, size_t count, const char *word)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(list[i], word) == 0)
      return true;
  return false;
}

static bool begins_with(const char *const *list, size_t count, const char *word)
{
  for (size_t i = 0; i < count; i++)
    if (strncmp(word, list[i], strlen(list[i])) == 0)
      return true;
  return false;
}

#define LISTED(list, word) listed(list, sizeof(list) / sizeof(*(list)), word)
#define BEGINS_WITH(list, word) begins_with(list, sizeof(list) / sizeof(*(list)), word)

/* Eight, eleven and eighteen begin with a vowel, alone or before thousand, million and so on. Four digits without a
 * comma are read in pairs: an 1100-page book, an 1850 treaty. */
static enum article article_before_number(const char *text, uint32_t length)
{
  uint32_t digits = 0;
  uint32_t head = 0; /* digits before the first comma */
  for (uint32_t at = 0; at < length && ((text[at] >= '0' && text[at] <= '9') || text[at] == ','); at++) {
    if (text[at] != ',')
      digits++;
    else if (head == 0)
      head = digits;
  }
  if (head == 0)
    head = digits == 4 ? 2 : (digits + 2) % 3 + 1;
  bool teen = head == 2 && text[0] == '1' && (text[1] == '1' || text[1] == '8');
  return text[0] == '8' || teen ? ARTICLE_AN : ARTICLE_A;
}

/* By the name of a letter. */
static enum article article_before_letter(char letter)
{
  return strchr("aefhilmnorsx", letter) ? ARTICLE_AN : ARTICLE_A;
}

/* Words in u- that begin with the sound of "you". */
static bool u_sounds_you(const char *folded)
{
  static const char *const you[] = {"uga", "uk",  "uni", "unanim", "ura", "ure", "uri", "uro", "uru", "usa",  "use",
                                    "usi", "usu", "ubi", "uta",    "ute", "uti", "uto", "uvu", "ufo", "ulys", "uig"};
  static const char *const not_you[] = {"unim", "unin", "unid", "uniss", "unill"};
  return BEGINS_WITH(you, folded) && (!BEGINS_WITH(not_you, folded) || strncmp(folded, "unidi", 5) == 0);
}

static enum article article_before_word(const char *folded)
{
  static const char *const silent_h[] = {"heir", "honest", "honor", "honour", "hors", "hour"};
  static const char *const sounds_w[] = {"once", "one", "one's", "ones", "oneself", "oneness", "ouija"};
  switch (folded[0]) {
  case 'a':
  case 'i':
    return ARTICLE_AN;
  case 'e':
    return folded[1] == 'u' || strcmp(folded, "ewe") == 0 || strcmp(folded, "ewer") == 0 ? ARTICLE_A : ARTICLE_AN;
  case 'o':
    return LISTED(sounds_w, folded) || strncmp(folded, "one-", 4) == 0 ? ARTICLE_A : ARTICLE_AN;
  case 'u':
    return u_sounds_you(folded) ? ARTICLE_A : ARTICLE_AN;
  case 'x':
    return folded[1] != '\0' && !strchr("aeiouy", folded[1]) ? ARTICLE_AN : ARTICLE_A;
  case 'h':
    return BEGINS_WITH(silent_h, folded) ? ARTICLE_AN : ARTICLE_A;
  default:
    return ARTICLE_A;
  }
}

/* A word in capitals: an ordinary word or an acronym that is read as one, else read letter by letter. Acronyms in a,
 * e, i and o take "an" either way, those in u take "a". */
static enum article article_before_capitals(const char *folded)
{
  static const char *const read_as_words[] = {"fema", "fifa",  "hamas", "hud",    "lan",  "laser", "lasik", "lidar",
                                              "midi", "nafta", "nasa",  "nasdaq", "nato", "nimby", "radar", "ram",
                                              "rico", "rom",   "sars",  "scuba",  "sim",  "sonar", "swat"};
  if (LISTED(read_as_words, folded) || word_listed(&words_number, folded))
    return article_before_word(folded);
  return strlen(folded) >= 4 && word_is_ordinary(folded) ? article_before_word(folded)
                                                         : article_before_letter(folded[0]);
}

/* Whether a letter outside ASCII is a, e, i or o with a mark, or one of their ligatures. (Unicode, Latin-1 Supplement
 * and Latin Extended-A.) */
static bool is_marked_vowel(uint32_t code)
{
  static const struct {
    uint32_t first, last;
  } vowels[] = {{0xC0, 0xC6},   {0xC8, 0xCF},   {0xD2, 0xD6},  {0xD8, 0xDC},   {0xE0, 0xE6},
                {0xE8, 0xEF},   {0xF2, 0xF6},   {0xF8, 0xFC},  {0x100, 0x105}, {0x112, 0x11B},
                {0x128, 0x131}, {0x14C, 0x153}, {0x168, 0x173}};
  for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
    if (code >= vowels[i].first && code <= vowels[i].last)
      return true;
  return false;
}

/* Whether a word has two capitals or more and no small letter but a plural's s: "FBI", "MBAs". */
static bool is_capitals(const char *text, uint32_t length)
{
  uint32_t capitals = 0;
  for (uint32_t at = 0; at < length; at++) {
    if (text[at] >= 'A' && text[at] <= 'Z')
      capitals++;
    else if (!(at + 1 == length && text[at] == 's') && (text[at] < '0' || text[at] > '9'))
      return false;
  }
  return capitals >= 2;
}

/* The part of a word before its first character outside ASCII, folded. */
static struct folded folded_head(const char *text, uint32_t length)
{
  uint32_t head = 0;
  while (head < length && head < FOLDED_SIZE - 1 && (unsigned char)text[head] < 0x80)
    head++;
  return word_fold(text, head);
}

enum article article_before(const char *text, uint32_t length)
{
  struct character first = character_at(text, length, 0);
  if (first.code >= '0' && first.code <= '9')
    return article_before_number(text, length);
  if (first.kind != CHARACTER_LETTER || first.code == 0xFFFD)
    return ARTICLE_UNKNOWN;
  if (first.code >= 0x80)
    return is_marked_vowel(first.code) ? ARTICLE_AN : ARTICLE_A;
  struct folded folded = folded_head(text, length);
  struct character second = character_at(text, length, first.size);
  if (second.kind != CHARACTER_LETTER && !character_is_apostrophe(second))
    return article_before_letter(folded.text[0]);
  return is_capitals(text, length) ? article_before_capitals(folded.text) : article_before_word(folded.text);
}
