import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Collects the one request of a stream.
final class HTTP2RequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPRequestPart

    struct Received: Sendable {
        let head: HTTPRequest
        var body = ByteBuffer()
        /// There was more body than is kept; `body` is empty then.
        var isBodyTooLarge = false
    }

    /// Why there is no request.
    enum Problem: Error { case unfinished }

    private let largestBody: Int
    private let promise: EventLoopPromise<Received>
    private var received: Received?

    var request: EventLoopFuture<Received> { promise.futureResult }

    init(largestBody: Int, promise: EventLoopPromise<Received>) {
        self.largestBody = largestBody
        self.promise = promise
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): received = received ?? Received(head: head)
        case .body(let piece): received?.take(piece, atMost: largestBody)
        case .end: if let received { promise.succeed(received) } else { promise.fail(Problem.unfinished) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(Problem.unfinished)
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { promise.fail(Problem.unfinished) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.close(promise: nil)
    }
}

extension HTTP2RequestHandler.Received {
    fileprivate mutating func take(_ piece: ByteBuffer, atMost limit: Int) {
        guard !isBodyTooLarge else { return }
        isBodyTooLarge = body.readableBytes + piece.readableBytes > limit
        if isBodyTooLarge { body = ByteBuffer() } else { body.writeImmutableBuffer(piece) }
    }
}
