/* codec - single characters between an encoding of the web and UTF-8, by the rules of the WHATWG Encoding Standard. The
 * tables of characters are iconv's; what a sequence is, and what is done with a bad one, is decided here, for the
 * iconvs of the world differ. */
#ifndef REWORD_CORE_CODEC_H
#define REWORD_CORE_CODEC_H

#include <reword/reword.h>

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum codec_kind {
  CODEC_UTF8,
  CODEC_UTF16_LE,
  CODEC_UTF16_BE,
  CODEC_SINGLE, /**< one byte a character */
  CODEC_SHIFT_JIS,
  CODEC_EUC_JP,
  CODEC_EUC_KR,
  CODEC_GBK, /**< decodes as GB18030 does, never writes four bytes */
  CODEC_GB18030,
  CODEC_BIG5,
  CODEC_UNSUPPORTED
};

/** An encoding of the web. */
struct encoding {
  const char *name; /**< its WHATWG name */
  enum codec_kind kind;
  const char *iconv_names[2]; /**< to be tried in turn */
};

/** The most bytes that one character takes, in any encoding. */
#define CODEC_ROOM 4

/** What one sequence of bytes stands for: a character, in Big5 also two. */
struct codec_unit {
  char text[CODEC_ROOM]; /**< UTF-8; U+FFFD when it stands for nothing */
  uint8_t text_length;
  uint8_t source_length; /**< bytes of the sequence */
  bool bad;              /**< it stands for nothing */
};

struct codec;

/** Opens a codec for any kind but CODEC_UTF8. `*codec` is NULL with RW_OK when the encoding is not supported, here or
 *  by the system's iconv. RW_NO_MEMORY. */
rw_status codec_open(const struct encoding *encoding, struct codec **codec);
void codec_close(struct codec *codec);

/** Decodes the sequence at bytes[0]; `length` is at least 1. */
void codec_decode(struct codec *codec, const char *bytes, size_t length, struct codec_unit *unit);

/** Writes characters. Zero-initialised but for `codec`; for one thread at a time, the codec may serve many. */
struct codec_writer {
  const struct codec *codec;
  iconv_t encoder, decoder;
  bool opened; /**< the two above are, which they are when first needed */
};

/** Writes the character `text` (UTF-8, `length` bytes) to `out`; returns its length, or 0 when the encoding does not
 *  hold it. Bytes that would not decode to the same character are not written. */
unsigned codec_write(struct codec_writer *writer, const char *text, unsigned length, char out[CODEC_ROOM]);
void codec_writer_close(struct codec_writer *writer);

#endif
