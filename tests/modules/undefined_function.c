/* Calls a function that no library has: the system finds out when it binds the module's symbols. */
#include "mock.h"

void function_that_nobody_defines(void);

static void destroy(void *instance)
{
  (void)instance;
  function_that_nobody_defines();
}

static const rw_strategy strategy = MOCK_STRATEGY;

RW_PLUGIN_EXPORT const struct rw_plugin rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "undefined_function",
    .version = "1.0",
    .summary = "Cannot be bound",
    .licence = "MIT",
    .destroy = destroy,
    .strategy = &strategy,
};
