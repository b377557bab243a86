/*
 * A library to be preloaded that lets the n-th operation on files below a folder fail, or ends the
 * process there as a power cut would. FAULTS_BELOW is the folder, FAULTS_AT is n from 1 on (0 for
 * none), FAULTS_KIND is kill, enospc or eio. Every operation is written to the file FAULTS_LOG, so
 * that a run without a fault tells how many there are.
 *
 * Counted are the calls that change what is on disk: opening for writing, writing, cutting, forcing,
 * moving, removing, and making folders.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long count;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int below(const char *path) {
  const char *folder = getenv("FAULTS_BELOW");
  return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int fd_below(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below(path);
}

/* Whether the operation is to fail; errno says how. */
static int fault(const char *operation, const char *path) {
  long now = __sync_add_and_fetch(&count, 1);
  const char *log = getenv("FAULTS_LOG");
  if (log) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%ld %s %s\n", now, operation, path);
    int fd = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (fd >= 0) {
      if (REAL(write)(fd, line, length) < 0) abort();
      REAL(close)(fd);
    }
  }
  const char *at = getenv("FAULTS_AT");
  if (!at || atol(at) == 0 || now < atol(at)) return 0;
  const char *kind = getenv("FAULTS_KIND");
  if (kind && strcmp(kind, "kill") == 0) {
    if (now == atol(at)) kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  /* A disk that is full stays full; a failing one fails at this place. */
  if (kind && strcmp(kind, "enospc") == 0) {
    if (strcmp(operation, "remove") == 0) return 0;
    errno = ENOSPC;
    return 1;
  }
  if (now != atol(at)) return 0;
  errno = EIO;
  return 1;
}

static int writes(int flags) { return (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0; }

#define OPEN(name)                                                   \
  int name(const char *path, int flags, ...) {                       \
    va_list more;                                                    \
    va_start(more, flags);                                           \
    mode_t mode = va_arg(more, mode_t);                              \
    va_end(more);                                                    \
    if (writes(flags) && below(path) && fault("open", path)) return -1; \
    return REAL(name)(path, flags, mode);                            \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                 \
  int name(int dir, const char *path, int flags, ...) {              \
    va_list more;                                                    \
    va_start(more, flags);                                           \
    mode_t mode = va_arg(more, mode_t);                              \
    va_end(more);                                                    \
    if (writes(flags) && below(path) && fault("open", path)) return -1; \
    return REAL(name)(dir, path, flags, mode);                       \
  }
OPENAT(openat)
OPENAT(openat64)

#define ON_FD(type, name, operation, parameters, arguments)      \
  type name parameters {                                         \
    char path[PATH_MAX];                                         \
    if (fd_below(fd, path) && fault(operation, path)) return -1; \
    return REAL(name) arguments;                                 \
  }

ON_FD(ssize_t, write, "write", (int fd, const void *bytes, size_t size), (fd, bytes, size))
ON_FD(ssize_t, pwrite, "write", (int fd, const void *bytes, size_t size, off_t at),
      (fd, bytes, size, at))
ON_FD(ssize_t, pwrite64, "write", (int fd, const void *bytes, size_t size, off64_t at),
      (fd, bytes, size, at))
ON_FD(ssize_t, writev, "write", (int fd, const struct iovec *parts, int size), (fd, parts, size))
ON_FD(int, ftruncate, "cut", (int fd, off_t size), (fd, size))
ON_FD(int, ftruncate64, "cut", (int fd, off64_t size), (fd, size))
ON_FD(int, fsync, "force", (int fd), (fd))
ON_FD(int, fdatasync, "force", (int fd), (fd))

int rename(const char *from, const char *to) {
  if (below(to) && fault("move", to)) return -1;
  return REAL(rename)(from, to);
}

int renameat(int from_dir, const char *from, int to_dir, const char *to) {
  if (below(to) && fault("move", to)) return -1;
  return REAL(renameat)(from_dir, from, to_dir, to);
}

int unlink(const char *path) {
  if (below(path) && fault("remove", path)) return -1;
  return REAL(unlink)(path);
}

int rmdir(const char *path) {
  if (below(path) && fault("remove", path)) return -1;
  return REAL(rmdir)(path);
}

int mkdir(const char *path, mode_t mode) {
  if (below(path) && fault("make", path)) return -1;
  return REAL(mkdir)(path, mode);
}
