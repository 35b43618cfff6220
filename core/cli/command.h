/* command - what the parts of the command share: exit statuses and the entry of each subcommand. */
#ifndef REWORD_CLI_COMMAND_H
#define REWORD_CLI_COMMAND_H

#include <stdbool.h>

/** What the command tells its caller. */
enum exit_status {
  EXIT_DONE = 0,   /**< all of it done */
  EXIT_FAILED = 1, /**< some input or output failed; the others are done */
  EXIT_USAGE = 2   /**< the command line or the configuration is wrong; nothing was done */
};

/** Each runs a subcommand; argv[0] is its name, and argv[argc] is NULL. Returns an exit status. */
int command_rewrite(int argc, char **argv);
int command_analyze(int argc, char **argv);
int command_plugins(int argc, char **argv);
int command_describe(int argc, char **argv);
int command_check(int argc, char **argv);
int command_inflect(int argc, char **argv);

/** Whether a word is the name of a subcommand. */
bool command_is_subcommand(const char *word);

#endif
