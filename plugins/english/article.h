/* article - whether a or an stands before a word, by the sound the word begins with. */
#ifndef ENGLISH_ARTICLE_H
#define ENGLISH_ARTICLE_H

#include <stdint.h>

enum article {
  ARTICLE_UNKNOWN, /**< the word says nothing: it begins with neither letter nor digit */
  ARTICLE_A,
  ARTICLE_AN
};

/** The article for a word of `length` bytes as it is written: numbers by how they are read, words in capitals by their
 *  letters' names unless they are read as words (an FBI agent, a NATO ally). */
enum article article_before(const char *text, uint32_t length);

#endif
