/* score - how well a learner tags and parses sentences whose tokens are given. */
#ifndef TRAINER_SCORE_H
#define TRAINER_SCORE_H

#include "learner.h"

#include "../tree.h"

/** Tokens, and those that are right: the head, and the head with the relation and its subtype. Punctuation counts. */
struct score {
  uint32_t tokens;
  uint32_t upos, xpos;
  uint32_t heads, relations;
};

/** Scores a learner that is baked. */
struct score score_learner(const struct learner *learner, const struct treebank *treebank);

/** Percent of the tokens. */
double score_percent(const struct score *score, uint32_t right);

/** Heads of a sentence from probabilities, rows x rows: row = dependent, column = head. The workspace grows as needed.
 */
void score_decode(struct tree_workspace *workspace, const float *probabilities, uint32_t rows, uint32_t *heads);

#endif
