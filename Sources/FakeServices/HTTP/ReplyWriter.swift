import Faults
import Glibc
import HTTPTypes
import ImageContent
import NIOCore
import NIOHTTPTypes

/// Carries out one reply on its connection: what is said, how fast, and how it ends.
///
/// It writes to the channel itself and awaits every piece, so that at most one is in memory and everything before a
/// step has been handed to the kernel when the step is taken.
struct ReplyWriter {
    /// How long a peer has to notice a FIN before its connection is closed for good.
    private static let patience: Duration = .seconds(2)

    let channel: any Channel
    let reply: HTTPReply
    let isHead: Bool
    /// Offsets at which `act` is called with the place in this list.
    let acts: [Int]
    let act: (_ place: Int, _ offset: Int) async -> Void

    /// Bytes of body that were written.
    private(set) var sent = 0

    init(
        _ reply: HTTPReply, to channel: any Channel, isHead: Bool, acts: [Int] = [],
        act: @escaping (_ place: Int, _ offset: Int) async -> Void = { _, _ in }
    ) {
        self.reply = reply
        self.channel = channel
        self.isHead = isHead
        self.acts = acts
        self.act = act
    }

    /// Sends the reply; `sent` is right whatever comes of it.
    ///
    /// - Returns: how it ended; only after `complete` can the connection be used again.
    mutating func run() async -> Response.Ending {
        let count = isHead ? 0 : reply.body.count
        let script = BodyScript(count: count, pacing: reply.pacing, ending: reply.ending, acts: acts)
        let pace = Pace(reply.pacing)
        do {
            if reply.delay > .zero, try await channel.isClosed(within: reply.delay) { return .abandoned }
            channel.write(HTTPResponsePart.head(HTTPResponse(reply)), promise: nil)
            let start = ContinuousClock.now
            for step in script.steps {
                switch step {
                case .send(let range):
                    try await send(range, pace, start)
                case .act(let place, let offset):
                    try await flush()
                    await act(place, offset)
                case .complete:
                    try await channel.writeAndFlush(HTTPResponsePart.end(nil)).get()
                    return .complete
                case .stall:
                    try await flush()
                    await stall()
                    return .stalled
                case .close:
                    try await flush()
                    try await close()
                    return .closed
                case .reset:
                    try await flush()
                    try await reset()
                    return .reset
                }
            }
        } catch {
            WireHandler.abort(channel)
        }
        // A peer that has read all of the body may go before the end of the message is written.
        return count > 0 && sent == count ? .complete : .abandoned
    }

    private mutating func send(_ range: Range<Int>, _ pace: Pace, _ start: ContinuousClock.Instant) async throws {
        var offset = range.lowerBound
        while offset < range.upperBound {
            if let due = pace.time(of: offset) {
                let wait = due - (ContinuousClock.now - start)
                if wait > .zero, try await channel.isClosed(within: wait) { throw ChannelError.ioOnClosedChannel }
            }
            let piece = reply.body.read(offset, min(pace.piece, range.upperBound - offset), channel.allocator)
            guard piece.readableBytes > 0 else { return }
            let length = piece.readableBytes
            try await channel.writeAndFlush(HTTPResponsePart.body(piece)).get()
            offset += length
            sent += length
        }
    }

    /// Completes when everything before it has been handed to the kernel.
    private func flush() async throws {
        try await channel.writeAndFlush(HTTPResponsePart.body(ByteBuffer())).get()
    }

    private func stall() async {
        _ = try? await channel.isClosed(within: nil)
        WireHandler.abort(channel)
    }

    private func close() async throws {
        try await WireHandler.finish(channel)
        // Closing with bytes of the peer unread would send RST, so the peer may close first.
        _ = try? await channel.isClosed(within: Self.patience)
        WireHandler.abort(channel)
    }

    private func reset() async throws {
        try await WireHandler.reset(channel)
        _ = try? await channel.isClosed(within: Self.patience)
    }
}

extension HTTPReply.Body {
    /// Up to `count` bytes from `offset` on.
    func read(_ offset: Int, _ count: Int, _ allocator: ByteBufferAllocator) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: count)
        switch self {
        case .bytes(let bytes):
            buffer.writeBytes(bytes.dropFirst(offset).prefix(count))
        case .blob(let blob, let range):
            let count = min(count, range.count - offset)
            guard count > 0 else { break }
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) {
                blob.read(at: range.lowerBound + offset, into: .init(rebasing: $0.prefix(count)))
            }
        }
        return buffer
    }
}

extension HTTPResponse {
    /// The head of a reply; what HTTP cannot say is left out.
    init(_ reply: HTTPReply) {
        let code = (200...999).contains(reply.status) ? reply.status : 500
        var fields = HTTPFields()
        for header in reply.headers {
            guard let name = HTTPField.Name(header.name) else { continue }
            fields.append(HTTPField(name: name, value: header.value))
        }
        // RFC 9110 section 8.6: none with these.
        if fields[.contentLength] == nil, code != 204, code != 304 {
            fields[.contentLength] = "\(reply.body.count)"
        }
        self.init(status: Status(code: code, reasonPhrase: ReasonPhrase.of(code)), headerFields: fields)
    }
}
