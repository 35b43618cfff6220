/* nodes - YAML text into a tree of nodes. The only room that knows libyaml. */
#ifndef REWORD_CORE_NODES_H
#define REWORD_CORE_NODES_H

#include "arena.h"
#include "option.h"

/** No tree is nested deeper or has more nodes, with every alias counted as what it stands for. */
#define NODES_DEPTH_LIMIT 32
#define NODES_COUNT_LIMIT 100000
#define NODES_ANCHOR_LIMIT 100

/** Reads one YAML document: UTF-8, `length` bytes. Aliases are resolved: equal aliases share a node. `*root` is NULL
 * when there is nothing but blanks and comments. Nodes live in `arena`, their `file` is copied there. RW_INVALID with
 * file, line and column: what is not well-formed, a key twice, tags, merge keys, more than one document, too much of
 * it. */
rw_status nodes_read(const char *text, size_t length, const char *file, struct arena *arena, const struct node **root,
                     rw_error *error);

#endif
