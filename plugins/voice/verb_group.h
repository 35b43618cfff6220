/* verb_group - the words of a clause that make up its verb: auxiliaries, semi-modals and the verb itself. */
#ifndef VOICE_VERB_GROUP_H
#define VOICE_VERB_GROUP_H

#include "sentence.h"

#define VERB_GROUP_LIMIT 8u

/** What a group's words become in the other voice. */
struct verb_form {
  const char *text;   /**< stands for the word; NULL: the word stays */
  const char *before; /**< new word in front of it; NULL: none */
  bool drop;          /**< the word goes */
  bool takes_next;    /**< the text stands for the next word too: "was not" for "didn't" */
};

struct verb_group {
  uint32_t words[VERB_GROUP_LIMIT]; /**< in order, the verb last */
  uint32_t count;
  uint32_t verb;     /**< words[count - 1] */
  uint32_t top;      /**< the verb that the subject depends on: `has` of "has to approve", else the verb */
  uint32_t negation; /**< a "not" right behind the first auxiliary, or WORD_NONE */
  bool passive;      /**< its last auxiliary is that of a passive */
  struct verb_form forms[VERB_GROUP_LIMIT]; /**< of each word, once the voice has been changed */
};

/** Reads the group around a verb. NULL when it is one that can be changed, else the reason it is not. */
const char *verb_group_read(const struct sentence *sentence, uint32_t verb, struct verb_group *group);

/** Fills in the forms of the other voice for a new subject, as rw_host.agreement gives it (NULL: unsure). `bare`:
 *  headline style, which does without a finite be. NULL when all forms were found, else the reason. */
const char *verb_group_passive(const struct sentence *sentence, struct verb_group *group, const char *agreement,
                               bool bare);
const char *verb_group_active(const struct sentence *sentence, struct verb_group *group, const char *agreement);

#endif
