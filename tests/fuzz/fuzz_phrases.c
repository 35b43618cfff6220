/* Whatever a phrase table says, it is taken, or refused with a reason; and what it then finds in a text are edits.
 *
 * The input is the text of a phrase table. A refusal has a message of one line that begins with file, line and column.
 * A table that was taken is matched against a fixed passage: every edit proposed is well formed. */
#include "fuzz.h"

#include "../small_language.h"
#include "host.h"
#include "language.h"
#include "utf8.h"

#include "../../plugins/synonym/phrase_edit.h"
#include "../../plugins/synonym/phrase_file.h"

#include <string.h>

static const char text[] = "In order to win, he made use of well-known tricks: a number of them, 12 or more than $300! "
                           "She DOESN'T know “the cat” or the dog, of course, prior to noon. Was It All Over Again?";

/* Takes the text in as a passage with its layers. */
static void make_passage(struct passage *passage)
{
  struct segments segments = {0};
  uint32_t length = (uint32_t)strlen(text);
  segments_append(&segments, (struct segment){.text_length = length, .kind = SEGMENT_NEW});
  passage_init(passage);
  fuzz_require(passage_set_text(passage, text, length, &segments, NULL, 0) == RW_OK, "there is memory");
  segments_free(&segments);
  struct config config = {.language = &small_language, .language_code = "en"};
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct arena arena = {0};
  struct passage passage;
  make_passage(&passage);
  struct host_call call = {.arena = &arena, .plugin = "synonym", .passage = &passage};
  const rw_host *host = host_begin(&call);
  struct phrase_table table = {.entry_count = 0};
  rw_status status = phrase_file_parse(&table, (const char *)data, size, "table.txt", 0, host);
  if (status == RW_OK)
    status = phrase_table_finish(&table, host);
  if (status == RW_OK) {
    match_passage(&table, &passage.view, host);
    phrase_table_avoid(&table, "dog tricks");
    match_passage(&table, &passage.view, host);
  } else {
    check_refusal(status, &call.error);
  }
  host_end(&call);
  passage_free(&passage);
  arena_free(&arena);
  return 0;
}
