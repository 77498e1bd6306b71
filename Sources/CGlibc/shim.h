// Declarations that the Glibc module lacks.
#include <fcntl.h>
#include <malloc.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <sys/vfs.h>

int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/* O_TMPFILE, which fcntl.h declares only with _GNU_SOURCE. */
#ifdef __O_TMPFILE
static const int psm_open_unnamed = __O_TMPFILE | O_DIRECTORY;
#endif

// Pseudo-terminals, which stdlib.h declares only with _XOPEN_SOURCE.
int posix_openpt(int flags);
int grantpt(int descriptor);
int unlockpt(int descriptor);
char *ptsname(int descriptor);

#include <time.h>

#include <sys/auxv.h>

/* The path by which this process was started, where the kernel tells it; NULL elsewhere. */
static inline const char *psm_started_as(void) {
    return (const char *)getauxval(AT_EXECFN);
}

#include <linux/stat.h>
#include <sys/syscall.h>

long syscall(long number, ...);

/* When the file at a path came into being, in nanoseconds since 1970; 0 if unknown. */
static inline long long psm_birth_nanoseconds(const char *path, int follows_links) {
    struct statx found;
    const int flags = follows_links ? 0 : AT_SYMLINK_NOFOLLOW;
    if (syscall(SYS_statx, AT_FDCWD, path, flags, STATX_BTIME, &found) != 0) return 0;
    if (!(found.stx_mask & STATX_BTIME)) return 0;
    return (long long)found.stx_btime.tv_sec * 1000000000 + found.stx_btime.tv_nsec;
}

#include <semaphore.h>

int sem_clockwait(sem_t *semaphore, clockid_t clock, const struct timespec *end);

/* Waits for the semaphore, a sem_t, for at most `nanoseconds`, whatever happens to the wall
   clock. */
static inline int psm_semaphore_wait(void *semaphore, long long nanoseconds) {
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    nanoseconds += end.tv_nsec;
    end.tv_sec += nanoseconds / 1000000000;
    end.tv_nsec = nanoseconds % 1000000000;
    return sem_clockwait((sem_t *)semaphore, CLOCK_MONOTONIC, &end);
}
