#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"

#include <stdlib.h>

static const char help[] = "Usage: reword plugins [OPTION]...\n"
                           "Lists the plugins that can be found: name, kind, version, summary, file, and what\n"
                           "each shadows. Those that cannot be loaded are listed with the reason.\n"
                           "\n"
                           "  -c, --config=CONFIG     look in the plugin folders of this configuration too\n"
                           "      --plugin-path=DIR   look in DIR first; may be repeated\n"
                           "      --help              show this help\n";

static int list_plugins(const rw_settings *settings)
{
  char *text = NULL;
  rw_error error;
  if (rw_plugins(settings, &text, &error) != RW_OK) {
    complain("%s", error.message);
    return EXIT_USAGE;
  }
  bool done = output_print(text);
  free(text);
  return done ? EXIT_DONE : EXIT_FAILED;
}

static int run(int argc, char **argv, rw_settings *settings)
{
  static const struct option table[] = {OPTION_ROW_CONFIG, OPTION_ROW_PLUGIN_PATH, OPTION_ROW_HELP, {NULL, 0, NULL, 0}};
  int option;
  while ((option = next_option(argc, argv, "c:", table)) != -1) {
    if (option == OPTION_HELP)
      return output_print(help) ? EXIT_DONE : EXIT_FAILED;
    if (!settings_take(settings, option))
      return EXIT_USAGE;
  }
  if (optind == argc)
    return list_plugins(settings);
  complain("plugins: takes no argument '%s'; 'reword describe %s' tells about one plugin", argv[optind], argv[optind]);
  return EXIT_USAGE;
}

int command_plugins(int argc, char **argv)
{
  rw_settings settings;
  if (!settings_open(&settings, argc))
    return EXIT_FAILED;
  int status = run(argc, argv, &settings);
  settings_close(&settings);
  return status;
}
