import Faults
import Glibc

/// Takes packets from the queue, has them judged and sends exactly one verdict for each, now or when it is due.
struct PacketLoop<Queue: PacketQueue>: ~Copyable {
    /// Datagrams that are read before verdicts are sent and held packets are looked after.
    static var drainLimit: Int { 64 }

    let queue: Queue
    private let inject: ([UInt8]) -> Bool
    private let record: EventSink
    private let now: @Sendable () -> Duration
    private let judged: JudgedPacketSink?
    private var judge: PacketJudge
    private var held = HeldPackets()
    private var verdicts: VerdictBatch
    private var counts = ManglerReport()

    init(
        _ plan: ManglerPlan, queue: Queue, inject: @escaping ([UInt8]) -> Bool, record: @escaping EventSink,
        now: @escaping @Sendable () -> Duration, judged: JudgedPacketSink? = nil
    ) {
        self.queue = queue
        self.inject = inject
        self.record = record
        self.now = now
        self.judged = judged
        judge = PacketJudge(plan)
        verdicts = VerdictBatch(queueNumber: plan.queueNumber)
    }

    /// When the first held packet is due, in nanoseconds of the monotonic clock.
    var nextDue: UInt64? { held.nextDue }

    /// What was done so far.
    var report: ManglerReport {
        var report = counts
        report.decisionsNotRecorded = judge.decisionsNotRecorded
        return report
    }

    /// Judges what waits, at most `drainLimit` datagrams; false once nothing waits any more.
    ///
    /// - Parameter time: nanoseconds of the monotonic clock, from which delays count.
    mutating func drain(at time: UInt64) throws(ManglingError) -> Bool {
        for _ in 0..<Self.drainLimit {
            switch try queue.receive() {
            case .nothing: return false
            case .overrun: counts.overruns += 1
            case .messages(let datagram):
                try QueueMessage.forEach(in: datagram) { (message) throws(ManglingError) in
                    try handle(message, at: time)
                }
            }
        }
        return true
    }

    /// Lets go the packets that are due by then; nil lets go all of them.
    mutating func release(dueBy time: UInt64?) throws(ManglingError) {
        while let packet = held.popFirst(dueBy: time) {
            try pass(packet)
        }
    }

    /// Sends the verdicts that have been gathered.
    mutating func flush() throws(ManglingError) {
        guard !verdicts.messages.isEmpty else { return }
        try queue.send(verdicts.messages)
        verdicts.removeAll()
    }

    private mutating func handle(_ message: QueueMessage, at time: UInt64) throws(ManglingError) {
        switch message {
        case .packet(let id, let bytes): try handle(id, bytes, at: time)
        case .answer(_, let error):
            // ENOENT: the kernel gave the packet up by itself, as it does when a link goes down.
            if error != 0, error != ENOENT { counts.verdictsRefused += 1 }
        case .other: break
        }
    }

    private mutating func handle(_ id: UInt32, _ bytes: UnsafeRawBufferPointer, at time: UInt64) throws(ManglingError) {
        counts.packets += 1
        let ruling = judge.judge(bytes, time: now, record: record)
        if ruling.isUnparsable { counts.unparsable += 1 }
        if let judged { ruling.judged(bytes, at: RealClock.nanoseconds).forEach(judged) }
        if !ruling.injections.isEmpty {
            counts.answered += 1
            try inject(all: ruling.injections)
        }
        guard !ruling.isDropped else {
            counts.dropped += 1
            return try send(id, accepts: false, replacement: nil)
        }
        // A packet that grew past what a message can carry goes on as it was; no fault makes packets grow so far.
        let replacement = ruling.replacement.flatMap { $0.count <= VerdictBatch.largestReplacement ? $0 : nil }
        if replacement != nil { counts.changed += 1 }
        var packet = HeldPackets.Held(
            id: id, due: time &+ ruling.delay.wholeNanoseconds, replacement: replacement, followers: ruling.followers
        )
        guard ruling.delay > .zero else {
            try pass(packet)
            guard let lane = ruling.lane else { return }
            for packet in held.overtaken(in: lane) { try pass(packet) }
            return
        }
        counts.delayed += 1
        if let lane = ruling.lane, let count = ruling.overtakenBy { packet.overtaking = (lane, count) }
        held.insert(packet)
    }

    /// Lets a packet go on, and what follows it.
    private mutating func pass(_ packet: HeldPackets.Held) throws(ManglingError) {
        try send(packet.id, accepts: true, replacement: packet.replacement)
        guard !packet.followers.isEmpty else { return }
        counts.added += packet.followers.count
        try inject(all: packet.followers)
    }

    /// Sends packets of the mangler's own.
    ///
    /// Raw sockets send at once: a RST must not overtake the packets before it, such as the ACK that opens.
    private mutating func inject(all packets: [[UInt8]]) throws(ManglingError) {
        try flush()
        for packet in packets where !inject(packet) { counts.injectionsFailed += 1 }
    }

    private mutating func send(_ id: UInt32, accepts: Bool, replacement: [UInt8]?) throws(ManglingError) {
        if !verdicts.hasRoom(for: replacement) { try flush() }
        verdicts.append(id: id, accepts: accepts, replacement: replacement)
    }
}

extension Duration {
    /// Clamped to what 63 bits hold, which is 292 years; 0 if negative.
    var wholeNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = max(0, seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let nanoseconds = product &+ max(0, attoseconds) / 1_000_000_000
        return overflow || nanoseconds < 0 ? UInt64(Int64.max) : UInt64(nanoseconds)
    }
}
