/* english_train - the program that trains the tagger and parser of the English module. See docs/training.md. */
#include "matrix.h"
#include "program.h"
#include "store.h"
#include "teacher.h"
#include "train.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRIAL_LIMIT 16u
#define TEACHER_LIMIT 32u

/* What the command line says. */
struct settings {
  struct course course;
  struct dimensions dimensions;
  struct treebank labelled, unlabelled;
  struct trial trials[TRIAL_LIMIT];
  struct learner teachers[TEACHER_LIMIT];
  const char *teacher_paths[TEACHER_LIMIT];
  const char *vectors;
  uint32_t vector_words;
  uint32_t least_frequency;
  const char *start;
  const char *output;
  const char *checkpoint;
};

static const char usage[] =
    "Usage: english-train [OPTION]... --output MODEL TREEBANK...\n"
    "Trains the tagger and parser of reword's English module on CoNLL-U files.\n"
    "\n"
    "Files\n"
    "  -o, --output MODEL        the model to write, for the module\n"
    "      --checkpoint FILE     write the weights as floats too, for --start and --teacher\n"
    "      --dev [NAME=]FILE     score on this treebank after each epoch; may be given more than once\n"
    "      --vectors FILE        pretrained vectors of words: a word and its numbers a line, frequent words first\n"
    "      --vector-words N      take the first N of them, and those of words in the treebanks [20000]\n"
    "      --unlabelled FILE     learn from sentences without trees too, from teachers alone\n"
    "      --start FILE          begin with the weights of a checkpoint; sizes and words are those it has\n"
    "\n"
    "The course\n"
    "      --epochs N            [25]; 0 with --start writes and scores the checkpoint as it is\n"
    "      --learning-rate X     [0.002]\n"
    "      --batch-words N       words of a step [1000]\n"
    "      --dropout X           [0.25]\n"
    "      --word-dropout X      a word that is N times in the treebanks is hidden X / (X + N) of the times [0.5]\n"
    "      --average X           share of the average of weights that a step keeps [0.9975]\n"
    "      --case-noise X        probability that a sentence is seen in other letters or unfinished [0.05]\n"
    "      --seed N              the same seed gives the same model on one machine [1]\n"
    "      --threads N           1 or 2; the model is the same [1]\n"
    "\n"
    "Distillation\n"
    "      --teacher FILE        learn from a checkpoint's answers too; may be given more than once\n"
    "      --teacher-share X     how much of what is to be learnt is the teachers' [0.5]\n"
    "\n"
    "The network\n"
    "      --width N             of the layers, a multiple of 32 [192]\n"
    "      --layers N            recurrent layers, 1 to 8 [3]\n"
    "      --tag-layer N         the layer that tags are read from [the last but one]\n"
    "      --least-frequency N   words seen as often have embeddings of their own [2]\n"
    "\n"
    "      --help                print this\n";

enum option_code {
  OPTION_CHECKPOINT = 256,
  OPTION_DEV,
  OPTION_VECTORS,
  OPTION_VECTOR_WORDS,
  OPTION_UNLABELLED,
  OPTION_START,
  OPTION_EPOCHS,
  OPTION_LEARNING_RATE,
  OPTION_BATCH_WORDS,
  OPTION_DROPOUT,
  OPTION_WORD_DROPOUT,
  OPTION_AVERAGE,
  OPTION_CASE_NOISE,
  OPTION_SEED,
  OPTION_THREADS,
  OPTION_TEACHER,
  OPTION_TEACHER_SHARE,
  OPTION_WIDTH,
  OPTION_LAYERS,
  OPTION_TAG_LAYER,
  OPTION_LEAST_FREQUENCY,
  OPTION_HELP
};

static const struct option options[] = {
    {"output", required_argument, NULL, 'o'},
    {"checkpoint", required_argument, NULL, OPTION_CHECKPOINT},
    {"dev", required_argument, NULL, OPTION_DEV},
    {"vectors", required_argument, NULL, OPTION_VECTORS},
    {"vector-words", required_argument, NULL, OPTION_VECTOR_WORDS},
    {"unlabelled", required_argument, NULL, OPTION_UNLABELLED},
    {"start", required_argument, NULL, OPTION_START},
    {"epochs", required_argument, NULL, OPTION_EPOCHS},
    {"learning-rate", required_argument, NULL, OPTION_LEARNING_RATE},
    {"batch-words", required_argument, NULL, OPTION_BATCH_WORDS},
    {"dropout", required_argument, NULL, OPTION_DROPOUT},
    {"word-dropout", required_argument, NULL, OPTION_WORD_DROPOUT},
    {"average", required_argument, NULL, OPTION_AVERAGE},
    {"case-noise", required_argument, NULL, OPTION_CASE_NOISE},
    {"seed", required_argument, NULL, OPTION_SEED},
    {"threads", required_argument, NULL, OPTION_THREADS},
    {"teacher", required_argument, NULL, OPTION_TEACHER},
    {"teacher-share", required_argument, NULL, OPTION_TEACHER_SHARE},
    {"width", required_argument, NULL, OPTION_WIDTH},
    {"layers", required_argument, NULL, OPTION_LAYERS},
    {"tag-layer", required_argument, NULL, OPTION_TAG_LAYER},
    {"least-frequency", required_argument, NULL, OPTION_LEAST_FREQUENCY},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static const char *option_name(int code)
{
  const struct option *option = options;
  while (option->val != code)
    option++;
  return option->name;
}

/* The option's argument as a number in a range. */
static uint32_t whole(int code, uint32_t least, uint32_t most)
{
  char *end;
  errno = 0;
  unsigned long value = strtoul(optarg, &end, 10);
  if (optarg[0] < '0' || optarg[0] > '9' || *end || errno || value < least || value > most)
    fail("--%s %s: give a whole number from %u to %u", option_name(code), optarg, least, most);
  return (uint32_t)value;
}

static float real(int code, float least, float most)
{
  char *end;
  float value = strtof(optarg, &end);
  if (end == optarg || *end || !(value >= least && value <= most))
    fail("--%s %s: give a number from %g to %g", option_name(code), optarg, (double)least, (double)most);
  return value;
}

static void add_trial(struct settings *settings)
{
  if (settings->course.trial_count == TRIAL_LIMIT)
    fail("--dev may be given %u times", TRIAL_LIMIT);
  struct trial *trial = &settings->trials[settings->course.trial_count++];
  char *equals = strchr(optarg, '=');
  char *slash = strrchr(optarg, '/');
  const char *path = equals ? equals + 1 : optarg;
  if (equals)
    *equals = '\0';
  trial->name = !equals && slash ? slash + 1 : optarg;
  treebank_read(&trial->treebank, path, true);
}

static void add_teacher(struct settings *settings)
{
  uint32_t count = settings->course.teacher_count;
  if (count == TEACHER_LIMIT)
    fail("--teacher may be given %u times", TEACHER_LIMIT);
  settings->teacher_paths[count] = optarg;
  settings->course.teacher_count++;
}

static bool read_file_option(struct settings *settings, int code)
{
  switch (code) {
  case 'o':
    settings->output = optarg;
    return true;
  case OPTION_CHECKPOINT:
    settings->checkpoint = optarg;
    return true;
  case OPTION_DEV:
    add_trial(settings);
    return true;
  case OPTION_VECTORS:
    settings->vectors = optarg;
    return true;
  case OPTION_UNLABELLED:
    treebank_read(&settings->unlabelled, optarg, false);
    return true;
  case OPTION_START:
    settings->start = optarg;
    return true;
  case OPTION_TEACHER:
    add_teacher(settings);
    return true;
  default:
    return false;
  }
}

static bool read_course_option(struct course *course, int code)
{
  switch (code) {
  case OPTION_EPOCHS:
    course->epochs = whole(code, 0, 100000);
    return true;
  case OPTION_LEARNING_RATE:
    course->learning_rate = real(code, 0, 1);
    return true;
  case OPTION_BATCH_WORDS:
    course->batch_words = whole(code, 1, 100000);
    return true;
  case OPTION_DROPOUT:
    course->dropout = real(code, 0.001f, 0.9f);
    return true;
  case OPTION_WORD_DROPOUT:
    course->word_dropout = real(code, 0, 1000);
    return true;
  case OPTION_AVERAGE:
    course->average = real(code, 0, 1);
    return true;
  case OPTION_CASE_NOISE:
    course->case_noise = real(code, 0, 1);
    return true;
  case OPTION_SEED:
    course->seed = whole(code, 0, UINT32_MAX);
    return true;
  case OPTION_THREADS:
    course->threads = whole(code, 1, 2);
    return true;
  case OPTION_TEACHER_SHARE:
    course->teacher_share = real(code, 0, 1);
    return true;
  default:
    return false;
  }
}

static bool read_size_option(struct settings *settings, int code)
{
  switch (code) {
  case OPTION_VECTOR_WORDS:
    settings->vector_words = whole(code, 0, 10000000);
    return true;
  case OPTION_WIDTH:
    settings->dimensions.width = whole(code, 32, 4096);
    if (settings->dimensions.width % 32 != 0)
      fail("--width %s: give a multiple of 32", optarg);
    return true;
  case OPTION_LAYERS:
    settings->dimensions.layers = whole(code, 1, LAYER_LIMIT);
    return true;
  case OPTION_TAG_LAYER:
    settings->dimensions.tag_layer = whole(code, 0, LAYER_LIMIT);
    return true;
  case OPTION_LEAST_FREQUENCY:
    settings->least_frequency = whole(code, 1, 1000000);
    return true;
  default:
    return false;
  }
}

static void check_settings(struct settings *settings, int files)
{
  struct dimensions *size = &settings->dimensions;
  if (!settings->output)
    fail("--output MODEL is missing; try --help");
  if (settings->course.epochs == 0 && !settings->start)
    fail("--epochs 0 needs --start");
  if (files == 0 && settings->course.epochs > 0)
    fail("give at least one treebank to train on; try --help");
  if (settings->unlabelled.sentence_count > 0 && settings->course.teacher_count == 0)
    fail("--unlabelled needs --teacher");
  if (size->tag_layer == UINT32_MAX)
    size->tag_layer = size->layers > 1 ? size->layers - 1 : 1;
  if (size->tag_layer > size->layers)
    fail("--tag-layer %u: there are %u layers", size->tag_layer, size->layers);
}

static void read_settings(struct settings *settings, int count, char **arguments)
{
  int code;
  while ((code = getopt_long(count, arguments, "o:", options, NULL)) != -1) {
    if (code == OPTION_HELP) {
      fputs(usage, stdout);
      exit(0);
    }
    if (code == '?')
      fail("try --help");
    if (!read_file_option(settings, code) && !read_course_option(&settings->course, code))
      read_size_option(settings, code);
  }
  for (int i = optind; i < count; i++)
    treebank_read(&settings->labelled, arguments[i], true);
  check_settings(settings, count - optind);
}

static void open_learner(struct settings *settings, struct learner *learner)
{
  if (settings->start) {
    store_read_checkpoint(learner, settings->start);
    return;
  }
  struct lexicon lexicon;
  lexicon_open(&lexicon, &settings->labelled, settings->least_frequency);
  if (settings->vectors)
    lexicon_read_vectors(&lexicon, settings->vectors, settings->vector_words, &settings->labelled);
  learner_open(learner, lexicon, &settings->dimensions, settings->course.seed);
}

static void open_teachers(struct settings *settings, const struct learner *pupil)
{
  for (uint32_t i = 0; i < settings->course.teacher_count; i++) {
    store_read_checkpoint(&settings->teachers[i], settings->teacher_paths[i]);
    teacher_check(&settings->teachers[i], settings->teacher_paths[i], &pupil->lexicon);
    learner_bake(&settings->teachers[i]);
  }
}

/* Writes the files. */
static void keep(const struct learner *learner, void *context)
{
  const struct settings *settings = context;
  store_model(learner, settings->output);
  if (settings->checkpoint)
    store_checkpoint(learner, settings->checkpoint);
}

static void close_all(struct settings *settings, struct learner *learner)
{
  treebank_close(&settings->labelled);
  treebank_close(&settings->unlabelled);
  for (uint32_t i = 0; i < settings->course.trial_count; i++)
    treebank_close(&settings->trials[i].treebank);
  for (uint32_t i = 0; i < settings->course.teacher_count; i++)
    learner_close(&settings->teachers[i]);
  learner_close(learner);
}

int main(int count, char **arguments)
{
  struct settings settings = {
      .course = {.epochs = 25,
                 .learning_rate = 0.002f,
                 .batch_words = 1000,
                 .seed = 1,
                 .dropout = 0.25f,
                 .word_dropout = 0.5f,
                 .average = 0.9975f,
                 .case_noise = 0.05f,
                 .teacher_share = 0.5f,
                 .threads = 1},
      .vector_words = 20000,
      .least_frequency = 2,
  };
  settings.dimensions = default_dimensions;
  settings.dimensions.tag_layer = UINT32_MAX;
  settings.course.labelled = &settings.labelled;
  settings.course.unlabelled = &settings.unlabelled;
  settings.course.teachers = settings.teachers;
  settings.course.trials = settings.trials;
  read_settings(&settings, count, arguments);
  matrix_begin();
  struct learner learner;
  open_learner(&settings, &learner);
  open_teachers(&settings, &learner);
  if (settings.course.epochs > 0)
    train(&learner, &settings.course, keep, &settings);
  else
    learner_bake(&learner);
  if (settings.course.epochs == 0)
    keep(&learner, &settings);
  size_t length = store_model(&learner, settings.output);
  fprintf(stderr, "%s: %zu bytes\nscores as floats:\n", settings.output, length);
  print_scores(&learner, settings.trials, settings.course.trial_count);
  store_quantise(&learner);
  fputs("scores as quantised:\n", stderr);
  print_scores(&learner, settings.trials, settings.course.trial_count);
  close_all(&settings, &learner);
  return 0;
}
