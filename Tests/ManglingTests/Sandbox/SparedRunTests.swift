import Faults
import Foundation
import Testing

@testable import Mangling

/// Runs of segments that faults spare pass uncut, and each segment is counted, in real namespaces.
@Suite(.serialized, .needsWire, .timeLimit(.minutes(2))) struct SparedRunTests {
    private static let size = 4 << 20
    /// The MTU of Ethernet.
    private static let largestPacket = 1500

    private struct Download {
        /// Bytes of payload.
        let size: Int
        /// Segments as the node's kernel counts them.
        let sent: Int
        let received: Int
    }

    private func download(in sandbox: WireSandbox, v6: Bool, largestSegment: Int32 = 0) async throws -> Download {
        let listener = try await blocking(in: sandbox.path(.net)) {
            try TestSocket.listening(at: .cdn, v6: v6)
        }
        async let served: Void = blocking(in: sandbox.path(.net)) {
            let connection = try listener.accept()
            try connection.send([UInt8](repeating: 7, count: Self.size))
            try connection.finish()
            // Waits until the node has closed too.
            _ = try connection.receive()
        }
        let download = try await blocking(in: sandbox.path(.node)) {
            let client = try TestSocket.tcp(v6: v6)
            if largestSegment > 0 { try client.setLargestSegment(largestSegment) }
            try client.connect(.cdn, 443, v6: v6)
            var received = 0
            while true {
                let count = try client.receive().count
                guard count > 0 else { break }
                received += count
            }
            try client.finish()
            try client.waitUntilClosed()
            let segments = try client.segments()
            return Download(size: received, sent: segments.sent, received: segments.received)
        }
        try await served
        return download
    }

    /// Faults that match both directions of the download.
    private func faults(_ name: String, seed: UInt64 = 1, _ probability: Double) throws -> [ArmedFault] {
        [try armed(name, seed: seed, match: { $0.with = .cdn }, when: { $0.probability = probability })]
    }

    /// Two independent counts of one stream: the ordinals of a fault, and what the node's kernel says.
    @Test(arguments: [false, true], [0, 1000]) func ordinalsAreThoseOfTheSegmentsThatTheNodeCounts(
        v6: Bool, largestSegment: Int32
    ) async throws {
        try await WireSandbox.with { sandbox in
            let log = EventLog()
            let (seen, report) = try await sandbox.mangled(try faults("packet.drop", 0), log: log) {
                try await download(in: sandbox, v6: v6, largestSegment: largestSegment)
            }
            #expect(seen.size == Self.size && report.isLossless)
            #expect(log.count(.toNode) == seen.received && log.count(.fromNode) == seen.sent)
            #expect(log.decisions.allSatisfy { $0.length <= Self.largestPacket && !$0.isHit })
            // Most of them came in runs.
            #expect(report.packets < log.decisions.count / 2)
        }
    }

    /// A path with a smaller MTU than both ends announced: senders learn it by ICMP and make smaller segments.
    @Test(arguments: [false, true]) func ordinalsAreThoseOfSegmentsThatAreMadeForASmallerPath(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let log = EventLog()
            try await sandbox.setMTU(1300, of: "left", in: .wire)
            let (seen, report) = try await sandbox.mangled(try faults("packet.drop", 0), log: log) {
                try await download(in: sandbox, v6: v6)
            }
            #expect(seen.size == Self.size && report.isLossless)
            #expect(log.count(.toNode) == seen.received && log.count(.fromNode) == seen.sent)
            #expect(log.decisions.allSatisfy { $0.length <= 1300 })
            #expect(report.packets < log.decisions.count / 2)
        }
    }

    /// The seed decides about each ordinal, whether or not its neighbours were cut.
    ///
    /// The receiver's kernel does not count lost segments.
    @Test(arguments: [false, true]) func fatesAreThoseOfSegmentsJudgedOneByOne(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let log = EventLog()
            let (seen, report) = try await sandbox.mangled(try faults("packet.drop", seed: 7, 0.01), log: log) {
                try await download(in: sandbox, v6: v6)
            }
            #expect(seen.size == Self.size && report.isLossless)
            let fresh = try #require(try faults("packet.drop", seed: 7, 0.01).first)
            for direction in Direction.allCases {
                let decisions = log.decisions.filter { $0.direction == direction }
                let expected = decisions.indices.map { _ in
                    fresh.decide(flow: .connection(to: .cdn, number: 1), direction: direction)
                }
                #expect(log.count(direction) == decisions.count)
                #expect(decisions.indices.first { decisions[$0].isHit != expected[$0]?.isHit } == nil)
            }
            #expect(log.count(.fromNode) == seen.sent)
            #expect(log.decisions.count { $0.direction == .toNode && !$0.isHit } == seen.received)
            #expect(report.dropped == log.firings.count && report.dropped > 10)
            #expect(report.packets < log.decisions.count)
        }
    }

    /// One in a hundred segments to the node is sent twice, so its kernel counts it twice.
    ///
    /// Those from it are left alone: a second copy of its FIN makes the server answer a connection that is closed. The
    /// last segment to it closes the connection, so that a copy of that one is not counted.
    @Test(arguments: [false, true]) func onlyTheHitSegmentIsHitAmongSparedOnes(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let log = EventLog()
            let duplicate = try armed("packet.duplicate", match: { $0.from = .cdn }, when: { $0.probability = 0.01 })
            let (seen, report) = try await sandbox.mangled([duplicate], log: log) {
                try await download(in: sandbox, v6: v6)
            }
            #expect(seen.size == Self.size && report.isLossless)
            let toNode = log.decisions.filter { $0.direction == .toNode }
            #expect(toNode.count + toNode.dropLast().count(where: \.isHit) == seen.received)
            #expect(toNode.contains(where: \.isHit) && log.decisions.allSatisfy { $0.length <= Self.largestPacket })
            #expect(report.added == log.firings.count)
        }
    }
}

extension EventLog {
    /// The last ordinal of a direction; 0 unless each one came once and in order.
    fileprivate func count(_ direction: Direction) -> Int {
        let ordinals = decisions.filter { $0.direction == direction }.map(\.ordinal)
        return ordinals == Array(1...max(1, ordinals.count)) ? ordinals.count : 0
    }
}
