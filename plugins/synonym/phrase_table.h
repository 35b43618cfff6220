/* phrase_table - phrases and what each may become, ready to be matched word by word. */
#ifndef REWORD_SYNONYM_PHRASE_TABLE_H
#define REWORD_SYNONYM_PHRASE_TABLE_H

#include "phrase_vocabulary.h"

/** Punctuation that a phrase may hold; each mark is a word of its own. */
#define PHRASE_PUNCTUATION ",:!?"

/** The most words and slots a phrase or its replacement may have. */
#define PHRASE_LENGTH_LIMIT 16

/** The most steps between them. */
#define PHRASE_STEP_LIMIT (3 * PHRASE_LENGTH_LIMIT + 1)

/** A word or a slot, of a phrase or of what replaces it. */
struct phrase_item {
  uint32_t symbol;
  const char *text; /**< as the table writes it, ended by NUL */
};

static inline bool phrase_item_is_slot(const struct phrase_item *item)
{
  return item->symbol < PHRASE_FIRST_WORD;
}

/** The items of a phrase or of a replacement. */
struct phrase_items {
  struct phrase_item items[PHRASE_LENGTH_LIMIT];
  uint32_t count;
};

/** One step from a phrase to its replacement: a piece whose range counts the phrase's items. */
struct phrase_step {
  rw_piece_kind kind;
  rw_range items;
  const char *text; /**< of RW_TEXT */
};

enum phrase_condition_kind {
  PHRASE_AFTER,  /**< the word before the phrase is one of `words` */
  PHRASE_BEFORE, /**< the word after the phrase is one of `words` */
  PHRASE_START,  /**< the phrase begins its sentence */
  PHRASE_END     /**< the phrase ends its sentence; only punctuation follows */
};

/** A word of a condition's list. */
struct phrase_condition_word {
  uint32_t symbol;    /**< of a word or of a slot; unused when `ending` is given */
  const char *ending; /**< any word with this ending, in lower case; NULL: just the symbol */
};

struct phrase_condition {
  enum phrase_condition_kind kind;
  bool negated;
  const struct phrase_condition_word *words;
  uint32_t word_count;
};

struct phrase_alternative {
  double score;
  const struct phrase_condition *conditions; /**< all must hold */
  uint32_t condition_count;
  const struct phrase_step *steps; /**< none: the phrase stays as it is */
  uint32_t step_count;
  const uint32_t *symbols; /**< of the replacement's items */
  uint32_t symbol_count;
  const uint32_t *fresh; /**< symbols of its content words that the phrase does not have */
  uint32_t fresh_count;
  const char *why;
};

struct phrase_entry {
  const uint32_t *symbols; /**< of the phrase's items */
  uint32_t symbol_count;
  const char *name; /**< of its file, for messages; lives as long as the table */
  uint32_t file;    /**< the place of its file among those of the table */
  uint32_t line;    /**< from 1 */
  struct phrase_alternative *alternatives;
  uint32_t alternative_count;
};

/** A node of the tree of all phrases: the phrases that share their first symbols. Children lie side by side, in order
 *  of their symbols. */
struct phrase_node {
  uint32_t symbol;
  uint32_t first_child;
  uint32_t child_count;
  uint32_t entry; /**< the entry whose phrase ends here; RW_NONE: none */
};

/** Zero-initialised it is empty. All memory is the host's and lives as long as the instance. */
struct phrase_table {
  struct phrase_vocabulary vocabulary;
  struct phrase_entry *entries; /**< after phrase_table_finish: in order of their symbols */
  uint32_t entry_count;
  uint32_t entry_capacity;
  struct phrase_node *nodes; /**< nodes[0] is the root */
  uint32_t node_count;
};

/** Fills in an alternative's steps, symbols, fresh words and reason from the phrase and its replacement, which hold
 *  the same slots in the same order. */
rw_status phrase_table_plan(struct phrase_table *table, const struct phrase_items *phrase,
                            const struct phrase_items *replacement, struct phrase_alternative *alternative,
                            const rw_host *host);

/** Takes an entry in (the struct is copied). */
rw_status phrase_table_add(struct phrase_table *table, const struct phrase_entry *entry, const rw_host *host);

/** Ends the filling: of equal phrases the one of the later file wins, and the tree is built. A phrase that one file
 *  holds twice is an error. */
rw_status phrase_table_finish(struct phrase_table *table, const rw_host *host);

/** Takes out all alternatives that would put in the words of `banned`, a text of words in any case. */
void phrase_table_avoid(struct phrase_table *table, const char *banned);

/** The child of a node for a symbol, or NULL. */
const struct phrase_node *phrase_table_child(const struct phrase_table *table, const struct phrase_node *node,
                                             uint32_t symbol);

#endif
