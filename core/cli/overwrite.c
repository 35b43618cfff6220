#include "overwrite.h"

#include "message.h"
#include "unfinished.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool write_at(int descriptor, const char *bytes, size_t length, off_t offset)
{
  while (length > 0) {
    ssize_t count = pwrite(descriptor, bytes, length, offset);
    if (count < 0 && errno != EINTR)
      return false;
    if (count > 0) {
      bytes += count;
      offset += count;
      length -= (size_t)count;
    }
  }
  return true;
}

/* Makes `to` hold what `from` holds, and waits until it is on the disk. False: errno says why. */
static bool copy_content(int from, int to)
{
  char bytes[65536];
  off_t offset = 0;
  for (;;) {
    ssize_t count = pread(from, bytes, sizeof bytes, offset);
    if (count == 0)
      return ftruncate(to, offset) == 0 && fsync(to) == 0;
    if (count < 0 && errno != EINTR)
      return false;
    if (count > 0 && !write_at(to, bytes, (size_t)count, offset))
      return false;
    offset += count > 0 ? count : 0;
  }
}

/* Overwrites `target` by `content`, with the old content in `copy`. */
static bool replace_content(const char *path, int target, int content, int copy, struct unfinished *unfinished)
{
  if (!copy_content(target, copy)) {
    complain("%s: cannot be written: its old content cannot be kept meanwhile: %s", path, strerror(errno));
    return false;
  }
  if (copy_content(content, target))
    return true;
  int saved = errno;
  if (copy_content(copy, target)) {
    complain("%s: cannot be written: %s", path, strerror(saved));
  } else {
    complain("%s: is damaged: %s; its old content is in %s", path, strerror(saved), unfinished->path);
    unfinished_forget(unfinished);
  }
  return false;
}

bool overwrite_file(const char *path, const char *target, int content)
{
  int descriptor = open(target, O_RDWR | O_CLOEXEC);
  if (descriptor < 0) {
    complain("%s: cannot be written: %s", path, strerror(errno));
    return false;
  }
  struct unfinished unfinished = {0};
  bool done = false;
  signals_hold();
  int copy = unfinished_make(&unfinished, target);
  if (copy < 0) {
    complain("%s: cannot be written: its old content cannot be kept meanwhile: %s", path, strerror(errno));
  } else {
    done = replace_content(path, descriptor, content, copy, &unfinished);
    close(copy);
    unfinished_remove(&unfinished);
  }
  signals_release();
  done = close(descriptor) == 0 && done;
  return done;
}
