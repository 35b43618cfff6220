#include "small_language.h"

#include "module.h"

#include <ctype.h>
#include <string.h>

static bool is_word(char byte)
{
  return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* The end of the token that starts at `at`. An image is a token of its own. */
static uint32_t token_end(const char *text, uint32_t at)
{
  if (strncmp(text + at, RW_OBJECT, 3) == 0)
    return at + 3;
  if (!is_word(text[at]))
    return at + 1;
  while (is_word(text[at]) && strncmp(text + at, RW_OBJECT, 3) != 0)
    at++;
  return at;
}

static uint32_t find_tokens(const char *text, rw_range *tokens)
{
  uint32_t count = 0;
  for (uint32_t at = 0; text[at];) {
    if (isspace((unsigned char)text[at])) {
      at++;
      continue;
    }
    uint32_t end = token_end(text, at);
    if (tokens)
      tokens[count] = (rw_range){at, end};
    count++;
    at = end;
  }
  return count;
}

static void find_layers(const char *text, rw_range *sentences, rw_mark *marks, rw_annotation *annotation)
{
  uint32_t start = 0;
  for (uint32_t i = 0; i < annotation->token_count; i++) {
    const char *word = text + annotation->tokens[i].start;
    uint32_t length = annotation->tokens[i].end - annotation->tokens[i].start;
    if (i > start && isupper((unsigned char)*word))
      marks[annotation->mark_count++] = (rw_mark){{i, i + 1}, RW_MARK_NAME};
    if (length == 3 && memcmp(word, "not", 3) == 0)
      marks[annotation->mark_count++] = (rw_mark){{i, i + 1}, RW_MARK_NEGATION};
    if (*word == '.' || i + 1 == annotation->token_count) {
      sentences[annotation->sentence_count++] = (rw_range){start, i + 1};
      start = i + 1;
    }
  }
}

static rw_status annotate(void *instance, const rw_source *source, rw_depth depth, rw_annotation *annotation,
                          const rw_host *host)
{
  (void)instance, (void)depth;
  uint32_t count = find_tokens(source->text, NULL);
  rw_range *tokens = host->allocate(host, (count + 1) * sizeof *tokens);
  rw_range *sentences = host->allocate(host, (count + 1) * sizeof *sentences);
  rw_mark *marks = host->allocate(host, (2 * count + 1) * sizeof *marks);
  if (!tokens || !sentences || !marks)
    return RW_NO_MEMORY;
  find_tokens(source->text, tokens);
  annotation->tokens = tokens;
  annotation->token_count = count;
  annotation->sentences = sentences;
  annotation->marks = marks;
  find_layers(source->text, sentences, marks, annotation);
  return RW_OK;
}

static rw_status surface(void *instance, rw_word *words, uint32_t count, const rw_host *host)
{
  (void)instance, (void)host;
  for (uint32_t i = 0; i < count; i++)
    if (words[i].gap == RW_GAP_UNKNOWN)
      words[i].gap = i > 0 && is_word(words[i].text[0]) ? RW_GAP_BLANK : RW_GAP_NONE;
  return RW_OK;
}

static rw_status recognise(void *instance, const char *text, size_t length, uint32_t *words, uint32_t *function_words)
{
  (void)instance;
  for (size_t at = 0; at < length;) {
    size_t start = at;
    while (at < length && isalpha((unsigned char)text[at]))
      at++;
    *words += at > start;
    *function_words += at > start && at - start <= 2;
    if (at == start)
      at++;
  }
  return RW_OK;
}

const rw_language small_language_calls = {
    .size = sizeof small_language_calls, .annotate = annotate, .surface = surface, .recognise = recognise};

static const rw_plugin plugin = {.abi = RW_ABI,
                                 .size = sizeof plugin,
                                 .kind = RW_KIND_LANGUAGE,
                                 .name = "small",
                                 .language = "en",
                                 .needs = RW_DEPTH_TOKENS,
                                 .language_module = &small_language_calls};

const struct module small_language = {&plugin, "(test)"};
