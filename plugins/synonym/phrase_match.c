/* phrase_match - finds the phrases of a table in a sentence. */
#include "phrase_match.h"

#include <string.h>

/* Whether a word ends, in any case, with an ending in normal form, and is longer than it. */
static bool has_ending(const struct phrase_sentence *sentence, uint32_t word, const char *ending)
{
  char normal[PHRASE_WORD_BYTES + 1];
  rw_range bytes = phrase_word_bytes(sentence, word);
  uint32_t length = phrase_normalise(sentence->passage->text + bytes.start, bytes.end - bytes.start, normal);
  size_t ending_length = strlen(ending);
  return length > ending_length && strcmp(normal + length - ending_length, ending) == 0;
}

/* Whether a word is what a symbol stands for. */
static bool word_fits(const struct phrase_word *word, uint32_t symbol)
{
  switch (symbol) {
  case PHRASE_UNKNOWN:
    return false;
  case PHRASE_NUMBER:
    return (word->flags & PHRASE_WORD_NUMBER) != 0;
  case PHRASE_LARGE_NUMBER:
    return (word->flags & PHRASE_WORD_LARGE_NUMBER) != 0;
  case PHRASE_ANY:
    return (word->flags & PHRASE_WORD_PUNCTUATION) == 0;
  default:
    return word->symbol == symbol;
  }
}

/* Whether word number `word`, which may lie outside the sentence, is in a condition's list. */
static bool is_listed(const struct phrase_sentence *sentence, uint32_t word, const struct phrase_condition *condition)
{
  if (word >= sentence->count)
    return false;
  for (uint32_t i = 0; i < condition->word_count; i++) {
    const struct phrase_condition_word *listed = &condition->words[i];
    if (listed->ending ? has_ending(sentence, word, listed->ending) : word_fits(&sentence->words[word], listed->symbol))
      return true;
  }
  return false;
}

static bool condition_holds(const struct phrase_sentence *sentence, rw_range words,
                            const struct phrase_condition *condition)
{
  bool holds = false;
  switch (condition->kind) {
  case PHRASE_AFTER:
    holds = words.start > 0 && is_listed(sentence, words.start - 1, condition);
    break;
  case PHRASE_BEFORE:
    holds = is_listed(sentence, words.end, condition);
    break;
  case PHRASE_START:
    holds = words.start <= sentence->first;
    break;
  case PHRASE_END:
    holds = words.end > sentence->last;
    break;
  }
  return holds != condition->negated;
}

bool phrase_match_holds(const struct phrase_sentence *sentence, rw_range words,
                        const struct phrase_alternative *alternative)
{
  for (uint32_t i = 0; i < alternative->condition_count; i++)
    if (!condition_holds(sentence, words, &alternative->conditions[i]))
      return false;
  return true;
}

static bool any_alternative_holds(const struct phrase_sentence *sentence, rw_range words,
                                  const struct phrase_entry *entry)
{
  for (uint32_t i = 0; i < entry->alternative_count; i++)
    if (phrase_match_holds(sentence, words, &entry->alternatives[i]))
      return true;
  return false;
}

/* What a search carries along. */
struct search {
  const struct phrase_table *table;
  const struct phrase_sentence *sentence;
  struct phrase_match *match;
};

/* Follows the tree from `node`, which the words up to `words.end` led to; as deep as the longest phrase. */
static void follow(const struct search *search, const struct phrase_node *node, rw_range words)
{
  if (node->entry != RW_NONE && words.end > search->match->words.end) {
    const struct phrase_entry *entry = &search->table->entries[node->entry];
    if (any_alternative_holds(search->sentence, words, entry))
      *search->match = (struct phrase_match){entry, words};
  }
  if (words.end == search->sentence->count || node->child_count == 0)
    return;
  const struct phrase_word *word = &search->sentence->words[words.end];
  const uint32_t symbols[] = {word->symbol, PHRASE_LARGE_NUMBER, PHRASE_NUMBER, PHRASE_ANY};
  for (size_t i = 0; i < sizeof symbols / sizeof(symbols[0]); i++) {
    const struct phrase_node *child =
        word_fits(word, symbols[i]) ? phrase_table_child(search->table, node, symbols[i]) : NULL;
    if (child)
      follow(search, child, (rw_range){words.start, words.end + 1});
  }
}

bool phrase_match_find(const struct phrase_table *table, const struct phrase_sentence *sentence, uint32_t start,
                       struct phrase_match *match)
{
  *match = (struct phrase_match){.words = {start, start}};
  follow(&(struct search){table, sentence, match}, &table->nodes[0], (rw_range){start, start});
  return match->entry;
}
