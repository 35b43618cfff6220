#include "names.h"

#include "utf8.h"

#include <string.h>

static const char *skip_blanks(const char *at)
{
  while (utf8_is_blank(*at))
    at++;
  return at;
}

/* The element that `//name` at `*at` asks for, and where its part of the union ends: `|` or the end. ELEMENT_NONE: it
 * is more than that. XPath tells upper from lower case; the elements' names are lower case. */
static uint16_t read_part(const char **at)
{
  const char *name = skip_blanks(*at);
  if (strncmp(name, "//", 2) != 0)
    return ELEMENT_NONE;
  name += 2;
  size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789");
  *at = skip_blanks(name + length);
  if (length == 0 || (**at != '|' && **at != '\0'))
    return ELEMENT_NONE;
  return element_known(name, length);
}

bool names_read(const char *expression, uint64_t bit, uint64_t *by_name)
{
  uint64_t found[ELEMENT_KNOWN] = {0};
  for (const char *at = expression;; at++) {
    uint16_t number = read_part(&at);
    if (number == ELEMENT_NONE)
      return false;
    found[number] = bit;
    if (*at == '\0')
      break;
  }
  for (size_t i = 0; i < ELEMENT_KNOWN; i++)
    by_name[i] |= found[i];
  return true;
}
