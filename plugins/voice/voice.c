/* voice - a strategy that makes active clauses passive and passive clauses active. */
#include "convert.h"
#include "headline.h"

#include <reword/plugin.h>

enum target { TARGET_PASSIVE, TARGET_ACTIVE, TARGET_ANY };
static const char *const targets[] = {"passive", "active", "any", NULL};

enum style { STYLE_AUTO, STYLE_YES, STYLE_NO };
static const char *const styles[] = {"auto", "yes", "no", NULL};

struct voice {
  int target;   /* enum target: the option `to` */
  int headline; /* enum style */
};

static const rw_option options[] = {
    {.name = "to",
     .type = RW_TYPE_ENUM,
     .offset = offsetof(struct voice, target),
     .preset = "any",
     .values = targets,
     .help = "the voice to put clauses in"},
    {.name = "headline",
     .type = RW_TYPE_ENUM,
     .offset = offsetof(struct voice, headline),
     .preset = "auto",
     .values = styles,
     .help = "whether passives do without their auxiliary; auto: those of titles and headings"},
    {.name = NULL},
};

/* Proposes what can be done with the clause of a verb. */
static rw_status transform_clause(const struct voice *voice, const struct sentence *sentence, uint32_t verb, bool bare)
{
  struct frame frame;
  if (voice->target != TARGET_ACTIVE && !frame_read_active(sentence, verb, bare, &frame))
    return convert_to_passive(sentence, &frame);
  if (voice->target != TARGET_PASSIVE && !frame_read_passive(sentence, verb, &frame))
    return convert_to_active(sentence, &frame);
  return RW_OK;
}

static rw_status transform_sentence(const struct voice *voice, const rw_passage *passage, rw_range tokens,
                                    const uint8_t *fixed, const rw_host *host)
{
  struct sentence sentence;
  rw_status status = sentence_read(passage, tokens, fixed, host, &sentence);
  if (status != RW_OK)
    return status;
  bool bare = voice->headline == STYLE_YES || (voice->headline == STYLE_AUTO && headline_style(&sentence));
  /* What has no stop and is no headline is a label, or a headline that is not told apart from one. */
  if (!bare && !headline_has_stop(&sentence))
    return RW_OK;
  for (uint32_t i = 0; status == RW_OK && i < sentence.count; i++)
    if (word_universal(&sentence, i, "VERB"))
      status = transform_clause(voice, &sentence, i, bare);
  return status;
}

static rw_status transform(void *instance, const rw_passage *passage, const rw_host *host)
{
  if (!host->language || !passage->head)
    return RW_OK;
  const uint8_t *fixed = sentence_fixed_tokens(passage, host);
  rw_status status = fixed ? RW_OK : RW_NO_MEMORY;
  for (uint32_t i = 0; status == RW_OK && i < passage->sentence_count; i++)
    status = transform_sentence(instance, passage, passage->sentences[i], fixed, host);
  return status;
}

static const rw_strategy strategy = {.size = sizeof strategy, .transform = transform};

RW_PLUGIN_EXPORT const struct rw_plugin voice_LTX_rw_plugin = {
    .abi = RW_ABI,
    .size = sizeof(struct rw_plugin),
    .kind = RW_KIND_STRATEGY,
    .name = "voice",
    .version = "0.1.0",
    .summary = "makes active clauses passive and passive clauses active",
    .licence = "MIT",
    .language = "en",
    .needs = RW_DEPTH_DEPENDENCIES,
    .options = options,
    .instance_size = sizeof(struct voice),
    .strategy = &strategy,
};
