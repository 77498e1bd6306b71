#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "CLimits.h"

#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

// EX_IOERR, as for every other resource that the system refuses.
static const int exit_status = 74;
// An allocation that failed may have asked for some of what is left.
static const size_t memory_probe_bytes = 64u << 20;
// A frame may begin this far beyond the end of the stack.
static const uintptr_t stack_reach_bytes = 256u << 10;
// Whoever uses up that much has a fault, and not a low limit.
static const rlim_t usual_stack_bytes = 8u << 20;
static const suseconds_t cpu_reserve_microseconds = 100000;

static char handler_stack[64 << 10];
static struct sigaction former[NSIG];

static void end_with(const char *sentence) {
    // A pipe that nobody reads must not hold up the end. The sentence fits into any that has room.
    struct pollfd room = {.fd = STDERR_FILENO, .events = POLLOUT};
    if (poll(&room, 1, 1000) == 1) {
        ssize_t written = write(STDERR_FILENO, sentence, strlen(sentence));
        (void)written;
    }
    _exit(exit_status);
}

static int is_limited(int resource) {
    struct rlimit limit;
    return getrlimit(resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

static int is_stack_limited(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < usual_stack_bytes;
}

static void end_of_cpu_time(int number) {
    (void)number;
    end_with("psm: The limit on CPU time (ulimit -t) is reached. What was recorded so far is kept: "
             "raise the limit and run the command again.\n");
}

static int is_memory_used_up(void) {
    if (!is_limited(RLIMIT_AS) && !is_limited(RLIMIT_DATA)) return 0;
    void *probe = mmap(NULL, memory_probe_bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANON, -1, 0);
    if (probe == MAP_FAILED) return 1;
    munmap(probe, memory_probe_bytes);
    return 0;
}

static int is_stack_used_up(int number, const siginfo_t *info, void *context) {
    if ((number != SIGSEGV && number != SIGBUS) || !is_stack_limited()) return 0;
    uintptr_t stack_pointer;
#if defined(__linux__) && defined(__x86_64__)
    stack_pointer = (uintptr_t)((ucontext_t *)context)->uc_mcontext.gregs[REG_RSP];
#elif defined(__linux__) && defined(__aarch64__)
    stack_pointer = (uintptr_t)((ucontext_t *)context)->uc_mcontext.sp;
#else
    (void)info;
    (void)context;
    return 0;
#endif
    uintptr_t address = (uintptr_t)info->si_addr;
    return address + stack_reach_bytes >= stack_pointer
        && address <= stack_pointer + stack_reach_bytes;
}

// A failed allocation ends Swift and C++ by a trap or an abort.
static void end_by_fault(int number, siginfo_t *info, void *context) {
    if (is_stack_used_up(number, info, context)) {
        end_with("psm: The stack is used up. Its limit (ulimit -s) may be too low. What was "
                 "recorded so far is kept.\n");
    }
    if (is_memory_used_up()) {
        end_with("psm: The limit on memory (ulimit -v) is reached. What was recorded so far is "
                 "kept: raise the limit and run the command again.\n");
    }
    // Back to what it would have done: the fault happens again, or is raised again.
    sigaction(number, &former[number], NULL);
    if (number == SIGABRT || number == SIGTRAP || info->si_code <= 0) raise(number);
}

static void limit_cpu_time(void) {
    struct rlimit limit;
    struct rusage usage;
    if (getrlimit(RLIMIT_CPU, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
    if (getrusage(RUSAGE_SELF, &usage) != 0 || limit.rlim_cur > 1u << 30) return;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = end_of_cpu_time;
    action.sa_flags = SA_ONSTACK;
    sigaction(SIGXCPU, &action, NULL);
    // Where the soft limit is also the hard one, the kernel kills without a signal to catch.
    sigaction(SIGPROF, &action, NULL);
    struct timeval used = usage.ru_utime, left = {.tv_sec = (time_t)limit.rlim_cur};
    timeradd(&used, &usage.ru_stime, &used);
    used.tv_usec += cpu_reserve_microseconds;
    timersub(&left, &used, &left);
    if (left.tv_sec < 0) return;
    // A timer of nothing never fires.
    if (left.tv_sec == 0 && left.tv_usec == 0) left.tv_usec = 1;
    struct itimerval timer = {.it_value = left};
    setitimer(ITIMER_PROF, &timer, NULL);
}

void psm_tell_limits(void) {
    signal(SIGXFSZ, SIG_IGN);
    limit_cpu_time();
    // Where nothing is limited, whoever handles faults goes on doing so.
    if (!is_limited(RLIMIT_AS) && !is_limited(RLIMIT_DATA) && !is_stack_limited()) return;
    stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
    if (sigaltstack(&stack, NULL) != 0) return;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = end_by_fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT};
    for (size_t index = 0; index < sizeof faults / sizeof faults[0]; index++) {
        sigaction(faults[index], &action, &former[faults[index]]);
    }
}

int psm_is_file_size_limited(void) {
    return is_limited(RLIMIT_FSIZE);
}
