// The least program on libnetfilter_queue that accepts packets: one receive and one verdict for each, in the library's
// message API, as its own example does it. "simple-queue NUMBER [gso | joined]" prints "ready" once the queue is bound;
// "joined" answers up to 64 packets by one verdict.
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

enum { most_joined = 64 };

static struct mnl_socket *queue;
static unsigned int number;
static int is_joined;
// The last packet without a verdict; 0 for none.
static uint32_t waiting;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void send_message(struct nlmsghdr *message) {
    if (mnl_socket_sendto(queue, message, message->nlmsg_len) < 0) fail("mnl_socket_sendto");
}

static void accept_packet(int type, uint32_t id) {
    char buffer[256];
    struct nlmsghdr *verdict = nfq_nlmsg_put(buffer, type, number);
    nfq_nlmsg_verdict_put(verdict, (int)id, NF_ACCEPT);
    send_message(verdict);
}

static int on_message(const struct nlmsghdr *message, void *unused) {
    (void)unused;
    struct nlattr *attributes[NFQA_MAX + 1] = {0};
    if (nfq_nlmsg_parse(message, attributes) < 0 || attributes[NFQA_PACKET_HDR] == NULL) return MNL_CB_OK;
    struct nfqnl_msg_packet_hdr *packet = mnl_attr_get_payload(attributes[NFQA_PACKET_HDR]);
    if (is_joined)
        waiting = ntohl(packet->packet_id);
    else
        accept_packet(NFQNL_MSG_VERDICT, ntohl(packet->packet_id));
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
    is_joined = count > 2 && strcmp(words[2], "joined") == 0;
    puts("ready");
    fflush(stdout);

    unsigned int port = mnl_socket_get_portid(queue);
    for (;;) {
        ssize_t length = recv(mnl_socket_get_fd(queue), buffer, sizeof buffer, 0);
        for (int taken = 1; length >= 0; taken++) {
            if (mnl_cb_run(buffer, (size_t)length, 0, port, on_message, NULL) < 0 && errno != ENOENT) fail("mnl_cb_run");
            if (!is_joined || taken == most_joined) break;
            length = recv(mnl_socket_get_fd(queue), buffer, sizeof buffer, MSG_DONTWAIT);
        }
        if (length < 0 && errno != EAGAIN && errno != ENOBUFS) fail("recv");
        if (waiting != 0) accept_packet(NFQNL_MSG_VERDICT_BATCH, waiting);
        waiting = 0;
    }
}
