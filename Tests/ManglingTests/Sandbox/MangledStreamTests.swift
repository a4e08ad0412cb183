import Faults
import Foundation
import Glibc
import Testing

@testable import Mangling

@Suite(.serialized, .needsWire, .timeLimit(.minutes(2))) struct MangledStreamTests {
    private func listener(in sandbox: WireSandbox, v6: Bool) async throws -> TestSocket {
        try await blocking(in: sandbox.path(.net)) {
            try TestSocket.listening(at: .cdn, v6: v6)
        }
    }

    /// What is sent, repeatedly; no two parts of a packet's length are equal.
    private static let pattern = (0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

    /// Whether bytes at an offset of the stream are what was sent there.
    private static func isRight(_ bytes: [UInt8], at position: Int) -> Bool {
        let start = position % pattern.count
        return bytes.withUnsafeBytes { bytes in
            pattern.withUnsafeBytes { pattern in
                let head = min(bytes.count, pattern.count - start)
                guard let bytesStart = bytes.baseAddress, let patternStart = pattern.baseAddress else { return false }
                return memcmp(patternStart + start, bytesStart, head) == 0
                    && memcmp(patternStart, bytesStart + head, bytes.count - head) == 0
            }
        }
    }

    /// Downloads from the CDN; returns how many bytes arrived and whether they were right.
    private func download(_ count: Int, in sandbox: WireSandbox, v6: Bool) async throws -> (count: Int, isRight: Bool) {
        let listener = try await listener(in: sandbox, v6: v6)
        async let served: Void = blocking(in: sandbox.path(.net)) {
            let connection = try listener.accept()
            for _ in 0..<(count / Self.pattern.count) { try connection.send(Self.pattern) }
        }
        let result = try await blocking(in: sandbox.path(.node)) {
            let client = try TestSocket.tcp(v6: v6)
            try client.connect(.cdn, 443, v6: v6)
            var received = 0
            var isRight = true
            while true {
                let chunk = try client.receive()
                guard !chunk.isEmpty else { break }
                isRight = isRight && Self.isRight(chunk, at: received)
                received += chunk.count
            }
            return (count: received, isRight: isRight)
        }
        try await served
        return result
    }

    @Test(arguments: [(1, false), (1, true), (64, false), (64, true)])
    func nothingIsLostOnTheWay(mebibytes: Int, v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            // Needs each single packet, and spares all of them.
            let spare = try armed("packet.rate", ["per-second": "1000000", "burst": "1000000"])
            let size = mebibytes << 20
            let (result, report) = try await sandbox.mangled([spare]) {
                try await download(size, in: sandbox, v6: v6)
            }
            #expect(result.count == size)
            #expect(result.isRight)
            #expect(report.packets > size / 1500)
            #expect(report.kernelQueueDropped == 0)
            #expect(report.kernelUserDropped == 0)
            #expect(report.isLossless)
            #expect(report.dropped == 0)
        }
    }

    @Test(arguments: [false, true]) func lossIsHealedByRetransmission(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let drop = try armed("packet.drop", match: { $0.from = .cdn }, when: { $0.every = 50 })
            let (result, report) = try await sandbox.mangled([drop]) {
                try await download(1 << 20, in: sandbox, v6: v6)
            }
            #expect(result == (1 << 20, true))
            #expect(report.dropped >= 10)
            #expect(report.isLossless)
        }
    }

    @Test(arguments: [false, true]) func whatIsDoneToSegmentsIsHealedByTCP(v6: Bool) async throws {
        for fault in [
            try armed("packet.duplicate", when: { $0.every = 3 }),
            try armed("packet.reorder", ["gap": "2"], when: { $0.every = 20 }),
            try armed("packet.truncate", ["keep": "100 B"], match: { $0.from = .cdn }, when: { $0.every = 50 }),
            try armed("packet.slice", ["size": "500 B"], match: { $0.from = .cdn }),
        ] {
            try await WireSandbox.with { sandbox in
                let (result, report) = try await sandbox.mangled([fault]) {
                    try await download(1 << 20, in: sandbox, v6: v6)
                }
                #expect(result == (1 << 20, true), "\(fault.name)")
                #expect(fault.fired > 10 && report.isLossless, "\(fault.name)")
            }
        }
    }

    /// Uses the counters of the receiver's kernel, since a stream does not show in which pieces it came.
    @Test(arguments: [false, true]) func slicesArriveAsSegmentsOfTheirOwn(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let slice = try armed("packet.slice", ["size": "64 B"], match: { $0.from = .cdn })
            let (result, report) = try await sandbox.mangled([slice]) {
                try await download(1 << 16, in: sandbox, v6: v6)
            }
            #expect(result == (1 << 16, true))
            #expect(report.added > 900 && report.isLossless)
            let segments = try await blocking(in: sandbox.path(.node)) { try KernelCounter.value("InSegs", of: "Tcp") }
            #expect(segments >= (1 << 16) / 64)
        }
    }

    @Test(arguments: [false, true]) func aForgedFINLooksLikeTheEndOfTheStream(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let fin = try armed(
                "packet.fin", match: { $0.from = .cdn },
                when: {
                    $0.afterBytes = 100_000
                    $0.first = 1
                })
            let (received, report) = try await sandbox.mangled([fin]) {
                let listener = try await listener(in: sandbox, v6: v6)
                async let served: Void = blocking(in: sandbox.path(.net)) {
                    let connection = try listener.accept()
                    for _ in 0..<16 { try connection.send(Self.pattern) }
                }
                let received = try await blocking(in: sandbox.path(.node)) {
                    let client = try TestSocket.tcp(v6: v6)
                    try client.connect(.cdn, 443, v6: v6)
                    var bytes: [UInt8] = []
                    while true {
                        let chunk = try client.receive()
                        guard !chunk.isEmpty else { return bytes }
                        bytes += chunk
                    }
                }
                // The sender is refused once the receiver has closed.
                _ = try? await served
                return received
            }
            #expect((100_000..<110_000).contains(received.count))
            #expect(Self.isRight(received, at: 0))
            #expect(report.answered == 1 && report.isLossless)
        }
    }

    @Test(arguments: [false, true]) func aResetIsSeenAtBothEnds(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let log = EventLog()
            // The node's SYN is the first, its ACK the second, its request the third.
            let reset = try armed("packet.reset", match: { $0.to = .cdn }, when: { $0.only = [3] })
            let (errors, report) = try await sandbox.mangled([reset], log: log) {
                let listener = try await listener(in: sandbox, v6: v6)
                async let server = blocking(in: sandbox.path(.net)) { () throws -> Int32 in
                    let connection = try listener.accept()
                    do {
                        // Distinguishes data from the end of the stream.
                        return try connection.receive().isEmpty ? 0 : -1
                    } catch let failure as TestSocket.Failure {
                        return failure.errno
                    }
                }
                let client = try await blocking(in: sandbox.path(.node)) { () throws -> Int32 in
                    let socket = try TestSocket.tcp(v6: v6)
                    try socket.connect(.cdn, 443, v6: v6)
                    try socket.send(Array("GET / HTTP/1.1\r\n\r\n".utf8))
                    do {
                        _ = try socket.receive()
                        return 0
                    } catch let failure as TestSocket.Failure {
                        return failure.errno
                    }
                }
                return [client, try await server]
            }
            #expect(errors == [ECONNRESET, ECONNRESET])
            #expect(report.answered == 1)
            #expect(report.dropped == 1)
            #expect(report.isLossless)
            #expect(log.firings.map(\.detail) == ["tcp cdn #1 from-node packet 3: RST to both ends"])
        }
    }
}
