/* loading_probe - what a program that uses the library may load: prints the plugins that are found and where, then
 * where the data file "probe.txt" is, for tests/test_loading.sh, which runs it with more rights than its user has.
 *
 * A program of its own, for it has all of core in itself: the system lets nobody choose the libraries of a privileged
 * program, so the command of a build tree would not find libreword. */
#include "module.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int count, char **arguments)
{
  char *text = NULL;
  rw_error error;
  const char *folder = count > 1 ? arguments[1] : NULL; /* of plugins, of the user's choice */
  rw_settings settings = {.size = sizeof settings, .plugin_paths = &folder, .plugin_path_count = folder ? 1 : 0};
  if (rw_plugins(&settings, &text, &error) != RW_OK) {
    fprintf(stderr, "%s\n", error.message);
    return EXIT_FAILURE;
  }
  char *data = module_data_path("probe.txt");
  bool other_ids = getuid() != geteuid() || getgid() != getegid();
  printf("%s\ndata: %s\nids: %s\n", text, data ? data : "none", other_ids ? "other than the user's" : "the user's");
  free(data);
  free(text);
  return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
