import Faults
import Foundation
import Glibc
import Testing

@testable import Mangling

@Suite(.serialized, .enabled(if: WireSandbox.isWanted, Comment(rawValue: WireSandbox.obstacle ?? "")))
struct MangledStreamTests {
    private func listener(in sandbox: WireSandbox, v6: Bool) async throws -> TestSocket {
        try await blocking(in: sandbox.path(.net)) {
            let socket = try TestSocket.tcp(v6: v6)
            try socket.bind(.cdn, 443, v6: v6)
            try socket.listen()
            return socket
        }
    }

    /// The byte at a place of the stream that is sent.
    private static func byte(_ position: Int) -> UInt8 { UInt8(truncatingIfNeeded: position &* 31 &+ position >> 8) }

    /// Downloads from the CDN; returns the bytes that arrived and whether they were right.
    private func download(_ count: Int, in sandbox: WireSandbox, v6: Bool) async throws -> (count: Int, isRight: Bool) {
        let listener = try await listener(in: sandbox, v6: v6)
        async let served: Void = blocking(in: sandbox.path(.net)) {
            let connection = try listener.accept()
            var sent = 0
            while sent < count {
                let chunk = (sent..<min(count, sent + 65_536)).map(Self.byte)
                try connection.send(chunk)
                sent += chunk.count
            }
        }
        let result = try await blocking(in: sandbox.path(.node)) {
            let client = try TestSocket.tcp(v6: v6)
            try client.connect(.cdn, 443, v6: v6)
            var received = 0
            var isRight = true
            while true {
                let chunk = try client.receive()
                guard !chunk.isEmpty else { break }
                isRight = isRight && zip(received..., chunk).allSatisfy { Self.byte($0) == $1 }
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
            let spare = try armed("packet.drop", when: { $0.probability = 0 })
            let size = mebibytes << 20
            let start = ContinuousClock.now
            let (result, report) = try await sandbox.mangled([spare]) {
                try await download(size, in: sandbox, v6: v6)
            }
            print("\(mebibytes) MiB v\(v6 ? 6 : 4): \(ContinuousClock.now - start), \(report)")
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
                        _ = try connection.receive()
                        return 0
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
            #expect(report.resets == 1)
            #expect(report.dropped == 1)
            #expect(report.isLossless)
            #expect(log.firings.map(\.detail) == ["tcp cdn #1 from-node packet 3: RST to both ends"])
        }
    }
}
