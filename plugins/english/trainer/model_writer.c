#include "model_writer.h"

#include "../checksum.h"
#include "program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER_LENGTH 64u
#define ENTRY_LENGTH 64u
#define NAME_LENGTH 32u

/* Numbers are written as they lie in memory. */
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the trainer runs on little-endian machines alone");

struct model_writer_section {
  char name[NAME_LENGTH];
  enum model_type type;
  uint32_t rows, columns;
  unsigned char *content;
  size_t length;
};

static size_t aligned(size_t length)
{
  return (length + MODEL_ALIGNMENT - 1) / MODEL_ALIGNMENT * MODEL_ALIGNMENT;
}

/* Adds a section with zeros to be filled in. */
static unsigned char *add_section(struct model_writer *writer, const char *name, enum model_type type, uint32_t rows,
                                  uint32_t columns, size_t length)
{
  if (strlen(name) >= NAME_LENGTH)
    fail("the section's name '%s' is too long", name);
  writer->sections = grow(writer->sections, &writer->limit, writer->count, writer->count + 1, sizeof *writer->sections);
  struct model_writer_section *section = &writer->sections[writer->count++];
  *section = (struct model_writer_section){"", type, rows, columns, allocate(length, 1), length};
  memcpy(section->name, name, strlen(name));
  return section->content;
}

void model_writer_add(struct model_writer *writer, const char *name, enum model_type type, uint32_t rows,
                      uint32_t columns, const void *content, size_t length)
{
  memcpy(add_section(writer, name, type, rows, columns, length), content, length);
}

void model_writer_add_floats(struct model_writer *writer, const char *name, struct table table)
{
  if (table.rows > 0)
    model_writer_add(writer, name, MODEL_FLOATS, table.rows, table.columns, table.values,
                     (size_t)table.rows * table.columns * sizeof(float));
}

void model_writer_add_rows(struct model_writer *writer, const char *name, struct table table)
{
  if (table.rows == 0)
    return;
  size_t ahead = aligned(table.rows * sizeof(float));
  unsigned char *content =
      add_section(writer, name, MODEL_ROWS, table.rows, table.columns, ahead + (size_t)table.rows * table.columns);
  quantise_rows(table, (int8_t *)content + ahead, (float *)content);
}

void model_writer_add_panels(struct model_writer *writer, const char *name, struct table table)
{
  if (table.rows == 0)
    return;
  uint32_t panels = (table.columns + MODEL_PANEL_WIDTH - 1) / MODEL_PANEL_WIDTH;
  size_t ahead = aligned((size_t)panels * MODEL_PANEL_WIDTH * sizeof(float));
  unsigned char *content = add_section(writer, name, MODEL_PANELS, table.rows, table.columns,
                                       ahead + (size_t)panels * MODEL_PANEL_WIDTH * table.rows);
  int8_t *bytes = allocate((size_t)table.rows * table.columns, 1);
  quantise_columns(table, bytes, (float *)content);
  for (uint32_t row = 0; row < table.rows; row++)
    for (uint32_t column = 0; column < table.columns; column++) {
      size_t panel = column / MODEL_PANEL_WIDTH;
      size_t to = (panel * table.rows + row) * MODEL_PANEL_WIDTH + column % MODEL_PANEL_WIDTH;
      content[ahead + to] = (unsigned char)bytes[(size_t)row * table.columns + column];
    }
  free(bytes);
}

void model_writer_add_integers(struct model_writer *writer, const char *name, const uint32_t *values, uint32_t count)
{
  if (count > 0)
    model_writer_add(writer, name, MODEL_INTEGERS, count, 1, values, count * sizeof *values);
}

void model_writer_add_strings(struct model_writer *writer, const char *name, char *const *strings, uint32_t count)
{
  size_t length = 0;
  for (uint32_t i = 0; i < count; i++)
    length += strlen(strings[i]) + 1;
  if (count == 0)
    return;
  unsigned char *at = add_section(writer, name, MODEL_STRINGS, count, 1, length);
  for (uint32_t i = 0; i < count; i++) {
    size_t bytes = strlen(strings[i]) + 1;
    memcpy(at, strings[i], bytes);
    at += bytes;
  }
}

static void put_32(unsigned char *at, uint32_t value)
{
  memcpy(at, &value, sizeof value);
}

static void put_64(unsigned char *at, uint64_t value)
{
  memcpy(at, &value, sizeof value);
}

/* The whole file. */
static unsigned char *compose(const struct model_writer *writer, size_t *length)
{
  size_t directory_end = HEADER_LENGTH + writer->count * ENTRY_LENGTH;
  *length = directory_end;
  for (size_t i = 0; i < writer->count; i++)
    *length = aligned(*length) + writer->sections[i].length;
  unsigned char *file = allocate(*length, 1);
  size_t offset = directory_end;
  for (size_t i = 0; i < writer->count; i++) {
    const struct model_writer_section *section = &writer->sections[i];
    unsigned char *entry = file + HEADER_LENGTH + i * ENTRY_LENGTH;
    offset = aligned(offset);
    memcpy(entry, section->name, NAME_LENGTH);
    put_32(entry + 32, section->type);
    put_32(entry + 36, section->rows);
    put_32(entry + 40, section->columns);
    put_64(entry + 48, offset);
    put_64(entry + 56, section->length);
    memcpy(file + offset, section->content, section->length);
    offset += section->length;
  }
  memcpy(file, MODEL_MAGIC, 8);
  put_32(file + 8, MODEL_VERSION);
  put_32(file + 12, (uint32_t)writer->count);
  put_64(file + 16, *length);
  put_32(file + 24, checksum_crc32(file + HEADER_LENGTH, *length - HEADER_LENGTH));
  return file;
}

size_t model_writer_save(const struct model_writer *writer, const char *path)
{
  size_t length;
  unsigned char *content = compose(writer, &length);
  size_t path_length = strlen(path);
  char *new_path = allocate(path_length + sizeof ".new", 1);
  memcpy(new_path, path, path_length);
  memcpy(new_path + path_length, ".new", sizeof ".new");
  FILE *file = fopen(new_path, "wb");
  if (!file)
    fail("%s: %s", new_path, strerror(errno));
  bool written = fwrite(content, 1, length, file) == length;
  if (fclose(file) != 0 || !written || rename(new_path, path) != 0)
    fail("%s cannot be written: %s", path, strerror(errno));
  free(new_path);
  free(content);
  return length;
}

void model_writer_close(struct model_writer *writer)
{
  for (size_t i = 0; i < writer->count; i++)
    free(writer->sections[i].content);
  free(writer->sections);
  *writer = (struct model_writer){0};
}
