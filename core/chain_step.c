#include "chain_step.h"

#include "chain.h"
#include "document.h"
#include "error.h"
#include "guard.h"
#include "host.h"
#include "language.h"
#include "report.h"

#include <string.h>

/* Refuses what markup or facts forbid. */
static rw_status check_proposals(const struct chain_run *run, const struct passage *passage, struct host_call *call)
{
  struct arena *scratch = &run->worker->check_arena;
  for (uint32_t i = 0; i < call->proposal_count; i++) {
    struct proposal *proposal = call->proposals[i];
    if (proposal->state != PROPOSAL_OPEN)
      continue;
    arena_reset(scratch);
    const char *reason = edit_check(passage, proposal, scratch);
    if (!reason)
      reason = guard_check(passage, proposal, scratch);
    if (!reason)
      continue;
    proposal->state = PROPOSAL_REFUSED;
    proposal->reason = reason == edit_no_memory ? NULL : arena_copy_string(proposal->arena, reason);
    if (!proposal->reason)
      return RW_NO_MEMORY;
  }
  return RW_OK;
}

static uint32_t count_sound(struct proposal *const *edits, uint32_t count)
{
  uint32_t sound = 0;
  for (uint32_t i = 0; i < count; i++)
    sound += edits[i]->state != PROPOSAL_REFUSED;
  return sound;
}

static void refuse_all(struct proposal *const *edits, uint32_t count, const char *reason)
{
  for (uint32_t i = 0; i < count; i++)
    if (edits[i]->state != PROPOSAL_REFUSED) {
      edits[i]->state = PROPOSAL_REFUSED;
      edits[i]->reason = reason;
    }
}

/* Applies edits together and looks again at the text they made. `reason` is set when it does not hold. */
static rw_status try_edits(const struct chain_run *run, const struct passage *passage, struct proposal *const *edits,
                           uint32_t count, struct passage *result, const char **reason)
{
  struct chain_worker *worker = run->worker;
  rw_error error = {0};
  *reason = NULL;
  rw_status status = language_apply(worker->language, passage, edits, count, result, &error);
  if (status == RW_NO_MEMORY)
    return status;
  if (status == RW_OK) {
    status = language_annotate(worker->language, result, RW_DEPTH_TOKENS, &error);
    if (status == RW_OK)
      *reason = guard_compare(passage, result, &worker->config->protect, &worker->step_arena);
    if (status == RW_OK && !*reason)
      return RW_OK;
    passage_free(result);
    if (*reason == edit_no_memory)
      return RW_NO_MEMORY;
  }
  if (status == RW_NO_MEMORY)
    return status;
  if (!*reason)
    *reason = arena_copy_string(&worker->step_arena, error.message);
  return *reason ? RW_OK : RW_NO_MEMORY;
}

static uint32_t drop_refused(struct proposal **edits, uint32_t count)
{
  uint32_t left = 0;
  for (uint32_t i = 0; i < count; i++)
    if (edits[i]->state != PROPOSAL_REFUSED)
      edits[left++] = edits[i];
  return left;
}

/* A passage is rewritten no oftener than this in search of the edits that do not hold, and long ones less often: so
 * many bytes in all, but a few times in any case. */
#define SEARCH_TRIES 1000u
#define SEARCH_BYTES ((uint32_t)1 << 24)
#define SEARCH_TRIES_LEAST 32u

/* The search among edits that do not hold together for those that do. */
struct search {
  const struct chain_run *run;
  const struct passage *passage;
  struct proposal **edits;
  uint32_t kept; /* so many of the first of them hold together */
  uint32_t tries_left;
};

static uint32_t search_tries(const struct passage *passage)
{
  uint32_t tries = SEARCH_BYTES / (passage->view.text_length + 1);
  if (tries > SEARCH_TRIES)
    return SEARCH_TRIES;
  return tries > SEARCH_TRIES_LEAST ? tries : SEARCH_TRIES_LEAST;
}

static rw_status search_halves(struct search *search, uint32_t first, uint32_t count);

/* Adds the edits [first, first + count) to those kept when they hold together with them, else of their halves what
 * does. What lies between those kept and `first` was refused. */
static rw_status search_edits(struct search *search, uint32_t first, uint32_t count)
{
  struct proposal **group = search->edits + search->kept;
  memmove(group, search->edits + first, count * sizeof(struct proposal *));
  if (search->tries_left == 0) {
    refuse_all(group, count, "too many edits of the passage do not hold; this one was not tried");
    return RW_OK;
  }
  search->tries_left--;
  struct passage result;
  const char *reason;
  first = search->kept;
  rw_status status = try_edits(search->run, search->passage, search->edits, first + count, &result, &reason);
  if (status != RW_OK)
    return status;
  if (!reason) {
    passage_free(&result);
    search->kept = drop_refused(search->edits, first + count);
    return RW_OK;
  }
  search->kept = drop_refused(search->edits, first);
  if (count > 1)
    return search_halves(search, first, count);
  refuse_all(group, 1, reason);
  return RW_OK;
}

static rw_status search_halves(struct search *search, uint32_t first, uint32_t count)
{
  rw_status status = search_edits(search, first, count / 2);
  return status == RW_OK ? search_edits(search, first + count / 2, count - count / 2) : status;
}

/* Applies the picked edits; `passage` becomes the result. When they do not hold together, as many as do. */
static rw_status apply_edits(const struct chain_run *run, struct passage *passage, struct proposal **edits,
                             uint32_t count, bool *changed)
{
  struct passage result;
  const char *reason;
  rw_status status = try_edits(run, passage, edits, count, &result, &reason);
  if (status == RW_OK && reason && count > 1) {
    struct search search = {.run = run, .passage = passage, .edits = edits, .tries_left = search_tries(passage)};
    status = search_halves(&search, 0, count);
    count = search.kept;
    if (status != RW_OK || count == 0)
      return status;
    status = try_edits(run, passage, edits, count, &result, &reason);
  }
  if (status != RW_OK)
    return status;
  if (!reason && count_sound(edits, count) == 0) {
    passage_free(&result);
    return RW_OK;
  }
  rw_error error = {0};
  if (!reason && (status = document_replace(run->task->document, run->number, &result, &error)) != RW_OK) {
    passage_free(&result);
    reason = arena_copy_string(&run->worker->step_arena, error.message);
    if (status == RW_NO_MEMORY || !reason)
      return RW_NO_MEMORY;
  }
  if (reason) {
    refuse_all(edits, count, reason);
    return RW_OK;
  }
  for (uint32_t i = 0; i < count; i++)
    if (edits[i]->state != PROPOSAL_REFUSED)
      edits[i]->state = PROPOSAL_APPLIED;
  passage_free(passage);
  *passage = result;
  *changed = true;
  return RW_OK;
}

/* From proposals to the passage they make. */
static rw_status decide(const struct chain_run *run, const struct step *step, struct passage *passage,
                        struct host_call *call, bool *changed)
{
  struct arena *arena = &run->worker->step_arena;
  struct proposal **picked = arena_allocate_array(arena, call->proposal_count, sizeof(struct proposal *));
  if (!picked)
    return RW_NO_MEMORY;
  rw_status status = check_proposals(run, passage, call);
  if (status != RW_OK)
    return status;
  uint32_t count = pick_proposals(passage, call->proposals, call->proposal_count, &step->config->pick,
                                  run->worker->config->seed, step->config->module->plugin->name, picked);
  if (count == RW_NONE)
    return RW_NO_MEMORY;
  return count > 0 ? apply_edits(run, passage, picked, count, changed) : RW_OK;
}

rw_status chain_step(const struct chain_run *run, struct step *step, struct passage *passage, struct host_call *call,
                     bool *changed)
{
  const rw_plugin *plugin = step->config->module->plugin;
  rw_depth depth = plugin->needs > RW_DEPTH_TOKENS ? plugin->needs : RW_DEPTH_TOKENS;
  rw_error error = {0};
  rw_status status = language_annotate(run->worker->language, passage, depth, &error);
  const char *reason = error.message;
  if (status == RW_OK) {
    call->passage = passage;
    status = plugin->strategy->transform(step->instance, &passage->view, host_begin(call));
    reason = host_message(call, status);
  }
  if (status == RW_NO_MEMORY)
    return status;
  if (status != RW_OK) {
    report_left_alone(run->report, plugin->name, reason);
    return RW_OK;
  }
  status = decide(run, step, passage, call, changed);
  for (uint32_t i = 0; status == RW_OK && i < call->proposal_count; i++)
    report_proposal(run->report, plugin->name, call->proposals[i]);
  if (status == RW_OK && call->proposals_left_out)
    report_left_alone(run->report, plugin->name,
                      "it proposed more edits than the host listens to; the rest is left out");
  return status;
}
