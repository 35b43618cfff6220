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
    {"analyze", command_analyze},
    {"plugins", command_plugins},
    {"describe", command_describe},
    {"check", command_check},
    {"inflect", command_inflect},
};

static const struct subcommand *find_subcommand(const char *word)
{
  for (size_t i = 0; i < sizeof subcommands / sizeof *subcommands; i++) {
    if (strcmp(word, subcommands[i].name) == 0)
      return &subcommands[i];
  }
  return NULL;
}

bool command_is_subcommand(const char *word)
{
  return find_subcommand(word);
}

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
  const struct subcommand *subcommand = argc > 1 ? find_subcommand(argv[1]) : NULL;
  return subcommand ? subcommand->run(argc - 1, argv + 1) : command_rewrite(argc, argv);
}
