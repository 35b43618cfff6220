/* options - getopt_long with messages that help, and the options that several subcommands share. */
#ifndef REWORD_CLI_OPTIONS_H
#define REWORD_CLI_OPTIONS_H

#include <reword/reword.h>

#include <getopt.h>

/** Values of options without a letter. */
enum {
  OPTION_HELP = 256,
  OPTION_VERSION,
  OPTION_PLUGIN_PATH,
  OPTION_CHAIN,
  OPTION_IN_PLACE,
  OPTION_FORMAT,
  OPTION_ENCODING,
  OPTION_SEED,
  OPTION_DIFF,
  OPTION_COLOR,
  OPTION_EDITS,
  OPTION_STATS,
  OPTION_PROGRESS,
  OPTION_JSON,
  OPTION_BUILTIN,
  OPTION_INPUT,
  OPTION_PROBABILITIES,
  OPTION_TREE
};

/** Rows of getopt's table that several subcommands share. */
#define OPTION_ROW_CONFIG                                                                                              \
  {                                                                                                                    \
    "config", required_argument, NULL, 'c'                                                                             \
  }
#define OPTION_ROW_PLUGIN_PATH                                                                                         \
  {                                                                                                                    \
    "plugin-path", required_argument, NULL, OPTION_PLUGIN_PATH                                                         \
  }
#define OPTION_ROW_HELP                                                                                                \
  {                                                                                                                    \
    "help", no_argument, NULL, OPTION_HELP                                                                             \
  }

/** The next option, as getopt_long: its value, -1 when there are no more, '?' when it is wrong; then it has complained.
 *  `letters` are getopt's, without a leading colon. */
int next_option(int argc, char **argv, const char *letters, const struct option *table);

/** The place of a word among those that an option takes, ended by NULL. -1: it is none of them; it has complained. */
int option_word(const char *option, const char *word, const char *const *words);

/** Settings with room for as many plugin folders as there are arguments. False: no memory; it has complained. */
bool settings_open(rw_settings *settings, int argc);
void settings_close(rw_settings *settings);

/** Takes -c and --plugin-path from getopt into the settings. False when `option` is another. */
bool settings_take(rw_settings *settings, int option);

#endif
