/* convert - from a clause's frame to the edit that changes its voice. */
#ifndef VOICE_CONVERT_H
#define VOICE_CONVERT_H

#include "frame.h"

/** Proposes the passive of an active clause. RW_NO_MEMORY or RW_OK. */
rw_status convert_to_passive(const struct sentence *sentence, struct frame *frame);

/** Proposes the active of a passive clause. */
rw_status convert_to_active(const struct sentence *sentence, struct frame *frame);

#endif
