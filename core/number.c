#include "number.h"

#include <locale.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

/* The C locale for this thread, until c_locale_leave. */
struct c_locale {
  locale_t own, before;
};

static bool c_locale_enter(struct c_locale *locale)
{
  locale->own = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (locale->own == (locale_t)0)
    return false;
  locale->before = uselocale(locale->own);
  return true;
}

static void c_locale_leave(struct c_locale *locale)
{
  uselocale(locale->before);
  freelocale(locale->own);
}

static size_t count_digits(const char *text)
{
  return strspn(text, "0123456789");
}

static bool is_sign(char byte)
{
  return byte == '+' || byte == '-';
}

bool number_parse_unsigned(const char *text, uint64_t *value)
{
  const size_t digits = count_digits(text);
  if (digits == 0 || text[digits] != '\0')
    return false;
  uint64_t sum = 0;
  for (size_t i = 0; i < digits; i++) {
    const uint64_t digit = (uint64_t)(text[i] - '0');
    if (sum > (UINT64_MAX - digit) / 10)
      return false;
    sum = sum * 10 + digit;
  }
  *value = sum;
  return true;
}

bool number_parse_int(const char *text, int64_t *value)
{
  const bool negative = text[0] == '-';
  uint64_t magnitude = 0;
  if (!number_parse_unsigned(text + (is_sign(text[0]) ? 1 : 0), &magnitude))
    return false;
  if (magnitude > (uint64_t)INT64_MAX + (negative ? 1 : 0))
    return false;
  if (negative)
    *value = magnitude == 0 ? 0 : -(int64_t)(magnitude - 1) - 1;
  else
    *value = (int64_t)magnitude;
  return true;
}

/* Whether a text is a number by the grammar that number_parse_real states; strtod alone would take more. */
static bool is_real(const char *text)
{
  text += is_sign(*text) ? 1 : 0;
  const size_t whole = count_digits(text);
  text += whole;
  size_t fraction = 0;
  if (*text == '.') {
    fraction = count_digits(text + 1);
    text += 1 + fraction;
  }
  if (whole + fraction == 0)
    return false;
  if (*text == 'e' || *text == 'E') {
    text += is_sign(text[1]) ? 2 : 1;
    const size_t exponent = count_digits(text);
    if (exponent == 0)
      return false;
    text += exponent;
  }
  return *text == '\0';
}

bool number_parse_real(const char *text, double *value)
{
  struct c_locale locale;
  if (!is_real(text) || !c_locale_enter(&locale))
    return false;
  *value = strtod(text, NULL);
  c_locale_leave(&locale);
  return isfinite(*value);
}

void number_print(double value, char text[NUMBER_LENGTH])
{
  struct c_locale locale;
  const bool entered = c_locale_enter(&locale);
  snprintf(text, NUMBER_LENGTH, "%g", value);
  if (entered)
    c_locale_leave(&locale);
}
