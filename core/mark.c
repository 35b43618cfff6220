#include "mark.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

void byte_marks_append(struct byte_marks *marks, uint32_t start, uint32_t end, rw_mark_kind kind)
{
  if (marks->failed)
    return;
  if (marks->count == marks->capacity) {
    uint32_t capacity = marks->capacity ? marks->capacity * 2 : 16;
    struct byte_mark *items = realloc(marks->items, capacity * sizeof *items);
    if (!items) {
      marks->failed = true;
      return;
    }
    marks->items = items;
    marks->capacity = capacity;
  }
  marks->items[marks->count++] = (struct byte_mark){.bytes = {start, end}, .kind = (uint32_t)kind};
}

void byte_marks_free(struct byte_marks *marks)
{
  free(marks->items);
  *marks = (struct byte_marks){0};
}

/* The character at `at` and where the next begins; U+FFFD for a byte that begins none. At the end: 0. */
static ucs4_t character_at(const char *text, uint32_t length, uint32_t at, uint32_t *next)
{
  *next = at;
  if (at >= length)
    return 0;
  ucs4_t character;
  int width = u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
  *next = at + (uint32_t)(width > 0 ? width : 1);
  return character;
}

/* The character that ends before `at`, and where it begins. At the start: 0. */
static ucs4_t character_before(const char *text, uint32_t at, uint32_t *start)
{
  *start = at;
  if (at == 0)
    return 0;
  do
    (*start)--;
  while (*start > 0 && at - *start < 4 && ((unsigned char)text[*start] & 0xC0) == 0x80);
  uint32_t next;
  return character_at(text, at, *start, &next);
}

static bool is_digit(ucs4_t character)
{
  if (character < 0x80)
    return character >= '0' && character <= '9';
  return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Nd | UC_CATEGORY_MASK_No);
}

static bool is_letter(ucs4_t character)
{
  if (character < 0x80)
    return (character | 32) >= 'a' && (character | 32) <= 'z';
  return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

static bool is_blank(ucs4_t character)
{
  return character == ' ' || (character >= '\t' && character <= '\r') ||
         (character >= 0x80 && uc_is_property_white_space(character));
}

static bool is_word_character(ucs4_t character)
{
  return is_letter(character) || is_digit(character) || character == '_';
}

/* ---- Numbers ---- */

/* Signs that belong to a number when they touch its front: currencies, plus and minus, "No.". */
static bool leads_number(ucs4_t character)
{
  return character == '+' || character == '-' || character == '#' || character == 0x2212 || character == 0x2116 ||
         character == '.' || uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Sc);
}

/* Signs that belong to a number when they touch its back: percent, degree, prime, currencies. */
static bool trails_number(ucs4_t character)
{
  return character == '%' || character == 0x2030 || character == 0xB0 || character == 0x2032 || character == 0x2033 ||
         character == '+' || uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Sc);
}

/* Signs that join two parts of a number: "1,000", "10:30", "2020-21", "3/4", "5×5". */
static bool joins_number(ucs4_t character)
{
  return character == '.' || character == ',' || character == ':' || character == '/' || character == '-' ||
         character == 0x2013 || character == 0x2019 || character == '\'' || character == 0xD7 || character == '^';
}

/* Where the number that holds the digit before `at` ends. */
static uint32_t number_end(const char *text, uint32_t length, uint32_t at)
{
  for (;;) {
    uint32_t next, after;
    ucs4_t character = character_at(text, length, at, &next);
    if (character && is_word_character(character)) {
      at = next;
    } else if (character && trails_number(character)) {
      at = next;
    } else if (character && joins_number(character)) {
      ucs4_t following = character_at(text, length, next, &after);
      if (!following || !is_digit(following))
        return at;
      at = after;
    } else {
      return at;
    }
  }
}

/* Where the number whose first digit is at `at` starts: letters joined to it and leading signs belong to it. */
static uint32_t number_start(const char *text, uint32_t at)
{
  uint32_t start;
  for (;;) {
    ucs4_t character = character_before(text, at, &start);
    if (!character || !is_word_character(character))
      break;
    at = start;
  }
  for (;;) {
    ucs4_t character = character_before(text, at, &start);
    if (!character || !leads_number(character))
      return at;
    at = start;
  }
}

void mark_numbers(const char *text, uint32_t length, struct byte_marks *marks)
{
  uint32_t at = 0, done = 0, next;
  while (at < length) {
    ucs4_t character = character_at(text, length, at, &next);
    if (!is_digit(character)) {
      at = next;
      continue;
    }
    uint32_t start = number_start(text, at);
    uint32_t end = number_end(text, length, next);
    byte_marks_append(marks, start > done ? start : done, end, RW_MARK_NUMBER);
    at = done = end;
  }
}

/* ---- Quotations ---- */

#define NESTING_LIMIT 8

/* The quotation that is open, from the outermost in. */
struct open_quotation {
  ucs4_t mark;
  uint32_t start;
};

/* What closes an opening mark. German „ closes with “, and some close it with ”. */
static bool closes(ucs4_t opening, ucs4_t character)
{
  switch (opening) {
  case 0x201C: /* “ */
    return character == 0x201D;
  case 0x201E: /* „ */
    return character == 0x201C || character == 0x201D;
  case 0xAB: /* « */
    return character == 0xBB;
  case 0xBB: /* » as an opening mark */
    return character == 0xAB;
  case 0x2039: /* ‹ */
    return character == 0x203A;
  case '"':
    return character == '"';
  default:
    return false;
  }
}

static bool opens(ucs4_t character, ucs4_t before, ucs4_t after)
{
  switch (character) {
  case 0x201C:
  case 0x201E:
  case 0x2039:
    return true;
  case 0xAB:
  case 0xBB:
    return after && !is_blank(after) && (!before || is_blank(before));
  case '"':
    return !(before && is_digit(before)); /* 5" is five inches */
  default:
    return false;
  }
}

static bool opens_single(ucs4_t character, ucs4_t before, ucs4_t after)
{
  bool mark = character == 0x2018 || character == '\'';
  bool free_before = !before || is_blank(before) || before == '(' || before == '[' || before == 0x201C ||
                     before == '"' || before == 0x2014 || before == 0x2013;
  return mark && free_before && after && is_letter(after);
}

/* The end of a quotation in single marks that opens at `at`, or 0: the last ’ or ' that a word ends with and no other
 * single mark opens before. One after an s may be a possessive, so a later one is preferred. */
static uint32_t single_quotation_end(const char *text, uint32_t length, uint32_t at, ucs4_t opening)
{
  ucs4_t closing = opening == '\'' ? '\'' : 0x2019;
  uint32_t end = 0, next, ignored;
  for (; at < length; at = next) {
    ucs4_t character = character_at(text, length, at, &next);
    ucs4_t before = character_before(text, at, &ignored);
    ucs4_t after = character_at(text, length, next, &ignored);
    if (character == opening && opens_single(character, before, after))
      return end;
    if (character != closing || is_blank(before) || (after && is_word_character(after)))
      continue;
    end = next;
    if (before != 's' && before != 'S')
      return end;
  }
  return end;
}

void mark_quotations(const char *text, uint32_t length, struct byte_marks *marks)
{
  struct open_quotation open[NESTING_LIMIT];
  unsigned depth = 0;
  uint32_t next, ignored;
  for (uint32_t at = 0; at < length; at = next) {
    ucs4_t character = character_at(text, length, at, &next);
    if (character != '"' && character != '\'' && character < 0x80)
      continue;
    ucs4_t before = character_before(text, at, &ignored);
    ucs4_t after = character_at(text, length, next, &ignored);
    if (depth > 0 && closes(open[depth - 1].mark, character)) {
      byte_marks_append(marks, open[--depth].start, next, RW_MARK_QUOTATION);
    } else if (opens(character, before, after)) {
      if (depth < NESTING_LIMIT)
        open[depth++] = (struct open_quotation){character, at};
    } else if (opens_single(character, before, after)) {
      uint32_t end = single_quotation_end(text, length, next, character);
      if (end > 0)
        byte_marks_append(marks, at, end, RW_MARK_QUOTATION);
      else if (character == 0x2018)
        byte_marks_append(marks, at, length, RW_MARK_QUOTATION);
    }
  }
  if (depth > 0)
    byte_marks_append(marks, open[0].start, length, RW_MARK_QUOTATION);
}

/* ---- Addresses ---- */

/* Top-level domains that make a bare word with dots an address. */
static const char *const common_domains[] = {"com", "org", "net", "edu", "gov", "mil",  "int", "info", "biz", "io",
                                             "uk",  "de",  "fr",  "eu",  "us",  "ca",   "au",  "jp",   "ru",  "cn",
                                             "in",  "br",  "nl",  "ch",  "se",  "no",   "es",  "it",   "tv",  "ly",
                                             "me",  "co",  "app", "dev", "ai",  "html", "htm", "php",  "pdf"};

static bool is_domain_ending(const char *label, uint32_t length)
{
  for (size_t i = 0; i < sizeof common_domains / sizeof *common_domains; i++)
    if (strlen(common_domains[i]) == length && memcmp(common_domains[i], label, length) == 0)
      return true;
  return false;
}

/* Whether [start, end) reads like name.name, the last a common domain or file ending, perhaps with a path after it. */
static bool is_dotted_name(const char *text, uint32_t start, uint32_t end)
{
  const char *slash = memchr(text + start, '/', end - start);
  uint32_t host_end = slash ? (uint32_t)(slash - text) : end;
  uint32_t label = host_end;
  while (label > start && text[label - 1] != '.')
    label--;
  return label > start + 1 && host_end > label && is_domain_ending(text + label, host_end - label);
}

static bool is_address(const char *text, uint32_t start, uint32_t end)
{
  uint32_t length = end - start;
  const char *word = text + start;
  if (length < 3)
    return length == 2 && (word[0] == '@' || word[0] == '#') && is_letter((unsigned char)word[1]);
  if (memmem(word, length, "://", 3) || (length > 4 && memcmp(word, "www.", 4) == 0))
    return true;
  if ((word[0] == '@' || word[0] == '#') && is_word_character((unsigned char)word[1]))
    return true;
  const char *at_sign = memchr(word, '@', length);
  if (at_sign && at_sign > word && at_sign < word + length - 1)
    return true;
  return is_dotted_name(text, start, end);
}

void mark_addresses(const char *text, uint32_t length, struct byte_marks *marks)
{
  uint32_t at = 0;
  while (at < length) {
    while (at < length && (utf8_is_blank(text[at]) || strchr("([{<\"'", text[at])))
      at++;
    uint32_t start = at;
    while (at < length && !utf8_is_blank(text[at]) && !strchr("<>\"", text[at]))
      at++;
    uint32_t end = at;
    while (end > start && strchr(".,;:!?)]}'\"", text[end - 1]))
      end--;
    if (end > start && is_address(text, start, end))
      byte_marks_append(marks, start, end, RW_MARK_ADDRESS);
    if (at == start)
      at++;
  }
}

/* ---- Terms ---- */

static bool has_capital(const char *term)
{
  uint32_t length = (uint32_t)strlen(term), next;
  for (uint32_t at = 0; at < length; at = next)
    if (uc_is_property_uppercase(character_at(term, length, at, &next)))
      return true;
  return false;
}

/* Where the term ends that starts at `at`, or 0 when it does not start there. */
static uint32_t term_end(const char *text, uint32_t length, uint32_t at, const char *term, bool exact)
{
  uint32_t term_length = (uint32_t)strlen(term), in_term = 0, next_in_term, next;
  while (in_term < term_length) {
    ucs4_t wanted = character_at(term, term_length, in_term, &next_in_term);
    ucs4_t found = character_at(text, length, at, &next);
    if (is_blank(wanted)) {
      if (!is_blank(found))
        return 0;
      while (is_blank(character_at(text, length, at, &next)))
        at = next;
    } else if (found == wanted || (!exact && uc_tolower(found) == uc_tolower(wanted))) {
      at = next;
    } else {
      return 0;
    }
    in_term = next_in_term;
  }
  ucs4_t after = character_at(text, length, at, &next);
  return after && is_word_character(after) ? 0 : at;
}

void mark_term(const char *text, uint32_t length, const char *term, struct byte_marks *marks)
{
  if (!*term)
    return;
  bool exact = has_capital(term);
  ucs4_t before = 0;
  uint32_t next;
  for (uint32_t at = 0; at < length; at = next) {
    ucs4_t character = character_at(text, length, at, &next);
    uint32_t end = before && is_word_character(before) ? 0 : term_end(text, length, at, term, exact);
    if (end > at) {
      byte_marks_append(marks, at, end, RW_MARK_TERM);
      character = character_before(text, end, &next);
      next = end;
    }
    before = character;
  }
}
