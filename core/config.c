#include "config.h"

#include "config_chain.h"
#include "document.h"
#include "error.h"
#include "nodes.h"
#include "number.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const root_keys[] = {"language", "seed", "plugin-path", "protect", "chain", "chains", "apply"};
static const char *const rule_keys[] = {"select", "chain"};

/* The module of a language by its code, for the usual case; any other is found by loading what there is. */
static const struct {
  const char *code, *module;
} usual_languages[] = {{"en", "english"}};

/* `protect:` as its option table fills it in. */
struct protection {
  bool names, numbers, quotes;
  rw_list terms, select;
};

static const rw_option protection_table[] = {
    {.name = "names",
     .type = RW_TYPE_BOOL,
     .offset = offsetof(struct protection, names),
     .preset = "true",
     .help = "names may move, never change"},
    {.name = "numbers",
     .type = RW_TYPE_BOOL,
     .offset = offsetof(struct protection, numbers),
     .preset = "true",
     .help = "numbers may move, never change"},
    {.name = "quotes",
     .type = RW_TYPE_BOOL,
     .offset = offsetof(struct protection, quotes),
     .preset = "true",
     .help = "text in quotation marks moves as a block or not at all"},
    {.name = "terms",
     .type = RW_TYPE_STRING,
     .list = true,
     .offset = offsetof(struct protection, terms),
     .help = "words that stay as they are"},
    {.name = "select",
     .type = RW_TYPE_STRING,
     .list = true,
     .offset = offsetof(struct protection, select),
     .help = "elements whose text stays, as XPath"},
    {.name = NULL},
};

/* ---- The root ---- */

static rw_status check_keys(const struct node *map, const char *const *known, size_t count, const char *owner,
                            rw_error *error)
{
  for (uint32_t i = 0; i < map->count; i++) {
    const struct node *key = map->keys[i];
    size_t place = 0;
    while (place < count && strcmp(known[place], key->text) != 0)
      place++;
    if (place < count)
      continue;
    char shown[SHOWN_LENGTH];
    const char *near = error_did_you_mean(key->text, known, count);
    text_show(key->text, shown);
    if (near)
      return node_error(key, error, "unknown key '%s' in %s; did you mean '%s'?", shown, owner, near);
    struct buffer keys = {0};
    for (size_t j = 0; j < count; j++)
      buffer_printf(&keys, "%s%s", j == 0 ? "" : ", ", known[j]);
    const rw_status status = keys.failed
                                 ? error_no_memory(error)
                                 : node_error(key, error, "unknown key '%s' in %s; it has %s", shown, owner, keys.data);
    buffer_free(&keys);
    return status;
  }
  return RW_OK;
}

static rw_status read_root(const struct config_source *source, struct arena *arena, const struct node **root,
                           rw_error *error)
{
  if (source->length > CONFIG_LENGTH_LIMIT)
    return error_set(error, RW_INVALID, "%s: larger than 1 MiB; that is no configuration", source->file);
  const rw_status status = nodes_read(source->text, source->length, source->file, arena, root, error);
  if (status != RW_OK)
    return status;
  if (!*root)
    return error_set(error, RW_INVALID, "%s:1:1: an empty configuration; it needs 'chain' or 'apply'", source->file);
  if ((*root)->kind == NODE_LIST)
    return node_error(*root, error, "a configuration must be a map, not a list; for a chain write 'chain:' before it");
  if ((*root)->kind != NODE_MAP)
    return node_error(*root, error, "a configuration must be a map of keys such as 'chain: [synonym]'");
  return check_keys(*root, root_keys, sizeof root_keys / sizeof root_keys[0], "the configuration", error);
}

rw_status config_plugin_paths(const struct config_source *source, const char *const **folders, struct arena *arena,
                              rw_error *error)
{
  struct paths {
    rw_list paths;
  } paths = {{0, NULL}};
  static const rw_option option = {.name = "plugin-path", .type = RW_TYPE_PATH, .list = true, .help = "folders"};
  const struct node *root;
  rw_status status = read_root(source, arena, &root, error);
  const struct node *value = status == RW_OK ? node_get(root, option.name) : NULL;
  if (value)
    status = option_set(&option, &paths, value, source->folder, "the configuration", arena, error);
  if (status != RW_OK)
    return status;
  const char **copy = arena_allocate_array(arena, (size_t)paths.paths.count + 1, sizeof *copy);
  if (!copy)
    return error_no_memory(error);
  for (uint32_t i = 0; i < paths.paths.count; i++)
    copy[i] = ((const char *const *)paths.paths.items)[i];
  *folders = copy;
  return RW_OK;
}

/* ---- Language, seed ---- */

static bool is_module_of(const struct module *module, const char *code)
{
  return module && module->plugin->kind == RW_KIND_LANGUAGE && strcasecmp(module->plugin->language, code) == 0;
}

/* There is no module for a language: says for which there is one, or why the likely one cannot be loaded. */
static rw_status missing_language(struct reading *reading, const struct node *code, const struct module_entry *entries,
                                  uint32_t count)
{
  struct buffer present = {0};
  char shown[SHOWN_LENGTH];
  for (uint32_t i = 0; i < count; i++)
    if (entries[i].module && entries[i].module->plugin->kind == RW_KIND_LANGUAGE)
      buffer_printf(&present, "%s'%s'", present.length > 0 ? ", " : "", entries[i].module->plugin->language);
  const rw_status status =
      present.failed ? error_no_memory(reading->error)
                     : node_error(code, reading->error, "there is no module for language %s; there %s %s",
                                  node_show(code, shown), present.length > 0 ? "is" : "are",
                                  present.length > 0 ? present.data : "no language modules; see 'reword plugins'");
  buffer_free(&present);
  return status;
}

static rw_status find_language(struct reading *reading, const struct node *code)
{
  const struct module **language = &reading->config->language;
  for (size_t i = 0; i < sizeof usual_languages / sizeof usual_languages[0]; i++) {
    if (strcasecmp(usual_languages[i].code, code->text) != 0)
      continue;
    rw_error reason;
    const rw_status status = modules_load(reading->modules, usual_languages[i].module, language, &reason);
    if (status == RW_NO_MEMORY)
      return error_no_memory(reading->error);
    if (status != RW_OK && status != RW_NO_FILE)
      return node_error(code, reading->error, "%s", reason.message);
    if (is_module_of(*language, code->text))
      return RW_OK;
  }
  const struct module_entry *entries;
  uint32_t count;
  const rw_status status = modules_list(reading->modules, &entries, &count, reading->error);
  if (status != RW_OK)
    return status;
  for (uint32_t i = 0; i < count; i++)
    if (is_module_of(entries[i].module, code->text)) {
      *language = entries[i].module;
      return RW_OK;
    }
  return missing_language(reading, code, entries, count);
}

static rw_status read_language(struct reading *reading, const struct node *root)
{
  const struct node usual = {
      .kind = NODE_SCALAR, .file = root->file, .line = root->line, .column = root->column, .text = "en"};
  const struct node *value = node_get(root, "language");
  const struct node *code = value ? value : &usual, *options = NULL;
  if (code->kind == NODE_MAP && code->count == 1) {
    options = value->items[0];
    code = value->keys[0];
  }
  if (code->kind != NODE_SCALAR || code->text[0] == '\0')
    return node_error(code, reading->error, "'language' must be a code such as en, or {en: {options}}");
  rw_status status = find_language(reading, code);
  if (status != RW_OK)
    return status;
  const struct rw_plugin *plugin = reading->config->language->plugin;
  void *instance;
  reading->config->language_code = plugin->language;
  status = config_new_options(reading, code, plugin, &instance);
  reading->config->language_options = instance;
  reading->config->language_place = value ? code : NULL;
  if (status != RW_OK)
    return status;
  return option_set_map(&plugin->options, &instance, 1, options, reading->folder, plugin->name, &reading->config->arena,
                        reading->error);
}

static rw_status read_seed(struct reading *reading, const struct node *root)
{
  char shown[SHOWN_LENGTH];
  const struct node *value = node_get(root, "seed");
  reading->config->seed = 1;
  if (!value)
    return RW_OK;
  if (value->kind != NODE_SCALAR || value->quoted || !number_parse_unsigned(value->text, &reading->config->seed))
    return node_error(value, reading->error, "'seed' must be a whole number from 0 to 18446744073709551615%s, not %s",
                      value->quoted ? " without quotation marks" : "", node_show(value, shown));
  return RW_OK;
}

/* ---- Selections and protection ---- */

static rw_status add_selection(struct reading *reading, const struct node *node)
{
  struct config *config = reading->config;
  if (config->selection_count == CONFIG_SELECTION_LIMIT)
    return node_error(node, reading->error, "more than %d selections; join some with '|'", CONFIG_SELECTION_LIMIT);
  rw_error reason;
  const rw_status status = document_check_xpath(node->text, &reason);
  if (status == RW_NO_MEMORY)
    return error_no_memory(reading->error);
  if (status != RW_OK)
    return node_error(node, reading->error, "%s", reason.message);
  reading->selections[config->selection_count++] = node->text;
  return RW_OK;
}

/* Whether every term under `protect`, one alone or a list, has something to find. */
static rw_status check_terms(const struct reading *reading, const struct node *terms)
{
  const bool single = terms->kind == NODE_SCALAR;
  for (uint32_t i = 0; i < (single ? 1 : terms->count); i++) {
    const struct node *term = single ? terms : terms->items[i];
    if (term->text[strspn(term->text, " \t\r\n")] == '\0')
      return node_error(term, reading->error, "a term to protect has no letters; leave it out");
  }
  return RW_OK;
}

static rw_status read_protect(struct reading *reading, const struct node *root)
{
  struct config *config = reading->config;
  struct protection protection = {0};
  const rw_option *const tables[] = {protection_table};
  void *const instances[] = {&protection};
  const struct node *value = node_get(root, "protect");
  rw_status status = option_presets(protection_table, &protection, &config->arena, reading->error);
  if (status == RW_OK)
    status = option_set_map(tables, instances, 1, value, reading->folder, "protect", &config->arena, reading->error);
  if (status != RW_OK)
    return status;
  config->protect = (struct guard_options){.names = protection.names,
                                           .numbers = protection.numbers,
                                           .quotes = protection.quotes,
                                           .terms = protection.terms.items,
                                           .term_count = protection.terms.count};
  const bool given = value && value->kind == NODE_MAP;
  const struct node *terms = given ? node_get(value, "terms") : NULL;
  const struct node *select = given ? node_get(value, "select") : NULL;
  if (terms)
    status = check_terms(reading, terms);
  const bool single = select && select->kind != NODE_LIST;
  for (uint32_t i = 0; i < protection.select.count && status == RW_OK; i++)
    status = add_selection(reading, single ? select : select->items[i]);
  config->protecting = config->selection_count == 64 ? UINT64_MAX : ((uint64_t)1 << config->selection_count) - 1;
  return status;
}

/* ---- Chains and rules ---- */

static rw_status read_chains(struct reading *reading, const struct node *chains)
{
  char shown[SHOWN_LENGTH];
  if (!chains || node_is_empty(chains))
    return RW_OK;
  if (chains->kind != NODE_MAP)
    return node_error(chains, reading->error, "'chains' must be a map of names and chains, not %s",
                      node_show(chains, shown));
  for (uint32_t i = 0; i < chains->count; i++) {
    const struct config_chain *chain;
    const rw_status status = config_add_chain(reading, chains->keys[i]->text, chains->items[i], &chain);
    if (status != RW_OK)
      return status;
  }
  return RW_OK;
}

static const struct config_chain *find_chain(const struct config *config, uint32_t count, const char *name)
{
  for (uint32_t i = 0; i < count; i++)
    if (strcmp(config->chains[i].name, name) == 0)
      return &config->chains[i];
  return NULL;
}

/* A chain where one is used: written there, or the name of one of the `named` first chains, those under `chains`. */
static rw_status use_chain(struct reading *reading, const struct node *node, const char *name, uint32_t named,
                           const struct config_chain **chain)
{
  struct config *config = reading->config;
  if (node->kind != NODE_SCALAR || node_is_empty(node))
    return config_add_chain(reading, name, node, chain);
  *chain = find_chain(config, named, node->text);
  if (*chain)
    return RW_OK;
  const char **names = arena_allocate_array(&config->arena, named, sizeof *names);
  if (!names)
    return error_no_memory(reading->error);
  for (uint32_t i = 0; i < named; i++)
    names[i] = config->chains[i].name;
  const char *near = error_did_you_mean(node->text, names, named);
  char shown[SHOWN_LENGTH];
  text_show(node->text, shown);
  if (near)
    return node_error(node, reading->error, "there is no chain '%s' under 'chains'; did you mean '%s'?", shown, near);
  return node_error(node, reading->error,
                    "there is no chain '%s' under 'chains'; for a chain of one strategy write [%s]", shown, shown);
}

static rw_status read_rule(struct reading *reading, const struct node *node, uint32_t number, uint32_t named,
                           struct config_rule *rule)
{
  char shown[SHOWN_LENGTH];
  if (node->kind != NODE_MAP)
    return node_error(node, reading->error, "a rule must be {select: XPATH, chain: CHAIN}, not %s",
                      node_show(node, shown));
  rw_status status = check_keys(node, rule_keys, 2, "a rule", reading->error);
  if (status != RW_OK)
    return status;
  const struct node *select = node_get(node, "select"), *chain = node_get(node, "chain");
  if (!select || !chain)
    return node_error(node, reading->error, "a rule needs 'select' and 'chain', and '%s' is missing",
                      select ? "chain" : "select");
  if (select->kind != NODE_SCALAR || node_is_empty(select))
    return node_error(select, reading->error, "'select' must be an XPath expression, not %s",
                      node_is_empty(select) ? "nothing" : node_show(select, shown));
  rule->selection = reading->config->selection_count;
  status = add_selection(reading, select);
  if (status != RW_OK)
    return status;
  const char *name = arena_printf(&reading->config->arena, "apply[%u]", (unsigned)number);
  if (!name)
    return error_no_memory(reading->error);
  return use_chain(reading, chain, name, named, &rule->chain);
}

static rw_status read_apply(struct reading *reading, const struct node *apply, uint32_t named)
{
  struct config *config = reading->config;
  char shown[SHOWN_LENGTH];
  if (apply->kind != NODE_LIST)
    return node_error(apply, reading->error, "'apply' must be a list of rules {select: XPATH, chain: CHAIN}, not %s",
                      node_is_empty(apply) ? "nothing" : node_show(apply, shown));
  struct config_rule *rules = arena_allocate_array(&config->arena, apply->count, sizeof *rules);
  if (!rules)
    return error_no_memory(reading->error);
  for (uint32_t i = 0; i < apply->count; i++) {
    const rw_status status = read_rule(reading, apply->items[i], i + 1, named, &rules[i]);
    if (status != RW_OK)
      return status;
  }
  config->rules = rules;
  config->rule_count = apply->count;
  return RW_OK;
}

/* Room for as many chains as the configuration can have: those under `chains`, one a rule, and one for all text. */
static rw_status reserve_chains(struct reading *reading, const struct node *root)
{
  const struct node *chains = node_get(root, "chains"), *apply = node_get(root, "apply");
  const size_t count = 1 + (chains ? (size_t)chains->count : 0) + (apply ? (size_t)apply->count : 0);
  reading->chains = arena_allocate_array(&reading->config->arena, count, sizeof *reading->chains);
  reading->config->chains = reading->chains;
  return reading->chains ? RW_OK : error_no_memory(reading->error);
}

static rw_status read_all_chains(struct reading *reading, const struct node *root)
{
  struct config *config = reading->config;
  const struct node *chain = node_get(root, "chain"), *apply = node_get(root, "apply");
  if (chain && apply)
    return node_error(chain, reading->error,
                      "'chain' is for all text and 'apply' (line %u) for parts of it; keep one of them",
                      (unsigned)apply->line);
  rw_status status = read_chains(reading, node_get(root, "chains"));
  const uint32_t named = config->chain_count;
  config->plain = find_chain(config, named, "body");
  if (status == RW_OK && !chain && !apply && !config->plain)
    return node_error(root, reading->error, "nothing to do: there is neither 'chain' nor 'apply'");
  if (status == RW_OK && chain) {
    status = use_chain(reading, chain, "chain", named, &config->everywhere);
    config->plain = config->everywhere;
  }
  if (status == RW_OK && apply)
    status = read_apply(reading, apply, named);
  return status;
}

/* The chain of --chain in place of the configuration's own. */
static rw_status read_given_chain(struct reading *reading, const char *text)
{
  const struct node *list;
  rw_status status = nodes_read(text, strlen(text), "--chain", &reading->config->arena, &list, reading->error);
  if (status != RW_OK)
    return status;
  if (!list)
    return error_set(reading->error, RW_INVALID, "--chain:1:1: an empty chain; write [synonym], say");
  status = config_add_chain(reading, "chain", list, &reading->config->everywhere);
  reading->config->plain = reading->config->everywhere;
  return status;
}

/* ---- Opening ---- */

static rw_status read_config(struct reading *reading, const struct config_source *source, const char *chain)
{
  struct config *config = reading->config;
  const struct node *root;
  rw_status status = read_root(source, &config->arena, &root, reading->error);
  if (status != RW_OK)
    return status;
  reading->selections = arena_allocate_array(&config->arena, CONFIG_SELECTION_LIMIT, sizeof *reading->selections);
  if (!reading->selections)
    return error_no_memory(reading->error);
  config->selections = reading->selections;
  status = read_seed(reading, root);
  if (status == RW_OK)
    status = read_language(reading, root);
  if (status == RW_OK)
    status = read_protect(reading, root);
  if (status == RW_OK)
    status = reserve_chains(reading, root);
  if (status != RW_OK)
    return status;
  return chain ? read_given_chain(reading, chain) : read_all_chains(reading, root);
}

rw_status config_open(struct config *config, const struct config_source *source, const char *chain,
                      struct modules *modules, rw_error *error)
{
  struct reading reading = {.config = config, .folder = source->folder, .modules = modules, .error = error};
  *config = (struct config){.seed = 0};
  const rw_status status = read_config(&reading, source, chain);
  if (status != RW_OK)
    config_close(config);
  return status;
}

void config_close(struct config *config)
{
  arena_free(&config->arena);
  *config = (struct config){.seed = 0};
}

/* ---- Files ---- */

static rw_status read_stream(FILE *stream, const char *path, struct buffer *text, rw_error *error)
{
  char block[4096];
  size_t length;
  while ((length = fread(block, 1, sizeof block, stream)) > 0) {
    buffer_append(text, block, length);
    if (text->length > CONFIG_LENGTH_LIMIT)
      return error_set(error, RW_INVALID, "%s: larger than 1 MiB; that is no configuration", path);
  }
  if (ferror(stream))
    return error_set(error, RW_NO_FILE, "%s: cannot be read: %s", path, strerror(errno));
  return text->failed ? error_no_memory(error) : RW_OK;
}

rw_status config_read_file(const char *path, char **text, size_t *length, rw_error *error)
{
  *text = NULL;
  *length = 0;
  FILE *stream = fopen(path, "rb");
  if (!stream)
    return error_set(error, RW_NO_FILE, "%s: cannot be read: %s", path, strerror(errno));
  struct buffer buffer = {0};
  rw_status status = read_stream(stream, path, &buffer, error);
  fclose(stream);
  if (status == RW_OK) {
    *text = buffer_take(&buffer, length);
    status = *text ? RW_OK : error_no_memory(error);
  }
  buffer_free(&buffer);
  return status;
}
