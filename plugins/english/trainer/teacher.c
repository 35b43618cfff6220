#include "teacher.h"

#include "encoder.h"
#include "heads.h"
#include "matrix.h"
#include "program.h"
#include "score.h"

#include <stdlib.h>
#include <string.h>

void class_room_open(struct class_room *room, const struct learner *teachers, uint32_t count)
{
  *room = (struct class_room){.passes = allocate(count, sizeof *room->passes), .count = count};
  for (uint32_t i = 0; i < count; i++)
    room->passes[i].learner = &teachers[i];
}

void class_room_close(struct class_room *room)
{
  for (uint32_t i = 0; i < room->count; i++)
    pass_close(&room->passes[i]);
  free(room->passes);
  free(room->lesson.tags.at);
  free(room->lesson.arcs.at);
  free(room->lesson.relations.at);
  tree_workspace_close(&room->tree);
  *room = (struct class_room){0};
}

static bool same_names(const struct names *left, const struct names *right)
{
  if (left->count != right->count)
    return false;
  for (uint32_t i = 0; i < left->count; i++)
    if (strcmp(left->names[i], right->names[i]) != 0)
      return false;
  return true;
}

void teacher_check(const struct learner *teacher, const char *path, const struct lexicon *pupil)
{
  if (!same_names(&teacher->lexicon.tags, &pupil->tags) || !same_names(&teacher->lexicon.relations, &pupil->relations))
    fail("%s: this teacher has other tags or relations than the training data: train it on the same files", path);
}

/* mean += probabilities / count */
static void add_share(float *restrict mean, const float *restrict probabilities, size_t size, uint32_t count)
{
  float share = 1 / (float)count;
  for (size_t i = 0; i < size; i++)
    mean[i] += share * probabilities[i];
}

/* Sets the heads of the sentences that have none. */
static void guess_heads(struct class_room *room, const struct batch *batch, uint32_t *heads)
{
  const size_t *starts = room->passes[0].arc_starts;
  for (uint32_t sentence = 0; sentence < batch->sentence_count; sentence++) {
    uint32_t start = batch->starts[sentence];
    uint32_t rows = batch->starts[sentence + 1] - start;
    if (heads[start + 1] == NAME_ABSENT)
      score_decode(&room->tree, room->lesson.arcs.at + starts[sentence], rows, heads + start);
  }
}

void class_room_teach(struct class_room *room, const struct batch *batch, uint32_t *heads)
{
  struct lesson *lesson = &room->lesson;
  for (uint32_t i = 0; i < room->count; i++) {
    struct pass *pass = &room->passes[i];
    pass->batch = batch;
    encode(pass);
    tag(pass);
    attach(pass);
    size_t tags = (size_t)batch->row_count * learner_tags(pass->learner);
    size_t arcs = pass_arc_count(pass);
    if (i == 0) {
      floats_zeros(&lesson->tags, tags);
      floats_zeros(&lesson->arcs, arcs);
    }
    add_share(lesson->tags.at, pass->tags.at, tags, room->count);
    add_share(lesson->arcs.at, pass->arcs.at, arcs, room->count);
  }
  guess_heads(room, batch, heads);
  for (uint32_t i = 0; i < room->count; i++) {
    struct pass *pass = &room->passes[i];
    relate(pass, heads);
    size_t relations = (size_t)batch->row_count * learner_relations(pass->learner);
    if (i == 0)
      floats_zeros(&lesson->relations, relations);
    add_share(lesson->relations.at, pass->relations.at, relations, room->count);
  }
}
