/* attribute - the attributes of a tag, as they are written in the page. */
#ifndef REWORD_CORE_ATTRIBUTE_H
#define REWORD_CORE_ATTRIBUTE_H

#include <stdbool.h>
#include <stdint.h>

/** An attribute of a start tag; the ranges lie in the page, the value is as written (references not decoded). */
struct attribute {
  const char *name;
  uint32_t name_length;
  const char *value; /**< NULL when the attribute has none */
  uint32_t value_length;
};

/** Walks the attributes of a tag, given its bytes from `<` to `>`: `at` is zero first, and false ends the walk. Names
 *  come as written: compare without case. */
bool attribute_next(const char *tag, uint32_t length, uint32_t *at, struct attribute *attribute);

/** Whether the attribute's name is `name` (lower case), without regard to case. */
bool attribute_is(const struct attribute *attribute, const char *name);

/** Whether it has a value, which is `value`, without regard to case. */
bool attribute_value_is(const struct attribute *attribute, const char *value);

#endif
