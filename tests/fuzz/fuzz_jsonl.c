/* Whatever comes as lines of JSON, each line that is not empty gets one answer: an object on one line with the same id.
 *
 * The input is a stream, read in pieces of a length that its first byte gives, with a low limit to the length of a
 * line. A line with an id and one document is answered by an object with the same members, but the document and
 * "edits"; any other by its id, or null, and an error. Modules are found by REWORD_PLUGIN_PATH, data by
 * REWORD_DATA_PATH. */
#include "fuzz.h"

#include "../../core/cli/jsonl.h"
#include "../../core/cli/lines.h"

#include <string.h>

#include <jansson.h>

enum { LINE_LIMIT = 3000, FLAGS = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL };

struct stream {
  const char *at, *end;
  size_t piece;
};

static ssize_t read_piece(void *context, char *bytes, size_t room)
{
  struct stream *stream = context;
  size_t left = (size_t)(stream->end - stream->at);
  size_t length = stream->piece < room ? stream->piece : room;
  length = length < left ? length : left;
  memcpy(bytes, stream->at, length);
  stream->at += length;
  return (ssize_t)length;
}

/* The member of a question that holds its document, when that is a string and there is but one; else NULL. */
static const char *document_member(const json_t *question)
{
  const json_t *html = json_object_get(question, "html");
  const json_t *text = json_object_get(question, "text");
  if (!html == !text || !json_is_string(html ? html : text))
    return NULL;
  return html ? "html" : "text";
}

static void check_error(const json_t *question, const json_t *answer)
{
  const json_t *id = json_object_get(answer, "id");
  const char *error = json_string_value(json_object_get(answer, "error"));
  fuzz_require(json_object_size(answer) == 2 && id && error, "an error has an id and a cause");
  fuzz_require(strncmp(error, "line ", 5) == 0 && !strchr(error, '\n'), "a cause names its line, in one line");
  if (json_is_object(question) && json_object_get(question, "id") && !json_is_null(id))
    fuzz_require(json_equal(id, json_object_get(question, "id")), "an error has the id of its line");
}

/* Takes an answer to a good question apart. */
static void check_members(json_t *question, json_t *answer, bool changed)
{
  const char *member = document_member(question);
  const json_t *document = json_object_get(answer, member);
  fuzz_require(json_is_array(json_object_get(answer, "edits")), "an answer has its edits");
  fuzz_require(json_is_string(document), "an answer has its document");
  fuzz_require(changed == !json_equal(document, json_object_get(question, member)), "a change is counted");
  fuzz_require(!changed || json_array_size(json_object_get(answer, "edits")) > 0, "a change has its edit");
  json_object_del(question, "edits");
  json_object_del(question, "error");
  json_object_del(question, member);
  json_object_del(answer, "edits");
  json_object_del(answer, member);
  fuzz_require(json_equal(question, answer), "the other members are those of the line");
}

static size_t count_lines(const struct text *text)
{
  size_t count = 0;
  for (size_t i = 0; i < text->length; i++)
    count += text->bytes[i] == '\n';
  return count;
}

/* `line`: NULL when it was not read. */
static void check_answer(const struct text *line, const struct jsonl_answer *answered)
{
  const struct text *text = &answered->line;
  fuzz_require(!text->failed && text->length > 0 && text->bytes[text->length - 1] == '\n' && count_lines(text) == 1,
               "an answer is one line");
  json_t *answer = json_loadb(text->bytes, text->length, FLAGS, NULL);
  fuzz_require(json_is_object(answer), "an answer is an object");
  bool read = line && !memchr(line->bytes, '\0', line->length); /* jansson passes over a byte 0 */
  json_t *question = read ? json_loadb(line->bytes, line->length, FLAGS, NULL) : NULL;
  bool good = json_is_object(question) && json_object_get(question, "id") && document_member(question);
  fuzz_require(good || answered->refused, "a bad line is refused");
  if (answered->refused) {
    const char *cause = json_string_value(json_object_get(answer, "error"));
    check_error(question, answer);
    fuzz_require(!good || strstr(cause, "1024 bytes") || strstr(cause, "no memory"), "a good line is not refused");
  } else {
    fuzz_require(count_lines(&answered->log) == json_array_size(json_object_get(answer, "edits")),
                 "the log has the edits of the answer");
    check_members(question, answer, answered->changed);
  }
  json_decref(question);
  json_decref(answer);
}

/* How many lines have an answer to come: those with anything in them but blanks. */
static size_t count_questions(const char *at, const char *end)
{
  size_t count = 0;
  bool empty = true;
  if (end - at >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
    at += 3;
  for (; at < end; at++) {
    count += *at == '\n' && !empty;
    empty = *at == '\n' || (empty && (*at == ' ' || *at == '\t' || *at == '\r'));
  }
  return count + !empty;
}

static rw_engine *open_engine(void)
{
  rw_engine *engine = NULL;
  rw_error error;
  rw_settings settings = {.size = sizeof settings, .chain = "[synonym: {rate: 1, min-score: 0}]"};
  fuzz_require(rw_engine_open(&settings, &engine, &error) == RW_OK, "there is an engine");
  return engine;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static rw_engine *engine;
  static struct lines lines;
  if (!engine)
    engine = open_engine();
  const char *bytes = (const char *)data;
  struct stream stream = {bytes, bytes + size, size > 0 ? (size_t)data[0] + 1 : 1};
  lines = (struct lines){.read = read_piece, .context = &stream, .limit = LINE_LIMIT};
  struct text line = {0};
  struct jsonl_answer answer = {.refused = false};
  size_t count = 0;
  for (enum line_status status; (status = lines_next(&lines, &line)) != LINE_NONE;) {
    struct jsonl_question question = {.line = {line.bytes, line.length}, .number = lines.number};
    fuzz_require(status == LINE_READ || status == LINE_TOO_LONG, "there is memory");
    if (status == LINE_READ && jsonl_is_empty(question.line))
      continue;
    if (status == LINE_READ)
      jsonl_answer(engine, &question, &answer);
    else
      jsonl_refuse(&question, "this is too long", &answer);
    check_answer(status == LINE_READ ? &line : NULL, &answer);
    count++;
  }
  size_t wanted = count_questions(bytes, bytes + size);
  fuzz_require(count >= wanted && (count == wanted || size > LINE_LIMIT), "each line has one answer");
  text_free(&line);
  jsonl_answer_free(&answer);
  return 0;
}
