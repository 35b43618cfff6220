#include "prescan.h"

#include "encoding.h"
#include "lexer.h"
#include "utf8.h"

#include <string.h>
#include <strings.h>

#define PRESCAN_LENGTH 1024

/* The encoding label in the `content` of a meta, by section 2.6.5 ("extracting a character encoding from a meta
 * element"): after `charset` and `=`, in quotes, or up to a blank or `;`. */
static bool extract_label(const struct attribute *content, struct attribute *label)
{
  static const char word[] = "charset";
  const char *at = content->value, *end = at + content->value_length;
  for (; (size_t)(end - at) >= sizeof word - 1; at++) {
    if (strncasecmp(at, word, sizeof word - 1) != 0)
      continue;
    const char *start = at + sizeof word - 1;
    while (start < end && utf8_is_blank(*start))
      start++;
    if (start == end || *start != '=')
      continue;
    start++;
    while (start < end && utf8_is_blank(*start))
      start++;
    const char *stop = start;
    if (start < end && (*start == '"' || *start == '\'')) {
      stop = memchr(start + 1, *start, (size_t)(end - start) - 1);
      start++;
    } else {
      while (stop < end && !utf8_is_blank(*stop) && *stop != ';')
        stop++;
    }
    if (stop == NULL)
      return false;
    label->value = start;
    label->value_length = (uint32_t)(stop - start);
    return true;
  }
  return false;
}

/* What the attributes of a meta have told so far; the first of a name counts. */
struct meta {
  bool seen_pragma, seen_content, seen_charset;
  bool has_pragma;        /* http-equiv="content-type" */
  bool needs_pragma;      /* the label is from `content` */
  struct attribute label; /* its value, NULL while there is none */
};

static void read_attribute(struct meta *meta, const struct attribute *attribute)
{
  if (attribute_is(attribute, "http-equiv") && !meta->seen_pragma) {
    meta->seen_pragma = true;
    meta->has_pragma = attribute_value_is(attribute, "content-type");
  } else if (attribute_is(attribute, "content") && !meta->seen_content) {
    meta->seen_content = true;
    if (!meta->seen_charset && attribute->value != NULL && extract_label(attribute, &meta->label))
      meta->needs_pragma = true;
  } else if (attribute_is(attribute, "charset") && !meta->seen_charset) {
    meta->seen_charset = true;
    meta->needs_pragma = false;
    meta->label = *attribute;
  }
}

/* Goes past the tag at bytes[0]; returns where its walk ended, `length` when the bytes ended in it. */
static uint32_t read_tag(const char *bytes, uint32_t length, struct meta *meta)
{
  struct attribute attribute;
  uint32_t at = 0;
  while (attribute_next(bytes, length, &at, &attribute) && at < length)
    read_attribute(meta, &attribute);
  return at;
}

static bool is_meta(const char *bytes, uint32_t length)
{
  return length > 5 && strncasecmp(bytes, "<meta", 5) == 0 && (utf8_is_blank(bytes[5]) || bytes[5] == '/');
}

static bool names_encoding(const struct meta *meta)
{
  return meta->label.value != NULL && (meta->has_pragma || !meta->needs_pragma) &&
         encoding_name(meta->label.value, meta->label.value_length) != NULL;
}

static struct prescan_label label_of(const struct meta *meta)
{
  return (struct prescan_label){.label = meta->label.value, .length = meta->label.value_length};
}

/* Where `tail` ends after `at`, less one byte; the end when it does not occur. */
static uint32_t skip_to(const char *bytes, uint32_t length, uint32_t at, const char *tail)
{
  const char *found = memmem(bytes + at, length - at, tail, strlen(tail));
  return found == NULL ? length : (uint32_t)(found - bytes) + (uint32_t)strlen(tail) - 1;
}

struct prescan_label prescan_start(const char *bytes, size_t page_length)
{
  uint32_t length = page_length < PRESCAN_LENGTH ? (uint32_t)page_length : PRESCAN_LENGTH;
  for (uint32_t at = 0; at + 1 < length; at++) {
    const char *here = bytes + at;
    uint32_t left = length - at;
    if (*here != '<')
      continue;
    if (left >= 4 && memcmp(here, "<!--", 4) == 0) {
      at = skip_to(bytes, length, at + 2, "-->");
    } else if (utf8_is_letter(here[1]) || (here[1] == '/' && left > 2 && utf8_is_letter(here[2]))) {
      struct meta meta = {0};
      uint32_t size = read_tag(here, left, &meta);
      if (size < left && is_meta(here, left) && names_encoding(&meta))
        return label_of(&meta);
      at += size;
    } else if (here[1] == '!' || here[1] == '/' || here[1] == '?') {
      at = skip_to(bytes, length, at, ">");
    }
  }
  return (struct prescan_label){0};
}

rw_status prescan_page(const char *bytes, size_t length, struct prescan_label *label)
{
  struct lexemes lexemes;
  *label = (struct prescan_label){0};
  if (length >= UINT32_MAX)
    return RW_OK;
  rw_status status = lexemes_open(&lexemes, bytes, (uint32_t)length);
  for (uint32_t number = 0; number < lexemes.count && label->label == NULL; number++) {
    const struct lexeme *lexeme = &lexemes.items[number];
    struct meta meta = {0};
    if (lexeme->type != LEXEME_START || lexeme->name != ELEMENT_meta)
      continue;
    read_tag(bytes + lexeme->start, lexeme_end(&lexemes, number) - lexeme->start, &meta);
    if (names_encoding(&meta))
      *label = label_of(&meta);
  }
  lexemes_close(&lexemes);
  return status;
}
