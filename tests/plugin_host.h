/* plugin_host - the small host that the tests of plugins put under a plugin: memory that can run out, messages, data
 * files. What else a test needs of rw_host it fills in itself. */
#ifndef REWORD_TESTS_PLUGIN_HOST_H
#define REWORD_TESTS_PLUGIN_HOST_H

#include <reword/plugin.h>

struct plugin_memory;

struct plugin_host {
  rw_host host; /**< its context is the plugin_host */
  struct plugin_memory *memories;
  uint32_t allocations_left; /**< then there is no memory */
  char message[512];         /**< of the last failure */
};

/** Sets up a host in its place: it must not be moved. Let go of it with plugin_host_close. */
void plugin_host_open(struct plugin_host *plugin_host);
void plugin_host_close(struct plugin_host *plugin_host);

/** Zeroed memory for the test itself, that lives as long as the host and never runs out. */
void *plugin_host_keep(struct plugin_host *plugin_host, size_t bytes);

/** A text made as by printf, in such memory. */
const char *plugin_host_print(struct plugin_host *plugin_host, const char *format, ...)
#if defined __GNUC__
    __attribute__((format(printf, 2, 3)))
#endif
    ;

#endif
