import Faults
import ImageContent
import NIOCore

/// Carries out one reply: what is said, how fast, and how it ends.
///
/// It awaits every piece that it sends, so that at most one is in memory and everything before a step has been handed
/// to the kernel when the step is taken.
struct ReplyWriter<Wire: ReplyWire> {
    let reply: HTTPReply
    let isHead: Bool
    /// Offsets at which `act` is called with the place in this list.
    let acts: [Int]
    let act: (_ place: Int, _ offset: Int) async -> Void

    /// Bytes of body that were written.
    private(set) var sent = 0
    private var wire: Wire

    /// - Parameter wire: where the reply goes; it is of the same reply.
    init(
        _ reply: HTTPReply, to wire: Wire, isHead: Bool, acts: [Int] = [],
        act: @escaping (_ place: Int, _ offset: Int) async -> Void = { _, _ in }
    ) {
        self.reply = reply
        self.wire = wire
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
        let pace = Pace(reply.pacing, largestPiece: wire.largestPiece)
        do {
            if reply.delay > .zero, try await wire.channel.isClosed(within: reply.delay) { return .abandoned }
            if let setting = reply.setting { try await wire.send(setting) }
            if let ending = try await endWithoutAnswer() { return ending }
            if let interim = reply.interim { try await send(interim) }
            wire.begin()
            let start = ContinuousClock.now
            for step in script.steps {
                switch step {
                case .send(let range):
                    try await send(range, pace, start)
                case .act(let place, let offset):
                    try await wire.flush()
                    await act(place, offset)
                case .complete:
                    try await wire.finish()
                    if wire.isOverAfterwards { try await wire.end(by: .close) }
                    return .complete
                case .stall:
                    try await wire.flush()
                    await stall()
                    return .stalled
                case .close:
                    try await wire.flush()
                    try await wire.end(by: .close)
                    return .closed
                case .reset:
                    try await wire.flush()
                    try await wire.end(by: .reset)
                    return .reset
                case .badRecord:
                    try await wire.flush()
                    try await wire.sendBadRecord()
                    try await wire.end(by: .close)
                    return .closed
                case .resetStream(let code):
                    try await wire.flush()
                    try await wire.resetStream(code)
                    return .streamReset
                case .goAway(let code):
                    try await wire.flush()
                    try await wire.goAway(code, isServed: true)
                    return .goAway
                }
            }
        } catch {
            wire.abort()
        }
        // A peer that has read all of the body may go before the end of the message is written.
        return count > 0 && sent == count ? .complete : .abandoned
    }

    /// The connection is over after a complete reply.
    var isConnectionOver: Bool { wire.isOverAfterwards }

    /// Does what comes in place of an answer; nil if the answer is to come.
    private func endWithoutAnswer() async throws -> Response.Ending? {
        switch reply.ending {
        case .unanswered(let manner):
            try await wire.end(by: manner)
            return .unanswered
        case .resetStream(let code, after: nil):
            try await wire.resetStream(code)
            return .streamReset
        case .goAway(let code, after: nil):
            try await wire.goAway(code, isServed: false)
            return .goAway
        case .unfinishedHead(let size):
            try await wire.sendUnfinishedHead(of: size)
            try await wire.end(by: .close)
            return .unanswered
        case .complete, .close, .reset, .badRecord, .resetStream, .goAway:
            return nil
        }
    }

    private mutating func send(_ range: Range<Int>, _ pace: Pace, _ start: ContinuousClock.Instant) async throws {
        var offset = range.lowerBound
        while offset < range.upperBound {
            if let due = pace.time(of: offset) {
                let wait = due - (ContinuousClock.now - start)
                if wait > .zero, try await wire.channel.isClosed(within: wait) { throw ChannelError.ioOnClosedChannel }
            }
            let piece = reply.body.read(offset, min(pace.piece, range.upperBound - offset), wire.channel.allocator)
            guard piece.readableBytes > 0 else { return }
            try await wire.send(piece)
            offset += piece.readableBytes
            sent += piece.readableBytes
        }
    }

    /// Informational answers, as many as there are to be; without an end they go on until the peer leaves.
    private mutating func send(_ interim: InterimReplies) async throws {
        var number = 0
        while interim.count.map({ number < $0 }) ?? true {
            try await wire.send(interim: interim.status)
            number += 1
            if try await wire.channel.isClosed(within: interim.interval) { throw ChannelError.ioOnClosedChannel }
        }
    }

    private func stall() async {
        _ = try? await wire.channel.isClosed(within: nil)
        wire.abort()
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
        case .parts(let parts):
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) {
                parts.read(at: offset, into: .init(rebasing: $0.prefix(count)))
            }
        }
        return buffer
    }
}
