/* synonym - a strategy that puts words and phrases in place of others that mean the same. */
#include <reword/plugin.h>

#include "phrase_edit.h"
#include "phrase_file.h"

/* The built-in phrase table, below the data folder. */
#define BUILTIN_PHRASES "synonym/phrases.txt"

struct synonym {
  bool builtin;
  rw_list phrases; /**< const char *: paths */
  rw_list avoid;   /**< const char * */
  struct phrase_table table;
};

static const rw_option options[] = {
    {.name = "phrases",
     .type = RW_TYPE_PATH,
     .list = true,
     .offset = offsetof(struct synonym, phrases),
     .help = "more phrase tables, read after the built-in one; later entries win"},
    {.name = "avoid",
     .type = RW_TYPE_STRING,
     .list = true,
     .offset = offsetof(struct synonym, avoid),
     .help = "words and phrases never to put in"},
    {.name = "builtin",
     .type = RW_TYPE_BOOL,
     .offset = offsetof(struct synonym, builtin),
     .preset = "true",
     .help = "use the built-in phrase table"},
    {.name = NULL},
};

static rw_status read_builtin(struct synonym *synonym, const rw_host *host)
{
  const char *path = host->data_path(host, BUILTIN_PHRASES);
  if (!path)
    return host->failure(host, RW_NO_FILE,
                         "the phrase table " BUILTIN_PHRASES
                         " is not installed; name its folder in REWORD_DATA_PATH, or say builtin: false");
  return phrase_file_read(&synonym->table, path, 0, host);
}

static rw_status create(void *instance, const rw_host *host)
{
  struct synonym *synonym = instance;
  rw_status status = synonym->builtin ? read_builtin(synonym, host) : RW_OK;
  const char *const *paths = synonym->phrases.items;
  for (uint32_t i = 0; status == RW_OK && i < synonym->phrases.count; i++)
    status = phrase_file_read(&synonym->table, paths[i], i + 1, host);
  if (status == RW_OK)
    status = phrase_table_finish(&synonym->table, host);
  const char *const *avoid = synonym->avoid.items;
  for (uint32_t i = 0; status == RW_OK && i < synonym->avoid.count; i++)
    phrase_table_avoid(&synonym->table, avoid[i]);
  return status;
}

/* Proposes what the table has for a sentence, from its first word to its last. */
static rw_status transform_sentence(const struct phrase_table *table, struct phrase_sentence *sentence,
                                    const rw_host *host)
{
  rw_status status = RW_OK;
  for (uint32_t at = 0; status == RW_OK && at < sentence->count;) {
    struct phrase_match match;
    if (!phrase_match_find(table, sentence, at, &match)) {
      at++;
      continue;
    }
    status = phrase_edit_propose(sentence, &match, host);
    at = match.words.end;
  }
  return status;
}

static rw_status transform(void *instance, const rw_passage *passage, const rw_host *host)
{
  const struct synonym *synonym = instance;
  if (passage->token_count == 0)
    return RW_OK;
  uint16_t *marks = host->allocate(host, passage->token_count * sizeof *marks);
  struct phrase_word *words = host->allocate(host, passage->token_count * sizeof *words);
  if (!marks || !words)
    return RW_NO_MEMORY;
  phrase_words_marks(passage, marks);
  bool curly = phrase_words_curly(passage);
  rw_status status = RW_OK;
  for (uint32_t i = 0; status == RW_OK && i < passage->sentence_count; i++) {
    struct phrase_sentence sentence;
    phrase_words_read(passage, passage->sentences[i], marks, &synonym->table.vocabulary, words, &sentence);
    sentence.curly = curly;
    status = transform_sentence(&synonym->table, &sentence, host);
  }
  return status;
}

static const rw_strategy strategy = {.size = sizeof strategy, .transform = transform};

RW_PLUGIN_EXPORT const struct rw_plugin synonym_LTX_rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "synonym",
    .version = "0.1.0",
    .summary = "puts words and phrases in place of others that mean the same",
    .licence = "MIT",
    .language = "en",
    .needs = RW_DEPTH_TOKENS,
    .options = options,
    .instance_size = sizeof(struct synonym),
    .create = create,
    .strategy = &strategy,
};
