#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "CWorkers.h"

#include <errno.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/time.h>

int psm_limit_memory(uint64_t bytes) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0) return errno;
    if (limit.rlim_cur <= bytes) return 0;
    limit.rlim_cur = limit.rlim_max = bytes;
    return setrlimit(RLIMIT_AS, &limit) == 0 ? 0 : errno;
}

void psm_limit_cpu(uint32_t seconds) {
    struct itimerval timer = {.it_value = {.tv_sec = seconds}};
    setitimer(ITIMER_PROF, &timer, NULL);
}

#if defined(__linux__) && __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define PSM_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define PSM_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

// Rights that headers may not know yet; the kernel's version says which of them it handles.
// Source: Landlock, https://docs.kernel.org/userspace-api/landlock.html
static const uint64_t rights_of_first_version =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR
    | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR
    | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO
    | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
static const uint64_t right_to_refer = 1u << 13, right_to_truncate = 1u << 14,
                      right_to_device_ioctl = 1u << 15;

static int restrict_files(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return 0;
    uint64_t handled = rights_of_first_version;
    if (version >= 2) handled |= right_to_refer;
    if (version >= 3) handled |= right_to_truncate;
    if (version >= 5) handled |= right_to_device_ioctl;
    // Without any rule, nobody has these rights anywhere.
    struct landlock_ruleset_attr attributes = {.handled_access_fs = handled};
    int rules = (int)syscall(
        SYS_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0);
    if (rules < 0) return 0;
    int is_done = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return is_done;
}

#if defined(PSM_ARCHITECTURE)
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (EPERM & SECCOMP_RET_DATA))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

// Calls that are younger than some headers; on all architectures alike.
enum {
    CALL_FCHMODAT2 = 452,
    CALL_SETXATTRAT = 463,
    CALL_REMOVEXATTRAT = 466,
    CALL_FILE_SETATTR = 469,
    LAST_KNOWN_CALL = 469,
};

// Whatever makes, changes or removes a name or a file without a descriptor for writing, reaches
// other processes, the terminal or the network, or starts something. (`abort` ends by a fault where
// it may send no signal.)
static const int refused_calls[] = {
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_execve, SYS_execveat, SYS_clone, SYS_clone3, SYS_ptrace, SYS_process_vm_readv,
    SYS_process_vm_writev, SYS_kill, SYS_tkill, SYS_tgkill, SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo, SYS_pidfd_open, SYS_pidfd_getfd, SYS_pidfd_send_signal, SYS_prlimit64,
    SYS_setrlimit, SYS_setpriority, SYS_sched_setaffinity, SYS_sched_setparam, SYS_sched_setattr,
    SYS_sched_setscheduler, SYS_ioprio_set, SYS_ioctl, SYS_shmget, SYS_msgget, SYS_semget,
    SYS_mq_open, SYS_mq_unlink, SYS_open_by_handle_at, SYS_move_mount, SYS_open_tree, SYS_fsopen,
    SYS_init_module, SYS_finit_module, SYS_reboot, CALL_FCHMODAT2, CALL_SETXATTRAT,
    CALL_REMOVEXATTRAT, CALL_FILE_SETATTR,
    SYS_unlinkat, SYS_renameat, SYS_renameat2, SYS_mkdirat, SYS_mknodat, SYS_linkat, SYS_symlinkat,
    SYS_truncate, SYS_ftruncate, SYS_fallocate, SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat,
    SYS_utimensat, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr, SYS_lremovexattr,
    SYS_fremovexattr, SYS_memfd_create, SYS_openat2, SYS_io_uring_setup, SYS_bpf, SYS_mount,
    SYS_umount2, SYS_chroot, SYS_pivot_root, SYS_setns, SYS_unshare, SYS_keyctl, SYS_add_key,
    SYS_userfaultfd, SYS_perf_event_open, SYS_inotify_init1, SYS_fanotify_init,
#if defined(__x86_64__)
    SYS_fork, SYS_vfork, SYS_creat, SYS_unlink, SYS_rename, SYS_mkdir, SYS_rmdir, SYS_mknod,
    SYS_link, SYS_symlink, SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat,
#endif
};
enum { refused_count = sizeof refused_calls / sizeof refused_calls[0] };

// A filter's jumps reach 255 instructions, so each call is refused right where it is compared.
static int filter_calls(void) {
    struct sock_filter filter[32 + 2 * refused_count];
    unsigned short count = 0;
#define ADD(...) filter[count++] = (struct sock_filter)__VA_ARGS__
    ADD(LOAD(arch));
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PSM_ARCHITECTURE, 1, 0));
    ADD(REFUSE);
    ADD(LOAD(nr));
#if defined(__x86_64__)
    // The calls of the x32 ABI have numbers of their own.
    ADD(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
    ADD(REFUSE);
#endif
    for (size_t index = 0; index < refused_count; index++) {
        ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)refused_calls[index], 0, 1));
        ADD(REFUSE);
    }
    // Calls of later kernels.
    ADD(BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, LAST_KNOWN_CALL, 0, 1));
    ADD(REFUSE);
    // Nobody else gets a signal when something can be read.
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_fcntl, 0, 7));
    ADD(LOAD(args[1]));
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, F_SETOWN, 0, 1));
    ADD(REFUSE);
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, F_SETOWN_EX, 0, 1));
    ADD(REFUSE);
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, F_SETSIG, 0, 1));
    ADD(REFUSE);
    ADD(LOAD(nr));
    // Files are opened for reading.
    const unsigned writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 3));
    ADD(LOAD(args[2]));
    ADD(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, writing, 0, 1));
    ADD(REFUSE);
#if defined(__x86_64__)
    ADD(LOAD(nr));
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_open, 0, 3));
    ADD(LOAD(args[1]));
    ADD(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, writing, 0, 1));
    ADD(REFUSE);
#endif
    ADD(ALLOW);
#undef ADD
    struct sock_fprog program = {.len = count, .filter = filter};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}
#else
static int filter_calls(void) { return 0; }
#endif

uint32_t psm_confine(void) {
    // A crash is expected, and its memory of no use to anyone.
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 0;
    return (restrict_files() ? PSM_CONFINED_BY_LANDLOCK : 0)
        | (filter_calls() ? PSM_CONFINED_BY_SECCOMP : 0);
}
#else
uint32_t psm_confine(void) { return 0; }
#endif
