#include "summary.h"

#include "message.h"

#include <inttypes.h>

void summary_add(struct summary *summary, const rw_counts *counts)
{
  rw_counts *total = &summary->counts;
  total->passages += counts->passages;
  total->selected += counts->selected;
  total->changed += counts->changed;
  total->applied += counts->applied;
  total->refused += counts->refused;
  total->passed_over += counts->passed_over;
}

void summary_show(const struct summary *summary, const char *inputs)
{
  const rw_counts *total = &summary->counts;
  complain("%s: %" PRIu64 ", changed %" PRIu64 ", failed %" PRIu64, inputs, summary->done, summary->changed,
           summary->failed);
  complain("passages: %" PRIu64 ", selected %" PRIu64 ", changed %" PRIu64, total->passages, total->selected,
           total->changed);
  complain("edits: applied %" PRIu64 ", refused %" PRIu64 ", passed over %" PRIu64, total->applied, total->refused,
           total->passed_over);
}
