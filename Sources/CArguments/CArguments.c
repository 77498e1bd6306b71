#include "CArguments.h"
#include <stdlib.h>

static int count_at_start = 0;
static char **arguments_at_start = NULL;

#if defined(__GLIBC__)
// glibc calls each constructor with what main gets.
__attribute__((constructor)) static void keep_arguments(int count, char **arguments) {
    count_at_start = count;
    arguments_at_start = arguments;
}
#endif

char **psm_arguments(int *count) {
    *count = count_at_start;
    return arguments_at_start;
}
