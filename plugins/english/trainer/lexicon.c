#include "lexicon.h"

#include "../feature.h"
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_names(const void *left, const void *right)
{
  return strcmp(*(char *const *)left, *(char *const *)right);
}

static int compare_words(const void *left, const void *right)
{
  uint32_t a = *(const uint32_t *)left;
  uint32_t b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

uint32_t names_find(const struct names *names, const char *name)
{
  if (names->count == 0)
    return NAME_ABSENT;
  char **found = bsearch(&name, names->names, names->count, sizeof *names->names, compare_names);
  return found ? (uint32_t)(found - names->names) : NAME_ABSENT;
}

/* Adds a name unless it is there. There are few names, so that keeping them in order costs little. */
static void names_add(struct names *names, const char *name)
{
  if (names_find(names, name) != NAME_ABSENT)
    return;
  size_t limit = names->count;
  names->names = grow(names->names, &limit, names->count, names->count + 1, sizeof *names->names);
  names->names[names->count++] = copy_string(name);
  qsort(names->names, names->count, sizeof *names->names, compare_names);
}

static void names_close(struct names *names)
{
  for (uint32_t i = 0; i < names->count; i++)
    free(names->names[i]);
  free(names->names);
}

void tag_name(char name[TAG_NAME_LIMIT], const struct conllu_token *token)
{
  if (snprintf(name, TAG_NAME_LIMIT, "%s\t%s", token->upos, token->xpos) >= TAG_NAME_LIMIT)
    fail("the tags %s and %s are too long", token->upos, token->xpos);
}

static struct feature_values values_of(const char *form)
{
  return feature_values(form, strlen(form), false);
}

/* The values of one or two features of every token, ascending. */
static uint32_t *sorted_values(const struct treebank *treebank, enum feature first, enum feature second)
{
  uint32_t *values = allocate(2 * treebank->token_count, sizeof *values);
  for (size_t i = 0; i < treebank->token_count; i++) {
    struct feature_values of = values_of(treebank->tokens[i].form);
    values[2 * i] = of.of[first];
    values[2 * i + 1] = of.of[second];
  }
  qsort(values, 2 * treebank->token_count, sizeof *values, compare_words);
  return values;
}

static void take_words(struct lexicon *lexicon, const struct treebank *treebank, uint32_t least_frequency)
{
  uint32_t *values = sorted_values(treebank, FEATURE_VOCABULARY, FEATURE_VOCABULARY);
  lexicon->words = allocate(treebank->token_count, sizeof *lexicon->words);
  lexicon->frequencies = allocate(treebank->token_count, sizeof *lexicon->frequencies);
  size_t end;
  for (size_t at = 0; at < 2 * treebank->token_count; at = end) {
    for (end = at; end < 2 * treebank->token_count && values[end] == values[at];)
      end += 2;
    uint32_t frequency = (uint32_t)(end - at) / 2;
    if (frequency < least_frequency)
      continue;
    lexicon->words[lexicon->word_count] = values[at];
    lexicon->frequencies[lexicon->word_count++] = frequency;
  }
  free(values);
}

void lexicon_open(struct lexicon *lexicon, const struct treebank *treebank, uint32_t least_frequency)
{
  *lexicon = (struct lexicon){0};
  for (size_t i = 0; i < treebank->token_count; i++) {
    char name[TAG_NAME_LIMIT];
    tag_name(name, &treebank->tokens[i]);
    names_add(&lexicon->tags, name);
    names_add(&lexicon->relations, treebank->tokens[i].relation);
  }
  lexicon->root = names_find(&lexicon->relations, "root");
  if (lexicon->root == NAME_ABSENT)
    fail("no token of the training data has the relation \"root\"");
  if (lexicon->relations.count < 2)
    fail("no token of the training data has another relation than \"root\"");
  take_words(lexicon, treebank, least_frequency);
}

void lexicon_close(struct lexicon *lexicon)
{
  names_close(&lexicon->tags);
  names_close(&lexicon->relations);
  free(lexicon->words);
  free(lexicon->frequencies);
  free(lexicon->vector_words);
  free(lexicon->vectors);
  *lexicon = (struct lexicon){0};
}

/* The vectors while they are read: in the file's order. */
struct vector_reader {
  const char *path;
  uint32_t *words;
  size_t word_limit;
  float *numbers;
  size_t number_limit;
  uint32_t count, columns;
};

static uint32_t count_columns(const struct vector_reader *reader, const char *numbers)
{
  uint32_t columns = 0;
  for (char *end; strtof(numbers, &end), end > numbers; numbers = end)
    columns++;
  if (columns == 0)
    fail("%s:1: a word and its numbers are expected, blanks between them", reader->path);
  return columns;
}

static void add_vector(struct vector_reader *reader, uint32_t word, const char *numbers, size_t line)
{
  size_t used = (size_t)reader->count * reader->columns;
  reader->words = grow(reader->words, &reader->word_limit, reader->count, reader->count + 1u, sizeof *reader->words);
  reader->numbers = grow(reader->numbers, &reader->number_limit, used, used + reader->columns, sizeof *reader->numbers);
  for (uint32_t i = 0; i < reader->columns; i++) {
    char *end;
    reader->numbers[used + i] = strtof(numbers, &end);
    if (end == numbers)
      fail("%s:%zu: %u numbers where line 1 has %u", reader->path, line, i, reader->columns);
    numbers = end;
  }
  reader->words[reader->count++] = word;
}

static void read_lines(struct vector_reader *reader, uint32_t limit, const struct treebank *treebank)
{
  uint32_t *wanted = sorted_values(treebank, FEATURE_VECTORS, FEATURE_VOCABULARY);
  FILE *file = fopen(reader->path, "r");
  if (!file)
    fail("%s: cannot be read", reader->path);
  char *text = NULL;
  size_t room = 0;
  for (size_t line = 1; getline(&text, &room, file) > 0; line++) {
    char *blank = strchr(text, ' ');
    if (!blank)
      fail("%s:%zu: a word and its numbers are expected, blanks between them", reader->path, line);
    if (line == 1)
      reader->columns = count_columns(reader, blank);
    uint32_t word = feature_values(text, (size_t)(blank - text), false).of[FEATURE_VECTORS];
    if (line <= limit || feature_find(wanted, (uint32_t)(2 * treebank->token_count), word) != FEATURE_ABSENT)
      add_vector(reader, word, blank, line);
  }
  free(text);
  fclose(file);
  free(wanted);
}

struct place {
  uint32_t word, line;
};

static int compare_places(const void *left, const void *right)
{
  const struct place *a = left;
  const struct place *b = right;
  int order = compare_words(&a->word, &b->word);
  return order != 0 ? order : compare_words(&a->line, &b->line);
}

void lexicon_read_vectors(struct lexicon *lexicon, const char *path, uint32_t limit, const struct treebank *treebank)
{
  struct vector_reader reader = {.path = path};
  read_lines(&reader, limit, treebank);
  if (reader.count == 0)
    fail("%s: no vectors", path);
  struct place *places = allocate(reader.count, sizeof *places);
  for (uint32_t i = 0; i < reader.count; i++)
    places[i] = (struct place){reader.words[i], i};
  qsort(places, reader.count, sizeof *places, compare_places);

  lexicon->vector_columns = reader.columns;
  lexicon->vector_words = allocate(reader.count, sizeof *lexicon->vector_words);
  lexicon->vectors = allocate(((size_t)reader.count + 1) * reader.columns, sizeof *lexicon->vectors);
  for (uint32_t i = 0; i < reader.count; i++) {
    if (i > 0 && places[i].word == places[i - 1].word)
      continue;
    uint32_t row = ++lexicon->vector_count;
    lexicon->vector_words[row - 1] = places[i].word;
    memcpy(lexicon->vectors + (size_t)row * reader.columns, reader.numbers + (size_t)places[i].line * reader.columns,
           reader.columns * sizeof(float));
  }
  free(places);
  free(reader.words);
  free(reader.numbers);
}
