/* compound - which part of a lemma of several words is inflected. */
#ifndef ENGLISH_COMPOUND_H
#define ENGLISH_COMPOUND_H

#include <stddef.h>

/** Bytes of a lemma, between blanks or hyphens. */
struct part {
  size_t start, end;
};

/** Of a verb the first part between blanks, "carry out", save of "dry clean" and its like; between hyphens the last,
 *  "double-check". */
struct part compound_verb(const char *lemma);

/** Of a noun the part that others follow, "mother-in-law", "member of parliament", "attorney general", "passer-by";
 * else the last. */
struct part compound_noun(const char *lemma);

#endif
