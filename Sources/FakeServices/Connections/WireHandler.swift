import Faults
import Glibc
import NIOCore

/// The handler next to the socket.
///
/// It ends a connection below TLS, and reports when the first bytes arrive.
///
/// TLS would first exchange close_notify alerts, and a peer could make us wait for them.
final class WireHandler: ChannelInboundHandler, ChannelOutboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Command: Sendable {
        case abort, finish
        case send(ByteBuffer)
    }

    /// How long a peer has to notice the end.
    private static let patience: Duration = .seconds(2)

    /// Application data (23) of 32 bytes that no key has protected (RFC 8446 section 5.2).
    private static let badRecord = ByteBuffer(bytes: [23, 3, 3, 0, 32] + [UInt8](repeating: 0, count: 32))

    private let whenActive: @Sendable (any Channel) -> Void
    private var onFirstBytes: (() -> Void)?

    /// - Parameter whenActive: called once the connection is there for both sides.
    init(whenActive: @escaping @Sendable (any Channel) -> Void = { _ in }) { self.whenActive = whenActive }

    /// Closes the socket at once, even if bytes wait to be written.
    static func abort(_ channel: any Channel) {
        // A listening channel has no such handler and refuses the event.
        channel.triggerUserOutboundEvent(Command.abort).whenFailure { _ in channel.close(mode: .all, promise: nil) }
    }

    /// Sends FIN; the peer may still send.
    static func finish(_ channel: any Channel) async throws {
        try await channel.triggerUserOutboundEvent(Command.finish).get()
    }

    /// Sends bytes as they are, below TLS.
    static func send(_ bytes: ByteBuffer, to channel: any Channel) async throws {
        try await channel.triggerUserOutboundEvent(Command.send(bytes)).get()
    }

    /// Sends a record that the TLS of the peer cannot read.
    static func sendBadRecord(to channel: any Channel) async throws { try await send(badRecord, to: channel) }

    /// Sends RST once the peer has acknowledged every byte that the kernel got.
    static func reset(_ channel: any Channel) async throws {
        // RST discards what the kernel has not sent yet, and what was lost on the way.
        while try await !channel.isDrained() {
            if try await channel.isClosed(within: .milliseconds(2)) { return }
        }
        guard let socket = channel as? any SocketOptionProvider else { throw ChannelError.operationUnsupported }
        try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        abort(channel)
    }

    /// Ends the connection by FIN or by RST, and gives the peer time to notice.
    static func end(_ channel: any Channel, by manner: CutManner) async throws {
        switch manner {
        case .close:
            try await finish(channel)
            // Closing with bytes of the peer unread would send RST, so the peer may close first.
            _ = try? await channel.isClosed(within: patience)
            abort(channel)
        case .reset:
            try await reset(channel)
            _ = try? await channel.isClosed(within: patience)
        }
    }

    /// Calls `action` on the event loop when the first bytes of the peer arrive.
    func whenFirstBytesArrive(_ action: @escaping () -> Void) { onFirstBytes = action }

    func channelActive(context: ChannelHandlerContext) {
        whenActive(context.channel)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        onFirstBytes?()
        onFirstBytes = nil
        context.fireChannelRead(data)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        switch event as? Command {
        case .abort:
            context.close(mode: .all, promise: nil)
            promise?.succeed()
        case .finish:
            context.close(mode: .output, promise: promise)
        case .send(let bytes):
            context.writeAndFlush(wrapOutboundOut(bytes), promise: promise)
        case nil:
            context.triggerUserOutboundEvent(event, promise: promise)
        }
    }
}
