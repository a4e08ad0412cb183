import NIOCore

/// Collects the head of a request, and holds back what comes behind it until it is removed.
///
/// It reads by itself, so the channel must not: between two reads nothing is lost when other handlers come in.
final class HeadHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Why there is no head.
    enum Problem: Error { case tooLarge, late, gone }

    /// How long a client may take to say what it wants.
    private static let patience: TimeAmount = .seconds(30)

    private let promise: EventLoopPromise<[UInt8]>
    private var buffer = ByteBuffer()
    private var isWhole = false

    private init(_ promise: EventLoopPromise<[UInt8]>) { self.promise = promise }

    /// Waits for the head on a channel that is not read, and returns it with the empty line behind it.
    static func head(of channel: any Channel) async throws -> [UInt8] {
        let promise = channel.eventLoop.makePromise(of: [UInt8].self)
        let deadline = channel.eventLoop.scheduleTask(in: patience) { promise.fail(Problem.late) }
        defer { deadline.cancel() }
        channel.eventLoop.submit {
            try channel.pipeline.syncOperations.addHandler(HeadHandler(promise))
        }.whenFailure { promise.fail($0) }
        return try await promise.futureResult.get()
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // What is asked for before the channel is active comes to nothing.
        if context.channel.isActive { context.read() }
    }

    func channelActive(context: ChannelHandlerContext) {
        context.read()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var data = unwrapInboundIn(data)
        buffer.writeBuffer(&data)
        guard !isWhole else { return }
        if let length = ProxyHead.length(in: buffer.readableBytesView), length <= ProxyHead.largest {
            isWhole = true
            promise.succeed(buffer.readBytes(length: length) ?? [])
        } else if buffer.readableBytes > ProxyHead.largest {
            isWhole = true
            promise.fail(Problem.tooLarge)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Behind the head one more read tells when the client goes; what it brings is held back, and no more is read.
        if buffer.readableBytes == 0 || !isWhole { context.read() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(Problem.gone)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.fireErrorCaught(error)
    }

    func removeHandler(context: ChannelHandlerContext, removalToken: ChannelHandlerContext.RemovalToken) {
        if buffer.readableBytes > 0 {
            context.fireChannelRead(wrapInboundOut(buffer))
            context.fireChannelReadComplete()
        }
        context.leavePipeline(removalToken: removalToken)
    }
}
