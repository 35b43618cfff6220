#include "compound.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static bool is_one_of(const char *const *words, size_t count, const char *word, size_t length)
{
  for (size_t i = 0; i < count; i++)
    if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0)
      return true;
  return false;
}
#define IS_ONE_OF(words, word, length) is_one_of(words, sizeof(words) / sizeof *(words), word, length)

/* Bytes of a lemma that a joint, a blank or a hyphen, cuts into parts. */
struct stretch {
  const char *lemma;
  struct part whole;
  char joint;
};

static struct part part_from(const struct stretch *stretch, size_t start)
{
  size_t left = stretch->whole.end - start;
  const char *joint = memchr(stretch->lemma + start, stretch->joint, left);
  return (struct part){start, joint ? (size_t)(joint - stretch->lemma) : stretch->whole.end};
}

static bool is_last(const struct stretch *stretch, struct part part)
{
  return part.end == stretch->whole.end;
}

static struct part last_part(const struct stretch *stretch)
{
  struct part part = part_from(stretch, stretch->whole.start);
  while (!is_last(stretch, part))
    part = part_from(stretch, part.end + 1);
  return part;
}

/* A lemma cut at its blanks or, when it has none, its hyphens. */
static struct stretch stretch_of(const char *lemma)
{
  return (struct stretch){lemma, {0, strlen(lemma)}, strchr(lemma, ' ') ? ' ' : '-'};
}

struct part compound_verb(const char *lemma)
{
  static const char *const modifiers[] = {"cold", "court", "cross", "deep", "double", "dry",
                                          "fast", "force", "spoon", "test", "triple"};
  static const char *const particles[] = {"away", "back", "by", "down", "in", "off", "on", "out", "over", "up"};
  struct stretch stretch = stretch_of(lemma);
  struct part first = part_from(&stretch, 0);
  struct part last = last_part(&stretch);
  if (IS_ONE_OF(particles, lemma + last.start, last.end - last.start))
    return first;
  return stretch.joint == '-' || IS_ONE_OF(modifiers, lemma, first.end) ? last : first;
}

/* Whether the noun is followed by the adjective that is the lemma's last part: attorney general, court-martial. */
static bool adjective_follows(const char *lemma, struct part first, struct part last)
{
  static const char *const pairs[][2] = {
      {"adjutant", "general"},    {"attorney", "general"},  {"auditor", "general"},    {"battle", "royal"},
      {"comptroller", "general"}, {"consul", "general"},    {"court", "martial"},      {"director", "general"},
      {"governor", "general"},    {"heir", "apparent"},     {"inspector", "general"},  {"knight", "errant"},
      {"notary", "public"},       {"poet", "laureate"},     {"postmaster", "general"}, {"president", "elect"},
      {"secretary", "general"},   {"solicitor", "general"}, {"surgeon", "general"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (strlen(pairs[i][0]) == first.end - first.start && strlen(pairs[i][1]) == last.end - last.start &&
        strncasecmp(lemma + first.start, pairs[i][0], first.end - first.start) == 0 &&
        strncasecmp(lemma + last.start, pairs[i][1], last.end - last.start) == 0)
      return true;
  return false;
}

/* Whether the part behind `before` says that the noun is `before`. */
static bool ends_noun(const struct stretch *stretch, struct part before, struct part part)
{
  static const char *const prepositions[] = {"at", "by", "for", "from", "of", "on", "to", "with"};
  static const char *const joining[] = {"at", "de", "in", "of", "on"};
  static const char *const particles[] = {"by", "in", "on", "up"};
  const char *lemma = stretch->lemma;
  const char *text = lemma + part.start;
  size_t length = part.end - part.start;
  if (!is_last(stretch, part))
    return IS_ONE_OF(joining, text, length) || (stretch->joint == ' ' && IS_ONE_OF(prepositions, text, length));
  bool agent = before.end >= before.start + 3 && memcmp(lemma + before.end - 2, "er", 2) == 0;
  return (agent && IS_ONE_OF(particles, text, length)) || adjective_follows(lemma, before, part);
}

static struct part noun_of(const struct stretch *stretch)
{
  struct part before = part_from(stretch, stretch->whole.start);
  while (!is_last(stretch, before)) {
    struct part part = part_from(stretch, before.end + 1);
    if (ends_noun(stretch, before, part))
      return before;
    before = part;
  }
  return before;
}

struct part compound_noun(const char *lemma)
{
  struct stretch stretch = stretch_of(lemma);
  struct part noun = noun_of(&stretch);
  return stretch.joint == ' ' ? noun_of(&(struct stretch){lemma, noun, '-'}) : noun;
}
