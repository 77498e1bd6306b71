#ifndef PSM_LIBFUZZER_H
#define PSM_LIBFUZZER_H

#include <stddef.h>
#include <stdint.h>

/* Source: LLVM's "libFuzzer", "Using libFuzzer as a library". */
int LLVMFuzzerRunDriver(int *argc, char ***argv,
                        int (*callback)(const uint8_t *data, size_t size));

#endif
