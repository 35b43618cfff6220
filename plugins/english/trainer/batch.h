/* batch - sentences as the network sees them, one behind the other: of each a row for the root, then one for each
 * token. */
#ifndef TRAINER_BATCH_H
#define TRAINER_BATCH_H

#include "lexicon.h"
#include "random.h"

#include "../feature.h"

/** Zero-initialised it is empty. */
struct batch {
  uint32_t sentence_count;
  uint32_t row_count;
  uint32_t *starts;              /**< the first row of each sentence, and the number of rows behind the last */
  struct feature_values *values; /**< of each row; those of a root mean nothing */
  uint32_t *tags;      /**< places in the lexicon, NAME_ABSENT where not known; those of a root mean nothing */
  uint32_t *relations; /**< the same */
  uint32_t *heads;     /**< rows, counted from the sentence's first; NAME_ABSENT where not known */
  size_t start_limit, value_limit, tag_limit, relation_limit, head_limit;
};

/** How a sentence is written in other places than books: what a batch makes of one of the training data. */
enum letter_case {
  LETTERS_AS_WRITTEN,
  LETTERS_TITLE,     /**< Each Word With a Capital, but words of up to three letters */
  LETTERS_TITLE_ALL, /**< Each And Every Word With A Capital */
  LETTERS_CAPITALS,
  LETTERS_SMALL,
  LETTERS_COUNT
};
struct disguise {
  enum letter_case letters;
  bool unfinished; /**< the mark at its end is left out */
};

/** With the probability given a disguise at random, else none. */
struct disguise disguise_choose(struct random_source *random, float probability);

void batch_clear(struct batch *batch);
void batch_close(struct batch *batch);

/** Adds a sentence. Without `labelled` its tags, relations and heads are not known. */
void batch_add(struct batch *batch, const struct lexicon *lexicon, const struct treebank *treebank,
               const struct conllu_sentence *sentence, struct disguise disguise, bool labelled);

/** Tokens: rows without the roots. */
uint32_t batch_tokens(const struct batch *batch);

#endif
