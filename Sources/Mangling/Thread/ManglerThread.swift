import CNetfilterQueue
import Faults
import Glibc

/// The work of the mangler's thread.
///
/// It owns the sockets of the queues and the raw sockets.
struct ManglerThread: NamespaceWork {
    let plan: ManglerPlan
    let record: EventSink
    let now: @Sendable () -> Duration
    let judged: JudgedPacketSink?

    func run(until wakeup: Wakeup, ready: () -> Void) throws(ManglingError) -> ManglerReport {
        let injector = try PacketInjector()
        // A capture identifies datagrams by their payload, so it needs whole packets.
        let extent = judged == nil ? plan.extent : .whole
        let queue = try NetfilterQueue(number: plan.queueNumber, content: .single(extent))
        let uncutQueue =
            plan.sortsConnections ? try NetfilterQueue(number: plan.uncutQueueNumber, content: .uncutHeads) : nil
        var loop = PacketLoop(
            plan, queue: queue, uncutQueue: uncutQueue, inject: injector.send, record: record, now: now, judged: judged
        )
        ready()
        let waiting = UnsafeMutableBufferPointer<pollfd>.allocate(capacity: 3)
        defer { waiting.deallocate() }
        // poll(2) ignores negative descriptors.
        for (place, descriptor) in [wakeup.descriptor, queue.descriptor, uncutQueue?.descriptor ?? -1].enumerated() {
            waiting[place] = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        }
        while try wait(for: waiting, until: loop.nextDue) {
            try turn(&loop)
        }
        return try finish(&loop)
    }

    private func turn(_ loop: inout PacketLoop<NetfilterQueue>) throws(ManglingError) {
        _ = try loop.drain()
        try loop.release(dueBy: MonotonicClock.nanoseconds)
        try loop.flush()
    }

    /// Empties the queues, since the kernel drops what waits in them when the sockets are closed.
    private func finish(_ loop: inout PacketLoop<NetfilterQueue>) throws(ManglingError) -> ManglerReport {
        // Bounded, as traffic may go on; each turn takes at least one packet, and two queues may be full.
        for _ in 0..<2 * NetfilterQueue.maximumLength {
            guard try loop.drain() else { break }
            try loop.flush()
        }
        try loop.release(dueBy: nil)
        try loop.flush()
        var report = loop.report
        for number in plan.sortsConnections ? [plan.queueNumber, plan.uncutQueueNumber] : [plan.queueNumber] {
            guard let statistics = QueueStatistics.current(of: number) else {
                throw ManglingError(
                    .queue, "cannot read the losses of queue \(number) from /proc/thread-self/net; mount /proc"
                )
            }
            report.kernelQueueDropped += statistics.queueDropped
            report.kernelUserDropped += statistics.userDropped
        }
        return report
    }

    /// Waits for packets, for `time`, or for the first descriptor; false when the thread is to end.
    private func wait(
        for descriptors: UnsafeMutableBufferPointer<pollfd>, until due: UInt64?
    ) throws(ManglingError) -> Bool {
        let count: Int32
        if let due {
            let now = MonotonicClock.nanoseconds
            let left = due > now ? due - now : 0
            var timeout = timespec(tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
            count = cnetfilterqueue_wait(descriptors.baseAddress, UInt(descriptors.count), &timeout)
        } else {
            count = cnetfilterqueue_wait(descriptors.baseAddress, UInt(descriptors.count), nil)
        }
        if count < 0, errno != EINTR {
            throw ManglingError(.queue, "cannot wait for packets; run the scenario again", cause: errno)
        }
        return count <= 0 || descriptors[0].revents == 0
    }
}
