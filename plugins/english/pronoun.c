#include "pronoun.h"

#include <stddef.h>
#include <string.h>

#define CASE_COUNT 5

static const struct pronoun_row {
  struct pronoun pronoun;
  const char *forms[CASE_COUNT]; /* in the order of enum pronoun_case */
} rows[] = {
    {{1, false, GENDER_NONE}, {"I", "me", "my", "mine", "myself"}},
    {{1, true, GENDER_NONE}, {"we", "us", "our", "ours", "ourselves"}},
    {{2, false, GENDER_NONE}, {"you", "you", "your", "yours", "yourself"}},
    {{2, true, GENDER_NONE}, {"you", "you", "your", "yours", "yourselves"}},
    {{3, false, GENDER_MASCULINE}, {"he", "him", "his", "his", "himself"}},
    {{3, false, GENDER_FEMININE}, {"she", "her", "her", "hers", "herself"}},
    {{3, false, GENDER_NEUTER}, {"it", "it", "its", NULL, "itself"}},
    {{3, false, GENDER_NONE}, {"one", "one", "one's", NULL, "oneself"}},
    {{3, true, GENDER_NONE}, {"they", "them", "their", "theirs", "themselves"}},
    {{0, false, GENDER_NONE}, {"who", "whom", "whose", "whose", NULL}},
};

const char *pronoun_form(struct pronoun pronoun, enum pronoun_case wanted)
{
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const struct pronoun *row = &rows[i].pronoun;
    bool gendered = row->person == 3 && !row->plural;
    if (row->person == pronoun.person && row->plural == pronoun.plural && (!gendered || row->gender == pronoun.gender))
      return rows[i].forms[wanted];
  }
  return NULL;
}

bool pronoun_find(const char *word, struct pronoun *pronoun, enum pronoun_case *found)
{
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    for (int form = 0; form < CASE_COUNT; form++)
      if (rows[i].forms[form] && strcmp(rows[i].forms[form], word) == 0) {
        *pronoun = rows[i].pronoun;
        *found = (enum pronoun_case)form;
        return true;
      }
  return false;
}

const char *pronoun_in_case(const char *word, enum pronoun_case wanted)
{
  struct pronoun pronoun;
  enum pronoun_case found;
  return pronoun_find(word, &pronoun, &found) ? pronoun_form(pronoun, wanted) : NULL;
}
