import Faults
import NIOCore

/// Answers a ClientHello with something else than a handshake.
final class HandshakeRefusal: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: TLSPlan.Answer
    private var isOver = false

    init(_ answer: TLSPlan.Answer) { self.answer = answer }

    /// What the client sends is read and not passed on.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        isOver = true
        switch answer {
        case .handshake, .stalled: break
        case .ended(let manner): end(context.channel, by: manner)
        case .bytes(let bytes):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            end(context.channel, by: .close)
        }
    }

    private func end(_ channel: any Channel, by manner: CutManner) {
        channel.eventLoop.makeFutureWithTask { try await WireHandler.end(channel, by: manner) }
            .whenFailure { _ in WireHandler.abort(channel) }
    }
}
