// Disks that fail, for the tests of faults.rs: loaded before libc, it refuses writes to files.
//
// KVPT_FAULT_AFTER=N   the first N writes of a process to regular files succeed; then it strikes.
// KVPT_FAULT=full      the next write writes half, and all after it nothing: no space left on the device.
// KVPT_FAULT=io        one write fails (input/output error), the rest succeed.
// KVPT_FAULT=sync      one fsync fails, the rest succeed; N counts fsyncs.
// KVPT_FAULT_WHILE=F   no space is left as long as the file F exists.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long writes, syncs;

static int is(const char *fault) {
    const char *set = getenv("KVPT_FAULT");
    return set && !strcmp(set, fault);
}

static long after(void) {
    const char *n = getenv("KVPT_FAULT_AFTER");
    return n ? atol(n) : -1;
}

static int a_file(int fd) {
    struct stat s;
    return fd > 2 && !fstat(fd, &s) && S_ISREG(s.st_mode);
}

// What a write of n bytes may do: all of it, half of it, or nothing (-1, errno set).
static ssize_t allowed(int fd, size_t n) {
    int kept = errno;
    const char *file = getenv("KVPT_FAULT_WHILE");
    if (!a_file(fd)) {
        errno = kept;
        return n;
    }
    if (file && !access(file, F_OK)) {
        errno = ENOSPC;
        return -1;
    }
    errno = kept;
    long at = after(), now = atomic_fetch_add(&writes, 1);
    if (at < 0 || now < at) return n;
    if (is("io") && now == at) {
        errno = EIO;
        return -1;
    }
    if (is("full")) {
        if (now == at && n > 1) return n / 2;
        errno = ENOSPC;
        return -1;
    }
    return n;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *from, size_t n) {
    REAL(write);
    ssize_t may = allowed(fd, n);
    return may < 0 ? -1 : real(fd, from, may);
}

ssize_t pwrite(int fd, const void *from, size_t n, off_t at) {
    REAL(pwrite);
    ssize_t may = allowed(fd, n);
    return may < 0 ? -1 : real(fd, from, may, at);
}

ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at) {
    REAL(pwrite64);
    ssize_t may = allowed(fd, n);
    return may < 0 ? -1 : real(fd, from, may, at);
}

ssize_t writev(int fd, const struct iovec *from, int n) {
    REAL(writev);
    size_t size = 0;
    for (int i = 0; i < n; i++) size += from[i].iov_len;
    if (!size) return real(fd, from, n);
    ssize_t may = allowed(fd, size);
    if (may < 0) return -1;
    return (size_t)may == size ? real(fd, from, n) : write(fd, from[0].iov_base, from[0].iov_len / 2);
}

static int synced(void) {
    long now = atomic_fetch_add(&syncs, 1);
    if (is("sync") && now == after()) {
        errno = EIO;
        return -1;
    }
    return 0;
}

int fsync(int fd) {
    REAL(fsync);
    return synced() ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    return synced() ? -1 : real(fd);
}
