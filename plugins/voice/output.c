#include "output.h"

#include <stdio.h>
#include <string.h>

/* Each word of a sentence gives one piece at most, and a group a few new words. */
#define NEW_WORDS 8u

bool output_open(struct output *output, const struct sentence *sentence)
{
  uint32_t capacity = sentence->count + VERB_GROUP_LIMIT + NEW_WORDS;
  *output = (struct output){.sentence = sentence, .capacity = capacity};
  output->pieces = sentence->host->allocate(sentence->host, capacity * sizeof *output->pieces);
  return output->pieces != NULL;
}

static void add(struct output *output, rw_piece piece)
{
  if (output->count == output->capacity) {
    output->failed = true;
    return;
  }
  output->pieces[output->count++] = piece;
}

static rw_range tokens_of(const struct output *output, rw_range words)
{
  uint32_t first = output->sentence->first_token;
  return (rw_range){first + words.start, first + words.end};
}

void output_keep(struct output *output, rw_range words)
{
  if (words.start < words.end)
    add(output, (rw_piece){RW_KEEP, tokens_of(output, words), NULL});
}

void output_drop(struct output *output, rw_range words)
{
  if (words.start < words.end)
    add(output, (rw_piece){RW_DROP, tokens_of(output, words), NULL});
}

void output_new(struct output *output, const char *text)
{
  add(output, (rw_piece){RW_TEXT, {0, 0}, text});
  output->failed |= !text;
}

/* The text with a capital where the word it stands for, or before, has one inside its sentence: of a headline in title
 * case. NULL: no memory. */
static const char *styled(const struct output *output, const char *text, uint32_t word)
{
  const struct sentence *sentence = output->sentence;
  const struct word *like = &sentence->words[word];
  bool inside = word > 0 && like->capital && strcmp(like->tag, "PRP") != 0;
  if (!inside || !text || *text < 'a' || *text > 'z')
    return text;
  char *copy = sentence->host->allocate(sentence->host, strlen(text) + 1);
  if (copy) {
    strcpy(copy, text);
    copy[0] = (char)(text[0] - 'a' + 'A');
  }
  return copy;
}

static void put_text(struct output *output, const char *text, rw_range words)
{
  text = styled(output, text, words.start);
  add(output, (rw_piece){RW_TEXT, tokens_of(output, words), text});
  output->failed |= !text;
}

void output_text(struct output *output, const char *text, uint32_t word)
{
  put_text(output, text, (rw_range){word, word + 1});
}

void output_form(struct output *output, const struct verb_form *form, uint32_t word)
{
  if (form->before)
    output_new(output, styled(output, form->before, word));
  if (form->drop)
    output_drop(output, (rw_range){word, word + 1});
  else if (form->text)
    put_text(output, form->text, (rw_range){word, word + (form->takes_next ? 2 : 1)});
  else
    output_keep(output, (rw_range){word, word + 1});
}

void output_phrase(struct output *output, rw_range words, uint32_t head, const char *tag)
{
  const struct sentence *sentence = output->sentence;
  const struct word *word = &sentence->words[head];
  if (words.end - words.start > 1 || strcmp(word->tag, "PRP") != 0) {
    output_keep(output, words);
    return;
  }
  const char *form = sentence->host->inflect(sentence->host, word->form, tag);
  if (form && strcmp(form, word->form) == 0)
    output_keep(output, words);
  else
    output_text(output, form, head);
}

/* The range of `moved` that a word is in; NULL when it is in none. */
static const rw_range *range_around(uint32_t word, const rw_range *moved, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    if (word >= moved[i].start && word < moved[i].end)
      return &moved[i];
  return NULL;
}

static const struct verb_form *form_of(const struct verb_group *group, uint32_t word)
{
  for (uint32_t i = 0; i < group->count; i++)
    if (group->words[i] == word)
      return &group->forms[i];
  return NULL;
}

void output_rest(struct output *output, const struct verb_group *group, rw_range words, const rw_range *moved,
                 uint32_t moved_count)
{
  for (uint32_t i = words.start; i < words.end;) {
    const rw_range *around = range_around(i, moved, moved_count);
    const struct verb_form *form = form_of(group, i);
    if (around) {
      i = around->end;
      continue;
    }
    if (form)
      output_form(output, form, i);
    else
      output_keep(output, (rw_range){i, i + 1});
    i += form && form->takes_next ? 2 : 1;
  }
}

rw_status output_propose(const struct output *output, rw_range words, double score, const char *why)
{
  const rw_host *host = output->sentence->host;
  if (output->failed)
    return RW_OK;
  if (!why)
    return RW_NO_MEMORY;
  rw_edit edit = {.size = sizeof edit,
                  .tokens = tokens_of(output, words),
                  .pieces = output->pieces,
                  .piece_count = output->count,
                  .score = score,
                  .why = why};
  return host->propose(host, &edit) == RW_NO_MEMORY ? RW_NO_MEMORY : RW_OK;
}

const char *output_why(const struct sentence *sentence, const char *before, uint32_t word, const char *between,
                       rw_range words)
{
  const rw_passage *passage = sentence->passage;
  const rw_range *tokens = passage->tokens + sentence->first_token;
  rw_range verb = tokens[word];
  rw_range phrase = {tokens[words.start].start, tokens[words.end - 1].end};
  size_t size = strlen(before) + strlen(between) + (verb.end - verb.start) + (phrase.end - phrase.start) + 2;
  char *why = sentence->host->allocate(sentence->host, size);
  if (why)
    snprintf(why, size, "%s%.*s%s%.*s'", before, (int)(verb.end - verb.start), passage->text + verb.start, between,
             (int)(phrase.end - phrase.start), passage->text + phrase.start);
  return why;
}
