#define _GNU_SOURCE
#include "CPerfEvents.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int result_of(long value) {
    return value < 0 ? -errno : (int)value;
}

int chaospull_perf_open(uint64_t tracepoint, pid_t task, int processor) {
    struct perf_event_attr attributes;
    memset(&attributes, 0, sizeof attributes);
    attributes.type = PERF_TYPE_TRACEPOINT;
    attributes.size = sizeof attributes;
    attributes.config = tracepoint;
    attributes.sample_period = 1;
    attributes.sample_type = PERF_SAMPLE_TID | PERF_SAMPLE_TIME | PERF_SAMPLE_RAW;
    attributes.sample_id_all = 1;
    attributes.disabled = 1;
    attributes.inherit = 1;
    attributes.comm = 1;
    attributes.task = 1;
    attributes.use_clockid = 1;
    attributes.clockid = CLOCK_MONOTONIC;
    attributes.wakeup_events = 1;
    return result_of(syscall(SYS_perf_event_open, &attributes, task, processor, -1, PERF_FLAG_FD_CLOEXEC));
}

int chaospull_perf_filter(int descriptor, const char *filter) {
    return result_of(ioctl(descriptor, PERF_EVENT_IOC_SET_FILTER, filter));
}

int chaospull_perf_enable(int descriptor) {
    return result_of(ioctl(descriptor, PERF_EVENT_IOC_ENABLE, 0));
}

int64_t chaospull_perf_count(int descriptor) {
    uint64_t count = 0;
    ssize_t size = read(descriptor, &count, sizeof count);
    if (size < 0) {
        return -errno;
    }
    return size == sizeof count ? (int64_t)count : -EIO;
}

uint64_t chaospull_perf_head(const void *page) {
    const struct perf_event_mmap_page *ring = page;
    return __atomic_load_n(&ring->data_head, __ATOMIC_ACQUIRE);
}

uint64_t chaospull_perf_tail(const void *page) {
    const struct perf_event_mmap_page *ring = page;
    return ring->data_tail;
}

void chaospull_perf_release(void *page, uint64_t tail) {
    struct perf_event_mmap_page *ring = page;
    __atomic_store_n(&ring->data_tail, tail, __ATOMIC_RELEASE);
}

// include/uapi/linux/mount.h, from Linux 5.2 on; older headers lack some of it.
#ifndef FSCONFIG_CMD_CREATE
#define FSCONFIG_CMD_CREATE 6
#endif
#define CHAOSPULL_CLOEXEC 1

int chaospull_open_tracefs(void) {
    int context = result_of(syscall(SYS_fsopen, "tracefs", CHAOSPULL_CLOEXEC));
    if (context < 0) {
        return context;
    }
    int problem = result_of(syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0));
    int folder = problem < 0 ? problem : result_of(syscall(SYS_fsmount, context, CHAOSPULL_CLOEXEC, 0));
    close(context);
    return folder;
}

int chaospull_pipe(int ends[2]) {
    return result_of(pipe2(ends, O_CLOEXEC));
}

int chaospull_signal(int process, int number) {
    return result_of(syscall(SYS_pidfd_send_signal, process, number, NULL, 0));
}
