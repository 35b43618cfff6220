/* model - the file of the tagger and parser: named sections, mapped read-only and shared by all that use it.
 *
 * All numbers are little-endian; floats are IEEE 754 binary32. The file is
 *   a header of 64 bytes: magic (MODEL_MAGIC, 8 bytes), version (uint32), number of sections (uint32), length of the
 *     file in bytes (uint64), CRC-32 of all bytes behind the header (uint32; ISO-HDLC, as zlib's crc32), zeros;
 *   the directory: for each section 64 bytes: name (32 bytes, padded with NUL), type (uint32, enum model_type), rows
 *     (uint32), columns (uint32), zeros (uint32), offset in the file (uint64, a multiple of 64), length (uint64);
 *   the sections' contents, with zeros between them.
 */
#ifndef ENGLISH_MODEL_H
#define ENGLISH_MODEL_H

#include <reword/plugin.h>

#include <stddef.h>
#include <stdint.h>

#define MODEL_MAGIC "rewordEN"
#define MODEL_VERSION 1u
#define MODEL_ALIGNMENT 64u
/** Columns of a panel of MODEL_PANELS. */
#define MODEL_PANEL_WIDTH 16u

/** How a section's content lies. */
enum model_type {
  MODEL_FLOATS = 1,   /**< rows x columns floats, row by row */
  MODEL_INTEGERS = 2, /**< rows x columns uint32 */
  MODEL_ROWS = 3,     /**< rows x columns int8, row by row, behind one float a row, its scale, padded to 64 bytes:
                           value = int8 x scale of its row */
  MODEL_PANELS = 4,   /**< rows x columns int8 behind one float a column, its scale; columns are padded with zeros to
                           whole panels, and so are the scales, padded to 64 bytes; then panel by panel, in it row by
                           row, MODEL_PANEL_WIDTH int8: value = int8 x scale of its column */
  MODEL_STRINGS = 5   /**< `rows` strings, each ended by NUL, one after the other; columns is 1 */
};

/** A section as it lies in the mapped file. */
struct model_section {
  const char *name; /**< at most 31 bytes, ended by NUL */
  enum model_type type;
  uint32_t rows, columns;
  const float *scales; /**< of MODEL_ROWS and MODEL_PANELS */
  const void *values;  /**< behind the scales */
  size_t length;       /**< bytes of `values` */
};

struct model;

/** Maps and checks a file: magic, version, length, checksum, the bounds and shape of every section, that floats are
 *  finite and strings as many as told. `*model` is NULL on failure; the message names the file, the cause and the cure.
 *  Any number of threads may read one model. Who changes the file in place takes the ground from under its readers:
 *  replace it by another (rename). */
rw_status model_open(const char *path, struct model **model, const rw_host *host);
void model_close(struct model *model);

/** The file it was opened from, for messages. */
const char *model_path(const struct model *model);

/** A section by its name, or NULL. Lives as long as the model. */
const struct model_section *model_find(const struct model *model, const char *name);

#endif
