#include "form.h"

#include <string.h>

struct form form_join(const char *word, size_t length, const char *ending)
{
  struct form form = {""};
  size_t more = strlen(ending);
  if (length >= FORM_SIZE || more >= FORM_SIZE - length)
    return form;
  memcpy(form.text, word, length);
  memcpy(form.text + length, ending, more + 1);
  return form;
}

struct form form_of(const char *word)
{
  return form_join(word, strlen(word), "");
}

struct form form_alternative(const char *alternatives, unsigned place)
{
  for (; place > 0 && *alternatives != '\0'; place--) {
    alternatives += strcspn(alternatives, " ");
    alternatives += strspn(alternatives, " ");
  }
  return form_join(alternatives, strcspn(alternatives, " "), "");
}

bool form_ends(const char *word, const char *ending)
{
  size_t length = strlen(word);
  size_t end = strlen(ending);
  return length >= end && memcmp(word + length - end, ending, end) == 0;
}

size_t form_covered(const struct word_list *endings, const char *word)
{
  char marked[FORM_SIZE + 1] = "<";
  size_t length = strlen(word);
  if (length >= FORM_SIZE)
    return 0;
  memcpy(marked + 1, word, length + 1);
  for (size_t at = 0; at <= length; at++)
    if (word_listed(endings, marked + at))
      return length + 1 - at;
  return 0;
}

bool letter_is_vowel(char letter)
{
  return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u';
}

bool letter_is_digit(char byte)
{
  return byte >= '0' && byte <= '9';
}

/* Whether the character at a byte sounds as a vowel: y does but at the start and between vowels, u does not behind q.
 */
static bool sounds_as_vowel(const char *word, size_t at)
{
  if (word[at] == 'y')
    return at > 0 && !(letter_is_vowel(word[at - 1]) && letter_is_vowel(word[at + 1]));
  if (word[at] == 'u' && at > 0 && word[at - 1] == 'q')
    return false;
  return letter_is_vowel(word[at]) || (unsigned char)word[at] >= 0x80;
}

unsigned form_vowel_groups(const char *word)
{
  unsigned groups = 0;
  bool inside = false;
  for (size_t at = 0; word[at] != '\0'; at++) {
    bool vowel = sounds_as_vowel(word, at);
    groups += vowel && !inside;
    inside = vowel;
  }
  return groups;
}
