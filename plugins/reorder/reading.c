#include "reading.h"

#include <string.h>

/* ---- The words ---- */

static bool is_curly_apostrophe(const char *at, uint32_t length)
{
  return length >= 3 && memcmp(at, "\xE2\x80\x99", 3) == 0;
}

/* Copies a token in lower case; returns the place behind its NUL. */
static char *copy_word(char *to, const char *from, uint32_t length)
{
  for (uint32_t i = 0; i < length; i++) {
    if (is_curly_apostrophe(from + i, length - i)) {
      *to++ = '\'';
      i += 2;
    } else {
      *to++ = (char)(from[i] >= 'A' && from[i] <= 'Z' ? from[i] + ('a' - 'A') : from[i]);
    }
  }
  *to++ = '\0';
  return to;
}

static const char *const *copy_words(const rw_passage *passage, const rw_host *host)
{
  const char **words = host->allocate(host, passage->token_count * sizeof *words);
  char *text = host->allocate(host, (size_t)passage->text_length + passage->token_count + 1);
  if (!words || !text)
    return NULL;
  for (uint32_t i = 0; i < passage->token_count; i++) {
    words[i] = text;
    text = copy_word(text, passage->text + passage->tokens[i].start, passage->tokens[i].end - passage->tokens[i].start);
  }
  return words;
}

static const uint16_t *collect_marks(const rw_passage *passage, const rw_host *host)
{
  uint16_t *marks = host->allocate(host, passage->token_count * sizeof *marks);
  if (!marks)
    return NULL;
  uint32_t reached[RW_MARK_NEGATION + 1] = {0};
  for (uint32_t i = 0; i < passage->mark_count; i++) {
    const rw_mark *mark = &passage->marks[i];
    uint32_t start = mark->tokens.start > reached[mark->kind] ? mark->tokens.start : reached[mark->kind];
    for (uint32_t token = start; token < mark->tokens.end; token++)
      marks[token] |= (uint16_t)(1u << mark->kind);
    if (mark->tokens.end > reached[mark->kind])
      reached[mark->kind] = mark->tokens.end;
  }
  return marks;
}

rw_status reading_open(struct reading *reading, const rw_passage *passage, const rw_host *host)
{
  *reading = (struct reading){
      .passage = passage,
      .language = host->language,
      .words = copy_words(passage, host),
      .spans = host->allocate(host, passage->token_count * sizeof *reading->spans),
      .pending = host->allocate(host, 2 * (size_t)passage->token_count * sizeof *reading->pending),
      .marks = collect_marks(passage, host),
  };
  return reading->words && reading->spans && reading->pending && reading->marks ? RW_OK : RW_NO_MEMORY;
}

/* ---- The tree ---- */

static bool is_inside(const struct reading *reading, uint32_t token)
{
  return token >= reading->sentence.start && token < reading->sentence.end;
}

/* Finds the span of each constituent, leaves first. False: the heads make no tree of the sentence. */
static bool find_spans(struct reading *reading)
{
  const uint32_t *head = reading->passage->head;
  uint32_t *pending = reading->pending;
  uint32_t *queue = reading->pending + reading->passage->token_count;
  uint32_t length = 0, roots = 0;
  for (uint32_t i = reading->sentence.start; i < reading->sentence.end; i++)
    pending[i] = 0;
  for (uint32_t i = reading->sentence.start; i < reading->sentence.end; i++) {
    reading->spans[i] = (rw_range){i, i + 1};
    if (head[i] == RW_NONE) {
      reading->root = i;
      roots++;
    } else if (is_inside(reading, head[i])) {
      pending[head[i]]++;
    } else {
      return false;
    }
  }
  for (uint32_t i = reading->sentence.start; i < reading->sentence.end; i++)
    if (pending[i] == 0)
      queue[length++] = i;
  for (uint32_t at = 0; at < length; at++) {
    uint32_t above = head[queue[at]];
    if (above == RW_NONE)
      continue;
    const rw_range *span = &reading->spans[queue[at]];
    rw_range *wider = &reading->spans[above];
    wider->start = span->start < wider->start ? span->start : wider->start;
    wider->end = span->end > wider->end ? span->end : wider->end;
    if (--pending[above] == 0)
      queue[length++] = above;
  }
  return roots == 1 && length == reading->sentence.end - reading->sentence.start;
}

/* Whether a token ends a sentence and says no more than that it ends. */
static bool is_stop(const struct reading *reading, uint32_t token)
{
  return reading_is_word(reading, token, ".") || reading_is_word(reading, token, "!");
}

bool reading_begin(struct reading *reading, rw_range sentence)
{
  reading->sentence = sentence;
  reading->body = sentence;
  if (sentence.end - sentence.start > READING_LIMIT || sentence.end - sentence.start < 4)
    return false;
  if (is_stop(reading, sentence.end - 1))
    reading->body.end--;
  if (!reading_is_word(reading, reading->body.end, ".") && reading->passage->role == RW_ROLE_PARAGRAPH)
    return false;
  if (reading_is_universal(reading, reading->body.end - 1, "PUNCT") ||
      reading_is_universal(reading, reading->body.start, "PUNCT"))
    return false;
  return find_spans(reading);
}

/* ---- Looking at it ---- */

const char *reading_word(const struct reading *reading, uint32_t token)
{
  return is_inside(reading, token) ? reading->words[token] : "";
}

bool reading_is_word(const struct reading *reading, uint32_t token, const char *word)
{
  return strcmp(reading_word(reading, token), word) == 0;
}

const char *reading_universal(const struct reading *reading, uint32_t token)
{
  return is_inside(reading, token) ? reading->language->universal_tags[reading->passage->universal_tag[token]] : "";
}

const char *reading_tag(const struct reading *reading, uint32_t token)
{
  return is_inside(reading, token) ? reading->language->tags[reading->passage->tag[token]] : "";
}

const char *reading_relation(const struct reading *reading, uint32_t token)
{
  return is_inside(reading, token) ? reading->language->relations[reading->passage->relation[token]] : "";
}

bool reading_relates(const struct reading *reading, uint32_t token, const char *name)
{
  const char *relation = reading_relation(reading, token);
  size_t length = strlen(name);
  return strncmp(relation, name, length) == 0 && (relation[length] == '\0' || relation[length] == ':');
}

bool reading_is_universal(const struct reading *reading, uint32_t token, const char *name)
{
  return strcmp(reading_universal(reading, token), name) == 0;
}

bool reading_is_tag(const struct reading *reading, uint32_t token, const char *name)
{
  return strcmp(reading_tag(reading, token), name) == 0;
}

uint32_t reading_dependent(const struct reading *reading, uint32_t head, const char *name, uint32_t from)
{
  if (!is_inside(reading, head))
    return RW_NONE;
  rw_range span = reading->spans[head];
  for (uint32_t i = from > span.start ? from : span.start; i < span.end; i++)
    if (reading->passage->head[i] == head && reading_relates(reading, i, name))
      return i;
  return RW_NONE;
}

uint32_t reading_subject(const struct reading *reading, uint32_t verb)
{
  static const char *const relations[] = {"expl", "nsubj", "csubj"};
  for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
    uint32_t subject = reading_dependent(reading, verb, relations[i], 0);
    if (subject != RW_NONE)
      return subject;
  }
  return RW_NONE;
}

const char *reading_surface(const struct reading *reading, uint32_t token, uint32_t *length)
{
  rw_range bytes = reading->passage->tokens[token];
  *length = bytes.end - bytes.start;
  return reading->passage->text + bytes.start;
}

double reading_certainty(const struct reading *reading, uint32_t token)
{
  double least = 1;
  for (uint32_t steps = 0; token != RW_NONE && token != reading->root && steps < READING_LIMIT; steps++) {
    double certainty = (double)reading->passage->head_probability[token];
    least = certainty < least ? certainty : least;
    token = reading->passage->head[token];
  }
  return least;
}
