/* Feeds files to a fuzz target, without libFuzzer: usage: replay_NAME FILE... */
#include "fuzz.h"

#include <errno.h>
#include <string.h>

/* The bytes of a file in memory of exactly their size, so that sanitizers see a read past their end. */
static uint8_t *read_file(const char *path, size_t *size)
{
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0)
    return NULL;
  long length = ftell(file);
  rewind(file);
  uint8_t *bytes = length < 0 ? NULL : malloc(length > 0 ? (size_t)length : 1);
  *size = bytes ? fread(bytes, 1, (size_t)length, file) : 0;
  fclose(file);
  return bytes;
}

int main(int argument_count, char **arguments)
{
  for (int i = 1; i < argument_count; i++) {
    size_t size;
    uint8_t *bytes = read_file(arguments[i], &size);
    if (!bytes) {
      fprintf(stderr, "%s: cannot be read: %s\n", arguments[i], strerror(errno));
      return EXIT_FAILURE;
    }
    LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
  }
  return EXIT_SUCCESS;
}
