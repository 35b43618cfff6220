#include "structure.h"

#include "error.h"
#include "names.h"
#include "run.h"
#include "skeleton.h"
#include "xpath.h"

#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>

/* libxml2 sets itself up when it is first used, for the whole process, and older ones do so without a lock. */
static pthread_once_t libxml2_ready = PTHREAD_ONCE_INIT;

/* Listens to libxml2 as it reads the skeleton. */
struct reader {
  struct structure *structure;
  const struct lexemes *lexemes;
  struct skeleton skeleton;
  size_t read; /* bytes of the skeleton */
  htmlParserCtxtPtr context;
  uint32_t element_capacity;
  uint32_t run_capacity;
  uint32_t current; /* the element that is open; RW_NONE outside the root */
  uint32_t depth;
  uint32_t marker; /* the number read so far */
  unsigned marker_bits;
  bool failed;
  bool finished;      /* libxml2 has read the skeleton to its end */
  bool with_tree;     /* libxml2's tree is made too */
  bool with_text;     /* and holds the page's text in place of the markers */
  struct buffer text; /* a run, decoded */
};

/* ---- Reading the skeleton ---- */

static void stop(struct reader *reader)
{
  xmlStopParser(reader->context);
}

static void fail(struct reader *reader)
{
  reader->failed = true;
  stop(reader);
}

/* The elements libxml2 makes up where a page leaves their tags out. */
static uint16_t implied_element(const char *name)
{
  static const struct {
    const char *name;
    uint16_t number;
  } implied[] = {{"html", ELEMENT_html}, {"head", ELEMENT_head}, {"body", ELEMENT_body}, {"p", ELEMENT_p}};
  for (size_t i = 0; i < sizeof implied / sizeof *implied; i++)
    if (strcmp(name, implied[i].name) == 0)
      return implied[i].number;
  return ELEMENT_NONE;
}

static uint32_t read_number(const xmlChar *digits)
{
  uint32_t number = 0;
  for (unsigned bits = 0; bits < 32 && skeleton_digit(*digits) < 32; bits += SKELETON_DIGIT_BITS)
    number |= skeleton_digit(*digits++) << bits;
  return number;
}

/* The lexeme of a start tag: its first attribute says it. */
static uint32_t lexeme_of(const struct reader *reader, const xmlChar **attributes)
{
  if (!attributes || !attributes[0] || attributes[0][0] != SKELETON_ATTRIBUTE[0] || !attributes[1])
    return RW_NONE;
  uint32_t number = read_number(attributes[1]);
  return number < reader->lexemes->count ? number : RW_NONE;
}

static void push_element(struct reader *reader, const xmlChar *name, uint32_t lexeme)
{
  struct structure *structure = reader->structure;
  if (structure->element_count == reader->element_capacity) {
    uint32_t capacity = reader->element_capacity + reader->element_capacity / 2 + 16;
    struct structure_element *elements = realloc(structure->elements, capacity * sizeof *elements);
    if (!elements) {
      fail(reader);
      return;
    }
    structure->elements = elements;
    reader->element_capacity = capacity;
  }
  structure->elements[structure->element_count] = (struct structure_element){
      .parent = reader->current,
      .lexeme = lexeme,
      .name = lexeme == RW_NONE ? implied_element((const char *)name) : reader->lexemes->items[lexeme].name,
  };
  reader->current = structure->element_count++;
}

/* Whether nothing but blanks, comments and end tags lie before a lexeme, blanks among them: between words in different
 * elements the tree needs the blank too. */
static bool follows_blank(const struct reader *reader, uint32_t lexeme)
{
  while (lexeme-- > 0) {
    const struct lexeme *before = &reader->lexemes->items[lexeme];
    if (before->type == LEXEME_TEXT && !(before->flags & LEXEME_FOREIGN))
      return !skeleton_shows(reader->lexemes, lexeme);
    if (before->type != LEXEME_COMMENT && before->type != LEXEME_END)
      return false;
  }
  return false;
}

static void add_blank_before(const struct reader *reader, uint32_t lexeme)
{
  if (reader->with_text && lexeme != RW_NONE && follows_blank(reader, lexeme))
    xmlSAX2Characters(reader->context, BAD_CAST " ", 1);
}

/* Makes the element in libxml2's tree, without the attribute that is ours, and notes its index there. */
static void add_node(const struct reader *reader, const xmlChar *name, const xmlChar **attributes, uint32_t lexeme)
{
  add_blank_before(reader, lexeme);
  xmlSAX2StartElement(reader->context, name, lexeme == RW_NONE ? attributes : attributes + 2);
  xmlNodePtr node = reader->context->node;
  if (node && !node->_private)
    node->_private = xpath_note(reader->current);
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
  struct reader *reader = data;
  uint32_t lexeme = lexeme_of(reader, attributes);
  push_element(reader, name, lexeme);
  reader->marker = 0;
  reader->marker_bits = 0;
  if (reader->failed)
    return;
  if (reader->with_tree)
    add_node(reader, name, attributes, lexeme);
  if (++reader->depth > STRUCTURE_DEPTH_LIMIT) {
    reader->structure->too_deep = true;
    stop(reader);
  }
}

static void on_end(void *data, const xmlChar *name)
{
  struct reader *reader = data;
  reader->marker = 0;
  reader->marker_bits = 0;
  if (reader->current == RW_NONE)
    return;
  reader->current = reader->structure->elements[reader->current].parent;
  reader->depth--;
  if (reader->with_tree)
    xmlSAX2EndElement(reader->context, name);
}

/* Gives libxml2's tree a run's text; one longer than it can take is left out. */
static void add_text(struct reader *reader, uint32_t number)
{
  const struct lexeme *lexeme = &reader->lexemes->items[number];
  add_blank_before(reader, number);
  buffer_clear(&reader->text);
  run_decode(reader->lexemes->bytes + lexeme->start, lexeme_end(reader->lexemes, number) - lexeme->start,
             (enum lexeme_type)lexeme->type, lexeme->start, &reader->text, NULL);
  if (reader->text.failed)
    fail(reader);
  else if (reader->text.length <= INT_MAX)
    xmlSAX2Characters(reader->context, (const xmlChar *)reader->text.data, (int)reader->text.length);
}

/* A marker is complete. One that is not in order came from no skeleton and is passed over. */
static void add_run(struct reader *reader, uint32_t number)
{
  struct structure *structure = reader->structure;
  bool first = structure->run_count == 0;
  if (number >= reader->lexemes->count || structure->run_count == reader->run_capacity || reader->current == RW_NONE ||
      (!first && number <= structure->runs[structure->run_count - 1].lexeme))
    return;
  structure->runs[structure->run_count++] = (struct structure_run){.lexeme = number, .element = reader->current};
  if (reader->with_text)
    add_text(reader, number);
}

static void on_characters(void *data, const xmlChar *characters, int length)
{
  struct reader *reader = data;
  for (int i = 0; i < length; i++) {
    uint32_t digit = skeleton_digit(characters[i]);
    if (digit < 32 && reader->marker_bits < 32) {
      reader->marker |= digit << reader->marker_bits;
      reader->marker_bits += SKELETON_DIGIT_BITS;
      continue;
    }
    if (characters[i] == SKELETON_MARKER_END && reader->marker_bits > 0)
      add_run(reader, reader->marker);
    reader->marker = 0;
    reader->marker_bits = 0;
  }
}

static void on_start_document(void *data)
{
  struct reader *reader = data;
  if (reader->with_tree)
    xmlSAX2StartDocument(reader->context);
}

static void on_end_document(void *data)
{
  struct reader *reader = data;
  reader->finished = true;
  if (reader->with_tree)
    xmlSAX2EndDocument(reader->context);
}

static htmlParserCtxtPtr new_context(struct reader *reader)
{
  htmlSAXHandler handler = {
      .startDocument = on_start_document,
      .endDocument = on_end_document,
      .startElement = on_start,
      .endElement = on_end,
      .characters = on_characters,
      .ignorableWhitespace = on_characters,
      .cdataBlock = on_characters,
  };
#if LIBXML_VERSION >= 21100
  return htmlNewSAXParserCtxt(&handler, reader);
#else
  htmlParserCtxtPtr context = htmlNewParserCtxt();
  if (context) {
    *context->sax = handler;
    context->userData = reader;
  }
  return context;
#endif
}

/* Hands libxml2 the skeleton by pieces. It counts columns in an int, and all is in one line. */
static int on_read(void *data, char *out, int room)
{
  struct reader *reader = data;
  size_t length = skeleton_read(&reader->skeleton, out, (size_t)room);
  reader->read += length;
  return reader->read <= INT_MAX ? (int)length : -1;
}

/* Has libxml2 read the skeleton, whose byte order mark says that it is UTF-8: told so by name, some releases convert
 * it. `*tree` is its document when the reader asked for it, which the caller frees. */
static rw_status read_skeleton(struct reader *reader, xmlDocPtr *tree, rw_error *error)
{
  htmlParserCtxtPtr context = new_context(reader);
  if (!context)
    return error_no_memory(error);
  reader->context = context;
  int options =
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
#if LIBXML_VERSION >= 21400
  options |= HTML_PARSE_HUGE;
#else
  context->options |= XML_PARSE_HUGE;
#endif
  *tree = htmlCtxtReadIO(context, on_read, NULL, reader, NULL, NULL, options);
  bool failed = reader->failed || !reader->finished || context->errNo == XML_ERR_NO_MEMORY ||
                skeleton_failed(&reader->skeleton) || (reader->with_tree && !*tree);
  htmlFreeParserCtxt(context);
  if (failed || !reader->with_tree) {
    xmlFreeDoc(*tree);
    *tree = NULL;
  }
  if (reader->read > INT_MAX)
    return error_set(error, RW_INVALID, "the page has more tags than can be read");
  return failed ? error_no_memory(error) : RW_OK;
}

/* ---- Selecting ---- */

#define EXPRESSION_LIMIT 64

/* The expressions: those that ask by name alone, and those that libxml2 evaluates on its tree. */
struct selector {
  uint64_t by_name[ELEMENT_KNOWN]; /* per element number */
  const char *expressions[EXPRESSION_LIMIT];
  uint64_t bits[EXPRESSION_LIMIT];
  uint32_t count;
};

static void sort_expressions(struct selector *selector, const char *const *expressions, uint32_t count)
{
  for (uint32_t i = 0; i < count && i < EXPRESSION_LIMIT; i++) {
    uint64_t bit = (uint64_t)1 << i;
    if (names_read(expressions[i], bit, selector->by_name))
      continue;
    selector->expressions[selector->count] = expressions[i];
    selector->bits[selector->count++] = bit;
  }
}

/* Whether an expression for the tree holds one of the characters, so that it may ask for what they announce. */
static bool any_contains(const struct selector *selector, const char *characters)
{
  for (uint32_t i = 0; i < selector->count; i++)
    if (strpbrk(selector->expressions[i], characters))
      return true;
  return false;
}

static rw_status select_elements(struct structure *structure, xmlDocPtr tree, const struct selector *selector,
                                 rw_error *error)
{
  structure->selected = calloc(structure->element_count + (size_t)1, sizeof *structure->selected);
  if (!structure->selected)
    return error_no_memory(error);
  struct xpath_selected selected = {structure->selected, structure->element_count};
  for (uint32_t i = 0; i < selector->count; i++) {
    rw_status status = xpath_select(tree, selector->expressions[i], selector->bits[i], &selected, error);
    if (status != RW_OK)
      return status;
  }
  for (uint32_t i = 0; i < structure->element_count; i++) {
    const struct structure_element *element = &structure->elements[i];
    if (element->name < ELEMENT_KNOWN)
      structure->selected[i] |= selector->by_name[element->name];
    if (element->parent != RW_NONE)
      structure->selected[i] |= structure->selected[element->parent];
  }
  return RW_OK;
}

/* ---- Opening ---- */

/* Room for all start tags and text runs; elements that libxml2 makes up grow it. */
static bool make_room(struct reader *reader)
{
  struct structure *structure = reader->structure;
  uint32_t element_count = 0, run_count = 0;
  for (uint32_t i = 0; i < reader->lexemes->count; i++) {
    const struct lexeme *lexeme = &reader->lexemes->items[i];
    element_count += lexeme->type == LEXEME_START;
    run_count += LEXEME_IS_TEXT(lexeme->type) && !(lexeme->flags & LEXEME_BLANK);
  }
  reader->element_capacity = element_count + 16;
  reader->run_capacity = run_count;
  structure->elements = malloc(reader->element_capacity * sizeof *structure->elements);
  structure->runs = malloc((run_count + (size_t)1) * sizeof *structure->runs);
  return structure->elements && structure->runs;
}

/* Fills the structure, and makes the tree if the selector needs it. */
static rw_status read_page(struct structure *structure, const struct lexemes *lexemes, const struct selector *selector,
                           xmlDocPtr *tree, rw_error *error)
{
  struct reader reader = {.structure = structure,
                          .lexemes = lexemes,
                          .current = RW_NONE,
                          .with_tree = selector->count > 0,
                          .with_text = any_contains(selector, "([")};
  enum skeleton_detail detail = any_contains(selector, "(@:") ? SKELETON_ATTRIBUTES : SKELETON_NAMES;
  skeleton_open(&reader.skeleton, lexemes, reader.with_tree ? detail : SKELETON_BARE);
  bool ready = !skeleton_failed(&reader.skeleton) && make_room(&reader);
  rw_status status = ready ? read_skeleton(&reader, tree, error) : error_no_memory(error);
  skeleton_close(&reader.skeleton);
  buffer_free(&reader.text);
  return status;
}

rw_status structure_open(struct structure *structure, const struct lexemes *lexemes, const char *const *expressions,
                         uint32_t expression_count, rw_error *error)
{
  *structure = (struct structure){0};
  pthread_once(&libxml2_ready, xmlInitParser);
  struct selector selector = {.count = 0};
  sort_expressions(&selector, expressions, expression_count);
  xmlDocPtr tree = NULL;
  rw_status status = read_page(structure, lexemes, &selector, &tree, error);
  if (status == RW_OK && expression_count > 0)
    status = select_elements(structure, tree, &selector, error);
  xmlFreeDoc(tree);
  if (status != RW_OK)
    structure_close(structure);
  return status;
}

void structure_close(struct structure *structure)
{
  free(structure->elements);
  free(structure->runs);
  free(structure->selected);
  *structure = (struct structure){0};
}

uint32_t structure_element_of(const struct structure *structure, uint32_t lexeme)
{
  uint32_t low = 0, high = structure->run_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (structure->runs[middle].lexeme < lexeme)
      low = middle + 1;
    else
      high = middle;
  }
  return low < structure->run_count && structure->runs[low].lexeme == lexeme ? structure->runs[low].element : RW_NONE;
}

rw_status structure_check_xpath(const char *expression, rw_error *error)
{
  pthread_once(&libxml2_ready, xmlInitParser);
  return xpath_check(expression, error);
}
