/* files - rewriting files, each a document. */
#include "run.h"

#include "crew.h"
#include "input.h"
#include "message.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A run over files under way. */
struct batch {
  struct run *run;
  int begun;   /* how many files; of the worker that makes items */
  bool *again; /* for each file, whether one before it is the same and will be rewritten */
};

/* A file at work. */
struct file_item {
  const char *name;
  bool again; /* nothing is to be done */
  struct input input;
  int unread;        /* errno when it could not be read; else 0 */
  rw_result *result; /* NULL: it could not be rewritten, `error` says why */
  rw_error error;
  char *difference, *edits; /* when the options want them; NULL then: no memory */
  size_t difference_length, edits_length;
};

/* ---- In the workers ---- */

static bool produce(void *context, void *made, size_t *weight)
{
  struct batch *batch = context;
  const struct rewrite_options *options = batch->run->options;
  if (batch->begun == options->file_count)
    return false;
  struct file_item *item = made;
  *item = (struct file_item){.name = options->files[batch->begun], .again = batch->again[batch->begun]};
  batch->begun++;
  struct stat status;
  if (stat(item->name, &status) == 0 && S_ISREG(status.st_mode))
    *weight = (size_t)status.st_size;
  return true;
}

static void process(void *context, void *taken)
{
  const struct batch *batch = context;
  const struct rewrite_options *options = batch->run->options;
  struct file_item *item = taken;
  if (item->again)
    return;
  if (!input_read(item->name, &item->input)) {
    item->unread = errno;
    return;
  }
  rw_input document = {
      .size = sizeof document,
      .name = item->name,
      .bytes = item->input.bytes,
      .length = item->input.length,
      .format = options->format,
      .encoding = options->encoding,
  };
  if (rw_rewrite(batch->run->engine, &document, &item->result, &item->error) != RW_OK)
    return;
  if (options->diff)
    item->difference = rw_result_difference(item->result, options->color, &item->difference_length);
  if (options->edits)
    item->edits = rw_result_edits(item->result, &item->edits_length);
}

static void clear(void *taken)
{
  struct file_item *item = taken;
  rw_result_free(item->result);
  free(item->difference);
  free(item->edits);
  input_free(&item->input);
  *item = (struct file_item){0};
}

/* ---- In the first thread ---- */

/* The last part of a path. */
static const char *base_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* Appends a text that the library made; NULL means that it had no memory. */
static bool append_text(struct output *output, const char *text, size_t length)
{
  if (!text) {
    complain("%s: cannot be written: no memory is left", output_name(output->path));
    output->failed = true;
  }
  return text && output_append(output, text, length);
}

static bool show_difference(const struct file_item *item)
{
  struct output output;
  return output_open(&output, "-", NULL) && append_text(&output, item->difference, item->difference_length);
}

/* Keeps the old content of a file as a copy beside it. */
static bool keep_copy(const struct file_item *item, const char *suffix)
{
  char *target = output_follow(item->name);
  char *copy = NULL;
  if (!target || asprintf(&copy, "%s%s", target, suffix) < 0) {
    complain("%s: cannot be kept: %s", item->name, strerror(errno));
    copy = NULL;
  }
  bool done = copy && output_write(copy, &item->input.status, item->input.bytes, item->input.length);
  free(target);
  free(copy);
  return done;
}

/* Rewrites a file where it is, after keeping a copy when one is wanted. An unchanged page is not touched. */
static bool write_in_place(const struct rewrite_options *options, const struct file_item *item, bool changed)
{
  if (!changed)
    return true;
  if (!S_ISREG(item->input.status.st_mode)) {
    complain("%s: is no regular file and cannot be rewritten in place; use -o", item->name);
    return false;
  }
  if (options->suffix && !keep_copy(item, options->suffix))
    return false;
  size_t length;
  const char *bytes = rw_result_bytes(item->result, &length);
  return output_write(item->name, NULL, bytes, length);
}

/* Writes a page into the folder of -o under the name of its input. */
static bool write_into_folder(const char *folder, const char *name, const char *bytes, size_t length)
{
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
static bool write_page(const struct rewrite_options *options, const struct file_item *item, bool changed)
{
  size_t length;
  const char *bytes = rw_result_bytes(item->result, &length);
  if (options->diff)
    return show_difference(item);
  if (options->in_place)
    return write_in_place(options, item, changed);
  if (options->out_is_folder)
    return write_into_folder(options->out, item->name, bytes, length);
  return output_write(options->out ? options->out : "-", NULL, bytes, length);
}

/* Takes what came of a file. False: it failed; it has complained. */
static bool take_file(struct run *run, const struct file_item *item)
{
  if (item->again)
    return true;
  if (item->unread) {
    input_complain(item->name, item->unread);
    return false;
  }
  if (!item->result) {
    complain("%s: cannot be rewritten: %s", input_name(item->name), item->error.message);
    return false;
  }
  const char *warning;
  for (size_t i = 0; (warning = rw_result_warning(item->result, i)); i++)
    complain("warning: %s: %s", input_name(item->name), warning);
  rw_counts counts = {.size = sizeof counts};
  rw_result_counts(item->result, &counts);
  summary_add(&run->summary, &counts);
  size_t length;
  const char *bytes = rw_result_bytes(item->result, &length);
  bool changed = length != item->input.length || memcmp(bytes, item->input.bytes, length) != 0;
  run->summary.changed += changed;
  bool done = write_page(run->options, item, changed);
  if (done && run->options->edits)
    append_text(&run->edits, item->edits, item->edits_length);
  return done;
}

static bool consume(void *context, void *taken)
{
  struct run *run = ((struct batch *)context)->run;
  run->summary.failed += !take_file(run, taken);
  run->summary.done++;
  clear(taken);
  progress_update(&run->progress, &run->summary);
  return true;
}

/* ---- The whole ---- */

struct identity {
  int place; /* among the files */
  dev_t device;
  ino_t number;
};

static int compare_identities(const void *one, const void *other)
{
  const struct identity *left = one, *right = other;
  if (left->device != right->device)
    return left->device < right->device ? -1 : 1;
  if (left->number != right->number)
    return left->number < right->number ? -1 : 1;
  return left->place - right->place;
}

/* Marks every file that is the same as one before it: no file may be read while it is being written. False: no
 * memory. */
static bool mark_again(const struct rewrite_options *options, bool *again)
{
  struct identity *identities = malloc((size_t)options->file_count * sizeof *identities);
  if (!identities)
    return false;
  size_t count = 0;
  struct stat status;
  for (int i = 0; i < options->file_count; i++) {
    if (stat(options->files[i], &status) == 0)
      identities[count++] = (struct identity){i, status.st_dev, status.st_ino};
  }
  qsort(identities, count, sizeof *identities, compare_identities);
  for (size_t i = 1; i < count; i++)
    again[identities[i].place] =
        identities[i].device == identities[i - 1].device && identities[i].number == identities[i - 1].number;
  free(identities);
  return true;
}

static bool rewrite_batch(struct batch *batch)
{
  const struct rewrite_options *options = batch->run->options;
  unsigned count = (unsigned)options->file_count;
  struct crew_plan plan = {
      .context = batch,
      .workers = count < options->jobs ? count : options->jobs,
      .item_size = sizeof(struct file_item),
      .produce = produce,
      .process = process,
      .consume = consume,
      .clear = clear,
  };
  batch->again = calloc(count, sizeof *batch->again);
  bool done = batch->again && (!options->in_place || mark_again(options, batch->again)) && crew_run(&plan);
  free(batch->again);
  return done;
}

bool files_rewrite(struct run *run)
{
  struct batch batch = {.run = run};
  uint64_t count = (uint64_t)run->options->file_count;
  progress_open(&run->progress, run->options->progress, count);
  bool done = rewrite_batch(&batch);
  progress_close(&run->progress);
  if (!done)
    complain("no memory is left to work with");
  else if (run->options->progress && run->summary.failed > 0)
    complain("%" PRIu64 " of %" PRIu64 " files failed; the others are done", run->summary.failed, count);
  return done && run->summary.failed == 0;
}

/* ---- Before all that ---- */

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

bool files_prepare(const struct rewrite_options *options)
{
  return !options->out_is_folder || (check_base_names(options) && make_folder(options->out));
}
