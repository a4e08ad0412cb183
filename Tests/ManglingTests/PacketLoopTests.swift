import Faults
import Testing
import WireFormats

@testable import Mangling

@Suite struct PacketLoopTests {
    private func loop(
        _ faults: [ArmedFault], _ queue: RecordedQueue, at time: UInt64 = 0,
        inject: @escaping ([UInt8]) -> Bool = { _ in true }
    ) -> PacketLoop<RecordedQueue> {
        PacketLoop(
            ManglerPlan(faults: faults), queue: queue, inject: inject, record: { _ in }, now: { .zero }, clock: { time }
        )
    }

    @Test func everyPacketGetsExactlyOneVerdictOnEveryPath() throws {
        let payload = Array(repeating: UInt8(7), count: 400)
        let packets = [
            RecordedMessages.question, [], [0x45], Array(repeating: 0xff, count: 40),
            try Packets.udp(from: .node, 1, to: .registry, 2, payload),  // dropped
            try Packets.udp(from: .node, 1, to: .auth, 2, payload),  // held back
            try Packets.udp(from: .node, 1, to: .cdn, 2, payload),  // changed
            try Packets.tcp(from: .node, 1, to: .mirror, 2, sequence: 1, .syn),  // reset
            try Packets.udp(from: .proxy, 1, to: .mirror, 2),  // not the node's
        ]
        let datagrams = packets.enumerated().map { RecordedMessages.packet(id: UInt32($0 + 1), $1) }
        let noPayload = Array(RecordedMessages.packet(id: 10, []).dropLast(4))
        let queue = RecordedQueue(
            datagrams.map { .datagram($0) } + [.datagram([UInt8(noPayload.count)] + noPayload.dropFirst()), .overrun]
        )
        var injected: [[UInt8]] = []
        var loop = loop(
            [
                try armed("packet.drop", match: { $0.to = .registry }),
                try armed("packet.delay", ["by": "5 ms"], match: { $0.to = .auth }),
                try armed("packet.corrupt", match: { $0.to = .cdn }),
                try armed("packet.reset", match: { $0.to = .mirror }),
            ], queue, at: 1000,
            inject: {
                injected.append($0)
                return true
            }
        )
        #expect(try loop.drain() == false)
        try loop.flush()
        #expect(queue.verdicts.map(\.id).sorted() == [1, 2, 3, 4, 5, 7, 8, 9, 10])
        #expect(queue.verdicts.filter { !$0.accepts }.map(\.id) == [5, 8])
        #expect(queue.verdicts.filter { $0.replacement != nil }.map(\.id) == [7])
        #expect(injected.count == 2)
        #expect(loop.nextDue == 5_001_000)
        try loop.release(dueBy: 5_000_999)
        try loop.flush()
        #expect(queue.verdicts.count == 9)
        try loop.release(dueBy: nil)
        try loop.flush()
        #expect(queue.verdicts.map(\.id).sorted() == Array(1...10))
        #expect(queue.verdicts.last == .init(id: 6, accepts: true, replacement: nil))
        var report = ManglerReport()
        report.packets = 10
        report.unparsable = 4
        report.dropped = 2
        report.delayed = 1
        report.changed = 1
        report.answered = 1
        report.overruns = 1
        #expect(loop.report == report)
        #expect(!report.isLossless)
    }

    @Test func aDrainEndsAfterAShareOfTheQueue() throws {
        let queue = RecordedQueue(
            (1...70).map { .datagram(RecordedMessages.packet(id: $0, RecordedMessages.question)) }
        )
        var loop = loop([], queue)
        #expect(try loop.drain())
        try loop.flush()
        #expect(queue.verdicts.count == 64)
        #expect(try !loop.drain())
        try loop.flush()
        #expect(queue.verdicts.map(\.id) == Array(1...70))
        #expect(queue.sends == 2)
    }

    @Test func verdictsThatFillAMessageAreSentBeforeTheNext() throws {
        let big = try Packets.udp(from: .node, 1, to: .cdn, 2, Array(repeating: 1, count: 60_000))
        let queue = RecordedQueue((1...5).map { .datagram(RecordedMessages.packet(id: $0, big)) })
        var loop = loop([try armed("packet.corrupt")], queue)
        _ = try loop.drain()
        try loop.flush()
        #expect(queue.verdicts.map(\.id) == [1, 2, 3, 4, 5])
        #expect(queue.verdicts.allSatisfy { $0.replacement?.count == big.count })
        #expect(queue.sends == 3)
    }

    @Test func heldPacketsGoWhenTheyAreDueWithTheirNewBytes() throws {
        let packet = try Packets.udp(from: .node, 1, to: .cdn, 2)
        let queue = RecordedQueue([.datagram(RecordedMessages.packet(id: 9, packet))])
        var loop = loop([try armed("packet.delay", ["by": "1 ms"]), try armed("packet.corrupt", ordinal: 1)], queue)
        _ = try loop.drain()
        try loop.release(dueBy: 1_000_000)
        try loop.flush()
        let replacement = try #require(queue.verdicts.first?.replacement)
        #expect(replacement != packet)
        #expect(try InternetChecksum.isCorrect(replacement))
    }

    @Test func refusedVerdictsCountUnlessThePacketWasGone() throws {
        var refused = RecordedMessages.refusal
        refused[16] = 0xea  // EINVAL, 22
        let queue = RecordedQueue([
            .datagram(RecordedMessages.refusal), .datagram(RecordedMessages.acknowledgment), .datagram(refused),
        ])
        var loop = loop([], queue)
        _ = try loop.drain()
        #expect(loop.report.verdictsRefused == 1)
        #expect(loop.report.packets == 0)
    }

    /// What faults drop is dropped at once; all else, resets too, goes on later and in the order in which faults let it go.
    @Test func theNetworkTakesItsTimeWithAllThatTheFaultsLetGo() throws {
        let packets = [
            try Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: 1, .syn),
            try Packets.udp(from: .node, 1, to: .auth, 2),  // held back by a fault too
            try Packets.udp(from: .node, 1, to: .registry, 2),  // dropped
            try Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: 2, .ack, [1]),  // reset
            RecordedMessages.question,
        ]
        let queue = RecordedQueue(
            packets.enumerated().map { .datagram(RecordedMessages.packet(id: UInt32($0 + 1), $1)) }
        )
        let faults = [
            try armed("packet.delay", ["by": "5 ms"], match: { $0.to = .auth }),
            try armed("packet.drop", ordinal: 1, match: { $0.to = .registry }),
            try armed("packet.reset", ordinal: 2, match: { $0.to = .cdn }, when: { $0.only = [2] }),
        ]
        var time: UInt64 = 0
        var acceptedBeforeResets: [[UInt32]] = []
        var loop = PacketLoop(
            ManglerPlan(faults: faults, networkDelay: .milliseconds(20)), queue: queue,
            inject: { _ in
                acceptedBeforeResets.append(queue.verdicts.filter(\.accepts).map(\.id))
                return true
            }, record: { _ in }, now: { .zero }, clock: { time }
        )
        func pass(until next: UInt64) throws {
            time = next
            try loop.release(dueBy: time)
            try loop.flush()
        }
        _ = try loop.drain()
        try loop.flush()
        #expect(queue.verdicts.map(\.id) == [3, 4] && queue.verdicts.allSatisfy { !$0.accepts })
        #expect(loop.nextDue == 5_000_000)
        try pass(until: 5_000_000)
        #expect(queue.verdicts.count == 2 && loop.nextDue == 20_000_000)
        try pass(until: 19_999_999)
        #expect(queue.verdicts.count == 2 && acceptedBeforeResets.isEmpty)
        try pass(until: 20_000_000)
        #expect(queue.verdicts.dropFirst(2).map(\.id) == [1, 5] && acceptedBeforeResets == [[1], [1]])
        #expect(loop.nextDue == 25_000_000)
        try pass(until: 25_000_000)
        #expect(queue.verdicts.last?.id == 2 && loop.nextDue == nil)
        #expect(loop.report.delayed == 1 && faults.map(\.fired) == [1, 1, 1])
    }

    @Test func aResetDoesNotOvertakeThePacketsBeforeIt() throws {
        let packets = [
            try Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: 1, .syn),
            try Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: 2, .ack),
            try Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: 2, .ack, [1]),
        ]
        let queue = RecordedQueue(
            packets.enumerated().map { .datagram(RecordedMessages.packet(id: UInt32($0 + 1), $1)) }
        )
        var sentBefore: [[UInt32]] = []
        var loop = loop([try armed("packet.reset", when: { $0.only = [3] })], queue) { _ in
            sentBefore.append(queue.verdicts.map(\.id))
            return true
        }
        _ = try loop.drain()
        #expect(sentBefore == [[1, 2], [1, 2]])
    }

    @Test func aHeldPacketGoesRightBehindThoseThatOvertakeIt() throws {
        let packets = try (1...6).map { try Packets.udp(from: .node, 1, to: .cdn, 2, [UInt8($0)]) }
        let queue = RecordedQueue(
            packets.enumerated().map { .datagram(RecordedMessages.packet(id: UInt32($0 + 1), $1)) }
        )
        var loop = loop([try armed("packet.reorder", ["gap": "2"], when: { $0.only = [1, 5] })], queue)
        _ = try loop.drain()
        try loop.flush()
        #expect(queue.verdicts.map(\.id) == [2, 3, 1, 4, 6])
        #expect(loop.nextDue == 100_000_000)
        try loop.release(dueBy: 100_000_000)
        try loop.flush()
        #expect(queue.verdicts.map(\.id) == [2, 3, 1, 4, 6, 5])
        #expect(queue.verdicts.allSatisfy { $0.accepts && $0.replacement == nil })
    }

    @Test func copiesAndPiecesGoBehindThePacketAndAheadOfTheNext() throws {
        let payload = [UInt8](repeating: 1, count: 40)
        let packets = [
            try Packets.udp(from: .node, 1, to: .cdn, 2, payload),
            try Packets.tcp(from: .node, 1, to: .mirror, 2, sequence: 1, .ack, payload),
            try Packets.udp(from: .node, 1, to: .registry, 2, payload),
        ]
        let queue = RecordedQueue(
            packets.enumerated().map { .datagram(RecordedMessages.packet(id: UInt32($0 + 1), $1)) }
        )
        var sent: [(verdicts: Int, length: Int)] = []
        var loop = loop(
            [
                try armed("packet.duplicate", ["copies": "2"], match: { $0.to = .cdn }),
                try armed("packet.slice", ["size": "16 B"], match: { $0.to = .mirror }),
            ], queue
        ) { packet in
            sent.append((queue.verdicts.count, packet.count))
            return true
        }
        _ = try loop.drain()
        try loop.flush()
        #expect(sent.map(\.verdicts) == [1, 1, 2, 2])
        #expect(sent.map(\.length) == [68, 68, 56, 48])
        #expect(queue.verdicts.map(\.id) == [1, 2, 3])
        #expect(queue.verdicts.map { $0.replacement?.count } == [nil, 56, nil])
        #expect(loop.report.added == 4 && loop.report.isLossless)
    }

    @Test func resetsThatCannotBeSentAreCounted() throws {
        let packet = try Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: 1, .syn)
        let queue = RecordedQueue([.datagram(RecordedMessages.packet(id: 1, packet))])
        var loop = loop([try armed("packet.reset")], queue, inject: { _ in false })
        _ = try loop.drain()
        #expect(loop.report.injectionsFailed == 2)
        #expect(!loop.report.isLossless)
    }

    /// A loop with two queues, both of which have been read once.
    private func sorted(
        _ fault: ArmedFault, _ packets: [[UInt8]]
    ) throws -> (queue: RecordedQueue, report: ManglerReport, log: EventLog) {
        let log = EventLog()
        let queue = RecordedQueue(
            packets.enumerated().map { .datagram(RecordedMessages.packet(id: UInt32($0 + 1), $1)) }
        )
        var loop = PacketLoop(
            ManglerPlan(faults: [fault]), queue: RecordedQueue([]), uncutQueue: queue, inject: { _ in true },
            record: log.sink, now: { .zero }
        )
        _ = try loop.drain()
        return (queue, loop.report, log)
    }

    private func stream(_ lengths: [Int]) throws -> [[UInt8]] {
        var sequence: UInt32 = 2
        var packets = [
            try Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: 1, .syn),
            try Packets.tcp(from: .cdn, 443, to: .node, 1, sequence: 1, acknowledgment: 2, [.syn, .ack]),
        ]
        for length in lengths {
            let payload = [UInt8](repeating: 1, count: length)
            packets.append(try Packets.tcp(from: .cdn, 443, to: .node, 1, sequence: sequence, .ack, payload))
            sequence += UInt32(length)
        }
        return packets
    }

    @Test func packetsAreSentOnWithThoseThatFollowInTheSameTurn() throws {
        let corrupt = try armed(
            "packet.corrupt", match: { ($0.protocol, $0.from) = (.tcp, .cdn) },
            when: {
                $0.afterBytes = 25_000
                $0.first = 1
            })
        let (queue, report, log) = try sorted(corrupt, stream([10_000, 10_000, 10_000, 0, 10_000]))
        #expect(queue.verdicts.filter(\.accepts).map(\.id) == [1, 2, 3, 4])
        // NF_QUEUE to queue 0.
        #expect(queue.others.map(\.id) == [5, 6, 7] && queue.others.allSatisfy { $0.code == 3 })
        #expect(report.packets == 4 && report.uncut == 4 && log.events.isEmpty)
    }

    @Test func aFaultThatTakesAllAlikeIsAskedAboutUncutPackets() throws {
        let drop = try armed("packet.drop", match: { $0.from = .cdn }, when: { $0.afterBytes = 10_000 })
        let (queue, report, log) = try sorted(drop, stream([10_000, 10_000, 10_000]))
        #expect(queue.verdicts.filter { !$0.accepts && queue.others.isEmpty }.map(\.id) == [4, 5])
        #expect(log.decisions.map(\.ordinal) == [1, 2] && log.decisions.allSatisfy { $0.length == 10_040 })
        #expect(report.dropped == 2 && report.uncut == 5)
    }

    /// Segments of 2000 bytes; the ninth packet of the CDN is hit.
    ///
    /// The first run is cut to be measured, the second one is spared uncut. The third one is sent on, with the segment
    /// and the run that follow it. Then the other queue gets its turn.
    @Test func sparedRunsPassUncutAndAHitOneIsSentOn() throws {
        let drop = try armed("packet.drop", match: { ($0.protocol, $0.from) = (.tcp, .cdn) }, when: { $0.only = [9] })
        let packets = try stream([4000, 6000, 20_000, 2000, 50_000, 50_000])
        let (single, uncut, log) = (RecordedQueue([]), RecordedQueue([]), EventLog())
        var loop = PacketLoop(
            ManglerPlan(faults: [drop]), queue: single, uncutQueue: uncut, inject: { _ in true }, record: log.sink,
            now: { .zero }
        )
        for (index, packet) in packets[...2].enumerated() {
            uncut.append(UInt32(index + 1), packet, info: index == 2 ? 3 : 0)
        }
        #expect(try loop.drain())
        #expect(uncut.verdicts.filter(\.accepts).map(\.id) == [1, 2] && uncut.others.map(\.id) == [3])

        let headers = try PacketHeaders(parsing: packets[2])
        let segments = packets[2].withUnsafeBytes { PacketPart.slices(of: $0, headers: headers, size: 2000) }
        for (index, segment) in try #require(segments).enumerated() { single.append(UInt32(index + 1), segment) }
        for (index, packet) in packets[3...].enumerated() {
            uncut.append(UInt32(index + 4), packet, info: packet.count > 2040 ? 3 : 0)
        }
        #expect(try loop.drain())
        #expect(single.verdicts.map(\.id) == [1, 2])
        #expect(uncut.verdicts.filter(\.accepts).map(\.id) == [1, 2, 4])
        #expect(uncut.others.map(\.id) == [3, 5, 6, 7] && uncut.others.allSatisfy { $0.code == 3 })
        #expect(log.decisions.map(\.ordinal) == Array(1...6) && !log.decisions.contains(where: \.isHit))
        #expect(log.decisions.map(\.length) == [40] + [Int](repeating: 2040, count: 5))
        #expect(loop.report.packets == 5 && loop.report.uncut == 3)
    }

    @Test func aConnectionThatNoFaultIsAboutIsLetGoWithItsSYN() throws {
        let reset = try armed(
            "packet.reset", match: { ($0.protocol, $0.from) = (.tcp, .registry) }, when: { $0.times = 1 })
        let (queue, report, _) = try sorted(reset, stream([]))
        // NF_REPEAT, with the mark.
        #expect(queue.others.map(\.id) == [1, 2] && queue.others.allSatisfy { $0.code == 4 && $0.isMarked })
        #expect(report.letGo == 1 && report.packets == 2)
    }

    @Test func anOpenConnectionIsLetGoWithTheLastPacketThatWaits() throws {
        let corrupt = try armed(
            "packet.corrupt", match: { ($0.protocol, $0.from) = (.tcp, .cdn) }, when: { $0.first = 1 })
        // Its only occurrence was in the queue of single packets.
        _ = corrupt.decide(flow: .connection(to: .cdn, number: 1), direction: .toNode)
        let packets = Array(try stream([100, 100, 100]).dropFirst())
        let opening = try Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: 1, .syn)
        let (queue, report, _) = try sorted(corrupt, [opening] + packets)
        #expect(queue.others.map(\.id) == [1, 5])
        #expect(queue.verdicts.filter(\.accepts).map(\.id) == [2, 3, 4])
        #expect(report.letGo == 1 && report.packets == 5)
    }

    @Test func connectionsAreKeptWhereAFaultIsAboutMoreThanTCPOrHoldsPackets() throws {
        for fault in [
            try armed("packet.drop", when: { $0.first = 1 }),
            try armed("packet.delay", ["by": "1 s"], match: { $0.protocol = .tcp }, when: { $0.first = 1 }),
        ] {
            fault.lift()
            let (queue, report, _) = try sorted(fault, stream([100]))
            #expect(queue.others.isEmpty && report.letGo == 0 && queue.verdicts.count == 3)
        }
    }
}
