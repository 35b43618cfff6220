/* rows - tables that a person can read: rows of fields parted by tabs, and lines with # that name their rules. */
#ifndef TESTS_ROWS_H
#define TESTS_ROWS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define ROW_LENGTH 1024
#define ROW_FIELDS 5

struct rows {
  FILE *file;
  char rule[ROW_LENGTH];
  char line[ROW_LENGTH];
  char *fields[ROW_FIELDS]; /**< of the row at hand; "" past the last */
  uint32_t count;           /**< of rows read */
};

/** Opens tests/data/NAME of the source tree; fails the test when it is not there. */
void rows_open(struct rows *rows, const char *name);

/** Reads the next row; false past the last. */
bool rows_next(struct rows *rows);

/** Fails the test when there were fewer rows than `least`. */
void rows_close(struct rows *rows, uint32_t least);

#endif
