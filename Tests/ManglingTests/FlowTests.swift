import Faults
import Testing
import WireFormats

@testable import Mangling

@Suite struct FlowTests {
    /// The flows of packets in order of arrival, as the timeline names them.
    private func recordedFlows(of packets: [[UInt8]]) throws -> [String] {
        let log = EventLog()
        var judge = PacketJudge(ManglerPlan(faults: [try armed("packet.delay", ["by": "1 ms"])]))
        for packet in packets { _ = judge.judge(packet, into: log) }
        return log.decisions.map(\.flow)
    }

    @Test func connectionsAreNumberedByTheirSYNsPerRole() throws {
        let flows = try recordedFlows(of: [
            Packets.tcp(from: .node, 50_000, to: .cdn, 443, sequence: 10, .syn),
            Packets.tcp(from: .node, 50_001, to: .cdn, 443, sequence: 20, .syn, v6: true),
            Packets.tcp(from: .node, 50_001, to: .auth, 443, sequence: 20, .syn),
            Packets.tcp(from: .cdn, 443, to: .node, 50_001, sequence: 77, acknowledgment: 21, [.syn, .ack], v6: true),
            Packets.tcp(from: .cdn, 443, to: .node, 50_000, sequence: 78, acknowledgment: 11, [.syn, .ack]),
        ])
        #expect(flows == ["tcp cdn #1", "tcp cdn #2", "tcp auth #1", "tcp cdn #2", "tcp cdn #1"])
    }

    @Test func aRetransmittedSYNIsTheSameConnectionAndANewSequenceANewOne() throws {
        let flows = try recordedFlows(of: [
            Packets.tcp(from: .node, 50_000, to: .cdn, 443, sequence: 10, .syn),
            Packets.tcp(from: .node, 50_000, to: .cdn, 443, sequence: 10, .syn),
            Packets.tcp(from: .node, 50_000, to: .cdn, 443, sequence: 11, acknowledgment: 1, [.rst, .ack]),
            Packets.tcp(from: .node, 50_000, to: .cdn, 443, sequence: 9000, .syn),
            Packets.tcp(from: .cdn, 443, to: .node, 50_000, sequence: 5, acknowledgment: 9001, [.syn, .ack]),
        ])
        #expect(flows == ["tcp cdn #1", "tcp cdn #1", "tcp cdn #1", "tcp cdn #2", "tcp cdn #2"])
    }

    @Test func connectionsAreNumberedEvenIfOnlyTheirAnswersAreMatched() throws {
        let log = EventLog()
        var judge = PacketJudge(ManglerPlan(faults: [try armed("packet.drop", match: { $0.from = .cdn })]))
        _ = judge.judge(try Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: 1, .syn))
        _ = judge.judge(try Packets.tcp(from: .node, 2, to: .cdn, 443, sequence: 1, .syn))
        _ = judge.judge(try Packets.tcp(from: .cdn, 443, to: .node, 2, sequence: 1, [.syn, .ack]), into: log)
        #expect(log.decisions.map(\.flow) == ["tcp cdn #2"])
    }

    @Test func whatIsNoConnectionAndNoQuestionHasAFlowWithoutEphemeralPorts() throws {
        var fragment = try Packets.udp(from: .node, 40_000, to: .dns, 53)
        fragment[7] = 1  // Fragment offset 8 bytes.
        let flows = try recordedFlows(of: [
            Packets.udp(from: .node, 40_000, to: .proxy, 3128),
            Packets.udp(from: .proxy, 3128, to: .node, 40_000),
            Packets.udp(from: .node, 40_000, to: .dns, 53, [1, 2]),
            Packets.answer("Registry.TEST", type: 28),
            fragment,
            Packets.tcp(from: .cdn, 443, to: .node, 50_000, sequence: 1, .ack),
        ])
        #expect(
            flows == [
                "udp proxy:3128", "udp proxy:3128", "udp dns:53", "dns registry.test AAAA", "ip-17 dns", "ip-6 cdn",
            ]
        )
    }

    @Test func bytesOfAConnectionCountFromItsSYNAndRetransmissionsOnce() throws {
        var table = ConnectionTable()
        func bytes(_ packet: [UInt8], _ direction: Direction) throws -> Int? {
            let headers = try PacketHeaders(parsing: packet)
            return table.place(of: headers, direction)?.bytes
        }
        let start: UInt32 = 0xffff_fff0
        let data = [UInt8](repeating: 0, count: 100)
        #expect(try bytes(Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: start, .syn), .fromNode) == 0)
        #expect(try bytes(Packets.tcp(from: .cdn, 443, to: .node, 1, sequence: 5, [.syn, .ack]), .toNode) == 0)
        for offset in [0, 100, 100, 300, 200, 1 << 31 - 200] {
            let sequence = start &+ 1 &+ UInt32(offset)
            let packet = try Packets.tcp(from: .node, 1, to: .cdn, 443, sequence: sequence, .ack, data)
            #expect(try bytes(packet, .fromNode) == offset)
        }
        // A keep-alive probe has the sequence number before the first (RFC 9293 section 3.8.4).
        #expect(try bytes(Packets.tcp(from: .cdn, 443, to: .node, 1, sequence: 5, .ack), .toNode) == 0)
        #expect(try bytes(Packets.tcp(from: .cdn, 443, to: .node, 1, sequence: 1006, .ack), .toNode) == 1000)
    }

    @Test func bytesOfAConnectionGoOnPastFourGibibytes() {
        var position = SequencePosition(base: 1)
        var sequence: UInt32 = 1
        for step in 0..<12 {
            #expect(position.bytes(before: sequence) == step << 29)
            sequence &+= 1 << 29
        }
    }

    /// Decisions about one flow, in order: hit or spared.
    private func hits(_ packets: [[UInt8]], flow: String, seed: UInt64) throws -> [Bool] {
        let log = EventLog()
        let drop = try armed("packet.drop", seed: seed, when: { $0.probability = 0.5 })
        var judge = PacketJudge(ManglerPlan(faults: [drop]))
        for packet in packets { _ = judge.judge(packet, into: log) }
        return log.decisions.filter { $0.flow == flow }.map(\.isHit)
    }

    @Test func decisionsDoNotDependOnHowFlowsInterleave() throws {
        let a = try (0..<40).map {
            try Packets.question("cdn.test", type: 1, port: 40_000 + UInt16($0), id: UInt16($0))
        }
        let aaaa = try (0..<40).map { try Packets.question("cdn.test", type: 28, port: 50_000 - UInt16($0)) }
        let interleaved = zip(a, aaaa).flatMap { [$0, $1] }
        let orders = [a + aaaa, aaaa + a, interleaved, interleaved.reversed()]
        for flow in ["dns cdn.test A", "dns cdn.test AAAA"] {
            let decisions = try orders.map { try hits($0, flow: flow, seed: 42) }
            #expect(Set(decisions).count == 1)
            #expect((8...32).contains(decisions[0].count { $0 }))
            #expect(try self.hits(interleaved, flow: flow, seed: 43) != decisions[0])
        }
    }
}
