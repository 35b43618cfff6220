/* phrase_words - a sentence as phrases see it: tokens that are joined make one word, whatever the language module's
 * habits are ("do" + "n't", "well" + "-" + "known"); punctuation stands alone. */
#ifndef REWORD_SYNONYM_PHRASE_WORDS_H
#define REWORD_SYNONYM_PHRASE_WORDS_H

#include "phrase_vocabulary.h"

/** How many letters make a word long: such words have capitals in title style. */
#define PHRASE_LONG_LETTERS 4

/** What a word looks like. */
enum phrase_word_flag {
  PHRASE_WORD_PUNCTUATION = 1,  /**< has neither letter nor digit */
  PHRASE_WORD_NUMBER = 2,       /**< a numeral or number word of two or more */
  PHRASE_WORD_LARGE_NUMBER = 4, /**< one of ten or more, with decimals, or an amount of money */
  PHRASE_WORD_LONG = 8,         /**< has PHRASE_LONG_LETTERS or more */
  PHRASE_WORD_CAPITAL = 16,     /**< begins with a capital, save the pronoun I */
  PHRASE_WORD_UPPER = 32        /**< has letters, none of them small, save the pronoun I */
};

struct phrase_entry;

/** A word of a passage. */
struct phrase_word {
  rw_range tokens; /**< of the passage */
  uint32_t symbol;
  uint16_t flags;                      /**< enum phrase_word_flag */
  uint16_t marks;                      /**< 1 << rw_mark_kind, or-ed over its tokens */
  const struct phrase_entry *proposed; /**< what an edit was proposed for, from this word on; NULL: none was */
};

/** The words of a sentence. */
struct phrase_sentence {
  const rw_passage *passage;
  struct phrase_word *words;
  uint32_t count;
  uint32_t first; /**< the first word with a letter or digit; `count`: none */
  uint32_t last;  /**< the last one */
  bool title;     /**< in title style: most of its long words begin with a capital */
  bool upper;     /**< in capitals: most of its long words have no small letter */
  bool curly;     /**< of a passage that writes curly apostrophes */
};

/** Or-s the kinds of all marks into one set (1 << rw_mark_kind) per token; `sets` has room for all tokens, zeroed. */
void phrase_words_marks(const rw_passage *passage, uint16_t *sets);

/** Whether a passage has curly apostrophes and no straight one. */
bool phrase_words_curly(const rw_passage *passage);

/** Reads the words of the tokens [tokens.start, tokens.end) into `words`, which has room for that many. The caller
 *  sets sentence->curly. */
void phrase_words_read(const rw_passage *passage, rw_range tokens, const uint16_t *marks,
                       const struct phrase_vocabulary *vocabulary, struct phrase_word *words,
                       struct phrase_sentence *sentence);

/** The bytes of the passage's text that a word covers. */
rw_range phrase_word_bytes(const struct phrase_sentence *sentence, uint32_t word);

#endif
