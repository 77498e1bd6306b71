// Worker processes: how they are started and ended, and what they give up before they read what may
// be hostile.
#ifndef CWORKERS_H
#define CWORKERS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

// Starts an executable with `channel` for its standard input, and nothing else of ours: no other
// descriptor, no signal blocked or ignored, in a process group of its own. Returns errno, or 0.
int psm_start_worker(const char *path, int channel, pid_t *process);

// Two connected stream sockets that are closed on exec; the first one never waits. Returns errno,
// or 0.
int psm_worker_channel(int ends[_Nonnull 2]);

// Sends what fits, without a signal if nobody is there to receive. Returns the count, or -1.
ssize_t psm_worker_send(int socket, const void *bytes, size_t count);

// Receives what is there. Returns the count, 0 at the end, or -1.
ssize_t psm_worker_receive(int socket, void *room, size_t count);

// Ends a process at once, unless the kernel holds it.
void psm_kill_worker(pid_t process);

// The CPU time of a process in nanoseconds; 0 if unknown.
int64_t psm_process_cpu(pid_t process);

// Which of the kernel's means are in force.
enum {
    // Landlock: no file is written, made, removed or run.
    PSM_CONFINED_BY_LANDLOCK = 1,
    // seccomp: the calls that would do so fail, and those that open sockets or start processes.
    PSM_CONFINED_BY_SECCOMP = 2,
};

// From here on this process, and whatever it runs, can only read files and use the descriptors it
// has. Returns the means that this kernel has. Call it before any thread is started.
uint32_t psm_confine(void);

// Limits the address space; allocations beyond it fail. Returns errno, or 0.
int psm_limit_memory(uint64_t bytes);

// Ends the process by SIGPROF once it has used so much CPU time from now on.
void psm_limit_cpu(uint32_t seconds);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
