/* overwrite - a file rewritten where it is, so that its hard links and its owner stay. */
#ifndef REWORD_CLI_OVERWRITE_H
#define REWORD_CLI_OVERWRITE_H

#include <stdbool.h>

/** Replaces the content of the file `target` by that of the open file `content`. A copy of the old content lies beside
 *  it meanwhile: when the replacing fails the old content is put back from it, and when even that fails, or the machine
 *  stops, the copy stays. False: it has complained about `path`, as the user knows the file. */
bool overwrite_file(const char *path, const char *target, int content);

#endif
