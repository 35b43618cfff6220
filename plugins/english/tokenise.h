/* tokenise - a text into tokens by the habits of the English Universal Dependencies treebanks (EWT, GUM).
 *
 * Words, numbers and addresses stay whole, punctuation stands alone, contractions, possessives and most hyphenated
 * words are split: do|n't, can|not, John|'s, well|-|known. Every byte that is no blank lies in one token. */
#ifndef ENGLISH_TOKENISE_H
#define ENGLISH_TOKENISE_H

#include <stdbool.h>
#include <stdint.h>

enum token_kind {
  TOKEN_WORD,         /**< letters, perhaps with digits; contracted parts too */
  TOKEN_ABBREVIATION, /**< ends with a stop that belongs to it: "Mr.", "U.S.", "J." */
  TOKEN_NUMBER,       /**< begins with a digit, or with a sign, a point or an apostrophe before one */
  TOKEN_ADDRESS,      /**< URL, e-mail address, handle, hashtag, domain, file name or path */
  TOKEN_STOP,         /**< what may end a sentence: ".", "?!", "...", emoticons */
  TOKEN_PUNCTUATION,  /**< other punctuation, symbols */
  TOKEN_OBJECT        /**< U+FFFC */
};

struct token {
  uint32_t start, end; /**< bytes of the text */
  enum token_kind kind;
};

/** Tokens in the order of the text. Empty when zeroed; let go of it with token_list_free. */
struct token_list {
  struct token *items;
  uint32_t count;
  uint32_t capacity;
  bool failed; /**< an allocation failed; the list is of no use then */
};

/** Appends the tokens of a text. Takes time linear in its length. */
void tokenise(const char *text, uint32_t length, struct token_list *tokens);
void token_list_free(struct token_list *tokens);

#endif
