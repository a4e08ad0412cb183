import NIOCore
import NIOTLS

/// What client and server speak after the handshake, by ALPN (RFC 7301).
enum NegotiatedProtocol<HTTP1: Sendable>: Sendable {
    case http1(HTTP1)
    case http2(HTTP2Streams)

    /// Puts the handler of ALPN at the end of a channel, on its event loop.
    ///
    /// - Parameters:
    ///   - largestBody: the bytes of a request body that are kept.
    ///   - http1: puts the handlers of HTTP/1.1 in place, for clients that do not want HTTP/2.
    /// - Returns: fails if the connection ends before the handshake is over.
    static func negotiated(
        on channel: any Channel, largestBody: Int, http1: @escaping @Sendable () -> EventLoopFuture<HTTP1>
    ) throws -> EventLoopFuture<NegotiatedProtocol> {
        let handler = NIOTypedApplicationProtocolNegotiationHandler<NegotiatedProtocol> { result, channel in
            guard case .negotiated("h2") = result else { return http1().map { .http1($0) } }
            return channel.eventLoop.makeCompletedFuture {
                .http2(try HTTP2Streams(on: channel, largestBody: largestBody))
            }
        }
        try channel.pipeline.syncOperations.addHandler(handler)
        return handler.protocolNegotiationResult
    }
}
