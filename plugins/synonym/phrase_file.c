/* phrase_file - reads a phrase table from its text: a line is a phrase, `=`, and its alternatives. */
#include "phrase_file.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#define DEFAULT_SCORE 0.8
#define CONDITION_LIMIT 8
#define CONDITION_WORD_LIMIT 64

/* A phrase or a replacement in all its forms. */
struct forms {
  struct phrase_items items[PHRASE_FORM_LIMIT];
  uint32_t count;
};

/* Where the reading is: one line at a time. */
struct reader {
  struct phrase_table *table;
  const rw_host *host;
  const char *name;
  uint32_t file;
  uint32_t line;
  const char *start; /**< of the line */
  const char *at;
  const char *end; /**< of the line */
  struct forms phrase;
  struct forms replacement;
  struct phrase_alternative alternatives[PHRASE_FORM_LIMIT][PHRASE_ALTERNATIVE_LIMIT];
  uint32_t alternative_count;
};

static size_t column_of(const struct reader *reader, const char *place)
{
  return u8_mbsnlen((const uint8_t *)reader->start, (size_t)(place - reader->start)) + 1;
}

/* Fails at a byte of the line. The message begins with file, line and column (counted in characters). */
static rw_status fail_at(const struct reader *reader, const char *place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static rw_status fail_at(const struct reader *reader, const char *place, const char *format, ...)
{
  char message[256];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  const uint8_t *cut = u8_check((const uint8_t *)message, strlen(message));
  if (cut) /* the room ended in a character */
    message[cut - (const uint8_t *)message] = '\0';
  return reader->host->failure(reader->host, RW_BAD_DATA, "%s:%u:%zu: %s", reader->name, reader->line,
                               column_of(reader, place), message);
}

static bool at_end(const struct reader *reader)
{
  return reader->at == reader->end;
}

static void skip_blanks(struct reader *reader)
{
  while (!at_end(reader) && (*reader->at == ' ' || *reader->at == '\t'))
    reader->at++;
}

/* Whether the next character, after blanks, is `wanted`; if so it is taken. */
static bool take(struct reader *reader, char wanted)
{
  skip_blanks(reader);
  if (at_end(reader) || *reader->at != wanted)
    return false;
  reader->at++;
  return true;
}

static bool is_one_of(char byte, const char *set)
{
  return byte != '\0' && strchr(set, byte);
}

/* The length of the word at the cursor: up to a blank or one of `stops`. */
static size_t word_length(const struct reader *reader, const char *stops)
{
  size_t length = 0;
  while (reader->at + length < reader->end && !is_one_of(reader->at[length], " \t") &&
         !is_one_of(reader->at[length], stops))
    length++;
  return length;
}

static bool word_is(const char *word, size_t length, const char *wanted)
{
  return strlen(wanted) == length && memcmp(word, wanted, length) == 0;
}

/* The symbol of the slot written at the cursor, which stands on `{`. */
static rw_status read_slot(struct reader *reader, struct phrase_item *item)
{
  static const struct {
    const char *text;
    uint32_t symbol;
  } slots[] = {{"{number}", PHRASE_NUMBER}, {"{large-number}", PHRASE_LARGE_NUMBER}, {"{word}", PHRASE_ANY}};
  size_t length = word_length(reader, "|=([};,");
  length += reader->at + length < reader->end && reader->at[length] == '}';
  for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
    if (word_is(reader->at, length, slots[i].text)) {
      *item = (struct phrase_item){slots[i].symbol, slots[i].text};
      reader->at += length;
      return RW_OK;
    }
  }
  return fail_at(reader, reader->at, "'%.*s' is no slot; write {number}, {large-number} or {word}", (int)length,
                 reader->at);
}

/* The number of bytes at the end of a word that are punctuation of the sentence. */
static size_t trailing_punctuation(const char *word, size_t length)
{
  return length > 1 && is_one_of(word[length - 1], PHRASE_PUNCTUATION) ? 1 : 0;
}

/* Reads `length` bytes as a word. */
static rw_status read_word(struct reader *reader, size_t length, struct phrase_item *item)
{
  rw_status status = RW_OK;
  uint32_t symbol = phrase_vocabulary_add(&reader->table->vocabulary, reader->at, length, reader->host, &status);
  if (status != RW_OK)
    return status;
  if (symbol == PHRASE_UNKNOWN)
    return fail_at(reader, reader->at, "this word is longer than %d bytes; shorten it", PHRASE_WORD_BYTES);
  char *copy = reader->host->allocate(reader->host, length + 1);
  if (!copy)
    return RW_NO_MEMORY;
  memcpy(copy, reader->at, length);
  *item = (struct phrase_item){symbol, copy};
  reader->at += length;
  return RW_OK;
}

/* Reads the next word, punctuation mark or slot into `items`. */
static rw_status read_item(struct reader *reader, struct phrase_items *items)
{
  if (items->count == PHRASE_LENGTH_LIMIT)
    return fail_at(reader, reader->at, "a phrase has at most %d words; split or shorten it", PHRASE_LENGTH_LIMIT);
  if (is_one_of(*reader->at, "])};"))
    return fail_at(reader, reader->at, "'%c' has no place here; leave it out", *reader->at);
  struct phrase_item *item = &items->items[items->count];
  rw_status status;
  if (*reader->at == '{') {
    status = read_slot(reader, item);
  } else {
    size_t length = word_length(reader, "|=([{])};");
    length -= trailing_punctuation(reader->at, length);
    status = read_word(reader, length, item);
  }
  items->count += status == RW_OK;
  return status;
}

/* Reads forms up to `=`, `|`, `(`, `[` or the line's end: phrases with ` / ` between them. A form may be empty; the
 * caller judges that. */
static rw_status read_forms(struct reader *reader, struct forms *forms)
{
  forms->count = 1;
  forms->items[0].count = 0;
  for (;;) {
    skip_blanks(reader);
    if (at_end(reader) || is_one_of(*reader->at, "=|(["))
      return RW_OK;
    rw_status status = RW_OK;
    if (word_is(reader->at, word_length(reader, "=|(["), "/")) {
      if (forms->count == PHRASE_FORM_LIMIT)
        return fail_at(reader, reader->at, "a line has at most %d forms; use a second line", PHRASE_FORM_LIMIT);
      forms->items[forms->count++].count = 0;
      reader->at++;
    } else {
      status = read_item(reader, &forms->items[forms->count - 1]);
    }
    if (status != RW_OK)
      return status;
  }
}

/* Reads the list of words of a condition, up to `;` or `]`. */
static rw_status read_condition_words(struct reader *reader, struct phrase_condition *condition)
{
  struct phrase_condition_word words[CONDITION_WORD_LIMIT];
  uint32_t count = 0;
  for (skip_blanks(reader); !at_end(reader) && !is_one_of(*reader->at, ";]"); skip_blanks(reader)) {
    struct phrase_item item;
    const char *place = reader->at;
    bool ending = *place == '*';
    reader->at += ending;
    size_t length = word_length(reader, ";]");
    if (length == 0)
      return fail_at(reader, place, "a `*` needs the ending of a word behind it: *ing");
    if (trailing_punctuation(reader->at, length) > 0)
      return fail_at(reader, reader->at + length - 1, "only blanks separate the words of a condition; leave out '%c'",
                     reader->at[length - 1]);
    if (count == CONDITION_WORD_LIMIT)
      return fail_at(reader, place, "a condition has at most %d words; shorten its list", CONDITION_WORD_LIMIT);
    rw_status status = *place == '{' ? read_slot(reader, &item) : read_word(reader, length, &item);
    if (status != RW_OK)
      return status;
    const char *normal = ending ? phrase_vocabulary_word(&reader->table->vocabulary, item.symbol) : NULL;
    words[count++] = (struct phrase_condition_word){item.symbol, normal};
  }
  if (count == 0)
    return fail_at(reader, reader->at, "this condition needs words behind its colon: [before: years months]");
  struct phrase_condition_word *copy = reader->host->allocate(reader->host, count * sizeof *copy);
  if (!copy)
    return RW_NO_MEMORY;
  memcpy(copy, words, count * sizeof *copy);
  condition->words = copy;
  condition->word_count = count;
  return RW_OK;
}

/* Reads one condition: [not] start | [not] end | [not] after: WORDS | [not] before: WORDS. */
static rw_status read_condition(struct reader *reader, struct phrase_condition *condition)
{
  static const struct {
    const char *text;
    enum phrase_condition_kind kind;
  } kinds[] = {{"after:", PHRASE_AFTER}, {"before:", PHRASE_BEFORE}, {"start", PHRASE_START}, {"end", PHRASE_END}};
  *condition = (struct phrase_condition){.negated = false};
  skip_blanks(reader);
  size_t length = word_length(reader, ";]");
  if (word_is(reader->at, length, "not")) {
    condition->negated = true;
    reader->at += length;
    skip_blanks(reader);
    length = word_length(reader, ";]");
  }
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (word_is(reader->at, length, kinds[i].text)) {
      condition->kind = kinds[i].kind;
      reader->at += length;
      bool listed = condition->kind == PHRASE_AFTER || condition->kind == PHRASE_BEFORE;
      return listed ? read_condition_words(reader, condition) : RW_OK;
    }
  }
  return fail_at(reader, reader->at,
                 "'%.*s' is no condition; write after: WORDS, before: WORDS, start or end, with or without not",
                 (int)length, reader->at);
}

/* Reads the conditions behind `[`, up to `]`. */
static rw_status read_conditions(struct reader *reader, struct phrase_alternative *alternative)
{
  struct phrase_condition conditions[CONDITION_LIMIT];
  uint32_t count = 0;
  do {
    if (count == CONDITION_LIMIT)
      return fail_at(reader, reader->at, "an alternative has at most %d conditions; drop some", CONDITION_LIMIT);
    rw_status status = read_condition(reader, &conditions[count++]);
    if (status != RW_OK)
      return status;
  } while (take(reader, ';'));
  if (!take(reader, ']'))
    return fail_at(reader, reader->at, "the conditions are not closed; write `]` behind them");
  struct phrase_condition *copy = reader->host->allocate(reader->host, count * sizeof *copy);
  if (!copy)
    return RW_NO_MEMORY;
  memcpy(copy, conditions, count * sizeof *copy);
  alternative->conditions = copy;
  alternative->condition_count = count;
  return RW_OK;
}

/* Reads the score behind `(`, up to `)`: 0, 1 or digits behind `0.`. Locale does not matter. */
static rw_status read_score(struct reader *reader, double *score)
{
  skip_blanks(reader);
  const char *place = reader->at;
  double value = 0;
  double unit = 1;
  bool digits = false;
  bool fraction = false;
  for (; !at_end(reader) && is_one_of(*reader->at, "0123456789."); reader->at++) {
    if (*reader->at == '.' && fraction)
      break;
    if (*reader->at == '.') {
      fraction = true;
      continue;
    }
    unit = fraction ? unit / 10 : unit;
    value = fraction ? value + (*reader->at - '0') * unit : value * 10 + (*reader->at - '0');
    digits = true;
  }
  if (!digits || !take(reader, ')') || value > 1)
    return fail_at(reader, place, "a score is a number from 0 to 1 in round brackets: (0.9)");
  *score = value;
  return RW_OK;
}

/* Whether two item lists hold the same slots in the same order. */
static bool same_slots(const struct phrase_items *left, const struct phrase_items *right)
{
  uint32_t i = 0;
  uint32_t j = 0;
  for (;;) {
    while (i < left->count && !phrase_item_is_slot(&left->items[i]))
      i++;
    while (j < right->count && !phrase_item_is_slot(&right->items[j]))
      j++;
    if (i == left->count || j == right->count)
      return i == left->count && j == right->count;
    if (left->items[i++].symbol != right->items[j++].symbol)
      return false;
  }
}

/* A `-` alone stands for leaving out, in every form of the phrase. */
static void take_deletion(const struct forms *phrase, struct forms *replacement)
{
  const struct phrase_items *items = &replacement->items[0];
  if (replacement->count != 1 || items->count != 1 || strcmp(items->items[0].text, "-") != 0)
    return;
  replacement->count = phrase->count;
  for (uint32_t i = 0; i < replacement->count; i++)
    replacement->items[i].count = 0;
}

/* Checks the replacement just read, which began at `place`, against the phrase. */
static rw_status check_replacement(struct reader *reader, const char *place)
{
  struct forms *replacement = &reader->replacement;
  for (uint32_t i = 0; i < replacement->count; i++)
    if (replacement->items[i].count == 0)
      return fail_at(reader, place, "a replacement is empty; write `-` to leave the phrase out");
  take_deletion(&reader->phrase, replacement);
  if (replacement->count != reader->phrase.count)
    return fail_at(reader, place, "the phrase has %u forms, this replacement %u; give a form for each",
                   reader->phrase.count, replacement->count);
  for (uint32_t i = 0; i < replacement->count; i++)
    if (!same_slots(&reader->phrase.items[i], &replacement->items[i]))
      return fail_at(reader, place, "phrase and replacement must have the same slots in the same order");
  return RW_OK;
}

/* Reads an alternative: its forms, then perhaps a score, then perhaps conditions. */
static rw_status read_alternative(struct reader *reader)
{
  skip_blanks(reader);
  const char *place = reader->at;
  struct phrase_alternative alternative = {.score = DEFAULT_SCORE};
  rw_status status = read_forms(reader, &reader->replacement);
  if (status == RW_OK)
    status = check_replacement(reader, place);
  if (status == RW_OK && take(reader, '('))
    status = read_score(reader, &alternative.score);
  if (status == RW_OK && take(reader, '['))
    status = read_conditions(reader, &alternative);
  for (uint32_t i = 0; status == RW_OK && i < reader->phrase.count; i++) {
    struct phrase_alternative *slot = &reader->alternatives[i][reader->alternative_count];
    *slot = alternative;
    status =
        phrase_table_plan(reader->table, &reader->phrase.items[i], &reader->replacement.items[i], slot, reader->host);
  }
  reader->alternative_count += status == RW_OK;
  return status;
}

/* Puts the entries of the line, one for each form of its phrase, into the table. */
static rw_status add_entries(struct reader *reader)
{
  for (uint32_t i = 0; i < reader->phrase.count; i++) {
    const struct phrase_items *phrase = &reader->phrase.items[i];
    uint32_t *symbols = reader->host->allocate(reader->host, phrase->count * sizeof *symbols);
    size_t bytes = reader->alternative_count * sizeof(struct phrase_alternative);
    struct phrase_alternative *alternatives = reader->host->allocate(reader->host, bytes);
    if (!symbols || !alternatives)
      return RW_NO_MEMORY;
    for (uint32_t j = 0; j < phrase->count; j++)
      symbols[j] = phrase->items[j].symbol;
    memcpy(alternatives, reader->alternatives[i], bytes);
    struct phrase_entry entry = {.symbols = symbols,
                                 .symbol_count = phrase->count,
                                 .name = reader->name,
                                 .file = reader->file,
                                 .line = reader->line,
                                 .alternatives = alternatives,
                                 .alternative_count = reader->alternative_count};
    rw_status status = phrase_table_add(reader->table, &entry, reader->host);
    if (status != RW_OK)
      return status;
  }
  return RW_OK;
}

/* Reads the phrase left of `=`. */
static rw_status read_phrase(struct reader *reader)
{
  const char *place = reader->at;
  rw_status status = read_forms(reader, &reader->phrase);
  if (status != RW_OK)
    return status;
  if (!take(reader, '='))
    return fail_at(reader, reader->at, "a line needs `=` between the phrase and what replaces it");
  for (uint32_t i = 0; i < reader->phrase.count; i++) {
    const struct phrase_items *items = &reader->phrase.items[i];
    uint32_t words = 0;
    for (uint32_t j = 0; j < items->count; j++)
      words += !phrase_item_is_slot(&items->items[j]);
    if (words == 0)
      return fail_at(reader, place, "a phrase needs a word; write it left of `=`");
  }
  return RW_OK;
}

static rw_status read_line(struct reader *reader)
{
  skip_blanks(reader);
  if (at_end(reader) || *reader->at == '#')
    return RW_OK;
  rw_status status = read_phrase(reader);
  reader->alternative_count = 0;
  while (status == RW_OK) {
    if (reader->alternative_count == PHRASE_ALTERNATIVE_LIMIT)
      return fail_at(reader, reader->at, "a phrase has at most %d alternatives; drop some", PHRASE_ALTERNATIVE_LIMIT);
    status = read_alternative(reader);
    if (status == RW_OK && !take(reader, '|')) {
      if (!at_end(reader))
        return fail_at(reader, reader->at, "only `|` and another alternative may follow here");
      return add_entries(reader);
    }
  }
  return status;
}

rw_status phrase_file_parse(struct phrase_table *table, const char *text, size_t length, const char *name,
                            uint32_t number, const rw_host *host)
{
  struct reader *reader = calloc(1, sizeof *reader);
  if (!reader)
    return RW_NO_MEMORY;
  *reader = (struct reader){.table = table, .host = host, .name = name, .file = number};
  const char *at = text;
  const char *end = text + length;
  if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
    at += 3;
  rw_status status = RW_OK;
  while (status == RW_OK && at < end) {
    const char *line_end = memchr(at, '\n', (size_t)(end - at));
    const char *next = line_end ? line_end + 1 : end;
    line_end = line_end ? line_end : end;
    line_end -= line_end > at && line_end[-1] == '\r';
    reader->line++;
    reader->start = at;
    reader->at = at;
    reader->end = line_end;
    const uint8_t *bad = u8_check((const uint8_t *)at, (size_t)(line_end - at));
    if (bad || memchr(at, '\0', (size_t)(line_end - at)))
      status = fail_at(reader, at, "this line is no UTF-8 text; save the file as UTF-8");
    else
      status = read_line(reader);
    at = next;
  }
  free(reader);
  return status;
}

/* Reads a stream to its end, at most PHRASE_FILE_LIMIT bytes and one. malloc'ed; NULL: no memory. */
static char *read_stream(FILE *stream, size_t *length)
{
  size_t capacity = (size_t)1 << 16;
  char *text = malloc(capacity);
  *length = 0;
  while (text) {
    *length += fread(text + *length, 1, capacity - *length, stream);
    if (*length < capacity || capacity > PHRASE_FILE_LIMIT)
      break;
    capacity *= 2;
    char *larger = realloc(text, capacity);
    if (!larger)
      free(text);
    text = larger;
  }
  return text;
}

rw_status phrase_file_read(struct phrase_table *table, const char *path, uint32_t number, const rw_host *host)
{
  errno = 0;
  FILE *stream = fopen(path, "rb");
  if (!stream)
    return host->failure(host, RW_NO_FILE, "cannot open the phrase table %s: %s", path, strerror(errno));
  size_t length;
  char *text = read_stream(stream, &length);
  rw_status status;
  if (!text) {
    status = RW_NO_MEMORY;
  } else if (ferror(stream) != 0) {
    status = host->failure(host, RW_NO_FILE, "cannot read the phrase table %s: %s", path, strerror(errno));
  } else if (length > PHRASE_FILE_LIMIT) {
    status = host->failure(host, RW_BAD_DATA, "the phrase table %s is larger than %zu MiB; split it", path,
                           PHRASE_FILE_LIMIT >> 20);
  } else {
    status = phrase_file_parse(table, text, length, path, number, host);
  }
  free(text);
  fclose(stream);
  return status;
}
