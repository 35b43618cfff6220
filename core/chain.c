#include "chain.h"

#include "chain_step.h"
#include "document.h"
#include "host.h"
#include "report.h"

/* ---- A task ---- */

/* The chain of a passage, or NULL when the configuration gives it none. */
static const struct config_chain *chain_of(const struct config *config, rw_format format,
                                           const struct passage_place *place)
{
  if (place->selected & config->protecting)
    return NULL;
  if (format != RW_FORMAT_HTML)
    return config->plain;
  if (config->everywhere)
    return config->everywhere;
  for (uint32_t i = 0; i < config->rule_count; i++)
    if (place->selected >> config->rules[i].selection & 1)
      return config->rules[i].chain;
  return NULL;
}

/* Counts the words of the whole document, or of its beginning when it is long. */
static rw_status count_page(struct chain_task *task, struct language *language)
{
  const uint32_t words_enough = 4000;
  for (uint32_t number = 0; number < task->passage_count && task->page.words < words_enough; number++) {
    struct passage passage;
    rw_status status = document_passage(task->document, number, &passage, NULL);
    if (status != RW_OK)
      return status;
    language_count(language, passage.view.text, passage.view.text_length, &task->page);
    passage_free(&passage);
  }
  return RW_OK;
}

rw_status chain_task_begin(struct chain_task *task, struct chain_worker *worker, struct document *document,
                           rw_format format)
{
  *task =
      (struct chain_task){.document = document, .format = format, .passage_count = document_passage_count(document)};
  return format == RW_FORMAT_LINES ? RW_OK : count_page(task, worker->language);
}

size_t chain_task_size(const struct chain_task *task, const struct config *config)
{
  size_t size = 0;
  for (uint32_t number = 0; number < task->passage_count; number++) {
    struct passage_place place;
    document_place(task->document, number, &place);
    if (!place.untouched && chain_of(config, task->format, &place))
      size += place.end - place.start;
  }
  return size;
}

/* ---- Surveys ---- */

/* A call of a step's callback, not yet begun. To the strategy each line is a document of its own. */
static struct host_call call_of(const struct chain_run *run, const struct step *step, struct arena *arena)
{
  bool lines = run->task->format == RW_FORMAT_LINES;
  struct host_call call = {
      .arena = arena,
      .seed = run->worker->config->seed,
      .plugin = step->config->module->plugin->name,
      .document = run->task->document,
      .first_passage = lines ? run->number : 0,
      .passage_count = lines ? 1 : run->task->passage_count,
  };
  language_lend(run->worker->language, &call);
  return call;
}

/* Shows the document to those of `count` strategies that want to see it first. */
static rw_status survey(const struct chain_run *run, struct step *steps, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    struct step *step = &steps[i];
    const rw_plugin *plugin = step->config->module->plugin;
    step->idle = false;
    if (!plugin->strategy->survey)
      continue;
    arena_reset(&step->survey_arena);
    struct host_call call = call_of(run, step, &step->survey_arena);
    rw_document document = {.size = sizeof document, .passage_count = call.passage_count, .seed = call.seed};
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

/* ---- One passage ---- */

/* Finds out why a passage must be left alone as a whole. NULL: it need not be. */
static const char *find_doubt(const struct chain_run *run, const struct passage_place *place,
                              const struct passage *passage)
{
  struct language *language = run->worker->language;
  struct language_evidence own = {0};
  language_count(language, passage->view.text, passage->view.text_length, &own);
  return language_doubt(language, place->language, own, run->task->page, &run->worker->passage_arena);
}

/* The instances of a chain's steps. */
static struct step *steps_of(const struct chain_worker *worker, const struct config_chain *chain)
{
  struct step *steps = worker->steps;
  for (const struct config_chain *other = worker->config->chains; other != chain; other++)
    steps += other->step_count;
  return steps;
}

static rw_status run_steps(const struct chain_run *run, const struct config_chain *chain, struct passage *passage)
{
  struct chain_worker *worker = run->worker;
  struct step *steps = steps_of(worker, chain);
  bool changed = false;
  const char *before = arena_copy(&worker->passage_arena, passage->view.text, passage->view.text_length);
  rw_status status = before ? RW_OK : RW_NO_MEMORY;
  if (status == RW_OK && run->task->format == RW_FORMAT_LINES)
    status = survey(run, steps, chain->step_count);
  for (uint32_t i = 0; i < chain->step_count && status == RW_OK; i++) {
    if (steps[i].idle)
      continue;
    struct host_call call = call_of(run, &steps[i], &worker->step_arena);
    status = chain_step(run, &steps[i], passage, &call, &changed);
    host_end(&call);
    arena_reset(&worker->step_arena);
  }
  if (status == RW_OK && changed)
    report_change(run->report, before, passage->view.text);
  return status;
}

/* Opens the passage's record in the report. */
static rw_status record_passage(const struct chain_run *run, const struct passage_place *place, bool selected)
{
  const char *path = selected ? document_path(run->task->document, run->number, &run->worker->passage_arena) : "";
  if (!path)
    return RW_NO_MEMORY;
  struct report_passage passage = {run->number, place->start, place->end, place->line, path};
  report_passage(run->report, &passage, selected);
  return RW_OK;
}

/* Runs a chain over the passage at hand, which may be rewritten unless its language is in doubt. */
static rw_status run_chain(const struct chain_run *run, const struct config_chain *chain,
                           const struct passage_place *place)
{
  struct passage passage;
  rw_status status = document_passage(run->task->document, run->number, &passage, NULL);
  if (status != RW_OK)
    return status;
  if (run->task->format == RW_FORMAT_LINES)
    passage.view.number = 0;
  const char *doubt = find_doubt(run, place, &passage);
  if (doubt)
    report_left_alone(run->report, NULL, doubt);
  else
    status = run_steps(run, chain, &passage);
  passage_free(&passage);
  return status;
}

static rw_status run_passage(const struct chain_run *run)
{
  const struct config *config = run->worker->config;
  struct passage_place place;
  document_place(run->task->document, run->number, &place);
  const struct config_chain *chain = chain_of(config, run->task->format, &place);
  bool selected = chain && chain->step_count > 0;
  if (record_passage(run, &place, selected) != RW_OK)
    return RW_NO_MEMORY;
  if (!selected)
    return RW_OK;
  if (place.quotation && config->protect.quotes && !place.untouched) {
    place.untouched = true;
    place.reason = "a block quotation";
  }
  if (!place.untouched)
    return run_chain(run, chain, &place);
  report_left_alone(run->report, NULL, place.reason);
  return RW_OK;
}

/* ---- All passages ---- */

/* The passage to go on with. */
static bool claim(struct chain_task *task, uint32_t *number)
{
  *number = atomic_fetch_add_explicit(&task->next, 1, memory_order_relaxed);
  return *number < task->passage_count;
}

bool chain_task_is_claimed(const struct chain_task *task)
{
  return atomic_load_explicit(&task->next, memory_order_relaxed) >= task->passage_count;
}

rw_status chain_work(struct chain_task *task, struct chain_worker *worker, struct report *report)
{
  struct chain_run run = {.task = task, .worker = worker, .report = report};
  rw_status status = task->format == RW_FORMAT_LINES ? RW_OK : survey(&run, worker->steps, worker->step_count);
  while (status == RW_OK && claim(task, &run.number)) {
    status = run_passage(&run);
    arena_reset(&worker->passage_arena);
  }
  if (status != RW_OK)
    atomic_store(&task->next, task->passage_count);
  return status;
}
