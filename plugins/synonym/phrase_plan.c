/* phrase_plan - from a phrase and its replacement to the steps between them: what both share is kept, so that its
 * markup and its protected words stay; the rest is replaced. */
#include "phrase_table.h"

#include <stdio.h>
#include <string.h>

static bool is_punctuation(const struct phrase_item *item)
{
  return strchr(PHRASE_PUNCTUATION, item->text[0]);
}

/* Words that a sentence may well hold twice. */
static const char *const function_words[] = {
    "a",      "about",  "after",   "again",  "all",    "almost",  "already", "also",    "although", "always",  "am",
    "an",     "and",    "another", "any",    "are",    "around",  "as",      "at",      "be",       "because", "been",
    "before", "being",  "between", "both",   "but",    "by",      "can",     "cannot",  "could",    "did",     "do",
    "does",   "doing",  "done",    "during", "each",   "either",  "else",    "enough",  "even",     "ever",    "every",
    "except", "few",    "for",     "from",   "had",    "has",     "have",    "having",  "he",       "her",     "here",
    "hers",   "him",    "his",     "how",    "i",      "if",      "in",      "instead", "into",     "is",      "it",
    "its",    "just",   "less",    "like",   "many",   "may",     "me",      "might",   "mine",     "more",    "most",
    "much",   "must",   "my",      "near",   "nearly", "neither", "never",   "no",      "none",     "nor",     "not",
    "now",    "of",     "off",     "on",     "once",   "one",     "only",    "onto",    "or",       "other",   "our",
    "ours",   "out",    "over",    "own",    "per",    "perhaps", "quite",   "rather",  "shall",    "she",     "should",
    "since",  "so",     "some",    "soon",   "still",  "such",    "than",    "that",    "the",      "their",   "theirs",
    "them",   "then",   "there",   "these",  "they",   "this",    "those",   "though",  "through",  "thus",    "to",
    "too",    "toward", "towards", "two",    "under",  "unless",  "until",   "up",      "upon",     "us",      "very",
    "via",    "was",    "we",      "well",   "were",   "what",    "when",    "where",   "whether",  "which",   "while",
    "who",    "whom",   "whose",   "why",    "will",   "with",    "within",  "without", "would",    "yet",     "you",
    "your",   "yours"};

/* Whether an item is a word that says something of its own: no slot, no punctuation, no function word. */
static bool is_content_word(const struct phrase_table *table, const struct phrase_item *item)
{
  if (phrase_item_is_slot(item) || is_punctuation(item))
    return false;
  const char *word = phrase_vocabulary_word(&table->vocabulary, item->symbol);
  for (size_t i = 0; i < sizeof function_words / sizeof *function_words; i++)
    if (strcmp(function_words[i], word) == 0)
      return false;
  return true;
}

/* What a plan is made from and grows into. */
struct plan {
  const struct phrase_items *phrase;
  const struct phrase_items *replacement;
  const rw_host *host;
  struct phrase_step steps[PHRASE_STEP_LIMIT];
  uint32_t count;
};

/* Joins the texts of items [from, to) with blanks, none before punctuation. NULL: no memory. */
static const char *join_items(const struct phrase_items *items, rw_range range, const rw_host *host)
{
  size_t bytes = 1;
  for (uint32_t i = range.start; i < range.end; i++)
    bytes += strlen(items->items[i].text) + 1;
  char *text = host->allocate(host, bytes);
  char *end = text;
  for (uint32_t i = range.start; text && i < range.end; i++) {
    const struct phrase_item *item = &items->items[i];
    if (i > range.start && !is_punctuation(item))
      *end++ = ' ';
    end = stpcpy(end, item->text);
  }
  return text;
}

/* Appends a step that keeps items, as part of the step before if that keeps too. */
static void keep_items(struct plan *plan, uint32_t start, uint32_t end)
{
  if (start == end)
    return;
  struct phrase_step *last = plan->count > 0 ? &plan->steps[plan->count - 1] : NULL;
  if (last && last->kind == RW_KEEP && last->items.end == start) {
    last->items.end = end;
    return;
  }
  plan->steps[plan->count++] = (struct phrase_step){.kind = RW_KEEP, .items = {start, end}};
}

/* A stretch without slots: [old.start, old.end) of the phrase becomes [new.start, new.end) of the replacement. */
struct stretch {
  rw_range old, new;
};

/* The stretch without the items that both sides begin or end with. */
static struct stretch without_shared(const struct plan *plan, struct stretch stretch)
{
  const struct phrase_item *old = plan->phrase->items;
  const struct phrase_item *new = plan->replacement->items;
  rw_range *from = &stretch.old;
  rw_range *to = &stretch.new;
  while (from->start < from->end && to->start < to->end && old[from->start].symbol == new[to->start].symbol) {
    from->start++;
    to->start++;
  }
  while (from->start < from->end && to->start < to->end && old[from->end - 1].symbol == new[to->end - 1].symbol) {
    from->end--;
    to->end--;
  }
  return stretch;
}

/* When only words are added or only words go, a shared neighbour joins them, so that new text stands for something and
 * nothing just vanishes: the one behind them, else the one before them. Punctuation behind them joins nothing: it would
 * stand where a word stood, with that word's blank; words that go before it are dropped. */
static struct stretch with_neighbour(const struct plan *plan, struct stretch whole, struct stretch change)
{
  bool adds = change.old.start == change.old.end;
  bool drops = change.new.start == change.new.end;
  if (adds == drops)
    return change;
  bool followed = change.old.end < whole.old.end;
  bool before_punctuation = followed && is_punctuation(&plan->phrase->items[change.old.end]);
  if (followed && !before_punctuation) {
    change.old.end++;
    change.new.end++;
  } else if (change.old.start > whole.old.start && !(drops && before_punctuation)) {
    change.old.start--;
    change.new.start--;
  }
  return change;
}

static rw_status plan_stretch(struct plan *plan, struct stretch whole)
{
  struct stretch change = with_neighbour(plan, whole, without_shared(plan, whole));
  keep_items(plan, whole.old.start, change.old.start);
  if (change.new.start < change.new.end) {
    const char *text = join_items(plan->replacement, change.new, plan->host);
    if (!text)
      return RW_NO_MEMORY;
    plan->steps[plan->count++] = (struct phrase_step){.kind = RW_TEXT, .items = change.old, .text = text};
  } else if (change.old.start < change.old.end) {
    plan->steps[plan->count++] = (struct phrase_step){.kind = RW_DROP, .items = change.old};
  }
  keep_items(plan, change.old.end, whole.old.end);
  return RW_OK;
}

/* The first slot of `items` from `from` on, or their end. */
static uint32_t next_slot(const struct phrase_items *items, uint32_t from)
{
  while (from < items->count && !phrase_item_is_slot(&items->items[from]))
    from++;
  return from;
}

static rw_status plan_steps(struct plan *plan)
{
  uint32_t old = 0;
  uint32_t new = 0;
  for (;;) {
    uint32_t old_slot = next_slot(plan->phrase, old);
    uint32_t new_slot = next_slot(plan->replacement, new);
    rw_status status = plan_stretch(plan, (struct stretch){{old, old_slot}, {new, new_slot}});
    if (status != RW_OK || old_slot == plan->phrase->count)
      return status;
    keep_items(plan, old_slot, old_slot + 1);
    old = old_slot + 1;
    new = new_slot + 1;
  }
}

/* "'in order to' can be 'to'". NULL: no memory. */
static const char *explain(const struct plan *plan)
{
  const char *before = join_items(plan->phrase, (rw_range){0, plan->phrase->count}, plan->host);
  const char *after = join_items(plan->replacement, (rw_range){0, plan->replacement->count}, plan->host);
  if (!before || !after)
    return NULL;
  size_t bytes = strlen(before) + strlen(after) + sizeof("'' can be left out");
  char *why = plan->host->allocate(plan->host, bytes);
  if (why && plan->replacement->count == 0)
    snprintf(why, bytes, "'%s' can be left out", before);
  else if (why)
    snprintf(why, bytes, "'%s' can be '%s'", before, after);
  return why;
}

static bool has_symbol(const struct phrase_items *items, uint32_t symbol)
{
  for (uint32_t i = 0; i < items->count; i++)
    if (items->items[i].symbol == symbol)
      return true;
  return false;
}

/* Fills in the replacement's symbols, and those of its content words that are new. */
static rw_status list_symbols(const struct phrase_table *table, const struct plan *plan,
                              struct phrase_alternative *alternative)
{
  uint32_t count = plan->replacement->count;
  uint32_t *symbols = plan->host->allocate(plan->host, 2 * (size_t)count * sizeof *symbols + 1);
  if (!symbols)
    return RW_NO_MEMORY;
  uint32_t *fresh = symbols + count;
  for (uint32_t i = 0; i < count; i++) {
    const struct phrase_item *item = &plan->replacement->items[i];
    symbols[i] = item->symbol;
    if (is_content_word(table, item) && !has_symbol(plan->phrase, item->symbol))
      fresh[alternative->fresh_count++] = item->symbol;
  }
  alternative->symbols = symbols;
  alternative->symbol_count = count;
  alternative->fresh = fresh;
  return RW_OK;
}

rw_status phrase_table_plan(struct phrase_table *table, const struct phrase_items *phrase,
                            const struct phrase_items *replacement, struct phrase_alternative *alternative,
                            const rw_host *host)
{
  struct plan plan = {.phrase = phrase, .replacement = replacement, .host = host};
  rw_status status = plan_steps(&plan);
  if (status != RW_OK)
    return status;
  bool same = plan.count == 1 && plan.steps[0].kind == RW_KEEP;
  struct phrase_step *steps = host->allocate(host, plan.count * sizeof *steps);
  alternative->why = explain(&plan);
  if (!steps || !alternative->why)
    return RW_NO_MEMORY;
  memcpy(steps, plan.steps, plan.count * sizeof *steps);
  alternative->steps = steps;
  alternative->step_count = same ? 0 : plan.count;
  return list_symbols(table, &plan, alternative);
}
