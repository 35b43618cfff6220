/* run - what a run of rewriting has, whatever it runs over; and the two things it may run over. */
#ifndef REWORD_CLI_RUN_H
#define REWORD_CLI_RUN_H

#include "output.h"
#include "progress.h"
#include "rewrite_options.h"
#include "summary.h"

struct run {
  const struct rewrite_options *options;
  rw_engine *engine;
  struct output edits; /**< open when options->edits */
  struct summary summary;
  struct progress progress;
};

/** Whether the files can go where the options want them; makes the folder of -o. False: it has complained. */
bool files_prepare(const struct rewrite_options *options);

/** Rewrites each file. False: some failed; it has complained. */
bool files_rewrite(struct run *run);

/** Answers the lines of all files, one after the other. False: some failed; it has complained. */
bool stream_rewrite(struct run *run);

#endif
