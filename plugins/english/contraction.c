#include "contraction.h"

#include "character.h"
#include "words.h"

#include <string.h>

/* The end of the letters from `at`, or of the first eight. */
static uint32_t letters_end(const char *text, uint32_t at, uint32_t end)
{
  for (unsigned i = 0; i < 8; i++) {
    struct character character = character_at(text, end, at);
    if (character.kind != CHARACTER_LETTER && character.kind != CHARACTER_DIGIT)
      break;
    at += character.size;
  }
  return at;
}

uint32_t clitic_end(const char *text, uint32_t at, uint32_t end)
{
  static const char *const clitics[] = {"s", "m", "d", "ll", "re", "ve"};
  struct character apostrophe = character_at(text, end, at);
  if (!character_is_apostrophe(apostrophe))
    return at;
  uint32_t letters = at + apostrophe.size;
  uint32_t after = letters_end(text, letters, end);
  struct folded folded = word_fold(text + letters, after - letters);
  for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
    if (strcmp(folded.text, clitics[i]) == 0)
      return after;
  return at;
}

uint32_t negation_clitic_end(const char *text, uint32_t start, uint32_t word_end, uint32_t end)
{
  if (word_end - start < 2 || (text[word_end - 1] | 0x20) != 'n')
    return word_end;
  struct character apostrophe = character_at(text, end, word_end);
  if (!character_is_apostrophe(apostrophe))
    return word_end;
  uint32_t letters = word_end + apostrophe.size;
  uint32_t after = letters_end(text, letters, end);
  return after == letters + 1 && (text[letters] | 0x20) == 't' ? after : word_end;
}

uint32_t clipped_word_end(const char *text, uint32_t at, uint32_t end, uint32_t *first)
{
  static const char *const whole[] = {"em", "til", "till", "cause", "cos", "bout", "round", "n"};
  static const char *const split[] = {"tis", "twas", "twill", "twere"};
  uint32_t letters = at + character_at(text, end, at).size;
  uint32_t after = letters_end(text, letters, end);
  struct folded folded = word_fold(text + letters, after - letters);
  for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
    if (strcmp(folded.text, whole[i]) == 0)
      return *first = after;
  for (size_t i = 0; i < sizeof split / sizeof *split; i++)
    if (strcmp(folded.text, split[i]) == 0) {
      *first = letters + 1;
      return after;
    }
  return at;
}
