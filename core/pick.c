#include "pick.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

const rw_option pick_option_table[] = {
    {.name = "rate",
     .type = RW_TYPE_REAL,
     .offset = offsetof(struct pick_options, rate),
     .preset = "0.5",
     .minimum = 0,
     .maximum = 1,
     .help = "share of the possible places that are edited"},
    {.name = "min-score",
     .type = RW_TYPE_REAL,
     .offset = offsetof(struct pick_options, min_score),
     .preset = "0",
     .minimum = 0,
     .maximum = 1,
     .help = "proposals with a lower score are passed over"},
    {.name = "variety",
     .type = RW_TYPE_REAL,
     .offset = offsetof(struct pick_options, variety),
     .preset = "0",
     .minimum = 0,
     .maximum = 1,
     .help = "how far below the best an alternative may score and still be drawn"},
    {0},
};

/* FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/. The finaliser: fmix64 of MurmurHash3, by Austin Appleby. */
uint64_t pick_hash(uint64_t seed, const void *data, size_t length)
{
  const unsigned char *bytes = data;
  uint64_t hash = UINT64_C(0xCBF29CE484222325) ^ seed;
  for (size_t i = 0; i < length; i++)
    hash = (hash ^ bytes[i]) * UINT64_C(0x100000001B3);
  hash = (hash ^ hash >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
  hash = (hash ^ hash >> 33) * UINT64_C(0xC4CEB9FE1A85EC53);
  return hash ^ hash >> 33;
}

/* A hash as a number from 0 up to, not including, 1: its upper 53 bits. */
static double hash_fraction(uint64_t hash)
{
  return (double)(hash >> 11) * 0x1p-53;
}

static void write_number(unsigned char out[4], uint32_t number)
{
  for (int i = 0; i < 4; i++)
    out[i] = (unsigned char)(number >> 8 * i);
}

/* The sentence whose text was hashed last: places come in order, so each sentence is hashed once. */
struct hashed_sentence {
  uint32_t number; /* RW_NONE at first */
  uint64_t hash;
};

/* The hash of a place: equal for equal places in equal sentences. */
static uint64_t hash_range(const struct passage *passage, rw_range tokens, uint64_t seed, struct hashed_sentence *last)
{
  const rw_passage *view = &passage->view;
  uint32_t number = passage->sentence_of[tokens.start];
  rw_range sentence = view->sentences[number];
  if (last->number != number) {
    rw_range bytes = passage_bytes(passage, sentence);
    last->hash = pick_hash(seed, view->text + bytes.start, bytes.end - bytes.start);
    last->number = number;
  }
  unsigned char range[8];
  write_number(range, tokens.start - sentence.start);
  write_number(range + 4, tokens.end - sentence.start);
  return pick_hash(last->hash, range, sizeof range);
}

/* ---- Orders ---- */

static int compare_numbers(uint32_t left, uint32_t right)
{
  return (left > right) - (left < right);
}

static int compare_pieces(const struct proposal *left, const struct proposal *right)
{
  int order = compare_numbers(left->piece_count, right->piece_count);
  for (uint32_t i = 0; order == 0 && i < left->piece_count; i++) {
    const rw_piece *a = &left->pieces[i], *b = &right->pieces[i];
    order = compare_numbers(a->kind, b->kind);
    if (order == 0)
      order = compare_numbers(a->tokens.start, b->tokens.start);
    if (order == 0)
      order = compare_numbers(a->tokens.end, b->tokens.end);
    if (order == 0 && a->text && b->text)
      order = strcmp(a->text, b->text);
  }
  return order;
}

/* Alternatives side by side, the best first. */
static int compare_places(const void *left, const void *right)
{
  const struct proposal *a = *(struct proposal *const *)left, *b = *(struct proposal *const *)right;
  if (a->tokens.start != b->tokens.start)
    return compare_numbers(a->tokens.start, b->tokens.start);
  if (a->tokens.end != b->tokens.end)
    return compare_numbers(a->tokens.end, b->tokens.end);
  if (a->score != b->score)
    return a->score > b->score ? -1 : 1;
  return compare_pieces(a, b);
}

/* The better first: higher score, then earlier, then longer. */
static int compare_worth(const void *left, const void *right)
{
  const struct proposal *a = *(struct proposal *const *)left, *b = *(struct proposal *const *)right;
  if (a->score != b->score)
    return a->score > b->score ? -1 : 1;
  if (a->tokens.start != b->tokens.start)
    return compare_numbers(a->tokens.start, b->tokens.start);
  return compare_numbers(b->tokens.end, a->tokens.end);
}

/* ---- Decisions ---- */

static void pass_over(struct proposal *proposal, const char *reason)
{
  proposal->state = PROPOSAL_PASSED_OVER;
  proposal->reason = reason;
}

/* Gathers the open proposals with enough score. */
static uint32_t take_scores(struct proposal *const *proposals, uint32_t count, double min_score,
                            struct proposal **picked)
{
  const char *reason = NULL;
  uint32_t taken = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (proposals[i]->state != PROPOSAL_OPEN)
      continue;
    if (proposals[i]->score >= min_score) {
      picked[taken++] = proposals[i];
      continue;
    }
    if (!reason)
      reason = arena_printf(proposals[i]->arena, "below min-score %.2f", min_score);
    pass_over(proposals[i], reason ? reason : "below min-score");
  }
  return taken;
}

/* Of `count` alternatives, the best first, the one that the hash draws among those close to the best. */
static uint32_t draw_alternative(struct proposal *const *alternatives, uint32_t count, double variety, uint64_t hash)
{
  static const char salt[] = "variety";
  uint32_t close = 1;
  while (close < count && alternatives[close]->score >= alternatives[0]->score - variety)
    close++;
  if (variety <= 0)
    close = 1;
  return (uint32_t)(hash_fraction(pick_hash(hash, salt, sizeof salt - 1)) * close);
}

/* Leaves one alternative of each place that the rate draws. `picked` is in the order of compare_places. */
static uint32_t draw_places(const struct passage *passage, const struct pick_options *options, uint64_t seed,
                            struct proposal **picked, uint32_t count)
{
  const char *reason = NULL;
  struct hashed_sentence sentence = {.number = RW_NONE};
  uint32_t drawn = 0, end;
  for (uint32_t start = 0; start < count; start = end) {
    rw_range tokens = picked[start]->tokens;
    for (end = start + 1; end < count; end++)
      if (picked[end]->tokens.start != tokens.start || picked[end]->tokens.end != tokens.end)
        break;
    uint64_t hash = hash_range(passage, tokens, seed, &sentence);
    bool is_drawn = hash_fraction(hash) < options->rate;
    if (!is_drawn && !reason)
      reason = arena_printf(picked[start]->arena, "not drawn at rate %.2f", options->rate);
    uint32_t chosen = start + draw_alternative(picked + start, end - start, options->variety, hash);
    struct proposal *winner = picked[chosen];
    for (uint32_t i = start; i < end; i++)
      if (!is_drawn || picked[i] != winner)
        pass_over(picked[i], is_drawn ? "another alternative was better" : reason ? reason : "not drawn");
    if (is_drawn)
      picked[drawn++] = winner;
  }
  return drawn;
}

/* Whether a range is free; takes it then. */
static bool take_range(bool *taken, rw_range tokens)
{
  for (uint32_t token = tokens.start; token < tokens.end; token++)
    if (taken[token])
      return false;
  for (uint32_t token = tokens.start; token < tokens.end; token++)
    taken[token] = true;
  return true;
}

/* Leaves the better of those that overlap. RW_NONE: no memory. */
static uint32_t settle_overlaps(const struct passage *passage, struct proposal **picked, uint32_t count)
{
  bool *taken = calloc(passage->view.token_count, sizeof *taken);
  if (!taken)
    return RW_NONE;
  uint32_t left = 0;
  qsort(picked, count, sizeof *picked, compare_worth);
  for (uint32_t i = 0; i < count; i++) {
    if (take_range(taken, picked[i]->tokens))
      picked[left++] = picked[i];
    else
      pass_over(picked[i], "overlaps a better edit");
  }
  free(taken);
  qsort(picked, left, sizeof *picked, compare_places);
  return left;
}

uint32_t pick_proposals(const struct passage *passage, struct proposal *const *proposals, uint32_t count,
                        const struct pick_options *options, uint64_t seed, const char *strategy,
                        struct proposal **picked)
{
  uint32_t left = take_scores(proposals, count, options->min_score, picked);
  if (left == 0)
    return 0;
  qsort(picked, left, sizeof *picked, compare_places);
  left = draw_places(passage, options, pick_hash(seed, strategy, strlen(strategy)), picked, left);
  return left > 0 ? settle_overlaps(passage, picked, left) : 0;
}
