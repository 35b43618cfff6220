/* input - a file or standard input, read whole. */
#ifndef REWORD_CLI_INPUT_H
#define REWORD_CLI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include <sys/stat.h>

/** No more than this is read: an endless stream is an error, not the end of the machine's memory. */
#define INPUT_LENGTH_LIMIT ((size_t)1 << 30)

struct input {
  char *bytes; /**< malloc'ed, never NULL once read */
  size_t length;
  struct stat status; /**< as it was when opened */
};

/** Reads a file, or standard input for "-", and says so when that is a terminal. False: it has complained, and there is
 * nothing to free. */
bool input_read(const char *path, struct input *input);
void input_free(struct input *input);

#endif
