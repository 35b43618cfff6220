#include "progress.h"

#include "message.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sys/ioctl.h>

/* Seconds between two drawings. */
#define DRAWING_INTERVAL 0.1

/* Columns of a terminal that does not tell; the most that are used; the fewest that a bar is drawn in. */
#define USUAL_COLUMNS 80
#define MOST_COLUMNS 120
#define FEWEST_BAR_COLUMNS 10

static double seconds_between(const struct timespec *start, const struct timespec *end)
{
  return (double)(end->tv_sec - start->tv_sec) + (double)(end->tv_nsec - start->tv_nsec) * 1e-9;
}

static int columns(void)
{
  struct winsize size;
  int count = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : USUAL_COLUMNS;
  return count < MOST_COLUMNS ? count : MOST_COLUMNS;
}

/* "3.4/s, 1:02 left, 2 failed", as far as it is known. */
static void describe_pace(const struct progress *progress, const struct summary *summary, double elapsed, char *pace,
                          size_t size)
{
  char left[64] = "", failed[64] = "";
  double rate = elapsed > 0 ? (double)summary->done / elapsed : 0;
  if (progress->total > summary->done && rate > 0) {
    double seconds = (double)(progress->total - summary->done) / rate;
    unsigned long whole = seconds < 3.6e6 ? (unsigned long)seconds : 3599999;
    snprintf(left, sizeof left, ", %lu:%02lu:%02lu left", whole / 3600, whole / 60 % 60, whole % 60);
  }
  if (summary->failed > 0)
    snprintf(failed, sizeof failed, ", %" PRIu64 " failed", summary->failed);
  snprintf(pace, size, "%.*f/s%s%s", rate < 10 ? 1 : 0, rate, left, failed);
}

/* Draws "[####....] 450/900, 3.4/s, …" as wide as the terminal, without its last column, so that no line wraps. */
static void draw(struct progress *progress, const struct summary *summary)
{
  char pace[256], count[64], line[512], bar[MOST_COLUMNS + 1] = "";
  describe_pace(progress, summary, seconds_between(&progress->start, &progress->drawn), pace, sizeof pace);
  if (progress->total > 0)
    snprintf(count, sizeof count, "%" PRIu64 "/%" PRIu64, summary->done, progress->total);
  else
    snprintf(count, sizeof count, "%" PRIu64 " done", summary->done);
  int width = columns() - 1;
  int room = width - (int)(strlen(count) + strlen(pace)) - (int)strlen("[] , ");
  if (progress->total > 0 && room >= FEWEST_BAR_COLUMNS) {
    int full = (int)((double)room * (double)summary->done / (double)progress->total);
    memset(bar, '#', (size_t)full);
    memset(bar + full, '.', (size_t)(room - full));
    bar[room] = '\0';
  }
  snprintf(line, sizeof line, "%s%s%s%s, %s", *bar ? "[" : "", bar, *bar ? "] " : "", count, pace);
  line[width] = '\0';
  message_show_status(line);
}

void progress_open(struct progress *progress, bool shown, uint64_t total)
{
  *progress = (struct progress){.shown = shown, .total = total};
  if (!shown)
    return;
  clock_gettime(CLOCK_MONOTONIC, &progress->start);
  progress->drawn = progress->start;
  draw(progress, &(struct summary){0});
}

void progress_update(struct progress *progress, const struct summary *summary)
{
  if (!progress->shown)
    return;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (seconds_between(&progress->drawn, &now) < DRAWING_INTERVAL)
    return;
  progress->drawn = now;
  draw(progress, summary);
}

void progress_close(struct progress *progress)
{
  if (progress->shown)
    message_show_status("");
  progress->shown = false;
}
