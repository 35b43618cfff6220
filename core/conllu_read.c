#include "conllu.h"

#include "error.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

/* A batch is full with so many words. */
#define BATCH_TOKENS 4096u
#define COLUMNS 10

/* A line of the file, cut into columns. */
struct row {
  const char *columns[COLUMNS];
  size_t lengths[COLUMNS];
};

enum { COLUMN_IDENTIFIER = 0, COLUMN_FORM = 1, COLUMN_MISCELLANEOUS = 9 };

static rw_status malformed(const struct conllu_reader *reader, const char *reason, rw_error *error)
{
  return error_set(error, RW_BAD_DATA, "%s:%u: %s", reader->name, (unsigned)reader->line, reason);
}

/* ---- The batch ---- */

static void *grow(void *items, uint32_t capacity, size_t size)
{
  return realloc(items, capacity * size);
}

static bool reserve_token(struct conllu_batch *batch)
{
  if (batch->token_count < batch->token_capacity)
    return true;
  const uint32_t capacity = batch->token_capacity * 2 + BATCH_TOKENS;
  rw_range *tokens = grow(batch->tokens, capacity, sizeof *tokens);
  batch->tokens = tokens ? tokens : batch->tokens;
  struct conllu_lines *ranges = grow(batch->ranges, capacity, sizeof *ranges);
  batch->ranges = ranges ? ranges : batch->ranges;
  if (!tokens || !ranges)
    return false;
  batch->token_capacity = capacity;
  return true;
}

static bool reserve_sentence(struct conllu_batch *batch)
{
  if (batch->sentence_count < batch->sentence_capacity)
    return true;
  const uint32_t capacity = batch->sentence_capacity * 2 + BATCH_TOKENS / 8;
  rw_range *sentences = grow(batch->sentences, capacity, sizeof *sentences);
  batch->sentences = sentences ? sentences : batch->sentences;
  struct conllu_lines *comments = grow(batch->comments, capacity, sizeof *comments);
  batch->comments = comments ? comments : batch->comments;
  if (!sentences || !comments)
    return false;
  batch->sentence_capacity = capacity;
  return true;
}

void conllu_batch_free(struct conllu_batch *batch)
{
  buffer_free(&batch->text);
  free(batch->tokens);
  free(batch->ranges);
  free(batch->sentences);
  free(batch->comments);
  *batch = (struct conllu_batch){.token_count = 0};
}

/* ---- Lines ---- */

/* The next line without its end. */
static struct conllu_lines next_line(struct conllu_reader *reader)
{
  const char *start = reader->bytes + reader->at;
  const char *newline = memchr(start, '\n', reader->length - reader->at);
  struct conllu_lines line = {reader->at, newline ? (size_t)(newline - reader->bytes) : reader->length};
  reader->at = newline ? line.end + 1 : line.end;
  reader->line++;
  if (line.end > line.start && reader->bytes[line.end - 1] == '\r')
    line.end--;
  return line;
}

static rw_status cut_columns(const struct conllu_reader *reader, struct conllu_lines line, struct row *row,
                             rw_error *error)
{
  const char *at = reader->bytes + line.start, *end = reader->bytes + line.end;
  for (int column = 0; column < COLUMNS; column++) {
    const char *tab = memchr(at, '\t', (size_t)(end - at));
    if (!tab != (column == COLUMNS - 1))
      return malformed(reader, "a line has ten columns with a tab between two", error);
    row->columns[column] = at;
    row->lengths[column] = (size_t)((tab ? tab : end) - at);
    at = tab ? tab + 1 : end;
  }
  if (row->lengths[COLUMN_FORM] == 0)
    return malformed(reader, "the form (column 2) is empty", error);
  if (!utf8_valid(row->columns[COLUMN_FORM], row->lengths[COLUMN_FORM]) ||
      memchr(row->columns[COLUMN_FORM], '\0', row->lengths[COLUMN_FORM]))
    return malformed(reader, "the form (column 2) is no UTF-8 text", error);
  return RW_OK;
}

/* Whether "SpaceAfter=No" stands among what is parted by bars. */
static bool has_no_space_after(const struct row *row)
{
  static const char wanted[] = "SpaceAfter=No";
  const size_t length = sizeof wanted - 1;
  const char *at = row->columns[COLUMN_MISCELLANEOUS], *end = at + row->lengths[COLUMN_MISCELLANEOUS];
  while (at < end) {
    const char *bar = memchr(at, '|', (size_t)(end - at));
    const char *stop = bar ? bar : end;
    if ((size_t)(stop - at) == length && memcmp(at, wanted, length) == 0)
      return true;
    at = bar ? bar + 1 : end;
  }
  return false;
}

/* ---- Sentences ---- */

/* A sentence while it is read. */
struct reading {
  struct conllu_reader *reader;
  struct conllu_batch *batch;
  uint32_t first;               /* its first token */
  struct conllu_lines comments; /* before it */
  struct conllu_lines range;    /* the line that joins the word that comes next, or none */
};

static rw_status take_word(struct reading *reading, const struct row *row, rw_error *error)
{
  struct conllu_batch *batch = reading->batch;
  if (!reserve_token(batch))
    return error_no_memory(error);
  const size_t start = batch->text.length;
  buffer_append(&batch->text, row->columns[COLUMN_FORM], row->lengths[COLUMN_FORM]);
  batch->tokens[batch->token_count] = (rw_range){(uint32_t)start, (uint32_t)batch->text.length};
  batch->ranges[batch->token_count] = reading->range;
  batch->token_count++;
  if (!has_no_space_after(row))
    buffer_append_byte(&batch->text, ' ');
  reading->range = (struct conllu_lines){0, 0};
  return RW_OK;
}

/* A number at the start of a column, and what stands behind it. */
static unsigned long read_number(const struct row *row, char *behind)
{
  char digits[12] = "", *end;
  const size_t length = row->lengths[COLUMN_IDENTIFIER];
  memcpy(digits, row->columns[COLUMN_IDENTIFIER], length < sizeof digits ? length : sizeof digits - 1);
  const unsigned long number = utf8_is_digit(*digits) ? strtoul(digits, &end, 10) : 0;
  *behind = number > 0 && length < sizeof digits ? *end : '?';
  return number;
}

static rw_status take_row(struct reading *reading, struct conllu_lines line, rw_error *error)
{
  struct row row;
  rw_status status = cut_columns(reading->reader, line, &row, error);
  if (status != RW_OK)
    return status;
  char behind;
  const unsigned long number = read_number(&row, &behind);
  const unsigned long wanted = reading->batch->token_count - reading->first + 1;
  if (behind == '.')
    return RW_OK;
  if ((behind != '\0' && behind != '-') || number != wanted)
    return malformed(reading->reader, "the words of a sentence count from 1 up (column 1)", error);
  if (behind == '\0')
    return take_word(reading, &row, error);
  reading->range = line;
  return RW_OK;
}

/* Ends the sentence when it has words. */
static rw_status end_sentence(struct reading *reading, rw_error *error)
{
  struct conllu_batch *batch = reading->batch;
  if (batch->token_count > reading->first) {
    if (!reserve_sentence(batch))
      return error_no_memory(error);
    batch->sentences[batch->sentence_count] = (rw_range){reading->first, batch->token_count};
    batch->comments[batch->sentence_count] = reading->comments;
    batch->sentence_count++;
  }
  *reading = (struct reading){.reader = reading->reader, .batch = batch, .first = batch->token_count};
  return RW_OK;
}

static rw_status take_line(struct reading *reading, struct conllu_lines line, rw_error *error)
{
  if (line.start == line.end)
    return end_sentence(reading, error);
  if (reading->reader->bytes[line.start] != '#')
    return take_row(reading, line, error);
  if (reading->batch->token_count > reading->first)
    return malformed(reading->reader, "a comment stands before the words of its sentence", error);
  if (reading->comments.end == 0)
    reading->comments.start = line.start;
  reading->comments.end = reading->reader->at;
  return RW_OK;
}

rw_status conllu_read(struct conllu_reader *reader, struct conllu_batch *batch, rw_error *error)
{
  buffer_clear(&batch->text);
  batch->token_count = batch->sentence_count = 0;
  struct reading reading = {.reader = reader, .batch = batch};
  rw_status status = RW_OK;
  while (status == RW_OK && reader->at < reader->length &&
         (batch->token_count < BATCH_TOKENS || batch->token_count > reading.first))
    status = take_line(&reading, next_line(reader), error);
  if (status == RW_OK)
    status = end_sentence(&reading, error);
  if (status == RW_OK && batch->text.failed)
    status = error_no_memory(error);
  return status;
}
