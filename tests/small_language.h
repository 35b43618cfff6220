/* small_language - a language module for tests: tokens are words and single punctuation marks, a stop ends a sentence,
 * a capital inside a sentence makes a name, "not" negates, words of one or two letters are function words. Its repair
 * puts a blank before every word and none before a mark, and changes nothing else. */
#ifndef REWORD_TESTS_SMALL_LANGUAGE_H
#define REWORD_TESTS_SMALL_LANGUAGE_H

#include <reword/plugin.h>

/** The module, as a configuration names it. */
extern const struct module small_language;

/** Its callbacks alone, for a module of another name; they make no use of the instance. */
extern const rw_language small_language_calls;

#endif
