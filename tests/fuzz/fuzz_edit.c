/* Whatever edits are made to whatever page, markup and text come out as the edit algebra promises.
 *
 * The first byte of the input counts the bytes after it that make the choices; the rest is the page. A choice past the
 * last is 0. Every passage gets one random edit (substitute, move a block, permute, drop, insert). Those the algebra,
 * the guards and the document accept keep invariant I4: the page that comes out has the same lexemes that are no text,
 * and its passages read as the edits wanted. */
#include "fuzz.h"

#include "chain.h"
#include "document.h"
#include "encoding.h"
#include "language.h"
#include "lexer.h"
#include "option.h"
#include "pick.h"
#include "../small_language.h"

#include <string.h>

extern const struct rw_plugin english_LTX_rw_plugin;

static const struct module english = {&english_LTX_rw_plugin, "(test)"};

/* ---- Choices ---- */

struct choices {
  const uint8_t *bytes;
  size_t left;
};

static uint32_t choose(struct choices *choices, uint32_t below)
{
  if (choices->left == 0)
    return 0;
  choices->left--;
  return *choices->bytes++ % below;
}

/* ---- Edits ---- */

enum { MOST_PIECES = 16, MOST_TOKENS = 12 };

struct pieces {
  rw_piece items[MOST_PIECES];
  uint32_t count;
};

static void add(struct pieces *pieces, rw_piece_kind kind, uint32_t first, uint32_t end, const char *text)
{
  if (first < end || text)
    pieces->items[pieces->count++] = (rw_piece){kind, {first, end}, text};
}

static const char *choose_text(struct choices *choices)
{
  static const char *const texts[] = {"word", "two words", "<b>",  "a&b",  "&lt", "&amp;", "</p>",   "é",  "文字",
                                      "<!--", "amp;",      "lt;",  "#65;", "x",   "]]>",   "'s",     "12", "\"quoted\"",
                                      "1;",   "copy",      "🙂", "<",    "&",   "--",    "script>"};
  return texts[choose(choices, sizeof texts / sizeof *texts)];
}

static void make_move(struct pieces *pieces, rw_range tokens, struct choices *choices)
{
  uint32_t middle = tokens.start + choose(choices, tokens.end - tokens.start);
  add(pieces, RW_KEEP, middle, tokens.end, NULL);
  add(pieces, RW_KEEP, tokens.start, middle, NULL);
}

static void make_permutation(struct pieces *pieces, rw_range tokens, struct choices *choices)
{
  uint32_t order[MOST_TOKENS];
  for (uint32_t i = 0; i < tokens.end - tokens.start; i++) {
    uint32_t j = choose(choices, i + 1);
    order[i] = order[j];
    order[j] = tokens.start + i;
  }
  for (uint32_t i = 0; i < tokens.end - tokens.start; i++)
    add(pieces, RW_KEEP, order[i], order[i] + 1, NULL);
}

/* One word, or two, of the range become something else. */
static void make_change(struct pieces *pieces, rw_range tokens, struct choices *choices)
{
  uint32_t at = tokens.start + choose(choices, tokens.end - tokens.start), after = at + 1 + choose(choices, 2);
  if (after > tokens.end)
    after = tokens.end;
  add(pieces, RW_KEEP, tokens.start, at, NULL);
  switch (choose(choices, 3)) {
  case 0:
    add(pieces, RW_TEXT, at, after, choose_text(choices));
    break;
  case 1:
    add(pieces, RW_DROP, at, after, NULL);
    break;
  default:
    add(pieces, RW_TEXT, 0, 0, choose_text(choices));
    add(pieces, RW_KEEP, at, after, NULL);
  }
  add(pieces, RW_KEEP, after, tokens.end, NULL);
}

static struct proposal *choose_edit(const struct passage *passage, struct choices *choices, struct arena *arena)
{
  uint32_t count = passage->view.token_count;
  uint32_t length = 1 + choose(choices, count < MOST_TOKENS ? count : MOST_TOKENS);
  uint32_t first = choose(choices, count - length + 1), kind = choose(choices, 3);
  rw_range tokens = {first, first + length};
  struct pieces pieces = {.count = 0};
  if (kind == 0)
    make_change(&pieces, tokens, choices);
  else if (kind == 1)
    make_move(&pieces, tokens, choices);
  else
    make_permutation(&pieces, tokens, choices);
  rw_edit edit = {.size = sizeof edit,
                  .tokens = tokens,
                  .pieces = pieces.items,
                  .piece_count = pieces.count,
                  .score = 1,
                  .why = "chance"};
  return proposal_copy(passage, &edit, arena);
}

/* ---- A page ---- */

struct round {
  struct document_options options;
  struct config config;
  struct choices choices;
  struct document *document;
  struct language *language;
  struct arena arena;
  const char **wanted; /* per passage: its text after the round */
};

static const char *copy_text(struct round *round, const struct passage *passage)
{
  return arena_copy(&round->arena, passage->view.text, passage->view.text_length);
}

static void edit_passage(struct round *round, uint32_t number, const struct passage *passage)
{
  struct proposal *proposal = choose_edit(passage, &round->choices, &round->arena);
  fuzz_require(proposal->state != PROPOSAL_REFUSED, "the edit is well formed");
  if (edit_check(passage, proposal, &round->arena) || guard_check(passage, proposal, &round->arena))
    return;
  struct passage result;
  rw_error error;
  fuzz_require(language_apply(round->language, passage, &proposal, 1, &result, &error) == RW_OK, "edits are applied");
  if (document_replace(round->document, number, &result, &error) == RW_OK)
    round->wanted[number] = copy_text(round, &result);
  else
    fuzz_require(proposal->state != PROPOSAL_REFUSED, "a passage whose edit was refused can replace itself");
  passage_free(&result);
}

static void edit_page(struct round *round)
{
  uint32_t count = document_passage_count(round->document);
  round->wanted = arena_allocate_array(&round->arena, count, sizeof *round->wanted);
  for (uint32_t number = 0; number < count; number++) {
    struct passage passage;
    struct passage_place place;
    rw_error error;
    document_place(round->document, number, &place);
    fuzz_require(document_passage(round->document, number, &passage, &error) == RW_OK, "a passage can be built");
    round->wanted[number] = copy_text(round, &passage);
    if (!place.untouched) {
      fuzz_require(language_annotate(round->language, &passage, RW_DEPTH_TOKENS, &error) == RW_OK,
                   "the language module keeps its contract on any text");
      if (passage.view.token_count > 0)
        edit_passage(round, number, &passage);
    }
    passage_free(&passage);
  }
}

/* ---- The judge ---- */

/* A sum over the lexemes that are no text, whatever their order. */
static uint64_t markup_sum(const char *bytes, size_t length, const char *label)
{
  struct encoded encoded;
  struct lexemes lexemes;
  rw_error error;
  uint64_t sum = 0;
  fuzz_require(encoded_open(&encoded, bytes, length, label, true, &error) == RW_OK, "any bytes are read");
  fuzz_require(lexemes_open(&lexemes, encoded.view, (uint32_t)encoded.view_length) == RW_OK, "any page is cut");
  for (uint32_t i = 0; i < lexemes.count; i++) {
    uint32_t start = lexemes.items[i].start;
    if (!LEXEME_IS_TEXT(lexemes.items[i].type))
      sum += pick_hash(1, encoded.view + start, lexeme_end(&lexemes, i) - start);
  }
  lexemes_close(&lexemes);
  encoded_close(&encoded);
  return sum;
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

/* The page that came out, and what it came from. */
struct judgement {
  const struct round *round;
  const char *bytes;
  size_t length;
  struct buffer page;
};

static void show(const char *what, const char *bytes, size_t length)
{
  fprintf(stderr, "%s: ", what);
  fwrite(bytes, 1, length, stderr);
  fputc('\n', stderr);
}

static void judge(const struct judgement *judgement, bool holds, const char *property)
{
  if (!holds) {
    show("before", judgement->bytes, judgement->length);
    show("after", judgement->page.data, judgement->page.length);
  }
  fuzz_require(holds, property);
}

static void judge_markup(const struct judgement *judgement)
{
  const char *label = judgement->round->options.encoding;
  uint64_t before = markup_sum(judgement->bytes, judgement->length, label);
  uint64_t after = markup_sum(judgement->page.data, judgement->page.length, label);
  judge(judgement, before == after, "I4: the lexemes that are no text are the same");
}

static void judge_texts(const struct judgement *judgement)
{
  const struct round *round = judgement->round;
  struct document *document;
  rw_error error;
  fuzz_require(document_open(judgement->page.data, judgement->page.length, &round->options, &document, &error) == RW_OK,
               "any bytes are a document");
  uint32_t count = document_passage_count(document);
  judge(judgement, count == document_passage_count(round->document), "I4: the page has as many passages as before");
  for (uint32_t number = 0; number < count; number++) {
    struct passage passage;
    fuzz_require(document_passage(document, number, &passage, &error) == RW_OK, "a passage can be built");
    bool same = same_text(passage.view.text, round->wanted[number]);
    if (!same)
      fprintf(stderr, "passage %u\n  want %s\n  got  %s\n", number, round->wanted[number], passage.view.text);
    judge(judgement, same, "I4: a passage reads as its edit wanted");
    passage_free(&passage);
  }
  document_close(document);
}

/* Options as a configuration has them that sets none. */
static void preset_options(struct round *round)
{
  const struct rw_plugin *plugin = round->config.language->plugin;
  void *options = arena_allocate(&round->arena, plugin->instance_size);
  fuzz_require(options && option_presets(plugin->options, options, &round->arena, NULL) == RW_OK, "there are presets");
  round->config.language_options = options;
}

static void run_round(struct round *round, const char *bytes, size_t length)
{
  struct judgement judgement = {.round = round, .bytes = bytes, .length = length};
  rw_error error;
  preset_options(round);
  fuzz_require(language_open(&round->config, &round->language, &error) == RW_OK, "the language module is there");
  fuzz_require(document_open(bytes, length, &round->options, &round->document, &error) == RW_OK,
               "any bytes are a document");
  edit_page(round);
  fuzz_require(document_render(round->document, &judgement.page, &error) == RW_OK, "a document renders");
  judge_markup(&judgement);
  judge_texts(&judgement);
  buffer_free(&judgement.page);
  document_close(round->document);
  language_close(round->language);
  arena_free(&round->arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const labels[] = {"utf-8", "windows-1252", "utf-16le", "shift_jis"};
  if (size == 0 || size - 1 < data[0])
    return 0;
  struct round round = {.choices = {data + 1, data[0]}};
  const char *page = (const char *)data + 1 + data[0];
  size_t length = size - 1 - data[0];
  round.options = (struct document_options){.encoding = labels[choose(&round.choices, 4)]};
  round.config =
      (struct config){.language = choose(&round.choices, 2) == 0 ? &english : &small_language, .language_code = "en"};
  bool protect = choose(&round.choices, 2) == 0;
  round.config.protect = (struct guard_options){.names = protect, .numbers = protect, .quotes = protect};
  run_round(&round, page, length);
  return 0;
}
