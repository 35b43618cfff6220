#include "rewrite_options.h"

#include "command.h"
#include "message.h"
#include "options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

const char rewrite_help[] = "Usage: reword [OPTION]... [FILE]...\n"
                            "  or:  reword plugins | describe NAME | check CONFIG\n"
                            "Rewrites the prose of HTML pages and leaves every other byte as it was.\n"
                            "Without FILE, or when FILE is -, standard input is read.\n"
                            "\n"
                            "What to do:\n"
                            "  -c, --config=CONFIG     take chains, rules and protections from this YAML file\n"
                            "      --chain=CHAIN       run this chain on all text: '[synonym: {rate: 0.5}]'\n"
                            "      --plugin-path=DIR   look for plugins in DIR first; may be repeated\n"
                            "      --seed=N            choose by this seed in place of the configuration's\n"
                            "\n"
                            "Input:\n"
                            "      --format=FORMAT     html (default); text: blank lines separate passages;\n"
                            "                          lines: each line is a document of its own\n"
                            "      --encoding=LABEL    the encoding of the input, as an HTTP header names it\n"
                            "\n"
                            "Output:\n"
                            "  -o, --output=OUT        write to the file OUT, or into the folder OUT/\n"
                            "      --in-place[=SUFFIX] rewrite the files themselves; with SUFFIX, keep the old\n"
                            "                          content as FILE followed by SUFFIX\n"
                            "      --diff              show the words that change in place of the page\n"
                            "      --color=WHEN        color the difference: auto (default), always, never\n"
                            "      --edits=FILE        write every edit and its reason as JSON Lines\n"
                            "      --stats             sum up on standard error\n"
                            "\n"
                            "      --help              show this help\n"
                            "      --version           show the version\n"
                            "\n"
                            "Subcommands, as the first word ('reword plugins --help' tells more):\n"
                            "  plugins                 list the plugins that can be found\n"
                            "  describe NAME           describe a plugin and its options\n"
                            "  check CONFIG            check a configuration file\n"
                            "\n"
                            "Exit status: 0 all done; 1 some input or output failed, the others are done;\n"
                            "2 the command line or the configuration is wrong.\n";

static const struct option option_table[] = {
    OPTION_ROW_CONFIG,
    {"chain", required_argument, NULL, OPTION_CHAIN},
    OPTION_ROW_PLUGIN_PATH,
    {"seed", required_argument, NULL, OPTION_SEED},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"encoding", required_argument, NULL, OPTION_ENCODING},
    {"output", required_argument, NULL, 'o'},
    {"in-place", optional_argument, NULL, OPTION_IN_PLACE},
    {"diff", no_argument, NULL, OPTION_DIFF},
    {"color", required_argument, NULL, OPTION_COLOR},
    {"edits", required_argument, NULL, OPTION_EDITS},
    {"stats", no_argument, NULL, OPTION_STATS},
    OPTION_ROW_HELP,
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

/* The place of a word among those that an option takes, ended by NULL. -1: it is none of them; it has complained. */
static int take_word(const char *option, const char *word, const char *const *words)
{
  for (int i = 0; words[i]; i++) {
    if (strcmp(words[i], word) == 0)
      return i;
  }
  const char *nearest = nearest_name(word, words);
  if (nearest)
    complain("option '%s' does not take '%s'; did you mean '%s'?", option, word, nearest);
  else
    complain("option '%s' does not take '%s'; 'reword --help' lists what it takes", option, word);
  return -1;
}

static bool take_format(struct rewrite_options *options, const char *word)
{
  static const char *const words[] = {"html", "text", "lines", NULL};
  static const rw_format formats[] = {RW_FORMAT_HTML, RW_FORMAT_TEXT, RW_FORMAT_LINES};
  int place = take_word("--format", word, words);
  if (place >= 0)
    options->format = formats[place];
  return place >= 0;
}

/* Whether a person looks at standard output through a terminal that shows colors, and wants them
 * (https://no-color.org). */
static bool color_by_itself(void)
{
  const char *no_color = getenv("NO_COLOR");
  const char *terminal = getenv("TERM");
  return isatty(STDOUT_FILENO) && !(no_color && *no_color) && terminal && strcmp(terminal, "dumb") != 0;
}

static bool take_color(struct rewrite_options *options, const char *word)
{
  static const char *const words[] = {"auto", "always", "never", NULL};
  int place = take_word("--color", word, words);
  options->color = place == 0 ? color_by_itself() : place == 1;
  return place >= 0;
}

static bool take_seed(struct rewrite_options *options, const char *word)
{
  errno = 0;
  char *end;
  unsigned long long seed = strtoull(word, &end, 10);
  if (*word < '0' || *word > '9' || *end || errno || seed > UINT64_MAX) {
    complain("option '--seed' needs a whole number from 0 to 18446744073709551615, not '%s'", word);
    return false;
  }
  options->settings.seed = seed;
  options->settings.seed_given = true;
  return true;
}

static bool take_suffix(struct rewrite_options *options, const char *suffix)
{
  options->in_place = true;
  options->suffix = suffix;
  if (!suffix || (*suffix && !strchr(suffix, '/')))
    return true;
  complain("option '--in-place' takes a suffix of file names like '.old', not '%s'", suffix);
  return false;
}

/* Takes one option from getopt. False: its value is wrong; it has complained. */
static bool take_option(struct rewrite_options *options, int option)
{
  switch (option) {
  case OPTION_CHAIN:
    options->settings.chain = optarg;
    return true;
  case OPTION_SEED:
    return take_seed(options, optarg);
  case OPTION_FORMAT:
    return take_format(options, optarg);
  case OPTION_ENCODING:
    options->encoding = optarg;
    return true;
  case 'o':
    options->out = optarg;
    return true;
  case OPTION_IN_PLACE:
    return take_suffix(options, optarg);
  case OPTION_DIFF:
    options->diff = true;
    return true;
  case OPTION_COLOR:
    return take_color(options, optarg);
  case OPTION_EDITS:
    options->edits = optarg;
    return true;
  case OPTION_STATS:
    options->stats = true;
    return true;
  default:
    return settings_take(&options->settings, option);
  }
}

/* What is wrong with the outputs asked for, or NULL. */
static const char *find_output_fault(const struct rewrite_options *options)
{
  bool page_printed = !options->diff && !options->in_place && (!options->out || strcmp(options->out, "-") == 0);
  if (options->in_place && options->out)
    return "'--in-place' and '-o' exclude each other: the page goes to one place";
  if (options->diff && (options->in_place || options->out))
    return "'--diff' shows the change and writes no page: leave out '-o' or '--in-place', or run twice";
  if (options->edits && strcmp(options->edits, "-") == 0 && (page_printed || options->diff))
    return "'--edits -' needs standard output for itself: add '-o' or '--in-place', or name a file";
  if (options->file_count > 1 && page_printed)
    return "several files need '--in-place' or '-o FOLDER/': pages on standard output would run together";
  if (options->file_count > 1 && options->out && !options->out_is_folder)
    return "several files need a folder to go into: end it with a slash, '-o FOLDER/'";
  return NULL;
}

/* Whether the first file is a subcommand behind options, not a file. */
static bool is_late_subcommand(const struct rewrite_options *options)
{
  return command_is_subcommand(options->files[0]) && access(options->files[0], F_OK) != 0;
}

/* What is wrong with standard input among the files, or NULL. */
static const char *find_input_fault(const struct rewrite_options *options)
{
  int standard = 0;
  for (int i = 0; i < options->file_count; i++)
    standard += strcmp(options->files[i], "-") == 0;
  if (standard > 1)
    return "standard input can be read once only: '-' is there twice";
  if (standard > 0 && options->in_place)
    return "'--in-place' rewrites files: standard input is none";
  if (standard > 0 && options->out_is_folder)
    return "standard input has no name to go by in a folder: name a file with '-o'";
  return NULL;
}

static bool is_folder(const char *path)
{
  struct stat status;
  size_t length = strlen(path);
  return (length > 0 && path[length - 1] == '/') || (stat(path, &status) == 0 && S_ISDIR(status.st_mode));
}

/* Checks that the options make sense together. */
static bool check_options(struct rewrite_options *options)
{
  if (is_late_subcommand(options)) {
    complain("a subcommand is the first word after reword: 'reword %s', then its options", options->files[0]);
    return false;
  }
  options->out_is_folder = options->out && is_folder(options->out);
  const char *fault = find_output_fault(options);
  if (!fault)
    fault = find_input_fault(options);
  if (fault)
    complain("%s", fault);
  return !fault;
}

enum rewrite_request rewrite_options_open(struct rewrite_options *options, int argc, char **argv)
{
  static const char *const standard_input[] = {"-", NULL};
  *options = (struct rewrite_options){.color = color_by_itself()};
  if (!settings_open(&options->settings, argc))
    return REWRITE_MISUSED;
  int option;
  while ((option = next_option(argc, argv, "c:o:", option_table)) != -1) {
    if (option == OPTION_HELP)
      return REWRITE_HELP;
    if (option == OPTION_VERSION)
      return REWRITE_VERSION;
    if (option == '?' || !take_option(options, option))
      return REWRITE_MISUSED;
  }
  options->files = optind < argc ? (const char *const *)argv + optind : standard_input;
  options->file_count = optind < argc ? argc - optind : 1;
  return check_options(options) ? REWRITE_FILES : REWRITE_MISUSED;
}

void rewrite_options_close(struct rewrite_options *options)
{
  settings_close(&options->settings);
}
