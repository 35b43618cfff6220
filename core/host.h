/* host - the calls a plugin may make: what stands behind rw_host. */
#ifndef REWORD_CORE_HOST_H
#define REWORD_CORE_HOST_H

#include "edit.h"

struct document;

/** One call of a plugin's callback and what the plugin may reach through it. Set the fields, then host_begin. */
struct host_call {
  rw_host table;       /**< what the callback is given */
  struct arena *arena; /**< what `allocate` gives lives here */
  rw_error error;      /**< what `failure` set */
  uint64_t seed;
  const char *plugin; /**< its name, for messages and random numbers */

  const rw_language *language; /**< for `inflect`: the chain's language module; NULL: not to be had */
  void *language_instance;

  const struct document *document;       /**< for `passage`; NULL: not to be had */
  uint32_t first_passage, passage_count; /**< the part of the document that is one to the plugin */
  struct passage neighbour;              /**< what `passage` gave last */
  bool has_neighbour;

  const struct passage *passage; /**< for `propose`; NULL: not to be had */
  struct proposal **proposals;   /**< malloc'ed; the proposals themselves live in `arena` */
  uint32_t proposal_count, proposal_capacity;
  size_t proposal_bytes;   /**< of their texts before and after */
  bool proposals_left_out; /**< there were more than the host listens to */
};

/** Makes the table ready. The call must not move afterwards. */
const rw_host *host_begin(struct host_call *call);

/** Frees what the call holds beside its arena. */
void host_end(struct host_call *call);

/** A callback's answer as a status: one that rw_status does not know is RW_FAILED. */
rw_status host_status(rw_status answer);

/** The message of a callback that answered `status`: what the plugin said, or that it said nothing. */
const char *host_message(struct host_call *call, rw_status status);

#endif
