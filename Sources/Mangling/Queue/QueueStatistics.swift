import Glibc

/// The kernel's own count of packets that a queue lost: one line of `/proc/net/netfilter/nfnetlink_queue`.
struct QueueStatistics: Equatable {
    let queue: UInt16
    /// The netlink port of the owner; by default the process id of the first to bind it.
    let owner: UInt32
    /// Packets dropped because the queue was full.
    let queueDropped: Int
    /// Packets dropped because the socket's buffer was full.
    let userDropped: Int

    /// Reads one line: queue, port, waiting, copy mode, copy range, queue dropped, user dropped, last id, 1.
    init?(line: some StringProtocol) {
        let columns = line.split(separator: " ")
        guard columns.count >= 8, let queue = UInt16(columns[0]), let owner = UInt32(columns[1]),
            let queueDropped = Int(columns[5]), let userDropped = Int(columns[6])
        else { return nil }
        self.queue = queue
        self.owner = owner
        self.queueDropped = queueDropped
        self.userDropped = userDropped
    }

    /// The statistics of a queue in the calling thread's network namespace; nil if it is not bound or cannot be read.
    ///
    /// Not `/proc/net`, which shows the namespace of the process's first thread.
    static func current(of queue: UInt16) -> QueueStatistics? {
        let descriptor = open("/proc/thread-self/net/netfilter/nfnetlink_queue", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            text += buffer.prefix(count)
        }
        return String(decoding: text, as: UTF8.self).split(separator: "\n")
            .compactMap { QueueStatistics(line: $0) }.first { $0.queue == queue }
    }
}
