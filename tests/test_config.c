#include "config.h"
#include "utf8.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the mock modules. */
static const char *mocks;

static struct modules *modules;

static void open_loader(void)
{
  rw_error error;
  ck_assert_int_eq(modules_open(&modules, &error), RW_OK);
  ck_assert_int_eq(modules_add_folder(modules, mocks, &error), RW_OK);
}

static void close_loader(void)
{
  modules_close(modules);
}

static rw_status open_text(struct config *config, const char *yaml, const char *chain, rw_error *error)
{
  const struct config_source source = {yaml, strlen(yaml), "page.yaml", "/home/me"};
  *error = (rw_error){RW_OK, ""};
  return config_open(config, &source, chain, modules, error);
}

/* ---- What a configuration means ---- */

/* The place of the good strategy's enum in its instance: tests/modules/good.c. */
struct good_start {
  bool bold;
  int64_t count;
  double share;
  int to;
  const char *note;
  const char *file;
};

static void append_chain(struct buffer *out, const struct config_chain *chain)
{
  buffer_printf(out, "%s[", chain->name);
  for (uint32_t i = 0; i < chain->step_count; i++) {
    const struct config_step *step = &chain->steps[i];
    buffer_printf(out, "%s%s", i > 0 ? " " : "", step->module->plugin->name);
    if (strcmp(step->module->plugin->name, "good") == 0) {
      const struct good_start *good = step->options;
      buffer_printf(out, ":%d/%d", (int)good->count, good->to);
    }
  }
  buffer_append_string(out, "]");
}

/* A configuration as one line that a test compares. */
static char *summarise(const struct config *config)
{
  struct buffer out = {0};
  buffer_printf(&out, "%s/%s %llu", config->language->plugin->name, config->language_code,
                (unsigned long long)config->seed);
  buffer_printf(&out, " protect %d%d%d", config->protect.names, config->protect.numbers, config->protect.quotes);
  for (uint32_t i = 0; i < config->protect.term_count; i++)
    buffer_printf(&out, " <%s>", config->protect.terms[i]);
  for (uint32_t i = 0; i < config->selection_count; i++)
    buffer_printf(&out, " %s%s", (config->protecting >> i & 1) != 0 ? "!" : "", config->selections[i]);
  if (config->everywhere) {
    buffer_append_string(&out, " all ");
    append_chain(&out, config->everywhere);
  }
  for (uint32_t i = 0; i < config->rule_count; i++) {
    buffer_printf(&out, " %s->", config->selections[config->rules[i].selection]);
    append_chain(&out, config->rules[i].chain);
  }
  if (config->plain && config->plain != config->everywhere) {
    buffer_append_string(&out, " plain ");
    append_chain(&out, config->plain);
  }
  return buffer_take(&out, NULL);
}

static const struct {
  const char *rule, *yaml, *chain, *summary;
} good_configs[] = {
    {"a chain alone: English, seed 1, all protected", "chain: [good]", NULL,
     "english/en 1 protect 111 all chain[good:3/2]"},
    {"an empty chain is one", "chain: []", NULL, "english/en 1 protect 111 all chain[]"},
    {"a language by its code", "{language: en, chain: [good]}", NULL, "english/en 1 protect 111 all chain[good:3/2]"},
    {"a language whose module has another name", "{language: xx, chain: [foreign]}", NULL,
     "tongue/xx 1 protect 111 all chain[foreign]"},
    {"a code in capitals", "{language: EN, chain: [good]}", NULL, "english/en 1 protect 111 all chain[good:3/2]"},
    {"a language without options given", "{language: {en: }, chain: [good]}", NULL,
     "english/en 1 protect 111 all chain[good:3/2]"},
    {"a seed", "{seed: 18446744073709551615, chain: [good]}", NULL,
     "english/en 18446744073709551615 protect 111 all chain[good:3/2]"},
    {"protection in part", "{protect: {names: no, quotes: false}, chain: [good]}", NULL,
     "english/en 1 protect 010 all chain[good:3/2]"},
    {"protect without value", "{protect: , chain: [good]}", NULL, "english/en 1 protect 111 all chain[good:3/2]"},
    {"terms", "{protect: {terms: [TASS, \"head of state\"]}, chain: [good]}", NULL,
     "english/en 1 protect 111 <TASS> <head of state> all chain[good:3/2]"},
    {"one term alone", "{protect: {terms: TASS}, chain: [good]}", NULL,
     "english/en 1 protect 111 <TASS> all chain[good:3/2]"},
    {"a step twice in a chain", "chain: [good, good]", NULL, "english/en 1 protect 111 all chain[good:3/2 good:3/2]"},
    {"a step's options", "chain: [good: {count: 7, to: passive}]", NULL,
     "english/en 1 protect 111 all chain[good:7/0]"},
    {"a step in block style", "chain:\n  - good:\n      count: 7\n  - good\n", NULL,
     "english/en 1 protect 111 all chain[good:7/2 good:3/2]"},
    {"a step with a colon and nothing after it", "chain: [{good: }]", NULL,
     "english/en 1 protect 111 all chain[good:3/2]"},
    {"options shared by an alias", "chain: [good: &o {count: 7}, good: *o]", NULL,
     "english/en 1 protect 111 all chain[good:7/2 good:7/2]"},
    {"`chain` may name a chain of `chains`", "{chains: {a: [good]}, chain: a}", NULL,
     "english/en 1 protect 111 all a[good:3/2]"},
    {"selections of protect come before those of apply",
     "{protect: {select: [\"//q\", //b]}, apply: [{select: //p, chain: []}]}", NULL,
     "english/en 1 protect 111 !//q !//b //p //p->apply[1][]"},
    {"one selection to protect", "{protect: {select: //q}, chain: []}", NULL,
     "english/en 1 protect 111 !//q all chain[]"},
    {"rules use chains by name or write their own",
     "{chains: {a: [good]}, apply: [{select: //h1, chain: a}, {select: //p, chain: [good: {count: 4}]}]}", NULL,
     "english/en 1 protect 111 //h1 //p //h1->a[good:3/2] //p->apply[2][good:4/2]"},
    {"the body chain serves plain text", "{chains: {body: [good]}, apply: [{select: //p, chain: body}]}", NULL,
     "english/en 1 protect 111 //p //p->body[good:3/2] plain body[good:3/2]"},
    {"the body chain alone is enough", "chains: {body: [good]}", NULL, "english/en 1 protect 111 plain body[good:3/2]"},
    {"an apply without rules", "apply: []", NULL, "english/en 1 protect 111"},
    {"--chain replaces the chain", "chain: [good]", "[good: {count: 9}]",
     "english/en 1 protect 111 all chain[good:9/2]"},
    {"--chain replaces chains and rules", "{chains: {body: [good]}, apply: [{select: //p, chain: body}]}", "[]",
     "english/en 1 protect 111 all chain[]"},
    {"--chain keeps language, seed and protection", "{language: xx, seed: 5, protect: {names: no}}", "[foreign]",
     "tongue/xx 5 protect 011 all chain[foreign]"},
};

START_TEST(reads_good_configurations)
{
  struct config config;
  rw_error error;
  const rw_status status = open_text(&config, good_configs[_i].yaml, good_configs[_i].chain, &error);
  ck_assert_msg(status == RW_OK, "%s: %s", good_configs[_i].rule, error.message);
  char *summary = summarise(&config);
  ck_assert_msg(strcmp(summary, good_configs[_i].summary) == 0, "%s:\n  is     %s\n  wanted %s", good_configs[_i].rule,
                summary, good_configs[_i].summary);
  free(summary);
  config_close(&config);
}
END_TEST

/* ---- What is refused ---- */

/* Of each: a message that ends with `*` says how the real one begins. */
static const struct {
  const char *rule, *yaml, *chain, *message;
} bad_configs[] = {
    {"nothing at all", "", NULL, "page.yaml:1:1: an empty configuration; it needs 'chain' or 'apply'"},
    {"comments alone", "# nothing\n", NULL, "page.yaml:1:1: an empty configuration; it needs 'chain' or 'apply'"},
    {"a list", "[good]", NULL,
     "page.yaml:1:1: a configuration must be a map, not a list; for a chain write 'chain:' before it"},
    {"a word", "good", NULL, "page.yaml:1:1: a configuration must be a map of keys such as 'chain: [synonym]'"},
    {"neither chain nor apply", "seed: 1", NULL, "page.yaml:1:1: nothing to do: there is neither 'chain' nor 'apply'"},
    {"both chain and apply", "chain: [good]\napply: []", NULL,
     "page.yaml:1:8: 'chain' is for all text and 'apply' (line 2) for parts of it; keep one of them"},
    {"an unknown key with a near one", "chian: [good]", NULL,
     "page.yaml:1:1: unknown key 'chian' in the configuration; did you mean 'chain'?"},
    {"an unknown key like no other", "chain: [good]\nweather: fine", NULL,
     "page.yaml:2:1: unknown key 'weather' in the configuration; it has language, seed, plugin-path, protect, chain, "
     "chains, apply"},
    {"a key twice", "seed: 1\nchain: [good]\nseed: 2", NULL,
     "page.yaml:3:1: key 'seed' stands twice; it stands first in line 1"},
    {"a key twice in one line", "chain: [good: {count: 1, count: 2}]", NULL,
     "page.yaml:1:26: key 'count' stands twice; it stands first in line 1"},
    {"a key that is a list", "? [a]\n: b", NULL, "page.yaml:1:3: a key must be a word, not a list or map"},
    {"a merge key", "chain:\n  - good:\n      <<: {count: 1}", NULL,
     "page.yaml:3:7: merge keys ('<<') are not supported; write the options out"},
    {"a tag", "seed: !!int 5", NULL, "page.yaml:1:7: tags ('!') mean nothing here; leave it out"},
    {"a tagged list", "chain: !x [good]", NULL, "page.yaml:1:8: tags ('!') mean nothing here; leave it out"},
    {"an alias without anchor", "chain: *x", NULL,
     "page.yaml:1:8: this alias (*name) has no finished anchor (&name) before it; put a text with * in quotation "
     "marks"},
    {"an alias within its anchor", "chain: &x [*x]", NULL,
     "page.yaml:1:12: this alias (*name) has no finished anchor (&name) before it; put a text with * in quotation "
     "marks"},
    {"a NUL character", "language: \"e\\0n\"", NULL,
     "page.yaml:1:11: a NUL character ('\\0') cannot stand in a text; leave it out"},
    {"a second document", "chain: []\n---\nchain: []", NULL,
     "page.yaml:2:1: a second document begins here; a configuration is one document, so leave '---' out"},
    {"a tab as indentation", "chain:\n\t- good", NULL,
     "page.yaml:2:1: not well-formed YAML: a tab; indent with blanks"},
    {"a tab before a key", "protect:\n  names: yes\n\tquotes: yes\nchain: []", NULL,
     "page.yaml:3:1: not well-formed YAML: a tab; indent with blanks"},
    {"a tab behind blanks", "chain:\n  - good:\n  \t  count: 1", NULL,
     "page.yaml:3:3: not well-formed YAML: a tab; indent with blanks"},
    {"a tab behind the dash of a list", "chain:\n  -\tgood: {}", NULL,
     "page.yaml:2:4: not well-formed YAML: a tab; indent with blanks"},
    {"an open bracket", "chain: [good", NULL,
     "page.yaml:2:1: not well-formed YAML: did not find expected ',' or ']' while parsing a flow sequence; close the [ "
     "or add a comma"},
    {"an open brace", "chain: [good: {count: 1]", NULL,
     "page.yaml:1:24: not well-formed YAML: did not find expected ',' or '}' while parsing a flow mapping; close the { "
     "or add a comma"},
    {"a bracket with nothing behind it", "chain: [", NULL,
     "page.yaml:2:1: not well-formed YAML: did not find expected node content while parsing a flow node; close the "
     "bracket or brace, or leave out a comma"},
    {"an open quotation mark", "chain: ['good]", NULL,
     "page.yaml:1:15: not well-formed YAML: found unexpected end of stream while scanning a quoted scalar; close the "
     "quotation mark"},
    {"a backslash in double quotation marks", "chain: [good: {note: \"\\d\"}]", NULL,
     "page.yaml:1:23: not well-formed YAML: found unknown escape character while parsing a quoted scalar; write "
     "\\\\ for a backslash, or use single quotation marks"},
    {"a sign that begins no text", "chain: [good: {note: @me}]", NULL,
     "page.yaml:1:22: not well-formed YAML: found character that cannot start any token while scanning for the next "
     "token; put the text in quotation marks"},
    {"a key indented otherwise", "chains:\n    a: []\n  b: []\nchain: []", NULL,
     "page.yaml:3:3: not well-formed YAML: did not find expected key while parsing a block mapping; indent the keys of "
     "a map alike"},
    {"an item indented otherwise", "chain:\n  - good\n  good\n", NULL,
     "page.yaml:4:1: not well-formed YAML: could not find expected ':' while scanning a simple key; write 'key: "
     "value'"},
    {"an item without a dash", "chain:\n  - good\n  good: {}\n", NULL,
     "page.yaml:3:3: not well-formed YAML: did not find expected '-' indicator while parsing a block collection; begin "
     "each item of a list with '- ', indented alike"},
    {"text behind the document", "--- {chain: []}\nseed: 1", NULL,
     "page.yaml:2:1: not well-formed YAML: did not find expected <document start>; indent it, or leave it out"},
    {"UTF-16",
     "\xFF\xFE"
     "c",
     NULL, "page.yaml:1:1: not UTF-8, or a character that YAML does not allow; save the file as UTF-8 text"},
    {"a truncated character", "chain: [] # \xC3", NULL,
     "page.yaml:1:13: not UTF-8, or a character that YAML does not allow; save the file as UTF-8 text"},
    {"a missing blank after a colon", "language: en: x", NULL,
     "page.yaml:1:13: not well-formed YAML: mapping values are not allowed in this context; indent it, or put a text "
     "with ': ' in quotation marks"},
    {"no UTF-8", "seed: 1\nlanguage: \xE4\n", NULL,
     "page.yaml:2:11: not UTF-8, or a character that YAML does not allow; save the file as UTF-8 text"},
    {"a control character", "seed: 1\nlanguage: \x01\n", NULL,
     "page.yaml:2:11: not UTF-8, or a character that YAML does not allow; save the file as UTF-8 text"},
    {"columns count characters", "chain: [good: {note: \"ää\", cuont: 1}]", NULL,
     "page.yaml:1:28: unknown option 'cuont' of good; did you mean 'count'?"},

    {"a negative seed", "{seed: -1, chain: []}", NULL,
     "page.yaml:1:8: 'seed' must be a whole number from 0 to 18446744073709551615, not '-1'"},
    {"a seed past 64 bits", "{seed: 18446744073709551616, chain: []}", NULL,
     "page.yaml:1:8: 'seed' must be a whole number from 0 to 18446744073709551615, not '18446744073709551616'"},
    {"a seed without value", "seed:\nchain: []", NULL,
     "page.yaml:1:6: 'seed' must be a whole number from 0 to 18446744073709551615, not ''"},
    {"a seed in quotation marks", "{seed: '1', chain: []}", NULL,
     "page.yaml:1:8: 'seed' must be a whole number from 0 to 18446744073709551615 without quotation marks, not '1'"},
    {"a list of languages", "{language: [en], chain: []}", NULL,
     "page.yaml:1:12: 'language' must be a code such as en, or {en: {options}}"},
    {"two languages", "{language: {en: {}, xx: {}}, chain: []}", NULL,
     "page.yaml:1:12: 'language' must be a code such as en, or {en: {options}}"},
    {"an unknown language", "{language: tlh, chain: []}", NULL,
     "page.yaml:1:12: there is no module for language 'tlh'; there is 'qaa', 'en', 'xx'"},
    {"an option of the language module", "{language: {en: {spelling: britsh}}, chain: []}", NULL,
     "page.yaml:1:28: 'spelling' of english must be one of keep, american, british, not 'britsh'; did you mean "
     "'british'?"},
    {"an unknown option of the language module", "{language: {en: {speling: british}}, chain: []}", NULL,
     "page.yaml:1:18: unknown option 'speling' of english; did you mean 'spelling'?"},

    {"protect is a map", "{protect: [names], chain: []}", NULL,
     "page.yaml:1:11: the options of protect must be a map, not a list"},
    {"an unknown protection", "{protect: {name: yes}, chain: []}", NULL,
     "page.yaml:1:12: unknown option 'name' of protect; did you mean 'names'?"},
    {"a protection that is neither true nor false", "{protect: {names: 1}, chain: []}", NULL,
     "page.yaml:1:19: 'names' of protect must be true or false, not '1'"},
    {"a term without letters", "{protect: {terms: [a, ' ']}, chain: []}", NULL,
     "page.yaml:1:23: a term to protect has no letters; leave it out"},
    {"one empty term", "{protect: {terms: ''}, chain: []}", NULL,
     "page.yaml:1:19: a term to protect has no letters; leave it out"},
    {"terms that are a map", "{protect: {terms: {a: b}}, chain: []}", NULL,
     "page.yaml:1:19: 'terms' of protect must be a text, not a map"},
    {"a bad XPath to protect", "{protect: {select: ['//p', '//[']}, chain: []}", NULL,
     "page.yaml:1:28: XPath '//[': not an XPath expression"},
    {"an unknown function in an XPath", "{apply: [{select: 'nonsense(//p)', chain: []}]}", NULL,
     "page.yaml:1:19: XPath 'nonsense(//p)': unknown function"},
    {"an XPath that selects no elements", "{apply: [{select: '1 + 1', chain: []}]}", NULL,
     "page.yaml:1:19: XPath '1 + 1' gives a value; it must select elements, as //p does"},
    {"an XPath of another language of pages", "{apply: [{select: '//html:p', chain: []}]}", NULL,
     "page.yaml:1:19: XPath '//html:p': unknown namespace prefix; the names of HTML have none"},

    {"a chain that is a map", "chain: {good: {}}", NULL,
     "page.yaml:1:8: a chain must be a list of steps, not a map; write [synonym], say"},
    {"a chain without value", "chain:", NULL,
     "page.yaml:1:7: a chain must be a list of steps, not nothing; write [synonym], say"},
    {"a chain that is a strategy's name", "chain: good", NULL,
     "page.yaml:1:8: there is no chain 'good' under 'chains'; for a chain of one strategy write [good]"},
    {"a plugin that is not there, with a near one", "chain: [goood]", NULL,
     "page.yaml:1:9: there is no plugin 'goood'; did you mean 'good'?"},
    {"a plugin that is not there", "chain:\n  - zzzzzzzzzzzz: {rate: 1}", NULL,
     "page.yaml:2:5: there is no plugin 'zzzzzzzzzzzz' in /*"},
    {"a plugin that cannot be loaded", "chain: [wrong_abi]", NULL, "page.yaml:1:9: /*"},
    {"a step that is a path", "chain: [./good.so]", NULL,
     "page.yaml:1:9: './good.so': not the name of a plugin; a name is at most 40 lower-case letters, digits and _"},
    {"a language module as a step", "chain: [english]", NULL,
     "page.yaml:1:9: 'english' is a language module, not a strategy; it belongs under 'language' by its code 'en'"},
    {"a strategy for another language", "chain: [foreign]", NULL,
     "page.yaml:1:9: 'foreign' is a strategy for language 'xx', and the chain's is 'en'"},
    {"a strategy with an option of the host's", "chain: [taken_option]", NULL,
     "page.yaml:1:9: 'taken_option' has an option 'rate' of its own; that name is the host's"},
    {"a step that is a list", "chain: [[good]]", NULL,
     "page.yaml:1:9: a step must be 'name' or 'name: {options}', not a list"},
    {"a step without anything", "chain:\n  - good\n  -\n", NULL,
     "page.yaml:3:4: a step must be 'name' or 'name: {options}', not nothing"},
    {"a step that is an empty map", "chain: [{}]", NULL,
     "page.yaml:1:9: a step must be 'name' or 'name: {options}', not a map"},
    {"options beside the strategy's name", "chain:\n  - good:\n    count: 7", NULL,
     "page.yaml:3:5: a step names one strategy, and 'count' is a second; give it a step of its own, or write the "
     "options of 'good' in braces"},
    {"options that are a list", "chain: [good: [count]]", NULL,
     "page.yaml:1:15: the options of good must be a map, not a list"},
    {"an unknown option of a strategy", "chain: [good: {cuont: 1}]", NULL,
     "page.yaml:1:16: unknown option 'cuont' of good; did you mean 'count'?"},
    {"an unknown option near one of the host's", "chain: [good: {rat: 1}]", NULL,
     "page.yaml:1:16: unknown option 'rat' of good; did you mean 'rate'?"},
    {"a strategy's option out of range", "chain: [good: {count: 70}]", NULL,
     "page.yaml:1:23: 'count' of good must be between 1 and 10, not 70"},
    {"an option of a wrong type", "chain: [good: {share: much}]", NULL,
     "page.yaml:1:23: 'share' of good must be a number, not 'much'"},
    {"a number in quotation marks", "chain: [good: {count: '7'}]", NULL,
     "page.yaml:1:23: 'count' of good must be a whole number without quotation marks, not '7'"},
    {"a word that is none of the option's", "chain: [good: {to: pasive}]", NULL,
     "page.yaml:1:20: 'to' of good must be one of passive, active, any, not 'pasive'; did you mean 'passive'?"},
    {"an option of a record", "chain: [good: {main: {weigt: 1}}]", NULL,
     "page.yaml:1:23: unknown option 'weigt' of main of good; did you mean 'weight'?"},
    {"an option of a record out of range", "chain: [good: {pairs: [{weight: 3}]}]", NULL,
     "page.yaml:1:33: 'weight' of pairs of good must be between 0 and 1, not 3"},
    {"a host's option out of range", "chain: [good: {rate: 1.5}]", NULL,
     "page.yaml:1:22: 'rate' of good must be between 0 and 1, not 1.5"},

    {"chains that are a list", "{chains: [good], chain: []}", NULL,
     "page.yaml:1:10: 'chains' must be a map of names and chains, not a list"},
    {"a chain nobody uses is checked too", "{chains: {a: [goood]}, chain: []}", NULL,
     "page.yaml:1:15: there is no plugin 'goood'; did you mean 'good'?"},
    {"a chain that names another", "{chains: {a: [good], b: a}, chain: a}", NULL,
     "page.yaml:1:25: a chain must be a list of steps, not 'a'; write [synonym], say"},
    {"apply that is a map", "apply: {select: //p, chain: []}", NULL,
     "page.yaml:1:8: 'apply' must be a list of rules {select: XPATH, chain: CHAIN}, not a map"},
    {"apply without value", "apply:", NULL,
     "page.yaml:1:7: 'apply' must be a list of rules {select: XPATH, chain: CHAIN}, not nothing"},
    {"a rule that is a word", "apply: [//p]", NULL,
     "page.yaml:1:9: a rule must be {select: XPATH, chain: CHAIN}, not '//p'"},
    {"a rule without chain", "apply: [{select: //p}]", NULL,
     "page.yaml:1:9: a rule needs 'select' and 'chain', and 'chain' is missing"},
    {"a rule without select", "apply: [{chain: []}]", NULL,
     "page.yaml:1:9: a rule needs 'select' and 'chain', and 'select' is missing"},
    {"an unknown key of a rule", "apply: [{selct: //p, chain: []}]", NULL,
     "page.yaml:1:10: unknown key 'selct' in a rule; did you mean 'select'?"},
    {"a select that is a list", "apply: [{select: [//p], chain: []}]", NULL,
     "page.yaml:1:18: 'select' must be an XPath expression, not a list"},
    {"an unknown chain with a near one", "chains: {headline: []}\napply: [{select: //p, chain: headlin}]", NULL,
     "page.yaml:2:30: there is no chain 'headlin' under 'chains'; did you mean 'headline'?"},
    {"an unknown chain", "apply: [{select: //p, chain: zzzz}]", NULL,
     "page.yaml:1:30: there is no chain 'zzzz' under 'chains'; for a chain of one strategy write [zzzz]"},
    {"a rule's own chain is checked", "apply: [{select: //p, chain: [good: {count: x}]}]", NULL,
     "page.yaml:1:45: 'count' of good must be a whole number, not 'x'"},

    {"--chain: its own place in messages", "chain: []", "[good: {cuont: 1}]",
     "--chain:1:9: unknown option 'cuont' of good; did you mean 'count'?"},
    {"--chain: nothing", "chain: []", "", "--chain:1:1: an empty chain; write [synonym], say"},
    {"--chain: a word", "chain: []", "good",
     "--chain:1:1: a chain must be a list of steps, not 'good'; write [synonym], say"},
    {"--chain: an open bracket", "chain: []", "[good",
     "--chain:2:1: not well-formed YAML: did not find expected ',' or ']' *"},
};

START_TEST(refuses_bad_configurations)
{
  struct config config;
  rw_error error;
  const char *message = bad_configs[_i].message;
  const rw_status status = open_text(&config, bad_configs[_i].yaml, bad_configs[_i].chain, &error);
  ck_assert_msg(status == RW_INVALID, "%s: status %d", bad_configs[_i].rule, (int)status);
  const size_t length = strlen(message);
  const bool same = message[length - 1] == '*' ? strncmp(error.message, message, length - 1) == 0
                                               : strcmp(error.message, message) == 0;
  ck_assert_msg(same, "%s:\n  is     %s\n  wanted %s", bad_configs[_i].rule, error.message, message);
  ck_assert_ptr_null(config.language);
}
END_TEST

/* ---- Values, limits, files ---- */

START_TEST(the_hosts_options_reach_every_step)
{
  struct config config;
  rw_error error;
  static const char yaml[] = "chain: [good: {rate: 0.25, min-score: 0.5, variety: 0.125, count: 2}]";
  ck_assert_msg(open_text(&config, yaml, NULL, &error) == RW_OK, "%s", error.message);
  const struct config_step *step = &config.everywhere->steps[0];
  ck_assert_double_eq(step->pick.rate, 0.25);
  ck_assert_double_eq(step->pick.min_score, 0.5);
  ck_assert_double_eq(step->pick.variety, 0.125);
  config_close(&config);
}
END_TEST

START_TEST(the_language_modules_options_are_filled_in)
{
  struct config config;
  rw_error error;
  ck_assert_msg(open_text(&config, "{language: {en: {spelling: british}}, chain: []}", NULL, &error) == RW_OK, "%s",
                error.message);
  ck_assert_int_eq(*(const int *)config.language_options, 2);
  config_close(&config);
}
END_TEST

START_TEST(relative_paths_start_at_the_configurations_folder)
{
  struct config config;
  rw_error error;
  ck_assert_msg(open_text(&config, "chain: [good: {file: lists/a.txt}]", NULL, &error) == RW_OK, "%s", error.message);
  const struct good_start *good = config.everywhere->steps[0].options;
  ck_assert_str_eq(good->file, "/home/me/lists/a.txt");
  config_close(&config);
}
END_TEST

/* Opens `text`, made of `before`, `count` times `repeated`, and `after`, and wants a message that holds `part`. */
static void refuse_repeated(const char *before, const char *repeated, unsigned count, const char *after,
                            const char *part)
{
  struct buffer text = {0};
  struct config config;
  rw_error error;
  buffer_append_string(&text, before);
  for (unsigned i = 0; i < count; i++)
    buffer_append_string(&text, repeated);
  buffer_append_string(&text, after);
  ck_assert_int_eq(open_text(&config, text.data, NULL, &error), RW_INVALID);
  ck_assert_msg(strstr(error.message, part), "%s", error.message);
  buffer_free(&text);
}

START_TEST(sizes_are_bounded)
{
  refuse_repeated("chain: ", "[", 40, "", "page.yaml:1:39: nested deeper than 32 levels; write it flatter");
  refuse_repeated("chain: ", "[", 100000, "", "page.yaml:1:39: nested deeper than 32 levels; write it flatter");
  refuse_repeated("chain: ", "{a: ", 100000, "", "nested deeper than 32 levels; write it flatter");
  refuse_repeated("chain:\n", "- ", 100000, "", "page.yaml:2:63: nested deeper than 32 levels; write it flatter");
  refuse_repeated("chain: [", "good,", 200000, "]",
                  ": more than 100000 values, with each alias counted as what it stands for; leave some out");
  refuse_repeated("chain: [", "good,", 1001, "]", "more than 1000 steps in all chains");
  refuse_repeated("chain: []\n", "# comment\n", 110000, "", "page.yaml: larger than 1 MiB; that is no configuration");
  refuse_repeated("apply: [", "{select: //p, chain: []},", 65, "]", "more than 64 selections; join some with '|'");
  refuse_repeated("chain: [", "&a good,", 101, "]", "more than 100 anchors (&name); write the values out");
}
END_TEST

START_TEST(the_most_selections_are_taken)
{
  struct buffer text = {0};
  struct config config;
  rw_error error;
  buffer_append_string(&text, "chain: []\nprotect: {select: [");
  for (int i = 0; i < 64; i++)
    buffer_append_string(&text, "//p,");
  buffer_append_string(&text, "]}");
  ck_assert_msg(open_text(&config, text.data, NULL, &error) == RW_OK, "%s", error.message);
  ck_assert_uint_eq(config.selection_count, 64);
  ck_assert_uint_eq(config.protecting, UINT64_MAX);
  config_close(&config);
  buffer_free(&text);
}
END_TEST

START_TEST(aliases_count_as_what_they_stand_for)
{
  static const char breadth[] = "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                                "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
                                "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
  static const char depth[] = "a: &a [[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]\nb: [[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]\n";
  struct config config;
  rw_error error;
  ck_assert_int_eq(open_text(&config, breadth, NULL, &error), RW_INVALID);
  ck_assert_str_eq(
      error.message,
      "page.yaml:5:29: more than 100000 values, with each alias counted as what it stands for; leave some out");
  ck_assert_int_eq(open_text(&config, depth, NULL, &error), RW_INVALID);
  ck_assert_str_eq(
      error.message,
      "page.yaml:2:20: nested deeper than 32 levels, with the alias counted as what it stands for; write it "
      "flatter");
}
END_TEST

START_TEST(plugin_paths_are_read_before_modules_load)
{
  static const char yaml[] = "plugin-path: [./plugins, /opt/plugins, more]\nchain: [nobody]\n";
  const struct config_source source = {yaml, strlen(yaml), "page.yaml", "/home/me"};
  struct arena arena = {0};
  const char *const *folders;
  rw_error error;
  ck_assert_int_eq(config_plugin_paths(&source, &folders, &arena, &error), RW_OK);
  ck_assert_str_eq(folders[0], "/home/me/plugins");
  ck_assert_str_eq(folders[1], "/opt/plugins");
  ck_assert_str_eq(folders[2], "/home/me/more");
  ck_assert_ptr_null(folders[3]);
  arena_free(&arena);
}
END_TEST

static const struct {
  const char *rule, *yaml, *first, *message;
} plugin_paths[] = {
    {"no path", "chain: []", NULL, NULL},
    {"one path alone", "plugin-path: x", "/home/me/x", NULL},
    {"a map", "plugin-path: {a: b}", NULL,
     "page.yaml:1:14: 'plugin-path' of the configuration must be a path, not a map"},
    {"a path without value", "plugin-path:", NULL, "page.yaml:1:13: 'plugin-path' of the configuration has no value"},
    {"an empty path in a list", "plugin-path: [a, '']", NULL,
     "page.yaml:1:18: 'plugin-path' of the configuration must be a path, not ''"},
    {"a mistake elsewhere", "plugin-paht: x", NULL,
     "page.yaml:1:1: unknown key 'plugin-paht' in the configuration; did you mean 'plugin-path'?"},
};

START_TEST(plugin_paths_are_strings)
{
  const struct config_source source = {plugin_paths[_i].yaml, strlen(plugin_paths[_i].yaml), "page.yaml", "/home/me"};
  struct arena arena = {0};
  const char *const *folders = NULL;
  rw_error error = {RW_OK, ""};
  const rw_status status = config_plugin_paths(&source, &folders, &arena, &error);
  if (plugin_paths[_i].message) {
    ck_assert_int_eq(status, RW_INVALID);
    ck_assert_msg(strcmp(error.message, plugin_paths[_i].message) == 0, "%s: %s", plugin_paths[_i].rule, error.message);
  } else {
    ck_assert_msg(status == RW_OK, "%s: %s", plugin_paths[_i].rule, error.message);
    ck_assert_pstr_eq(folders[0], plugin_paths[_i].first);
  }
  arena_free(&arena);
}
END_TEST

START_TEST(the_built_in_configuration_is_good_yaml)
{
  const struct config_source source = {config_builtin, strlen(config_builtin), "built-in", "/"};
  struct arena arena = {0};
  const char *const *folders;
  struct config config;
  rw_error error;
  ck_assert_msg(config_plugin_paths(&source, &folders, &arena, &error) == RW_OK, "%s", error.message);
  ck_assert_msg(config_open(&config, &source, "[good]", modules, &error) == RW_OK, "%s", error.message);
  ck_assert_uint_eq(config.seed, 1);
  ck_assert_uint_eq(config.protect.term_count, 0);
  config_close(&config);
  arena_free(&arena);
}
END_TEST

/* ---- Damage ---- */

/* A configuration with every key and every kind of value. */
static const char rich[] =
    "language: {en: {spelling: british}}\n"
    "seed: 7\n"
    "plugin-path: [./plugins]\n"
    "protect:\n"
    "  names: true\n"
    "  numbers: no\n"
    "  quotes: yes\n"
    "  terms: [TASS, \"head of state\"]\n"
    "  select: [\"//figcaption\", \"//*[@class='byline']\"]\n"
    "chains:\n"
    "  headline: [good: {to: any}, good: {rate: 0.5}]\n"
    "  body:\n"
    "    - good: &o {count: 7, share: -1.5e3, words: [a, 'b c'], main: {from: x, weight: 0.25}}\n"
    "    - good: {pairs: [{from: ä, to: \"\\u00e9\"}], sizes: 3, file: a.txt, bold: no}\n"
    "    - good: *o\n"
    "apply:\n"
    "  - {select: \"//title | //h1\", chain: headline}\n"
    "  - {select: //p, chain: body} # the rest\n";

/* Whether a message is one line of UTF-8 that names a place of the text and says something of it. */
static bool is_good_message(const char *message)
{
  unsigned line = 0, column = 0;
  int end = 0;
  sscanf(message, "page.yaml:%u:%u: %n", &line, &column, &end);
  bool good = end > 0 && line > 0 && column > 0 && message[end] != '\0' && utf8_valid(message, strlen(message));
  for (const char *at = message; *at && good; at++)
    good = (unsigned char)*at >= 0x20;
  return good;
}

/* Opens a text, which is good or has an error with a good message. Check notes down every assertion that holds, which
 * takes its time, so it is asked only when something is wrong. */
static void open_damaged(const char *text, size_t length)
{
  const struct config_source source = {text, length, "page.yaml", "/home/me"};
  struct config config;
  struct arena arena = {0};
  const char *const *folders;
  rw_error error = {RW_OK, ""};
  rw_status status = config_plugin_paths(&source, &folders, &arena, &error);
  if (status == RW_OK) {
    status = config_open(&config, &source, NULL, modules, &error);
    config_close(&config);
  }
  arena_free(&arena);
  if (status != RW_OK && (status != RW_INVALID || !is_good_message(error.message)))
    ck_abort_msg("status %d, '%s' of\n%.*s", (int)status, error.message, (int)length, text);
}

START_TEST(no_damage_to_a_byte_crashes)
{
  static const char signs[] = "\0\xFF\t\"'{}[]:-&*!|>#%,\n";
  char text[sizeof rich];
  memcpy(text, rich, sizeof rich);
  open_damaged(text, sizeof rich - 1);
  for (size_t at = 0; at < sizeof rich - 1; at++) {
    for (size_t i = 0; i < sizeof signs - 1; i++) {
      text[at] = signs[i];
      open_damaged(text, sizeof rich - 1);
    }
    for (unsigned bit = 0; bit < 8; bit++) {
      text[at] = (char)((unsigned char)rich[at] ^ 1u << bit);
      open_damaged(text, sizeof rich - 1);
    }
    text[at] = rich[at];
  }
}
END_TEST

START_TEST(no_loss_of_a_byte_crashes)
{
  char text[sizeof rich];
  for (size_t at = 0; at < sizeof rich - 1; at++) {
    memcpy(text, rich, at);
    memcpy(text + at, rich + at + 1, sizeof rich - at - 1);
    open_damaged(text, sizeof rich - 2);
    char *cut = malloc(at + 1); /* of its own size, so that reading past the end shows */
    ck_assert_ptr_nonnull(cut);
    memcpy(cut, rich, at);
    cut[at] = '\0';
    open_damaged(cut, at);
    free(cut);
  }
}
END_TEST

/* ---- Files ---- */

START_TEST(what_is_far_too_large_is_not_read_to_its_end)
{
  char path[] = "/tmp/reword-test-XXXXXX", *text;
  size_t length;
  rw_error error;
  const int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  const int grown = ftruncate(file, (off_t)100 << 20);
  const rw_status large = config_read_file(path, &text, &length, &error);
  close(file);
  unlink(path);
  ck_assert_int_eq(grown, 0);
  ck_assert_int_eq(large, RW_INVALID);
  ck_assert_ptr_null(text);
  ck_assert_ptr_nonnull(strstr(error.message, ": larger than 1 MiB; that is no configuration"));
  ck_assert_int_eq(config_read_file("/dev/zero", &text, &length, &error), RW_INVALID);
  ck_assert_str_eq(error.message, "/dev/zero: larger than 1 MiB; that is no configuration");
}
END_TEST

START_TEST(files_are_read_whole_or_not_at_all)
{
  char path[] = "/tmp/reword-test-XXXXXX", *text;
  size_t length;
  rw_error error;
  const int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  ck_assert_int_eq(write(file, "chain: []\n", 10), 10);
  const rw_status small = config_read_file(path, &text, &length, &error);
  const int grown = ftruncate(file, (off_t)CONFIG_LENGTH_LIMIT + 1);
  char *large_text;
  const rw_status large = config_read_file(path, &large_text, &length, &error);
  close(file);
  unlink(path);
  ck_assert_int_eq(small, RW_OK);
  ck_assert_str_eq(text, "chain: []\n");
  free(text);
  ck_assert_int_eq(grown, 0);
  ck_assert_int_eq(large, RW_INVALID);
  ck_assert_ptr_null(large_text);
  ck_assert_ptr_nonnull(strstr(error.message, ": larger than 1 MiB; that is no configuration"));
  ck_assert_int_eq(config_read_file("/nowhere/page.yaml", &text, &length, &error), RW_NO_FILE);
  ck_assert_str_eq(error.message, "/nowhere/page.yaml: cannot be read: No such file or directory");
  ck_assert_int_eq(config_read_file("/", &text, &length, &error), RW_NO_FILE);
  ck_assert_ptr_null(text);
}
END_TEST

#define ROWS(table) (int)(sizeof table / sizeof table[0])

int main(void)
{
#ifdef REWORD_PRELOADED
  fputs("skipped: without shared libraries the mock modules cannot be loaded\n", stderr);
  return 77; /* what automake takes for a test that was skipped */
#endif
  mocks = getenv("TEST_MODULES");
  if (!mocks) {
    fputs("TEST_MODULES does not name the folder of the mock modules\n", stderr);
    return EXIT_FAILURE;
  }
  Suite *suite = suite_create("config");
  TCase *grammar = tcase_create("grammar"), *values = tcase_create("values"), *sources = tcase_create("sources"),
        *damage = tcase_create("damage");
  tcase_add_checked_fixture(grammar, open_loader, close_loader);
  tcase_add_checked_fixture(values, open_loader, close_loader);
  tcase_add_checked_fixture(sources, open_loader, close_loader);
  tcase_add_loop_test(grammar, reads_good_configurations, 0, ROWS(good_configs));
  tcase_add_loop_test(grammar, refuses_bad_configurations, 0, ROWS(bad_configs));
  tcase_add_test(values, the_hosts_options_reach_every_step);
  tcase_add_test(values, the_language_modules_options_are_filled_in);
  tcase_add_test(values, relative_paths_start_at_the_configurations_folder);
  tcase_add_test(values, sizes_are_bounded);
  tcase_add_test(values, the_most_selections_are_taken);
  tcase_add_test(values, aliases_count_as_what_they_stand_for);
  tcase_add_test(sources, plugin_paths_are_read_before_modules_load);
  tcase_add_loop_test(sources, plugin_paths_are_strings, 0, ROWS(plugin_paths));
  tcase_add_test(sources, the_built_in_configuration_is_good_yaml);
  tcase_add_test(sources, files_are_read_whole_or_not_at_all);
  tcase_add_test(sources, what_is_far_too_large_is_not_read_to_its_end);
  tcase_set_timeout(damage, 60);
  tcase_add_checked_fixture(damage, open_loader, close_loader);
  tcase_add_test(damage, no_damage_to_a_byte_crashes);
  tcase_add_test(damage, no_loss_of_a_byte_crashes);
  suite_add_tcase(suite, grammar);
  suite_add_tcase(suite, values);
  suite_add_tcase(suite, sources);
  suite_add_tcase(suite, damage);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
