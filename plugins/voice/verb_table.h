/* verb_table - what is known of verbs: which have no passive, which objects and complements they take, and words that
 * decide whether a clause may change its voice. */
#ifndef VOICE_VERB_TABLE_H
#define VOICE_VERB_TABLE_H

#include <stdbool.h>

/** What a verb's record says; a verb may have several. */
enum verb_trait {
  VERB_NO_PASSIVE,       /**< have, cost, resemble: it has none that an editor would print */
  VERB_STATIVE_BY,       /**< see, find: only what a person does is an act */
  VERB_RECIPIENT,        /**< give: "he was given a book" */
  VERB_COMPLEMENT,       /**< elect, consider: an object and what it becomes or is */
  VERB_WANTS_COMPLEMENT, /**< call: never without one */
  VERB_OBJECT_CONTROL,   /**< ask: the object does what the infinitive says */
  VERB_TOLD,             /**< tell: a person and a clause */
  VERB_LIGHT,            /**< take, make: with a bare noun an idiom */
  VERB_AMOUNT,           /**< win, earn: an amount is what is acted on */
  VERB_MOTION,           /**< put, drive: where is the verb's, not the object's */
  VERB_WITH,             /**< provide, replace: `with` is the verb's */
  VERB_RAISING,          /**< have to, seem to: the infinitive behind it passes through */
  VERB_SPEECH,           /**< say, add */
  VERB_NO_ACTIVE         /**< be based, be known: no agent acts */
};

/** Whether the record of a lemma says so. */
bool verb_has(const char *lemma, enum verb_trait trait);

/** Whether a verb and a preposition are one: look after, deal with. */
bool verb_takes_preposition(const char *lemma, const char *preposition);

/** Whether a verb and its object, by their lemmas, are one phrase: take part. */
bool verb_has_idiom(const char *lemma, const char *object);

/** Whether a preposition behind the verb's object is the verb's: accuse someone of something. */
bool verb_selects(const char *lemma, const char *preposition);

/** Lists of other words, by lemma or by form in lower case. */
enum word_list {
  LIST_UNITS,       /**< point, percent, mile */
  LIST_TIMES,       /**< Monday, week */
  LIST_MEANS,       /**< by bus, by accident: no agents */
  LIST_PERSONS,     /**< president, spokesman */
  LIST_SCHEMES,     /**< approach, goal: it is what they are, not what they do, that stands behind is */
  LIST_REFLEXIVES,  /**< himself; other, of each other */
  LIST_QUANTIFIERS, /**< every, no: their scope would change */
  LIST_NEGATIVES,   /**< nobody, nothing, no */
  LIST_INDEFINITES, /**< a, some, any */
  LIST_FOCUS,       /**< only, even */
  LIST_PLACES       /**< near, behind: prepositions of a thing's place */
};

bool word_in_list(const char *word, enum word_list list);

#endif
