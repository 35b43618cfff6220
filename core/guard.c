#include "guard.h"

#include "mark.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>

/* ---- Marking ---- */

/* Stretches of text whose segments say that the page protects them, neighbours taken together. */
static void mark_segments(const struct passage *passage, struct byte_marks *marks)
{
  for (uint32_t i = 0; i < passage->segment_count;) {
    const struct segment *first = &passage->segments[i];
    bool fixed = first->kind == SEGMENT_BAD || (first->flags & SEGMENT_FIXED);
    bool protected = first->flags & SEGMENT_PROTECTED;
    if (!fixed && !protected) {
      i++;
      continue;
    }
    uint32_t end = first->text + first->text_length;
    for (i++; i < passage->segment_count; i++) {
      const struct segment *next = &passage->segments[i];
      bool next_fixed = next->kind == SEGMENT_BAD || (next->flags & SEGMENT_FIXED);
      if (next_fixed != fixed || (!fixed && !(next->flags & SEGMENT_PROTECTED)))
        break;
      end = next->text + next->text_length;
    }
    byte_marks_append(marks, first->text, end, fixed ? RW_MARK_FIXED : RW_MARK_PROTECTED);
  }
}

/* The words of <q>: a quotation whose marks the browser draws. */
static void mark_quotation_elements(const struct passage *passage, struct byte_marks *marks)
{
  for (uint32_t i = 0; i < passage->item_count; i++) {
    const struct item *item = &passage->items[i];
    if (item->kind == ITEM_OPEN && strcmp(item->name, "q") == 0)
      byte_marks_append(marks, item->at, passage->items[item->partner].at, RW_MARK_QUOTATION);
  }
}

rw_status guard_mark(const struct passage *passage, const struct guard_options *options, struct arena *arena,
                     struct byte_mark **marks, uint32_t *count)
{
  const char *text = passage->view.text;
  uint32_t length = passage->view.text_length;
  struct byte_marks found = {0};
  mark_segments(passage, &found);
  mark_addresses(text, length, &found);
  if (options->numbers)
    mark_numbers(text, length, &found);
  if (options->quotes) {
    mark_quotations(text, length, &found);
    mark_quotation_elements(passage, &found);
  }
  for (uint32_t i = 0; i < options->term_count; i++)
    mark_term(text, length, options->terms[i], &found);
  *marks = found.failed ? NULL : arena_allocate_array(arena, found.count, sizeof **marks);
  *count = found.count;
  if (*marks && found.count > 0)
    memcpy(*marks, found.items, found.count * sizeof **marks);
  byte_marks_free(&found);
  return *marks ? RW_OK : RW_NO_MEMORY;
}

/* ---- The first look: pieces ---- */

/* What becomes of each token of a proposal's range, and where the words of its pieces stand in the result. */
struct outcome {
  const struct passage *passage;
  const struct proposal *proposal;
  uint32_t *place;     /* per token of the range: its number among the result's words; RW_NONE unless kept */
  const rw_piece **by; /* per token of the range: the piece that names it */
  uint32_t word_count; /* words of the result */
};

static uint32_t token_index(const struct outcome *outcome, uint32_t token)
{
  return token - outcome->proposal->tokens.start;
}

static bool outcome_fill(struct outcome *outcome, struct arena *arena)
{
  const struct proposal *proposal = outcome->proposal;
  uint32_t size = proposal->tokens.end - proposal->tokens.start;
  outcome->place = arena_allocate_array(arena, size, sizeof *outcome->place);
  outcome->by = arena_allocate_array(arena, size, sizeof *outcome->by);
  if (!outcome->place || !outcome->by)
    return false;
  for (uint32_t i = 0; i < proposal->piece_count; i++) {
    const rw_piece *piece = &proposal->pieces[i];
    for (uint32_t token = piece->tokens.start; token < piece->tokens.end; token++) {
      outcome->by[token_index(outcome, token)] = piece;
      outcome->place[token_index(outcome, token)] = piece->kind == RW_KEEP ? outcome->word_count++ : RW_NONE;
    }
    if (piece->kind == RW_TEXT)
      outcome->word_count++;
  }
  return true;
}

static const char *mark_noun(uint32_t kind)
{
  static const char *const nouns[] = {
      [RW_MARK_NUMBER] = "the number",         [RW_MARK_NAME] = "the name",
      [RW_MARK_ADDRESS] = "the address",       [RW_MARK_TERM] = "the term",
      [RW_MARK_QUOTATION] = "the quotation",   [RW_MARK_PROTECTED] = "the protected text",
      [RW_MARK_FIXED] = "the unreadable text", [RW_MARK_NEGATION] = "the negation",
  };
  return nouns[kind];
}

/* "the name 'Ann' would change", the fact cut short where it is long. */
static const char *name_fact(struct arena *arena, uint32_t kind, const char *text, size_t length, const char *what)
{
  const size_t shown = utf8_cut(text, length, 60);
  const char *reason =
      arena_printf(arena, "%s '%.*s%s' %s", mark_noun(kind), (int)shown, text, shown < length ? "…" : "", what);
  return reason ? reason : edit_no_memory;
}

static const char *refuse(const struct outcome *outcome, struct arena *arena, const rw_mark *mark, const char *what)
{
  rw_range bytes = passage_bytes(outcome->passage, mark->tokens);
  return name_fact(arena, mark->kind, outcome->passage->view.text + bytes.start, bytes.end - bytes.start, what);
}

/* Whether `token` is the comma or stop inside the end of a quotation, which may change with the quotation's place. */
static bool is_final_mark_of_quotation(const struct passage *passage, const rw_mark *mark, uint32_t token)
{
  if (mark->kind != RW_MARK_QUOTATION || mark->tokens.end - mark->tokens.start < 3 || token != mark->tokens.end - 2)
    return false;
  rw_range bytes = passage->view.tokens[token];
  char first = passage->view.text[bytes.start];
  return bytes.end - bytes.start == 1 && (first == ',' || first == '.');
}

static bool is_final_mark_text(const rw_piece *piece)
{
  return piece->kind == RW_DROP ||
         (piece->kind == RW_TEXT && (strcmp(piece->text, ",") == 0 || strcmp(piece->text, ".") == 0));
}

/* A protected stretch keeps its words, in order and side by side, and its place at the border of the edit when it
 * reaches beyond. */
static const char *check_block(const struct outcome *outcome, const rw_mark *mark, struct arena *arena)
{
  const rw_range range = outcome->proposal->tokens;
  uint32_t start = mark->tokens.start > range.start ? mark->tokens.start : range.start;
  uint32_t end = mark->tokens.end < range.end ? mark->tokens.end : range.end;
  uint32_t expected = RW_NONE;
  for (uint32_t token = start; token < end; token++) {
    uint32_t place = outcome->place[token_index(outcome, token)];
    if (place == RW_NONE) {
      const rw_piece *piece = outcome->by[token_index(outcome, token)];
      if (!is_final_mark_of_quotation(outcome->passage, mark, token) || !is_final_mark_text(piece))
        return refuse(outcome, arena, mark, "would change");
      if (expected != RW_NONE && piece->kind == RW_TEXT)
        expected++;
      continue;
    }
    if (expected != RW_NONE && place != expected)
      return refuse(outcome, arena, mark, "would be torn apart");
    expected = place + 1;
  }
  if (mark->tokens.start < range.start && outcome->place[0] != 0)
    return refuse(outcome, arena, mark, "would be torn apart");
  if (mark->tokens.end > range.end && outcome->place[range.end - range.start - 1] != outcome->word_count - 1)
    return refuse(outcome, arena, mark, "would be torn apart");
  return NULL;
}

static const char *check_mark(const struct outcome *outcome, const rw_mark *mark, struct arena *arena)
{
  const rw_range range = outcome->proposal->tokens;
  if (mark->kind == RW_MARK_FIXED)
    return refuse(outcome, arena, mark, "must stay where it is");
  if (mark->kind != RW_MARK_NEGATION)
    return check_block(outcome, mark, arena);
  for (uint32_t token = mark->tokens.start; token < mark->tokens.end; token++)
    if (token >= range.start && token < range.end && outcome->by[token_index(outcome, token)]->kind == RW_DROP)
      return refuse(outcome, arena, mark, "would be lost");
  return NULL;
}

const char *guard_check(const struct passage *passage, const struct proposal *proposal, struct arena *arena)
{
  struct outcome outcome = {.passage = passage, .proposal = proposal};
  if (!outcome_fill(&outcome, arena))
    return edit_no_memory;
  for (uint32_t i = passage->first_mark[proposal->tokens.start]; i < passage->view.mark_count; i++) {
    const rw_mark *mark = &passage->view.marks[i];
    if (mark->tokens.start >= proposal->tokens.end)
      break;
    if (mark->tokens.end <= proposal->tokens.start)
      continue;
    const char *reason = check_mark(&outcome, mark, arena);
    if (reason)
      return reason;
  }
  return NULL;
}

/* ---- The second look: text ---- */

/* The texts of all marks of one kind, without regard to case, as a sorted list. */
struct facts {
  char **items;
  uint32_t count;
};

static int compare_strings(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A fact's text in lower case, its blanks folded, and a comma or stop inside the end of a quotation left out. */
static char *fact_text(const struct passage *passage, const rw_mark *mark, struct arena *arena)
{
  rw_range bytes = passage_bytes(passage, mark->tokens);
  size_t length = 0;
  uint8_t *lower =
      u8_tolower((const uint8_t *)passage->view.text + bytes.start, bytes.end - bytes.start, NULL, NULL, NULL, &length);
  char *text = lower ? arena_allocate(arena, length + 1) : NULL;
  uint32_t final = mark->tokens.end - mark->tokens.start > 1 ? mark->tokens.end - 2 : RW_NONE;
  size_t final_byte = final != RW_NONE && is_final_mark_of_quotation(passage, mark, final)
                          ? length - (bytes.end - passage->view.tokens[final].start)
                          : SIZE_MAX;
  size_t written = 0;
  for (size_t i = 0; text && i < length; i++) {
    bool blank = utf8_is_blank((char)lower[i]);
    if (i == final_byte || (blank && (written == 0 || text[written - 1] == ' ')))
      continue;
    text[written++] = blank ? ' ' : (char)lower[i];
  }
  free(lower);
  return text;
}

static bool facts_collect(const struct passage *passage, unsigned kind, struct facts *facts, struct arena *arena)
{
  facts->count = 0;
  facts->items = arena_allocate_array(arena, passage->view.mark_count, sizeof *facts->items);
  if (!facts->items)
    return false;
  for (uint32_t i = 0; i < passage->view.mark_count; i++) {
    const rw_mark *mark = &passage->view.marks[i];
    if (mark->kind != kind)
      continue;
    facts->items[facts->count] = fact_text(passage, mark, arena);
    if (!facts->items[facts->count++])
      return false;
  }
  if (facts->count > 1)
    qsort(facts->items, facts->count, sizeof *facts->items, compare_strings);
  return true;
}

/* NULL when both passages hold the same facts of a kind, else the reason, in `arena`. */
static const char *compare_facts(const struct passage *before, const struct passage *after, unsigned kind,
                                 struct arena *scratch, struct arena *arena)
{
  struct facts old, new;
  if (!facts_collect(before, kind, &old, scratch) || !facts_collect(after, kind, &new, scratch))
    return edit_no_memory;
  for (uint32_t i = 0; i < old.count || i < new.count; i++) {
    int order = i >= old.count ? 1 : i >= new.count ? -1 : strcmp(old.items[i], new.items[i]);
    if (order == 0)
      continue;
    const char *fact = order < 0 ? old.items[i] : new.items[i];
    return name_fact(arena, kind, fact, strlen(fact), order < 0 ? "would be gone" : "would be new");
  }
  return NULL;
}

static const char *compare_kind(const struct passage *before, const struct passage *after, unsigned kind,
                                struct arena *arena)
{
  struct arena scratch = {0};
  const char *reason = compare_facts(before, after, kind, &scratch, arena);
  arena_free(&scratch);
  return reason;
}

/* The number of negations whose marks begin before a token, from mark `*mark` on, which moves past them. */
static uint32_t count_negations(const rw_passage *view, uint32_t *mark, uint32_t end)
{
  uint32_t count = 0;
  for (; *mark < view->mark_count && view->marks[*mark].tokens.start < end; (*mark)++)
    count += view->marks[*mark].kind == RW_MARK_NEGATION;
  return count;
}

/* Whether each sentence holds as many negations as before; where sentences were joined or parted, whether all do. */
static bool same_negations(const rw_passage *before, const rw_passage *after)
{
  uint32_t mark_before = 0, mark_after = 0;
  if (before->sentence_count != after->sentence_count)
    return count_negations(before, &mark_before, RW_NONE) == count_negations(after, &mark_after, RW_NONE);
  for (uint32_t i = 0; i < before->sentence_count; i++)
    if (count_negations(before, &mark_before, before->sentences[i].end) !=
        count_negations(after, &mark_after, after->sentences[i].end))
      return false;
  return true;
}

const char *guard_compare(const struct passage *before, const struct passage *after,
                          const struct guard_options *options, struct arena *arena)
{
  const char *reason = NULL;
  if (options->numbers)
    reason = compare_kind(before, after, RW_MARK_NUMBER, arena);
  if (!reason && options->quotes)
    reason = compare_kind(before, after, RW_MARK_QUOTATION, arena);
  if (!reason)
    reason = compare_kind(before, after, RW_MARK_ADDRESS, arena);
  if (!reason && options->term_count > 0)
    reason = compare_kind(before, after, RW_MARK_TERM, arena);
  if (!reason && !same_negations(&before->view, &after->view))
    reason = "a negation would come or go";
  return reason;
}
