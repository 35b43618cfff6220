/* headline - whether a sentence is a headline in headline style, whose passive does without its auxiliary. */
#ifndef VOICE_HEADLINE_H
#define VOICE_HEADLINE_H

#include "sentence.h"

/** Whether a sentence is written in headline style: it stands in a title or a heading of the first three levels and has
 *  no stop at its end. */
bool headline_style(const struct sentence *sentence);

/** Whether a sentence ends as sentences do, with a stop or another mark. */
bool headline_has_stop(const struct sentence *sentence);

#endif
