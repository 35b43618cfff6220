#include "command.h"
#include "input.h"
#include "message.h"
#include "output.h"
#include "rewrite_options.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A run over all files. */
struct run {
  const struct rewrite_options *options;
  rw_engine *engine;
  struct output edits; /**< open when options->edits */
  rw_counts total;
  uint64_t changed; /**< files */
  uint64_t failed;  /**< files */
};

/* The last part of a path. */
static const char *base_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* Writes a text that the library made, and frees it; NULL means that it had no memory. */
static bool write_text(struct output *output, char *text, size_t length)
{
  if (!text) {
    complain("%s: cannot be written: no memory is left", output_name(output->path));
    output->failed = true;
  }
  bool done = text && output_append(output, text, length);
  free(text);
  return done;
}

static bool show_difference(const struct run *run, const rw_result *result)
{
  struct output output;
  size_t length = 0;
  char *text = rw_result_difference(result, run->options->color, &length);
  bool done = output_open(&output, "-", NULL);
  return write_text(&output, text, length) && done;
}

/* Rewrites a file where it is, after keeping a copy when one is wanted. An unchanged page is not touched. */
static bool write_in_place(const struct run *run, const char *name, const struct input *input, const char *bytes,
                           size_t length)
{
  if (length == input->length && memcmp(bytes, input->bytes, length) == 0)
    return true;
  if (!S_ISREG(input->status.st_mode)) {
    complain("%s: is no regular file and cannot be rewritten in place; use -o", name);
    return false;
  }
  bool done = true;
  if (run->options->suffix) {
    char *target = output_follow(name);
    char *copy = NULL;
    if (!target || asprintf(&copy, "%s%s", target, run->options->suffix) < 0) {
      complain("%s: cannot be kept: %s", name, strerror(errno));
      copy = NULL;
    }
    done = copy && output_write(copy, &input->status, input->bytes, input->length);
    free(target);
    free(copy);
  }
  return done && output_write(name, NULL, bytes, length);
}

/* Writes a page into the folder of -o under the name of its input. */
static bool write_into_folder(const struct run *run, const char *name, const char *bytes, size_t length)
{
  const char *folder = run->options->out;
  const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
  char *path;
  if (asprintf(&path, "%s%s%s", folder, slash, base_name(name)) < 0) {
    complain("%s: no memory is left", name);
    return false;
  }
  bool done = output_write(path, NULL, bytes, length);
  free(path);
  return done;
}

/* Puts a result where the options want it. */
static bool write_page(const struct run *run, const char *name, const struct input *input, const rw_result *result)
{
  const struct rewrite_options *options = run->options;
  size_t length;
  const char *bytes = rw_result_bytes(result, &length);
  if (options->diff)
    return show_difference(run, result);
  if (options->in_place)
    return write_in_place(run, name, input, bytes, length);
  if (options->out_is_folder)
    return write_into_folder(run, name, bytes, length);
  return output_write(options->out ? options->out : "-", NULL, bytes, length);
}

static void count_result(struct run *run, const struct input *input, const rw_result *result)
{
  rw_counts counts = {.size = sizeof counts};
  rw_result_counts(result, &counts);
  run->total.passages += counts.passages;
  run->total.selected += counts.selected;
  run->total.changed += counts.changed;
  run->total.applied += counts.applied;
  run->total.refused += counts.refused;
  run->total.passed_over += counts.passed_over;
  size_t length;
  const char *bytes = rw_result_bytes(result, &length);
  run->changed += length != input->length || memcmp(bytes, input->bytes, length) != 0;
}

/* Rewrites what was read from one file. False: it has complained. */
static bool rewrite_input(struct run *run, const char *name, const struct input *input)
{
  const struct rewrite_options *options = run->options;
  rw_input document = {
      .size = sizeof document,
      .name = name,
      .bytes = input->bytes,
      .length = input->length,
      .format = options->format,
      .encoding = options->encoding,
  };
  rw_result *result = NULL;
  rw_error error;
  if (rw_rewrite(run->engine, &document, &result, &error) != RW_OK) {
    complain("%s: cannot be rewritten: %s", input_name(name), error.message);
    return false;
  }
  const char *warning;
  for (size_t i = 0; (warning = rw_result_warning(result, i)); i++)
    complain("warning: %s: %s", input_name(name), warning);
  count_result(run, input, result);
  bool done = write_page(run, name, input, result);
  if (done && options->edits) {
    size_t length = 0;
    char *text = rw_result_edits(result, &length);
    write_text(&run->edits, text, length);
  }
  rw_result_free(result);
  return done;
}

static void rewrite_files(struct run *run)
{
  for (int i = 0; i < run->options->file_count; i++) {
    struct input input;
    const char *name = run->options->files[i];
    bool done = input_read(name, &input);
    if (done) {
      done = rewrite_input(run, name, &input);
      input_free(&input);
    }
    run->failed += !done;
  }
}

static void show_stats(const struct run *run)
{
  const rw_counts *total = &run->total;
  complain("files: %d, changed %" PRIu64 ", failed %" PRIu64, run->options->file_count, run->changed, run->failed);
  complain("passages: %" PRIu64 ", selected %" PRIu64 ", changed %" PRIu64, total->passages, total->selected,
           total->changed);
  complain("edits: applied %" PRIu64 ", refused %" PRIu64 ", passed over %" PRIu64, total->applied, total->refused,
           total->passed_over);
}

static int compare_base_names(const void *one, const void *other)
{
  return strcmp(base_name(*(const char *const *)one), base_name(*(const char *const *)other));
}

/* Whether no two files would go to the same place in the folder of -o. */
static bool check_base_names(const struct rewrite_options *options)
{
  size_t count = (size_t)options->file_count;
  const char **files = malloc(count * sizeof *files);
  if (!files) {
    complain("no memory is left");
    return false;
  }
  memcpy((void *)files, options->files, count * sizeof *files);
  qsort((void *)files, count, sizeof *files, compare_base_names);
  bool distinct = true;
  for (size_t i = 1; i < count && distinct; i++) {
    distinct = compare_base_names(&files[i - 1], &files[i]) != 0;
    if (!distinct)
      complain("%s and %s would both become %s in the folder of '-o'; run them into folders of their own", files[i - 1],
               files[i], base_name(files[i]));
  }
  free((void *)files);
  return distinct;
}

/* Makes sure that the folder of -o is there. */
static bool make_folder(const char *folder)
{
  if (mkdir(folder, 0777) == 0 || errno == EEXIST)
    return true;
  complain("%s: this folder cannot be made: %s", folder, strerror(errno));
  return false;
}

/* Runs over the files with an open engine. */
static int run_engine(struct run *run)
{
  const struct rewrite_options *options = run->options;
  if (options->out_is_folder && (!check_base_names(options) || !make_folder(options->out)))
    return EXIT_USAGE;
  unfinished_watch();
  if (options->edits && !output_open(&run->edits, options->edits, NULL))
    return EXIT_USAGE;
  rewrite_files(run);
  bool done = run->failed == 0;
  if (options->edits)
    done = output_commit(&run->edits) && done;
  done = output_close_standard() && done;
  if (options->stats)
    show_stats(run);
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
