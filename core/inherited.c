#include "inherited.h"

#include "buffer.h"
#include "run.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* No language's name is longer (RFC 5646, section 4.4.1, asks for 35). */
#define LANGUAGE_LENGTH_LIMIT 255

struct maker {
  struct inheritance *inheritance;
  const struct lexemes *lexemes;
  bool notranslate; /* the word stands somewhere on the page */
  struct buffer value;
  bool failed;
};

/* Whether a class attribute holds a class. */
static bool has_class(const struct attribute *attribute, const char *class)
{
  size_t length = strlen(class);
  for (uint32_t at = 0; at < attribute->value_length;) {
    uint32_t start = at;
    while (at < attribute->value_length && !utf8_is_blank(attribute->value[at]))
      at++;
    if (at - start == length && memcmp(attribute->value + start, class, length) == 0)
      return true;
    at++;
  }
  return false;
}

/* The number of a declared language. The list is short on every real page, and bounded on others. */
static uint16_t language_number(struct maker *maker, const struct attribute *attribute)
{
  struct inheritance *inheritance = maker->inheritance;
  buffer_clear(&maker->value);
  if (attribute->value && attribute->value_length <= LANGUAGE_LENGTH_LIMIT)
    run_decode_attribute(attribute->value, attribute->value_length, &maker->value);
  const char *name = maker->value.data ? maker->value.data : "";
  for (uint32_t i = inheritance->language_count; i-- > 1;)
    if (strcmp(inheritance->languages[i], name) == 0)
      return (uint16_t)i;
  if (inheritance->language_count >= INHERITED_LANGUAGE_LIMIT)
    return INHERITED_LANGUAGE_LIMIT - 1;
  char *copy = arena_copy_string(&inheritance->arena, name);
  if (!copy) {
    maker->failed = true;
    return 0;
  }
  inheritance->languages[inheritance->language_count] = copy;
  return (uint16_t)inheritance->language_count++;
}

static void set_flag(struct inherited *inherited, unsigned flag, bool set)
{
  inherited->flags = (uint16_t)(set ? inherited->flags | flag : inherited->flags & ~flag);
}

static void apply_attribute(struct maker *maker, struct inherited *inherited, const struct attribute *attribute)
{
  if (attribute_is(attribute, "lang") || attribute_is(attribute, "xml:lang")) {
    inherited->language = language_number(maker, attribute);
  } else if (attribute_is(attribute, "translate")) {
    if (attribute_value_is(attribute, "no"))
      set_flag(inherited, INHERITED_NO_TRANSLATE, true);
    else if (attribute_value_is(attribute, "yes") || attribute->value_length == 0)
      set_flag(inherited, INHERITED_NO_TRANSLATE, false);
  } else if (attribute_is(attribute, "contenteditable")) {
    set_flag(inherited, INHERITED_EDITABLE, !attribute_value_is(attribute, "false"));
  } else if (maker->notranslate && attribute_is(attribute, "class") && attribute->value) {
    if (has_class(attribute, "notranslate"))
      set_flag(inherited, INHERITED_NOTRANSLATE, true);
  }
}

/* Whether a tag is long enough to hold an attribute that matters here: ` lang=x` is the shortest. */
static bool may_declare(const struct lexemes *lexemes, uint32_t number)
{
  return lexeme_end(lexemes, number) - lexemes->items[number].start >= 10;
}

static void apply_tag(struct maker *maker, struct inherited *inherited, uint32_t number)
{
  if (!may_declare(maker->lexemes, number))
    return;
  struct attribute attribute;
  uint32_t at = 0;
  while (lexeme_attribute(maker->lexemes, number, &at, &attribute))
    apply_attribute(maker, inherited, &attribute);
}

static void apply_name(struct inherited *inherited, uint32_t element, uint16_t name)
{
  unsigned properties = element_properties(name);
  if (properties & (ELEMENT_BLOCK | ELEMENT_CONTROL))
    inherited->block = element;
  if (properties & ELEMENT_UNTOUCHED)
    set_flag(inherited, INHERITED_UNTOUCHED, true);
  if (properties & (ELEMENT_HIDDEN | ELEMENT_CONTROL))
    set_flag(inherited, INHERITED_HIDDEN, true);
  if (properties & ELEMENT_OBJECT)
    set_flag(inherited, INHERITED_OBJECT, true);
  if (name == ELEMENT_blockquote)
    set_flag(inherited, INHERITED_QUOTATION, true);
}

/* Whether text can stand in an element, so that what it declares matters. */
static bool may_hold_text(unsigned properties)
{
  return !(properties & (ELEMENT_VOID | ELEMENT_RAW)) && (properties & (ELEMENT_HIDDEN | ELEMENT_OBJECT)) == 0;
}

static void inherit(struct maker *maker, const struct structure *structure, uint32_t element)
{
  const struct structure_element *source = &structure->elements[element];
  struct inherited *inherited = &maker->inheritance->items[element];
  *inherited =
      source->parent == RW_NONE ? (struct inherited){.block = RW_NONE} : maker->inheritance->items[source->parent];
  apply_name(inherited, element, source->name);
  if (source->lexeme != RW_NONE && may_hold_text(element_properties(source->name)))
    apply_tag(maker, inherited, source->lexeme);
}

rw_status inheritance_open(struct inheritance *inheritance, const struct structure *structure,
                           const struct lexemes *lexemes)
{
  *inheritance = (struct inheritance){.language_count = 1};
  struct maker maker = {.inheritance = inheritance, .lexemes = lexemes};
  maker.notranslate = memmem(lexemes->bytes, lexemes->length, "notranslate", 11) != NULL;
  inheritance->items = malloc((structure->element_count + (size_t)1) * sizeof *inheritance->items);
  maker.failed = !inheritance->items;
  for (uint32_t i = 0; i < structure->element_count && !maker.failed; i++)
    inherit(&maker, structure, i);
  maker.failed = maker.failed || maker.value.failed;
  buffer_free(&maker.value);
  if (!maker.failed)
    return RW_OK;
  inheritance_close(inheritance);
  return RW_NO_MEMORY;
}

void inheritance_close(struct inheritance *inheritance)
{
  free(inheritance->items);
  arena_free(&inheritance->arena);
  *inheritance = (struct inheritance){0};
}

bool inheritance_same_language(const struct inheritance *inheritance, uint16_t left, uint16_t right)
{
  const char *first = inheritance->languages[left], *second = inheritance->languages[right];
  if (left == right || !first || !second)
    return left == right;
  size_t length = strcspn(first, "-_");
  return length == strcspn(second, "-_") && strncasecmp(first, second, length) == 0;
}

const char *inherited_reason(unsigned flags)
{
  if (flags & INHERITED_NO_TRANSLATE)
    return "translate=\"no\"";
  if (flags & INHERITED_NOTRANSLATE)
    return "class notranslate";
  if (flags & INHERITED_EDITABLE)
    return "contenteditable";
  if (flags & (INHERITED_UNTOUCHED | INHERITED_OBJECT))
    return "its text is preformatted, code or the like";
  return NULL;
}
