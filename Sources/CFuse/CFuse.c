#define _GNU_SOURCE
#include "CFuse.h"

#include <errno.h>

int psm_keep_mounts_private(void) {
    if (unshare(CLONE_NEWNS) != 0) return errno;
    return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 ? 0 : errno;
}
