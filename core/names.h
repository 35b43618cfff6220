/* names - XPath expressions that ask for elements by their names alone: `//p`, `//title | //h1`. They need no tree. */
#ifndef REWORD_CORE_NAMES_H
#define REWORD_CORE_NAMES_H

#include "element.h"

#include <stdbool.h>
#include <stdint.h>

/** Whether the expression is of that kind, over elements HTML knows. Then `bit` is set in `by_name` (ELEMENT_KNOWN
 *  entries) for each of them; else `by_name` stays as it is. */
bool names_read(const char *expression, uint64_t bit, uint64_t *by_name);

#endif
