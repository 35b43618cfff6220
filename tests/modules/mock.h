/* mock - what the modules of these tests share: strategies that propose nothing and languages that see one token. */
#ifndef REWORD_TESTS_MOCK_H
#define REWORD_TESTS_MOCK_H

#include <reword/plugin.h>

/** A strategy's only duty, done by doing nothing. */
static inline rw_status mock_transform(void *instance, const rw_passage *passage, const rw_host *host)
{
  (void)instance;
  (void)passage;
  (void)host;
  return RW_OK;
}

#define MOCK_STRATEGY                                                                                                  \
  {                                                                                                                    \
    .size = sizeof(rw_strategy), .transform = mock_transform                                                           \
  }

static inline rw_status mock_annotate(void *instance, const rw_source *source, rw_depth depth,
                                      rw_annotation *annotation, const rw_host *host)
{
  (void)instance;
  (void)source;
  (void)depth;
  (void)annotation;
  (void)host;
  return RW_OK;
}

static inline rw_status mock_surface(void *instance, rw_word *words, uint32_t count, const rw_host *host)
{
  (void)instance;
  (void)words;
  (void)count;
  (void)host;
  return RW_OK;
}

static inline rw_status mock_recognise(void *instance, const char *text, size_t length, uint32_t *words,
                                       uint32_t *function_words)
{
  (void)instance;
  (void)text;
  (void)length;
  *words = 0;
  *function_words = 0;
  return RW_OK;
}

#define MOCK_LANGUAGE                                                                                                  \
  {                                                                                                                    \
    .size = sizeof(rw_language), .annotate = mock_annotate, .surface = mock_surface, .recognise = mock_recognise       \
  }

#endif
