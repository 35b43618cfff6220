#include "difference.h"

#include "utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unistr.h>

/** No more than this many words gone and new are looked for; what is left is shown as replaced whole. */
#define STEP_LIMIT 512

/** Bytes compared at most for one pair of texts: bounds the time for long texts that have little in common. */
#define WORK_LIMIT ((size_t)1 << 28)

#define RED "\033[31m"
#define GREEN "\033[32m"
#define PLAIN "\033[m"

/** A word, a stretch of blanks, or one other character. */
struct word {
  const char *text;
  uint32_t length; /**< bytes */
  bool blank;
  bool changed; /**< gone from the text before, or new in the text after */
};

struct words {
  struct word *items;
  uint32_t count;
  uint32_t capacity;
};

static bool is_word_character(ucs4_t character)
{
  return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N);
}

static bool is_joiner(ucs4_t character)
{
  return character == '\'' || character == 0x2019 || character == '-';
}

/** The length of the character at text[0], which goes to `character`; a byte that is no UTF-8 is one by itself. */
static size_t read_character(const char *text, size_t length, ucs4_t *character)
{
  return (size_t)u8_mbtouc(character, (const uint8_t *)text, length);
}

/** The length of the word at text[0]: letters and digits, with single apostrophes and hyphens between them. 0: none. */
static size_t word_length(const char *text, size_t length)
{
  size_t end = 0;
  while (end < length) {
    ucs4_t character;
    size_t size = read_character(text + end, length - end, &character);
    if (end > 0 && is_joiner(character) && end + size < length)
      size += read_character(text + end + size, length - end - size, &character);
    if (!is_word_character(character))
      break;
    end += size;
  }
  return end;
}

static struct word next_word(const char *text, size_t length)
{
  size_t end = 0;
  while (end < length && utf8_is_blank(text[end]))
    end++;
  bool blank = end > 0;
  if (!blank)
    end = word_length(text, length);
  if (end == 0) {
    ucs4_t character;
    end = read_character(text, length, &character);
  }
  return (struct word){.text = text, .length = (uint32_t)end, .blank = blank};
}

static bool append_word(struct words *words, struct word word)
{
  if (words->count == words->capacity) {
    uint32_t capacity = 2 * words->capacity;
    struct word *items = realloc(words->items, capacity * sizeof *items);
    if (!items)
      return false;
    words->items = items;
    words->capacity = capacity;
  }
  words->items[words->count++] = word;
  return true;
}

/** Cuts a text into words, without the blanks at its ends. False: no memory. */
static bool split_words(const char *text, struct words *words)
{
  *words = (struct words){.items = malloc(64 * sizeof *words->items), .capacity = 64};
  if (!words->items)
    return false;
  size_t length = strlen(text);
  while (length > 0 && utf8_is_blank(text[length - 1]))
    length--;
  size_t at = 0;
  while (at < length && utf8_is_blank(text[at]))
    at++;
  while (at < length) {
    struct word word = next_word(text + at, length - at);
    if (!append_word(words, word))
      return false;
    at += word.length;
  }
  return true;
}

static bool words_equal(const struct word *one, const struct word *other)
{
  if (one->blank || other->blank)
    return one->blank && other->blank;
  return one->length == other->length && memcmp(one->text, other->text, one->length) == 0;
}

static void mark_changed(struct word *words, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    words[i].changed = true;
}

static size_t byte_count(const struct word *words, uint32_t count)
{
  return count == 0 ? 0 : (size_t)(words[count - 1].text + words[count - 1].length - words[0].text);
}

/** The two stretches under comparison, and how far each diagonal was followed in each step. Step d of E. W. Myers,
 *  "An O(ND) Difference Algorithm and Its Variations" (Algorithmica 1, 1986), reaches the diagonals -d, -d+2 … d; they
 *  lie side by side from d * (d + 1) / 2 on. */
struct alignment {
  struct word *gone;
  uint32_t gone_count;
  struct word *added;
  uint32_t added_count;
  uint32_t *reach; /**< words of `gone` passed */
};

static uint32_t *step_row(const struct alignment *alignment, uint32_t step)
{
  return alignment->reach + (size_t)step * (step + 1) / 2;
}

/** Whether the furthest path to the diagonal in this place of step `step` comes from a word of `added`, rather than
 *  from a word of `gone`. */
static bool comes_from_added(const uint32_t *previous, uint32_t step, uint32_t place)
{
  return place == 0 || (place != step && previous[place - 1] < previous[place]);
}

/** Fills in the row of a step. True when it reaches the end of both stretches. */
static bool run_step(const struct alignment *alignment, uint32_t step)
{
  uint32_t *row = step_row(alignment, step);
  const uint32_t *previous = step == 0 ? NULL : step_row(alignment, step - 1);
  for (uint32_t place = 0; place <= step; place++) {
    uint32_t x = 0;
    if (step > 0)
      x = comes_from_added(previous, step, place) ? previous[place] : previous[place - 1] + 1;
    uint32_t y = x + step - 2 * place;
    while (x < alignment->gone_count && y < alignment->added_count &&
           words_equal(&alignment->gone[x], &alignment->added[y])) {
      x++;
      y++;
    }
    row[place] = x;
    if (x == alignment->gone_count && y == alignment->added_count)
      return true;
  }
  return false;
}

/** Goes back from the end, reached in step `step`, and marks the words that changed. */
static void mark_path(const struct alignment *alignment, uint32_t step)
{
  uint32_t x = alignment->gone_count;
  uint32_t y = alignment->added_count;
  for (; step > 0; step--) {
    uint32_t place = (x + step - y) / 2;
    const uint32_t *previous = step_row(alignment, step - 1);
    if (comes_from_added(previous, step, place)) {
      x = previous[place];
      y = x + (step - 1) - 2 * place;
      alignment->added[y].changed = true;
    } else {
      x = previous[place - 1];
      y = x + (step - 1) - 2 * (place - 1);
      alignment->gone[x].changed = true;
    }
  }
}

/** How many steps may be tried. */
static uint32_t step_limit(const struct alignment *alignment)
{
  size_t bytes =
      byte_count(alignment->gone, alignment->gone_count) + byte_count(alignment->added, alignment->added_count);
  size_t limit = bytes == 0 ? 0 : WORK_LIMIT / bytes;
  limit = limit > STEP_LIMIT ? STEP_LIMIT : limit;
  size_t words = (size_t)alignment->gone_count + alignment->added_count;
  return (uint32_t)(limit > words ? words : limit);
}

/** Marks the words that changed. False: no memory. */
static bool align(struct alignment *alignment)
{
  uint32_t limit = step_limit(alignment);
  alignment->reach = malloc(((size_t)limit + 1) * (limit + 2) / 2 * sizeof *alignment->reach);
  if (!alignment->reach)
    return false;
  uint32_t step = 0;
  while (step <= limit && !run_step(alignment, step))
    step++;
  if (step <= limit) {
    mark_path(alignment, step);
  } else {
    mark_changed(alignment->gone, alignment->gone_count);
    mark_changed(alignment->added, alignment->added_count);
  }
  free(alignment->reach);
  return true;
}

/** Marks what changed between two texts, leaving out of the search what they begin and end with alike. */
static bool compare_words(struct words *before, struct words *after)
{
  uint32_t start = 0;
  while (start < before->count && start < after->count && words_equal(&before->items[start], &after->items[start]))
    start++;
  uint32_t before_end = before->count;
  uint32_t after_end = after->count;
  while (before_end > start && after_end > start &&
         words_equal(&before->items[before_end - 1], &after->items[after_end - 1])) {
    before_end--;
    after_end--;
  }
  if (before_end == start && after_end == start)
    return true;
  struct alignment alignment = {
      .gone = before->items + start,
      .gone_count = before_end - start,
      .added = after->items + start,
      .added_count = after_end - start,
  };
  return align(&alignment);
}

/** Makes one change of two that only a blank keeps apart: people read phrases. */
static void join_changes(struct words *before, struct words *after)
{
  uint32_t y = 0;
  bool change_precedes = false;
  for (uint32_t x = 0; x < before->count; x++) {
    if (before->items[x].changed) {
      change_precedes = true;
      continue;
    }
    for (; after->items[y].changed; y++)
      change_precedes = true;
    bool change_follows = (x + 1 < before->count && before->items[x + 1].changed) ||
                          (y + 1 < after->count && after->items[y + 1].changed);
    bool joins = before->items[x].blank && change_precedes && change_follows;
    before->items[x].changed = joins;
    after->items[y].changed = joins;
    change_precedes = joins;
    y++;
  }
}

void difference_append_plain(const char *text, size_t length, struct buffer *out)
{
  for (size_t at = 0; at < length;) {
    ucs4_t character;
    size_t size = read_character(text + at, length - at, &character);
    if (utf8_is_blank(text[at])) {
      buffer_append_byte(out, ' ');
      while (at + size < length && utf8_is_blank(text[at + size]))
        size++;
    } else if (character == 0xFFFC) {
      buffer_append_string(out, "[image]");
    } else if (character == 0xFFFD || character < 0x20 || (character >= 0x7F && character < 0xA0)) {
      buffer_append_string(out, "\xEF\xBF\xBD");
    } else {
      buffer_append(out, text + at, size);
    }
    at += size;
  }
}

static void append_words(const struct word *words, uint32_t count, struct buffer *out)
{
  if (count > 0)
    difference_append_plain(words[0].text, byte_count(words, count), out);
}

static void append_marked(const struct word *words, uint32_t count, const char *start, const char *end,
                          struct buffer *out)
{
  if (count > 0) {
    buffer_append_string(out, start);
    append_words(words, count, out);
    buffer_append_string(out, end);
  }
}

/** One side of a change: words gone, or words new. */
struct side {
  const struct word *words;
  uint32_t count;
};

/** Whether both sides begin (or end, with `last`) with a blank; a side without words does not object. */
static bool share_blank(const struct side *gone, const struct side *added, bool last)
{
  const struct side *sides[] = {gone, added};
  bool blank = gone->count + added->count > 1;
  for (size_t i = 0; i < 2; i++) {
    const struct side *side = sides[i];
    blank = blank && (side->count == 0 || side->words[last ? side->count - 1 : 0].blank);
  }
  return blank;
}

/** Shows a change. A blank that both sides begin or end with stays outside the marks. */
static void append_change(struct side gone, struct side added, bool color, struct buffer *out)
{
  if (share_blank(&gone, &added, false)) {
    buffer_append_byte(out, ' ');
    gone = gone.count > 0 ? (struct side){gone.words + 1, gone.count - 1} : gone;
    added = added.count > 0 ? (struct side){added.words + 1, added.count - 1} : added;
  }
  bool trailing = share_blank(&gone, &added, true);
  if (trailing) {
    gone.count -= gone.count > 0;
    added.count -= added.count > 0;
  }
  append_marked(gone.words, gone.count, color ? RED : "[-", color ? PLAIN : "-]", out);
  append_marked(added.words, added.count, color ? GREEN : "{+", color ? PLAIN : "+}", out);
  if (trailing)
    buffer_append_byte(out, ' ');
}

/** The number of words from the first on that are marked as `changed` says. */
static uint32_t stretch(const struct words *words, uint32_t from, bool changed)
{
  uint32_t end = from;
  while (end < words->count && words->items[end].changed == changed)
    end++;
  return end - from;
}

static void append_difference(const struct words *before, const struct words *after, bool color, struct buffer *out)
{
  uint32_t x = 0;
  uint32_t y = 0;
  while (x < before->count || y < after->count) {
    struct side gone = {before->items + x, stretch(before, x, true)};
    struct side added = {after->items + y, stretch(after, y, true)};
    if (gone.count + added.count > 0)
      append_change(gone, added, color, out);
    x += gone.count;
    y += added.count;
    uint32_t kept = stretch(before, x, false);
    uint32_t kept_after = stretch(after, y, false);
    kept = kept < kept_after ? kept : kept_after;
    append_words(after->items + y, kept, out);
    x += kept;
    y += kept;
  }
}

void difference_append(const char *before, const char *after, bool color, struct buffer *out)
{
  struct words gone = {0};
  struct words added = {0};
  if (split_words(before, &gone) && split_words(after, &added) && compare_words(&gone, &added)) {
    join_changes(&gone, &added);
    append_difference(&gone, &added, color, out);
  } else {
    out->failed = true;
  }
  free(gone.items);
  free(added.items);
}
