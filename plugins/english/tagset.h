/* tagset - the names a passage's tags and relations may have: those of the English treebanks of Universal Dependencies.
 * A passage holds places in these lists; the model holds names, so that the two meet whatever a model was trained on.
 */
#ifndef ENGLISH_TAGSET_H
#define ENGLISH_TAGSET_H

#include <stddef.h>
#include <stdint.h>

/** Names, each list ended by NULL. */
extern const char *const tagset_universal[]; /**< https://universaldependencies.org/u/pos/ */
extern const char *const tagset_tags[];      /**< Penn Treebank, with the additions of EWT and GUM */
extern const char *const tagset_relations[]; /**< https://universaldependencies.org/en/dep/, and older treebanks' */

#define TAGSET_ABSENT UINT32_MAX
/** The place of a name of `length` bytes in one of these lists, or TAGSET_ABSENT. */
uint32_t tagset_find(const char *const *names, const char *name, size_t length);

#endif
