/* phrase_vocabulary - the words of a phrase table, each with a number. */
#include "phrase_vocabulary.h"

#include <string.h>
#include <unicase.h>
#include <unistr.h>

/* The letter or sign that stands for a character in normal forms. */
static ucs4_t normal_character(ucs4_t character)
{
  switch (character) {
  case 0x2018: /* LEFT SINGLE QUOTATION MARK */
  case 0x2019: /* RIGHT SINGLE QUOTATION MARK */
  case 0x02BC: /* MODIFIER LETTER APOSTROPHE */
    return '\'';
  case 0x2010: /* HYPHEN */
  case 0x2011: /* NON-BREAKING HYPHEN */
    return '-';
  default:
    return uc_tolower(character);
  }
}

uint32_t phrase_normalise(const char *word, size_t length, char normal[PHRASE_WORD_BYTES + 1])
{
  uint32_t used = 0;
  size_t at = 0;
  while (at < length) {
    ucs4_t character;
    int taken = u8_mbtouc(&character, (const uint8_t *)word + at, length - at);
    at += (size_t)taken;
    int written =
        u8_uctomb((uint8_t *)normal + used, normal_character(character), (ptrdiff_t)(PHRASE_WORD_BYTES - used));
    if (written < 0)
      return 0;
    used += (uint32_t)written;
  }
  normal[used] = '\0';
  return used;
}

/* 32-bit FNV-1a (Fowler, Noll, Vo). */
static uint32_t hash_word(const char *word, uint32_t length)
{
  uint32_t hash = 2166136261u;
  for (uint32_t i = 0; i < length; i++)
    hash = (hash ^ (uint8_t)word[i]) * 16777619u;
  return hash;
}

/* The bucket that holds a normal form, or the free one where it belongs. */
static uint32_t find_bucket(const struct phrase_vocabulary *vocabulary, const char *normal, uint32_t length)
{
  uint32_t mask = vocabulary->bucket_count - 1;
  uint32_t bucket = hash_word(normal, length) & mask;
  while (vocabulary->buckets[bucket] != PHRASE_UNKNOWN &&
         strcmp(phrase_vocabulary_word(vocabulary, vocabulary->buckets[bucket]), normal) != 0)
    bucket = (bucket + 1) & mask;
  return bucket;
}

uint32_t phrase_vocabulary_find(const struct phrase_vocabulary *vocabulary, const char *word, size_t length)
{
  char normal[PHRASE_WORD_BYTES + 1];
  uint32_t normal_length = phrase_normalise(word, length, normal);
  if (normal_length == 0 || vocabulary->bucket_count == 0)
    return PHRASE_UNKNOWN;
  return vocabulary->buckets[find_bucket(vocabulary, normal, normal_length)];
}

/* Makes room for one more word, keeping at least half of the buckets free. */
static rw_status grow(struct phrase_vocabulary *vocabulary, const rw_host *host)
{
  if (vocabulary->count < vocabulary->capacity)
    return RW_OK;
  uint32_t capacity = vocabulary->capacity == 0 ? 1024 : vocabulary->capacity * 2;
  const char **words = host->allocate(host, capacity * sizeof *words);
  uint32_t *buckets = host->allocate(host, 2 * (size_t)capacity * sizeof *buckets);
  if (!words || !buckets)
    return RW_NO_MEMORY;
  if (vocabulary->count > 0)
    memcpy(words, vocabulary->words, vocabulary->count * sizeof *words);
  vocabulary->words = words;
  vocabulary->capacity = capacity;
  vocabulary->buckets = buckets;
  vocabulary->bucket_count = 2 * capacity;
  for (uint32_t i = 0; i < vocabulary->count; i++)
    buckets[find_bucket(vocabulary, words[i], (uint32_t)strlen(words[i]))] = PHRASE_FIRST_WORD + i;
  return RW_OK;
}

uint32_t phrase_vocabulary_add(struct phrase_vocabulary *vocabulary, const char *word, size_t length,
                               const rw_host *host, rw_status *status)
{
  char normal[PHRASE_WORD_BYTES + 1];
  uint32_t normal_length = phrase_normalise(word, length, normal);
  if (normal_length == 0)
    return PHRASE_UNKNOWN;
  *status = grow(vocabulary, host);
  if (*status != RW_OK)
    return PHRASE_UNKNOWN;
  uint32_t bucket = find_bucket(vocabulary, normal, normal_length);
  if (vocabulary->buckets[bucket] != PHRASE_UNKNOWN)
    return vocabulary->buckets[bucket];
  char *copy = host->allocate(host, (size_t)normal_length + 1);
  if (!copy) {
    *status = RW_NO_MEMORY;
    return PHRASE_UNKNOWN;
  }
  memcpy(copy, normal, (size_t)normal_length + 1);
  vocabulary->words[vocabulary->count] = copy;
  vocabulary->buckets[bucket] = PHRASE_FIRST_WORD + vocabulary->count;
  return PHRASE_FIRST_WORD + vocabulary->count++;
}

const char *phrase_vocabulary_word(const struct phrase_vocabulary *vocabulary, uint32_t symbol)
{
  return vocabulary->words[symbol - PHRASE_FIRST_WORD];
}
