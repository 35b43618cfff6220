/* frame - the parts of a clause that change places with its voice, found in the dependency tree. */
#ifndef VOICE_FRAME_H
#define VOICE_FRAME_H

#include "verb_group.h"

/** A clause. Ranges are of words; an empty one stands for a part that is not there. */
struct frame {
  struct verb_group group;
  uint32_t subject_head;
  rw_range subject;     /**< without the comma that closes it */
  bool subject_closed;  /**< a comma stands behind the subject that closes an aside at its end */
  uint32_t object_head; /**< active: what becomes the subject; passive: the agent */
  rw_range object;      /**< passive: without its `by` */
  bool object_aside;    /**< an aside stands at the object's end, so that a comma must close it */
  uint32_t by;          /**< passive: the agent's preposition */
  uint32_t particle;    /**< out of "carried the plan out"; WORD_NONE when there is none, or it needs no move */
  rw_range complement;  /**< president of "elected him president", a book of "gave him a book" */
  uint32_t end;         /**< the first word behind what changes */
  bool bare;            /**< in headline style, which does without a finite be */
  double certainty;     /**< 0..1: the least sure of its links */
};

/** Finds the frame of the clause around a verb. NULL when its voice can be changed, else the reason it is left. */
const char *frame_read_active(const struct sentence *sentence, uint32_t verb, bool bare, struct frame *frame);
const char *frame_read_passive(const struct sentence *sentence, uint32_t verb, struct frame *frame);

#endif
