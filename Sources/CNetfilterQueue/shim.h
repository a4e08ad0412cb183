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

/// Moves the calling thread into the network namespace that `descriptor` refers to; returns -1 and sets errno on failure.
static inline int cnetfilterqueue_enter_network_namespace(int descriptor) {
    const int clone_newnet = 0x40000000; // CLONE_NEWNET of <linux/sched.h>
    return (int)syscall(SYS_setns, descriptor, clone_newnet);
}

/// Waits for events as ppoll(2) does, without a signal mask.
///
/// `descriptors` are struct pollfd; `timeout` is a struct timespec, which is changed, or NULL.
static inline int cnetfilterqueue_wait(void *descriptors, unsigned long count, void *timeout) {
    return (int)syscall(SYS_ppoll, descriptors, count, timeout, (void *)0, (unsigned long)0);
}

/// The highest attribute type of a packet message; NFQA_MAX is an expression that Swift does not import.
static const int cnetfilterqueue_attribute_max = NFQA_MAX;
