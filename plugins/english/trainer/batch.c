#include "batch.h"

#include "program.h"

#include <stdlib.h>
#include <string.h>

struct disguise disguise_choose(struct random_source *random, float probability)
{
  if (!random_chance(random, probability))
    return (struct disguise){LETTERS_AS_WRITTEN, false};
  struct disguise disguise = {(enum letter_case)random_below(random, LETTERS_COUNT), false};
  disguise.unfinished = disguise.letters == LETTERS_AS_WRITTEN || random_chance(random, 0.5f);
  return disguise;
}

void batch_clear(struct batch *batch)
{
  batch->sentence_count = 0;
  batch->row_count = 0;
}

void batch_close(struct batch *batch)
{
  free(batch->starts);
  free(batch->values);
  free(batch->tags);
  free(batch->relations);
  free(batch->heads);
  *batch = (struct batch){0};
}

uint32_t batch_tokens(const struct batch *batch)
{
  return batch->row_count - batch->sentence_count;
}

static bool is_small(char letter)
{
  return letter >= 'a' && letter <= 'z';
}

/* Writes a form of up to DISGUISED_LIMIT bytes in another case. */
#define DISGUISED_LIMIT 128
static void change_case(char *form, size_t length, enum letter_case letters, bool first)
{
  bool title = letters == LETTERS_TITLE_ALL || (letters == LETTERS_TITLE && (first || length > 3));
  for (size_t i = 0; i < length; i++) {
    bool capital = letters == LETTERS_CAPITALS || (title && i == 0);
    if (capital && is_small(form[i]))
      form[i] &= ~0x20;
    else if (letters == LETTERS_SMALL && form[i] >= 'A' && form[i] <= 'Z')
      form[i] |= 0x20;
  }
}

static struct feature_values disguised_values(const char *form, bool first, enum letter_case letters)
{
  size_t length = strlen(form);
  if (letters == LETTERS_AS_WRITTEN || length > DISGUISED_LIMIT)
    return feature_values(form, length, first);
  char changed[DISGUISED_LIMIT];
  memcpy(changed, form, length);
  change_case(changed, length, letters, first);
  return feature_values(changed, length, first);
}

/* Whether the last token is a full stop or the like, and no token depends on it. */
static bool ends_in_mark(const struct conllu_token *tokens, uint32_t count)
{
  const char *last = tokens[count - 1].form;
  if (count < 2 || (strcmp(last, ".") != 0 && strcmp(last, "!") != 0 && strcmp(last, "?") != 0))
    return false;
  for (uint32_t i = 0; i < count; i++)
    if (tokens[i].head == count)
      return false;
  return true;
}

static void make_room(struct batch *batch, uint32_t rows)
{
  size_t used = batch->row_count;
  size_t needed = used + rows;
  batch->starts = grow(batch->starts, &batch->start_limit, batch->sentence_count + 1u, batch->sentence_count + 2u,
                       sizeof *batch->starts);
  batch->values = grow(batch->values, &batch->value_limit, used, needed, sizeof *batch->values);
  batch->tags = grow(batch->tags, &batch->tag_limit, used, needed, sizeof *batch->tags);
  batch->relations = grow(batch->relations, &batch->relation_limit, used, needed, sizeof *batch->relations);
  batch->heads = grow(batch->heads, &batch->head_limit, used, needed, sizeof *batch->heads);
}

static void add_row(struct batch *batch, const struct lexicon *lexicon, const struct conllu_token *token,
                    struct feature_values values)
{
  uint32_t row = batch->row_count++;
  batch->values[row] = values;
  batch->tags[row] = batch->relations[row] = batch->heads[row] = NAME_ABSENT;
  if (!token)
    return;
  char name[TAG_NAME_LIMIT];
  tag_name(name, token);
  batch->tags[row] = names_find(&lexicon->tags, name);
  batch->relations[row] = names_find(&lexicon->relations, token->relation);
  batch->heads[row] = token->head;
}

void batch_add(struct batch *batch, const struct lexicon *lexicon, const struct treebank *treebank,
               const struct conllu_sentence *sentence, struct disguise disguise, bool labelled)
{
  const struct conllu_token *tokens = treebank->tokens + sentence->first;
  uint32_t count = sentence->count;
  if (disguise.unfinished && ends_in_mark(tokens, count))
    count--;
  make_room(batch, count + 1);
  batch->starts[batch->sentence_count++] = batch->row_count;
  add_row(batch, lexicon, NULL, (struct feature_values){{0}});
  for (uint32_t i = 0; i < count; i++)
    add_row(batch, lexicon, labelled ? &tokens[i] : NULL, disguised_values(tokens[i].form, i == 0, disguise.letters));
  batch->starts[batch->sentence_count] = batch->row_count;
}
