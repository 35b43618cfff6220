/* phrase_table - phrases and what each may become, ready to be matched word by word. */
#include "phrase_table.h"

#include <stdlib.h>
#include <string.h>

rw_status phrase_table_add(struct phrase_table *table, const struct phrase_entry *entry, const rw_host *host)
{
  if (table->entry_count == table->entry_capacity) {
    uint32_t capacity = table->entry_capacity == 0 ? 1024 : table->entry_capacity * 2;
    struct phrase_entry *entries = host->allocate(host, capacity * sizeof *entries);
    if (!entries)
      return RW_NO_MEMORY;
    if (table->entry_count > 0)
      memcpy(entries, table->entries, table->entry_count * sizeof *entries);
    table->entries = entries;
    table->entry_capacity = capacity;
  }
  table->entries[table->entry_count++] = *entry;
  return RW_OK;
}

static int compare_phrases(const struct phrase_entry *left, const struct phrase_entry *right)
{
  for (uint32_t i = 0; i < left->symbol_count && i < right->symbol_count; i++)
    if (left->symbols[i] != right->symbols[i])
      return left->symbols[i] < right->symbols[i] ? -1 : 1;
  return (left->symbol_count > right->symbol_count) - (left->symbol_count < right->symbol_count);
}

/* Orders entries by phrase, then by file and line. */
static int compare_entries(const void *left_pointer, const void *right_pointer)
{
  const struct phrase_entry *left = left_pointer;
  const struct phrase_entry *right = right_pointer;
  int order = compare_phrases(left, right);
  if (order == 0)
    order = (left->file > right->file) - (left->file < right->file);
  return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

/* Leaves of equal phrases the last; two in one file are an error. */
static rw_status keep_last(struct phrase_table *table, const rw_host *host)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < table->entry_count; i++) {
    const struct phrase_entry *entry = &table->entries[i];
    const struct phrase_entry *before = kept > 0 ? &table->entries[kept - 1] : NULL;
    if (before && compare_phrases(before, entry) == 0) {
      if (before->file == entry->file)
        return host->failure(host, RW_BAD_DATA,
                             "%s:%u:1: line %u has this phrase too; put all alternatives on one line with `|`",
                             entry->name, entry->line, before->line);
      kept--;
    }
    table->entries[kept++] = *entry;
  }
  table->entry_count = kept;
  return RW_OK;
}

/* Appends the children of node `parent`, whose phrases are entries [from, to) and share `depth` symbols. `firsts[n]`
 * is where the entries of node n begin. */
static void add_children(struct phrase_table *table, uint32_t *firsts, uint32_t parent, rw_range entries,
                         uint32_t depth)
{
  struct phrase_node *node = &table->nodes[parent];
  uint32_t entry = entries.start;
  if (entry < entries.end && table->entries[entry].symbol_count == depth)
    node->entry = entry++;
  node->first_child = table->node_count;
  for (; entry < entries.end; entry++) {
    uint32_t symbol = table->entries[entry].symbols[depth];
    if (node->child_count == 0 || table->nodes[table->node_count - 1].symbol != symbol) {
      table->nodes[table->node_count] = (struct phrase_node){.symbol = symbol, .entry = RW_NONE};
      firsts[table->node_count++] = entry;
      node->child_count++;
    }
  }
}

/* Builds the tree level by level: the nodes of a level cover the sorted entries from left to right. */
static rw_status build_tree(struct phrase_table *table, const rw_host *host)
{
  size_t limit = 1;
  for (uint32_t i = 0; i < table->entry_count; i++)
    limit += table->entries[i].symbol_count;
  table->nodes = host->allocate(host, limit * sizeof *table->nodes);
  uint32_t *firsts = calloc(limit, sizeof *firsts);
  uint32_t *ends = calloc(limit, sizeof *ends);
  if (!table->nodes || !firsts || !ends) {
    free(firsts);
    free(ends);
    return RW_NO_MEMORY;
  }
  table->nodes[0].entry = RW_NONE;
  table->node_count = 1;
  ends[0] = table->entry_count;
  uint32_t level_end = 1;
  uint32_t depth = 0;
  for (uint32_t node = 0; node < table->node_count; node++) {
    if (node == level_end) {
      level_end = table->node_count;
      depth++;
    }
    uint32_t first_child = table->node_count;
    add_children(table, firsts, node, (rw_range){firsts[node], ends[node]}, depth);
    for (uint32_t child = first_child; child < table->node_count; child++)
      ends[child] = child + 1 < table->node_count ? firsts[child + 1] : ends[node];
  }
  free(firsts);
  free(ends);
  return RW_OK;
}

rw_status phrase_table_finish(struct phrase_table *table, const rw_host *host)
{
  if (table->entry_count > 0)
    qsort(table->entries, table->entry_count, sizeof *table->entries, compare_entries);
  rw_status status = keep_last(table, host);
  return status == RW_OK ? build_tree(table, host) : status;
}

const struct phrase_node *phrase_table_child(const struct phrase_table *table, const struct phrase_node *node,
                                             uint32_t symbol)
{
  uint32_t low = node->first_child;
  uint32_t high = node->first_child + node->child_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (table->nodes[middle].symbol < symbol)
      low = middle + 1;
    else
      high = middle;
  }
  bool found = low < node->first_child + node->child_count && table->nodes[low].symbol == symbol;
  return found ? &table->nodes[low] : NULL;
}

/* Whether `part` stands in `whole`, symbol after symbol. */
static bool holds(const uint32_t *whole, uint32_t whole_count, const uint32_t *part, uint32_t part_count)
{
  for (uint32_t at = 0; at + part_count <= whole_count; at++)
    if (memcmp(whole + at, part, part_count * sizeof *part) == 0)
      return true;
  return false;
}

/* Reads the words of a text as symbols; RW_NONE: one of them is in no replacement, or they are too many. */
static uint32_t find_symbols(const struct phrase_vocabulary *vocabulary, const char *text,
                             uint32_t symbols[PHRASE_LENGTH_LIMIT])
{
  uint32_t count = 0;
  for (const char *at = text + strspn(text, " "); *at != '\0'; at += strspn(at, " ")) {
    size_t length = strcspn(at, " ");
    length -= length > 1 && strchr(PHRASE_PUNCTUATION, at[length - 1]); /* a mark is a word of its own */
    uint32_t symbol = phrase_vocabulary_find(vocabulary, at, length);
    if (symbol == PHRASE_UNKNOWN || count == PHRASE_LENGTH_LIMIT)
      return RW_NONE;
    symbols[count++] = symbol;
    at += length;
  }
  return count;
}

void phrase_table_avoid(struct phrase_table *table, const char *banned)
{
  uint32_t symbols[PHRASE_LENGTH_LIMIT];
  uint32_t count = find_symbols(&table->vocabulary, banned, symbols);
  if (count == 0 || count == RW_NONE)
    return;
  for (uint32_t i = 0; i < table->entry_count; i++) {
    struct phrase_entry *entry = &table->entries[i];
    uint32_t kept = 0;
    for (uint32_t j = 0; j < entry->alternative_count; j++) {
      const struct phrase_alternative *alternative = &entry->alternatives[j];
      bool puts_in = holds(alternative->symbols, alternative->symbol_count, symbols, count) &&
                     !holds(entry->symbols, entry->symbol_count, symbols, count);
      if (!puts_in)
        entry->alternatives[kept++] = *alternative;
    }
    entry->alternative_count = kept;
  }
}
