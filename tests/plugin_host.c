#include "plugin_host.h"

#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct plugin_memory {
  struct plugin_memory *next;
  max_align_t bytes[];
};

void *plugin_host_keep(struct plugin_host *plugin_host, size_t bytes)
{
  struct plugin_memory *memory = calloc(1, sizeof *memory + bytes);
  ck_assert_ptr_nonnull(memory);
  memory->next = plugin_host->memories;
  plugin_host->memories = memory;
  return memory->bytes;
}

const char *plugin_host_print(struct plugin_host *plugin_host, const char *format, ...)
{
  char *printed;
  va_list arguments;
  va_start(arguments, format);
  int length = vasprintf(&printed, format, arguments);
  va_end(arguments);
  ck_assert_int_ge(length, 0);
  char *text = plugin_host_keep(plugin_host, (size_t)length + 1);
  memcpy(text, printed, (size_t)length);
  free(printed);
  return text;
}

static void *host_allocate(const rw_host *host, size_t bytes)
{
  struct plugin_host *plugin_host = host->context;
  if (plugin_host->allocations_left == 0)
    return NULL;
  plugin_host->allocations_left--;
  return plugin_host_keep(plugin_host, bytes);
}

static rw_status host_failure(const rw_host *host, rw_status status, const char *format, ...)
{
  struct plugin_host *plugin_host = host->context;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(plugin_host->message, sizeof plugin_host->message, format, arguments);
  va_end(arguments);
  return status;
}

static const char *host_data_path(const rw_host *host, const char *name)
{
  const char *folder = getenv("REWORD_DATA_PATH");
  return folder ? plugin_host_print(host->context, "%s/%s", folder, name) : NULL;
}

void plugin_host_open(struct plugin_host *plugin_host)
{
  *plugin_host = (struct plugin_host){.allocations_left = UINT32_MAX};
  plugin_host->host = (rw_host){.size = sizeof(rw_host),
                                .context = plugin_host,
                                .allocate = host_allocate,
                                .failure = host_failure,
                                .data_path = host_data_path};
}

void plugin_host_close(struct plugin_host *plugin_host)
{
  while (plugin_host->memories) {
    struct plugin_memory *memory = plugin_host->memories;
    plugin_host->memories = memory->next;
    free(memory);
  }
}
