/* Rewritten passages back into their pages. */
#include "document.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct document *open_as(const char *page, rw_format format, const char *encoding)
{
  struct document_options options = {.format = format, .encoding = encoding};
  struct document *document = NULL;
  rw_error error = {0};
  ck_assert_msg(document_open(page, strlen(page), &options, &document, &error) == RW_OK, "%s", error.message);
  return document;
}

static char *render(const struct document *document)
{
  struct buffer out = {0};
  ck_assert_int_eq(document_render(document, &out, NULL), RW_OK);
  return buffer_take(&out, NULL);
}

/* Makes `edited` from a passage: bytes [from, to) of its text become `replacement`. Items inside the range go to its
 * end. */
static void edit(const struct passage *passage, uint32_t from, uint32_t to, const char *replacement,
                 struct passage *edited)
{
  struct buffer text = {0};
  struct segments segments = {0};
  uint32_t added = (uint32_t)strlen(replacement);
  buffer_append(&text, passage->view.text, from);
  buffer_append(&text, replacement, added);
  buffer_append(&text, passage->view.text + to, passage->view.text_length - to);
  segments_append_slice(&segments, passage->segments, passage->segment_count, 0, from, 0);
  if (added > 0)
    segments_append(&segments, (struct segment){.text = from, .text_length = added, .kind = SEGMENT_NEW});
  segments_append_slice(&segments, passage->segments, passage->segment_count, to, passage->view.text_length,
                        from + added);
  struct item *items = calloc(passage->item_count + (size_t)1, sizeof *items);
  ck_assert_ptr_nonnull(items);
  for (uint32_t i = 0; i < passage->item_count; i++) {
    items[i] = passage->items[i];
    if (items[i].at > from)
      items[i].at = items[i].at >= to ? items[i].at - to + from + added : from + added;
  }
  passage_init(edited);
  edited->view.role = passage->view.role;
  ck_assert_int_eq(passage_set_text(edited, text.data, (uint32_t)text.length, &segments, items, passage->item_count),
                   RW_OK);
  free(items);
  buffer_free(&text);
  segments_free(&segments);
}

/* Replaces `before` (NULL: nothing) by `after` in passage 0. Returns the status of writing it. */
static rw_status replace(struct document *document, const char *before, const char *after, rw_error *error)
{
  struct passage passage, edited;
  ck_assert_int_eq(document_passage(document, 0, &passage, NULL), RW_OK);
  const char *place = strstr(passage.view.text, before);
  ck_assert_ptr_nonnull(place);
  uint32_t from = (uint32_t)(place - passage.view.text);
  edit(&passage, from, from + (uint32_t)strlen(before), after, &edited);
  rw_status status = document_replace(document, 0, &edited, error);
  passage_free(&passage);
  passage_free(&edited);
  return status;
}

static const struct {
  const char *rule;
  const char *page;
  const char *before, *after;
  const char *wanted; /* NULL: refused */
} edits[] = {
    {"only the words change", "<p class=a>one <b>two</b> three</p>\r\n", "two", "2",
     "<p class=a>one <b>2</b> three</p>\r\n"},
    {"references elsewhere stay as written", "<p>a&amp;b &#8217; c</p>", "c", "d", "<p>a&amp;b &#8217; d</p>"},
    {"references without semicolon too", "<p>a &amp b c</p>", "c", "d", "<p>a &amp b d</p>"},
    {"new text is escaped", "<p>a b</p>", "b", "<i> & c", "<p>a &lt;i&gt; &amp; c</p>"},
    {"a bare & before new letters is escaped", "<p>a & b</p>", " b", "lt; b", "<p>a &amp;lt; b</p>"},
    {"a bare < before a new letter is escaped", "<p>a < b</p>", " b", "b", "<p>a &lt;b</p>"},
    {"a bare < stays as it is elsewhere", "<p>a < b c</p>", "c", "d", "<p>a < b d</p>"},
    {"& + new lt; is no reference", "<p>AT&T x</p>", "T x", "lt; x", "<p>AT&amp;lt; x</p>"},
    {"a reference without semicolon may stand before a letter", "<p>&eacute b</p>", " b", "b", "<p>&eacuteb</p>"},
    {"unless they make another", "<p>&not b</p>", " b", "in; b", "<p>\u00ACin; b</p>"},
    {"in a title", "<title>a &amp; b</title>", "b", "</title>", "<title>a &amp; &lt;/title&gt;</title>"},
    {"line breaks keep their bytes", "<p>a\r\nb c</p>", "c", "d", "<p>a\r\nb d</p>"},
    {"comments and marks stay in place", "<p>a<!-- x --> b<sup>1</sup> c</p>", "c", "d",
     "<p>a<!-- x --> b<sup>1</sup> d</p>"},
    {"text may grow at an image", "<p>a <img src=x> b</p>", "b", "bb", "<p>a <img src=x> bb</p>"},
    {"an edit may reach the passage's end", "<div>a <i>b</i></div>", "b", "c", "<div>a <i>c</i></div>"},
    {"a fragment without any tag", "a b", "b", "c", "a c"},
    {"a number in superscript does not become a footnote mark", "<p>a b <sup>[1]</sup> c", "b ", "b", NULL},
    {"a footnote mark does not become text", "<p>a b<sup>1</sup> c", "b", "b ", NULL},
    {"a footnote mark stays one beside another word", "<p>a b<sup>1</sup> c", "b", "bb", "<p>a bb<sup>1</sup> c"},
};

START_TEST(test_edits)
{
  struct document *document = open_as(edits[_i].page, RW_FORMAT_HTML, NULL);
  rw_error error = {0};
  rw_status status = replace(document, edits[_i].before, edits[_i].after, &error);
  ck_assert_msg(status == (edits[_i].wanted ? RW_OK : RW_FAILED), "%s: %s", edits[_i].rule, error.message);
  char *page = render(document);
  const char *wanted = edits[_i].wanted ? edits[_i].wanted : edits[_i].page;
  ck_assert_msg(strcmp(page, wanted) == 0, "%s: %s", edits[_i].rule, page);
  free(page);
  document_close(document);
}
END_TEST

static const struct {
  const char *rule;
  rw_format format;
  const char *text;
  const char *before, *after;
  const char *wanted; /* NULL: refused */
} plain_edits[] = {
    {"nothing is escaped", RW_FORMAT_TEXT, "a b\r\nc\r\n\r\nd\r\n", "b", "<b> &amp;", "a <b> &amp;\r\nc\r\n\r\nd\r\n"},
    {"a passage stays one passage", RW_FORMAT_TEXT, "a\nb\nc\n", "b", "", NULL},
    {"a passage does not vanish", RW_FORMAT_TEXT, "a\n\nb", "a", "", NULL},
    {"a line stays one line", RW_FORMAT_LINES, "a b\nc\n", "b", "b\nb", NULL},
    {"the other lines stay", RW_FORMAT_LINES, "a b\n\nc\n", "b", "d", "a d\n\nc\n"},
};

START_TEST(test_edits_of_plain_text)
{
  struct document *document = open_as(plain_edits[_i].text, plain_edits[_i].format, NULL);
  rw_status status = replace(document, plain_edits[_i].before, plain_edits[_i].after, NULL);
  ck_assert_msg(status == (plain_edits[_i].wanted ? RW_OK : RW_FAILED), "%s", plain_edits[_i].rule);
  char *text = render(document);
  const char *wanted = plain_edits[_i].wanted ? plain_edits[_i].wanted : plain_edits[_i].text;
  ck_assert_msg(strcmp(text, wanted) == 0, "%s: %s", plain_edits[_i].rule, text);
  free(text);
  document_close(document);
}
END_TEST

static const struct {
  const char *rule;
  const char *encoding;
  rw_format format;
  const char *page, *after, *wanted; /* `b` becomes `after`; wanted NULL: refused */
} encodings[] = {
    {"what the encoding holds is written in it", "windows-1252", RW_FORMAT_HTML, "<p>\xE9 b", "\u20AC", "<p>\xE9 \x80"},
    {"what it lacks is a reference", "windows-1252", RW_FORMAT_HTML, "<p>\xE9 b", "\u0416", "<p>\xE9 &#1046;"},
    {"in a title too", "koi8-r", RW_FORMAT_HTML, "<title>\xC1 b</title>", "\u4E00", "<title>\xC1 &#19968;</title>"},
    {"bytes elsewhere stay, decodable or not", "shift_jis", RW_FORMAT_HTML, "<p><i>\xFD</i> \x83\x41 b", "c",
     "<p><i>\xFD</i> \x83\x41 c"},
    {"plain text has no references", "windows-1252", RW_FORMAT_TEXT, "\xE9 b", "\u0416", NULL},
};

START_TEST(test_encodings)
{
  struct document *document = open_as(encodings[_i].page, encodings[_i].format, encodings[_i].encoding);
  rw_error error = {0};
  rw_status status = replace(document, "b", encodings[_i].after, &error);
  ck_assert_msg(status == (encodings[_i].wanted ? RW_OK : RW_FAILED), "%s: %s", encodings[_i].rule, error.message);
  char *page = render(document);
  const char *wanted = encodings[_i].wanted ? encodings[_i].wanted : encodings[_i].page;
  ck_assert_msg(strcmp(page, wanted) == 0, "%s: %s", encodings[_i].rule, page);
  free(page);
  document_close(document);
}
END_TEST

/* ---- What is refused ---- */

static void lose_item(struct passage *passage)
{
  passage->item_count--;
}

static void double_item(struct passage *passage)
{
  passage->items[1] = passage->items[0];
}

static void swap_items(struct passage *passage)
{
  struct item first = passage->items[0];
  passage->items[0] = passage->items[passage->item_count - 1];
  passage->items[passage->item_count - 1] = first;
}

static void tear_item(struct passage *passage)
{
  passage->items[0].source_length--;
}

static void take_foreign_item(struct passage *passage)
{
  passage->items[0].source = 0;
}

static void take_foreign_text(struct passage *passage)
{
  passage->segments[0].source = 0;
}

static void move_item_past_the_end(struct passage *passage)
{
  passage->items[passage->item_count - 1].at = passage->view.text_length + 1;
}

static const struct {
  const char *reason;
  void (*damage)(struct passage *passage);
} refusals[] = {
    {"markup would be lost", lose_item},
    {"markup would be doubled", double_item},
    {"markup is out of order", swap_items},
    {"markup is torn", tear_item},
    {"markup comes from another passage", take_foreign_item},
    {"the text comes from another passage", take_foreign_text},
    {"markup is out of order", move_item_past_the_end},
};

START_TEST(test_damage_is_refused_and_the_page_stays)
{
  static const char page[] = "<html><body><p>a <b>b</b> <i>c</i> d</p>";
  struct document *document = open_as(page, RW_FORMAT_HTML, NULL);
  struct passage passage;
  rw_error error = {0};
  ck_assert_int_eq(document_passage(document, 0, &passage, NULL), RW_OK);
  refusals[_i].damage(&passage);
  ck_assert_int_eq(document_replace(document, 0, &passage, &error), RW_FAILED);
  ck_assert_msg(strstr(error.message, refusals[_i].reason) != NULL, "%s: %s", refusals[_i].reason, error.message);
  char *rendered = render(document);
  ck_assert_str_eq(rendered, page);
  free(rendered);
  passage_free(&passage);
  document_close(document);
}
END_TEST

START_TEST(test_content_of_scripts_is_not_lost)
{
  static const char page[] = "<p>a<script>x</script>b";
  struct item tags[] = {{.at = 1, .source = 4, .source_length = 8, .partner = RW_NONE, .kind = ITEM_BARRIER},
                        {.at = 1, .source = 13, .source_length = 9, .partner = RW_NONE, .kind = ITEM_BARRIER}};
  struct document *document = open_as(page, RW_FORMAT_HTML, NULL);
  struct passage passage;
  rw_error error = {0};
  ck_assert_int_eq(document_passage(document, 0, &passage, NULL), RW_OK);
  passage.items = tags;
  passage.item_count = 2;
  ck_assert_int_eq(document_replace(document, 0, &passage, &error), RW_FAILED);
  ck_assert_str_eq(error.message, "markup would be lost");
  passage_free(&passage);
  document_close(document);
}
END_TEST

/* ---- Properties ---- */

static const char *const property_pages[] = {
    "<title>a &amp; b</title><h1>One <em>two</em></h1><p>a < b &lt; c &amp d<br>e &copy2; <a href=\"?a&b\">f</a>",
    "<p>The <b>quick <i>brown</i></b> fox<sup><a href=#n>1</a></sup> <img src=x> jumps<!-- x --> <svg><g/></svg> over.",
    "<ul><li>x<li>y &#x41;&#66; z</ul>text <x-y>in</x-y> between &noti; &notin; <div>\r\nlines\r\nof\rit </div>&",
    "<p>wrong <b>nest <i>ing</b> of</i> <a>tags <a>here</a> <span> </span>and <code>x<y</code> </p>tail <",
    "<table><tr><td>1<td>caf\u00E9 \U0001F600<tr><td>&nbsp;&eacute;&#0;</table><select><option>o</select>end</",
};

START_TEST(test_unchanged_passages_give_the_same_page)
{
  const char *page = property_pages[_i];
  struct document *document = open_as(page, RW_FORMAT_HTML, NULL);
  ck_assert_uint_gt(document_passage_count(document), 0);
  for (uint32_t number = 0; number < document_passage_count(document); number++) {
    struct passage passage;
    ck_assert_int_eq(document_passage(document, number, &passage, NULL), RW_OK);
    ck_assert_int_eq(document_replace(document, number, &passage, NULL), RW_OK);
    passage_free(&passage);
  }
  char *rendered = render(document);
  ck_assert_str_eq(rendered, page);
  free(rendered);
  document_close(document);
}
END_TEST

static uint32_t next_random(uint64_t *state)
{
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*state >> 33);
}

/* A byte of the text where a character starts, or its end. */
static uint32_t random_place(const rw_passage *view, uint64_t *state)
{
  uint32_t at = next_random(state) % (view->text_length + 1);
  while (at < view->text_length && ((unsigned char)view->text[at] & 0xC0u) == 0x80u)
    at++;
  return at;
}

/* Compares texts but for blanks at their ends: a page may have more of them there than the passage. */
static void assert_same_words(const char *text, const char *wanted)
{
  static const char blanks[] = " \n";
  size_t length = strlen(text += strspn(text, blanks)), wanted_length = strlen(wanted += strspn(wanted, blanks));
  while (length > 0 && strchr(blanks, text[length - 1]))
    length--;
  while (wanted_length > 0 && strchr(blanks, wanted[wanted_length - 1]))
    wanted_length--;
  ck_assert_msg(length == wanted_length && memcmp(text, wanted, length) == 0, "got: %s\nwanted: %s", text, wanted);
}

/* Writes an edited passage, opens the page that comes of it, and compares. Returns whether it was written. */
static bool written_as_wanted(const char *page, uint32_t number, const struct passage *edited)
{
  struct document *document = open_as(page, RW_FORMAT_HTML, "utf-8"), *again;
  uint32_t count = document_passage_count(document);
  bool written = document_replace(document, number, edited, NULL) == RW_OK;
  char *rendered = render(document);
  if (!written) {
    ck_assert_str_eq(rendered, page);
  } else {
    struct passage passage;
    again = open_as(rendered, RW_FORMAT_HTML, "utf-8");
    ck_assert_msg(document_passage_count(again) == count, "%s", rendered);
    ck_assert_int_eq(document_passage(again, number, &passage, NULL), RW_OK);
    assert_same_words(passage.view.text, edited->view.text);
    ck_assert_uint_eq(passage.item_count, edited->item_count);
    passage_free(&passage);
    document_close(again);
  }
  free(rendered);
  document_close(document);
  return written;
}

START_TEST(test_random_insertions_read_as_wanted)
{
  static const char *const texts[] = {"x",  "lt;", "&",   "<",    "<b>",    "&amp", "copy",
                                      "1;", "/p>", "!--", "#65;", "\u00E9", "A &"};
  const char *page = property_pages[_i];
  uint64_t state = 1;
  uint32_t written = 0;
  for (int round = 0; round < 1000; round++) {
    struct document *document = open_as(page, RW_FORMAT_HTML, "utf-8");
    uint32_t number = next_random(&state) % document_passage_count(document);
    struct passage passage, edited;
    ck_assert_int_eq(document_passage(document, number, &passage, NULL), RW_OK);
    uint32_t place = random_place(&passage.view, &state);
    edit(&passage, place, place, texts[next_random(&state) % (sizeof texts / sizeof *texts)], &edited);
    written += written_as_wanted(page, number, &edited);
    passage_free(&passage);
    passage_free(&edited);
    document_close(document);
  }
  ck_assert_uint_gt(written, 900);
}
END_TEST

START_TEST(test_a_passage_may_be_replaced_again)
{
  struct document *document = open_as("<p>a b", RW_FORMAT_HTML, NULL);
  ck_assert_int_eq(replace(document, "b", "c", NULL), RW_OK);
  ck_assert_int_eq(replace(document, "b", "d", NULL), RW_OK);
  char *page = render(document);
  ck_assert_str_eq(page, "<p>a d");
  free(page);
  document_close(document);
}
END_TEST

static const struct {
  rw_format format;
  const char *page, *wanted;
} read_pages[] = {
    {RW_FORMAT_HTML, "<p>a b<p>c", "<p>a d<p>c"},
    {RW_FORMAT_TEXT, "a b\n\nc", "a d\n\nc"},
};

START_TEST(test_a_page_is_rendered_after_reading_ended)
{
  struct document *document = open_as(read_pages[_i].page, read_pages[_i].format, NULL);
  ck_assert_int_eq(replace(document, "b", "d", NULL), RW_OK);
  document_end_reading(document);
  char *page = render(document);
  ck_assert_str_eq(page, read_pages[_i].wanted);
  free(page);
  document_close(document);
}
END_TEST

#define ROWS(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *suite = suite_create("render");
  TCase *cases = tcase_create("edits");
  tcase_add_loop_test(cases, test_edits, 0, ROWS(edits));
  tcase_add_loop_test(cases, test_edits_of_plain_text, 0, ROWS(plain_edits));
  tcase_add_loop_test(cases, test_encodings, 0, ROWS(encodings));
  tcase_add_loop_test(cases, test_damage_is_refused_and_the_page_stays, 0, ROWS(refusals));
  tcase_add_test(cases, test_content_of_scripts_is_not_lost);
  tcase_add_test(cases, test_a_passage_may_be_replaced_again);
  tcase_add_loop_test(cases, test_a_page_is_rendered_after_reading_ended, 0, ROWS(read_pages));
  suite_add_tcase(suite, cases);
  TCase *properties = tcase_create("properties");
  tcase_set_timeout(properties, 120);
  tcase_add_loop_test(properties, test_unchanged_passages_give_the_same_page, 0, ROWS(property_pages));
  tcase_add_loop_test(properties, test_random_insertions_read_as_wanted, 0, ROWS(property_pages));
  suite_add_tcase(suite, properties);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
