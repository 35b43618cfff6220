#include "degree.h"

#include "irregular.h"

#include <string.h>

struct comparison {
  const char *word;
  const char *forms[2]; /* comparative, superlative */
};

/* Of rows with the same word the first holds the preferred forms; of rows with the same form the first leads back. */
static const struct comparison adjectives[] = {
    {"good", {"better", "best"}},  {"well", {"better", "best"}},     {"bad", {"worse", "worst"}},
    {"ill", {"worse", "worst"}},   {"far", {"further", "furthest"}}, {"far", {"farther", "farthest"}},
    {"more", {"more", "most"}},    {"most", {"more", "most"}},       {"less", {"less", "least"}},
    {"least", {"less", "least"}},  {"many", {"more", "most"}},       {"much", {"more", "most"}},
    {"little", {"less", "least"}},
};

static const struct comparison adverbs[] = {
    {"well", {"better", "best"}},     {"badly", {"worse", "worst"}}, {"far", {"further", "furthest"}},
    {"far", {"farther", "farthest"}}, {"more", {"more", "most"}},    {"most", {"more", "most"}},
    {"less", {"less", "least"}},      {"least", {"less", "least"}},  {"much", {"more", "most"}},
    {"little", {"less", "least"}},    {"good", {"better", "best"}},  {"bad", {"worse", "worst"}},
};

/* Adjectives with one stretch of vowels that are compared with more. */
static const char *const short_with_more[] = {
    "apt",  "chic", "cut",  "dead",  "drunk", "dual",  "due",   "fake",  "false", "fed",   "fluent",
    "fun",  "gone", "good", "grown", "hurt",  "just",  "known", "like",  "live",  "loath", "lost",
    "loth", "main", "male", "own",   "past",  "pious", "prime", "pro",   "prone", "real",  "right",
    "set",  "shut", "sole", "torn",  "void",  "whole", "worn",  "worth", "wrong",
};

/* Adjectives of two syllables or more that take -er and -est, beside those in -y, -le and -ow. */
static const char *const long_with_endings[] = {
    "clever",
    "quiet",
    "unkind",
    "untrue",
};

/* Adjectives in -y, -le and -ow that are compared with more all the same. */
static const char *const long_with_more[] = {
    "able",    "agile",    "any",    "daily",   "docile",   "double",    "female", "fertile", "fragile",
    "futile",  "hostile",  "hourly", "idle",    "juvenile", "likely",    "little", "many",    "mobile",
    "monthly", "nightly",  "only",   "orderly", "purple",   "scholarly", "single", "sole",    "sterile",
    "triple",  "unlikely", "weekly", "wholly",  "worldly",  "yearly",
};

/* Adverbs of their adjective's form, which take -er and -est. */
static const char *const adverbs_with_endings[] = {
    "bright",   "cheap",  "clean", "clear", "close", "cold",  "dear",  "deep",   "early", "easy",  "fair",
    "fast",     "fine",   "firm",  "hard",  "high",  "late",  "light", "long",   "loud",  "low",   "near",
    "neat",     "quick",  "quiet", "rough", "sharp", "short", "slow",  "smooth", "soft",  "soon",  "steady",
    "straight", "strong", "sweet", "thick", "thin",  "tight", "tough", "warm",   "wide",  "young",
};

/* The form of the first row of a word; "" when it has none. */
static struct form compared(const struct comparison *rows, size_t count, const char *word, enum degree degree)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(rows[i].word, word) == 0)
      return form_of(rows[i].forms[degree]);
  return (struct form){""};
}

static struct form uncompared(const struct comparison *rows, size_t count, const char *word, enum degree degree)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(rows[i].forms[degree], word) == 0)
      return form_of(rows[i].word);
  return (struct form){""};
}

/* Short words whose final y stays: shyer. */
static const char *const keeping_y[] = {"coy", "gay", "gray", "grey", "shy", "sly", "spry", "wry"};

static struct form with_ending(const char *word, enum degree degree, enum spelling spelling)
{
  if (FORM_LISTED(keeping_y, word))
    return form_join(word, strlen(word), degree == DEGREE_COMPARATIVE ? "er" : "est");
  return spelling_with_e(word, degree == DEGREE_COMPARATIVE ? "er" : "est", spelling);
}

/* How many syllables an adjective has: a final e is silent, but in -le behind a consonant, and so is
 * that of -ely. */
static unsigned syllables(const char *word)
{
  size_t length = strlen(word);
  unsigned groups = form_vowel_groups(word);
  bool silent_e = length > 2 && word[length - 1] == 'e' && !letter_is_vowel(word[length - 2]) &&
                  !(word[length - 2] == 'l' && !letter_is_vowel(word[length - 3]));
  silent_e = silent_e || (length > 4 && form_ends(word, "ely"));
  return groups - (silent_e && groups > 1);
}

/* Whether an adjective takes endings instead of more and most. */
static bool takes_endings(const char *word)
{
  size_t length = strlen(word);
  unsigned count = syllables(word);
  if (strchr(word, '-') || strchr(word, ' '))
    return false;
  if (count <= 1)
    return length > 1 && !FORM_LISTED(short_with_more, word);
  if (FORM_LISTED(long_with_endings, word))
    return true;
  bool light = (word[length - 1] == 'y' && !letter_is_vowel(word[length - 2])) || form_ends(word, "ow") ||
               (form_ends(word, "le") && !letter_is_vowel(word[length - 3]));
  bool negated = count == 3 && strncmp(word, "un", 2) == 0 && word[length - 1] == 'y';
  return light && (count == 2 || negated) && !FORM_LISTED(long_with_more, word);
}

struct form adjective_degree(const char *adjective, enum degree degree, enum spelling spelling)
{
  struct form form = compared(adjectives, sizeof adjectives / sizeof *adjectives, adjective, degree);
  if (form.text[0] == '\0' && takes_endings(adjective))
    form = with_ending(adjective, degree, spelling);
  return form;
}

struct form adverb_degree(const char *adverb, enum degree degree, enum spelling spelling)
{
  struct form form = compared(adverbs, sizeof adverbs / sizeof *adverbs, adverb, degree);
  if (form.text[0] == '\0' && FORM_LISTED(adverbs_with_endings, adverb))
    form = with_ending(adverb, degree, spelling);
  return form;
}

struct form adjective_of_irregular(const char *word, enum degree degree)
{
  return uncompared(adjectives, sizeof adjectives / sizeof *adjectives, word, degree);
}

struct form adverb_of_irregular(const char *word, enum degree degree)
{
  return uncompared(adverbs, sizeof adverbs / sizeof *adverbs, word, degree);
}
