/* phrase_vocabulary - the words of a phrase table, each with a number, so that matching compares numbers. */
#ifndef REWORD_SYNONYM_PHRASE_VOCABULARY_H
#define REWORD_SYNONYM_PHRASE_VOCABULARY_H

#include <reword/plugin.h>

/** The longest word a table may hold, in bytes of its normal form. Longer words of a text match none. */
#define PHRASE_WORD_BYTES 63

/** Symbols with a meaning of their own; words are numbered from PHRASE_FIRST_WORD up. */
enum phrase_symbol {
  PHRASE_UNKNOWN,      /**< a word that no table holds */
  PHRASE_NUMBER,       /**< the slot {number} */
  PHRASE_LARGE_NUMBER, /**< the slot {large-number} */
  PHRASE_ANY,          /**< the slot {word} */
  PHRASE_FIRST_WORD
};

/** Words by symbol, and symbols by word (a hash table with open addressing). All memory is the host's. */
struct phrase_vocabulary {
  const char **words; /**< of symbol PHRASE_FIRST_WORD + n: its normal form, ended by NUL */
  uint32_t count;
  uint32_t capacity;
  uint32_t *buckets;     /**< symbols; PHRASE_UNKNOWN: free */
  uint32_t bucket_count; /**< a power of two, or 0 */
};

/** Writes the normal form of a word to `normal`: lower case, straight apostrophes and hyphens, ended by NUL. Returns
 *  its length, 0 when it is longer than PHRASE_WORD_BYTES. */
uint32_t phrase_normalise(const char *word, size_t length, char normal[PHRASE_WORD_BYTES + 1]);

/** The symbol of a word in any case, or PHRASE_UNKNOWN. */
uint32_t phrase_vocabulary_find(const struct phrase_vocabulary *vocabulary, const char *word, size_t length);

/** The same, taking the word in when it is new. PHRASE_UNKNOWN: it is too long, or (`*status`) no memory is left. */
uint32_t phrase_vocabulary_add(struct phrase_vocabulary *vocabulary, const char *word, size_t length,
                               const rw_host *host, rw_status *status);

/** The normal form of a word's symbol. */
const char *phrase_vocabulary_word(const struct phrase_vocabulary *vocabulary, uint32_t symbol);

#endif
