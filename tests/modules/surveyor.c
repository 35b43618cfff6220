/* A strategy that goes by what its survey found: it replaces a word in one way where the passage is longer than the
 * document's passages are on the average, and in another where it is not; its scores are random numbers. It also asks
 * for what a guard refuses, and its survey fails for documents whose first passage holds a word it dislikes. */
#include "mock.h"

#include <string.h>

struct surveyor {
  const char *from;
  const char *to_long;
  const char *to_short;
  const char *dislikes;
  uint64_t average;
};

static const rw_option options[] = {
    {.name = "from", .type = RW_TYPE_STRING, .offset = offsetof(struct surveyor, from), .help = "the word to replace"},
    {.name = "to-long",
     .type = RW_TYPE_STRING,
     .offset = offsetof(struct surveyor, to_long),
     .preset = "long",
     .help = "what replaces it in long passages"},
    {.name = "to-short",
     .type = RW_TYPE_STRING,
     .offset = offsetof(struct surveyor, to_short),
     .preset = "short",
     .help = "what replaces it in short passages"},
    {.name = "dislikes",
     .type = RW_TYPE_STRING,
     .offset = offsetof(struct surveyor, dislikes),
     .help = "the word that makes the survey fail"},
    {.name = NULL},
};

static rw_status survey(void *instance, const rw_document *document, const rw_host *host)
{
  struct surveyor *surveyor = instance;
  uint64_t total = 0;
  for (uint32_t i = 0; i < document->passage_count; i++) {
    const rw_passage *passage = host->passage(host, i);
    if (!passage)
      return RW_NO_MEMORY;
    if (i == 0 && surveyor->dislikes && strstr(passage->text, surveyor->dislikes))
      return host->failure(host, RW_FAILED, "%u bytes with '%s'", (unsigned)passage->text_length, surveyor->dislikes);
    total += passage->text_length;
  }
  surveyor->average = document->passage_count > 0 ? total / document->passage_count : 0;
  return RW_OK;
}

static rw_status propose(const rw_passage *passage, uint32_t token, const char *text, const rw_host *host)
{
  const rw_piece piece = RW_TEXT_FOR(text, token, token + 1);
  const rw_edit edit = {
      .size = sizeof edit,
      .tokens = {token, token + 1},
      .pieces = &piece,
      .piece_count = 1,
      .score = (double)(host->random(host, passage->text, passage->text_length) % 1001) / 1000,
      .why = "what the survey found",
  };
  return host->propose(host, &edit);
}

static rw_status transform(void *instance, const rw_passage *passage, const rw_host *host)
{
  const struct surveyor *surveyor = instance;
  const char *to = passage->text_length > surveyor->average ? surveyor->to_long : surveyor->to_short;
  size_t length = strlen(surveyor->from);
  for (uint32_t i = 0; i < passage->token_count; i++) {
    rw_range bytes = passage->tokens[i];
    const char *word = passage->text + bytes.start;
    bool number = *word >= '0' && *word <= '9';
    if (!number && (bytes.end - bytes.start != length || memcmp(word, surveyor->from, length) != 0))
      continue;
    if (propose(passage, i, to, host) == RW_NO_MEMORY)
      return RW_NO_MEMORY;
  }
  return RW_OK;
}

static const rw_strategy strategy = {.size = sizeof strategy, .survey = survey, .transform = transform};

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "surveyor",
    .version = "1.0",
    .summary = "Goes by what its survey found",
    .licence = "MIT",
    .needs = RW_DEPTH_TOKENS,
    .options = options,
    .instance_size = sizeof(struct surveyor),
    .strategy = &strategy,
};
