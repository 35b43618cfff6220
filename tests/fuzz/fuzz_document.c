/* Any bytes, read in any encoding, come out as they went in.
 *
 * The first byte of the input picks how the rest is read: its low two bits the format (HTML, HTML with selections,
 * text, lines), the others the encoding's label. I1  the lexemes of the view partition it; I2  without edits the
 * document renders to its own bytes; I3  the passages and their stretches of source are in order, and no byte is in
 * two; and a document whose passages were all built and put in place of themselves renders to its own bytes. */
#include "fuzz.h"

#include "document.h"
#include "encoding.h"
#include "lexer.h"
#include "utf8.h"

#include <string.h>

static const char *const labels[] = {NULL,        "utf-8",      "windows-1252", "utf-16le",   "utf-16be",
                                     "shift_jis", "gb18030",    "big5",         "euc-kr",     "euc-jp",
                                     "koi8-r",    "iso-8859-8", "macintosh",    "iso-2022-jp"};

static const char *const selections[] = {"//p | //title", "//*[@class]", "//b[contains(., 'a')]"};

static struct document_options options_of(uint8_t choice)
{
  static const rw_format formats[] = {RW_FORMAT_HTML, RW_FORMAT_HTML, RW_FORMAT_TEXT, RW_FORMAT_LINES};
  struct document_options options = {.format = formats[choice & 3],
                                     .encoding = labels[(choice >> 2) % (sizeof labels / sizeof *labels)]};
  if ((choice & 3) == 1) {
    options.selections = selections;
    options.selection_count = sizeof selections / sizeof *selections;
    options.protecting = 4;
  }
  return options;
}

static void check_lexemes(const char *view, size_t length)
{
  struct lexemes lexemes;
  fuzz_require(lexemes_open(&lexemes, view, (uint32_t)length) == RW_OK, "no page is wrong to the lexer");
  uint32_t end = 0;
  for (uint32_t i = 0; i < lexemes.count; i++) {
    fuzz_require(lexemes.items[i].start == end, "I1: a lexeme starts where the one before it ends");
    end = lexeme_end(&lexemes, i);
    fuzz_require(end > lexemes.items[i].start, "I1: no lexeme is empty");
  }
  fuzz_require(end == length, "I1: the last lexeme ends with the page");
  fuzz_require(lexemes.items[lexemes.count].type == LEXEME_END_OF_PAGE, "a sentinel follows the last lexeme");
  lexemes_close(&lexemes);
}

/* The map leads from the view to the page without a step back. */
static void check_map(const struct encoded *encoded)
{
  size_t last = 0;
  for (size_t at = 0; at <= encoded->view_length; at += 1 + at / 64) {
    size_t source = encoded_source(encoded, at);
    fuzz_require(source >= last && source <= encoded->length, "the map from view to page is in order");
    last = source;
  }
  fuzz_require(encoded_source(encoded, encoded->view_length) == encoded->length, "the view's end is the page's");
}

static void check_view(const char *bytes, size_t length, const struct document_options *options)
{
  struct encoded encoded;
  rw_error error;
  bool html = options->format == RW_FORMAT_HTML;
  fuzz_require(encoded_open(&encoded, bytes, length, options->encoding, html, &error) == RW_OK, "any bytes are read");
  fuzz_require(!encoded.codec || utf8_valid(encoded.view, encoded.view_length), "a converted view is UTF-8");
  if (encoded.supported)
    check_map(&encoded);
  check_lexemes(encoded.view, encoded.view_length);
  encoded_close(&encoded);
}

static void check_unchanged(const struct document *document, const char *bytes, size_t length)
{
  struct buffer out = {0};
  rw_error error;
  fuzz_require(document_render(document, &out, &error) == RW_OK, "a document renders");
  fuzz_require(out.length == length && (length == 0 || memcmp(out.data, bytes, length) == 0),
               "I2: a document that no edit changed renders to its own bytes");
  buffer_free(&out);
}

/* `source_end`: where the text of the passages before ends in the view; moved on. */
static void check_passage(const struct passage *passage, uint32_t *source_end)
{
  uint32_t text_end = 0;
  fuzz_require(utf8_valid(passage->view.text, passage->view.text_length), "a passage's text is UTF-8");
  fuzz_require(strlen(passage->view.text) == passage->view.text_length, "a passage's text holds no NUL");
  for (uint32_t i = 0; i < passage->segment_count; i++) {
    const struct segment *segment = &passage->segments[i];
    fuzz_require(segment->text == text_end, "the segments partition their text");
    fuzz_require(segment->kind != SEGMENT_NEW, "all text of a page has a source");
    fuzz_require(segment->source >= *source_end, "I3: every run at most once, in order");
    text_end += segment->text_length;
    *source_end = segment->source + segment->source_length;
  }
  fuzz_require(text_end == passage->view.text_length, "the segments partition their text");
}

static void check_passages(struct document *document, size_t length)
{
  uint32_t source_end = 0;
  size_t place_end = 0;
  for (uint32_t number = 0; number < document_passage_count(document); number++) {
    struct passage_place place;
    struct passage passage;
    rw_error error;
    document_place(document, number, &place);
    fuzz_require(place.start >= place_end && place.start <= place.end && place.end <= length,
                 "I3: the passages are in order and do not overlap");
    place_end = place.end;
    fuzz_require(document_passage(document, number, &passage, &error) == RW_OK, "a passage can be built");
    check_passage(&passage, &source_end);
    fuzz_require(document_replace(document, number, &passage, &error) == RW_OK, "a passage can replace itself");
    passage_free(&passage);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  struct document_options options = options_of(data[0]);
  const char *bytes = (const char *)data + 1;
  size_t length = size - 1;
  check_view(bytes, length, &options);
  struct document *document;
  rw_error error;
  fuzz_require(document_open(bytes, length, &options, &document, &error) == RW_OK, "any bytes are a document");
  check_unchanged(document, bytes, length);
  check_passages(document, length);
  check_unchanged(document, bytes, length);
  document_close(document);
  return 0;
}
