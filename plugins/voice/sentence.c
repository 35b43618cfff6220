#include "sentence.h"

#include <string.h>

/* The bytes of a curly apostrophe, U+2019. */
#define CURLY_APOSTROPHE "\xE2\x80\x99"

/* A copy in lower case with straight apostrophes; NULL: no memory. */
static const char *folded(const char *text, size_t length, const rw_host *host)
{
  char *copy = host->allocate(host, length + 1);
  size_t written = 0;
  for (size_t at = 0; copy && at < length; at++) {
    if (length - at >= 3 && memcmp(text + at, CURLY_APOSTROPHE, 3) == 0) {
      copy[written++] = '\'';
      at += 2;
      continue;
    }
    copy[written++] = text[at] >= 'A' && text[at] <= 'Z' ? (char)(text[at] - 'A' + 'a') : text[at];
  }
  return copy;
}

static bool read_word(const struct sentence *sentence, uint32_t index, struct word *word)
{
  const rw_passage *passage = sentence->passage;
  const rw_language *language = sentence->host->language;
  uint32_t token = sentence->first_token + index;
  const char *text = passage->text + passage->tokens[token].start;
  uint32_t head = passage->head[token];
  bool inside = head != RW_NONE && head >= sentence->first_token && head - sentence->first_token < sentence->count;
  *word = (struct word){
      .form = folded(text, passage->tokens[token].end - passage->tokens[token].start, sentence->host),
      .lemma = folded(passage->lemma[token], strlen(passage->lemma[token]), sentence->host),
      .universal = language->universal_tags[passage->universal_tag[token]],
      .tag = language->tags[passage->tag[token]],
      .relation = language->relations[passage->relation[token]],
      .head = inside ? head - sentence->first_token : WORD_NONE,
      .span = {index, index + 1},
      .tag_probability = passage->tag_probability[token],
      .head_probability = passage->head_probability[token],
      .capital = *text >= 'A' && *text <= 'Z',
  };
  return word->form && word->lemma;
}

/* Widens the spans of the words above each word. A step that widens nothing ends the way up. */
static void find_spans(struct word *words, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t at = words[i].head; at != WORD_NONE; at = words[at].head) {
      rw_range *span = &words[at].span;
      if (i >= span->start && i < span->end)
        break;
      span->start = i < span->start ? i : span->start;
      span->end = i >= span->end ? i + 1 : span->end;
    }
}

uint8_t *sentence_fixed_tokens(const rw_passage *passage, const rw_host *host)
{
  int32_t *changes = host->allocate(host, ((size_t)passage->token_count + 1) * sizeof *changes);
  uint8_t *fixed = host->allocate(host, (size_t)passage->token_count + 1);
  if (!changes || !fixed)
    return NULL;
  for (uint32_t i = 0; i < passage->mark_count; i++) {
    const rw_mark *mark = &passage->marks[i];
    if (mark->kind == RW_MARK_NUMBER || mark->kind == RW_MARK_NAME || mark->kind == RW_MARK_NEGATION)
      continue;
    changes[mark->tokens.start]++;
    changes[mark->tokens.end]--;
  }
  int32_t depth = 0;
  for (uint32_t i = 0; i < passage->token_count; i++) {
    depth += changes[i];
    fixed[i] = depth > 0;
  }
  return fixed;
}

rw_status sentence_read(const rw_passage *passage, rw_range tokens, const uint8_t *fixed, const rw_host *host,
                        struct sentence *sentence)
{
  *sentence = (struct sentence){passage, host, tokens.start, NULL, tokens.end - tokens.start};
  struct word *words = host->allocate(host, ((size_t)sentence->count + 1) * sizeof *words);
  if (!words)
    return RW_NO_MEMORY;
  for (uint32_t i = 0; i < sentence->count; i++)
    if (!read_word(sentence, i, &words[i]))
      return RW_NO_MEMORY;
  find_spans(words, sentence->count);
  for (uint32_t i = 0; i < sentence->count; i++)
    words[i].fixed = fixed[tokens.start + i];
  sentence->words = words;
  return RW_OK;
}

bool relation_is(const struct word *word, const char *name)
{
  size_t length = strlen(name);
  return strncmp(word->relation, name, length) == 0 &&
         (word->relation[length] == '\0' || word->relation[length] == ':');
}

uint32_t sentence_dependent(const struct sentence *sentence, uint32_t head, const char *relation, uint32_t from)
{
  rw_range span = sentence->words[head].span;
  for (uint32_t i = from > span.start ? from : span.start; i < span.end; i++)
    if (sentence->words[i].head == head && (!relation || relation_is(&sentence->words[i], relation)))
      return i;
  return WORD_NONE;
}

bool sentence_has(const struct sentence *sentence, uint32_t head, const char *relation)
{
  return sentence_dependent(sentence, head, relation, 0) != WORD_NONE;
}

bool word_is(const struct sentence *sentence, uint32_t word, const char *form)
{
  return word < sentence->count && strcmp(sentence->words[word].form, form) == 0;
}

bool word_tagged(const struct sentence *sentence, uint32_t word, const char *tag)
{
  return word < sentence->count && strcmp(sentence->words[word].tag, tag) == 0;
}

bool word_universal(const struct sentence *sentence, uint32_t word, const char *universal)
{
  return word < sentence->count && strcmp(sentence->words[word].universal, universal) == 0;
}

bool string_listed(const char *const *list, const char *string)
{
  for (; *list; list++)
    if (strcmp(*list, string) == 0)
      return true;
  return false;
}
