/* sample - passages made from marked text, and what a page would look like after edits, for the tests of the rooms
 * between the page and the language.
 *
 * Marked text: `<b>` and `</b>` are an element, `[...]` an anchor, `{...}` a barrier, `@` an image; the rest is text.
 * The marked text itself is the page: segments and items say which of its bytes they are. */
#ifndef REWORD_TESTS_SAMPLE_H
#define REWORD_TESTS_SAMPLE_H

#include "edit.h"

/** A passage from marked text, with tokens (words; each sign alone), sentences (to . ! ?, with a title's breaks kept)
 *  and `marks`. Ends the test when anything fails. */
void sample_open(struct passage *passage, const char *marked, const struct byte_mark *marks, uint32_t mark_count);

/** Lays the same layers over a passage that was composed. */
void sample_annotate(struct passage *passage, const struct byte_mark *marks, uint32_t mark_count);

/** The page of a passage made from `marked`: items from there, text as it is. malloc'ed. */
char *sample_render(const struct passage *passage, const char *marked);

/** A language module's surface: a blank but before a sign other than `(`, a capital at the start and none for a word
 *  that was first, a and an. */
rw_status sample_surface(void *instance, rw_word *words, uint32_t count, const rw_host *host);

/** The host's table that sample_surface needs; what it allocates lives in the arena. */
rw_host sample_host(struct arena *arena);

/** An edit of a passage from its notation, copied to the arena: the range of tokens, then its pieces. `2..4` are tokens
 *  2 to 4; `2..4 = 4 new:2..3` keeps token 4 first, then has "new" stand for 2 and 3. `-3` drops, `+was_then` is text
 * that stands for nothing. */
struct proposal *sample_edit(const struct passage *passage, const char *notation, struct arena *arena);

#endif
