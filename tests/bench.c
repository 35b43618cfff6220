/* make bench: how fast documents are opened, rewritten and rendered, beside libxml2's own reading of the same pages.
 *
 * usage: bench [--repeat N] PAGE...
 * Each row is the median of N rounds (default 7) over all pages, with the least and the most, in megabytes of page a
 * second. The rounds of the rows alternate, so a machine that drifts slows all of them. */
#include "document.h"
#include "lexer.h"

#include <reword/reword.h>

#include <libxml/HTMLparser.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

struct page {
  const char *name;
  char *bytes;
  size_t length;
};

struct pages {
  struct page *items;
  size_t count;
  size_t bytes;
};

static volatile size_t sink; /* keeps the compiler from leaving work out */

static void fail(const char *what)
{
  fprintf(stderr, "bench: %s\n", what);
  exit(EXIT_FAILURE);
}

static void read_page(struct pages *pages, const char *name)
{
  FILE *file = fopen(name, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0)
    fail(name);
  long length = ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)length + 1);
  if (!bytes || fread(bytes, 1, (size_t)length, file) != (size_t)length)
    fail(name);
  fclose(file);
  pages->items[pages->count++] = (struct page){name, bytes, (size_t)length};
  pages->bytes += (size_t)length;
}

/* ---- The rows ---- */

static void cut(const struct page *page)
{
  struct lexemes lexemes;
  if (lexemes_open(&lexemes, page->bytes, (uint32_t)page->length) != RW_OK)
    fail("out of memory");
  sink += lexemes.count;
  lexemes_close(&lexemes);
}

static void open_and_render(const struct page *page)
{
  struct document_options options = {.format = RW_FORMAT_HTML};
  struct document *document;
  rw_error error;
  struct buffer out = {0};
  if (document_open(page->bytes, page->length, &options, &document, &error) != RW_OK ||
      document_render(document, &out, &error) != RW_OK)
    fail(error.message);
  if (out.length != page->length || memcmp(out.data, page->bytes, out.length) != 0)
    fail("a page did not come back as it was");
  document_close(document);
  buffer_free(&out);
}

static void count_start(void *count, const xmlChar *name, const xmlChar **attributes)
{
  (void)name, (void)attributes;
  ++*(size_t *)count;
}

static void count_end(void *count, const xmlChar *name)
{
  (void)name;
  ++*(size_t *)count;
}

static void count_characters(void *count, const xmlChar *characters, int length)
{
  (void)characters;
  *(size_t *)count += (size_t)length;
}

static void libxml2_sax(const struct page *page)
{
  htmlSAXHandler handler = {.startElement = count_start,
                            .endElement = count_end,
                            .characters = count_characters,
                            .ignorableWhitespace = count_characters,
                            .cdataBlock = count_characters};
  size_t count = 0;
#if LIBXML_VERSION >= 21100
  htmlParserCtxtPtr parser = htmlNewSAXParserCtxt(&handler, &count);
  if (!parser)
    fail("out of memory");
#else
  htmlParserCtxtPtr parser = htmlNewParserCtxt();
  if (!parser)
    fail("out of memory");
  memcpy(parser->sax, &handler, sizeof handler);
  parser->userData = &count;
#endif
  xmlFreeDoc(htmlCtxtReadMemory(parser, page->bytes, (int)page->length, NULL, "UTF-8",
                                HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET));
  htmlFreeParserCtxt(parser);
  sink += count;
}

static rw_engine *empty_engine, *builtin_engine;

static void rewrite(rw_engine *engine, const struct page *page)
{
  rw_input input = {.size = sizeof input, .name = page->name, .bytes = page->bytes, .length = page->length};
  rw_result *result;
  rw_error error;
  if (rw_rewrite(engine, &input, &result, &error) != RW_OK)
    fail(error.message);
  size_t length;
  rw_result_bytes(result, &length);
  sink += length;
  rw_result_free(result);
}

static void empty_chain(const struct page *page)
{
  rewrite(empty_engine, page);
}

static void builtin_chain(const struct page *page)
{
  rewrite(builtin_engine, page);
}

struct row {
  const char *name;
  void (*work)(const struct page *page);
};

static const struct row rows[] = {
    {"libxml2 SAX on the page", libxml2_sax},          {"lexemes alone", cut},
    {"document opened and rendered", open_and_render}, {"engine, empty chain", empty_chain},
    {"engine, built-in chain", builtin_chain},
};

enum { ROW_COUNT = sizeof rows / sizeof *rows, MOST_ROUNDS = 99 };

/* ---- Measuring ---- */

static double seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int by_value(const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return left < right ? -1 : left > right;
}

static void measure(const struct pages *pages, int rounds)
{
  static double times[ROW_COUNT][MOST_ROUNDS];
  for (int round = 0; round < rounds; round++) {
    for (size_t row = 0; row < ROW_COUNT; row++) {
      double start = seconds();
      for (size_t i = 0; i < pages->count; i++)
        rows[row].work(&pages->items[i]);
      times[row][round] = seconds() - start;
    }
  }
  double megabytes = (double)pages->bytes / 1e6, reference = 0;
  printf("%zu pages, %.1f MB, %d rounds, libxml2 %s\n", pages->count, megabytes, rounds, LIBXML_DOTTED_VERSION);
  for (size_t row = 0; row < ROW_COUNT; row++) {
    qsort(times[row], (size_t)rounds, sizeof(double), by_value);
    double median = times[row][rounds / 2];
    if (row == 0)
      reference = median;
    printf("%-30s %8.1f MB/s  (%.1f to %.1f)  %5.2f x libxml2\n", rows[row].name, megabytes / median,
           megabytes / times[row][rounds - 1], megabytes / times[row][0], reference / median);
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("peak memory %.1f MB\n", (double)usage.ru_maxrss / 1024);
}

int main(int count, char **arguments)
{
  int first = 1, rounds = 7;
  if (count > 2 && strcmp(arguments[1], "--repeat") == 0) {
    rounds = atoi(arguments[2]);
    first = 3;
  }
  if (first >= count || rounds < 1 || rounds > MOST_ROUNDS)
    fail("usage: bench [--repeat N] PAGE...");
  struct pages pages = {.items = calloc((size_t)count, sizeof(struct page))};
  if (!pages.items)
    fail("out of memory");
  for (int i = first; i < count; i++)
    read_page(&pages, arguments[i]);
  rw_error error;
  rw_settings empty = {.size = sizeof empty, .chain = "[]"}, builtin = {.size = sizeof builtin};
  if (rw_engine_open(&empty, &empty_engine, &error) != RW_OK ||
      rw_engine_open(&builtin, &builtin_engine, &error) != RW_OK)
    fail(error.message);
  measure(&pages, rounds);
  rw_engine_close(empty_engine);
  rw_engine_close(builtin_engine);
  for (size_t i = 0; i < pages.count; i++)
    free(pages.items[i].bytes);
  free(pages.items);
  return EXIT_SUCCESS;
}
