/* A strategy that proposes the edit its options describe, however wrong, with the faults that no option can say. */
#include "mock.h"

#include <math.h>
#include <string.h>

enum fault {
  FAULT_NONE,
  FAULT_NO_EDIT,
  FAULT_SHORT_EDIT,
  FAULT_NO_PIECES,
  FAULT_PIECES_PAST_NUMBER,
  FAULT_NOT_UTF8,
  FAULT_NO_TEXT,
  FAULT_LONG_TEXT,
  FAULT_LARGE_TEXT,
  FAULT_SCORE_NAN,
  FAULT_NO_WHY,
  FAULT_WHY_NOT_UTF8,
  FAULT_FAILS_AFTERWARDS
};

static const char *const faults[] = {"none",     "no-edit",      "short-edit",       "no-pieces",  "pieces-past-number",
                                     "not-utf8", "no-text",      "long-text",        "large-text", "score-nan",
                                     "no-why",   "why-not-utf8", "fails-afterwards", NULL};

/* A piece as an option: `tokens` are two numbers or none. */
struct described_piece {
  int64_t kind;
  rw_list tokens;
  const char *text;
};

struct proposer {
  int64_t passage;
  rw_list tokens;
  rw_list pieces;
  double score;
  int64_t times;
  bool around;
  int fault;
};

static const rw_option piece_options[] = {
    {.name = "kind",
     .type = RW_TYPE_INT,
     .offset = offsetof(struct described_piece, kind),
     .preset = "1",
     .help = "as rw_piece_kind counts: 0 keep, 1 text, 2 drop, or none of them"},
    {.name = "tokens",
     .type = RW_TYPE_INT,
     .list = true,
     .offset = offsetof(struct described_piece, tokens),
     .help = "the first token and the one behind the last"},
    {.name = "text", .type = RW_TYPE_STRING, .offset = offsetof(struct described_piece, text), .help = "the new text"},
    {.name = NULL},
};

static const rw_option options[] = {
    {.name = "passage",
     .type = RW_TYPE_INT,
     .offset = offsetof(struct proposer, passage),
     .help = "the number of the passage it proposes the edit for"},
    {.name = "tokens",
     .type = RW_TYPE_INT,
     .list = true,
     .offset = offsetof(struct proposer, tokens),
     .preset = "[0, 1]",
     .help = "the edit's first token and the one behind its last"},
    {.name = "pieces",
     .type = RW_TYPE_RECORD,
     .list = true,
     .offset = offsetof(struct proposer, pieces),
     .record = piece_options,
     .record_size = sizeof(struct described_piece),
     .help = "the edit's pieces"},
    {.name = "score", .type = RW_TYPE_REAL, .offset = offsetof(struct proposer, score), .preset = "1", .help = "score"},
    {.name = "times",
     .type = RW_TYPE_INT,
     .offset = offsetof(struct proposer, times),
     .preset = "1",
     .help = "how often it proposes the edit"},
    {.name = "around",
     .type = RW_TYPE_BOOL,
     .offset = offsetof(struct proposer, around),
     .help = "proposes another edit too, that adds a word to the whole passage, with score 0.5"},
    {.name = "fault",
     .type = RW_TYPE_ENUM,
     .offset = offsetof(struct proposer, fault),
     .values = faults,
     .help = "what else is wrong with the edit"},
    {.name = NULL},
};

static rw_range read_range(const rw_list *list)
{
  const int64_t *numbers = list->items;
  return list->count == 2 ? (rw_range){(uint32_t)numbers[0], (uint32_t)numbers[1]} : (rw_range){0, 0};
}

/* The pieces, with what is wrong with them. NULL: no memory. */
static rw_piece *make_pieces(const struct proposer *proposer, const rw_host *host)
{
  const struct described_piece *described = proposer->pieces.items;
  rw_piece *pieces = host->allocate(host, (proposer->pieces.count + 1) * sizeof *pieces);
  char *long_text = host->allocate(host, 65538);
  if (!pieces || !long_text)
    return NULL;
  memset(long_text, 'x', proposer->fault == FAULT_LONG_TEXT ? 65537 : 65536);
  for (uint32_t i = 0; i < proposer->pieces.count; i++) {
    pieces[i] = (rw_piece){(rw_piece_kind)described[i].kind, read_range(&described[i].tokens), described[i].text};
    if (proposer->fault == FAULT_NOT_UTF8)
      pieces[i].text = "caf\xE9";
    if (proposer->fault == FAULT_NO_TEXT)
      pieces[i].text = NULL;
    if (proposer->fault == FAULT_LONG_TEXT || proposer->fault == FAULT_LARGE_TEXT)
      pieces[i].text = long_text;
  }
  return pieces;
}

static void spoil(rw_edit *edit, int fault)
{
  switch ((enum fault)fault) {
  case FAULT_SHORT_EDIT:
    edit->size = offsetof(rw_edit, score);
    break;
  case FAULT_NO_PIECES:
    edit->pieces = NULL;
    break;
  case FAULT_PIECES_PAST_NUMBER:
    edit->piece_count = UINT32_MAX;
    break;
  case FAULT_SCORE_NAN:
    edit->score = NAN;
    break;
  case FAULT_NO_WHY:
    edit->why = NULL;
    break;
  case FAULT_WHY_NOT_UTF8:
    edit->why = "\xFF";
    break;
  case FAULT_NONE:
  case FAULT_NO_EDIT:
  case FAULT_NOT_UTF8:
  case FAULT_NO_TEXT:
  case FAULT_LONG_TEXT:
  case FAULT_LARGE_TEXT:
  case FAULT_FAILS_AFTERWARDS:
    break;
  }
}

static rw_status propose_around(const rw_passage *passage, const rw_host *host)
{
  const rw_piece pieces[] = {RW_KEEP_TOKENS(0, passage->token_count), RW_TEXT_NEW("indeed")};
  const rw_edit edit = {.size = sizeof edit,
                        .tokens = {0, passage->token_count},
                        .pieces = pieces,
                        .piece_count = 2,
                        .score = 0.5,
                        .why = "emphasis"};
  return host->propose(host, &edit);
}

static rw_status transform(void *instance, const rw_passage *passage, const rw_host *host)
{
  const struct proposer *proposer = instance;
  if (passage->number != proposer->passage)
    return RW_OK;
  rw_edit edit = {.size = sizeof edit,
                  .tokens = read_range(&proposer->tokens),
                  .pieces = make_pieces(proposer, host),
                  .piece_count = proposer->pieces.count,
                  .score = proposer->score,
                  .why = "its options"};
  if (!edit.pieces)
    return RW_NO_MEMORY;
  spoil(&edit, proposer->fault);
  if (proposer->around && propose_around(passage, host) != RW_OK)
    return RW_FAILED;
  for (int64_t i = 0; i < proposer->times; i++)
    if (host->propose(host, proposer->fault == FAULT_NO_EDIT ? NULL : &edit) == RW_NO_MEMORY)
      return RW_NO_MEMORY;
  return proposer->fault == FAULT_FAILS_AFTERWARDS ? host->failure(host, RW_FAILED, "lost its thread") : RW_OK;
}

static const rw_strategy strategy = {.size = sizeof strategy, .transform = transform};

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "proposer",
    .version = "1.0",
    .summary = "Proposes what it is told",
    .licence = "MIT",
    .needs = RW_DEPTH_DEPENDENCIES,
    .options = options,
    .instance_size = sizeof(struct proposer),
    .strategy = &strategy,
};
