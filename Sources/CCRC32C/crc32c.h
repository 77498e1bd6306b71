#ifndef PSM_CRC32C_H
#define PSM_CRC32C_H

#include <stddef.h>
#include <stdint.h>

/* CRC-32C (Castagnoli) by the SSE4.2 instruction, which Swift does not expose. The attribute lets
   only this function use it without a build flag; check psm_crc32c_is_accelerated() first. */

#if defined(__x86_64__)

#include <cpuid.h>

static inline int psm_crc32c_is_accelerated(void) {
    unsigned eax, ebx, ecx, edx;
    return __get_cpuid(1, &eax, &ebx, &ecx, &edx) && (ecx & bit_SSE4_2) != 0;
}

__attribute__((target("sse4.2")))
static inline uint32_t psm_crc32c_accelerated(uint32_t crc, const void *bytes, size_t count) {
    const uint8_t *next = (const uint8_t *)bytes;
    uint64_t state = crc;
    while (count >= 8) {
        uint64_t word;
        __builtin_memcpy(&word, next, 8);
        state = __builtin_ia32_crc32di(state, word);
        next += 8;
        count -= 8;
    }
    uint32_t rest = (uint32_t)state;
    while (count > 0) {
        rest = __builtin_ia32_crc32qi(rest, *next);
        next += 1;
        count -= 1;
    }
    return rest;
}

#else

static inline int psm_crc32c_is_accelerated(void) { return 0; }

static inline uint32_t psm_crc32c_accelerated(uint32_t crc, const void *bytes, size_t count) {
    (void)bytes;
    (void)count;
    return crc;
}

#endif

#endif
