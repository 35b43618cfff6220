/* model_maker - models of English with random weights, for tests: small, whole, and to be spoiled section by section.
 */
#ifndef REWORD_TESTS_MODEL_MAKER_H
#define REWORD_TESTS_MODEL_MAKER_H

#include "model.h"

#include <stdbool.h>

/** A section to be written. */
struct made_section {
  char name[32];
  enum model_type type;
  uint32_t rows, columns;
  unsigned char *content; /**< as it lies in the file; owned by the maker */
  size_t length;
};

#define MADE_SECTION_LIMIT 64
struct model_maker {
  struct made_section sections[MADE_SECTION_LIMIT];
  uint32_t count;
  uint64_t random; /**< the state of its random numbers */
};

/** The sides of a made network, and what it knows. */
#define MADE_WIDTH 64u
#define MADE_LAYERS 2u
#define MADE_ARC 24u /* no multiple of a panel, so that padding is tested */
#define MADE_RELATION 20u
#define MADE_SECTIONS 33

/** A whole model with random weights; equal seeds make equal models. Let go of it with model_maker_free. */
void model_maker_open(struct model_maker *maker, uint64_t seed);
void model_maker_free(struct model_maker *maker);

/** A number from the maker's generator, below `limit`. */
uint32_t model_maker_random(struct model_maker *maker, uint32_t limit);

/** A section by its name; it must be there. */
struct made_section *model_maker_find(struct model_maker *maker, const char *name);
void model_maker_remove(struct model_maker *maker, const char *name);
/** Puts a section, with other sides and random content, in the place of one, or behind all. */
void model_maker_replace(struct model_maker *maker, const char *name, enum model_type type, uint32_t rows,
                         uint32_t columns);
/** Puts strings, each ended by NUL, in the place of a section of strings. */
void model_maker_set_strings(struct model_maker *maker, const char *name, const char *strings, size_t length,
                             uint32_t count);

/** The bytes of the file; the caller frees. */
unsigned char *model_maker_bytes(const struct model_maker *maker, size_t *length);

/** Sets length and checksum of a file's header to what its bytes say. */
void model_bytes_seal(unsigned char *bytes, size_t length);

/** Writes a file in the folder for temporary files; returns its path, which the caller removes and frees. */
char *model_bytes_write(const unsigned char *bytes, size_t length);

#endif
