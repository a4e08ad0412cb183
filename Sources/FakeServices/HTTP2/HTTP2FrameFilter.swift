import NIOCore

/// Keeps frames from the library for which it would end the connection, though the client sends them because of us.
///
/// It stands below the library. Anything else passes as it came.
final class HTTP2FrameFilter: ChannelInboundHandler, ChannelOutboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private struct Unacknowledged: Sendable {}

    /// The connection preface of a client (RFC 9113 section 3.4).
    private static let prefaceLength = 24

    private var waiting = ByteBuffer()
    /// Bytes that pass whatever they are: the preface, or the rest of a frame.
    private var passing = prefaceLength
    /// How many SETTINGS the client has to acknowledge of which the library does not know.
    private var acknowledgements = 0

    /// Lets the filter know that the library knows nothing of SETTINGS that are sent next.
    static func expectAcknowledgement(on channel: any Channel) async throws {
        try await channel.triggerUserOutboundEvent(Unacknowledged()).get()
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is Unacknowledged else { return context.triggerUserOutboundEvent(event, promise: promise) }
        acknowledgements += 1
        promise?.succeed()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var data = unwrapInboundIn(data)
        waiting.writeBuffer(&data)
        var passed = ByteBuffer()
        while true {
            if passing > 0 {
                guard var piece = waiting.readSlice(length: min(passing, waiting.readableBytes)),
                    piece.readableBytes > 0
                else { break }
                passing -= piece.readableBytes
                passed.writeBuffer(&piece)
            } else {
                guard waiting.readableBytes >= RawFrame.headLength else { break }
                if isToBeDropped() {
                    waiting.moveReaderIndex(forwardBy: RawFrame.headLength)
                } else {
                    passing = RawFrame.headLength + length()
                }
            }
        }
        waiting.discardReadBytes()
        if passed.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(passed)) }
    }

    /// The length of the payload of the next frame.
    private func length() -> Int {
        let start = waiting.readerIndex
        let (high, low) = (
            waiting.getInteger(at: start, as: UInt8.self), waiting.getInteger(at: start + 1, as: UInt16.self)
        )
        return Int(high ?? 0) << 16 | Int(low ?? 0)
    }

    /// Whether the library would end the connection because of the next frame, which has no payload then.
    private func isToBeDropped() -> Bool {
        let start = waiting.readerIndex
        guard length() == 0, let kind = waiting.getInteger(at: start + 3, as: UInt8.self),
            let flags = waiting.getInteger(at: start + 4, as: UInt8.self)
        else { return false }
        switch RawFrame.Kind(rawValue: kind) {
        // A client that is told of a frame size of 0 may send these without end.
        case .continuation: return flags & RawFrame.endOfHeaders == 0
        case .settings where flags & RawFrame.acknowledged != 0 && acknowledgements > 0:
            acknowledgements -= 1
            return true
        case .settings, .headers, nil: return false
        }
    }
}
