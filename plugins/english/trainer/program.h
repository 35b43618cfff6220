/* program - how the trainer ends when it cannot go on, and where its memory comes from. */
#ifndef TRAINER_PROGRAM_H
#define TRAINER_PROGRAM_H

#include <stddef.h>

/** Prints "english-train: " and a printf message on stderr and ends the program with status 1. */
_Noreturn void fail(const char *format, ...)
#if defined __GNUC__
    __attribute__((format(printf, 1, 2)))
#endif
    ;

/** Zeroed memory for `count` things of `size` bytes, at an address that is a multiple of 64; release with free. Ends
 * the program when there is none. `count` may be 0. */
void *allocate(size_t count, size_t size);

/** Moves an array (or NULL) of `count` things into one with room for at least `needed`, at least twice the old room;
 * `*limit` is the room. Ends the program when there is no memory. */
void *grow(void *array, size_t *limit, size_t count, size_t needed, size_t size);

/** A copy of a string. */
char *copy_string(const char *string);

/** The content of a file, a NUL behind it, and its length. Ends the program when it cannot be read. */
char *read_whole_file(const char *path, size_t *length);

#endif
