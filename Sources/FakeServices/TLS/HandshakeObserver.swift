import Faults
import NIOCore
import NIOTLS

/// Follows the TLS handler and records how the handshake ended.
final class HandshakeObserver: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let record: (Connection.Change, String?) -> Void
    private var isOver = false

    init(record: @escaping (Connection.Change, String?) -> Void) { self.record = record }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted(let negotiated) = event as? TLSUserEvent { end(.secured, negotiated) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.handshakeFailed, "\(error)".clipped)
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.handshakeFailed, "the client closed before the handshake was over")
        context.fireChannelInactive()
    }

    private func end(_ change: Connection.Change, _ detail: String?) {
        guard !isOver else { return }
        isOver = true
        record(change, detail)
    }
}
