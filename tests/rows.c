#include "rows.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

void rows_open(struct rows *rows, const char *name)
{
  const char *top = getenv("srcdir");
  char path[1024];
  snprintf(path, sizeof path, "%s/tests/data/%s", top ? top : ".", name);
  *rows = (struct rows){.file = fopen(path, "r")};
  ck_assert_msg(rows->file, "cannot read %s", path);
}

static void cut_fields(struct rows *rows)
{
  char *at = rows->line;
  for (int i = 0; i < ROW_FIELDS; i++) {
    rows->fields[i] = at;
    at += strcspn(at, "\t");
    if (*at == '\t')
      *at++ = '\0';
  }
}

bool rows_next(struct rows *rows)
{
  while (fgets(rows->line, sizeof rows->line, rows->file)) {
    rows->line[strcspn(rows->line, "\n")] = '\0';
    if (rows->line[0] == '#')
      strcpy(rows->rule, rows->line + strspn(rows->line, "# "));
    else if (rows->line[0] != '\0') {
      cut_fields(rows);
      rows->count++;
      return true;
    }
  }
  return false;
}

void rows_close(struct rows *rows, uint32_t least)
{
  fclose(rows->file);
  ck_assert_uint_ge(rows->count, least);
}
