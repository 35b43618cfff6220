/* degree - comparison of adjectives and adverbs: one word, in lower case. */
#ifndef ENGLISH_DEGREE_H
#define ENGLISH_DEGREE_H

#include "spelling.h"

enum degree { DEGREE_COMPARATIVE, DEGREE_SUPERLATIVE };

/** The inflected form of an adjective: bigger, happiest, worse; "" when it is compared with more and most. */
struct form adjective_degree(const char *adjective, enum degree degree, enum spelling spelling);

/** The same for an adverb: faster, best; "" for quickly, often. */
struct form adverb_degree(const char *adverb, enum degree degree, enum spelling spelling);

/** The adjective, or adverb, of an irregular form: better, furthest; "" when it is none. */
struct form adjective_of_irregular(const char *word, enum degree degree);
struct form adverb_of_irregular(const char *word, enum degree degree);

#endif
