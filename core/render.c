/* Writes a rewritten passage as bytes of the page: stretches that came from the page are copied from it, new text is
 * escaped. Then cuts and decodes what it wrote anew, as any reader of the page would. */
#include "page.h"

#include "error.h"
#include "run.h"

#include <stdlib.h>
#include <string.h>

/* No passage is written that takes more bytes of UTF-8. */
#define PASSAGE_LENGTH_LIMIT ((size_t)1 << 30)

/* A piece of what is written: bytes of the view as they were, or new ones. */
struct chunk {
  uint32_t at;     /* byte of `out` */
  uint32_t source; /* byte of the view; RW_NONE: new */
};

/* Text written between two pieces of markup, and the text of the passage it must decode to. */
struct written_run {
  uint32_t start, end;
  uint32_t text, text_end;
};

struct writer {
  const struct page *page;
  const struct stretch *stretch;
  rw_range bytes; /* of the view, that the stretch takes up */
  const struct passage *passage;
  enum lexeme_type type; /* of the stretch's text */
  struct buffer out;     /* in UTF-8 */
  struct chunk *chunks;
  struct written_run *runs;
  uint32_t chunk_count, run_count;
  struct written_run run; /* at hand */
  uint32_t run_chunk;     /* its first chunk */
  uint32_t segment;       /* the next to write, or the one that is written in part */
  bool *taken;            /* per lexeme of the stretch: written as markup */
  struct buffer decoded;
  rw_error *error;
};

static rw_status refuse(const struct writer *writer, const char *reason)
{
  return error_set(writer->error, RW_FAILED, "%s", reason);
}

/* ---- Writing ---- */

static void add_chunk(struct writer *writer, uint32_t source)
{
  uint32_t at = (uint32_t)writer->out.length;
  if (writer->chunk_count > writer->run_chunk) {
    const struct chunk *last = &writer->chunks[writer->chunk_count - 1];
    if (source == RW_NONE ? last->source == RW_NONE
                          : last->source != RW_NONE && last->source + (at - last->at) == source)
      return;
  }
  writer->chunks[writer->chunk_count++] = (struct chunk){.at = at, .source = source};
}

static void write_source(struct writer *writer, uint32_t source, uint32_t length)
{
  if (length == 0)
    return;
  add_chunk(writer, source);
  buffer_append(&writer->out, writer->page->encoded.view + source, length);
}

static void write_new(struct writer *writer, uint32_t text, uint32_t length)
{
  if (length == 0)
    return;
  add_chunk(writer, RW_NONE);
  if (writer->page->format == RW_FORMAT_HTML)
    run_escape(writer->passage->view.text + text, length, &writer->out);
  else
    buffer_append(&writer->out, writer->passage->view.text + text, length);
}

static bool is_in_stretch(const struct writer *writer, uint32_t source, uint32_t length)
{
  return source >= writer->bytes.start && source <= writer->bytes.end && length <= writer->bytes.end - source;
}

/* Writes the bytes [from, to) of the text, which lie in one segment. */
static rw_status write_segment(struct writer *writer, const struct segment *segment, uint32_t from, uint32_t to)
{
  bool whole = from == segment->text && to == segment->text + segment->text_length;
  if (segment->kind == SEGMENT_NEW) {
    write_new(writer, from, to - from);
    return RW_OK;
  }
  if (!is_in_stretch(writer, segment->source, segment->source_length))
    return refuse(writer, "a stretch of the text comes from another passage");
  if (whole)
    write_source(writer, segment->source, segment->source_length);
  else if (segment->kind == SEGMENT_LINEAR)
    write_source(writer, segment->source + (from - segment->text), to - from);
  else
    return refuse(writer, "markup stands inside a character");
  return RW_OK;
}

/* Whether a segment's bytes decode to its text wherever they stand, and cannot be taken for markup. */
static bool stands_anywhere(const struct writer *writer, const struct segment *segment)
{
  if (segment->kind != SEGMENT_ATOM || segment->source_length == 0)
    return false;
  char last = writer->page->encoded.view[segment->source + segment->source_length - 1];
  return last == ';' || last == '\n' || last == '\r';
}

/* Writes the run at hand anew, all of it escaped but references and line breaks. */
static rw_status write_run_escaped(struct writer *writer)
{
  const struct passage *passage = writer->passage;
  writer->out.length = writer->run.start;
  writer->chunk_count = writer->run_chunk;
  uint32_t at = writer->run.text;
  for (uint32_t i = segment_find(passage->segments, passage->segment_count, at); at < writer->run.text_end; i++) {
    const struct segment *segment = &passage->segments[i];
    uint32_t end = segment->text + segment->text_length;
    if (end > writer->run.text_end)
      end = writer->run.text_end;
    if (segment->kind == SEGMENT_BAD)
      return refuse(writer, "text that cannot be decoded would have to be written anew");
    if (stands_anywhere(writer, segment) && at == segment->text && end == at + segment->text_length)
      write_source(writer, segment->source, segment->source_length);
    else
      write_new(writer, at, end - at);
    at = end;
  }
  return RW_OK;
}

/* ---- Verifying a run ---- */

/* Whether bytes between two tags are one text lexeme. */
static bool cuts_as_text(struct writer *writer, const char *text, uint32_t length)
{
  if (!memchr(text, '<', length))
    return true;
  struct buffer page = {0};
  buffer_append_string(&page, "<b>");
  buffer_append(&page, text, length);
  buffer_append_string(&page, "<b>");
  struct lexemes lexemes = {0};
  bool good = !page.failed && lexemes_open(&lexemes, page.data, (uint32_t)page.length) == RW_OK;
  if (!good)
    writer->out.failed = true;
  if (good) {
    good = lexemes.count == 3 && lexemes.items[1].type == LEXEME_TEXT && lexemes.items[2].start == 3 + length;
    lexemes_close(&lexemes);
  }
  buffer_free(&page);
  return good;
}

static bool decodes_as_wanted(struct writer *writer, const struct written_run *run)
{
  uint32_t wanted = run->text_end - run->text;
  if (run->start == run->end)
    return wanted == 0;
  buffer_clear(&writer->decoded);
  run_decode(writer->out.data + run->start, run->end - run->start, writer->type, 0, &writer->decoded, NULL);
  if (writer->decoded.failed)
    writer->out.failed = true;
  return !writer->decoded.failed && writer->decoded.length == wanted &&
         (wanted == 0 || memcmp(writer->decoded.data, writer->passage->view.text + run->text, wanted) == 0);
}

static bool run_is_good(struct writer *writer)
{
  struct written_run *run = &writer->run;
  run->end = (uint32_t)writer->out.length;
  if (writer->out.failed || !decodes_as_wanted(writer, run))
    return false;
  return writer->type != LEXEME_TEXT || run->start == run->end ||
         cuts_as_text(writer, writer->out.data + run->start, run->end - run->start);
}

/* Ends the run at hand before byte `text` of the passage's text. A seam that reads as something else (`&` before
 * `lt;`, `<` before a letter) is repaired by escaping. */
static rw_status end_run(struct writer *writer, uint32_t text)
{
  writer->run.text_end = text;
  writer->run.end = (uint32_t)writer->out.length;
  if (!run_is_good(writer)) {
    rw_status status = writer->page->format == RW_FORMAT_HTML ? write_run_escaped(writer) : RW_OK;
    if (status != RW_OK)
      return status;
    if (!run_is_good(writer))
      return writer->out.failed ? error_no_memory(writer->error)
                                : refuse(writer, "the text cannot be written so that it reads as wanted");
  }
  if (writer->run.end > writer->run.start)
    writer->runs[writer->run_count++] = writer->run;
  return RW_OK;
}

static void start_run(struct writer *writer, uint32_t text)
{
  writer->run.start = (uint32_t)writer->out.length;
  writer->run.text = text;
  writer->run_chunk = writer->chunk_count;
}

/* ---- Markup ---- */

/* The lexeme of the stretch that starts at a byte of the view; RW_NONE: none does. */
static uint32_t lexeme_at(const struct writer *writer, uint32_t source)
{
  const struct lexeme *lexemes = writer->page->lexemes.items;
  uint32_t low = writer->stretch->start, high = writer->stretch->end;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (lexemes[middle].start < source)
      low = middle + 1;
    else
      high = middle;
  }
  return lexemes[low].start == source ? low : RW_NONE;
}

/* Whether a segment is an element of the page that stands in the text as an object. */
static bool is_object(const struct writer *writer, const struct segment *segment)
{
  if (writer->page->format != RW_FORMAT_HTML || segment->kind != SEGMENT_ATOM ||
      segment->text_length != sizeof RW_OBJECT - 1)
    return false;
  uint32_t number = lexeme_at(writer, segment->source);
  if (number == RW_NONE)
    return false;
  const struct lexeme *lexeme = &writer->page->lexemes.items[number];
  return !LEXEME_IS_TEXT(lexeme->type) || (lexeme->flags & LEXEME_FOREIGN);
}

/* Writes whole lexemes of the page between two runs, and notes that they were. */
static rw_status write_markup(struct writer *writer, uint32_t source, uint32_t length, uint32_t text)
{
  rw_status status = end_run(writer, text);
  if (status != RW_OK)
    return status;
  if (!is_in_stretch(writer, source, length))
    return refuse(writer, "markup comes from another passage");
  uint32_t first = lexeme_at(writer, source), end = lexeme_at(writer, source + length);
  if (first == RW_NONE || end == RW_NONE || first >= end)
    return refuse(writer, "markup is torn");
  for (uint32_t i = first; i < end; i++) {
    bool *taken = &writer->taken[i - writer->stretch->start];
    if (*taken)
      return refuse(writer, "markup would be doubled");
    *taken = true;
  }
  start_run(writer, text);
  write_source(writer, source, length);
  start_run(writer, text);
  return RW_OK;
}

/* Writes the text up to byte `end`. */
static rw_status write_text(struct writer *writer, uint32_t end)
{
  const struct passage *passage = writer->passage;
  uint32_t at = writer->run.text_end;
  rw_status status = RW_OK;
  while (at < end && status == RW_OK) {
    if (writer->segment >= passage->segment_count)
      return refuse(writer, "a stretch of the text has no source");
    const struct segment *segment = &passage->segments[writer->segment];
    uint32_t segment_end = segment->text + segment->text_length, stop = segment_end < end ? segment_end : end;
    if (is_object(writer, segment) && stop - at == segment->text_length) {
      status = write_markup(writer, segment->source, segment->source_length, at);
      start_run(writer, stop);
    } else {
      status = write_segment(writer, segment, at, stop);
    }
    at = stop;
    if (stop == segment_end)
      writer->segment++;
  }
  writer->run.text_end = at;
  return status;
}

static rw_status write_passage(struct writer *writer)
{
  const struct passage *passage = writer->passage;
  for (uint32_t i = 0; i < passage->item_count; i++) {
    const struct item *item = &passage->items[i];
    if (item->at < writer->run.text_end || item->at > passage->view.text_length)
      return refuse(writer, "markup is out of order");
    rw_status status = write_text(writer, item->at);
    if (status == RW_OK)
      status = write_markup(writer, item->source, item->source_length, item->at);
    if (status != RW_OK)
      return status;
  }
  rw_status status = write_text(writer, passage->view.text_length);
  return status == RW_OK ? end_run(writer, passage->view.text_length) : status;
}

/* ---- Verifying the whole ---- */

/* A sum over a page's lexemes that are no text, which their order does not change: FNV-1a of each. */
struct markup_sum {
  uint32_t count;
  uint64_t sum;
};

static void add_to_sum(struct markup_sum *sum, const struct lexemes *lexemes, uint32_t number)
{
  const struct lexeme *lexeme = &lexemes->items[number];
  if (LEXEME_IS_TEXT(lexeme->type))
    return;
  uint64_t hash = UINT64_C(14695981039346656037) ^ lexeme->type;
  for (uint32_t at = lexeme->start; at < lexeme_end(lexemes, number); at++)
    hash = (hash ^ (unsigned char)lexemes->bytes[at]) * UINT64_C(1099511628211);
  sum->count++;
  sum->sum += hash;
}

/* Whether the lexemes [first, end), the passage as it would be read, are the markup of the page's stretch with every
 * run one text lexeme in its place. `offset`: where the passage starts in what was cut. */
static bool same_lexemes(const struct writer *writer, const struct lexemes *lexemes, uint32_t first, uint32_t end,
                         uint32_t offset)
{
  struct markup_sum before = {0}, after = {0};
  for (uint32_t i = writer->stretch->start; i < writer->stretch->end; i++)
    add_to_sum(&before, &writer->page->lexemes, i);
  uint32_t run = 0;
  for (uint32_t i = first; i < end; i++) {
    add_to_sum(&after, lexemes, i);
    uint32_t start = lexemes->items[i].start - offset;
    if (run == writer->run_count || start < writer->runs[run].start)
      continue;
    if (start != writer->runs[run].start || lexeme_end(lexemes, i) - offset != writer->runs[run].end ||
        lexemes->items[i].type != writer->type)
      return false;
    run++;
  }
  return run == writer->run_count && before.count == after.count && before.sum == after.sum;
}

/* Builds a passage from the lexemes [1, end), as whoever opens the page will, and compares the texts: what stands
 * beside a superscript number makes it a footnote mark or a word. */
static rw_status verify_text(const struct writer *writer, const struct lexemes *lexemes, uint32_t end)
{
  const rw_passage *wanted = &writer->passage->view;
  struct page page = {.format = RW_FORMAT_HTML, .encoded = {.lossless = true}, .lexemes = *lexemes};
  struct stretch stretch = {.start = 1, .end = end, .block = RW_NONE, .open_before = writer->stretch->open_before};
  struct passage passage;
  passage_init(&passage);
  rw_status status = page_build_html(&page, &stretch, &passage);
  bool same = status == RW_OK && passage.view.text_length == wanted->text_length &&
              memcmp(passage.view.text, wanted->text, wanted->text_length) == 0;
  passage_free(&passage);
  if (status != RW_OK)
    return error_no_memory(writer->error);
  return same ? RW_OK : refuse(writer, "the passage would not read as the same words and footnote marks");
}

/* Cuts what was written between the tags that a page would have there. */
static rw_status verify_lexemes(const struct writer *writer)
{
  const char *before = writer->type == LEXEME_RCDATA ? "<title>" : "<b>";
  const char *after = writer->type == LEXEME_RCDATA ? "</title>" : "<b>";
  uint32_t offset = (uint32_t)strlen(before);
  struct buffer page = {0};
  buffer_append_string(&page, before);
  buffer_append(&page, writer->out.data, writer->out.length);
  buffer_append_string(&page, after);
  struct lexemes lexemes = {0};
  if (page.failed || lexemes_open(&lexemes, page.data, (uint32_t)page.length) != RW_OK) {
    buffer_free(&page);
    return error_no_memory(writer->error);
  }
  uint32_t last = lexemes.count - 1;
  bool same = last > 0 && lexemes.items[last].start == offset + writer->out.length &&
              same_lexemes(writer, &lexemes, 1, last, offset);
  rw_status status =
      same ? verify_text(writer, &lexemes, last) : refuse(writer, "the passage would not read as the same markup");
  lexemes_close(&lexemes);
  buffer_free(&page);
  return status;
}

/* Whether what was written is what the page has. */
static bool is_unchanged(const struct writer *writer)
{
  uint32_t length = writer->bytes.end - writer->bytes.start;
  return writer->out.length == length &&
         memcmp(writer->out.data, writer->page->encoded.view + writer->bytes.start, length) == 0;
}

/* Whether all of the stretch that is not the passage's text was written; scripts and styles are no text of it. */
static bool is_all_taken(const struct writer *writer)
{
  const struct lexeme *lexemes = &writer->page->lexemes.items[writer->stretch->start];
  uint32_t count = writer->stretch->end - writer->stretch->start;
  for (uint32_t i = 0; i < count; i++) {
    bool text = lexemes[i].type == writer->type && !(lexemes[i].flags & LEXEME_FOREIGN);
    if (!text && !writer->taken[i])
      return false;
  }
  return true;
}

static rw_status verify(const struct writer *writer)
{
  if (is_unchanged(writer))
    return RW_OK;
  if (writer->page->format != RW_FORMAT_HTML) {
    bool one = page_is_one_passage(writer->page->format, writer->out.data, (uint32_t)writer->out.length);
    return one ? RW_OK : refuse(writer, "the text would no longer be one passage");
  }
  return is_all_taken(writer) ? verify_lexemes(writer) : refuse(writer, "markup would be lost");
}

/* ---- Into the page's encoding ---- */

static rw_status encode(const struct writer *writer, struct buffer *out)
{
  const struct encoded *encoded = &writer->page->encoded;
  for (uint32_t i = 0; i < writer->chunk_count; i++) {
    const struct chunk *chunk = &writer->chunks[i];
    size_t end = i + 1 < writer->chunk_count ? chunk[1].at : writer->out.length;
    if (chunk->source == RW_NONE) {
      rw_status status = encoded_append(encoded, out, writer->out.data + chunk->at, end - chunk->at,
                                        writer->page->format == RW_FORMAT_HTML, writer->error);
      if (status != RW_OK)
        return status == RW_NO_MEMORY ? status : refuse(writer, "the page's encoding lacks a character of the text");
    } else {
      size_t from = encoded_source(encoded, chunk->source);
      buffer_append(out, encoded->bytes + from, encoded_source(encoded, chunk->source + (end - chunk->at)) - from);
    }
  }
  return out->failed ? error_no_memory(writer->error) : RW_OK;
}

/* Whether the page would begin with a byte order mark that it does not have: there it is no text. */
static bool makes_byte_order_mark(const struct writer *writer, const struct buffer *out, size_t start)
{
  return encoded_source(&writer->page->encoded, writer->bytes.start) == 0 && out->length > start &&
         encoding_has_byte_order_mark(out->data + start, out->length - start);
}

static enum lexeme_type text_type(const struct page *page, const struct stretch *stretch)
{
  if (page->format != RW_FORMAT_HTML)
    return LEXEME_PLAIN;
  return page->lexemes.items[stretch->start].type == LEXEME_RCDATA ? LEXEME_RCDATA : LEXEME_TEXT;
}

static uint32_t lexeme_count(const struct writer *writer)
{
  return writer->page->format == RW_FORMAT_HTML ? writer->stretch->end - writer->stretch->start : 0;
}

static rw_status write_and_verify(struct writer *writer, struct buffer *out)
{
  const struct passage *passage = writer->passage;
  size_t room = (size_t)passage->segment_count * 2 + (size_t)passage->item_count * 2 + 4;
  writer->chunks = malloc(room * sizeof *writer->chunks);
  writer->runs = malloc(room * sizeof *writer->runs);
  writer->taken = calloc(lexeme_count(writer) + (size_t)1, sizeof(bool));
  if (!writer->chunks || !writer->runs || !writer->taken)
    return error_no_memory(writer->error);
  rw_status status = write_passage(writer);
  if (status == RW_OK && writer->out.failed)
    status = error_no_memory(writer->error);
  if (status == RW_OK && writer->out.length > PASSAGE_LENGTH_LIMIT)
    status = refuse(writer, "the passage would be too long");
  if (status == RW_OK)
    status = verify(writer);
  size_t start = out->length;
  if (status == RW_OK)
    status = encode(writer, out);
  if (status == RW_OK && makes_byte_order_mark(writer, out, start))
    status = refuse(writer, "the page would begin with a byte order mark");
  return status;
}

rw_status page_write(const struct page *page, const struct stretch *stretch, const struct passage *passage,
                     struct buffer *out, rw_error *error)
{
  struct writer writer = {.page = page,
                          .stretch = stretch,
                          .bytes = page_bytes(page, stretch),
                          .passage = passage,
                          .type = text_type(page, stretch),
                          .error = error};
  rw_status status = write_and_verify(&writer, out);
  free(writer.chunks);
  free(writer.runs);
  free(writer.taken);
  buffer_free(&writer.out);
  buffer_free(&writer.decoded);
  return status;
}
