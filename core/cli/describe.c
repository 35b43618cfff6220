#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"

#include <stdlib.h>

static const char help[] = "Usage: reword describe [OPTION]... NAME\n"
                           "Tells what the plugin NAME does, and its options with their types, defaults and bounds.\n"
                           "\n"
                           "      --json              as JSON, for programs\n"
                           "  -c, --config=CONFIG     look in the plugin folders of this configuration too\n"
                           "      --plugin-path=DIR   look in DIR first; may be repeated\n"
                           "      --help              show this help\n";

static int describe_plugin(const rw_settings *settings, const char *name, bool json)
{
  char *text = NULL;
  rw_error error;
  if (rw_describe(settings, name, json, &text, &error) != RW_OK) {
    complain("%s", error.message);
    return EXIT_USAGE;
  }
  bool done = output_print(text);
  free(text);
  return done ? EXIT_DONE : EXIT_FAILED;
}

static int run(int argc, char **argv, rw_settings *settings)
{
  static const struct option table[] = {
      {"json", no_argument, NULL, OPTION_JSON},
      OPTION_ROW_CONFIG,
      OPTION_ROW_PLUGIN_PATH,
      OPTION_ROW_HELP,
      {NULL, 0, NULL, 0},
  };
  bool json = false;
  int option;
  while ((option = next_option(argc, argv, "c:", table)) != -1) {
    if (option == OPTION_HELP)
      return output_print(help) ? EXIT_DONE : EXIT_FAILED;
    if (option == OPTION_JSON)
      json = true;
    else if (!settings_take(settings, option))
      return EXIT_USAGE;
  }
  if (argc - optind == 1)
    return describe_plugin(settings, argv[optind], json);
  complain("describe: needs the name of one plugin; 'reword plugins' lists them");
  return EXIT_USAGE;
}

int command_describe(int argc, char **argv)
{
  rw_settings settings;
  if (!settings_open(&settings, argc))
    return EXIT_FAILED;
  int status = run(argc, argv, &settings);
  settings_close(&settings);
  return status;
}
