/* make_model FILE - writes a small model of English with random weights, for tests of the command. */
#include "model_maker.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
  if (argc != 2)
    return EXIT_FAILURE;
  struct model_maker maker;
  size_t length;
  model_maker_open(&maker, 1);
  unsigned char *bytes = model_maker_bytes(&maker, &length);
  FILE *file = fopen(argv[1], "wb");
  bool done = file && fwrite(bytes, 1, length, file) == length;
  if (file && fclose(file) != 0)
    done = false;
  free(bytes);
  model_maker_free(&maker);
  return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
