#include "headline.h"

#include <string.h>

static bool is_headline_element(const rw_passage *passage)
{
  static const char *const elements[] = {"title", "h1", "h2", "h3", NULL};
  return string_listed(elements, passage->element);
}

bool headline_has_stop(const struct sentence *sentence)
{
  static const char *const marks[] = {".", "!", "?", ":", ";", "...", "\xE2\x80\xA6", NULL};
  for (uint32_t i = sentence->count; i > 0 && i + 3 > sentence->count; i--)
    if (string_listed(marks, sentence->words[i - 1].form))
      return true;
  return false;
}

bool headline_style(const struct sentence *sentence)
{
  return is_headline_element(sentence->passage) && !headline_has_stop(sentence);
}
