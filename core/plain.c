#include "page.h"

#include "run.h"
#include "utf8.h"

#include <string.h>

/* A line of plain text: its bytes, and where the next starts. Lines end with LF, CR LF or CR. */
struct line {
  uint32_t start;
  uint32_t end;
  uint32_t next;
  bool blank;
};

static struct line read_line(const char *text, uint32_t length, uint32_t start)
{
  struct line line = {.start = start, .end = start, .blank = true};
  while (line.end < length && text[line.end] != '\n' && text[line.end] != '\r') {
    line.blank = line.blank && utf8_is_blank(text[line.end]);
    line.end++;
  }
  line.next = line.end < length ? line.end + 1 : line.end;
  if (line.next < length && text[line.end] == '\r' && text[line.next] == '\n')
    line.next++;
  return line;
}

/* The next passage at or after `at`: its range, and where to look on. An empty range: there is none. */
static rw_range next_passage(rw_format format, const char *text, uint32_t length, uint32_t *at)
{
  rw_range passage = {length, length};
  while (*at < length) {
    struct line line = read_line(text, length, *at);
    if (passage.start < length && (line.blank || format == RW_FORMAT_LINES))
      break;
    *at = line.next;
    if (line.blank)
      continue;
    if (passage.start == length)
      passage.start = line.start;
    passage.end = line.end;
  }
  return passage;
}

rw_status page_cut_plain(struct page *page)
{
  const char *text = page->encoded.view;
  uint32_t length = (uint32_t)page->encoded.view_length, at = 0;
  if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
    at = 3;
  for (;;) {
    rw_range passage = next_passage(page->format, text, length, &at);
    if (passage.start == passage.end)
      return RW_OK;
    struct stretch stretch = {.start = passage.start, .end = passage.end, .block = RW_NONE};
    if (!page_add(page, &stretch))
      return RW_NO_MEMORY;
  }
}

bool page_is_one_passage(rw_format format, const char *text, uint32_t length)
{
  uint32_t at = 0;
  rw_range passage = next_passage(format, text, length, &at);
  return passage.start == 0 && passage.end == length && length > 0;
}

rw_status page_build_plain(const struct page *page, const struct stretch *stretch, struct passage *passage)
{
  struct buffer text = {0};
  struct segments segments = {0};
  bool good = run_decode(page->encoded.view + stretch->start, stretch->end - stretch->start, LEXEME_PLAIN,
                         stretch->start, &text, &segments);
  if (!page->encoded.lossless && text.data && strstr(text.data, "\xEF\xBF\xBD"))
    good = false;
  for (uint32_t i = 0; i < segments.count && !good; i++)
    segments.items[i].flags |= SEGMENT_FIXED;
  rw_status status = RW_NO_MEMORY;
  if (!text.failed && !segments.failed)
    status = passage_set_text(passage, text.data ? text.data : "", (uint32_t)text.length, &segments, NULL, 0);
  buffer_free(&text);
  segments_free(&segments);
  return status;
}
