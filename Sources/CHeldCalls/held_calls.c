#define _GNU_SOURCE
#include "CHeldCalls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

int chaospull_take_descriptor(pid_t process, int descriptor) {
    int handle = (int)syscall(SYS_pidfd_open, process, 0);
    if (handle < 0) return -errno;
    int taken = (int)syscall(SYS_pidfd_getfd, handle, descriptor, 0);
    int problem = errno;
    close(handle);
    return taken < 0 ? -problem : taken;
}

int chaospull_held_call_receive(int listener, struct chaospull_held_call *call) {
    // A newer kernel may write more than the structure that this was built with (SECCOMP_GET_NOTIF_SIZES).
    union {
        struct seccomp_notif notice;
        char room[1024];
    } buffer;
    memset(&buffer, 0, sizeof buffer);
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &buffer) != 0) return -errno;
    call->id = buffer.notice.id;
    call->thread = (pid_t)buffer.notice.pid;
    call->number = buffer.notice.data.nr;
    for (int i = 0; i < 6; i++) call->arguments[i] = buffer.notice.data.args[i];
    return 0;
}

int chaospull_held_call_check(int listener, uint64_t id) {
    __u64 value = id;
    return ioctl(listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &value) == 0 ? 0 : -errno;
}

int chaospull_held_call_answer(int listener, uint64_t id, int error) {
    union {
        struct seccomp_notif_resp answer;
        char room[1024];
    } buffer;
    memset(&buffer, 0, sizeof buffer);
    buffer.answer.id = id;
    buffer.answer.error = -error;
    buffer.answer.flags = error == 0 ? SECCOMP_USER_NOTIF_FLAG_CONTINUE : 0;
    return ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &buffer) == 0 ? 0 : -errno;
}

ssize_t chaospull_read_text(pid_t process, uint64_t address, char *text, size_t size) {
    size_t length = 0;
    while (length < size) {
        // A text may end before a page that is not there, so no read crosses from one page into the next.
        size_t room = 4096 - ((address + length) & 4095);
        if (room > size - length) room = size - length;
        struct iovec here = {text + length, room};
        struct iovec there = {(void *)(uintptr_t)(address + length), room};
        ssize_t count = process_vm_readv(process, &here, 1, &there, 1, 0);
        if (count <= 0) return count < 0 ? -errno : -EFAULT;
        char *end = memchr(text + length, 0, (size_t)count);
        if (end) return end - text;
        length += (size_t)count;
    }
    return -ENAMETOOLONG;
}

int chaospull_read_memory(pid_t process, uint64_t address, void *bytes, size_t size) {
    struct iovec here = {bytes, size};
    struct iovec there = {(void *)(uintptr_t)address, size};
    ssize_t count = process_vm_readv(process, &here, 1, &there, 1, 0);
    if (count < 0) return -errno;
    return (size_t)count == size ? 0 : -EFAULT;
}
