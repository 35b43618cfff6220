/* document - a page into passages, passages into the page. */
#ifndef REWORD_CORE_DOCUMENT_H
#define REWORD_CORE_DOCUMENT_H

#include "buffer.h"
#include "passage.h"

#include <reword/reword.h>

struct document;

/** No page longer than this is read: offsets are 32 bits, libxml2's are an int. */
#define DOCUMENT_LENGTH_LIMIT ((size_t)1 << 30)

/** How to read a document. */
struct document_options {
  rw_format format;
  const char *encoding;          /**< the caller's label, or NULL */
  const char *const *selections; /**< XPath expressions to evaluate on the page, `selection_count` (at most 64) */
  uint32_t selection_count;
  uint64_t protecting; /**< bit n: selection n protects: its elements' text is PROTECTED, inline elements too */
};

/** Opens a document over bytes that stay the caller's until document_close. Text: blank lines separate passages. Lines:
 *  each line that is not blank is a passage; the chain treats it as a document of its own. */
rw_status document_open(const char *bytes, size_t length, const struct document_options *options,
                        struct document **document, rw_error *error);
void document_close(struct document *document);

/** A warning about the document as a whole (encoding not supported, nesting too deep, …), or NULL. */
const char *document_warning(const struct document *document);

uint32_t document_passage_count(const struct document *document);

/** What is known of a passage without building it. Pointers live as long as the document. */
struct passage_place {
  rw_role role;
  const char *element;  /**< the block element's name, "" for plain text */
  const char *language; /**< the nearest declared `lang`, as written; NULL: none declared */
  size_t start, end;    /**< bytes of the input: the text of the passage with the inline markup around it */
  uint32_t line;        /**< of the start, from 1 */
  uint64_t selected;    /**< bit n: selection n holds the block element or an ancestor of it */
  bool untouched;       /**< translate="no", notranslate, contenteditable, …: never rewritten */
  const char *reason;   /**< of untouched: why; static */
  bool quotation;       /**< inside a block quotation */
};
void document_place(const struct document *document, uint32_t number, struct passage_place *place);

/** The path of a passage's block element from the root, for the log: "/html/body/p[3]"; "" for plain text. Made anew
 *  in `arena`; NULL: no memory. */
const char *document_path(const struct document *document, uint32_t number, struct arena *arena);

/** Builds passage `number` as it stands on the page: text, segments, items. `passage` is initialised here and freed by
 *  the caller. Thread-safe for different `passage`s. */
rw_status document_passage(const struct document *document, uint32_t number, struct passage *passage, rw_error *error);

/** Puts a rewritten passage in place of passage `number`. Verifies first that the bytes it gives, cut and decoded
 *  anew, hold the same non-text lexemes and exactly the wanted text (invariant I4), repairing seams by escaping; when
 *  that fails: RW_FAILED with the reason, and the page keeps the passage it had. Thread-safe for different numbers. */
rw_status document_replace(struct document *document, uint32_t number, const struct passage *passage, rw_error *error);

/** Lets go of what is needed to read and replace passages, the most of a document's memory. Only document_warning,
 *  document_render and document_close may be called from then on. */
void document_end_reading(struct document *document);

/** Appends the page, in its own encoding: untouched bytes as they were, replaced passages in place. */
rw_status document_render(const struct document *document, struct buffer *out, rw_error *error);

/** Whether an XPath expression is good, for the configuration: RW_OK, or RW_INVALID with libxml2's reason. */
rw_status document_check_xpath(const char *expression, rw_error *error);

#endif
