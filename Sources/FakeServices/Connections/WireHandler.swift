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

    private enum Command: Sendable { case abort, finish }

    private var onFirstBytes: (() -> Void)?

    /// Closes the socket at once, even if bytes wait to be written.
    static func abort(_ channel: any Channel) {
        // A listening channel has no such handler and refuses the event.
        channel.triggerUserOutboundEvent(Command.abort).whenFailure { _ in channel.close(mode: .all, promise: nil) }
    }

    /// Sends FIN; the peer may still send.
    static func finish(_ channel: any Channel) async throws {
        try await channel.triggerUserOutboundEvent(Command.finish).get()
    }

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

    /// Calls `action` on the event loop when the first bytes of the peer arrive.
    func whenFirstBytesArrive(_ action: @escaping () -> Void) { onFirstBytes = action }

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
        case nil:
            context.triggerUserOutboundEvent(event, promise: promise)
        }
    }
}
