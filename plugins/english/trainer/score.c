#include "score.h"

#include "encoder.h"
#include "heads.h"
#include "program.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sentences that go through the network together. */
#define SENTENCES_AT_ONCE 64u

double score_percent(const struct score *score, uint32_t right)
{
  return score->tokens > 0 ? 100.0 * right / score->tokens : 0;
}

void score_decode(struct tree_workspace *workspace, const float *probabilities, uint32_t rows, uint32_t *heads)
{
  if (rows > workspace->limit) {
    tree_workspace_close(workspace);
    *workspace = (struct tree_workspace){0};
    if (!tree_workspace_open(workspace, rows))
      fail("out of memory");
  }
  size_t count = (size_t)rows * rows;
  float *scores = allocate(count, sizeof *scores);
  for (size_t i = 0; i < count; i++)
    scores[i] = logf(probabilities[i] + 1e-30f);
  tree_decode(workspace, scores, rows, heads);
  free(scores);
}

/* The likeliest relation: `root` where the head is the root, and nowhere else. */
static uint32_t best_relation(const struct lexicon *lexicon, const float *probabilities, uint32_t head)
{
  if (head == 0)
    return lexicon->root;
  uint32_t best = lexicon->root == 0 ? 1 : 0;
  for (uint32_t i = 0; i < lexicon->relations.count; i++)
    if (i != lexicon->root && probabilities[i] > probabilities[best])
      best = i;
  return best;
}

static const char *best_tag(const struct lexicon *lexicon, const float *probabilities)
{
  uint32_t best = 0;
  for (uint32_t i = 0; i < lexicon->tags.count; i++)
    if (probabilities[i] > probabilities[best])
      best = i;
  return lexicon->tags.names[best];
}

static void score_token(struct score *score, const struct pass *pass, uint32_t row, uint32_t head,
                        const struct conllu_token *gold)
{
  const struct lexicon *lexicon = &pass->learner->lexicon;
  const char *tag = best_tag(lexicon, pass->tags.at + (size_t)row * lexicon->tags.count);
  const char *xpos = strchr(tag, '\t') + 1;
  size_t upos_length = (size_t)(xpos - tag) - 1;
  uint32_t relation = best_relation(lexicon, pass->relations.at + (size_t)row * lexicon->relations.count, head);
  score->tokens++;
  score->upos += strlen(gold->upos) == upos_length && memcmp(gold->upos, tag, upos_length) == 0;
  score->xpos += strcmp(gold->xpos, xpos) == 0;
  score->heads += head == gold->head;
  score->relations += head == gold->head && strcmp(gold->relation, lexicon->relations.names[relation]) == 0;
}

struct scorer {
  struct pass pass;
  struct batch batch;
  struct tree_workspace tree;
  uint32_t *heads;
  size_t head_limit;
};

static void score_batch(struct scorer *scorer, struct score *score, const struct conllu_token *gold)
{
  struct pass *pass = &scorer->pass;
  const struct batch *batch = &scorer->batch;
  pass->batch = batch;
  encode(pass);
  tag(pass);
  attach(pass);
  scorer->heads = grow(scorer->heads, &scorer->head_limit, 0, batch->row_count, sizeof *scorer->heads);
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++) {
    uint32_t start = batch->starts[sentence];
    score_decode(&scorer->tree, pass->arcs.at + pass->arc_starts[sentence], batch->starts[sentence + 1] - start,
                 scorer->heads + start);
  }
  relate(pass, scorer->heads);
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++)
    for (uint32_t row = batch->starts[sentence] + 1; row < batch->starts[sentence + 1]; row++)
      score_token(score, pass, row, scorer->heads[row], gold++);
}

struct score score_learner(const struct learner *learner, const struct treebank *treebank)
{
  struct scorer scorer = {.pass = {.learner = learner}};
  struct score score = {0};
  const struct disguise none = {LETTERS_AS_WRITTEN, false};
  for (size_t first = 0; first < treebank->sentence_count; first += SENTENCES_AT_ONCE) {
    batch_clear(&scorer.batch);
    for (size_t i = first; i < treebank->sentence_count && i < first + SENTENCES_AT_ONCE; i++)
      batch_add(&scorer.batch, &learner->lexicon, treebank, &treebank->sentences[i], none, false);
    score_batch(&scorer, &score, treebank->tokens + treebank->sentences[first].first);
  }
  pass_close(&scorer.pass);
  batch_close(&scorer.batch);
  tree_workspace_close(&scorer.tree);
  free(scorer.heads);
  return score;
}
