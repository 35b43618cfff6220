#include "document.h"

#include "error.h"
#include "page.h"
#include "path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a passage was rewritten to, in the page's encoding. */
struct replacement {
  char *bytes; /* NULL: not rewritten */
  size_t length;
};

struct document {
  struct page page;
  struct paths *paths;
  struct replacement *replacements;
  char warning[160]; /* empty: none */
};

/* ---- Opening ---- */

static rw_status open_html(struct document *document, const struct document_options *options, rw_error *error)
{
  struct page *page = &document->page;
  if (lexemes_open(&page->lexemes, page->encoded.view, (uint32_t)page->encoded.view_length) != RW_OK)
    return error_no_memory(error);
  rw_status status =
      structure_open(&page->structure, &page->lexemes, options->selections, options->selection_count, error);
  if (status != RW_OK)
    return status;
  if (inheritance_open(&page->inheritance, &page->structure, &page->lexemes) != RW_OK || page_cut_html(page) != RW_OK)
    return error_no_memory(error);
  if (page->structure.too_deep)
    snprintf(document->warning, sizeof document->warning,
             "elements nest deeper than %d; the page is left as it is from there on", STRUCTURE_DEPTH_LIMIT);
  return RW_OK;
}

static rw_status open_page(struct document *document, const char *bytes, size_t length,
                           const struct document_options *options, rw_error *error)
{
  struct page *page = &document->page;
  page->format = options->format;
  page->protecting = options->protecting;
  if (length > DOCUMENT_LENGTH_LIMIT)
    return error_set(error, RW_INVALID, "%zu bytes are more than the %zu that are read", length, DOCUMENT_LENGTH_LIMIT);
  bool html = options->format == RW_FORMAT_HTML;
  rw_status status = encoded_open(&page->encoded, bytes, length, options->encoding, html, error);
  if (status != RW_OK)
    return status;
  if (page->encoded.view_length > DOCUMENT_LENGTH_LIMIT)
    return error_set(error, RW_INVALID, "the page is %zu bytes as UTF-8, more than the %zu that are read",
                     page->encoded.view_length, DOCUMENT_LENGTH_LIMIT);
  if (!page->encoded.supported) {
    snprintf(document->warning, sizeof document->warning, "encoding %s is not supported; the page is left as it is",
             page->encoded.name);
    return RW_OK;
  }
  if (html)
    return open_html(document, options, error);
  return page_cut_plain(page) == RW_OK ? RW_OK : error_no_memory(error);
}

rw_status document_open(const char *bytes, size_t length, const struct document_options *options,
                        struct document **opened, rw_error *error)
{
  *opened = NULL;
  struct document *document = calloc(1, sizeof *document);
  if (!document)
    return error_no_memory(error);
  rw_status status = open_page(document, bytes, length, options, error);
  if (status == RW_OK) {
    document->paths = paths_open();
    document->replacements = calloc(document->page.stretch_count + (size_t)1, sizeof *document->replacements);
    if (!document->paths || !document->replacements)
      status = error_no_memory(error);
  }
  if (status != RW_OK) {
    document_close(document);
    return status;
  }
  *opened = document;
  return RW_OK;
}

void document_close(struct document *document)
{
  if (!document)
    return;
  struct page *page = &document->page;
  for (uint32_t i = 0; document->replacements && i < page->stretch_count; i++)
    free(document->replacements[i].bytes);
  free(document->replacements);
  paths_close(document->paths);
  free(page->stretches);
  inheritance_close(&page->inheritance);
  structure_close(&page->structure);
  lexemes_close(&page->lexemes);
  encoded_close(&page->encoded);
  free(document);
}

const char *document_warning(const struct document *document)
{
  return document->warning[0] != '\0' ? document->warning : NULL;
}

rw_status document_check_xpath(const char *expression, rw_error *error)
{
  return structure_check_xpath(expression, error);
}

/* ---- Passages ---- */

uint32_t document_passage_count(const struct document *document)
{
  return document->page.stretch_count;
}

static rw_role role_of(uint16_t element)
{
  switch (element) {
  case ELEMENT_title:
    return RW_ROLE_TITLE;
  case ELEMENT_h1:
  case ELEMENT_h2:
  case ELEMENT_h3:
  case ELEMENT_h4:
  case ELEMENT_h5:
  case ELEMENT_h6:
    return RW_ROLE_HEADING;
  case ELEMENT_li:
  case ELEMENT_dt:
  case ELEMENT_dd:
    return RW_ROLE_ITEM;
  case ELEMENT_td:
  case ELEMENT_th:
    return RW_ROLE_CELL;
  case ELEMENT_caption:
  case ELEMENT_figcaption:
    return RW_ROLE_CAPTION;
  default:
    return RW_ROLE_PARAGRAPH;
  }
}

static uint16_t block_name(const struct page *page, const struct stretch *stretch)
{
  return stretch->block == RW_NONE ? ELEMENT_NONE : page->structure.elements[stretch->block].name;
}

void document_place(const struct document *document, uint32_t number, struct passage_place *place)
{
  const struct page *page = &document->page;
  const struct stretch *stretch = &page->stretches[number];
  rw_range bytes = page_bytes(page, stretch);
  uint16_t name = block_name(page, stretch);
  *place = (struct passage_place){.role = role_of(name),
                                  .element = element_name(name, page->lexemes.names),
                                  .start = encoded_source(&page->encoded, bytes.start),
                                  .end = encoded_source(&page->encoded, bytes.end),
                                  .line = stretch->line};
  if (page->format != RW_FORMAT_HTML)
    return;
  place->language = page->inheritance.languages[stretch->language];
  if (stretch->block == RW_NONE)
    return;
  place->selected = page->structure.selected ? page->structure.selected[stretch->block] : 0;
  place->reason = inherited_reason(page->inheritance.items[stretch->block].flags);
  place->untouched = place->reason != NULL;
  place->quotation = page->inheritance.items[stretch->block].flags & INHERITED_QUOTATION;
}

const char *document_path(const struct document *document, uint32_t number, struct arena *arena)
{
  const struct page *page = &document->page;
  uint32_t block = page->stretches[number].block;
  if (block == RW_NONE)
    return arena_copy(arena, "", 0);
  return path_of(document->paths, &page->structure, &page->lexemes, block, arena);
}

rw_status document_passage(const struct document *document, uint32_t number, struct passage *passage, rw_error *error)
{
  const struct page *page = &document->page;
  const struct stretch *stretch = &page->stretches[number];
  uint16_t name = block_name(page, stretch);
  passage_init(passage);
  passage->view.number = number;
  passage->view.role = role_of(name);
  passage->view.element = element_name(name, page->lexemes.names);
  rw_status status = page->format == RW_FORMAT_HTML ? page_build_html(page, stretch, passage)
                                                    : page_build_plain(page, stretch, passage);
  if (status == RW_OK)
    return RW_OK;
  passage_free(passage);
  return error_no_memory(error);
}

/* ---- Writing ---- */

rw_status document_replace(struct document *document, uint32_t number, const struct passage *passage, rw_error *error)
{
  struct buffer out = {0};
  rw_status status = page_write(&document->page, &document->page.stretches[number], passage, &out, error);
  if (status != RW_OK) {
    buffer_free(&out);
    return status;
  }
  size_t length;
  char *bytes = buffer_take(&out, &length);
  if (!bytes)
    return error_no_memory(error);
  struct replacement *replacement = &document->replacements[number];
  free(replacement->bytes);
  *replacement = (struct replacement){.bytes = bytes, .length = length};
  return RW_OK;
}

void document_end_reading(struct document *document)
{
  page_end_reading(&document->page);
}

/* How many bytes the page will have. */
static size_t rendered_length(const struct document *document)
{
  const struct page *page = &document->page;
  size_t length = page->encoded.length;
  for (uint32_t i = 0; i < page->stretch_count; i++) {
    if (!document->replacements[i].bytes)
      continue;
    rw_range bytes = page_bytes(page, &page->stretches[i]);
    length += document->replacements[i].length;
    length -= encoded_source(&page->encoded, bytes.end) - encoded_source(&page->encoded, bytes.start);
  }
  return length;
}

rw_status document_render(const struct document *document, struct buffer *out, rw_error *error)
{
  const struct page *page = &document->page;
  buffer_reserve(out, rendered_length(document));
  size_t done = 0;
  for (uint32_t i = 0; i < page->stretch_count; i++) {
    const struct replacement *replacement = &document->replacements[i];
    if (!replacement->bytes)
      continue;
    rw_range bytes = page_bytes(page, &page->stretches[i]);
    size_t start = encoded_source(&page->encoded, bytes.start);
    buffer_append(out, page->encoded.bytes + done, start - done);
    buffer_append(out, replacement->bytes, replacement->length);
    done = encoded_source(&page->encoded, bytes.end);
  }
  buffer_append(out, page->encoded.bytes + done, page->encoded.length - done);
  return out->failed ? error_no_memory(error) : RW_OK;
}
