#include "command.h"
#include "input.h"
#include "message.h"
#include "options.h"
#include "output.h"

#include <errno.h>
#include <stdlib.h>

static const char help[] = "Usage: reword analyze [OPTION]... [FILE]\n"
                           "Shows what plugins see of a document: sentences, tokens, tags, lemmas, dependencies.\n"
                           "Without FILE, or when FILE is -, standard input is read.\n"
                           "\n"
                           "      --input=INPUT       text (default): blank lines separate passages; html: a page;\n"
                           "                          conllu: the words and sentences of a CoNLL-U file, which\n"
                           "                          are kept\n"
                           "      --probabilities     tell how sure tags and heads are, in the last column\n"
                           "      --tree              draw the tree of each sentence in place of CoNLL-U\n"
                           "  -c, --config=CONFIG     take the language and its options from this YAML file\n"
                           "      --plugin-path=DIR   look for plugins in DIR first; may be repeated\n"
                           "      --help              show this help\n";

/* What is to be analysed, and how. */
struct request {
  const char *path;
  rw_format format;
  rw_analysis analysis;
};

static bool take_input(struct request *request, const char *word)
{
  static const char *const words[] = {"text", "html", "conllu", NULL};
  static const rw_format formats[] = {RW_FORMAT_TEXT, RW_FORMAT_HTML, RW_FORMAT_TEXT};
  int place = option_word("--input", word, words);
  if (place < 0)
    return false;
  request->format = formats[place];
  request->analysis.conllu = place == 2;
  return true;
}

static int analyze_bytes(rw_engine *engine, const struct request *request, const struct input *input)
{
  rw_input document = {
      .size = sizeof document,
      .name = input_name(request->path),
      .bytes = input->bytes,
      .length = input->length,
      .format = request->format,
  };
  char *text;
  size_t length;
  rw_error error;
  if (rw_analyze(engine, &document, &request->analysis, &text, &length, &error) != RW_OK) {
    complain("%s", error.message);
    return EXIT_FAILED;
  }
  bool done = output_write("-", NULL, text, length);
  free(text);
  return done ? EXIT_DONE : EXIT_FAILED;
}

static int analyze_file(const rw_settings *settings, const struct request *request)
{
  rw_engine *engine;
  rw_error error;
  if (rw_engine_open(settings, &engine, &error) != RW_OK) {
    complain("%s", error.message);
    return EXIT_USAGE;
  }
  struct input input;
  input_announce(&request->path, 1);
  int status = EXIT_FAILED;
  if (input_read(request->path, &input)) {
    status = analyze_bytes(engine, request, &input);
    input_free(&input);
  } else {
    input_complain(request->path, errno);
  }
  rw_engine_close(engine);
  return status;
}

static int run(int argc, char **argv, rw_settings *settings)
{
  static const struct option table[] = {
      {"input", required_argument, NULL, OPTION_INPUT},
      {"probabilities", no_argument, NULL, OPTION_PROBABILITIES},
      {"tree", no_argument, NULL, OPTION_TREE},
      OPTION_ROW_CONFIG,
      OPTION_ROW_PLUGIN_PATH,
      OPTION_ROW_HELP,
      {NULL, 0, NULL, 0},
  };
  struct request request = {.path = "-", .format = RW_FORMAT_TEXT, .analysis = {.size = sizeof(rw_analysis)}};
  int option;
  while ((option = next_option(argc, argv, "c:", table)) != -1) {
    if (option == OPTION_HELP)
      return output_print(help) ? EXIT_DONE : EXIT_FAILED;
    if (option == OPTION_TREE)
      request.analysis.tree = true;
    else if (option == OPTION_PROBABILITIES)
      request.analysis.probabilities = true;
    else if (option == OPTION_INPUT ? !take_input(&request, optarg) : !settings_take(settings, option))
      return EXIT_USAGE;
  }
  if (argc - optind > 1) {
    complain("analyze: takes one file at a time");
    return EXIT_USAGE;
  }
  if (optind < argc)
    request.path = argv[optind];
  return analyze_file(settings, &request);
}

int command_analyze(int argc, char **argv)
{
  rw_settings settings;
  if (!settings_open(&settings, argc))
    return EXIT_FAILED;
  int status = run(argc, argv, &settings);
  settings_close(&settings);
  return status;
}
