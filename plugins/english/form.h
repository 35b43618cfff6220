/* form - a word as the inflector and the lemmatiser handle it, and endings of words.
 *
 * Words are UTF-8, in lower case unless a comment says otherwise. */
#ifndef ENGLISH_FORM_H
#define ENGLISH_FORM_H

#include "words.h"

/** A word with its NUL. Longer words have no forms. */
#define FORM_SIZE 96
struct form {
  char text[FORM_SIZE]; /**< "": there is no such form */
};

/** A word_list over an array of strings, sorted by strcmp. */
#define FORM_LIST(array)                                                                                               \
  {                                                                                                                    \
    array, sizeof(array) / sizeof *(array)                                                                             \
  }

/** Whether an array of strings, sorted by strcmp, holds a word. */
#define FORM_LISTED(array, word) word_listed(&(const struct word_list)FORM_LIST(array), word)

/** The first `length` bytes of `word` with `ending` behind them; "" when that is too long. */
struct form form_join(const char *word, size_t length, const char *ending);

/** A word whole; "" when it is too long. */
struct form form_of(const char *word);

/** Of alternatives written "first second third" the one at `place`, from 0; "" past the last. */
struct form form_alternative(const char *alternatives, unsigned place);

/** Whether `word` has `ending`, or is it. */
bool form_ends(const char *word, const char *ending);

/** How much of a word the longest of the listed endings covers; 0 when it has none. A list may hold whole words,
 *  written "<word": they cover more than any ending. */
size_t form_covered(const struct word_list *endings, const char *word);

/** Whether an ASCII letter is a, e, i, o or u. */
bool letter_is_vowel(char letter);

/** Whether a byte is an ASCII digit. */
bool letter_is_digit(char byte);

/** How many stretches of vowels a word has, y among them but at its start: about as many as syllables. */
unsigned form_vowel_groups(const char *word);

#endif
