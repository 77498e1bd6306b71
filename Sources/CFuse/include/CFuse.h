#ifndef CFUSE_H
#define CFUSE_H

// What a file system in a process of its own says to the kernel, and how it is mounted.

#include <linux/fuse.h>
#include <sched.h>
#include <sys/mount.h>

// From here on, what this thread and the processes that it starts mount is seen by nobody else, and
// ends with them. errno on failure, else 0.
int psm_keep_mounts_private(void);

#endif
