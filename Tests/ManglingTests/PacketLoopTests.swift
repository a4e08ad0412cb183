import Faults
import Testing
import WireFormats

@testable import Mangling

/// A queue out of recorded messages, which keeps the verdicts that it is sent.
private final class RecordedQueue: PacketQueue {
    enum Item {
        case datagram([UInt8])
        case overrun
    }

    struct Verdict: Equatable {
        let id: UInt32
        let accepts: Bool
        let replacement: [UInt8]?
    }

    private var items: [Item]
    private let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 70_000, alignment: 16)
    private(set) var verdicts: [Verdict] = []
    private(set) var sends = 0

    init(_ items: [Item]) { self.items = items }

    deinit { storage.deallocate() }

    func receive() throws(ManglingError) -> Reception {
        guard !items.isEmpty else { return .nothing }
        switch items.removeFirst() {
        case .overrun: return .overrun
        case .datagram(let bytes):
            storage.copyBytes(from: bytes)
            return .messages(UnsafeRawBufferPointer(rebasing: storage.prefix(bytes.count)))
        }
    }

    func send(_ messages: UnsafeRawBufferPointer) throws(ManglingError) {
        sends += 1
        var rest = Array(messages)[...]
        while rest.count >= 32 {
            let bytes = Array(rest)
            let length = Int(bytes[0]) | Int(bytes[1]) << 8 | Int(bytes[2]) << 16
            let id = bytes[28..<32].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let payload = length > 32 ? Array(bytes[36..<length]) : nil
            verdicts.append(Verdict(id: id, accepts: bytes[27] == 1, replacement: payload))
            rest = rest.dropFirst((length + 3) & ~3)
        }
    }
}

@Suite struct PacketLoopTests {
    private func loop(
        _ faults: [ArmedFault], _ queue: RecordedQueue,
        inject: @escaping ([UInt8]) -> Bool = { _ in true }
    ) -> PacketLoop<RecordedQueue> {
        PacketLoop(ManglerPlan(faults: faults), queue: queue, inject: inject, record: { _ in }, now: { .zero })
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
            ], queue,
            inject: {
                injected.append($0)
                return true
            }
        )
        #expect(try loop.drain(at: 1000) == false)
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
        #expect(try loop.drain(at: 0))
        try loop.flush()
        #expect(queue.verdicts.count == 64)
        #expect(try !loop.drain(at: 0))
        try loop.flush()
        #expect(queue.verdicts.map(\.id) == Array(1...70))
        #expect(queue.sends == 2)
    }

    @Test func verdictsThatFillAMessageAreSentBeforeTheNext() throws {
        let big = try Packets.udp(from: .node, 1, to: .cdn, 2, Array(repeating: 1, count: 60_000))
        let queue = RecordedQueue((1...5).map { .datagram(RecordedMessages.packet(id: $0, big)) })
        var loop = loop([try armed("packet.corrupt")], queue)
        _ = try loop.drain(at: 0)
        try loop.flush()
        #expect(queue.verdicts.map(\.id) == [1, 2, 3, 4, 5])
        #expect(queue.verdicts.allSatisfy { $0.replacement?.count == big.count })
        #expect(queue.sends == 3)
    }

    @Test func heldPacketsGoWhenTheyAreDueWithTheirNewBytes() throws {
        let packet = try Packets.udp(from: .node, 1, to: .cdn, 2)
        let queue = RecordedQueue([.datagram(RecordedMessages.packet(id: 9, packet))])
        var loop = loop([try armed("packet.delay", ["by": "1 ms"]), try armed("packet.corrupt", ordinal: 1)], queue)
        _ = try loop.drain(at: 0)
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
        _ = try loop.drain(at: 0)
        #expect(loop.report.verdictsRefused == 1)
        #expect(loop.report.packets == 0)
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
        _ = try loop.drain(at: 0)
        #expect(sentBefore == [[1, 2], [1, 2]])
    }

    @Test func aHeldPacketGoesRightBehindThoseThatOvertakeIt() throws {
        let packets = try (1...6).map { try Packets.udp(from: .node, 1, to: .cdn, 2, [UInt8($0)]) }
        let queue = RecordedQueue(
            packets.enumerated().map { .datagram(RecordedMessages.packet(id: UInt32($0 + 1), $1)) }
        )
        var loop = loop([try armed("packet.reorder", ["gap": "2"], when: { $0.only = [1, 5] })], queue)
        _ = try loop.drain(at: 0)
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
        _ = try loop.drain(at: 0)
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
        _ = try loop.drain(at: 0)
        #expect(loop.report.injectionsFailed == 2)
        #expect(!loop.report.isLossless)
    }
}
