/* random_edits: whatever edits are made to whatever pages, markup and text come out as the algebra promises.
 *
 * usage: random_edits [--edits N] [--seed N] PAGE...
 * Makes random edits (substitute, move a block, permute, drop, insert) in all passages of the pages, round after
 * round, until N of them were accepted and applied (default 5000). After each round over a page it judges:
 *   I4  the lexemes that are not text are the same multiset, and every passage reads as the edits wanted;
 *   I5  gumbo, a parser that shares no code with ours, sees the same elements under the same ancestors, and where
 *       words only moved, every character under the same ancestors.
 * Prints the counts; the exit status is 1 when a violation was found. */
#include "chain.h"
#include "document.h"
#include "language.h"
#include "lexer.h"
#include "pick.h"
#include "small_language.h"

#include <gumbo.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what)
{
  fprintf(stderr, "random_edits: %s\n", what);
  exit(2);
}

/* ---- Chance ---- */

static uint64_t chance_state = 1;

static uint32_t chance(uint32_t below)
{
  chance_state = pick_hash(1, &chance_state, sizeof chance_state);
  return (uint32_t)((chance_state >> 33) % below);
}

/* ---- What a page holds, for the judge ---- */

struct holding {
  uint64_t lexemes;    /* of the lexemes that are not text: a sum of hashes, so in any order */
  uint64_t elements;   /* of gumbo's elements with their ancestors */
  uint64_t characters; /* of gumbo's non-blank characters with their ancestors */
};

static uint64_t hash(uint64_t seed, const char *bytes, size_t length)
{
  return pick_hash(seed, bytes, length);
}

static uint64_t element_hash(uint64_t parent, const GumboElement *element)
{
  const char *name = gumbo_normalized_tagname(element->tag);
  uint64_t value = hash(parent, name, strlen(name));
  for (unsigned i = 0; i < element->attributes.length; i++) {
    const GumboAttribute *attribute = element->attributes.data[i];
    value = hash(value, attribute->name, strlen(attribute->name));
    value = hash(value, attribute->value, strlen(attribute->value));
  }
  return value;
}

static void hold_text(struct holding *holding, uint64_t parent, const char *text)
{
  for (; *text; text++)
    if (!strchr(" \t\r\n\f", *text))
      holding->characters += hash(parent, text, 1);
}

/* Walks the tree without recursion: a deep page must not cost the stack. */
static void hold_tree(struct holding *holding, const GumboNode *root)
{
  struct level {
    const GumboVector *children;
    unsigned next;
    uint64_t path;
  } *levels = malloc(sizeof *levels);
  size_t depth = 1, room = 1;
  if (!levels)
    fail("out of memory");
  levels[0] = (struct level){&root->v.document.children, 0, 1};
  while (depth > 0) {
    struct level *level = &levels[depth - 1];
    if (level->next == level->children->length) {
      depth--;
      continue;
    }
    const GumboNode *node = level->children->data[level->next++];
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
      uint64_t path = element_hash(level->path, &node->v.element);
      holding->elements += path;
      if (depth == room && !(levels = realloc(levels, (room *= 2) * sizeof *levels)))
        fail("out of memory");
      levels[depth++] = (struct level){&node->v.element.children, 0, path};
    } else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) {
      hold_text(holding, level->path, node->v.text.text);
    }
  }
  free(levels);
}

static struct holding hold(const char *bytes, size_t length)
{
  struct holding holding = {0};
  struct lexemes lexemes;
  if (lexemes_open(&lexemes, bytes, (uint32_t)length) != RW_OK)
    fail("out of memory");
  for (uint32_t i = 0; i < lexemes.count; i++)
    if (!LEXEME_IS_TEXT(lexemes.items[i].type)) {
      uint32_t start = lexemes.items[i].start;
      holding.lexemes += hash(1, bytes + start, lexeme_end(&lexemes, i) - start);
    }
  lexemes_close(&lexemes);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput *output = gumbo_parse_with_options(&options, bytes, length);
  hold_tree(&holding, output->document);
  gumbo_destroy_output(&options, output);
  return holding;
}

/* ---- Random edits ---- */

enum { MOST_PIECES = 64 };

struct random_edit {
  rw_piece pieces[MOST_PIECES];
  uint32_t count;
  rw_range tokens;
  bool only_moves;
};

static void add(struct random_edit *edit, rw_piece_kind kind, uint32_t first, uint32_t end, const char *text)
{
  if (first == end && kind != RW_TEXT)
    return;
  edit->pieces[edit->count++] = (rw_piece){kind, {first, end}, text};
}

static const char *random_text(void)
{
  static const char *const texts[] = {"word",       "two words", "<b>",     "a&b", "&lt",  "&amp;", "</p>", "é",
                                      "文字",       "<!--",      "amp;",    "lt;", "#65;", "x",     "]]>",  "'s",
                                      "\"quoted\"", "&#x41;",    "script>", "1;",  "copy", "🙂",  "<",    "&"};
  return texts[chance(sizeof texts / sizeof *texts)];
}

/* [first, end) with the blocks [first, middle) and [middle, end) swapped. */
static void make_move(struct random_edit *edit, uint32_t first, uint32_t end)
{
  uint32_t middle = first + 1 + chance(end - first - 1);
  add(edit, RW_KEEP, middle, end, NULL);
  add(edit, RW_KEEP, first, middle, NULL);
}

static void make_permutation(struct random_edit *edit, uint32_t first, uint32_t end)
{
  uint32_t order[MOST_PIECES];
  for (uint32_t i = 0; i < end - first; i++) {
    uint32_t j = chance(i + 1);
    order[i] = order[j];
    order[j] = first + i;
  }
  for (uint32_t i = 0; i < end - first; i++)
    add(edit, RW_KEEP, order[i], order[i] + 1, NULL);
}

static void make_edit(struct random_edit *edit, const struct passage *passage, bool only_moves)
{
  uint32_t count = passage->view.token_count;
  uint32_t length = 1 + chance(count < 12 ? count : 12);
  uint32_t first = chance(count - length + 1), end = first + length, at = first + chance(length);
  *edit = (struct random_edit){.tokens = {first, end}, .only_moves = only_moves};
  unsigned kind = only_moves ? chance(2) : chance(5);
  if (kind == 0 && length > 1) {
    make_move(edit, first, end);
  } else if (kind == 1) {
    make_permutation(edit, first, end);
  } else {
    uint32_t after = at + 1 + (chance(4) == 0 && at + 1 < end);
    add(edit, RW_KEEP, first, at, NULL);
    if (only_moves)
      add(edit, RW_KEEP, at, after, NULL);
    else if (kind == 2)
      add(edit, RW_DROP, at, after, NULL);
    else if (kind == 3)
      add(edit, RW_TEXT, at, after, random_text());
    else {
      add(edit, RW_TEXT, 0, 0, random_text());
      add(edit, RW_KEEP, at, after, NULL);
    }
    add(edit, RW_KEEP, after, end, NULL);
  }
}

/* ---- A round over a page ---- */

struct counts {
  unsigned long proposed, accepted, replaced, violations;
};

struct round {
  const char *name;
  struct document *document;
  struct language *language;
  struct arena arena;
  char **wanted; /* per passage: its text after the round */
  bool only_moves;
  struct counts *counts;
};

static void edit_passage(struct round *round, uint32_t number, struct passage *passage)
{
  struct random_edit random;
  make_edit(&random, passage, round->only_moves);
  rw_edit edit = {.size = sizeof edit,
                  .tokens = random.tokens,
                  .pieces = random.pieces,
                  .piece_count = random.count,
                  .score = 1,
                  .why = "chance"};
  struct proposal *proposal = proposal_copy(passage, &edit, &round->arena);
  if (!proposal)
    fail("out of memory");
  round->counts->proposed++;
  if (proposal->state == PROPOSAL_REFUSED || edit_check(passage, proposal, &round->arena) ||
      guard_check(passage, proposal, &round->arena))
    return;
  struct passage result;
  rw_error error;
  if (language_apply(round->language, passage, &proposal, 1, &result, &error) != RW_OK)
    fail(error.message);
  if (proposal->state != PROPOSAL_REFUSED) {
    round->counts->accepted++;
    if (document_replace(round->document, number, &result, &error) == RW_OK) {
      round->counts->replaced++;
      round->wanted[number] = arena_copy_string(&round->arena, result.view.text);
    }
  }
  passage_free(&result);
}

static void edit_page(struct round *round)
{
  uint32_t count = document_passage_count(round->document);
  for (uint32_t number = 0; number < count; number++) {
    struct passage passage;
    struct passage_place place;
    rw_error error;
    document_place(round->document, number, &place);
    if (document_passage(round->document, number, &passage, &error) != RW_OK)
      fail(error.message);
    round->wanted[number] = arena_copy_string(&round->arena, passage.view.text);
    if (!place.untouched && language_annotate(round->language, &passage, RW_DEPTH_TOKENS, &error) != RW_OK)
      fail(error.message);
    if (!place.untouched && passage.view.token_count > 0)
      edit_passage(round, number, &passage);
    passage_free(&passage);
  }
}

static void violation(struct round *round, const char *what, const char *want, const char *got)
{
  if (round->counts->violations++ < 10)
    printf("%s: %s\n  want %.300s\n  got  %.300s\n", round->name, what, want, got);
}

/* Whether two texts are equal but for blanks at their ends: a run of blanks alone may lie outside of the passage once
 * the word beside it moved. */
static bool same_text(const char *a, const char *b)
{
  const char *blanks = " \t\r\n\f";
  a += strspn(a, blanks);
  b += strspn(b, blanks);
  size_t a_length = strlen(a), b_length = strlen(b);
  while (a_length > 0 && strchr(blanks, a[a_length - 1]))
    a_length--;
  while (b_length > 0 && strchr(blanks, b[b_length - 1]))
    b_length--;
  return a_length == b_length && memcmp(a, b, a_length) == 0;
}

/* Opens the page that came out and compares each passage with what the edits wanted. */
static void judge_texts(struct round *round, const char *bytes, size_t length)
{
  struct document_options options = {.format = RW_FORMAT_HTML, .encoding = "utf-8"};
  struct document *document;
  rw_error error;
  if (document_open(bytes, length, &options, &document, &error) != RW_OK)
    fail(error.message);
  uint32_t count = document_passage_count(document);
  if (count != document_passage_count(round->document))
    violation(round, "I4: another number of passages", "", "");
  for (uint32_t number = 0; number < count && count == document_passage_count(round->document); number++) {
    struct passage passage;
    if (document_passage(document, number, &passage, &error) != RW_OK)
      fail(error.message);
    if (!same_text(passage.view.text, round->wanted[number]))
      violation(round, "I4: a passage reads otherwise", round->wanted[number], passage.view.text);
    passage_free(&passage);
  }
  document_close(document);
}

static void run_round(const char *name, const char *bytes, size_t length, const struct holding *before,
                      struct language *language, bool only_moves, struct counts *counts)
{
  struct round round = {.name = name, .language = language, .only_moves = only_moves, .counts = counts};
  struct document_options options = {.format = RW_FORMAT_HTML, .encoding = "utf-8"};
  struct buffer out = {0};
  rw_error error;
  if (document_open(bytes, length, &options, &round.document, &error) != RW_OK)
    fail(error.message);
  round.wanted = calloc(document_passage_count(round.document) + 1, sizeof *round.wanted);
  if (!round.wanted)
    fail("out of memory");
  edit_page(&round);
  if (document_render(round.document, &out, &error) != RW_OK)
    fail(error.message);
  struct holding after = hold(out.data, out.length);
  if (after.lexemes != before->lexemes)
    violation(&round, "I4: the lexemes differ", "", "");
  if (after.elements != before->elements)
    violation(&round, "I5: the elements differ", "", "");
  if (only_moves && after.characters != before->characters)
    violation(&round, "I5: words left their elements", "", "");
  judge_texts(&round, out.data, out.length);
  document_close(round.document);
  arena_free(&round.arena);
  buffer_free(&out);
  free(round.wanted);
}

/* ---- The command ---- */

static char *read_file(const char *name, size_t *length)
{
  FILE *file = fopen(name, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0)
    fail(name);
  long size = ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)size + 1);
  if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size)
    fail(name);
  fclose(file);
  bytes[size] = '\0';
  *length = (size_t)size;
  return bytes;
}

int main(int argument_count, char **arguments)
{
  unsigned long wanted = 5000;
  int first = 1;
  for (; first + 1 < argument_count && strncmp(arguments[first], "--", 2) == 0; first += 2) {
    if (strcmp(arguments[first], "--edits") == 0)
      wanted = strtoul(arguments[first + 1], NULL, 10);
    else if (strcmp(arguments[first], "--seed") == 0)
      chance_state = strtoul(arguments[first + 1], NULL, 10);
    else
      fail("usage: random_edits [--edits N] [--seed N] PAGE...");
  }
  if (first >= argument_count)
    fail("no page given");
  struct config config = {.language = &small_language, .language_code = "en"};
  struct language *language;
  struct counts counts = {0};
  rw_error error;
  if (language_open(&config, &language, &error) != RW_OK)
    fail(error.message);
  for (unsigned round = 0; counts.replaced < wanted && round < 100000; round++) {
    for (int i = first; i < argument_count && counts.replaced < wanted; i++) {
      size_t length;
      char *bytes = read_file(arguments[i], &length);
      struct holding before = hold(bytes, length);
      run_round(arguments[i], bytes, length, &before, language, round % 2 == 1, &counts);
      free(bytes);
    }
  }
  language_close(language);
  printf("edits proposed %lu, accepted %lu, put in place %lu, violations %lu\n", counts.proposed, counts.accepted,
         counts.replaced, counts.violations);
  return counts.violations > 0 || counts.replaced < wanted ? EXIT_FAILURE : EXIT_SUCCESS;
}
