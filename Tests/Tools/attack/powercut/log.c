// The log, and what is recorded in it.
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char root[PATH_MAX];
int log_descriptor = -1;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("POWERCUT_ROOT"), *log = getenv("POWERCUT_LOG");
    if (!folder || !log || strlen(folder) >= sizeof root) return;
    strcpy(root, folder);
    int opened = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CLOEXEC);
    // Out of the way of the numbers that the process expects for its own.
    log_descriptor = fcntl(opened, F_DUPFD_CLOEXEC, 500);
    if (log_descriptor < 0) log_descriptor = opened;
    else syscall(SYS_close, opened);
}

void lock(void) {
    pthread_mutex_lock(&mutex);
    while (syscall(SYS_flock, log_descriptor, LOCK_EX) < 0 && errno == EINTR) {}
}

void unlock(void) {
    int kept = errno;
    syscall(SYS_flock, log_descriptor, LOCK_UN);
    pthread_mutex_unlock(&mutex);
    errno = kept;
}

void append(struct record record, const void *first, size_t firstBytes, const char *second) {
    int kept = errno;
    record.first = (uint32_t)firstBytes;
    record.second = (uint32_t)strlen(second);
    record.size = (uint32_t)(sizeof record + firstBytes + record.second);
    char *bytes = malloc(record.size);
    memcpy(bytes, &record, sizeof record);
    memcpy(bytes + sizeof record, first, firstBytes);
    memcpy(bytes + sizeof record + firstBytes, second, record.second);
    if (syscall(SYS_write, log_descriptor, bytes, record.size) != record.size) {
        const char sentence[] = "powercut: the log cannot be written\n";
        syscall(SYS_write, 2, sentence, sizeof sentence - 1);
        _exit(99);
    }
    free(bytes);
    errno = kept;
}

static int is_below(const char *path) {
    size_t length = strlen(root);
    return strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int is_shared_memory(const char *path) {
    size_t length = strlen(path);
    return length >= 4 && strcmp(path + length - 4, "-shm") == 0;
}

int is_recorded(int descriptor, char path[PATH_MAX]) {
    if (log_descriptor < 0) return 0;
    int kept = errno;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, (size_t)PATH_MAX - 1);
    errno = kept;
    if (length < 0) return 0;
    path[length] = 0;
    return is_below(path) && !is_shared_memory(path);
}

uint64_t inode_of(int descriptor) {
    int kept = errno;
    struct stat status;
    uint64_t inode = fstat(descriptor, &status) == 0 ? status.st_ino : 0;
    errno = kept;
    return inode;
}

struct place place_of(int base, const char *path) {
    struct place place = {0, "", -1};
    if (log_descriptor < 0 || !path || strlen(path) >= PATH_MAX) return place;
    char folder[PATH_MAX], real[PATH_MAX];
    strcpy(folder, path);
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') folder[--length] = 0;
    char *slash = strrchr(folder, '/');
    const char *name = slash ? slash + 1 : folder;
    if (strlen(name) > NAME_MAX || is_shared_memory(name)) return place;
    strcpy(place.name, name);
    if (!slash) strcpy(folder, ".");
    else slash[slash == folder ? 1 : 0] = 0;
    int kept = errno;
    int flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
    place.descriptor = (int)syscall(SYS_openat, base, folder, flags, 0);
    if (place.descriptor >= 0 && is_recorded(place.descriptor, real)) {
        place.folder = inode_of(place.descriptor);
    }
    errno = kept;
    return place;
}

void leave(struct place place) {
    int kept = errno;
    if (place.descriptor >= 0) syscall(SYS_close, place.descriptor);
    errno = kept;
}
