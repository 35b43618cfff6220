/* The strategy synonym: where the phrases of a table are found, and what becomes of them. What a table may say is in
 * test_phrases.c. */
#include "plugin_host.h"

#include <check.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define TOKEN_LIMIT 4096
#define TABLE_LIMIT 3

extern const struct rw_plugin synonym_LTX_rw_plugin;

/* ---- A small host ---- */

/* An edit as the host keeps it: what its tokens become. */
struct outcome {
  rw_range tokens;
  double score;
  const char *text;
  const char *why;
};

struct desk {
  struct plugin_host under; /* first, so that its context is the desk too */
  const rw_passage *passage;
  struct outcome outcomes[TOKEN_LIMIT];
  uint32_t count;
};

/* What the pieces say. Between tokens that are neighbours on the page stands what stands between them there; elsewhere
 * a blank, none before a comma. */
static const char *read_pieces(struct desk *desk, const rw_edit *edit)
{
  const rw_passage *passage = desk->passage;
  const char *text = "";
  uint32_t named = 0;
  uint32_t next = RW_NONE; /* the token behind the last one that was not dropped */
  for (uint32_t i = 0; i < edit->piece_count; i++) {
    const rw_piece *piece = &edit->pieces[i];
    rw_range tokens = piece->tokens;
    named += tokens.end - tokens.start;
    if (piece->kind == RW_DROP)
      continue;
    uint32_t start = passage->tokens[tokens.start].start;
    const char *words = piece->text;
    if (piece->kind == RW_KEEP)
      words = plugin_host_print(&desk->under, "%.*s", (int)(passage->tokens[tokens.end - 1].end - start),
                                passage->text + start);
    bool joined = tokens.start == next ? passage->tokens[next - 1].end == start : *words == ',';
    text = plugin_host_print(&desk->under, "%s%s%s", text, *text == '\0' || joined ? "" : " ", words);
    next = tokens.end;
  }
  ck_assert_uint_eq(named, edit->tokens.end - edit->tokens.start);
  return text;
}

/* Of edits with one range the best wins, of equally good ones the first. */
static rw_status desk_propose(const rw_host *host, const rw_edit *edit)
{
  struct desk *desk = host->context;
  ck_assert_uint_lt(edit->tokens.start, edit->tokens.end);
  ck_assert_uint_le(edit->tokens.end, desk->passage->token_count);
  struct outcome outcome = {edit->tokens, edit->score, read_pieces(desk, edit),
                            plugin_host_print(&desk->under, "%s", edit->why)};
  struct outcome *last = desk->count > 0 ? &desk->outcomes[desk->count - 1] : NULL;
  if (last && last->tokens.start == edit->tokens.start && last->tokens.end == edit->tokens.end) {
    if (edit->score > last->score)
      *last = outcome;
    return RW_OK;
  }
  ck_assert_msg(!last || last->tokens.end <= edit->tokens.start, "edits overlap or are out of order");
  desk->outcomes[desk->count++] = outcome;
  return RW_OK;
}

static struct desk *desk_open(void)
{
  struct desk *desk = calloc(1, sizeof *desk);
  ck_assert_ptr_nonnull(desk);
  plugin_host_open(&desk->under);
  desk->under.host.propose = desk_propose;
  return desk;
}

static void desk_close(struct desk *desk)
{
  plugin_host_close(&desk->under);
  free(desk);
}

/* ---- A small tokeniser ---- */

static bool is_letter(const char *at)
{
  unsigned char byte = (unsigned char)*at;
  return isalnum(byte) || (byte >= 0x80 && strncmp(at, "“", 3) != 0 && strncmp(at, "”", 3) != 0 &&
                           strncmp(at, "–", 3) != 0 && strncmp(at, RW_OBJECT, 3) != 0);
}

/* The end of the token at `at`: letters; digits with points and commas between; n't and 's stand by themselves; every
 * other character is a token. */
static const char *token_end(const char *at)
{
  if (strncmp(at, "n't", 3) == 0 && !is_letter(at + 3))
    return at + 3;
  if (*at == '\'' && is_letter(at + 1))
    at++;
  if (!is_letter(at))
    return at + ((unsigned char)*at >= 0x80 ? 3 : 1);
  do
    at++;
  while ((is_letter(at) && strncmp(at, "n't", 3) != 0) ||
         (strchr(".,", *at) && isdigit((unsigned char)at[-1]) && isdigit((unsigned char)at[1])));
  return at;
}

static bool is_number(const char *word, size_t length)
{
  static const char *const numbers[] = {"one", "two", "nine", "ten", "thirty", "half", "hundred"};
  if (isdigit((unsigned char)*word))
    return true;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (strlen(numbers[i]) == length && memcmp(word, numbers[i], length) == 0)
      return true;
  return false;
}

/* A passage made by hand; it owns its layers and borrows its text. */
struct sheet {
  rw_passage passage;
  rw_range tokens[TOKEN_LIMIT];
  rw_range sentences[TOKEN_LIMIT];
  rw_mark marks[TOKEN_LIMIT];
};

/* Marks the tokens of `words` as `kind` (all numbers are marked in any case). */
static void sheet_mark(struct sheet *sheet, const char *words, rw_mark_kind kind)
{
  rw_passage *passage = &sheet->passage;
  const char *place = words ? strstr(passage->text, words) : NULL;
  for (uint32_t i = 0; i < passage->token_count; i++) {
    const char *token = passage->text + passage->tokens[i].start;
    if (is_number(token, passage->tokens[i].end - passage->tokens[i].start))
      sheet->marks[passage->mark_count++] = (rw_mark){{i, i + 1}, RW_MARK_NUMBER};
    if (place && token >= place && token < place + strlen(words))
      sheet->marks[passage->mark_count++] = (rw_mark){{i, i + 1}, (uint32_t)kind};
  }
}

static struct sheet *sheet_open(const char *text)
{
  struct sheet *sheet = calloc(1, sizeof *sheet);
  ck_assert_ptr_nonnull(sheet);
  rw_passage *passage = &sheet->passage;
  *passage = (rw_passage){.size = sizeof *passage,
                          .text = text,
                          .text_length = (uint32_t)strlen(text),
                          .element = "p",
                          .tokens = sheet->tokens,
                          .sentences = sheet->sentences,
                          .marks = sheet->marks};
  uint32_t sentence = 0;
  for (const char *at = text; *at != '\0';) {
    if (isspace((unsigned char)*at)) {
      at++;
      continue;
    }
    const char *end = token_end(at);
    ck_assert_uint_lt(passage->token_count, TOKEN_LIMIT);
    sheet->tokens[passage->token_count++] = (rw_range){(uint32_t)(at - text), (uint32_t)(end - text)};
    if (strchr(".!?", *at) || end[strspn(end, " \n")] == '\0') {
      sheet->sentences[passage->sentence_count++] = (rw_range){sentence, passage->token_count};
      sentence = passage->token_count;
    }
    at = end;
  }
  return sheet;
}

/* ---- An instance ---- */

static void *find_option(void *instance, const char *name)
{
  for (const rw_option *option = synonym_LTX_rw_plugin.options; option->name; option++)
    if (strcmp(option->name, name) == 0)
      return (char *)instance + option->offset;
  ck_abort_msg("no option %s", name);
}

/* Writes a table to a file of its own; the caller removes it. */
static void write_table(const char *table, char path[32])
{
  strcpy(path, "/tmp/test_synonym_XXXXXX");
  int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  ck_assert_int_eq(write(file, table, strlen(table)), (ssize_t)strlen(table));
  close(file);
}

/* An instance with the tables given and without the built-in one. */
static rw_status open_instance(struct desk *desk, const char *const *tables, const char *const *avoid, void **instance)
{
  static char paths[TABLE_LIMIT][32];
  const char *names[TABLE_LIMIT];
  *instance = plugin_host_keep(&desk->under, synonym_LTX_rw_plugin.instance_size);
  rw_list *phrases = find_option(*instance, "phrases");
  for (; phrases->count < TABLE_LIMIT && tables[phrases->count]; phrases->count++) {
    write_table(tables[phrases->count], paths[phrases->count]);
    names[phrases->count] = paths[phrases->count];
  }
  phrases->items = names;
  rw_list *avoided = find_option(*instance, "avoid");
  avoided->items = avoid;
  while (avoid && avoid[avoided->count])
    avoided->count++;
  rw_status status = synonym_LTX_rw_plugin.create(*instance, &desk->under.host);
  for (uint32_t i = 0; i < phrases->count; i++)
    unlink(names[i]);
  return status;
}

/* The passage's text after all edits. */
static const char *rewritten(struct desk *desk)
{
  const rw_passage *passage = desk->passage;
  const char *text = "";
  uint32_t at = 0;
  for (uint32_t i = 0; i <= desk->count; i++) {
    const struct outcome *outcome = i < desk->count ? &desk->outcomes[i] : NULL;
    uint32_t end = outcome ? passage->tokens[outcome->tokens.start].start : passage->text_length;
    if (outcome && *outcome->text == '\0' && end > at)
      end -= passage->text[end - 1] == ' ';
    text = plugin_host_print(&desk->under, "%s%.*s%s", text, (int)(end - at), passage->text + at,
                             outcome ? outcome->text : "");
    at = outcome ? passage->tokens[outcome->tokens.end - 1].end : end;
  }
  return *text == ' ' ? text + 1 : text;
}

struct reading {
  const char *table, *extra, *avoid;
  const char *marked;
  rw_mark_kind kind;
  const char *text, *wanted;
};

static void check_reading(const char *rule, const struct reading *reading)
{
  struct desk *desk = desk_open();
  struct sheet *sheet = sheet_open(reading->text);
  sheet_mark(sheet, reading->marked, reading->kind);
  desk->passage = &sheet->passage;
  const char *tables[] = {reading->table, reading->extra, NULL};
  const char *avoid[] = {reading->avoid, NULL};
  void *instance;
  rw_status status = open_instance(desk, tables, avoid, &instance);
  ck_assert_msg(status == RW_OK, "%s: %s", rule, desk->under.message);
  status = synonym_LTX_rw_plugin.strategy->transform(instance, desk->passage, &desk->under.host);
  ck_assert_msg(status == RW_OK, "%s: %s", rule, desk->under.message);
  const char *text = rewritten(desk);
  ck_assert_msg(strcmp(text, reading->wanted) == 0, "%s: got \"%s\", wanted \"%s\"", rule, text, reading->wanted);
  free(sheet);
  desk_close(desk);
}

/* ---- Matching ---- */

#define SENTENCE "he came in order to help"

static const struct {
  const char *rule, *table, *text, *wanted;
} matches[] = {
    {"a phrase is replaced", "in order to = so as to", "he came in order to help", "he came so as to help"},
    {"wherever it stands", "a lot of = much", "a lot of tea, a lot of milk", "much tea, much milk"},
    {"a phrase that is not there", "in order to = to", "an order to go in", "an order to go in"},
    {"words are whole", "art = craft", "a part of the state", "a part of the state"},
    {"the longest phrase wins", "in order = tidy\nin order to = to\nto = toward", SENTENCE, "he came to help"},
    {"a shorter one where the longer does not go on", "due = owed\ndue to the fact that = because", "due to the rain",
     "owed to the rain"},
    {"a longer one steps back when its condition fails", "as well = too\nas well as = and [before: the]",
     "he as well as she", "he too as she"},
    {"what a longer phrase keeps, a shorter does not touch",
     "a number of = several\na number of times = a number of times", "a number of men a number of times",
     "several men a number of times"},
    {"phrases end with their sentence", "good day = hello", "It was good. day came", "It was good. day came"},
    {"blanks and line breaks part words", "in order to = to", "came in\n order  to help", "came to help"},
    {"punctuation is no blank", "in order to = to", "in, order to", "in, order to"},
    {"punctuation of the table is matched", "of course, = naturally,", "of course, he came", "naturally, he came"},
    {"and is kept", "a , b = c , b", "a, b", "c, b"},
    {"no blank comes before a comma that stays", "that is to say, = that is,", "That is to say, he came",
     "That is, he came"},
    {"nor does the edit touch a number before those that go", "the two of them, = the two,",
     "for the two of them, he came", "for the two, he came"},
    {"nor where words are added", "of course, = of course then,", "of course, he came", "of course then, he came"},
    {"hyphens join", "well-known = famous", "a well-known man", "a famous man"},
    {"a part of a joined word is none", "known = famous\nwell = good", "a well-known man", "a well-known man"},
    {"a contraction is a word", "don't = do not", "I don't know", "I do not know"},
    {"with either apostrophe", "o'clock = hours", "at six o’clock", "at six hours"},
    {"a possessive is another word", "house = home", "the house's roof, the house", "the house's roof, the home"},
    {"the best score wins", "big = great (0.5) | large (0.9) | huge (0.7)", "a big dog", "a large dog"},
    {"the first of equals", "big = great | large", "a big dog", "a great dog"},
    {"leaving out", "really = -", "it is really good", "it is good"},
    {"leaving out a part", "whether or not = whether", "ask whether or not he came", "ask whether he came"},
    {"a replacement may be longer", "now = right now", "go now", "go right now"},
    {"the table's capitals stay", "the net = the Internet", "on the net", "on the Internet"},
    {"each form has its own", "uses / use = employs / employ", "he uses it, they use that",
     "he employs it, they employ that"},
    {"edits stand side by side", "a lot of = much\nin order to = to", "a lot of in order to", "much to"},
};

START_TEST(phrase_is_replaced)
{
  check_reading(matches[_i].rule,
                &(struct reading){.table = matches[_i].table, .text = matches[_i].text, .wanted = matches[_i].wanted});
}
END_TEST

#define OVER "more than {number} = over {number}"
#define OVER_LARGE "more than {large-number} = over {large-number}"

static const struct {
  const char *rule, *table, *text, *wanted;
} slots[] = {
    {"a numeral", OVER, "more than 3 men", "over 3 men"},
    {"a number word", OVER, "more than nine men", "over nine men"},
    {"not one", OVER, "more than one man, more than 1 man", "more than one man, more than 1 man"},
    {"not a part", OVER, "more than half of them", "more than half of them"},
    {"not an ordinal", OVER, "more than 5th", "more than 5th"},
    {"not a compound", OVER, "more than 30-year loans", "more than 30-year loans"},
    {"no other word", OVER, "more than enough", "more than enough"},
    {"a large numeral", OVER_LARGE, "more than 30,000 men", "over 30,000 men"},
    {"a large number word", OVER_LARGE, "more than hundred men", "over hundred men"},
    {"decimals are large", OVER_LARGE, "more than 2.5 miles", "over 2.5 miles"},
    {"money is large", OVER_LARGE, "more than $5 a head", "over $5 a head"},
    {"shares", OVER_LARGE, "more than 30% of them", "over 30% of them"},
    {"few are not large", OVER_LARGE, "more than 3 men, more than nine", "more than 3 men, more than nine"},
    {"{word} is any word", "make {word} clear = clarify {word}", "make it clear", "clarify it"},
    {"but no punctuation", "make {word} clear = clarify {word}", "make , clear", "make , clear"},
    {"a word itself goes before a slot", "more than {word} = beyond {word}\nmore than ever = always",
     "more than ever, more than that", "always, beyond that"},
    {"words around slots", "a total of {number} men = {number} men", "a total of 30 men", "30 men"},
};

START_TEST(slot_takes_a_word_and_keeps_it)
{
  check_reading(slots[_i].rule,
                &(struct reading){.table = slots[_i].table, .text = slots[_i].text, .wanted = slots[_i].wanted});
}
END_TEST

static const struct {
  const char *rule, *table, *text, *wanted;
} conditions[] = {
    {"after", "so = thus [after: and]", "and so he did so", "and thus he did so"},
    {"after nothing", "so = thus [after: and]", "so he did", "so he did"},
    {"not after", "so = thus [not after: and do]", "so and so do so", "thus and so do so"},
    {"before", "prior to = before [before: the]", "prior to the war, prior to war", "before the war, prior to war"},
    {"not before", "prior to = before [not before: the]", "prior to the war, prior to war",
     "prior to the war, before war"},
    {"an ending", "prior to = before [before: *ing]", "prior to leaving, prior to war", "before leaving, prior to war"},
    {"an ending is not a word", "prior to = before [before: *ing]", "prior to ing", "prior to ing"},
    {"an ending in any case", "prior to = before [before: *ing]", "prior to LEAVING, prior to WAR",
     "before LEAVING, prior to WAR"},
    {"a slot", "over = above [before: {number}]", "over 30, over it", "above 30, over it"},
    {"punctuation", "so = thus [before: ,]", "so, he said so", "thus, he said so"},
    {"start", "also = besides [start]", "also he came also", "besides he came also"},
    {"start behind a quotation mark", "also = besides [start]", "“also he", "“besides he"},
    {"not start", "also = too [not start]", "also he came also", "also he came too"},
    {"end", "also = too [end]", "also he came also.", "also he came too."},
    {"not end", "also = too [not end]", "also he came also.", "too he came also."},
    {"each sentence has its own", "also = besides [start]", "he also came. also she", "he also came. besides she"},
    {"words outside the sentence do not count", "so = thus [after: .]", "he came. so he left", "he came. so he left"},
    {"all must hold", "so = thus [after: and; before: he]", "and so he, and so she", "and thus he, and so she"},
    {"each alternative has its own", "so = thus (0.9) [start] | hence", "so he said so", "thus he said hence"},
};

START_TEST(condition_is_kept)
{
  check_reading(
      conditions[_i].rule,
      &(struct reading){.table = conditions[_i].table, .text = conditions[_i].text, .wanted = conditions[_i].wanted});
}
END_TEST

static const struct {
  const char *rule, *table, *text, *wanted;
} cases[] = {
    {"a capital at the start of a sentence", "a lot of = much", "A lot of tea. A lot of milk", "Much tea. Much milk"},
    {"no matter how many bytes it has", "a lot of = éa", "A lot of tea", "Éa tea"},
    {"behind a quotation mark", "a lot of = much", "“A lot of tea”", "“Much tea”"},
    {"a capital elsewhere may be a name's", "a lot of = much\nmay = might", "the A lot of, in May",
     "the A lot of, in May"},
    {"also inside the phrase", "united nations = nations", "the United Nations came", "the United Nations came"},
    {"capitals throughout", "a lot of = very much", "he drank A LOT OF tea", "he drank VERY MUCH tea"},
    {"one word in capitals may be an acronym", "aids = helps", "he has AIDS now", "he has AIDS now"},
    {"not where all is in capitals", "aids = helps", "NEW LAW AIDS BANKS", "NEW LAW HELPS BANKS"},
    {"title style", "numerous = many", "They Found Numerous Errors", "They Found Many Errors"},
    {"long words have capitals there", "a great deal of = not too much", "They Drank A Great Deal Of Milk",
     "They Drank Not too Much Milk"},
    {"short words need none", "make use of = take up", "They Will Make Use of Milk", "They Will Take up Milk"},
    {"the pronoun I is no capital", "I think that = perhaps", "and I think that he", "and perhaps he"},
};

START_TEST(case_is_carried_over)
{
  check_reading(cases[_i].rule,
                &(struct reading){.table = cases[_i].table, .text = cases[_i].text, .wanted = cases[_i].wanted});
}
END_TEST

/* What a mark on some words of a sentence leaves to be done. */
static const struct {
  const char *rule, *marked;
  rw_mark_kind kind;
  const char *table, *text, *wanted;
} marks[] = {
    {"no mark", NULL, RW_MARK_NAME, "in order to = so as to", SENTENCE, "he came so as to help"},
    {"a name", "order", RW_MARK_NAME, "in order to = so as to", SENTENCE, SENTENCE},
    {"an address", "order", RW_MARK_ADDRESS, "in order to = so as to", SENTENCE, SENTENCE},
    {"a term", "order", RW_MARK_TERM, "in order to = so as to", SENTENCE, SENTENCE},
    {"a quotation", "order", RW_MARK_QUOTATION, "in order to = so as to", SENTENCE, SENTENCE},
    {"what is protected", "order", RW_MARK_PROTECTED, "in order to = so as to", SENTENCE, SENTENCE},
    {"what is fixed", "order", RW_MARK_FIXED, "in order to = so as to", SENTENCE, SENTENCE},
    {"a number", "order", RW_MARK_NUMBER, "in order to = so as to", SENTENCE, SENTENCE},
    {"a negation is the host's to count", "order", RW_MARK_NEGATION, "in order to = so as to", SENTENCE,
     "he came so as to help"},
    {"also in a part that stays", "to", RW_MARK_QUOTATION, "in order to = so as to", SENTENCE, SENTENCE},
    {"also in a slot", "he", RW_MARK_NAME, "{word} came = {word} arrived", SENTENCE, SENTENCE},
    {"not beside the phrase", "he came", RW_MARK_QUOTATION, "in order to = so as to", SENTENCE,
     "he came so as to help"},
    {"a part of a joined word", "known", RW_MARK_NAME, "well-known = famous", "a well-known man", "a well-known man"},
    {"a number that stays", NULL, RW_MARK_NAME, "the two of them = those two", "for the two of them",
     "for the two of them"},
    {"a slot's number that a quotation holds", "30", RW_MARK_QUOTATION, OVER, "more than 30 men", "more than 30 men"},
};

START_TEST(mark_is_respected)
{
  check_reading(marks[_i].rule, &(struct reading){.table = marks[_i].table,
                                                  .marked = marks[_i].marked,
                                                  .kind = marks[_i].kind,
                                                  .text = marks[_i].text,
                                                  .wanted = marks[_i].wanted});
}
END_TEST

static const struct {
  const char *rule, *table, *text, *wanted;
} apostrophes[] = {
    {"curly where the passage has curly ones", "it is = it's\nso = thus", "So it is. Tom’s hat",
     "Thus it’s. Tom’s hat"},
    {"in any sentence of it", "it is = it's", "Tom’s hat. It is his", "Tom’s hat. It’s his"},
    {"in capitals, too", "it is = it's", "TOM’S HAT, IT IS HIS", "TOM’S HAT, IT’S HIS"},
    {"straight where it has straight ones", "it is = it's", "Tom's hat, it is his", "Tom's hat, it's his"},
    {"straight where it has both", "it is = it's", "Tom's hat, Ann’s hat, it is his", "Tom's hat, Ann’s hat, it's his"},
    {"straight where it has none", "it is = it's", "so it is", "so it's"},
};

START_TEST(apostrophes_are_those_of_the_passage)
{
  check_reading(apostrophes[_i].rule, &(struct reading){.table = apostrophes[_i].table,
                                                        .text = apostrophes[_i].text,
                                                        .wanted = apostrophes[_i].wanted});
}
END_TEST

static const struct {
  const char *rule, *table, *text, *wanted;
} repetitions[] = {
    {"a content word the sentence has", "big = large", "a big dog and a large cat", "a big dog and a large cat"},
    {"a short one, too", "employ = use", "I use tea, employ it", "I use tea, employ it"},
    {"in any case", "big = large", "Large dogs, big cats", "Large dogs, big cats"},
    {"another alternative can do", "big = large (0.9) | huge", "a big dog and a large cat",
     "a huge dog and a large cat"},
    {"another sentence does not count", "big = large", "a big dog. a large cat", "a large dog. a large cat"},
    {"function words may come again", "in order to = to", "to go in order to see", "to go to see"},
    {"what the phrase has itself", "big house = big home", "a big dog, a big house", "a big dog, a big home"},
    {"not side by side", "in order to = to", "up to in order to see", "up to in order to see"},
    {"nor behind", "in order = to", "in order to see", "in order to see"},
    {"two phrases do not bring one word", "big = large\nhuge = large", "a big dog, a huge cat",
     "a large dog, a huge cat"},
    {"one phrase twice does", "big = large", "a big dog, a big cat", "a large dog, a large cat"},
    {"punctuation may come again", "indeed = yes, yes", "well, indeed", "well, yes, yes"},
};

START_TEST(word_does_not_come_twice)
{
  check_reading(repetitions[_i].rule, &(struct reading){.table = repetitions[_i].table,
                                                        .text = repetitions[_i].text,
                                                        .wanted = repetitions[_i].wanted});
}
END_TEST

/* ---- Options ---- */

static const struct {
  const char *rule, *table, *extra, *avoid, *text, *wanted;
} options[] = {
    {"a later table adds", "a lot = much", "in order to = to", NULL, "a lot in order to", "much to"},
    {"a later table wins", "big = large (1)", "big = huge (0.1)", NULL, "a big dog", "a huge dog"},
    {"and can switch off", "big = large", "big = big", NULL, "a big dog", "a big dog"},
    {"an avoided word is not put in", "big = large", NULL, "large", "a big dog", "a big dog"},
    {"another alternative can do", "big = large (0.9) | huge", NULL, "Large", "a big dog", "a huge dog"},
    {"nor is an avoided phrase", "big = very large | large", NULL, "very large", "a big dog", "a large dog"},
    {"also with a comma", "big = of course, | large", NULL, "of course,", "a big dog", "a large dog"},
    {"its words alone may be", "big = large very", NULL, "very large", "a big dog", "a large very dog"},
    {"what stands there already may stay", "large house = large home", NULL, "large", "a large house", "a large home"},
    {"words of no table are no matter", "big = large", NULL, "enormous", "a big dog", "a large dog"},
};

START_TEST(option_is_obeyed)
{
  check_reading(options[_i].rule, &(struct reading){.table = options[_i].table,
                                                    .extra = options[_i].extra,
                                                    .avoid = options[_i].avoid,
                                                    .text = options[_i].text,
                                                    .wanted = options[_i].wanted});
}
END_TEST

START_TEST(reason_names_both_phrases)
{
  static const char *const tables[] = {"of course, = naturally, | -", NULL};
  struct desk *desk = desk_open();
  struct sheet *sheet = sheet_open("of course, he came");
  desk->passage = &sheet->passage;
  void *instance;
  ck_assert_int_eq(open_instance(desk, tables, NULL, &instance), RW_OK);
  ck_assert_int_eq(synonym_LTX_rw_plugin.strategy->transform(instance, desk->passage, &desk->under.host), RW_OK);
  ck_assert_uint_eq(desk->count, 1);
  ck_assert_str_eq(desk->outcomes[0].why, "'of course,' can be 'naturally,'");
  free(sheet);
  desk_close(desk);
}
END_TEST

START_TEST(passage_without_words_stays)
{
  static const char *const tables[] = {"a = b", NULL};
  struct desk *desk = desk_open();
  struct sheet *sheet = sheet_open("");
  desk->passage = &sheet->passage;
  void *instance;
  ck_assert_int_eq(open_instance(desk, tables, NULL, &instance), RW_OK);
  ck_assert_int_eq(synonym_LTX_rw_plugin.strategy->transform(instance, desk->passage, &desk->under.host), RW_OK);
  ck_assert_uint_eq(desk->count, 0);
  free(sheet);
  desk_close(desk);
}
END_TEST

/* Wherever memory ends, the answer is RW_NO_MEMORY; with enough of it all goes well. */
START_TEST(no_memory_is_said)
{
  static const char *const tables[] = {"In order to = to (0.9) [after: he *me] | so as to\nhelp = aid", NULL};
  uint32_t allocations = 0;
  for (rw_status status = RW_NO_MEMORY; status != RW_OK; allocations++) {
    struct desk *desk = desk_open();
    struct sheet *sheet = sheet_open("In order to help he came in order to eat");
    desk->passage = &sheet->passage;
    desk->under.allocations_left = allocations;
    void *instance;
    status = open_instance(desk, tables, NULL, &instance);
    if (status == RW_OK)
      status = synonym_LTX_rw_plugin.strategy->transform(instance, desk->passage, &desk->under.host);
    ck_assert_msg(status == RW_OK || status == RW_NO_MEMORY, "status %d: %s", (int)status, desk->under.message);
    ck_assert_uint_eq(desk->count, status == RW_OK ? 3 : desk->count);
    free(sheet);
    desk_close(desk);
  }
  ck_assert_uint_gt(allocations, 20);
}
END_TEST

START_TEST(builtin_table_is_read_unless_switched_off)
{
  struct desk *desk = desk_open();
  struct sheet *sheet = sheet_open("He came in order to help.");
  desk->passage = &sheet->passage;
  for (uint32_t builtin = 0; builtin < 2; builtin++) {
    void *instance = plugin_host_keep(&desk->under, synonym_LTX_rw_plugin.instance_size);
    *(bool *)find_option(instance, "builtin") = builtin == 1;
    rw_status status = synonym_LTX_rw_plugin.create(instance, &desk->under.host);
    ck_assert_msg(status == RW_OK, "%s", desk->under.message);
    ck_assert_int_eq(synonym_LTX_rw_plugin.strategy->transform(instance, desk->passage, &desk->under.host), RW_OK);
    ck_assert_uint_eq(desk->count, builtin);
  }
  free(sheet);
  desk_close(desk);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("synonym");
  TCase *edits = tcase_create("edits");
  tcase_add_loop_test(edits, phrase_is_replaced, 0, COUNT(matches));
  tcase_add_loop_test(edits, slot_takes_a_word_and_keeps_it, 0, COUNT(slots));
  tcase_add_loop_test(edits, condition_is_kept, 0, COUNT(conditions));
  tcase_add_loop_test(edits, case_is_carried_over, 0, COUNT(cases));
  tcase_add_loop_test(edits, apostrophes_are_those_of_the_passage, 0, COUNT(apostrophes));
  tcase_add_loop_test(edits, mark_is_respected, 0, COUNT(marks));
  tcase_add_loop_test(edits, word_does_not_come_twice, 0, COUNT(repetitions));
  tcase_add_test(edits, reason_names_both_phrases);
  tcase_add_test(edits, passage_without_words_stays);
  tcase_add_test(edits, no_memory_is_said);
  suite_add_tcase(suite, edits);
  TCase *choices = tcase_create("options");
  tcase_add_loop_test(choices, option_is_obeyed, 0, COUNT(options));
  tcase_add_test(choices, builtin_table_is_read_unless_switched_off);
  suite_add_tcase(suite, choices);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
