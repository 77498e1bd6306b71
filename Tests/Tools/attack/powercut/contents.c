// Calls that change or sync what is in a file.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "log.h"

// What a call wrote is read back; an `offset` of -1 is where the file's own one was.
static void append_written(int descriptor, off_t offset, ssize_t count, const char *path) {
    int kept = errno;
    if (offset < 0) offset = lseek(descriptor, 0, SEEK_CUR) - count;
    char *bytes = malloc((size_t)count);
    // By its name: the descriptor may be for writing alone.
    int reading = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    if (reading < 0 || syscall(SYS_pread64, reading, bytes, count, offset) != count) count = 0;
    if (reading >= 0) syscall(SYS_close, reading);
    append(
        (struct record){.kind = WRITE, .inode = inode_of(descriptor), .offset = (uint64_t)offset},
        bytes, (size_t)count, path
    );
    free(bytes);
    errno = kept;
}

static ssize_t write_bytes(int descriptor, const void *bytes, size_t count, off_t offset) {
    return offset < 0 ? syscall(SYS_write, descriptor, bytes, count)
                      : syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

static ssize_t recorded_write(int descriptor, const void *bytes, size_t count, off_t offset) {
    char path[PATH_MAX];
    if (!is_recorded(descriptor, path)) return write_bytes(descriptor, bytes, count, offset);
    lock();
    ssize_t written = write_bytes(descriptor, bytes, count, offset);
    if (written > 0) {
        int kept = errno;
        if (offset < 0) offset = lseek(descriptor, 0, SEEK_CUR) - written;
        append(
            (struct record){.kind = WRITE, .inode = inode_of(descriptor),
                            .offset = (uint64_t)offset},
            bytes, (size_t)written, path
        );
        errno = kept;
    }
    unlock();
    return written;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
    return recorded_write(descriptor, bytes, count, -1);
}
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    return recorded_write(descriptor, bytes, count, offset);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    return recorded_write(descriptor, bytes, count, offset);
}

// CALL is made while nothing else changes the files, and what it wrote is recorded.
#define WRITTEN(DESCRIPTOR, OFFSET, CALL)                         \
    char path[PATH_MAX];                                          \
    if (!is_recorded(DESCRIPTOR, path)) return CALL;              \
    lock();                                                       \
    ssize_t written = CALL;                                       \
    if (written > 0) append_written(DESCRIPTOR, OFFSET, written, path); \
    unlock();                                                     \
    return written;

ssize_t writev(int descriptor, const struct iovec *pieces, int count) {
    WRITTEN(descriptor, -1, syscall(SYS_writev, descriptor, pieces, count))
}
ssize_t pwritev(int descriptor, const struct iovec *pieces, int count, off_t offset) {
    WRITTEN(descriptor, offset, syscall(SYS_pwritev, descriptor, pieces, count, offset, 0L))
}
ssize_t pwritev64(int descriptor, const struct iovec *pieces, int count, off64_t offset) {
    return pwritev(descriptor, pieces, count, offset);
}
ssize_t pwritev2(
    int descriptor, const struct iovec *pieces, int count, off_t offset, int flags
) {
    WRITTEN(descriptor, offset,
            syscall(SYS_pwritev2, descriptor, pieces, count, offset, 0L, flags))
}
ssize_t pwritev64v2(
    int descriptor, const struct iovec *pieces, int count, off64_t offset, int flags
) {
    return pwritev2(descriptor, pieces, count, offset, flags);
}
ssize_t sendfile(int target, int source, off_t *offset, size_t count) {
    WRITTEN(target, -1, syscall(SYS_sendfile, target, source, offset, count))
}
ssize_t sendfile64(int target, int source, off64_t *offset, size_t count) {
    return sendfile(target, source, offset, count);
}
ssize_t copy_file_range(
    int source, off64_t *from, int target, off64_t *to, size_t count, unsigned flags
) {
    off_t offset = to ? *to : -1;
    WRITTEN(target, offset,
            syscall(SYS_copy_file_range, source, from, target, to, count, flags))
}

// CALL, and a record of it if it succeeds.
#define CHANGED(DESCRIPTOR, CALL, ...)                            \
    char path[PATH_MAX];                                          \
    if (!is_recorded(DESCRIPTOR, path)) return (int)CALL;         \
    lock();                                                       \
    int result = (int)CALL;                                       \
    if (result == 0) {                                            \
        struct record record = {__VA_ARGS__};                     \
        record.inode = inode_of(DESCRIPTOR);                      \
        append(record, "", 0, path);                              \
    }                                                             \
    unlock();                                                     \
    return result;

int ftruncate(int descriptor, off_t length) {
    CHANGED(descriptor, syscall(SYS_ftruncate, descriptor, length),
            .kind = TRUNCATE, .length = (uint64_t)length)
}
int ftruncate64(int descriptor, off64_t length) { return ftruncate(descriptor, length); }
int truncate(const char *name, off_t length) {
    int descriptor = open(name, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    int result = ftruncate(descriptor, length);
    int kept = errno;
    syscall(SYS_close, descriptor);
    errno = kept;
    return result;
}
int truncate64(const char *name, off64_t length) { return truncate(name, length); }
int fallocate(int descriptor, int mode, off_t offset, off_t length) {
    CHANGED(descriptor, syscall(SYS_fallocate, descriptor, mode, offset, length),
            .kind = ALLOCATE, .other = (uint64_t)mode, .offset = (uint64_t)offset,
            .length = (uint64_t)length)
}
int fallocate64(int descriptor, int mode, off64_t offset, off64_t length) {
    return fallocate(descriptor, mode, offset, length);
}
int posix_fallocate(int descriptor, off_t offset, off_t length) {
    return fallocate(descriptor, 0, offset, length) == 0 ? 0 : errno;
}
int posix_fallocate64(int descriptor, off64_t offset, off64_t length) {
    return posix_fallocate(descriptor, offset, length);
}
int fsync(int descriptor) {
    CHANGED(descriptor, syscall(SYS_fsync, descriptor), .kind = SYNC)
}
int fdatasync(int descriptor) {
    CHANGED(descriptor, syscall(SYS_fdatasync, descriptor), .kind = SYNC)
}
int syncfs(int descriptor) {
    CHANGED(descriptor, syscall(SYS_syncfs, descriptor), .kind = SYNC_ALL)
}
void sync(void) {
    lock();
    syscall(SYS_sync);
    append((struct record){.kind = SYNC_ALL}, "", 0, "");
    unlock();
}
