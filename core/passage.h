/* passage - one block-level stretch of text with its layers.
 *
 * A passage is made by the document room from a page, or by the edit room from another passage. It holds its text,
 * where every byte of it came from (segments), and what of the page stands between and around its words (items). The
 * language module then lays tokens, sentences, marks and tags over the text. */
#ifndef REWORD_CORE_PASSAGE_H
#define REWORD_CORE_PASSAGE_H

#include "arena.h"
#include "markup.h"
#include "segment.h"

#include <reword/reword.h>

#include <stdbool.h>
#include <stdint.h>

/** Tokens and sentences that come with a text and are kept; not owned. */
struct given_tokens {
  const rw_range *tokens; /**< NULL: none are given */
  uint32_t token_count;
  const rw_range *sentences;
  uint32_t sentence_count;
};

/** A passage. Owns all its arrays through its arena; `view` is what plugins see. Make one with passage_init, let go of
 *  it with passage_free; it may be moved by copying the struct as long as the old one is then forgotten. */
struct passage {
  rw_passage view; /**< text, number, element, role from the start; layers once annotated */
  rw_depth depth;  /**< how deep the layers are */
  struct arena arena;
  struct segment *segments;
  uint32_t segment_count;
  struct item *items;
  uint32_t item_count;
  uint32_t *breaks; /**< bytes of the text at which a sentence must end (a title's parts) */
  uint32_t break_count;
  struct given_tokens given;
  uint32_t *sentence_of; /**< per token: its sentence, from annotation on */
  uint8_t *mark_kinds;   /**< per token: the kinds of its marks, 1 << rw_mark_kind or-ed, from annotation on */
  uint32_t *first_mark;  /**< per token: the first of view.marks that ends behind it, from annotation on */
  struct markup markup;  /**< how the items lie to the tokens, from annotation on */
};

/** An empty passage. */
void passage_init(struct passage *passage);
void passage_free(struct passage *passage);

/** Sets the text, segments and items (all copied), once. When view.role, set before, says that it is a title, computes
 *  the breaks from the text: before and behind each sign that stands between blanks as in ` - `, ` – `, ` — `, ` | `,
 *  ` · `, ` » `. RW_NO_MEMORY or RW_OK. */
rw_status passage_set_text(struct passage *passage, const char *text, uint32_t length, const struct segments *segments,
                           const struct item *items, uint32_t item_count);

/** Takes over a language module's layers after checking them: tokens in order, in bounds, on character boundaries,
 *  covering all that is no blank; sentences a partition of the tokens; marks in bounds; heads within the sentence and
 *  without circles.
 *  Adds `marks` (of the host, in bytes of text) to the module's. Computes view.inlines and sentence_of. RW_FAILED with
 *  the reason when the layers break the contract; the passage has no layers then. */
struct byte_mark {
  rw_range bytes;
  uint32_t kind; /**< rw_mark_kind */
};
rw_status passage_annotated(struct passage *passage, const rw_annotation *annotation, rw_depth depth,
                            const struct byte_mark *marks, uint32_t mark_count, rw_error *error);

/** Whether any mark of a kind in the set (1 << rw_mark_kind, or-ed) touches the tokens. */
bool passage_has_mark(const struct passage *passage, rw_range tokens, unsigned kinds);

/** The bytes of text from the first token of a range to the end of its last; empty for an empty range. */
rw_range passage_bytes(const struct passage *passage, rw_range tokens);

#endif
