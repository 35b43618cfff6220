#include "rewrite_options.h"

#include "command.h"
#include "crew.h"
#include "message.h"
#include "options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

const char rewrite_help[] = "Usage: reword [OPTION]... [FILE]...\n"
                            "  or:  reword analyze [FILE] | plugins | describe NAME | check CONFIG\n"
                            "Rewrites the prose of HTML pages and leaves every other byte as it was.\n"
                            "Without FILE, or when FILE is -, standard input is read.\n"
                            "\n"
                            "What to do:\n"
                            "  -c, --config=CONFIG     take chains, rules and protections from this YAML file\n"
                            "      --chain=CHAIN       run this chain on all text: '[synonym: {rate: 0.5}]'\n"
                            "      --plugin-path=DIR   look for plugins in DIR first; may be repeated\n"
                            "      --seed=N            choose by this seed in place of the configuration's\n"
                            "  -j, --jobs=N            work with N threads, 1 (default) to 256; same output\n"
                            "\n"
                            "Input:\n"
                            "      --format=FORMAT     html (default); text: blank lines separate passages;\n"
                            "                          lines: each line is a document of its own;\n"
                            "                          jsonl: each line is {\"id\": ..., \"html\": \"...\"} or\n"
                            "                          with \"text\", and is answered by a line of JSON\n"
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
                            "      --progress=WHEN     show how far it is: auto (default), always, never\n"
                            "\n"
                            "      --help              show this help\n"
                            "      --version           show the version\n"
                            "\n"
                            "Subcommands, as the first word ('reword plugins --help' tells more):\n"
                            "  analyze [FILE]          show tokens, tags and dependencies\n"
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
    {"jobs", required_argument, NULL, 'j'},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"encoding", required_argument, NULL, OPTION_ENCODING},
    {"output", required_argument, NULL, 'o'},
    {"in-place", optional_argument, NULL, OPTION_IN_PLACE},
    {"diff", no_argument, NULL, OPTION_DIFF},
    {"color", required_argument, NULL, OPTION_COLOR},
    {"edits", required_argument, NULL, OPTION_EDITS},
    {"stats", no_argument, NULL, OPTION_STATS},
    {"progress", required_argument, NULL, OPTION_PROGRESS},
    OPTION_ROW_HELP,
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

/* What --color and --progress take, in this order. */
enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };
static const char *const when_words[] = {"auto", "always", "never", NULL};

static bool take_format(struct rewrite_options *options, const char *word)
{
  static const char *const words[] = {"html", "text", "lines", "jsonl", NULL};
  static const rw_format formats[] = {RW_FORMAT_HTML, RW_FORMAT_TEXT, RW_FORMAT_LINES, RW_FORMAT_HTML};
  int place = option_word("--format", word, words);
  if (place < 0)
    return false;
  options->format = formats[place];
  options->jsonl = strcmp(word, "jsonl") == 0;
  return true;
}

static bool is_smart_terminal(int descriptor)
{
  const char *terminal = getenv("TERM");
  return isatty(descriptor) && terminal && strcmp(terminal, "dumb") != 0;
}

/* Whether a person looks at standard output through a terminal that shows colors, and wants them
 * (https://no-color.org). */
static bool color_by_itself(void)
{
  const char *no_color = getenv("NO_COLOR");
  return is_smart_terminal(STDOUT_FILENO) && !(no_color && *no_color);
}

/* Whether there is a way to go and a person watches, on a terminal that shows nothing else. */
static bool progress_by_itself(const struct rewrite_options *options)
{
  bool standard_output_used = options->diff || (options->edits && strcmp(options->edits, "-") == 0);
  return options->file_count > 1 && !options->jsonl && is_smart_terminal(STDERR_FILENO) &&
         !(standard_output_used && isatty(STDOUT_FILENO));
}

static bool take_color(struct rewrite_options *options, const char *word)
{
  int when = option_word("--color", word, when_words);
  options->color = when == WHEN_AUTO ? color_by_itself() : when == WHEN_ALWAYS;
  return when >= 0;
}

static bool take_progress(struct rewrite_options *options, const char *word)
{
  options->progress_when = option_word("--progress", word, when_words);
  return options->progress_when >= 0;
}

static bool take_jobs(struct rewrite_options *options, const char *word)
{
  char *end;
  unsigned long jobs = strtoul(word, &end, 10);
  if (*word < '0' || *word > '9' || *end || jobs < 1 || jobs > CREW_WORKER_LIMIT) {
    complain("option '-j' needs a number of threads from 1 to %u, not '%s'", CREW_WORKER_LIMIT, word);
    return false;
  }
  options->jobs = (unsigned)jobs;
  return true;
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
  case OPTION_PROGRESS:
    return take_progress(options, optarg);
  case 'j':
    return take_jobs(options, optarg);
  default:
    return settings_take(&options->settings, option);
  }
}

/* What is wrong with several pages for one place, or NULL. */
static const char *find_page_fault(const struct rewrite_options *options, bool page_printed)
{
  if (options->file_count > 1 && page_printed)
    return "several files need '--in-place' or '-o FOLDER/': pages on standard output would run together";
  if (options->file_count > 1 && options->out && !options->out_is_folder)
    return "several files need a folder to go into: end it with a slash, '-o FOLDER/'";
  return NULL;
}

/* What does not go with lines of JSON, or NULL. */
static const char *find_jsonl_fault(const struct rewrite_options *options)
{
  if (options->in_place)
    return "'--in-place' rewrites pages; the answers of '--format=jsonl' go to standard output or '-o FILE'";
  if (options->diff)
    return "'--diff' shows pages; the answers of '--format=jsonl' hold their edits";
  if (options->out_is_folder)
    return "the answers of '--format=jsonl' go to one place: name a file with '-o'";
  if (options->encoding)
    return "'--encoding' is for pages; JSON is UTF-8";
  return NULL;
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
  return options->jsonl ? find_jsonl_fault(options) : find_page_fault(options, page_printed);
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
  *options = (struct rewrite_options){.jobs = 1, .color = color_by_itself()};
  if (!settings_open(&options->settings, argc))
    return REWRITE_MISUSED;
  int option;
  while ((option = next_option(argc, argv, "c:j:o:", option_table)) != -1) {
    if (option == OPTION_HELP)
      return REWRITE_HELP;
    if (option == OPTION_VERSION)
      return REWRITE_VERSION;
    if (option == '?' || !take_option(options, option))
      return REWRITE_MISUSED;
  }
  options->files = optind < argc ? (const char *const *)argv + optind : standard_input;
  options->file_count = optind < argc ? argc - optind : 1;
  if (options->progress_when == WHEN_AUTO)
    options->progress = progress_by_itself(options);
  else
    options->progress = options->progress_when == WHEN_ALWAYS;
  options->settings.threads = options->file_count == 1 && !options->jsonl ? options->jobs : 1;
  return check_options(options) ? REWRITE_FILES : REWRITE_MISUSED;
}

void rewrite_options_close(struct rewrite_options *options)
{
  settings_close(&options->settings);
}
