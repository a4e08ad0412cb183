import Faults
import HTTPTypes
import NIOCore

/// A connection of HTTP/1.1 that carries one reply, byte by byte as the reply says.
struct HTTP1Wire: ReplyWire {
    /// Where the bytes of a reply enter a connection.
    enum Way {
        /// At its end, where no handler changes them.
        case direct
        /// Below the handlers of HTTP/1.1, see `BytesHandler`.
        case belowHTTP
    }

    let channel: any Channel
    /// By the benchmark of docs/performance.md; with TLS the time goes to encryption, and larger pieces gain nothing.
    let largestPiece: Int
    private let reply: HTTPReply
    private let way: Way
    private let isHead: Bool
    /// Bytes that go with the next ones.
    private var waiting = ByteBuffer()

    init(_ reply: HTTPReply, to channel: any Channel, by way: Way = .direct, isSecure: Bool = false, isHead: Bool) {
        self.channel = channel
        largestPiece = isSecure ? 128 << 10 : 512 << 10
        self.reply = reply
        self.way = way
        self.isHead = isHead
    }

    var isOverAfterwards: Bool { reply.framing == .close || reply.isHeadless }

    mutating func send(interim status: Int) async throws {
        waiting.writeString("HTTP/1.1 \(status) \(ReasonPhrase.of(status))\r\n\r\n")
        try await flush()
    }

    mutating func begin() {
        if !reply.isHeadless { waiting.writeBytes(HTTPResponse(reply).bytes) }
    }

    mutating func send(_ piece: ByteBuffer) async throws {
        try await write(reply.framing == .chunked ? piece.asChunk : piece)
    }

    mutating func flush() async throws { try await write(ByteBuffer()) }

    mutating func finish() async throws {
        if reply.framing == .chunked, !isHead { waiting.writeString("0\r\n\r\n") }
        try await flush()
    }

    func sendBadRecord() async throws { try await WireHandler.sendBadRecord(to: channel) }

    func end(by manner: CutManner) async throws { try await WireHandler.end(channel, by: manner) }

    // HTTP/1.1 has no such frames.
    func send(_ setting: HTTP2Setting) async throws { throw ChannelError.operationUnsupported }
    func sendUnfinishedHead(of size: Int) async throws { throw ChannelError.operationUnsupported }
    func resetStream(_ code: HTTP2Code) async throws { throw ChannelError.operationUnsupported }
    func goAway(_ code: HTTP2Code, isServed: Bool) async throws { throw ChannelError.operationUnsupported }

    func abort() { WireHandler.abort(channel) }

    private mutating func write(_ piece: ByteBuffer) async throws {
        var bytes = piece
        if waiting.readableBytes > 0 {
            waiting.writeImmutableBuffer(piece)
            bytes = waiting
            waiting = ByteBuffer()
        }
        switch way {
        case .direct: try await channel.writeAndFlush(bytes).get()
        case .belowHTTP: try await BytesHandler.send(bytes, to: channel)
        }
    }
}

extension ByteBuffer {
    /// One chunk of a chunked body (RFC 9112 section 7.1).
    fileprivate var asChunk: ByteBuffer {
        var chunk = ByteBuffer(string: String(readableBytes, radix: 16) + "\r\n")
        chunk.writeImmutableBuffer(self)
        chunk.writeString("\r\n")
        return chunk
    }
}
