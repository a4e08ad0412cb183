import NIOCore

/// Collects the head of a request, and holds back the bytes after it until the handler is removed.
///
/// It reads by itself, so the channel must not. So no bytes are lost when the handlers change.
final class HeadHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Why there is no head.
    enum Problem: Error { case tooLarge, late, gone }

    /// How long a client may take to send its request.
    private static let patience: TimeAmount = .seconds(30)

    private let promise: EventLoopPromise<[UInt8]>
    private var buffer = ByteBuffer()
    private var isWhole = false

    private init(_ promise: EventLoopPromise<[UInt8]>) { self.promise = promise }

    /// Waits for the head on a channel that is not read, and returns it with the empty line at its end.
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
        // A read before the channel is active has no effect.
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
        // After the head, one more read shows when the client leaves. Its bytes are held back, and no more are read.
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
