import NIOCore
import NIOHTTP2
import Synchronization

/// Reads from the client's SETTINGS how large the window of a new stream is.
final class HTTP2WindowHandler: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame
    typealias InboundOut = HTTP2Frame

    /// The window without a word of the client (RFC 9113 section 6.9.2).
    static let initial = 65_535

    /// The size, which tasks read and the event loop writes.
    final class Size: Sendable {
        private let size = Atomic(HTTP2WindowHandler.initial)

        var value: Int { size.load(ordering: .relaxed) }

        fileprivate func set(_ value: Int) { size.store(value, ordering: .relaxed) }
    }

    private let size: Size

    init(_ size: Size) { self.size = size }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .settings(.settings(let settings)) = unwrapInboundIn(data).payload {
            // The last one counts (RFC 9113 section 6.5.3).
            if let window = settings.last(where: { $0.parameter == .initialWindowSize }) { size.set(window.value) }
        }
        context.fireChannelRead(data)
    }
}
