#include "syntax.h"

#include <string.h>

bool syntax_is(const char *relation, const char *name)
{
  size_t length = strlen(name);
  return strncmp(relation, name, length) == 0 && (relation[length] == '\0' || relation[length] == ':');
}

uint32_t syntax_dependent(const struct parsed_sentence *sentence, uint32_t head, const char *relation, uint32_t after)
{
  uint32_t from = head > SYNTAX_REACH ? head - SYNTAX_REACH : 0;
  uint32_t end = sentence->count - head > SYNTAX_REACH ? head + SYNTAX_REACH : sentence->count;
  if (after != SYNTAX_NONE && after + 1 > from)
    from = after + 1;
  for (uint32_t i = from; i < end; i++)
    if (sentence->words[i].head == head && (!relation || syntax_is(sentence->words[i].relation, relation)))
      return i;
  return SYNTAX_NONE;
}

/* How many verbs joined to each other are followed to find their subject. */
#define JOINED_LIMIT 4

uint32_t syntax_subject(const struct parsed_sentence *sentence, uint32_t word)
{
  const struct parsed_word *words = sentence->words;
  if (words[word].head != SYNTAX_NONE &&
      (syntax_is(words[word].relation, "aux") || syntax_is(words[word].relation, "cop")))
    word = words[word].head;
  for (int step = 0; step < JOINED_LIMIT; step++) {
    uint32_t subject = syntax_dependent(sentence, word, "nsubj", SYNTAX_NONE);
    if (subject == SYNTAX_NONE)
      subject = syntax_dependent(sentence, word, "csubj", SYNTAX_NONE);
    if (subject != SYNTAX_NONE || words[word].head == SYNTAX_NONE || !syntax_is(words[word].relation, "conj"))
      return subject;
    word = words[word].head;
  }
  return SYNTAX_NONE;
}
