#include "crew.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>

/* Bytes of stack of a worker: where threads have little by default, they get what the first one usually has. */
#define WORKER_STACK ((size_t)8 << 20)

struct slot {
  size_t weight;
  bool ready;
};

/* Item number n lies in slot n % window. */
struct crew {
  const struct crew_plan *plan;
  size_t window;
  char *items;
  struct slot *slots;
  pthread_mutex_t source; /* held by the worker that makes the next item */
  pthread_mutex_t lock;   /* over all that follows, and the slots */
  pthread_cond_t room;    /* the worker that holds `source` may go on */
  pthread_cond_t result;  /* the next result is ready, or there are no more */
  uint64_t produced;      /* how many items were begun */
  uint64_t consumed;      /* how many were taken */
  size_t weight;          /* of those between */
  bool ended;             /* there are no more to begin */
  bool stopped;           /* no more are wanted */
};

static void *item_at(const struct crew *crew, uint64_t number)
{
  return crew->items + number % crew->window * crew->plan->item_size;
}

/* ---- The workers ---- */

static bool has_room(const struct crew *crew)
{
  uint64_t under_way = crew->produced - crew->consumed;
  return under_way == 0 || (under_way < crew->window && crew->weight < CREW_WEIGHT_LIMIT * crew->plan->workers);
}

/* Waits for room for one more item. False: no more are to be begun. */
static bool wait_for_room(struct crew *crew)
{
  pthread_mutex_lock(&crew->lock);
  while (!crew->stopped && !crew->ended && !has_room(crew))
    pthread_cond_wait(&crew->room, &crew->lock);
  bool goes_on = !crew->stopped && !crew->ended;
  pthread_mutex_unlock(&crew->lock);
  return goes_on;
}

/* Makes the next item. False: there is none. */
static bool begin_item(struct crew *crew, uint64_t *number)
{
  pthread_mutex_lock(&crew->source);
  bool begun = wait_for_room(crew);
  if (begun) {
    *number = crew->produced;
    size_t weight = 0;
    begun = crew->plan->produce(crew->plan->context, item_at(crew, *number), &weight);
    pthread_mutex_lock(&crew->lock);
    if (begun) {
      crew->slots[*number % crew->window].weight = weight;
      crew->weight += weight;
      crew->produced++;
    } else {
      crew->ended = true;
      pthread_cond_signal(&crew->result);
    }
    pthread_mutex_unlock(&crew->lock);
  }
  pthread_mutex_unlock(&crew->source);
  return begun;
}

static void *work(void *context)
{
  struct crew *crew = context;
  uint64_t number;
  while (begin_item(crew, &number)) {
    crew->plan->process(crew->plan->context, item_at(crew, number));
    pthread_mutex_lock(&crew->lock);
    crew->slots[number % crew->window].ready = true;
    if (number == crew->consumed)
      pthread_cond_signal(&crew->result);
    pthread_mutex_unlock(&crew->lock);
  }
  return NULL;
}

/* ---- The calling thread ---- */

/* Waits for the next result, with the lock held. False: there are no more. */
static bool wait_for_result(struct crew *crew)
{
  const struct crew_plan *plan = crew->plan;
  bool idle = !plan->idle;
  while (!crew->stopped && !crew->slots[crew->consumed % crew->window].ready) {
    if (crew->ended && crew->produced == crew->consumed)
      return false;
    if (idle) {
      pthread_cond_wait(&crew->result, &crew->lock);
      continue;
    }
    idle = true;
    pthread_mutex_unlock(&crew->lock);
    bool goes_on = plan->idle(plan->context);
    pthread_mutex_lock(&crew->lock);
    crew->stopped = !goes_on;
    pthread_cond_signal(&crew->room);
  }
  return !crew->stopped;
}

static void consume_all(struct crew *crew)
{
  pthread_mutex_lock(&crew->lock);
  while (wait_for_result(crew)) {
    void *item = item_at(crew, crew->consumed);
    struct slot *slot = &crew->slots[crew->consumed % crew->window];
    pthread_mutex_unlock(&crew->lock);
    bool goes_on = crew->plan->consume(crew->plan->context, item);
    pthread_mutex_lock(&crew->lock);
    slot->ready = false;
    crew->weight -= slot->weight;
    crew->consumed++;
    crew->stopped = !goes_on;
    pthread_cond_signal(&crew->room);
  }
  pthread_mutex_unlock(&crew->lock);
}

/* Starts as many workers as can be, without signals; returns how many. */
static unsigned start_workers(struct crew *crew, pthread_t *threads)
{
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, WORKER_STACK);
  unsigned count = 0;
  while (count < crew->plan->workers && pthread_create(&threads[count], &attributes, work, crew) == 0)
    count++;
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return count;
}

static bool run(struct crew *crew)
{
  pthread_t threads[CREW_WORKER_LIMIT];
  unsigned count = start_workers(crew, threads);
  if (count > 0)
    consume_all(crew);
  for (unsigned i = 0; i < count; i++)
    pthread_join(threads[i], NULL);
  for (size_t i = 0; i < crew->window; i++)
    crew->plan->clear(item_at(crew, i));
  return count > 0;
}

bool crew_run(const struct crew_plan *plan)
{
  struct crew crew = {.plan = plan, .window = (size_t)plan->workers * CREW_WINDOW};
  crew.items = calloc(crew.window, plan->item_size);
  crew.slots = calloc(crew.window, sizeof *crew.slots);
  pthread_mutex_init(&crew.source, NULL);
  pthread_mutex_init(&crew.lock, NULL);
  pthread_cond_init(&crew.room, NULL);
  pthread_cond_init(&crew.result, NULL);
  bool done = crew.items && crew.slots && run(&crew);
  pthread_cond_destroy(&crew.result);
  pthread_cond_destroy(&crew.room);
  pthread_mutex_destroy(&crew.lock);
  pthread_mutex_destroy(&crew.source);
  free(crew.slots);
  free(crew.items);
  return done;
}
