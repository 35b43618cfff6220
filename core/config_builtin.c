#include "config.h"

const char config_builtin[] =
    "# What reword does when it is given no configuration.\n"
    "# A start for one of your own: reword check --builtin > my.yaml, then reword -c my.yaml PAGE\n"
    "\n"
    "language: en         # text in another language stays as it is\n"
    "seed: 1              # another seed makes other choices; the same seed, the same page\n"
    "\n"
    "protect:\n"
    "  names: true        # may move, never change\n"
    "  numbers: true\n"
    "  quotes: true       # text in quotation marks keeps its words\n"
    "  terms: []          # words to keep: [TASS, \"head of state\"]\n"
    "  select: []         # places to keep, as XPath: [\"//figcaption\"]\n"
    "\n"
    "chain:               # the strategies, in order, for all text\n"
    "  - synonym: {rate: 1}   # rate: the share of the possible places that are edited, 0 to 1\n";
