#include "options.h"

#include "command.h"
#include "message.h"

#include <stdlib.h>
#include <string.h>

/* More options than any subcommand has. */
#define OPTION_LIMIT 32

/* Whether a long option as typed (without dashes and value, `length` bytes) is the beginning of a name. */
static bool begins(const char *name, const char *typed, size_t length)
{
  return strncmp(name, typed, length) == 0;
}

/* Says that an option is none of ours, and where those that are can be read: `command` is argv[0]. */
static void complain_unknown(const char *dashes, const char *option, const char *command)
{
  const char *subcommand = command_is_subcommand(command) ? command : "";
  const char *blank = *subcommand ? " " : "";
  complain("unknown option '%s%s'; 'reword%s%s --help' lists them", dashes, option, blank, subcommand);
}

/* Says what is wrong with a long option that getopt_long refused. */
static void complain_long(const char *argument, const struct option *table, const char *command)
{
  const char *names[OPTION_LIMIT + 1] = {0};
  const struct option *matches[2] = {0};
  size_t match_count = 0;
  char typed[64] = "";
  size_t length = strcspn(argument + 2, "=");
  strncat(typed, argument + 2, length < sizeof typed - 1 ? length : sizeof typed - 1);
  for (size_t i = 0; i < OPTION_LIMIT && table[i].name; i++) {
    names[i] = table[i].name;
    if (begins(table[i].name, typed, strlen(typed)) && match_count < 2)
      matches[match_count++] = &table[i];
  }
  const char *nearest = nearest_name(typed, names);
  if (match_count == 2 && strcmp(matches[0]->name, typed) != 0)
    complain("option '--%s' is ambiguous: '--%s' or '--%s'?", typed, matches[0]->name, matches[1]->name);
  else if (match_count > 0)
    complain("option '--%s' takes no value", matches[0]->name);
  else if (nearest)
    complain("unknown option '--%s'; did you mean '--%s'?", typed, nearest);
  else
    complain_unknown("--", typed, command);
}

int next_option(int argc, char **argv, const char *letters, const struct option *table)
{
  char quiet[OPTION_LIMIT + 2] = ":";
  strncat(quiet, letters, OPTION_LIMIT);
  opterr = 0;
  int option = getopt_long(argc, argv, quiet, table, NULL);
  if (option != '?' && option != ':')
    return option;
  const char *argument = argv[optind - 1];
  if (option == ':')
    complain("option '%s' needs a value", argument);
  else if (optopt > 0 && optopt < OPTION_HELP && !strchr(letters, optopt))
    complain_unknown("-", (char[]){(char)optopt, '\0'}, argv[0]);
  else
    complain_long(argument, table, argv[0]);
  return '?';
}

bool settings_open(rw_settings *settings, int argc)
{
  *settings = (rw_settings){.size = sizeof *settings};
  settings->plugin_paths = calloc((size_t)argc, sizeof *settings->plugin_paths);
  if (!settings->plugin_paths)
    complain("no memory is left");
  return settings->plugin_paths;
}

void settings_close(rw_settings *settings)
{
  free((void *)settings->plugin_paths);
}

bool settings_take(rw_settings *settings, int option)
{
  if (option == 'c')
    settings->config_path = optarg;
  else if (option == OPTION_PLUGIN_PATH)
    ((const char **)settings->plugin_paths)[settings->plugin_path_count++] = optarg;
  else
    return false;
  return true;
}

int option_word(const char *option, const char *word, const char *const *words)
{
  for (int i = 0; words[i]; i++) {
    if (strcmp(words[i], word) == 0)
      return i;
  }
  const char *nearest = nearest_name(word, words);
  if (nearest)
    complain("option '%s' does not take '%s'; did you mean '%s'?", option, word, nearest);
  else
    complain("option '%s' does not take '%s'; '--help' lists what it takes", option, word);
  return -1;
}
