#include "jsonl.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

/* Numbers need not fit: those of members that are carried over are not looked into. */
#define READING_FLAGS (JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL)

/* What a line asks for. */
struct request {
  struct span id; /* as it is written; none: there is no id, or more than one */
  const json_t *id_value;
  const char *member; /* that holds the document: "html" or "text" */
  const json_t *document;
};

/* ---- Writing ---- */

static int append_json(const char *bytes, size_t length, void *text)
{
  text_append(text, bytes, length);
  return 0;
}

/* Appends UTF-8 as a JSON string. */
static void append_string(struct text *text, const char *bytes, size_t length)
{
  json_t *string = json_stringn(bytes, length);
  if (!string || json_dump_callback(string, append_json, text, JSON_ENCODE_ANY | JSON_COMPACT) != 0)
    text->failed = true;
  json_decref(string);
}

static void append_span(struct text *text, struct span span)
{
  text_append(text, span.bytes, span.length);
}

/* Appends a file's name; in a name that is no UTF-8 a question mark stands for each byte beyond ASCII. */
static void append_file(struct text *text, const char *file)
{
  json_t *string = json_string(file);
  for (const char *at = file; *at; at++)
    text_append(text, string || (unsigned char)*at < 0x80 ? at : "?", 1);
  json_decref(string);
}

/* Appends JSON Lines as an array. */
static void append_array(struct text *text, const struct text *lines)
{
  size_t start = text->length + 1;
  text_append_string(text, "[");
  text_append(text, lines->bytes, lines->length > 0 ? lines->length - 1 : 0);
  for (size_t i = start; i < text->length; i++) {
    if (text->bytes[i] == '\n')
      text->bytes[i] = ',';
  }
  text_append_string(text, "]");
}

/* Answers a line by an error. `column` counts characters from 1; 0: it is about the whole line. */
static void refuse(const struct jsonl_question *question, struct span id, int column, const char *reason,
                   struct jsonl_answer *answer)
{
  struct text message = {0};
  char place[64];
  if (question->file) {
    append_file(&message, question->file);
    text_append_string(&message, ": ");
  }
  snprintf(place, sizeof place, "line %" PRIu64 ": ", question->number);
  text_append_string(&message, place);
  snprintf(place, sizeof place, "column %d: ", column);
  text_append_string(&message, column > 0 ? place : "");
  text_append_string(&message, reason);
  text_clear(&answer->line);
  text_append_string(&answer->line, "{\"id\":");
  append_span(&answer->line, id.bytes ? id : (struct span){"null", 4});
  text_append_string(&answer->line, ",\"error\":");
  append_string(&answer->line, message.bytes, message.length);
  text_append_string(&answer->line, "}\n");
  answer->line.failed = answer->line.failed || message.failed;
  answer->refused = true;
  text_free(&message);
}

/* ---- Reading ---- */

bool jsonl_is_empty(struct span line)
{
  for (size_t i = 0; i < line.length; i++) {
    if (!strchr(" \t\r", line.bytes[i]) || line.bytes[i] == '\0')
      return false;
  }
  return true;
}

/* The id in a line, as far as the line is JSON. */
static struct span find_id(struct span line)
{
  struct span id = {0};
  struct members members = members_begin(line);
  struct member member;
  while (members_next(&members, &member)) {
    if (!member_is(&member, "id"))
      continue;
    if (id.bytes)
      return (struct span){0};
    id = member.value;
  }
  return id;
}

/* Answers a line that is no JSON, with its id when that is JSON. */
static void refuse_syntax(const struct jsonl_question *question, const json_error_t *fault, struct jsonl_answer *answer)
{
  static const char *const reasons[] = {
      [json_error_out_of_memory] = "no memory is left",
      [json_error_stack_overflow] = "the values are nested too deep",
      [json_error_invalid_utf8] = "this is not UTF-8",
      [json_error_premature_end_of_input] = "the line ends before its object does",
      [json_error_end_of_input_expected] = "something follows the object; each has a line of its own",
      [json_error_null_character] = "the character U+0000 stands in no document",
      [json_error_null_byte_in_key] = "the character U+0000 stands in no name",
      [json_error_duplicate_key] = "this member is there twice",
      [json_error_numeric_overflow] = "this number is too large",
  };
  size_t code = (size_t)json_error_code(fault);
  const char *reason = code < sizeof reasons / sizeof *reasons ? reasons[code] : NULL;
  struct span id = find_id(question->line);
  json_t *value = id.bytes ? json_loadb(id.bytes, id.length, READING_FLAGS, NULL) : NULL;
  if (!value || id.length > JSONL_ID_LIMIT)
    id = (struct span){0};
  json_decref(value);
  refuse(question, id, fault->column, reason ? reason : "this is no JSON", answer);
}

/* Makes out what is asked for. Returns what is wrong, or NULL. */
static const char *find_request(const json_t *json, struct span line, struct request *request)
{
  if (!json_is_object(json))
    return "this is no object: {\"id\": …, \"html\": \"…\"} is needed";
  request->id = find_id(line);
  request->id_value = json_object_get(json, "id");
  if (!request->id_value)
    return "there is no \"id\"";
  if (!request->id.bytes)
    return "no memory is left";
  if (request->id.length > JSONL_ID_LIMIT) {
    request->id = (struct span){0};
    return "\"id\" is longer than 1024 bytes";
  }
  const json_t *html = json_object_get(json, "html");
  const json_t *text = json_object_get(json, "text");
  if (html && text)
    return "there are both \"html\" and \"text\": one document a line";
  if (!html && !text)
    return "there is neither \"html\" nor \"text\"";
  request->member = html ? "html" : "text";
  request->document = html ? html : text;
  if (!json_is_string(request->document))
    return html ? "\"html\" is no string" : "\"text\" is no string";
  return NULL;
}

/* ---- Answering ---- */

static void clear_answer(struct jsonl_answer *answer)
{
  text_clear(&answer->line);
  text_clear(&answer->log);
  text_clear(&answer->warnings);
  answer->counts = (rw_counts){.size = sizeof answer->counts};
  answer->refused = answer->changed = false;
}

/* Writes the answer: the line's object with the document replaced, and the edits at its end. */
static void write_answer(struct span line, const struct request *request, const rw_result *result,
                         struct jsonl_answer *answer)
{
  size_t length;
  const char *bytes = rw_result_bytes(result, &length);
  struct members members = members_begin(line);
  struct member member;
  text_append_string(&answer->line, "{");
  while (members_next(&members, &member)) {
    if (member_is(&member, "edits") || member_is(&member, "error"))
      continue;
    append_span(&answer->line, member.key);
    text_append_string(&answer->line, ":");
    if (answer->changed && member_is(&member, request->member))
      append_string(&answer->line, bytes, length);
    else
      append_span(&answer->line, member.value);
    text_append_string(&answer->line, ",");
  }
  text_append_string(&answer->line, "\"edits\":");
  append_array(&answer->line, &answer->log);
  text_append_string(&answer->line, "}\n");
}

/* Takes over what is to be known of a result. */
static void take_result(const rw_result *result, const struct request *request, struct jsonl_answer *answer)
{
  size_t length;
  const char *bytes = rw_result_bytes(result, &length);
  answer->changed = length != json_string_length(request->document) ||
                    memcmp(bytes, json_string_value(request->document), length) != 0;
  rw_result_counts(result, &answer->counts);
  char *log = rw_result_edits(result, &length);
  if (log)
    text_append(&answer->log, log, length);
  answer->log.failed = answer->log.failed || !log;
  free(log);
  const char *warning;
  for (size_t i = 0; (warning = rw_result_warning(result, i)); i++)
    text_append(&answer->warnings, warning, strlen(warning) + 1);
}

static void rewrite(rw_engine *engine, const struct jsonl_question *question, const struct request *request,
                    struct jsonl_answer *answer)
{
  char name[JSONL_ID_LIMIT + 1];
  const char *string = json_string_value(request->id_value);
  snprintf(name, sizeof name, "%.*s", (int)request->id.length, string ? string : request->id.bytes);
  rw_input input = {
      .size = sizeof input,
      .name = name,
      .bytes = json_string_value(request->document),
      .length = json_string_length(request->document),
      .format = strcmp(request->member, "html") == 0 ? RW_FORMAT_HTML : RW_FORMAT_TEXT,
      .encoding = "utf-8",
  };
  rw_result *result = NULL;
  rw_error error;
  if (rw_rewrite(engine, &input, &result, &error) != RW_OK) {
    refuse(question, request->id, 0, error.message, answer);
    return;
  }
  take_result(result, request, answer);
  write_answer(question->line, request, result, answer);
  rw_result_free(result);
  if (answer->line.failed || answer->log.failed || answer->warnings.failed) {
    clear_answer(answer);
    refuse(question, request->id, 0, "no memory is left", answer);
  }
}

/* The column of the first byte 0 of a line, which jansson would pass over; 0: there is none. */
static int zero_column(struct span line)
{
  const char *zero = memchr(line.bytes, '\0', line.length);
  int column = 1;
  for (const char *at = line.bytes; zero && at < zero; at++)
    column += ((unsigned char)*at & 0xC0) != 0x80;
  return zero ? column : 0;
}

void jsonl_answer(rw_engine *engine, const struct jsonl_question *question, struct jsonl_answer *answer)
{
  clear_answer(answer);
  const int zero = zero_column(question->line);
  if (zero > 0) {
    refuse(question, (struct span){0}, zero, "a byte 0 stands in no line of JSON", answer);
    return;
  }
  json_error_t fault;
  json_t *json = json_loadb(question->line.bytes, question->line.length, READING_FLAGS, &fault);
  if (!json) {
    refuse_syntax(question, &fault, answer);
    return;
  }
  struct request request = {0};
  const char *wrong = find_request(json, question->line, &request);
  if (wrong)
    refuse(question, request.id, 0, wrong, answer);
  else
    rewrite(engine, question, &request, answer);
  json_decref(json);
}

void jsonl_refuse(const struct jsonl_question *question, const char *reason, struct jsonl_answer *answer)
{
  clear_answer(answer);
  refuse(question, (struct span){0}, 0, reason, answer);
}

void jsonl_answer_free(struct jsonl_answer *answer)
{
  text_free(&answer->line);
  text_free(&answer->log);
  text_free(&answer->warnings);
}
