/* agreement - the number and person that a subject asks of its verb. */
#ifndef ENGLISH_AGREEMENT_H
#define ENGLISH_AGREEMENT_H

#include "spelling.h"
#include "syntax.h"

enum agreement_number {
  AGREEMENT_UNSURE, /**< both are good English, or the sentence does not say */
  AGREEMENT_SINGULAR,
  AGREEMENT_PLURAL
};

struct agreement {
  enum agreement_number number; /**< of the verb: `you` asks for the plural */
  int person;                   /**< 1, 2 or 3 */
};

/** What the subject whose head is `subject` asks for, with all that depends on it: coordination, quantities,
 * collectives (singular when American, unsure when British), amounts (money, distance and weight are one, time is
 * many), plural names of one thing, relative pronouns by their antecedent. */
struct agreement agreement_of(const struct parsed_sentence *sentence, uint32_t subject, enum spelling spelling);

#endif
