#include "edit.h"

#include "arrange.h"
#include "compose.h"
#include "error.h"
#include "repair.h"

#include <stdlib.h>
#include <string.h>

/* Edits that hold alone but not together are refused by sentences; past this many rounds all that are left are. */
#define ROUND_LIMIT 8

const char edit_no_memory[] = "out of memory";

const char *edit_check(const struct passage *passage, const struct proposal *proposal, struct arena *arena)
{
  struct arrangement arrangement;
  struct proposal copy = *proposal;
  struct proposal *edit = &copy;
  return arrange(&arrangement, passage, proposal->tokens, &edit, 1, arena);
}

/* Edits on their way into a passage. */
struct application {
  const struct passage *passage;
  struct arrangement arrangement;
  struct proposal **edits; /* those that are still open */
  uint32_t edit_count;
  struct arena arena;
};

static void drop_refused(struct application *application)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < application->edit_count; i++)
    if (application->edits[i]->state == PROPOSAL_OPEN)
      application->edits[count++] = application->edits[i];
  application->edit_count = count;
}

/* Refuses the open edits that touch the sentences [first, end); returns whether there were any. `*status` is set when
 * the reason could not be copied. */
static bool refuse_sentences(struct application *application, uint32_t first, uint32_t end, const char *reason,
                             rw_status *status)
{
  const uint32_t *sentence_of = application->passage->sentence_of;
  bool any = false;
  for (uint32_t i = 0; i < application->edit_count; i++) {
    struct proposal *edit = application->edits[i];
    if (sentence_of[edit->tokens.start] >= end || sentence_of[edit->tokens.end - 1] < first)
      continue;
    any = true;
    edit->state = PROPOSAL_REFUSED;
    edit->reason = arena_copy_string(edit->arena, reason);
    if (!edit->reason)
      *status = RW_NO_MEMORY;
  }
  return any;
}

/* Refuses the edits near the trouble that kept the words from being arranged: those of its sentence, else all. */
static rw_status refuse_culprits(struct application *application, const char *reason, bool all)
{
  const struct passage *passage = application->passage;
  uint32_t culprit = application->arrangement.culprit;
  rw_status status = RW_OK;
  bool found = false;
  if (culprit < passage->view.token_count && !all) {
    uint32_t sentence = passage->sentence_of[culprit];
    found = refuse_sentences(application, sentence, sentence + 1, reason, &status);
  }
  if (!found)
    refuse_sentences(application, 0, passage->view.sentence_count, reason, &status);
  return status;
}

/* Whether anything can be read in an arrangement: a word, not images alone. */
static bool holds_text(const struct arrangement *arrangement)
{
  const size_t object = sizeof RW_OBJECT - 1;
  for (uint32_t i = 0; i < arrangement->word_count; i++) {
    const struct arranged_word *word = &arrangement->words[i];
    if (word->length > 0 && (word->length != object || memcmp(word->text, RW_OBJECT, object) != 0))
      return true;
  }
  return false;
}

/* Arranges and repairs once. `*done` is set when nothing had to be refused. */
static rw_status try_round(struct application *application, const struct surface *surface, bool last, bool *done)
{
  const struct passage *passage = application->passage;
  *done = false;
  arena_reset(&application->arena);
  drop_refused(application);
  const char *reason = arrange(&application->arrangement, passage, (rw_range){0, passage->view.token_count},
                               application->edits, application->edit_count, &application->arena);
  if (reason == edit_no_memory)
    return RW_NO_MEMORY;
  if (!reason && application->edit_count > 0 && !holds_text(&application->arrangement))
    reason = "nothing would be left to read";
  if (reason)
    return refuse_culprits(application, reason, last);
  bool refused;
  rw_status status = repair_sentences(&application->arrangement, surface, &application->arena, &refused);
  if (status == RW_OK && refused && last)
    status = refuse_culprits(application, "the edits of the passage do not hold together", true);
  *done = !refused;
  return status;
}

static rw_status set_after(const struct application *application, const struct passage *result)
{
  const struct arrangement *arrangement = &application->arrangement;
  for (uint32_t i = 0; i < arrangement->edit_count; i++) {
    struct proposal *edit = arrangement->edits[i];
    rw_range words = arrangement->edit_words[i], bytes = {0, 0};
    if (words.start < words.end)
      bytes = (rw_range){arrangement->words[words.start].written.start, arrangement->words[words.end - 1].written.end};
    edit->after = arena_copy(edit->arena, result->view.text + bytes.start, bytes.end - bytes.start);
    if (!edit->after)
      return RW_NO_MEMORY;
  }
  return RW_OK;
}

static rw_status apply(struct application *application, const struct surface *surface, struct passage *result,
                       rw_error *error)
{
  bool done = false;
  for (int round = 1; !done; round++) {
    rw_status status = try_round(application, surface, round >= ROUND_LIMIT, &done);
    if (status != RW_OK)
      return error_no_memory(error);
  }
  rw_status status = compose(&application->arrangement, result, error);
  if (status == RW_OK && set_after(application, result) != RW_OK) {
    passage_free(result);
    return error_no_memory(error);
  }
  return status;
}

rw_status edit_apply(const struct passage *passage, struct proposal *const *edits, uint32_t count,
                     const struct surface *surface, struct passage *result, rw_error *error)
{
  struct application application = {.passage = passage, .edit_count = count};
  passage_init(result);
  application.edits = calloc(count > 0 ? count : 1, sizeof(struct proposal *));
  if (!application.edits)
    return error_no_memory(error);
  if (count > 0)
    memcpy(application.edits, edits, count * sizeof(struct proposal *));
  rw_status status = apply(&application, surface, result, error);
  free(application.edits);
  arena_free(&application.arena);
  return status;
}
