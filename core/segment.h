/* segment - where each stretch of a text came from. */
#ifndef REWORD_CORE_SEGMENT_H
#define REWORD_CORE_SEGMENT_H

#include <stdbool.h>
#include <stdint.h>

enum segment_kind {
  SEGMENT_LINEAR, /**< text and source are the same bytes */
  SEGMENT_ATOM,   /**< a character reference, a line break, an image: all of it or nothing */
  SEGMENT_BAD,    /**< undecodable; stays where it is */
  SEGMENT_NEW     /**< not in the source */
};

enum segment_flag {
  SEGMENT_PROTECTED = 1, /**< may move as a block, never change */
  SEGMENT_FIXED = 2,     /**< may neither move nor change */
  SEGMENT_RUN_START = 4  /**< the first of a text run */
};

/** A stretch of a text and its source. Segments partition their text, in order. */
struct segment {
  uint32_t text;        /**< byte of the text */
  uint32_t text_length; /**< bytes; 0 is possible for an ATOM that decodes to nothing */
  uint32_t source;      /**< byte of the document's UTF-8 view; 0 for NEW */
  uint32_t source_length;
  uint8_t kind;  /**< enum segment_kind */
  uint8_t flags; /**< enum segment_flag */
};

/** A growing array of them. Zero-initialised it is empty. */
struct segments {
  struct segment *items;
  uint32_t count;
  uint32_t capacity;
  bool failed; /**< an allocation failed; sticks */
};

void segments_append(struct segments *segments, struct segment segment);

/** Appends segments for the bytes [from, to) of a text that `source` (an array of `count` segments) describes, moved
 *  to start at byte `at` of the new text. An ATOM that is cut becomes NEW, a LINEAR one is cut. */
void segments_append_slice(struct segments *segments, const struct segment *source, uint32_t count, uint32_t from,
                           uint32_t to, uint32_t at);

/** The index of the segment that holds byte `offset` of the text; `count` when there is none. */
uint32_t segment_find(const struct segment *segments, uint32_t count, uint32_t offset);

void segments_free(struct segments *segments);

#endif
