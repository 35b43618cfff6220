/* address - finds what is no prose in running text: URLs, e-mail addresses, handles, hashtags, domains, file names. */
#ifndef ENGLISH_ADDRESS_H
#define ENGLISH_ADDRESS_H

#include <stdint.h>

/** The end of an address that starts at byte `at`, where no letter or digit stands before it, of a stretch without
 *  blanks that ends at `end`; `at` when none does. `*tried` begins as 0 for a text and remembers before which byte no
 *  further address can start, so that many calls over one stretch take linear time. */
uint32_t address_end(const char *text, uint32_t at, uint32_t end, uint32_t *tried);

#endif
