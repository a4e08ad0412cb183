import Faults
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP2
import NIOHTTPTypes
import NIOSSL
import Synchronization

/// Serves accepted connections of the HTTP hosts.
struct HTTPConnections: Sendable {
    /// A form of the token service is much smaller.
    private static let largestBody = 64 << 10

    let responders: [Role: Responder]
    /// Nil if each host has a port of its own.
    let sharedPort: SharedPort?
    /// Nil for plain HTTP.
    let handshakes: Handshakes?
    let hooks: ServiceHooks
    let counters: RunCounters

    /// Serves a connection to its end; cancellation ends it at once.
    ///
    /// - Parameter isPlain: there is no TLS on this port, though the host speaks it elsewhere.
    func serve(_ channel: any Channel, host: Role, isPlain: Bool = false) async {
        let number = counters.nextConnection()
        record(host, number, .accepted)
        await withTaskCancellationHandler {
            do {
                try await exchange(channel, host, number, isPlain)
            } catch {
                // The peer is gone, so the error has no receiver.
            }
            WireHandler.abort(channel)
            try? await channel.closeFuture.get()
        } onCancel: {
            WireHandler.abort(channel)
        }
        record(host, number, .closed)
    }

    private func exchange(_ channel: any Channel, _ host: Role, _ number: Int, _ isPlain: Bool) async throws {
        guard let responder = responders[host] else { return }
        let handshakes = isPlain ? nil : handshakes
        if let handshakes { try await prepare(channel, handshakes, host, number).get() }
        let places = Places()
        let isSecure = handshakes != nil
        let http1 = HTTP1Channel { request, _, channel in
            var asked = ServiceRequest(request.head)
            asked.isInClear = isPlain
            if asked.method == "POST" {
                do {
                    asked.body = Array(try await request.body.collect(upTo: Self.largestBody).readableBytesView)
                } catch is NIOTooManyBytesError {
                    asked.isBodyTooLarge = true
                }
            }
            try await self.responder(named: request.head.authority, or: responder).respond(
                to: asked, connection: number, place: places.next()
            ) { HTTP1Wire($0, to: channel, by: .belowHTTP, isSecure: isSecure, isHead: $1) }
        }
        let logger = Logger(label: "chaospull.services") { _ in SwiftLogNoOpLogHandler() }
        let offersHTTP2 = handshakes?.offersHTTP2 ?? false
        let setUp = try await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.addHandler(BytesHandler())
            guard offersHTTP2 else {
                return http1.setup(channel: channel, logger: logger).map { NegotiatedProtocol.http1($0) }
            }
            return try NegotiatedProtocol.negotiated(on: channel, largestBody: Self.largestBody) {
                http1.setup(channel: channel, logger: logger)
            }
        }.get()
        // With ALPN nothing is set up before the client has spoken.
        if !offersHTTP2 { _ = try await setUp.get() }
        if sharedPort != nil { try await FirstBytes.release(in: channel) }
        channel.setOption(.autoRead, value: true).whenFailure { _ in WireHandler.abort(channel) }
        switch try await setUp.get() {
        case .http1(let connection): await http1.handle(value: connection, logger: logger)
        case .http2(let streams): try await serve(streams, of: channel, responder, number, places)
        }
    }

    /// Answers the streams of a connection, several at once, until it ends.
    private func serve(
        _ streams: HTTP2Streams, of connection: any Channel, _ responder: Responder, _ number: Int, _ places: Places
    ) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for try await stream in streams.inbound {
                group.addTask {
                    defer { stream.channel.close(promise: nil) }
                    guard let received = try? await stream.request.get() else { return }
                    var asked = ServiceRequest(received.head)
                    asked.body = Array(received.body.readableBytesView)
                    asked.isBodyTooLarge = received.isBodyTooLarge
                    asked.streamWindow = streams.firstWindow
                    // What became of the stream is recorded.
                    try? await self.responder(named: received.head.authority, or: responder).respond(
                        to: asked, connection: number, place: places.next()
                    ) { reply, _ in HTTP2Wire(reply, to: stream.channel, of: connection) }
                }
            }
        }
    }

    /// The host that a request names; a client that named none in the handshake names one there.
    private func responder(named authority: String?, or other: Responder) -> Responder {
        sharedPort?.host(named: authority).flatMap { responders[$0] } ?? other
    }

    /// Counts the requests of a connection, from 1.
    private final class Places: Sendable {
        private let count = Atomic(0)

        func next() -> Int { count.add(1, ordering: .relaxed).newValue }
    }

    /// Puts the handlers of a handshake in place, which is decided about when the client begins it.
    private func prepare(
        _ channel: any Channel, _ handshakes: Handshakes, _ host: Role, _ number: Int
    ) -> EventLoopFuture<Void> {
        channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            let wire = try pipeline.handler(type: WireHandler.self)
            try pipeline.addHandler(HandshakeObserver { record(host, number, $0, $1) }, position: .after(wire))
            wire.whenFirstBytesArrive {
                do {
                    let handshake = try handshakes.handshake(with: host, on: number)
                    switch handshake {
                    case .context(let context):
                        try pipeline.addHandler(NIOSSLServerHandler(context: context), position: .after(wire))
                    case .refusal(let answer):
                        try pipeline.addHandler(HandshakeRefusal(answer), position: .after(wire))
                    }
                } catch {
                    hooks.problem("connection \(number) with \(host.rawValue) had no handshake: \(error)")
                    WireHandler.abort(channel)
                }
            }
        }
    }

    private func record(_ host: Role, _ number: Int, _ change: Connection.Change, _ detail: String? = nil) {
        hooks.record(.connection(Connection(host: host, connection: number, change: change, detail: detail)))
    }
}
