/* error - a status and a message: the one style of failure in reword. */
#ifndef REWORD_CORE_ERROR_H
#define REWORD_CORE_ERROR_H

#include <reword/reword.h>

#include <stdarg.h>

/** Sets `error` (which may be NULL) to `status` and a printf message, made one line by text_make_line and cut to fit on
 * a character boundary. Returns `status`: `return error_set(error, RW_INVALID, "…");` */
rw_status error_set(rw_error *error, rw_status status, const char *format, ...)
#if defined __GNUC__
    __attribute__((format(printf, 3, 4)))
#endif
    ;

/** The same for a function that takes printf arguments itself. */
rw_status error_set_list(rw_error *error, rw_status status, const char *format, va_list arguments)
#if defined __GNUC__
    __attribute__((format(printf, 3, 0)))
#endif
    ;

/** Puts a printf prefix before the message that `error` holds: "page.html: ". Returns the status it holds. */
rw_status error_prefix(rw_error *error, const char *format, ...)
#if defined __GNUC__
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/** The failure of an allocation. Returns RW_NO_MEMORY. */
rw_status error_no_memory(rw_error *error);

/** Makes any bytes one line of UTF-8, in place: control characters and line ends become blanks, none at the end, and
 * what is no UTF-8 becomes question marks. A page, a file or a plugin may have a say in what a message holds. */
void text_make_line(char *text);

/** Of `count` names the one most like `name`, by edit distance, or NULL when none is near: for "did you mean". */
const char *error_did_you_mean(const char *name, const char *const *names, size_t count);

#endif
