import CNetfilterQueue
import Faults
import Glibc

/// The thread that mangles packets: it owns the queue's socket and the raw sockets, and shares no state but its ends.
final class ManglerThread: Sendable {
    /// Told once the queue is bound, or why it is not.
    let ready = OneShot<ManglingError?>()
    private let ended = OneShot<Result<ManglerReport, ManglingError>>()
    private let wakeup: Wakeup
    private let plan: ManglerPlan
    private let record: EventSink
    private let now: @Sendable () -> Duration
    private let judged: JudgedPacketSink?

    init(
        _ plan: ManglerPlan, record: @escaping EventSink, now: @escaping @Sendable () -> Duration,
        judged: JudgedPacketSink? = nil
    ) throws(ManglingError) {
        self.plan = plan
        self.record = record
        self.now = now
        self.judged = judged
        wakeup = try Wakeup()
    }

    /// Starts the thread in a network namespace.
    func start(in path: String) throws(ManglingError) -> NamespaceThread {
        try NamespaceThread(in: path) { [self] error in
            let result = Result { () throws(ManglingError) in
                if let error { throw error }
                return try run()
            }
            if case .failure(let error) = result { ready.fulfil(error) }
            ended.fulfil(result)
        }
    }

    /// Has the loop end, and waits until its sockets are closed.
    func stop() async -> Result<ManglerReport, ManglingError> {
        wakeup.signal()
        return await ended.value()
    }

    private func run() throws(ManglingError) -> ManglerReport {
        let injector = try PacketInjector()
        let queue = try NetfilterQueue(number: plan.queueNumber)
        var loop = PacketLoop(
            plan, queue: queue, inject: injector.send, record: record, now: now, judged: judged
        )
        ready.fulfil(nil)
        while try wait(for: queue.descriptor, until: loop.nextDue) {
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

    /// Waits for packets, until a time or until `stop`; false when it is to end.
    private func wait(for descriptor: Int32, until due: UInt64?) throws(ManglingError) -> Bool {
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
