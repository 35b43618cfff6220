#include "spelling.h"

#include <string.h>

/* Endings of words of two syllables or more that are stressed at the end, or whose last part is a word of its own:
 * they double their last letter. The shorter a listed ending, the more it generalises. */
static const char *const doubling[] = {
    "<abet",    "<abhor",   "<abut",   "<acquit",  "<allot",      "<annul",    "<appal",    "<aver",      "<babysit",
    "<backlog", "<bebop",   "<befit",  "<beget",   "<begin",      "<beset",    "<besot",    "<bestir",    "<bobsled",
    "<cabal",   "<concur",  "<confer", "<control", "<coquet",     "<corral",   "<debar",    "<decontrol", "<defat",
    "<defer",   "<demob",   "<demur",  "<deter",   "<disbar",     "<disinter", "<distil",   "<dogsled",   "<emit",
    "<enrol",   "<enthral", "<excel",  "<extol",   "<forget",     "<fulfil",   "<housesit", "<infer",     "<inset",
    "<instal",  "<instil",  "<inter",  "<japan",   "<metal",      "<misfit",   "<misrefer", "<nonplus",   "<offset",
    "<outfit",  "<outsit",  "<outwit", "<patrol",  "<photostat",  "<prefer",   "<preset",   "<rappel",    "<reallot",
    "<rebel",   "<rebut",   "<refer",  "<refit",   "<regret",     "<reinter",  "<relet",    "<reset",     "<retrofit",
    "<revet",   "<rewet",   "<sublet", "<suntan",  "<thermostat", "<transfer", "<trepan",   "<typeset",   "<unfit",
    "<unhat",   "<unman",   "<unpeg",  "<upset",   "<waterlog",   "ab",        "ag",        "ap",         "bar",
    "bed",      "bid",      "blog",    "bob",      "brim",        "bud",       "bug",       "cat",        "chat",
    "chin",     "clan",     "clip",    "clog",     "club",        "cram",      "crop",      "cur",        "cut",
    "dim",      "dip",      "dog",     "drop",     "drug",        "drum",      "dub",       "flip",       "flog",
    "flop",     "fog",      "format",  "frog",     "gas",         "gig",       "glut",      "gram",       "grid",
    "grin",     "grip",     "gun",     "gut",      "hit",         "hog",       "hop",       "hum",        "ib",
    "jam",      "jet",      "jig",     "jog",      "jug",         "kid",       "knit",      "knot",       "leg",
    "lug",      "mit",      "mob",     "mug",      "nob",         "pad",       "pan",       "pat",        "pel",
    "pin",      "plan",     "plod",    "plot",     "plug",        "pop",       "pot",       "prop",       "pun",
    "put",      "quip",     "quit",    "quiz",     "rig",         "rim",       "rob",       "rod",        "rub",
    "rug",      "run",      "scan",    "scar",     "scrub",       "shed",      "ship",      "shit",       "shop",
    "shot",     "shun",     "shut",    "skid",     "skim",        "skin",      "skip",      "slam",       "slid",
    "slip",     "slit",     "slog",    "slot",     "slug",        "slum",      "snip",      "span",       "spar",
    "spin",     "spit",     "split",   "spot",     "spur",        "star",      "stem",      "step",       "stir",
    "stop",     "strap",    "strip",   "strum",    "strut",       "stud",      "stun",      "sum",        "sun",
    "swim",     "tip",      "top",     "trim",     "trip",        "trot",      "tug",       "twin",       "web",
    "wed",      "whet",     "whip",    "whiz",     "wig",         "win",       "zip",
};
static const struct word_list doubling_list = FORM_LIST(doubling);

/* Words among them that do not. */
static const char *const plain[] = {
    "<archbishop", "<bishop", "<chagrin", "<delimit", "<limit", "<summit", "<vomit",
};
static const struct word_list plain_list = FORM_LIST(plain);

/* Whether it ends with one consonant that can be doubled behind one vowel. */
static bool ends_short(const char *word, size_t length)
{
  if (length < 2 || !strchr("bdfgklmnprstvz", word[length - 1]))
    return false;
  char before = length > 2 ? word[length - 3] : '\0';
  bool vowel = letter_is_vowel(word[length - 2]) || word[length - 2] == 'y';
  bool pair = letter_is_vowel(before) && !(before == 'u' && length > 3 && word[length - 4] == 'q');
  return vowel && !pair;
}

/* Whether it ends with an l behind an unstressed vowel, which British spelling doubles: travel, fuel, initial. */
static bool ends_in_weak_l(const char *word, size_t length)
{
  static const char *const weak[] = {
      "ial",
      "iol",
      "ual",
      "uel",
  };
  if (length < 4 || word[length - 1] != 'l' || form_ends(word, "llel"))
    return false;
  for (size_t i = 0; i < sizeof weak / sizeof *weak; i++)
    if (form_ends(word, weak[i]))
      return true;
  return ends_short(word, length);
}

bool spelling_doubles(const char *word, enum spelling spelling)
{
  size_t length = strlen(word);
  if (spelling == SPELLING_BRITISH && ends_in_weak_l(word, length))
    return true;
  if (!ends_short(word, length))
    return false;
  if (form_vowel_groups(word) > 1)
    return form_covered(&doubling_list, word) > form_covered(&plain_list, word);
  return word[length - 1] != 's' || strcmp(word, "gas") == 0 ||
         (spelling == SPELLING_BRITISH && strcmp(word, "bus") == 0);
}

bool spelling_keeps_e(const char *word, enum spelling spelling)
{
  static const char *const keeping[] = {
      "<binge",   "<birdie", "<bogie",  "<boogie", "<cue",     "<eerie",  "<saute", "<segue", "<singe", "<sortie",
      "<springe", "<stymie", "<swinge", "<tinge",  "<unsinge", "<whinge", "ee",     "oe",     "ye",
  };
  static const struct word_list list = FORM_LIST(keeping);
  return form_covered(&list, word) > 0 || (spelling == SPELLING_BRITISH && strcmp(word, "age") == 0);
}

bool spelling_changes_y(const char *word)
{
  size_t length = strlen(word);
  if (length < 2 || word[length - 1] != 'y')
    return false;
  return !letter_is_vowel(word[length - 2]) || form_ends(word, "quy");
}

/* Whether it ends with a c that -ed and -ing would soften: panic, tarmac; not arc, sync. A short word doubles it. */
static const char *hardening(const char *word)
{
  size_t length = strlen(word);
  if (length < 3 || word[length - 1] != 'c' || !letter_is_vowel(word[length - 2]))
    return "";
  return form_vowel_groups(word) > 1 ? "k" : "c";
}

/* The word as it is before an ending that begins with a vowel, its final e and y apart. */
static struct form stem_before_vowel(const char *word, enum spelling spelling)
{
  size_t length = strlen(word);
  return form_join(word, length, spelling_doubles(word, spelling) ? word + length - 1 : hardening(word));
}

struct form spelling_with_e(const char *word, const char *ending, enum spelling spelling)
{
  size_t length = strlen(word);
  if (length > 0 && word[length - 1] == 'e')
    return form_join(word, length, ending + 1);
  struct form stem = stem_before_vowel(word, spelling);
  if (spelling_changes_y(word))
    stem.text[length - 1] = 'i';
  return form_join(stem.text, strlen(stem.text), ending);
}

struct form spelling_with_ing(const char *word, enum spelling spelling)
{
  size_t length = strlen(word);
  if (length > 2 && word[length - 1] == 'e' && !spelling_keeps_e(word, spelling)) {
    if (word[length - 2] != 'i')
      return form_join(word, length - 1, "ing");
    return form_join(word, length - 2, "ying");
  }
  struct form stem = stem_before_vowel(word, spelling);
  return form_join(stem.text, strlen(stem.text), "ing");
}

/* Whether its ch is the sound of k: stomachs, monarchs, techs. */
static bool ends_in_hard_ch(const char *word)
{
  static const char *const hard[] = {
      "<almanach", "<bach",   "<biotech",  "<cleantech", "<conch", "<czech",   "<diptych", "<edtech",
      "<epoch",    "<eunuch", "<fintech",  "<hitech",    "<loch",  "<lowtech", "<mach",    "<medtech",
      "<stomach",  "<tech",   "<triptych", "ierarch",    "igarch", "onarch",   "riarch",
  };
  static const struct word_list list = FORM_LIST(hard);
  return form_covered(&list, word) > 0;
}

struct form spelling_with_s(const char *word)
{
  size_t length = strlen(word);
  if (spelling_changes_y(word))
    return form_join(word, length - 1, "ies");
  if (length < 2)
    return form_join(word, length, "s");
  bool hiss =
      strchr("sxz", word[length - 1]) || form_ends(word, "sh") || (form_ends(word, "ch") && !ends_in_hard_ch(word));
  if (!hiss)
    return form_join(word, length, "s");
  struct form stem =
      form_join(word, length, word[length - 1] == 'z' && spelling_doubles(word, SPELLING_AMERICAN) ? "z" : "");
  return form_join(stem.text, strlen(stem.text), "es");
}
