/* inflect - the forms of lemmas for tags, one by one or from a table. */
#include "command.h"
#include "input.h"
#include "lines.h"
#include "message.h"
#include "options.h"
#include "output.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "Usage: reword inflect [OPTION]... LEMMA TAG\n"
    "  or:  reword inflect [OPTION]... --input=tsv [FILE]\n"
    "Prints the form of LEMMA for TAG, a tag of the Penn Treebank: VBD, VBG, NNS, JJR. Person and number may follow:\n"
    "VBP:1s. With --input=tsv reads lines of a lemma, a tab and a tag, from FILE or standard input, and answers each\n"
    "with the same line, a tab and the form; nothing behind the tab where the lemma has no such form.\n"
    "\n"
    "      --input=tsv         read a table\n"
    "  -c, --config=CONFIG     the language and its spelling as in this configuration\n"
    "      --plugin-path=DIR   look for plugins in DIR first; may be repeated\n"
    "      --help              show this help\n";

/* A longer line of a table is not answered (bytes). */
#define LINE_LIMIT ((size_t)4096)

/* Answers are written together up to about so many bytes. */
#define BATCH_LENGTH ((size_t)1 << 16)

/* A table being answered. */
struct table {
  rw_inflector *inflector;
  const char *path;
  struct lines *lines;
  struct text line;
  struct text batch; /* answers that were not written yet */
  bool failed;       /* a line could not be answered; it has complained */
};

static ssize_t read_descriptor(void *context, char *bytes, size_t room)
{
  const int *descriptor = context;
  ssize_t length;
  do
    length = read(*descriptor, bytes, room);
  while (length < 0 && errno == EINTR);
  return length;
}

static void refuse_line(struct table *table, const char *reason)
{
  complain("%s:%" PRIu64 ": %s", input_name(table->path), table->lines->number, reason);
  table->failed = true;
}

/* The form that a line of a table asks for; "" when there is none, or when the line is no question. */
static const char *form_for_line(struct table *table)
{
  struct text *line = &table->line;
  text_append(line, "", 1);
  char *tab = line->failed ? NULL : strchr(line->bytes, '\t');
  if (!tab || strlen(line->bytes) + 1 < line->length) {
    refuse_line(table, line->failed ? "out of memory" : "needs a lemma, a tab and a tag, as in 'walk', tab, 'VBD'");
    return "";
  }
  *tab = '\0';
  const char *form = rw_inflect(table->inflector, line->bytes, tab + 1);
  return form ? form : "";
}

static void answer_line(struct table *table)
{
  text_append(&table->batch, table->line.bytes, table->line.length);
  text_append_string(&table->batch, "\t");
  text_append_string(&table->batch, form_for_line(table));
  text_append_string(&table->batch, "\n");
}

/* Writes the answers gathered. False: it has complained. */
static bool write_batch(struct table *table, struct output *output)
{
  if (table->batch.failed) {
    complain("out of memory");
    return false;
  }
  bool written = output_append(output, table->batch.bytes, table->batch.length);
  text_clear(&table->batch);
  return written;
}

/* Answers the lines of a stream. False: it has complained. */
static bool answer_lines(struct table *table, struct output *output)
{
  for (;;) {
    enum line_status status = lines_next(table->lines, &table->line);
    if (status == LINE_READ)
      answer_line(table);
    else if (status == LINE_TOO_LONG || status == LINE_NO_MEMORY)
      refuse_line(table, status == LINE_TOO_LONG ? "the line is longer than any word" : "out of memory");
    else if (status == LINE_FAILED)
      input_complain(table->path, errno);
    bool ended = status == LINE_NONE || status == LINE_FAILED;
    if ((ended || table->batch.length >= BATCH_LENGTH) && !write_batch(table, output))
      return false;
    if (ended)
      return status == LINE_NONE && !table->failed;
  }
}

/* Answers a table into the open output. */
static int answer_stream(struct table *table, int descriptor)
{
  struct output output;
  table->lines = calloc(1, sizeof *table->lines);
  if (!table->lines) {
    complain("out of memory");
    return EXIT_FAILED;
  }
  *table->lines = (struct lines){.read = read_descriptor, .context = &descriptor, .limit = LINE_LIMIT};
  bool done = output_open(&output, "-", NULL);
  if (done) {
    done = answer_lines(table, &output);
    done = output_commit(&output) && output_close_standard() && done;
  }
  text_free(&table->line);
  text_free(&table->batch);
  free(table->lines);
  return done ? EXIT_DONE : EXIT_FAILED;
}

static int inflect_table(rw_inflector *inflector, const char *path)
{
  struct stat status;
  input_announce(&path, 1);
  int descriptor = input_open(path, &status);
  if (descriptor < 0) {
    input_complain(path, errno);
    return EXIT_FAILED;
  }
  struct table table = {.inflector = inflector, .path = path};
  int result = answer_stream(&table, descriptor);
  input_close(descriptor);
  return result;
}

static int inflect_one(rw_inflector *inflector, const char *lemma, const char *tag)
{
  const char *form = rw_inflect(inflector, lemma, tag);
  if (!form) {
    complain("inflect: '%s' has no form for the tag '%s'; tags are those of the Penn Treebank: VBD, NNS, JJR", lemma,
             tag);
    return EXIT_FAILED;
  }
  struct text line = {0};
  text_append_string(&line, form);
  text_append(&line, "\n", sizeof "\n");
  if (line.failed)
    complain("out of memory");
  bool done = !line.failed && output_print(line.bytes);
  text_free(&line);
  return done ? EXIT_DONE : EXIT_FAILED;
}

/* Answers what is asked, with an engine of its own. `lemma` is NULL for a table. */
static int answer(const rw_settings *settings, const char *lemma, const char *tag, const char *path)
{
  rw_engine *engine = NULL;
  rw_inflector *inflector = NULL;
  rw_error error;
  int status = EXIT_USAGE;
  if (rw_engine_open(settings, &engine, &error) != RW_OK || rw_inflector_open(engine, &inflector, &error) != RW_OK)
    complain("%s", error.message);
  else
    status = lemma ? inflect_one(inflector, lemma, tag) : inflect_table(inflector, path);
  rw_inflector_close(inflector);
  rw_engine_close(engine);
  return status;
}

static int run(int argc, char **argv, rw_settings *settings)
{
  static const struct option table[] = {
      {"input", required_argument, NULL, OPTION_INPUT},
      OPTION_ROW_CONFIG,
      OPTION_ROW_PLUGIN_PATH,
      OPTION_ROW_HELP,
      {NULL, 0, NULL, 0},
  };
  bool tsv = false;
  int option;
  while ((option = next_option(argc, argv, "c:", table)) != -1) {
    if (option == OPTION_HELP)
      return output_print(help) ? EXIT_DONE : EXIT_FAILED;
    if (option == OPTION_INPUT && strcmp(optarg, "tsv") == 0) {
      tsv = true;
    } else if (option == OPTION_INPUT) {
      complain("inflect: unknown input '%s'; the one there is is 'tsv'", optarg);
      return EXIT_USAGE;
    } else if (!settings_take(settings, option)) {
      return EXIT_USAGE;
    }
  }
  if (tsv && argc - optind <= 1)
    return answer(settings, NULL, NULL, optind < argc ? argv[optind] : "-");
  if (!tsv && argc - optind == 2)
    return answer(settings, argv[optind], argv[optind + 1], NULL);
  complain(tsv ? "inflect: '--input=tsv' takes one file at most"
               : "inflect: needs a lemma and a tag, as in 'reword inflect walk VBD', or '--input=tsv'");
  return EXIT_USAGE;
}

int command_inflect(int argc, char **argv)
{
  rw_settings settings;
  if (!settings_open(&settings, argc))
    return EXIT_FAILED;
  int status = run(argc, argv, &settings);
  settings_close(&settings);
  return status;
}
