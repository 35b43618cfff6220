/* output - the pieces of an edit, put together word by word. */
#ifndef VOICE_OUTPUT_H
#define VOICE_OUTPUT_H

#include "verb_group.h"

/** Pieces in the host's memory. A piece that does not fit, for there is always room, or a text that is NULL makes it
 *  fail. */
struct output {
  const struct sentence *sentence;
  rw_piece *pieces;
  uint32_t count, capacity;
  bool failed;
};

/** Room for an edit of the sentence. False: no memory. */
bool output_open(struct output *output, const struct sentence *sentence);

void output_keep(struct output *output, rw_range words);
void output_drop(struct output *output, rw_range words);
void output_new(struct output *output, const char *text);
void output_text(struct output *output, const char *text, uint32_t word);

/** A word of a group in its new form. */
void output_form(struct output *output, const struct verb_form *form, uint32_t word);

/** A noun phrase in another case: a lone pronoun takes the form of "PRP:nominative" or "PRP:accusative". */
void output_phrase(struct output *output, rw_range words, uint32_t head, const char *tag);

/** The words of [from, end) that are in no range of `moved`, those of the group in their new forms. */
void output_rest(struct output *output, const struct verb_group *group, rw_range words, const rw_range *moved,
                 uint32_t moved_count);

/** Proposes what was put together for the words `words`. RW_NO_MEMORY, or RW_OK. */
rw_status output_propose(const struct output *output, rw_range words, double score, const char *why);

/** "passive of 'dismissed', object 'Western criticism'": `before`, the word, `between`, the words, a closing mark. In
 *  the host's memory; NULL when there is none. */
const char *output_why(const struct sentence *sentence, const char *before, uint32_t word, const char *between,
                       rw_range words);

#endif
