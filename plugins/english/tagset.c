#include "tagset.h"

#include <string.h>

const char *const tagset_universal[] = {"ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                                        "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",    NULL};

const char *const tagset_tags[] = {"CD",  "JJ",  "JJR", "JJS", "MD",   "NN",  "NNS", "NNP",   "NNPS",  "PRP", "PRP$",
                                   "RBR", "RBS", "VBD", "VBN", "VBP",  "VBZ", "WP$", "CC",    "DT",    "EX",  "FW",
                                   "IN",  "LS",  "PDT", "POS", "RB",   "RP",  "SYM", "TO",    "UH",    "VB",  "VBG",
                                   "WDT", "WP",  "WRB", "#",   "$",    "''",  ",",   "-LRB-", "-RRB-", ".",   ":",
                                   "``",  "ADD", "AFX", "GW",  "HYPH", "NFP", "XX",  NULL};

const char *const tagset_relations[] = {"acl",          "acl:relcl",   "advcl",      "advcl:relcl", "advmod",
                                        "amod",         "appos",       "aux",        "aux:pass",    "case",
                                        "cc",           "cc:preconj",  "ccomp",      "clf",         "compound",
                                        "compound:prt", "conj",        "cop",        "csubj",       "csubj:outer",
                                        "csubj:pass",   "dep",         "det",        "det:predet",  "discourse",
                                        "dislocated",   "expl",        "fixed",      "flat",        "flat:foreign",
                                        "goeswith",     "iobj",        "list",       "mark",        "nmod",
                                        "nmod:desc",    "nmod:npmod",  "nmod:poss",  "nmod:tmod",   "nmod:unmarked",
                                        "nsubj",        "nsubj:outer", "nsubj:pass", "nummod",      "obj",
                                        "obl",          "obl:agent",   "obl:npmod",  "obl:tmod",    "obl:unmarked",
                                        "orphan",       "parataxis",   "punct",      "reparandum",  "root",
                                        "vocative",     "xcomp",       NULL};

uint32_t tagset_find(const char *const *names, const char *name, size_t length)
{
  for (uint32_t i = 0; names[i]; i++)
    if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
      return i;
  return TAGSET_ABSENT;
}
