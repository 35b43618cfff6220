/* Words a second that the language module analyses, to each depth, over the passages of pages; on one thread.
 * make bench runs it: bench_analysis PAGE... */
#include "document.h"
#include "language.h"
#include "passage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 3

static void fail(const char *what)
{
  fprintf(stderr, "bench_analysis: %s\n", what);
  exit(EXIT_FAILURE);
}

/* The passages of all pages, not annotated. */
struct passages {
  struct passage *items;
  size_t count, capacity;
};

static void add_passage(struct passages *passages, struct document *document, uint32_t number)
{
  rw_error error;
  if (passages->count == passages->capacity) {
    passages->capacity = passages->capacity * 2 + 64;
    passages->items = realloc(passages->items, passages->capacity * sizeof *passages->items);
    if (!passages->items)
      fail("out of memory");
  }
  if (document_passage(document, number, &passages->items[passages->count], &error) != RW_OK)
    fail(error.message);
  passages->count++;
}

static void read_page(struct passages *passages, const char *name)
{
  FILE *file = fopen(name, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0)
    fail(name);
  const long size = ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)size + 1);
  if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size)
    fail(name);
  fclose(file);
  const struct document_options options = {.format = RW_FORMAT_HTML};
  struct document *document;
  rw_error error;
  if (document_open(bytes, (size_t)size, &options, &document, &error) != RW_OK)
    fail(error.message);
  for (uint32_t number = 0; number < document_passage_count(document); number++) {
    struct passage_place place;
    document_place(document, number, &place);
    if (!place.untouched)
      add_passage(passages, document, number);
  }
  document_close(document);
  free(bytes);
}

static double processor_seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The text of a passage by itself, without layers. */
static void copy_text(const struct passage *passage, struct passage *copy)
{
  const struct segments none = {.count = 0};
  passage_init(copy);
  if (passage_set_text(copy, passage->view.text, passage->view.text_length, &none, NULL, 0) != RW_OK)
    fail("out of memory");
}

/* The processor's seconds for all passages to a depth; counts their tokens. */
static double analyse_all(const struct passages *passages, struct language *language, rw_depth depth, size_t *tokens)
{
  *tokens = 0;
  double spent = 0;
  for (size_t i = 0; i < passages->count; i++) {
    struct passage copy;
    rw_error error;
    copy_text(&passages->items[i], &copy);
    const double start = processor_seconds();
    if (language_annotate(language, &copy, depth, &error) != RW_OK)
      fail(error.message);
    spent += processor_seconds() - start;
    *tokens += copy.view.token_count;
    passage_free(&copy);
  }
  return spent;
}

static void measure(const struct passages *passages, struct language *language)
{
  static const struct {
    const char *name;
    rw_depth depth;
  } stages[] = {{"tokens, sentences, marks", RW_DEPTH_TOKENS},
                {"tags and lemmas, from text", RW_DEPTH_TAGS},
                {"dependencies, from text", RW_DEPTH_DEPENDENCIES}};
  for (size_t stage = 0; stage < sizeof stages / sizeof *stages; stage++) {
    double best = 0;
    size_t tokens = 0;
    for (int round = 0; round < ROUNDS; round++) {
      const double spent = analyse_all(passages, language, stages[stage].depth, &tokens);
      best = round == 0 || spent < best ? spent : best;
    }
    printf("%-30s %9.0f words/s  (%zu words, best of %d, processor's time)\n", stages[stage].name,
           (double)tokens / best, tokens, ROUNDS);
  }
}

int main(int argument_count, char **arguments)
{
  struct passages passages = {.count = 0};
  for (int i = 1; i < argument_count; i++)
    read_page(&passages, arguments[i]);
  const struct config_source source = {config_builtin, strlen(config_builtin), "(built-in configuration)", "."};
  struct modules *modules;
  struct config config;
  struct language *language;
  rw_error error;
  if (modules_open(&modules, &error) != RW_OK || modules_add_defaults(modules, &error) != RW_OK ||
      config_open(&config, &source, NULL, modules, &error) != RW_OK ||
      language_open(&config, &language, &error) != RW_OK)
    fail(error.message);
  measure(&passages, language);
  language_close(language);
  config_close(&config);
  modules_close(modules);
  for (size_t i = 0; i < passages.count; i++)
    passage_free(&passages.items[i]);
  free(passages.items);
  return EXIT_SUCCESS;
}
