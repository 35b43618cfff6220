#include "number.h"

#include "character.h"
#include "words.h"

static bool is_digit_at(const char *text, uint32_t at, uint32_t end)
{
  return at < end && text[at] >= '0' && text[at] <= '9';
}

/* The end of the digits of any script from `at`. */
static uint32_t digits_end(const char *text, uint32_t at, uint32_t end)
{
  struct character character = character_at(text, end, at);
  while (character.kind == CHARACTER_DIGIT) {
    at += character.size;
    character = character_at(text, end, at);
  }
  return at;
}

bool number_starts(const char *text, uint32_t at, uint32_t start, uint32_t end)
{
  struct character mark = character_at(text, end, at);
  uint32_t digits = at + mark.size;
  if (!is_digit_at(text, digits, end))
    return false;
  if (character_is_apostrophe(mark))
    return digits_end(text, digits, end) == digits + 2;
  return at == start ? mark.code == '.' || mark.code == '+' : mark.code == '.' && text[at - 1] == '$';
}

/* The end of groups of digits joined by hyphens when they are one token: three groups or more (dates, telephone
 * numbers), or two as telephone numbers and postal codes have them; `at` when they are a range or no groups at all. */
static uint32_t hyphenated_end(const char *text, uint32_t at, uint32_t end)
{
  uint32_t first = digits_end(text, at, end) - at;
  uint32_t here = at + first;
  uint32_t groups = 1;
  uint32_t last = first;
  while (here < end && text[here] == '-' && is_digit_at(text, here + 1, end)) {
    uint32_t group_end = digits_end(text, here + 1, end);
    last = group_end - here - 1;
    here = group_end;
    groups++;
  }
  bool telephone = groups == 2 && last == 4 && (first == 3 || first == 5);
  return groups > 2 || telephone ? here : at;
}

/* Whether the mark at `at` joins the digits before and after it. */
static bool joins_digits(const char *text, uint32_t at, uint32_t end)
{
  if (at >= end || !is_digit_at(text, at + 1, end))
    return false;
  if (text[at] == ',')
    return digits_end(text, at + 1, end) == at + 4;
  return text[at] == '.' || text[at] == ':' || text[at] == '/';
}

uint32_t number_end(const char *text, uint32_t at, uint32_t end)
{
  uint32_t hyphenated = hyphenated_end(text, at, end);
  if (hyphenated > at)
    return hyphenated;
  uint32_t here = at + character_at(text, end, at).size;
  here = digits_end(text, here, end);
  while (joins_digits(text, here, end))
    here = digits_end(text, here + 1, end);
  return here;
}

bool number_takes_unit(const char *text, uint32_t at, uint32_t end)
{
  return word_listed(&words_unit, word_fold(text + at, end - at).text);
}
