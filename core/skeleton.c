#include "skeleton.h"

#include "reference.h"
#include "run.h"
#include "utf8.h"

#include <string.h>

/* Room for a start tag without the page's attributes: `</p><`, a name of up to LONGEST_NAME bytes, ` .=`, a number,
 * `>`, and likewise for the other things written at once. */
#define LONGEST_NAME 64
#define ROOM (LONGEST_NAME + 64)

/* Attributes past these many of a tag are left out: libxml2 looks for duplicates by comparing all with all. */
#define ATTRIBUTE_LIMIT 64

struct builder {
  struct skeleton *skeleton;
  const struct lexemes *lexemes;
  enum skeleton_detail detail;
  bool paragraph;      /* a `p` may be open */
  bool foreign;        /* the placeholder for this stretch of svg or math is written */
  struct buffer value; /* an attribute's value, decoded */
};

static char *write_number(char *at, uint32_t number)
{
  do {
    *at++ = (char)('@' + (number & ((1u << SKELETON_DIGIT_BITS) - 1)));
    number >>= SKELETON_DIGIT_BITS;
  } while (number > 0);
  return at;
}

/* A number in letters, for a name: base 16 from `a` on. */
static char *write_letters(char *at, uint16_t number)
{
  for (int shift = 12; shift >= 0; shift -= 4)
    *at++ = (char)('a' + (number >> shift & 15));
  return at;
}

static char *write_string(char *at, const char *string, size_t length)
{
  memcpy(at, string, length);
  return at + length;
}

/* Whether every release of libxml2 reads the name as it is written, and gives no meaning to a part of it. */
static bool is_plain_name(const char *name, size_t length, bool colon)
{
  if (length == 0 || length >= LONGEST_NAME || (!utf8_is_letter(name[0]) && name[0] != '_'))
    return false;
  for (size_t i = 1; i < length; i++) {
    if (!utf8_is_letter(name[i]) && !utf8_is_digit(name[i]) && name[i] != '-' && name[i] != '_' &&
        (name[i] != ':' || !colon))
      return false;
  }
  return true;
}

/* Elements of HTML keep their names. Made-up names are neutral, or kept as far as XPath could ask for them. */
static char *write_name(const struct builder *builder, char *at, uint16_t number)
{
  const char *name = element_name(number, builder->lexemes->names);
  size_t length = strlen(name);
  if (number < ELEMENT_KNOWN || (builder->detail >= SKELETON_NAMES && is_plain_name(name, length, false)))
    return write_string(at, name, length);
  *at++ = 'x';
  *at++ = '-';
  return write_letters(at, number);
}

/* The elements that close an open `p` (section 13.2.6.4.7) although libxml2 does not know so. */
static bool closes_paragraph_unknown_to_libxml2(uint16_t element)
{
  switch (element) {
  case ELEMENT_article:
  case ELEMENT_aside:
  case ELEMENT_details:
  case ELEMENT_dialog:
  case ELEMENT_figcaption:
  case ELEMENT_figure:
  case ELEMENT_footer:
  case ELEMENT_header:
  case ELEMENT_hgroup:
  case ELEMENT_main:
  case ELEMENT_nav:
  case ELEMENT_search:
  case ELEMENT_section:
  case ELEMENT_summary:
    return true;
  default:
    return false;
  }
}

/* The elements without content that libxml2 takes for ones that may have it. */
static bool is_void_unknown_to_libxml2(uint16_t element)
{
  switch (element) {
  case ELEMENT_bgsound:
  case ELEMENT_embed:
  case ELEMENT_image:
  case ELEMENT_keygen:
  case ELEMENT_source:
  case ELEMENT_track:
  case ELEMENT_wbr:
    return true;
  default:
    return false;
  }
}

static void append_value(struct buffer *out, const char *value, size_t length)
{
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)value[i];
    if (byte == '&')
      buffer_append_string(out, "&amp;");
    else if (byte == '"')
      buffer_append_string(out, "&quot;");
    else if (byte == '<')
      buffer_append_string(out, "&lt;");
    else if (byte == '>')
      buffer_append_string(out, "&gt;");
    else if (byte < ' ' && byte != '\t' && byte != '\n')
      buffer_append_byte(out, ' ');
    else
      buffer_append_byte(out, (char)byte);
  }
}

static bool is_same_name(const struct attribute *left, const struct attribute *right)
{
  if (left->name_length != right->name_length)
    return false;
  for (uint32_t i = 0; i < left->name_length; i++) {
    char first = left->name[i], second = right->name[i];
    if (first != second && (!utf8_is_letter(first) || (first ^ second) != 0x20))
      return false;
  }
  return true;
}

static void append_attributes(struct builder *builder, uint32_t number)
{
  struct buffer *out = &builder->skeleton->text;
  struct attribute seen[ATTRIBUTE_LIMIT];
  uint32_t seen_count = 0, at = 0;
  struct attribute *attribute = &seen[0];
  while (seen_count < ATTRIBUTE_LIMIT && lexeme_attribute(builder->lexemes, number, &at, attribute)) {
    bool wanted = is_plain_name(attribute->name, attribute->name_length, true);
    for (uint32_t i = 0; wanted && i < seen_count; i++)
      wanted = !is_same_name(&seen[i], attribute);
    if (!wanted)
      continue;
    buffer_append_byte(out, ' ');
    buffer_append(out, attribute->name, attribute->name_length);
    buffer_append_string(out, "=\"");
    if (attribute->value) {
      buffer_clear(&builder->value);
      run_decode_attribute(attribute->value, attribute->value_length, &builder->value);
      append_value(out, builder->value.data, builder->value.length);
    }
    buffer_append_byte(out, '"');
    seen_count++;
    attribute = &seen[seen_count < ATTRIBUTE_LIMIT ? seen_count : 0];
  }
}

static void append_start_tag(struct builder *builder, uint32_t number)
{
  struct buffer *out = &builder->skeleton->text;
  uint16_t element = builder->lexemes->items[number].name;
  char *at = out->data + out->length;
  if (builder->paragraph && closes_paragraph_unknown_to_libxml2(element))
    at = write_string(at, "</p>", 4);
  if (element_properties(element) & ELEMENT_BLOCK)
    builder->paragraph = element == ELEMENT_p;
  *at++ = '<';
  at = write_name(builder, at, element);
  at = write_string(at, " " SKELETON_ATTRIBUTE "=", 2 + sizeof SKELETON_ATTRIBUTE - 1);
  at = write_number(at, number);
  out->length = (size_t)(at - out->data);
  if (builder->detail == SKELETON_ATTRIBUTES)
    append_attributes(builder, number);
  buffer_append_byte(out, '>');
  if (is_void_unknown_to_libxml2(element))
    buffer_printf(out, "</%s>", element_name(element, NULL));
  builder->skeleton->element_count++;
}

static void append_end_tag(struct builder *builder, uint16_t element)
{
  struct buffer *out = &builder->skeleton->text;
  if (element_properties(element) & ELEMENT_BLOCK)
    builder->paragraph = false;
  char *at = write_string(out->data + out->length, "</", 2);
  at = write_name(builder, at, element);
  *at++ = '>';
  out->length = (size_t)(at - out->data);
}

static void append_marker(struct builder *builder, uint32_t number)
{
  struct buffer *out = &builder->skeleton->text;
  char *at = write_number(out->data + out->length, number);
  *at++ = SKELETON_MARKER_END;
  out->length = (size_t)(at - out->data);
  builder->skeleton->run_count++;
}

/* One empty element stands for a stretch of svg or math. */
static void append_foreign(struct builder *builder, uint32_t number)
{
  struct buffer *out = &builder->skeleton->text;
  static const char before[] = "<svg " SKELETON_ATTRIBUTE "=", after[] = "></svg>";
  char *at = write_string(out->data + out->length, before, sizeof before - 1);
  at = write_number(at, number);
  at = write_string(at, after, sizeof after - 1);
  out->length = (size_t)(at - out->data);
  builder->skeleton->element_count++;
}

static void append_lexeme(struct builder *builder, uint32_t number)
{
  const struct lexeme *lexeme = &builder->lexemes->items[number];
  if (lexeme->flags & LEXEME_FOREIGN) {
    if (!builder->foreign)
      append_foreign(builder, number);
    builder->foreign = true;
    return;
  }
  if (lexeme->type == LEXEME_COMMENT || lexeme->type == LEXEME_EMPTY_END)
    return;
  builder->foreign = false;
  if (lexeme->type == LEXEME_START)
    append_start_tag(builder, number);
  else if (lexeme->type == LEXEME_END)
    append_end_tag(builder, lexeme->name);
  else if (skeleton_shows(builder->lexemes, number))
    append_marker(builder, number);
}

static bool is_blank(const char *text, uint32_t length)
{
  uint32_t at = 0;
  while (at < length && utf8_is_blank(text[at]))
    at++;
  return at == length;
}

/* Whether a run is blanks, written as they are or as references. */
static bool is_blank_when_decoded(const char *bytes, uint32_t length)
{
  uint32_t at = 0;
  while (at < length) {
    struct reference reference;
    uint32_t size = utf8_is_blank(bytes[at]) ? 1 : 0;
    if (bytes[at] == '&') {
      size = reference_read(bytes + at, length - at, false, &reference);
      if (size > 0 && !is_blank(reference.characters, reference.length))
        return false;
    }
    if (size == 0)
      return false;
    at += size;
  }
  return true;
}

bool skeleton_shows(const struct lexemes *lexemes, uint32_t number)
{
  const struct lexeme *lexeme = &lexemes->items[number];
  bool text = lexeme->type == LEXEME_TEXT || (lexeme->type == LEXEME_RCDATA && lexeme->name == ELEMENT_title);
  return text && !(lexeme->flags & (LEXEME_BLANK | LEXEME_FOREIGN)) &&
         !is_blank_when_decoded(lexemes->bytes + lexeme->start, lexeme_end(lexemes, number) - lexeme->start);
}

rw_status skeleton_build(struct skeleton *skeleton, const struct lexemes *lexemes, enum skeleton_detail detail)
{
  *skeleton = (struct skeleton){0};
  struct builder builder = {.skeleton = skeleton, .lexemes = lexemes, .detail = detail};
  buffer_reserve(&skeleton->text, ROOM + (size_t)lexemes->count * 8);
  buffer_append_string(&skeleton->text, "\xEF\xBB\xBF<!DOCTYPE html>");
  for (uint32_t number = 0; number < lexemes->count; number++) {
    if (!buffer_reserve(&skeleton->text, ROOM))
      break;
    append_lexeme(&builder, number);
  }
  buffer_append_byte(&skeleton->text, '\n');
  bool failed = skeleton->text.failed || builder.value.failed;
  buffer_free(&builder.value);
  if (failed) {
    buffer_free(&skeleton->text);
    return RW_NO_MEMORY;
  }
  return RW_OK;
}
