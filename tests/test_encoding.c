/* How a page's encoding is found, and that the map between the page and its view is exact. */
#include "encoding.h"
#include "run.h"
#include "utf8.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* A page and its length, NULs included. */
#define BYTES(string) string, sizeof(string) - 1

static void open_page(struct encoded *encoded, const char *bytes, size_t length, const char *label)
{
  rw_error error = {0};
  ck_assert_msg(encoded_open(encoded, bytes, length, label, true, &error) == RW_OK, "%s: %s", label, error.message);
}

static const struct {
  const char *rule, *label, *name;
} label_cases[] = {
    {"a name is its own label", "utf-8", "utf-8"},
    {"case does not count", "UTF-8", "utf-8"},
    {"blanks around it do not count", "\t utf-8\r\n", "utf-8"},
    {"latin1 is windows-1252", "latin1", "windows-1252"},
    {"iso-8859-1 is windows-1252", "ISO-8859-1", "windows-1252"},
    {"ascii is windows-1252", "us-ascii", "windows-1252"},
    {"iso-8859-9 is windows-1254", "iso-8859-9", "windows-1254"},
    {"tis-620 is windows-874", "tis-620", "windows-874"},
    {"gb2312 is gbk", "gb2312", "gbk"},
    {"ks_c_5601-1987 is euc-kr", "ks_c_5601-1987", "euc-kr"},
    {"windows-31j is shift_jis", "windows-31j", "shift_jis"},
    {"utf-16 is little-endian", "utf-16", "utf-16le"},
    {"hz is replaced", "hz-gb-2312", "replacement"},
    {"an unknown label has no name", "latin-one", NULL},
    {"an empty label has no name", "", NULL},
    {"a label is whole", "utf-8x", NULL},
};

START_TEST(label_names_encoding)
{
  const char *name = encoding_name(label_cases[_i].label, strlen(label_cases[_i].label));
  ck_assert_msg((name == NULL) == (label_cases[_i].name == NULL), "%s", label_cases[_i].rule);
  if (name != NULL)
    ck_assert_msg(strcmp(name, label_cases[_i].name) == 0, "%s: %s", label_cases[_i].rule, name);
}
END_TEST

static const struct {
  const char *rule, *bytes;
  size_t length;
  const char *label, *name;
  enum encoding_source source;
} detection_cases[] = {
    {"a byte order mark wins over the caller", BYTES("\xEF\xBB\xBFx"), "koi8-r", "utf-8",
     ENCODING_FROM_BYTE_ORDER_MARK},
    {"the marks of UTF-16 are known", BYTES("\xFF\xFEx\0"), NULL, "utf-16le", ENCODING_FROM_BYTE_ORDER_MARK},
    {"in both orders", BYTES("\xFE\xFF\0x"), NULL, "utf-16be", ENCODING_FROM_BYTE_ORDER_MARK},
    {"the caller wins over a meta", BYTES("<meta charset=koi8-r>"), "big5", "big5", ENCODING_FROM_CALLER},
    {"a meta's charset", BYTES("<meta charset=koi8-r>"), NULL, "koi8-r", ENCODING_FROM_META},
    {"a meta's charset in quotes, blanks around it", BYTES("<META  CharSet = ' big5 ' />"), NULL, "big5",
     ENCODING_FROM_META},
    {"a meta's content with its pragma", BYTES("<meta http-equiv=Content-Type content='text/html; charset=euc-jp'>"),
     NULL, "euc-jp", ENCODING_FROM_META},
    {"a meta's content before its pragma",
     BYTES("<meta content='text/html; charset=\"euc-jp\"' http-equiv=content-type>"), NULL, "euc-jp",
     ENCODING_FROM_META},
    {"a meta's content without pragma is nothing", BYTES("<meta content='text/html; charset=euc-jp'>"), NULL, "utf-8",
     ENCODING_FROM_CONTENT},
    {"a meta in a comment is none", BYTES("<!-- <meta charset=big5> --><p>"), NULL, "utf-8", ENCODING_FROM_CONTENT},
    {"a meta in an attribute is none", BYTES("<p title='<meta charset=big5>'>"), NULL, "utf-8", ENCODING_FROM_CONTENT},
    {"a meta with an unknown label is passed over", BYTES("<meta charset=no-such><meta charset=big5>"), NULL, "big5",
     ENCODING_FROM_META},
    {"the first charset of a meta counts", BYTES("<meta charset=big5 charset=koi8-r>"), NULL, "big5",
     ENCODING_FROM_META},
    {"a meta that could be read is not in UTF-16", BYTES("<meta charset=utf-16le>"), NULL, "utf-8", ENCODING_FROM_META},
    {"x-user-defined in a meta is windows-1252", BYTES("<meta charset=x-user-defined>"), NULL, "windows-1252",
     ENCODING_FROM_META},
    {"a meta that the end cuts off is none", BYTES("<meta charset=iso-8859-1"), NULL, "utf-8", ENCODING_FROM_CONTENT},
    {"valid UTF-8 is UTF-8", BYTES("caf\xC3\xA9"), NULL, "utf-8", ENCODING_FROM_CONTENT},
    {"all else is windows-1252", BYTES("caf\xE9"), NULL, "windows-1252", ENCODING_BY_DEFAULT},
    {"an empty page is UTF-8", BYTES(""), NULL, "utf-8", ENCODING_FROM_CONTENT},
};

START_TEST(encoding_is_found)
{
  struct encoded encoded;
  open_page(&encoded, detection_cases[_i].bytes, detection_cases[_i].length, detection_cases[_i].label);
  ck_assert_msg(strcmp(encoded.name, detection_cases[_i].name) == 0, "%s: %s", detection_cases[_i].rule, encoded.name);
  ck_assert_msg(encoded.source == detection_cases[_i].source, "%s: from %d", detection_cases[_i].rule, encoded.source);
  encoded_close(&encoded);
}
END_TEST

START_TEST(meta_counts_in_html_only)
{
  struct encoded encoded;
  ck_assert_int_eq(encoded_open(&encoded, BYTES("<meta charset=koi8-r>"), NULL, false, NULL), RW_OK);
  ck_assert_str_eq(encoded.name, "utf-8");
  encoded_close(&encoded);
}
END_TEST

/* In the first 1,024 bytes a meta counts wherever it stands, after them where a parser meets it. */
START_TEST(meta_counts_wherever_it_starts)
{
  static const char meta[] = "<meta charset=koi8-r>";
  char page[2048];
  for (size_t start = 1024 - sizeof meta; start < 1040; start++) {
    struct encoded encoded;
    memset(page, ' ', sizeof page);
    memcpy(page + start, meta, sizeof meta - 1);
    open_page(&encoded, page, sizeof page, NULL);
    ck_assert_str_eq(encoded.name, "koi8-r");
    encoded_close(&encoded);
    memcpy(page + start - sizeof "<script>" + 1, BYTES("<script>"));
    open_page(&encoded, page, sizeof page, NULL);
    ck_assert_str_eq(encoded.name, start + sizeof meta - 1 <= 1024 ? "koi8-r" : "utf-8");
    encoded_close(&encoded);
  }
}
END_TEST

static const struct {
  const char *rule, *label, *bytes;
  size_t length;
  const char *view;
  bool lossless;
} decoding_cases[] = {
    {"UTF-8 is its own view, bad bytes and all", "utf-8", BYTES("a\xFF"), "a\xFF", true},
    {"windows-1252 has quotation marks", "windows-1252", BYTES("\x93x\x94\x80"), "“x”€", true},
    {"its unused bytes are control characters", "windows-1252", BYTES("\x81\x9D"), "\xC2\x81\xC2\x9D", true},
    {"windows-1251", "windows-1251", BYTES("\xCF\xF0"), "Пр", true},
    {"windows-1255 has a holam haser", "windows-1255", BYTES("\xCA"), "ֺ", true},
    {"windows-1257 has bytes without a character", "windows-1257", BYTES("a\xA1<"), "a\uFFFD<", false},
    {"windows-874", "windows-874", BYTES("\xA1\xFC"), "ก\uFFFD", false},
    {"iso-8859-2", "iso-8859-2", BYTES("\xB1"), "ą", true},
    {"iso-8859-15 has the euro", "iso-8859-15", BYTES("\xA4"), "€", true},
    {"koi8-r", "koi8-r", BYTES("\xC1"), "а", true},
    {"koi8-u has the short u of Belarus", "koi8-u", BYTES("\xAE\xBE"), "ўЎ", true},
    {"macintosh has the euro and the increment", "macintosh", BYTES("\xDB\xC6"), "€∆", true},
    {"x-mac-cyrillic has the euro", "x-mac-cyrillic", BYTES("\xFF"), "€", true},
    {"ibm866", "ibm866", BYTES("\x80"), "А", true},
    {"shift_jis has a backslash and half-width kana", "shift_jis", BYTES("\\\x83\x41\xB1"), "\\アｱ", true},
    {"a shift_jis lead byte swallows no tag", "shift_jis", BYTES("\x83<b>"), "\uFFFD<b>", false},
    {"shift_jis at the end", "shift_jis", BYTES("a\x83"), "a\uFFFD", false},
    {"euc-jp has three-byte characters", "euc-jp", BYTES("\xA4\xA2\x8F\xB0\xA1\x8E\xB1"), "あ丂ｱ", true},
    {"euc-jp has the wave dash of Windows", "euc-jp", BYTES("\xA1\xC1"), "～", true},
    {"euc-kr is that of Windows", "euc-kr", BYTES("\xB0\xA1\x81\x41"), "가갂", true},
    {"gbk has the euro as one byte", "gbk", BYTES("\x80\xC4\xE3"), "€你", true},
    {"gb18030 has four-byte characters", "gb18030", BYTES("\x81\x30\x81\x30\x90\x30\x81\x30"), "\xC2\x80𐀀", true},
    {"a bad gb18030 sequence loses one byte", "gb18030", BYTES("\x81\x30<"), "\uFFFD0<", false},
    {"big5", "big5", BYTES("\xA7\x41"), "你", true},
    {"big5 has pairs of characters", "big5", BYTES("\x88\x62x"), "Ê̄x", true},
    {"a bad pair of bytes is one bad character", "big5", BYTES("\x81\xA1x"), "\uFFFDx", false},
    {"utf-16le", "utf-16le", BYTES("a\0\x3D\xD8\x00\xDE"), "a😀", true},
    {"utf-16be", "utf-16be", BYTES("\0a\xD8\x3D\xDE\x00"), "a😀", true},
    {"half of a surrogate pair is bad", "utf-16le", BYTES("\x3D\xD8z\0"), "\uFFFDz", false},
    {"half of a UTF-16 unit is bad", "utf-16le", BYTES("a\0b"), "a\uFFFD", false},
};

START_TEST(page_has_its_view)
{
  struct encoded encoded;
  open_page(&encoded, decoding_cases[_i].bytes, decoding_cases[_i].length, decoding_cases[_i].label);
  ck_assert_msg(encoded.supported, "%s", decoding_cases[_i].rule);
  ck_assert_msg(encoded.view_length == strlen(decoding_cases[_i].view) &&
                    memcmp(encoded.view, decoding_cases[_i].view, encoded.view_length) == 0,
                "%s: %.*s", decoding_cases[_i].rule, (int)encoded.view_length, encoded.view);
  ck_assert_msg(encoded.lossless == decoding_cases[_i].lossless, "%s", decoding_cases[_i].rule);
  encoded_close(&encoded);
}
END_TEST

static const char *const unsupported[] = {"iso-2022-jp", "hz-gb-2312", "utf-7", "replacement", "x-user-defined"};

START_TEST(unsupported_encoding_gives_no_view)
{
  struct encoded encoded;
  open_page(&encoded, BYTES("a\x1B$B"), unsupported[_i]);
  ck_assert(!encoded.supported);
  ck_assert_uint_eq(encoded.view_length, 0);
  encoded_close(&encoded);
}
END_TEST

START_TEST(unknown_label_of_the_caller_is_an_error)
{
  struct encoded encoded;
  rw_error error;
  ck_assert_int_eq(encoded_open(&encoded, BYTES("a"), "utf-88", true, &error), RW_INVALID);
  ck_assert_ptr_nonnull(strstr(error.message, "'utf-88'"));
}
END_TEST

static const struct {
  const char *rule, *label, *text, *bytes;
  size_t length;
} writing_cases[] = {
    {"UTF-8 is copied", "utf-8", "“ж”", BYTES("“ж”")},
    {"what fits is written", "windows-1252", "“é”", BYTES("\x93\xE9\x94")},
    {"what does not becomes a reference", "windows-1252", "aж😀", BYTES("a&#1078;&#128512;")},
    {"windows-1251 has it", "windows-1251", "ж—", BYTES("\xE6\x97")},
    {"shift_jis", "shift_jis", "ア\\ｱé", BYTES("\x83\x41\\\xB1&#233;")},
    {"euc-jp", "euc-jp", "あ", BYTES("\xA4\xA2")},
    {"gbk writes no four bytes", "gbk", "你😀", BYTES("\xC4\xE3&#128512;")},
    {"gb18030 has all", "gb18030", "é😀", BYTES("\xA8\xA6\x94\x39\xFC\x36")},
    {"big5", "big5", "你’", BYTES("\xA7\x41\xA1\xA6")},
    {"euc-kr", "euc-kr", "가", BYTES("\xB0\xA1")},
    {"utf-16le", "utf-16le", "a😀", BYTES("a\0\x3D\xD8\x00\xDE")},
    {"utf-16be", "utf-16be", "aé", BYTES("\0a\0\xE9")},
};

START_TEST(text_is_written_in_the_encoding_of_the_page)
{
  struct encoded encoded;
  struct buffer out = {0};
  open_page(&encoded, "", 0, writing_cases[_i].label);
  rw_status status = encoded_append(&encoded, &out, writing_cases[_i].text, strlen(writing_cases[_i].text), true, NULL);
  ck_assert_int_eq(status, RW_OK);
  ck_assert_msg(out.length == writing_cases[_i].length && memcmp(out.data, writing_cases[_i].bytes, out.length) == 0,
                "%s: %s", writing_cases[_i].rule, out.data);
  buffer_free(&out);
  encoded_close(&encoded);
}
END_TEST

START_TEST(without_references_what_does_not_fit_is_an_error)
{
  struct encoded encoded;
  struct buffer out = {0};
  rw_error error;
  open_page(&encoded, "", 0, "iso-8859-2");
  ck_assert_int_eq(encoded_append(&encoded, &out, BYTES("ą"), false, &error), RW_OK);
  ck_assert_int_eq(encoded_append(&encoded, &out, BYTES("ж"), false, &error), RW_INVALID);
  ck_assert_ptr_nonnull(strstr(error.message, "U+0436"));
  buffer_free(&out);
  encoded_close(&encoded);
}
END_TEST

/* All encodings that have a map. */
static const char *const mapped[] = {
    "ibm866",       "iso-8859-2",   "iso-8859-3",   "iso-8859-4",     "iso-8859-5",   "iso-8859-6",
    "iso-8859-7",   "iso-8859-8",   "iso-8859-8-i", "iso-8859-10",    "iso-8859-13",  "iso-8859-14",
    "iso-8859-15",  "iso-8859-16",  "koi8-r",       "koi8-u",         "macintosh",    "windows-874",
    "windows-1250", "windows-1251", "windows-1252", "windows-1253",   "windows-1254", "windows-1255",
    "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic", "gbk",          "gb18030",
    "big5",         "euc-jp",       "shift_jis",    "euc-kr",         "utf-16be",     "utf-16le"};

#define RANDOM_LENGTH 240
#define RANDOM_PAGES 12

static uint32_t next_random(uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

/* Random bytes, ASCII among them more than its share. A start that is a byte order mark would decide the encoding. */
static void fill_random(char *bytes, uint64_t *state)
{
  bytes[0] = '<';
  for (size_t at = 1; at < RANDOM_LENGTH; at++) {
    uint32_t number = next_random(state);
    bytes[at] = (char)(number & 0x700 ? number & 0xFF : number & 0x7F);
  }
}

/* The map never goes back, and each stretch of the page between two characters decodes to just what lies between them
 * in the view: so it maps every character to its own bytes. */
static void check_map(const struct encoded *page, const char *label)
{
  ck_assert(utf8_valid(page->view, page->view_length));
  ck_assert_uint_eq(encoded_source(page, 0), 0);
  ck_assert_uint_eq(encoded_source(page, page->view_length), page->length);
  size_t before = 0, source_before = 0;
  for (size_t at = 0; at < page->view_length;) {
    at += utf8_sequence(page->view + at, page->view_length - at);
    size_t source = encoded_source(page, at);
    ck_assert_uint_ge(source, source_before);
    if (source == source_before)
      continue;
    struct encoded part;
    open_page(&part, page->bytes + source_before, source - source_before, label);
    if (strncmp(label, "utf-16", 6) != 0 || part.source == ENCODING_FROM_CALLER)
      ck_assert_msg(part.view_length == at - before && memcmp(part.view, page->view + before, at - before) == 0,
                    "%s: bytes %zu to %zu", label, source_before, source);
    encoded_close(&part);
    before = at;
    source_before = source;
  }
  ck_assert_uint_eq(before, page->view_length);
}

/* What the view says, written anew, reads the same: references stand for what the encoding does not hold. */
static void check_writing(const struct encoded *page, const char *label)
{
  struct buffer out = {0}, text = {0}, text_again = {0};
  struct encoded again;
  ck_assert_int_eq(encoded_append(page, &out, page->view, page->view_length, true, NULL), RW_OK);
  open_page(&again, out.data, out.length, label);
  ck_assert(utf8_valid(again.view, again.view_length) && again.lossless);
  run_decode(page->view, (uint32_t)page->view_length, LEXEME_TEXT, 0, &text, NULL);
  run_decode(again.view, (uint32_t)again.view_length, LEXEME_TEXT, 0, &text_again, NULL);
  ck_assert_msg(text.length == text_again.length && memcmp(text.data, text_again.data, text.length) == 0, "%s", label);
  encoded_close(&again);
  buffer_free(&out);
  buffer_free(&text);
  buffer_free(&text_again);
}

START_TEST(map_is_exact_for_random_bytes)
{
  uint64_t state = (uint64_t)_i + 1;
  char bytes[RANDOM_LENGTH];
  for (int page = 0; page < RANDOM_PAGES; page++) {
    struct encoded encoded;
    fill_random(bytes, &state);
    open_page(&encoded, bytes, sizeof bytes, mapped[_i]);
    ck_assert_str_eq(encoded.name, mapped[_i]);
    check_map(&encoded, mapped[_i]);
    check_writing(&encoded, mapped[_i]);
    encoded_close(&encoded);
  }
}
END_TEST

START_TEST(every_pair_of_bytes_can_be_written_again)
{
  for (unsigned first = 0x80; first <= 0xFF; first++) {
    char bytes[3 * 0xC0];
    for (unsigned number = 0; number < 0xC0; number++) {
      bytes[3 * number] = ' ';
      bytes[3 * number + 1] = (char)first;
      bytes[3 * number + 2] = (char)(0x40 + number);
    }
    struct encoded encoded;
    open_page(&encoded, bytes, sizeof bytes, mapped[_i]);
    check_writing(&encoded, mapped[_i]);
    encoded_close(&encoded);
  }
}
END_TEST

START_TEST(utf8_page_maps_to_itself)
{
  struct encoded encoded;
  open_page(&encoded, BYTES("a“b"), "utf-8");
  for (size_t at = 0; at <= encoded.view_length; at++)
    ck_assert_uint_eq(encoded_source(&encoded, at), at);
  ck_assert_ptr_eq(encoded.view, encoded.bytes);
  encoded_close(&encoded);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("encoding");
  TCase *rules = tcase_create("rules");
  tcase_add_loop_test(rules, label_names_encoding, 0, COUNT(label_cases));
  tcase_add_loop_test(rules, encoding_is_found, 0, COUNT(detection_cases));
  tcase_add_test(rules, meta_counts_in_html_only);
  tcase_add_test(rules, meta_counts_wherever_it_starts);
  tcase_add_loop_test(rules, page_has_its_view, 0, COUNT(decoding_cases));
  tcase_add_loop_test(rules, unsupported_encoding_gives_no_view, 0, COUNT(unsupported));
  tcase_add_test(rules, unknown_label_of_the_caller_is_an_error);
  tcase_add_loop_test(rules, text_is_written_in_the_encoding_of_the_page, 0, COUNT(writing_cases));
  tcase_add_test(rules, without_references_what_does_not_fit_is_an_error);
  tcase_add_test(rules, utf8_page_maps_to_itself);
  suite_add_tcase(suite, rules);
  TCase *properties = tcase_create("properties");
  tcase_set_timeout(properties, 300);
  tcase_add_loop_test(properties, map_is_exact_for_random_bytes, 0, COUNT(mapped));
  tcase_add_loop_test(properties, every_pair_of_bytes_can_be_written_again, 0, COUNT(mapped));
  suite_add_tcase(suite, properties);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
