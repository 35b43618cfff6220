/* sentence - a sentence of a passage as the rooms of voice read it: words, their tree and the span of each subtree. */
#ifndef VOICE_SENTENCE_H
#define VOICE_SENTENCE_H

#include <reword/plugin.h>

/** Stands for no word. */
#define WORD_NONE UINT32_MAX

/** A word or mark. Words are counted from the sentence's first, and so are all ranges here. */
struct word {
  const char *form;       /**< in lower case (ASCII), apostrophes straight, ended by NUL */
  const char *lemma;      /**< in lower case (ASCII) */
  const char *universal;  /**< "NOUN" */
  const char *tag;        /**< "NNS" */
  const char *relation;   /**< "nsubj:pass" */
  uint32_t head;          /**< WORD_NONE: the root */
  rw_range span;          /**< the word with all that depends on it */
  float tag_probability;  /**< 0..1 */
  float head_probability; /**< 0..1 */
  bool capital;           /**< its first character is an ASCII capital */
  bool fixed;             /**< of a quotation or another protected stretch: it may move, never change */
};

struct sentence {
  const rw_passage *passage;
  const rw_host *host;
  uint32_t first_token; /**< of its first word */
  const struct word *words;
  uint32_t count;
};

/** Which tokens of a passage are of a quotation, a term or another protected stretch, an entry a token. Names and
 * numbers keep their characters anyway, and do not count. NULL: no memory. */
uint8_t *sentence_fixed_tokens(const rw_passage *passage, const rw_host *host);

/** Reads the sentence of the tokens `tokens`. RW_NO_MEMORY, or RW_OK. */
rw_status sentence_read(const rw_passage *passage, rw_range tokens, const uint8_t *fixed, const rw_host *host,
                        struct sentence *sentence);

/** Whether a relation is `name` or a subtype of it: nsubj:pass is nsubj. */
bool relation_is(const struct word *word, const char *name);

/** The first dependent of `head` at or behind `from` with such a relation (NULL: any); WORD_NONE when there is none. */
uint32_t sentence_dependent(const struct sentence *sentence, uint32_t head, const char *relation, uint32_t from);

/** Whether `head` has a dependent with such a relation. */
bool sentence_has(const struct sentence *sentence, uint32_t head, const char *relation);

bool word_is(const struct sentence *sentence, uint32_t word, const char *form);
bool word_tagged(const struct sentence *sentence, uint32_t word, const char *tag);
bool word_universal(const struct sentence *sentence, uint32_t word, const char *universal);

/** Whether a string stands in a list that NULL ends. */
bool string_listed(const char *const *list, const char *string);

#endif
