/* main - the command: a first word that names a subcommand runs it; everything else is rewriting. */
#include "command.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct subcommand {
  const char *name;
  int (*run)(int argc, char **argv);
};

static const struct subcommand subcommands[] = {
    {"plugins", command_plugins},
    {"describe", command_describe},
    {"check", command_check},
};

/* Fills closed standard streams with /dev/null, opened so that using them fails: else the first file opened would
 * take their place. */
static void occupy_standard_streams(void)
{
  static const int useless[] = {O_WRONLY, O_RDONLY, O_RDONLY};
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
    if (fcntl(descriptor, F_GETFD) < 0 && open("/dev/null", useless[descriptor]) != descriptor)
      exit(EXIT_FAILED);
  }
}

int main(int argc, char **argv)
{
  occupy_standard_streams();
  for (size_t i = 0; argc > 1 && i < sizeof subcommands / sizeof *subcommands; i++) {
    if (strcmp(argv[1], subcommands[i].name) == 0)
      return subcommands[i].run(argc - 1, argv + 1);
  }
  return command_rewrite(argc, argv);
}
