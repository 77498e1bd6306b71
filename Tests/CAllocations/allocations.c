#include "allocations.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) \
    || __has_feature(memory_sanitizer)
#define PSM_OTHER_ALLOCATOR 1
#endif
#endif

#ifdef PSM_OTHER_ALLOCATOR

void psm_allocations_begin(void) {}
int64_t psm_allocations_end(void) { return 0; }

#else

#include <errno.h>
#include <malloc.h>
#include <stddef.h>

/* What the names below stand before. Source: glibc's malloc/malloc.c, "Public routines". */
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static _Thread_local struct {
    int is_counting;
    int64_t live, peak;
} count;

void psm_allocations_begin(void) {
    count.live = 0;
    count.peak = 0;
    count.is_counting = 1;
}

int64_t psm_allocations_end(void) {
    count.is_counting = 0;
    return count.peak;
}

static void add(int64_t bytes) {
    count.live += bytes;
    if (count.live > count.peak) count.peak = count.live;
}

static void *counted(void *memory) {
    if (count.is_counting && memory) add((int64_t)malloc_usable_size(memory));
    return memory;
}

void *malloc(size_t size) { return counted(__libc_malloc(size)); }

void *calloc(size_t number, size_t size) { return counted(__libc_calloc(number, size)); }

void *memalign(size_t alignment, size_t size) {
    return counted(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
    void *memory = memalign(alignment, size);
    if (!memory) return ENOMEM;
    *result = memory;
    return 0;
}

void *realloc(void *old, size_t size) {
    int64_t before = count.is_counting && old ? (int64_t)malloc_usable_size(old) : 0;
    void *memory = __libc_realloc(old, size);
    if (count.is_counting) {
        if (memory) add((int64_t)malloc_usable_size(memory) - before);
        else if (size == 0) count.live -= before;
    }
    return memory;
}

void free(void *memory) {
    if (count.is_counting && memory) count.live -= (int64_t)malloc_usable_size(memory);
    __libc_free(memory);
}

#endif
