#ifndef PSM_ALLOCATIONS_H
#define PSM_ALLOCATIONS_H

#include <stdint.h>

/* Counts the heap of this thread from psm_allocations_begin() on. An executable that links this
   has malloc(3) and its relatives from here; under another sanitizer it has not, and all is 0. */
void psm_allocations_begin(void);

/* The most bytes that were allocated at once since then, less those that were before. */
int64_t psm_allocations_end(void);

#endif
