/* Loaded before the C library: makes a chosen call fail, ends the program at it, or puts another file in the place of one.
   Counted is every call that changes a file system, output on what is no regular file excepted.

   FAULT_COUNT=FILE   how many calls there were, written at the end
   FAULT_AT=N         the call at which it happens, from 1
   FAULT_DO=WHAT      kill   before the call
                      half   of a write half is done, of another call all; then the end
                      swap   the file FAULT_FROM takes the place of FAULT_TO, and the call is made
                      full   from this call on nothing new fits on the disk
                      ro     from this call on nothing can be changed
                      io     the call fails, once
   FAULT_THREADS=N    no more threads than these can be started
   CLOCK_SAYS=SECONDS what the clock says, from 1970 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { GO_ON = 0, END_AFTER = -1 };

static atomic_long calls, threads;
static long at;
static const char *what = "";

__attribute__((constructor)) static void begin(void) {
    const char *number = getenv("FAULT_AT"), *which = getenv("FAULT_DO");
    at = number ? atol(number) : 0;
    what = which ? which : "";
}

__attribute__((destructor)) static void finish(void) {
    const char *file = getenv("FAULT_COUNT");
    char text[32];
    if (!file) return;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_CREAT | O_WRONLY | O_TRUNC, 0644);
    int length = snprintf(text, sizeof text, "%ld", atomic_load(&calls));
    syscall(SYS_write, fd, text, (size_t)length);
    syscall(SYS_close, fd);
}

static void end(void) {
    for (;;) kill(getpid(), SIGKILL);
}

/* What is to become of a call: that goes on, that ends the program afterwards, or the error it fails with. */
static int fault(int takes_room) {
    long number = atomic_fetch_add(&calls, 1) + 1;
    if (at == 0 || number < at) return GO_ON;
    if (!strcmp(what, "full")) return takes_room ? ENOSPC : GO_ON;
    if (!strcmp(what, "ro")) return EROFS;
    if (number > at) return GO_ON;
    if (!strcmp(what, "kill")) end();
    if (!strcmp(what, "half")) return END_AFTER;
    if (!strcmp(what, "io")) return EIO;
    if (!strcmp(what, "swap")) syscall(SYS_renameat2, AT_FDCWD, getenv("FAULT_FROM"), AT_FDCWD, getenv("FAULT_TO"), 0);
    return GO_ON;
}

static int is_regular(int fd) {
    struct stat found;
    return fstat(fd, &found) == 0 && S_ISREG(found.st_mode);
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define CHANGES(takes_room, name, parameters, arguments)                 \
    int name parameters {                                                \
        REAL(name);                                                      \
        int fails = fault(takes_room);                                   \
        if (fails > 0) { errno = fails; return -1; }                     \
        int result = real arguments;                                     \
        if (fails == END_AFTER) end();                                   \
        return result;                                                   \
    }

CHANGES(0, rename, (const char *from, const char *to), (from, to))
CHANGES(0, renameat, (int one, const char *from, int other, const char *to), (one, from, other, to))
CHANGES(0, renameat2, (int one, const char *from, int other, const char *to, unsigned flags), (one, from, other, to, flags))
CHANGES(1, link, (const char *from, const char *to), (from, to))
CHANGES(1, linkat, (int one, const char *from, int other, const char *to, int flags), (one, from, other, to, flags))
CHANGES(0, unlink, (const char *path), (path))
CHANGES(0, unlinkat, (int directory, const char *path, int flags), (directory, path, flags))
CHANGES(0, rmdir, (const char *path), (path))
CHANGES(1, mkdir, (const char *path, mode_t mode), (path, mode))
CHANGES(1, mkdirat, (int directory, const char *path, mode_t mode), (directory, path, mode))
CHANGES(0, fsync, (int fd), (fd))
CHANGES(0, fdatasync, (int fd), (fd))
CHANGES(0, ftruncate64, (int fd, off64_t length), (fd, length))
CHANGES(0, chmod, (const char *path, mode_t mode), (path, mode))
CHANGES(0, fchmod, (int fd, mode_t mode), (fd, mode))

#define OPENS(name, parameters, ...)                                     \
    int name parameters {                                                \
        REAL(name);                                                      \
        va_list rest;                                                    \
        va_start(rest, flags);                                           \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                    \
        int fails = flags & (O_CREAT | O_TRUNC) ? fault(1) : GO_ON;      \
        if (fails > 0) { errno = fails; return -1; }                     \
        int result = real(__VA_ARGS__, flags, mode);                     \
        if (fails == END_AFTER) end();                                   \
        return result;                                                   \
    }

OPENS(open, (const char *path, int flags, ...), path)
OPENS(open64, (const char *path, int flags, ...), path)
OPENS(openat, (int directory, const char *path, int flags, ...), directory, path)
OPENS(openat64, (int directory, const char *path, int flags, ...), directory, path)

ssize_t write(int fd, const void *bytes, size_t length) {
    REAL(write);
    int fails = is_regular(fd) ? fault(1) : GO_ON;
    if (fails > 0) { errno = fails; return -1; }
    if (fails == END_AFTER) { real(fd, bytes, length / 2); end(); }
    return real(fd, bytes, length);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(writev);
    int fails = is_regular(fd) ? fault(1) : GO_ON;
    if (fails > 0) { errno = fails; return -1; }
    if (fails == END_AFTER) { real(fd, parts, count > 1 ? count / 2 : 1); end(); }
    return real(fd, parts, count);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *kind, void *(*run)(void *), void *argument) {
    REAL(pthread_create);
    const char *most = getenv("FAULT_THREADS");
    if (most && atomic_fetch_add(&threads, 1) >= atol(most)) return EAGAIN;
    return real(thread, kind, run, argument);
}

int clock_gettime(clockid_t id, struct timespec *now) {
    const char *says = getenv("CLOCK_SAYS");
    if (!says) return (int)syscall(SYS_clock_gettime, id, now);
    now->tv_sec = id == CLOCK_REALTIME ? atoll(says) : 1000;
    now->tv_nsec = 0;
    return 0;
}
