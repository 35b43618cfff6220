/* How a page is cut. In the tables the page is the wanted lexemes written one after the other: each starts with `|`, a
 * letter for its type and small letters for its flags, and `:`. So no byte can be lost. */
#include "lexer.h"

#include "buffer.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const char type_letters[] = {
    [LEXEME_TEXT] = 'T',
    [LEXEME_RCDATA] = 'C',
    [LEXEME_RAW] = 'R',
    [LEXEME_SCRIPT] = 'J',
    [LEXEME_PLAIN] = 'P',
    [LEXEME_CDATA] = 'X',
    [LEXEME_START] = 'S',
    [LEXEME_END] = 'E',
    [LEXEME_COMMENT] = 'K',
    [LEXEME_DOCTYPE] = 'D',
    [LEXEME_CUT_TAG] = 'Q',
    [LEXEME_EMPTY_END] = 'N',
    [LEXEME_BYTE_ORDER_MARK] = 'B',
};

struct row {
  const char *rule;
  const char *lexemes;
};

static const struct row rows[] = {
    {"an empty page has no lexemes", ""},
    {"text alone", "|T:one & two"},
    {"tags and text", "|S:<p>|T:one |S:<b class=x>|T:two|E:</b>|E:</p>"},
    {"a text of blanks is marked", "|S:<p>|Tb: \t\r\n\f          |S:<br>"},
    {"blanks but one letter are not", "|T:                  a|S:<br>"},
    {"a no-break space is no blank", "|T:\xC2\xA0|S:<br>"},
    {"a byte order mark stands alone", "|B:\xEF\xBB\xBF|Tb: |S:<p>"},
    {"a `<` before a blank or a digit is text", "|T:a < b <3 <"},
    {"`</` at the end is text", "|T:a</"},
    {"`</>` is nothing", "|T:a|N:</>|T:b"},
    {"`</` before anything else is a comment", "|K:</ x>|T:b"},
    {"`/>` closes a tag itself", "|Ss:<br/>|Ss:<p a='/' />|S:<a href=/>|T:x"},
    {"a `>` in quotes ends no tag", "|S:<a title='>' b=\">\">|T:x"},
    {"a quote in a name is no quote", "|S:<a x'>|T:y'>"},
    {"a value may start with `=`", "|S:<a ==>|T:x"},
    {"a tag may end after `=`", "|S:<a b=>|T:x"},
    {"the end of the page cuts a tag off", "|T:a|Q:<a b=' >"},
    {"or an end tag", "|T:a|Q:</a "},
    {"comments", "|K:<!-- a -- > - -->|T:b"},
    {"`<!-->` and `<!--->` are comments", "|K:<!-->|T:a|K:<!--->|T:b"},
    {"`--!>` ends a comment", "|K:<!--a--!>|T:b"},
    {"more dashes end one too", "|K:<!--a----->|T:b"},
    {"a comment may run to the end", "|K:<!--a--"},
    {"`<!` and `<?` start comments that any `>` ends", "|K:<!x>|K:<?php echo '>|T:'; ?>"},
    {"doctypes in any case", "|D:<!DocType html>|T:x"},
    {"the content of a title is text without tags", "|S:<title>|C:a <b> &amp; </titl|E:</TITLE >|T:x"},
    {"that of a style too", "|S:<style>|R:a<b></styles>|E:</style>"},
    {"and of a textarea, to the end if need be", "|S:<textarea>|C:a<b>"},
    {"no tag is read after plaintext", "|S:<plaintext>|P:a</plaintext>"},
    {"a script ends at its end tag", "|S:<script>|J:'<b>' <!-- a|E:</script>|T:x"},
    {"a script in a comment in a script hides its end tag", "|S:<script>|J:<!--<script></script>-->|E:</script>"},
    {"unless the comment has ended", "|S:<script>|J:<!--><script>|E:</script>|T:-->"},
    {"an empty script has no content", "|S:<script src=x>|E:</script>"},
    {"CDATA is a comment in HTML", "|K:<![CDATA[a>|T:b]]>"},
    {"in svg it is text", "|Sf:<svg>|Xf:<![CDATA[a<b>]]>|Ef:</svg>|K:<![CDATA[a]]>"},
    {"a title in svg holds tags", "|Sf:<svg>|Sf:<title>|Sf:<b>|Tf:x|Ef:</b>|Ef:</title>|Ef:</svg>|T:y"},
    {"a style in svg holds tags", "|Sf:<svg>|Sf:<style>|Sf:<a>|Ef:</a>|Ef:</style>|Ef:</svg>"},
    {"a style in a foreignObject does not",
     "|Sf:<svg>|Sf:<foreignObject>|Sf:<style>|Rf:<a>|Ef:</style>|Ef:</foreignObject>|Ef:</svg>"},
    {"a paragraph leaves svg", "|Sf:<svg>|Sf:<g>|S:<p>|T:x"},
    {"a font with a color too", "|Sf:<svg>|S:<font COLOR=red>|T:x"},
    {"a font without does not", "|Sf:<svg>|Sf:<font>|Tf:x"},
    {"an svg that closes itself holds nothing", "|Ssf:<svg/>|S:<title>|C:<b>|E:</title>"},
    {"math lets HTML into its texts", "|Sf:<math>|Sf:<mi>|Sf:<title>|Cf:<b>|Ef:</title>|Ef:</mi>|Ef:</math>|T:x"},
    {"an annotation may be HTML",
     "|Sf:<math>|Sf:<annotation-xml encoding=Text/HTML>|Sf:<style>|Rf:<b>|Ef:</style>|Ef:</annotation-xml>"},
    {"or not", "|Sf:<math>|Sf:<annotation-xml>|Sf:<style>|Sf:<a>|Ef:</style>"},
    {"the end of an element around svg leaves it, and leaves doubt", "|S:<div>|Sf:<svg>|Ef:</div>|Ta:x"},
    {"text in a select is ambiguous", "|S:<select>|S:<option>|Ta:a|E:</select>|T:b"},
    {"text in a template is ambiguous", "|S:<template>|S:<p>|Ta:a|E:</template>|T:b"},
    {"text in a frameset is ambiguous", "|S:<frameset>|Ta:a|E:</frameset>|T:b"},
};

/* The page of a row. */
static void page_of(const char *lexemes, struct buffer *page)
{
  while (*lexemes == '|') {
    lexemes = strchr(lexemes, ':') + 1;
    size_t length = strcspn(lexemes, "|");
    buffer_append(page, lexemes, length);
    lexemes += length;
  }
}

static void show(const struct lexemes *lexemes, struct buffer *shown)
{
  for (uint32_t number = 0; number < lexemes->count; number++) {
    const struct lexeme *lexeme = &lexemes->items[number];
    buffer_printf(shown, "|%c%s%s%s%s:", type_letters[lexeme->type],
                  (lexeme->flags & LEXEME_SELF_CLOSING) != 0 ? "s" : "",
                  (lexeme->flags & LEXEME_FOREIGN) != 0 ? "f" : "", (lexeme->flags & LEXEME_AMBIGUOUS) != 0 ? "a" : "",
                  (lexeme->flags & LEXEME_BLANK) != 0 ? "b" : "");
    buffer_append(shown, lexemes->bytes + lexeme->start, lexeme_end(lexemes, number) - lexeme->start);
  }
}

START_TEST(page_is_cut)
{
  struct buffer page = {0}, shown = {0};
  struct lexemes lexemes;
  page_of(rows[_i].lexemes, &page);
  ck_assert_int_eq(lexemes_open(&lexemes, page.data, (uint32_t)page.length), RW_OK);
  show(&lexemes, &shown);
  ck_assert_msg(strcmp(shown.length == 0 ? "" : shown.data, rows[_i].lexemes) == 0, "%s\n  wanted %s\n  got    %s",
                rows[_i].rule, rows[_i].lexemes, shown.data);
  ck_assert_uint_eq(lexemes.items[lexemes.count].type, LEXEME_END_OF_PAGE);
  lexemes_close(&lexemes);
  buffer_free(&page);
  buffer_free(&shown);
}
END_TEST

START_TEST(every_element_has_its_number_and_name)
{
  struct element_names *names = NULL;
  for (uint16_t number = ELEMENT_NONE + 1; number < ELEMENT_KNOWN; number++) {
    const char *name = element_name(number, NULL);
    ck_assert_msg(element_number(name, strlen(name), &names) == number, "%s is out of order in the table", name);
  }
  ck_assert_ptr_null(names);
  ck_assert_uint_eq(element_number("BlockQuote", 10, &names), ELEMENT_blockquote);
  ck_assert_uint_eq(element_number("", 0, &names), ELEMENT_NONE);
  ck_assert_uint_eq(element_properties(ELEMENT_br), ELEMENT_VOID | ELEMENT_BLOCK | ELEMENT_BREAKOUT);
  ck_assert_str_eq(element_name(ELEMENT_NONE, NULL), "");
  ck_assert_str_eq(element_name(ELEMENT_OTHER, NULL), "?");
}
END_TEST

START_TEST(made_up_names_are_numbered_without_regard_to_case)
{
  struct element_names *names = NULL;
  uint16_t first = element_number("my-Widget", 9, &names), second = element_number("other", 5, &names);
  ck_assert_uint_ge(first, ELEMENT_KNOWN);
  ck_assert_uint_ne(first, second);
  ck_assert_uint_eq(element_number("MY-widget", 9, &names), first);
  ck_assert_str_eq(element_name(first, names), "my-widget");
  ck_assert_uint_eq(element_properties(first), 0);
  ck_assert_uint_eq(element_number("b\0", 2, &names), ELEMENT_OTHER);
  element_names_free(names);
}
END_TEST

START_TEST(names_beyond_what_numbers_hold_are_other)
{
  struct element_names *names = NULL;
  uint16_t first = element_number("x0", 2, &names);
  unsigned others = 0;
  for (unsigned number = 0; number < 70000; number++) {
    char name[16];
    int length = snprintf(name, sizeof name, "x%u", number);
    uint16_t got = element_number(name, (size_t)length, &names);
    if (got == ELEMENT_OTHER)
      others++;
    else
      ck_assert_str_eq(element_name(got, names), name);
  }
  ck_assert_uint_ge(others, 70000 - 65535);
  ck_assert_uint_lt(others, 10000);
  ck_assert_uint_eq(element_number("x0", 2, &names), first);
  element_names_free(names);
}
END_TEST

static const struct {
  const char *rule, *tag;
  const char *attributes; /* each as name=[value] or name */
} attribute_cases[] = {
    {"none", "<a>", ""},
    {"quoted, unquoted and without value", "<a b=c D='e f' g=\"'\" h>", "b=[c] D=[e f] g=['] h "},
    {"blanks around `=`", "<a b = c\n=d>", "b=[c] =d "},
    {"slashes between", "<a/b/c=d/e/>", "b c=[d/e/] "},
    {"an empty value", "<a b='' c=>", "b=[] c "},
    {"values are as written", "<a href='?a=1&amp;b'>", "href=[?a=1&amp;b] "},
    {"end tags have them too", "</a b=c>", "b=[c] "},
    {"a quote that does not end", "<a b='c", "b=[c] "},
};

START_TEST(attributes_are_read)
{
  const char *tag = attribute_cases[_i].tag;
  struct buffer shown = {0};
  struct attribute attribute;
  uint32_t at = 0;
  buffer_append_string(&shown, "");
  while (attribute_next(tag, (uint32_t)strlen(tag), &at, &attribute)) {
    buffer_append(&shown, attribute.name, attribute.name_length);
    if (attribute.value != NULL)
      buffer_printf(&shown, "=[%.*s]", (int)attribute.value_length, attribute.value);
    buffer_append_byte(&shown, ' ');
  }
  ck_assert_msg(strcmp(shown.data, attribute_cases[_i].attributes) == 0, "%s: %s", attribute_cases[_i].rule,
                shown.data);
  buffer_free(&shown);
}
END_TEST

START_TEST(attribute_names_compare_without_case)
{
  struct attribute attribute = {.name = "LanG", .name_length = 4};
  ck_assert(attribute_is(&attribute, "lang"));
  ck_assert(!attribute_is(&attribute, "lan"));
  ck_assert(!attribute_is(&attribute, "langs"));
}
END_TEST

static const char *const pieces[] = {
    "<",
    ">",
    "&",
    "\"",
    "'",
    "</",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mi>",
    "<title>",
    "</title",
    "<p>",
    "</p>",
    "<b a=",
    "<table",
    "<select",
    "<textarea>",
    "<style>",
    "</style",
    "<script>",
    "</script",
    "<x-y/>",
    "</x-y>",
    "<desc>",
    "=",
    "/",
    "a",
    " ",
    "\n",
    "-",
    "!",
    "?",
    "\xC3\xA9",
    "\xFF",
    "<font color=red>",
    "<foreignObject>",
    "<annotation-xml encoding='text/html'>",
    "<template>",
    "</template>",
    "<plaintext",
    "<iframe>",
    "</iframe>",
    "<br>",
    "</div>",
};

START_TEST(ranges_partition_any_page)
{
  uint64_t state = (uint64_t)_i;
  for (int page_number = 0; page_number < 500; page_number++) {
    struct buffer page = {0};
    struct lexemes lexemes;
    for (int number = 0; number < 40; number++) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      buffer_append_string(&page, pieces[(state >> 33) % (sizeof pieces / sizeof *pieces)]);
    }
    char *exact = malloc(page.length);
    memcpy(exact, page.data, page.length);
    ck_assert_int_eq(lexemes_open(&lexemes, exact, (uint32_t)page.length), RW_OK);
    ck_assert_uint_eq(lexemes.items[0].start, 0);
    for (uint32_t number = 0; number < lexemes.count; number++) {
      ck_assert_uint_lt(lexemes.items[number].start, lexeme_end(&lexemes, number));
      struct attribute attribute;
      uint32_t at = 0;
      while (lexemes.items[number].type == LEXEME_START && lexeme_attribute(&lexemes, number, &at, &attribute))
        ck_assert(attribute.name + attribute.name_length <= exact + lexeme_end(&lexemes, number));
    }
    ck_assert_uint_eq(lexemes.items[lexemes.count].start, page.length);
    lexemes_close(&lexemes);
    free(exact);
    buffer_free(&page);
  }
}
END_TEST

static const struct {
  const char *rule, *first, *repeated;
  unsigned count;
} hostile_cases[] = {
    {"nested tags", "", "<b>", 1000000},
    {"unmatched end tags", "<div>", "</b>", 1000000},
    {"nested svg", "", "<svg>", 1000000},
    {"unmatched end tags in deep svg", "<svg><desc><svg>", "<g></x>", 300000},
    {"tags that are not closed", "", "<a ", 1000000},
    {"comments that are not closed", "", "<!--", 1000000},
    {"comments in a script", "<script>", "<!--<script", 1000000},
    {"end tags that are none", "<title>", "</titlex", 1000000},
    {"sections that are not closed", "<svg>", "<![CDATA[]]", 1000000},
    {"quotes that are not closed", "", "<a b='", 1000000},
};

/* A quadratic walk over such a page would take hours. */
START_TEST(hostile_pages_take_linear_time)
{
  struct buffer page = {0};
  struct lexemes lexemes;
  buffer_append_string(&page, hostile_cases[_i].first);
  for (unsigned number = 0; number < hostile_cases[_i].count; number++)
    buffer_append_string(&page, hostile_cases[_i].repeated);
  clock_t start = clock();
  ck_assert_int_eq(lexemes_open(&lexemes, page.data, (uint32_t)page.length), RW_OK);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  ck_assert_msg(seconds < 10, "%s: %.1f s", hostile_cases[_i].rule, seconds);
  lexemes_close(&lexemes);
  buffer_free(&page);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("lexer");
  TCase *rules = tcase_create("rules");
  tcase_add_loop_test(rules, page_is_cut, 0, COUNT(rows));
  tcase_add_test(rules, every_element_has_its_number_and_name);
  tcase_add_test(rules, made_up_names_are_numbered_without_regard_to_case);
  tcase_add_test(rules, names_beyond_what_numbers_hold_are_other);
  tcase_add_loop_test(rules, attributes_are_read, 0, COUNT(attribute_cases));
  tcase_add_test(rules, attribute_names_compare_without_case);
  suite_add_tcase(suite, rules);
  TCase *properties = tcase_create("properties");
  tcase_set_timeout(properties, 120);
  tcase_add_loop_test(properties, ranges_partition_any_page, 0, 20);
  tcase_add_loop_test(properties, hostile_pages_take_linear_time, 0, COUNT(hostile_cases));
  suite_add_tcase(suite, properties);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
