/* A strategy that asks the host for what cannot be had, in every callback, and fails when the host answers wrongly. */
#include "mock.h"

static rw_status ask(const rw_host *host, uint32_t passage_count)
{
  const char *wrong = NULL;
  const char *nothing = host->allocate(host, 0);
  if (!nothing)
    wrong = "allocate gave nothing for no bytes";
  if (host->allocate(host, SIZE_MAX) || host->allocate(host, SIZE_MAX - 8) || host->allocate(host, SIZE_MAX / 2))
    wrong = "allocate gave more than there is";
  if (host->data_path(host, "no/such/file.txt") || host->data_path(host, "") || host->data_path(host, NULL) ||
      host->data_path(host, "/etc/passwd"))
    wrong = "data_path gave a file that is no data file";
  if (host->inflect(host, NULL, "VBD") || host->inflect(host, "go", NULL) || host->inflect(host, "go", ""))
    wrong = "inflect gave a form of nothing";
  if (host->passage(host, passage_count) || host->passage(host, UINT32_MAX) || host->passage(host, UINT32_MAX - 1))
    wrong = "passage gave one that the document does not have";
  if (host->random(host, "", 0) != host->random(host, NULL, 0))
    wrong = "random differs for equal bytes";
  return wrong ? host->failure(host, RW_FAILED, "%s", wrong) : RW_OK;
}

static rw_status create(void *instance, const rw_host *host)
{
  (void)instance;
  return ask(host, 0);
}

static rw_status survey(void *instance, const rw_document *document, const rw_host *host)
{
  (void)instance;
  for (uint32_t i = 0; i < document->passage_count; i++)
    if (!host->passage(host, i))
      return host->failure(host, RW_FAILED, "passage %u of the document is not there", (unsigned)i);
  return ask(host, document->passage_count);
}

static rw_status transform(void *instance, const rw_passage *passage, const rw_host *host)
{
  (void)instance;
  uint32_t count = 0;
  if (!passage->tokens || passage->lemma || passage->head)
    return host->failure(host, RW_FAILED, "the passage has other layers than what was asked for");
  while (host->passage(host, count))
    count++;
  return ask(host, count);
}

static const rw_strategy strategy = {.size = sizeof strategy, .survey = survey, .transform = transform};

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "asking",
    .version = "1.0",
    .summary = "Asks for what there is not",
    .licence = "MIT",
    .needs = RW_DEPTH_TOKENS,
    .create = create,
    .strategy = &strategy,
};
