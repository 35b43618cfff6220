/* make bench: how many small documents the command answers in a second as lines of JSON, with one thread and with two,
 * and the most memory it takes.
 *
 * usage: bench_jsonl [--repeat N] COMMAND
 * Each row is the median of N rounds (default 5), with the least and the most. The rounds of the rows alternate, so a
 * machine that drifts slows both. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DOCUMENTS = 10000, DOCUMENT_LENGTH = 1000, ROWS = 2, MOST_ROUNDS = 99 };

static void fail(const char *what)
{
  fprintf(stderr, "bench_jsonl: %s\n", what);
  exit(EXIT_FAILURE);
}

/* ---- The documents ---- */

/* A number below `limit`; the same sequence on every machine (Knuth's MMIX generator). */
static uint32_t draw(uint64_t *state, uint32_t limit)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33) % limit;
}

static size_t write_sentence(FILE *file, uint64_t *state)
{
  static const char *const subjects[] = {"The council", "A number of sailors", "The ferry", "The majority of the town"};
  static const char *const verbs[] = {"met", "waited", "was rebuilt", "sailed", "is able to stay"};
  static const char *const ends[] = {"in order to save the line", "prior to the storm",
                                     "due to the fact that 40 people paid for it", "with the <b>new</b> captain",
                                     "and left the <a href=\\\"/harbour\\\">harbour</a> at the end of the year"};
  int length = fprintf(file, "%s %s %s. ", subjects[draw(state, sizeof subjects / sizeof *subjects)],
                       verbs[draw(state, sizeof verbs / sizeof *verbs)], ends[draw(state, sizeof ends / sizeof *ends)]);
  return length > 0 ? (size_t)length : 0;
}

static void write_document(FILE *file, int number, uint64_t *state)
{
  fprintf(file, "{\"id\":%d,\"html\":\"<!DOCTYPE html><html lang=en><title>The ferry of the town</title>", number);
  for (size_t length = 0; length < DOCUMENT_LENGTH;) {
    fputs("<p>", file);
    for (uint32_t left = 2 + draw(state, 3); left > 0; left--)
      length += write_sentence(file, state);
  }
  fputs("</html>\"}\n", file);
}

/* All documents as a file without a name. Returns its descriptor. */
static int write_documents(void)
{
  uint64_t state = 1;
  FILE *file = tmpfile();
  if (!file)
    fail("no temporary file can be made");
  for (int i = 0; i < DOCUMENTS; i++)
    write_document(file, i, &state);
  if (fflush(file) != 0)
    fail("the temporary file cannot be written");
  return fileno(file);
}

/* ---- Measuring ---- */

static const char *const jobs[ROWS] = {"1", "2"};

struct round {
  double seconds;
  long kilobytes; /* the most that was in memory at once */
};

static double seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Becomes the command. */
static void run_command(const char *command, const char *threads, int documents)
{
  int nothing = open("/dev/null", O_WRONLY);
  if (lseek(documents, 0, SEEK_SET) != 0 || dup2(documents, STDIN_FILENO) < 0 || dup2(nothing, STDOUT_FILENO) < 0)
    _exit(127);
  execl(command, command, "--format=jsonl", "-j", threads, (char *)NULL);
  _exit(127);
}

static struct round measure(const char *command, const char *threads, int documents)
{
  double start = seconds();
  pid_t child = fork();
  if (child == 0)
    run_command(command, threads, documents);
  int status;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
    fail("the command failed");
  return (struct round){seconds() - start, usage.ru_maxrss};
}

static int by_seconds(const void *one, const void *other)
{
  const struct round *left = one, *right = other;
  return left->seconds < right->seconds ? -1 : left->seconds > right->seconds;
}

int main(int count, char **arguments)
{
  static struct round rounds[ROWS][MOST_ROUNDS];
  int repeat = count == 4 && strcmp(arguments[1], "--repeat") == 0 ? atoi(arguments[2]) : 5;
  if ((count != 2 && count != 4) || repeat < 1 || repeat > MOST_ROUNDS)
    fail("usage: bench_jsonl [--repeat N] COMMAND");
  int documents = write_documents();
  for (int i = 0; i < repeat; i++) {
    for (int row = 0; row < ROWS; row++)
      rounds[row][i] = measure(arguments[count - 1], jobs[row], documents);
  }
  printf("%d documents of about %d bytes as lines of JSON, %d rounds\n", DOCUMENTS, DOCUMENT_LENGTH, repeat);
  for (int row = 0; row < ROWS; row++) {
    qsort(rounds[row], (size_t)repeat, sizeof **rounds, by_seconds);
    const struct round *median = &rounds[row][repeat / 2];
    printf("-j %s %27.0f documents/s  (%.0f to %.0f)  %.2f x -j 1, peak memory %.1f MB\n", jobs[row],
           DOCUMENTS / median->seconds, DOCUMENTS / rounds[row][repeat - 1].seconds, DOCUMENTS / rounds[row][0].seconds,
           rounds[0][repeat / 2].seconds / median->seconds, (double)median->kilobytes / 1024);
  }
  return EXIT_SUCCESS;
}
