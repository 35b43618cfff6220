/* encoding - a page's bytes as UTF-8 and back, with a map between the two (WHATWG Encoding Standard). */
#ifndef REWORD_CORE_ENCODING_H
#define REWORD_CORE_ENCODING_H

#include "buffer.h"

#include <reword/reword.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct codec;
struct encoding_step;

/** How the encoding was found, surest first. */
enum encoding_source {
  ENCODING_FROM_BYTE_ORDER_MARK,
  ENCODING_FROM_CALLER,
  ENCODING_FROM_META,    /**< a meta in the first 1,024 bytes, else the first one anywhere */
  ENCODING_FROM_CONTENT, /**< the bytes are valid UTF-8 */
  ENCODING_BY_DEFAULT    /**< windows-1252 */
};

/** A page's bytes and their view in UTF-8. A UTF-8 page is its own view. Owns what it converted, borrows the bytes. */
struct encoded {
  const char *name; /**< the WHATWG name: "utf-8", "windows-1252"; static */
  enum encoding_source source;
  bool supported;    /**< false: the view is empty and the page must pass through as it is */
  const char *bytes; /**< the page */
  size_t length;
  const char *view; /**< UTF-8; what cannot be decoded is U+FFFD, or in a UTF-8 page the bytes as they are */
  size_t view_length;
  bool lossless; /**< nothing was undecodable (always true for a UTF-8 page, whose runs are checked one by one); else
                      every U+FFFD of the view is to be taken as undecodable, also one that the page may hold */
  struct codec *codec;         /**< NULL for UTF-8 */
  struct encoding_step *steps; /**< the map, NULL for UTF-8 */
  size_t step_count;
  char *converted;
};

/** No page in another encoding than UTF-8 may be longer (bytes): the map counts in 32 bits. */
#define ENCODING_LENGTH_LIMIT ((size_t)1 << 30)

/** Finds the encoding and makes the view. `label`: the caller's, or NULL; RW_INVALID when it names no encoding, or the
 *  page is longer than ENCODING_LENGTH_LIMIT. With `html` a meta counts. Pages in an encoding that is known but not
 *  supported (ISO-2022-JP, UTF-7, …) come back with `supported` false and RW_OK. */
rw_status encoded_open(struct encoded *encoded, const char *bytes, size_t length, const char *label, bool html,
                       rw_error *error);
void encoded_close(struct encoded *encoded);

/** The byte of the page at which the character at byte `view_offset` of the view starts; of two characters that share
 *  their bytes (in Big5) the same byte. The view's end maps to the page's end. Logarithmic in the number of steps. */
size_t encoded_source(const struct encoded *encoded, size_t view_offset);

/** Whether bytes that begin a page are a byte order mark, which wins over the caller's label. */
bool encoding_has_byte_order_mark(const char *bytes, size_t length);

/** Appends UTF-8 text in the page's encoding; what the encoding cannot hold becomes a numeric character reference when
 *  `references` (HTML), else the call fails with RW_INVALID, the characters before it appended. The text must be valid
 *  UTF-8, save in a UTF-8 page, whose bytes are copied as they are. Thread-safe for different `out`s. */
rw_status encoded_append(const struct encoded *encoded, struct buffer *out, const char *text, size_t length,
                         bool references, rw_error *error);

/** The WHATWG name of an encoding label ("latin1" is "windows-1252"), or NULL when there is none. Blanks around it and
 *  case do not count. */
const char *encoding_name(const char *label, size_t length);

#endif
