import CNetfilterQueue
import Faults
import Glibc

/// What the mangler's thread does: it owns the queue's socket and the raw sockets.
struct ManglerThread: NamespaceWork {
    let plan: ManglerPlan
    let record: EventSink
    let now: @Sendable () -> Duration
    let judged: JudgedPacketSink?

    func run(until wakeup: Wakeup, ready: () -> Void) throws(ManglingError) -> ManglerReport {
        let injector = try PacketInjector()
        let queue = try NetfilterQueue(number: plan.queueNumber)
        var loop = PacketLoop(
            plan, queue: queue, inject: injector.send, record: record, now: now, judged: judged
        )
        ready()
        while try wait(for: queue.descriptor, until: loop.nextDue, or: wakeup) {
            try turn(&loop)
        }
        return try finish(&loop)
    }

    private func turn(_ loop: inout PacketLoop<NetfilterQueue>) throws(ManglingError) {
        _ = try loop.drain(at: MonotonicClock.nanoseconds)
        try loop.release(dueBy: MonotonicClock.nanoseconds)
        try loop.flush()
    }

    /// Empties the queue, since the kernel drops what waits in it when the socket is closed.
    private func finish(_ loop: inout PacketLoop<NetfilterQueue>) throws(ManglingError) -> ManglerReport {
        // Bounded, as traffic may go on; 1024 turns are a full queue.
        for _ in 0..<1024 {
            guard try loop.drain(at: MonotonicClock.nanoseconds) else { break }
            try loop.flush()
        }
        try loop.release(dueBy: nil)
        try loop.flush()
        var report = loop.report
        guard let statistics = QueueStatistics.current(of: plan.queueNumber) else {
            throw ManglingError(
                .queue,
                "cannot read the losses of queue \(plan.queueNumber) from /proc/thread-self/net; mount /proc"
            )
        }
        report.kernelQueueDropped = statistics.queueDropped
        report.kernelUserDropped = statistics.userDropped
        return report
    }

    /// Waits for packets, until a time or until it is woken; false when it is to end.
    private func wait(for descriptor: Int32, until due: UInt64?, or wakeup: Wakeup) throws(ManglingError) -> Bool {
        var descriptors = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let count: Int32
        if let due {
            let now = MonotonicClock.nanoseconds
            let left = due > now ? due - now : 0
            var timeout = timespec(tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
            count = cnetfilterqueue_wait(&descriptors, UInt(descriptors.count), &timeout)
        } else {
            count = cnetfilterqueue_wait(&descriptors, UInt(descriptors.count), nil)
        }
        if count < 0, errno != EINTR {
            throw ManglingError(.queue, "cannot wait for packets; run the scenario again", cause: errno)
        }
        return count <= 0 || descriptors[1].revents == 0
    }
}
