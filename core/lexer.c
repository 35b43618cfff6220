#include "lexer.h"

#include "foreign.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What a byte is to the tokeniser. */
enum byte_class {
  BYTE_BLANK = 1,
  BYTE_ENDS_NAME = 2,      /* ends the name of a tag */
  BYTE_ENDS_ATTRIBUTE = 4, /* ends the name of an attribute */
  BYTE_ENDS_VALUE = 8      /* ends a value without quotes */
};

#define BLANK (BYTE_BLANK | BYTE_ENDS_NAME | BYTE_ENDS_ATTRIBUTE | BYTE_ENDS_VALUE)
static const unsigned char byte_classes[256] = {
    ['\t'] = BLANK,
    ['\n'] = BLANK,
    ['\f'] = BLANK,
    ['\r'] = BLANK,
    [' '] = BLANK,
    ['/'] = BYTE_ENDS_NAME | BYTE_ENDS_ATTRIBUTE,
    ['>'] = BYTE_ENDS_NAME | BYTE_ENDS_ATTRIBUTE | BYTE_ENDS_VALUE,
    ['='] = BYTE_ENDS_ATTRIBUTE,
};
#undef BLANK

/* One turn of the lexer cuts a text, a start tag, the content of its element and the end tag, at most. */
#define LEXEMES_PER_TURN 4

struct lexer {
  struct lexemes *lexemes;
  struct lexeme *next, *limit; /* where the next lexeme goes, the end of the array */
  const char *at;              /* what lies before is looked at */
  const char *text;            /* what lies before is cut */
  const char *end;
  struct foreign foreign;
  uint32_t templates; /* how many are open */
  bool in_select, in_frameset;
};

static bool is_class(char byte, unsigned class)
{
  return (byte_classes[(unsigned char)byte] & class) != 0;
}

static bool reserve(struct lexer *lexer, size_t capacity)
{
  struct lexemes *lexemes = lexer->lexemes;
  size_t count = lexemes->items == NULL ? 0 : (size_t)(lexer->next - lexemes->items);
  struct lexeme *items = realloc(lexemes->items, capacity * sizeof *items);
  if (items == NULL)
    return false;
  lexemes->items = items;
  lexer->next = items + count;
  lexer->limit = items + capacity;
  return true;
}

/* Room for the lexemes of one turn and the sentinel. */
static bool make_room(struct lexer *lexer)
{
  if (lexer->limit - lexer->next > LEXEMES_PER_TURN)
    return true;
  size_t capacity = (size_t)(lexer->limit - lexer->lexemes->items);
  return reserve(lexer, capacity + capacity / 2);
}

static void push(struct lexer *lexer, const char *start, enum lexeme_type type, unsigned flags, uint16_t name)
{
  uint32_t offset = (uint32_t)(start - lexer->lexemes->bytes);
  *lexer->next++ = (struct lexeme){.start = offset, .name = name, .type = (uint8_t)type, .flags = (uint8_t)flags};
}

static unsigned foreign_flag(const struct lexer *lexer)
{
  return foreign_inside(&lexer->foreign) ? LEXEME_FOREIGN : 0;
}

/* Whether all of it is blanks; indentation, most of a page's blanks, eight at a time. */
static bool is_blank(const char *start, const char *end)
{
  static const char spaces[8] = {' ', ' ', ' ', ' ', ' ', ' ', ' ', ' '};
  while (start < end && is_class(*start, BYTE_BLANK)) {
    start++;
    while (end - start >= (ptrdiff_t)sizeof spaces && memcmp(start, spaces, sizeof spaces) == 0)
      start += sizeof spaces;
  }
  return start == end;
}

/* The flags of character data at the lexer's place. */
static unsigned text_flags(const struct lexer *lexer, const char *start, const char *end)
{
  unsigned flags = foreign_flag(lexer);
  if (lexer->in_select || lexer->in_frameset || lexer->templates > 0 || lexer->foreign.uncertain)
    flags |= LEXEME_AMBIGUOUS;
  return is_blank(start, end) ? flags | LEXEME_BLANK : flags;
}

static void cut_text(struct lexer *lexer, const char *end)
{
  if (lexer->text < end)
    push(lexer, lexer->text, LEXEME_TEXT, text_flags(lexer, lexer->text, end), ELEMENT_NONE);
}

/* Cuts the text before `start` and a lexeme from there to `end`, where the page goes on. */
static void cut(struct lexer *lexer, const char *start, const char *end, enum lexeme_type type, unsigned flags)
{
  cut_text(lexer, start);
  push(lexer, start, type, flags, ELEMENT_NONE);
  lexer->at = lexer->text = end;
}

static const char *skip_blanks(const char *at, const char *end)
{
  while (at < end && is_class(*at, BYTE_BLANK))
    at++;
  return at;
}

/* The end of an attribute's value, `at` being after the `=`; NULL when the page ends in it. */
static const char *skip_value(const char *at, const char *end)
{
  at = skip_blanks(at, end);
  if (at == end)
    return NULL;
  if (*at == '"' || *at == '\'') {
    const char *quote = memchr(at + 1, *at, (size_t)(end - at) - 1);
    return quote == NULL ? NULL : quote + 1;
  }
  while (at < end && !is_class(*at, BYTE_ENDS_VALUE))
    at++;
  return at;
}

/* The byte after a tag's `>`, `at` being after its name; NULL when the page ends in it. */
static const char *skip_attributes(const char *at, const char *end, bool *self_closing)
{
  *self_closing = false;
  while (at != NULL && (at = skip_blanks(at, end)) < end) {
    if (*at == '>')
      return at + 1;
    if (*at == '/') {
      at++;
      if (at < end && *at == '>') {
        *self_closing = true;
        return at + 1;
      }
      continue;
    }
    at++; /* the name's first byte, even when it is `=` */
    while (at < end && !is_class(*at, BYTE_ENDS_ATTRIBUTE))
      at++;
    at = skip_blanks(at, end);
    if (at < end && *at == '=')
      at = skip_value(at + 1, end);
  }
  return NULL;
}

/* Reads the tag at `start`, its name being at `name`. False when the page ends in it. */
static bool read_tag(struct lexer *lexer, const char *start, const char *name, struct foreign_tag *tag)
{
  const char *name_end = name + 1;
  while (name_end < lexer->end && !is_class(*name_end, BYTE_ENDS_NAME))
    name_end++;
  const char *end = skip_attributes(name_end, lexer->end, &tag->self_closing);
  if (end == NULL) {
    cut(lexer, start, lexer->end, LEXEME_CUT_TAG, 0);
    return false;
  }
  tag->bytes = start;
  tag->length = (uint32_t)(end - start);
  tag->name = element_number(name, (size_t)(name_end - name), &lexer->lexemes->names);
  return true;
}

/* Follows the end of elements in which the tokeniser's state is not certain. */
static void follow_end(struct lexer *lexer, uint16_t name)
{
  if (name == ELEMENT_select)
    lexer->in_select = false;
  else if (name == ELEMENT_frameset)
    lexer->in_frameset = false;
  else if (name == ELEMENT_template && lexer->templates > 0)
    lexer->templates--;
}

static void follow_start(struct lexer *lexer, uint16_t name)
{
  switch (name) {
  case ELEMENT_select:
    lexer->in_select = true;
    break;
  case ELEMENT_frameset:
    lexer->in_frameset = true;
    break;
  case ELEMENT_template:
    lexer->templates++;
    break;
  case ELEMENT_input:
  case ELEMENT_keygen:
  case ELEMENT_textarea:
    lexer->in_select = false;
    break;
  default:
    break;
  }
}

static void cut_end_tag(struct lexer *lexer, const char *start)
{
  struct foreign_tag tag;
  if (!read_tag(lexer, start, start + 2, &tag))
    return;
  cut_text(lexer, start);
  push(lexer, start, LEXEME_END, foreign_flag(lexer), tag.name);
  lexer->at = lexer->text = start + tag.length;
  foreign_end(&lexer->foreign, &tag);
  follow_end(lexer, tag.name);
}

/* Whether `</name` and a byte that ends the name stand at `at`. */
static bool is_end_tag(const char *at, const char *end, const char *name, size_t length)
{
  return (size_t)(end - at) > length + 2 && at[1] == '/' && strncasecmp(at + 2, name, length) == 0 &&
         is_class(at[length + 2], BYTE_ENDS_NAME);
}

/* Where the end tag of an element with raw content stands, or the page's end. */
static const char *find_end_tag(const char *at, const char *end, const char *name)
{
  size_t length = strlen(name);
  while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
    if (is_end_tag(at, end, name, length))
      return at;
    at++;
  }
  return end;
}

/* The byte after the `>` of `-->` when `dashes`, two or more of them, run into one; else the byte after the dashes.
 * `*closed` tells which. */
static const char *skip_dashes(const char *dashes, const char *end, bool *closed)
{
  while (dashes < end && *dashes == '-')
    dashes++;
  *closed = dashes < end && *dashes == '>';
  return *closed ? dashes + 1 : dashes;
}

static const char *find_in_comment(const char *at, const char *end)
{
  while (at < end && *at != '<' && *at != '-')
    at++;
  return at;
}

/* Where the end tag of a script stands, or the page's end: section 13.2.5.4 with the states from "script data escape
 * start" on. After `<!--` a script may hold another `<script>` whose end tag is not the one looked for. */
static const char *find_script_end(const char *at, const char *end)
{
  static const char script[] = "script";
  const size_t length = sizeof script - 1;
  bool escaped = false, nested = false, closed = false;
  while (at < end) {
    at = escaped ? find_in_comment(at, end) : memchr(at, '<', (size_t)(end - at));
    if (at == NULL || at == end)
      break;
    if (*at == '-') {
      bool two = end - at > 1 && at[1] == '-';
      at = two ? skip_dashes(at, end, &closed) : at + 1;
      if (two && closed)
        escaped = nested = false;
    } else if (!escaped && end - at >= 4 && memcmp(at, "<!--", 4) == 0) {
      at = skip_dashes(at + 4, end, &closed);
      escaped = !closed;
    } else if (is_end_tag(at, end, script, length)) {
      if (!nested)
        return at;
      nested = false;
      at += length + 2;
    } else if (escaped && !nested && (size_t)(end - at) > length + 1 && strncasecmp(at + 1, script, length) == 0 &&
               is_class(at[length + 1], BYTE_ENDS_NAME)) {
      nested = true;
      at += length + 1;
    } else {
      at++;
    }
  }
  return end;
}

/* How the tokeniser reads what follows a start tag. */
static enum lexeme_type content_type(uint16_t name)
{
  unsigned properties = element_properties(name);
  if ((properties & ELEMENT_RCDATA) != 0)
    return LEXEME_RCDATA;
  if ((properties & ELEMENT_RAW) != 0)
    return LEXEME_RAW;
  if (name == ELEMENT_script)
    return LEXEME_SCRIPT;
  return name == ELEMENT_plaintext ? LEXEME_PLAIN : LEXEME_TEXT;
}

/* Cuts the content of an element that holds no tags, and its end tag. */
static void cut_content(struct lexer *lexer, uint16_t name, enum lexeme_type type)
{
  const char *start = lexer->at, *stop = lexer->end;
  if (type == LEXEME_SCRIPT)
    stop = find_script_end(start, lexer->end);
  else if (type != LEXEME_PLAIN)
    stop = find_end_tag(start, lexer->end, element_name(name, NULL));
  if (start < stop)
    push(lexer, start, type, text_flags(lexer, start, stop), name);
  lexer->at = lexer->text = stop;
  if (stop < lexer->end)
    cut_end_tag(lexer, stop);
}

static void cut_start_tag(struct lexer *lexer, const char *start)
{
  struct foreign_tag tag;
  if (!read_tag(lexer, start, start + 1, &tag))
    return;
  cut_text(lexer, start);
  bool foreign = foreign_start(&lexer->foreign, &tag);
  unsigned flags = foreign ? LEXEME_FOREIGN : foreign_flag(lexer);
  push(lexer, start, LEXEME_START, tag.self_closing ? flags | LEXEME_SELF_CLOSING : flags, tag.name);
  lexer->at = lexer->text = start + tag.length;
  if (foreign)
    return;
  follow_start(lexer, tag.name);
  enum lexeme_type type = content_type(tag.name);
  if (type != LEXEME_TEXT)
    cut_content(lexer, tag.name, type);
}

/* Cuts a comment, or what counts as one, up to the next `>`. */
static void cut_to_bracket(struct lexer *lexer, const char *start, enum lexeme_type type)
{
  const char *bracket = memchr(start, '>', (size_t)(lexer->end - start));
  cut(lexer, start, bracket == NULL ? lexer->end : bracket + 1, type, 0);
}

/* The byte after the comment whose text starts at `at`, after `<!--`. `<!-->` and `<!--->` are comments too, and
 * `--!>` ends one. */
static const char *find_comment_end(const char *at, const char *end)
{
  if (at < end && *at == '>')
    return at + 1;
  if (end - at >= 2 && at[0] == '-' && at[1] == '>')
    return at + 2;
  while (at < end && (at = memchr(at, '-', (size_t)(end - at))) != NULL) {
    bool closed = false;
    bool two = end - at >= 2 && at[1] == '-';
    at = two ? skip_dashes(at, end, &closed) : at + 1;
    if (closed)
      return at;
    if (two && end - at >= 2 && at[0] == '!' && at[1] == '>')
      return at + 2;
  }
  return end;
}

static const char *find_section_end(const char *at, const char *end)
{
  while (at < end && (at = memchr(at, ']', (size_t)(end - at))) != NULL) {
    if (end - at >= 3 && at[1] == ']' && at[2] == '>')
      return at + 3;
    at++;
  }
  return end;
}

/* Cuts what starts with `<!`. */
static void cut_declaration(struct lexer *lexer, const char *start)
{
  static const char comment[] = "<!--", doctype[] = "<!doctype", section[] = "<![CDATA[";
  size_t left = (size_t)(lexer->end - start);
  if (left >= sizeof comment - 1 && memcmp(start, comment, sizeof comment - 1) == 0)
    cut(lexer, start, find_comment_end(start + sizeof comment - 1, lexer->end), LEXEME_COMMENT, 0);
  else if (left >= sizeof doctype - 1 && strncasecmp(start, doctype, sizeof doctype - 1) == 0)
    cut_to_bracket(lexer, start, LEXEME_DOCTYPE);
  else if (foreign_current(&lexer->foreign) && left >= sizeof section - 1 &&
           memcmp(start, section, sizeof section - 1) == 0)
    cut(lexer, start, find_section_end(start + sizeof section - 1, lexer->end), LEXEME_CDATA, LEXEME_FOREIGN);
  else
    cut_to_bracket(lexer, start, LEXEME_COMMENT);
}

/* Cuts what starts with `</`. */
static void cut_slash(struct lexer *lexer, const char *start)
{
  if (lexer->end - start < 3)
    lexer->at = lexer->end;
  else if (utf8_is_letter(start[2]))
    cut_end_tag(lexer, start);
  else if (start[2] == '>')
    cut(lexer, start, start + 3, LEXEME_EMPTY_END, 0);
  else
    cut_to_bracket(lexer, start, LEXEME_COMMENT);
}

static bool cut_page(struct lexer *lexer)
{
  while (make_room(lexer)) {
    size_t left = (size_t)(lexer->end - lexer->at);
    const char *open = left == 0 ? NULL : memchr(lexer->at, '<', left);
    if (open == NULL || lexer->end - open < 2) {
      cut_text(lexer, lexer->end);
      lexer->lexemes->count = (uint32_t)(lexer->next - lexer->lexemes->items);
      push(lexer, lexer->end, LEXEME_END_OF_PAGE, 0, ELEMENT_NONE);
      return true;
    }
    if (utf8_is_letter(open[1]))
      cut_start_tag(lexer, open);
    else if (open[1] == '/')
      cut_slash(lexer, open);
    else if (open[1] == '!')
      cut_declaration(lexer, open);
    else if (open[1] == '?')
      cut_to_bracket(lexer, open, LEXEME_COMMENT);
    else
      lexer->at = open + 1;
  }
  return false;
}

rw_status lexemes_open(struct lexemes *lexemes, const char *bytes, uint32_t length)
{
  static const char mark[] = "\xEF\xBB\xBF";
  if (!bytes)
    bytes = "";
  *lexemes = (struct lexemes){.bytes = bytes, .length = length};
  struct lexer lexer = {.lexemes = lexemes, .at = bytes, .text = bytes, .end = bytes + length};
  if (!reserve(&lexer, length / 24 + 64))
    return RW_NO_MEMORY;
  if (length >= sizeof mark - 1 && memcmp(bytes, mark, sizeof mark - 1) == 0)
    cut(&lexer, bytes, bytes + sizeof mark - 1, LEXEME_BYTE_ORDER_MARK, 0);
  bool done = cut_page(&lexer) && !lexer.foreign.failed;
  foreign_free(&lexer.foreign);
  if (done)
    return RW_OK;
  lexemes_close(lexemes);
  return RW_NO_MEMORY;
}

void lexemes_close(struct lexemes *lexemes)
{
  element_names_free(lexemes->names);
  free(lexemes->items);
  *lexemes = (struct lexemes){0};
}

bool lexeme_attribute(const struct lexemes *lexemes, uint32_t number, uint32_t *at, struct attribute *attribute)
{
  uint32_t start = lexemes->items[number].start;
  return attribute_next(lexemes->bytes + start, lexeme_end(lexemes, number) - start, at, attribute);
}
