/* option - typed option tables: values from a configuration into an instance, defaults, ranges, help. */
#ifndef REWORD_CORE_OPTION_H
#define REWORD_CORE_OPTION_H

#include "arena.h"
#include "buffer.h"

#include <reword/reword.h>

#include <stdbool.h>

/** A table has no more options than this, and records lie no deeper in each other: so one without an end is noticed. */
#define OPTION_COUNT_LIMIT 256
#define OPTION_DEPTH_LIMIT 4

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

/** A value as a configuration writes it, with its place: what the nodes room reads and this room types. */
struct node {
  enum node_kind kind;
  const char *file;          /**< for messages; lives as long as the node; NULL: it has no place */
  uint32_t line, column;     /**< from 1; columns count characters */
  const char *text;          /**< of SCALAR: UTF-8 ended by NUL */
  bool quoted;               /**< of SCALAR: written in quotation marks, so never a number or a truth value */
  const struct node **items; /**< of LIST: values; of MAP: values, beside keys */
  const struct node **keys;  /**< of MAP: scalars, no two alike */
  uint32_t count;
};

/** Sets `error` to RW_INVALID with "file:line:column: " and a printf message. Returns RW_INVALID. */
rw_status node_error(const struct node *node, rw_error *error, const char *format, ...)
#if defined __GNUC__
    __attribute__((format(printf, 3, 4)))
#endif
    ;

/** Puts a node's "file:line:column: ", if it has a place, before the message that `error` holds. */
void node_prefix(const struct node *node, rw_error *error);

/** The value of a key of a MAP, or NULL. */
const struct node *node_get(const struct node *map, const char *key);

/** Whether a node is a value that was left out: `key:` and nothing after it. */
bool node_is_empty(const struct node *node);

/** Room for a text as text_show writes it, with its NUL. */
#define SHOWN_LENGTH 80

/** Writes a text as a message can show it: without control characters, and cut on a character boundary where it is too
 *  long. Returns `shown`. */
const char *text_show(const char *text, char shown[SHOWN_LENGTH]);

/** Writes a node as a message names what was found in place of what was wanted: "'text'", "a list", "a map". Returns
 *  `shown`. */
const char *node_show(const struct node *node, char shown[SHOWN_LENGTH]);

/** Whether a plugin's table is well formed: known types, values for enums, tables for records, presets that parse,
 *  values inside the instance. RW_INVALID with the reason. `table` may be NULL: no options. */
rw_status option_check_table(const rw_option *table, size_t instance_size, rw_error *error);

/** The bytes of one item of an option: of its whole value where it is no list. 0 when the type is unknown. */
size_t option_item_size(const rw_option *option);

/** Fills every option of `table` in `instance` with its preset. Strings and lists live in `arena`. */
rw_status option_presets(const rw_option *table, void *instance, struct arena *arena, rw_error *error);

/** An option's preset as a node without place, in `arena`; `[a, b]` is a list, split at commas. The option has a
 * preset. NULL: no memory. */
const struct node *option_preset_node(const rw_option *option, struct arena *arena);

/** What a truth value's text says: true, false, yes, no, in any case. False when it is none of them. */
bool option_parse_bool(const char *text, bool *value);

/** The option named `name` in a table, or NULL. `table` may be NULL. */
const rw_option *option_find(const rw_option *table, const char *name);

/** Sets one option of `instance` from a value. `folder`: where relative paths start. `owner`: whose option it is, for
 *  messages ("synonym"). Errors name file, line, column, what was wrong and what would be right. */
rw_status option_set(const rw_option *option, void *instance, const struct node *value, const char *folder,
                     const char *owner, struct arena *arena, rw_error *error);

/** Sets options from a MAP over several tables at once: `tables[i]`, which may be NULL, fills `instances[i]`. An
 * unknown key is an error with the nearest name; so is a key twice. `value` may be NULL or empty (nothing to set). */
rw_status option_set_map(const rw_option *const *tables, void *const *instances, uint32_t table_count,
                         const struct node *value, const char *folder, const char *owner, struct arena *arena,
                         rw_error *error);

/** The path that a configuration's text means: itself when absolute, else below `folder`. In `arena`; NULL: no memory.
 */
const char *option_path(const char *text, const char *folder, struct arena *arena);

/** What an option has when it is not given, as a configuration would write it; NULL: nothing. */
const char *option_default(const rw_option *option);

/** Appends a table for people: a row an option with type, range, default and help. `table` may be NULL. */
void option_help(const rw_option *table, struct buffer *out);

#endif
