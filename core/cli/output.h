/* output - files written whole or not at all, and standard output with its errors.
 *
 * A file is made as a temporary one in the folder of its target and takes the target's place when it is complete and on
 * the disk. Symbolic links are followed. The new file has the mode and owner of the old. Where a new file cannot be
 * what the old one was (it has several hard links, or its owner cannot be given to a new one), the old file itself is
 * overwritten, with a copy of its old content kept beside it until that is done. */
#ifndef REWORD_CLI_OUTPUT_H
#define REWORD_CLI_OUTPUT_H

#include "unfinished.h"

#include <stdbool.h>
#include <stddef.h>

#include <sys/stat.h>

/** An output in the making. Stays where it is in memory until output_commit or output_discard. */
struct output {
  const char *path; /**< as the user named it; borrowed */
  int descriptor;   /**< what is written to */
  char *target;     /**< the file that `path` leads to; NULL for what is no file (standard output, a device, a pipe) */
  bool overwrites;  /**< the target itself will be overwritten */
  bool failed;      /**< something could not be written; sticks */
  struct unfinished temporary;
};

/** Begins an output: "-" is standard output. A new file gets the mode of `model`, or the usual one when NULL. False:
 *  it has complained, and there is nothing to discard. */
bool output_open(struct output *output, const char *path, const struct stat *model);

/** Appends bytes. False: it has complained, now or before; the output cannot be committed any more. */
bool output_append(struct output *output, const char *bytes, size_t length);

/** Puts the output in its place. False: it has complained, and the old file is there as it was. */
bool output_commit(struct output *output);

/** Gives the output up; what was there before stays. What is no file keeps what was written to it. */
void output_discard(struct output *output);

/** All of it in one call. */
bool output_write(const char *path, const struct stat *model, const char *bytes, size_t length);

/** Closes standard output. False when what was written did not arrive; it has complained. */
bool output_close_standard(void);

/** Writes a text to standard output and closes it. False: it has complained. */
bool output_print(const char *text);

/** The file that a path leads to through symbolic links, malloc'ed; it need not exist. NULL: errno says why. */
char *output_follow(const char *path);

#endif
