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
    /// How the parts of a reply are put on a connection.
    enum Form {
        /// For the handlers of HTTP, which make bytes of them.
        case parts
        /// As bytes, on a connection without such handlers.
        case bytes
    }

    /// How long a peer has to notice a FIN before its connection is closed for good.
    private static let patience: Duration = .seconds(2)

    let channel: any Channel
    let reply: HTTPReply
    let form: Form
    let isHead: Bool
    /// Offsets at which `act` is called with the place in this list.
    let acts: [Int]
    let act: (_ place: Int, _ offset: Int) async -> Void

    /// Bytes of body that were written.
    private(set) var sent = 0

    init(
        _ reply: HTTPReply, to channel: any Channel, as form: Form = .parts, isHead: Bool, acts: [Int] = [],
        act: @escaping (_ place: Int, _ offset: Int) async -> Void = { _, _ in }
    ) {
        self.reply = reply
        self.channel = channel
        self.form = form
        self.isHead = isHead
        self.acts = acts
        self.act = act
    }

    /// Sends the reply; `sent` is right whatever comes of it.
    ///
    /// - Returns: how it ended; only after `complete` can the connection be used again.
    mutating func run() async -> Response.Ending {
        let count = isHead ? 0 : reply.body.count
        // Without a body there is nothing to hold back or to cut.
        let script = BodyScript(
            count: count, pacing: isHead ? .immediate : reply.pacing, ending: isHead ? .complete : reply.ending,
            acts: acts)
        let pace = Pace(reply.pacing)
        do {
            if reply.delay > .zero, try await channel.isClosed(within: reply.delay) { return .abandoned }
            writeHead()
            let start = ContinuousClock.now
            for step in script.steps {
                switch step {
                case .send(let range):
                    try await send(range, pace, start)
                case .act(let place, let offset):
                    try await flush()
                    await act(place, offset)
                case .complete:
                    try await writeEnd()
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
            try await write(piece)
            offset += length
            sent += length
        }
    }

    /// Completes when everything before it has been handed to the kernel.
    private func flush() async throws {
        try await write(ByteBuffer())
    }

    private func writeHead() {
        let head = HTTPResponse(reply)
        switch form {
        case .parts: channel.write(HTTPResponsePart.head(head), promise: nil)
        case .bytes: channel.write(ByteBuffer(bytes: head.bytes), promise: nil)
        }
    }

    private func write(_ piece: ByteBuffer) async throws {
        switch form {
        case .parts: try await channel.writeAndFlush(HTTPResponsePart.body(piece)).get()
        case .bytes: try await channel.writeAndFlush(piece).get()
        }
    }

    private func writeEnd() async throws {
        switch form {
        case .parts: try await channel.writeAndFlush(HTTPResponsePart.end(nil)).get()
        case .bytes: try await flush()
        }
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

    /// The head in bytes (RFC 9112 sections 4 and 5), with the empty line behind it.
    var bytes: [UInt8] {
        let lines =
            ["HTTP/1.1 \(status.code) \(status.reasonPhrase)"] + headerFields.map { "\($0.name.rawName): \($0.value)" }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }
}
