/* model_writer - writes files of the format of ../model.h, section after section. */
#ifndef TRAINER_MODEL_WRITER_H
#define TRAINER_MODEL_WRITER_H

#include "quantise.h"

#include "../model.h"

#include <stddef.h>
#include <stdint.h>

struct model_writer_section;

/** Zero-initialised it is empty. */
struct model_writer {
  struct model_writer_section *sections;
  size_t count, limit;
};

/** Adds a section with its content as it lies in the file, which is copied. A name is at most 31 bytes long, and there
 * is none twice. */
void model_writer_add(struct model_writer *writer, const char *name, enum model_type type, uint32_t rows,
                      uint32_t columns, const void *content, size_t length);

/** The same for each type. Floats are quantised where the type has scales. A table without rows is left out. */
void model_writer_add_floats(struct model_writer *writer, const char *name, struct table table);
void model_writer_add_rows(struct model_writer *writer, const char *name, struct table table);
void model_writer_add_panels(struct model_writer *writer, const char *name, struct table table);
void model_writer_add_integers(struct model_writer *writer, const char *name, const uint32_t *values, uint32_t count);
void model_writer_add_strings(struct model_writer *writer, const char *name, char *const *strings, uint32_t count);

/** Writes the file, in the place of one of its name only when it is whole, and returns its length. Ends the program
 * when it cannot. */
size_t model_writer_save(const struct model_writer *writer, const char *path);
void model_writer_close(struct model_writer *writer);

#endif
