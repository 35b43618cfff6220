/* pick - which of a strategy's proposals are made: by score, rate, variety and overlap, decided by a hash alone, so
 * that equal sentences get equal rewrites, in any order, on any machine. */
#ifndef REWORD_CORE_PICK_H
#define REWORD_CORE_PICK_H

#include "edit.h"

/** The options the host gives every strategy. */
struct pick_options {
  double rate;      /**< share of the possible places that are edited, 0..1 */
  double min_score; /**< proposals below it fall, 0..1 */
  double variety;   /**< 0: the best alternative wins; up to 1: any of those within `variety` of the best may */
};

/** Their table, for parsing and help. */
extern const rw_option pick_option_table[];

/** Decides over the open proposals: those not picked become PASSED_OVER with the reason (in their arena). The picked
 *  ones, still OPEN, go to `picked` (room for `count`) in order of their ranges, free of overlaps. Returns how many.
 *
 *  Proposals with the same range are alternatives. A range stays if hash(seed, strategy, the text of its sentence, its
 *  place in the sentence) maps below `rate`. Among overlapping ranges the higher score wins, then the earlier, then
 *  the longer. Alternatives with equal scores are told apart by their pieces, so that the order in which they were
 *  proposed does not matter. RW_NONE: no memory. */
uint32_t pick_proposals(const struct passage *passage, struct proposal *const *proposals, uint32_t count,
                        const struct pick_options *options, uint64_t seed, const char *strategy,
                        struct proposal **picked);

/** The hash behind all random choices: 64-bit FNV-1a over the bytes, started from `seed`, mixed by the finaliser of
 *  MurmurHash3. */
uint64_t pick_hash(uint64_t seed, const void *data, size_t length);

#endif
