#include "headline.h"

#include <string.h>

static bool is_headline_element(const rw_passage *passage)
{
  static const char *const elements[] = {"title", "h1", "h2", "h3", NULL};
  return string_listed(elements, passage->element);
}

bool headline_style(const struct sentence *sentence)
{
  if (!is_headline_element(sentence->passage) || sentence->count == 0)
    return false;
  const char *last = sentence->words[sentence->count - 1].form;
  return strcmp(last, ".") != 0 && strcmp(last, "!") != 0 && strcmp(last, "?") != 0;
}
