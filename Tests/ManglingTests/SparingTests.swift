import Faults
import Testing
import WireFormats

@testable import Mangling

/// Decisions about uncut packets are those about their segments.
@Suite struct SparingTests {
    private static let segment = 100

    /// One complete packet of a connection from the CDN.
    private struct Packet {
        let bytes: [UInt8]
        let direction: Direction
        let isRun: Bool
    }

    /// A connection with packets of these sizes.
    private static func connection(_ lengths: [Int]) throws -> [Packet] {
        var packets = [
            Packet(
                bytes: try Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: 9, .syn),
                direction: .fromNode, isRun: false),
            Packet(
                bytes: try Packets.tcp(
                    from: .cdn, 443, to: .node, 1, sequence: 4, acknowledgment: 10, [.syn, .ack]),
                direction: .toNode, isRun: false),
        ]
        var sequence: UInt32 = 5
        for length in lengths {
            let payload = [UInt8](repeating: 7, count: length)
            let flags: TCPFlags = length.isMultiple(of: segment) ? .ack : [.ack, .psh]
            packets.append(
                Packet(
                    bytes: try Packets.tcp(
                        from: .cdn, 443, to: .node, 1, sequence: sequence, acknowledgment: 10, flags, payload),
                    direction: .toNode, isRun: length > segment))
            sequence &+= UInt32(length)
            packets.append(
                Packet(
                    bytes: try Packets.tcp(
                        from: .node, 1, to: .cdn, 443, sequence: 10, acknowledgment: sequence, .ack),
                    direction: .fromNode, isRun: false))
        }
        return packets
    }

    /// The segments into which the kernel cuts it.
    private static func segments(of packet: Packet) throws -> [[UInt8]] {
        let headers = try PacketHeaders(parsing: packet.bytes)
        return packet.bytes.withUnsafeBytes { PacketPart.slices(of: $0, headers: headers, size: segment) }
            ?? [packet.bytes]
    }

    /// Sorts packets, and judges the segments of those that are sent on.
    private func sorted(_ packets: [Packet], _ faults: [ArmedFault], into log: EventLog) throws -> (
        rulings: Int, uncut: Int
    ) {
        var judge = PacketJudge(ManglerPlan(faults: faults))
        var (rulings, uncut, turn) = (0, 0, UInt64(0))
        for packet in packets {
            turn += 1
            let sorting = Array(packet.bytes.prefix(512)).withUnsafeBytes {
                judge.sort($0, isRun: packet.isRun, turn: turn, time: .zero, record: log.sink)
            }
            guard sorting == .single else {
                #expect(sorting == .pass)
                uncut += 1
                continue
            }
            for segment in try Self.segments(of: packet) where judge.judge(segment, into: log) != .pass {
                rulings += 1
            }
        }
        return (rulings, uncut)
    }

    static let faults: [(name: String, parameters: KeyValuePairs<String, String>)] = [
        ("packet.drop", [:]), ("packet.corrupt", [:]), ("packet.duplicate", [:]), ("packet.truncate", ["keep": "60 B"]),
        ("packet.slice", ["size": "60 B"]), ("packet.reject", [:]), ("packet.reset", [:]), ("packet.fin", [:]),
        ("packet.delay", ["by": "5 ms", "jitter": "2 ms"]), ("packet.reorder", [:]),
        ("packet.rate", ["per-second": "9", "burst": "300"]),
    ]

    /// Expects the same events in the same order, and equally many rulings.
    @Test(arguments: faults.indices) func decisionsAreThoseOfSegmentsJudgedOneByOne(index: Int) throws {
        let (name, parameters) = Self.faults[index]
        func armedFaults() throws -> [ArmedFault] {
            [
                try armed(name, parameters, seed: 5, match: { $0.with = .cdn }, when: { $0.every = 37 }),
                try armed(
                    "packet.drop", ordinal: 1, seed: 5, match: { $0.from = .cdn }, when: { $0.probability = 0.01 }),
            ]
        }
        let packets = try Self.connection((1...40).flatMap { [$0 * 100, 800, 30, 450, 200] })
        let (ahead, single) = (EventLog(), EventLog())
        let (rulings, uncut) = try sorted(packets, armedFaults(), into: ahead)
        var judge = PacketJudge(ManglerPlan(faults: try armedFaults()))
        var expected = 0
        for segment in try packets.flatMap(Self.segments) where judge.judge(segment, into: single) != .pass {
            expected += 1
        }
        #expect(ahead.events == single.events && !single.firings.isEmpty)
        #expect(rulings == expected)
        let mustSeeEach = ["packet.rate", "packet.reorder"].contains(name)
        #expect(mustSeeEach ? uncut == 0 : uncut > packets.count / 4, "\(uncut) of \(packets.count)")
    }

    @Test func theFirstRunIsCutToBeMeasuredAndAnyOfAnotherSizeThen() throws {
        let drop = try armed("packet.drop", match: { $0.from = .cdn }, when: { $0.every = 1000 })
        let log = EventLog()
        // Of the other sizes, 450 is no multiple.
        let packets = try Self.connection([400, 400, 450, 400, 30])
        let (_, uncut) = try sorted(packets, [drop], into: log)
        #expect(uncut == packets.count - 2)
        #expect(log.decisions.map(\.ordinal) == Array(1...1 + 4 + 4 + 5 + 4 + 1))
    }

    /// A receiver may send an acknowledgment with other options before the data with the same sequence number.
    @Test func anAcknowledgmentBeforeARunIsNotMeasured() throws {
        let drop = try armed("packet.drop", match: { $0.with = .cdn }, when: { $0.only = [2, 1000] })
        var judge = PacketJudge(ManglerPlan(faults: [drop]))
        let log = EventLog()
        func sorted(_ packet: [UInt8], isRun: Bool = false, turn: UInt64) -> PacketJudge.Sorting {
            packet.withUnsafeBytes { judge.sort($0, isRun: isRun, turn: turn, time: .zero, record: log.sink) }
        }
        let opening = try Self.connection([])
        for packet in opening { #expect(sorted(packet.bytes, turn: 1) == .pass) }
        // SACK, as after a loss: 12 bytes with padding.
        let acknowledgment = PacketBuilder.tcp(
            source: try Packets.address(.cdn), destination: try Packets.address(.node), sourcePort: 443,
            destinationPort: 1, sequence: 5, acknowledgment: 10, flags: .ack,
            options: [1, 1, 5, 10] + Array(repeating: 9, count: 8)
        )
        let run = try #require(Self.connection([400]).first { $0.isRun })
        #expect(sorted(acknowledgment, turn: 2) == .single && sorted(run.bytes, isRun: true, turn: 2) == .single)
        for packet in try [acknowledgment] + Self.segments(of: run) { _ = judge.judge(packet, into: log) }
        let next = try Packets.tcp(
            from: .cdn, 443, to: .node, 1, sequence: 405, acknowledgment: 10, .ack, [UInt8](repeating: 7, count: 1200))
        #expect(sorted(next, isRun: true, turn: 3) == .pass)
        let ordinals = log.decisions.filter { $0.direction == .toNode }.map(\.ordinal)
        #expect(ordinals == Array(1...1 + 1 + 4 + 12))
    }

    @Test func whatIsSparedBeyondTheLimitOfTheTimelineIsCounted() throws {
        var plan = ManglerPlan(faults: [
            try armed("packet.drop", match: { $0.with = .cdn }, when: { $0.every = 1000 })
        ])
        plan.maxRecordedDecisions = 3
        var judge = PacketJudge(plan)
        let log = EventLog()
        for (index, packet) in try Self.connection([100, 100]).enumerated() {
            let sorting = packet.bytes.withUnsafeBytes {
                judge.sort($0, isRun: false, turn: UInt64(index + 1), time: .zero, record: log.sink)
            }
            #expect(sorting == .pass)
        }
        #expect(log.decisions.map(\.ordinal) == [1, 1, 2] && judge.decisionsNotRecorded == 3)
    }
}
