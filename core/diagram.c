#include "diagram.h"

#include <stdlib.h>
#include <string.h>
#include <uniwidth.h>

/* No more columns of arcs are drawn; those of longer arcs are left out. */
#define COLUMN_LIMIT 30u
#define FORM_WIDTH_LIMIT 30

/* What a cell of the picture is joined to; and whether an arc ends there at its dependent or its head. */
enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8, JOINTS = 15, DEPENDENT = 16, HEAD = 32 };

/* A picture: a row a token, a column for each level of arcs. The columns of short arcs stand next to the words. */
struct picture {
  const rw_passage *passage;
  rw_range sentence;
  uint32_t *levels; /* per gap between two tokens: how many arcs lie over each other there so far */
  unsigned char *cells;
  uint32_t rows, columns;
};

static unsigned char *cell(const struct picture *picture, uint32_t row, uint32_t level)
{
  return &picture->cells[row * COLUMN_LIMIT + level];
}

/* The rows that an arc joins. */
struct arc {
  uint32_t first, last;
};

static bool has_head(const struct picture *picture, uint32_t row)
{
  return picture->passage->head[picture->sentence.start + row] != RW_NONE;
}

/* The arc above a row; false for a root's. */
static bool arc_of(const struct picture *picture, uint32_t row, struct arc *arc)
{
  if (!has_head(picture, row))
    return false;
  const uint32_t head = picture->passage->head[picture->sentence.start + row] - picture->sentence.start;
  *arc = head < row ? (struct arc){head, row} : (struct arc){row, head};
  return true;
}

/* The level of an arc: over all arcs drawn before in its stretch. Arcs may meet end to end where both have their head
 * alone, else one could be taken to go on as the other. */
static uint32_t level_of(const struct picture *picture, uint32_t dependent, struct arc arc)
{
  const uint32_t head = arc.first == dependent ? arc.last : arc.first;
  uint32_t level = 0;
  for (uint32_t gap = arc.first; gap < arc.last; gap++)
    level = picture->levels[gap] > level ? picture->levels[gap] : level;
  while (level < COLUMN_LIMIT &&
         ((*cell(picture, dependent, level) & (DEPENDENT | HEAD)) || (*cell(picture, head, level) & DEPENDENT)))
    level++;
  return level;
}

/* Draws the arc above a row. */
static void draw_arc(struct picture *picture, uint32_t dependent, struct arc arc)
{
  const uint32_t level = level_of(picture, dependent, arc);
  for (uint32_t gap = arc.first; gap < arc.last; gap++)
    picture->levels[gap] = level + 1;
  if (level >= COLUMN_LIMIT)
    return;
  picture->columns = level + 1 > picture->columns ? level + 1 : picture->columns;
  *cell(picture, arc.first, level) |= DOWN | RIGHT;
  *cell(picture, arc.last, level) |= UP | RIGHT;
  for (uint32_t row = arc.first + 1; row < arc.last; row++)
    *cell(picture, row, level) |= UP | DOWN;
  for (uint32_t below = 0; below < level; below++) {
    *cell(picture, arc.first, below) |= LEFT | RIGHT;
    *cell(picture, arc.last, below) |= LEFT | RIGHT;
  }
  *cell(picture, dependent, level) |= DEPENDENT;
  *cell(picture, arc.first == dependent ? arc.last : arc.first, level) |= HEAD;
}

/* Draws all arcs, the short ones first. */
static void draw(struct picture *picture)
{
  struct arc arc;
  for (uint32_t length = 1; length < picture->rows; length++)
    for (uint32_t row = 0; row < picture->rows; row++)
      if (arc_of(picture, row, &arc) && arc.last - arc.first == length)
        draw_arc(picture, row, arc);
}

static void write_arcs(const struct picture *picture, uint32_t row, struct buffer *out)
{
  static const char *const signs[] = {" ", "╵", "╷", "│", "╴", "┘", "┐", "┤", "╶", "└", "┌", "├", "─", "┴", "┬", "┼"};
  for (uint32_t level = picture->columns; level-- > 0;)
    buffer_append_string(out, signs[*cell(picture, row, level) & JOINTS]);
  if (picture->columns == 0)
    return;
  const bool reaches_word = *cell(picture, row, 0) & RIGHT;
  buffer_append_string(out, !reaches_word ? "  " : has_head(picture, row) ? "► " : "─ ");
}

/* How many columns of a terminal a form takes. */
static int form_width(const rw_passage *passage, uint32_t token)
{
  const rw_range bytes = passage->tokens[token];
  return u8_width((const uint8_t *)passage->text + bytes.start, bytes.end - bytes.start, "UTF-8");
}

static void write_word(const struct conllu_names *names, const rw_passage *passage, uint32_t token, int width,
                       struct buffer *out)
{
  const rw_range bytes = passage->tokens[token];
  buffer_append(out, passage->text + bytes.start, bytes.end - bytes.start);
  const int blanks = width - form_width(passage, token);
  buffer_printf(out, "%*s  %-5s  %s\n", blanks > 0 ? blanks : 0, "", conllu_universal_tag(names, passage, token),
                conllu_relation(names, passage, token));
}

rw_status diagram_write(const struct conllu_names *names, const rw_passage *passage, rw_range sentence,
                        struct buffer *out)
{
  struct picture picture = {.passage = passage, .sentence = sentence, .rows = sentence.end - sentence.start};
  if (picture.rows <= DIAGRAM_LIMIT) {
    picture.levels = calloc(picture.rows, sizeof *picture.levels);
    picture.cells = calloc(picture.rows, COLUMN_LIMIT);
    if (picture.levels && picture.cells)
      draw(&picture);
  }
  const bool failed = picture.rows <= DIAGRAM_LIMIT && (!picture.levels || !picture.cells);
  int width = 0;
  for (uint32_t token = sentence.start; token < sentence.end; token++) {
    const int own = form_width(passage, token);
    width = own > width && own <= FORM_WIDTH_LIMIT ? own : width;
  }
  for (uint32_t row = 0; row < picture.rows && !failed; row++) {
    write_arcs(&picture, row, out);
    write_word(names, passage, sentence.start + row, width, out);
  }
  buffer_append_byte(out, '\n');
  free(picture.levels);
  free(picture.cells);
  return failed ? RW_NO_MEMORY : RW_OK;
}
