#include "unfinished.h"

#include "message.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};

/* All unfinished files. Changed only while the ending signals are held back. */
static struct unfinished *volatile first_unfinished;

/* How many times the signals are held back, and which were before that. */
static unsigned hold_count;
static sigset_t released;

static sigset_t ending_set(void)
{
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++)
    sigaddset(&set, ending_signals[i]);
  return set;
}

void signals_hold(void)
{
  sigset_t set = ending_set();
  if (hold_count++ == 0)
    pthread_sigmask(SIG_BLOCK, &set, &released);
}

void signals_release(void)
{
  int saved = errno;
  if (--hold_count == 0)
    pthread_sigmask(SIG_SETMASK, &released, NULL);
  errno = saved;
}

/* Runs once: the signal's default action is back in place and ends the process when this returns. */
static void clean_up(int signal)
{
  for (const struct unfinished *unfinished = first_unfinished; unfinished; unfinished = unfinished->next)
    unlink(unfinished->path);
  message_wipe_status();
  raise(signal);
}

void unfinished_watch(void)
{
  struct sigaction action = {.sa_handler = clean_up, .sa_mask = ending_set(), .sa_flags = (int)SA_RESETHAND};
  for (size_t i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++) {
    struct sigaction old;
    if (sigaction(ending_signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
      sigaction(ending_signals[i], &action, NULL);
  }
  signal(SIGXFSZ, SIG_IGN);
}

/* Takes it out of the list; its path stays. */
static void leave_list(const struct unfinished *unfinished)
{
  if (first_unfinished == unfinished) {
    first_unfinished = unfinished->next;
    return;
  }
  for (struct unfinished *other = first_unfinished; other; other = other->next) {
    if (other->next == unfinished)
      other->next = unfinished->next;
  }
}

int unfinished_make(struct unfinished *unfinished, const char *beside)
{
  const char *slash = strrchr(beside, '/');
  int folder_length = slash ? (int)(slash + 1 - beside) : 0;
  if (asprintf(&unfinished->path, "%.*s.reword-XXXXXX", folder_length, beside) < 0) {
    unfinished->path = NULL;
    errno = ENOMEM;
    return -1;
  }
  signals_hold();
  int descriptor = mkostemp(unfinished->path, O_CLOEXEC);
  if (descriptor >= 0) {
    unfinished->next = first_unfinished;
    first_unfinished = unfinished;
  }
  signals_release();
  if (descriptor < 0) {
    int saved = errno;
    free(unfinished->path);
    unfinished->path = NULL;
    errno = saved;
  }
  return descriptor;
}

void unfinished_remove(struct unfinished *unfinished)
{
  if (!unfinished->path)
    return;
  signals_hold();
  unlink(unfinished->path);
  leave_list(unfinished);
  signals_release();
  free(unfinished->path);
  unfinished->path = NULL;
}

bool unfinished_rename(struct unfinished *unfinished, const char *path)
{
  signals_hold();
  bool done = rename(unfinished->path, path) == 0;
  if (done)
    leave_list(unfinished);
  signals_release();
  if (!done)
    return false;
  free(unfinished->path);
  unfinished->path = NULL;
  return true;
}

void unfinished_forget(struct unfinished *unfinished)
{
  signals_hold();
  leave_list(unfinished);
  signals_release();
  free(unfinished->path);
  unfinished->path = NULL;
}
