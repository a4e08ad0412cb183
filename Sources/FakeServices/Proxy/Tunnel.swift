import NIOCore
import Synchronization

/// Carries bytes between a client and a host until both have said all, no faster than either takes them.
struct Tunnel: Sendable {
    typealias End = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    let client: End
    let host: End
    /// Passes the end of what one side says on, while the other goes on; else the first end is that of both.
    let isHalfClosed: Bool
    /// The answer to a forwarded request, which has to say that it is the last on its connection.
    let isForwarding: Bool

    /// How it ended, and the bytes that went to the client.
    func run() async -> (sent: Int, isBroken: Bool) {
        let sent = ByteCount()
        do {
            try await client.executeThenClose { fromClient, toClient in
                try await host.executeThenClose { fromHost, toHost in
                    try await carry(fromClient, toClient, fromHost, toHost, sent)
                }
            }
            return (sent.value, false)
        } catch {
            return (sent.value, true)
        }
    }

    private func carry(
        _ fromClient: NIOAsyncChannelInboundStream<ByteBuffer>, _ toClient: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        _ fromHost: NIOAsyncChannelInboundStream<ByteBuffer>, _ toHost: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        _ sent: ByteCount
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
                        guard let piece = Self.closing(piece, &answer) else { continue }
                        try await toClient.write(piece)
                        sent.add(piece.readableBytes)
                    }
                    toClient.finish()
                }
                try await group.next()
                if !isHalfClosed { group.cancelAll() }
                try await group.waitForAll()
            }
        } catch {
            // The peer of a side that broke off learns it as if there were no proxy.
            for end in [client, host] where (try? await WireHandler.reset(end.channel)) == nil {
                WireHandler.abort(end.channel)
            }
            throw error
        }
    }

    /// Holds back what comes until it has a whole head, and then says in it that the connection is closed.
    private static func closing(_ piece: ByteBuffer, _ held: inout ByteBuffer?) -> ByteBuffer? {
        guard var collected = held else { return piece }
        collected.writeImmutableBuffer(piece)
        guard let length = ProxyHead.length(in: collected.readableBytesView) else {
            held = collected.readableBytes > ProxyHead.largest ? nil : collected
            return held == nil ? collected : nil
        }
        held = nil
        guard let head = ProxyHead(collected.readableBytesView.prefix(length)) else { return collected }
        collected.moveReaderIndex(forwardBy: length)
        var changed = ByteBuffer(bytes: head.passedOn(start: head.start))
        changed.writeBuffer(&collected)
        return changed
    }
}

/// Bytes that went one way.
private final class ByteCount: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add(_ bytes: Int) { count.add(bytes, ordering: .relaxed) }
}
