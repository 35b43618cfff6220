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

/* So many bytes are written before they are read. */
#define PIECE 16384

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
static char *write_name(const struct skeleton *skeleton, char *at, uint16_t number)
{
  const char *name = element_name(number, skeleton->lexemes->names);
  size_t length = strlen(name);
  if (number < ELEMENT_KNOWN || (skeleton->detail >= SKELETON_NAMES && is_plain_name(name, length, false)))
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

static void append_attributes(struct skeleton *skeleton, uint32_t number)
{
  struct buffer *out = &skeleton->piece;
  struct attribute seen[ATTRIBUTE_LIMIT];
  uint32_t seen_count = 0, at = 0;
  struct attribute *attribute = &seen[0];
  while (seen_count < ATTRIBUTE_LIMIT && lexeme_attribute(skeleton->lexemes, number, &at, attribute)) {
    bool wanted = is_plain_name(attribute->name, attribute->name_length, true);
    for (uint32_t i = 0; wanted && i < seen_count; i++)
      wanted = !is_same_name(&seen[i], attribute);
    if (!wanted)
      continue;
    buffer_append_byte(out, ' ');
    buffer_append(out, attribute->name, attribute->name_length);
    buffer_append_string(out, "=\"");
    if (attribute->value) {
      buffer_clear(&skeleton->value);
      run_decode_attribute(attribute->value, attribute->value_length, &skeleton->value);
      append_value(out, skeleton->value.data, skeleton->value.length);
    }
    buffer_append_byte(out, '"');
    seen_count++;
    attribute = &seen[seen_count < ATTRIBUTE_LIMIT ? seen_count : 0];
  }
}

static void append_start_tag(struct skeleton *skeleton, uint32_t number)
{
  struct buffer *out = &skeleton->piece;
  uint16_t element = skeleton->lexemes->items[number].name;
  char *at = out->data + out->length;
  if (skeleton->paragraph && closes_paragraph_unknown_to_libxml2(element))
    at = write_string(at, "</p>", 4);
  if (element_properties(element) & ELEMENT_BLOCK)
    skeleton->paragraph = element == ELEMENT_p;
  *at++ = '<';
  at = write_name(skeleton, at, element);
  at = write_string(at, " " SKELETON_ATTRIBUTE "=", 2 + sizeof SKELETON_ATTRIBUTE - 1);
  at = write_number(at, number);
  out->length = (size_t)(at - out->data);
  if (skeleton->detail == SKELETON_ATTRIBUTES)
    append_attributes(skeleton, number);
  buffer_append_byte(out, '>');
  if (is_void_unknown_to_libxml2(element))
    buffer_printf(out, "</%s>", element_name(element, NULL));
}

static void append_end_tag(struct skeleton *skeleton, uint16_t element)
{
  struct buffer *out = &skeleton->piece;
  if (element_properties(element) & ELEMENT_BLOCK)
    skeleton->paragraph = false;
  char *at = write_string(out->data + out->length, "</", 2);
  at = write_name(skeleton, at, element);
  *at++ = '>';
  out->length = (size_t)(at - out->data);
}

static void append_marker(struct skeleton *skeleton, uint32_t number)
{
  struct buffer *out = &skeleton->piece;
  char *at = write_number(out->data + out->length, number);
  *at++ = SKELETON_MARKER_END;
  out->length = (size_t)(at - out->data);
}

/* One empty element stands for a stretch of svg or math. */
static void append_foreign(struct skeleton *skeleton, uint32_t number)
{
  struct buffer *out = &skeleton->piece;
  static const char before[] = "<svg " SKELETON_ATTRIBUTE "=", after[] = "></svg>";
  char *at = write_string(out->data + out->length, before, sizeof before - 1);
  at = write_number(at, number);
  at = write_string(at, after, sizeof after - 1);
  out->length = (size_t)(at - out->data);
}

static void append_lexeme(struct skeleton *skeleton, uint32_t number)
{
  const struct lexeme *lexeme = &skeleton->lexemes->items[number];
  if (lexeme->flags & LEXEME_FOREIGN) {
    if (!skeleton->foreign)
      append_foreign(skeleton, number);
    skeleton->foreign = true;
    return;
  }
  if (lexeme->type == LEXEME_COMMENT || lexeme->type == LEXEME_EMPTY_END)
    return;
  skeleton->foreign = false;
  if (lexeme->type == LEXEME_START)
    append_start_tag(skeleton, number);
  else if (lexeme->type == LEXEME_END)
    append_end_tag(skeleton, lexeme->name);
  else if (skeleton_shows(skeleton->lexemes, number))
    append_marker(skeleton, number);
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

void skeleton_open(struct skeleton *skeleton, const struct lexemes *lexemes, enum skeleton_detail detail)
{
  *skeleton = (struct skeleton){.lexemes = lexemes, .detail = detail};
  buffer_reserve(&skeleton->piece, PIECE + 2 * ROOM);
  buffer_append_string(&skeleton->piece, "\xEF\xBB\xBF<!DOCTYPE html>");
}

/* Writes the next piece in place of the last. */
static void write_piece(struct skeleton *skeleton)
{
  uint32_t count = skeleton->lexemes->count;
  skeleton->taken = 0;
  buffer_clear(&skeleton->piece);
  while (skeleton->next < count && skeleton->piece.length < PIECE && buffer_reserve(&skeleton->piece, ROOM))
    append_lexeme(skeleton, skeleton->next++);
  if (skeleton->next == count) {
    buffer_append_byte(&skeleton->piece, '\n');
    skeleton->ended = true;
  }
}

size_t skeleton_read(struct skeleton *skeleton, char *out, size_t room)
{
  while (skeleton->taken == skeleton->piece.length && !skeleton->ended && !skeleton_failed(skeleton))
    write_piece(skeleton);
  if (skeleton_failed(skeleton))
    return 0;
  size_t length = skeleton->piece.length - skeleton->taken;
  if (length > room)
    length = room;
  if (length > 0)
    memcpy(out, skeleton->piece.data + skeleton->taken, length);
  skeleton->taken += length;
  return length;
}

bool skeleton_failed(const struct skeleton *skeleton)
{
  return skeleton->piece.failed || skeleton->value.failed;
}

void skeleton_close(struct skeleton *skeleton)
{
  buffer_free(&skeleton->piece);
  buffer_free(&skeleton->value);
}
