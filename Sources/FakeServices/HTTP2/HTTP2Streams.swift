import HTTPTypes
import NIOCore
import NIOHTTP2
import NIOHTTPTypesHTTP2
import Synchronization

/// The requests that come on the streams of one connection of HTTP/2 (RFC 9113 section 5).
struct HTTP2Streams: Sendable {
    /// One stream, which carries one request.
    struct Stream: Sendable {
        let channel: any Channel
        /// The whole request; fails if the stream ends before it has come.
        let request: EventLoopFuture<HTTP2RequestHandler.Received>
    }

    /// More than pullers open at once; the least that RFC 9113 section 6.5.2 recommends.
    private static let mostStreams = 100
    /// As large as a token that a fault makes may be, and more.
    private static let largestHead = 256 << 10

    let inbound: NIOHTTP2AsyncSequence<Stream>
    private let window: HTTP2WindowHandler.Size

    /// Puts the handlers of HTTP/2 into a channel, on its event loop.
    init(on channel: any Channel, largestBody: Int) throws {
        var configuration = NIOHTTP2Handler.Configuration()
        configuration.connection.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: Self.mostStreams),
            HTTP2Setting(parameter: .maxHeaderListSize, value: Self.largestHead),
        ]
        // Faults answer what the library would rather not send.
        configuration.connection.headerBlockValidation = .disabled
        configuration.connection.contentLengthValidation = .disabled
        let window = HTTP2WindowHandler.Size()
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(HTTP2FrameFilter())
        inbound = try pipeline.configureAsyncHTTP2Pipeline(mode: .server, configuration: configuration) { stream in
            stream.eventLoop.makeCompletedFuture {
                let handler = HTTP2RequestHandler(
                    largestBody: largestBody,
                    promise: stream.eventLoop.makePromise(of: HTTP2RequestHandler.Received.self))
                try stream.pipeline.syncOperations.addHandlers(HTTP2FramePayloadToHTTPServerCodec(), handler)
                return Stream(channel: stream, request: handler.request)
            }
        }.inbound
        try pipeline.addHandler(HTTP2WindowHandler(window))
        self.window = window
    }

    /// The bytes of body that a new stream may carry before the client says WINDOW_UPDATE.
    ///
    /// The window of the connection is never smaller or larger at first (RFC 9113 section 6.9.2).
    var firstWindow: Int { min(window.value, HTTP2WindowHandler.initial) }
}
