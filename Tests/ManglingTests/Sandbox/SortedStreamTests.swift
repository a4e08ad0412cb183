import Faults
import Foundation
import Glibc
import Testing

@testable import Mangling

/// Streams that are cut to single packets only where a fault needs them, in real namespaces.
@Suite(.serialized, .needsWire, .timeLimit(.minutes(2))) struct SortedStreamTests {
    private static let size = 4 << 20
    /// More than an Ethernet segment, less than a run of them.
    private static let largestSegment = 1500

    /// Downloads from a role; returns how many bytes arrived.
    private func download(from role: Role, _ port: UInt16 = 443, in sandbox: WireSandbox, v6: Bool) async throws -> Int
    {
        let listener = try await blocking(in: sandbox.path(.net)) {
            try TestSocket.listening(at: role, port, v6: v6)
        }
        async let served: Void = blocking(in: sandbox.path(.net)) {
            let connection = try listener.accept()
            try connection.send([UInt8](repeating: 7, count: Self.size))
        }
        let received = try await blocking(in: sandbox.path(.node)) {
            let client = try TestSocket.tcp(v6: v6)
            try client.connect(role, port, v6: v6)
            var received = 0
            while true {
                let count = try client.receive().count
                guard count > 0 else { return received }
                received += count
            }
        }
        try await served
        return received
    }

    @Test(arguments: [false, true]) func aStreamForAFaultThatTreatsAllAlikeStaysUncut(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let log = EventLog()
            let delay = try armed("packet.delay", ["by": "1 ms"], match: { $0.protocol = .tcp })
            let (received, report) = try await sandbox.mangled([delay], log: log) {
                try await download(from: .cdn, in: sandbox, v6: v6)
            }
            #expect(received == Self.size)
            #expect(report.isLossless && report.uncut == report.packets && report.delayed == report.packets)
            #expect(log.decisions.contains { $0.direction == .toNode && $0.length > Self.largestSegment })
        }
    }

    /// Up to there, and after the corrupted segment, it comes in uncut runs.
    @Test(arguments: [false, true]) func aFaultThatNeedsSingleSegmentsSeesThem(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let log = EventLog()
            let corrupt = try armed(
                "packet.corrupt", ["checksum": "wrong"], match: { ($0.protocol, $0.from) = (.tcp, .cdn) },
                when: {
                    $0.afterBytes = Self.size / 2
                    $0.only = [1, 3]
                })
            let (received, report) = try await sandbox.mangled([corrupt], log: log) {
                try await download(from: .cdn, in: sandbox, v6: v6)
            }
            #expect(received == Self.size)
            #expect(log.decisions.map(\.ordinal) == [1, 2, 3] && log.decisions.map(\.isHit) == [true, false, true])
            #expect(log.decisions.allSatisfy { $0.length <= Self.largestSegment })
            #expect(report.changed == 2 && report.letGo == 1 && report.uncut > 0 && report.isLossless)
            #expect(report.packets < Self.size / Self.largestSegment)
        }
    }

    @Test(arguments: [false, true]) func whatIsLetGoIsCountedAndALaterConnectionStillMeetsItsFault(v6: Bool)
        async throws
    {
        try await WireSandbox.with { sandbox in
            let log = EventLog()
            let faults = [
                try armed(
                    "packet.duplicate", match: { ($0.protocol, $0.to) = (.tcp, .cdn) }, when: { $0.first = 1 }),
                try armed(
                    "packet.corrupt", ["checksum": "wrong"], ordinal: 1,
                    match: { ($0.protocol, $0.from) = (.tcp, .registry) }, when: { $0.first = 1 }),
            ]
            let (received, report) = try await sandbox.mangled(faults, log: log) {
                var received: [Int] = []
                for (role, port) in [(Role.cdn, 443), (.cdn, 444), (.registry, 443)] as [(Role, UInt16)] {
                    received.append(try await download(from: role, port, in: sandbox, v6: v6))
                }
                return received
            }
            #expect(received == [Self.size, Self.size, Self.size])
            #expect(
                log.decisions.filter(\.isHit).map(\.flow) == ["tcp cdn #1", "tcp cdn #2", "tcp registry #1"])
            #expect(report.letGo == 3 && report.isLossless)
            // A few of thousands of packets each.
            #expect(report.packets < 1000)
        }
    }
}
