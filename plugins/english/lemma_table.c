#include "lemma_table.h"

#include <string.h>

/* Sorted by form. A tag that is "" is any. */
static const struct closed {
  const char *form;
  const char *universal_tag;
  const char *tag;
  const char *lemma;
} closed[] = {
    {"'", "PART", "POS", "'s"},
    {"'d", "AUX", "MD", "would"},
    {"'d", "AUX", "VBD", "have"},
    {"'d", "AUX", "VBN", "have"},
    {"'em", "PRON", "PRP", "they"},
    {"'ll", "AUX", "MD", "will"},
    {"'m", "AUX", "VBP", "be"},
    {"'re", "AUX", "VBD", "be"},
    {"'re", "AUX", "VBP", "be"},
    {"'s", "AUX", "VBZ", "be"},
    {"'s", "PART", "POS", "'s"},
    {"'s", "PRON", "PRP", "we"},
    {"'s", "VERB", "VBZ", "be"},
    {"'ve", "AUX", "", "have"},
    {"'ve", "VERB", "", "have"},
    {"--", "PUNCT", ":", "-"},
    {"...", "PUNCT", ":", "…"},
    {"``", "PUNCT", "", "\""},
    {"`s", "AUX", "VBZ", "be"},
    {"`s", "PART", "POS", "'s"},
    {"a.m", "NOUN", "", "a.m."},
    {"ai", "AUX", "", "be"},
    {"aka", "ADV", "", "a.k.a."},
    {"am", "AUX", "", "be"},
    {"am", "NOUN", "NN", "a.m."},
    {"an", "DET", "", "a"},
    {"are", "AUX", "", "be"},
    {"are", "VERB", "", "be"},
    {"b", "NUM", "", "billion"},
    {"b/c", "ADP", "", "because"},
    {"b/c", "SCONJ", "", "because"},
    {"bn", "NUM", "", "billion"},
    {"ca", "AUX", "", "can"},
    {"can", "AUX", "", "can"},
    {"cos", "SCONJ", "", "because"},
    {"cuz", "SCONJ", "", "because"},
    {"did", "AUX", "", "do"},
    {"elder", "ADJ", "", "old"},
    {"eldest", "ADJ", "", "old"},
    {"em", "PRON", "PRP", "they"},
    {"etc", "NOUN", "FW", "etc."},
    {"further", "ADJ", "JJR", "further"},
    {"further", "ADV", "RBR", "far"},
    {"gon", "VERB", "VBG", "go"},
    {"got", "AUX", "", "get"},
    {"her", "PRON", "PRP", "she"},
    {"hers", "PRON", "PRP", "her"},
    {"him", "PRON", "PRP", "he"},
    {"i", "PRON", "PRP", "I"},
    {"it's", "PRON", "PRP$", "its"},
    {"k", "NUM", "", "thousand"},
    {"least", "ADJ", "", "least"},
    {"least", "ADV", "", "least"},
    {"ll", "AUX", "", "will"},
    {"m", "AUX", "", "be"},
    {"m", "NUM", "", "million"},
    {"me", "PRON", "PRP", "I"},
    {"mine", "PRON", "PRP", "my"},
    {"mins", "NOUN", "", "minute"},
    {"most", "ADJ", "", "most"},
    {"most", "ADV", "", "most"},
    {"n't", "PART", "", "not"},
    {"na", "PART", "TO", "to"},
    {"nt", "PART", "", "not"},
    {"of", "AUX", "", "have"},
    {"ours", "PRON", "PRP", "our"},
    {"p.m", "NOUN", "", "p.m."},
    {"pls", "INTJ", "", "please"},
    {"plz", "INTJ", "", "please"},
    {"pm", "NOUN", "NN", "p.m."},
    {"r", "AUX", "VBP", "be"},
    {"re", "AUX", "VBP", "be"},
    {"s", "AUX", "", "be"},
    {"s", "PART", "POS", "'s"},
    {"s", "PRON", "PRP", "we"},
    {"sha", "AUX", "", "shall"},
    {"t.v.", "NOUN", "", "TV"},
    {"ta", "PART", "TO", "to"},
    {"theirs", "PRON", "PRP", "their"},
    {"them", "PRON", "PRP", "they"},
    {"these", "DET", "", "this"},
    {"these", "PRON", "", "this"},
    {"tho", "ADV", "", "though"},
    {"tho", "SCONJ", "", "though"},
    {"those", "DET", "", "that"},
    {"those", "PRON", "", "that"},
    {"thru", "ADP", "", "through"},
    {"til", "ADP", "", "till"},
    {"til", "SCONJ", "", "till"},
    {"tv", "NOUN", "NN", "TV"},
    {"u", "PRON", "PRP", "you"},
    {"ur", "PRON", "PRP$", "your"},
    {"us", "PRON", "PRP", "we"},
    {"ve", "AUX", "", "have"},
    {"vs", "ADP", "", "versus"},
    {"w", "ADP", "", "with"},
    {"wan", "VERB", "", "want"},
    {"where", "AUX", "", "be"},
    {"wo", "AUX", "", "will"},
    {"you", "PRON", "PRP$", "your"},
    {"yours", "PRON", "PRP", "your"},
    {"–", "PUNCT", "", "-"},
    {"–", "SYM", "", "-"},
    {"—", "PUNCT", ",", "-"},
    {"“", "PUNCT", "", "\""},
    {"”", "PUNCT", "", "\""},
};

const char *lemma_closed(const char *folded, const char *universal_tag, const char *tag)
{
  size_t count = sizeof closed / sizeof *closed;
  size_t low = 0;
  size_t high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(closed[middle].form, folded) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < count && strcmp(closed[low].form, folded) == 0; low++)
    if ((closed[low].universal_tag[0] == '\0' || strcmp(closed[low].universal_tag, universal_tag) == 0) &&
        (closed[low].tag[0] == '\0' || strcmp(closed[low].tag, tag) == 0))
      return closed[low].lemma;
  return NULL;
}

static const char *const e[] = {
    "<ach",      "<adher",     "<ador",      "<assuag",    "<aton",     "<automobil", "<avalanch",  "<aw",
    "<awak",     "<backbit",   "<bar",       "<bast",      "<beguil",   "<besieg",    "<bewar",     "<blasphem",
    "<blockad",  "<brigad",    "<cach",      "<cajol",     "<chandell", "<coher",     "<compet",    "<condon",
    "<consol",   "<contraven", "<cring",     "<debon",     "<declar",   "<defam",     "<defil",     "<delet",
    "<delineat", "<depon",     "<dethron",   "<devot",     "<divin",    "<dy",        "<elop",      "<encor",
    "<enshrin",  "<ensnar",    "<enthron",   "<excit",     "<exhal",    "<exil",      "<expedit",   "<extradit",
    "<ey",       "<forsak",    "<fring",     "<gazett",    "<hing",     "<ignor",     "<imagin",    "<impal",
    "<imping",   "<incit",     "<inflam",    "<infring",   "<inhal",    "<interfer",  "<inton",     "<invit",
    "<jackknif", "<manoeuvr",  "<massacr",   "<mer",       "<misquot",  "<mistim",    "<nasal",     "<nauseat",
    "<nucleat",  "<outscor",   "<outvot",    "<ow",        "<pal",      "<pantomim",  "<parol",     "<past",
    "<permeat",  "<persever",  "<pigeonhol", "<postpon",   "<profan",   "<profil",    "<rar",       "<rebuk",
    "<recit",    "<reconcil",  "<regal",     "<remak",     "<reneg",    "<restor",    "<rever",     "<revil",
    "<sever",    "<sideswip",  "<sincer",    "<snowmobil", "<sor",      "<spong",     "<stereotyp", "<stockad",
    "<submarin", "<supersed",  "<syring",    "<tast",      "<telephon", "<telescop",  "<underquot", "<underscor",
    "<unhing",   "<unmak",     "<vil",       "<vouchsaf",  "<wast",     "<whit",      "<wholesal",  "at",
    "c",         "cad",        "ced",        "chang",      "com",       "creat",      "cret",       "dg",
    "eng",       "fin",        "hin",        "id",         "ig",        "ik",         "ir",         "l",
    "lad",       "lg",         "lim",        "lin",        "mbin",      "min",        "mot",        "nad",
    "nam",       "nit",        "not",        "nven",       "od",        "ouett",      "par",        "ped",
    "pil",       "plet",       "plor",       "rad",        "rang",      "rg",         "rven",       "s",
    "sad",       "tak",        "th",         "tin",        "tr",        "u",          "uad",        "ud",
    "ug",        "um",         "un",         "ung",        "ur",        "ut",         "v",          "vad",
    "vok",       "writ",       "z",
};
const struct word_list lemma_e = FORM_LIST(e);

static const char *const no_e[] = {
    "<arc",        "<augur",  "<batik",  "<bequeath", "<betroth", "<bias",      "<boomerang", "<bulletin", "<bung",
    "<bus",        "<callus", "<canvas", "<caucus",   "<census",  "<chauffeur", "<choir",     "<chorus",   "<coffin",
    "<combat",     "<debut",  "<dung",   "<feud",     "<froth",   "<invalid",   "<murmur",    "<precis",   "<pyramid",
    "<rendezvous", "<revv",   "<smooth", "<suds",     "<sulfur",  "<sulphur",   "<summons",   "<sync",     "<talc",
    "<trellis",    "<vacuum", "<young",  "<zinc",     "aid",      "air",        "al",         "aud",       "aul",
    "eat",         "el",      "il",      "ll",        "oat",      "ocus",       "oid",        "ol",        "ood",
    "oud",         "oul",     "our",     "out",       "rl",       "rth",        "ss",         "tz",        "uth",
    "wl",          "zz",
};
const struct word_list lemma_no_e = FORM_LIST(no_e);

static const char *const plural_e[] = {
    "<abus",      "<accus",    "<ach",        "<advers",   "<advis",    "<adz",     "<amus",    "<apach",
    "<avalanch",  "<ax",       "<backach",    "<battleax", "<bonz",     "<bronz",   "<cach",    "<chees",
    "<clich",     "<cloch",    "<concis",     "<crech",    "<crevass",  "<delux",   "<devis",   "<divers",
    "<douch",     "<eclips",   "<ellips",     "<eras",     "<excus",    "<exercis", "<expans",  "<expertis",
    "<finess",    "<franchis", "<furz",       "<fus",      "<gaz",      "<gouach",  "<headach", "<heartach",
    "<hypotenus", "<impass",   "<merchandis", "<moustach", "<mus",      "<mustach", "<nich",    "<panach",
    "<paradis",   "<pastich",  "<pickax",     "<poleax",   "<poss",     "<premis",  "<priz",    "<prophes",
    "<psych",     "<quich",    "<reclus",     "<refus",    "<respons",  "<revers",  "<revis",   "<rins",
    "<ris",       "<rus",      "<stomachach", "<surmis",   "<toothach", "<travers", "<treatis", "<univers",
    "<us",        "<valis",    "<vers",       "<ys",       "ais",       "aiz",      "aps",      "aus",
    "auz",        "bas",       "cas",         "cens",      "chais",     "clos",     "dens",     "dos",
    "eas",        "eez",       "eiz",         "fens",      "guis",      "has",      "haz",      "hos",
    "iez",        "laz",       "los",         "lps",       "maz",       "mps",      "nos",      "ois",
    "ols",        "oos",       "ors",         "ous",       "oz",        "pens",     "phras",    "pos",
    "pris",       "raz",       "romis",       "ros",       "rpris",     "ruis",     "sens",     "siz",
    "tens",       "uls",       "urs",         "vas",       "wis",       "yps",
};
const struct word_list lemma_plural_e = FORM_LIST(plural_e);

static const char *const plural_ie[] = {
    "<aunt",   "<auss",        "<bean",      "<bird",  "<bog",    "<boog",  "<book",     "<boot",      "<bourgeois",
    "<bowt",   "<brasser",     "<brown",     "<budg",  "<cabb",   "<cadd",  "<calor",    "<camarader", "<coll",
    "<comm",   "<cook",        "<coter",     "<cut",   "<d",      "<eer",   "<eyr",      "<food",      "<freeb",
    "<gen",    "<goal",        "<group",     "<hipp",  "<hoag",   "<hom",   "<hood",     "<hott",      "<ind",
    "<junk",   "<kidd",        "<kilocalor", "<l",     "<ladd",   "<lass",  "<magp",     "<menager",   "<millicur",
    "<mov",    "<neckt",       "<newb",      "<old",   "<organd", "<p",     "<patisser", "<pink",      "<pix",
    "<potp",   "<prair",       "<quick",     "<rever", "<road",   "<rook",  "<room",     "<rotisser",  "<self",
    "<smooth", "<sort",        "<stym",      "<t",     "<tech",   "<toots", "<town",     "<v",         "<valkyr",
    "<vegg",   "<walkie-talk", "<wedg",      "<ween",  "<yupp",   "<zomb",
};
const struct word_list lemma_plural_ie = FORM_LIST(plural_ie);

static const char *const doubled[] = {
    "<add",      "<backfill", "<bankroll",  "<bell",    "<bill",   "<boycott", "<bull",     "<burr",     "<butt",
    "<cell",     "<chill",    "<cull",      "<distill", "<doll",   "<drill",   "<dull",     "<dwell",    "<ebb",
    "<egg",      "<enroll",   "<err",       "<fell",    "<fill",   "<frill",   "<fulfill",  "<full",     "<grill",
    "<hull",     "<inn",      "<instill",   "<kill",    "<knell",  "<knoll",   "<landfill", "<loll",     "<lull",
    "<matt",     "<mill",     "<misspell",  "<mitt",    "<mull",   "<null",    "<odd",      "<overfill", "<overkill",
    "<oversell", "<payroll",  "<pill",      "<poll",    "<pull",   "<purr",    "<quell",    "<refill",   "<resell",
    "<retell",   "<roll",     "<scroll",    "<sell",    "<shell",  "<shrill",  "<skill",    "<skull",    "<smell",
    "<spell",    "<spill",    "<steamroll", "<still",   "<stroll", "<swell",   "<tell",     "<thrill",   "<till",
    "<toll",     "<trill",    "<troll",     "<unroll",  "<watt",   "<whirr",   "<will",     "<yell",     "all",
    "ff",        "ss",        "zz",
};
const struct word_list lemma_doubled = FORM_LIST(doubled);

static const char *const own_plural[] = {
    "auspices",    "bahamas",     "beatles",    "belongings", "bpd",         "clergy",     "cm",         "commons",
    "confines",    "contents",    "data",       "dynamics",   "eighties",    "eyeglasses", "fedayeen",   "fifties",
    "finances",    "fish",        "forties",    "ft",         "furnishings", "goods",      "hackles",    "headphones",
    "hh",          "kg",          "km",         "leftovers",  "leggings",    "m",          "maldives",   "manners",
    "mmbtu",       "mph",         "mujahideen", "mujahidin",  "netherlands", "nineties",   "olympics",   "paralympics",
    "philippines", "proceedings", "rbi",        "regards",    "savings",     "seventies",  "seychelles", "shenanigans",
    "shorts",      "sixties",     "specifics",  "staff",      "sunglasses",  "thanks",     "thirties",   "troops",
    "twenties",    "youth",
};
const struct word_list lemma_own_plural = FORM_LIST(own_plural);

static const char *const lengthened[] = {
    "<bivouack", "<buss",     "<frolick", "<gass",     "<havock",  "<mimick",   "<nonpluss", "<panick",
    "<picnick",  "<politick", "<quizz",   "<shellack", "<tarmack", "<traffick", "<whizz",
};
const struct word_list lemma_lengthened = FORM_LIST(lengthened);

static const char *const in_sis[] = {
    "<catharses", "<crises", "<diagnoses", "<emphases",  "<geneses",  "<metamorphoses", "<nemeses",
    "<neuroses",  "<oases",  "<prognoses", "<psychoses", "<synopses", "theses",         "yses",
};
const struct word_list lemma_plural_sis = FORM_LIST(in_sis);
