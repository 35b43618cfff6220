/* words - closed classes of English words and other short lists, in alphabetical order. */
#ifndef ENGLISH_WORDS_H
#define ENGLISH_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A word as the lists hold words: ASCII, lower case, every apostrophe straight. "" when it cannot be written so or is
 *  longer than any listed word. */
#define FOLDED_SIZE 24
struct folded {
  char text[FOLDED_SIZE];
};
struct folded word_fold(const char *text, uint32_t length);

struct word_list {
  const char *const *words; /**< sorted by strcmp */
  size_t count;
};

/** Whether a list holds a folded word. */
bool word_listed(const struct word_list *list, const char *folded);

extern const struct word_list words_function; /**< articles, pronouns, prepositions, conjunctions, auxiliaries */
extern const struct word_list words_shared;   /**< function words that are frequent in other languages too */
extern const struct word_list words_number;   /**< cardinals, ordinals, fractions */
extern const struct word_list words_negation; /**< words that negate, n't as a token of its own included */
extern const struct word_list words_calendar; /**< months and weekdays that are no other word */
extern const struct word_list words_particle; /**< small words inside names: "of", "van" */
extern const struct word_list words_speech;   /**< verbs that report speech: "said" */
extern const struct word_list words_prefix;   /**< prefixes that UD keeps in one token with what their hyphen joins */
extern const struct word_list words_unit;     /**< units written right behind a number: "km", "pm" */
extern const struct word_list words_domain;   /**< top-level domains that are no English word */
extern const struct word_list words_file;     /**< endings of file names */
extern const struct word_list abbreviations;  /**< always abbreviations before a stop: "etc" */
extern const struct word_list abbreviations_capital; /**< only with a capital: "Gen" */
extern const struct word_list abbreviations_number;  /**< only before a number: "vol" */
extern const struct word_list abbreviations_final;   /**< those that often stand last in a sentence: "inc", "p.m" */
extern const struct word_list words_opening; /**< written with a capital behind a small word they begin a sentence */
extern const struct word_list words_opening_phrase; /**< so do these before an article or a number */
extern const struct word_list words_common;         /**< frequent words that are no names, base forms as a rule */

/** Whether a folded word is a function word, a number word or a frequent word, or an inflected form of one (-s, -ed,
 *  -ing, -er, -est, -ly). What is not may be a name. */
bool word_is_ordinary(const char *folded);

/** The length of the first part of a word that is written together but is two tokens ("cannot", "gonna", "dont"); 0 for
 *  any other folded word. */
uint32_t word_contraction(const char *folded);

#endif
