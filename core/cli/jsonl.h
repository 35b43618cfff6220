/* jsonl - documents as lines of JSON: one object in, one object out.
 *
 * {"id": …, "html" or "text": "…"} is answered by the same object with the document rewritten and "edits", the log of
 * its edits as an array; what is wrong with a line, by {"id": …, "error": "…"}. */
#ifndef REWORD_CLI_JSONL_H
#define REWORD_CLI_JSONL_H

#include "members.h"
#include "text.h"

#include <reword/reword.h>

#include <stdint.h>

/** A longer line is not read (bytes, without the line end). */
#define JSONL_LINE_LIMIT ((size_t)64 << 20)

/** An id takes no more bytes than this as it is written in the line: every edit of the log repeats it. */
#define JSONL_ID_LIMIT 1024

/** A line to be answered. */
struct jsonl_question {
  struct span line;
  const char *file; /**< that the line is from, for messages; NULL when there is but one */
  uint64_t number;  /**< of the line in its file, from 1 */
};

/** The answer to a line. Zero-initialised, then used again for any number of lines. */
struct jsonl_answer {
  struct text line;     /**< one object and a line end, in UTF-8 */
  struct text log;      /**< its edits as JSON Lines */
  struct text warnings; /**< each for people, ended by NUL */
  rw_counts counts;
  bool refused; /**< the line is answered by an error */
  bool changed; /**< the document is */
};

/** Whether there is anything in a line: one of nothing but blanks gets no answer. */
bool jsonl_is_empty(struct span line);

/** Answers a line. Any number of threads may do so at once, after json_object_seed was called once. */
void jsonl_answer(rw_engine *engine, const struct jsonl_question *question, struct jsonl_answer *answer);

/** Answers a line that could not be read, for a reason like "it is too long". */
void jsonl_refuse(const struct jsonl_question *question, const char *reason, struct jsonl_answer *answer);

void jsonl_answer_free(struct jsonl_answer *answer);

#endif
