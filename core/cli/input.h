/* input - a file or standard input. Any thread may read; one complains. */
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

/** Opens a file, or standard input for "-". Returns a descriptor to be given to input_close, or -1: errno says why. */
int input_open(const char *path, struct stat *status);
void input_close(int descriptor);

/** Reads all of a file, or of standard input for "-". False: errno says why, and there is nothing to free. */
bool input_read(const char *path, struct input *input);
void input_free(struct input *input);

/** Says why an input cannot be read, by errno as it was then. */
void input_complain(const char *path, int error);

/** Says that standard input will be read when "-" is among the paths, and a terminal is what it comes from. */
void input_announce(const char *const *paths, int count);

#endif
