#include "input.h"

#include "message.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Room for the file as it is now and one byte to see its end with; for a stream, for its first bytes. */
static size_t first_capacity(const struct stat *status)
{
  if (!S_ISREG(status->st_mode) || status->st_size < 0)
    return (size_t)1 << 16;
  size_t size = (size_t)status->st_size;
  return size < INPUT_LENGTH_LIMIT ? size + 1 : INPUT_LENGTH_LIMIT + 1;
}

static bool grow(struct input *input, size_t *capacity)
{
  if (input->length > INPUT_LENGTH_LIMIT) {
    errno = EFBIG;
    return false;
  }
  char *bytes = realloc(input->bytes, *capacity * 2);
  if (!bytes)
    return false;
  input->bytes = bytes;
  *capacity *= 2;
  return true;
}

/* Reads to the end. False: errno says why. */
static bool read_all(int descriptor, struct input *input)
{
  size_t capacity = first_capacity(&input->status);
  input->bytes = malloc(capacity);
  if (!input->bytes)
    return false;
  for (;;) {
    ssize_t count = read(descriptor, input->bytes + input->length, capacity - input->length);
    if (count == 0)
      return true;
    if (count < 0 && errno != EINTR)
      return false;
    input->length += count > 0 ? (size_t)count : 0;
    if (input->length == capacity && !grow(input, &capacity))
      return false;
  }
}

int input_open(const char *path, struct stat *status)
{
  int descriptor = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0)
    return -1;
  int error = fstat(descriptor, status) != 0 ? errno : S_ISDIR(status->st_mode) ? EISDIR : 0;
  if (error == 0)
    return descriptor;
  input_close(descriptor);
  errno = error;
  return -1;
}

void input_close(int descriptor)
{
  if (descriptor != STDIN_FILENO)
    close(descriptor);
}

bool input_read(const char *path, struct input *input)
{
  *input = (struct input){0};
  int descriptor = input_open(path, &input->status);
  if (descriptor < 0)
    return false;
  bool done = read_all(descriptor, input);
  int error = errno;
  input_close(descriptor);
  if (!done)
    input_free(input);
  errno = error;
  return done;
}

void input_free(struct input *input)
{
  free(input->bytes);
  *input = (struct input){0};
}

void input_complain(const char *path, int error)
{
  if (error == EISDIR)
    complain("%s: is a folder; name the files in it", input_name(path));
  else
    complain("%s: cannot be read: %s", input_name(path), strerror(error));
}

void input_announce(const char *const *paths, int count)
{
  for (int i = 0; i < count; i++) {
    if (strcmp(paths[i], "-") == 0 && isatty(STDIN_FILENO))
      complain("reading standard input, up to its end (Control-D)");
  }
}
