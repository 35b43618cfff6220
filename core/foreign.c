#include "foreign.h"

#include "attribute.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum space { SPACE_HTML, SPACE_SVG, SPACE_MATH };

/* What of HTML an element of svg or math lets in. */
enum integration {
  INTEGRATION_NONE,
  INTEGRATION_HTML,      /* foreignObject, desc, title; annotation-xml whose encoding is HTML */
  INTEGRATION_TEXT,      /* mi, mo, mn, ms, mtext */
  INTEGRATION_ANNOTATION /* any other annotation-xml: svg only */
};

struct foreign_element {
  uint16_t name;
  uint8_t space;
  uint8_t integration;
};

/* An end tag looks no further down, so that unmatched ones on a deep stack stay cheap. */
#define WALK_LIMIT 512

bool foreign_current(const struct foreign *foreign)
{
  return foreign->count > 0 && foreign->items[foreign->count - 1].space != SPACE_HTML;
}

static void push(struct foreign *foreign, struct foreign_element element)
{
  if (foreign->count == foreign->capacity) {
    uint32_t capacity = foreign->capacity == 0 ? 32 : foreign->capacity * 2;
    struct foreign_element *items = realloc(foreign->items, capacity * sizeof *items);
    if (items == NULL) {
      foreign->failed = true;
      return;
    }
    foreign->items = items;
    foreign->capacity = capacity;
  }
  foreign->items[foreign->count++] = element;
}

/* Leaves elements of svg and math until HTML may stand there. */
static void break_out(struct foreign *foreign)
{
  while (foreign->count > 0) {
    const struct foreign_element *current = &foreign->items[foreign->count - 1];
    if (current->space == SPACE_HTML || current->integration == INTEGRATION_HTML ||
        current->integration == INTEGRATION_TEXT)
      return;
    foreign->count--;
  }
}

/* Whether the rules for HTML apply to a start tag in spite of svg or math around it. */
static bool html_rules(const struct foreign_element *current, uint16_t name)
{
  if (current->space == SPACE_HTML || current->integration == INTEGRATION_HTML)
    return true;
  if (current->integration == INTEGRATION_TEXT)
    return name != ELEMENT_mglyph && name != ELEMENT_malignmark;
  return current->integration == INTEGRATION_ANNOTATION && name == ELEMENT_svg;
}

static bool breaks_out(const struct foreign_tag *tag)
{
  if (tag->name != ELEMENT_font)
    return (element_properties(tag->name) & ELEMENT_BREAKOUT) != 0;
  struct attribute attribute;
  uint32_t at = 0;
  while (attribute_next(tag->bytes, tag->length, &at, &attribute)) {
    if (attribute_is(&attribute, "color") || attribute_is(&attribute, "face") || attribute_is(&attribute, "size"))
      return true;
  }
  return false;
}

static enum integration annotation_integration(const struct foreign_tag *tag)
{
  struct attribute attribute;
  uint32_t at = 0;
  while (attribute_next(tag->bytes, tag->length, &at, &attribute)) {
    if (attribute_is(&attribute, "encoding"))
      return attribute_value_is(&attribute, "text/html") || attribute_value_is(&attribute, "application/xhtml+xml")
                 ? INTEGRATION_HTML
                 : INTEGRATION_ANNOTATION;
  }
  return INTEGRATION_ANNOTATION;
}

static enum integration integration_of(const struct foreign_tag *tag, enum space space)
{
  static const char annotation[] = "annotation-xml";
  size_t length = sizeof annotation - 1;
  switch (tag->name) {
  case ELEMENT_foreignobject:
  case ELEMENT_desc:
  case ELEMENT_title:
    return space == SPACE_SVG ? INTEGRATION_HTML : INTEGRATION_NONE;
  case ELEMENT_mi:
  case ELEMENT_mo:
  case ELEMENT_mn:
  case ELEMENT_ms:
  case ELEMENT_mtext:
    return space == SPACE_MATH ? INTEGRATION_TEXT : INTEGRATION_NONE;
  default:
    if (space == SPACE_MATH && tag->name >= ELEMENT_KNOWN && tag->length > length + 1 &&
        strncasecmp(tag->bytes + 1, annotation, length) == 0 && strchr(" \t\n\f\r/>", tag->bytes[length + 1]) != NULL)
      return annotation_integration(tag);
    return INTEGRATION_NONE;
  }
}

static bool start_by_html_rules(struct foreign *foreign, const struct foreign_tag *tag)
{
  if (tag->name == ELEMENT_svg || tag->name == ELEMENT_math) {
    uint8_t space = tag->name == ELEMENT_svg ? SPACE_SVG : SPACE_MATH;
    if (foreign->open[ELEMENT_select] > 0)
      foreign->uncertain = true;
    if (!tag->self_closing)
      push(foreign, (struct foreign_element){.name = tag->name, .space = space});
    return true;
  }
  if ((element_properties(tag->name) & ELEMENT_VOID) != 0)
    return false;
  if (foreign->count > 0)
    push(foreign, (struct foreign_element){.name = tag->name, .space = SPACE_HTML});
  else if (tag->name < ELEMENT_KNOWN)
    foreign->open[tag->name]++;
  return false;
}

bool foreign_start(struct foreign *foreign, const struct foreign_tag *tag)
{
  if (foreign->count == 0)
    return start_by_html_rules(foreign, tag);
  struct foreign_element current = foreign->items[foreign->count - 1];
  if (html_rules(&current, tag->name))
    return start_by_html_rules(foreign, tag);
  if (breaks_out(tag)) {
    break_out(foreign);
    return start_by_html_rules(foreign, tag);
  }
  if (!tag->self_closing) {
    enum integration integration = integration_of(tag, (enum space)current.space);
    push(foreign,
         (struct foreign_element){.name = tag->name, .space = current.space, .integration = (uint8_t)integration});
  }
  return true;
}

static void end_outside(struct foreign *foreign, uint16_t name)
{
  if (name < ELEMENT_KNOWN && foreign->open[name] > 0)
    foreign->open[name]--;
}

/* An end tag that no element in svg or math answers to: when an element around them does, it closes them too. The
 * count of those is no proof, so what follows is uncertain. */
static void end_around(struct foreign *foreign, const struct foreign_tag *tag)
{
  if (tag->name == ELEMENT_body || tag->name == ELEMENT_html)
    return;
  foreign->uncertain = true;
  if (tag->name < ELEMENT_KNOWN && foreign->open[tag->name] > 0) {
    foreign->count = 0;
    end_outside(foreign, tag->name);
  }
}

/* Walks from the current element outward. As long as it meets elements of svg and math, any of them answers to the
 * tag; from the first element of HTML on the rules for HTML apply: only HTML answers, and an integration point ends
 * the walk. */
static void end_inside(struct foreign *foreign, const struct foreign_tag *tag)
{
  bool html = false;
  uint32_t lowest = foreign->count > WALK_LIMIT ? foreign->count - WALK_LIMIT : 0;
  for (uint32_t number = foreign->count; number > lowest; number--) {
    const struct foreign_element *element = &foreign->items[number - 1];
    html = html || element->space == SPACE_HTML;
    if (element->name == tag->name && (!html || element->space == SPACE_HTML)) {
      foreign->count = number - 1;
      return;
    }
    if (html && element->integration != INTEGRATION_NONE)
      return;
  }
  if (lowest == 0)
    end_around(foreign, tag);
  else
    foreign->uncertain = true;
}

void foreign_end(struct foreign *foreign, const struct foreign_tag *tag)
{
  bool breaks = foreign_current(foreign) && (tag->name == ELEMENT_p || tag->name == ELEMENT_br);
  if (breaks)
    break_out(foreign);
  if (foreign->count == 0)
    end_outside(foreign, tag->name);
  else if (!breaks)
    end_inside(foreign, tag);
}

void foreign_free(struct foreign *foreign)
{
  free(foreign->items);
  foreign->items = NULL;
  foreign->count = foreign->capacity = 0;
}
