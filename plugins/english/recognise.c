#include "recognise.h"

#include "words.h"

#include <stdbool.h>
#include <string.h>

/* Bytes of words: letters of ASCII and everything outside it. */
static bool is_word_byte(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80) != 0;
}

static bool is_function_word(const char *text, size_t length)
{
  char folded[16];
  if (length == 0 || length >= sizeof folded)
    return false;
  for (size_t i = 0; i < length; i++)
    folded[i] = (char)(text[i] | 0x20);
  folded[length] = '\0';
  return word_listed(&words_function, folded) && !word_listed(&words_shared, folded);
}

void recognise(const char *text, size_t length, uint32_t *words, uint32_t *function_words)
{
  *words = 0;
  *function_words = 0;
  for (size_t at = 0; at < length;) {
    size_t end = at;
    while (end < length && is_word_byte(text[end]))
      end++;
    if (end > at) {
      ++*words;
      *function_words += is_function_word(text + at, end - at);
    }
    at = end > at ? end : end + 1;
  }
}
