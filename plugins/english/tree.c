#include "tree.h"

#include <float.h>
#include <stdlib.h>

enum span_kind {
  SPAN_RIGHT,     /* complete, headed by its first token */
  SPAN_LEFT,      /* complete, headed by its last token */
  SPAN_INCOMPLETE /* its ends are joined by an arc that is already in the tree */
};

/* Tokens `first` to `last`, both included. */
struct tree_span {
  enum span_kind kind;
  uint32_t first, last;
};

bool tree_workspace_open(struct tree_workspace *workspace, uint32_t limit)
{
  const size_t cells = (size_t)limit * limit;
  *workspace = (struct tree_workspace){
      .limit = limit,
      .complete_right = calloc(cells, sizeof(float)),
      .complete_left = calloc(cells, sizeof(float)),
      .incomplete = calloc(cells, sizeof(float)),
      .spans = calloc((size_t)limit + 1, sizeof(struct tree_span)),
  };
  if (workspace->complete_right && workspace->complete_left && workspace->incomplete && workspace->spans)
    return true;
  tree_workspace_close(workspace);
  return false;
}

void tree_workspace_close(struct tree_workspace *workspace)
{
  free(workspace->complete_right);
  free(workspace->complete_left);
  free(workspace->incomplete);
  free(workspace->spans);
  *workspace = (struct tree_workspace){0};
}

/* The highest sum of two numbers in one place of two rows. A maximum does not depend on the order it is found in, so
 * the lanes may be vectors. */
static float best_sum(const float *left, const float *right, uint32_t count)
{
  enum { LANES = 8 };
  float best = -FLT_MAX;
  uint32_t at = 0;
  if (count >= LANES) {
    float lanes[LANES];
    for (uint32_t lane = 0; lane < LANES; lane++)
      lanes[lane] = -FLT_MAX;
    for (; at + LANES <= count; at += LANES)
      for (uint32_t lane = 0; lane < LANES; lane++) {
        const float sum = left[at + lane] + right[at + lane];
        lanes[lane] = sum > lanes[lane] ? sum : lanes[lane];
      }
    for (uint32_t lane = 0; lane < LANES; lane++)
      best = lanes[lane] > best ? lanes[lane] : best;
  }
  for (; at < count; at++) {
    const float sum = left[at] + right[at];
    best = sum > best ? sum : best;
  }
  return best;
}

/* The first place where best_sum's answer stands; 0 when the scores are no numbers. */
static uint32_t place_of_sum(const float *left, const float *right, uint32_t count, float best)
{
  for (uint32_t at = 0; at < count; at++) {
    const float sum = left[at] + right[at];
    if (sum == best)
      return at;
  }
  return 0;
}

/* The best tree of every span, short spans first. Both matrices of complete spans are symmetric, so that all that is
 * summed lies side by side. */
static void fill_spans(struct tree_workspace *workspace, const float *scores, size_t rows)
{
  float *complete_right = workspace->complete_right;
  float *complete_left = workspace->complete_left;
  float *incomplete = workspace->incomplete;
  for (size_t token = 0; token < rows; token++)
    complete_right[token * rows + token] = complete_left[token * rows + token] = 0;
  for (size_t width = 1; width + 1 < rows; width++)
    for (size_t first = 1; first + width < rows; first++) {
      const size_t last = first + width;
      const size_t there = first * rows, back = last * rows;
      const uint32_t count = (uint32_t)width;
      const float inside = best_sum(complete_right + there + first, complete_left + back + first + 1, count);
      incomplete[there + last] = inside + scores[back + first];
      incomplete[back + first] = inside + scores[there + last];
      complete_right[there + last] = complete_right[back + first] =
          best_sum(incomplete + there + first + 1, complete_right + back + first + 1, count);
      complete_left[there + last] = complete_left[back + first] =
          best_sum(complete_left + there + first, incomplete + back + first, count);
    }
}

static uint32_t best_root(const struct tree_workspace *workspace, const float *scores, size_t rows)
{
  uint32_t best = 1;
  float best_score = -FLT_MAX;
  for (size_t token = 1; token < rows; token++) {
    const float score = workspace->complete_left[rows + token] + workspace->complete_right[token * rows + rows - 1] +
                        scores[token * rows];
    if (score > best_score) {
      best_score = score;
      best = (uint32_t)token;
    }
  }
  return best;
}

/* Adds a span to those to be taken apart. Those waiting share no gap between tokens, so there are fewer than rows. */
static void push(struct tree_workspace *workspace, uint32_t *count, enum span_kind kind, uint32_t first, uint32_t last)
{
  if (first < last)
    workspace->spans[(*count)++] = (struct tree_span){kind, first, last};
}

/* Takes a span apart: finds where it was put together, notes the arc of the outer part, pushes the parts. */
static void take_apart(struct tree_workspace *workspace, struct tree_span span, size_t rows, uint32_t *heads,
                       uint32_t *count)
{
  const float *complete_right = workspace->complete_right, *complete_left = workspace->complete_left;
  const size_t there = span.first * rows, back = span.last * rows;
  const uint32_t width = span.last - span.first;
  if (span.kind == SPAN_RIGHT) {
    const float *arcs = workspace->incomplete + there + span.first + 1;
    const uint32_t middle =
        span.first + 1 +
        place_of_sum(arcs, complete_right + back + span.first + 1, width, complete_right[there + span.last]);
    heads[middle] = span.first;
    push(workspace, count, SPAN_INCOMPLETE, span.first, middle);
    push(workspace, count, SPAN_RIGHT, middle, span.last);
  } else if (span.kind == SPAN_LEFT) {
    const float *arcs = workspace->incomplete + back + span.first;
    const uint32_t middle =
        span.first + place_of_sum(complete_left + there + span.first, arcs, width, complete_left[there + span.last]);
    heads[middle] = span.last;
    push(workspace, count, SPAN_LEFT, span.first, middle);
    push(workspace, count, SPAN_INCOMPLETE, middle, span.last);
  } else {
    const float *right = complete_right + there + span.first, *left = complete_left + back + span.first + 1;
    const uint32_t middle = span.first + place_of_sum(right, left, width, best_sum(right, left, width));
    push(workspace, count, SPAN_RIGHT, span.first, middle);
    push(workspace, count, SPAN_LEFT, middle + 1, span.last);
  }
}

void tree_decode(struct tree_workspace *workspace, const float *scores, uint32_t rows, uint32_t *heads)
{
  fill_spans(workspace, scores, rows);
  const uint32_t root = best_root(workspace, scores, rows);
  heads[0] = 0;
  heads[root] = 0;
  uint32_t count = 0;
  push(workspace, &count, SPAN_LEFT, 1, root);
  push(workspace, &count, SPAN_RIGHT, root, rows - 1);
  while (count > 0) {
    count--;
    take_apart(workspace, workspace->spans[count], rows, heads, &count);
  }
}
