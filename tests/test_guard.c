/* The facts promise: what the pieces of an edit may do with marked tokens, and what a text may become. */
#include "guard.h"
#include "sample.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const char *const terms[] = {"fixed term"};
static const struct guard_options all = {true, true, true, terms, 1};

/* A passage from marked text with core's marks and one of the test's own: `kind` over the first place of `word`. */
static void open_marked(struct passage *passage, const char *page, const char *word, rw_mark_kind kind,
                        struct arena *arena)
{
  struct byte_mark *marks;
  uint32_t count;
  sample_open(passage, page, NULL, 0);
  ck_assert_int_eq(guard_mark(passage, &all, arena, &marks, &count), RW_OK);
  struct byte_mark *own = arena_allocate_array(arena, count + 1, sizeof *own);
  memcpy(own, marks, count * sizeof *own);
  const char *place = word ? strstr(passage->view.text, word) : NULL;
  if (place) {
    uint32_t start = (uint32_t)(place - passage->view.text);
    own[count++] = (struct byte_mark){{start, start + (uint32_t)strlen(word)}, (uint32_t)kind};
  }
  passage_free(passage);
  sample_open(passage, page, own, count);
}

struct pieces_case {
  const char *rule, *page, *edit;
  const char *reason; /* a part of the reason; NULL: allowed */
  const char *word;   /* what the language module marks, as `kind` */
  rw_mark_kind kind;
};

static const struct pieces_case pieces[] = {
    {"a number may move", "It rose 5 times", "1..2 = 2 1", NULL, NULL, 0},
    {"a number does not change", "It rose 5 times", "2 = five:2", "the number '5' would change", NULL, 0},
    {"a number is not dropped", "It rose 5 times", "2..3 = -2 3", "the number '5' would change", NULL, 0},
    {"a name may move as a whole", "Then Ann Lee came", "0..3 = 1..2 0 3", NULL, "Ann Lee", RW_MARK_NAME},
    {"a name is not torn", "Then Ann Lee came", "0..3 = 1 0 2 3", "the name 'Ann Lee' would be torn apart", "Ann Lee",
     RW_MARK_NAME},
    {"a name does not change its order", "Then Ann Lee came", "0..3 = 0 2 1 3", "would be torn apart", "Ann Lee",
     RW_MARK_NAME},
    {"a name takes in no new word", "Then Ann Lee came", "0..3 = 0 1 +x 2 3", "would be torn apart", "Ann Lee",
     RW_MARK_NAME},
    {"an edit inside a name keeps its place at the border", "Then Ann Lee came", "2..3 = 3 2", "would be torn apart",
     "Ann Lee", RW_MARK_NAME},
    {"an edit beside a name is free", "Then Ann Lee came", "3 = arrived:3", NULL, "Ann Lee", RW_MARK_NAME},
    {"a term is kept", "It is a fixed term now", "3 = set:3", "the term 'fixed term' would change", NULL, 0},
    {"a quotation moves as a block", "He said \"go on\" then", "1..6 = 2..5 1 6", NULL, NULL, 0},
    {"a quotation keeps its words", "He said \"go on\" then", "3 = walk:3", "the quotation '\"go on\"' would change",
     NULL, 0},
    {"a quotation is not torn", "He said \"go on\" then", "1..6 = 2..4 1 5 6", "would be torn apart", NULL, 0},
    {"the comma inside a quotation's end may go", "\"We go,\" he said", "0..6 = 5..6 0..2 -3 4", NULL, NULL, 0},
    {"the comma inside a quotation's end may become a stop", "\"We go,\" he said", "0..6 = 5..6 0..2 .:3 4", NULL, NULL,
     0},
    {"the comma inside a quotation's end becomes no word", "\"We go,\" he said", "0..6 = 5..6 0..2 now:3 4",
     "would change", NULL, 0},
    {"an unclosed quotation protects to the end", "He said \"go on then", "5 = now:5", "the quotation", NULL, 0},
    {"an address is kept", "See example.com now", "1..3 = -1 2..3", "the address", NULL, 0},
    {"a negation is not dropped", "It is not so", "1..2 = 1 -2", "the negation 'not' would be lost", "not",
     RW_MARK_NEGATION},
    {"a negation may take another form", "It is not so", "2 = never:2", NULL, "not", RW_MARK_NEGATION},
    {"a negation may move", "It is not so", "1..3 = 1 3 2", NULL, "not", RW_MARK_NEGATION},
    {"what could not be read stays where it is", "It is ?? so", "0..4 = 4 0..3", "must stay where it is", "??",
     RW_MARK_FIXED},
    {"protected text moves as a block", "Run make all now", "0..3 = 1..2 0 3", NULL, "make all", RW_MARK_PROTECTED},
    {"protected text does not change", "Run make all now", "2 = some:2", "the protected text 'make all' would change",
     "make all", RW_MARK_PROTECTED},
};

START_TEST(pieces_keep_what_is_marked)
{
  const struct pieces_case *row = &pieces[_i];
  struct arena arena = {0};
  struct passage passage;
  open_marked(&passage, row->page, row->word, row->kind, &arena);
  struct proposal *edit = sample_edit(&passage, row->edit, &arena);
  ck_assert_msg(edit->state == PROPOSAL_OPEN, "%s: malformed: %s", row->rule, edit->reason);
  const char *reason = guard_check(&passage, edit, &arena);
  if (!row->reason)
    ck_assert_msg(!reason, "%s: refused: %s", row->rule, reason);
  else
    ck_assert_msg(reason && strstr(reason, row->reason), "%s: %s", row->rule, reason ? reason : "allowed");
  passage_free(&passage);
  arena_free(&arena);
}
END_TEST

struct text_case {
  const char *rule, *before, *after;
  const char *reason; /* NULL: the facts are the same */
};

static const struct text_case texts[] = {
    {"the same text", "It rose 5 times", "It rose 5 times", NULL},
    {"other words", "It rose 5 times", "It grew 5 times", NULL},
    {"another order", "5 rose and 6 fell", "6 fell and 5 rose", NULL},
    {"a number gone", "It rose 5 times", "It rose often", "the number '5' would be gone"},
    {"a number come", "It rose often", "It rose 5 times", "the number '5' would be new"},
    {"a number twice", "It rose 5 times", "It rose 5 5 times", "would be new"},
    {"a quotation's comma may go", "\"We go,\" he said", "He said \"we go\"", NULL},
    {"a quotation's word", "\"We go,\" he said", "He said \"we went\"", "the quotation"},
    {"an address gone", "See example.com now", "See it now", "the address 'example.com' would be gone"},
    {"a term gone", "a fixed term of it", "a set term of it", "the term 'fixed term' would be gone"},
};

START_TEST(texts_keep_their_facts)
{
  const struct text_case *row = &texts[_i];
  struct arena arena = {0};
  struct passage before, after;
  open_marked(&before, row->before, NULL, 0, &arena);
  open_marked(&after, row->after, NULL, 0, &arena);
  const char *reason = guard_compare(&before, &after, &all, &arena);
  if (!row->reason)
    ck_assert_msg(!reason, "%s: %s", row->rule, reason);
  else
    ck_assert_msg(reason && strstr(reason, row->reason), "%s: %s", row->rule, reason ? reason : "no difference seen");
  passage_free(&before);
  passage_free(&after);
  arena_free(&arena);
}
END_TEST

START_TEST(what_the_configuration_does_not_protect_may_change)
{
  static const struct guard_options none = {false, false, false, NULL, 0};
  struct arena arena = {0};
  struct passage passage;
  struct byte_mark *marks;
  uint32_t count;
  sample_open(&passage, "He said \"5 times a fixed term\"", NULL, 0);
  ck_assert_int_eq(guard_mark(&passage, &none, &arena, &marks, &count), RW_OK);
  ck_assert_uint_eq(count, 0);
  passage_free(&passage);
  arena_free(&arena);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("guard");
  TCase *cases = tcase_create("guard");
  tcase_add_loop_test(cases, pieces_keep_what_is_marked, 0, sizeof pieces / sizeof *pieces);
  tcase_add_loop_test(cases, texts_keep_their_facts, 0, sizeof texts / sizeof *texts);
  tcase_add_test(cases, what_the_configuration_does_not_protect_may_change);
  suite_add_tcase(suite, cases);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
