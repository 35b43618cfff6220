#include "error.h"
#include "option.h"
#include "utf8.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

/* Lower case words and digits, joined by single hyphens. */
static bool is_option_name(const char *name)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz", all[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  if (name[0] == '\0' || !strchr(letters, name[0]))
    return false;
  for (;;) {
    const size_t word = strspn(name, all);
    if (word == 0)
      return false;
    name += word;
    if (*name == '\0')
      return true;
    if (*name++ != '-')
      return false;
  }
}

static size_t value_size(const rw_option *option)
{
  return option->list ? sizeof(rw_list) : option_item_size(option);
}

/* The alignment an option's value needs; 1 for a record, whose options are checked by themselves. */
static size_t value_alignment(const rw_option *option)
{
  if (option->list)
    return alignof(rw_list);
  switch (option->type) {
  case RW_TYPE_INT:
    return alignof(int64_t);
  case RW_TYPE_REAL:
    return alignof(double);
  case RW_TYPE_ENUM:
    return alignof(int);
  case RW_TYPE_STRING:
  case RW_TYPE_PATH:
    return alignof(const char *);
  case RW_TYPE_BOOL:
  case RW_TYPE_RECORD:
    break;
  }
  return 1;
}

static rw_status check_place(const rw_option *table, uint32_t row, size_t instance_size, rw_error *error)
{
  const rw_option *option = &table[row];
  const size_t size = value_size(option);
  if (size > instance_size || option->offset > instance_size - size)
    return error_set(error, RW_INVALID, "option '%s' lies outside the instance", option->name);
  if (option->offset % value_alignment(option) != 0)
    return error_set(error, RW_INVALID, "option '%s' lies at an offset that its type cannot have", option->name);
  for (uint32_t i = 0; i < row; i++) {
    if (strcmp(table[i].name, option->name) == 0)
      return error_set(error, RW_INVALID, "option '%s' stands twice", option->name);
    if (option->offset < table[i].offset + value_size(&table[i]) && table[i].offset < option->offset + size)
      return error_set(error, RW_INVALID, "options '%s' and '%s' lie in the same place of the instance", table[i].name,
                       option->name);
  }
  return RW_OK;
}

static rw_status check_bounds(const rw_option *option, rw_error *error)
{
  const bool number = option->type == RW_TYPE_INT || option->type == RW_TYPE_REAL;
  const bool bounded = option->minimum != 0 || option->maximum != 0;
  if (!bounded)
    return RW_OK;
  if (!number)
    return error_set(error, RW_INVALID, "option '%s' has bounds, but is no number", option->name);
  if (!(option->minimum <= option->maximum))
    return error_set(error, RW_INVALID, "option '%s' has its least value above its greatest", option->name);
  if (!option->preset && !option->list && (option->minimum > 0 || option->maximum < 0))
    return error_set(error, RW_INVALID, "option '%s' needs a preset: 0 is out of its bounds", option->name);
  return RW_OK;
}

static rw_status check_preset(const rw_option *option, rw_error *error)
{
  if (!option->preset)
    return RW_OK;
  if (option->type == RW_TYPE_RECORD)
    return error_set(error, RW_INVALID, "option '%s' is a record and cannot have a preset", option->name);
  if (option->type == RW_TYPE_PATH && option->preset[0] != '/')
    return error_set(error, RW_INVALID, "option '%s' has a relative path as its preset", option->name);
  struct arena arena = {0};
  void *instance = arena_allocate(&arena, value_size(option));
  rw_error reason;
  rw_status status = RW_NO_MEMORY;
  if (!instance)
    error_no_memory(error);
  else {
    rw_option alone = *option;
    alone.offset = 0;
    const rw_option table[] = {alone, {.name = NULL}};
    status = option_presets(table, instance, &arena, &reason);
    if (status == RW_NO_MEMORY)
      error_no_memory(error);
    else if (status != RW_OK)
      error_set(error, RW_INVALID, "its preset is wrong: %s", reason.message);
  }
  arena_free(&arena);
  return status;
}

static bool is_utf8(const char *text)
{
  return utf8_valid(text, strlen(text));
}

/* Whether what messages and help show of an option can be shown. */
static rw_status check_texts(const rw_option *option, rw_error *error)
{
  if (!option->help || option->help[0] == '\0')
    return error_set(error, RW_INVALID, "option '%s' has no help", option->name);
  bool good = is_utf8(option->help) && (!option->preset || is_utf8(option->preset));
  if (option->type == RW_TYPE_ENUM)
    for (size_t i = 0; good && option->values && option->values[i]; i++)
      good = is_utf8(option->values[i]);
  return good ? RW_OK : error_set(error, RW_INVALID, "a text of option '%s' is not UTF-8", option->name);
}

static rw_status check_table(const rw_option *table, size_t instance_size, uint32_t depth, rw_error *error);

static rw_status check_type(const rw_option *option, uint32_t depth, rw_error *error)
{
  if ((unsigned)option->type > RW_TYPE_RECORD)
    return error_set(error, RW_INVALID, "option '%s' is of an unknown type", option->name);
  if (option->type == RW_TYPE_ENUM && (!option->values || !option->values[0]))
    return error_set(error, RW_INVALID, "option '%s' is an enum without values", option->name);
  if (option->type != RW_TYPE_RECORD)
    return RW_OK;
  if (!option->record || option->record_size == 0)
    return error_set(error, RW_INVALID, "option '%s' is a record without a table", option->name);
  if (depth == OPTION_DEPTH_LIMIT)
    return error_set(error, RW_INVALID, "option '%s' is a record too deep in others", option->name);
  const rw_status status = check_table(option->record, option->record_size, depth + 1, error);
  return status == RW_OK ? RW_OK : error_prefix(error, "in record '%s': ", option->name);
}

static rw_status check_table(const rw_option *table, size_t instance_size, uint32_t depth, rw_error *error)
{
  for (uint32_t row = 0; table[row].name; row++) {
    const rw_option *option = &table[row];
    if (row == OPTION_COUNT_LIMIT)
      return error_set(error, RW_INVALID, "its option table has no end: the last row's name must be NULL");
    if (!is_option_name(option->name))
      return error_set(error, RW_INVALID, "an option is named '%.40s'; names are lower case, words joined by '-'",
                       option->name);
    rw_status status = check_texts(option, error);
    if (status == RW_OK)
      status = check_type(option, depth, error);
    if (status == RW_OK)
      status = check_place(table, row, instance_size, error);
    if (status == RW_OK)
      status = check_bounds(option, error);
    if (status == RW_OK)
      status = check_preset(option, error);
    if (status != RW_OK)
      return status;
  }
  return RW_OK;
}

rw_status option_check_table(const rw_option *table, size_t instance_size, rw_error *error)
{
  return table ? check_table(table, instance_size, 1, error) : RW_OK;
}
