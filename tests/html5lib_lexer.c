/* html5lib_lexer FOLDER - runs html5lib's tokenizer tests (https://github.com/html5lib/html5lib-tests) through the
 * lexer and the run decoder. Without a folder it is skipped (exit 77).
 *
 * What is compared: tags with names, attributes and `/>`, comments, character data; of a doctype only that there is
 * one. The lexer works on pages, so an initial state comes about by the start tag that leads to it. The lexer leaves
 * U+0000 in text as a bad character, U+FFFD, where the tokeniser passes it on to the tree builder. */
#include "lexer.h"
#include "run.h"
#include "utf8.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SKIPPED 77

struct tally {
  unsigned passed, failed, skipped;
};

/* What comes before the input to reach a state, and the element it opens. */
struct state {
  const char *name;
  const char *prefix;
  const char *element;
  uint32_t lexemes; /* of the prefix */
};

static const struct state states[] = {
    {"Data state", "", NULL, 0},
    {"PLAINTEXT state", "<plaintext>", "plaintext", 1},
    {"RCDATA state", "<title>", "title", 1},
    {"RAWTEXT state", "<xmp>", "xmp", 1},
    {"Script data state", "<script>", "script", 1},
    {"CDATA section state", "<svg><![CDATA[", NULL, 1},
};

static const struct state *find_state(const char *name)
{
  for (size_t number = 0; number < sizeof states / sizeof *states; number++) {
    if (strcmp(states[number].name, name) == 0)
      return &states[number];
  }
  return NULL;
}

/* A string from a buffer, which is freed. */
static json_t *take_string(struct buffer *buffer)
{
  json_t *string = json_stringn(buffer->length == 0 ? "" : buffer->data, buffer->length);
  buffer_free(buffer);
  return string;
}

/* Reads the four digits of `\uXXXX`. False when there are none. */
static bool read_unit(const char *text, const char *end, uint32_t *unit)
{
  if (end - text < 6 || text[0] != '\\' || text[1] != 'u')
    return false;
  char digits[5] = {text[2], text[3], text[4], text[5], '\0'};
  char *stop;
  *unit = (uint32_t)strtoul(digits, &stop, 16);
  return *stop == '\0';
}

/* Undoes the second escaping of a string. NULL when it holds half of a surrogate pair, which no page in UTF-8 has. */
static json_t *unescape(const json_t *string)
{
  const char *at = json_string_value(string), *end = at + json_string_length(string);
  struct buffer text = {0};
  while (at < end) {
    uint32_t unit, second;
    char character[4];
    if (!read_unit(at, end, &unit)) {
      buffer_append_byte(&text, *at++);
      continue;
    }
    at += 6;
    if (unit >= 0xD800 && unit < 0xE000) {
      if (unit >= 0xDC00 || !read_unit(at, end, &second) || second < 0xDC00 || second > 0xDFFF) {
        buffer_free(&text);
        return NULL;
      }
      unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
      at += 6;
    }
    buffer_append(&text, character, utf8_write(unit, character));
  }
  return take_string(&text);
}

/* Replaces a name by another, whatever its case. */
static json_t *rename_in(const json_t *string, const char *name, const char *other)
{
  const char *at = json_string_value(string), *end = at + json_string_length(string);
  size_t length = strlen(name);
  struct buffer text = {0};
  while (at < end) {
    if ((size_t)(end - at) >= length && strncasecmp(at, name, length) == 0) {
      buffer_append_string(&text, other);
      at += length;
    } else {
      buffer_append_byte(&text, *at++);
    }
  }
  return take_string(&text);
}

/* U+0000 as U+FFFD. */
static json_t *replace_nul(const json_t *string)
{
  const char *text = json_string_value(string);
  struct buffer out = {0};
  for (size_t at = 0; at < json_string_length(string); at++) {
    if (text[at] == '\0')
      buffer_append_string(&out, "\xEF\xBF\xBD");
    else
      buffer_append_byte(&out, text[at]);
  }
  return take_string(&out);
}

/* What a test asks to be done with its strings. */
struct change {
  bool unescape;
  const char *name, *other; /* NULL: no renaming */
};

static json_t *changed_string(const json_t *string, const struct change *change)
{
  json_t *result = change->unescape ? unescape(string) : json_copy((json_t *)string);
  if (result != NULL && change->name != NULL) {
    json_t *renamed = rename_in(result, change->name, change->other);
    json_decref(result);
    result = renamed;
  }
  return result;
}

/* A copy of a value with all its strings changed; NULL when one cannot be. */
static json_t *changed(const json_t *value, const struct change *change)
{
  if (json_is_string(value))
    return changed_string(value, change);
  if (json_is_array(value)) {
    json_t *array = json_array();
    for (size_t at = 0; at < json_array_size(value); at++) {
      if (json_array_append_new(array, changed(json_array_get(value, at), change)) != 0) {
        json_decref(array);
        return NULL;
      }
    }
    return array;
  }
  if (!json_is_object(value))
    return json_copy((json_t *)value);
  json_t *object = json_object();
  const char *key;
  json_t *item;
  json_object_foreach((json_t *)value, key, item)
  {
    json_t *name = json_string(key), *new_name = changed_string(name, change);
    if (new_name != NULL)
      json_object_set_new(object, json_string_value(new_name), changed(item, change));
    json_decref(name);
    json_decref(new_name);
  }
  return object;
}

/* Appends character data to the token before when that is some too. */
static void append_characters(json_t *tokens, const char *text, size_t length)
{
  json_t *last = json_array_get(tokens, json_array_size(tokens) - 1);
  if (length == 0)
    return;
  if (last == NULL || strcmp(json_string_value(json_array_get(last, 0)), "Character") != 0) {
    json_array_append_new(tokens, json_pack("[s, s%]", "Character", text, length));
    return;
  }
  json_t *before = json_array_get(last, 1);
  struct buffer both = {0};
  buffer_append(&both, json_string_value(before), json_string_length(before));
  buffer_append(&both, text, length);
  json_array_set_new(last, 1, take_string(&both));
}

/* The expected tokens in the form that `lexed` gives. */
static json_t *normalised(const json_t *expected)
{
  json_t *tokens = json_array();
  for (size_t at = 0; at < json_array_size(expected); at++) {
    json_t *token = json_array_get(expected, at);
    const char *type = json_string_value(json_array_get(token, 0));
    if (strcmp(type, "DOCTYPE") == 0) {
      json_array_append_new(tokens, json_pack("[s]", "DOCTYPE"));
    } else if (strcmp(type, "Character") == 0) {
      json_t *text = replace_nul(json_array_get(token, 1));
      append_characters(tokens, json_string_value(text), json_string_length(text));
      json_decref(text);
    } else {
      json_array_append(tokens, token);
    }
  }
  return tokens;
}

/* A name in lower case as the tokeniser gives it. */
static json_t *lower_name(const char *name, size_t length)
{
  struct buffer lower = {0};
  for (size_t at = 0; at < length; at++)
    buffer_append_byte(&lower, name[at] >= 'A' && name[at] <= 'Z' ? (char)(name[at] + 32) : name[at]);
  json_t *with_nul = take_string(&lower), *result = replace_nul(with_nul);
  json_decref(with_nul);
  return result;
}

static json_t *tag_name(const struct lexemes *lexemes, uint32_t number)
{
  const struct lexeme *lexeme = &lexemes->items[number];
  if (lexeme->name != ELEMENT_OTHER)
    return json_string(element_name(lexeme->name, lexemes->names));
  const char *name = lexemes->bytes + lexeme->start + (lexeme->type == LEXEME_END ? 2 : 1);
  size_t length = 0;
  while (!utf8_is_blank(name[length]) && name[length] != '/' && name[length] != '>')
    length++;
  return lower_name(name, length);
}

static json_t *attributes(const struct lexemes *lexemes, uint32_t number)
{
  json_t *object = json_object();
  struct attribute attribute;
  uint32_t at = 0;
  while (lexeme_attribute(lexemes, number, &at, &attribute)) {
    json_t *name = lower_name(attribute.name, attribute.name_length);
    struct buffer value = {0};
    run_decode_attribute(attribute.value, attribute.value_length, &value);
    json_t *string = take_string(&value);
    if (json_object_get(object, json_string_value(name)) == NULL)
      json_object_set(object, json_string_value(name), string);
    json_decref(string);
    json_decref(name);
  }
  return object;
}

/* Takes `length` bytes off the end when they are `tail`. */
static bool strip(const char *text, size_t *length, const char *tail)
{
  size_t size = strlen(tail);
  if (*length < size || memcmp(text + *length - size, tail, size) != 0)
    return false;
  *length -= size;
  return true;
}

/* The text of a comment from its bytes. */
static json_t *comment_text(const char *bytes, size_t length)
{
  static const char *const tails[] = {"-->", "--!>", "--!", "--", "-"};
  size_t start = bytes[1] == '?' ? 1 : 2;
  if (length >= 4 && memcmp(bytes, "<!--", 4) == 0) {
    start = 4;
    size_t left = length - start;
    bool done = (left == 1 && bytes[4] == '>') || (left == 2 && memcmp(bytes + 4, "->", 2) == 0);
    if (done)
      length = start;
    for (size_t at = 0; !done && at < sizeof tails / sizeof *tails; at++) {
      done = strip(bytes + start, &left, tails[at]);
      length = start + left;
    }
  } else {
    strip(bytes, &length, ">");
  }
  struct buffer text = {0};
  run_decode(bytes + start, (uint32_t)(length - start), LEXEME_RAW, 0, &text, NULL);
  return take_string(&text);
}

static void append_lexeme(json_t *tokens, const struct lexemes *lexemes, uint32_t number)
{
  const struct lexeme *lexeme = &lexemes->items[number];
  const char *bytes = lexemes->bytes + lexeme->start;
  uint32_t length = lexeme_end(lexemes, number) - lexeme->start;
  if (LEXEME_IS_TEXT(lexeme->type)) {
    struct buffer text = {0};
    run_decode(bytes, length, (enum lexeme_type)lexeme->type, 0, &text, NULL);
    append_characters(tokens, text.data, text.length);
    buffer_free(&text);
  } else if (lexeme->type == LEXEME_BYTE_ORDER_MARK) {
    append_characters(tokens, bytes, length);
  } else if (lexeme->type == LEXEME_START) {
    json_t *token = json_pack("[s, o, o]", "StartTag", tag_name(lexemes, number), attributes(lexemes, number));
    if ((lexeme->flags & LEXEME_SELF_CLOSING) != 0)
      json_array_append_new(token, json_true());
    json_array_append_new(tokens, token);
  } else if (lexeme->type == LEXEME_END) {
    json_array_append_new(tokens, json_pack("[s, o]", "EndTag", tag_name(lexemes, number)));
  } else if (lexeme->type == LEXEME_COMMENT) {
    json_array_append_new(tokens, json_pack("[s, o]", "Comment", comment_text(bytes, length)));
  } else if (lexeme->type == LEXEME_DOCTYPE) {
    json_array_append_new(tokens, json_pack("[s]", "DOCTYPE"));
  }
}

/* The tokens of a page; NULL when its lexemes do not partition it. */
static json_t *lexed(const char *page, size_t length, uint32_t first)
{
  struct lexemes lexemes;
  if (lexemes_open(&lexemes, page, (uint32_t)length) != RW_OK)
    abort();
  json_t *tokens = json_array();
  bool whole = lexemes.items[0].start == 0 && lexemes.items[lexemes.count].start == length;
  for (uint32_t number = 0; number < lexemes.count; number++) {
    whole = whole && lexemes.items[number].start < lexeme_end(&lexemes, number);
    if (number >= first)
      append_lexeme(tokens, &lexemes, number);
  }
  lexemes_close(&lexemes);
  if (whole)
    return tokens;
  json_decref(tokens);
  return NULL;
}

static void report(const char *file, const json_t *test, const char *state, const json_t *wanted, const json_t *got)
{
  char *wanted_text = json_dumps(wanted, JSON_COMPACT), *got_text = got == NULL ? NULL : json_dumps(got, JSON_COMPACT);
  printf("FAILED %s: %s (%s)\n  wanted %s\n  got    %s\n", file,
         json_string_value(json_object_get(test, "description")), state, wanted_text,
         got_text == NULL ? "ranges that do not partition the page" : got_text);
  free(wanted_text);
  free(got_text);
}

static void run_in_state(const char *file, const json_t *test, const char *state_name, struct tally *tally)
{
  const struct state *state = find_state(state_name);
  const char *last = json_string_value(json_object_get(test, "lastStartTag"));
  struct change change = {.unescape = json_is_true(json_object_get(test, "doubleEscaped"))};
  if (state != NULL && state->element != NULL && last != NULL && strcmp(last, state->element) != 0) {
    change.name = last;
    change.other = state->element;
  }
  json_t *input = state == NULL ? NULL : changed(json_object_get(test, "input"), &change);
  json_t *output = input == NULL ? NULL : changed(json_object_get(test, "output"), &change);
  if (output == NULL) {
    tally->skipped++;
    printf("SKIPPED %s: %s (%s)\n", file, json_string_value(json_object_get(test, "description")), state_name);
  } else {
    struct buffer page = {0};
    buffer_append_string(&page, state->prefix);
    buffer_append(&page, json_string_value(input), json_string_length(input));
    json_t *wanted = normalised(output), *got = lexed(page.data, page.length, state->lexemes);
    bool equal = got != NULL && json_equal(wanted, got);
    tally->passed += equal;
    tally->failed += !equal;
    if (!equal)
      report(file, test, state_name, wanted, got);
    json_decref(wanted);
    json_decref(got);
    buffer_free(&page);
  }
  json_decref(input);
  json_decref(output);
}

static void run_file(const char *path, struct tally *tally)
{
  json_error_t error;
  json_t *root = json_load_file(path, JSON_ALLOW_NUL, &error);
  if (root == NULL) {
    printf("FAILED %s: line %d: %s\n", path, error.line, error.text);
    tally->failed++;
    return;
  }
  tally->skipped += (unsigned)json_array_size(json_object_get(root, "xmlViolationTests"));
  size_t number;
  json_t *test;
  json_array_foreach(json_object_get(root, "tests"), number, test)
  {
    json_t *initial = json_object_get(test, "initialStates");
    if (initial == NULL)
      run_in_state(path, test, states[0].name, tally);
    for (size_t at = 0; at < json_array_size(initial); at++)
      run_in_state(path, test, json_string_value(json_array_get(initial, at)), tally);
  }
  json_decref(root);
}

static int is_test(const struct dirent *entry)
{
  const char *dot = strrchr(entry->d_name, '.');
  return dot != NULL && strcmp(dot, ".test") == 0;
}

int main(int count, char **arguments)
{
  if (count < 2)
    return SKIPPED;
  struct dirent **entries;
  int files = scandir(arguments[1], &entries, is_test, alphasort);
  if (files < 0) {
    perror(arguments[1]);
    return EXIT_FAILURE;
  }
  struct tally tally = {0};
  for (int number = 0; number < files; number++) {
    struct buffer path = {0};
    buffer_printf(&path, "%s/%s", arguments[1], entries[number]->d_name);
    run_file(path.data, &tally);
    buffer_free(&path);
    free(entries[number]);
  }
  free(entries);
  printf("%u passed, %u failed, %u skipped\n", tally.passed, tally.failed, tally.skipped);
  return tally.failed == 0 && tally.passed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
