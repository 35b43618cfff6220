#include "attribute.h"

#include "utf8.h"

#include <string.h>
#include <strings.h>

static bool ends_name(char byte)
{
  return utf8_is_blank(byte) || byte == '/' || byte == '>';
}

static const char *skip_blanks(const char *at, const char *end)
{
  while (at < end && utf8_is_blank(*at))
    at++;
  return at;
}

/* The value after `=` and its blanks; returns where the walk goes on. */
static const char *read_value(const char *at, const char *end, struct attribute *attribute)
{
  at = skip_blanks(at, end);
  if (at == end || *at == '>')
    return at;
  if (*at == '"' || *at == '\'') {
    const char *quote = memchr(at + 1, *at, (size_t)(end - at) - 1);
    const char *stop = quote == NULL ? end : quote;
    attribute->value = at + 1;
    attribute->value_length = (uint32_t)(stop - at) - 1;
    return quote == NULL ? end : quote + 1;
  }
  attribute->value = at;
  while (at < end && !utf8_is_blank(*at) && *at != '>')
    at++;
  attribute->value_length = (uint32_t)(at - attribute->value);
  return at;
}

bool attribute_next(const char *tag, uint32_t length, uint32_t *at, struct attribute *attribute)
{
  const char *here = tag + *at, *end = tag + length;
  if (*at == 0) {
    here += length > 0;
    here += here < end && *here == '/';
    while (here < end && !ends_name(*here))
      here++;
  }
  while (here < end && (utf8_is_blank(*here) || *here == '/'))
    here++;
  *attribute = (struct attribute){.name = here};
  if (here == end || *here == '>') {
    *at = (uint32_t)(here - tag);
    return false;
  }
  here++; /* a first `=` belongs to the name */
  while (here < end && !ends_name(*here) && *here != '=')
    here++;
  attribute->name_length = (uint32_t)(here - attribute->name);
  const char *equals = skip_blanks(here, end);
  if (equals < end && *equals == '=')
    here = read_value(equals + 1, end, attribute);
  *at = (uint32_t)(here - tag);
  return true;
}

bool attribute_is(const struct attribute *attribute, const char *name)
{
  return strlen(name) == attribute->name_length && strncasecmp(attribute->name, name, attribute->name_length) == 0;
}

bool attribute_value_is(const struct attribute *attribute, const char *value)
{
  return attribute->value != NULL && strlen(value) == attribute->value_length &&
         strncasecmp(attribute->value, value, attribute->value_length) == 0;
}
