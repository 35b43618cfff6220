/* report - what was decided and why: the log of edits (JSON Lines), the word difference, counts, warnings. */
#ifndef REWORD_CORE_REPORT_H
#define REWORD_CORE_REPORT_H

#include "buffer.h"
#include "edit.h"

/** Where a passage stands, for the log. Copied by the report. */
struct report_passage {
  uint32_t number;
  size_t start, end; /**< bytes of the input */
  uint32_t line;     /**< from 1 */
  const char *path;
};

struct report;

/** A report on one document named `input`. NULL: no memory. Failures to record stick: report_failed tells. */
struct report *report_open(const char *input);
void report_close(struct report *report);
bool report_failed(const struct report *report);

/** The name of the document. */
const char *report_input(const struct report *report);

/** Adds what `part` holds, a report on other passages of the same document, each passage in its place among those that
 *  are there, and takes `part` over. Both were recorded in the order of the passages. */
void report_merge(struct report *report, struct report *part);

/** Opens the record of a passage; what follows belongs to it. `selected`: a chain was found for it. */
void report_passage(struct report *report, const struct report_passage *passage, bool selected);

/** Records a proposal's outcome, by its state. Everything is copied. */
void report_proposal(struct report *report, const char *strategy, const struct proposal *proposal);

/** Records that a passage, or a strategy on it, was left alone as a whole, with the reason. `strategy` may be NULL. */
void report_left_alone(struct report *report, const char *strategy, const char *reason);

/** Records a passage's text before and after its chain, when they differ. */
void report_change(struct report *report, const char *before, const char *after);

/** The most warnings that a report keeps. */
#define REPORT_WARNING_LIMIT 100

/** Adds a warning about the document, or the passage at hand when it is one to itself. One that was given before is not
 *  repeated, and one past the limit is left out. */
void report_warning(struct report *report, const char *format, ...)
#if defined __GNUC__
    __attribute__((format(printf, 2, 3)))
#endif
    ;

const char *report_get_warning(const struct report *report, size_t number);
void report_counts(const struct report *report, rw_counts *counts);

/** The log as JSON Lines: one object an edit with input, passage {number, start, end, path}, before, after, strategy,
 *  pieces, score, why, state ("applied", "refused", "passed over"), reason. */
void report_edits(const struct report *report, struct buffer *out);

/** The word difference of every changed passage under a line "input:line: path". */
void report_difference(const struct report *report, bool color, struct buffer *out);

#endif
