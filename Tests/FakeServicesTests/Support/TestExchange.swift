import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// One connection of a test: what was sent, what came back, how it ended.
final class TestExchange: Sendable {
    enum End: Equatable { case eof, reset, failed(String) }

    private struct State {
        var received: [UInt8] = []
        var count = 0
        var end: End?
    }

    private let state = Mutex(State())
    private let keepsBytes: Bool
    /// When the connection was there and nothing had been sent.
    let begin = ContinuousClock.now
    let channel: any Channel

    var received: [UInt8] { state.withLock { $0.received } }
    var count: Int { state.withLock { $0.count } }
    var end: End? { state.withLock { $0.end } }

    private init(_ channel: any Channel, keepsBytes: Bool) {
        self.channel = channel
        self.keepsBytes = keepsBytes
    }

    /// - Parameters:
    ///   - pem: nil speaks plain TCP.
    ///   - host: the name in the certificate; nil for the address.
    static func start(
        port: Int, trusting pem: String?, host: String?, sending bytes: [UInt8], keepsBytes: Bool = true
    ) async throws -> TestExchange {
        var context: NIOSSLContext?
        if let pem {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)))
            // As pullers do (RFC 8996).
            configuration.minimumTLSVersion = .tlsv12
            context = try NIOSSLContext(configuration: configuration)
        }
        let promise = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: TestExchange.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { [context] channel in
                channel.eventLoop.makeCompletedFuture {
                    let exchange = TestExchange(channel, keepsBytes: keepsBytes)
                    if let context {
                        let handler = try NIOSSLClientHandler(context: context, serverHostname: host)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    try channel.pipeline.syncOperations.addHandler(Collector(exchange))
                    promise.succeed(exchange)
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .get()
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        return try await promise.futureResult.get()
    }

    /// Waits for the end of the connection.
    func finished() async throws -> TestAnswer {
        try await channel.closeFuture.get()
        return TestAnswer(received, end: end ?? .eof)
    }

    /// Waits until this many bytes have come; false if that takes longer than any machine needs.
    func waits(for bytes: Int) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        while count < bytes {
            guard ContinuousClock.now < end else { return false }
            try await Task.sleep(for: .milliseconds(5))
        }
        return true
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        let exchange: TestExchange

        init(_ exchange: TestExchange) { self.exchange = exchange }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            exchange.state.withLock { state in
                state.count += buffer.readableBytes
                if exchange.keepsBytes { state.received += buffer.readableBytesView }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            let end: End = (error as? IOError)?.errnoCode == 104 ? .reset : .failed("\(error)")
            exchange.state.withLock { $0.end = $0.end ?? end }
            context.close(promise: nil)
        }
    }
}

/// An HTTP response as it arrived, complete or not.
struct TestAnswer: Sendable {
    let end: TestExchange.End
    let status: Int
    let head: String
    let body: [UInt8]

    init(_ bytes: [UInt8], end: TestExchange.End) {
        let mark = Array("\r\n\r\n".utf8)
        let split = bytes.indices.first { bytes[$0...].starts(with: mark) } ?? bytes.endIndex
        head = String(decoding: bytes[..<split], as: UTF8.self)
        body = Array(bytes.dropFirst(split + 4))
        status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        self.end = end
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    subscript(header: String) -> String? {
        for line in head.split(separator: "\r\n").dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == header.lowercased() {
                return String(parts[1].drop { $0 == " " })
            }
        }
        return nil
    }
}
