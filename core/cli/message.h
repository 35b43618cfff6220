/* message - lines for the user on standard error. */
#ifndef REWORD_CLI_MESSAGE_H
#define REWORD_CLI_MESSAGE_H

/** Writes "reword: ", a printf message and a line end. errno stays as it was. */
void complain(const char *format, ...)
#if defined __GNUC__
    __attribute__((format(printf, 1, 2)))
#endif
    ;

/** Shows a line below all messages, in place of the one shown before, until the next call; "" takes it away. It is for
 *  terminals: messages are written over it, and it is drawn again below them. One thread does this and complains. */
void message_show_status(const char *line);

/** Takes that line away, for good; also in a signal handler. */
void message_wipe_status(void);

/** How messages call an input or output: its name, "standard input" or "standard output" for "-". */
const char *input_name(const char *path);
const char *output_name(const char *path);

/** Of the names, ended by NULL, the one that a mistyped word most likely means, or NULL. */
const char *nearest_name(const char *word, const char *const *names);

#endif
