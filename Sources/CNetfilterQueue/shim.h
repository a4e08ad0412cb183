#pragma once
// <netinet/in.h> comes first: after a <linux/…> header the clang importer sees two definitions of in_addr.
#include <netinet/in.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink_queue.h>
#include <linux/netlink.h>
#include <libmnl/libmnl.h>
#include <libnetfilter_queue/libnetfilter_queue.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// What follows is missing in the Glibc module, which is built without _GNU_SOURCE.

/// Waits for events as ppoll(2) does, without a signal mask.
///
/// `descriptors` are struct pollfd; `timeout` is a struct timespec, which is changed, or NULL.
static inline int cnetfilterqueue_wait(void *descriptors, unsigned long count, void *timeout) {
    return (int)syscall(SYS_ppoll, descriptors, count, timeout, (void *)0, (unsigned long)0);
}

/// Takes as many datagrams as there are, at most `count`, 64 at the most, without waiting (recvmmsg(2)).
///
/// The n-th is put at `buffer + n * capacity`, and its length in `lengths[n]`. Returns how many came, or -1 and sets errno.
static inline int cnetfilterqueue_receive(
    int descriptor, void *buffer, unsigned long capacity, unsigned int count, unsigned int *lengths) {
    // struct mmsghdr, which <sys/socket.h> hides without _GNU_SOURCE.
    struct {
        struct msghdr header;
        unsigned int length;
    } messages[64];
    struct iovec parts[64];
    if (count > 64) count = 64;
    for (unsigned int i = 0; i < count; i++) {
        parts[i].iov_base = (char *)buffer + i * capacity;
        parts[i].iov_len = capacity;
        messages[i].header = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
    }
    int received = (int)syscall(SYS_recvmmsg, descriptor, messages, count, MSG_DONTWAIT, (void *)0);
    for (int i = 0; i < received; i++) lengths[i] = messages[i].length;
    return received;
}
