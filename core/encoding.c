#include "encoding.h"

#include "codec.h"
#include "error.h"
#include "prescan.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* From these bytes on every sequence of the page is `source_unit` bytes long and `view_unit` bytes in the view. */
struct encoding_step {
  uint32_t view, source;
  uint8_t view_unit, source_unit;
};

enum encoding_number {
#define ENCODING(id, name, kind, iconv_name, other_iconv_name) ENCODING_##id,
#include "encoding_table.h"
#undef ENCODING
};

static const struct encoding encodings[] = {
#define ENCODING(id, name, kind, iconv_name, other_iconv_name) {name, kind, {iconv_name, other_iconv_name}},
#include "encoding_table.h"
#undef ENCODING
};

static const struct {
  const char *label;
  uint8_t encoding; /* enum encoding_number */
} labels[] = {
#define LABEL(id, label) {label, ENCODING_##id},
#include "encoding_table.h"
#undef LABEL
};

/* No sequence takes more bytes in the view than three for each of its own. */
#define VIEW_GROWTH 3

static const struct encoding *find_encoding(const char *label, size_t length)
{
  while (length > 0 && utf8_is_blank(label[0])) {
    label++;
    length--;
  }
  while (length > 0 && utf8_is_blank(label[length - 1]))
    length--;
  for (size_t number = 0; number < sizeof labels / sizeof *labels; number++) {
    if (strlen(labels[number].label) == length && strncasecmp(labels[number].label, label, length) == 0)
      return &encodings[labels[number].encoding];
  }
  return NULL;
}

const char *encoding_name(const char *label, size_t length)
{
  const struct encoding *encoding = find_encoding(label, length);
  return encoding == NULL ? NULL : encoding->name;
}

static const struct encoding *from_byte_order_mark(const char *bytes, size_t length)
{
  if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
    return &encodings[ENCODING_utf8];
  if (length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
    return &encodings[ENCODING_utf16be];
  if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
    return &encodings[ENCODING_utf16le];
  return NULL;
}

bool encoding_has_byte_order_mark(const char *bytes, size_t length)
{
  return from_byte_order_mark(bytes, length) != NULL;
}

/* The encoding that a meta declares. A page whose meta could be read as ASCII is not in UTF-16, whatever it says. */
static const struct encoding *declared(struct prescan_label label)
{
  const struct encoding *encoding = label.label == NULL ? NULL : find_encoding(label.label, label.length);
  if (encoding == &encodings[ENCODING_utf16be] || encoding == &encodings[ENCODING_utf16le])
    return &encodings[ENCODING_utf8];
  return encoding == &encodings[ENCODING_x_user_defined] ? &encodings[ENCODING_windows_1252] : encoding;
}

/* NULL: no meta declares one. */
static rw_status find_declared(const struct encoded *encoded, const struct encoding **encoding)
{
  struct prescan_label label = prescan_start(encoded->bytes, encoded->length);
  rw_status status = RW_OK;
  if (label.label == NULL)
    status = prescan_page(encoded->bytes, encoded->length, &label);
  *encoding = declared(label);
  return status;
}

/* Finds the encoding of a page for which the caller has none. */
static rw_status detect(struct encoded *encoded, bool html, const struct encoding **encoding)
{
  rw_status status = RW_OK;
  *encoding = NULL;
  encoded->source = ENCODING_FROM_META;
  if (html)
    status = find_declared(encoded, encoding);
  if (status != RW_OK || *encoding != NULL)
    return status;
  bool valid = utf8_valid(encoded->bytes, encoded->length);
  encoded->source = valid ? ENCODING_FROM_CONTENT : ENCODING_BY_DEFAULT;
  *encoding = &encodings[valid ? ENCODING_utf8 : ENCODING_windows_1252];
  return RW_OK;
}

/* Finds the encoding; `label` as in encoded_open. */
static rw_status find(struct encoded *encoded, const char *label, bool html, const struct encoding **encoding,
                      rw_error *error)
{
  const struct encoding *wanted = label == NULL ? NULL : find_encoding(label, strlen(label));
  if (label != NULL && wanted == NULL)
    return error_set(error, RW_INVALID, "unknown encoding '%s'; try utf-8 or windows-1252", label);
  encoded->source = ENCODING_FROM_BYTE_ORDER_MARK;
  *encoding = from_byte_order_mark(encoded->bytes, encoded->length);
  if (*encoding != NULL)
    return RW_OK;
  encoded->source = ENCODING_FROM_CALLER;
  *encoding = wanted;
  if (wanted != NULL)
    return RW_OK;
  return detect(encoded, html, encoding) == RW_OK ? RW_OK : error_no_memory(error);
}

/* A conversion under way. */
struct conversion {
  struct encoded *encoded;
  size_t capacity; /* of encoded->steps */
  size_t at;       /* byte of the page */
};

/* Notes the sizes of the next sequence, when they differ from those of the one before. */
static bool add_step(struct conversion *conversion, uint8_t view_unit, uint8_t source_unit)
{
  struct encoded *encoded = conversion->encoded;
  if (encoded->step_count > 0) {
    const struct encoding_step *last = &encoded->steps[encoded->step_count - 1];
    if (last->view_unit == view_unit && last->source_unit == source_unit)
      return true;
  }
  if (encoded->step_count == conversion->capacity) {
    size_t capacity = conversion->capacity == 0 ? 256 : conversion->capacity * 2;
    struct encoding_step *steps = realloc(encoded->steps, capacity * sizeof *steps);
    if (steps == NULL)
      return false;
    encoded->steps = steps;
    conversion->capacity = capacity;
  }
  encoded->steps[encoded->step_count++] = (struct encoding_step){.view = (uint32_t)encoded->view_length,
                                                                 .source = (uint32_t)conversion->at,
                                                                 .view_unit = view_unit,
                                                                 .source_unit = source_unit};
  return true;
}

static bool copy_ascii(struct conversion *conversion)
{
  struct encoded *encoded = conversion->encoded;
  size_t start = conversion->at, end = start;
  while (end < encoded->length && (unsigned char)encoded->bytes[end] < 0x80)
    end++;
  if (end == start)
    return true;
  if (!add_step(conversion, 1, 1))
    return false;
  memcpy(encoded->converted + encoded->view_length, encoded->bytes + start, end - start);
  encoded->view_length += end - start;
  conversion->at = end;
  return true;
}

static bool convert_unit(struct conversion *conversion)
{
  struct encoded *encoded = conversion->encoded;
  struct codec_unit unit;
  codec_decode(encoded->codec, encoded->bytes + conversion->at, encoded->length - conversion->at, &unit);
  if (!add_step(conversion, unit.text_length, unit.source_length))
    return false;
  memcpy(encoded->converted + encoded->view_length, unit.text, unit.text_length);
  encoded->view_length += unit.text_length;
  conversion->at += unit.source_length;
  encoded->lossless = encoded->lossless && !unit.bad;
  return true;
}

static rw_status convert(struct encoded *encoded, enum codec_kind kind)
{
  bool ascii = kind != CODEC_UTF16_LE && kind != CODEC_UTF16_BE;
  struct conversion conversion = {.encoded = encoded};
  encoded->converted = malloc(encoded->length * VIEW_GROWTH + 1);
  if (encoded->converted == NULL)
    return RW_NO_MEMORY;
  while (conversion.at < encoded->length) {
    if (ascii && !copy_ascii(&conversion))
      return RW_NO_MEMORY;
    if (conversion.at < encoded->length && !convert_unit(&conversion))
      return RW_NO_MEMORY;
  }
  char *exact = realloc(encoded->converted, encoded->view_length + 1);
  if (exact != NULL)
    encoded->converted = exact;
  encoded->converted[encoded->view_length] = '\0';
  encoded->view = encoded->converted;
  return RW_OK;
}

static rw_status open_converted(struct encoded *encoded, const struct encoding *encoding, rw_error *error)
{
  if (encoded->length > ENCODING_LENGTH_LIMIT)
    return error_set(error, RW_INVALID, "the page is longer than %zu bytes", ENCODING_LENGTH_LIMIT);
  rw_status status = codec_open(encoding, &encoded->codec);
  encoded->supported = encoded->codec != NULL;
  if (status == RW_OK && encoded->supported)
    status = convert(encoded, encoding->kind);
  return status == RW_OK ? RW_OK : error_no_memory(error);
}

rw_status encoded_open(struct encoded *encoded, const char *bytes, size_t length, const char *label, bool html,
                       rw_error *error)
{
  *encoded = (struct encoded){.bytes = bytes, .length = length, .view = "", .lossless = true};
  const struct encoding *encoding = NULL;
  rw_status status = find(encoded, label, html, &encoding, error);
  if (status != RW_OK)
    return status;
  encoded->name = encoding->name;
  if (encoding->kind == CODEC_UTF8) {
    encoded->supported = true;
    encoded->view = bytes;
    encoded->view_length = length;
    return RW_OK;
  }
  status = open_converted(encoded, encoding, error);
  if (status != RW_OK)
    encoded_close(encoded);
  return status;
}

void encoded_close(struct encoded *encoded)
{
  codec_close(encoded->codec);
  free(encoded->steps);
  free(encoded->converted);
  *encoded = (struct encoded){0};
}

size_t encoded_source(const struct encoded *encoded, size_t view_offset)
{
  if (encoded->steps == NULL)
    return view_offset;
  if (view_offset >= encoded->view_length)
    return encoded->length;
  size_t low = 0, high = encoded->step_count;
  while (low + 1 < high) {
    size_t middle = low + (high - low) / 2;
    if (encoded->steps[middle].view <= view_offset)
      low = middle;
    else
      high = middle;
  }
  const struct encoding_step *step = &encoded->steps[low];
  return step->source + (view_offset - step->view) / step->view_unit * step->source_unit;
}

/* Writes a numeric character reference in the page's encoding, which holds ASCII. */
static rw_status append_reference(struct buffer *out, uint32_t character, bool references, rw_error *error,
                                  const char *name)
{
  if (!references)
    return error_set(error, RW_INVALID, "%s has no U+%04X", name, (unsigned)character);
  buffer_printf(out, "&#%u;", (unsigned)character);
  return RW_OK;
}

static rw_status append_encoded(const struct encoded *encoded, struct codec_writer *writer, struct buffer *out,
                                const char *text, size_t length, bool references, rw_error *error)
{
  size_t at = 0;
  while (at < length) {
    char bytes[CODEC_ROOM];
    unsigned size = utf8_sequence(text + at, length - at);
    if (size == 0)
      return error_set(error, RW_INVALID, "the text is not valid UTF-8");
    unsigned written = codec_write(writer, text + at, size, bytes);
    if (written > 0) {
      buffer_append(out, bytes, written);
    } else {
      rw_status status = append_reference(out, utf8_read(text + at, size), references, error, encoded->name);
      if (status != RW_OK)
        return status;
    }
    at += size;
  }
  return RW_OK;
}

rw_status encoded_append(const struct encoded *encoded, struct buffer *out, const char *text, size_t length,
                         bool references, rw_error *error)
{
  rw_status status = RW_OK;
  if (encoded->codec == NULL) {
    buffer_append(out, text, length);
  } else {
    struct codec_writer writer = {.codec = encoded->codec};
    status = append_encoded(encoded, &writer, out, text, length, references, error);
    codec_writer_close(&writer);
  }
  if (status == RW_OK && out->failed)
    return error_no_memory(error);
  return status;
}
