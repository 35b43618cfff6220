/* conllu - treebanks: sentences of files in the CoNLL-U format, https://universaldependencies.org/format.html. Ranges
 * (1-2) and empty nodes (1.1) are passed over, and so are comments. */
#ifndef TRAINER_CONLLU_H
#define TRAINER_CONLLU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct conllu_token {
  const char *form;
  const char *upos, *xpos;
  const char *relation;
  uint32_t head; /**< 0 is the root, 1 the first token */
};

struct conllu_sentence {
  size_t first; /**< its first token's index in the treebank */
  uint32_t count;
};

/** Zero-initialised it is empty. */
struct treebank {
  struct conllu_token *tokens;
  size_t token_count, token_limit;
  struct conllu_sentence *sentences;
  size_t sentence_count, sentence_limit;
  char **texts; /**< what the tokens point into */
  size_t text_count, text_limit;
};

/** Reads a file behind what the treebank holds. Without `labelled` tags, heads and relations may be missing: they are
 * "" and 0. Ends the program with file, line and cause when the file is no good. */
void treebank_read(struct treebank *treebank, const char *path, bool labelled);
void treebank_close(struct treebank *treebank);

#endif
