/* number - numbers as a configuration writes them, whatever the locale of the process. */
#ifndef REWORD_CORE_NUMBER_H
#define REWORD_CORE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/** Room for a number as number_print writes it, with its NUL. */
#define NUMBER_LENGTH 32

/** Reads a decimal whole number with an optional sign. False: the text is none, or none that int64_t holds. */
bool number_parse_int(const char *text, int64_t *value);

/** Reads a decimal whole number without sign. False: the text is none, or none that uint64_t holds. */
bool number_parse_unsigned(const char *text, uint64_t *value);

/** Reads a decimal number with an optional sign, fraction (after a point) and exponent: "0.25", "-3", "1e-3". False:
 * the text is none, or none that a double holds; "inf" and "nan" are none. */
bool number_parse_real(const char *text, double *value);

/** Writes a number the shortest way that keeps six digits, with a point. */
void number_print(double value, char text[NUMBER_LENGTH]);

#endif
