/* inflect - the form of a lemma for a tag. */
#ifndef ENGLISH_INFLECT_H
#define ENGLISH_INFLECT_H

#include "spelling.h"

/** Writes the form of a lemma for a tag of the Penn Treebank, with a NUL, into `form` of `size` bytes. False: the tag
 *  inflects nothing, the lemma has no such form, or it is too long for `form`.
 *
 *  The lemma may have capitals, hyphens and blanks: "double-check" is inflected at its last part, "carry out" at its
 *  first, "attorney general" and "mother-in-law" at their nouns. Its capitals stay.
 *
 *  Verbs: VB VBZ VBD VBN VBG VBP. Where person and number matter the tag goes on with them, ":1s" to ":3p": be is "am"
 *  for VBP:1s, "were" for VBD:3p; VBP:3s is VBZ. Without them VBP is the plural and VBD the third person singular.
 *  Modals: MD leaves the lemma, MD:past is could, might, should, would.
 *  Nouns: NN NNS NNP NNPS. Adjectives and adverbs: JJ JJR JJS, RB RBR RBS; "more" and "most" where they take no ending.
 *  Pronouns, given in any case: PRP:nominative, PRP:accusative, PRP:reflexive, PRP:possessive (mine), PRP$ (my). */
bool inflect(const char *lemma, const char *tag, enum spelling spelling, char *form, size_t size);

/** The form of be for a person (1..3) and number, of the past or the present. Static. */
const char *inflect_be(int person, bool plural, bool past);

#endif
