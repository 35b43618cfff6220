/* Whatever a phrase table says, it is taken, or refused with a reason; and what it then finds in a text are edits.
 *
 * The input is the text of a phrase table, then perhaps a line of `====` and the text that it is matched against (there
 * is a fixed one), then perhaps another such line and words to avoid. A refusal has a message of one line that begins
 * with file, line and column. Of a table that was taken every edit proposed is well formed, and it is as large when it
 * was read as two files. */
#include "fuzz.h"

#include "host.h"
#include "language.h"
#include "option.h"
#include "utf8.h"

#include "../../plugins/synonym/phrase_edit.h"
#include "../../plugins/synonym/phrase_file.h"

#include <string.h>

extern const struct rw_plugin english_LTX_rw_plugin;

static const struct module english = {&english_LTX_rw_plugin, "(test)"};

static const char usual_text[] =
    "In order to win, he made use of well-known tricks: a number of them, 12 or more than $300! "
    "She DOESN'T know “the cat” or the dog, of course, prior to noon. Was It All Over Again?";

/* A stretch of the input. */
struct part {
  const char *text;
  size_t length;
};

/* Cuts the input up to the next line of `====` off it. Without such a line it is all of the input, and the rest is
 * empty. */
static struct part cut_part(struct part *input)
{
  static const char mark[] = "\n====\n";
  const char *place = memmem(input->text, input->length, mark, strlen(mark));
  struct part part = *input;
  *input = (struct part){part.text + part.length, 0};
  if (place) {
    const char *rest = place + strlen(mark);
    *input = (struct part){rest, (size_t)(part.text + part.length - rest)};
    part.length = (size_t)(place - part.text);
  }
  return part;
}

/* Whether a part can be a passage's text: some UTF-8 without NUL. */
static bool is_text(const struct part *part)
{
  return part->length > 0 && utf8_valid(part->text, part->length) && !memchr(part->text, '\0', part->length);
}

/* Takes a text in as a passage with its layers. */
static void make_passage(const struct part *text, struct arena *arena, struct passage *passage)
{
  struct segments segments = {0};
  uint32_t length = (uint32_t)text->length;
  segments_append(&segments, (struct segment){.text_length = length, .kind = SEGMENT_NEW});
  passage_init(passage);
  fuzz_require(passage_set_text(passage, text->text, length, &segments, NULL, 0) == RW_OK, "there is memory");
  segments_free(&segments);
  void *options = arena_allocate(arena, english_LTX_rw_plugin.instance_size);
  fuzz_require(options && option_presets(english_LTX_rw_plugin.options, options, arena, NULL) == RW_OK,
               "there are presets");
  struct config config = {.language = &english,
                          .language_code = "en",
                          .language_options = options,
                          .protect = {.names = true, .numbers = true, .quotes = true}};
  struct language *language;
  rw_error error;
  fuzz_require(language_open(&config, &language, &error) == RW_OK, "there is memory");
  fuzz_require(language_annotate(language, passage, RW_DEPTH_TOKENS, &error) == RW_OK, "the text has its layers");
  language_close(language);
}

static void match_sentence(const struct phrase_table *table, struct phrase_sentence *sentence, const rw_host *host)
{
  for (uint32_t at = 0; at < sentence->count;) {
    struct phrase_match match;
    if (!phrase_match_find(table, sentence, at, &match)) {
      at++;
      continue;
    }
    fuzz_require(match.words.start == at && match.words.end > at && match.words.end <= sentence->count,
                 "a match lies in its sentence");
    fuzz_require(phrase_edit_propose(sentence, &match, host) == RW_OK, "every edit proposed is well formed");
    at = match.words.end;
  }
}

static void match_passage(const struct phrase_table *table, const rw_passage *passage, const rw_host *host)
{
  if (passage->token_count == 0)
    return;
  uint16_t *marks = host->allocate(host, passage->token_count * sizeof *marks);
  struct phrase_word *words = host->allocate(host, passage->token_count * sizeof *words);
  fuzz_require(marks && words, "there is memory");
  phrase_words_marks(passage, marks);
  for (uint32_t i = 0; i < passage->sentence_count; i++) {
    struct phrase_sentence sentence;
    phrase_words_read(passage, passage->sentences[i], marks, &table->vocabulary, words, &sentence);
    sentence.curly = phrase_words_curly(passage);
    match_sentence(table, &sentence, host);
  }
}

static void check_refusal(rw_status status, const rw_error *error)
{
  fuzz_require(status == RW_BAD_DATA && error->status == RW_BAD_DATA, "a table is refused as bad data");
  fuzz_require(strncmp(error->message, "table.txt:", 10) == 0, "a message names the file");
  fuzz_require(utf8_valid(error->message, strlen(error->message)), "a message is UTF-8");
  for (const char *at = error->message; *at; at++)
    fuzz_require((unsigned char)*at >= 0x20 && *at != 0x7F, "a message is one line");
}

/* Reads a table `times` times, each as a file of its own. */
static rw_status read_table(struct phrase_table *table, const struct part *text, uint32_t times, const rw_host *host)
{
  rw_status status = RW_OK;
  for (uint32_t number = 0; number < times && status == RW_OK; number++)
    status = phrase_file_parse(table, text->text, text->length, "table.txt", number, host);
  return status == RW_OK ? phrase_table_finish(table, host) : status;
}

/* Takes out what would put in the words of a part, or some words where it is empty. */
static void avoid(struct phrase_table *table, const struct part *words)
{
  char *banned = words->length > 0 ? strndup(words->text, words->length) : strdup("the cat");
  fuzz_require(banned, "there is memory");
  phrase_table_avoid(table, banned);
  free(banned);
}

static void check_table(const struct part *text, const struct part *avoided, const rw_passage *passage,
                        struct host_call *call)
{
  const rw_host *host = host_begin(call);
  struct phrase_table table = {.entry_count = 0};
  rw_status status = read_table(&table, text, 1, host);
  if (status == RW_OK) {
    struct phrase_table twice = {.entry_count = 0};
    fuzz_require(read_table(&twice, text, 2, host) == RW_OK, "a table is taken again");
    fuzz_require(twice.entry_count == table.entry_count, "of equal phrases the later file's wins");
    match_passage(&table, passage, host);
    avoid(&table, avoided);
    match_passage(&table, passage, host);
  } else {
    check_refusal(status, &call->error);
  }
  host_end(call);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct part input = {(const char *)data, size};
  struct part table = cut_part(&input);
  struct part text = cut_part(&input);
  if (!is_text(&text))
    text = (struct part){usual_text, strlen(usual_text)};
  struct arena arena = {0};
  struct passage passage;
  make_passage(&text, &arena, &passage);
  struct host_call call = {.arena = &arena, .plugin = "synonym", .passage = &passage};
  check_table(&table, &input, &passage.view, &call);
  passage_free(&passage);
  arena_free(&arena);
  return 0;
}
