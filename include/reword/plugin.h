/* plugin.h - the whole contract between reword and its plugins.
 *
 * A plugin is a shared module that exports one constant descriptor named `rw_plugin`. It includes this header and
 * links to nothing of reword: what it needs from the host comes as a table of calls, `rw_host`, with every callback.
 *
 * Text is UTF-8 everywhere. Text offsets count bytes, token ranges count tokens, and every range is half-open.
 *
 * Growth: structs that begin with `size` grow at their end only, and `size` holds sizeof as its maker compiled it;
 * read a field of such a struct only if it lies below `size`. The small structs without it (rw_range, rw_mark,
 * rw_inline, rw_piece, rw_word, rw_list) are frozen. RW_ABI changes when a promise of this header breaks.
 *
 * Threads: the host may run different instances of one plugin at once. Calls on one instance never overlap. A plugin
 * keeps no writable static data; what it learns it keeps in its instance.
 *
 * Lifetime: unless a comment says otherwise, what a callback is given lives until the callback returns, and what
 * `rw_host.allocate` returns lives until the host has used the callback's answer: in `create` as long as the
 * instance, in `survey` until the next survey, in `annotate` as long as the passage.
 */
#ifndef REWORD_PLUGIN_H
#define REWORD_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The number a descriptor states in `abi`; the host loads no other. Until version 1.0 it may change at any release. */
#define RW_ABI 1

/** No token, no passage, no element. */
#define RW_NONE UINT32_MAX

/** Stands in a passage's text for an image or another element that shows something but holds no words. */
#define RW_OBJECT "\xEF\xBF\xBC" /* U+FFFC OBJECT REPLACEMENT CHARACTER */

/** What a callback answers. Anything but RW_OK is a failure; say why with `rw_host.failure`. */
typedef enum rw_status {
  RW_OK = 0,
  RW_NO_MEMORY, /**< an allocation failed */
  RW_INVALID,   /**< an argument, option or configuration is wrong */
  RW_NO_FILE,   /**< a file or folder cannot be read or written */
  RW_BAD_DATA,  /**< a file was read, but what it says is wrong */
  RW_FAILED     /**< anything else */
} rw_status;

/** A half-open range: of bytes of a text, or of tokens of a passage, as the place it stands in says. */
typedef struct rw_range {
  uint32_t start;
  uint32_t end;
} rw_range;

/* ---- Options ------------------------------------------------------------------------------------------------- */

/** The type of an option, and how its value lies in the instance. */
typedef enum rw_type {
  RW_TYPE_BOOL,   /**< bool */
  RW_TYPE_INT,    /**< int64_t */
  RW_TYPE_REAL,   /**< double */
  RW_TYPE_ENUM,   /**< int: the index into `values` */
  RW_TYPE_STRING, /**< const char *, owned by the host, lives as long as the instance; NULL when not given */
  RW_TYPE_PATH,   /**< const char *, as string; made absolute, relative to the folder of the configuration file */
  RW_TYPE_RECORD  /**< a struct of `record_size` bytes, described by the table `record` */
} rw_type;

/** A list option's value: `count` items of the option's type, side by side. Owned by the host. */
typedef struct rw_list {
  uint32_t count;
  const void *items;
} rw_list;

/** One option of a plugin. A table of them ends with a row whose `name` is NULL. The host parses, checks and
 *  documents options from this table; a plugin finds the finished values in its instance. */
typedef struct rw_option {
  const char *name;         /**< lower case, words joined by `-` */
  rw_type type;
  bool list;                /**< the value is an rw_list of `type`; one value alone is a list of one */
  size_t offset;            /**< where the value lies in the instance: offsetof */
  const char *preset;       /**< the default, as it would be written in the configuration; NULL: zero, empty, none */
  double minimum, maximum;  /**< of int and real, both included; both 0: no bound */
  const char *const *values; /**< of enum: the words, ended by NULL */
  const struct rw_option *record; /**< of record: its own table */
  size_t record_size;       /**< of record: sizeof its struct */
  const char *help;         /**< one line, no full stop */
} rw_option;

/* ---- Passages ------------------------------------------------------------------------------------------------ */

/** How deep a passage is analysed. Each depth holds those before it. */
typedef enum rw_depth {
  RW_DEPTH_TEXT,        /**< the text alone */
  RW_DEPTH_TOKENS,      /**< tokens, sentences, marks */
  RW_DEPTH_TAGS,        /**< parts of speech, features, lemmas */
  RW_DEPTH_DEPENDENCIES /**< heads and relations */
} rw_depth;

/** What part a passage plays on its page. */
typedef enum rw_role {
  RW_ROLE_PARAGRAPH, /**< anything that is none of the others */
  RW_ROLE_TITLE,     /**< the page's title element */
  RW_ROLE_HEADING,   /**< h1 to h6 */
  RW_ROLE_ITEM,      /**< an item of a list */
  RW_ROLE_CELL,      /**< a cell of a table */
  RW_ROLE_CAPTION    /**< a caption of a figure or table */
} rw_role;

/** Why tokens are protected. What each kind forbids, the host enforces on every edit. */
typedef enum rw_mark_kind {
  RW_MARK_NUMBER,    /**< digits or number words: keep their characters, may move */
  RW_MARK_NAME,      /**< a name: keeps its characters, may move */
  RW_MARK_ADDRESS,   /**< URL, e-mail address, handle, hashtag: keeps its characters, may move */
  RW_MARK_TERM,      /**< a term of the configuration: keeps its characters, may move as a block */
  RW_MARK_QUOTATION, /**< text in quotation marks: keeps its words, moves as a block or not at all */
  RW_MARK_PROTECTED, /**< translate="no", code, another language, the configuration's `protect`: moves as a block */
  RW_MARK_FIXED,     /**< neither changes nor moves: what the host could not read with certainty */
  RW_MARK_NEGATION   /**< a word that negates: an edit keeps the number of them in its sentence */
} rw_mark_kind;

/** Tokens that are protected, and why. */
typedef struct rw_mark {
  rw_range tokens;
  uint32_t kind; /**< rw_mark_kind */
} rw_mark;

/** An inline element of the page and the tokens it wraps. */
typedef struct rw_inline {
  rw_range tokens;
  const char *name; /**< lower case: "a", "strong" */
} rw_inline;

/** A block-level stretch of text with its layers, read-only. Layers below the depth it was analysed to are filled,
 *  the others are NULL. Arrays of a token layer have `token_count` entries. */
typedef struct rw_passage {
  size_t size;
  const char *text; /**< ended by NUL; blanks and line breaks as on the page; RW_OBJECT for images */
  uint32_t text_length;  /**< bytes */
  uint32_t number;       /**< its place among the document's passages, from 0 */
  const char *element;   /**< the block element it stands in, lower case ("p"); "" for plain text */
  rw_role role;
  const rw_inline *inlines;
  uint32_t inline_count;

  const rw_range *tokens; /**< bytes of text, in order, never overlapping; only blanks lie between them */
  uint32_t token_count;
  const rw_range *sentences; /**< ranges of tokens, in order, without gaps */
  uint32_t sentence_count;
  const rw_mark *marks; /**< sorted by first token; they may overlap */
  uint32_t mark_count;

  const uint8_t *universal_tag;  /**< index into rw_language.universal_tags */
  const uint16_t *tag;           /**< index into rw_language.tags */
  const char *const *lemma;
  const float *tag_probability;  /**< 0..1 */
  const uint32_t *head;          /**< token of the passage; RW_NONE for a sentence's root */
  const uint16_t *relation;      /**< index into rw_language.relations */
  const float *head_probability; /**< 0..1 */
} rw_passage;

/** A document as `survey` sees it. */
typedef struct rw_document {
  size_t size;
  uint32_t passage_count;
  uint64_t seed; /**< the configuration's */
} rw_document;

/* ---- Edits --------------------------------------------------------------------------------------------------- */

typedef enum rw_piece_kind {
  RW_KEEP, /**< these tokens, in order, unchanged */
  RW_TEXT, /**< new text; with tokens it stands for them and inherits their markup, without it stands for nothing */
  RW_DROP  /**< these tokens go: the only way to delete */
} rw_piece_kind;

/** One piece of what replaces a range of tokens. */
typedef struct rw_piece {
  rw_piece_kind kind;
  rw_range tokens;  /**< of the passage; start == end: none (TEXT only) */
  const char *text; /**< of TEXT: UTF-8 ended by NUL, words separated by single blanks; else NULL */
} rw_piece;

#define RW_KEEP_TOKENS(first, end) {RW_KEEP, {(first), (end)}, NULL}
#define RW_TEXT_FOR(string, first, end) {RW_TEXT, {(first), (end)}, (string)}
#define RW_TEXT_NEW(string) {RW_TEXT, {0, 0}, (string)}
#define RW_DROP_TOKENS(first, end) {RW_DROP, {(first), (end)}, NULL}

/** A proposal: these tokens become these pieces. Every token of the range is named by exactly one piece. Blanks,
 *  capitals at the start of a sentence and the choice of a or an are repaired by the language module. */
typedef struct rw_edit {
  size_t size;
  rw_range tokens;
  const rw_piece *pieces;
  uint32_t piece_count;
  double score;    /**< 0..1: how sure the strategy is that a careful editor would accept the result */
  const char *why; /**< a phrase that a person understands: "passive of 'dismissed'" */
} rw_edit;

/* ---- The host's calls ---------------------------------------------------------------------------------------- */

/** The calls a plugin may make, given to every callback. Pass the table itself as the first argument. Valid until the
 *  callback returns; do not keep it. */
typedef struct rw_host rw_host;
struct rw_host {
  size_t size;
  void *context; /**< the host's own */

  /** Zeroed memory for `bytes` bytes, aligned for any type, freed by the host (see Lifetime above). NULL: none left;
   *  answer RW_NO_MEMORY then. */
  void *(*allocate)(const rw_host *host, size_t bytes);

  /** Sets the message of a failure, as printf, and returns `status`: `return host->failure(host, RW_BAD_DATA, "…");` */
  rw_status (*failure)(const rw_host *host, rw_status status, const char *format, ...)
#if defined __GNUC__
      __attribute__((format(printf, 3, 4)))
#endif
      ;

  /** The absolute path of a data file by its name ("synonym/phrases.txt"): looked for in REWORD_DATA_PATH, the build
   *  tree, the installed data folder. NULL when there is none. Lives as `allocate`. */
  const char *(*data_path)(const rw_host *host, const char *name);

  /** Proposes an edit; only in `transform`. The edit and all it points to are copied. RW_INVALID when the edit itself
   *  is malformed (the host logs the reason; go on with the next), RW_NO_MEMORY when none is left. */
  rw_status (*propose)(const rw_host *host, const rw_edit *edit);

  /** A number that depends on the seed, the strategy and the `length` bytes at `data` alone: equal on every machine. */
  uint64_t (*random)(const rw_host *host, const void *data, size_t length);

  /** A passage of the document by its number, analysed to RW_DEPTH_TEXT at least; in `survey`, and in `transform` for
   *  the source text of neighbours. NULL past the end. Valid until the next call of `passage` or the callback's end. */
  const rw_passage *(*passage)(const rw_host *host, uint32_t number);

  /** The form of `lemma` for the tag named `tag` (Penn Treebank for English, which may go on with person and number,
   *  "VBP:1s", or a pronoun's case, "PRP:accusative"), in the chain's language and spelling.
   *  NULL when the language module has no such form. Lives as `allocate`. */
  const char *(*inflect)(const rw_host *host, const char *lemma, const char *tag);

  /** The chain's language module, for the names of its tags and relations; its functions are the host's to call. NULL
   *  where `inflect` is of no use. Constant. */
  const struct rw_language *language;

  /** The person and number that a verb takes whose subject has the token `subject` for its head, as `inflect` takes
   *  them behind a tag: "1s" to "3p". NULL when both numbers are good, when the sentence does not say, or when the
   *  language module cannot tell. The passage is analysed to its dependencies. Constant. */
  const char *(*agreement)(const rw_host *host, const rw_passage *passage, uint32_t subject);
};

/* ---- Strategies ---------------------------------------------------------------------------------------------- */

/** What a strategy does with a document. `transform` is a pure function of the passage, its neighbours' source text,
 *  the survey, the options and the seed: the order in which passages come must not matter. */
typedef struct rw_strategy {
  size_t size;

  /** MAY be NULL. Called once per document before any transform. */
  rw_status (*survey)(void *instance, const rw_document *document, const rw_host *host);

  /** MUST be there. Proposes edits for one passage, all it can; the host picks. A failure costs the passage nothing. */
  rw_status (*transform)(void *instance, const rw_passage *passage, const rw_host *host);
} rw_strategy;

/* ---- Language modules ---------------------------------------------------------------------------------------- */

/** What a language module fills in for a passage. Everything it points to comes from `rw_host.allocate`, which during
 *  `annotate` lives as long as the passage. */
typedef struct rw_annotation {
  size_t size;
  const rw_range *tokens;
  uint32_t token_count;
  const rw_range *sentences;
  uint32_t sentence_count;
  const rw_mark *marks; /**< in any order; the host adds its own and never removes one */
  uint32_t mark_count;
  const uint8_t *universal_tag;
  const uint16_t *tag;
  const char *const *lemma;
  const float *tag_probability;
  const uint32_t *head;
  const uint16_t *relation;
  const float *head_probability;
} rw_annotation;

/** What `annotate` is given. */
typedef struct rw_source {
  size_t size;
  const char *text; /**< ended by NUL */
  uint32_t text_length;
  rw_role role;
  const uint32_t *breaks; /**< bytes of text at which a sentence must end, in order: a title's ` - ` and its like */
  uint32_t break_count;
  const rw_range *tokens; /**< tokens and sentences that are given, and stay as they are; NULL: the module finds them */
  uint32_t token_count;
  const rw_range *sentences;
  uint32_t sentence_count;
} rw_source;

/** What a word of a sentence under repair may become. */
typedef enum rw_gap {
  RW_GAP_UNKNOWN, /**< new neighbours met here: the language module decides between the other two */
  RW_GAP_NONE,    /**< joined to the word before */
  RW_GAP_BLANK    /**< a blank before it */
} rw_gap;

#define RW_WORD_NEW 1u       /**< not on the page: text of an edit */
#define RW_WORD_PROTECTED 2u /**< a name, a number, a quotation, …: only its case at a sentence's start may change */
#define RW_WORD_NAME 4u      /**< a name: keeps its capitals wherever it stands */
#define RW_WORD_FIRST 8u     /**< began its sentence before the edit, so its capital may be the position's */
#define RW_WORD_SMALL 16u    /**< of a sentence that began with a small letter before the edit, and goes on to */

/** A word of a sentence under repair, in its new place. */
typedef struct rw_word {
  const char *text; /**< UTF-8, `length` bytes; the module may point it to another text: see `surface` */
  uint32_t length;
  uint32_t token; /**< the first token it stands for; RW_NONE when it stands for nothing */
  uint32_t gap;   /**< rw_gap before it; the module turns UNKNOWN into one of the others and leaves those alone */
  uint32_t flags; /**< RW_WORD_* */
} rw_word;

/** A language module: the layers of a passage, and the last touch on edited sentences. */
typedef struct rw_language {
  size_t size;
  const char *const *universal_tags; /**< names, ended by NULL: "NOUN"; NULL where the module does not tag */
  const char *const *tags;           /**< names of the language's own tags: "NNS" */
  const char *const *relations;      /**< names of the dependency relations: "nsubj:pass" */

  /** MUST be there. Fills `annotation` for a text, at least to `depth`. The same text, role, breaks and given tokens
   *  give the same layers. Every byte that is no blank lies in a token; each token in one sentence. */
  rw_status (*annotate)(void *instance, const rw_source *source, rw_depth depth, rw_annotation *annotation,
                        const rw_host *host);

  /** MUST be there. Repairs a sentence whose words an edit changed: decides each unknown gap, gives the first word its
   *  capital and takes it from a word that lost its place, chooses a or an. It MUST NOT change anything else; the host
   *  checks, and an edit whose sentence fails the check is refused. */
  rw_status (*surface)(void *instance, rw_word *words, uint32_t count, const rw_host *host);

  /** MUST be there. Counts the words of a text and how many of them are function words of the language (the, of, and):
   *  the host tells by their share whether a text is in the language. */
  rw_status (*recognise)(void *instance, const char *text, size_t length, uint32_t *words, uint32_t *function_words);

  /** MAY be NULL. The form of a lemma for a tag; NULL when it has none. From `rw_host.allocate` or constant. */
  const char *(*inflect)(void *instance, const char *lemma, const char *tag, const rw_host *host);

  /** MAY be NULL. Fills in the features of a sentence's tokens as Universal Dependencies write them,
   *  "Number=Plur|Person=3", "" for none: `features` has an entry a token. The passage is analysed to its
   *  dependencies. From `rw_host.allocate` or constant. */
  rw_status (*features)(void *instance, const rw_passage *passage, rw_range sentence, const char **features,
                        const rw_host *host);

  /** MAY be NULL. What stands behind rw_host.agreement. */
  const char *(*agreement)(void *instance, const rw_passage *passage, uint32_t subject, const rw_host *host);
} rw_language;

/* ---- The descriptor ------------------------------------------------------------------------------------------ */

typedef enum rw_kind {
  RW_KIND_STRATEGY,
  RW_KIND_LANGUAGE
} rw_kind;

/** The one thing a module exports. Constant, and all it points to is constant. No typedef: the object has this name. */
struct rw_plugin {
  uint32_t abi;  /**< RW_ABI */
  uint32_t size; /**< sizeof(struct rw_plugin) */
  rw_kind kind;
  const char *name;     /**< [a-z][a-z0-9_]*, the name of its file and of its step in a chain */
  const char *version;
  const char *summary;  /**< one line, no full stop */
  const char *licence;  /**< SPDX expression */
  const char *language; /**< of a language module: what it analyses; of a strategy: what it serves, NULL for any. BCP 47 */
  rw_depth needs;       /**< how deep its passages must be analysed */
  const rw_option *options; /**< NULL: none */
  size_t instance_size; /**< bytes; the host allocates them zeroed, aligned for any type, and fills in the options */

  /** MAY be NULL. Prepares an instance whose options are filled in: checks them together, loads data files. */
  rw_status (*create)(void *instance, const rw_host *host);

  /** MAY be NULL. Releases what the instance holds. Called once for every `create` that returned RW_OK. */
  void (*destroy)(void *instance);

  const rw_strategy *strategy;        /**< of RW_KIND_STRATEGY */
  const rw_language *language_module; /**< of RW_KIND_LANGUAGE */
};

/** Begins the definition of the descriptor: `RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = { … };` */
#ifdef __cplusplus
#define RW_PLUGIN_EXPORT extern "C"
#elif defined __GNUC__
#define RW_PLUGIN_EXPORT __attribute__((visibility("default")))
#else
#define RW_PLUGIN_EXPORT
#endif

#ifdef __cplusplus
}
#endif

#endif
