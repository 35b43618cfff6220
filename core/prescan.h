/* prescan - the encoding that a page declares. */
#ifndef REWORD_CORE_PRESCAN_H
#define REWORD_CORE_PRESCAN_H

#include <reword/reword.h>

#include <stddef.h>

/** A label in the page's bytes; NULL when there is none that names an encoding. */
struct prescan_label {
  const char *label;
  size_t length;
};

/** The label that a `<meta>` in the first 1,024 bytes gives (HTML Living Standard, section 13.2.3.2). */
struct prescan_label prescan_start(const char *bytes, size_t length);

/** The label that the first `<meta>` gives which a parser meets, anywhere: where the start declares nothing, browsers
 *  go by it (section 13.2.3.4). RW_NO_MEMORY, or RW_OK. */
rw_status prescan_page(const char *bytes, size_t length, struct prescan_label *label);

#endif
