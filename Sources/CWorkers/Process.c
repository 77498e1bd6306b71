#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "CWorkers.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

// Ours, but without a report of crashes: they are expected, and a report would take seconds.
static char **worker_environment(void) {
    static const char name[] = "SWIFT_BACKTRACE=", setting[] = "SWIFT_BACKTRACE=enable=no";
    size_t count = 0;
    while (environ[count] != NULL) count++;
    char **environment = malloc((count + 2) * sizeof *environment);
    if (environment == NULL) return NULL;
    size_t kept = 0;
    for (size_t index = 0; index < count; index++) {
        if (strncmp(environ[index], name, sizeof name - 1) != 0) environment[kept++] = environ[index];
    }
    environment[kept++] = (char *)setting;
    environment[kept] = NULL;
    return environment;
}

int psm_start_worker(const char *path, int channel, pid_t *process) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int code = posix_spawn_file_actions_init(&actions);
    if (code != 0) return code;
    code = posix_spawnattr_init(&attributes);
    if (code != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return code;
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    // It is psm that ends it, and not the terminal's Ctrl-C.
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
#if defined(POSIX_SPAWN_SETSID)
    flags |= POSIX_SPAWN_SETSID;
#else
    flags |= POSIX_SPAWN_SETPGROUP;
    posix_spawnattr_setpgroup(&attributes, 0);
#endif
    posix_spawnattr_setflags(&attributes, flags);
    // Whoever started psm may have told it to forget its children, and how they ended.
    struct sigaction action;
    if (sigaction(SIGCHLD, NULL, &action) == 0 && action.sa_handler == SIG_IGN) {
        signal(SIGCHLD, SIG_DFL);
    }
    code = posix_spawn_file_actions_adddup2(&actions, channel, STDIN_FILENO);
    // psm alone speaks to the user.
    for (int stream = STDOUT_FILENO; code == 0 && stream <= STDERR_FILENO; stream++) {
        code = posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
    }
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
    // What psm itself was given, such as pipes of its supervisor.
    if (code == 0) code = posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
#endif
    char *const arguments[] = {"psm-tags", NULL};
    char **environment = worker_environment();
    if (environment == NULL) code = ENOMEM;
    if (code == 0) code = posix_spawn(process, path, &actions, &attributes, arguments, environment);
    free(environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return code;
}

int psm_worker_channel(int ends[2]) {
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return errno;
    for (int index = 0; index < 2; index++) fcntl(ends[index], F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
#if defined(SO_NOSIGPIPE)
    int yes = 1;
    setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &yes, sizeof yes);
#endif
    return 0;
}

ssize_t psm_worker_send(int socket, const void *bytes, size_t count) {
#if defined(MSG_NOSIGNAL)
    return send(socket, bytes, count, MSG_NOSIGNAL);
#else
    return send(socket, bytes, count, 0);
#endif
}

ssize_t psm_worker_receive(int socket, void *room, size_t count) {
    return recv(socket, room, count, 0);
}

void psm_kill_worker(pid_t process) {
    kill(process, SIGKILL);
}

int64_t psm_process_cpu(pid_t process) {
#if defined(__linux__)
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
#else
    (void)process;
    return 0;
#endif
}
