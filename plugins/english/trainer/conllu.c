#include "conllu.h"

#include "program.h"

#include <stdlib.h>
#include <string.h>

enum column { COLUMN_ID, COLUMN_FORM, COLUMN_UPOS = 3, COLUMN_XPOS, COLUMN_HEAD = 6, COLUMN_RELATION, COLUMNS = 10 };

struct reader {
  struct treebank *treebank;
  const char *path;
  size_t line;
  bool labelled;
  struct conllu_sentence sentence;
};

/* Cuts a line at its tabs. */
static void split(const struct reader *reader, char *line, char *columns[COLUMNS])
{
  for (unsigned i = 0; i < COLUMNS; i++) {
    columns[i] = line;
    line = line ? strchr(line, '\t') : NULL;
    if (line)
      *line++ = '\0';
    else if (i + 1 < COLUMNS)
      fail("%s:%zu: %u columns where CoNLL-U has 10, set apart by tabs", reader->path, reader->line, i + 1);
  }
}

static uint32_t read_number(const struct reader *reader, const char *text, const char *what)
{
  char *end;
  unsigned long number = strtoul(text, &end, 10);
  if (text[0] < '0' || text[0] > '9' || *end || number > INT32_MAX)
    fail("%s:%zu: the %s is \"%s\", which is no number", reader->path, reader->line, what, text);
  return (uint32_t)number;
}

static void add_token(struct reader *reader, char *line)
{
  char *columns[COLUMNS];
  split(reader, line, columns);
  if (strpbrk(columns[COLUMN_ID], "-."))
    return;
  if (read_number(reader, columns[COLUMN_ID], "token's number") != reader->sentence.count + 1)
    fail("%s:%zu: token %s where %u is next: number a sentence's tokens from 1", reader->path, reader->line,
         columns[COLUMN_ID], reader->sentence.count + 1);
  struct conllu_token token = {columns[COLUMN_FORM], "", "", "", 0};
  if (reader->labelled) {
    token.upos = columns[COLUMN_UPOS];
    token.xpos = columns[COLUMN_XPOS];
    token.relation = columns[COLUMN_RELATION];
    token.head = read_number(reader, columns[COLUMN_HEAD], "head");
  }
  struct treebank *treebank = reader->treebank;
  treebank->tokens = grow(treebank->tokens, &treebank->token_limit, treebank->token_count, treebank->token_count + 1,
                          sizeof *treebank->tokens);
  treebank->tokens[treebank->token_count++] = token;
  reader->sentence.count++;
}

static void check_heads(const struct reader *reader)
{
  const struct conllu_token *tokens = reader->treebank->tokens + reader->sentence.first;
  for (uint32_t i = 0; i < reader->sentence.count; i++)
    if (tokens[i].head > reader->sentence.count || tokens[i].head == i + 1)
      fail("%s: the sentence before line %zu: the head of token %u is %u, which is none of its other tokens",
           reader->path, reader->line, i + 1, tokens[i].head);
}

static void end_sentence(struct reader *reader)
{
  struct treebank *treebank = reader->treebank;
  if (reader->sentence.count > 0) {
    check_heads(reader);
    treebank->sentences = grow(treebank->sentences, &treebank->sentence_limit, treebank->sentence_count,
                               treebank->sentence_count + 1, sizeof *treebank->sentences);
    treebank->sentences[treebank->sentence_count++] = reader->sentence;
  }
  reader->sentence = (struct conllu_sentence){treebank->token_count, 0};
}

void treebank_read(struct treebank *treebank, const char *path, bool labelled)
{
  size_t length;
  char *text = read_whole_file(path, &length);
  treebank->texts =
      grow(treebank->texts, &treebank->text_limit, treebank->text_count, treebank->text_count + 1, sizeof(char *));
  treebank->texts[treebank->text_count++] = text;
  struct reader reader = {treebank, path, 0, labelled, {treebank->token_count, 0}};
  for (char *line = text; line < text + length;) {
    char *end = memchr(line, '\n', (size_t)(text + length - line));
    char *next = end ? end + 1 : text + length;
    if (end)
      *end = '\0';
    if (end > line && end[-1] == '\r')
      end[-1] = '\0';
    reader.line++;
    if (!*line)
      end_sentence(&reader);
    else if (*line != '#')
      add_token(&reader, line);
    line = next;
  }
  end_sentence(&reader);
}

void treebank_close(struct treebank *treebank)
{
  for (size_t i = 0; i < treebank->text_count; i++)
    free(treebank->texts[i]);
  free(treebank->texts);
  free(treebank->tokens);
  free(treebank->sentences);
  *treebank = (struct treebank){0};
}
