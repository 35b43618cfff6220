/* members - where the members of a JSON object lie in its text, so that they can be carried over as they are written:
 * numbers of any size, blanks and escapes included. */
#ifndef REWORD_CLI_MEMBERS_H
#define REWORD_CLI_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>

/** A stretch of a text; `bytes` is NULL for none. */
struct span {
  const char *bytes;
  size_t length;
};

/** A member as it is written: the key with its quotation marks. */
struct member {
  struct span key;
  struct span value;
};

/** A walk over the members of an object. */
struct members {
  const char *at;
  const char *end;
  bool inside; /**< past the opening brace */
};

/** Begins a walk. The text need not be valid JSON: the walk ends where it is not, but it does not look into numbers,
 *  words, strings and nested values. */
struct members members_begin(struct span text);

/** The next member. False: there are no more, or what follows is no member. */
bool members_next(struct members *members, struct member *member);

/** Whether a key is that name; the name holds nothing that JSON escapes. */
bool member_is(const struct member *member, const char *name);

#endif
