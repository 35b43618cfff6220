#include "module.h"

#include "arena.h"
#include "buffer.h"
#include "error.h"
#include "module_check.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <ltdl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef HAVE_GETAUXVAL
#include <sys/auxv.h>
#endif

/* libltdl keeps its modules, loaders and errors in variables of the whole process, so two loaders of one process share
 * them; only a lock of the whole process guards that. It is the one writable static of the library. */
static pthread_mutex_t ltdl_lock = PTHREAD_MUTEX_INITIALIZER;

#define BUILT_IN "(built in)"

struct folder {
  const char *path; /* absolute, without a slash at its end unless it is the root */
  struct folder *next;
};

struct loaded {
  struct module module;
  lt_dlhandle handle;
  const char *image; /* the file that was mapped: where module.file is a libtool archive, the one it leads to */
  struct loaded *next;
};

struct modules {
  struct arena arena;
  struct folder *folders, *last_folder;
  struct loaded *loaded;
};

/* ---- Binding now ---- */

/* Why dlopen refused a file. ltdl itself forgets it: in the end it says "file not found" for every failure. */
struct refusal {
  char text[RW_ERROR_LENGTH];
};

static const char loader_name[] = "lt_dlopen";

/* Opens a file with all its symbols bound, so that an undefined one fails here and not at its first call. */
static lt_module open_now(lt_user_data data, const char *filename, lt_dladvise advise)
{
  struct refusal *refusal = data;
  (void)advise;
  void *module = dlopen(filename, RTLD_NOW | RTLD_LOCAL);
  if (!module) {
    const char *text = dlerror();
    const bool there = filename && access(filename, F_OK) == 0;
    if (text && (there || refusal->text[0] == '\0'))
      snprintf(refusal->text, sizeof refusal->text, "%s", text);
  }
  return module;
}

static int loader_exit(lt_user_data data)
{
  free(data);
  return 0;
}

/* Makes ltdl open files with open_now. ltdl owns loaders that are malloc'ed, and frees them when it ends. */
static bool bind_now(void)
{
  const lt_dlvtable *present = lt_dlloader_find(loader_name);
  if (!present || present->module_open == open_now)
    return true; /* preloaded modules alone, or done before */
  struct refusal *refusal = calloc(1, sizeof *refusal);
  lt_dlvtable *loader = malloc(sizeof *loader);
  if (!refusal || !loader) {
    free(refusal);
    free(loader);
    return false;
  }
  *loader = *present;
  loader->module_open = open_now;
  loader->dlloader_init = NULL;
  loader->dlloader_exit = loader_exit;
  loader->dlloader_data = refusal;
  lt_dlvtable *removed = lt_dlloader_remove(loader_name);
  if (!removed || lt_dlloader_add(loader) != 0) {
    free(removed);
    free(refusal);
    free(loader);
    return false;
  }
  free(removed);
  return true;
}

static struct refusal *find_refusal(void)
{
  const lt_dlvtable *loader = lt_dlloader_find(loader_name);
  return loader && loader->module_open == open_now ? loader->dlloader_data : NULL;
}

/* ---- Opening and closing ---- */

static rw_status start_ltdl(rw_error *error)
{
#ifdef REWORD_PRELOADED
  LTDL_SET_PRELOADED_SYMBOLS();
#endif
  if (lt_dlinit() != 0)
    return error_set(error, RW_FAILED, "cannot load plugins: libltdl does not start: %s", lt_dlerror());
  if (bind_now())
    return RW_OK;
  const char *reason = lt_dlerror();
  error_set(error, RW_FAILED, "cannot load plugins: libltdl keeps its own loader: %s",
            reason ? reason : "out of memory");
  lt_dlexit();
  return RW_FAILED;
}

rw_status modules_open(struct modules **modules, rw_error *error)
{
  *modules = NULL;
  struct modules *opened = calloc(1, sizeof *opened);
  if (!opened)
    return error_no_memory(error);
  pthread_mutex_lock(&ltdl_lock);
  const rw_status status = start_ltdl(error);
  pthread_mutex_unlock(&ltdl_lock);
  if (status == RW_OK)
    *modules = opened;
  else
    free(opened);
  return status;
}

void modules_close(struct modules *modules)
{
  if (!modules)
    return;
  pthread_mutex_lock(&ltdl_lock);
  for (struct loaded *loaded = modules->loaded; loaded; loaded = loaded->next)
    lt_dlclose(loaded->handle);
  lt_dlexit();
  pthread_mutex_unlock(&ltdl_lock);
  arena_free(&modules->arena);
  free(modules);
}

/* ---- Folders ---- */

static rw_status append_folder(struct modules *modules, const char *path, size_t length, rw_error *error)
{
  while (length > 1 && path[length - 1] == '/')
    length--;
  for (const struct folder *folder = modules->folders; folder; folder = folder->next)
    if (strncmp(folder->path, path, length) == 0 && folder->path[length] == '\0')
      return RW_OK;
  struct folder *folder = arena_allocate(&modules->arena, sizeof *folder);
  if (!folder || !(folder->path = arena_copy(&modules->arena, path, length)))
    return error_no_memory(error);
  if (modules->last_folder)
    modules->last_folder->next = folder;
  else
    modules->folders = folder;
  modules->last_folder = folder;
  return RW_OK;
}

rw_status modules_add_folder(struct modules *modules, const char *folder, rw_error *error)
{
  if (folder[0] == '\0')
    return error_set(error, RW_INVALID, "a plugin folder without a name");
  if (folder[0] == '/')
    return append_folder(modules, folder, strlen(folder), error);
  char *here = getcwd(NULL, 0);
  if (!here)
    return error_set(error, RW_NO_FILE, "cannot tell the working folder, from which '%s' starts", folder);
  while (strncmp(folder, "./", 2) == 0)
    folder += 2;
  const bool same = folder[0] == '\0' || strcmp(folder, ".") == 0;
  const char *path = same ? here : arena_printf(&modules->arena, "%s/%s", strcmp(here, "/") == 0 ? "" : here, folder);
  const rw_status status = path ? append_folder(modules, path, strlen(path), error) : error_no_memory(error);
  free(here);
  return status;
}

/* The next absolute folder of a colon-separated list, or NULL; `*list` moves past it. */
static const char *next_folder(const char **list, size_t *length)
{
  while (*list && **list != '\0') {
    const char *entry = *list;
    *length = strcspn(entry, ":");
    *list = entry + *length + (entry[*length] == ':' ? 1 : 0);
    if (entry[0] == '/')
      return entry;
  }
  return NULL;
}

rw_status modules_add_defaults(struct modules *modules, rw_error *error)
{
  const char *list = module_privileged() ? NULL : getenv("REWORD_PLUGIN_PATH");
  size_t length = 0;
  const char *folder;
  while ((folder = next_folder(&list, &length))) {
    const rw_status status = append_folder(modules, folder, length, error);
    if (status != RW_OK)
      return status;
  }
  return append_folder(modules, PLUGIN_FOLDER, strlen(PLUGIN_FOLDER), error);
}

bool module_privileged(void)
{
#if defined HAVE_GETAUXVAL
  return getauxval(AT_SECURE) != 0;
#elif defined HAVE_ISSETUGID
  return issetugid() != 0;
#else
  return getuid() != geteuid() || getgid() != getegid();
#endif
}

static char *readable_file(const char *folder, size_t length, const char *name)
{
  struct buffer path = {0};
  buffer_append(&path, folder, length);
  buffer_append_byte(&path, '/');
  buffer_append_string(&path, name);
  char *file = buffer_take(&path, NULL);
  if (file && access(file, R_OK) == 0)
    return file;
  free(file);
  return NULL;
}

char *module_data_path(const char *name)
{
  const char *list = module_privileged() ? NULL : getenv("REWORD_DATA_PATH");
  size_t length = 0;
  const char *folder;
  if (name[0] == '\0' || name[0] == '/')
    return NULL;
  while ((folder = next_folder(&list, &length))) {
    char *file = readable_file(folder, length, name);
    if (file)
      return file;
  }
  return readable_file(DATA_FOLDER, strlen(DATA_FOLDER), name);
}

/* ---- Finding ---- */

/* What can be found under a name: `rank` says where, 0 for what is built in, then two for each folder. */
struct candidate {
  const char *name;
  const char *file;
  uint32_t rank;
  struct candidate *next;
};

struct search {
  struct modules *modules;
  struct candidate *candidates; /* in no order */
  uint32_t count;
};

/* The file of a module in a folder: the libtool archive, which knows where a build tree keeps the module, or the
 * module itself. `*file` is NULL when there is neither. */
static rw_status find_file(struct modules *modules, const char *folder, const char *name, const char **file,
                           rw_error *error)
{
  static const char *const endings[] = {".la", MODULE_SUFFIX};
  *file = NULL;
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    const char *path = arena_printf(&modules->arena, "%s/%s%s", folder, name, endings[i]);
    if (!path)
      return error_no_memory(error);
    if (access(path, F_OK) == 0) {
      *file = path;
      return RW_OK;
    }
  }
  return RW_OK;
}

static bool add_candidate(struct search *search, const char *name, const char *file, uint32_t rank)
{
  struct candidate *candidate = arena_allocate(&search->modules->arena, sizeof *candidate);
  if (!candidate)
    return false;
  *candidate = (struct candidate){name, file, rank, search->candidates};
  search->candidates = candidate;
  search->count++;
  return true;
}

/* The plugin's name in a file's name, in the arena; "" when the file is no plugin's. NULL: no memory. */
static const char *name_of_file(struct arena *arena, const char *file)
{
  const char *ending = strrchr(file, '.');
  if (!ending || (strcmp(ending, ".la") != 0 && strcmp(ending, MODULE_SUFFIX) != 0))
    return "";
  const char *name = arena_copy(arena, file, (size_t)(ending - file));
  return !name || module_name_is_good(name) ? name : "";
}

/* Adds a file of a folder, unless it is a link to nothing. Of two that have one name, the libtool archive comes first,
 * as in find_file. */
static rw_status add_file(struct search *search, const char *name, const char *folder, const char *entry, uint32_t rank,
                          rw_error *error)
{
  const char *file = arena_printf(&search->modules->arena, "%s/%s", folder, entry);
  if (!file)
    return error_no_memory(error);
  if (access(file, F_OK) != 0)
    return RW_OK;
  const bool archive = strcmp(strrchr(entry, '.'), ".la") == 0;
  return add_candidate(search, name, file, 2 * rank + (archive ? 0 : 1)) ? RW_OK : error_no_memory(error);
}

static rw_status search_folder(struct search *search, const struct folder *folder, uint32_t rank, rw_error *error)
{
  DIR *listing = opendir(folder->path);
  if (!listing) /* a folder that is not there holds nothing */
    return errno == ENOMEM ? error_no_memory(error) : RW_OK;
  rw_status status = RW_OK;
  const struct dirent *entry;
  while (status == RW_OK && (entry = readdir(listing))) {
    const char *name = name_of_file(&search->modules->arena, entry->d_name);
    if (!name)
      status = error_no_memory(error);
    else if (name[0] != '\0')
      status = add_file(search, name, folder->path, entry->d_name, rank, error);
  }
  closedir(listing);
  return status;
}

static rw_status search_built_in(struct search *search, rw_error *error)
{
#ifdef REWORD_PRELOADED
  /* A row without address holds the name of an archive, "english.a"; the rows after it are its symbols. */
  for (const lt_dlsymlist *row = lt_preloaded_symbols; row->name; row++) {
    const size_t length = strcspn(row->name, ".");
    if (row->address || row->name[length] == '\0')
      continue;
    const char *name = arena_copy(&search->modules->arena, row->name, length);
    if (!name || (module_name_is_good(name) && !add_candidate(search, name, BUILT_IN, 0)))
      return error_no_memory(error);
  }
#else
  (void)search;
  (void)error;
#endif
  return RW_OK;
}

static rw_status search_all(struct search *search, rw_error *error)
{
  rw_status status = search_built_in(search, error);
  uint32_t rank = 1;
  for (const struct folder *folder = search->modules->folders; folder && status == RW_OK; folder = folder->next)
    status = search_folder(search, folder, rank++, error);
  return status;
}

/* ---- Loading ---- */

/* Opens a module: one that is built in by its bare name, or a file by its absolute path. A bare name is never looked
 * for as a file: the environment says where the system would find it. */
static lt_dlhandle open_handle(const char *name, bool built_in)
{
  lt_dladvise advise;
  lt_dlhandle handle = NULL;
  if (lt_dladvise_init(&advise) != 0)
    return NULL;
  const bool advised =
      built_in ? lt_dladvise_ext(&advise) == 0 && lt_dladvise_preload(&advise) == 0 : lt_dladvise_local(&advise) == 0;
  if (advised)
    handle = lt_dlopenadvise(name, advise);
  lt_dladvise_destroy(&advise);
  return handle;
}

static rw_status open_file(const char *file, lt_dlhandle *handle, rw_error *error)
{
  struct refusal *refusal = find_refusal();
  if (refusal)
    refusal->text[0] = '\0';
  *handle = open_handle(file, false);
  if (*handle)
    return RW_OK;
  const char *reason = lt_dlerror();
  if (refusal && refusal->text[0] != '\0')
    reason = refusal->text;
  return error_set(error, RW_BAD_DATA, "%s: the system refuses it: %s", file, reason ? reason : "no reason given");
}

static rw_status missing_plugin(struct modules *modules, const char *name, rw_error *error)
{
  struct search search = {.modules = modules};
  const rw_status status = search_all(&search, error);
  const char **names = arena_allocate_array(&modules->arena, search.count, sizeof *names);
  if (status != RW_OK || !names)
    return status != RW_OK ? status : error_no_memory(error);
  uint32_t count = 0;
  for (const struct candidate *candidate = search.candidates; candidate; candidate = candidate->next)
    names[count++] = candidate->name;
  const char *near = error_did_you_mean(name, names, count);
  if (near)
    return error_set(error, RW_NO_FILE, "there is no plugin '%s'; did you mean '%s'?", name, near);
  struct buffer folders = {0};
  for (const struct folder *folder = modules->folders; folder; folder = folder->next)
    buffer_printf(&folders, "%s%s", folders.length > 0 ? ", " : "", folder->path);
  if (folders.failed)
    error_no_memory(error);
  else
    error_set(error, RW_NO_FILE, "there is no plugin '%s' in %s", name,
              folders.length > 0 ? folders.data : "this program, and no folder to look in");
  const rw_status result = folders.failed ? RW_NO_MEMORY : RW_NO_FILE;
  buffer_free(&folders);
  return result;
}

/* Opens the first module under a name, in the order of the search. */
static rw_status open_first(struct modules *modules, const char *name, lt_dlhandle *handle, const char **file,
                            rw_error *error)
{
  *file = BUILT_IN;
  *handle = open_handle(name, true);
  if (*handle)
    return RW_OK;
  for (const struct folder *folder = modules->folders; folder; folder = folder->next) {
    const rw_status status = find_file(modules, folder->path, name, file, error);
    if (status != RW_OK)
      return status;
    if (*file)
      return open_file(*file, handle, error);
  }
  return missing_plugin(modules, name, error);
}

static rw_status load_new(struct modules *modules, const char *name, const struct module **module, rw_error *error)
{
  struct loaded *loaded = arena_allocate(&modules->arena, sizeof *loaded);
  if (!loaded)
    return error_no_memory(error);
  rw_status status = open_first(modules, name, &loaded->handle, &loaded->module.file, error);
  if (status != RW_OK)
    return status;
  loaded->module.plugin = lt_dlsym(loaded->handle, "rw_plugin");
  if (!loaded->module.plugin)
    status = error_set(error, RW_BAD_DATA, "%s: no reword plugin: it exports no 'rw_plugin'", loaded->module.file);
  else
    status = module_check(loaded->module.plugin, name, loaded->module.file, error);
  if (status != RW_OK) {
    lt_dlclose(loaded->handle);
    return status;
  }
  const lt_dlinfo *info = lt_dlgetinfo(loaded->handle);
  loaded->image = arena_copy_string(&modules->arena, info && info->filename ? info->filename : loaded->module.file);
  if (!loaded->image) {
    lt_dlclose(loaded->handle);
    return error_no_memory(error);
  }
  loaded->next = modules->loaded;
  modules->loaded = loaded;
  *module = &loaded->module;
  return RW_OK;
}

static const struct loaded *find_loaded(const struct modules *modules, const char *name)
{
  const struct loaded *loaded = modules->loaded;
  while (loaded && strcmp(loaded->module.plugin->name, name) != 0)
    loaded = loaded->next;
  return loaded;
}

static rw_status load_locked(struct modules *modules, const char *name, const struct module **module, rw_error *error)
{
  const struct loaded *loaded = find_loaded(modules, name);
  if (!loaded)
    return load_new(modules, name, module, error);
  *module = &loaded->module;
  return RW_OK;
}

rw_status modules_load(struct modules *modules, const char *name, const struct module **module, rw_error *error)
{
  *module = NULL;
  if (!module_name_is_good(name))
    return error_set(error, RW_INVALID,
                     "not the name of a plugin; a name is at most %d lower-case letters, digits and _",
                     MODULE_NAME_LIMIT);
  pthread_mutex_lock(&ltdl_lock);
  const rw_status status = load_locked(modules, name, module, error);
  pthread_mutex_unlock(&ltdl_lock);
  return status;
}

/* ---- Listing ---- */

static int compare_candidates(const void *left, const void *right)
{
  const struct candidate *const *a = left, *const *b = right;
  const int order = strcmp((*a)->name, (*b)->name);
  return order != 0 ? order : ((*a)->rank > (*b)->rank) - ((*a)->rank < (*b)->rank);
}

/* The candidates by name, then in search order, in the arena. NULL: no memory. */
static const struct candidate **sort_candidates(const struct search *search)
{
  const struct candidate **sorted = arena_allocate_array(&search->modules->arena, search->count, sizeof *sorted);
  if (!sorted)
    return NULL;
  uint32_t place = 0;
  for (const struct candidate *candidate = search->candidates; candidate; candidate = candidate->next)
    sorted[place++] = candidate;
  qsort(sorted, search->count, sizeof *sorted, compare_candidates);
  return sorted;
}

/* Fills the entry of a winner: the module, or the reason why it cannot be loaded. */
static rw_status list_winner(struct modules *modules, struct module_entry *entry, rw_error *error)
{
  rw_error reason;
  const rw_status status = load_locked(modules, entry->name, &entry->module, &reason);
  if (status == RW_OK)
    return RW_OK;
  entry->reason = arena_copy_string(&modules->arena, reason.message);
  return status == RW_NO_MEMORY || !entry->reason ? error_no_memory(error) : RW_OK;
}

static bool is_same_file(const char *left, const char *right)
{
  struct stat a, b;
  return stat(left, &a) == 0 && stat(right, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Whether a file is the module of the libtool archive that stands before it in the order. Where that was not loaded it
 * is taken for it. */
static bool belongs_to(const struct candidate *file, const struct candidate *archive, const struct loaded *loaded)
{
  return file->rank / 2 == archive->rank / 2 && (!loaded || is_same_file(file->file, loaded->image));
}

static rw_status list_locked(struct modules *modules, const struct module_entry **entries, uint32_t *count,
                             rw_error *error)
{
  struct search search = {.modules = modules};
  rw_status status = search_all(&search, error);
  if (status != RW_OK)
    return status;
  const struct candidate **sorted = sort_candidates(&search);
  struct module_entry *list = arena_allocate_array(&modules->arena, search.count, sizeof *list);
  if (!sorted || !list)
    return error_no_memory(error);
  const struct candidate *winner = NULL;
  uint32_t listed = 0;
  for (uint32_t i = 0; i < search.count && status == RW_OK; i++) {
    struct module_entry entry = {.name = sorted[i]->name, .file = sorted[i]->file};
    if (!winner || strcmp(winner->name, entry.name) != 0) {
      winner = sorted[i];
      status = list_winner(modules, &entry, error);
    } else if (belongs_to(sorted[i], sorted[i - 1],
                          sorted[i - 1] == winner ? find_loaded(modules, entry.name) : NULL)) {
      continue;
    } else {
      entry.shadowed_by = winner->file;
    }
    list[listed++] = entry;
  }
  *entries = list;
  *count = listed;
  return status;
}

rw_status modules_list(struct modules *modules, const struct module_entry **entries, uint32_t *count, rw_error *error)
{
  *entries = NULL;
  *count = 0;
  pthread_mutex_lock(&ltdl_lock);
  const rw_status status = list_locked(modules, entries, count, error);
  pthread_mutex_unlock(&ltdl_lock);
  return status;
}
