/* network - the tagger and parser: features of tokens in, scores of tags, heads and relations out.
 *
 * A token is the sum of its features (feature.h), each a row of an embedding, side by side. A dense layer looks at each
 * token with its two neighbours; layers of simple recurrent units run over the sentence in both directions. Tags are
 * scored on an inner layer. Heads are scored by a biaffine product (T. Dozat, C. Manning, "Deep biaffine attention for
 * neural dependency parsing", ICLR 2017) and by their distance; relations by a layer over the token and its head.
 * Row 0 of each sentence stands for the root.
 *
 * The scores are the same bits on every processor, and of a sentence the same whatever shares its batch. */
#ifndef ENGLISH_NETWORK_H
#define ENGLISH_NETWORK_H

#include "kernel.h"
#include "model.h"

#include <stdbool.h>
#include <stdint.h>

/** Rows of a batch: the tokens of its sentences, and one row a sentence for the root. */
#define NETWORK_ROWS 256u

/** A network as it lies in a model. Any number of threads may use one. */
struct network;

/** Finds a model's sections and checks them against each other. `*network` is NULL on failure; the message names the
 *  file, the section and the cure. The model must outlive the network. */
rw_status network_open(const struct model *model, struct network **network, const rw_host *host);
void network_close(struct network *network);

/** What a place among the scores of tags and relations means, as a place in the lists of tagset.h. */
struct network_labels {
  uint32_t tag_count;
  const uint8_t *universal_tags; /**< per scored tag */
  const uint16_t *tags;
  uint32_t relation_count;
  const uint16_t *relations; /**< per scored relation */
  uint32_t root;             /**< the place of `root` among the scored relations */
};
const struct network_labels *network_labels(const struct network *network);

/** A batch of sentences and what a network works on them with. One thread at a time. */
struct network_batch;

/** A batch for a network, worked on with a kernel. NULL when there is no memory. */
struct network_batch *network_batch_open(const struct network *network, const struct kernel *kernel);
void network_batch_close(struct network_batch *batch);

/** Empties a batch. */
void network_clear(struct network_batch *batch);
/** Begins a sentence with the row of its root, and returns that row. The caller minds NETWORK_ROWS. */
uint32_t network_add_sentence(struct network_batch *batch);
/** Adds a token of `length` bytes to the sentence begun last. */
void network_add_token(struct network_batch *batch, const char *form, size_t length, bool first_of_sentence);

/** Scores the tags of the batch; `parse`: runs the layers that heads and relations stand on, too. */
void network_run(struct network_batch *batch, bool parse);
/** The scores of a row's tags, tag_count of them. Lives until the batch is run again. */
const float *network_tag_scores(const struct network_batch *batch, uint32_t row);

/** The logarithms of the probabilities of heads in the sentence whose root is row `root`, which has `rows` rows: rows x
 *  rows, row = dependent, column = head. The diagonal and row 0 mean nothing. Behind network_run with `parse`; lives
 *  until the next call. */
const float *network_arc_scores(struct network_batch *batch, uint32_t root, uint32_t rows);

/** Scores the relations of all rows to their heads; `heads`: a row of the batch for each row, for roots any. Behind
 *  network_run with `parse`. */
void network_run_relations(struct network_batch *batch, const uint32_t *heads);
/** The scores of a row's relations, relation_count of them. Lives until network_run_relations is called again. */
const float *network_relation_scores(const struct network_batch *batch, uint32_t row);

#endif
