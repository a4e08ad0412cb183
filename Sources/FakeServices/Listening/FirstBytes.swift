import NIOCore

/// Reads the first bytes of a connection until they decide something, and holds them back until they are released.
///
/// It stands next to the socket, so that the handlers that are put in place meanwhile get these bytes as they came.
final class FirstBytes: ChannelInboundHandler, ChannelOutboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer

    private struct Release: Sendable {}

    enum Decision: Sendable {
        case undecided
        case decided(String)
    }

    /// Why nothing was decided.
    enum Problem: Error { case tooLarge, late, gone }

    /// How long a client may take.
    private static let patience: TimeAmount = .seconds(30)
    /// More than a ClientHello with a key of every kind, and than the head of a request with a token.
    private static let largest = 64 << 10

    private let decide: @Sendable (ByteBuffer) -> Decision
    private let promise: EventLoopPromise<String>
    private var held = ByteBuffer()
    private var isDecided = false
    private var isReleased = false

    private init(_ promise: EventLoopPromise<String>, _ decide: @escaping @Sendable (ByteBuffer) -> Decision) {
        self.promise = promise
        self.decide = decide
    }

    /// Waits for the decision on a channel that is not read.
    static func decision(
        on channel: any Channel, _ decide: @escaping @Sendable (ByteBuffer) -> Decision
    ) async throws -> String {
        let promise = channel.eventLoop.makePromise(of: String.self)
        let deadline = channel.eventLoop.scheduleTask(in: patience) { promise.fail(Problem.late) }
        defer { deadline.cancel() }
        channel.eventLoop.submit {
            try channel.pipeline.syncOperations.addHandler(FirstBytes(promise, decide), position: .first)
        }.whenFailure { promise.fail($0) }
        return try await promise.futureResult.get()
    }

    /// Passes the bytes on to the handlers above; from then on it is as if it were not there.
    static func release(in channel: any Channel) async throws {
        try await channel.triggerUserOutboundEvent(Release()).get()
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // A read before the channel is active has no effect.
        if context.channel.isActive { context.read() }
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        if !isDecided { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isReleased else { return context.fireChannelRead(data) }
        var data = unwrapInboundIn(data)
        held.writeBuffer(&data)
        guard !isDecided else { return }
        if case .decided(let name) = decide(held) {
            isDecided = true
            promise.succeed(name)
        } else if held.readableBytes > Self.largest {
            isDecided = true
            promise.fail(Problem.tooLarge)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isReleased { context.fireChannelReadComplete() } else if !isDecided { context.read() }
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
