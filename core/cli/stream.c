/* stream - answering documents that come as lines of JSON. */
#include "run.h"

#include "crew.h"
#include "input.h"
#include "jsonl.h"
#include "lines.h"
#include "message.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

/* Answers are written together up to about so many bytes. */
#define BATCH_LENGTH ((size_t)1 << 16)

/* A run over streams under way. */
struct stream {
  struct run *run;

  /* Of the worker that makes items. */
  int file;       /* the place of the one being read among the files */
  int descriptor; /* of it; -1: it is not open yet */
  int stop[2];    /* a pipe: when its end for writing is closed, nothing more is read */
  struct lines lines;

  /* Of the first thread. */
  struct output output;
  struct text batch; /* answers that were not written yet, whole lines */
  bool unread;       /* some file could not be read, or not to its end */
};

enum line_kind { KIND_LINE, KIND_EMPTY, KIND_TOO_LONG, KIND_NO_MEMORY, KIND_UNREAD };

/* A line at work, or a file that cannot be read on. */
struct line_item {
  enum line_kind kind;
  const char *file;
  uint64_t number;
  int error; /* of KIND_UNREAD: errno */
  struct text line;
  struct jsonl_answer answer;
};

/* ---- In the workers ---- */

/* Reads what there is once there is something, as read(2); nothing once the run is stopped. */
static ssize_t read_some(void *context, char *bytes, size_t room)
{
  const struct stream *stream = context;
  for (;;) {
    struct pollfd ends[] = {{.fd = stream->descriptor, .events = POLLIN}, {.fd = stream->stop[0]}};
    int count = poll(ends, 2, -1);
    if (count < 0 && errno != EINTR)
      return -1;
    if (count <= 0)
      continue;
    if (ends[1].revents)
      return 0;
    ssize_t length = read(stream->descriptor, bytes, room);
    if (length >= 0 || (errno != EINTR && errno != EAGAIN))
      return length;
  }
}

/* Opens the file at hand. False: errno says why. */
static bool open_file(struct stream *stream)
{
  struct stat status;
  stream->descriptor = input_open(stream->run->options->files[stream->file], &status);
  struct lines *lines = &stream->lines;
  lines->number = 0;
  lines->start = lines->end = 0;
  lines->ended = false;
  return stream->descriptor >= 0;
}

/* Goes on to the next file. */
static void leave_file(struct stream *stream)
{
  if (stream->descriptor >= 0)
    input_close(stream->descriptor);
  stream->descriptor = -1;
  stream->file++;
}

/* Makes an item of the next line of the file at hand. False: it has no more. */
static bool take_line(struct stream *stream, struct line_item *item)
{
  static const enum line_kind kinds[] = {
      [LINE_READ] = KIND_LINE, [LINE_TOO_LONG] = KIND_TOO_LONG, [LINE_NO_MEMORY] = KIND_NO_MEMORY};
  const struct rewrite_options *options = stream->run->options;
  item->file = options->files[stream->file];
  enum line_status status = LINE_FAILED;
  if (stream->descriptor >= 0 || open_file(stream))
    status = lines_next(&stream->lines, &item->line);
  if (status == LINE_NONE)
    return false;
  if (status == LINE_FAILED) {
    item->kind = KIND_UNREAD;
    item->error = errno;
    leave_file(stream);
    return true;
  }
  item->kind = kinds[status];
  item->number = stream->lines.number;
  return true;
}

static bool produce(void *context, void *made, size_t *weight)
{
  struct stream *stream = context;
  struct line_item *item = made;
  while (stream->file < stream->run->options->file_count) {
    if (take_line(stream, item)) {
      *weight = item->line.length;
      return true;
    }
    leave_file(stream);
  }
  return false;
}

static void process(void *context, void *taken)
{
  const struct stream *stream = context;
  struct line_item *item = taken;
  struct jsonl_question question = {
      .line = {item->line.bytes, item->line.length},
      .file = stream->run->options->file_count > 1 ? input_name(item->file) : NULL,
      .number = item->number,
  };
  if (item->kind == KIND_TOO_LONG)
    jsonl_refuse(&question, "this is longer than 64 MiB", &item->answer);
  else if (item->kind == KIND_NO_MEMORY)
    jsonl_refuse(&question, "no memory is left", &item->answer);
  else if (item->kind == KIND_LINE && jsonl_is_empty(question.line))
    item->kind = KIND_EMPTY;
  else if (item->kind == KIND_LINE)
    jsonl_answer(stream->run->engine, &question, &item->answer);
}

static void clear(void *taken)
{
  struct line_item *item = taken;
  text_free(&item->line);
  jsonl_answer_free(&item->answer);
}

/* ---- In the first thread ---- */

/* Writes the answers that wait for it. False: it has complained, now or before, and nothing more is read. */
static bool write_batch(struct stream *stream)
{
  output_append(&stream->output, stream->batch.bytes, stream->batch.length);
  text_clear(&stream->batch);
  if (stream->output.failed && stream->stop[1] >= 0) {
    close(stream->stop[1]);
    stream->stop[1] = -1;
  }
  return !stream->output.failed;
}

/* Nothing can be taken at once, so whoever waits for an answer gets what there is. */
static bool idle(void *context)
{
  return write_batch(context);
}

/* Puts an answer among those to be written; if there was no memory for it, one that says so. */
static void append_answer(struct stream *stream, const struct line_item *item)
{
  char spare[96];
  const struct text *line = &item->answer.line;
  int length =
      snprintf(spare, sizeof spare, "{\"id\":null,\"error\":\"line %" PRIu64 ": no memory is left\"}\n", item->number);
  struct text *batch = &stream->batch;
  text_append(batch, line->failed ? spare : line->bytes, line->failed ? (size_t)length : line->length);
  if (!batch->failed)
    return;
  batch->failed = false;
  if (write_batch(stream))
    output_append(&stream->output, line->failed ? spare : line->bytes, line->failed ? (size_t)length : line->length);
}

static void show_warnings(const struct line_item *item)
{
  const struct text *warnings = &item->answer.warnings;
  for (size_t at = 0; at < warnings->length; at += strlen(warnings->bytes + at) + 1)
    complain("warning: %s: line %" PRIu64 ": %s", input_name(item->file), item->number, warnings->bytes + at);
}

/* Takes what came of a line that has an answer. */
static void take_answer(struct stream *stream, const struct line_item *item)
{
  struct run *run = stream->run;
  const struct jsonl_answer *answer = &item->answer;
  show_warnings(item);
  summary_add(&run->summary, &answer->counts);
  run->summary.done++;
  run->summary.changed += answer->changed;
  run->summary.failed += answer->refused;
  append_answer(stream, item);
  if (run->options->edits)
    output_append(&run->edits, answer->log.bytes, answer->log.length);
}

static bool consume(void *context, void *taken)
{
  struct stream *stream = context;
  const struct line_item *item = taken;
  if (item->kind == KIND_UNREAD) {
    input_complain(item->file, item->error);
    stream->unread = true;
  } else if (item->kind != KIND_EMPTY) {
    take_answer(stream, item);
  }
  progress_update(&stream->run->progress, &stream->run->summary);
  return stream->batch.length < BATCH_LENGTH || write_batch(stream);
}

/* ---- The whole ---- */

/* Answers all lines into the open output, and puts that in its place. */
static bool answer_lines(struct stream *stream)
{
  struct run *run = stream->run;
  struct crew_plan plan = {
      .context = stream,
      .workers = run->options->jobs,
      .item_size = sizeof(struct line_item),
      .produce = produce,
      .process = process,
      .consume = consume,
      .idle = idle,
      .clear = clear,
  };
  json_object_seed(0);
  progress_open(&run->progress, run->options->progress, 0);
  bool done = crew_run(&plan);
  if (done)
    write_batch(stream);
  progress_close(&run->progress);
  if (!done) {
    complain("no memory is left to work with");
    output_discard(&stream->output);
    return false;
  }
  if (run->summary.failed > 0)
    complain("%" PRIu64 " of %" PRIu64 " lines failed; their answers say why", run->summary.failed, run->summary.done);
  return output_commit(&stream->output) && run->summary.failed == 0 && !stream->unread;
}

/* Opens what is needed. False: it has complained. */
static bool open_stream(struct stream *stream)
{
  const char *out = stream->run->options->out;
  if (pipe2(stream->stop, O_CLOEXEC) != 0) {
    complain("no pipe can be made: %s", strerror(errno));
    return false;
  }
  if (output_open(&stream->output, out ? out : "-", NULL))
    return true;
  close(stream->stop[0]);
  close(stream->stop[1]);
  return false;
}

bool stream_rewrite(struct run *run)
{
  struct stream *stream = calloc(1, sizeof *stream);
  if (!stream) {
    complain("no memory is left");
    return false;
  }
  stream->run = run;
  stream->descriptor = -1;
  stream->lines = (struct lines){.read = read_some, .context = stream, .limit = JSONL_LINE_LIMIT};
  bool done = open_stream(stream);
  if (done) {
    done = answer_lines(stream);
    close(stream->stop[0]);
    if (stream->stop[1] >= 0)
      close(stream->stop[1]);
  }
  if (stream->descriptor >= 0)
    input_close(stream->descriptor);
  text_free(&stream->batch);
  free(stream);
  return done;
}
