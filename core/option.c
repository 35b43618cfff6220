#include "option.h"

#include "error.h"
#include "number.h"

#include <stdarg.h>
#include <string.h>

/* Setting one option: what all steps of it need to know. */
struct setting {
  const rw_option *option;
  const char *folder;
  const char *owner;
  struct arena *arena;
  rw_error *error;
};

/* ---- Nodes ---- */

rw_status node_error(const struct node *node, rw_error *error, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  error_set_list(error, RW_INVALID, format, arguments);
  va_end(arguments);
  node_prefix(node, error);
  return RW_INVALID;
}

void node_prefix(const struct node *node, rw_error *error)
{
  if (node->file)
    error_prefix(error, "%s:%u:%u: ", node->file, (unsigned)node->line, (unsigned)node->column);
}

const struct node *node_get(const struct node *map, const char *key)
{
  for (uint32_t i = 0; i < map->count; i++)
    if (strcmp(map->keys[i]->text, key) == 0)
      return map->items[i];
  return NULL;
}

bool node_is_empty(const struct node *node)
{
  return node->kind == NODE_SCALAR && !node->quoted && node->text[0] == '\0';
}

/* Whether a control character begins here: C0, DEL, or C1 in its two bytes. */
static bool is_control(const char *text)
{
  const unsigned char first = (unsigned char)text[0], second = (unsigned char)text[1];
  return first < 0x20 || first == 0x7F || (first == 0xC2 && second >= 0x80 && second < 0xA0);
}

static size_t character_length(const char *text)
{
  size_t length = 1;
  while (((unsigned char)text[length] & 0xC0) == 0x80)
    length++;
  return length;
}

/* Writes the text as text_show promises, ended by a NUL. Two bytes of SHOWN_LENGTH stay free, for quotation marks.
 * Returns the length. */
static size_t write_shown(const char *text, char *shown)
{
  static const char ellipsis[] = "…";
  const size_t limit = SHOWN_LENGTH - sizeof ellipsis - 2;
  size_t used = 0;
  while (*text != '\0') {
    const size_t length = character_length(text);
    if (used + length > limit) {
      memcpy(shown + used, ellipsis, sizeof ellipsis);
      return used + sizeof ellipsis - 1;
    }
    if (is_control(text))
      shown[used++] = '?';
    else {
      memcpy(shown + used, text, length);
      used += length;
    }
    text += length;
  }
  shown[used] = '\0';
  return used;
}

const char *text_show(const char *text, char shown[SHOWN_LENGTH])
{
  write_shown(text, shown);
  return shown;
}

const char *node_show(const struct node *node, char shown[SHOWN_LENGTH])
{
  if (node->kind == NODE_LIST)
    return strcpy(shown, "a list");
  if (node->kind == NODE_MAP)
    return strcpy(shown, "a map");
  shown[0] = '\'';
  const size_t length = write_shown(node->text, shown + 1);
  strcpy(shown + 1 + length, "'");
  return shown;
}

/* ---- Values ---- */

static rw_status wrong_value(const struct setting *setting, const struct node *value, const char *wanted)
{
  char shown[SHOWN_LENGTH];
  return node_error(value, setting->error, "'%s' of %s must be %s, not %s", setting->option->name, setting->owner,
                    wanted, node_show(value, shown));
}

bool option_parse_bool(const char *text, bool *value)
{
  static const struct {
    const char *word;
    bool value;
  } words[] = {{"true", true}, {"yes", true}, {"false", false}, {"no", false}};
  char lower[sizeof "false"] = "";
  const size_t length = strlen(text);
  if (length >= sizeof lower)
    return false;
  for (size_t i = 0; i < length; i++)
    lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (strcmp(lower, words[i].word) == 0) {
      *value = words[i].value;
      return true;
    }
  return false;
}

static rw_status set_bool(const struct setting *setting, void *target, const struct node *value)
{
  bool truth = false;
  if (value->kind != NODE_SCALAR || !option_parse_bool(value->text, &truth))
    return wrong_value(setting, value, "true or false");
  if (value->quoted)
    return wrong_value(setting, value, "true or false without quotation marks");
  memcpy(target, &truth, sizeof truth);
  return RW_OK;
}

/* Whether a number lies within the option's bounds; they are doubles for whole numbers too. */
static rw_status check_range(const struct setting *setting, const struct node *value, double number)
{
  const rw_option *option = setting->option;
  if (option->minimum == 0 && option->maximum == 0)
    return RW_OK;
  if (number >= option->minimum && number <= option->maximum)
    return RW_OK;
  char least[NUMBER_LENGTH], most[NUMBER_LENGTH], shown[SHOWN_LENGTH];
  number_print(option->minimum, least);
  number_print(option->maximum, most);
  return node_error(value, setting->error, "'%s' of %s must be between %s and %s, not %s", option->name, setting->owner,
                    least, most, text_show(value->text, shown));
}

static rw_status set_int(const struct setting *setting, void *target, const struct node *value)
{
  int64_t number = 0;
  if (value->kind != NODE_SCALAR || !number_parse_int(value->text, &number))
    return wrong_value(setting, value, "a whole number");
  if (value->quoted)
    return wrong_value(setting, value, "a whole number without quotation marks");
  const rw_status status = check_range(setting, value, (double)number);
  if (status == RW_OK)
    memcpy(target, &number, sizeof number);
  return status;
}

static rw_status set_real(const struct setting *setting, void *target, const struct node *value)
{
  double number = 0;
  if (value->kind != NODE_SCALAR || !number_parse_real(value->text, &number))
    return wrong_value(setting, value, "a number");
  if (value->quoted)
    return wrong_value(setting, value, "a number without quotation marks");
  const rw_status status = check_range(setting, value, number);
  if (status == RW_OK)
    memcpy(target, &number, sizeof number);
  return status;
}

static rw_status wrong_word(const struct setting *setting, const struct node *value)
{
  const char *const *values = setting->option->values;
  struct buffer wanted = {0};
  size_t count = 0;
  for (; values[count]; count++)
    buffer_printf(&wanted, "%s%s", count == 0 ? "" : ", ", values[count]);
  if (wanted.failed) {
    buffer_free(&wanted);
    return error_no_memory(setting->error);
  }
  const char *near = value->kind == NODE_SCALAR ? error_did_you_mean(value->text, values, count) : NULL;
  char shown[SHOWN_LENGTH];
  node_error(value, setting->error, "'%s' of %s must be %s%s, not %s%s%s%s", setting->option->name, setting->owner,
             count > 1 ? "one of " : "", wanted.data, node_show(value, shown), near ? "; did you mean '" : "",
             near ? near : "", near ? "'?" : "");
  buffer_free(&wanted);
  return RW_INVALID;
}

static rw_status set_enum(const struct setting *setting, void *target, const struct node *value)
{
  if (value->kind == NODE_SCALAR)
    for (int i = 0; setting->option->values[i]; i++)
      if (strcmp(setting->option->values[i], value->text) == 0) {
        memcpy(target, &i, sizeof i);
        return RW_OK;
      }
  return wrong_word(setting, value);
}

const char *option_path(const char *text, const char *folder, struct arena *arena)
{
  if (text[0] == '/')
    return arena_copy_string(arena, text);
  while (strncmp(text, "./", 2) == 0)
    text += 2;
  const size_t length = strlen(folder);
  return arena_printf(arena, "%s%s%s", folder, length > 0 && folder[length - 1] == '/' ? "" : "/", text);
}

static rw_status set_string(const struct setting *setting, void *target, const struct node *value)
{
  const bool path = setting->option->type == RW_TYPE_PATH;
  if (value->kind != NODE_SCALAR || (path && value->text[0] == '\0'))
    return wrong_value(setting, value, path ? "a path" : "a text");
  const char *text =
      path ? option_path(value->text, setting->folder, setting->arena) : arena_copy_string(setting->arena, value->text);
  if (!text)
    return error_no_memory(setting->error);
  memcpy(target, &text, sizeof text);
  return RW_OK;
}

static rw_status set_record(const struct setting *setting, void *target, const struct node *value)
{
  const rw_option *option = setting->option;
  if (value->kind != NODE_MAP)
    return wrong_value(setting, value, "a map of options");
  const char *owner = arena_printf(setting->arena, "%s of %s", option->name, setting->owner);
  if (!owner)
    return error_no_memory(setting->error);
  memset(target, 0, option->record_size);
  const rw_status status = option_presets(option->record, target, setting->arena, setting->error);
  if (status != RW_OK)
    return status;
  return option_set_map(&option->record, &target, 1, value, setting->folder, owner, setting->arena, setting->error);
}

static rw_status set_item(const struct setting *setting, void *target, const struct node *value)
{
  if (node_is_empty(value))
    return node_error(value, setting->error, "'%s' of %s has no value", setting->option->name, setting->owner);
  switch (setting->option->type) {
  case RW_TYPE_BOOL:
    return set_bool(setting, target, value);
  case RW_TYPE_INT:
    return set_int(setting, target, value);
  case RW_TYPE_REAL:
    return set_real(setting, target, value);
  case RW_TYPE_ENUM:
    return set_enum(setting, target, value);
  case RW_TYPE_STRING:
  case RW_TYPE_PATH:
    return set_string(setting, target, value);
  case RW_TYPE_RECORD:
    return set_record(setting, target, value);
  }
  return error_set(setting->error, RW_INVALID, "option '%s' is of an unknown type", setting->option->name);
}

static rw_status set_list(const struct setting *setting, void *target, const struct node *value)
{
  const bool single = value->kind != NODE_LIST;
  const uint32_t count = single ? 1 : value->count;
  const size_t size = option_item_size(setting->option);
  char *items = arena_allocate_array(setting->arena, count, size);
  if (!items)
    return error_no_memory(setting->error);
  for (uint32_t i = 0; i < count; i++) {
    const rw_status status = set_item(setting, items + i * size, single ? value : value->items[i]);
    if (status != RW_OK)
      return status;
  }
  const rw_list list = {count, items};
  memcpy(target, &list, sizeof list);
  return RW_OK;
}

size_t option_item_size(const rw_option *option)
{
  switch (option->type) {
  case RW_TYPE_BOOL:
    return sizeof(bool);
  case RW_TYPE_INT:
    return sizeof(int64_t);
  case RW_TYPE_REAL:
    return sizeof(double);
  case RW_TYPE_ENUM:
    return sizeof(int);
  case RW_TYPE_STRING:
  case RW_TYPE_PATH:
    return sizeof(const char *);
  case RW_TYPE_RECORD:
    return option->record_size;
  }
  return 0;
}

rw_status option_set(const rw_option *option, void *instance, const struct node *value, const char *folder,
                     const char *owner, struct arena *arena, rw_error *error)
{
  const struct setting setting = {option, folder, owner, arena, error};
  void *target = (char *)instance + option->offset;
  return option->list ? set_list(&setting, target, value) : set_item(&setting, target, value);
}

/* ---- Presets ---- */

static const struct node *preset_scalar(const rw_option *option, const char *text, size_t length, struct arena *arena)
{
  while (length > 0 && text[0] == ' ') {
    text++;
    length--;
  }
  while (length > 0 && text[length - 1] == ' ')
    length--;
  struct node *node = arena_allocate(arena, sizeof *node);
  if (!node)
    return NULL;
  node->kind = NODE_SCALAR;
  node->quoted = option->type == RW_TYPE_STRING;
  node->text = arena_copy(arena, text, length);
  return node->text ? node : NULL;
}

/* The list between the brackets: items separated by commas, none when there is nothing. */
static const struct node *preset_list(const rw_option *option, const char *text, size_t length, struct arena *arena)
{
  struct node *list = arena_allocate(arena, sizeof *list);
  if (!list)
    return NULL;
  list->kind = NODE_LIST;
  const char *const end = text + length;
  if (text + strspn(text, " ") == end)
    return list;
  uint32_t commas = 0;
  for (const char *at = text; at < end; at++)
    commas += *at == ',';
  list->items = arena_allocate_array(arena, (size_t)commas + 1, sizeof *list->items);
  if (!list->items)
    return NULL;
  while (list->count <= commas) {
    const char *comma = memchr(text, ',', (size_t)(end - text));
    const char *stop = comma ? comma : end;
    const struct node *item = preset_scalar(option, text, (size_t)(stop - text), arena);
    if (!item)
      return NULL;
    list->items[list->count++] = item;
    text = stop + 1;
  }
  return list;
}

const struct node *option_preset_node(const rw_option *option, struct arena *arena)
{
  const char *text = option->preset;
  const size_t length = strlen(text);
  if (option->list && length >= 2 && text[0] == '[' && text[length - 1] == ']')
    return preset_list(option, text + 1, length - 2, arena);
  return preset_scalar(option, text, length, arena);
}

static rw_status set_preset(const rw_option *option, void *instance, struct arena *arena, rw_error *error)
{
  void *target = (char *)instance + option->offset;
  if (option->preset) {
    const struct node *value = option_preset_node(option, arena);
    if (!value)
      return error_no_memory(error);
    return option_set(option, instance, value, "", "the option table", arena, error);
  }
  memset(target, 0, option->list ? sizeof(rw_list) : option_item_size(option));
  if (option->type == RW_TYPE_RECORD && !option->list)
    return option_presets(option->record, target, arena, error);
  return RW_OK;
}

rw_status option_presets(const rw_option *table, void *instance, struct arena *arena, rw_error *error)
{
  rw_status status = RW_OK;
  for (; table && table->name && status == RW_OK; table++)
    status = set_preset(table, instance, arena, error);
  return status;
}

/* ---- Maps ---- */

const rw_option *option_find(const rw_option *table, const char *name)
{
  for (; table && table->name; table++)
    if (strcmp(table->name, name) == 0)
      return table;
  return NULL;
}

static uint32_t count_options(const rw_option *table)
{
  uint32_t count = 0;
  while (table && table[count].name)
    count++;
  return count;
}

static rw_status unknown_option(const rw_option *const *tables, uint32_t table_count, const struct node *key,
                                const struct setting *setting)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < table_count; i++)
    count += count_options(tables[i]);
  const char **names = arena_allocate_array(setting->arena, count, sizeof *names);
  if (!names)
    return error_no_memory(setting->error);
  struct buffer known = {0};
  uint32_t filled = 0;
  for (uint32_t i = 0; i < table_count; i++)
    for (const rw_option *option = tables[i]; option && option->name; option++) {
      buffer_printf(&known, "%s%s", filled == 0 ? "" : ", ", option->name);
      names[filled++] = option->name;
    }
  char shown[SHOWN_LENGTH];
  const char *near = error_did_you_mean(key->text, names, count);
  if (known.failed)
    error_no_memory(setting->error);
  else if (near)
    node_error(key, setting->error, "unknown option '%s' of %s; did you mean '%s'?", text_show(key->text, shown),
               setting->owner, near);
  else if (count == 0)
    node_error(key, setting->error, "unknown option '%s' of %s; it has no options", text_show(key->text, shown),
               setting->owner);
  else
    node_error(key, setting->error, "unknown option '%s' of %s; it has %s", text_show(key->text, shown), setting->owner,
               known.data);
  const rw_status status = known.failed ? RW_NO_MEMORY : RW_INVALID;
  buffer_free(&known);
  return status;
}

rw_status option_set_map(const rw_option *const *tables, void *const *instances, uint32_t table_count,
                         const struct node *value, const char *folder, const char *owner, struct arena *arena,
                         rw_error *error)
{
  const struct setting setting = {NULL, folder, owner, arena, error};
  char shown[SHOWN_LENGTH];
  if (!value || node_is_empty(value))
    return RW_OK;
  if (value->kind != NODE_MAP)
    return node_error(value, error, "the options of %s must be a map, not %s", owner, node_show(value, shown));
  for (uint32_t key = 0; key < value->count; key++) {
    const char *name = value->keys[key]->text;
    for (uint32_t earlier = 0; earlier < key; earlier++)
      if (strcmp(value->keys[earlier]->text, name) == 0)
        return node_error(value->keys[key], error, "option '%s' of %s stands twice", name, owner);
    const rw_option *option = NULL;
    uint32_t table = 0;
    while (!option && table < table_count)
      option = option_find(tables[table++], name);
    if (!option)
      return unknown_option(tables, table_count, value->keys[key], &setting);
    const rw_status status = option_set(option, instances[table - 1], value->items[key], folder, owner, arena, error);
    if (status != RW_OK)
      return status;
  }
  return RW_OK;
}
