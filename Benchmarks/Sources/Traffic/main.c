// Traffic between two network namespaces, from one process with a thread in each:
//
//   traffic NODE NET tcp SECONDS            one stream to the node, cubic        bytes nanoseconds
//   traffic NODE NET udp SECONDS RATE       64-byte packets to the node          sent received nanoseconds
//   traffic NODE NET ping COUNT             64-byte packets there and back       p50 p99, nanoseconds
//
// NODE and NET are files of namespaces; RATE is packets a second, 0 as many as possible. Each prints one line of numbers.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef unsigned long long nanoseconds;

enum { port = 5001, batch = 32, second = 1000000000 };
// 64 bytes with the headers of IPv4 and UDP.
enum { datagram = 64 - 20 - 8 };
static const char *node_address = "198.18.0.2", *net_address = "198.18.1.12";

static const char *node, *net, *kind;
static double seconds;
static long rate, count;
static nanoseconds first, last;
static unsigned long long sent, received;
static int receiver;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static nanoseconds now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (nanoseconds)time.tv_sec * second + (nanoseconds)time.tv_nsec;
}

static void enter(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || setns(file, CLONE_NEWNET) != 0) fail(path);
    close(file);
}

static struct sockaddr_in at(const char *address) {
    struct sockaddr_in end = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, address, &end.sin_addr);
    return end;
}

static int open_socket(int type, const char *own) {
    int descriptor = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    int on = 1, buffer = 32 << 20;
    struct timeval limit = {.tv_sec = 5};
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    // What arrives shall not be lost at the end of its way.
    if (type == SOCK_DGRAM) setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer);
    if (own == NULL) return descriptor;
    struct sockaddr_in end = at(own);
    if (bind(descriptor, (struct sockaddr *)&end, sizeof end) != 0) fail("bind");
    return descriptor;
}

static void connect_to(int descriptor, const char *address) {
    struct sockaddr_in end = at(address);
    if (connect(descriptor, (struct sockaddr *)&end, sizeof end) != 0) fail("connect");
}

static pthread_barrier_t listening;

static void *send_stream(void *unused) {
    enter(net);
    int listener = open_socket(SOCK_STREAM, net_address);
    if (setsockopt(listener, IPPROTO_TCP, TCP_CONGESTION, "cubic", 5) != 0) fail("TCP_CONGESTION");
    if (listen(listener, 1) != 0) fail("listen");
    pthread_barrier_wait(&listening);
    int descriptor = accept(listener, NULL, NULL);
    if (descriptor < 0) fail("accept");
    static char bytes[128 << 10];
    nanoseconds end = now() + (nanoseconds)(seconds * second);
    while (now() < end)
        if (send(descriptor, bytes, sizeof bytes, MSG_NOSIGNAL) < 0) fail("send");
    close(descriptor);
    return unused;
}

static void receive_stream(void) {
    static char bytes[256 << 10];
    pthread_barrier_wait(&listening);
    // The node opens the connection, as in a pull.
    connect_to(receiver, net_address);
    ssize_t length;
    while ((length = recv(receiver, bytes, sizeof bytes, 0)) > 0) {
        if (received == 0) first = now();
        received += (unsigned long long)length;
    }
    if (length < 0) fail("recv");
    printf("%llu %llu\n", received, now() - first);
}

static struct mmsghdr messages[batch];

static void fill_messages(void) {
    static char bytes[batch][datagram];
    static struct iovec parts[batch];
    for (int i = 0; i < batch; i++) {
        parts[i] = (struct iovec){.iov_base = bytes[i], .iov_len = datagram};
        messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
    }
}

static void *send_datagrams(void *unused) {
    enter(net);
    int descriptor = open_socket(SOCK_DGRAM, net_address);
    connect_to(descriptor, node_address);
    fill_messages();
    nanoseconds due = now(), end = due + (nanoseconds)(seconds * second);
    while (due < end) {
        int done = sendmmsg(descriptor, messages, batch, 0);
        if (done < 0) fail("sendmmsg");
        sent += (unsigned long long)done;
        if (rate == 0) {
            due = now();
            continue;
        }
        due += (nanoseconds)done * second / (nanoseconds)rate;
        struct timespec time = {.tv_sec = (time_t)(due / second), .tv_nsec = (long)(due % second)};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL);
    }
    return unused;
}

static void *receive_datagrams(void *unused) {
    static char bytes[batch][datagram];
    struct iovec parts[batch];
    struct mmsghdr incoming[batch];
    memset(incoming, 0, sizeof incoming);
    for (int i = 0; i < batch; i++) {
        parts[i] = (struct iovec){.iov_base = bytes[i], .iov_len = datagram};
        incoming[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
    }
    int done;
    // Ends after a silence.
    while ((done = recvmmsg(receiver, incoming, batch, MSG_WAITFORONE, NULL)) > 0) {
        last = now();
        if (received == 0) first = last;
        received += (unsigned long long)done;
    }
    return unused;
}

static void *echo(void *unused) {
    enter(net);
    int descriptor = open_socket(SOCK_DGRAM, net_address);
    connect_to(descriptor, node_address);
    char bytes[datagram];
    // Says that it is there.
    if (send(descriptor, bytes, datagram, 0) < 0) fail("send");
    for (long i = 0; i < count; i++)
        if (recv(descriptor, bytes, datagram, 0) < 0 || send(descriptor, bytes, datagram, 0) < 0) fail("echo");
    return unused;
}

static int by_size(const void *a, const void *b) {
    nanoseconds left = *(const nanoseconds *)a, right = *(const nanoseconds *)b;
    return left < right ? -1 : left > right;
}

static void ping(void) {
    char bytes[datagram];
    nanoseconds *times = calloc((size_t)count, sizeof *times);
    if (times == NULL || recv(receiver, bytes, datagram, 0) < 0) fail("recv");
    connect_to(receiver, net_address);
    for (long i = 0; i < count; i++) {
        nanoseconds start = now();
        if (send(receiver, bytes, datagram, 0) < 0 || recv(receiver, bytes, datagram, 0) < 0) fail("ping");
        times[i] = now() - start;
    }
    qsort(times, (size_t)count, sizeof *times, by_size);
    printf("%llu %llu\n", times[count / 2], times[count * 99 / 100]);
}

int main(int words, char **word) {
    if (words < 5) return 64;
    node = word[1];
    net = word[2];
    kind = word[3];
    seconds = atof(word[4]);
    count = atol(word[4]);
    rate = words > 5 ? atol(word[5]) : 0;
    int is_stream = strcmp(kind, "tcp") == 0, is_ping = strcmp(kind, "ping") == 0;
    enter(node);
    receiver = open_socket(is_stream ? SOCK_STREAM : SOCK_DGRAM, is_stream ? NULL : node_address);
    pthread_barrier_init(&listening, NULL, 2);
    pthread_t other, sink;
    if (pthread_create(&other, NULL, is_stream ? send_stream : is_ping ? echo : send_datagrams, NULL) != 0) return 1;
    if (is_stream) {
        receive_stream();
    } else if (is_ping) {
        ping();
    } else {
        struct timeval silence = {.tv_usec = 500000};
        setsockopt(receiver, SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof silence);
        if (pthread_create(&sink, NULL, receive_datagrams, NULL) != 0) return 1;
        pthread_join(other, NULL);
        pthread_join(sink, NULL);
        printf("%llu %llu %llu\n", sent, received, last - first);
        return 0;
    }
    pthread_join(other, NULL);
    return 0;
}
