#include "xpath.h"

#include "error.h"

#include <stdbool.h>
#include <stdio.h>
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
  int code; /* an xmlParserErrors; XML_ERR_OK: nothing */
};

static void on_error(void *data, libxml2_error found)
{
  struct complaint *complaint = data;
  if (found && complaint->code == XML_ERR_OK)
    complaint->code = found->code;
}

/* libxml2's reasons, in words: it hands over a number alone. */
static const char *reason_of(int code)
{
  switch (code) {
  case XML_XPATH_NUMBER_ERROR:
    return "a number is malformed";
  case XML_XPATH_UNFINISHED_LITERAL_ERROR:
  case XML_XPATH_START_LITERAL_ERROR:
    return "a string lacks a quotation mark";
  case XML_XPATH_VARIABLE_REF_ERROR:
  case XML_XPATH_UNDEF_VARIABLE_ERROR:
  case XML_XPATH_EXPRESSION_OK + XPATH_FORBID_VARIABLE_ERROR:
    return "there are no variables";
  case XML_XPATH_INVALID_PREDICATE_ERROR:
    return "a predicate is malformed or lacks its ]";
  case XML_XPATH_UNCLOSED_ERROR:
    return "a parenthesis is not closed";
  case XML_XPATH_UNKNOWN_FUNC_ERROR:
    return "unknown function";
  case XML_XPATH_INVALID_OPERAND:
  case XML_XPATH_INVALID_TYPE:
    return "an operand or argument is of the wrong type";
  case XML_XPATH_INVALID_ARITY:
    return "a function has the wrong number of arguments";
  case XML_XPATH_UNDEF_PREFIX_ERROR:
    return "unknown namespace prefix; the names of HTML have none";
  default:
    return "not an XPath expression";
  }
}

static rw_status report(const struct complaint *complaint, const char *expression, rw_error *error)
{
  if (complaint->code == XML_ERR_NO_MEMORY || complaint->code == XML_XPATH_MEMORY_ERROR)
    return error_no_memory(error);
  if (complaint->code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED)
    return error_set(error, RW_FAILED, "XPath '%s' takes too long on this page", expression);
  return error_set(error, RW_INVALID, "XPath '%s': %s", expression, reason_of(complaint->code));
}

static xmlXPathContextPtr new_context(xmlDocPtr tree, unsigned long steps, struct complaint *complaint)
{
  xmlXPathContextPtr context = xmlXPathNewContext(tree);
  if (!context)
    return NULL;
  context->error = on_error;
  context->userData = complaint;
  context->opLimit = steps;
  context->flags |= XML_XPATH_NOVAR;
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

/* ---- Selecting ----
 *
 * Where a step of a path may reach the same node from several others, libxml2 unites what it found by comparing all
 * with all. So a path is cut before such steps; of what lies before the cut, the steps behind it are evaluated from
 * each element alone. */

/* A path's evaluation. */
struct selection {
  xmlDocPtr tree;
  const char *expression; /* for messages */
  const struct xpath_selected *selected;
  uint64_t bit;
  xmlNodePtr *nodes; /* from which the next steps go */
  size_t node_count;
  uint8_t *found; /* per element: it is what the steps at hand gave */
  unsigned long steps;
};

/* Whether a step, after its `/`, names its axis. */
static bool names_axis(const char *step)
{
  step += strspn(step, " \t\r\n");
  step += strspn(step, "abcdefghijklmnopqrstuvwxyz-");
  step += strspn(step, " \t\r\n");
  return step[0] == ':' && step[1] == ':';
}

/* The length of an expression's part up to a `|` or, for a `path`, up to a step from which to evaluate anew, that
 * stands in no quotation, bracket or parenthesis. */
static size_t part_length(const char *expression, bool path)
{
  unsigned depth = 0;
  char quote = '\0';
  size_t at = 0;
  if (path)
    at = strspn(expression, "./ \t\r\n"); /* the page itself is no element to go on from */
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
    else if (depth == 0 && (path ? character == '/' && (expression[at + 1] == '/' || names_axis(expression + at + 1))
                                 : character == '|'))
      break;
  }
  return at;
}

static size_t element_of(const struct selection *selection, const xmlNode *node)
{
  uintptr_t note = node && node->type == XML_ELEMENT_NODE ? (uintptr_t)node->_private : 0;
  return note <= selection->selected->count ? (size_t)note : 0;
}

/* Notes what steps gave: as elements to go on from, or at the path's end as selected. */
static void note_answer(const struct selection *selection, const xmlXPathObject *answer, bool last)
{
  if (answer->type != XPATH_NODESET || !answer->nodesetval)
    return;
  for (int i = 0; i < answer->nodesetval->nodeNr; i++) {
    const xmlNode *node = answer->nodesetval->nodeTab[i];
    if (last && (node->type == XML_ATTRIBUTE_NODE || node->type == XML_TEXT_NODE))
      node = node->parent;
    size_t element = element_of(selection, node);
    if (element > 0 && last)
      selection->selected->bits[element - 1] |= selection->bit;
    else if (element > 0)
      selection->found[element - 1] = 1;
  }
}

static xmlNodePtr next_node(xmlNodePtr node, bool descend)
{
  if (descend && node->children)
    return node->children;
  while (node && !node->next)
    node = node->parent;
  return node ? node->next : NULL;
}

/* Makes the elements found those to go on from; where the next step is `//`, without those that lie in others. */
static void collect_nodes(struct selection *selection, bool outermost)
{
  selection->node_count = 0;
  for (xmlNodePtr node = xmlDocGetRootElement(selection->tree); node;) {
    size_t element = element_of(selection, node);
    bool found = element > 0 && selection->found[element - 1];
    if (found)
      selection->nodes[selection->node_count++] = node;
    node = next_node(node, !found || !outermost);
  }
  memset(selection->found, 0, selection->selected->count);
}

/* Evaluates steps from each of the nodes. */
static rw_status evaluate_steps(struct selection *selection, const char *steps, bool last, rw_error *error)
{
  struct complaint complaint = {.code = XML_ERR_OK};
  xmlXPathContextPtr context = new_context(selection->tree, selection->steps, &complaint);
  if (!context)
    return error_no_memory(error);
  xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(context, (const xmlChar *)steps);
  bool good = compiled != NULL;
  for (size_t i = 0; i < selection->node_count && good; i++) {
    context->node = selection->nodes[i];
    xmlXPathObjectPtr answer = xmlXPathCompiledEval(compiled, context);
    good = answer && complaint.code == XML_ERR_OK;
    if (good)
      note_answer(selection, answer, last);
    xmlXPathFreeObject(answer);
  }
  xmlXPathFreeCompExpr(compiled);
  xmlXPathFreeContext(context);
  return good ? RW_OK : report(&complaint, selection->expression, error);
}

static rw_status select_path(struct selection *selection, rw_error *error)
{
  rw_status status = RW_OK;
  selection->nodes[0] = xmlDocGetRootElement(selection->tree);
  selection->node_count = selection->nodes[0] ? 1 : 0;
  const char *rest = selection->expression, *before = "";
  while (status == RW_OK && rest) {
    size_t length = part_length(rest, true);
    const char *next = rest[length] != '\0' ? rest + length : NULL;
    size_t room = strlen(before) + length + 1;
    char *steps = malloc(room);
    if (!steps)
      return error_no_memory(error);
    snprintf(steps, room, "%s%.*s", before, (int)length, rest);
    status = evaluate_steps(selection, steps, next == NULL, error);
    free(steps);
    if (next)
      collect_nodes(selection, next[1] == '/');
    before = ".";
    rest = next;
  }
  return status;
}

static rw_status select_part(xmlDocPtr tree, const char *part, uint64_t bit, const struct xpath_selected *selected,
                             rw_error *error)
{
  struct selection selection = {.tree = tree,
                                .expression = part,
                                .selected = selected,
                                .bit = bit,
                                .nodes = malloc((selected->count + (size_t)1) * sizeof *selection.nodes),
                                .found = calloc(selected->count + (size_t)1, 1),
                                .steps = STEPS + selected->count * STEPS_AN_ELEMENT};
  rw_status status = selection.nodes && selection.found ? select_path(&selection, error) : error_no_memory(error);
  free(selection.nodes);
  free(selection.found);
  return status;
}

rw_status xpath_select(xmlDocPtr tree, const char *expression, uint64_t bit, const struct xpath_selected *selected,
                       rw_error *error)
{
  rw_status status = RW_OK;
  for (const char *rest = expression; status == RW_OK && rest;) {
    size_t length = part_length(rest, false);
    char *part = strndup(rest, length);
    if (!part)
      return error_no_memory(error);
    status = select_part(tree, part, bit, selected, error);
    free(part);
    rest = rest[length] == '|' ? rest + length + 1 : NULL;
  }
  return status;
}

/* ---- Checking ---- */

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

/* Whether a name before a parenthesis is a function libxml2 knows, a test for a kind of node, or an operator. */
static bool may_stand_before_parenthesis(const char *name, size_t length)
{
  static const char *const words[] = {"node", "text", "comment", "processing-instruction", "and", "or", "div", "mod"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i]) == length && memcmp(words[i], name, length) == 0)
      return true;
  char copy[64];
  if (length >= sizeof copy)
    return false;
  memcpy(copy, name, length);
  copy[length] = '\0';
  struct complaint complaint = {.code = XML_ERR_OK};
  xmlXPathContextPtr context = new_context(NULL, STEPS, &complaint);
  bool known = !context || xmlXPathFunctionLookup(context, (const xmlChar *)copy) != NULL;
  xmlXPathFreeContext(context);
  return known;
}

/* Whether all functions of an expression exist. libxml2 looks only when it calls one, which needs a page to match. */
static bool knows_functions(const char *expression)
{
  static const char name_characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:";
  for (const char *at = expression; *at != '\0';) {
    size_t length = strspn(at, name_characters);
    if (*at == '"' || *at == '\'') {
      const char *end = strchr(at + 1, *at);
      at = end ? end + 1 : at + strlen(at);
    } else if (length == 0) {
      at++;
    } else {
      const char *name = at;
      for (size_t i = 1; i < length; i++)
        if (at[i - 1] == ':')
          name = at + i;
      at += length;
      const char *next = at + strspn(at, " \t\r\n");
      if (*next == '(' && !may_stand_before_parenthesis(name, (size_t)(at - name)))
        return false;
    }
  }
  return true;
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
  else if (!knows_functions(expression))
    status = report(&(struct complaint){XML_XPATH_UNKNOWN_FUNC_ERROR}, expression, error);
  else if (answer->type != XPATH_NODESET)
    status = error_set(error, RW_INVALID, "XPath '%s' gives a value; it must select elements, as //p does", expression);
  xmlXPathFreeObject(answer);
  xmlFreeDoc(page);
  return status;
}
