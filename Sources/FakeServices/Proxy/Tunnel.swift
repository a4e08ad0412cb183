import NIOCore
import Synchronization

/// Carries bytes between a client and a host until both have ended, no faster than either reads them.
struct Tunnel: Sendable {
    typealias End = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    let client: End
    let host: End
    /// Whether the end of one direction is passed on while the other continues; otherwise the first end closes both.
    let isHalfClosed: Bool
    /// The answer to a forwarded request; its head must say that it is the last on its connection.
    let isForwarding: Bool

    /// How it ended, the number of bytes to the client, and the status of a forwarded answer.
    func run() async -> (sent: Int, status: Int?, isBroken: Bool) {
        let passed = Passed()
        do {
            try await client.executeThenClose { fromClient, toClient in
                try await host.executeThenClose { fromHost, toHost in
                    try await carry(fromClient, toClient, fromHost, toHost, passed)
                }
            }
            return (passed.count, passed.status, false)
        } catch {
            return (passed.count, passed.status, true)
        }
    }

    private func carry(
        _ fromClient: NIOAsyncChannelInboundStream<ByteBuffer>, _ toClient: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        _ fromHost: NIOAsyncChannelInboundStream<ByteBuffer>, _ toHost: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        _ passed: Passed
    ) async throws {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for try await piece in fromClient { try await toHost.write(piece) }
                    toHost.finish()
                }
                group.addTask {
                    var answer = isForwarding ? ByteBuffer() : nil
                    for try await piece in fromHost {
                        guard let piece = Self.closing(piece, &answer, passed) else { continue }
                        try await toClient.write(piece)
                        passed.add(piece.readableBytes)
                    }
                    toClient.finish()
                }
                try await group.next()
                if !isHalfClosed { group.cancelAll() }
                try await group.waitForAll()
            }
        } catch {
            // If one side breaks off, the other side sees it as if there were no proxy.
            for end in [client, host] where (try? await WireHandler.reset(end.channel)) == nil {
                WireHandler.abort(end.channel)
            }
            throw error
        }
    }

    /// Holds back bytes until the head is complete, and adds to it that the connection will be closed.
    private static func closing(
        _ piece: ByteBuffer, _ held: inout ByteBuffer?, _ passed: Passed
    ) -> ByteBuffer? {
        guard var collected = held else { return piece }
        collected.writeImmutableBuffer(piece)
        guard let length = ProxyHead.length(in: collected.readableBytesView) else {
            held = collected.readableBytes > ProxyHead.largest ? nil : collected
            return held == nil ? collected : nil
        }
        held = nil
        guard let head = ProxyHead(collected.readableBytesView.prefix(length)) else { return collected }
        passed.take(statusLine: head.start)
        collected.moveReaderIndex(forwardBy: length)
        var changed = ByteBuffer(bytes: head.passedOn(start: head.start))
        changed.writeBuffer(&collected)
        return changed
    }
}

/// The number of bytes to the client.
private final class Passed: Sendable {
    private let bytes = Atomic(0)
    /// The status of the forwarded answer; 0 before there is one.
    private let code = Atomic(0)

    var count: Int { bytes.load(ordering: .relaxed) }

    var status: Int? {
        let code = code.load(ordering: .relaxed)
        return code == 0 ? nil : code
    }

    func add(_ count: Int) { bytes.add(count, ordering: .relaxed) }

    /// RFC 9112 section 4: the version, then the status code.
    func take(statusLine: String) {
        let words = statusLine.split(separator: " ")
        guard words.count > 1, let number = Int(words[1]), (100...999).contains(number) else { return }
        code.store(number, ordering: .relaxed)
    }
}
