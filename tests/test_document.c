/* Pages and plain text into passages. */
#include "document.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct document *open_as(const char *page, rw_format format)
{
  struct document_options options = {.format = format};
  struct document *document = NULL;
  rw_error error = {0};
  ck_assert_msg(document_open(page, strlen(page), &options, &document, &error) == RW_OK, "%s", error.message);
  return document;
}

/* The passages' texts, each in brackets. */
static char *texts_of(const struct document *document)
{
  struct buffer out = {0};
  for (uint32_t i = 0; i < document_passage_count(document); i++) {
    struct passage passage;
    ck_assert_int_eq(document_passage(document, i, &passage, NULL), RW_OK);
    ck_assert_uint_eq(passage.view.number, i);
    buffer_printf(&out, "[%s]", passage.view.text);
    passage_free(&passage);
  }
  return buffer_take(&out, NULL);
}

static const struct {
  const char *rule;
  const char *page;
  const char *texts;
} pages[] = {
    {"each block is a passage", "<h1>a</h1><p>b</p><ul><li>c<li>d</ul>", "[a][b][c][d]"},
    {"a fragment is a page", "a <b>c</b>", "[a c]"},
    {"inline tags go through a passage", "<p>a <b>c <i>d</i></b> e", "[a c d e]"},
    {"br, hr and form controls end a passage", "<p>a<br>b<hr>c<input>d<button>e</button>f", "[a][b][c][d][f]"},
    {"an image is an object in its passage", "<p>a <img src=x> c", "[a \uFFFC c]"},
    {"so are svg, video and the like, as wholes", "<p>a<svg><path/></svg>b<video>c</video>d", "[a\uFFFCb\uFFFCd]"},
    {"a picture is one object", "<p>a <picture><source><img></picture> b", "[a \uFFFC b]"},
    {"references are decoded", "<p>a &amp; b&#8217;s &lt;c&gt;", "[a & b\u2019s <c>]"},
    {"a title holds references but no tags", "<title>a &amp; <b></title>", "[a & <b>]"},
    {"blanks stay as they are", "<p>a\n  b\t<b>c</b> </p>", "[a\n  b\tc]"},
    {"line breaks are line feeds", "<p>a\r\nb\rc</p>", "[a\nb\nc]"},
    {"comments are not in the text", "<p>a<!-- x -->b", "[ab]"},
    {"script and style are not in the text", "<p>a<script>x</script>b<style>y</style>c", "[abc]"},
    {"text of nothing but blanks is no passage", "<div> <p>\n</p><p>&#32;</p></div>", ""},
    {"noscript, template, textarea and select hold no passage",
     "<noscript>a</noscript><template><p>b</template><textarea>c</textarea><select><option>d</select><p>e", "[e]"},
    {"a footnote mark is not in the text", "<p>a<sup><a href=#n>1</a></sup>. b<a href=#m><sup>[2]</sup></a>", "[a. b]"},
    {"several marks are none either", "<p>a<sup>1</sup><sup>*</sup> b<sup><a>2</a>, <a>3</a></sup>", "[a b]"},
    {"an ordinal is text", "<p>the 19<sup>th</sup> of May", "[the 19th of May]"},
    {"a superscript that starts the passage is text", "<p><sup>1</sup> See there", "[1 See there]"},
    {"a superscript after a blank is text", "<p>see <sup>1</sup> there", "[see 1 there]"},
    {"an element of blanks keeps words apart", "<p>a<span> </span>b", "[a b]"},
    {"an empty element does not", "<p>a<span></span>b", "[ab]"},
    {"text after the end tag of a paragraph is a passage of its own", "<div><p>a</p>b</div>", "[a][b]"},
    {"a stray end tag that closes a block parts passages", "<sub>a<p>b</sub>c d", "[a][b][c d]"},
    {"an image behind it is in the later one", "<sub>a<p>b</sub><img> c", "[a][b][\uFFFC c]"},
    {"one before it is in the earlier", "<sub>a<p>b <img></sub>c", "[a][b \uFFFC][c]"},
    {"so are svg and the like", "<sub>a<p>b</sub><svg/> c", "[a][b][\uFFFC c]"},
    {"what stands before text that the page's end cuts off is in no passage", "<p>a <img> b</", "[a ]"},
    {"different parents part passages", "<div>a<div>b</div>c</div>", "[a][b][c]"},
    {"meta, link and base end a passage", "<p>a<meta name=x>b<link rel=x>c<base href=x>d", "[a][b][c][d]"},
    {"svg without end tag ends one, with the tag that leaves it", "<p>a <svg><g><b>b</b> c", "[a ][b c]"},
    {"so does math at the end of its block", "<h1>a<math></h1><p>b", "[a][b]"},
    {"nested svg is one object", "<p>a<svg><svg></svg></svg><!-- x --><math/>b", "[a\uFFFCb]"},
    {"what follows an embed is not in it", "<p>a<embed>b", "[a\uFFFCb]"},
    {"text after the end of the body is one passage whatever it starts with", "<p>a</html><a>b</a> c", "[a][b c]"},
    {"of objects in each other that with an end tag is one", "<p>a<object><object>b</object>c", "[a\uFFFCc]"},
    {"a cut tag ends a passage", "<p>a <b", "[a ]"},
    {"nothing after plaintext is a passage", "<p>a<plaintext>b", "[a]"},
    {"an empty page has no passage", "", ""},
};

START_TEST(test_passages_of_a_page)
{
  struct document *document = open_as(pages[_i].page, RW_FORMAT_HTML);
  char *texts = texts_of(document);
  ck_assert_msg(strcmp(texts, pages[_i].texts) == 0, "%s: %s", pages[_i].rule, texts);
  free(texts);
  document_close(document);
}
END_TEST

static const struct {
  const char *rule;
  rw_format format;
  const char *text;
  const char *texts;
} plain_texts[] = {
    {"blank lines part passages", RW_FORMAT_TEXT, "a\nb\n\n \t\nc\n", "[a\nb][c]"},
    {"with CR LF too", RW_FORMAT_TEXT, "a\r\nb\r\n\r\nc", "[a\nb][c]"},
    {"tags and references are text", RW_FORMAT_TEXT, "<b>a</b> &amp; b", "[<b>a</b> &amp; b]"},
    {"a line that starts with blanks keeps them", RW_FORMAT_TEXT, "\n  a\n", "[  a]"},
    {"a byte order mark is none of the text", RW_FORMAT_TEXT, "\uFEFFa", "[a]"},
    {"nothing is no passage", RW_FORMAT_TEXT, "", ""},
    {"each line is a passage", RW_FORMAT_LINES, "a\nb\n\n \nc", "[a][b][c]"},
    {"lines end with CR LF too", RW_FORMAT_LINES, "a\r\nb\r\n", "[a][b]"},
};

START_TEST(test_passages_of_plain_text)
{
  struct document *document = open_as(plain_texts[_i].text, plain_texts[_i].format);
  char *texts = texts_of(document);
  ck_assert_msg(strcmp(texts, plain_texts[_i].texts) == 0, "%s: %s", plain_texts[_i].rule, texts);
  free(texts);
  document_close(document);
}
END_TEST

/* The items of the last passage: `<b@0` opens, `b>@4` closes, `!@2` an anchor, `|@3` a barrier. */
static char *items_of(const struct document *document)
{
  struct passage passage;
  struct buffer out = {0};
  ck_assert_int_eq(document_passage(document, document_passage_count(document) - 1, &passage, NULL), RW_OK);
  for (uint32_t i = 0; i < passage.item_count; i++) {
    const struct item *item = &passage.items[i];
    if (i > 0)
      buffer_append_byte(&out, ' ');
    if (item->kind == ITEM_OPEN)
      buffer_printf(&out, "<%s", item->name);
    else if (item->kind == ITEM_CLOSE)
      buffer_printf(&out, "%s>", item->name);
    else
      buffer_append_byte(&out, item->kind == ITEM_ANCHOR ? '!' : '|');
    buffer_printf(&out, "@%u", item->at);
    if (item->kind == ITEM_OPEN || item->kind == ITEM_CLOSE)
      ck_assert_uint_eq(passage.items[item->partner].partner, i);
    else
      ck_assert_uint_eq(item->partner, RW_NONE);
  }
  passage_free(&passage);
  return buffer_take(&out, NULL);
}

static const struct {
  const char *rule;
  const char *page;
  const char *items;
} inlines[] = {
    {"a pair of tags", "<p>a <b>c</b> d", "<b@2 b>@3"},
    {"nested pairs", "<p><a href=x>a <em>b</em></a>", "<a@0 <em@2 em>@3 a>@3"},
    {"tags at the edges belong to the passage", "<div><b>a</b></div>", "<b@0 b>@1"},
    {"a tag without partner is a barrier", "<p>a <b>c", "|@2"},
    {"wrongly nested tags are barriers", "<p>a<b>b<i>c</b>d</i>", "|@1 |@2 |@3 |@4"},
    {"a link in a link is one link after the other", "<p><a>a<a>b</a>c</a>", "|@0 |@1 |@2 |@3"},
    {"so is one after a link left open", "<p><a>a<p>b <a>c</a> d", "|@2 |@3"},
    {"links one after the other are pairs", "<p><a>a</a> <a>b</a>", "<a@0 a>@1 <a@2 a>@3"},
    {"comments and wbr are anchors", "<p>a<!-- x -->b<wbr>c", "!@1 !@2"},
    {"an empty element is one anchor", "<p>a<span><a name=x></a></span>b", "!@1"},
    {"a script is one anchor", "<p>a<script>if (a<b) c</script>b", "!@1"},
    {"a footnote mark is one anchor", "<p>a<sup><a href=#n>1</a></sup> b", "!@1"},
    {"an element around an image is a pair", "<p>a <a href=x><img></a> b", "<a@2 a>@5"},
    {"an element of blanks is two barriers", "<p>a<span> </span>b", "|@1 |@2"},
    {"made-up elements are inline", "<p>a <x-y>b</x-y>", "<x-y@2 x-y>@3"},
    {"an object without end tag is a barrier", "<p>a<canvas>b", "|@1"},
};

START_TEST(test_items_of_a_passage)
{
  struct document *document = open_as(inlines[_i].page, RW_FORMAT_HTML);
  char *items = items_of(document);
  ck_assert_msg(strcmp(items, inlines[_i].items) == 0, "%s: %s", inlines[_i].rule, items);
  free(items);
  document_close(document);
}
END_TEST

static const struct {
  const char *rule;
  const char *page;
  const char *is_protected; /* the text whose segments are PROTECTED */
  const char *fixed;
} flags[] = {
    {"plain text is free", "<p>a <b>b</b>", "", ""},
    {"code", "<p>a <code>b</code> c", "b", ""},
    {"translate=no", "<p>a <span translate=no>b <i>c</i></span> d", "b c", ""},
    {"translate=yes inside turns it on again", "<p>a <i translate=no>b <u translate=yes>c</u></i>", "b ", ""},
    {"class notranslate", "<p>a <span class='x notranslate'>b</span>", "b", ""},
    {"a class that only looks like it", "<p>a <span class='notranslated'>b</span>", "", ""},
    {"another language", "<p lang=en>a <i lang=fr>b</i>", "b", ""},
    {"another region of the same language", "<p lang=en>a <i lang=en-GB>b</i>", "", ""},
    {"a language where the page has none", "<p>a <i xml:lang=fr>b</i>", "b", ""},
    {"a language that all of the passage has", "<p><span lang=fr>a b</span>", "", ""},
    {"an image", "<p>a <img>", "\uFFFC", ""},
    {"an iframe stays where it is", "<p>a <iframe>x</iframe> b", "\uFFFC", "\uFFFC"},
    {"bytes that are no UTF-8", "<meta charset=utf-8><p>a\xFF <b>c</b>", "", "a\uFFFD "},
};

START_TEST(test_segments_tell_what_is_protected)
{
  struct document *document = open_as(flags[_i].page, RW_FORMAT_HTML);
  struct passage passage;
  struct buffer is_protected = {0}, fixed = {0};
  ck_assert_int_eq(document_passage(document, 0, &passage, NULL), RW_OK);
  for (uint32_t i = 0; i < passage.segment_count; i++) {
    const struct segment *segment = &passage.segments[i];
    if (segment->flags & SEGMENT_PROTECTED)
      buffer_append(&is_protected, passage.view.text + segment->text, segment->text_length);
    if (segment->flags & SEGMENT_FIXED)
      buffer_append(&fixed, passage.view.text + segment->text, segment->text_length);
  }
  buffer_append_string(&is_protected, "");
  buffer_append_string(&fixed, "");
  ck_assert_msg(strcmp(is_protected.data, flags[_i].is_protected) == 0, "%s: %s", flags[_i].rule, is_protected.data);
  ck_assert_msg(strcmp(fixed.data, flags[_i].fixed) == 0, "%s: %s", flags[_i].rule, fixed.data);
  buffer_free(&is_protected);
  buffer_free(&fixed);
  passage_free(&passage);
  document_close(document);
}
END_TEST

/* Segments partition the text, and with the items they cover the passage's bytes. */
START_TEST(test_segments_and_items_cover_the_passage)
{
  for (size_t row = 0; row < sizeof pages / sizeof *pages; row++) {
    struct document *document = open_as(pages[row].page, RW_FORMAT_HTML);
    for (uint32_t number = 0; number < document_passage_count(document); number++) {
      struct passage passage;
      struct passage_place place;
      document_place(document, number, &place);
      ck_assert_int_eq(document_passage(document, number, &passage, NULL), RW_OK);
      uint32_t at = 0;
      size_t covered = 0;
      for (uint32_t i = 0; i < passage.segment_count; i++) {
        ck_assert_uint_eq(passage.segments[i].text, at);
        at += passage.segments[i].text_length;
        covered += passage.segments[i].source_length;
      }
      for (uint32_t i = 0; i < passage.item_count; i++)
        covered += passage.items[i].source_length;
      ck_assert_uint_eq(at, passage.view.text_length);
      ck_assert_msg(covered == place.end - place.start, "%s", pages[row].rule);
      passage_free(&passage);
    }
    document_close(document);
  }
}
END_TEST

static const char place_page[] = "<html lang=en-US><head><title>T</title></head>\n"
                                 "<body><h2>H</h2>\n"
                                 "<ul><li>I</li><li><p>J</p></li></ul>\n"
                                 "<table><tr><td>C</td><th>D</th></tr><caption>E</caption></table>\n"
                                 "<div><p>P</p><p lang='de'>Q</p></div><div><p>R <b>S</b></p></div></body></html>\n";

static const struct {
  rw_role role;
  const char *element, *language, *path;
  uint32_t line;
} places[] = {
    {RW_ROLE_TITLE, "title", "en-US", "/html/head/title", 1},
    {RW_ROLE_HEADING, "h2", "en-US", "/html/body/h2", 2},
    {RW_ROLE_ITEM, "li", "en-US", "/html/body/ul/li[1]", 3},
    {RW_ROLE_PARAGRAPH, "p", "en-US", "/html/body/ul/li[2]/p", 3},
    {RW_ROLE_CELL, "td", "en-US", "/html/body/table/tr/td", 4},
    {RW_ROLE_CELL, "th", "en-US", "/html/body/table/tr/th", 4},
    {RW_ROLE_CAPTION, "caption", "en-US", "/html/body/table/caption", 4},
    {RW_ROLE_PARAGRAPH, "p", "en-US", "/html/body/div[1]/p[1]", 5},
    {RW_ROLE_PARAGRAPH, "p", "de", "/html/body/div[1]/p[2]", 5},
    {RW_ROLE_PARAGRAPH, "p", "en-US", "/html/body/div[2]/p", 5},
};

START_TEST(test_places)
{
  struct document *document = open_as(place_page, RW_FORMAT_HTML);
  ck_assert_uint_eq(document_passage_count(document), sizeof places / sizeof *places);
  struct passage_place place;
  struct arena arena = {0};
  document_place(document, (uint32_t)_i, &place);
  ck_assert_int_eq(place.role, places[_i].role);
  ck_assert_str_eq(place.element, places[_i].element);
  ck_assert_str_eq(place.language, places[_i].language);
  ck_assert_uint_eq(place.line, places[_i].line);
  ck_assert_uint_eq(place.selected, 0);
  ck_assert(!place.untouched);
  ck_assert_str_eq(document_path(document, (uint32_t)_i, &arena), places[_i].path);
  arena_free(&arena);
  document_close(document);
}
END_TEST

START_TEST(test_a_place_gives_bytes_of_the_input)
{
  static const char page[] = "<p> <b>caf\xE9</b> x </p><p>y";
  struct document_options options = {.encoding = "windows-1252"};
  struct document *document;
  struct passage_place place;
  ck_assert_int_eq(document_open(page, sizeof page - 1, &options, &document, NULL), RW_OK);
  document_place(document, 0, &place);
  ck_assert_uint_eq(place.start, 4);
  ck_assert_uint_eq(place.end, 18);
  ck_assert_ptr_null(place.language);
  document_place(document, 1, &place);
  ck_assert_uint_eq(place.start, 25);
  ck_assert_uint_eq(place.end, 26);
  document_close(document);
}
END_TEST

static const struct {
  const char *page;
  const char *reason; /* NULL: may be rewritten */
} untouched[] = {
    {"<p>a", NULL},
    {"<pre>a</pre>", "its text is preformatted, code or the like"},
    {"<code><div>a</div></code>", "its text is preformatted, code or the like"},
    {"<div translate=no><p>a</p></div>", "translate=\"no\""},
    {"<div translate=no><p translate=yes>a</p></div>", NULL},
    {"<div class='x notranslate y'><p>a", "class notranslate"},
    {"<div contenteditable><p>a", "contenteditable"},
    {"<div contenteditable=false><p>a", NULL},
};

static const struct {
  const char *page;
  bool quotation;
} quotations[] = {
    {"<p>a", false},
    {"<blockquote>a</blockquote>", true},
    {"<blockquote><div><p>a</p></div></blockquote>", true},
    {"<div><blockquote></blockquote><p>a", false},
    {"<p><q>a</q>", false},
};

START_TEST(test_block_quotations)
{
  struct document *document = open_as(quotations[_i].page, RW_FORMAT_HTML);
  struct passage_place place;
  document_place(document, 0, &place);
  ck_assert_msg(place.quotation == quotations[_i].quotation, "%s", quotations[_i].page);
  ck_assert(!place.untouched);
  document_close(document);
}
END_TEST

/* The bytes of each page's first passage. */
static const struct {
  const char *rule, *page, *bytes;
} edges[] = {
    {"tags of the edges are", "<p><b>a</b></p>", "<b>a</b>"},
    {"blanks and comments are not", "<p> <!-- x -->a<!-- y --> </p>", "a"},
    {"scripts and styles are not", "<p><script>x</script><style>y</style>a<script>z</script></p>", "a"},
    {"between words they are", "<p>a<script>x</script>b</p>", "a<script>x</script>b"},
    {"images are", "<p><img>a<img></p>", "<img>a<img>"},
};

START_TEST(test_what_is_part_of_a_passage)
{
  struct document *document = open_as(edges[_i].page, RW_FORMAT_HTML);
  struct passage_place place;
  document_place(document, 0, &place);
  size_t length = place.end - place.start;
  ck_assert_msg(length == strlen(edges[_i].bytes) && memcmp(edges[_i].page + place.start, edges[_i].bytes, length) == 0,
                "%s: %.*s", edges[_i].rule, (int)length, edges[_i].page + place.start);
  document_close(document);
}
END_TEST

START_TEST(test_what_is_left_alone)
{
  struct document *document = open_as(untouched[_i].page, RW_FORMAT_HTML);
  struct passage_place place;
  document_place(document, 0, &place);
  ck_assert_int_eq(place.untouched, untouched[_i].reason != NULL);
  if (untouched[_i].reason)
    ck_assert_str_eq(place.reason, untouched[_i].reason);
  document_close(document);
}
END_TEST

START_TEST(test_selections_choose_and_protect)
{
  static const char page[] = "<div class=x><p>a</p></div><p>b <cite>c</cite> d</p>";
  static const char *const selections[] = {"//cite", "//div[@class='x']", "//p"};
  struct document_options options = {.selections = selections, .selection_count = 3, .protecting = 1};
  struct document *document;
  struct passage_place place;
  struct passage passage;
  ck_assert_int_eq(document_open(page, sizeof page - 1, &options, &document, NULL), RW_OK);
  document_place(document, 0, &place);
  ck_assert_uint_eq(place.selected, 6);
  document_place(document, 1, &place);
  ck_assert_uint_eq(place.selected, 4);
  ck_assert_int_eq(document_passage(document, 1, &passage, NULL), RW_OK);
  uint32_t segment = segment_find(passage.segments, passage.segment_count, 2);
  ck_assert_uint_eq(passage.segments[segment].flags & SEGMENT_PROTECTED, SEGMENT_PROTECTED);
  ck_assert_uint_eq(passage.segments[segment - 1].flags & SEGMENT_PROTECTED, 0);
  passage_free(&passage);
  document_close(document);
}
END_TEST

START_TEST(test_plain_text_has_no_place_in_a_tree)
{
  struct document *document = open_as("a\n\nb", RW_FORMAT_TEXT);
  struct passage_place place;
  struct arena arena = {0};
  document_place(document, 1, &place);
  ck_assert_uint_eq(place.start, 3);
  ck_assert_uint_eq(place.line, 3);
  ck_assert_str_eq(place.element, "");
  ck_assert_ptr_null(place.language);
  ck_assert_str_eq(document_path(document, 1, &arena), "");
  arena_free(&arena);
  document_close(document);
}
END_TEST

START_TEST(test_an_unsupported_encoding_is_a_warning_and_no_passage)
{
  struct document_options options = {.encoding = "iso-2022-jp"};
  struct document *document;
  struct buffer out = {0};
  ck_assert_int_eq(document_open("<p>a", 4, &options, &document, NULL), RW_OK);
  ck_assert_uint_eq(document_passage_count(document), 0);
  ck_assert_ptr_nonnull(strstr(document_warning(document), "not supported"));
  ck_assert_int_eq(document_render(document, &out, NULL), RW_OK);
  ck_assert_str_eq(out.data, "<p>a");
  buffer_free(&out);
  document_close(document);
}
END_TEST

START_TEST(test_deep_nesting_is_a_warning)
{
  struct buffer page = {0};
  for (int i = 0; i < 2000; i++)
    buffer_append_string(&page, "<div>");
  struct document *document = open_as(page.data, RW_FORMAT_HTML);
  ck_assert_ptr_nonnull(strstr(document_warning(document), "deeper"));
  document_close(document);
  document = open_as("<p>a", RW_FORMAT_HTML);
  ck_assert_ptr_null(document_warning(document));
  document_close(document);
  buffer_free(&page);
}
END_TEST

START_TEST(test_a_wrong_selection_fails)
{
  static const char *const selections[] = {"//p["};
  struct document_options options = {.selections = selections, .selection_count = 1};
  struct document *document;
  rw_error error = {0};
  ck_assert_int_eq(document_open("<p>a", 4, &options, &document, &error), RW_INVALID);
  ck_assert_ptr_null(document);
  ck_assert_int_eq(document_check_xpath("//p[", &error), RW_INVALID);
  ck_assert_int_eq(document_check_xpath("//p", &error), RW_OK);
}
END_TEST

#define ROWS(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *suite = suite_create("document");
  TCase *cutting = tcase_create("passages");
  tcase_add_loop_test(cutting, test_passages_of_a_page, 0, ROWS(pages));
  tcase_add_loop_test(cutting, test_passages_of_plain_text, 0, ROWS(plain_texts));
  tcase_add_loop_test(cutting, test_items_of_a_passage, 0, ROWS(inlines));
  tcase_add_loop_test(cutting, test_segments_tell_what_is_protected, 0, ROWS(flags));
  tcase_add_test(cutting, test_segments_and_items_cover_the_passage);
  suite_add_tcase(suite, cutting);
  TCase *place = tcase_create("places");
  tcase_add_loop_test(place, test_places, 0, ROWS(places));
  tcase_add_test(place, test_a_place_gives_bytes_of_the_input);
  tcase_add_loop_test(place, test_what_is_left_alone, 0, ROWS(untouched));
  tcase_add_loop_test(place, test_block_quotations, 0, ROWS(quotations));
  tcase_add_loop_test(place, test_what_is_part_of_a_passage, 0, ROWS(edges));
  tcase_add_test(place, test_selections_choose_and_protect);
  tcase_add_test(place, test_plain_text_has_no_place_in_a_tree);
  suite_add_tcase(suite, place);
  TCase *failing = tcase_create("warnings and failures");
  tcase_add_test(failing, test_an_unsupported_encoding_is_a_warning_and_no_passage);
  tcase_add_test(failing, test_deep_nesting_is_a_warning);
  tcase_add_test(failing, test_a_wrong_selection_fails);
  suite_add_tcase(suite, failing);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
