import Faults
import Glibc
import WireFormats

/// Reads packets from the queues, has them judged, and sends exactly one verdict for each, now or when it is due.
struct PacketLoop<Queue: PacketQueue>: ~Copyable {
    /// At most this many datagrams are read from a queue before verdicts are sent and due packets released.
    static var drainLimit: Int { 64 }
    /// At most this many bytes are sent on from one queue to the other before they are judged there: one large packet,
    /// or several small ones.
    ///
    /// Until then later packets of the stream are sent on as well, although the faults might spare them uncut.
    static var sendOnLimit: Int { 1 << 15 }

    private let queue: Queue
    private let uncutQueue: Queue?
    private let inject: ([UInt8]) -> Bool
    private let record: EventSink
    private let now: @Sendable () -> Duration
    private let clock: () -> UInt64
    private let judged: JudgedPacketSink?
    private let singleNumber: UInt16
    private var judge: PacketJudge
    private var held = HeldPackets()
    private var line: DelayLine
    private var verdicts: VerdictBatch
    private var uncutVerdicts: VerdictBatch
    /// The last packet, if its connection can be let go provided that nothing waits behind it.
    private var candidate: (id: UInt32, place: ConnectionTable.Place)?
    /// The time since the pull began, taken when packets were last read; the same for all that waited then.
    private var elapsed = Duration.zero
    private var turn: UInt64 = 0
    private var sentOn = 0
    private var counts = ManglerReport()

    /// - Parameters:
    ///   - queue: the queue of single packets.
    ///   - uncutQueue: the queue of uncut TCP packets; those that faults need one by one are sent on to `queue`.
    ///   - now: the time since the pull began.
    ///   - clock: nanoseconds of the monotonic clock, which delays use.
    init(
        _ plan: ManglerPlan, queue: Queue, uncutQueue: Queue? = nil, inject: @escaping ([UInt8]) -> Bool,
        record: @escaping EventSink, now: @escaping @Sendable () -> Duration,
        clock: @escaping () -> UInt64 = { MonotonicClock.nanoseconds }, judged: JudgedPacketSink? = nil
    ) {
        self.queue = queue
        self.uncutQueue = uncutQueue
        self.inject = inject
        self.record = record
        self.now = now
        self.clock = clock
        self.judged = judged
        singleNumber = plan.queueNumber
        judge = PacketJudge(plan)
        line = DelayLine(plan.networkDelay)
        verdicts = VerdictBatch(queueNumber: plan.queueNumber)
        uncutVerdicts = VerdictBatch(queueNumber: plan.uncutQueueNumber)
    }

    /// When the first packet that waits is due, in nanoseconds of the monotonic clock.
    var nextDue: UInt64? {
        guard let ofLine = line.nextDue else { return held.nextDue }
        return held.nextDue.map { min($0, ofLine) } ?? ofLine
    }

    /// What happened so far.
    var report: ManglerReport {
        var report = counts
        report.decisionsNotRecorded = judge.decisionsNotRecorded
        return report
    }

    /// Judges waiting packets, at most `drainLimit` datagrams of either queue; false once none waits.
    ///
    /// The queue of uncut packets is read only when the other is empty, and verdicts about single packets are sent
    /// first. So nothing overtakes a packet that was sent on.
    mutating func drain() throws(ManglingError) -> Bool {
        elapsed = now()
        if try drainSingle() { return true }
        guard let uncutQueue else { return false }
        let isMore = try drain(uncutQueue)
        try flush()
        return isMore || sentOn > 0
    }

    /// Releases the held packets that are due by `time`; with nil, all of them.
    mutating func release(dueBy time: UInt64?) throws(ManglingError) {
        while let packet = held.popFirst(dueBy: time) {
            try pass(packet)
        }
        while let departure = line.popFirst(dueBy: time) {
            try leave(departure)
        }
    }

    /// Sends the collected verdicts.
    mutating func flush() throws(ManglingError) {
        if !verdicts.messages.isEmpty {
            try queue.send(verdicts.messages)
            verdicts.removeAll()
        }
        if let uncutQueue, !uncutVerdicts.messages.isEmpty {
            try uncutQueue.send(uncutVerdicts.messages)
            uncutVerdicts.removeAll()
        }
    }

    private mutating func drainSingle() throws(ManglingError) -> Bool {
        for _ in 0..<Self.drainLimit {
            switch try queue.receive() {
            case .nothing: return false
            case .overrun: counts.overruns += 1
            case .messages(let datagram):
                try QueueMessage.forEach(in: datagram) { (message) throws(ManglingError) in
                    switch message {
                    case .packet(let id, let bytes, _): try handle(id, bytes)
                    case .answer(_, let error): note(error)
                    case .other: break
                    }
                }
            }
        }
        return true
    }

    private mutating func drain(_ uncutQueue: Queue) throws(ManglingError) -> Bool {
        turn += 1
        sentOn = 0
        var isMore = true
        for _ in 0..<Self.drainLimit where isMore && sentOn < Self.sendOnLimit {
            switch try uncutQueue.receive() {
            case .nothing: isMore = false
            case .overrun: counts.overruns += 1
            case .messages(let datagram):
                try QueueMessage.forEach(in: datagram) { (message) throws(ManglingError) in
                    switch message {
                    case .packet(let id, let head, let isRun):
                        try settleCandidate(isLast: false)
                        try sort(id, head, isRun: isRun)
                    case .answer(_, let error): note(error)
                    case .other: break
                    }
                }
            }
        }
        try settleCandidate(isLast: !isMore)
        return isMore
    }

    /// Counts a refused verdict.
    ///
    /// ENOENT does not count: the kernel dropped the packet itself, as when a link goes down.
    private mutating func note(_ error: Int32) {
        if error != 0, error != ENOENT { counts.verdictsRefused += 1 }
    }
}

// MARK: Packets

extension PacketLoop {
    private mutating func handle(_ id: UInt32, _ bytes: UnsafeRawBufferPointer) throws(ManglingError) {
        counts.packets += 1
        let ruling = judge.judge(bytes, time: elapsed, record: record)
        if ruling?.isUnparsable == true { counts.unparsable += 1 }
        try carryOut(ruling, id, bytes, isUncut: false)
    }

    private mutating func sort(_ id: UInt32, _ head: UnsafeRawBufferPointer, isRun: Bool) throws(ManglingError) {
        switch judge.sort(head, isRun: isRun, turn: turn, time: elapsed, record: record) {
        case .single:
            // If the head is unreadable, as much as a packet can hold.
            sentOn += (try? PacketHeaders(parsing: head).packetLength) ?? 65_535
            return try send(id, .queue(singleNumber), isUncut: true)
        case .ruled(let ruling): try carryOut(ruling, id, head, isUncut: true)
        case .pass: try carryOut(nil, id, head, isUncut: true)
        case .letGo(let place, let opens):
            if let judged { Ruling.pass.judged(head, at: RealClock.nanoseconds).forEach(judged) }
            candidate = (id, place)
            // After a SYN nothing of its connection can be waiting, so nothing can be overtaken.
            if opens { try settleCandidate(isLast: true) }
        }
        counts.packets += 1
        counts.uncut += 1
    }

    /// Lets a connection go only with the last waiting packet: otherwise later packets would overtake those that still
    /// wait.
    private mutating func settleCandidate(isLast: Bool) throws(ManglingError) {
        guard let (id, place) = candidate else { return }
        candidate = nil
        guard isLast else { return try send(id, .accept, isUncut: true) }
        if judge.flows.connections.letGo(place) { counts.letGo += 1 }
        try send(id, .repeating(mark: QueueRules.mark), isUncut: true)
    }

    private mutating func carryOut(
        _ ruling: Ruling?, _ id: UInt32, _ bytes: UnsafeRawBufferPointer, isUncut: Bool
    ) throws(ManglingError) {
        if ruling == nil, judged == nil, isNothingHeld { return try acceptAll(upTo: id, isUncut: isUncut) }
        let ruling = ruling ?? .pass
        if let judged { ruling.judged(bytes, at: RealClock.nanoseconds).forEach(judged) }
        if !ruling.injections.isEmpty {
            counts.answered += 1
            try inject(all: ruling.injections)
        }
        guard !ruling.isDropped else {
            counts.dropped += 1
            return try send(id, .drop, isUncut: isUncut)
        }
        // A packet too large for a message passes unchanged; no fault makes packets grow that far.
        let replacement = ruling.replacement.flatMap { $0.count <= VerdictBatch.largestReplacement ? $0 : nil }
        if replacement != nil { counts.changed += 1 }
        if replacement == nil, ruling.followers.isEmpty, ruling.delay <= .zero, isNothingHeld {
            return try acceptAll(upTo: id, isUncut: isUncut)
        }
        var packet = HeldPackets.Held(
            // The clock is read when the packet is here, so that none is released too early.
            id: id, isUncut: isUncut, due: clock() &+ ruling.delay.wholeNanoseconds, replacement: replacement,
            followers: ruling.followers
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

    /// Whether neither a fault nor the network holds a packet.
    private var isNothingHeld: Bool { held.isEmpty && line.isInstant }

    /// Lets go a packet and its followers.
    private mutating func pass(_ packet: HeldPackets.Held) throws(ManglingError) {
        try depart(.packet(packet))
    }

    /// Lets go the mangler's own packets.
    private mutating func inject(all packets: [[UInt8]]) throws(ManglingError) {
        try depart(.own(packets))
    }

    /// Packets that the faults let go cross the network, which may take time.
    private mutating func depart(_ departure: DelayLine.Departure) throws(ManglingError) {
        guard !line.isInstant else { return try leave(departure) }
        line.append(departure, at: clock())
    }

    private mutating func leave(_ departure: DelayLine.Departure) throws(ManglingError) {
        switch departure {
        case .packet(let packet):
            try send(packet.id, .accept, isUncut: packet.isUncut, replacement: packet.replacement)
            guard !packet.followers.isEmpty else { return }
            counts.added += packet.followers.count
            try sendOwn(packet.followers)
        case .own(let packets): try sendOwn(packets)
        }
    }

    /// Raw sockets send at once, so verdicts are flushed first: a RST must not overtake earlier packets, such as the
    /// ACK of the handshake.
    private mutating func sendOwn(_ packets: [[UInt8]]) throws(ManglingError) {
        try flush()
        for packet in packets where !inject(packet) { counts.injectionsFailed += 1 }
    }

    private mutating func send(
        _ id: UInt32, _ verdict: Verdict, isUncut: Bool, replacement: [UInt8]? = nil
    ) throws(ManglingError) {
        if isUncut {
            if !uncutVerdicts.hasRoom(for: replacement) { try flush() }
            uncutVerdicts.append(id: id, verdict, replacement: replacement)
        } else {
            if !verdicts.hasRoom(for: replacement) { try flush() }
            verdicts.append(id: id, verdict, replacement: replacement)
        }
    }

    /// Accepts a packet; no packet may be held.
    private mutating func acceptAll(upTo id: UInt32, isUncut: Bool) throws(ManglingError) {
        if isUncut {
            if !uncutVerdicts.hasRoom(for: nil) { try flush() }
            uncutVerdicts.acceptAll(upTo: id)
        } else {
            if !verdicts.hasRoom(for: nil) { try flush() }
            verdicts.acceptAll(upTo: id)
        }
    }
}
