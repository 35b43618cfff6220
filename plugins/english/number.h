/* number - where numbers written with digits begin and end. Offsets are bytes of a stretch without blanks. */
#ifndef ENGLISH_NUMBER_H
#define ENGLISH_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/** Whether a number starts at `at` with a sign, a point or an apostrophe: "+3", ".5", "'90s". `start` is where the
 *  stretch begins. Digits alone do not ask. */
bool number_starts(const char *text, uint32_t at, uint32_t start, uint32_t end);

/** The end of the number that starts at `at`: digits with the marks that join them, as in 1,000.5, 10:30, 9/11/2001,
 *  2001-09-11, 555-0123. A range (3-6) ends at its hyphen. */
uint32_t number_end(const char *text, uint32_t at, uint32_t end);

/** Whether the letters from `at` to `end`, right behind a number, are a unit and so a token of their own: 10|km. */
bool number_takes_unit(const char *text, uint32_t at, uint32_t end);

#endif
