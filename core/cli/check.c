#include "command.h"
#include "message.h"
#include "options.h"
#include "output.h"

static const char help[] = "Usage: reword check [OPTION]... CONFIG...\n"
                           "  or:  reword check --builtin\n"
                           "Reads configuration files and loads the plugins they name, and says what is wrong.\n"
                           "Says nothing and exits 0 when nothing is; else exits 2.\n"
                           "\n"
                           "      --builtin           print the built-in configuration\n"
                           "      --plugin-path=DIR   look for plugins in DIR first; may be repeated\n"
                           "      --help              show this help\n";

/* Checks configuration files, ended by NULL, one after the other. */
static int check_files(rw_settings *settings, char **files)
{
  int status = EXIT_DONE;
  for (; *files; files++) {
    rw_engine *engine = NULL;
    rw_error error;
    settings->config_path = *files;
    if (rw_engine_open(settings, &engine, &error) == RW_OK) {
      rw_engine_close(engine);
    } else {
      complain("%s", error.message);
      status = EXIT_USAGE;
    }
  }
  return status;
}

static int run(int argc, char **argv, rw_settings *settings)
{
  static const struct option table[] = {
      {"builtin", no_argument, NULL, OPTION_BUILTIN}, OPTION_ROW_PLUGIN_PATH, OPTION_ROW_HELP, {NULL, 0, NULL, 0}};
  bool builtin = false;
  int option;
  while ((option = next_option(argc, argv, "", table)) != -1) {
    if (option == OPTION_HELP)
      return output_print(help) ? EXIT_DONE : EXIT_FAILED;
    if (option == OPTION_BUILTIN)
      builtin = true;
    else if (!settings_take(settings, option))
      return EXIT_USAGE;
  }
  if (builtin && optind == argc)
    return output_print(rw_builtin_config()) ? EXIT_DONE : EXIT_FAILED;
  if (!builtin && optind < argc)
    return check_files(settings, argv + optind);
  complain(builtin ? "check: '--builtin' stands alone" : "check: needs a configuration file, or '--builtin'");
  return EXIT_USAGE;
}

int command_check(int argc, char **argv)
{
  rw_settings settings;
  if (!settings_open(&settings, argc))
    return EXIT_FAILED;
  int status = run(argc, argv, &settings);
  settings_close(&settings);
  return status;
}
