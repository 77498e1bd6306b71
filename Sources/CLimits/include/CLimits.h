#ifndef C_LIMITS_H
#define C_LIMITS_H

/// Lets a process that reaches one of the system's limits (setrlimit) say so before it ends, with
/// exit code 74. A write beyond the limit on file size becomes an error (EFBIG) instead of an end.
/// Whatever else ends a process by a signal does so as before.
///
/// In C, as nothing of Swift may run in a signal handler.
void psm_tell_limits(void);

/// Whether files may have only a limited size.
int psm_is_file_size_limited(void);

#endif
