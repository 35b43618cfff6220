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

bool input_read(const char *path, struct input *input)
{
  *input = (struct input){0};
  bool standard = strcmp(path, "-") == 0;
  int descriptor = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) {
    complain("%s: cannot be read: %s", path, strerror(errno));
    return false;
  }
  if (standard && isatty(descriptor))
    complain("reading standard input, up to its end (Control-D)");
  bool done = fstat(descriptor, &input->status) == 0;
  if (done && S_ISDIR(input->status.st_mode)) {
    complain("%s: is a folder; name the files in it", input_name(path));
    done = false;
  } else if (!done || !read_all(descriptor, input)) {
    complain("%s: cannot be read: %s", input_name(path), strerror(errno));
    done = false;
  }
  if (!standard)
    close(descriptor);
  if (!done)
    input_free(input);
  return done;
}

void input_free(struct input *input)
{
  free(input->bytes);
  *input = (struct input){0};
}
