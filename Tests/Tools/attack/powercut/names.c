// Calls that make, rename and remove names.
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "log.h"

// What was just made at a place.
static void append_new(enum kind kind, struct place place, const char *target) {
    int kept = errno;
    struct stat status;
    if (fstatat(place.descriptor, place.name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
        append(
            (struct record){.kind = kind, .inode = place.folder, .other = status.st_ino,
                            .length = status.st_mode & 07777},
            place.name, strlen(place.name), target
        );
    }
    errno = kept;
}

// Opening

static int recorded_open(int base, const char *path, int flags, mode_t mode) {
    if (log_descriptor < 0 || !(flags & (O_CREAT | O_TRUNC))) {
        return (int)syscall(SYS_openat, base, path, flags, mode);
    }
    lock();
    struct place place = place_of(base, path);
    struct stat status;
    int kept = errno;
    int existed = place.folder && fstatat(place.descriptor, place.name, &status, 0) == 0;
    errno = kept;
    int opened = (int)syscall(SYS_openat, base, path, flags, mode);
    char real[PATH_MAX];
    if (opened >= 0 && place.folder) {
        if (!existed) append_new(CREATE, place, "");
        else if (flags & O_TRUNC && is_recorded(opened, real)) {
            append((struct record){.kind = TRUNCATE, .inode = inode_of(opened)}, "", 0, real);
        }
    }
    leave(place);
    unlock();
    return opened;
}

static mode_t mode_in(int flags, va_list list) {
    return flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(list, mode_t) : 0;
}

#define OPEN(NAME)                                                \
    int NAME(const char *path, int flags, ...) {                  \
        va_list list;                                             \
        va_start(list, flags);                                    \
        mode_t mode = mode_in(flags, list);                       \
        va_end(list);                                             \
        return recorded_open(AT_FDCWD, path, flags, mode);        \
    }
#define OPENAT(NAME)                                              \
    int NAME(int base, const char *path, int flags, ...) {        \
        va_list list;                                             \
        va_start(list, flags);                                    \
        mode_t mode = mode_in(flags, list);                       \
        va_end(list);                                             \
        return recorded_open(base, path, flags, mode);            \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
int __open_2(const char *path, int flags) { return recorded_open(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return recorded_open(AT_FDCWD, path, flags, 0); }
int creat(const char *path, mode_t mode) {
    return recorded_open(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

// Names

int renameat2(
    int base, const char *source, int targetBase, const char *target, unsigned flags
) {
    lock();
    struct place from = place_of(base, source), to = place_of(targetBase, target);
    int result = (int)syscall(SYS_renameat2, base, source, targetBase, target, flags);
    if (result == 0 && (from.folder || to.folder)) {
        append(
            (struct record){.kind = RENAME, .inode = from.folder, .other = to.folder,
                            .length = flags},
            from.name, strlen(from.name), to.name
        );
    }
    leave(from);
    leave(to);
    unlock();
    return result;
}
int renameat(int base, const char *source, int targetBase, const char *target) {
    return renameat2(base, source, targetBase, target, 0);
}
int rename(const char *source, const char *target) {
    return renameat2(AT_FDCWD, source, AT_FDCWD, target, 0);
}

int unlinkat(int base, const char *path, int flags) {
    lock();
    struct place place = place_of(base, path);
    int result = (int)syscall(SYS_unlinkat, base, path, flags);
    if (result == 0 && place.folder) {
        append(
            (struct record){.kind = REMOVE, .inode = place.folder},
            place.name, strlen(place.name), ""
        );
    }
    leave(place);
    unlock();
    return result;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
    int result = unlink(path);
    return result < 0 && errno == EISDIR ? rmdir(path) : result;
}

// CALL makes a name.
#define MADE(KIND, BASE, PATH, TARGET, CALL)                      \
    lock();                                                       \
    struct place place = place_of(BASE, PATH);                    \
    int result = (int)CALL;                                       \
    if (result == 0 && place.folder) append_new(KIND, place, TARGET); \
    leave(place);                                                 \
    unlock();                                                     \
    return result;

int mkdirat(int base, const char *path, mode_t mode) {
    MADE(FOLDER, base, path, "", syscall(SYS_mkdirat, base, path, mode))
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
int linkat(int base, const char *path, int targetBase, const char *target, int flags) {
    MADE(LINK, targetBase, target, "",
         syscall(SYS_linkat, base, path, targetBase, target, flags))
}
int link(const char *path, const char *target) {
    return linkat(AT_FDCWD, path, AT_FDCWD, target, 0);
}
int symlinkat(const char *target, int base, const char *path) {
    MADE(SYMLINK, base, path, target, syscall(SYS_symlinkat, target, base, path))
}
int symlink(const char *target, const char *path) { return symlinkat(target, AT_FDCWD, path); }
