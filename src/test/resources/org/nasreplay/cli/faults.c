/*
 * A library to be preloaded that lets the n-th operation on files below a folder, FAULTS_BELOW, fail,
 * or ends the process there as a power cut would. What is to happen stands in the file
 * FAULTS_CONTROL, three numbers of 64 bits that may be changed while the process runs: the kind, n
 * from 1 on (0 for none), and how many operations there were.
 *
 * Counted are the calls that change what is on disk: opening for writing, writing, cutting, forcing,
 * moving, removing, and making folders; where the disk fails, opening and reading too.
 *
 * What a killed process leaves is what is on disk at that moment: the kind COPIES copies the folder
 * to FAULTS_COPIES/k before the k-th operation for every k that n divides, and goes on.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { KILL, COPIES, FULL, FAILING };

static struct {
  volatile int64_t kind, at, count;
} *control;

/* Held from a copy to the end of the operation after it: no other thread changes what is copied. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *name = getenv("FAULTS_CONTROL");
  int fd = name ? REAL(open)(name, O_RDWR) : -1;
  if (fd < 0) return;
  void *mapped = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  REAL(close)(fd);
  if (mapped == MAP_FAILED) abort();
  control = mapped;
}

static int below(const char *path) {
  const char *folder = getenv("FAULTS_BELOW");
  return control && folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int fd_below(int fd) {
  if (!control) return 0;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below(path);
}

static void copy(int64_t now) {
  char command[3 * PATH_MAX];
  snprintf(command, sizeof command, "LD_PRELOAD= cp -R '%s' '%s/%lld'", getenv("FAULTS_BELOW"),
           getenv("FAULTS_COPIES"), (long long)now);
  if (system(command) != 0) abort();
}

/* Whether an operation is to fail; errno says how. One that is not ends with done(). */
static int fault(int changes, int removes) {
  int64_t kind = control->kind, at = control->at;
  if (!changes && kind != FAILING) return 0;
  if (kind == COPIES) pthread_mutex_lock(&lock);
  int64_t now = __sync_add_and_fetch(&control->count, 1);
  if (at == 0) return 0;
  if (kind == COPIES && now % at == 0) copy(now);
  if (kind == KILL && now >= at) {
    if (now == at) kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  if (kind == FULL && now >= at && !removes) { /* a disk that is full stays full */
    errno = ENOSPC;
    return 1;
  }
  if (kind == FAILING && now == at) { /* a failing one fails at this place */
    errno = EIO;
    return 1;
  }
  return 0;
}

static void done(int changes) {
  if (changes && control->kind == COPIES) pthread_mutex_unlock(&lock);
}

/* Calls the real function, or lets it fail. */
#define OPERATE(type, counted, changes, removes, failed, call) \
  if (!(counted)) return call;                                 \
  if (fault(changes, removes)) return failed;                  \
  type result = call;                                          \
  done(changes);                                               \
  return result;

/* What a process is writing is nothing that another one may read: that ends the test. */
static void check_own(const char *path, int flags) {
  const char *name = below(path) ? strstr(path, "/.nasreplay-") : NULL;
  int process;
  if (name && (flags & O_ACCMODE) != O_WRONLY &&
      sscanf(name, "/.nasreplay-%*[0-9a-f]-%d-", &process) == 1 && process != getpid())
    abort();
}

static int writes(int flags) { return (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0; }

#define OPEN(name)                                                                   \
  int name(const char *path, int flags, ...) {                                       \
    va_list more;                                                                    \
    va_start(more, flags);                                                           \
    mode_t mode = va_arg(more, mode_t);                                              \
    va_end(more);                                                                    \
    check_own(path, flags);                                                          \
    OPERATE(int, below(path), writes(flags), 0, -1, REAL(name)(path, flags, mode))   \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                    \
  int name(int dir, const char *path, int flags, ...) {                                 \
    va_list more;                                                                       \
    va_start(more, flags);                                                              \
    mode_t mode = va_arg(more, mode_t);                                                 \
    va_end(more);                                                                       \
    check_own(path, flags);                                                             \
    OPERATE(int, below(path), writes(flags), 0, -1, REAL(name)(dir, path, flags, mode)) \
  }
OPENAT(openat)
OPENAT(openat64)

#define ON_FD(type, name, changes, parameters, arguments)                   \
  type name parameters {                                                    \
    OPERATE(type, fd_below(fd), changes, 0, -1, REAL(name) arguments)       \
  }

ON_FD(ssize_t, write, 1, (int fd, const void *bytes, size_t size), (fd, bytes, size))
ON_FD(ssize_t, pwrite, 1, (int fd, const void *bytes, size_t size, off_t at), (fd, bytes, size, at))
ON_FD(ssize_t, pwrite64, 1, (int fd, const void *bytes, size_t size, off64_t at),
      (fd, bytes, size, at))
ON_FD(ssize_t, writev, 1, (int fd, const struct iovec *parts, int size), (fd, parts, size))
ON_FD(int, ftruncate, 1, (int fd, off_t size), (fd, size))
ON_FD(int, ftruncate64, 1, (int fd, off64_t size), (fd, size))
ON_FD(int, fsync, 1, (int fd), (fd))
ON_FD(int, fdatasync, 1, (int fd), (fd))
ON_FD(ssize_t, read, 0, (int fd, void *bytes, size_t size), (fd, bytes, size))
ON_FD(ssize_t, pread, 0, (int fd, void *bytes, size_t size, off_t at), (fd, bytes, size, at))
ON_FD(ssize_t, pread64, 0, (int fd, void *bytes, size_t size, off64_t at), (fd, bytes, size, at))
ON_FD(ssize_t, readv, 0, (int fd, const struct iovec *parts, int size), (fd, parts, size))

DIR *opendir(const char *path) { OPERATE(DIR *, below(path), 0, 0, NULL, REAL(opendir)(path)) }

int rename(const char *from, const char *to) {
  OPERATE(int, below(to), 1, 0, -1, REAL(rename)(from, to))
}

int renameat(int from_dir, const char *from, int to_dir, const char *to) {
  OPERATE(int, below(to), 1, 0, -1, REAL(renameat)(from_dir, from, to_dir, to))
}

int unlink(const char *path) { OPERATE(int, below(path), 1, 1, -1, REAL(unlink)(path)) }

int rmdir(const char *path) { OPERATE(int, below(path), 1, 1, -1, REAL(rmdir)(path)) }

int mkdir(const char *path, mode_t mode) {
  OPERATE(int, below(path), 1, 0, -1, REAL(mkdir)(path, mode))
}
