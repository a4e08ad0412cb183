import NIOCore

/// Sends bytes from below the handlers of HTTP, which cannot say an answer as broken as a fault may make it.
///
/// It stands above TLS. The handlers of HTTP still read the requests.
final class BytesHandler: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private struct Sending: Sendable { let bytes: ByteBuffer }

    /// Completes when the bytes have been handed to the kernel.
    static func send(_ bytes: ByteBuffer, to channel: any Channel) async throws {
        try await channel.triggerUserOutboundEvent(Sending(bytes: bytes)).get()
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard let sending = event as? Sending else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        context.writeAndFlush(wrapOutboundOut(sending.bytes), promise: promise)
    }
}
