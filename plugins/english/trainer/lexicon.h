/* lexicon - what a learner knows by name: tags, relations, frequent words, words with pretrained vectors. */
#ifndef TRAINER_LEXICON_H
#define TRAINER_LEXICON_H

#include "conllu.h"

/** Names in ascending order of their bytes. */
struct names {
  char **names;
  uint32_t count;
};

#define NAME_ABSENT UINT32_MAX
/** The place of a name, or NAME_ABSENT. */
uint32_t names_find(const struct names *names, const char *name);

struct lexicon {
  struct names tags;      /**< "UPOS\tXPOS" */
  struct names relations; /**< with subtypes */
  uint32_t root;          /**< the place of the relation "root" */

  uint32_t word_count;
  uint32_t *words;       /**< ascending values of FEATURE_VOCABULARY */
  uint32_t *frequencies; /**< of each in the training data */

  uint32_t vector_count;
  uint32_t vector_columns; /**< 0 without pretrained vectors */
  uint32_t *vector_words;  /**< ascending values of FEATURE_VECTORS */
  float *vectors;          /**< (vector_count + 1) x vector_columns; row 0 is zeros, the others as in vector_words */
};

/** The joint name of a token's tags, in `name`. Ends the program when it is longer than TAG_NAME_LIMIT - 1. */
#define TAG_NAME_LIMIT 64
void tag_name(char name[TAG_NAME_LIMIT], const struct conllu_token *token);

/** Takes the names and the words that are at least `least_frequency` times in the treebank. */
void lexicon_open(struct lexicon *lexicon, const struct treebank *treebank, uint32_t least_frequency);
void lexicon_close(struct lexicon *lexicon);

/** Reads pretrained vectors: lines of a word and its numbers, the most frequent word first. Keeps those of the first
 *  `limit` lines and of words that are in the treebank. Ends the program when the file is no good. */
void lexicon_read_vectors(struct lexicon *lexicon, const char *path, uint32_t limit, const struct treebank *treebank);

#endif
