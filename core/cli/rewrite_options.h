/* rewrite_options - the command line of rewriting. */
#ifndef REWORD_CLI_REWRITE_OPTIONS_H
#define REWORD_CLI_REWRITE_OPTIONS_H

#include <reword/reword.h>

/** What the user asks for, checked to make sense together. Strings are those of the command line. */
struct rewrite_options {
  rw_settings settings;
  bool jsonl;       /**< each line is a document of its own, in JSON */
  rw_format format; /**< else */
  unsigned jobs;    /**< of -j: how many threads work, from 1 to CREW_WORKER_LIMIT */
  const char *encoding;
  const char *out;    /**< of -o: a file, "-", or a folder; NULL: not given */
  bool out_is_folder; /**< of -o: the outputs go into it under the names of the inputs */
  bool in_place;
  const char *suffix; /**< of --in-place=SUFFIX: what the copy of the old file is called; NULL: none */
  bool diff;
  bool color;        /**< of the difference */
  const char *edits; /**< NULL: not asked for */
  bool stats;
  int progress_when;        /**< of --progress, as the command line has it */
  bool progress;            /**< shown */
  const char *const *files; /**< at least one; "-" is standard input */
  int file_count;
};

/** What became of reading the command line. */
enum rewrite_request {
  REWRITE_FILES,
  REWRITE_HELP,
  REWRITE_VERSION,
  REWRITE_MISUSED /**< it has complained */
};

/** Reads and checks the command line. Let go of the options with rewrite_options_close whatever it returns. */
enum rewrite_request rewrite_options_open(struct rewrite_options *options, int argc, char **argv);
void rewrite_options_close(struct rewrite_options *options);

/** The text of --help. */
extern const char rewrite_help[];

#endif
