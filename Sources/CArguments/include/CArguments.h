#ifndef C_ARGUMENTS_H
#define C_ARGUMENTS_H

/// The arguments that the process was started with, as the C library got them: Swift reads them from
/// /proc, which need not be mounted. NULL where the C library does not hand them on.
char *_Nullable *_Nullable psm_arguments(int *_Nonnull count);

#endif
