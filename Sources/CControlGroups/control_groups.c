#define _GNU_SOURCE
#include "CControlGroups.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// include/uapi/linux/mount.h, from Linux 5.2 on; older headers lack some of it.
#define CHAOSPULL_SET_FLAG 0
#define CHAOSPULL_CREATE 6
#define CHAOSPULL_CLOEXEC 1

static int result_of(long value) {
    return value < 0 ? -errno : (int)value;
}

/// Names the controllers of the hierarchy; it is found by all of them together.
static int choose(int context, const char *controllers) {
    char names[256];
    if (strlen(controllers) >= sizeof names) {
        return -EINVAL;
    }
    strcpy(names, controllers);
    char *rest = NULL;
    for (char *name = strtok_r(names, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        int problem = result_of(syscall(SYS_fsconfig, context, CHAOSPULL_SET_FLAG, name, NULL, 0));
        if (problem < 0) {
            return problem;
        }
    }
    return 0;
}

int chaospull_open_control_groups(const char *controllers) {
    int context = result_of(syscall(SYS_fsopen, controllers ? "cgroup" : "cgroup2", CHAOSPULL_CLOEXEC));
    if (context < 0) {
        return context;
    }
    int problem = controllers ? choose(context, controllers) : 0;
    if (problem == 0) {
        problem = result_of(syscall(SYS_fsconfig, context, CHAOSPULL_CREATE, NULL, NULL, 0));
    }
    int root = problem < 0 ? problem : result_of(syscall(SYS_fsmount, context, CHAOSPULL_CLOEXEC, 0));
    close(context);
    return root;
}
