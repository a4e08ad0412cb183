#define _GNU_SOURCE
#include "CStages.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

// Numbers are those of one architecture: calls of another one, such as 32-bit programs, are let through.
#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#define OWN_ARCHITECTURE 0
#endif

// Since Linux 5.19: once the harness has read of a call, only a fatal signal ends the wait, so that Go's SIGURG does
// not make a call come twice.
#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif

enum { most_numbers = 256, failed = 126 };

static int refused(const char *what) {
    fprintf(stderr, "chaospull: %s: %s\n", what, strerror(errno));
    return failed;
}

/// Installs a filter that reports these calls and lets all others through; the listener, or -1.
static int install(const unsigned *numbers, unsigned count) {
    struct sock_filter code[2 * most_numbers + 8];
    unsigned short length = 0;
    code[length++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    code[length++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0);
    code[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    code[length++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (unsigned i = 0; i < count; i++) {
        code[length++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, numbers[i], 0, 1);
        code[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    }
    code[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {length, code};
    unsigned long flags = SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV;
    int listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
    if (listener < 0 && errno == EINVAL) {
        listener = (int)syscall(
            SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
    }
    return listener;
}

/// Has system calls of a command and its descendants reported to the harness, and becomes the command.
///
/// Arguments: the pipe in which the process and its listener are told, the pipe that says when the harness has the
/// listener, the numbers of the calls behind commas, and the command. Behind the filter it makes no call that a fault
/// can be about, because nobody would answer it: the words go by vmsplice(2), which no fault knows, and poll(2) waits
/// for the other pipe. That one ends with the harness.
int chaospull_stage_system_calls(int count, char **arguments) {
    if (count < 4) {
        fprintf(stderr, "chaospull: system-calls needs two pipes, numbers and a command\n");
        return failed;
    }
    int told = open(arguments[0], O_WRONLY | O_CLOEXEC);
    if (told < 0) return refused(arguments[0]);
    int taken = open(arguments[1], O_RDONLY | O_CLOEXEC);
    if (taken < 0) return refused(arguments[1]);
    unsigned numbers[most_numbers];
    unsigned length = 0;
    for (char *rest = arguments[2], *word; (word = strsep(&rest, ",")) && length < most_numbers;) {
        numbers[length++] = (unsigned)strtoul(word, NULL, 10);
    }
    int listener = install(numbers, length);
    if (listener < 0) return refused("seccomp(2) with a listener");
    static char line[64];
    int size = snprintf(line, sizeof line, "%d %d\n", getpid(), listener);
    struct iovec words = {line, (size_t)size};
    if (vmsplice(told, &words, 1, 0) != size) return failed;
    struct pollfd wait = {taken, POLLIN, 0};
    while (poll(&wait, 1, -1) < 0 && errno == EINTR) {}
    if (!(wait.revents & POLLIN)) return failed;
    // From here on the harness alone has it: when that ends, calls fail with ENOSYS, and nothing waits for ever.
    close(listener);
    execvp(arguments[3], arguments + 3);
    refused(arguments[3]);
    return 127;
}
