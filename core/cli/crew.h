/* crew - work on a sequence of items by several threads, with the results taken in the order of the sequence.
 *
 * Worker threads take the items from their source one after the other and work on them at once; the thread that called
 * takes the results, in order. No more than CREW_WINDOW items a worker, and about CREW_WEIGHT_LIMIT bytes a worker, are
 * under way at any time, however long the sequence and however slow its source, a piece of work or the taking. */
#ifndef REWORD_CLI_CREW_H
#define REWORD_CLI_CREW_H

#include <stdbool.h>
#include <stddef.h>

/** The most workers a crew may have. */
#define CREW_WORKER_LIMIT 256u

/** How many items may be under way for each worker. */
#define CREW_WINDOW 8u

/** With more bytes than this for each worker under way no further item is begun. */
#define CREW_WEIGHT_LIMIT ((size_t)16 << 20)

/** What a crew does. */
struct crew_plan {
  void *context;    /**< handed to every call */
  unsigned workers; /**< from 1 to CREW_WORKER_LIMIT */
  size_t item_size; /**< bytes; an item is zeroed before its first use and then used again for later ones */

  /** Makes the next item, in a worker, never in two at once. `*weight` is 0 before; set it to the bytes that the item
   *  takes up. False: there are no more. */
  bool (*produce)(void *context, void *item, size_t *weight);

  /** Works on an item, in a worker; in several at once on different items. */
  void (*process)(void *context, void *item);

  /** Takes the result, in the calling thread. False: no more are wanted; see to it that a `produce` that waits comes
   *  back. */
  bool (*consume)(void *context, void *item);

  /** Called in the calling thread before it waits for a result; MAY be NULL. False: as for `consume`. */
  bool (*idle)(void *context);

  /** Frees what an item holds, at the end. */
  void (*clear)(void *item);
};

/** Runs a plan to its end. Signals reach the calling thread alone. False: there was no memory, or no thread could be
 *  started, and nothing was done. */
bool crew_run(const struct crew_plan *plan);

#endif
