/* tree - the best projective dependency tree over a sentence, from the scores of its arcs.
 *
 * Method: J. Eisner, "Three new probabilistic models for dependency parsing: an exploration", COLING 1996, with exactly
 * one dependent of the root. Time grows with the cube of the sentence's length, memory with its square. */
#ifndef ENGLISH_TREE_H
#define ENGLISH_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tree_span;

/** What tree_decode works in. One thread at a time. Nothing when zeroed. */
struct tree_workspace {
  uint32_t limit;        /**< rows of the longest sentence it has room for, the root's among them */
  float *complete_right; /**< symmetric: the best tree headed by the leftmost token of a span */
  float *complete_left;  /**< symmetric: the best tree headed by the rightmost token of a span */
  float *incomplete;     /**< row = head, column = dependent: the best span between them with the arc that joins them */
  struct tree_span *spans; /**< the spans that are still to be taken apart */
};

/** Room for sentences of up to `limit` rows: 12 bytes x limit x limit. False when there is no memory: nothing to free
 *  then. */
bool tree_workspace_open(struct tree_workspace *workspace, uint32_t limit);
void tree_workspace_close(struct tree_workspace *workspace);

/** Finds the tree with the highest sum of arc scores. `scores` is rows x rows: row = dependent, column = head, row and
 *  column 0 = the root; row 0 and the diagonal are not read. 2 <= rows <= workspace->limit. Fills `heads[1..rows-1]`;
 *  heads[0] becomes 0. Of trees with one score always the same; scores that are no numbers give some tree. */
void tree_decode(struct tree_workspace *workspace, const float *scores, uint32_t rows, uint32_t *heads);

#endif
