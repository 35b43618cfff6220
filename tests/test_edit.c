/* Edits: what becomes of a page's markup when words are replaced, moved, dropped and added, and what is refused. */
#include "sample.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* ---- One edit of one page ---- */

struct edit_case {
  const char *rule;
  const char *page;   /* as sample_open reads it */
  const char *edit;   /* as sample_edit reads it */
  const char *wanted; /* the page afterwards; NULL: refused */
  const char *reason; /* of a refusal: a part of its reason */
};

/* Applies edits to a page and gives the page that comes of it; the proposals are in `edits`. */
static char *apply_to(const char *page, struct proposal **edits, const char *const *notations, uint32_t count,
                      struct arena *arena)
{
  struct passage passage, result;
  sample_open(&passage, page, NULL, 0);
  for (uint32_t i = 0; i < count; i++) {
    edits[i] = sample_edit(&passage, notations[i], arena);
    if (edits[i]->state == PROPOSAL_OPEN && (edits[i]->reason = edit_check(&passage, edits[i], arena)) != NULL)
      edits[i]->state = PROPOSAL_REFUSED;
  }
  rw_host host = sample_host(arena);
  struct surface surface = {sample_surface, NULL, &host};
  ck_assert_int_eq(edit_apply(&passage, edits, count, &surface, &result, NULL), RW_OK);
  char *rendered = sample_render(&result, page);
  passage_free(&result);
  passage_free(&passage);
  return rendered;
}

static void check_case(const struct edit_case *edit_case)
{
  struct arena arena = {0};
  struct proposal *edit;
  char *page = apply_to(edit_case->page, &edit, &edit_case->edit, 1, &arena);
  if (edit_case->wanted) {
    ck_assert_msg(edit->state == PROPOSAL_OPEN, "%s: refused: %s", edit_case->rule, edit->reason);
    ck_assert_msg(strcmp(page, edit_case->wanted) == 0, "%s: %s", edit_case->rule, page);
  } else {
    ck_assert_msg(edit->state == PROPOSAL_REFUSED, "%s: not refused: %s", edit_case->rule, page);
    ck_assert_msg(strstr(edit->reason, edit_case->reason) != NULL, "%s: %s", edit_case->rule, edit->reason);
    ck_assert_msg(strcmp(page, edit_case->page) == 0, "%s: %s", edit_case->rule, page);
  }
  free(page);
  arena_free(&arena);
}

static const struct edit_case carried[] = {
    {"a substitute takes the place and the markup of its word", "He <b>bought</b> it.", "1 = purchased:1",
     "He <b>purchased</b> it.", NULL},
    {"a substitute of several words stands in one element", "He <b>came in order to</b> win.", "2..4 = to:2..4",
     "He <b>came to</b> win.", NULL},
    {"a substitute for all words of an element fills it", "He <b>set out</b> early.", "1..2 = left:1..2",
     "He <b>left</b> early.", NULL},
    {"several words for one come with single blanks", "He <i>isn't</i> here.", "1 = is_not:1", "He <i>is not</i> here.",
     NULL},
    {"an element moves with its words", "He said <b>on Monday</b> he would go.", "0..6 = 2 3 0 1 4..6",
     "<b>On Monday</b> he said he would go.", NULL},
    {"nested elements move together", "Boys saw <a>the <i>new</i> girl</a>.", "0..4 = 2..4 +were_seen_by 0 -1",
     "<a>The <i>new</i> girl</a> were seen by boys.", NULL},
    {"words change places inside an element", "See <b>red and blue</b> now.", "1..3 = 3 2 1",
     "See <b>blue and red</b> now.", NULL},
    {"new text inside an element is inside it", "See <b>red hats</b> now.", "1..2 = 1 +felt 2",
     "See <b>red felt hats</b> now.", NULL},
    {"new text at the edge of an edit that an element holds whole is inside it", "See <b>red hats</b> now.",
     "1..2 = +the 1..2", "See <b>the red hats</b> now.", NULL},
    {"new text beside an element is outside it", "See <b>red</b> hats now.", "1..2 = +the 1..2",
     "See the <b>red</b> hats now.", NULL},
    {"an element that loses a word keeps the rest", "See <b>very red</b> hats.", "1 = -1", "See <b>red</b> hats.",
     NULL},
    {"what stood between neighbours that stay neighbours is kept", "We  saw\n<b>red </b> hats and dogs.",
     "0..5 = 1..3 0 4 5", "Saw\n<b>red </b> hats we and dogs.", NULL},
    {"blanks at the edges of elements go outside when neighbours change", "He said <b> on Monday </b>he left.",
     "0..3 = 2 3 0 1", "<b>On Monday</b> he said he left.", NULL},
    {"a footnote mark follows its word", "He met Ann[1] and Bob.", "2..4 = 4 3 2", "He met Bob and Ann[1].", NULL},
    {"a mark behind an element follows it", "He met <a>Ann</a>[1] and Bob.", "2..4 = 4 3 2",
     "He met Bob and <a>Ann</a>[1].", NULL},
    {"a mark inside an element stays inside", "He met <a>Ann[1]</a> and Bob.", "2..4 = 4 3 2",
     "He met Bob and <a>Ann[1]</a>.", NULL},
    {"a comment joined to the next word alone goes with that", "He met Ann [c]and Bob.", "2..4 = 4 3 2",
     "He met Bob [c]and Ann.", NULL},
    {"a comment between blanks stays with the word before", "He met Ann [c] and Bob.", "2..4 = 4 3 2",
     "He met Bob and Ann[c].", NULL},
    {"a comment that begins an element goes with its first word", "He met<b>[c] Ann</b> and Bob.", "2..4 = 4 3 2",
     "He met Bob and <b>[c]Ann</b>.", NULL},
    {"the mark of a substituted word stays behind it", "He bought[1] it.", "1 = had:1", "He had[1] it.", NULL},
    {"marks inside a substituted phrase stand behind it", "He came in[1] order to win.", "2..4 = to:2..4",
     "He came to[1] win.", NULL},
    {"the mark of a dropped word goes to the word before", "He came very[1] fast.", "2 = -2", "He came[1] fast.", NULL},
    {"the mark before a dropped word goes there too", "He came [c]very fast.", "2 = -2", "He came[c] fast.", NULL},
    {"a word with markup inside moves whole", "See H<b>2</b>O and ice.", "1..3 = 3 2 1", "See ice and H<b>2</b>O.",
     NULL},
    {"a word half of which is marked moves whole", "See <b>un</b>able men and ice.", "1..4 = 4 3 1 2",
     "See ice and <b>un</b>able men.", NULL},
    {"an element without words is a mark", "He met Ann<b></b> and Bob.", "2..4 = 4 3 2", "He met Bob and Ann<b></b>.",
     NULL},
    {"an image moves as a word", "See @ and ice.", "1..3 = 3 2 1", "See ice and @.", NULL},
    {"words change on one side of a barrier", "Red {x}and blue hats.", "2..3 = 3 2", "Red {x}and hats blue.", NULL},
    {"a word beside a barrier is substituted in place", "Red {x}and blue hats.", "1 = or:1", "Red {x}or blue hats.",
     NULL},
    {"a pair that begins inside a word is a barrier others may move behind", "Out<b>side the</b> big red hats.",
     "3..4 = 4 3", "Out<b>side the</b> big hats red.", NULL},
    {"two sentences change places", "He came. <b>She left.</b> All slept.", "0..5 = 3..5 0..2",
     "<b>She left.</b> He came. All slept.", NULL},
    {"two sentences become one", "He came. She left.", "0..5 = 0 1 -2 +and 3..5", "He came and she left.", NULL},
    {"one sentence becomes two", "He came and she left.", "2 = -2 +.", "He came. She left.", NULL},
};

START_TEST(test_markup_follows_its_words)
{
  check_case(&carried[_i]);
}
END_TEST

static const struct edit_case refused[] = {
    {"a passage is not emptied", "Go.", "0..1 = -0 -1", NULL, "nothing would be left to read"},
    {"a passage is not left with images alone", "@ Go.", "1..2 = -1 -2", NULL, "nothing would be left to read"},
    {"an element would be torn", "See <b>red and</b> blue hats.", "1..3 = 1 3 2", NULL, "torn"},
    {"an element beyond the range must keep its part at that border", "See <b>red and blue</b> hats.", "3..4 = 4 3",
     NULL, "torn"},
    {"an element would take in a foreign word", "See <b>red</b> and <i>blue or</i> hats.", "1..4 = 1 3 2 4", NULL,
     "torn"},
    {"an element would lose all its words", "See <b>red</b> hats.", "1 = -1", NULL, "lose all its words"},
    {"an element would hold new words alone", "See <b>red</b> hats.", "1..2 = +blue -1 2", NULL, "lose all its words"},
    {"new text would stand for words of different elements", "See <b>red</b> hats.", "1..2 = these:1..2", NULL,
     "different elements"},
    {"a word with markup inside would change", "See H<b>2</b>O here.", "1 = water:1", NULL, "markup inside"},
    {"a word with markup inside would vanish", "See H<b>2</b>O here.", "1 = -1", NULL, "markup inside"},
    {"a capital would change in a word with markup inside", "<b>W</b>hen he came she left.", "0..4 = 3 4 0 1 2", NULL,
     "would change 'When'"},
    {"an image would vanish", "See @ here.", "1 = -1", NULL, "image"},
    {"an image would become text", "See @ here.", "1 = that:1", NULL, "image"},
    {"words would move across a barrier", "Red {x}and blue hats.", "0..2 = 2 1 0", NULL, "no partner"},
    {"words beside a barrier would move", "Red {x}and blue hats.", "1..2 = 2 1", NULL, "no partner"},
    {"words would move across the start of a pair that ends inside a word", "See <b>red ha</b>ts now.", "0..1 = 1 0",
     NULL, "no partner"},
    {"a mark would move into an element", "See <b>red hats</b>[1] now.", "1..2 = 2 1", NULL, "move into or out of <b>"},
    {"the mark of a dropped word would leave its element", "See <b>old[1] hats</b> now.", "1 = -1", NULL,
     "move into or out of <b>"},
    {"the mark of a dropped word would have no word before it", "Old[1] hats now.", "0 = -0", NULL, "lose its word"},
    {"no word would be left", "Old hats", "0..1 = -0..1", NULL, "nothing would be left to read"},
    {"a token is named twice", "See red hats.", "0..1 = 0 1 0", NULL, "named twice"},
    {"a token is named by no piece", "See red hats.", "0..1 = 0", NULL, "named by no piece"},
    {"a piece names a token outside the range", "See red hats.", "0..1 = 0 2", NULL, "outside"},
    {"the range is out of bounds", "See red hats.", "2..9 = 2..9", NULL, "out of bounds"},
    {"a text holds a line break", "See red hats.", "1 = a\nb:1", NULL, "control character"},
    {"a text holds a control character", "See red hats.", "1 = a\x7F:1", NULL, "control character"},
    {"a text is not valid UTF-8", "See red hats.", "1 = a\xFF:1", NULL, "UTF-8"},
    {"a text is empty", "See red hats.", "1 = :1", NULL, "empty"},
    {"a text begins with a blank", "See red hats.", "1 = _x:1", NULL, "blanks"},
    {"a text has two blanks in a row", "See red hats.", "1 = x__y:1", NULL, "blanks"},
    {"a text makes an image up", "See red hats.", "1 = " RW_OBJECT ":1", NULL, "object"},
};

START_TEST(test_what_cannot_be_carried_is_refused)
{
  check_case(&refused[_i]);
}
END_TEST

/* ---- What the language module may do ---- */

/* A surface that decides gaps as the sample's and sets the text of the word at `number` to `text`. */
struct meddling {
  uint32_t number;
  const char *text;
  bool gap; /* flip the gap of that word instead */
  rw_status status;
};

static rw_status meddle(void *instance, rw_word *words, uint32_t count, const rw_host *host)
{
  const struct meddling *meddling = instance;
  for (uint32_t i = 0; i < count; i++)
    if (words[i].gap == RW_GAP_UNKNOWN)
      words[i].gap = *words[i].text == '.' ? RW_GAP_NONE : RW_GAP_BLANK;
  ck_assert_uint_lt(meddling->number, count);
  if (meddling->gap) {
    words[meddling->number].gap = words[meddling->number].gap == RW_GAP_BLANK ? RW_GAP_NONE : RW_GAP_BLANK;
  } else if (meddling->text) {
    words[meddling->number].text = meddling->text;
    words[meddling->number].length = (uint32_t)strlen(meddling->text);
  }
  (void)host;
  return meddling->status;
}

static const struct {
  const char *rule;
  const char *page;
  const char *edit;
  struct meddling meddling;
  uint32_t mark_kind; /* of the byte mark that covers `marked`; RW_NONE: none */
  rw_range marked;
  const char *wanted; /* NULL: refused */
} repairs[] = {
    {"a capital may be set",
     "so he came now.",
     "3 = here:3",
     {0, "So", false, RW_OK},
     RW_NONE,
     {0, 0},
     "So he came here."},
    {"a capital may be set in any script",
     "\u00e9t\u00e9 he came.",
     "2 = ran:2",
     {0, "\u00c9t\u00e9", false, RW_OK},
     RW_NONE,
     {0, 0},
     "\u00c9t\u00e9 he ran."},
    {"a capital may be taken",
     "He met A Man.",
     "1 = saw:1",
     {3, "man", false, RW_OK},
     RW_NONE,
     {0, 0},
     "He saw A man."},
    {"a may become an", "See a red hat.", "2 = old:2", {1, "an", false, RW_OK}, RW_NONE, {0, 0}, "See an old hat."},
    {"An may become a", "An old hat.", "1 = red:1", {0, "A", false, RW_OK}, RW_NONE, {0, 0}, "A red hat."},
    {"another word may not change", "See the red hat.", "2 = old:2", {1, "an", false, RW_OK}, RW_NONE, {0, 0}, NULL},
    {"a letter past the first may not change",
     "See the red hat.",
     "2 = old:2",
     {1, "tHe", false, RW_OK},
     RW_NONE,
     {0, 0},
     NULL},
    {"new text is not open to change either",
     "See the red hat.",
     "2 = old:2",
     {2, "new", false, RW_OK},
     RW_NONE,
     {0, 0},
     NULL},
    {"a word may not vanish", "See the red hat.", "2 = old:2", {1, "", false, RW_OK}, RW_NONE, {0, 0}, NULL},
    {"a known gap may not change", "See the red hat.", "2 = old:2", {1, NULL, true, RW_OK}, RW_NONE, {0, 0}, NULL},
    {"a module that fails costs the edit",
     "See the red hat.",
     "2 = old:2",
     {0, NULL, false, RW_FAILED},
     RW_NONE,
     {0, 0},
     NULL},
    {"a protected word keeps its case inside a sentence",
     "He met some Man.",
     "1 = saw:1",
     {3, "man", false, RW_OK},
     RW_MARK_TERM,
     {12, 15},
     NULL},
    {"a protected word gets its capital at the start",
     "three men came.",
     "2 = ran:2",
     {0, "Three", false, RW_OK},
     RW_MARK_NUMBER,
     {0, 5},
     "Three men ran."},
    {"a protected word that began the sentence may lose its capital",
     "Three men came.",
     "0..2 = 2 0 1",
     {1, "three", false, RW_OK},
     RW_MARK_NUMBER,
     {0, 5},
     "came three men."},
    {"a name keeps its capital wherever it goes",
     "Ann met men.",
     "0..2 = 2 1 0",
     {2, "ann", false, RW_OK},
     RW_MARK_NAME,
     {0, 3},
     NULL},
    {"a protected article stays",
     "See a red hat.",
     "2 = old:2",
     {1, "an", false, RW_OK},
     RW_MARK_QUOTATION,
     {4, 5},
     NULL},
};

START_TEST(test_the_language_module_changes_case_and_articles_alone)
{
  struct byte_mark mark = {repairs[_i].marked, repairs[_i].mark_kind};
  struct arena arena = {0};
  struct passage passage, result;
  sample_open(&passage, repairs[_i].page, &mark, mark.kind == RW_NONE ? 0 : 1);
  struct proposal *edit = sample_edit(&passage, repairs[_i].edit, &arena);
  ck_assert_ptr_null(edit_check(&passage, edit, &arena));
  rw_host host = sample_host(&arena);
  struct meddling meddling = repairs[_i].meddling;
  struct surface surface = {meddle, &meddling, &host};
  ck_assert_int_eq(edit_apply(&passage, &edit, 1, &surface, &result, NULL), RW_OK);
  const char *wanted = repairs[_i].wanted ? repairs[_i].wanted : repairs[_i].page;
  ck_assert_msg(strcmp(result.view.text, wanted) == 0, "%s: %s", repairs[_i].rule, result.view.text);
  ck_assert_int_eq(edit->state, repairs[_i].wanted ? PROPOSAL_OPEN : PROPOSAL_REFUSED);
  ck_assert(repairs[_i].wanted || *edit->reason);
  passage_free(&result);
  passage_free(&passage);
  arena_free(&arena);
}
END_TEST

START_TEST(test_a_module_without_memory_ends_it)
{
  struct arena arena = {0};
  struct passage passage, result;
  sample_open(&passage, "See the red hat.", NULL, 0);
  struct proposal *edit = sample_edit(&passage, "2 = old:2", &arena);
  rw_host host = sample_host(&arena);
  struct meddling meddling = {0, NULL, false, RW_NO_MEMORY};
  struct surface surface = {meddle, &meddling, &host};
  rw_error error;
  ck_assert_int_eq(edit_apply(&passage, &edit, 1, &surface, &result, &error), RW_NO_MEMORY);
  ck_assert_int_eq(error.status, RW_NO_MEMORY);
  passage_free(&passage);
  arena_free(&arena);
}
END_TEST

/* ---- Several edits ---- */

#define EDITS_LIMIT 4

static const struct {
  const char *rule;
  const char *page;
  const char *edits[EDITS_LIMIT];
  const char *wanted;
  const char *states; /* per edit: `a` applied, `r` refused */
} together[] = {
    {"edits of different sentences",
     "He came. <b>She</b> left.",
     {"1 = ran:1", "3..4 = 4 3"},
     "He ran. Left <b>she</b>.",
     "aa"},
    {"edits that touch",
     "See <b>red old</b> hats.",
     {"1 = blue:1", "2 = new:2", "3 = caps:3"},
     "See <b>blue new</b> caps.",
     "aaa"},
    {"edits that empty an element together are refused, others go on",
     "He came. See <b>red old</b> hats. We left.",
     {"1 = ran:1", "4 = -4", "5 = -5", "9 = slept:9"},
     "He ran. See <b>red old</b> hats. We slept.",
     "arra"},
    {"a sentence that cannot be repaired costs its own edits alone",
     "<b>W</b>hen he came she left. He came.",
     {"0..4 = 3 4 0 1 2", "7 = ran:7"},
     "<b>W</b>hen he came she left. He ran.",
     "ra"},
    {"no edit at all gives the page", " He <b>came</b>[1] ", {NULL}, " He <b>came</b>[1] ", ""},
};

START_TEST(test_several_edits_hold_together_or_are_refused_by_sentences)
{
  struct arena arena = {0};
  struct proposal *edits[EDITS_LIMIT];
  uint32_t count = 0;
  while (count < EDITS_LIMIT && together[_i].edits[count])
    count++;
  char *page = apply_to(together[_i].page, edits, together[_i].edits, count, &arena);
  ck_assert_msg(strcmp(page, together[_i].wanted) == 0, "%s: %s", together[_i].rule, page);
  for (uint32_t i = 0; i < count; i++)
    ck_assert_int_eq(edits[i]->state, together[_i].states[i] == 'a' ? PROPOSAL_OPEN : PROPOSAL_REFUSED);
  free(page);
  arena_free(&arena);
}
END_TEST

START_TEST(test_before_and_after_are_the_texts_of_the_range)
{
  struct arena arena = {0};
  struct proposal *edit;
  const char *notation = "0..3 = 2 3 +then 0..1";
  char *page = apply_to("He said <b>on Monday</b> he left.", &edit, &notation, 1, &arena);
  ck_assert_str_eq(edit->before, "He said on Monday");
  ck_assert_str_eq(edit->after, "On Monday then he said");
  free(page);
  arena_free(&arena);
}
END_TEST

START_TEST(test_an_edit_that_is_not_applied_shows_what_it_would_be)
{
  struct arena arena = {0};
  struct proposal *edit;
  const char *notation = "1..4 = 1 4 +and 2 3";
  char *page = apply_to("See <b>red hats, </b>blue ones.", &edit, &notation, 1, &arena);
  ck_assert_int_eq(edit->state, PROPOSAL_REFUSED);
  ck_assert_str_eq(edit->before, "red hats, blue");
  ck_assert_str_eq(edit->after, "red blue and hats,");
  free(page);
  arena_free(&arena);
}
END_TEST

/* ---- Where the text came from ---- */

START_TEST(test_only_what_changed_is_new)
{
  struct arena arena = {0};
  struct passage passage, result;
  sample_open(&passage, "\u00c9t\u00e9 came.", NULL, 0);
  struct proposal *edit = sample_edit(&passage, "0..1 = 1 0", &arena);
  rw_host host = sample_host(&arena);
  struct meddling meddling = {1, "\u00e9t\u00e9", false, RW_OK};
  struct surface surface = {meddle, &meddling, &host};
  ck_assert_int_eq(edit_apply(&passage, &edit, 1, &surface, &result, NULL), RW_OK);
  ck_assert_str_eq(result.view.text, "came \u00e9t\u00e9.");
  static const struct segment wanted[] = {
      {0, 4, 6, 4, SEGMENT_LINEAR, 0}, {4, 1, 0, 0, SEGMENT_NEW, 0},      {5, 2, 0, 0, SEGMENT_NEW, 0},
      {7, 3, 2, 3, SEGMENT_LINEAR, 0}, {10, 1, 10, 1, SEGMENT_LINEAR, 0},
  };
  ck_assert_uint_eq(result.segment_count, sizeof wanted / sizeof *wanted);
  for (uint32_t i = 0; i < result.segment_count; i++) {
    ck_assert_uint_eq(result.segments[i].text, wanted[i].text);
    ck_assert_uint_eq(result.segments[i].text_length, wanted[i].text_length);
    ck_assert_uint_eq(result.segments[i].source, wanted[i].source);
    ck_assert_uint_eq(result.segments[i].kind, wanted[i].kind);
  }
  passage_free(&result);
  passage_free(&passage);
  arena_free(&arena);
}
END_TEST

static const struct {
  const char *rule;
  double score;
  size_t size;
} frames[] = {
    {"a score that is no number", 0.0 / 0.0, sizeof(rw_edit)},
    {"a score above 1", 1.5, sizeof(rw_edit)},
    {"a score below 0", -0.5, sizeof(rw_edit)},
    {"a struct that is too short", 0.5, 8},
};

START_TEST(test_a_malformed_edit_is_refused_and_has_no_pieces)
{
  struct arena arena = {0};
  struct passage passage;
  sample_open(&passage, "See red hats.", NULL, 0);
  const rw_piece piece = RW_KEEP_TOKENS(0, 1);
  rw_edit edit = {frames[_i].size, {0, 1}, &piece, 1, frames[_i].score, NULL};
  struct proposal *proposal = proposal_copy(&passage, &edit, &arena);
  ck_assert_ptr_nonnull(proposal);
  ck_assert_msg(proposal->state == PROPOSAL_REFUSED, "%s", frames[_i].rule);
  ck_assert_uint_eq(proposal->piece_count, 0);
  ck_assert_ptr_nonnull(proposal->reason);
  passage_free(&passage);
  arena_free(&arena);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *suite = suite_create("edit");
  TCase *tests = tcase_create("edit");
  tcase_add_loop_test(tests, test_markup_follows_its_words, 0, COUNT(carried));
  tcase_add_loop_test(tests, test_what_cannot_be_carried_is_refused, 0, COUNT(refused));
  tcase_add_loop_test(tests, test_the_language_module_changes_case_and_articles_alone, 0, COUNT(repairs));
  tcase_add_test(tests, test_a_module_without_memory_ends_it);
  tcase_add_loop_test(tests, test_several_edits_hold_together_or_are_refused_by_sentences, 0, COUNT(together));
  tcase_add_test(tests, test_before_and_after_are_the_texts_of_the_range);
  tcase_add_test(tests, test_an_edit_that_is_not_applied_shows_what_it_would_be);
  tcase_add_test(tests, test_only_what_changed_is_new);
  tcase_add_loop_test(tests, test_a_malformed_edit_is_refused_and_has_no_pieces, 0, COUNT(frames));
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
