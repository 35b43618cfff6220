/* analyse - tags, heads and relations of the sentences of a text. */
#ifndef ENGLISH_ANALYSE_H
#define ENGLISH_ANALYSE_H

#include "network.h"

#include <reword/plugin.h>

#include <stdint.h>

/** A sentence of more tokens is parsed in pieces, each cut behind the best punctuation in the last half of so many
 *  tokens; the roots of the later pieces hang on the first's, as `parataxis`. So time is linear in the text's length
 *  whatever the text. */
#define ANALYSE_SENTENCE_LIMIT 200u

/** What sentences are analysed with. One thread at a time. */
struct analyser;

/** An analyser for a network, which must outlive it. NULL when there is no memory. */
struct analyser *analyser_open(const struct network *network);
void analyser_close(struct analyser *analyser);

/** A text with its tokens (bytes of text) and sentences (ranges of tokens, in order, none empty). */
struct analysed_text {
  const char *text;
  const rw_range *tokens;
  const rw_range *sentences;
  uint32_t sentence_count;
};

/** The layers to fill, an entry a token, as rw_passage has them. */
struct analysis {
  uint8_t *universal_tag;
  uint16_t *tag;
  float *tag_probability; /**< of the universal tag and the tag together */
  uint32_t *head;         /**< NULL: tags alone are wanted, and the next two are NULL too */
  uint16_t *relation;
  float *head_probability; /**< of the head, times that of the relation to it */
};

/** Fills the layers. Never fails, allocates nothing. */
void analyse(struct analyser *analyser, const struct analysed_text *text, const struct analysis *analysis);

#endif
