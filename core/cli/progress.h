/* progress - one line on standard error that says how far a run has come. */
#ifndef REWORD_CLI_PROGRESS_H
#define REWORD_CLI_PROGRESS_H

#include "summary.h"

#include <time.h>

/** A line that is shown, or not. */
struct progress {
  bool shown;
  uint64_t total; /**< how many inputs there are; 0: nobody knows */
  struct timespec start;
  struct timespec drawn;
};

/** Begins. Nothing is ever drawn when `shown` is false. */
void progress_open(struct progress *progress, bool shown, uint64_t total);

/** Draws the line anew, if it was not drawn a moment ago. */
void progress_update(struct progress *progress, const struct summary *summary);

/** Takes the line away. */
void progress_close(struct progress *progress);

#endif
