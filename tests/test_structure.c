/* What libxml2 says of a page's skeleton, and XPath on it. */
#include "buffer.h"
#include "skeleton.h"
#include "structure.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* A page with its lexemes and structure. */
struct opened {
  struct lexemes lexemes;
  struct structure structure;
};

static rw_status open_with(struct opened *opened, const char *page, const char *const *expressions, uint32_t count,
                           rw_error *error)
{
  ck_assert_int_eq(lexemes_open(&opened->lexemes, page, (uint32_t)strlen(page)), RW_OK);
  return structure_open(&opened->structure, &opened->lexemes, expressions, count, error);
}

static void close_opened(struct opened *opened)
{
  structure_close(&opened->structure);
  lexemes_close(&opened->lexemes);
}

static void append_path(struct buffer *out, const struct opened *opened, uint32_t element)
{
  const struct structure_element *item = &opened->structure.elements[element];
  if (item->parent != RW_NONE)
    append_path(out, opened, item->parent);
  buffer_append_byte(out, '/');
  buffer_append_string(out, element_name(item->name, opened->lexemes.names));
}

/* Each run as `text@path`, joined by blanks. */
static char *describe(const struct opened *opened)
{
  struct buffer out = {0};
  for (uint32_t i = 0; i < opened->structure.run_count; i++) {
    const struct structure_run *run = &opened->structure.runs[i];
    uint32_t start = opened->lexemes.items[run->lexeme].start;
    if (i > 0)
      buffer_append_byte(&out, ' ');
    buffer_append(&out, opened->lexemes.bytes + start, lexeme_end(&opened->lexemes, run->lexeme) - start);
    buffer_append_byte(&out, '@');
    append_path(&out, opened, run->element);
  }
  return buffer_take(&out, NULL);
}

static const struct {
  const char *rule;
  const char *page;
  const char *runs;
} trees[] = {
    {"a fragment is a page", "<p>a</p>", "a@/html/body/p"},
    {"text without any tag has a paragraph", "a", "a@/html/body/p"},
    {"a title is in the head", "<title>a</title><p>b", "a@/html/head/title b@/html/body/p"},
    {"inline elements enclose", "<p>a<b>c<i>d</i></b>e",
     "a@/html/body/p c@/html/body/p/b d@/html/body/p/b/i e@/html/body/p"},
    {"an unclosed paragraph ends at the next", "<p>a<p>b", "a@/html/body/p b@/html/body/p"},
    {"an unclosed item ends at the next", "<ul><li>a<li>b</ul>", "a@/html/body/ul/li b@/html/body/ul/li"},
    {"a section closes a paragraph", "<p>a<section>b</section>", "a@/html/body/p b@/html/body/section"},
    {"a section closes no paragraph but an open one", "<section>a</section>b", "a@/html/body/section b@/html/body"},
    {"blank runs are left out", "<p> <b>a</b>\n</p>", "a@/html/body/p/b"},
    {"blanks written as references are left out", "<p>&#32;<b>a</b>&#10;&#x20;</p>", "a@/html/body/p/b"},
    {"a no-break space shows", "<p>&nbsp;</p>", "&nbsp;@/html/body/p"},
    {"scripts and styles are no runs", "<p>a<script>b<p>c</script><style>d</style>e", "a@/html/body/p e@/html/body/p"},
    {"svg and its text are no runs", "<p>a<svg><title>b</title><!-- c --><text>d</text></svg>e",
     "a@/html/body/p e@/html/body/p"},
    {"a text area is no run", "<p>a</p><textarea>b</textarea>", "a@/html/body/p"},
    {"made-up elements keep their names", "<my-card>a</my-card>", "a@/html/body/my-card"},
    {"made-up elements are told apart", "<p><x-a>a<x-b>b</x-b>c</x-a>",
     "a@/html/body/p/x-a b@/html/body/p/x-a/x-b "
     "c@/html/body/p/x-a"},
    {"names of strange characters do no harm", "<p>a<b\xC3\xA9[c>d</b\xC3\xA9[c>e",
     "a@/html/body/p d@/html/body/p/b\xC3\xA9[c "
     "e@/html/body/p"},
    {"a meta charset changes nothing", "<meta charset=utf-16><p>\xC3\xA9", "\xC3\xA9@/html/body/p"},
    {"nothing is inside an element without content", "<p>a<wbr>b<embed>c<source>d",
     "a@/html/body/p b@/html/body/p c@/html/body/p d@/html/body/p"},
    {"text that looks like a marker is text", "<p>A;<b>@;", "A;@/html/body/p @;@/html/body/p/b"},
};

/* The tree is the same whether an expression needs libxml2's own or not. */
static const char *const needs_tree[] = {"//p[contains(., 'a')]/@class"};

START_TEST(test_runs_and_their_elements)
{
  for (uint32_t count = 0; count < 2; count++) {
    struct opened opened;
    ck_assert_int_eq(open_with(&opened, trees[_i].page, needs_tree, count, NULL), RW_OK);
    char *runs = describe(&opened);
    ck_assert_msg(strcmp(runs, trees[_i].runs) == 0, "%s (%u expressions): %s", trees[_i].rule, count, runs);
    free(runs);
    close_opened(&opened);
  }
}
END_TEST

static const struct {
  const char *rule;
  const char *expression;
  const char *page;
  const char *selected; /* the texts of the runs in what is selected, joined by blanks */
} selections[] = {
    {"by name", "//p", "<p>a</p><div>b</div><p>c", "a c"},
    {"by names", "//h1 | //title", "<title>a</title><h1>b</h1><p>c", "a b"},
    {"descendants are selected too", "//div", "<div><p>a<b>c</b></p></div><p>d", "a c"},
    {"names are lower case", "//P", "<P>a", ""},
    {"by attribute", "//*[@class='x']", "<p class=x>a<p class=y>b<p CLASS=\"x\">c", "a c"},
    {"attribute values are decoded", "//*[@title='<a & \"b\">']", "<p title='&lt;a &amp; \"b\"&gt;'>a<p>b", "a"},
    {"attribute values are UTF-8", "//*[@title='\xC3\xA9']", "<p title='\xC3\xA9'>a<p title='&eacute;'>b<p>c", "a b"},
    {"of doubled attributes the first counts", "//*[@class='x']", "<p class=x class=y>a<p class=y class=x>b", "a"},
    {"an attribute stands for its element", "//@lang", "<p lang=en>a<p>b", "a"},
    {"a text stands for its element", "//p/text()", "<p>a<div>b</div>", "a"},
    {"by text, not by marker", "//p[contains(., 'a&b')]", "<p>a&amp;b<p>c", "a&amp;b"},
    {"blanks between elements count", "//p[contains(., 'Ad name')]", "<p><b>Ad</b> <i>name</i><p>b", "Ad name"},
    {"blanks after a comment count", "//p[contains(., 'Ad name')]", "<p><b>Ad</b> <!-- x -->name<p>b", "Ad name"},
    {"text is that of the element alone", "//b[. = 'Ad']", "<p><b>Ad</b> <i>name</i>", "Ad"},
    {"by position", "//p[2]", "<p>a<p>b<p>c", "b"},
    {"made-up names", "//my-card", "<my-card>a</my-card><p>b", "a"},
    {"no attribute of ours is in the tree", "//*[@*]", "<p>a<p id=x>b", "b"},
    {"a second html tag adds none either", "/html[@*]", "<html><p>a<html><p>b", ""},
    {"nested elements select their descendants once", "//div//p/text()", "<div><div><p>a<p>b</div></div><p>c", "a b"},
    {"positions count within each parent", "//div//b[1]", "<div><p><b>a</b><b>b</b></p><p><b>c</b></p></div>", "a c"},
    {"siblings", "//h1/following-sibling::p", "<p>a<h1>b</h1><p>c<h1>d</h1><p>e", "c e"},
    {"ancestors", "//b/ancestor::div/p", "<div><p>a<div><p>b<b>c</b></div></div><p>d", "a b c"},
    {"slashes in strings and predicates are none of the path", "//div[p//b = '//']//i",
     "<div><p><b>//</b><i>a</i></div><div><i>b</i></div>", "a"},
    {"paths from the root", "/html/body//div//b", "<div>a<b>b</b></div><b>c</b>", "b"},
    {"paths from the page itself", "/.//b", "<p><b>a</b>", "a"},
    {"paths in parentheses", "(//p)[2]//b", "<p><b>a</b><p><b>b</b>", "b"},
    {"a bar in a string is none of a union", "//p[. = 'a|b'] | //i", "<p>a|b<p>b<i>c</i>", "a|b c"},
};

START_TEST(test_selections)
{
  struct opened opened;
  rw_error error = {0};
  ck_assert_int_eq(open_with(&opened, selections[_i].page, &selections[_i].expression, 1, &error), RW_OK);
  struct buffer out = {0};
  for (uint32_t i = 0; i < opened.structure.run_count; i++) {
    const struct structure_run *run = &opened.structure.runs[i];
    uint32_t start = opened.lexemes.items[run->lexeme].start;
    if (opened.structure.selected[run->element] != 1)
      continue;
    if (out.length > 0)
      buffer_append_byte(&out, ' ');
    buffer_append(&out, opened.lexemes.bytes + start, lexeme_end(&opened.lexemes, run->lexeme) - start);
  }
  char *selected = buffer_take(&out, NULL);
  ck_assert_msg(strcmp(selected, selections[_i].selected) == 0, "%s: %s", selections[_i].rule, selected);
  free(selected);
  close_opened(&opened);
}
END_TEST

START_TEST(test_each_expression_has_its_bit)
{
  static const char *const expressions[] = {"//p", "//b", "//*[@id='x']"};
  struct opened opened;
  ck_assert_int_eq(open_with(&opened, "<p>a<b id=x>c</b>", expressions, 3, NULL), RW_OK);
  ck_assert_uint_eq(opened.structure.run_count, 2);
  ck_assert_uint_eq(opened.structure.selected[opened.structure.runs[0].element], 1);
  ck_assert_uint_eq(opened.structure.selected[opened.structure.runs[1].element], 7);
  close_opened(&opened);
}
END_TEST

static const struct {
  const char *expression;
  const char *reason; /* a part of the message; NULL: the expression is good */
} checks[] = {
    {"//p", NULL},
    {"//title | //h1", NULL},
    {"//*[@class='byline']", NULL},
    {"//p[", "not an XPath expression"},
    {"//p[1", "a predicate is malformed"},
    {"", "XPath ''"},
    {"//p[@class='x]", "a string lacks a quotation mark"},
    {"//p[nosuch(.)]", "unknown function"},
    {"//p[contains(., 'nosuch(')]", NULL},
    {"//p/ancestor::node() | //li[not (true()) and (1)]", NULL},
    {"//p[$x]", "there are no variables"},
    {"//p[contains(.)]", NULL},
    {"//x:p", "unknown namespace prefix"},
    {"count(//p)", "must select elements"},
    {"'a'", "must select elements"},
};

START_TEST(test_bad_expressions_are_told_with_the_reason)
{
  rw_error error = {0};
  rw_status status = structure_check_xpath(checks[_i].expression, &error);
  if (!checks[_i].reason) {
    ck_assert_int_eq(status, RW_OK);
    return;
  }
  ck_assert_int_eq(status, RW_INVALID);
  ck_assert_msg(strstr(error.message, checks[_i].reason) != NULL, "%s: %s", checks[_i].expression, error.message);
}
END_TEST

START_TEST(test_an_expression_that_takes_too_long_is_stopped)
{
  struct buffer page = {0};
  for (int i = 0; i < 5000; i++)
    buffer_append_string(&page, "<p>a");
  static const char *const expressions[] = {"//p[count(//p[count(//p) > 1]) > 1]"};
  struct opened opened;
  rw_error error = {0};
  ck_assert_int_eq(open_with(&opened, page.data, expressions, 1, &error), RW_FAILED);
  ck_assert_ptr_nonnull(strstr(error.message, "takes too long"));
  close_opened(&opened);
  buffer_free(&page);
}
END_TEST

static void append_times(struct buffer *buffer, const char *string, int times)
{
  for (int i = 0; i < times; i++)
    buffer_append_string(buffer, string);
}

/* Where libxml2 alone would compare all with all. */
static const char *const overlapping[] = {"//div//p[@class]", "//div//p/text()", "//p/ancestor::div//p[1]"};

START_TEST(test_steps_that_overlap_cost_little)
{
  struct buffer page = {0};
  buffer_append_string(&page, "<div><div><div>");
  append_times(&page, "<p class=x>a", 100000);
  struct opened opened;
  ck_assert_int_eq(open_with(&opened, page.data, &overlapping[_i], 1, NULL), RW_OK);
  ck_assert_uint_eq(opened.structure.selected[opened.structure.runs[0].element], 1);
  close_opened(&opened);
  buffer_free(&page);
}
END_TEST

START_TEST(test_nesting_stops_at_the_limit)
{
  struct buffer page = {0};
  buffer_append_string(&page, "<p>a</p>");
  append_times(&page, "<div>", 100000);
  buffer_append_string(&page, "b");
  struct opened opened;
  ck_assert_int_eq(open_with(&opened, page.data, NULL, 0, NULL), RW_OK);
  ck_assert(opened.structure.too_deep);
  ck_assert_uint_eq(opened.structure.run_count, 1);
  close_opened(&opened);
  buffer_free(&page);
}
END_TEST

START_TEST(test_nesting_below_the_limit_is_read_with_and_without_a_tree)
{
  struct buffer page = {0};
  append_times(&page, "<div>", 1000);
  buffer_append_string(&page, "<p>b");
  for (uint32_t count = 0; count < 2; count++) {
    struct opened opened;
    ck_assert_int_eq(open_with(&opened, page.data, needs_tree, count, NULL), RW_OK);
    ck_assert(!opened.structure.too_deep);
    ck_assert_uint_eq(opened.structure.run_count, 1);
    close_opened(&opened);
  }
  buffer_free(&page);
}
END_TEST

START_TEST(test_unmatched_end_tags_cost_little)
{
  struct buffer page = {0};
  append_times(&page, "<b>", 1000);
  append_times(&page, "</i>", 50000);
  buffer_append_string(&page, "a");
  struct opened opened;
  ck_assert_int_eq(open_with(&opened, page.data, NULL, 0, NULL), RW_OK);
  ck_assert_uint_eq(opened.structure.run_count, 1);
  close_opened(&opened);
  buffer_free(&page);
}
END_TEST

/* A page of which libxml2 reads many pieces. */
static void append_long_page(struct buffer *page)
{
  append_times(page, "<p>a <b title='&quot; \u00E9'>b<x-y>c</b></p><svg><path/></svg>", 5000);
}

START_TEST(test_every_run_of_a_long_page_is_read_with_and_without_a_tree)
{
  struct buffer page = {0};
  append_long_page(&page);
  for (uint32_t count = 0; count < 2; count++) {
    struct opened opened;
    ck_assert_int_eq(open_with(&opened, page.data, needs_tree, count, NULL), RW_OK);
    ck_assert_uint_eq(opened.structure.run_count, 15000);
    ck_assert_uint_eq(opened.structure.element_count, 20002);
    close_opened(&opened);
  }
  buffer_free(&page);
}
END_TEST

/* Reads a whole skeleton, so many bytes at a time. */
static void read_skeleton(const struct lexemes *lexemes, size_t room, struct buffer *out)
{
  struct skeleton skeleton;
  char bytes[5000];
  size_t length;
  skeleton_open(&skeleton, lexemes, SKELETON_ATTRIBUTES);
  while ((length = skeleton_read(&skeleton, bytes, room)) > 0)
    buffer_append(out, bytes, length);
  ck_assert(!skeleton_failed(&skeleton));
  skeleton_close(&skeleton);
}

START_TEST(test_a_skeleton_is_the_same_in_pieces_of_any_size)
{
  struct buffer page = {0}, small = {0}, large = {0};
  struct lexemes lexemes;
  append_long_page(&page);
  ck_assert_int_eq(lexemes_open(&lexemes, page.data, (uint32_t)page.length), RW_OK);
  read_skeleton(&lexemes, 7, &small);
  read_skeleton(&lexemes, 5000, &large);
  ck_assert_uint_eq(small.length, large.length);
  ck_assert_mem_eq(small.data, large.data, small.length);
  ck_assert_int_eq(small.data[small.length - 1], '\n');
  lexemes_close(&lexemes);
  buffer_free(&page);
  buffer_free(&small);
  buffer_free(&large);
}
END_TEST

START_TEST(test_an_empty_page_has_no_runs)
{
  for (uint32_t count = 0; count < 2; count++) {
    struct opened opened;
    ck_assert_int_eq(open_with(&opened, "", needs_tree, count, NULL), RW_OK);
    ck_assert_uint_eq(opened.structure.run_count, 0);
    close_opened(&opened);
  }
}
END_TEST

#define ROWS(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *suite = suite_create("structure");
  TCase *tree = tcase_create("tree");
  tcase_add_loop_test(tree, test_runs_and_their_elements, 0, ROWS(trees));
  tcase_add_test(tree, test_an_empty_page_has_no_runs);
  tcase_add_test(tree, test_every_run_of_a_long_page_is_read_with_and_without_a_tree);
  tcase_add_test(tree, test_a_skeleton_is_the_same_in_pieces_of_any_size);
  tcase_add_test(tree, test_nesting_stops_at_the_limit);
  tcase_add_test(tree, test_nesting_below_the_limit_is_read_with_and_without_a_tree);
  tcase_add_test(tree, test_unmatched_end_tags_cost_little);
  suite_add_tcase(suite, tree);
  TCase *xpath = tcase_create("xpath");
  tcase_add_loop_test(xpath, test_selections, 0, ROWS(selections));
  tcase_add_test(xpath, test_each_expression_has_its_bit);
  tcase_add_loop_test(xpath, test_bad_expressions_are_told_with_the_reason, 0, ROWS(checks));
  tcase_add_test(xpath, test_an_expression_that_takes_too_long_is_stopped);
  tcase_add_loop_test(xpath, test_steps_that_overlap_cost_little, 0, ROWS(overlapping));
  suite_add_tcase(suite, xpath);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
