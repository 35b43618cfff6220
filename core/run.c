#include "run.h"

#include "reference.h"
#include "utf8.h"

#include <string.h>

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

/* A run as it is decoded. */
struct decoder {
  const char *bytes;
  uint32_t at;     /* what lies before is looked at */
  uint32_t linear; /* what lies before is decoded */
  uint32_t end;
  uint32_t source; /* byte of the view where bytes[0] stands */
  bool references;
  bool attribute;
  bool good;
  uint8_t flags; /* of the next segment */
  struct buffer *text;
  struct segments *segments;
};

/* Appends text that stands for `source_length` bytes from `start` on. */
static void append(struct decoder *decoder, const char *text, uint32_t length, enum segment_kind kind, uint32_t start,
                   uint32_t source_length)
{
  if (decoder->segments != NULL)
    segments_append(decoder->segments, (struct segment){.text = (uint32_t)decoder->text->length,
                                                        .text_length = length,
                                                        .source = decoder->source + start,
                                                        .source_length = source_length,
                                                        .kind = (uint8_t)kind,
                                                        .flags = decoder->flags});
  decoder->flags = 0;
  buffer_append(decoder->text, text, length);
}

static void append_linear(struct decoder *decoder)
{
  uint32_t length = decoder->at - decoder->linear;
  if (length > 0)
    append(decoder, decoder->bytes + decoder->linear, length, SEGMENT_LINEAR, decoder->linear, length);
}

/* Puts text in place of the next `source_length` bytes. */
static void replace(struct decoder *decoder, const char *text, uint32_t length, enum segment_kind kind,
                    uint32_t source_length)
{
  append_linear(decoder);
  append(decoder, text, length, kind, decoder->at, source_length);
  decoder->at += source_length;
  decoder->linear = decoder->at;
}

static void replace_bad(struct decoder *decoder)
{
  decoder->good = false;
  replace(decoder, replacement, sizeof replacement - 1, SEGMENT_BAD, 1);
}

/* Decodes what stands at decoder->at, a byte that need not stand for itself. */
static void decode_special(struct decoder *decoder)
{
  const char *here = decoder->bytes + decoder->at;
  uint32_t left = decoder->end - decoder->at;
  struct reference reference;
  uint32_t length;
  switch (*here) {
  case '&':
    length = decoder->references ? reference_read(here, left, decoder->attribute, &reference) : 0;
    if (length > 0)
      replace(decoder, reference.characters, reference.length, SEGMENT_ATOM, length);
    else
      decoder->at++;
    break;
  case '\r':
    replace(decoder, "\n", 1, SEGMENT_ATOM, left > 1 && here[1] == '\n' ? 2 : 1);
    break;
  case '\0':
    replace_bad(decoder);
    break;
  default:
    length = utf8_sequence(here, left);
    if (length > 0)
      decoder->at += length;
    else
      replace_bad(decoder);
    break;
  }
}

/* Whether a byte stands for itself whatever is around it. */
static bool is_plain(char byte)
{
  return (unsigned char)byte - 1u < 0x7Fu && byte != '&' && byte != '\r';
}

static void decode(struct decoder *decoder)
{
  while (decoder->at < decoder->end) {
    if (is_plain(decoder->bytes[decoder->at]))
      decoder->at++;
    else
      decode_special(decoder);
  }
  append_linear(decoder);
}

/* Leaves the delimiters of a CDATA section out; the page's end may have cut the second off. */
static void enter_section(struct decoder *decoder)
{
  static const char opening[] = "<![CDATA[", closing[] = "]]>";
  const uint32_t before = sizeof opening - 1, after = sizeof closing - 1;
  decoder->at = decoder->linear = before < decoder->end ? before : decoder->end;
  if (decoder->end - decoder->at >= after && memcmp(decoder->bytes + decoder->end - after, closing, after) == 0)
    decoder->end -= after;
}

bool run_decode(const char *bytes, uint32_t length, enum lexeme_type type, uint32_t source, struct buffer *text,
                struct segments *segments)
{
  struct decoder decoder = {.bytes = bytes,
                            .end = length,
                            .source = source,
                            .references = type == LEXEME_TEXT || type == LEXEME_RCDATA,
                            .good = true,
                            .flags = SEGMENT_RUN_START,
                            .text = text,
                            .segments = segments};
  if (type == LEXEME_CDATA)
    enter_section(&decoder);
  decode(&decoder);
  return decoder.good;
}

void run_decode_attribute(const char *bytes, uint32_t length, struct buffer *text)
{
  struct decoder decoder = {.bytes = bytes, .end = length, .references = true, .attribute = true, .text = text};
  decode(&decoder);
}

void run_escape(const char *text, uint32_t length, struct buffer *out)
{
  uint32_t copied = 0;
  for (uint32_t at = 0; at < length; at++) {
    const char *reference = text[at] == '&'    ? "&amp;"
                            : text[at] == '<'  ? "&lt;"
                            : text[at] == '>'  ? "&gt;"
                            : text[at] == '\r' ? "&#13;"
                                               : NULL;
    if (reference == NULL)
      continue;
    buffer_append(out, text + copied, at - copied);
    buffer_append_string(out, reference);
    copied = at + 1;
  }
  buffer_append(out, text + copied, length - copied);
}
