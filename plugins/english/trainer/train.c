#include "train.h"

#include "encoder.h"
#include "heads.h"
#include "program.h"
#include "score.h"
#include "teacher.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A batch is cut into so many parts whatever the number of threads, and their gradients are added in one order, so that
 * the result is the same. */
#define SHARDS 2u
/* Longer sentences are left out: they are lists and the like. */
#define LONGEST_SENTENCE 120u
#define WARM_UP_STEPS 200.0
#define LAST_RATE 0.02
#define LONGEST_GRADIENT 5.0
/* Averages are taken every so many steps. */
#define STEPS_OF_AVERAGE 4u

/* One part of a batch and what works on it. */
struct shard {
  struct batch batch;
  struct pass pass;
  struct class_room room;
  uint32_t *heads; /* of the batch; those that teachers guessed too */
  size_t head_limit;
  float scale;
};

struct sentence_place {
  const struct treebank *treebank;
  size_t sentence;
};

struct training {
  struct learner *learner;
  const struct course *course;
  struct shard shards[SHARDS];
  struct sentence_place *sentences;
  size_t sentence_count;
  size_t words;                /* of all sentences */
  struct random_source random; /* of the order and of disguises */
  uint64_t step;
  uint64_t step_count; /* about so many there will be */
  float *best[PARAMETER_LIMIT];
  double best_score;
  uint32_t best_epoch;
  double start; /* time in seconds */
};

static double now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* ---- The data ---- */

static void take_sentences(struct training *training, const struct treebank *treebank)
{
  for (size_t i = 0; treebank && i < treebank->sentence_count; i++) {
    if (treebank->sentences[i].count > LONGEST_SENTENCE)
      continue;
    training->sentences[training->sentence_count++] = (struct sentence_place){treebank, i};
    training->words += treebank->sentences[i].count;
  }
}

static void shuffle(struct training *training)
{
  for (size_t i = training->sentence_count; i > 1; i--) {
    size_t other = random_below(&training->random, (uint32_t)i);
    struct sentence_place place = training->sentences[i - 1];
    training->sentences[i - 1] = training->sentences[other];
    training->sentences[other] = place;
  }
}

/* Fills the shards with the sentences from `at`, each in the emptier one. Returns the place of the next. */
static size_t fill_shards(struct training *training, size_t at)
{
  const struct course *course = training->course;
  uint32_t words = 0;
  for (uint32_t i = 0; i < SHARDS; i++)
    batch_clear(&training->shards[i].batch);
  for (; at < training->sentence_count && words < course->batch_words; at++) {
    struct batch *emptier = &training->shards[0].batch;
    for (uint32_t i = 1; i < SHARDS; i++)
      if (training->shards[i].batch.row_count < emptier->row_count)
        emptier = &training->shards[i].batch;
    const struct sentence_place *place = &training->sentences[at];
    const struct conllu_sentence *sentence = &place->treebank->sentences[place->sentence];
    struct disguise disguise = disguise_choose(&training->random, course->case_noise);
    batch_add(emptier, &training->learner->lexicon, place->treebank, sentence, disguise,
              place->treebank == course->labelled);
    words += sentence->count;
  }
  return at;
}

/* ---- A step ---- */

static void *learn_shard(void *argument)
{
  struct shard *shard = argument;
  struct pass *pass = &shard->pass;
  const struct batch *batch = &shard->batch;
  if (batch->row_count == 0)
    return NULL;
  shard->heads = grow(shard->heads, &shard->head_limit, 0, batch->row_count, sizeof *shard->heads);
  memcpy(shard->heads, batch->heads, batch->row_count * sizeof *shard->heads);
  const struct lesson *lesson = shard->room.count > 0 ? &shard->room.lesson : NULL;
  if (lesson)
    class_room_teach(&shard->room, batch, shard->heads);
  pass->batch = batch;
  encode(pass);
  tag(pass);
  attach(pass);
  relate(pass, shard->heads);
  encode_gradient_begin(pass);
  tag_gradient(pass, lesson, shard->scale);
  attach_gradient(pass, lesson, shard->scale);
  relate_gradient(pass, lesson, shard->heads, shard->scale);
  encode_gradient(pass);
  return NULL;
}

static void learn_shards(struct training *training)
{
  uint32_t tokens = 0;
  for (uint32_t i = 0; i < SHARDS; i++)
    tokens += batch_tokens(&training->shards[i].batch);
  for (uint32_t i = 0; i < SHARDS; i++) {
    training->shards[i].scale = 1 / (float)tokens;
    training->shards[i].pass.random = random_source(training->course->seed, training->step * SHARDS + i + 2);
  }
  pthread_t thread;
  bool threaded =
      training->course->threads > 1 && pthread_create(&thread, NULL, learn_shard, &training->shards[1]) == 0;
  learn_shard(&training->shards[0]);
  if (threaded)
    pthread_join(thread, NULL);
  else
    learn_shard(&training->shards[1]);
}

static float rate(const struct training *training)
{
  double warm = fmin(1, (double)(training->step + 1) / WARM_UP_STEPS);
  double done = fmin(1, (double)training->step / (double)training->step_count);
  return (float)(training->course->learning_rate * warm * (1 - (1 - LAST_RATE) * done));
}

static void change_weights(struct training *training)
{
  struct learner *learner = training->learner;
  struct gradient *gradients = training->shards[0].pass.gradients;
  double square = 0;
  for (uint32_t i = 0; i < learner->parameter_count; i++) {
    for (uint32_t shard = 1; shard < SHARDS; shard++)
      gradient_take(&gradients[i], &training->shards[shard].pass.gradients[i], &learner->parameters[i]);
    square += gradient_square(&gradients[i], &learner->parameters[i]);
  }
  double length = sqrt(square);
  double steps = (double)training->step + 1;
  struct adam adam = {.rate = rate(training),
                      .first_correction = (float)(1 - pow(ADAM_FIRST_DECAY, steps)),
                      .second_correction = (float)(1 - pow(ADAM_SECOND_DECAY, steps)),
                      .scale = length > LONGEST_GRADIENT ? (float)(LONGEST_GRADIENT / length) : 1};
  for (uint32_t i = 0; i < learner->parameter_count; i++)
    parameter_step(&learner->parameters[i], &gradients[i], &adam);
}

/* Early averages forget faster. */
static void average(struct training *training)
{
  double step = (double)training->step;
  double kept = fmin(pow(training->course->average, STEPS_OF_AVERAGE), (1 + step) / (10 + step));
  for (uint32_t i = 0; i < training->learner->parameter_count; i++)
    parameter_average(&training->learner->parameters[i], (float)kept);
}

static void exchange(struct learner *learner)
{
  for (uint32_t i = 0; i < learner->parameter_count; i++)
    parameter_exchange(&learner->parameters[i]);
}

/* ---- Progress ---- */

static void print_duration(double seconds)
{
  unsigned whole = (unsigned)(seconds + 0.5);
  if (whole >= 3600)
    fprintf(stderr, "%u:%02u:%02u", whole / 3600, whole / 60 % 60, whole % 60);
  else
    fprintf(stderr, "%u:%02u", whole / 60, whole % 60);
}

static void print_epoch(const struct training *training, uint32_t epoch, size_t words)
{
  struct losses losses = {0};
  for (uint32_t i = 0; i < SHARDS; i++) {
    const struct losses *part = &training->shards[i].pass.losses;
    losses.tag += part->tag;
    losses.arc += part->arc;
    losses.relation += part->relation;
  }
  double each = words > 0 ? 1 / (double)words : 0;
  double done = ((double)epoch - 1 + (double)words / (double)training->words) / training->course->epochs;
  double passed = now() - training->start;
  fprintf(stderr, "epoch %u of %u: loss of tags %.4f, arcs %.4f, relations %.4f; ", epoch, training->course->epochs,
          losses.tag * each, losses.arc * each, losses.relation * each);
  print_duration(passed);
  fputs(" passed, ", stderr);
  print_duration(done > 0 ? passed / done - passed : 0);
  fputs(" left", stderr);
}

double print_scores(const struct learner *learner, const struct trial *trials, uint32_t count)
{
  double sum = 0;
  for (uint32_t i = 0; i < count; i++) {
    double start = now();
    struct score score = score_learner(learner, &trials[i].treebank);
    double relations = score_percent(&score, score.relations);
    fprintf(stderr, "  %-12s UPOS %.2f  XPOS %.2f  UAS %.2f  LAS %.2f  (%.0f words/s)\n", trials[i].name,
            score_percent(&score, score.upos), score_percent(&score, score.xpos), score_percent(&score, score.heads),
            relations, score.tokens / (now() - start));
    sum += relations;
  }
  return count > 0 ? sum / count : 0;
}

/* ---- Epochs ---- */

static void run_epoch(struct training *training, uint32_t epoch)
{
  bool terminal = isatty(STDERR_FILENO);
  double shown = now();
  size_t words = 0;
  for (uint32_t i = 0; i < SHARDS; i++)
    training->shards[i].pass.losses = (struct losses){0};
  shuffle(training);
  for (size_t at = 0; at < training->sentence_count;) {
    at = fill_shards(training, at);
    learn_shards(training);
    change_weights(training);
    training->step++;
    if (training->step % STEPS_OF_AVERAGE == 0)
      average(training);
    for (uint32_t i = 0; i < SHARDS; i++)
      words += batch_tokens(&training->shards[i].batch);
    if (terminal && now() - shown > 1) {
      shown = now();
      fputc('\r', stderr);
      print_epoch(training, epoch, words);
    }
  }
  if (terminal)
    fputc('\r', stderr);
  print_epoch(training, epoch, words);
  fputc('\n', stderr);
}

static void remember_best(struct training *training, uint32_t epoch, double score)
{
  training->best_score = score;
  training->best_epoch = epoch;
  for (uint32_t i = 0; i < training->learner->parameter_count; i++) {
    const struct parameter *parameter = &training->learner->parameters[i];
    memcpy(training->best[i], parameter->weights, parameter_size(parameter) * sizeof(float));
  }
}

static void take_best(struct training *training)
{
  for (uint32_t i = 0; i < training->learner->parameter_count; i++) {
    const struct parameter *parameter = &training->learner->parameters[i];
    memcpy(parameter->weights, training->best[i], parameter_size(parameter) * sizeof(float));
  }
}

static void open_training(struct training *training)
{
  struct learner *learner = training->learner;
  const struct course *course = training->course;
  size_t count = course->labelled->sentence_count + (course->unlabelled ? course->unlabelled->sentence_count : 0);
  training->sentences = allocate(count, sizeof *training->sentences);
  take_sentences(training, course->labelled);
  take_sentences(training, course->unlabelled);
  if (training->words == 0)
    fail("there is no sentence of up to %u tokens to train on", LONGEST_SENTENCE);
  training->step_count = (uint64_t)((double)training->words / course->batch_words * course->epochs) + 1;
  for (uint32_t i = 0; i < learner->parameter_count; i++) {
    parameter_begin(&learner->parameters[i]);
    training->best[i] = allocate(parameter_size(&learner->parameters[i]), sizeof(float));
  }
  for (uint32_t i = 0; i < SHARDS; i++) {
    struct shard *shard = &training->shards[i];
    shard->pass = (struct pass){.learner = learner, .dropout = course->dropout, .word_dropout = course->word_dropout};
    pass_open_gradients(&shard->pass);
    class_room_open(&shard->room, course->teachers, course->teacher_count);
    shard->room.lesson.share = course->teacher_share;
  }
}

static void close_training(struct training *training)
{
  for (uint32_t i = 0; i < SHARDS; i++) {
    batch_close(&training->shards[i].batch);
    pass_close(&training->shards[i].pass);
    class_room_close(&training->shards[i].room);
    free(training->shards[i].heads);
  }
  for (uint32_t i = 0; i < PARAMETER_LIMIT; i++)
    free(training->best[i]);
  free(training->sentences);
}

void train(struct learner *learner, const struct course *course, void (*keep)(const struct learner *, void *),
           void *context)
{
  struct training training = {.learner = learner, .course = course, .random = random_source(course->seed, 1)};
  open_training(&training);
  fprintf(stderr, "%zu sentences, %zu words; %u tags, %u relations, %u words known, %u vectors\n",
          training.sentence_count, training.words, learner->lexicon.tags.count, learner->lexicon.relations.count,
          learner->lexicon.word_count, learner->lexicon.vector_count);
  training.start = now();
  for (uint32_t epoch = 1; epoch <= course->epochs; epoch++) {
    run_epoch(&training, epoch);
    exchange(learner);
    learner_bake(learner);
    double score = print_scores(learner, course->trials, course->trial_count);
    if (epoch == 1 || score >= training.best_score) {
      remember_best(&training, epoch, score);
      keep(learner, context);
    }
    exchange(learner);
  }
  if (course->epochs > 0) {
    take_best(&training);
    fprintf(stderr, "best after epoch %u: mean LAS %.2f\n", training.best_epoch, training.best_score);
  }
  learner_bake(learner);
  close_training(&training);
}
