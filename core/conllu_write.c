#include "conllu.h"

#include <string.h>

static uint32_t count_names(const char *const *names)
{
  uint32_t count = 0;
  while (names && names[count])
    count++;
  return count;
}

struct conllu_names conllu_names_of(const rw_language *language)
{
  return (struct conllu_names){
      .language = language,
      .universal_tag_count = count_names(language->universal_tags),
      .tag_count = count_names(language->tags),
      .relation_count = count_names(language->relations),
  };
}

const char *conllu_universal_tag(const struct conllu_names *names, const rw_passage *passage, uint32_t token)
{
  const uint32_t place = passage->universal_tag[token];
  return place < names->universal_tag_count ? names->language->universal_tags[place] : "_";
}

const char *conllu_tag(const struct conllu_names *names, const rw_passage *passage, uint32_t token)
{
  const uint32_t place = passage->tag[token];
  return place < names->tag_count ? names->language->tags[place] : "_";
}

const char *conllu_relation(const struct conllu_names *names, const rw_passage *passage, uint32_t token)
{
  const uint32_t place = passage->relation[token];
  return place < names->relation_count ? names->language->relations[place] : "_";
}

/* Whether the next token, also of the next sentence, stands right behind this one. */
static bool is_joined(const rw_passage *passage, uint32_t token)
{
  return token + 1 < passage->token_count && passage->tokens[token].end == passage->tokens[token + 1].start;
}

static void write_token(const rw_passage *passage, uint32_t token, struct buffer *out)
{
  const rw_range bytes = passage->tokens[token];
  buffer_append(out, passage->text + bytes.start, bytes.end - bytes.start);
}

void conllu_write_text(const rw_passage *passage, rw_range sentence, struct buffer *out)
{
  for (uint32_t token = sentence.start; token < sentence.end; token++) {
    write_token(passage, token, out);
    if (token + 1 < sentence.end && !is_joined(passage, token))
      buffer_append_byte(out, ' ');
  }
}

/* The kinds of marks as MISC names them, in the order of rw_mark_kind. */
static const char *const mark_names[] = {"Number",    "Name",      "Address", "Term",
                                         "Quotation", "Protected", "Fixed",   "Negation"};

/* MISC: why the word is protected, whether the next stands right behind it, how sure the analysis is. */
static void write_miscellany(const struct passage *passage, uint32_t token, bool probabilities, struct buffer *out)
{
  const size_t start = out->length;
  const rw_passage *view = &passage->view;
  if (probabilities)
    buffer_printf(out, "HeadProbability=%.4f|", (double)view->head_probability[token]);
  for (unsigned kind = 0, count = 0; kind < sizeof mark_names / sizeof *mark_names; kind++)
    if (passage->mark_kinds[token] & 1u << kind)
      buffer_printf(out, "%s%s", count++ ? "," : "Mark=", mark_names[kind]);
  if (passage->mark_kinds[token])
    buffer_append_byte(out, '|');
  if (is_joined(view, token))
    buffer_append_string(out, "SpaceAfter=No|");
  if (probabilities)
    buffer_printf(out, "TagProbability=%.4f|", (double)view->tag_probability[token]);
  if (out->length > start)
    out->length--;
  else
    buffer_append_byte(out, '_');
}

static void write_word(const struct conllu_names *names, const struct passage *whole, rw_range sentence, uint32_t token,
                       const char *features, struct buffer *out)
{
  const rw_passage *passage = &whole->view;
  const uint32_t head = passage->head[token];
  buffer_printf(out, "%u\t", (unsigned)(token - sentence.start + 1));
  write_token(passage, token, out);
  buffer_append_byte(out, '\t');
  buffer_append_string(out, *passage->lemma[token] ? passage->lemma[token] : "_");
  buffer_printf(out, "\t%s\t%s\t%s\t%u\t%s\t_\t", conllu_universal_tag(names, passage, token),
                conllu_tag(names, passage, token), features && *features ? features : "_",
                (unsigned)(head == RW_NONE ? 0 : head - sentence.start + 1), conllu_relation(names, passage, token));
  write_miscellany(whole, token, names->probabilities, out);
  buffer_append_byte(out, '\n');
}

void conllu_write_words(const struct conllu_names *names, const struct passage *passage, rw_range sentence,
                        const char *const *features, const struct conllu_batch *batch, const char *bytes,
                        struct buffer *out)
{
  for (uint32_t token = sentence.start; token < sentence.end; token++) {
    if (batch && batch->ranges[token].end > 0) {
      const struct conllu_lines range = batch->ranges[token];
      buffer_append(out, bytes + range.start, range.end - range.start);
      buffer_append_byte(out, '\n');
    }
    write_word(names, passage, sentence, token, features ? features[token - sentence.start] : NULL, out);
  }
  buffer_append_byte(out, '\n');
}
