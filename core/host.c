#include "host.h"

#include "document.h"
#include "error.h"
#include "module.h"
#include "pick.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* A plugin may propose no more edits than this for one passage, nor more when their texts have so many bytes. */
#define PROPOSAL_LIMIT 100000u
#define PROPOSAL_BYTES_LIMIT ((size_t)1 << 26)

static struct host_call *call_of(const rw_host *host)
{
  return host->context;
}

static void *host_allocate(const rw_host *host, size_t bytes)
{
  return arena_allocate(call_of(host)->arena, bytes);
}

static rw_status host_fail(const rw_host *host, rw_status status, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  status = host_status(status == RW_OK ? RW_FAILED : status);
  error_set_list(&call_of(host)->error, status, format, arguments);
  va_end(arguments);
  return status;
}

static const char *host_data_path(const rw_host *host, const char *name)
{
  char *path = name ? module_data_path(name) : NULL;
  char *copy = path ? arena_copy_string(call_of(host)->arena, path) : NULL;
  free(path);
  return copy;
}

static bool proposals_reserve(struct host_call *call)
{
  if (call->proposal_count < call->proposal_capacity)
    return true;
  uint32_t capacity = call->proposal_capacity ? call->proposal_capacity * 2 : 32;
  struct proposal **proposals = realloc(call->proposals, capacity * sizeof *proposals);
  if (!proposals)
    return false;
  call->proposals = proposals;
  call->proposal_capacity = capacity;
  return true;
}

static rw_status host_propose(const rw_host *host, const rw_edit *edit)
{
  struct host_call *call = call_of(host);
  if (!call->passage)
    return error_set(&call->error, RW_INVALID, "propose was called outside of transform");
  if (call->proposal_count >= PROPOSAL_LIMIT || call->proposal_bytes >= PROPOSAL_BYTES_LIMIT) {
    call->proposals_left_out = true;
    return RW_INVALID;
  }
  struct proposal *proposal = proposal_copy(call->passage, edit, call->arena);
  if (!proposal || !proposals_reserve(call))
    return error_no_memory(&call->error);
  call->proposals[call->proposal_count++] = proposal;
  call->proposal_bytes += strlen(proposal->before) + strlen(proposal->after);
  return proposal->state == PROPOSAL_REFUSED ? RW_INVALID : RW_OK;
}

static uint64_t host_random(const rw_host *host, const void *data, size_t length)
{
  const struct host_call *call = call_of(host);
  return pick_hash(pick_hash(call->seed, call->plugin, strlen(call->plugin)), data, length);
}

static const rw_passage *host_passage(const rw_host *host, uint32_t number)
{
  struct host_call *call = call_of(host);
  if (!call->document || number >= call->passage_count)
    return NULL;
  if (call->has_neighbour)
    passage_free(&call->neighbour);
  rw_status status = document_passage(call->document, call->first_passage + number, &call->neighbour, NULL);
  call->has_neighbour = status == RW_OK;
  if (!call->has_neighbour)
    return NULL;
  call->neighbour.view.number = number;
  return &call->neighbour.view;
}

static const char *host_inflect(const rw_host *host, const char *lemma, const char *tag)
{
  const struct host_call *call = call_of(host);
  if (!call->language || !call->language->inflect || !lemma || !tag)
    return NULL;
  return call->language->inflect(call->language_instance, lemma, tag, host);
}

/* The module may be older than this host, and know no agreement. */
static bool knows_agreement(const rw_language *language)
{
  return language && language->size >= offsetof(rw_language, agreement) + sizeof language->agreement &&
         language->agreement;
}

static const char *host_agreement(const rw_host *host, const rw_passage *passage, uint32_t subject)
{
  const struct host_call *call = call_of(host);
  if (!knows_agreement(call->language) || !passage || !passage->head || subject >= passage->token_count)
    return NULL;
  return call->language->agreement(call->language_instance, passage, subject, host);
}

const rw_host *host_begin(struct host_call *call)
{
  call->error = (rw_error){0};
  call->table = (rw_host){
      .size = sizeof(rw_host),
      .context = call,
      .allocate = host_allocate,
      .failure = host_fail,
      .data_path = host_data_path,
      .propose = host_propose,
      .random = host_random,
      .passage = host_passage,
      .inflect = host_inflect,
      .language = call->language,
      .agreement = host_agreement,
  };
  return &call->table;
}

void host_end(struct host_call *call)
{
  if (call->has_neighbour)
    passage_free(&call->neighbour);
  call->has_neighbour = false;
  free(call->proposals);
  call->proposals = NULL;
  call->proposal_count = call->proposal_capacity = 0;
}

rw_status host_status(rw_status answer)
{
  switch (answer) {
  case RW_OK:
  case RW_NO_MEMORY:
  case RW_INVALID:
  case RW_NO_FILE:
  case RW_BAD_DATA:
  case RW_FAILED:
    return answer;
  }
  return RW_FAILED;
}

const char *host_message(struct host_call *call, rw_status status)
{
  if (call->error.message[0])
    return call->error.message;
  return status == RW_NO_MEMORY ? "out of memory" : "it failed and gave no reason";
}
