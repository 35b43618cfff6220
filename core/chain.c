#include "chain.h"

#include "document.h"
#include "error.h"
#include "guard.h"
#include "host.h"
#include "language.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>

/* A strategy at work: its instance and what belongs to it. */
struct step {
  const struct config_step *config;
  void *instance;
  struct arena arena;        /* the instance and what `create` allocated */
  struct arena survey_arena; /* what the last `survey` allocated */
  bool idle;                 /* its survey of this document failed: left out */
};

struct chain_worker {
  const struct config *config;
  struct language *language;
  struct step *steps; /* of all chains, one after the other */
  uint32_t step_count;
  struct arena passage_arena; /* what lives for one passage */
  struct arena step_arena;    /* what lives for one step on one passage */
  struct arena check_arena;   /* what lives for one check of an edit */
};

/* ---- Opening and closing ---- */

static rw_status step_open(struct step *step, const struct config_step *config, uint64_t seed, rw_error *error)
{
  const rw_plugin *plugin = config->module->plugin;
  step->config = config;
  void *instance = arena_allocate(&step->arena, plugin->instance_size);
  if (!instance)
    return error_no_memory(error);
  if (plugin->instance_size > 0)
    memcpy(instance, config->options, plugin->instance_size);
  struct host_call call = {.arena = &step->arena, .seed = seed, .plugin = plugin->name};
  const rw_host *host = host_begin(&call);
  rw_status status = plugin->create ? plugin->create(instance, host) : RW_OK;
  if (status != RW_OK)
    return error_set(error, status, "strategy '%s': %s", plugin->name, host_message(&call, status));
  step->instance = instance;
  return RW_OK;
}

static void step_close(struct step *step)
{
  if (step->instance && step->config->module->plugin->destroy)
    step->config->module->plugin->destroy(step->instance);
  arena_free(&step->arena);
  arena_free(&step->survey_arena);
}

static rw_status open_steps(struct chain_worker *worker, rw_error *error)
{
  const struct config *config = worker->config;
  uint32_t count = 0;
  for (uint32_t i = 0; i < config->chain_count; i++)
    count += config->chains[i].step_count;
  worker->steps = calloc(count ? count : 1, sizeof *worker->steps);
  if (!worker->steps)
    return error_no_memory(error);
  for (uint32_t i = 0; i < config->chain_count; i++) {
    for (uint32_t j = 0; j < config->chains[i].step_count; j++) {
      struct step *step = &worker->steps[worker->step_count++];
      rw_status status = step_open(step, &config->chains[i].steps[j], config->seed, error);
      if (status != RW_OK)
        return status;
    }
  }
  return RW_OK;
}

rw_status chain_worker_open(const struct config *config, struct chain_worker **opened, rw_error *error)
{
  *opened = NULL;
  struct chain_worker *worker = calloc(1, sizeof *worker);
  if (!worker)
    return error_no_memory(error);
  worker->config = config;
  rw_status status = language_open(config, &worker->language, error);
  if (status == RW_OK)
    status = open_steps(worker, error);
  if (status != RW_OK) {
    chain_worker_close(worker);
    return status;
  }
  *opened = worker;
  return RW_OK;
}

void chain_worker_close(struct chain_worker *worker)
{
  if (!worker)
    return;
  for (uint32_t i = 0; i < worker->step_count; i++)
    step_close(&worker->steps[i]);
  free(worker->steps);
  language_close(worker->language);
  arena_free(&worker->passage_arena);
  arena_free(&worker->step_arena);
  arena_free(&worker->check_arena);
  free(worker);
}

/* ---- One run over a document ---- */

struct run {
  struct chain_worker *worker;
  struct document *document;
  struct report *report;
  rw_format format;
  uint32_t number;               /* of the passage at hand */
  struct language_evidence page; /* counted when the first passage asks for it */
  bool page_counted;
};

/* The chain of a passage, or NULL when the configuration gives it none. */
static const struct config_chain *chain_of(const struct run *run, const struct passage_place *place)
{
  const struct config *config = run->worker->config;
  if (place->selected & config->protecting)
    return NULL;
  if (run->format != RW_FORMAT_HTML)
    return config->plain;
  if (config->everywhere)
    return config->everywhere;
  for (uint32_t i = 0; i < config->rule_count; i++)
    if (place->selected >> config->rules[i].selection & 1)
      return config->rules[i].chain;
  return NULL;
}

/* The instances of a chain's steps. */
static struct step *steps_of(const struct chain_worker *worker, const struct config_chain *chain)
{
  struct step *steps = worker->steps;
  for (const struct config_chain *other = worker->config->chains; other != chain; other++)
    steps += other->step_count;
  return steps;
}

/* Shows the document, or the part of it from `first`, to every strategy that wants to see it first. */
static rw_status survey(struct run *run, uint32_t first, uint32_t count)
{
  struct chain_worker *worker = run->worker;
  for (uint32_t i = 0; i < worker->step_count; i++) {
    struct step *step = &worker->steps[i];
    const rw_plugin *plugin = step->config->module->plugin;
    step->idle = false;
    if (!plugin->strategy->survey)
      continue;
    arena_reset(&step->survey_arena);
    struct host_call call = {
        .arena = &step->survey_arena,
        .seed = worker->config->seed,
        .plugin = plugin->name,
        .document = run->document,
        .first_passage = first,
        .passage_count = count,
    };
    language_lend(worker->language, &call);
    rw_document document = {.size = sizeof document, .passage_count = count, .seed = worker->config->seed};
    rw_status status = plugin->strategy->survey(step->instance, &document, host_begin(&call));
    step->idle = status != RW_OK;
    if (step->idle && status != RW_NO_MEMORY)
      report_warning(run->report, "strategy '%s' is left out: its survey failed: %s", plugin->name,
                     host_message(&call, status));
    host_end(&call);
    if (status == RW_NO_MEMORY)
      return status;
  }
  return RW_OK;
}

/* ---- One step on one passage ---- */

/* Refuses what markup or facts forbid. */
static rw_status check_proposals(const struct run *run, const struct passage *passage, struct host_call *call)
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
static rw_status try_edits(struct run *run, const struct passage *passage, struct proposal *const *edits,
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
  struct run *run;
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
static rw_status apply_edits(struct run *run, struct passage *passage, struct proposal **edits, uint32_t count,
                             bool *changed)
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
  if (!reason && (status = document_replace(run->document, run->number, &result, &error)) != RW_OK) {
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
static rw_status decide(struct run *run, const struct step *step, struct passage *passage, struct host_call *call,
                        bool *changed)
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

/* Runs one strategy over a passage and records what it did. */
static rw_status run_step(struct run *run, struct step *step, struct passage *passage, struct host_call *call,
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

/* ---- One passage ---- */

/* Counts the words of the whole page, or of its beginning when it is long. */
static rw_status count_page(struct run *run)
{
  const uint32_t words_enough = 4000;
  uint32_t count = document_passage_count(run->document);
  for (uint32_t number = 0; number < count && run->page.words < words_enough; number++) {
    struct passage passage;
    rw_status status = document_passage(run->document, number, &passage, NULL);
    if (status != RW_OK)
      return status;
    language_count(run->worker->language, passage.view.text, passage.view.text_length, &run->page);
    passage_free(&passage);
  }
  run->page_counted = true;
  return RW_OK;
}

/* Finds out why a passage must be left alone as a whole; `*reason` is NULL when it need not be. */
static rw_status find_doubt(struct run *run, const struct passage_place *place, const struct passage *passage,
                            const char **reason)
{
  struct language_evidence own = {0};
  language_count(run->worker->language, passage->view.text, passage->view.text_length, &own);
  if (run->format == RW_FORMAT_LINES)
    run->page = own;
  else if (!run->page_counted && count_page(run) != RW_OK)
    return RW_NO_MEMORY;
  *reason = language_doubt(run->worker->language, place->language, own, run->page, &run->worker->passage_arena);
  return RW_OK;
}

static rw_status run_steps(struct run *run, const struct config_chain *chain, struct passage *passage)
{
  struct chain_worker *worker = run->worker;
  struct step *steps = steps_of(worker, chain);
  bool changed = false;
  rw_status status = RW_OK;
  char *before = arena_copy(&worker->passage_arena, passage->view.text, passage->view.text_length);
  if (!before)
    return RW_NO_MEMORY;
  for (uint32_t i = 0; i < chain->step_count && status == RW_OK; i++) {
    if (steps[i].idle)
      continue;
    bool lines = run->format == RW_FORMAT_LINES;
    struct host_call call = {
        .arena = &worker->step_arena,
        .seed = worker->config->seed,
        .plugin = chain->steps[i].module->plugin->name,
        .document = run->document,
        .first_passage = lines ? run->number : 0,
        .passage_count = lines ? 1 : document_passage_count(run->document),
    };
    language_lend(worker->language, &call);
    status = run_step(run, &steps[i], passage, &call, &changed);
    host_end(&call);
    arena_reset(&worker->step_arena);
  }
  if (status == RW_OK && changed)
    report_change(run->report, before, passage->view.text);
  return status;
}

/* Opens the passage's record in the report. */
static rw_status record_passage(struct run *run, const struct passage_place *place, bool selected)
{
  const char *path = selected ? document_path(run->document, run->number, &run->worker->passage_arena) : "";
  if (!path)
    return RW_NO_MEMORY;
  struct report_passage passage = {run->number, place->start, place->end, place->line, path};
  report_passage(run->report, &passage, selected);
  return RW_OK;
}

static rw_status run_passage(struct run *run)
{
  struct passage_place place;
  document_place(run->document, run->number, &place);
  const struct config_chain *chain = chain_of(run, &place);
  bool selected = chain && chain->step_count > 0;
  if (record_passage(run, &place, selected) != RW_OK)
    return RW_NO_MEMORY;
  if (!selected)
    return RW_OK;
  if (place.quotation && run->worker->config->protect.quotes && !place.untouched) {
    place.untouched = true;
    place.reason = "a block quotation";
  }
  if (place.untouched) {
    report_left_alone(run->report, NULL, place.reason);
    return RW_OK;
  }
  struct passage passage;
  rw_status status = document_passage(run->document, run->number, &passage, NULL);
  if (status != RW_OK)
    return status;
  if (run->format == RW_FORMAT_LINES)
    passage.view.number = 0;
  const char *reason;
  status = find_doubt(run, &place, &passage, &reason);
  if (status == RW_OK && reason)
    report_left_alone(run->report, NULL, reason);
  else if (status == RW_OK)
    status = run_steps(run, chain, &passage);
  passage_free(&passage);
  return status;
}

rw_status chain_run(struct chain_worker *worker, struct document *document, rw_format format, struct report *report,
                    rw_error *error)
{
  struct run run = {.worker = worker, .document = document, .report = report, .format = format};
  uint32_t count = document_passage_count(document);
  rw_status status = format == RW_FORMAT_LINES ? RW_OK : survey(&run, 0, count);
  for (run.number = 0; run.number < count && status == RW_OK; run.number++) {
    if (format == RW_FORMAT_LINES)
      status = survey(&run, run.number, 1);
    if (status == RW_OK)
      status = run_passage(&run);
    arena_reset(&worker->passage_arena);
  }
  return status == RW_OK ? RW_OK : error_no_memory(error);
}
