#include "chain_worker.h"

#include "chain.h"
#include "error.h"
#include "host.h"
#include "language.h"

#include <stdlib.h>
#include <string.h>

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
  if (status != RW_OK) {
    status = error_set(error, host_status(status), "strategy '%s': %s", plugin->name, host_message(&call, status));
    if (config->place)
      node_prefix(config->place, error);
    return status;
  }
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
