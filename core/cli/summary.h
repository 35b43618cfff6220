/* summary - what became of a run, counted. */
#ifndef REWORD_CLI_SUMMARY_H
#define REWORD_CLI_SUMMARY_H

#include <reword/reword.h>

/** Zero-initialised it is that of a run in which nothing was done yet. */
struct summary {
  uint64_t done;    /**< inputs (files or lines), those that changed or failed among them */
  uint64_t changed; /**< inputs */
  uint64_t failed;  /**< inputs */
  rw_counts counts;
};

/** Adds what became of one document. */
void summary_add(struct summary *summary, const rw_counts *counts);

/** Says all of it on standard error; `inputs` is what they are: "files". */
void summary_show(const struct summary *summary, const char *inputs);

#endif
