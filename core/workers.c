#include "workers.h"

#include "chain.h"
#include "error.h"
#include "report.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

/* So many bytes of text are worth a thread more: they take milliseconds, and to start it a fraction of one. */
#define BYTES_A_THREAD ((size_t)8 << 10)

/* The stack of a thread: what the first thread of a process usually has, for plugins run on either. */
#define STACK_SIZE ((size_t)8 << 20)

/* A worker at rest. */
struct resting {
  struct chain_worker *worker;
  struct resting *next;
};

struct workers {
  const struct config *config;
  uint32_t threads;
  pthread_mutex_t lock; /* over `resting` */
  struct resting *resting;
};

/* ---- At rest ---- */

static void rest(struct workers *workers, struct resting *entry)
{
  pthread_mutex_lock(&workers->lock);
  entry->next = workers->resting;
  workers->resting = entry;
  pthread_mutex_unlock(&workers->lock);
}

/* A worker for one document: one at rest, or a new one. */
static rw_status wake(struct workers *workers, struct resting **entry, rw_error *error)
{
  pthread_mutex_lock(&workers->lock);
  *entry = workers->resting;
  if (*entry)
    workers->resting = (*entry)->next;
  pthread_mutex_unlock(&workers->lock);
  if (*entry)
    return RW_OK;
  struct resting *made = calloc(1, sizeof *made);
  if (!made)
    return error_no_memory(error);
  rw_status status = chain_worker_open(workers->config, &made->worker, error);
  if (status != RW_OK) {
    free(made);
    return status;
  }
  *entry = made;
  return RW_OK;
}

rw_status workers_open(const struct config *config, uint32_t threads, struct workers **opened, rw_error *error)
{
  *opened = NULL;
  struct workers *workers = calloc(1, sizeof *workers);
  if (!workers)
    return error_no_memory(error);
  if (pthread_mutex_init(&workers->lock, NULL) != 0) {
    free(workers);
    return error_no_memory(error);
  }
  workers->config = config;
  workers->threads = threads < WORKERS_LIMIT ? threads : WORKERS_LIMIT;
  struct resting *first;
  rw_status status = wake(workers, &first, error);
  if (status != RW_OK) {
    workers_close(workers);
    return status;
  }
  rest(workers, first);
  *opened = workers;
  return RW_OK;
}

void workers_close(struct workers *workers)
{
  if (!workers)
    return;
  while (workers->resting) {
    struct resting *entry = workers->resting;
    workers->resting = entry->next;
    chain_worker_close(entry->worker);
    free(entry);
  }
  pthread_mutex_destroy(&workers->lock);
  free(workers);
}

/* ---- At work ---- */

/* A thread beside the calling one, at work on its document. */
struct helper {
  struct workers *workers;
  struct chain_task *task;
  const char *input;     /* the document's name */
  struct report *report; /* its own; NULL: it did nothing */
  rw_status status;
  pthread_t thread;
};

/* What a helper does. When it comes too late there is nothing left to do. */
static void *help(void *argument)
{
  struct helper *helper = argument;
  struct resting *entry;
  rw_error unheard;
  if (chain_task_is_claimed(helper->task) || wake(helper->workers, &entry, &unheard) != RW_OK)
    return NULL;
  helper->report = report_open(helper->input);
  if (helper->report)
    helper->status = chain_work(helper->task, entry->worker, helper->report);
  rest(helper->workers, entry);
  return NULL;
}

/* Starts helpers that take no signals, so that an application's handlers run on its own threads. Returns how many. */
static uint32_t start_helpers(struct helper *helpers, uint32_t count)
{
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0)
    return 0;
  pthread_attr_setstacksize(&attributes, STACK_SIZE);
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  uint32_t started = 0;
  while (started < count && pthread_create(&helpers[started].thread, &attributes, help, &helpers[started]) == 0)
    started++;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return started;
}

/* Works on a task beside `count` helpers. */
static rw_status work_together(struct workers *workers, struct chain_task *task, struct chain_worker *worker,
                               uint32_t count, struct report *report)
{
  struct helper helpers[WORKERS_LIMIT];
  for (uint32_t i = 0; i < count; i++)
    helpers[i] = (struct helper){.workers = workers, .task = task, .input = report_input(report)};
  count = start_helpers(helpers, count);
  rw_status status = chain_work(task, worker, report);
  for (uint32_t i = 0; i < count; i++) {
    pthread_join(helpers[i].thread, NULL);
    if (status == RW_OK)
      status = helpers[i].status;
    if (helpers[i].report)
      report_merge(report, helpers[i].report);
  }
  return status;
}

/* How many helpers a task is worth. */
static uint32_t count_helpers(const struct workers *workers, const struct chain_task *task)
{
  if (workers->threads < 2 || task->passage_count < 2)
    return 0;
  size_t worth = chain_task_size(task, workers->config) / BYTES_A_THREAD;
  uint32_t most = workers->threads < task->passage_count ? workers->threads - 1 : task->passage_count - 1;
  return worth < most ? (uint32_t)worth : most;
}

rw_status workers_run(struct workers *workers, struct document *document, rw_format format, struct report *report,
                      rw_error *error)
{
  struct resting *entry;
  rw_status status = wake(workers, &entry, error);
  if (status != RW_OK)
    return status;
  struct chain_task task;
  status = chain_task_begin(&task, entry->worker, document, format);
  if (status == RW_OK)
    status = work_together(workers, &task, entry->worker, count_helpers(workers, &task), report);
  rest(workers, entry);
  return status == RW_OK ? RW_OK : error_no_memory(error);
}
