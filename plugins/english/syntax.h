/* syntax - a parsed sentence, as the rooms that ask for agreement and features take it. */
#ifndef ENGLISH_SYNTAX_H
#define ENGLISH_SYNTAX_H

#include <stdbool.h>
#include <stdint.h>

/** Stands for no word: the head of the root. */
#define SYNTAX_NONE UINT32_MAX

/** A word with its tags and its place in the tree. Strings end with NUL; those of tags and relations are names: "NOUN",
 *  "NNS", "nsubj:pass". */
struct parsed_word {
  const char *form;
  const char *lemma;
  const char *universal_tag;
  const char *tag;
  uint32_t head;        /**< a word of the sentence, or SYNTAX_NONE */
  const char *relation; /**< to the head; "" where the sentence is tagged only */
};

struct parsed_sentence {
  const struct parsed_word *words;
  uint32_t count;
};

/** Dependents are looked for within this many words on either side, so that a long sentence takes linear time. */
#define SYNTAX_REACH 100u

/** The first dependent of `head` behind `after` (SYNTAX_NONE: the first of all) whose relation is `relation` or a
 *  subtype of it, or any when NULL; SYNTAX_NONE when there is none. */
uint32_t syntax_dependent(const struct parsed_sentence *sentence, uint32_t head, const char *relation, uint32_t after);

/** Whether a relation is `relation` or a subtype of it: nsubj:pass is nsubj. */
bool syntax_is(const char *relation, const char *name);

/** The subject of the clause whose verb, auxiliary or predicate is `word`; of a verb joined to another without a
 *  subject of its own, that of the other. SYNTAX_NONE when it has none. */
uint32_t syntax_subject(const struct parsed_sentence *sentence, uint32_t word);

#endif
