/* unfinished - temporary files that must not outlive the command: what a signal finds half made, it removes.
 * One thread writes all outputs: nothing here is locked. */
#ifndef REWORD_CLI_UNFINISHED_H
#define REWORD_CLI_UNFINISHED_H

#include <stdbool.h>

/** A temporary file. Stays where it is in memory from unfinished_make to unfinished_remove or unfinished_forget. */
struct unfinished {
  char *path; /**< owned; NULL: none */
  struct unfinished *next;
};

/** Makes the signals that end a process remove all unfinished files first; then they end it as ever. One that was
 *  ignored stays ignored. A file size limit becomes a failure to write. Call it once, before any thread starts. */
void unfinished_watch(void);

/** Makes an empty file in the folder that `beside` lies in, open for reading and writing, for its owner alone.
 *  Returns its descriptor, or -1 and errno. */
int unfinished_make(struct unfinished *unfinished, const char *beside);

/** Removes the file, if it was made. */
void unfinished_remove(struct unfinished *unfinished);

/** Gives the file its final name. False: errno says why, and it stays unfinished. */
bool unfinished_rename(struct unfinished *unfinished, const char *path);

/** Lets the file stay under the name it has. */
void unfinished_forget(struct unfinished *unfinished);

/** Holds back the signals that would end the process, and lets them come again. May be nested. Release keeps errno. */
void signals_hold(void);
void signals_release(void);

#endif
