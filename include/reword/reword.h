/* reword.h - the library: a configured engine that rewrites documents.
 *
 *     rw_engine *engine = NULL;
 *     rw_error error;
 *     if (rw_engine_open(&(rw_settings){.size = sizeof(rw_settings)}, &engine, &error) != RW_OK) …
 *     rw_result *result = NULL;
 *     if (rw_rewrite(engine, &(rw_input){.size = sizeof(rw_input), .bytes = page, .length = length}, &result, &error)
 *         != RW_OK) …
 *     fwrite(rw_result_bytes(result, &length), 1, length, stdout);
 *     rw_result_free(result);
 *     rw_engine_close(engine);
 *
 * Strings are UTF-8 ended by NUL; a document's bytes are in its own encoding. Nothing prints, nothing exits.
 * Structs that begin with `size` are set up by the caller with size = sizeof; zero in every other field is the default.
 * They grow at their end only: of a caller compiled with an older header the fields it does not know are zero, and of
 * one compiled with a newer header those the library does not know are left out. A size that the struct never had,
 * 0 above all, is RW_INVALID.
 */
#ifndef REWORD_REWORD_H
#define REWORD_REWORD_H

#include <reword/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined __GNUC__
#define RW_PUBLIC __attribute__((visibility("default")))
#else
#define RW_PUBLIC
#endif

/** A failure: what, where, why, and what would be right, in one line without a line end. Owned by the caller. */
#define RW_ERROR_LENGTH 1024
typedef struct rw_error {
  rw_status status;
  char message[RW_ERROR_LENGTH];
} rw_error;

/** What a document is. */
typedef enum rw_format {
  RW_FORMAT_HTML, /**< a page or a fragment of one */
  RW_FORMAT_TEXT, /**< plain text; blank lines separate passages */
  RW_FORMAT_LINES /**< plain text; each line is a document of its own */
} rw_format;

/** A chain configured and its modules loaded. Unchanging: any number of threads may use one at once. */
typedef struct rw_engine rw_engine;

/** What came of one document. Belongs to one thread at a time. */
typedef struct rw_result rw_result;

typedef struct rw_settings {
  size_t size;
  const char *config_path; /**< a configuration file; NULL: the built-in configuration */
  const char *chain;       /**< a chain in the configuration's grammar ("[synonym]") that replaces its chains and rules;
                                NULL: none */
  const char *const *plugin_paths; /**< folders to look for plugins in first, `plugin_path_count` of them */
  size_t plugin_path_count;
  bool seed_given;
  uint64_t seed;    /**< in place of the configuration's, when seed_given */
  uint32_t threads; /**< how many threads one rw_rewrite may work with, the calling one among them; 0 or 1: it alone;
                         more than 256 are not made. The result is the same for every number. Threads that are started
                         take no signals and are gone when the call returns */
} rw_settings;

/** Reads the configuration, loads the modules it names, makes the chains. `*engine` is NULL on failure. */
RW_PUBLIC rw_status rw_engine_open(const rw_settings *settings, rw_engine **engine, rw_error *error);
RW_PUBLIC void rw_engine_close(rw_engine *engine);

typedef struct rw_input {
  size_t size;
  const char *name;  /**< for messages and the log; NULL: "-" */
  const char *bytes; /**< borrowed until the result is freed; may be NULL where `length` is 0 */
  size_t length;
  rw_format format;
  const char *encoding; /**< a label from outside (an HTTP header); NULL: found from the bytes */
} rw_input;

/** Rewrites a document. `*result` is NULL on failure. A document that cannot be rewritten for a reason of its own (an
 *  encoding that is not supported, say) comes back unchanged with RW_OK and a warning. */
RW_PUBLIC rw_status rw_rewrite(rw_engine *engine, const rw_input *input, rw_result **result, rw_error *error);

/** The document rewritten, in its own encoding; lives as long as the result. */
RW_PUBLIC const char *rw_result_bytes(const rw_result *result, size_t *length);

/** How many edits were applied, refused by a guard, and passed over. No more than `size` bytes are written. */
typedef struct rw_counts {
  size_t size;
  uint64_t passages, selected, changed;   /**< passages: all, given to a chain, changed */
  uint64_t applied, refused, passed_over; /**< edits */
} rw_counts;
RW_PUBLIC void rw_result_counts(const rw_result *result, rw_counts *counts);

/** Warnings, one a call from 0 up; NULL past the last. Each is given once, and no more than the first 100. */
RW_PUBLIC const char *rw_result_warning(const rw_result *result, size_t number);

/** The edits as JSON Lines, as reword(1) describes them under --edits. malloc'ed; the caller frees. NULL: no memory. */
RW_PUBLIC char *rw_result_edits(const rw_result *result, size_t *length);

/** The word difference of every changed passage, for people: [-gone-] and {+new+}, or coloured with `color`.
 *  malloc'ed; the caller frees. NULL: no memory. */
RW_PUBLIC char *rw_result_difference(const rw_result *result, bool color, size_t *length);

RW_PUBLIC void rw_result_free(rw_result *result);

/** How a document is analysed. */
typedef struct rw_analysis {
  size_t size;
  bool conllu; /**< the input is CoNLL-U, whatever its format says: its words and sentences are kept as they are */
  bool tree;   /**< draw each sentence's tree, for people, in place of CoNLL-U */
  bool probabilities; /**< MISC tells how sure tag and head are: TagProbability, HeadProbability, 0 to 1 */
} rw_analysis;

/** What plugins see of a document: sentences, tokens, tags, lemmas, heads and relations, as CoNLL-U
 *  (https://universaldependencies.org/format.html) or drawn. Text that is never rewritten is left out. malloc'ed text
 *  of `*length` bytes; the caller frees. NULL on failure. */
RW_PUBLIC rw_status rw_analyze(rw_engine *engine, const rw_input *input, const rw_analysis *analysis, char **text,
                               size_t *length, rw_error *error);

/** The forms of words in an engine's language. Belongs to one thread at a time; the engine must outlive it. */
typedef struct rw_inflector rw_inflector;

/** `*inflector` is NULL on failure. */
RW_PUBLIC rw_status rw_inflector_open(const rw_engine *engine, rw_inflector **inflector, rw_error *error);
RW_PUBLIC void rw_inflector_close(rw_inflector *inflector);

/** The form of a lemma for a tag of the language, as rw_host.inflect: for English a tag of the Penn Treebank, which may
 *  go on with person and number, "VBD:3p". NULL: it has none, the tag is unknown, or no memory is left. Lives until the
 *  next call. */
RW_PUBLIC const char *rw_inflect(rw_inflector *inflector, const char *lemma, const char *tag);

/** The plugins that can be found, one a line: name, kind, version, summary, file, and what each shadows. Modules that
 *  cannot be loaded are listed with the reason. Takes the plugin paths of `settings` and its configuration.
 *  malloc'ed text; the caller frees. */
RW_PUBLIC rw_status rw_plugins(const rw_settings *settings, char **text, rw_error *error);

/** A plugin's summary, licence and options: for people, or as JSON. malloc'ed; the caller frees. */
RW_PUBLIC rw_status rw_describe(const rw_settings *settings, const char *name, bool json, char **text, rw_error *error);

/** The text of the built-in configuration. Static. */
RW_PUBLIC const char *rw_builtin_config(void);

/** The version of the library: "0.1.0". Static. */
RW_PUBLIC const char *rw_version(void);

#ifdef __cplusplus
}
#endif

#endif
