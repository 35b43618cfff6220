/* language - the chain's language module at work: layers for passages, repair of sentences, and the question whether
 * a text is in the language at all. */
#ifndef REWORD_CORE_LANGUAGE_H
#define REWORD_CORE_LANGUAGE_H

#include "config.h"
#include "edit.h"

struct host_call;
struct language;

/** An instance of the configuration's language module, for one worker. */
rw_status language_open(const struct config *config, struct language **language, rw_error *error);
void language_close(struct language *language);

/** Lays the layers over a passage, to `depth` at least, and the marks of core beside those of the module. */
rw_status language_annotate(struct language *language, struct passage *passage, rw_depth depth, rw_error *error);

/** edit_apply with the module's repair; what the module allocates lives until the call returns. */
rw_status language_apply(struct language *language, const struct passage *passage, struct proposal *const *edits,
                         uint32_t count, struct passage *result, rw_error *error);

/** The features of a sentence's tokens, an entry a token, in `arena`; NULL where the module has none, or no memory is
 *  left: `*status` tells. */
const char *const *language_features(struct language *language, const rw_passage *passage, rw_range sentence,
                                     struct arena *arena, rw_status *status);

/** Lets the plugin that is called ask for the forms of lemmas. */
void language_lend(const struct language *language, struct host_call *call);

/** How much of a text speaks for the language. */
struct language_evidence {
  uint32_t words;
  uint32_t function_words;
  bool failed; /**< of a text the module could not count, or its counts were impossible: it is not counted */
};

/** Counts a text's words and function words and adds them up. */
void language_count(struct language *language, const char *text, size_t length, struct language_evidence *evidence);

/** Why a passage is not to be taken for the chain's language, in `arena`; NULL when it is. `declared`: the nearest
 *  `lang`, or NULL; `own`: the passage's evidence; `page`: the whole page's. */
const char *language_doubt(const struct language *language, const char *declared, struct language_evidence own,
                           struct language_evidence page, struct arena *arena);

#endif
