// Records every call by which a process changes files below one folder, in the order in which the
// calls took effect, so that the disk can be rebuilt as a power cut might have left it.
//
//     POWERCUT_ROOT=/folder POWERCUT_LOG=/log LD_PRELOAD=/powercut.so psm build
//
// Threads and processes share one log: each record is one write to a file opened with O_APPEND, and
// a lock is held from before the call until it is recorded. A record is `struct record` in the
// machine's byte order, then `first`, then `second`; disk.py reads it. Files whose name ends in
// -shm are left out: SQLite maps them into memory, and makes them anew after a crash. What reaches
// a file without one of these functions (a stream, a mapping, a bare system call) is not recorded;
// whoever replays the log notices, as the replayed files are not the real ones.
#pragma once
#include <limits.h>
#include <stddef.h>
#include <stdint.h>

struct record {
    uint32_t size;  // of all of it
    uint32_t kind;
    uint64_t inode, other;
    uint64_t offset, length;
    uint32_t first, second;  // bytes of each
};

enum kind {
    CREATE = 'c',    // `other`, named `first`, in the folder `inode`; `length` is its mode
    FOLDER = 'd',    // likewise
    SYMLINK = 'l',   // likewise, to `second`
    LINK = 'h',      // likewise, of a file that exists
    RENAME = 'r',    // `first` in `inode` to `second` in `other`; `length` are flags
    REMOVE = 'u',    // `first` in `inode`
    WRITE = 'w',     // `first` at `offset`; `second` is the path
    TRUNCATE = 't',  // to `length`; `second` is the path
    ALLOCATE = 'a',  // `length` at `offset`; `other` is the mode
    SYNC = 's',      // a file or folder; `second` is the path
    SYNC_ALL = 'S',
};

struct place {
    uint64_t folder;  // 0: not recorded
    char name[NAME_MAX + 1];
    int descriptor;
};

// Not to be taken for functions of the process.
#pragma GCC visibility push(hidden)

extern int log_descriptor;  // -1: nothing is recorded

// Around a call and its record.
void lock(void);
void unlock(void);
void append(struct record record, const void *first, size_t firstBytes, const char *second);

// The path of what is open, if it is recorded.
int is_recorded(int descriptor, char path[PATH_MAX]);
uint64_t inode_of(int descriptor);
// Where a name stands: the call may give it relative to anything.
struct place place_of(int base, const char *path);
void leave(struct place place);

#pragma GCC visibility pop
