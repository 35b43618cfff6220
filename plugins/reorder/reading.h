/* reading - a sentence as the strategy reads it: its words in lower case, its tree, the stretch of each constituent. */
#ifndef REWORD_REORDER_READING_H
#define REWORD_REORDER_READING_H

#include <reword/plugin.h>

/** A longer sentence is left alone; all that looks through a sentence takes bounded time so. */
#define READING_LIMIT 100u

/** A passage read for this strategy. Arrays have an entry per token. */
struct reading {
  const rw_passage *passage;
  const rw_language *language;
  const char *const *words; /**< in lower case where ASCII, apostrophes straight; ended by NUL */
  rw_range *spans;          /**< the tokens of the constituent that a token heads; filled in by reading_begin */
  uint32_t *pending;        /**< room for reading_begin */
  const uint16_t *marks;    /**< 1 << rw_mark_kind, or-ed */
  rw_range sentence;        /**< the sentence at hand */
  rw_range body;            /**< it without the marks that end it */
  uint32_t root;
};

/** Reads a passage that was analysed to RW_DEPTH_DEPENDENCIES; what it needs is from `host->allocate`. */
rw_status reading_open(struct reading *reading, const rw_passage *passage, const rw_host *host);

/** Goes to a sentence. False: it is not for this strategy, because it is too long or too short, begins or ends with a
 *  mark other than a full stop, has no full stop in a paragraph, or its tree is broken. */
bool reading_begin(struct reading *reading, rw_range sentence);

/** The word at `token`; "" outside the sentence. */
const char *reading_word(const struct reading *reading, uint32_t token);
bool reading_is_word(const struct reading *reading, uint32_t token, const char *word);

/** Names of the token's layers; "" outside the sentence. */
const char *reading_universal(const struct reading *reading, uint32_t token);
const char *reading_tag(const struct reading *reading, uint32_t token);
const char *reading_relation(const struct reading *reading, uint32_t token);

/** Whether the token's relation is `name` or a subtype of it: nsubj:pass is nsubj. */
bool reading_relates(const struct reading *reading, uint32_t token, const char *name);
bool reading_is_universal(const struct reading *reading, uint32_t token, const char *name);
bool reading_is_tag(const struct reading *reading, uint32_t token, const char *name);

/** The first dependent of `head` at or behind `from` with the relation or a subtype; RW_NONE: there is none. */
uint32_t reading_dependent(const struct reading *reading, uint32_t head, const char *name, uint32_t from);

/** The subject of a clause, or the word that holds its place; RW_NONE: it has none. */
uint32_t reading_subject(const struct reading *reading, uint32_t verb);

/** The surface of a token, in bytes of the passage's text. */
const char *reading_surface(const struct reading *reading, uint32_t token, uint32_t *length);

/** The least certain of the heads that tie the constituent of `token` to the sentence: 0 to 1. */
double reading_certainty(const struct reading *reading, uint32_t token);

#endif
