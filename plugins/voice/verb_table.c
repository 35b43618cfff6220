#include "verb_table.h"

#include <stddef.h>
#include <string.h>

/* Each list is sorted by strcmp. */
#define LIST(array)                                                                                                    \
  {                                                                                                                    \
    array, sizeof(array) / sizeof *(array)                                                                             \
  }

struct list {
  const char *const *words;
  size_t count;
};

static bool list_holds(const struct list *list, const char *word)
{
  size_t low = 0, high = list->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(word, list->words[middle]);
    if (order == 0)
      return true;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return false;
}

static const char *const no_passive[] = {
    "acquire", "afford",     "age",        "agree",   "allow",     "appear",    "approximate", "arrive",   "average",
    "await",   "bear",       "become",     "befall",  "belong",    "boast",     "climb",       "come",     "comprise",
    "concern", "consist",    "constitute", "contain", "cost",      "dare",      "decline",     "decrease", "depend",
    "deserve", "die",        "do",         "dread",   "elude",     "enable",    "enter",       "equal",    "escape",
    "exist",   "experience", "face",       "fall",    "feature",   "fit",       "form",        "get",      "go",
    "grow",    "happen",     "have",       "help",    "hide",      "hope",      "include",     "involve",  "join",
    "jump",    "keep",       "know",       "lack",    "last",      "leap",      "leave",       "let",      "lie",
    "like",    "live",       "look",       "lose",    "marry",     "matter",    "mean",        "measure",  "meet",
    "mind",    "near",       "need",       "number",  "outnumber", "permit",    "plummet",     "plunge",   "possess",
    "pretend", "rank",       "receive",    "remain",  "resemble",  "rise",      "say",         "see",      "seem",
    "share",   "sink",       "slide",      "slip",    "smell",     "soar",      "sound",       "stand",    "stay",
    "suffer",  "suit",       "surge",      "taste",   "think",     "total",     "try",         "tumble",   "undergo",
    "walk",    "want",       "wear",       "weigh",   "wish",      "withstand", "yield",
};
static const char *const stative_by[] = {
    "experience", "find", "know", "see", "show",
};
static const char *const recipient[] = {
    "allot", "assign", "award",  "bring",   "deal", "deny",   "feed", "give", "grant", "hand", "lend",  "loan", "offer",
    "owe",   "pay",    "permit", "promise", "read", "refuse", "sell", "send", "serve", "show", "teach", "tell", "throw",
};
static const char *const complement[] = {
    "appoint",   "brand",  "call",  "christen", "consider", "crown", "declare", "deem",     "designate",
    "dub",       "elect",  "judge", "keep",     "label",    "make",  "name",    "nickname", "proclaim",
    "pronounce", "render", "rule",  "style",    "term",     "think", "title",   "vote",
};
static const char *const object_control[] = {
    "advise",   "allow",    "appoint",  "ask",    "assign",  "authorize", "cause",     "choose",  "command",
    "compel",   "condemn",  "convince", "direct", "empower", "enable",    "encourage", "entitle", "expect",
    "forbid",   "force",    "hire",     "induce", "inspire", "instruct",  "intend",    "invite",  "lead",
    "leave",    "motivate", "nominate", "oblige", "order",   "permit",    "persuade",  "pick",    "press",
    "pressure", "program",  "prompt",   "push",   "remind",  "request",   "require",   "select",  "summon",
    "teach",    "tell",     "tempt",    "train",  "trust",   "urge",      "warn",
};
static const char *const wants_complement[] = {
    "call", "christen", "consider", "deem", "dub", "label", "nickname", "render", "style", "term", "title",
};
static const char *const told[] = {
    "advise",   "assure", "convince", "inform", "notify", "persuade", "promise",
    "reassure", "remind", "show",     "teach",  "tell",   "warn",
};
static const char *const light[] = {
    "bear", "break", "bring", "call", "catch", "change", "draw", "give", "hold", "keep",  "lend",
    "lose", "make",  "pay",   "play", "put",   "raise",  "run",  "set",  "shed", "stand", "take",
};
static const char *const amount[] = {
    "accept",  "add",     "allocate", "approve", "award", "borrow", "contribute", "cut",    "demand",
    "donate",  "earn",    "invest",   "lend",    "offer", "owe",    "pay",        "pledge", "raise",
    "receive", "request", "save",     "seek",    "spend", "steal",  "waste",      "win",
};
static const char *const motion[] = {
    "bring", "bury", "carry", "chase", "direct", "drag", "draw",   "drive", "drop",  "fix",  "guide", "hang",
    "hide",  "hold", "hurl",  "keep",  "lay",    "lead", "lean",   "lift",  "move",  "park", "place", "plant",
    "pull",  "push", "put",   "raise", "send",   "set",  "spread", "take",  "throw", "tie",  "turn",  "wrap",
};
static const char *const with[] = {
    "arm",      "associate", "bombard", "burden",   "charge",  "combine", "compare", "confront", "confuse",
    "connect",  "cover",     "credit",  "decorate", "discuss", "endow",   "entrust", "equate",   "equip",
    "exchange", "face",      "fill",    "fit",      "furnish", "greet",   "help",    "infect",   "integrate",
    "link",     "load",      "mix",     "present",  "provide", "replace", "reward",  "serve",    "settle",
    "share",    "sign",      "supply",  "threaten", "treat",   "trust",   "vest",
};
static const char *const raising[] = {
    "appear", "begin", "cease", "continue", "go", "have", "need", "seem", "start", "tend", "use",
};
static const char *const speech[] = {
    "add",     "argue", "call",   "claim", "complain", "declare", "describe", "explain", "insist", "note",
    "observe", "point", "remark", "say",   "state",    "stress",  "suggest",  "tell",    "warn",   "write",
};
static const char *const no_active[] = {
    "age",    "allege",    "base",    "bear",  "believe", "characterise", "characterize", "concern",
    "define", "determine", "divide",  "know",  "mark",    "mean",         "measure",      "multiply",
    "report", "represent", "reputed", "rumor", "rumour",  "say",          "think",        "unconcern",
};

static const struct list traits[] = {
    [VERB_NO_PASSIVE] = LIST(no_passive),
    [VERB_STATIVE_BY] = LIST(stative_by),
    [VERB_RECIPIENT] = LIST(recipient),
    [VERB_COMPLEMENT] = LIST(complement),
    [VERB_OBJECT_CONTROL] = LIST(object_control),
    [VERB_WANTS_COMPLEMENT] = LIST(wants_complement),
    [VERB_TOLD] = LIST(told),
    [VERB_LIGHT] = LIST(light),
    [VERB_AMOUNT] = LIST(amount),
    [VERB_MOTION] = LIST(motion),
    [VERB_WITH] = LIST(with),
    [VERB_RAISING] = LIST(raising),
    [VERB_SPEECH] = LIST(speech),
    [VERB_NO_ACTIVE] = LIST(no_active),
};

/* Verbs with the prepositions that are theirs behind an object: accuse someone of something. */
static const char *const selected[] = {
    "accuse of",     "adapt to",       "add to",         "advise on",        "apply to",        "assign to",
    "attach to",     "attribute to",   "award to",       "ban from",         "base on",         "blame for",
    "blame on",      "borrow from",    "bring to",       "buy for",          "buy from",        "care for",
    "change to",     "charge for",     "compare to",     "confine to",       "convert into",    "convert to",
    "convince of",   "criticise for",  "criticize for",  "cut from",         "deliver to",      "deprive of",
    "derive from",   "describe as",    "devote to",      "distinguish from", "divide into",     "drive to",
    "exclude from",  "expose to",      "extend to",      "force into",       "give to",         "grant to",
    "hand to",       "hunt to",        "impose on",      "inform about",     "inform of",       "introduce to",
    "invite to",     "lead to",        "lend to",        "limit to",         "link to",         "lure into",
    "move to",       "notify of",      "offer to",       "pay to",           "persuade of",     "place on",
    "praise for",    "present to",     "prevent from",   "prohibit from",    "protect against", "protect from",
    "provide for",   "provide to",     "put on",         "raise to",         "rank as",         "recover from",
    "reduce to",     "regard as",      "relate to",      "relieve of",       "remind of",       "remove from",
    "return to",     "rob of",         "sell for",       "sell to",          "send to",         "sentence to",
    "separate from", "show to",        "spend on",       "split into",       "steal from",      "strip of",
    "submit to",     "suspect of",     "take from",      "take to",          "thank for",       "tie to",
    "transfer to",   "transform into", "translate into", "treat as",         "turn into",       "use as",
    "warn about",    "warn against",   "warn of",        "write to",
};

/* Verb and object that are one phrase: take part, make sense. */
static const char *const idioms[] = {
    "carry price", "carry weight", "give birth",      "give rise",     "give way",     "keep pace",     "keep track",
    "keep watch",  "lose control", "lose faith",      "lose ground",   "lose hope",    "lose interest", "lose sight",
    "lose touch",  "lose weight",  "make difference", "make headway",  "make killing", "make money",    "make progress",
    "make room",   "make sense",   "make way",        "pay attention", "pay heed",     "pay tribute",   "play game",
    "play part",   "play role",    "take advantage",  "take aim",      "take care",    "take effect",   "take heart",
    "take hold",   "take look",    "take note",       "take notice",   "take part",    "take place",    "take root",
    "take seat",   "take shape",   "take stage",      "take time",     "take toll",    "take turn",     "talk game",
};

/* Verb and preposition that are one verb. */
static const char *const prepositional[] = {
    "adhere to",      "agree on",   "call for",  "comment on", "deal with", "decide on",   "dispose of", "frown on",
    "interfere with", "laugh at",   "listen to", "look after", "look for",  "look into",   "pay for",    "provide for",
    "refer to",       "respond to", "send for",  "shoot at",   "sneer at",  "tamper with",
};

static const char *const units[] = {
    "$",       "%",       "acre",     "barrel",    "billion",   "c",      "cent",    "centimeter", "couple",   "day",
    "decade",  "degree",  "dollar",   "dozen",     "euro",      "fathom", "foot",    "gallon",     "gram",     "hour",
    "hundred", "inch",    "kilogram", "kilometer", "kilometre", "lap",    "mark",    "meter",      "metre",    "mile",
    "million", "minute",  "month",    "ounce",     "pct",       "penny",  "percent", "percentage", "peso",     "point",
    "pound",   "quarter", "second",   "share",     "thousand",  "time",   "ton",     "tonne",      "trillion", "week",
    "yard",    "year",    "yen",      "£",         "€",
};
static const char *const times[] = {
    "afternoon", "april",    "august",   "autumn",   "century", "day",       "deadline", "decade",    "december",
    "end",       "evening",  "fall",     "february", "friday",  "hour",      "january",  "july",      "june",
    "march",     "may",      "midnight", "minute",   "moment",  "monday",    "month",    "morning",   "night",
    "noon",      "november", "now",      "october",  "quarter", "saturday",  "season",   "september", "spring",
    "summer",    "sunday",   "then",     "thursday", "time",    "today",     "tomorrow", "tonight",   "tuesday",
    "wednesday", "week",     "weekend",  "winter",   "year",    "yesterday",
};
static const char *const means[] = {
    "accident",  "acclamation", "air",      "appointment", "bicycle", "bike",      "birth",    "boat",       "brevet",
    "bus",       "cable",       "car",      "chance",      "check",   "consensus", "default",  "definition", "degree",
    "design",    "ear",         "email",    "extension",   "far",     "fax",       "ferry",    "force",      "hand",
    "head",      "implication", "instinct", "itself",      "land",    "letter",    "mail",     "margin",     "marriage",
    "means",     "mistake",     "mouth",    "name",        "nature",  "phone",     "plane",    "post",       "proxy",
    "rail",      "reason",      "request",  "rote",        "sea",     "ship",      "surprise", "taxi",       "telegram",
    "telephone", "train",       "truck",    "turns",       "virtue",  "vote",      "way",      "weight",     "word",
};
static const char *const persons[] = {
    "actor",       "actress",     "analyst",      "artist",      "attorney",   "aunt",      "author",    "baby",
    "boss",        "boy",         "boyfriend",    "bride",       "brother",    "candidate", "captain",   "chairman",
    "chairwoman",  "champion",    "chief",        "child",       "citizen",    "coach",     "colleague", "commissioner",
    "cousin",      "critic",      "daughter",     "dentist",     "diplomat",   "director",  "doctor",    "driver",
    "economist",   "editor",      "employee",     "engineer",    "executive",  "expert",    "fan",       "father",
    "founder",     "friend",      "general",      "girl",        "girlfriend", "god",       "goddess",   "governor",
    "grandfather", "grandmother", "groom",        "guard",       "guy",        "head",      "hero",      "heroine",
    "husband",     "journalist",  "judge",        "kid",         "king",       "lady",      "lawmaker",  "lawyer",
    "leader",      "man",         "manager",      "mayor",       "minister",   "mother",    "musician",  "neighbor",
    "neighbour",   "novelist",    "nun",          "nurse",       "officer",    "official",  "owner",     "painter",
    "parent",      "patient",     "people",       "person",      "pilot",      "player",    "poet",      "policeman",
    "politician",  "pope",        "president",    "priest",      "prince",     "princess",  "prisoner",  "prodigy",
    "professor",   "prosecutor",  "queen",        "reporter",    "researcher", "resident",  "saint",     "scientist",
    "secretary",   "senator",     "singer",       "sister",      "soldier",    "somebody",  "someone",   "son",
    "speaker",     "spokesman",   "spokesperson", "spokeswoman", "star",       "student",   "teacher",   "teen",
    "teenager",    "uncle",       "user",         "victim",      "widow",      "wife",      "winner",    "witness",
    "woman",       "worker",      "writer",
};
static const char *const schemes[] = {
    "aim",   "answer",   "approach", "challenge", "concern",  "focus",     "goal", "habit",
    "idea",  "issue",    "job",      "key",       "method",   "objective", "one",  "plan",
    "point", "priority", "problem",  "purpose",   "question", "rest",      "role", "solution",
    "step",  "strategy", "task",     "thing",     "trick",    "way",       "work",
};
static const char *const reflexives[] = {
    "herself", "himself", "itself", "myself", "oneself", "ourselves", "themselves", "yourself", "yourselves",
};
static const char *const quantifiers[] = {
    "all",    "any",  "both", "each", "either", "every",   "everybody", "everyone", "everything", "few",     "fewer",
    "little", "many", "more", "most", "much",   "neither", "no",        "nobody",   "none",       "nothing",
};
static const char *const negatives[] = {
    "few", "hardly", "little", "neither", "no", "nobody", "none", "nothing", "scarcely", "seldom",
};
static const char *const indefinites[] = {
    "a",      "an",   "another", "any",     "anybody", "anyone",   "anything", "either",
    "enough", "many", "much",    "several", "some",    "somebody", "someone",  "something",
};
static const char *const focus[] = {
    "alone", "also", "even", "just", "merely", "only", "simply", "too",
};
static const char *const places[] = {
    "above", "around", "behind", "below", "beneath", "beside", "near", "upon",
};

static const struct list lists[] = {
    [LIST_UNITS] = LIST(units),
    [LIST_TIMES] = LIST(times),
    [LIST_MEANS] = LIST(means),
    [LIST_PERSONS] = LIST(persons),
    [LIST_SCHEMES] = LIST(schemes),
    [LIST_REFLEXIVES] = LIST(reflexives),
    [LIST_QUANTIFIERS] = LIST(quantifiers),
    [LIST_NEGATIVES] = LIST(negatives),
    [LIST_INDEFINITES] = LIST(indefinites),
    [LIST_FOCUS] = LIST(focus),
    [LIST_PLACES] = LIST(places),
};

bool verb_has(const char *lemma, enum verb_trait trait)
{
  return list_holds(&traits[trait], lemma);
}

/* Whether a list holds the pair of a verb and a preposition. */
static bool holds_pair(const struct list *list, const char *lemma, const char *preposition)
{
  char pair[64];
  size_t length = strlen(lemma), rest = strlen(preposition);
  if (length + rest + 2 > sizeof pair)
    return false;
  memcpy(pair, lemma, length);
  pair[length] = ' ';
  memcpy(pair + length + 1, preposition, rest + 1);
  return list_holds(list, pair);
}

bool verb_takes_preposition(const char *lemma, const char *preposition)
{
  return holds_pair(&(const struct list)LIST(prepositional), lemma, preposition);
}

bool verb_has_idiom(const char *lemma, const char *object)
{
  return holds_pair(&(const struct list)LIST(idioms), lemma, object);
}

bool verb_selects(const char *lemma, const char *preposition)
{
  return holds_pair(&(const struct list)LIST(selected), lemma, preposition);
}

bool word_in_list(const char *word, enum word_list list)
{
  return list_holds(&lists[list], word);
}
