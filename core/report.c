#include "report.h"

#include "arena.h"
#include "difference.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <unistr.h>

/* One line of the log. A passage, or a strategy on it, left alone as a whole has no `before` and no pieces. */
struct entry {
  struct entry *next;
  const char *strategy; /**< NULL: none */
  const char *before, *after;
  const rw_piece *pieces; /**< NULL: left alone */
  uint32_t piece_count;
  double score;
  const char *why;
  enum proposal_state state;
  const char *reason;
};

/* A passage of which there is something to tell. */
struct record {
  struct record *next;
  struct report_passage place;
  struct entry *first_entry, *last_entry;
  const char *before, *after; /**< of the whole passage; NULL: not changed */
};

/* A warning and the number of the passage at which it was given; 0 before the first. */
struct warning {
  uint32_t number;
  const char *text;
};

struct report {
  struct arena arena;
  const char *input;
  struct record *first_record, *last_record;
  struct report_passage place; /**< of the passage at hand; its path is `path` */
  struct buffer path;
  struct record *current; /**< of the passage at hand; NULL until there is something to tell of it */
  struct warning warnings[REPORT_WARNING_LIMIT];
  uint32_t warning_count;
  rw_counts counts;
  bool failed;
  struct report *parts, *next_part; /**< those it took over */
};

/* ---- Recording ---- */

struct report *report_open(const char *input)
{
  struct report *report = calloc(1, sizeof *report);
  if (!report)
    return NULL;
  report->input = arena_copy_string(&report->arena, input);
  if (!report->input) {
    report_close(report);
    return NULL;
  }
  return report;
}

void report_close(struct report *report)
{
  if (!report)
    return;
  while (report->parts) {
    struct report *part = report->parts;
    report->parts = part->next_part;
    report_close(part);
  }
  buffer_free(&report->path);
  arena_free(&report->arena);
  free(report);
}

bool report_failed(const struct report *report)
{
  return report->failed;
}

const char *report_input(const struct report *report)
{
  return report->input;
}

void report_passage(struct report *report, const struct report_passage *passage, bool selected)
{
  report->counts.passages++;
  report->counts.selected += selected;
  report->place = *passage;
  buffer_clear(&report->path);
  buffer_append_string(&report->path, passage->path);
  report->failed = report->failed || report->path.failed;
  report->current = NULL;
}

/* Copies a string that may be NULL. */
static const char *copy_string(struct report *report, const char *string)
{
  if (!string)
    return NULL;
  const char *copy = arena_copy_string(&report->arena, string);
  report->failed = report->failed || !copy;
  return copy;
}

/* The record of the passage at hand, made when first asked for. NULL: no memory. */
static struct record *current_record(struct report *report)
{
  if (report->current)
    return report->current;
  struct record *record = arena_allocate(&report->arena, sizeof *record);
  if (!record) {
    report->failed = true;
    return NULL;
  }
  record->place = report->place;
  record->place.path = copy_string(report, !report->path.data ? "" : report->path.data);
  if (report->last_record)
    report->last_record->next = record;
  else
    report->first_record = record;
  report->last_record = record;
  report->current = record;
  return record;
}

/* A new entry at the end of the passage at hand. NULL: no memory. */
static struct entry *append_entry(struct report *report)
{
  struct record *record = current_record(report);
  struct entry *entry = record ? arena_allocate(&report->arena, sizeof *entry) : NULL;
  if (!entry) {
    report->failed = true;
    return NULL;
  }
  if (record->last_entry)
    record->last_entry->next = entry;
  else
    record->first_entry = entry;
  record->last_entry = entry;
  return entry;
}

static const rw_piece *copy_pieces(struct report *report, const struct proposal *proposal)
{
  rw_piece *pieces = arena_allocate_array(&report->arena, proposal->piece_count, sizeof *pieces);
  if (!pieces) {
    report->failed = true;
    return NULL;
  }
  for (uint32_t i = 0; i < proposal->piece_count; i++) {
    pieces[i] = proposal->pieces[i];
    pieces[i].text = copy_string(report, proposal->pieces[i].text);
  }
  return pieces;
}

void report_proposal(struct report *report, const char *strategy, const struct proposal *proposal)
{
  report->counts.applied += proposal->state == PROPOSAL_APPLIED;
  report->counts.refused += proposal->state == PROPOSAL_REFUSED;
  report->counts.passed_over += proposal->state == PROPOSAL_PASSED_OVER;
  struct entry *entry = append_entry(report);
  if (!entry)
    return;
  entry->strategy = copy_string(report, strategy);
  entry->before = copy_string(report, proposal->before);
  entry->after = copy_string(report, proposal->after);
  entry->pieces = copy_pieces(report, proposal);
  entry->piece_count = proposal->piece_count;
  entry->score = proposal->score;
  entry->why = copy_string(report, proposal->why);
  entry->state = proposal->state;
  entry->reason = copy_string(report, proposal->reason);
}

void report_left_alone(struct report *report, const char *strategy, const char *reason)
{
  struct entry *entry = append_entry(report);
  if (entry) {
    entry->strategy = copy_string(report, strategy);
    entry->state = PROPOSAL_PASSED_OVER;
    entry->reason = copy_string(report, reason);
  }
}

void report_change(struct report *report, const char *before, const char *after)
{
  report->counts.changed++;
  struct record *record = current_record(report);
  if (record) {
    record->before = copy_string(report, before);
    record->after = copy_string(report, after);
  }
}

/* Whether a warning is to be kept: it was not given before, and there are not too many. */
static bool is_wanted(const struct report *report, const char *text)
{
  for (uint32_t i = 0; i < report->warning_count; i++)
    if (strcmp(report->warnings[i].text, text) == 0)
      return false;
  return report->warning_count < REPORT_WARNING_LIMIT;
}

void report_warning(struct report *report, const char *format, ...)
{
  char *text = NULL;
  va_list arguments;
  va_start(arguments, format);
  int length = vasprintf(&text, format, arguments);
  va_end(arguments);
  if (length < 0) {
    report->failed = true;
    return;
  }
  if (is_wanted(report, text)) {
    const char *copy = copy_string(report, text);
    if (copy)
      report->warnings[report->warning_count++] = (struct warning){report->place.number, copy};
  }
  free(text);
}

const char *report_get_warning(const struct report *report, size_t number)
{
  return number < report->warning_count ? report->warnings[number].text : NULL;
}

void report_counts(const struct report *report, rw_counts *counts)
{
  rw_counts copy = report->counts;
  copy.size = counts->size;
  memcpy(counts, &copy, copy.size < sizeof copy ? copy.size : sizeof copy);
}

/* ---- Merging ---- */

static void merge_warnings(struct report *report, const struct report *part)
{
  struct warning own[REPORT_WARNING_LIMIT];
  uint32_t own_count = report->warning_count, next_own = 0, next_part = 0;
  memcpy(own, report->warnings, own_count * sizeof *own);
  report->warning_count = 0;
  while (next_own < own_count || next_part < part->warning_count) {
    bool of_part = next_own == own_count ||
                   (next_part < part->warning_count && part->warnings[next_part].number < own[next_own].number);
    struct warning next = of_part ? part->warnings[next_part++] : own[next_own++];
    if (is_wanted(report, next.text))
      report->warnings[report->warning_count++] = next;
  }
}

static void merge_records(struct report *report, struct report *part)
{
  struct record *own = report->first_record, *other = part->first_record, *last = NULL;
  struct record **end = &report->first_record;
  while (own || other) {
    struct record **next = !own || (other && other->place.number < own->place.number) ? &other : &own;
    last = *next;
    *end = last;
    *next = last->next;
    end = &last->next;
  }
  report->last_record = last;
  part->first_record = part->last_record = part->current = NULL;
}

void report_merge(struct report *report, struct report *part)
{
  merge_warnings(report, part);
  merge_records(report, part);
  report->counts.passages += part->counts.passages;
  report->counts.selected += part->counts.selected;
  report->counts.changed += part->counts.changed;
  report->counts.applied += part->counts.applied;
  report->counts.refused += part->counts.refused;
  report->counts.passed_over += part->counts.passed_over;
  report->failed = report->failed || part->failed;
  part->next_part = report->parts;
  report->parts = part;
}

/* ---- Writing ---- */

/* A string as JSON; bytes that are no UTF-8 become U+FFFD, and NULL becomes null. NULL: no memory. */
static json_t *json_text(const char *text)
{
  if (!text)
    return json_null();
  size_t length = strlen(text);
  if (u8_check((const uint8_t *)text, length) == NULL)
    return json_stringn_nocheck(text, length);
  struct buffer repaired = {0};
  for (size_t at = 0; at < length;) {
    ucs4_t character;
    int size = u8_mbtoucr(&character, (const uint8_t *)text + at, length - at);
    if (size > 0) {
      buffer_append(&repaired, text + at, (size_t)size);
    } else {
      buffer_append_string(&repaired, "\xEF\xBF\xBD");
    }
    at += size > 0 ? (size_t)size : 1;
  }
  json_t *json = repaired.failed ? NULL : json_stringn_nocheck(repaired.data, repaired.length);
  buffer_free(&repaired);
  return json;
}

/* Puts a member into an object and owns `value`. False: no memory. */
static bool put(json_t *object, const char *key, json_t *value)
{
  return json_object_set_new_nocheck(object, key, value) == 0;
}

/* [first, end] */
static json_t *json_tokens(rw_range tokens)
{
  json_t *array = json_array();
  if (json_array_append_new(array, json_integer(tokens.start)) != 0 ||
      json_array_append_new(array, json_integer(tokens.end)) != 0) {
    json_decref(array);
    return NULL;
  }
  return array;
}

/* {"keep": [first, end]}, {"text": "…", "tokens": [first, end]}, {"text": "…"} or {"drop": [first, end]} */
static json_t *json_piece(const rw_piece *piece)
{
  json_t *object = json_object();
  bool done;
  if (piece->kind == RW_TEXT) {
    done = put(object, "text", json_text(piece->text)) &&
           (piece->tokens.start == piece->tokens.end || put(object, "tokens", json_tokens(piece->tokens)));
  } else {
    done = put(object, piece->kind == RW_KEEP ? "keep" : "drop", json_tokens(piece->tokens));
  }
  if (!done) {
    json_decref(object);
    return NULL;
  }
  return object;
}

static json_t *json_pieces(const struct entry *entry)
{
  if (!entry->pieces)
    return json_null();
  json_t *array = json_array();
  for (uint32_t i = 0; i < entry->piece_count; i++) {
    if (json_array_append_new(array, json_piece(&entry->pieces[i])) != 0) {
      json_decref(array);
      return NULL;
    }
  }
  return array;
}

static json_t *json_place(const struct report_passage *place)
{
  json_t *object = json_object();
  if (!put(object, "number", json_integer(place->number)) ||
      !put(object, "start", json_integer((json_int_t)place->start)) ||
      !put(object, "end", json_integer((json_int_t)place->end)) || !put(object, "path", json_text(place->path))) {
    json_decref(object);
    return NULL;
  }
  return object;
}

/* Null for what is no proposal and for a score that is no number. */
static json_t *json_score(const struct entry *entry)
{
  if (!entry->pieces || !isfinite(entry->score))
    return json_null();
  return json_real(entry->score);
}

static json_t *json_entry(const struct report *report, const struct record *record, const struct entry *entry)
{
  static const char *const states[] = {
      [PROPOSAL_OPEN] = "open",
      [PROPOSAL_APPLIED] = "applied",
      [PROPOSAL_REFUSED] = "refused",
      [PROPOSAL_PASSED_OVER] = "passed over",
  };
  json_t *object = json_object();
  if (!put(object, "input", json_text(report->input)) || !put(object, "passage", json_place(&record->place)) ||
      !put(object, "before", json_text(entry->before)) || !put(object, "after", json_text(entry->after)) ||
      !put(object, "strategy", json_text(entry->strategy)) || !put(object, "pieces", json_pieces(entry)) ||
      !put(object, "score", json_score(entry)) || !put(object, "why", json_text(entry->why)) ||
      !put(object, "state", json_text(states[entry->state])) || !put(object, "reason", json_text(entry->reason))) {
    json_decref(object);
    return NULL;
  }
  return object;
}

static int append_json(const char *bytes, size_t length, void *out)
{
  buffer_append(out, bytes, length);
  return 0;
}

void report_edits(const struct report *report, struct buffer *out)
{
  for (const struct record *record = report->first_record; record; record = record->next) {
    for (const struct entry *entry = record->first_entry; entry; entry = entry->next) {
      json_t *object = json_entry(report, record, entry);
      if (!object || json_dump_callback(object, append_json, out, JSON_COMPACT | JSON_REAL_PRECISION(4)) != 0)
        out->failed = true;
      json_decref(object);
      buffer_append_byte(out, '\n');
    }
  }
}

void report_difference(const struct report *report, bool color, struct buffer *out)
{
  for (const struct record *record = report->first_record; record; record = record->next) {
    if (!record->before || !record->after)
      continue;
    buffer_append_string(out, color ? "\033[1;36m" : "");
    difference_append_plain(report->input, strlen(report->input), out);
    buffer_printf(out, ":%u:", (unsigned)record->place.line);
    if (record->place.path && record->place.path[0] != '\0') {
      buffer_append_byte(out, ' ');
      difference_append_plain(record->place.path, strlen(record->place.path), out);
    }
    buffer_append_string(out, color ? "\033[m\n" : "\n");
    difference_append(record->before, record->after, color, out);
    buffer_append_string(out, "\n\n");
  }
}
