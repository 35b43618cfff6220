/* Whatever a configuration says, it is taken, or refused with a reason.
 *
 * The input is read three times: as a configuration's plugin-path, as a configuration, and as the text of --chain.
 * Every refusal has a status and a message of one line in UTF-8. Modules are found by REWORD_PLUGIN_PATH. */
#include "fuzz.h"

#include "config.h"
#include "utf8.h"

#include <string.h>

static void check_answer(rw_status status, const rw_error *error)
{
  if (status == RW_OK)
    return;
  size_t length = strlen(error->message);
  fuzz_require(error->status == status, "the error holds the status that was answered");
  fuzz_require(length > 0, "a refusal has a message");
  fuzz_require(utf8_valid(error->message, length), "a message is UTF-8");
  for (size_t i = 0; i < length; i++)
    fuzz_require((unsigned char)error->message[i] >= 0x20 && error->message[i] != 0x7F, "a message is one line");
}

static void check_config(const struct config_source *source, const char *chain, struct modules *modules)
{
  struct config config;
  rw_error error = {.status = RW_OK};
  rw_status status = config_open(&config, source, chain, modules, &error);
  check_answer(status, &error);
  if (status != RW_OK)
    return;
  fuzz_require(config.language && config.language_code, "a configuration has a language module");
  for (uint32_t i = 0; i < config.rule_count; i++)
    fuzz_require(config.rules[i].chain && config.rules[i].selection < config.selection_count, "a rule has its chain");
  config_close(&config);
}

static void check_plugin_paths(const struct config_source *source)
{
  struct arena arena = {0};
  const char *const *folders = NULL;
  rw_error error = {.status = RW_OK};
  rw_status status = config_plugin_paths(source, &folders, &arena, &error);
  check_answer(status, &error);
  for (; status == RW_OK && *folders; folders++)
    fuzz_require(**folders == '/', "a plugin folder is an absolute path");
  arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static struct modules *modules;
  rw_error error;
  if (!modules)
    fuzz_require(modules_open(&modules, &error) == RW_OK && modules_add_defaults(modules, &error) == RW_OK,
                 "there is a loader");
  const struct config_source source = {(const char *)data, size, "config.yaml", "/folder"};
  check_plugin_paths(&source);
  check_config(&source, NULL, modules);
  const char *bare = "language: en";
  char *chain = strndup((const char *)data, size);
  fuzz_require(chain, "there is memory");
  check_config(&(struct config_source){bare, strlen(bare), "config.yaml", "/folder"}, chain, modules);
  free(chain);
  return 0;
}
