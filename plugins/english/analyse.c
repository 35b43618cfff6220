#include "analyse.h"

#include "tagset.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

/* A sentence, or a part of one that is too long. */
struct piece {
  rw_range tokens;
  uint32_t root;  /* its first row in the batch */
  bool continues; /* not the first of its sentence */
};

struct analyser {
  const struct kernel *kernel;
  const struct network_labels *labels;
  struct network_batch *batch;
  struct tree_workspace tree;
  struct piece pieces[NETWORK_ROWS]; /* of the batch */
  uint32_t piece_count;
  uint32_t row_count;
  uint32_t sentence_root;         /* the root token of the first piece of the sentence at hand */
  uint32_t heads[NETWORK_ROWS];   /* per row of the batch: the head's row */
  float arc_powers[NETWORK_ROWS]; /* per row: the probability of its head */
  float *powers;                  /* of the scores of one token's tags or relations */
  uint16_t parataxis;
};

struct analyser *analyser_open(const struct network *network)
{
  const struct kernel *kernels[KERNEL_LIMIT];
  kernel_list(kernels);
  struct analyser *analyser = calloc(1, sizeof *analyser);
  if (!analyser)
    return NULL;
  analyser->kernel = kernels[0];
  analyser->labels = network_labels(network);
  const uint32_t tag_count = analyser->labels->tag_count, relation_count = analyser->labels->relation_count;
  analyser->powers = calloc((size_t)(tag_count > relation_count ? tag_count : relation_count) + KERNEL_WIDTH,
                            sizeof *analyser->powers);
  analyser->parataxis = (uint16_t)tagset_find(tagset_relations, "parataxis", strlen("parataxis"));
  analyser->batch = network_batch_open(network, analyser->kernel);
  if (analyser->batch && analyser->powers && tree_workspace_open(&analyser->tree, ANALYSE_SENTENCE_LIMIT + 1))
    return analyser;
  analyser_close(analyser);
  return NULL;
}

void analyser_close(struct analyser *analyser)
{
  if (!analyser)
    return;
  network_batch_close(analyser->batch);
  tree_workspace_close(&analyser->tree);
  free(analyser->powers);
  free(analyser);
}

/* ---- Pieces ---- */

/* How good it is to cut a sentence behind a token: 0 for words, more for stronger punctuation. */
static int cut_rank(const struct analysed_text *text, uint32_t token)
{
  const rw_range bytes = text->tokens[token];
  if (bytes.end - bytes.start != 1)
    return 0;
  switch (text->text[bytes.start]) {
  case '.':
  case '!':
  case '?':
  case ';':
    return 3;
  case ':':
    return 2;
  case ',':
    return 1;
  default:
    return 0;
  }
}

/* The end of the piece of a sentence that begins at a token. */
static uint32_t piece_end(const struct analysed_text *text, uint32_t start, uint32_t sentence_end)
{
  if (sentence_end - start <= ANALYSE_SENTENCE_LIMIT)
    return sentence_end;
  uint32_t best = start + ANALYSE_SENTENCE_LIMIT;
  int best_rank = 0;
  for (uint32_t end = best; end > start + ANALYSE_SENTENCE_LIMIT / 2; end--) {
    const int rank = cut_rank(text, end - 1);
    if (rank > best_rank) {
      best = end;
      best_rank = rank;
    }
  }
  return best;
}

static void add_piece(struct analyser *analyser, const struct analysed_text *text, rw_range tokens, bool continues)
{
  struct piece *piece = &analyser->pieces[analyser->piece_count++];
  *piece = (struct piece){tokens, network_add_sentence(analyser->batch), continues};
  for (uint32_t token = tokens.start; token < tokens.end; token++) {
    const rw_range bytes = text->tokens[token];
    network_add_token(analyser->batch, text->text + bytes.start, bytes.end - bytes.start,
                      token == tokens.start && !continues);
  }
  analyser->row_count += tokens.end - tokens.start + 1;
}

/* ---- Results ---- */

/* A choice among scores. */
struct choice {
  uint32_t place;
  float probability;
};

/* The best of scores and its probability among them; `left_out`: a place that cannot be. */
static struct choice best_of(const struct analyser *analyser, const float *scores, uint32_t count, uint32_t left_out)
{
  uint32_t best = left_out == 0 ? 1 : 0;
  for (uint32_t place = best + 1; place < count; place++)
    if (scores[place] > scores[best] && place != left_out)
      best = place;
  for (uint32_t place = 0; place < count; place++)
    analyser->powers[place] = scores[place] - scores[best];
  analyser->kernel->exponentials(analyser->powers, count);
  float sum = 0;
  for (uint32_t place = 0; place < count; place++)
    if (place != left_out)
      sum += analyser->powers[place];
  return (struct choice){best, 1.0f / sum};
}

static void give_tags(const struct analyser *analyser, const struct piece *piece, const struct analysis *analysis)
{
  const struct network_labels *labels = analyser->labels;
  for (uint32_t token = piece->tokens.start; token < piece->tokens.end; token++) {
    const uint32_t row = piece->root + 1 + token - piece->tokens.start;
    const float *scores = network_tag_scores(analyser->batch, row);
    const struct choice choice = best_of(analyser, scores, labels->tag_count, UINT32_MAX);
    analysis->universal_tag[token] = labels->universal_tags[choice.place];
    analysis->tag[token] = labels->tags[choice.place];
    analysis->tag_probability[token] = choice.probability;
  }
}

/* Finds the heads of a piece as rows of the batch, and their probabilities. */
static void find_heads(struct analyser *analyser, const struct piece *piece)
{
  const uint32_t rows = piece->tokens.end - piece->tokens.start + 1;
  uint32_t *heads = analyser->heads + piece->root;
  float *powers = analyser->arc_powers + piece->root;
  const float *scores = network_arc_scores(analyser->batch, piece->root, rows);
  tree_decode(&analyser->tree, scores, rows, heads);
  powers[0] = 0;
  for (uint32_t row = 1; row < rows; row++)
    powers[row] = scores[row * rows + heads[row]];
  for (uint32_t row = 0; row < rows; row++)
    heads[row] += piece->root;
}

static void give_tree(struct analyser *analyser, const struct piece *piece, const struct analysis *analysis)
{
  const struct network_labels *labels = analyser->labels;
  for (uint32_t token = piece->tokens.start; token < piece->tokens.end; token++) {
    const uint32_t row = piece->root + 1 + token - piece->tokens.start;
    const uint32_t head = analyser->heads[row];
    if (head != piece->root) {
      const float *scores = network_relation_scores(analyser->batch, row);
      const struct choice choice = best_of(analyser, scores, labels->relation_count, labels->root);
      analysis->head[token] = piece->tokens.start + head - piece->root - 1;
      analysis->relation[token] = labels->relations[choice.place];
      analysis->head_probability[token] = analyser->arc_powers[row] * choice.probability;
    } else {
      if (!piece->continues)
        analyser->sentence_root = token;
      analysis->head[token] = piece->continues ? analyser->sentence_root : RW_NONE;
      analysis->relation[token] = piece->continues ? analyser->parataxis : labels->relations[labels->root];
      analysis->head_probability[token] = analyser->arc_powers[row];
    }
  }
}

/* Works on the pieces gathered, and forgets them. */
static void analyse_batch(struct analyser *analyser, const struct analysis *analysis)
{
  const bool parse = analysis->head;
  network_run(analyser->batch, parse);
  for (uint32_t i = 0; i < analyser->piece_count; i++)
    give_tags(analyser, &analyser->pieces[i], analysis);
  if (parse) {
    for (uint32_t i = 0; i < analyser->piece_count; i++)
      find_heads(analyser, &analyser->pieces[i]);
    analyser->kernel->exponentials(analyser->arc_powers, analyser->row_count);
    network_run_relations(analyser->batch, analyser->heads);
    for (uint32_t i = 0; i < analyser->piece_count; i++)
      give_tree(analyser, &analyser->pieces[i], analysis);
  }
  network_clear(analyser->batch);
  analyser->piece_count = 0;
  analyser->row_count = 0;
}

void analyse(struct analyser *analyser, const struct analysed_text *text, const struct analysis *analysis)
{
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    const rw_range sentence = text->sentences[i];
    for (uint32_t start = sentence.start, end; start < sentence.end; start = end) {
      end = piece_end(text, start, sentence.end);
      if (analyser->row_count + end - start + 1 > NETWORK_ROWS)
        analyse_batch(analyser, analysis);
      add_piece(analyser, text, (rw_range){start, end}, start > sentence.start);
    }
  }
  if (analyser->piece_count > 0)
    analyse_batch(analyser, analysis);
}
