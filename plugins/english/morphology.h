/* morphology - the features of a word, by the habits of the English Web Treebank (Universal Dependencies). */
#ifndef ENGLISH_MORPHOLOGY_H
#define ENGLISH_MORPHOLOGY_H

#include "syntax.h"

/** Bytes that no word's features exceed, the NUL included. */
#define MORPHOLOGY_SIZE 128

/** Writes the features of a word, "Number=Plur|Person=3" in the order of Universal Dependencies, with a NUL; "" when it
 *  has none. Number and person of verbs, case of `you` and `it`, voice, mood and gerunds follow from the tree; where
 * the sentence has none they are the most frequent. */
void morphology_find(const struct parsed_sentence *sentence, uint32_t index, char features[MORPHOLOGY_SIZE]);

#endif
