#include "nodes.h"

#include "error.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* A child of a list or map that is still open. */
struct cell {
  const struct node *key; /* NULL in a list */
  const struct node *value;
  struct cell *next;
};

/* How much a finished node holds, aliases resolved. */
struct extent {
  uint32_t nodes;  /* itself and all below it */
  uint32_t height; /* levels of lists and maps, itself included; 0 for a scalar */
};

/* A list or map that is still open. */
struct frame {
  struct node *node;
  const char *anchor;     /* NULL: none */
  const struct node *key; /* the key that waits for its value */
  struct cell *first, *last;
  struct extent extent;
};

struct anchor {
  const char *name;
  const struct node *node;
  struct extent extent;
  const struct anchor *next;
};

struct reader {
  yaml_parser_t parser;
  const char *text;
  size_t length;
  const char *file;
  struct arena *arena;
  rw_error *error;
  struct frame frames[NODES_DEPTH_LIMIT];
  uint32_t depth;
  const struct anchor *anchors; /* the latest first */
  uint32_t anchor_count;
  uint32_t node_count;
  const struct node *root;
  bool ended; /* the first document is over */
};

static struct node *new_node(struct reader *reader, enum node_kind kind, const yaml_mark_t *mark)
{
  struct node *node = arena_allocate(reader->arena, sizeof *node);
  if (!node)
    return NULL;
  node->kind = kind;
  node->file = reader->file;
  node->line = (uint32_t)mark->line + 1;
  node->column = (uint32_t)mark->column + 1;
  return node;
}

/* A failure at a place of the text where there is no node. */
static rw_status fail_at(struct reader *reader, const yaml_mark_t *mark, const char *format, ...)
#if defined __GNUC__
    __attribute__((format(printf, 3, 4)))
#endif
    ;

static rw_status fail_at(struct reader *reader, const yaml_mark_t *mark, const char *format, ...)
{
  const struct node place = {
      .file = reader->file, .line = (uint32_t)mark->line + 1, .column = (uint32_t)mark->column + 1};
  va_list arguments;
  va_start(arguments, format);
  error_set_list(reader->error, RW_INVALID, format, arguments);
  va_end(arguments);
  node_prefix(&place, reader->error);
  return RW_INVALID;
}

/* ---- What libyaml refuses ---- */

/* The place of a byte: libyaml gives reader errors by their offset alone. */
static yaml_mark_t mark_of(const char *text, size_t offset)
{
  yaml_mark_t mark = {0};
  for (size_t i = 0; i < offset; i++) {
    if (text[i] == '\n') {
      mark.line++;
      mark.column = 0;
    } else if (((unsigned char)text[i] & 0xC0) != 0x80)
      mark.column++;
  }
  return mark;
}

/* Whether a tab stands at a mark, whose index counts characters. */
static bool tab_at(const struct reader *reader, const yaml_mark_t *mark)
{
  size_t index = 0;
  for (size_t i = 0; i < reader->length; i++) {
    if (((unsigned char)reader->text[i] & 0xC0) == 0x80)
      continue;
    if (index++ == mark->index)
      return reader->text[i] == '\t';
  }
  return false;
}

/* What most likely cures a problem that libyaml reports; "" where nothing is likelier than the rest. */
static const char *cure_of(const char *problem)
{
  static const struct {
    const char *problem, *cure;
  } cures[] = {
      {"mapping values are not allowed", "; indent it, or put a text with ': ' in quotation marks"},
      {"found character that cannot start", "; put the text in quotation marks"},
      {"did not find expected ',' or ']'", "; close the [ or add a comma"},
      {"did not find expected ',' or '}'", "; close the { or add a comma"},
      {"did not find expected node content", "; close the bracket or brace, or leave out a comma"},
      {"did not find expected key", "; indent the keys of a map alike"},
      {"did not find expected '-' indicator", "; begin each item of a list with '- ', indented alike"},
      {"could not find expected ':'", "; write 'key: value'"},
      {"found unexpected end of stream", "; close the quotation mark"},
      {"found unknown escape character", "; write \\\\ for a backslash, or use single quotation marks"},
      {"did not find expected <document start>", "; indent it, or leave it out"},
  };
  for (size_t i = 0; i < sizeof cures / sizeof *cures; i++)
    if (strncmp(problem, cures[i].problem, strlen(cures[i].problem)) == 0)
      return cures[i].cure;
  return "";
}

static rw_status fail_of_parser(struct reader *reader)
{
  const yaml_parser_t *parser = &reader->parser;
  if (parser->error == YAML_MEMORY_ERROR)
    return error_no_memory(reader->error);
  if (parser->error == YAML_READER_ERROR) {
    const yaml_mark_t mark = mark_of(reader->text, parser->problem_offset);
    return fail_at(reader, &mark, "not UTF-8, or a character that YAML does not allow; save the file as UTF-8 text");
  }
  if (tab_at(reader, &parser->problem_mark))
    return fail_at(reader, &parser->problem_mark, "not well-formed YAML: a tab; indent with blanks");
  return fail_at(reader, &parser->problem_mark, "not well-formed YAML: %s%s%s%s", parser->problem,
                 parser->context ? " " : "", parser->context ? parser->context : "", cure_of(parser->problem));
}

/* ---- Building ---- */

static rw_status remember_anchor(struct reader *reader, const char *name, const struct node *node, struct extent extent)
{
  if (!name)
    return RW_OK;
  if (reader->anchor_count == NODES_ANCHOR_LIMIT)
    return node_error(node, reader->error, "more than %d anchors (&name); write the values out", NODES_ANCHOR_LIMIT);
  struct anchor *anchor = arena_allocate(reader->arena, sizeof *anchor);
  if (!anchor)
    return error_no_memory(reader->error);
  *anchor = (struct anchor){name, node, extent, reader->anchors};
  reader->anchors = anchor;
  reader->anchor_count++;
  return RW_OK;
}

/* Puts a finished node in its place: the root, a key, or a value of the list or map that is open. */
static rw_status attach(struct reader *reader, const struct node *node, struct extent extent)
{
  if (reader->depth == 0) {
    reader->root = node;
    return RW_OK;
  }
  struct frame *frame = &reader->frames[reader->depth - 1];
  frame->extent.nodes += extent.nodes;
  if (frame->extent.height < extent.height + 1)
    frame->extent.height = extent.height + 1;
  if (frame->node->kind == NODE_MAP && !frame->key) {
    if (node->kind != NODE_SCALAR)
      return node_error(node, reader->error, "a key must be a word, not a list or map");
    if (!node->quoted && strcmp(node->text, "<<") == 0)
      return node_error(node, reader->error, "merge keys ('<<') are not supported; write the options out");
    frame->key = node;
    return RW_OK;
  }
  struct cell *cell = arena_allocate(reader->arena, sizeof *cell);
  if (!cell)
    return error_no_memory(reader->error);
  *cell = (struct cell){.key = frame->key, .value = node};
  frame->key = NULL;
  if (frame->last)
    frame->last->next = cell;
  else
    frame->first = cell;
  frame->last = cell;
  frame->node->count++;
  return RW_OK;
}

static rw_status count_nodes(struct reader *reader, const yaml_mark_t *mark, uint32_t more)
{
  reader->node_count += more;
  if (reader->node_count > NODES_COUNT_LIMIT)
    return fail_at(reader, mark, "more than %d values, with each alias counted as what it stands for; leave some out",
                   NODES_COUNT_LIMIT);
  return RW_OK;
}

static rw_status copy_anchor_name(struct reader *reader, const yaml_char_t *name, const char **copy)
{
  *copy = name ? arena_copy_string(reader->arena, (const char *)name) : NULL;
  return name && !*copy ? error_no_memory(reader->error) : RW_OK;
}

static rw_status read_scalar(struct reader *reader, const yaml_event_t *event)
{
  const char *value = (const char *)event->data.scalar.value;
  const size_t length = event->data.scalar.length;
  rw_status status = count_nodes(reader, &event->start_mark, 1);
  if (status != RW_OK)
    return status;
  if (event->data.scalar.tag)
    return fail_at(reader, &event->start_mark, "tags ('!') mean nothing here; leave it out");
  if (memchr(value, '\0', length))
    return fail_at(reader, &event->start_mark, "a NUL character ('\\0') cannot stand in a text; leave it out");
  struct node *node = new_node(reader, NODE_SCALAR, &event->start_mark);
  if (!node || !(node->text = arena_copy(reader->arena, value, length)))
    return error_no_memory(reader->error);
  node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
  const struct extent extent = {1, 0};
  const char *anchor;
  status = copy_anchor_name(reader, event->data.scalar.anchor, &anchor);
  if (status == RW_OK)
    status = remember_anchor(reader, anchor, node, extent);
  return status == RW_OK ? attach(reader, node, extent) : status;
}

static rw_status read_alias(struct reader *reader, const yaml_event_t *event)
{
  const char *name = (const char *)event->data.alias.anchor;
  const struct anchor *anchor = reader->anchors;
  while (anchor && strcmp(anchor->name, name) != 0)
    anchor = anchor->next;
  if (!anchor)
    return fail_at(reader, &event->start_mark,
                   "this alias (*name) has no finished anchor (&name) before it; put a text with * in quotation marks");
  if (reader->depth + anchor->extent.height > NODES_DEPTH_LIMIT)
    return fail_at(reader, &event->start_mark,
                   "nested deeper than %d levels, with the alias counted as what it stands for; write it flatter",
                   NODES_DEPTH_LIMIT);
  const rw_status status = count_nodes(reader, &event->start_mark, anchor->extent.nodes);
  return status == RW_OK ? attach(reader, anchor->node, anchor->extent) : status;
}

static rw_status open_frame(struct reader *reader, enum node_kind kind, const yaml_event_t *event)
{
  const bool list = kind == NODE_LIST;
  const yaml_char_t *anchor = list ? event->data.sequence_start.anchor : event->data.mapping_start.anchor;
  const yaml_char_t *tag = list ? event->data.sequence_start.tag : event->data.mapping_start.tag;
  if (reader->depth == NODES_DEPTH_LIMIT)
    return fail_at(reader, &event->start_mark, "nested deeper than %d levels; write it flatter", NODES_DEPTH_LIMIT);
  if (tag)
    return fail_at(reader, &event->start_mark, "tags ('!') mean nothing here; leave it out");
  const rw_status status = count_nodes(reader, &event->start_mark, 1);
  if (status != RW_OK)
    return status;
  struct frame *frame = &reader->frames[reader->depth];
  *frame = (struct frame){.node = new_node(reader, kind, &event->start_mark), .extent = {1, 1}};
  if (!frame->node)
    return error_no_memory(reader->error);
  reader->depth++;
  return copy_anchor_name(reader, anchor, &frame->anchor);
}

static int compare_keys(const void *left, const void *right)
{
  const struct node *const *a = left, *const *b = right;
  const int order = strcmp((*a)->text, (*b)->text);
  if (order != 0)
    return order;
  if ((*a)->line != (*b)->line)
    return (*a)->line < (*b)->line ? -1 : 1;
  return ((*a)->column > (*b)->column) - ((*a)->column < (*b)->column);
}

/* Whether no two keys of a map are alike. */
static rw_status check_keys(struct reader *reader, const struct node *map)
{
  const struct node **sorted = arena_allocate_array(reader->arena, map->count, sizeof *sorted);
  if (!sorted)
    return error_no_memory(reader->error);
  memcpy(sorted, map->keys, map->count * sizeof *sorted);
  qsort(sorted, map->count, sizeof *sorted, compare_keys);
  for (uint32_t i = 1; i < map->count; i++)
    if (strcmp(sorted[i - 1]->text, sorted[i]->text) == 0) {
      char shown[SHOWN_LENGTH];
      return node_error(sorted[i], reader->error, "key '%s' stands twice; it stands first in line %u",
                        text_show(sorted[i]->text, shown), (unsigned)sorted[i - 1]->line);
    }
  return RW_OK;
}

static rw_status close_frame(struct reader *reader)
{
  struct frame *frame = &reader->frames[--reader->depth];
  struct node *node = frame->node;
  const bool map = node->kind == NODE_MAP;
  node->items = arena_allocate_array(reader->arena, node->count, sizeof *node->items);
  node->keys = map ? arena_allocate_array(reader->arena, node->count, sizeof *node->keys) : NULL;
  if (!node->items || (map && !node->keys))
    return error_no_memory(reader->error);
  uint32_t place = 0;
  for (const struct cell *cell = frame->first; cell; cell = cell->next, place++) {
    node->items[place] = cell->value;
    if (map)
      node->keys[place] = cell->key;
  }
  rw_status status = map ? check_keys(reader, node) : RW_OK;
  if (status == RW_OK)
    status = remember_anchor(reader, frame->anchor, node, frame->extent);
  return status == RW_OK ? attach(reader, node, frame->extent) : status;
}

/* ---- Events ---- */

static rw_status handle(struct reader *reader, const yaml_event_t *event)
{
  switch (event->type) {
  case YAML_DOCUMENT_START_EVENT:
    if (reader->ended)
      return fail_at(reader, &event->start_mark,
                     "a second document begins here; a configuration is one document, so leave '---' out");
    return RW_OK;
  case YAML_DOCUMENT_END_EVENT:
    reader->ended = true;
    return RW_OK;
  case YAML_SCALAR_EVENT:
    return read_scalar(reader, event);
  case YAML_ALIAS_EVENT:
    return read_alias(reader, event);
  case YAML_SEQUENCE_START_EVENT:
    return open_frame(reader, NODE_LIST, event);
  case YAML_MAPPING_START_EVENT:
    return open_frame(reader, NODE_MAP, event);
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    return close_frame(reader);
  case YAML_NO_EVENT:
  case YAML_STREAM_START_EVENT:
  case YAML_STREAM_END_EVENT:
    break;
  }
  return RW_OK;
}

static rw_status read_events(struct reader *reader)
{
  for (;;) {
    yaml_event_t event;
    if (!yaml_parser_parse(&reader->parser, &event))
      return fail_of_parser(reader);
    const bool last = event.type == YAML_STREAM_END_EVENT;
    const rw_status status = handle(reader, &event);
    yaml_event_delete(&event);
    if (last || status != RW_OK)
      return status;
  }
}

rw_status nodes_read(const char *text, size_t length, const char *file, struct arena *arena, const struct node **root,
                     rw_error *error)
{
  struct reader reader = {.text = text, .length = length, .arena = arena, .error = error};
  *root = NULL;
  reader.file = arena_copy_string(arena, file);
  if (!reader.file || !yaml_parser_initialize(&reader.parser))
    return error_no_memory(error);
  yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text, length);
  const rw_status status = read_events(&reader);
  yaml_parser_delete(&reader.parser);
  if (status == RW_OK && reader.root && !node_is_empty(reader.root))
    *root = reader.root;
  return status;
}
