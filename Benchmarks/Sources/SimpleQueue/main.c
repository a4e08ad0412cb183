// The least program on libnetfilter_queue that accepts packets: one receive and one verdict for each, in the library's
// message API, as its own example does it. "simple-queue NUMBER [gso]" prints "ready" once the queue is bound.
#include <netinet/in.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <libnetfilter_queue/libnetfilter_queue.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink_queue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

// The same limits as the mangler has, so that neither loses packets where the other does not.
enum { receive_buffer = 32 << 20, queue_length = 65536 };

static struct mnl_socket *queue;
static unsigned int number;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void send_message(struct nlmsghdr *message) {
    if (mnl_socket_sendto(queue, message, message->nlmsg_len) < 0) fail("mnl_socket_sendto");
}

static int on_message(const struct nlmsghdr *message, void *unused) {
    (void)unused;
    struct nlattr *attributes[NFQA_MAX + 1] = {0};
    if (nfq_nlmsg_parse(message, attributes) < 0 || attributes[NFQA_PACKET_HDR] == NULL) return MNL_CB_OK;
    struct nfqnl_msg_packet_hdr *packet = mnl_attr_get_payload(attributes[NFQA_PACKET_HDR]);
    char buffer[256];
    struct nlmsghdr *verdict = nfq_nlmsg_put(buffer, NFQNL_MSG_VERDICT, number);
    nfq_nlmsg_verdict_put(verdict, (int)ntohl(packet->packet_id), NF_ACCEPT);
    send_message(verdict);
    return MNL_CB_OK;
}

int main(int count, char **words) {
    if (count < 2) return 64;
    number = (unsigned int)atoi(words[1]);
    queue = mnl_socket_open(NETLINK_NETFILTER);
    if (queue == NULL || mnl_socket_bind(queue, 0, MNL_SOCKET_AUTOPID) < 0) fail("mnl_socket_bind");
    int size = receive_buffer;
    if (setsockopt(mnl_socket_get_fd(queue), SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) != 0) fail("SO_RCVBUFFORCE");

    static char buffer[0xffff + 4096];
    struct nlmsghdr *message = nfq_nlmsg_put(buffer, NFQNL_MSG_CONFIG, number);
    nfq_nlmsg_cfg_put_cmd(message, AF_UNSPEC, NFQNL_CFG_CMD_BIND);
    send_message(message);
    message = nfq_nlmsg_put(buffer, NFQNL_MSG_CONFIG, number);
    nfq_nlmsg_cfg_put_params(message, NFQNL_COPY_PACKET, 0xffff);
    nfq_nlmsg_cfg_put_qmaxlen(message, queue_length);
    if (count > 2 && strcmp(words[2], "gso") == 0) {
        mnl_attr_put_u32(message, NFQA_CFG_FLAGS, htonl(NFQA_CFG_F_GSO));
        mnl_attr_put_u32(message, NFQA_CFG_MASK, htonl(NFQA_CFG_F_GSO));
    }
    send_message(message);
    puts("ready");
    fflush(stdout);

    unsigned int port = mnl_socket_get_portid(queue);
    for (;;) {
        ssize_t length = mnl_socket_recvfrom(queue, buffer, sizeof buffer);
        if (length < 0 && errno == ENOBUFS) continue;
        if (length < 0) fail("mnl_socket_recvfrom");
        if (mnl_cb_run(buffer, (size_t)length, 0, port, on_message, NULL) < 0 && errno != ENOENT) fail("mnl_cb_run");
    }
}
