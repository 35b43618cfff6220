#include "number.h"
#include "option.h"

#include <string.h>

static const char *const type_names[] = {
    [RW_TYPE_BOOL] = "true or false", [RW_TYPE_INT] = "whole number", [RW_TYPE_REAL] = "number",
    [RW_TYPE_STRING] = "text",        [RW_TYPE_PATH] = "path",        [RW_TYPE_RECORD] = "map",
};

/* Appends what values an option takes: "number 0 to 1", "passive | active", "list of text". */
static void append_type(const rw_option *option, struct buffer *out)
{
  if (option->list)
    buffer_append_string(out, "list of ");
  if (option->type == RW_TYPE_ENUM) {
    for (size_t i = 0; option->values[i]; i++)
      buffer_printf(out, "%s%s", i == 0 ? "" : " | ", option->values[i]);
    return;
  }
  buffer_append_string(out, type_names[option->type]);
  if (option->minimum != 0 || option->maximum != 0) {
    char least[NUMBER_LENGTH], most[NUMBER_LENGTH];
    number_print(option->minimum, least);
    number_print(option->maximum, most);
    buffer_printf(out, " %s to %s", least, most);
  }
}

const char *option_default(const rw_option *option)
{
  if (option->preset)
    return option->preset;
  if (option->list)
    return "[]";
  switch (option->type) {
  case RW_TYPE_BOOL:
    return "false";
  case RW_TYPE_INT:
  case RW_TYPE_REAL:
    return "0";
  case RW_TYPE_ENUM:
    return option->values[0];
  case RW_TYPE_STRING:
  case RW_TYPE_PATH:
  case RW_TYPE_RECORD:
    break;
  }
  return NULL;
}

static const char *default_text(const rw_option *option)
{
  const char *text = option_default(option);
  return text ? text : "";
}

/* The widths of the columns before the help, in bytes; all of them are ASCII but a plugin's own words. */
struct widths {
  int name, type, preset;
};

static int wider(int width, size_t length)
{
  return length > (size_t)width ? (int)length : width;
}

static void measure(const rw_option *table, int indent, struct widths *widths, struct buffer *scratch)
{
  for (; table && table->name; table++) {
    buffer_clear(scratch);
    append_type(table, scratch);
    widths->name = wider(widths->name, (size_t)indent + strlen(table->name));
    widths->type = wider(widths->type, scratch->length);
    widths->preset = wider(widths->preset, strlen(default_text(table)));
    if (table->type == RW_TYPE_RECORD)
      measure(table->record, indent + 2, widths, scratch);
  }
}

static void append_rows(const rw_option *table, int indent, const struct widths *widths, struct buffer *scratch,
                        struct buffer *out)
{
  for (; table && table->name; table++) {
    buffer_clear(scratch);
    append_type(table, scratch);
    buffer_printf(out, "  %*s%-*s  %-*s  %-*s  %s\n", indent, "", widths->name - indent, table->name, widths->type,
                  scratch->data ? scratch->data : "", widths->preset, default_text(table), table->help);
    if (table->type == RW_TYPE_RECORD)
      append_rows(table->record, indent + 2, widths, scratch, out);
  }
}

void option_help(const rw_option *table, struct buffer *out)
{
  struct widths widths = {0};
  struct buffer scratch = {0};
  measure(table, 0, &widths, &scratch);
  append_rows(table, 0, &widths, &scratch, out);
  if (scratch.failed)
    out->failed = true;
  buffer_free(&scratch);
}
