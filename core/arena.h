/* arena - memory for what lives and dies together: a passage, a document. */
#ifndef REWORD_CORE_ARENA_H
#define REWORD_CORE_ARENA_H

#include <stddef.h>

struct arena_block;

/** Zero-initialised it is empty. Not to be copied while in use. */
struct arena {
  struct arena_block *blocks;
  size_t used;
  size_t next_block_size;
};

/** Zeroed memory aligned for any type, or NULL when none is left. `bytes` may be 0. */
void *arena_allocate(struct arena *arena, size_t bytes);

/** The same for an array; NULL too when the product overflows. */
void *arena_allocate_array(struct arena *arena, size_t count, size_t item_size);

/** A copy of `length` bytes, ended by a NUL. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/** A copy of a string. */
char *arena_copy_string(struct arena *arena, const char *string);

/** A printf into the arena; NULL when no memory is left. */
char *arena_printf(struct arena *arena, const char *format, ...)
#if defined __GNUC__
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/** Forgets everything in it, and keeps one block for what comes next. */
void arena_reset(struct arena *arena);

void arena_free(struct arena *arena);

#endif
