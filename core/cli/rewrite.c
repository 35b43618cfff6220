#include "command.h"
#include "input.h"
#include "message.h"
#include "run.h"

#include <stdio.h>

/* Runs with an open engine. */
static int run_engine(struct run *run)
{
  const struct rewrite_options *options = run->options;
  if (!files_prepare(options))
    return EXIT_USAGE;
  unfinished_watch();
  if (options->edits && !output_open(&run->edits, options->edits, NULL))
    return EXIT_USAGE;
  input_announce(options->files, options->file_count);
  bool done = options->jsonl ? stream_rewrite(run) : files_rewrite(run);
  if (options->edits)
    done = output_commit(&run->edits) && done;
  done = output_close_standard() && done;
  if (options->stats)
    summary_show(&run->summary, options->jsonl ? "lines" : "files");
  return done ? EXIT_DONE : EXIT_FAILED;
}

static int rewrite(const struct rewrite_options *options)
{
  struct run run = {.options = options};
  rw_error error;
  if (rw_engine_open(&options->settings, &run.engine, &error) != RW_OK) {
    complain("%s", error.message);
    return EXIT_USAGE;
  }
  int status = run_engine(&run);
  rw_engine_close(run.engine);
  return status;
}

static bool print_version(void)
{
  char text[64];
  snprintf(text, sizeof text, "reword %s\n", rw_version());
  return output_print(text);
}

int command_rewrite(int argc, char **argv)
{
  struct rewrite_options options;
  int status = EXIT_USAGE;
  switch (rewrite_options_open(&options, argc, argv)) {
  case REWRITE_FILES:
    status = rewrite(&options);
    break;
  case REWRITE_HELP:
    status = output_print(rewrite_help) ? EXIT_DONE : EXIT_FAILED;
    break;
  case REWRITE_VERSION:
    status = print_version() ? EXIT_DONE : EXIT_FAILED;
    break;
  case REWRITE_MISUSED:
    break;
  }
  rewrite_options_close(&options);
  return status;
}
