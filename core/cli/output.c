#include "output.h"

#include "message.h"
#include "overwrite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How many symbolic links may lead from one to the next. */
#define LINK_LIMIT 40

/* Says that an output failed; a reader that went away needs no telling. */
static void complain_unwritable(const char *path)
{
  if (errno != EPIPE)
    complain("%s: cannot be written: %s", output_name(path), strerror(errno));
}

/* The path that the symbolic link at `path` holds, seen from where `path` is; malloc'ed. NULL: errno says why. */
static char *read_link(const char *path)
{
  char held[4096];
  ssize_t length = readlink(path, held, sizeof held);
  if (length < 0)
    return NULL;
  if (length == (ssize_t)sizeof held) {
    errno = ENAMETOOLONG;
    return NULL;
  }
  const char *slash = strrchr(path, '/');
  int folder_length = slash && held[0] != '/' ? (int)(slash + 1 - path) : 0;
  char *target;
  if (asprintf(&target, "%.*s%.*s", folder_length, path, (int)length, held) < 0)
    return NULL;
  return target;
}

char *output_follow(const char *path)
{
  char *target = strdup(path);
  struct stat status;
  for (int i = 0; target && lstat(target, &status) == 0 && S_ISLNK(status.st_mode); i++) {
    char *next = i < LINK_LIMIT ? read_link(target) : NULL;
    int saved = i < LINK_LIMIT ? errno : ELOOP;
    free(target);
    target = next;
    errno = saved;
  }
  return target;
}

/* Opens what is there but is no regular file. */
static bool open_directly(struct output *output, const struct stat *status)
{
  if (S_ISDIR(status->st_mode))
    errno = EISDIR;
  else
    output->descriptor = open(output->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (output->descriptor < 0)
    complain_unwritable(output->path);
  return output->descriptor >= 0;
}

/* Says why no temporary file could be made. */
static void complain_folder(const struct output *output)
{
  const char *slash = strrchr(output->target, '/');
  int length = slash ? (int)(slash - output->target) : 1;
  const char *folder = slash ? output->target : ".";
  if (slash == output->target)
    length = 1;
  complain("%s: cannot be written: its folder %.*s takes no new file: %s", output->path, length, folder,
           strerror(errno));
}

/* The mode of a file that is new. */
static mode_t usual_mode(void)
{
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

/* Makes the temporary file what the old one was. */
static bool take_after(struct output *output, const struct stat *old)
{
  struct stat made;
  if (fstat(output->descriptor, &made) != 0)
    return false;
  bool same_owner = (made.st_uid == old->st_uid && made.st_gid == old->st_gid) ||
                    fchown(output->descriptor, old->st_uid, old->st_gid) == 0;
  output->overwrites = old->st_nlink > 1 || !same_owner;
  return output->overwrites || fchmod(output->descriptor, old->st_mode & 07777) == 0;
}

/* Begins the temporary file for output->target, where `old` is, or nothing when NULL. */
static bool open_temporary(struct output *output, const struct stat *old, const struct stat *model)
{
  if (old && faccessat(AT_FDCWD, output->target, W_OK, AT_EACCESS) != 0) {
    complain_unwritable(output->path);
    return false;
  }
  output->descriptor = unfinished_make(&output->temporary, output->target);
  if (output->descriptor < 0) {
    complain_folder(output);
    return false;
  }
  mode_t mode = model ? model->st_mode & 0777 : usual_mode();
  if (old ? take_after(output, old) : fchmod(output->descriptor, mode) == 0)
    return true;
  complain_unwritable(output->path);
  return false;
}

bool output_open(struct output *output, const char *path, const struct stat *model)
{
  *output = (struct output){.path = path, .descriptor = -1};
  if (strcmp(path, "-") == 0) {
    output->descriptor = STDOUT_FILENO;
    return true;
  }
  struct stat old;
  bool exists = stat(path, &old) == 0;
  if (exists && !S_ISREG(old.st_mode))
    return open_directly(output, &old);
  output->target = output_follow(path);
  if (!output->target) {
    complain_unwritable(path);
    return false;
  }
  if (open_temporary(output, exists ? &old : NULL, model))
    return true;
  output_discard(output);
  return false;
}

bool output_append(struct output *output, const char *bytes, size_t length)
{
  while (length > 0 && !output->failed) {
    ssize_t count = write(output->descriptor, bytes, length);
    output->failed = count < 0 && errno != EINTR;
    if (output->failed)
      complain_unwritable(output->path);
    bytes += count > 0 ? count : 0;
    length -= count > 0 ? (size_t)count : 0;
  }
  return !output->failed;
}

/* Makes the change of a folder's entries last. The file is in place already, so a failure changes nothing. */
static void sync_folder(const char *target)
{
  char *folder = strdup(target);
  if (!folder)
    return;
  char *slash = strrchr(folder, '/');
  if (slash)
    slash[slash == folder] = '\0';
  int descriptor = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    fsync(descriptor);
    close(descriptor);
  }
  free(folder);
}

/* Gives the temporary file the name of its target. */
static bool put_in_place(struct output *output)
{
  bool done = fsync(output->descriptor) == 0;
  done = close(output->descriptor) == 0 && done;
  output->descriptor = -1;
  done = done && unfinished_rename(&output->temporary, output->target);
  if (done)
    sync_folder(output->target);
  else
    complain_unwritable(output->path);
  return done;
}

bool output_commit(struct output *output)
{
  bool done = !output->failed;
  if (done && output->overwrites)
    done = overwrite_file(output->path, output->target, output->descriptor);
  else if (done && output->target)
    done = put_in_place(output);
  output_discard(output);
  return done;
}

void output_discard(struct output *output)
{
  if (output->descriptor >= 0 && output->descriptor != STDOUT_FILENO)
    close(output->descriptor);
  unfinished_remove(&output->temporary);
  free(output->target);
  *output = (struct output){.descriptor = -1};
}

bool output_write(const char *path, const struct stat *model, const char *bytes, size_t length)
{
  struct output output;
  if (!output_open(&output, path, model))
    return false;
  output_append(&output, bytes, length);
  return output_commit(&output);
}

bool output_close_standard(void)
{
  if (close(STDOUT_FILENO) == 0)
    return true;
  complain_unwritable("-");
  return false;
}

bool output_print(const char *text)
{
  return output_write("-", NULL, text, strlen(text)) && output_close_standard();
}
