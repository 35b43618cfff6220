/* Every allocation fails once in turn: the library answers with its whole work or with a clean error, and gives back
 * all its memory.
 *
 * The program's own malloc and its kin count, and fail where they are told to. They stand before those of glibc, so
 * elsewhere, and under sanitizers, which have a malloc of their own, the tests are skipped. Each failure has a process
 * of its own.
 *
 * usage: test_memory                  all scenarios
 *        test_memory SCENARIO N       one scenario with its Nth allocation failing, for a debugger: break at `injected`
 *        test_memory --libraries      all scenarios, and allocations of the libraries fail too that cannot bear it */
#include <reword/reword.h>

#include <check.h>
#include <dlfcn.h>
#include <errno.h>
#include <features.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define OTHER_MALLOC
#endif
#endif
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__ || !defined __GLIBC__
#define OTHER_MALLOC
#endif

/** What automake takes for a skipped test. */
#define SKIPPED 77

#ifdef OTHER_MALLOC

int main(void)
{
  printf("skipped: malloc cannot be replaced here\n");
  return SKIPPED;
}

#else

/* ---- An allocator that counts and fails ---- */

/* Volatile, for compilers assume that malloc and free change no variable of the program. */
static volatile struct {
  long live;          /* blocks */
  unsigned long made; /* allocations since counting began */
  unsigned long fail; /* which of them fails, from 1; 0: none */
  bool counting;
  bool injected;  /* one failed */
  bool libraries; /* those of `fragile` libraries count too */
} memory;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);
void *memalign(size_t alignment, size_t size);

/* Where an allocation fails. A debugger stops here. */
__attribute__((noinline)) static void *injected(void)
{
  memory.injected = true;
  errno = ENOMEM;
  return NULL;
}

/* Whether code belongs to a library that by itself leaks or crashes when its allocations fail (libxml2 2.9.14, libyaml
 * 0.2.5, libltdl 2.4.7, the dynamic loader of glibc 2.36), so that nothing could be said of reword. */
static bool is_fragile(const void *code)
{
  static const char *const fragile[] = {"/libxml2.", "/libyaml", "/libltdl.", "/ld-linux"};
  Dl_info info;
  if (dladdr(code, &info) == 0 || !info.dli_fname)
    return false;
  for (size_t i = 0; i < sizeof fragile / sizeof *fragile; i++)
    if (strstr(info.dli_fname, fragile[i]))
      return true;
  return false;
}

/* Counts an allocation that `caller` asks for, and says whether it fails. */
static bool fails_now(const void *caller)
{
  if (!memory.counting || (!memory.libraries && is_fragile(caller)))
    return false;
  return ++memory.made == memory.fail;
}

static void *count_block(void *block)
{
  memory.live += block != NULL;
  return block;
}

RW_PUBLIC void *malloc(size_t size)
{
  return fails_now(__builtin_return_address(0)) ? injected() : count_block(__libc_malloc(size));
}

RW_PUBLIC void *calloc(size_t count, size_t size)
{
  return fails_now(__builtin_return_address(0)) ? injected() : count_block(__libc_calloc(count, size));
}

RW_PUBLIC void *realloc(void *block, size_t size)
{
  bool frees = block && size == 0;
  if (!frees && fails_now(__builtin_return_address(0)))
    return injected();
  void *moved = __libc_realloc(block, size);
  if (frees)
    memory.live -= moved == NULL;
  else if (!block)
    count_block(moved);
  return moved;
}

RW_PUBLIC void *memalign(size_t alignment, size_t size)
{
  return fails_now(__builtin_return_address(0)) ? injected() : count_block(__libc_memalign(alignment, size));
}

RW_PUBLIC void *aligned_alloc(size_t alignment, size_t size)
{
  return memalign(alignment, size);
}

RW_PUBLIC int posix_memalign(void **block, size_t alignment, size_t size)
{
  void *made = memalign(alignment, size);
  if (!made)
    return ENOMEM;
  *block = made;
  return 0;
}

RW_PUBLIC void free(void *block)
{
  memory.live -= block != NULL;
  __libc_free(block);
}

static void start_counting(unsigned long fail)
{
  memory.made = 0;
  memory.fail = fail;
  memory.injected = false;
  memory.counting = true;
}

/* ---- Scenarios ---- */

static const char page[] =
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A ferry is able to sail - News</title></head>"
    "<body><h1>A ferry is able to sail</h1>"
    "<p class=lead>The ferry was rebuilt <em>in order to</em> save the line &amp; <a href=/x>the majority of</a> the "
    "jobs<sup>[1]</sup>, which are 40.<!-- note --></p>"
    "<ul><li>It is <b>not <i>prior to</b> noon</i> yet.<li>An <img src=a> image, <code>code</code></ul></body></html>";

static const char western_page[] =
    "<p>The caf\xE9 \x93opens\x94 in order to serve the majority of the town \x85 and it is the best of all.</p>";

static const char plain_text[] = "The ferry was rebuilt in order to save the line.\n\n"
                                 "It is for the majority of the people of the town.\n";

static const char phrases[] = "in order to = to (0.9) | so as to (0.8)\nthe majority of = most of (0.9)\n"
                              "is able to = can (0.9)\nprior to = before (0.9)\n";

static const char configuration[] = "language: en\n"
                                    "protect: {terms: [ferry line], select: [\"//h1\"]}\n"
                                    "chains:\n"
                                    "  all: &all [synonym: {rate: 1, builtin: false, phrases: phrases.txt}]\n"
                                    "  body: *all\n"
                                    "apply:\n"
                                    "  - {select: \"//title\", chain: all}\n"
                                    "  - {select: \"//p | //li[contains(., 'noon')]\", chain: body}\n";

/* The folder that holds the configuration and its phrases. */
static char folder[] = "/tmp/reword-test-XXXXXX";
static char config_path[sizeof folder + 16];
static char phrases_path[sizeof folder + 16];

/** What is done while allocations fail. Beside it the engine is opened and closed. */
enum deed { OPEN, REWRITE, LIST, DESCRIBE };

static const struct scenario {
  const char *name;
  enum deed deed;
  bool builtin;      /* with the built-in configuration and `chain` */
  const char *chain; /* NULL: none */
  rw_format format;
  const char *bytes;
  const char *encoding;
} scenarios[] = {
    {.name = "the built-in configuration opens", .deed = OPEN, .builtin = true},
    {.name = "a configuration with selections opens", .deed = OPEN},
    {.name = "a chain opens in place of the configuration's", .deed = OPEN, .chain = "[synonym: {builtin: false}]"},
    {.name = "a page is rewritten",
     .deed = REWRITE,
     .builtin = true,
     .chain = "[synonym: {rate: 1}, synonym: {rate: 1}]",
     .bytes = page},
    {.name = "a page is rewritten by selections", .deed = REWRITE, .bytes = page},
    {.name = "a windows-1252 page is rewritten", .deed = REWRITE, .bytes = western_page, .encoding = "windows-1252"},
    {.name = "plain text is rewritten", .deed = REWRITE, .bytes = plain_text, .format = RW_FORMAT_TEXT},
    {.name = "lines are rewritten", .deed = REWRITE, .bytes = plain_text, .format = RW_FORMAT_LINES},
    {.name = "plugins are listed", .deed = LIST},
    {.name = "a plugin is described", .deed = DESCRIBE},
};

enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };

/* What a scenario gives: its page or list, its edits and its difference. */
enum { OUTPUTS = 3 };

struct outcome {
  rw_status status;
  rw_error error;
  char *outputs[OUTPUTS]; /* malloc'ed; NULL: it gave none */
};

static void outcome_free(struct outcome *outcome)
{
  for (int i = 0; i < OUTPUTS; i++)
    free(outcome->outputs[i]);
}

static rw_settings settings_of(const struct scenario *scenario)
{
  return (rw_settings){
      .size = sizeof(rw_settings), .config_path = scenario->builtin ? NULL : config_path, .chain = scenario->chain};
}

static rw_status rewrite(const struct scenario *scenario, rw_engine *engine, struct outcome *outcome)
{
  rw_input input = {.size = sizeof input,
                    .bytes = scenario->bytes,
                    .length = strlen(scenario->bytes),
                    .format = scenario->format,
                    .encoding = scenario->encoding};
  rw_result *result;
  rw_status status = rw_rewrite(engine, &input, &result, &outcome->error);
  if (status != RW_OK)
    return status;
  size_t length;
  outcome->outputs[1] = rw_result_edits(result, &length);
  outcome->outputs[2] = rw_result_difference(result, true, &length);
  memory.counting = false;
  outcome->outputs[0] = strdup(rw_result_bytes(result, &length));
  rw_result_free(result);
  return RW_OK;
}

/* Runs a scenario with its `fail`th allocation failing. */
static void run(const struct scenario *scenario, unsigned long fail, struct outcome *outcome)
{
  rw_settings settings = settings_of(scenario);
  rw_engine *engine = NULL;
  *outcome = (struct outcome){.status = RW_OK};
  if (scenario->deed == REWRITE)
    outcome->status = rw_engine_open(&settings, &engine, &outcome->error);
  start_counting(fail);
  if (scenario->deed == OPEN)
    outcome->status = rw_engine_open(&settings, &engine, &outcome->error);
  else if (scenario->deed == LIST)
    outcome->status = rw_plugins(&settings, &outcome->outputs[0], &outcome->error);
  else if (scenario->deed == DESCRIBE)
    outcome->status = rw_describe(&settings, "synonym", true, &outcome->outputs[0], &outcome->error);
  else if (engine)
    outcome->status = rewrite(scenario, engine, outcome);
  memory.counting = false;
  rw_engine_close(engine);
}

/* ---- The judge ---- */

static bool is_one_line(const char *message)
{
  return *message && !strpbrk(message, "\r\n");
}

/* What is wrong with an outcome beside that of a run without failures; NULL: nothing. Without memory there may be no
 * edits and no difference, but none that are otherwise. A list may say of a plugin why it cannot be loaded; and in a
 * description jansson 2.14 leaves out what it had no memory for, unseen. */
static const char *judge(const struct scenario *scenario, const struct outcome *outcome, const struct outcome *wanted)
{
  if (outcome->status != RW_OK)
    return is_one_line(outcome->error.message) ? NULL : "a failure without a message of one line";
  if (scenario->deed == DESCRIBE || (scenario->deed == LIST && strstr(outcome->outputs[0], "cannot be loaded")))
    return NULL;
  for (int i = 0; i < OUTPUTS; i++) {
    const char *output = outcome->outputs[i];
    if (output ? strcmp(output, wanted->outputs[i]) != 0 : i == 0 && wanted->outputs[0])
      return i == 0 ? "success with another page" : "success with another log or difference";
  }
  return NULL;
}

/* How the process of a failure ends: with these or-ed, or by a signal. */
enum verdict {
  HARM = 1,
  NO_FAILURE = 2 /* the scenario has fewer allocations */
};

/* Runs a scenario with one failure, and says what is wrong. Returns enum verdict, or-ed. */
static int check_failure(const struct scenario *scenario, unsigned long fail, const struct outcome *wanted)
{
  struct outcome outcome;
  long before = memory.live;
  run(scenario, fail, &outcome);
  const char *wrong = judge(scenario, &outcome, wanted);
  outcome_free(&outcome);
  long leaked = memory.live - before;
  int verdict = memory.injected ? 0 : NO_FAILURE;
  if (!wrong && leaked == 0)
    return verdict;
  fprintf(stderr, "\"%s\" %lu: %s; status %d, %ld blocks leaked, message: %s\n", scenario->name, fail,
          wrong ? wrong : "a leak", (int)outcome.status, leaked, outcome.error.message);
  return verdict | HARM;
}

/* The same in a process of its own. */
static int check_apart(const struct scenario *scenario, unsigned long fail, const struct outcome *wanted)
{
  int status;
  pid_t child = fork();
  if (child == 0) {
    alarm(20);
    _exit(check_failure(scenario, fail, wanted));
  }
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  if (WIFEXITED(status))
    return WEXITSTATUS(status);
  fprintf(stderr, "\"%s\" %lu: signal %d\n", scenario->name, fail, WTERMSIG(status));
  return HARM;
}

/* The second run of two without failures: what libraries set up once is there by then. */
static void warm_up(const struct scenario *scenario, struct outcome *wanted)
{
  run(scenario, 0, wanted);
  outcome_free(wanted);
  run(scenario, 0, wanted);
}

START_TEST(every_allocation_may_fail)
{
  const struct scenario *scenario = &scenarios[_i];
  struct outcome wanted;
  warm_up(scenario, &wanted);
  ck_assert_msg(wanted.status == RW_OK, "%s: %s", scenario->name, wanted.error.message);
  ck_assert_msg(scenario->deed != REWRITE || strcmp(wanted.outputs[0], scenario->bytes) != 0, "%s: nothing was changed",
                scenario->name);
  unsigned long bad = 0, fail = 0;
  int verdict;
  do {
    verdict = check_apart(scenario, ++fail, &wanted);
    bad += verdict & HARM;
  } while (!(verdict & NO_FAILURE));
  outcome_free(&wanted);
  ck_assert_msg(fail > 10, "%s: no more than %lu allocations", scenario->name, fail - 1);
  ck_assert_msg(bad == 0, "%s: of %lu allocations that failed %lu did harm", scenario->name, fail - 1, bad);
}
END_TEST

/* ---- The program ---- */

static void write_file(const char *path, const char *text)
{
  FILE *file = fopen(path, "w");
  if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
    perror(path);
    exit(EXIT_FAILURE);
  }
}

static void make_files(void)
{
  if (!mkdtemp(folder)) {
    perror(folder);
    exit(EXIT_FAILURE);
  }
  snprintf(config_path, sizeof config_path, "%s/config.yaml", folder);
  snprintf(phrases_path, sizeof phrases_path, "%s/phrases.txt", folder);
  write_file(config_path, configuration);
  write_file(phrases_path, phrases);
}

static void remove_files(void)
{
  unlink(config_path);
  unlink(phrases_path);
  rmdir(folder);
}

static int run_all(void)
{
  Suite *suite = suite_create("memory");
  TCase *tests = tcase_create("every allocation fails once in turn");
  tcase_set_timeout(tests, 300);
  tcase_add_loop_test(tests, every_allocation_may_fail, 0, SCENARIOS);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed;
}

static int run_one(const char *name, unsigned long fail)
{
  for (int i = 0; i < SCENARIOS; i++) {
    if (strcmp(scenarios[i].name, name) != 0)
      continue;
    struct outcome wanted;
    warm_up(&scenarios[i], &wanted);
    int verdict = check_failure(&scenarios[i], fail, &wanted);
    outcome_free(&wanted);
    return verdict & HARM;
  }
  fprintf(stderr, "test_memory: no scenario '%s'\n", name);
  return 1;
}

int main(int argument_count, char **arguments)
{
  memory.libraries = argument_count == 2 && strcmp(arguments[1], "--libraries") == 0;
  make_files();
  int failed = argument_count == 3 ? run_one(arguments[1], strtoul(arguments[2], NULL, 10)) : run_all();
  remove_files();
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
