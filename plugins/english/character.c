#include "character.h"

#include <unictype.h>
#include <unistr.h>

static enum character_kind ascii_kind(unsigned char byte)
{
  if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'))
    return CHARACTER_LETTER;
  if (byte >= '0' && byte <= '9')
    return CHARACTER_DIGIT;
  if (byte == ' ' || (byte >= '\t' && byte <= '\r'))
    return CHARACTER_BLANK;
  return CHARACTER_OTHER;
}

static enum character_kind wide_kind(ucs4_t code)
{
  if (code == 0xFFFC)
    return CHARACTER_OBJECT;
  if (code == 0x02BC)
    return CHARACTER_OTHER;
  if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_Nl))
    return CHARACTER_LETTER;
  if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Nd))
    return CHARACTER_DIGIT;
  if (uc_is_property_white_space(code))
    return CHARACTER_BLANK;
  if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Cf))
    return CHARACTER_MARK;
  return CHARACTER_OTHER;
}

struct character character_at(const char *text, uint32_t length, uint32_t at)
{
  if (at >= length)
    return (struct character){0, 0, CHARACTER_END};
  unsigned char byte = (unsigned char)text[at];
  if (byte < 0x80)
    return (struct character){byte, 1, ascii_kind(byte)};
  ucs4_t code;
  int size = u8_mbtoucr(&code, (const uint8_t *)text + at, length - at);
  if (size <= 0)
    return (struct character){0xFFFD, 1, CHARACTER_LETTER};
  return (struct character){code, (uint32_t)size, wide_kind(code)};
}

bool character_is_upper(struct character character)
{
  if (character.code < 0x80)
    return character.code >= 'A' && character.code <= 'Z';
  return uc_is_general_category_withtable(character.code, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

bool character_is_lower(struct character character)
{
  if (character.code < 0x80)
    return character.code >= 'a' && character.code <= 'z';
  return uc_is_general_category_withtable(character.code, UC_CATEGORY_MASK_Ll);
}

bool character_is_apostrophe(struct character character)
{
  switch (character.code) {
  case '\'':
  case '`':
  case 0x00B4:
  case 0x02BC:
  case 0x2018:
  case 0x2019:
    return true;
  default:
    return false;
  }
}

enum word_case word_case(const char *text, uint32_t length)
{
  uint32_t upper = 0;
  uint32_t lower = 0;
  bool first_upper = false;
  for (uint32_t at = 0; at < length;) {
    struct character character = character_at(text, length, at);
    if (character_is_upper(character)) {
      first_upper |= upper + lower == 0;
      upper++;
    } else if (character_is_lower(character)) {
      lower++;
    }
    at += character.size;
  }
  if (upper == 0)
    return lower == 0 ? CASE_NONE : CASE_LOWER;
  if (upper == 1 && first_upper)
    return CASE_CAPITAL;
  return lower == 0 ? CASE_UPPER : CASE_MIXED;
}
