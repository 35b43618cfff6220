/* What becomes of a page under plugins that fail, lie and ask for nonsense: through the public library, with modules of
 * tests/modules that the loader loads. Every rule holds for the whole page: but for the good edits that other steps of
 * the same chain make beside the bad one, no byte of it differs. */
#include <reword/reword.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the mock modules. */
static const char *mocks;

/* Tokens of the second passage: 0 Then 1 old 2 Ann 3 paid 4 12 5 coins 6 , 7 & 8 said 9 " 10 the 11 end 12 " 13 to
 * 14 Tass 15 . */
static const char page[] = "<!DOCTYPE html>\n<html lang=\"qaa\"><body>\n"
                           "<p>The café sees a cat. It purrs.</p>\n"
                           "<p>Then <b>old Ann</b> paid 12 coins, &amp; <em>said</em> \"the end\" to Tass.</p>\n"
                           "<p>It is not big.<!-- a remark --></p>\n"
                           "<p>We see an <a href='?a=1&b'>old</a> fox.</p>\n"
                           "</body></html>\n";

/* Two good steps that work beside a bad one: on the first passage and on the last. */
#define GOOD_FIRST "proposer: {rate: 1, passage: 0, tokens: [4, 5], pieces: [{tokens: [4, 5], text: hare}]}"
#define GOOD_LAST "proposer: {rate: 1, passage: 3, tokens: [4, 5], pieces: [{tokens: [4, 5], text: hare}]}"

/* ---- Running an engine ---- */

static rw_engine *engine;
static rw_result *result;
static char *edits;

/* Opens an engine with a configuration of its own. */
static rw_status open_engine(const char *language_fault, const char *chain, rw_error *error)
{
  char path[] = "/tmp/reword-test-XXXXXX";
  int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  FILE *config = fdopen(file, "w");
  ck_assert_ptr_nonnull(config);
  fprintf(config,
          "language: {qaa: {fault: %s}}\nprotect: {terms: [coins], select: [//em]}\n"
          "chain: [%s]\n",
          language_fault, chain);
  fclose(config);
  rw_settings settings = {.size = sizeof settings, .config_path = path, .plugin_paths = &mocks, .plugin_path_count = 1};
  *error = (rw_error){RW_OK, ""};
  rw_status status = rw_engine_open(&settings, &engine, error);
  unlink(path);
  return status;
}

/* Rewrites the page; its log is then in `edits`. */
static rw_status rewrite(rw_error *error)
{
  rw_input input = {.size = sizeof input, .name = "page", .bytes = page, .length = sizeof page - 1};
  rw_status status = rw_rewrite(engine, &input, &result, error);
  size_t length;
  if (status == RW_OK)
    edits = rw_result_edits(result, &length);
  return status;
}

static void run(const char *rule, const char *language_fault, const char *chain)
{
  rw_error error;
  ck_assert_msg(open_engine(language_fault, chain, &error) == RW_OK, "%s: %s", rule, error.message);
  ck_assert_msg(rewrite(&error) == RW_OK, "%s: %s", rule, error.message);
}

static void close_engine(void)
{
  rw_result_free(result);
  rw_engine_close(engine);
  free(edits);
  result = NULL;
  engine = NULL;
  edits = NULL;
}

/* Puts `after` in the place of `before`, which stands in the text once; NULL: nothing. */
static void replace(char *text, size_t size, const char *before, const char *after)
{
  if (!before)
    return;
  char *at = strstr(text, before);
  ck_assert_msg(at != NULL, "there is no '%s' in %s", before, text);
  char rest[sizeof page + 256];
  snprintf(rest, sizeof rest, "%s", at + strlen(before));
  snprintf(at, size - (size_t)(at - text), "%s%s", after, rest);
}

/* Wants the page with one change and what the good steps do. */
static void check_page(const char *rule, bool first, bool last, const char *before, const char *after)
{
  char wanted[sizeof page + 256];
  snprintf(wanted, sizeof wanted, "%s", page);
  replace(wanted, sizeof wanted, before, after);
  replace(wanted, sizeof wanted, first ? " cat" : NULL, " hare");
  replace(wanted, sizeof wanted, last ? " fox" : NULL, " hare");
  size_t length;
  const char *bytes = rw_result_bytes(result, &length);
  ck_assert_msg(length == strlen(wanted) && memcmp(bytes, wanted, length) == 0, "%s:\n%s\nwanted\n%s\n%s", rule, bytes,
                wanted, edits);
}

/* Wants a message that names a place of the configuration, then says `wanted`. */
static void check_message(const rw_error *error, const char *place, const char *wanted)
{
  const char *end = strstr(error->message, wanted);
  ck_assert_msg(end && strcmp(end, wanted) == 0 && strstr(error->message, place) < end, "%s", error->message);
  ck_assert_ptr_nonnull(strstr(error->message, place));
}

/* ---- Strategies that propose nonsense ---- */

/* Of each: the options of a step that proposes it, and what the log says of it. An edit of the second passage, except
 * where the options say otherwise. A good one changes `before` into `after`. */
static const struct {
  const char *rule, *options, *log, *before, *after;
} proposals[] = {
    {"a range past the end", "tokens: [15, 17], pieces: [{tokens: [15, 17], text: x}]",
     "\"refused\",\"reason\":\"the edit's range is out of bounds\"", NULL, NULL},
    {"a range far past the end", "tokens: [4294967290, 4294967295], pieces: [{text: x}]",
     "\"refused\",\"reason\":\"the edit's range is out of bounds\"", NULL, NULL},
    {"a range of all numbers", "tokens: [0, 4294967295], pieces: [{kind: 0, tokens: [0, 4294967295]}]",
     "\"refused\",\"reason\":\"the edit's range is out of bounds\"", NULL, NULL},
    {"an empty range", "tokens: [3, 3], pieces: [{text: x}]", "\"refused\",\"reason\":\"the edit's range is empty\"",
     NULL, NULL},
    {"a reversed range", "tokens: [5, 3], pieces: [{text: x}]", "\"refused\",\"reason\":\"the edit's range is empty\"",
     NULL, NULL},
    {"no pieces", "tokens: [3, 4], pieces: []", "\"refused\",\"reason\":\"a token is named by no piece\"", NULL, NULL},
    {"a token named twice", "tokens: [3, 5], pieces: [{tokens: [3, 4], text: gave}, {kind: 0, tokens: [3, 5]}]",
     "\"refused\",\"reason\":\"a token is named twice\"", NULL, NULL},
    {"a token named by no piece", "tokens: [3, 5], pieces: [{tokens: [3, 4], text: gave}]",
     "\"refused\",\"reason\":\"a token is named by no piece\"", NULL, NULL},
    {"a piece outside of the range", "tokens: [3, 4], pieces: [{kind: 0, tokens: [3, 5]}]",
     "\"refused\",\"reason\":\"a piece names tokens outside the edit's range\"", NULL, NULL},
    {"a piece with a reversed range", "tokens: [3, 5], pieces: [{kind: 0, tokens: [5, 3]}]",
     "\"refused\",\"reason\":\"a piece names tokens outside the edit's range\"", NULL, NULL},
    {"a piece that keeps nothing", "tokens: [3, 4], pieces: [{tokens: [3, 4], text: gave}, {kind: 0}]",
     "\"refused\",\"reason\":\"a piece names no token\"", NULL, NULL},
    {"a piece of an unknown kind", "tokens: [3, 4], pieces: [{kind: 7, tokens: [3, 4]}]",
     "\"refused\",\"reason\":\"a piece is of an unknown kind\"", NULL, NULL},
    {"a piece of a negative kind", "tokens: [3, 4], pieces: [{kind: -1, tokens: [3, 4]}]",
     "\"refused\",\"reason\":\"a piece is of an unknown kind\"", NULL, NULL},
    {"pieces that are not there", "tokens: [3, 4], fault: no-pieces, pieces: [{tokens: [3, 4], text: x}]",
     "\"refused\",\"reason\":\"the pieces are missing\"", NULL, NULL},
    {"more pieces than there can be", "tokens: [3, 4], fault: pieces-past-number, pieces: [{tokens: [3, 4], text: x}]",
     "\"refused\",\"reason\":\"the edit has too many pieces\"", NULL, NULL},
    {"an edit that is not there", "fault: no-edit", "\"refused\",\"reason\":\"the edit is missing\"", NULL, NULL},
    {"an edit of another header", "fault: short-edit, tokens: [3, 4], pieces: [{tokens: [3, 4], text: x}]",
     "\"refused\",\"reason\":\"the edit's size is not that of rw_edit\"", NULL, NULL},

    {"text that is not UTF-8", "fault: not-utf8, tokens: [3, 4], pieces: [{tokens: [3, 4]}]",
     "\"refused\",\"reason\":\"a piece of new text is not valid UTF-8\"", NULL, NULL},
    {"text that is not there", "fault: no-text, tokens: [3, 4], pieces: [{tokens: [3, 4]}]",
     "\"refused\",\"reason\":\"a piece of new text is empty\"", NULL, NULL},
    {"empty text", "tokens: [3, 4], pieces: [{tokens: [3, 4], text: ''}]",
     "\"refused\",\"reason\":\"a piece of new text is empty\"", NULL, NULL},
    {"text without end", "fault: long-text, tokens: [3, 4], pieces: [{tokens: [3, 4]}]",
     "\"refused\",\"reason\":\"a piece of new text is too long\"", NULL, NULL},
    {"a line break", "tokens: [3, 4], pieces: [{tokens: [3, 4], text: \"a\\nb\"}]",
     "\"refused\",\"reason\":\"a piece of new text holds a control character or a line break\"", NULL, NULL},
    {"a control character", "tokens: [3, 4], pieces: [{tokens: [3, 4], text: \"a\\e[31mb\"}]",
     "\"refused\",\"reason\":\"a piece of new text holds a control character or a line break\"", NULL, NULL},
    {"a line separator", "tokens: [3, 4], pieces: [{tokens: [3, 4], text: \"a\\L\"}]",
     "\"refused\",\"reason\":\"a piece of new text holds a control character or a line break\"", NULL, NULL},
    {"an object character", "tokens: [3, 4], pieces: [{tokens: [3, 4], text: \"\\uFFFC\"}]",
     "\"refused\",\"reason\":\"a piece of new text holds an object character\"", NULL, NULL},
    {"blanks at an end", "tokens: [3, 4], pieces: [{tokens: [3, 4], text: ' gave'}]",
     "\"refused\",\"reason\":\"a piece of new text has blanks at an end or two in a row\"", NULL, NULL},

    {"a tag in the text is characters", "tokens: [3, 4], pieces: [{tokens: [3, 4], text: '<b>gave</b>'}]",
     "\"applied\",\"reason\":null", " paid ", " &lt;b&gt;gave&lt;/b&gt; "},
    {"a reference in the text is characters", "tokens: [3, 4], pieces: [{tokens: [3, 4], text: '&amp;'}]",
     "\"applied\",\"reason\":null", " paid ", " &amp;amp; "},
    {"the end of a comment is characters", "tokens: [3, 4], pieces: [{tokens: [3, 4], text: '--></p>'}]",
     "\"applied\",\"reason\":null", " paid ", " --&gt;&lt;/p&gt; "},
    {"a tag that two edits would make between them",
     "tokens: [3, 4], pieces: [{tokens: [3, 4], text: 'x<'}, {text: 'b>'}]", "\"applied\",\"reason\":null", " paid ",
     " x&lt; b&gt; "},
    {"a character beyond the basic plane", "tokens: [3, 4], pieces: [{tokens: [3, 4], text: \"\\U0001F600\"}]",
     "\"applied\",\"reason\":null", " paid ", " \U0001F600 "},

    {"a name", "tokens: [2, 3], pieces: [{tokens: [2, 3], text: Eve}]",
     "\"refused\",\"reason\":\"the name 'Ann' would change\"", NULL, NULL},
    {"a name that is dropped", "tokens: [1, 3], pieces: [{kind: 0, tokens: [1, 2]}, {kind: 2, tokens: [2, 3]}]",
     "\"refused\",\"reason\":\"the name 'Ann' would change\"", NULL, NULL},
    {"a number", "tokens: [4, 5], pieces: [{tokens: [4, 5], text: '13'}]",
     "\"refused\",\"reason\":\"the number '12' would change\"", NULL, NULL},
    {"a number that comes from nowhere", "tokens: [3, 4], pieces: [{kind: 0, tokens: [3, 4]}, {text: '13'}]",
     "\"refused\",\"reason\":\"the number '13' would be new\"", NULL, NULL},
    {"a term of the configuration", "tokens: [5, 6], pieces: [{tokens: [5, 6], text: pence}]",
     "\"refused\",\"reason\":\"the term 'coins' would change\"", NULL, NULL},
    {"what the configuration selects", "tokens: [8, 9], pieces: [{tokens: [8, 9], text: cried}]",
     "\"refused\",\"reason\":\"the protected text 'said' would change\"", NULL, NULL},
    {"a word within a quotation", "tokens: [11, 12], pieces: [{tokens: [11, 12], text: start}]",
     "\"refused\",\"reason\":\"the quotation '\\\"the end\\\"' would change\"", NULL, NULL},
    {"a quotation torn apart",
     "tokens: [9, 14], pieces: [{kind: 0, tokens: [9, 11]}, {kind: 0, tokens: [13, 14]}, {kind: 0, tokens: [11, 13]}]",
     "\"refused\",\"reason\":\"the quotation '\\\"the end\\\"' would be torn apart\"", NULL, NULL},
    {"a negation that is dropped", "passage: 2, tokens: [2, 3], pieces: [{kind: 2, tokens: [2, 3]}]",
     "\"refused\",\"reason\":\"the negation 'not' would be lost\"", NULL, NULL},
    {"a negation that is new", "passage: 2, tokens: [3, 4], pieces: [{text: not}, {kind: 0, tokens: [3, 4]}]",
     "\"refused\",\"reason\":\"a negation would come or go\"", NULL, NULL},

    {"text for words of different elements", "tokens: [0, 2], pieces: [{tokens: [0, 2], text: x}]",
     "\"refused\",\"reason\":\"new text would stand for words of different elements\"", NULL, NULL},
    {"an element that loses its words", "tokens: [8, 9], pieces: [{kind: 2, tokens: [8, 9]}]", "\"refused\"", NULL,
     NULL},
    {"an element that is torn",
     "tokens: [0, 3], pieces: [{kind: 0, tokens: [1, 2]}, {kind: 0, tokens: [0, 1]}, {kind: 0, tokens: [2, 3]}]",
     "\"refused\",\"reason\":\"", NULL, NULL},
    {"a passage that loses all its words", "passage: 2, tokens: [0, 5], pieces: [{kind: 2, tokens: [0, 5]}]",
     "\"refused\"", NULL, NULL},

    {"a score that is no number", "fault: score-nan, tokens: [3, 4], pieces: [{tokens: [3, 4], text: x}]",
     "\"refused\",\"reason\":\"the edit's score is no number from 0 to 1\"", NULL, NULL},
    {"a negative score", "score: -0.5, tokens: [3, 4], pieces: [{tokens: [3, 4], text: x}]",
     "\"refused\",\"reason\":\"the edit's score is no number from 0 to 1\"", NULL, NULL},
    {"a score of 2", "score: 2, tokens: [3, 4], pieces: [{tokens: [3, 4], text: x}]",
     "\"refused\",\"reason\":\"the edit's score is no number from 0 to 1\"", NULL, NULL},
    {"no reason why", "fault: no-why, tokens: [3, 4], pieces: [{tokens: [3, 4], text: gave}]",
     "\"why\":\"\",\"state\":\"applied\"", " paid ", " gave "},
    {"a reason why that is not UTF-8", "fault: why-not-utf8, tokens: [3, 4], pieces: [{tokens: [3, 4], text: gave}]",
     "\"why\":\"\",\"state\":\"applied\"", " paid ", " gave "},

    {"of overlapping edits the better is made: the small one",
     "around: true, tokens: [3, 4], pieces: [{tokens: [3, 4], text: gave}]",
     "\"passed over\",\"reason\":\"overlaps a better edit\"", " paid ", " gave "},
    {"of overlapping edits the better is made: the large one",
     "around: true, score: 0.2, tokens: [3, 4], pieces: [{tokens: [3, 4], text: gave}]",
     "\"passed over\",\"reason\":\"overlaps a better edit\"", "Tass.", "Tass. indeed"},
    {"an edit twice is made once", "times: 2, tokens: [3, 4], pieces: [{tokens: [3, 4], text: gave}]",
     "\"passed over\",\"reason\":\"another alternative was better\"", " paid ", " gave "},
    {"more edits than anybody has", "times: 100001, tokens: [3, 4], pieces: [{tokens: [3, 4], text: gave}]",
     "\"reason\":\"it proposed more edits than the host listens to; the rest is left out\"", " paid ", " gave "},
    {"edits with more text than anybody has",
     "fault: large-text, times: 1200, min-score: 1, score: 0.5, tokens: [3, 4], pieces: [{tokens: [3, 4]}]",
     "\"reason\":\"it proposed more edits than the host listens to; the rest is left out\"", NULL, NULL},
    {"a failure after good proposals", "fault: fails-afterwards, tokens: [3, 4], pieces: [{tokens: [3, 4], text: x}]",
     "\"passed over\",\"reason\":\"lost its thread\"", NULL, NULL},
};

START_TEST(a_bad_proposal_changes_nothing)
{
  char chain[1024];
  const char *options = proposals[_i].options;
  snprintf(chain, sizeof chain, "proposer: {rate: 1, %s%s}, " GOOD_FIRST ", " GOOD_LAST,
           strstr(options, "passage: ") ? "" : "passage: 1, ", options);
  run(proposals[_i].rule, "none", chain);
  check_page(proposals[_i].rule, true, true, proposals[_i].before, proposals[_i].after);
  ck_assert_msg(strstr(edits, proposals[_i].log) != NULL, "%s:\n%.2000s", proposals[_i].rule, edits);
}
END_TEST

/* ---- Strategies that fail ---- */

static const struct {
  const char *rule, *options;
  rw_status status;
  const char *message;
} creations[] = {
    {"with a message", "status: 4, message: the list is torn", RW_BAD_DATA, "strategy 'failing': the list is torn"},
    {"without a message", "", RW_FAILED, "strategy 'failing': it failed and gave no reason"},
    {"for want of memory", "status: 1", RW_NO_MEMORY, "strategy 'failing': out of memory"},
    {"with an unknown status", "status: 99", RW_FAILED, "strategy 'failing': it failed and gave no reason"},
    {"with a negative status", "status: -1, message: no", RW_FAILED, "strategy 'failing': no"},
    {"with a message and no failure", "status: 0, message: confused", RW_FAILED, "strategy 'failing': confused"},
    {"with a message of several lines", "message: \"one\\n\\e[31mtwo\"", RW_FAILED, "strategy 'failing': one  [31mtwo"},
    {"with a proposal", "proposes: true", RW_INVALID, "strategy 'failing': propose was called outside of transform"},
};

START_TEST(a_failing_create_keeps_the_engine_from_opening)
{
  char chain[256];
  rw_error error;
  snprintf(chain, sizeof chain, GOOD_FIRST ", failing: {in: create%s%s}, " GOOD_LAST,
           creations[_i].options[0] ? ", " : "", creations[_i].options);
  rw_status status = open_engine("none", chain, &error);
  ck_assert_ptr_null(engine);
  ck_assert_msg(status == creations[_i].status && error.status == status, "%s: status %d, %d", creations[_i].rule,
                (int)status, (int)error.status);
  check_message(&error, ":3:", creations[_i].message);
}
END_TEST

static const struct {
  const char *rule, *options, *warning;
} surveys[] = {
    {"with a message", "status: 4, message: nothing to see",
     "strategy 'failing' is left out: its survey failed: nothing to see"},
    {"without a message", "", "strategy 'failing' is left out: its survey failed: it failed and gave no reason"},
    {"with an unknown status", "status: 99",
     "strategy 'failing' is left out: its survey failed: it failed and gave no reason"},
    {"with a proposal", "proposes: true",
     "strategy 'failing' is left out: its survey failed: propose was called outside of transform"},
};

START_TEST(a_failing_survey_leaves_its_step_out)
{
  char chain[512];
  snprintf(chain, sizeof chain, GOOD_FIRST ", failing: {in: survey%s%s}, " GOOD_LAST,
           surveys[_i].options[0] ? ", " : "", surveys[_i].options);
  run(surveys[_i].rule, "none", chain);
  check_page(surveys[_i].rule, true, true, NULL, NULL);
  const char *warning = rw_result_warning(result, 0);
  ck_assert_msg(warning && strcmp(warning, surveys[_i].warning) == 0, "%s: %s", surveys[_i].rule, warning);
  ck_assert_ptr_null(rw_result_warning(result, 1));
}
END_TEST

static const struct {
  const char *rule, *options, *reason;
  int count; /* of passages that the log names */
} transforms[] = {
    {"every one, with a message", "status: 4, message: nothing to say", "nothing to say", 4},
    {"one alone", "passage: 0, message: nothing to say", "nothing to say", 1},
    {"without a message", "", "it failed and gave no reason", 4},
    {"with an unknown status", "status: 99", "it failed and gave no reason", 4},
    {"after a proposal", "proposes: true", "it failed and gave no reason", 4},
};

START_TEST(a_failing_transform_costs_its_passage_nothing)
{
  char chain[512], reason[128];
  snprintf(chain, sizeof chain, GOOD_FIRST ", failing: {rate: 1, in: transform%s%s}, " GOOD_LAST,
           transforms[_i].options[0] ? ", " : "", transforms[_i].options);
  snprintf(reason, sizeof reason,
           "\"strategy\":\"failing\",\"pieces\":null,\"score\":null,\"why\":null,\"state\":"
           "\"passed over\",\"reason\":\"%s\"",
           transforms[_i].reason);
  run(transforms[_i].rule, "none", chain);
  check_page(transforms[_i].rule, true, true, NULL, NULL);
  int count = 0;
  for (const char *at = edits; (at = strstr(at, reason)); at++)
    count++;
  ck_assert_msg(count == transforms[_i].count, "%s: %d times in\n%s", transforms[_i].rule, count, edits);
  ck_assert_ptr_null(rw_result_warning(result, 0));
}
END_TEST

static const char *const starving[] = {"survey", "transform"};

START_TEST(want_of_memory_is_an_error_of_the_document)
{
  char chain[256];
  rw_error error;
  snprintf(chain, sizeof chain, "failing: {in: %s, status: 1}", starving[_i]);
  ck_assert_int_eq(open_engine("none", chain, &error), RW_OK);
  ck_assert_int_eq(rewrite(&error), RW_NO_MEMORY);
  ck_assert_str_eq(error.message, "out of memory");
  ck_assert_ptr_null(result);
}
END_TEST

START_TEST(the_host_answers_nonsense_with_nothing)
{
  run("asking", "none", "asking, " GOOD_FIRST ", " GOOD_LAST);
  check_page("asking", true, true, NULL, NULL);
  ck_assert_msg(!strstr(edits, "\"asking\""), "%s", edits);
  ck_assert_ptr_null(rw_result_warning(result, 0));
}
END_TEST

/* ---- Language modules that give nonsense ---- */

static const struct {
  const char *fault, *reason;
} languages[] = {
    {"annotate", "the language module failed: its words are lost"},
    {"token-order", "the language module left text out before token 0"},
    {"token-overlap", "the language module put token 1 out of order or out of the text"},
    {"token-in-character", "the language module cut token 1 inside a character"},
    {"token-left-out", "the language module left text out before token 1"},
    {"token-past-end", "the language module put token 8 out of order or out of the text"},
    {"last-token-left-out", "the language module left text out at the end"},
    {"token-count", "the language module gave more tokens than the text has bytes"},
    {"sentence-gap", "the language module left a gap or an overlap at sentence 0"},
    {"sentence-overlap", "the language module left a gap or an overlap at sentence 1"},
    {"sentence-missing", "the language module's sentences do not hold all tokens"},
    {"sentence-count", "the language module gave more sentences than tokens"},
    {"no-sentences", "the language module left out a layer"},
    {"mark-outside", "the language module's mark 0 is out of bounds"},
    {"mark-kind", "the language module's mark 0 is out of bounds"},
    {"no-marks", "the language module left out a layer"},
    {"mark-count", "the language module gave too many marks"},
    {"no-tags", "the language module left out a layer"},
    {"no-lemma", "the language module gave token 1 no lemma, or one that is not UTF-8"},
    {"lemma-not-utf8", "the language module gave token 1 no lemma, or one that is not UTF-8"},
    {"head-outside", "the language module gave token 1 a head outside its sentence"},
    {"head-itself", "the language module gave token 1 a head outside its sentence"},
    {"head-circle", "the language module gave tokens heads that run in a circle"},
    {"no-heads", "the language module left out a layer"},
    {"surface", "the language module failed to repair the sentence"},
    {"surface-word", "the repair of the sentence would change 'café'"},
    {"surface-null", "the repair of the sentence would change 'The'"},
    {"surface-gap", "the language module left a gap undecided"},
    {"surface-known-gap", "the language module changed a gap that was known"},
    {"recognise", "the language module failed to tell whether it is in its language"},
};

START_TEST(a_bad_layer_leaves_its_passage_alone)
{
  char reason[128];
  snprintf(reason, sizeof reason, "\"reason\":\"%s\"", languages[_i].reason);
  run(languages[_i].fault, languages[_i].fault, GOOD_FIRST ", " GOOD_LAST);
  check_page(languages[_i].fault, false, true, NULL, NULL);
  ck_assert_msg(strstr(edits, reason) != NULL, "%s:\n%s", languages[_i].fault, edits);
}
END_TEST

START_TEST(impossible_counts_of_words_leave_the_page_alone)
{
  run("counts", "recognise-count", GOOD_FIRST ", " GOOD_LAST);
  check_page("counts", false, false, NULL, NULL);
  ck_assert_msg(strstr(edits, "failed to tell whether it is in its language") != NULL, "%s", edits);
}
END_TEST

START_TEST(a_language_module_that_cannot_start_is_an_error)
{
  rw_error error;
  ck_assert_int_eq(open_engine("create", GOOD_FIRST, &error), RW_NO_FILE);
  check_message(&error, ":1:", "language module 'babel': it has no words");
  ck_assert_ptr_null(engine);
}
END_TEST

#define ROWS(table) (int)(sizeof table / sizeof table[0])

int main(void)
{
#ifdef REWORD_PRELOADED
  fputs("skipped: without shared libraries the mock modules cannot be loaded\n", stderr);
  return 77; /* what automake takes for a test that was skipped */
#endif
  mocks = getenv("TEST_MODULES");
  if (!mocks) {
    fputs("TEST_MODULES does not name the folder of the mock modules\n", stderr);
    return EXIT_FAILURE;
  }
  Suite *suite = suite_create("misbehaviour");
  TCase *strategies = tcase_create("strategies"), *modules = tcase_create("language modules");
  tcase_set_timeout(strategies, 60);
  tcase_add_checked_fixture(strategies, NULL, close_engine);
  tcase_add_checked_fixture(modules, NULL, close_engine);
  tcase_add_loop_test(strategies, a_bad_proposal_changes_nothing, 0, ROWS(proposals));
  tcase_add_loop_test(strategies, a_failing_create_keeps_the_engine_from_opening, 0, ROWS(creations));
  tcase_add_loop_test(strategies, a_failing_survey_leaves_its_step_out, 0, ROWS(surveys));
  tcase_add_loop_test(strategies, a_failing_transform_costs_its_passage_nothing, 0, ROWS(transforms));
  tcase_add_loop_test(strategies, want_of_memory_is_an_error_of_the_document, 0, ROWS(starving));
  tcase_add_test(strategies, the_host_answers_nonsense_with_nothing);
  tcase_add_loop_test(modules, a_bad_layer_leaves_its_passage_alone, 0, ROWS(languages));
  tcase_add_test(modules, impossible_counts_of_words_leave_the_page_alone);
  tcase_add_test(modules, a_language_module_that_cannot_start_is_an_error);
  suite_add_tcase(suite, strategies);
  suite_add_tcase(suite, modules);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
