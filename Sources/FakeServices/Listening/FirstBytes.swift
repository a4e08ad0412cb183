import NIOCore

/// Reads the first bytes of a connection until there are enough, and holds back what is left until it is released.
///
/// It reads by itself, so the channel must not. It stands next to the socket, so that the handlers that are put in place
/// meanwhile get the rest as it came.
final class FirstBytes: ChannelInboundHandler, ChannelOutboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer

    private struct Release: Sendable {}

    /// What becomes of the bytes that were enough.
    enum Use: Sendable {
        /// The handlers above get them too.
        case look
        /// Nobody gets them again.
        case take
    }

    /// Why there were not enough.
    enum Problem: Error { case tooLarge, late, gone }

    /// How long a client may take.
    private static let patience: TimeAmount = .seconds(30)

    private let largest: Int
    private let use: Use
    private let enough: @Sendable (ByteBuffer) -> Int?
    private let promise: EventLoopPromise<ByteBuffer>
    private var held = ByteBuffer()
    private var isDone = false
    private var isReleased = false

    private init(
        _ promise: EventLoopPromise<ByteBuffer>, upTo largest: Int, _ use: Use,
        _ enough: @escaping @Sendable (ByteBuffer) -> Int?
    ) {
        self.promise = promise
        self.largest = largest
        self.use = use
        self.enough = enough
    }

    /// Waits for the first bytes of a channel that is not read.
    ///
    /// - Parameters:
    ///   - largest: how many bytes there may be at most.
    ///   - enough: how many of those that came are wanted; nil while there are not enough.
    /// - Throws: `Problem`, or what went wrong on the channel.
    static func read(
        from channel: any Channel, upTo largest: Int, to use: Use,
        enough: @escaping @Sendable (ByteBuffer) -> Int?
    ) async throws -> ByteBuffer {
        let promise = channel.eventLoop.makePromise(of: ByteBuffer.self)
        let deadline = channel.eventLoop.scheduleTask(in: patience) { promise.fail(Problem.late) }
        defer { deadline.cancel() }
        channel.eventLoop.submit {
            try channel.pipeline.syncOperations.addHandler(
                FirstBytes(promise, upTo: largest, use, enough), position: .first)
        }.whenFailure { promise.fail($0) }
        return try await promise.futureResult.get()
    }

    /// Passes the rest on to the handlers above; from then on it is as if it were not there.
    static func release(in channel: any Channel) async throws {
        try await channel.triggerUserOutboundEvent(Release()).get()
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // A read before the channel is active has no effect.
        if context.channel.isActive { context.read() }
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        if !isDone { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isReleased else { return context.fireChannelRead(data) }
        var data = unwrapInboundIn(data)
        held.writeBuffer(&data)
        guard !isDone else { return }
        if let count = enough(held), count <= largest {
            isDone = true
            let first =
                use == .take ? held.readSlice(length: count) : held.getSlice(at: held.readerIndex, length: count)
            promise.succeed(first ?? ByteBuffer())
        } else if held.readableBytes > largest {
            isDone = true
            promise.fail(Problem.tooLarge)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isReleased { return context.fireChannelReadComplete() }
        // With nothing held, one more read shows when the client leaves. What it brings is held, and no more is read.
        if held.readableBytes == 0 || !isDone { context.read() }
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is Release else { return context.triggerUserOutboundEvent(event, promise: promise) }
        isReleased = true
        if held.readableBytes > 0 {
            context.fireChannelRead(wrapInboundOut(held))
            context.fireChannelReadComplete()
            held = ByteBuffer()
        }
        promise?.succeed()
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(Problem.gone)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.fireErrorCaught(error)
    }
}
