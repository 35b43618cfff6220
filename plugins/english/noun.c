#include "noun.h"

#include "irregular.h"

#include <string.h>

bool noun_is_plural_only(const char *noun)
{
  return word_listed(&nouns_plural_only, noun);
}

bool noun_is_invariant(const char *noun)
{
  return word_listed(&nouns_invariant, noun) || noun_is_plural_only(noun) || form_ends(noun, "ics");
}

static struct form regular_plural(const char *noun)
{
  size_t length = strlen(noun);
  if (length > 3 && form_ends(noun, "sis"))
    return form_join(noun, length - 2, "es");
  if (word_listed(&nouns_in_oes, noun))
    return form_join(noun, length, "es");
  return spelling_with_s(noun);
}

struct form noun_plural(const char *noun, enum spelling spelling)
{
  if (noun_is_invariant(noun))
    return form_of(noun);
  struct form irregular = irregular_form(&irregular_nouns, noun, 0, spelling);
  return irregular.text[0] != '\0' ? irregular : regular_plural(noun);
}

struct form noun_of_irregular(const char *word)
{
  return irregular_lemma(&irregular_nouns, word, 0);
}
