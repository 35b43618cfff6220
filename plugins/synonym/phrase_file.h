/* phrase_file - reads a phrase table from its text. The format is described at the top of phrases.txt. */
#ifndef REWORD_SYNONYM_PHRASE_FILE_H
#define REWORD_SYNONYM_PHRASE_FILE_H

#include "phrase_table.h"

/** The most bytes a file may have. */
#define PHRASE_FILE_LIMIT ((size_t)16 << 20)

/** The most forms and the most alternatives a line may have. */
#define PHRASE_FORM_LIMIT 12
#define PHRASE_ALTERNATIVE_LIMIT 12

/** Adds the entries of a text to a table. `name` is what messages call the file and lives as long as the table,
 *  `number` its place among the files of the table. The first bad line ends the reading: RW_BAD_DATA, with a message
 *  that names file, line, column, the cause and the cure. */
rw_status phrase_file_parse(struct phrase_table *table, const char *text, size_t length, const char *name,
                            uint32_t number, const rw_host *host);

/** The same for a file. RW_NO_FILE when it cannot be read. */
rw_status phrase_file_read(struct phrase_table *table, const char *path, uint32_t number, const rw_host *host);

#endif
