import Faults
import Testing
import WireFormats

@testable import Mangling

/// Faults that need only the head of a packet get only the head from the kernel.
@Suite struct PacketExtentTests {
    private static func headFaults() throws -> [ArmedFault] {
        [
            try armed("packet.drop", when: { $0.every = 7 }),
            try armed("packet.drop", ordinal: 1, match: { $0.name = longestName }),
            try armed("packet.rate", ["per-second": "2"], ordinal: 2, match: { $0.protocol = .udp }),
            try armed("packet.delay", ["by": "5 ms", "jitter": "3 ms"], ordinal: 3, when: { $0.every = 2 }),
            try armed("packet.reorder", ordinal: 4, when: { $0.every = 3 }),
            try armed("packet.reset", ordinal: 5, when: { $0.afterBytes = 4000 }),
            try armed("packet.fin", ordinal: 6, when: { $0.afterBytes = 2000 }),
        ]
    }

    /// RFC 1035 section 2.3.4: 255 bytes with the lengths of the labels.
    private static let longestName = [63, 63, 63, 61].map { String(repeating: "n", count: $0) }.joined(separator: ".")

    @Test func faultsThatChangePacketsGetWholePackets() throws {
        let heads = try Self.headFaults()
        #expect(ManglerPlan(faults: heads).extent == .head)
        for other in [
            try armed("packet.corrupt"), try armed("packet.truncate", ["keep": "1 B"]), try armed("packet.duplicate"),
            try armed("packet.slice", ["size": "16 B"]), try armed("packet.reject"),
        ] {
            #expect(ManglerPlan(faults: heads + [other]).extent == .whole, "\(other.name)")
        }
    }

    /// Rulings, with the packets sent besides, and events.
    @Test func theHeadOfAPacketIsRuledAboutAsTheWhole() throws {
        let (whole, head) = (EventLog(), EventLog())
        var judgeOfWholes = PacketJudge(ManglerPlan(faults: try Self.headFaults()))
        var judgeOfHeads = PacketJudge(ManglerPlan(faults: try Self.headFaults()))
        var hits = 0
        for packet in try Self.packets() {
            let ruling = judgeOfWholes.judge(packet, into: whole)
            #expect(judgeOfHeads.judge(Array(packet.prefix(512)), into: head) == ruling)
            hits += ruling.hits.count
        }
        #expect(hits > 20)
        #expect(head.events == whole.events)
        let met = Set(whole.firings.map(\.fault))
        #expect(met == Set(0...6), "every fault met a packet")
    }

    private static func packets() throws -> [[UInt8]] {
        let long = [UInt8](repeating: 0xa5, count: 1200)
        var packets: [[UInt8]] = []
        for v6 in [false, true] {
            let port: UInt16 = v6 ? 4000 : 5000
            packets += [
                try Packets.tcp(from: .node, port, to: .cdn, 443, sequence: 9, .syn, v6: v6),
                try Packets.tcp(
                    from: .cdn, 443, to: .node, port, sequence: 4, acknowledgment: 10, [.syn, .ack], v6: v6),
            ]
            for part in 0..<UInt32(8) {
                packets += [
                    try Packets.tcp(
                        from: .cdn, 443, to: .node, port, sequence: 5 + part * 1200, acknowledgment: 10, .ack, long,
                        v6: v6),
                    try Packets.tcp(
                        from: .node, port, to: .cdn, 443, sequence: 10, acknowledgment: 5 + part * 1200, .ack, v6: v6),
                    try Packets.udp(from: .node, 1, to: .registry, 2, long, v6: v6),
                    try Packets.question(longestName, type: 1, padding: 900, v6: v6),
                    try Packets.question("cdn.test", type: 28, padding: 900, v6: v6),
                ]
            }
        }
        return packets
    }
}
