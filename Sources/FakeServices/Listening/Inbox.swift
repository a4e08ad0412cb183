import Faults
import NIOCore

/// Something that arrived at a listening socket.
enum Arrival: Sendable {
    /// A connection that is not yet read; a plain one has no TLS, though the host has.
    case connection(any Channel, host: Role, isPlain: Bool)
    /// A DNS query as received.
    case query([UInt8], DNSPeer)
}

/// The sender of a DNS query, and how to answer.
struct DNSPeer: Sendable {
    let channel: any Channel
    /// The sender's address; nil on a connection.
    let datagramSource: SocketAddress?
    /// Whether the silent server was asked.
    var isSilent = false
}

/// Passes arrivals from the event loops to tasks.
struct Inbox: Sendable {
    /// More than any puller has waiting at a time; further arrivals are refused.
    private static let capacity = 16_384

    private let stream: AsyncThrowingStream<Arrival, any Error>
    private let continuation: AsyncThrowingStream<Arrival, any Error>.Continuation

    init() {
        (stream, continuation) = AsyncThrowingStream.makeStream(
            of: Arrival.self, bufferingPolicy: .bufferingOldest(Self.capacity)
        )
    }

    /// Adds an arrival; false if it was refused.
    func deliver(_ arrival: Arrival) -> Bool {
        if case .enqueued = continuation.yield(arrival) { return true }
        return false
    }

    /// Makes `drain` throw.
    func fail(_ error: any Error) { continuation.finish(throwing: error) }

    /// Handles each arrival in a child task, until it and its children are cancelled.
    func drain(_ handle: @escaping @Sendable (Arrival) async -> Void) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for try await arrival in stream {
                group.addTask { await handle(arrival) }
            }
            group.cancelAll()
        }
    }
}
