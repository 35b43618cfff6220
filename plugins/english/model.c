#include "model.h"

#include "checksum.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_LENGTH 64u
#define ENTRY_LENGTH 64u
#define NAME_LENGTH 32u
#define SECTION_LIMIT 256u
/* Rows or columns of a section: so many that the product of two, and four bytes for each, fits in 64 bits. */
#define SIDE_LIMIT (1u << 24)

#define CURE "install the model anew, or train one"

struct model {
  char *path;
  unsigned char *bytes; /* mapped; NULL before */
  size_t length;
  struct model_section *sections;
  uint32_t section_count;
};

/* A model while it is checked. */
struct check {
  struct model *model;
  const rw_host *host;
};

/* A section's place, as its entry in the directory tells it. */
struct place {
  uint64_t offset, length;
};

static uint32_t read_32(const unsigned char *bytes)
{
  return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static uint64_t read_64(const unsigned char *bytes)
{
  return read_32(bytes) | (uint64_t)read_32(bytes + 4) << 32;
}

static bool is_zero(const unsigned char *bytes, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if (bytes[i] != 0)
      return false;
  return true;
}

static uint64_t aligned(uint64_t length)
{
  return (length + MODEL_ALIGNMENT - 1) / MODEL_ALIGNMENT * MODEL_ALIGNMENT;
}

/* ---- The header ---- */

static rw_status check_header(const struct check *check)
{
  const struct model *model = check->model;
  const rw_host *host = check->host;
  const unsigned char *header = model->bytes;
  if (memcmp(header, MODEL_MAGIC, 8) != 0)
    return host->failure(host, RW_BAD_DATA, "%s: not a model of English for reword; " CURE, model->path);
  const uint32_t version = read_32(header + 8);
  if (version != MODEL_VERSION)
    return host->failure(host, RW_BAD_DATA, "%s: a model of version %u, this module reads version %u; " CURE,
                         model->path, (unsigned)version, MODEL_VERSION);
  const uint64_t length = read_64(header + 16);
  if (length != model->length)
    return host->failure(host, RW_BAD_DATA, "%s: damaged: %zu bytes long and not %llu; " CURE, model->path,
                         model->length, (unsigned long long)length);
  const uint32_t checksum = checksum_crc32(header + HEADER_LENGTH, model->length - HEADER_LENGTH);
  if (checksum != read_32(header + 24) || !is_zero(header + 28, HEADER_LENGTH - 28))
    return host->failure(host, RW_BAD_DATA, "%s: damaged: its checksum does not match its content; " CURE, model->path);
  const uint32_t count = read_32(header + 12);
  if (count > SECTION_LIMIT || model->length < HEADER_LENGTH + (size_t)count * ENTRY_LENGTH)
    return host->failure(host, RW_BAD_DATA, "%s: damaged: it cannot have %u sections; " CURE, model->path,
                         (unsigned)count);
  return RW_OK;
}

/* ---- Sections ---- */

/* The length that rows and columns ask for; 0 when they, or the type, cannot be. Of strings it is the least. */
static uint64_t expected_length(const struct model_section *section)
{
  const uint64_t rows = section->rows, columns = section->columns;
  if (rows == 0 || columns == 0 || rows > SIDE_LIMIT || columns > SIDE_LIMIT)
    return 0;
  const uint64_t padded = (columns + MODEL_PANEL_WIDTH - 1) / MODEL_PANEL_WIDTH * MODEL_PANEL_WIDTH;
  switch (section->type) {
  case MODEL_FLOATS:
  case MODEL_INTEGERS:
    return rows * columns * 4;
  case MODEL_ROWS:
    return aligned(rows * 4) + rows * columns;
  case MODEL_PANELS:
    return aligned(padded * 4) + rows * padded;
  case MODEL_STRINGS:
    return columns == 1 ? rows : 0;
  }
  return 0;
}

static bool all_finite(const float *values, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!isfinite(values[i]))
      return false;
  return true;
}

/* Whether there are as many strings as told, each ended by NUL. */
static bool strings_are_whole(const struct model_section *section)
{
  const char *at = section->values, *end = at + section->length;
  uint32_t count = 0;
  while (at < end) {
    const char *nul = memchr(at, '\0', (size_t)(end - at));
    if (!nul)
      return false;
    at = nul + 1;
    count++;
  }
  return count == section->rows;
}

static bool is_little_endian(void)
{
  const uint16_t one = 1;
  return *(const unsigned char *)&one == 1;
}

/* Numbers are read as they lie: where the processor has them the other way round, turns those of the mapping. */
static void turn_words(void *words, size_t count)
{
  if (is_little_endian())
    return;
  unsigned char *bytes = words;
  for (size_t i = 0; i < count; i++) {
    const uint32_t word = read_32(bytes + 4 * i);
    memcpy(bytes + 4 * i, &word, sizeof word);
  }
}

/* Sets where a section's scales and values lie, and looks at them. Its place lies in the file. */
static bool take_content(struct model *model, struct model_section *section, struct place place)
{
  unsigned char *content = model->bytes + place.offset;
  const bool words = section->type == MODEL_FLOATS || section->type == MODEL_INTEGERS;
  size_t scales = 0;
  if (section->type == MODEL_ROWS)
    scales = section->rows;
  if (section->type == MODEL_PANELS)
    scales = (section->columns + MODEL_PANEL_WIDTH - 1) / MODEL_PANEL_WIDTH * MODEL_PANEL_WIDTH;
  const size_t ahead = aligned(scales * 4);
  section->scales = scales > 0 ? (const float *)content : NULL;
  section->values = content + ahead;
  section->length = place.length - ahead;
  turn_words(content, words ? place.length / 4 : scales);
  if (section->type == MODEL_STRINGS)
    return strings_are_whole(section);
  if (section->type == MODEL_FLOATS)
    return all_finite(section->values, section->length / 4);
  return !section->scales || all_finite(section->scales, scales);
}

/* Whether a section lies where it may: aligned, behind the directory, in the file. */
static bool place_is_good(const struct model *model, const struct model_section *section, struct place place)
{
  const uint64_t least = expected_length(section);
  const uint64_t directory_end = HEADER_LENGTH + (uint64_t)model->section_count * ENTRY_LENGTH;
  const bool whole = section->type == MODEL_STRINGS ? place.length >= least : place.length == least;
  return least > 0 && whole && place.offset % MODEL_ALIGNMENT == 0 && place.offset >= directory_end &&
         place.offset <= model->length && place.length <= model->length - place.offset;
}

/* Whether a section shares a name or bytes with one before it. */
static bool is_alone(const struct model *model, uint32_t number, const struct place *places)
{
  for (uint32_t i = 0; i < number; i++) {
    if (strcmp(model->sections[i].name, model->sections[number].name) == 0)
      return false;
    if (places[i].offset < places[number].offset + places[number].length &&
        places[number].offset < places[i].offset + places[i].length)
      return false;
  }
  return true;
}

static rw_status take_section(const struct check *check, uint32_t number, struct place *places)
{
  struct model *model = check->model;
  const unsigned char *entry = model->bytes + HEADER_LENGTH + (size_t)number * ENTRY_LENGTH;
  struct model_section *section = &model->sections[number];
  const size_t name_length = strnlen((const char *)entry, NAME_LENGTH);
  if (name_length == 0 || name_length == NAME_LENGTH || !is_zero(entry + name_length, NAME_LENGTH - name_length))
    return check->host->failure(check->host, RW_BAD_DATA, "%s: damaged: section %u has no good name; " CURE,
                                model->path, (unsigned)number + 1);
  section->name = (const char *)entry;
  section->type = (enum model_type)read_32(entry + 32);
  section->rows = read_32(entry + 36);
  section->columns = read_32(entry + 40);
  places[number] = (struct place){read_64(entry + 48), read_64(entry + 56)};
  if (!is_zero(entry + 44, 4) || !place_is_good(model, section, places[number]) || !is_alone(model, number, places) ||
      !take_content(model, section, places[number]))
    return check->host->failure(check->host, RW_BAD_DATA,
                                "%s: damaged: section '%s' (%u x %u) is not where or what it must be; " CURE,
                                model->path, section->name, (unsigned)section->rows, (unsigned)section->columns);
  return RW_OK;
}

static rw_status take_sections(const struct check *check)
{
  struct model *model = check->model;
  model->section_count = read_32(model->bytes + 12);
  model->sections = calloc((size_t)model->section_count + 1, sizeof *model->sections);
  struct place *places = calloc((size_t)model->section_count + 1, sizeof *places);
  rw_status status = model->sections && places ? RW_OK : RW_NO_MEMORY;
  for (uint32_t i = 0; status == RW_OK && i < model->section_count; i++)
    status = take_section(check, i, places);
  free(places);
  return status;
}

/* ---- The file ---- */

static rw_status map_open_file(const struct check *check, int file)
{
  struct model *model = check->model;
  const rw_host *host = check->host;
  struct stat about;
  if (fstat(file, &about) != 0)
    return host->failure(host, RW_NO_FILE, "%s: cannot be read: %s", model->path, strerror(errno));
  if (!S_ISREG(about.st_mode))
    return host->failure(host, RW_NO_FILE, "%s: no file; give the path of a model", model->path);
  if (about.st_size < (off_t)HEADER_LENGTH)
    return host->failure(host, RW_BAD_DATA, "%s: too short for a model; " CURE, model->path);
  const int access = is_little_endian() ? PROT_READ : PROT_READ | PROT_WRITE;
  void *bytes = mmap(NULL, (size_t)about.st_size, access, MAP_PRIVATE, file, 0);
  if (bytes == MAP_FAILED)
    return host->failure(host, RW_NO_FILE, "%s: cannot be mapped: %s", model->path, strerror(errno));
  model->bytes = bytes;
  model->length = (size_t)about.st_size;
  return RW_OK;
}

static rw_status map_file(const struct check *check)
{
  const int file = open(check->model->path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return check->host->failure(check->host, RW_NO_FILE, "%s: cannot be opened: %s", check->model->path,
                                strerror(errno));
  const rw_status status = map_open_file(check, file);
  close(file);
  return status;
}

rw_status model_open(const char *path, struct model **opened, const rw_host *host)
{
  *opened = NULL;
  struct model *model = calloc(1, sizeof *model);
  if (!model)
    return RW_NO_MEMORY;
  const struct check check = {model, host};
  model->path = strdup(path);
  rw_status status = model->path ? map_file(&check) : RW_NO_MEMORY;
  if (status == RW_OK)
    status = check_header(&check);
  if (status == RW_OK)
    status = take_sections(&check);
  if (status == RW_OK)
    *opened = model;
  else
    model_close(model);
  return status;
}

void model_close(struct model *model)
{
  if (!model)
    return;
  if (model->bytes)
    munmap(model->bytes, model->length);
  free(model->sections);
  free(model->path);
  free(model);
}

const char *model_path(const struct model *model)
{
  return model->path;
}

const struct model_section *model_find(const struct model *model, const char *name)
{
  for (uint32_t i = 0; i < model->section_count; i++)
    if (strcmp(model->sections[i].name, name) == 0)
      return &model->sections[i];
  return NULL;
}
