#include "inflector.h"

#include "engine.h"
#include "error.h"
#include "host.h"
#include "language.h"

#include <stdlib.h>

struct rw_inflector {
  struct language *language;
  struct arena arena; /* the form that was asked for last */
};

rw_status inflector_open(const struct config *config, rw_inflector **opened, rw_error *error)
{
  *opened = NULL;
  rw_inflector *inflector = calloc(1, sizeof *inflector);
  if (!inflector)
    return error_no_memory(error);
  rw_status status = language_open(config, &inflector->language, error);
  if (status != RW_OK) {
    rw_inflector_close(inflector);
    return status;
  }
  *opened = inflector;
  return RW_OK;
}

rw_status rw_inflector_open(const rw_engine *engine, rw_inflector **inflector, rw_error *error)
{
  return inflector_open(engine_config(engine), inflector, error);
}

const char *rw_inflect(rw_inflector *inflector, const char *lemma, const char *tag)
{
  arena_reset(&inflector->arena);
  struct host_call call = {.arena = &inflector->arena};
  language_lend(inflector->language, &call);
  const rw_host *host = host_begin(&call);
  const char *form = host->inflect(host, lemma, tag);
  host_end(&call);
  return form;
}

void rw_inflector_close(rw_inflector *inflector)
{
  if (!inflector)
    return;
  language_close(inflector->language);
  arena_free(&inflector->arena);
  free(inflector);
}
