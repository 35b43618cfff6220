/* lexicon - the words and phrases that the strategy knows, each list in alphabetical order in its own table. */
#ifndef REWORD_REORDER_LEXICON_H
#define REWORD_REORDER_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

/** What a moved phrase says of its clause. It decides about commas and where the phrase may go. */
enum adverbial_kind {
  ADVERBIAL_NONE, /**< not one that the strategy knows */
  ADVERBIAL_TIME,
  ADVERBIAL_PLACE,
  ADVERBIAL_MANNER,
  ADVERBIAL_REASON,
  ADVERBIAL_CONDITION,
  ADVERBIAL_CONCESSION,
  ADVERBIAL_SOURCE,     /**< whose word it is: "according to …" */
  ADVERBIAL_COMPARISON, /**< "like …", "unlike …" */
  ADVERBIAL_ATTENDANT,  /**< what goes with it: participles, "with prices rising" */
  ADVERBIAL_TOPIC,      /**< what it is about, whom it concerns: "for …", "to many people …" */
  ADVERBIAL_CONNECTIVE, /**< joins the sentence to the one before: "for example" */
  ADVERBIAL_COMMENT,    /**< the writer's view: "of course" */
  ADVERBIAL_FIXED       /**< always stays where it is: "as for …" */
};

/** A word or phrase and what it makes of the adverbial that it begins or is. */
struct lexicon_entry {
  const char *phrase;
  enum adverbial_kind kind;
};

/** Whole adverbials. */
extern const struct lexicon_entry lexicon_adverbials[];
extern const size_t lexicon_adverbial_count;

/** Prepositions, one word or more. */
extern const struct lexicon_entry lexicon_prepositions[];
extern const size_t lexicon_preposition_count;

/** Words that begin an adverbial clause. */
extern const struct lexicon_entry lexicon_subordinators[];
extern const size_t lexicon_subordinator_count;

/** Lists of words, ended by NULL. */
extern const char *const lexicon_time_nouns[];   /**< lemmas of what can be a time: "week", "friday" */
extern const char *const lexicon_months[];       /**< and their abbreviations: "april", "apr." */
extern const char *const lexicon_days[];         /**< of the week: "friday" */
extern const char *const lexicon_time_adverbs[]; /**< that stand at either end of a clause: "yesterday" */
extern const char *const lexicon_speech_verbs[]; /**< lemmas that report what follows: "say" */
extern const char *const lexicon_persons[];      /**< lemmas of nouns that he or she may mean: "president" */
extern const char *const lexicon_frames[];       /**< lemmas of nouns that set the scene: "case", "market" */
extern const char *const lexicon_unmoving[];     /**< words that keep a phrase that begins with them: "only" */
extern const char *const lexicon_motion_verbs[]; /**< lemmas that take a place as their goal: "go" */

bool lexicon_lists(const char *const *list, const char *word);

#endif
