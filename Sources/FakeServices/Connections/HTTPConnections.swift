import Faults
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import NIOSSL

/// Serves accepted connections of the HTTP hosts.
struct HTTPConnections: Sendable {
    /// A form of the token service is much smaller.
    private static let largestBody = 64 << 10

    let responders: [Role: Responder]
    /// Nil for plain HTTP.
    let handshakes: Handshakes?
    let hooks: ServiceHooks
    let counters: RunCounters

    /// Serves a connection to its end; cancellation ends it at once.
    func serve(_ channel: any Channel, host: Role) async {
        let number = counters.nextConnection()
        record(host, number, .accepted)
        await withTaskCancellationHandler {
            do {
                try await exchange(channel, host, number)
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

    private func exchange(_ channel: any Channel, _ host: Role, _ number: Int) async throws {
        guard let responder = responders[host] else { return }
        if let handshakes { try await prepare(channel, handshakes, host, number).get() }
        let http = HTTP1Channel { request, _, channel in
            try await respond(with: responder, to: request, number, channel)
        }
        let logger = Logger(label: "chaospull.services") { _ in SwiftLogNoOpLogHandler() }
        let connection = try await channel.eventLoop.flatSubmit { http.setup(channel: channel, logger: logger) }.get()
        channel.setOption(.autoRead, value: true).whenFailure { _ in WireHandler.abort(channel) }
        await http.handle(value: connection, logger: logger)
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
                    if let context = handshake.context {
                        try pipeline.addHandler(NIOSSLServerHandler(context: context), position: .after(wire))
                    } else {
                        try pipeline.addHandler(SilentHandler(), position: .after(wire))
                    }
                } catch {
                    hooks.problem("connection \(number) with \(host.rawValue) had no handshake: \(error)")
                    WireHandler.abort(channel)
                }
            }
        }
    }

    private func respond(
        with responder: Responder, to request: HummingbirdCore.Request, _ number: Int, _ channel: any Channel
    ) async throws {
        var asked = ServiceRequest(request.head)
        if asked.method == "POST" {
            do {
                asked.body = Array(try await request.body.collect(upTo: Self.largestBody).readableBytesView)
            } catch is NIOTooManyBytesError {
                asked.isBodyTooLarge = true
            }
        }
        try await responder.respond(to: asked, connection: number, through: channel)
    }

    private func record(_ host: Role, _ number: Int, _ change: Connection.Change, _ detail: String? = nil) {
        hooks.record(.connection(Connection(host: host, connection: number, change: change, detail: detail)))
    }
}

/// Reads and says nothing, for a handshake that is never answered.
private final class SilentHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
