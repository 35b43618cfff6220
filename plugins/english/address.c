#include "address.h"

#include "character.h"
#include "words.h"

#include <string.h>
#include <strings.h>

static bool is_alphanumeric(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/* Bytes of names of users, hosts and files. */
static bool is_name_byte(char byte)
{
  return is_alphanumeric(byte) || (byte != '\0' && strchr("._-+%~", byte));
}

static bool starts_with(const char *text, uint32_t at, uint32_t end, const char *prefix)
{
  size_t length = strlen(prefix);
  return end - at > length && strncasecmp(text + at, prefix, length) == 0;
}

static uint32_t count_byte(const char *text, uint32_t at, uint32_t end, char byte)
{
  uint32_t count = 0;
  for (; at < end; at++)
    count += text[at] == byte;
  return count;
}

/* Takes from the end of a URL what belongs to the sentence: stops, quotes, a bracket that was not opened in it. */
static uint32_t trim_url(const char *text, uint32_t at, uint32_t end)
{
  uint32_t open = count_byte(text, at, end, '(');
  uint32_t closed = count_byte(text, at, end, ')');
  while (end > at) {
    char byte = text[end - 1];
    if (byte == ')' && closed <= open)
      break;
    if (byte == '\0' || !strchr(".,;:!?'*])}", byte))
      break;
    closed -= byte == ')';
    end--;
  }
  return end;
}

/* The end of what follows a host: everything up to a mark that no URL holds. */
static uint32_t url_tail(const char *text, uint32_t start, uint32_t at, uint32_t end)
{
  while (at < end) {
    struct character character = character_at(text, end, at);
    if (character.kind == CHARACTER_OBJECT || (character.code < 0x80 && strchr("<>\"{}|\\^`", (int)character.code)) ||
        character.code == 0x201C || character.code == 0x201D || character.code == 0x2018 || character.code == 0x2019 ||
        character.code == 0x2026)
      break;
    at += character.size;
  }
  return trim_url(text, start, at);
}

/* The start of the host of a URL that is written with a scheme or "www."; `at` when it is none. */
static uint32_t url_start(const char *text, uint32_t at, uint32_t end)
{
  static const char *const schemes[] = {"http://", "https://", "ftp://", "sftp://", "file://", "irc://",
                                        "mailto:", "news:",    "doi:",   "tel:+",   "www."};
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
    if (starts_with(text, at, end, schemes[i]) && is_alphanumeric(text[at + strlen(schemes[i])]))
      return at + (uint32_t)strlen(schemes[i]);
  return at;
}

/* What the labels of a dotted name say. */
struct dotted {
  uint32_t labels;
  bool well_formed; /**< no label is empty */
  bool words;       /**< every label has two bytes or more, small letters and hyphens */
  uint32_t last;    /**< where the last label starts */
};

static struct dotted read_dotted(const char *text, uint32_t at, uint32_t end)
{
  struct dotted dotted = {.labels = 1, .well_formed = true, .words = true, .last = at};
  for (uint32_t i = at; i <= end; i++) {
    if (i == end || text[i] == '.') {
      dotted.well_formed &= i > dotted.last;
      dotted.words &= i > dotted.last + 1;
      if (i < end) {
        dotted.labels++;
        dotted.last = i + 1;
      }
    } else {
      dotted.words &= (text[i] >= 'a' && text[i] <= 'z') || text[i] == '-';
    }
  }
  return dotted;
}

static bool is_host_or_file(const char *text, uint32_t at, uint32_t end)
{
  struct dotted dotted = read_dotted(text, at, end);
  if (dotted.labels < 2 || !dotted.well_formed)
    return false;
  struct folded ending = word_fold(text + dotted.last, end - dotted.last);
  enum word_case letters = word_case(text + dotted.last, end - dotted.last);
  if (word_listed(&words_file, ending.text))
    return true;
  if (word_listed(&words_domain, ending.text) && letters != CASE_CAPITAL)
    return end - dotted.last > 2 || letters == CASE_LOWER;
  return dotted.labels >= 3 && dotted.words;
}

/* The end of `host[:port][/path]` whose host ends at `host_end`. */
static uint32_t host_tail(const char *text, uint32_t at, uint32_t host_end, uint32_t end)
{
  if (host_end < end && (text[host_end] == '/' || text[host_end] == '?'))
    return url_tail(text, at, host_end, end);
  if (host_end + 1 < end && text[host_end] == ':' && text[host_end + 1] >= '0' && text[host_end + 1] <= '9')
    return url_tail(text, at, host_end, end);
  return host_end;
}

static uint32_t trim_name(const char *text, uint32_t at, uint32_t end)
{
  while (end > at && !is_alphanumeric(text[end - 1]))
    end--;
  return end;
}

/* A name that may be an e-mail address, a host or a file: user@host, host/path, file.doc. */
static uint32_t name_end(const char *text, uint32_t at, uint32_t end, uint32_t *tried)
{
  uint32_t run = at;
  while (run < end && is_name_byte(text[run]))
    run++;
  *tried = run;
  if (run + 1 < end && text[run] == '@' && is_alphanumeric(text[run + 1])) {
    uint32_t host = run + 1;
    while (host < end && is_name_byte(text[host]))
      host++;
    return trim_name(text, run + 1, host);
  }
  uint32_t name = trim_name(text, at, run);
  return is_host_or_file(text, at, name) ? host_tail(text, at, name, end) : at;
}

/* "@name" and "#name". */
static uint32_t handle_end(const char *text, uint32_t at, uint32_t end)
{
  struct character character = character_at(text, end, at + 1);
  if (character.kind != CHARACTER_LETTER && character.code != '_')
    return at;
  uint32_t here = at + 1;
  while (character.kind == CHARACTER_LETTER || character.kind == CHARACTER_DIGIT || character.kind == CHARACTER_MARK ||
         character.code == '_') {
    here += character.size;
    character = character_at(text, end, here);
  }
  return here;
}

/* "/usr/share/dict", "~/notes", "C:\Windows": a path of two steps or more. */
static uint32_t path_end(const char *text, uint32_t at, uint32_t end)
{
  bool drive = end - at > 3 && is_alphanumeric(text[at]) && text[at + 1] == ':' && text[at + 2] == '\\';
  bool home = end - at > 2 && text[at] == '~' && text[at + 1] == '/';
  bool root = text[at] == '/' && end - at > 1 && is_alphanumeric(text[at + 1]);
  if (!drive && !home && !root)
    return at;
  uint32_t here = at + (drive ? 2 : 0);
  while (here < end && (is_name_byte(text[here]) || text[here] == '/' || text[here] == '\\'))
    here++;
  here = trim_url(text, at, here);
  if (root && count_byte(text, at, here, '/') < 2)
    return at;
  return here;
}

uint32_t address_end(const char *text, uint32_t at, uint32_t end, uint32_t *tried)
{
  if (at < *tried)
    return at;
  char byte = text[at];
  if (byte == '@' || byte == '#')
    return handle_end(text, at, end);
  uint32_t path = path_end(text, at, end);
  if (path > at)
    return path;
  if (!is_alphanumeric(byte))
    return at;
  uint32_t host = url_start(text, at, end);
  if (host > at)
    return url_tail(text, at, host, end);
  return name_end(text, at, end, tried);
}
