#include "codec.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define NO_CONVERTER ((iconv_t)-1)

/* The bytes from 0x80 up: those below are ASCII in every encoding but UTF-16. */
#define HIGH_BYTES 128u

struct codec {
  const struct encoding *encoding;
  iconv_t decoder;
  struct codec_unit single[HIGH_BYTES]; /* what single bytes stand for */
  struct codec_unit *pairs; /* what two bytes stand for, filled in as they come: source_length 0 is not known yet */
};

struct range {
  uint8_t first, last;
};

/* The shape of two-byte sequences, by the decoders of sections 10 to 13 of the Encoding Standard. */
struct shape {
  struct range lead[2], trail[2];
};

static const struct shape shapes[] = {
    [CODEC_SHIFT_JIS] = {{{0x81, 0x9F}, {0xE0, 0xFC}}, {{0x40, 0x7E}, {0x80, 0xFC}}},
    [CODEC_EUC_JP] = {{{0x8E, 0x8F}, {0xA1, 0xFE}}, {{0xA1, 0xFE}, {0xA1, 0xFE}}},
    [CODEC_EUC_KR] = {{{0x81, 0xFE}, {0x81, 0xFE}}, {{0x41, 0xFE}, {0x41, 0xFE}}},
    [CODEC_GBK] = {{{0x81, 0xFE}, {0x81, 0xFE}}, {{0x40, 0x7E}, {0x80, 0xFE}}},
    [CODEC_GB18030] = {{{0x81, 0xFE}, {0x81, 0xFE}}, {{0x40, 0x7E}, {0x80, 0xFE}}},
    [CODEC_BIG5] = {{{0x81, 0xFE}, {0x81, 0xFE}}, {{0x40, 0x7E}, {0xA1, 0xFE}}},
};

/* Single bytes where an iconv may differ from the standard's indexes. */
static const struct {
  const char *encoding;
  uint8_t byte;
  uint16_t character;
} exceptions[] = {
    {"macintosh", 0xC6, 0x2206},
    {"macintosh", 0xDB, 0x20AC},
    {"macintosh", 0xF0, 0xF8FF},
    {"x-mac-cyrillic", 0xA2, 0x0490},
    {"x-mac-cyrillic", 0xB6, 0x0491},
    {"x-mac-cyrillic", 0xFF, 0x20AC},
    {"koi8-u", 0xAE, 0x045E},
    {"koi8-u", 0xBE, 0x040E},
    {"windows-1255", 0xCA, 0x05BA},
    {"shift_jis", 0x80, 0x0080},
    {"gbk", 0x80, 0x20AC},
    {"gb18030", 0x80, 0x20AC},
};

static bool in_ranges(const struct range ranges[2], unsigned char byte)
{
  return (byte >= ranges[0].first && byte <= ranges[0].last) || (byte >= ranges[1].first && byte <= ranges[1].last);
}

static bool is_double(enum codec_kind kind)
{
  return kind >= CODEC_SHIFT_JIS && kind <= CODEC_BIG5;
}

static bool is_gb(enum codec_kind kind)
{
  return kind == CODEC_GBK || kind == CODEC_GB18030;
}

/* Converts one character; 0 when it cannot be, or takes more than CODEC_ROOM bytes. A count of conversions that are
 * not reversible is a failure too: some iconvs write `*` then. */
static unsigned convert(iconv_t converter, const char *bytes, size_t length, char out[CODEC_ROOM])
{
  char *from = (char *)bytes, *to = out;
  size_t left = length, room = CODEC_ROOM;
  iconv(converter, NULL, NULL, NULL, NULL);
  if (iconv(converter, &from, &left, &to, &room) != 0 || left > 0)
    return 0;
  if (iconv(converter, NULL, NULL, &to, &room) != 0)
    return 0;
  return (unsigned)(CODEC_ROOM - room);
}

static void set_character(struct codec_unit *unit, uint32_t character, unsigned source_length)
{
  unit->text_length = (uint8_t)utf8_write(character, unit->text);
  unit->source_length = (uint8_t)source_length;
  unit->bad = false;
}

static void set_bad(struct codec_unit *unit, unsigned source_length)
{
  set_character(unit, 0xFFFD, source_length);
  unit->bad = true;
}

static void convert_to_unit(iconv_t decoder, const char *bytes, unsigned length, struct codec_unit *unit)
{
  unsigned size = convert(decoder, bytes, length, unit->text);
  if (size == 0) {
    set_bad(unit, length);
    return;
  }
  unit->text_length = (uint8_t)size;
  unit->source_length = (uint8_t)length;
  unit->bad = false;
}

/* What single bytes stand for. In the windows encodings a byte of 0x80 to 0x9F without a character of its own is the
 * control character of that number. */
static void fill_single(struct codec *codec)
{
  enum codec_kind kind = codec->encoding->kind;
  for (unsigned number = 0; number < HIGH_BYTES; number++) {
    struct codec_unit *unit = &codec->single[number];
    char byte = (char)(HIGH_BYTES + number);
    if (kind == CODEC_SINGLE || (kind == CODEC_SHIFT_JIS && !in_ranges(shapes[kind].lead, (unsigned char)byte)))
      convert_to_unit(codec->decoder, &byte, 1, unit);
    else
      set_bad(unit, 1);
    if (kind == CODEC_SINGLE && unit->bad && number < 0x20)
      set_character(unit, HIGH_BYTES + number, 1);
  }
  for (size_t number = 0; number < sizeof exceptions / sizeof *exceptions; number++) {
    if (strcmp(exceptions[number].encoding, codec->encoding->name) == 0)
      set_character(&codec->single[exceptions[number].byte - HIGH_BYTES], exceptions[number].character, 1);
  }
}

static iconv_t open_converter(const struct encoding *encoding, bool decoding)
{
  iconv_t converter = NO_CONVERTER;
  for (unsigned number = 0; number < 2 && converter == NO_CONVERTER; number++) {
    const char *name = encoding->iconv_names[number];
    if (name != NULL)
      converter = decoding ? iconv_open("UTF-8", name) : iconv_open(name, "UTF-8");
  }
  return converter;
}

rw_status codec_open(const struct encoding *encoding, struct codec **codec)
{
  *codec = NULL;
  if (encoding->kind == CODEC_UNSUPPORTED)
    return RW_OK;
  struct codec *opened = calloc(1, sizeof *opened);
  if (opened == NULL)
    return RW_NO_MEMORY;
  opened->encoding = encoding;
  opened->decoder = NO_CONVERTER;
  if (encoding->kind != CODEC_UTF16_LE && encoding->kind != CODEC_UTF16_BE) {
    opened->decoder = open_converter(encoding, true);
    if (opened->decoder == NO_CONVERTER) {
      codec_close(opened);
      return RW_OK;
    }
    fill_single(opened);
  }
  if (is_double(encoding->kind)) {
    opened->pairs = calloc(HIGH_BYTES * 256, sizeof *opened->pairs);
    if (opened->pairs == NULL) {
      codec_close(opened);
      return RW_NO_MEMORY;
    }
  }
  *codec = opened;
  return RW_OK;
}

void codec_close(struct codec *codec)
{
  if (codec == NULL)
    return;
  if (codec->decoder != NO_CONVERTER)
    iconv_close(codec->decoder);
  free(codec->pairs);
  free(codec);
}

static uint32_t utf16_unit(enum codec_kind kind, const char *bytes)
{
  uint32_t first = (unsigned char)bytes[0], second = (unsigned char)bytes[1];
  return kind == CODEC_UTF16_LE ? second << 8 | first : first << 8 | second;
}

static void decode_utf16(enum codec_kind kind, const char *bytes, size_t length, struct codec_unit *unit)
{
  if (length < 2) {
    set_bad(unit, 1);
    return;
  }
  uint32_t first = utf16_unit(kind, bytes);
  if (first < 0xD800 || first > 0xDFFF) {
    set_character(unit, first, 2);
    return;
  }
  uint32_t second = length < 4 ? 0 : utf16_unit(kind, bytes + 2);
  if (first < 0xDC00 && second >= 0xDC00 && second <= 0xDFFF)
    set_character(unit, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), 4);
  else
    set_bad(unit, 2);
}

static bool is_gb_digit(char byte)
{
  return byte >= '0' && byte <= '9';
}

/* How many bytes the sequence at bytes[0], a lead byte, has by its shape; 0 when it has none. */
static unsigned sequence_length(enum codec_kind kind, const char *bytes, size_t length)
{
  const struct shape *shape = &shapes[kind];
  if (length < 2)
    return 0;
  if (is_gb(kind) && is_gb_digit(bytes[1]))
    return length >= 4 && in_ranges(shape->lead, (unsigned char)bytes[2]) && is_gb_digit(bytes[3]) ? 4 : 0;
  if (!in_ranges(shape->trail, (unsigned char)bytes[1]))
    return 0;
  if (kind == CODEC_EUC_JP && (unsigned char)bytes[0] == 0x8F)
    return length >= 3 && in_ranges(shape->trail, (unsigned char)bytes[2]) ? 3 : 0;
  return 2;
}

/* A bad sequence takes the byte after the lead byte with it, unless that is ASCII: so no markup is swallowed. */
static unsigned bad_length(const char *bytes, size_t length)
{
  return length > 1 && (unsigned char)bytes[1] >= HIGH_BYTES ? 2 : 1;
}

static void decode_sequence(struct codec *codec, const char *bytes, size_t length, struct codec_unit *unit)
{
  unsigned sequence = sequence_length(codec->encoding->kind, bytes, length);
  if (sequence == 0) {
    set_bad(unit, bad_length(bytes, length));
    return;
  }
  if (sequence > 2) {
    convert_to_unit(codec->decoder, bytes, sequence, unit);
    if (unit->bad)
      set_bad(unit, bad_length(bytes, length));
    return;
  }
  struct codec_unit *pair = &codec->pairs[((unsigned char)bytes[0] - HIGH_BYTES) << 8 | (unsigned char)bytes[1]];
  if (pair->source_length == 0) {
    convert_to_unit(codec->decoder, bytes, 2, pair);
    if (pair->bad)
      set_bad(pair, bad_length(bytes, length));
  }
  *unit = *pair;
}

void codec_decode(struct codec *codec, const char *bytes, size_t length, struct codec_unit *unit)
{
  enum codec_kind kind = codec->encoding->kind;
  unsigned char first = (unsigned char)bytes[0];
  if (kind == CODEC_UTF16_LE || kind == CODEC_UTF16_BE)
    decode_utf16(kind, bytes, length, unit);
  else if (first < HIGH_BYTES)
    set_character(unit, first, 1);
  else if (is_double(kind) && in_ranges(shapes[kind].lead, first))
    decode_sequence(codec, bytes, length, unit);
  else
    *unit = codec->single[first - HIGH_BYTES];
}

static void write_utf16_unit(enum codec_kind kind, uint32_t value, char *out)
{
  out[kind == CODEC_UTF16_LE ? 1 : 0] = (char)(value >> 8);
  out[kind == CODEC_UTF16_LE ? 0 : 1] = (char)(value & 0xFFu);
}

static unsigned write_utf16(enum codec_kind kind, const char *text, unsigned length, char out[CODEC_ROOM])
{
  uint32_t character = utf8_read(text, length);
  if (character < 0x10000) {
    write_utf16_unit(kind, character, out);
    return 2;
  }
  write_utf16_unit(kind, 0xD800 + ((character - 0x10000) >> 10), out);
  write_utf16_unit(kind, 0xDC00 + ((character - 0x10000) & 0x3FFu), out + 2);
  return 4;
}

static unsigned write_single(const struct codec *codec, const char *text, unsigned length, char out[CODEC_ROOM])
{
  for (unsigned number = 0; number < HIGH_BYTES; number++) {
    const struct codec_unit *unit = &codec->single[number];
    if (!unit->bad && unit->text_length == length && memcmp(unit->text, text, length) == 0) {
      out[0] = (char)(HIGH_BYTES + number);
      return 1;
    }
  }
  return 0;
}

static unsigned write_converted(struct codec_writer *writer, const char *text, unsigned length, char out[CODEC_ROOM])
{
  const struct encoding *encoding = writer->codec->encoding;
  if (!writer->opened) {
    writer->encoder = open_converter(encoding, false);
    writer->decoder = open_converter(encoding, true);
    writer->opened = true;
  }
  if (writer->encoder == NO_CONVERTER || writer->decoder == NO_CONVERTER)
    return 0;
  char back[CODEC_ROOM];
  unsigned size = convert(writer->encoder, text, length, out);
  bool ascii = size == 1 && (unsigned char)out[0] < HIGH_BYTES; /* as some iconvs write a yen sign in Shift_JIS */
  if (size == 0 || ascii || (size > 2 && encoding->kind == CODEC_GBK))
    return 0;
  return convert(writer->decoder, out, size, back) == length && memcmp(back, text, length) == 0 ? size : 0;
}

unsigned codec_write(struct codec_writer *writer, const char *text, unsigned length, char out[CODEC_ROOM])
{
  enum codec_kind kind = writer->codec->encoding->kind;
  if (kind == CODEC_UTF16_LE || kind == CODEC_UTF16_BE)
    return write_utf16(kind, text, length, out);
  if (length == 1) {
    out[0] = text[0];
    return 1;
  }
  unsigned size = 0;
  if (kind == CODEC_SINGLE || kind == CODEC_SHIFT_JIS)
    size = write_single(writer->codec, text, length, out);
  return size > 0 || kind == CODEC_SINGLE ? size : write_converted(writer, text, length, out);
}

void codec_writer_close(struct codec_writer *writer)
{
  if (!writer->opened)
    return;
  if (writer->encoder != NO_CONVERTER)
    iconv_close(writer->encoder);
  if (writer->decoder != NO_CONVERTER)
    iconv_close(writer->decoder);
  writer->opened = false;
}
