/* conllu - CoNLL-U, the format of the Universal Dependencies treebanks: reading tokens from it, writing sentences in
 * it. https://universaldependencies.org/format.html */
#ifndef REWORD_CORE_CONLLU_H
#define REWORD_CORE_CONLLU_H

#include "buffer.h"
#include "passage.h"

#include <reword/reword.h>

/** A file that is read from its start to its end. The bytes are the caller's. */
struct conllu_reader {
  const char *name; /**< for messages */
  const char *bytes;
  size_t length;
  size_t at;     /**< 0 at first: what is read next */
  uint32_t line; /**< 0 at first: how many lines were read */
};

/** Bytes of the file. */
struct conllu_lines {
  size_t start, end;
};

/** A batch of sentences: their words as a text with a blank behind each word but those with SpaceAfter=No. Empty when
 *  zeroed; let go of it with conllu_batch_free. */
struct conllu_batch {
  struct buffer text;
  rw_range *tokens;            /**< bytes of the text */
  struct conllu_lines *ranges; /**< per token: the line before it that joins it to the next ("1-2"), or none */
  uint32_t token_count, token_capacity;
  rw_range *sentences;           /**< of tokens */
  struct conllu_lines *comments; /**< per sentence: the lines with # before it */
  uint32_t sentence_count, sentence_capacity;
};

/** Reads the next sentences, some thousand words of them or one sentence that is longer, in place of what the batch
 *  held; none at the end of the file. Only identifiers, forms and SpaceAfter=No are looked at; nodes of ellipsis
 * ("8.1") are left out. A malformed line gives RW_BAD_DATA with file, line and reason. */
rw_status conllu_read(struct conllu_reader *reader, struct conllu_batch *batch, rw_error *error);
void conllu_batch_free(struct conllu_batch *batch);

/** The names of a language module's tags and relations. */
struct conllu_names {
  const rw_language *language;
  uint32_t universal_tag_count, tag_count, relation_count;
  bool probabilities; /**< conllu_write_words writes them, too */
};
struct conllu_names conllu_names_of(const rw_language *language);

/** The layers of a token as names: "_" for what the module does not name. */
const char *conllu_universal_tag(const struct conllu_names *names, const rw_passage *passage, uint32_t token);
const char *conllu_tag(const struct conllu_names *names, const rw_passage *passage, uint32_t token);
const char *conllu_relation(const struct conllu_names *names, const rw_passage *passage, uint32_t token);

/** Appends the text of a sentence: one blank for those between two tokens, however many there are. */
void conllu_write_text(const rw_passage *passage, rw_range sentence, struct buffer *out);

/** Appends the words of a sentence, a line each, and the empty line behind it. `features`: an entry a token, or NULL;
 *  `batch`: what the words were read from, with the file's bytes, when lines that join words are to come back; else
 *  NULL. MISC says by `Mark` why a word is protected: "Mark=Name,Quotation". */
void conllu_write_words(const struct conllu_names *names, const struct passage *passage, rw_range sentence,
                        const char *const *features, const struct conllu_batch *batch, const char *bytes,
                        struct buffer *out);

#endif
