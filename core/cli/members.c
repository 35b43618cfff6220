#include "members.h"

#include <string.h>

#include <jansson.h>

struct members members_begin(struct span text)
{
  return (struct members){.at = text.bytes, .end = text.bytes + text.length};
}

static void skip_blanks(struct members *members)
{
  while (members->at < members->end && (*members->at == ' ' || *members->at == '\t' || *members->at == '\r'))
    members->at++;
}

/* Passes over one byte, when it is there, and blanks before it. */
static bool take_byte(struct members *members, char byte)
{
  skip_blanks(members);
  if (members->at == members->end || *members->at != byte)
    return false;
  members->at++;
  return true;
}

/* Passes over a string, at its opening quotation mark. False: it does not end. */
static bool skip_string(struct members *members)
{
  for (members->at++; members->at < members->end; members->at++) {
    if (*members->at == '\\' && members->at + 1 < members->end)
      members->at++;
    else if (*members->at == '"')
      break;
  }
  if (members->at == members->end)
    return false;
  members->at++;
  return true;
}

static bool take_string(struct members *members, struct span *span)
{
  skip_blanks(members);
  span->bytes = members->at;
  bool done = members->at < members->end && *members->at == '"' && skip_string(members);
  span->length = (size_t)(members->at - span->bytes);
  return done;
}

/* Passes over an array or object, at its opening bracket. */
static bool skip_nested(struct members *members)
{
  size_t depth = 0;
  while (members->at < members->end) {
    char byte = *members->at;
    if (byte == '"') {
      if (!skip_string(members))
        return false;
      continue;
    }
    members->at++;
    if (byte == '[' || byte == '{')
      depth++;
    else if ((byte == ']' || byte == '}') && --depth == 0)
      return true;
  }
  return false;
}

static bool take_value(struct members *members, struct span *span)
{
  skip_blanks(members);
  if (members->at == members->end)
    return false;
  span->bytes = members->at;
  bool done = true;
  if (*members->at == '"')
    done = skip_string(members);
  else if (*members->at == '[' || *members->at == '{')
    done = skip_nested(members);
  else
    while (members->at < members->end && !strchr(",]} \t\r", *members->at))
      members->at++;
  span->length = (size_t)(members->at - span->bytes);
  return done && span->length > 0;
}

bool members_next(struct members *members, struct member *member)
{
  if (!take_byte(members, members->inside ? ',' : '{'))
    return false;
  members->inside = true;
  return take_string(members, &member->key) && take_byte(members, ':') && take_value(members, &member->value);
}

bool member_is(const struct member *member, const char *name)
{
  struct span key = {member->key.bytes + 1, member->key.length - 2};
  if (!memchr(key.bytes, '\\', key.length))
    return key.length == strlen(name) && memcmp(key.bytes, name, key.length) == 0;
  json_t *decoded = json_loadb(member->key.bytes, member->key.length, JSON_DECODE_ANY, NULL);
  bool is = decoded && strcmp(json_string_value(decoded), name) == 0;
  json_decref(decoded);
  return is;
}
