#include "xpath.h"

#include "error.h"
#include "utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLtree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/* An evaluation may take so many steps on a page, and so many more an element, before it counts as too long. */
#define STEPS 1000000ul
#define STEPS_AN_ELEMENT 200ul

#if LIBXML_VERSION >= 21200
typedef const xmlError *libxml2_error;
#else
typedef xmlError *libxml2_error;
#endif

/* The first thing libxml2 found wrong with an expression. */
struct complaint {
  int code;
  char message[256];
};

static void on_error(void *data, libxml2_error found)
{
  struct complaint *complaint = data;
  if (!found || complaint->code != XML_ERR_OK)
    return;
  complaint->code = found->code;
  const char *message = found->message ? found->message : "";
  size_t length = strlen(message);
  while (length > 0 && utf8_is_blank(message[length - 1]))
    length--;
  if (length >= sizeof complaint->message)
    length = sizeof complaint->message - 1;
  memcpy(complaint->message, message, length);
  complaint->message[length] = '\0';
}

static rw_status report(const struct complaint *complaint, const char *expression, rw_error *error)
{
  if (complaint->code == XML_ERR_NO_MEMORY || complaint->code == XML_XPATH_MEMORY_ERROR)
    return error_no_memory(error);
  if (complaint->code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED)
    return error_set(error, RW_FAILED, "XPath '%s' takes too long on this page", expression);
  return error_set(error, RW_INVALID, "XPath '%s': %s", expression,
                   complaint->message[0] ? complaint->message : "not an XPath expression");
}

static xmlXPathContextPtr new_context(xmlDocPtr tree, unsigned long steps, struct complaint *complaint)
{
  xmlXPathContextPtr context = xmlXPathNewContext(tree);
  if (!context)
    return NULL;
  context->error = on_error;
  context->userData = complaint;
  context->opLimit = steps;
  context->node = xmlDocGetRootElement(tree);
  return context;
}

/* Evaluates one expression. The answer is the caller's; NULL after an error, which `complaint` then holds. */
static xmlXPathObjectPtr evaluate(xmlDocPtr tree, const char *expression, unsigned long steps,
                                  struct complaint *complaint)
{
  xmlXPathContextPtr context = new_context(tree, steps, complaint);
  if (!context) {
    complaint->code = XML_ERR_NO_MEMORY;
    return NULL;
  }
  xmlXPathObjectPtr answer = NULL;
  xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(context, (const xmlChar *)expression);
  if (compiled)
    answer = xmlXPathCompiledEval(compiled, context);
  xmlXPathFreeCompExpr(compiled);
  if (answer && complaint->code != XML_ERR_OK) {
    xmlXPathFreeObject(answer);
    answer = NULL;
  }
  xmlXPathFreeContext(context);
  return answer;
}

static void mark(const xmlXPathObject *answer, uint64_t bit, const struct xpath_selected *selected)
{
  if (answer->type != XPATH_NODESET || !answer->nodesetval)
    return;
  for (int i = 0; i < answer->nodesetval->nodeNr; i++) {
    const xmlNode *node = answer->nodesetval->nodeTab[i];
    if (node->type == XML_ATTRIBUTE_NODE || node->type == XML_TEXT_NODE)
      node = node->parent;
    uintptr_t note = node && node->type == XML_ELEMENT_NODE ? (uintptr_t)node->_private : 0;
    if (note > 0 && note <= selected->count)
      selected->bits[note - 1] |= bit;
  }
}

/* The length of an expression's first part, up to a `|` that stands in no quotation, bracket or parenthesis. */
static size_t first_part(const char *expression)
{
  unsigned depth = 0;
  char quote = '\0';
  size_t at = 0;
  for (; expression[at] != '\0'; at++) {
    char character = expression[at];
    if (quote)
      quote = character == quote ? '\0' : quote;
    else if (character == '"' || character == '\'')
      quote = character;
    else if (character == '(' || character == '[')
      depth++;
    else if ((character == ')' || character == ']') && depth > 0)
      depth--;
    else if (character == '|' && depth == 0)
      break;
  }
  return at;
}

static rw_status select_part(xmlDocPtr tree, const char *part, uint64_t bit, const struct xpath_selected *selected,
                             rw_error *error)
{
  struct complaint complaint = {.code = XML_ERR_OK};
  xmlXPathObjectPtr answer = evaluate(tree, part, STEPS + selected->count * STEPS_AN_ELEMENT, &complaint);
  if (!answer)
    return report(&complaint, part, error);
  mark(answer, bit, selected);
  xmlXPathFreeObject(answer);
  return RW_OK;
}

/* The parts of a union are evaluated one by one: libxml2 unites two sets by comparing all with all. */
rw_status xpath_select(xmlDocPtr tree, const char *expression, uint64_t bit, const struct xpath_selected *selected,
                       rw_error *error)
{
  rw_status status = RW_OK;
  for (const char *rest = expression; status == RW_OK && rest;) {
    size_t length = first_part(rest);
    char *part = strndup(rest, length);
    if (!part)
      return error_no_memory(error);
    status = select_part(tree, part, bit, selected, error);
    free(part);
    rest = rest[length] == '|' ? rest + length + 1 : NULL;
  }
  return status;
}

/* An empty page, on which an expression shows whether it is good. NULL: no memory. */
static xmlDocPtr empty_page(void)
{
  xmlDocPtr page = htmlNewDocNoDtD(NULL, NULL);
  xmlNodePtr root = page ? xmlNewDocNode(page, NULL, (const xmlChar *)"html", NULL) : NULL;
  if (!root) {
    xmlFreeDoc(page);
    return NULL;
  }
  xmlDocSetRootElement(page, root);
  return page;
}

rw_status xpath_check(const char *expression, rw_error *error)
{
  xmlDocPtr page = empty_page();
  if (!page)
    return error_no_memory(error);
  struct complaint complaint = {.code = XML_ERR_OK};
  xmlXPathObjectPtr answer = evaluate(page, expression, STEPS, &complaint);
  rw_status status = RW_OK;
  if (!answer)
    status = report(&complaint, expression, error);
  else if (answer->type != XPATH_NODESET)
    status = error_set(error, RW_INVALID, "XPath '%s' gives a value; it must select elements, as //p does", expression);
  xmlXPathFreeObject(answer);
  xmlFreeDoc(page);
  return status;
}
