/* What a text run says, where each character of it came from, and how text is written. */
#include "run.h"

#include "utf8.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define BYTES(string) string, sizeof(string) - 1

static const struct {
  const char *rule;
  enum lexeme_type type;
  const char *bytes;
  size_t length;
  const char *text;
  const char *segments; /* of each: L, A or B, the length of its text, `<`, the length of its source */
} decoding_cases[] = {
    {"an empty run", LEXEME_TEXT, BYTES(""), "", ""},
    {"plain text is one segment", LEXEME_TEXT, BYTES("one two"), "one two", "L7<7"},
    {"so is valid UTF-8", LEXEME_TEXT, BYTES("“é😀”"), "“é😀”", "L12<12"},
    {"a named reference is an atom", LEXEME_TEXT, BYTES("a&amp;b"), "a&b", "L1<1 A1<5 L1<1"},
    {"its `;` may be missing", LEXEME_TEXT, BYTES("&ampb"), "&b", "A1<4 L1<1"},
    {"where the name allows it", LEXEME_TEXT, BYTES("&hellip"), "&hellip", "L7<7"},
    {"the longest name counts", LEXEME_TEXT, BYTES("&notin;&notit;"), "∉¬it;", "A3<7 A2<4 L3<3"},
    {"a name may stand for two characters", LEXEME_TEXT, BYTES("&nvlt;"), "<⃒", "A4<6"},
    {"names know case", LEXEME_TEXT, BYTES("&Eacute;&eacute;&eaCute;"), "Éé&eaCute;", "A2<8 A2<8 L8<8"},
    {"the longest of all", LEXEME_TEXT, BYTES("&CounterClockwiseContourIntegral;"), "∳", "A3<33"},
    {"numbers", LEXEME_TEXT, BYTES("&#8217;&#x2019;&#X2019"), "’’’", "A3<7 A3<8 A3<7"},
    {"numbers of windows-1252", LEXEME_TEXT, BYTES("&#146;"), "’", "A3<6"},
    {"numbers without digits are text", LEXEME_TEXT, BYTES("&#;&#x;"), "&#;&#x;", "L7<7"},
    {"numbers of no character", LEXEME_TEXT, BYTES("&#0;&#xD800;&#99999999999;"), "\uFFFD\uFFFD\uFFFD",
     "A3<4 A3<8 A3<14"},
    {"an `&` alone", LEXEME_TEXT, BYTES("a & b&"), "a & b&", "L6<6"},
    {"line ends become line feeds", LEXEME_TEXT, BYTES("a\r\nb\rc\n"), "a\nb\nc\n", "L1<1 A1<2 L1<1 A1<1 L2<2"},
    {"bad bytes are bad one by one", LEXEME_TEXT, BYTES("a\xC3(\xE2\x80"), "a\uFFFD(\uFFFD\uFFFD",
     "L1<1 B3<1 L1<1 B3<1 B3<1"},
    {"surrogates and overlong forms are bad", LEXEME_TEXT, BYTES("\xED\xA0\x80\xC0\x80"),
     "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD", "B3<1 B3<1 B3<1 B3<1 B3<1"},
    {"NUL is bad", LEXEME_TEXT, BYTES("a\0"), "a\uFFFD", "L1<1 B3<1"},
    {"a title has references", LEXEME_RCDATA, BYTES("&lt;b>"), "<b>", "A1<4 L2<2"},
    {"a script has none", LEXEME_SCRIPT, BYTES("a&amp;\r\n"), "a&amp;\n", "L6<6 A1<2"},
    {"a CDATA section loses its delimiters", LEXEME_CDATA, BYTES("<![CDATA[a&amp;]]]>"), "a&amp;]", "L7<7"},
    {"also when the page's end cut it", LEXEME_CDATA, BYTES("<![CDATA[a]"), "a]", "L2<2"},
};

static void show(const struct segments *segments, struct buffer *shown)
{
  static const char kinds[] = {[SEGMENT_LINEAR] = 'L', [SEGMENT_ATOM] = 'A', [SEGMENT_BAD] = 'B', [SEGMENT_NEW] = 'N'};
  buffer_append_string(shown, "");
  for (uint32_t number = 0; number < segments->count; number++) {
    const struct segment *segment = &segments->items[number];
    buffer_printf(shown, "%s%c%u<%u", number == 0 ? "" : " ", kinds[segment->kind], segment->text_length,
                  segment->source_length);
  }
}

START_TEST(run_is_decoded)
{
  struct buffer text = {0}, shown = {0};
  struct segments segments = {0};
  bool good = run_decode(decoding_cases[_i].bytes, (uint32_t)decoding_cases[_i].length, decoding_cases[_i].type, 0,
                         &text, &segments);
  show(&segments, &shown);
  ck_assert_msg(text.length == strlen(decoding_cases[_i].text) &&
                    (text.length == 0 || memcmp(text.data, decoding_cases[_i].text, text.length) == 0),
                "%s: %s", decoding_cases[_i].rule, text.data);
  ck_assert_msg(strcmp(shown.data, decoding_cases[_i].segments) == 0, "%s: %s", decoding_cases[_i].rule, shown.data);
  ck_assert_msg(good == (strchr(decoding_cases[_i].segments, 'B') == NULL), "%s", decoding_cases[_i].rule);
  segments_free(&segments);
  buffer_free(&text);
  buffer_free(&shown);
}
END_TEST

START_TEST(runs_are_appended_and_their_starts_marked)
{
  struct buffer text = {0};
  struct segments segments = {0};
  ck_assert(run_decode(BYTES("a&lt;"), LEXEME_TEXT, 100, &text, &segments));
  ck_assert(run_decode(BYTES("b"), LEXEME_TEXT, 200, &text, &segments));
  ck_assert_str_eq(text.data, "a<b");
  ck_assert_uint_eq(segments.count, 3);
  static const uint32_t sources[] = {100, 101, 200};
  for (uint32_t number = 0; number < 3; number++) {
    ck_assert_uint_eq(segments.items[number].text, number);
    ck_assert_uint_eq(segments.items[number].source, sources[number]);
    ck_assert_uint_eq(segments.items[number].flags, number == 1 ? 0 : SEGMENT_RUN_START);
  }
  segments_free(&segments);
  buffer_free(&text);
}
END_TEST

static const struct {
  const char *rule, *value, *text;
} attribute_cases[] = {
    {"references are decoded", "a&amp;b&#39;", "a&b'"},
    {"a name without `;` before `=` is none", "?a=1&copy=2", "?a=1&copy=2"},
    {"nor before a letter or a digit", "&copya &copy1", "&copya &copy1"},
    {"but at the end it is", "&copy", "©"},
    {"or before anything else", "&copy-", "©-"},
};

START_TEST(attribute_is_decoded)
{
  struct buffer text = {0};
  run_decode_attribute(attribute_cases[_i].value, (uint32_t)strlen(attribute_cases[_i].value), &text);
  ck_assert_msg(strcmp(text.data, attribute_cases[_i].text) == 0, "%s: %s", attribute_cases[_i].rule, text.data);
  buffer_free(&text);
}
END_TEST

static const struct {
  const char *rule, *text, *written;
} escaping_cases[] = {
    {"nothing to do", "one “two”", "one “two”"},
    {"markup is written as references", "a<b>&amp;", "a&lt;b&gt;&amp;amp;"},
    {"quotes stay", "\"'", "\"'"},
    {"a carriage return would become a line feed", "a\rb\n", "a&#13;b\n"},
};

START_TEST(text_is_escaped)
{
  struct buffer out = {0}, text = {0};
  run_escape(escaping_cases[_i].text, (uint32_t)strlen(escaping_cases[_i].text), &out);
  ck_assert_msg(strcmp(out.data, escaping_cases[_i].written) == 0, "%s: %s", escaping_cases[_i].rule, out.data);
  ck_assert(run_decode(out.data, (uint32_t)out.length, LEXEME_TEXT, 0, &text, NULL));
  ck_assert_str_eq(text.data, escaping_cases[_i].text);
  buffer_free(&out);
  buffer_free(&text);
}
END_TEST

static const char *const pieces[] = {"a",  "b c", "&amp;", "&lt",  "&",    "#",    "x41;",
                                     "\r", "\n",  "é",     "\xC3", "\xFF", "&#65;"};

/* Segments partition text and source; every linear one holds equal bytes; the text is valid UTF-8. */
START_TEST(segments_partition_any_run)
{
  uint64_t state = (uint64_t)_i;
  struct buffer run = {0}, text = {0};
  struct segments segments = {0};
  for (int number = 0; number < 200; number++) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    buffer_append_string(&run, pieces[(state >> 33) % (sizeof pieces / sizeof *pieces)]);
  }
  run_decode(run.data, (uint32_t)run.length, LEXEME_TEXT, 0, &text, &segments);
  uint32_t at = 0, source = 0;
  for (uint32_t number = 0; number < segments.count; number++) {
    const struct segment *segment = &segments.items[number];
    ck_assert_uint_eq(segment->text, at);
    ck_assert_uint_eq(segment->source, source);
    if (segment->kind == SEGMENT_LINEAR)
      ck_assert_int_eq(memcmp(text.data + at, run.data + source, segment->text_length), 0);
    for (uint32_t offset = at; offset < at + segment->text_length; offset++)
      ck_assert_uint_eq(segment_find(segments.items, segments.count, offset), number);
    at += segment->text_length;
    source += segment->source_length;
  }
  ck_assert_uint_eq(at, text.length);
  ck_assert_uint_eq(source, run.length);
  ck_assert_uint_eq(segment_find(segments.items, segments.count, at), segments.count);
  ck_assert(utf8_valid(text.data, text.length));
  segments_free(&segments);
  buffer_free(&run);
  buffer_free(&text);
}
END_TEST

static const struct {
  const char *rule;
  uint32_t from, to;
  const char *segments;
} slice_cases[] = {
    {"all of it", 0, 8, "L3<3 A2<8 L3<3"},
    {"a linear segment is cut", 1, 4, "L2<2 N1<0"},
    {"an atom at the end is whole", 2, 5, "L1<1 A2<8"},
    {"an atom that is cut is new", 4, 6, "N1<0 L1<1"},
    {"the middle of a segment", 6, 7, "L1<1"},
    {"nothing", 3, 3, ""},
};

START_TEST(slice_keeps_where_its_text_came_from)
{
  struct buffer text = {0}, shown = {0};
  struct segments segments = {0}, slice = {0};
  run_decode(BYTES("one&eacute;two"), LEXEME_TEXT, 50, &text, &segments);
  segments_append_slice(&slice, segments.items, segments.count, slice_cases[_i].from, slice_cases[_i].to, 1000);
  show(&slice, &shown);
  ck_assert_msg(strcmp(shown.data, slice_cases[_i].segments) == 0, "%s: %s", slice_cases[_i].rule, shown.data);
  uint32_t at = 1000;
  for (uint32_t number = 0; number < slice.count; number++) {
    ck_assert_uint_eq(slice.items[number].text, at);
    at += slice.items[number].text_length;
  }
  ck_assert_uint_eq(at, 1000 + slice_cases[_i].to - slice_cases[_i].from);
  if (slice.count > 0)
    ck_assert_int_eq((slice.items[0].flags & SEGMENT_RUN_START) != 0, slice_cases[_i].from == 0);
  segments_free(&segments);
  segments_free(&slice);
  buffer_free(&text);
  buffer_free(&shown);
}
END_TEST

START_TEST(every_character_is_written_and_read)
{
  for (uint32_t character = 0; character <= 0x10FFFF; character++) {
    char bytes[4];
    unsigned size = utf8_write(character, bytes);
    bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    bool known = utf8_sequence(bytes, size) == (surrogate ? 0 : size) && utf8_read(bytes, size) == character;
    if (!known || (size > 1 && utf8_sequence(bytes, size - 1) != 0))
      ck_abort_msg("U+%04X", (unsigned)character);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("run");
  TCase *rules = tcase_create("rules");
  tcase_set_timeout(rules, 60);
  tcase_add_loop_test(rules, run_is_decoded, 0, COUNT(decoding_cases));
  tcase_add_test(rules, runs_are_appended_and_their_starts_marked);
  tcase_add_loop_test(rules, attribute_is_decoded, 0, COUNT(attribute_cases));
  tcase_add_loop_test(rules, text_is_escaped, 0, COUNT(escaping_cases));
  tcase_add_loop_test(rules, segments_partition_any_run, 0, 50);
  tcase_add_loop_test(rules, slice_keeps_where_its_text_came_from, 0, COUNT(slice_cases));
  tcase_add_test(rules, every_character_is_written_and_read);
  suite_add_tcase(suite, rules);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
