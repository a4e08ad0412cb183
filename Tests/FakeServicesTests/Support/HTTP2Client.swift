import HTTPTypes
import NIOCore
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP2
import NIOPosix
import NIOSSL
import NIOTLS
import Synchronization

/// A client that speaks HTTP/2 over TLS, and keeps what came on each stream and on the connection.
struct HTTP2Client: Sendable {
    /// One answer, complete or not.
    struct Answer: Sendable {
        var interim: [Int] = []
        var head: HTTPResponse?
        var body: [UInt8] = []
        var isComplete = false
        /// The code of RST_STREAM; nil without one.
        var reset: Int?

        var status: Int { head?.status.code ?? 0 }
    }

    /// The last stream and the code of each GOAWAY.
    struct GoAway: Sendable, Equatable {
        let lastStream: Int
        let code: Int
    }

    let channel: any Channel
    private let multiplexer: NIOHTTP2Handler.StreamMultiplexer
    private let frames: Frames

    var goAways: [GoAway] { frames.goAways.withLock { $0 } }

    /// - Parameters:
    ///   - window: SETTINGS_INITIAL_WINDOW_SIZE of the client.
    static func connect(
        port: Int, trusting pem: String, host: String, window: Int = 1 << 20, protocols: [String] = ["h2"]
    ) async throws -> HTTP2Client {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)))
        configuration.applicationProtocols = protocols
        let context = try NIOSSLContext(configuration: configuration)
        let frames = Frames()
        let handshake = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: Void.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(try NIOSSLClientHandler(context: context, serverHostname: host))
                    try pipeline.addHandler(HandshakeKeeper(handshake))
                    var settings = NIOHTTP2Handler.Configuration()
                    settings.connection.initialSettings.append(
                        HTTP2Setting(parameter: .initialWindowSize, value: window))
                    settings.connection.contentLengthValidation = .disabled
                    _ = try pipeline.configureHTTP2Pipeline(
                        mode: .client, connectionConfiguration: settings.connection,
                        streamConfiguration: settings.stream
                    ) { $0.eventLoop.makeSucceededVoidFuture() }
                    try pipeline.addHandler(FrameKeeper(frames))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        // Before, nobody has agreed on HTTP/2 (RFC 9113 section 3.2), and what a stream writes may be forgotten.
        try await handshake.futureResult.get()
        let multiplexer = try await channel.pipeline.handler(type: NIOHTTP2Handler.self)
            .flatMap { $0.multiplexer }.get()
        return HTTP2Client(channel: channel, multiplexer: multiplexer, frames: frames)
    }

    /// Asks on a stream of its own, and waits until the stream is over.
    func ask(
        _ path: String, of authority: String, method: HTTPRequest.Method = .get, headers: [(String, String)] = [],
        body: String = ""
    ) async throws -> Answer {
        let stream = try await open(path, of: authority, method: method, headers: headers, body: body)
        try await stream.channel.closeFuture.get()
        return stream.answer
    }

    /// Asks on a stream of its own.
    func open(
        _ path: String, of authority: String, method: HTTPRequest.Method = .get, headers: [(String, String)] = [],
        body: String = ""
    ) async throws -> Stream {
        let kept = Kept()
        let stream = try await multiplexer.createStreamChannel { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandlers(ResetKeeper(kept), HTTP2FramePayloadToHTTPClientCodec())
                try channel.pipeline.syncOperations.addHandler(AnswerKeeper(kept))
            }
        }.get()
        var head = HTTPRequest(method: method, scheme: "https", authority: authority, path: path)
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { head.headerFields.append(HTTPField(name: name, value: value)) }
        }
        stream.write(HTTPRequestPart.head(head), promise: nil)
        if !body.isEmpty { stream.write(HTTPRequestPart.body(ByteBuffer(string: body)), promise: nil) }
        stream.writeAndFlush(HTTPRequestPart.end(nil), promise: nil)
        return Stream(channel: stream, kept: kept)
    }

    /// A stream that is open.
    struct Stream: Sendable {
        let channel: any Channel
        fileprivate let kept: Kept

        var answer: Answer { kept.answer.withLock { $0 } }

        /// Waits until this many bytes of body have come; false if that takes longer than any machine needs.
        func waits(for bytes: Int) async throws -> Bool {
            let end = ContinuousClock.now + .seconds(60)
            while answer.body.count < bytes {
                guard ContinuousClock.now < end else { return false }
                try await Task.sleep(for: .milliseconds(5))
            }
            return true
        }
    }

    fileprivate final class Kept: Sendable {
        let answer = Mutex(Answer())
    }

    private final class Frames: Sendable {
        let goAways = Mutex<[GoAway]>([])
    }

    private final class HandshakeKeeper: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let promise: EventLoopPromise<Void>

        init(_ promise: EventLoopPromise<Void>) { self.promise = promise }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .handshakeCompleted? = event as? TLSUserEvent { promise.succeed() }
            context.fireUserInboundEventTriggered(event)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            promise.fail(error)
            context.fireErrorCaught(error)
        }

        func channelInactive(context: ChannelHandlerContext) {
            promise.fail(ChannelError.eof)
            context.fireChannelInactive()
        }
    }

    private final class FrameKeeper: ChannelInboundHandler {
        typealias InboundIn = HTTP2Frame
        private let frames: Frames

        init(_ frames: Frames) { self.frames = frames }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if case .goAway(let last, let code, _) = unwrapInboundIn(data).payload {
                frames.goAways.withLock { $0.append(GoAway(lastStream: Int(last), code: code.networkCode)) }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    private final class ResetKeeper: ChannelInboundHandler {
        typealias InboundIn = HTTP2Frame.FramePayload
        private let kept: Kept

        init(_ kept: Kept) { self.kept = kept }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if case .rstStream(let code) = unwrapInboundIn(data) {
                kept.answer.withLock { $0.reset = code.networkCode }
            }
            context.fireChannelRead(data)
        }
    }

    private final class AnswerKeeper: ChannelInboundHandler {
        typealias InboundIn = HTTPResponsePart
        private let kept: Kept

        init(_ kept: Kept) { self.kept = kept }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let part = unwrapInboundIn(data)
            kept.answer.withLock { answer in
                switch part {
                case .head(let head) where head.status.kind == .informational: answer.interim.append(head.status.code)
                case .head(let head): answer.head = head
                case .body(let piece): answer.body += piece.readableBytesView
                case .end: answer.isComplete = true
                }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
