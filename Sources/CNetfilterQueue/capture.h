#pragma once
#include <netinet/in.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

// Packet sockets (packet(7)); their control messages are read by macros that Swift does not import.

/// What is known about a frame beside its bytes.
struct cnetfilterqueue_frame {
    /// How long the frame was; more than what was received if the buffer was too small.
    long length;
    /// The kernel's time, in nanoseconds since 1970.
    unsigned long long nanoseconds;
    /// It left by this interface; else it came in.
    int is_outgoing;
};

/// Opens a packet socket that sees every frame of one interface in the calling thread's network namespace.
///
/// Returns the descriptor, or -1 and sets errno. `buffer` is the bytes that may wait in the kernel.
static inline int cnetfilterqueue_open_packet_socket(unsigned int interface, int buffer) {
    // Without a protocol nothing comes in before the socket is bound to its interface.
    int descriptor = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) return -1;
    int on = 1;
    struct sockaddr_ll address;
    memset(&address, 0, sizeof address);
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(ETH_P_ALL);
    address.sll_ifindex = (int)interface;
    if (setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer) != 0 ||
        setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) != 0 ||
        bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0) {
        int cause = errno;
        close(descriptor);
        errno = cause;
        return -1;
    }
    return descriptor;
}

/// Takes the next frame; returns the bytes received, or -1 and sets errno.
static inline long cnetfilterqueue_receive_frame(
    int descriptor, void *bytes, unsigned long capacity, struct cnetfilterqueue_frame *frame) {
    struct sockaddr_ll address;
    memset(&address, 0, sizeof address);
    struct iovec part = {.iov_base = bytes, .iov_len = capacity};
    union {
        struct cmsghdr header;
        char bytes[256];
    } control;
    struct msghdr message;
    memset(&message, 0, sizeof message);
    message.msg_name = &address;
    message.msg_namelen = sizeof address;
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = &control;
    message.msg_controllen = sizeof control;
    // MSG_TRUNC has the kernel tell the whole length.
    long length = recvmsg(descriptor, &message, MSG_DONTWAIT | MSG_TRUNC);
    if (length < 0) return -1;
    frame->length = length;
    frame->is_outgoing = address.sll_pkttype == PACKET_OUTGOING;
    frame->nanoseconds = 0;
    for (struct cmsghdr *item = CMSG_FIRSTHDR(&message); item != NULL; item = CMSG_NXTHDR(&message, item)) {
        if (item->cmsg_level == SOL_SOCKET && item->cmsg_type == SCM_TIMESTAMPNS) {
            struct timespec time;
            memcpy(&time, CMSG_DATA(item), sizeof time);
            frame->nanoseconds = (unsigned long long)time.tv_sec * 1000000000ull + (unsigned long long)time.tv_nsec;
        }
    }
    return length < (long)capacity ? length : (long)capacity;
}

/// Reads and resets the counters of a packet socket; returns -1 and sets errno on failure.
///
/// `received` counts the dropped ones too (PACKET_STATISTICS).
static inline int cnetfilterqueue_packet_statistics(int descriptor, unsigned int *received, unsigned int *dropped) {
    struct tpacket_stats statistics;
    socklen_t length = sizeof statistics;
    if (getsockopt(descriptor, SOL_PACKET, PACKET_STATISTICS, &statistics, &length) != 0) return -1;
    *received = statistics.tp_packets;
    *dropped = statistics.tp_drops;
    return 0;
}
