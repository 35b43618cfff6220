/* fuzz - what all fuzz targets share.
 *
 * A target is a file fuzz_NAME.c that says which property it checks. It is built two ways: with libFuzzer (make fuzz),
 * which makes up inputs and looks for those that break the property, and with run.c (make check), which replays the
 * files of seeds/NAME: first inputs for the fuzzer, and inputs that once broke a property. */
#ifndef REWORD_TESTS_FUZZ_H
#define REWORD_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/** Checks the property for one input. Ends the program when it does not hold. Returns 0, as libFuzzer asks. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Ends the program, with a message, unless a property holds. */
static inline void fuzz_require(bool holds, const char *property)
{
  if (holds)
    return;
  fprintf(stderr, "broken: %s\n", property);
  abort();
}

#endif
