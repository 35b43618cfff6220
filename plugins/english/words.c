#include "words.h"

#include "character.h"

#include <string.h>

#define WORD_LIST(name)                                                                                                \
  {                                                                                                                    \
    name, sizeof name / sizeof *name                                                                                   \
  }

static const char *const function_words[] = {
    "a",          "about",     "above",     "across",     "after",     "again",        "against",
    "all",        "along",     "already",   "also",       "although",  "always",       "am",
    "amid",       "among",     "amongst",   "an",         "and",       "another",      "any",
    "anybody",    "anyone",    "anything",  "anyway",     "anywhere",  "are",          "aren't",
    "around",     "as",        "at",        "away",       "back",      "be",           "became",
    "because",    "been",      "before",    "behind",     "being",     "below",        "beneath",
    "beside",     "besides",   "between",   "beyond",     "both",      "but",          "by",
    "can",        "cannot",    "could",     "despite",    "did",       "do",           "does",
    "doing",      "done",      "down",      "during",     "each",      "either",       "else",
    "enough",     "even",      "ever",      "every",      "everybody", "everyone",     "everything",
    "everywhere", "except",    "few",       "for",        "from",      "further",      "get",
    "had",        "has",       "have",      "having",     "he",        "hence",        "her",
    "here",       "hers",      "herself",   "him",        "himself",   "his",          "how",
    "however",    "i",         "if",        "in",         "indeed",    "inside",       "instead",
    "into",       "is",        "it",        "its",        "itself",    "just",         "least",
    "less",       "like",      "many",      "may",        "me",        "meanwhile",    "might",
    "mine",       "more",      "moreover",  "most",       "much",      "must",         "my",
    "myself",     "near",      "nearly",    "neither",    "never",     "nevertheless", "no",
    "nobody",     "none",      "nor",       "not",        "nothing",   "now",          "nowhere",
    "of",         "off",       "often",     "on",         "once",      "one",          "only",
    "onto",       "or",        "other",     "others",     "otherwise", "ought",        "our",
    "ours",       "ourselves", "out",       "outside",    "over",      "own",          "past",
    "per",        "perhaps",   "quite",     "rather",     "same",      "several",      "shall",
    "she",        "should",    "since",     "so",         "some",      "somebody",     "somehow",
    "someone",    "something", "sometimes", "somewhere",  "soon",      "still",        "such",
    "than",       "that",      "the",       "their",      "theirs",    "them",         "themselves",
    "then",       "there",     "thereby",   "therefore",  "these",     "they",         "this",
    "those",      "though",    "through",   "throughout", "thus",      "till",         "to",
    "together",   "too",       "toward",    "towards",    "under",     "unless",       "until",
    "unto",       "up",        "upon",      "us",         "very",      "via",          "was",
    "we",         "were",      "what",      "whatever",   "when",      "whenever",     "where",
    "whereas",    "wherever",  "whether",   "which",      "whichever", "while",        "who",
    "whoever",    "whom",      "whose",     "why",        "will",      "with",         "within",
    "without",    "would",     "yet",       "you",        "your",      "yours",        "yourself",
    "yourselves",
};
const struct word_list words_function = WORD_LIST(function_words);

static const char *const shared_words[] = {
    "a",  "also", "am", "as", "do", "he", "her",   "him",   "i",   "in", "is",
    "me", "more", "no", "on", "or", "so", "still", "under", "was", "we",
};
const struct word_list words_shared = WORD_LIST(shared_words);

static const char *const number_words[] = {
    "billion",   "billions",   "billionth", "dozen",      "dozens",   "eight",     "eighteen",    "eighteenth",
    "eighth",    "eighths",    "eighties",  "eightieth",  "eighty",   "eleven",    "eleventh",    "fifteen",
    "fifteenth", "fifth",      "fifths",    "fifties",    "fiftieth", "fifty",     "first",       "five",
    "forties",   "fortieth",   "forty",     "four",       "fours",    "fourteen",  "fourteenth",  "fourth",
    "fourths",   "half",       "halves",    "hundred",    "hundreds", "hundredth", "million",     "millions",
    "millionth", "nine",       "nineteen",  "nineteenth", "nineties", "ninetieth", "ninety",      "ninth",
    "one",       "quarter",    "quarters",  "second",     "seven",    "seventeen", "seventeenth", "seventh",
    "seventies", "seventieth", "seventy",   "six",        "sixteen",  "sixteenth", "sixth",       "sixties",
    "sixtieth",  "sixty",      "ten",       "tens",       "tenth",    "tenths",    "third",       "thirds",
    "thirteen",  "thirteenth", "thirties",  "thirtieth",  "thirty",   "thousand",  "thousands",   "thousandth",
    "three",     "thrice",     "trillion",  "trillions",  "twelfth",  "twelve",    "twenties",    "twentieth",
    "twenty",    "twice",      "two",       "zero",
};
const struct word_list words_number = WORD_LIST(number_words);

static const char *const negation_words[] = {
    "barely", "hardly", "n't",     "n`t",     "neither", "never",  "no",       "nobody", "none",
    "nor",    "not",    "nothing", "nowhere", "nt",      "rarely", "scarcely", "seldom", "without",
};
const struct word_list words_negation = WORD_LIST(negation_words);

static const char *const calendar_words[] = {
    "april",    "august",  "december", "february",  "friday", "january",  "july",    "june",      "monday",
    "november", "october", "saturday", "september", "sunday", "thursday", "tuesday", "wednesday",
};
const struct word_list words_calendar = WORD_LIST(calendar_words);

static const char *const particle_words[] = {
    "al", "bin", "da", "dal", "de",  "del", "della", "der", "di",  "do",  "dos", "du", "e",  "el",  "ibn",
    "la", "las", "le", "les", "los", "of",  "ten",   "ter", "the", "van", "von", "y",  "zu", "zum", "zur",
};
const struct word_list words_particle = WORD_LIST(particle_words);

static const char *const speech_words[] = {
    "acknowledged", "added",     "admitted", "agreed",   "announced", "answered",  "argued",     "asked",
    "asks",         "began",     "begged",   "called",   "claimed",   "commented", "complained", "concluded",
    "continued",    "cried",     "declared", "demanded", "exclaimed", "explained", "explains",   "insisted",
    "joked",        "laughed",   "muttered", "noted",    "notes",     "observed",  "pleaded",    "promised",
    "recalled",     "remarked",  "repeated", "replied",  "replies",   "reported",  "responded",  "said",
    "says",         "screamed",  "shouted",  "sighed",   "stated",    "suggested", "told",       "tweeted",
    "warned",       "whispered", "wondered", "writes",   "wrote",     "yelled",
};
const struct word_list words_speech = WORD_LIST(speech_words);

static const char *const prefix_words[] = {
    "anti",  "arch",  "bi",    "co",    "counter", "cross", "de",    "e",      "ex",     "extra", "hyper",
    "infra", "inter", "intra", "macro", "mega",    "meta",  "micro", "mid",    "mini",   "mono",  "multi",
    "neo",   "non",   "pan",   "post",  "pre",     "pro",   "proto", "pseudo", "psycho", "quasi", "re",
    "semi",  "socio", "sub",   "super", "trans",   "tri",   "ultra", "un",
};
const struct word_list words_prefix = WORD_LIST(prefix_words);

static const char *const unit_words[] = {
    "am", "bhp", "bn",  "btu", "cc",   "cl",  "cm",  "db",   "ft",  "g",   "gb",  "ghz", "gw",  "h",  "hh",
    "hp", "hr",  "hrs", "hz",  "in",   "k",   "kb",  "kg",   "khz", "kj",  "km",  "kmh", "kph", "kw", "kwh",
    "lb", "lbs", "m",   "mb",  "mg",   "mhz", "min", "mins", "ml",  "mm",  "mph", "mw",  "mwh", "oz", "p",
    "pm", "ppm", "psi", "sec", "secs", "sq",  "tb",  "tn",   "yd",  "yds", "yr",  "yrs",
};
const struct word_list words_unit = WORD_LIST(unit_words);

static const char *const domain_words[] = {
    "ae",   "aero", "ai",    "app", "arpa", "au",  "az", "bg",   "biz", "blog",   "br",     "bz",   "ca",
    "cat",  "cc",   "ch",    "cl",  "club", "cn",  "co", "com",  "cr",  "cu",     "cx",     "cz",   "de",
    "dev",  "dk",   "edu",   "ee",  "eg",   "es",  "eu", "fi",   "fm",  "fr",     "ge",     "gg",   "gl",
    "gov",  "gr",   "hk",    "hr",  "hu",   "ie",  "il", "info", "int", "io",     "ir",     "jobs", "jp",
    "ke",   "kr",   "kz",    "lk",  "lt",   "lu",  "lv", "ly",   "md",  "mil",    "mk",     "mobi", "museum",
    "mx",   "name", "net",   "ng",  "ni",   "nl",  "nu", "nz",   "onl", "online", "org",    "pe",   "ph",
    "pk",   "pl",   "pro",   "ps",  "pt",   "ro",  "rs", "ru",   "sa",  "se",     "sg",     "shop", "si",
    "site", "sk",   "store", "su",  "tech", "tel", "th", "tk",   "top", "tr",     "travel", "tv",   "tw",
    "ua",   "ug",   "uk",    "uy",  "uz",   "va",  "vn", "wiki", "ws",  "xxx",    "xyz",    "za",
};
const struct word_list words_domain = WORD_LIST(domain_words);

static const char *const file_words[] = {
    "avi", "bat", "bmp", "cfg",  "cgi",  "conf", "cpp", "css",   "csv",  "dll",  "doc", "docx", "dot",  "exe",  "flac",
    "gif", "gz",  "htm", "html", "ico",  "ini",  "iso", "jar",   "java", "jpeg", "jpg", "js",   "json", "log",  "md",
    "mdb", "mkv", "mov", "mp3",  "mp4",  "mpeg", "mpg", "odt",   "ogg",  "pdf",  "php", "png",  "pps",  "ppt",  "pptx",
    "ps",  "psd", "py",  "rar",  "rss",  "rtf",  "sh",  "sql",   "svg",  "tar",  "tex", "tgz",  "tif",  "tiff", "toml",
    "ttf", "txt", "url", "wav",  "webm", "webp", "wmv", "xhtml", "xls",  "xlsx", "xml", "yaml", "yml",  "zip",
};
const struct word_list words_file = WORD_LIST(file_words);

static const char *const plain_abbreviations[] = {
    "a.m",  "abbr",  "acct", "adj",   "adm",   "al",   "approx", "apr",  "apt",  "arr",    "assn", "assoc", "asst",
    "attn", "aug",   "ave",  "avg",   "bldg",  "blvd", "brig",   "bros", "capt", "cf",     "cmdr", "comdr", "comp",
    "cont", "contd", "corp", "cpl",   "dec",   "dept", "dist",   "div",  "dr",   "e.g",    "ed",   "eds",   "eg",
    "esp",  "esq",   "est",  "et",    "etc",   "excl", "exec",   "ext",  "feb",  "ft",     "gov",  "govt",  "hon",
    "hosp", "hq",    "hr",   "hrs",   "hwy",   "i.e",  "ibid",   "inc",  "incl", "intl",   "jan",  "jr",    "jul",
    "jun",  "lb",    "lbs",  "lieut", "lt",    "ltd",  "maj",    "max",  "mdm",  "messrs", "mfg",  "mfr",   "misc",
    "mlle", "mme",   "mph",  "mr",    "mrs",   "ms",   "msgr",   "mt",   "mtn",  "natl",   "neg",  "nos",   "nov",
    "ns",   "oct",   "oz",   "p.m",   "pct",   "pfc",  "ph.d",   "plc",  "pp",   "ppl",    "prof", "pseud", "pvt",
    "qty",  "quot",  "recd", "rep",   "reps",  "res",  "resp",   "ret",  "rev",  "revd",   "sci",  "secs",  "sen",
    "sens", "sept",  "seq",  "sgt",   "sq",    "sr",   "st",     "sta",  "stat", "std",    "supt", "tech",  "tel",
    "thur", "thurs", "tr",   "trans", "treas", "tues", "univ",   "var",  "viz",  "vol",    "vols", "vs",    "wk",
    "wks",  "wt",    "yd",   "yds",   "yr",    "yrs",
};
const struct word_list abbreviations = WORD_LIST(plain_abbreviations);

static const char *const capital_abbreviations[] = {
    "ala",  "ariz", "ark", "cal",  "calif", "cia", "co",  "col",  "colo", "conn", "ctr",  "del",  "det",
    "fla",  "fr",   "fri", "ga",   "gen",   "ill", "ind", "insp", "ky",   "la",   "mass", "mich", "minn",
    "mont", "neb",  "nev", "okla", "ont",   "ore", "pa",  "penn", "ph",   "pres", "reg",  "sask", "sat",
    "ser",  "tenn", "tex", "thu",  "tue",   "va",  "vt",  "wash", "wed",  "wis",  "wyo",
};
const struct word_list abbreviations_capital = WORD_LIST(capital_abbreviations);

static const char *const number_abbreviations[] = {
    "art",  "arts", "c",  "ca",  "ch", "chap", "circ", "col", "dia", "diam", "ex",  "f",    "fig",
    "figs", "fl",   "fn", "lit", "ln", "mar",  "min",  "mon", "n",   "no",   "op",  "p",    "par",
    "para", "pars", "pt", "pts", "r",  "sec",  "sect", "ser", "sun", "v",    "ver", "vers",
};
const struct word_list abbreviations_number = WORD_LIST(number_abbreviations);

static const char *const opening_words[] = {
    "after", "although", "an",    "another", "as",    "before", "both",   "but",   "despite", "during", "each",
    "every", "for",      "from",  "he",      "her",   "here",   "his",    "how",   "however", "if",     "it",
    "its",   "many",     "most",  "my",      "no",    "our",    "please", "she",   "since",   "some",   "thank",
    "that",  "the",      "their", "there",   "these", "they",   "this",   "those", "though",  "to",     "we",
    "what",  "when",     "where", "while",   "why",   "with",   "you",    "your",
};
const struct word_list words_opening = WORD_LIST(opening_words);

static const char *const opening_phrase_words[] = {
    "at",
    "by",
    "in",
    "on",
};
const struct word_list words_opening_phrase = WORD_LIST(opening_phrase_words);

static const char *const final_abbreviations[] = {
    "a.m", "a.s", "assn", "bros", "co", "corp", "d.c", "etc", "inc",
    "jr",  "ltd", "p.m",  "plc",  "sr", "u.k",  "u.n", "u.s", "u.s.a",
};
const struct word_list abbreviations_final = WORD_LIST(final_abbreviations);

/* Written-together pairs and where UD splits them. Sorted. */
static const struct contraction {
  const char *word;
  uint32_t first; /**< bytes of the first part */
} contractions[] = {
    {"aint", 2},  {"arent", 3}, {"cannot", 3}, {"cant", 2},   {"couldnt", 5}, {"didnt", 3},   {"doesnt", 4},
    {"dont", 2},  {"gimme", 3}, {"gonna", 3},  {"gotta", 3},  {"hadnt", 3},   {"hasnt", 3},   {"havent", 4},
    {"isnt", 2},  {"kinda", 4}, {"lemme", 3},  {"lotta", 3},  {"oughta", 5},  {"outta", 3},   {"shouldnt", 6},
    {"sorta", 4}, {"wanna", 3}, {"wasnt", 3},  {"werent", 4}, {"wont", 2},    {"wouldnt", 5},
};

struct folded word_fold(const char *text, uint32_t length)
{
  struct folded folded = {""};
  uint32_t written = 0;
  for (uint32_t at = 0; at < length;) {
    struct character character = character_at(text, length, at);
    if (written == FOLDED_SIZE - 1 || (character.code >= 0x80 && !character_is_apostrophe(character)))
      return (struct folded){""};
    char byte = character_is_apostrophe(character) ? '\'' : (char)character.code;
    if (byte >= 'A' && byte <= 'Z')
      byte = (char)(byte - 'A' + 'a');
    folded.text[written++] = byte;
    at += character.size;
  }
  return folded;
}

bool word_listed(const struct word_list *list, const char *folded)
{
  size_t low = 0;
  size_t high = list->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(folded, list->words[middle]);
    if (order == 0)
      return true;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return false;
}

static bool base_is_ordinary(const char *folded)
{
  return word_listed(&words_common, folded) || word_listed(&words_function, folded) ||
         word_listed(&words_number, folded);
}

/* Whether `folded` without its last `ending` bytes is ordinary: as it stands, with a final e or y put back, or with a
 * doubled consonant made single. */
static bool stem_is_ordinary(const char *folded, size_t ending)
{
  char stem[FOLDED_SIZE + 1];
  size_t length = strlen(folded) - ending;
  if (length < 2)
    return false;
  memcpy(stem, folded, length);
  stem[length] = '\0';
  if (base_is_ordinary(stem))
    return true;
  memcpy(stem + length, "e", 2);
  if (base_is_ordinary(stem))
    return true;
  if (stem[length - 1] == 'i') {
    memcpy(stem + length - 1, "y", 2);
    return base_is_ordinary(stem);
  }
  stem[length - 1] = '\0';
  return stem[length - 2] == folded[length - 1] && base_is_ordinary(stem);
}

bool word_is_ordinary(const char *folded)
{
  static const char *const endings[] = {"s", "es", "ed", "ing", "er", "est", "ly", "ers", "ings", "ness", "less"};
  if (folded[0] == '\0')
    return false;
  if (base_is_ordinary(folded))
    return true;
  size_t length = strlen(folded);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t ending = strlen(endings[i]);
    if (length > ending + 1 && strcmp(folded + length - ending, endings[i]) == 0 && stem_is_ordinary(folded, ending))
      return true;
  }
  return false;
}

uint32_t word_contraction(const char *folded)
{
  for (size_t i = 0; i < sizeof contractions / sizeof *contractions; i++)
    if (folded[0] == contractions[i].word[0] && strcmp(folded, contractions[i].word) == 0)
      return contractions[i].first;
  return 0;
}
