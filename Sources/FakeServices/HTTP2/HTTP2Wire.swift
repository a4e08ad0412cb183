import Faults
import HTTPTypes
import NIOCore
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP2

/// A stream of HTTP/2 that carries one reply (RFC 9113 section 8.1).
struct HTTP2Wire: ReplyWire {
    /// Fields that HTTP/2 does not have (RFC 9113 section 8.2.2).
    private static let fieldsOfConnections: [HTTPField.Name] =
        [.connection, .transferEncoding, .upgrade]
        + ["Keep-Alive", "Proxy-Connection"].compactMap { HTTPField.Name($0) }

    /// More than the windows of most clients take at once.
    let largestPiece = 128 << 10
    /// The stream's.
    let channel: any Channel
    private let connection: any Channel
    private let reply: HTTPReply
    private var isHeadWaiting = false

    /// - Parameters:
    ///   - stream: the channel of the stream.
    ///   - connection: the channel of the connection.
    init(_ reply: HTTPReply, to stream: any Channel, of connection: any Channel) {
        channel = stream
        self.connection = connection
        self.reply = reply
    }

    var isOverAfterwards: Bool { reply.isHeadless }

    mutating func send(interim status: Int) async throws {
        try await write(.head(HTTPResponse(status: HTTPResponse.Status(code: status))))
    }

    mutating func begin() { isHeadWaiting = !reply.isHeadless }

    mutating func send(_ piece: ByteBuffer) async throws {
        if reply.isHeadless { return try await BytesHandler.send(piece, to: connection) }
        try await flush()
        try await write(.body(piece))
    }

    mutating func flush() async throws {
        guard isHeadWaiting else { return }
        isHeadWaiting = false
        var head = HTTPResponse(reply)
        for name in Self.fieldsOfConnections { head.headerFields[name] = nil }
        try await write(.head(head))
    }

    mutating func finish() async throws {
        guard !reply.isHeadless else { return }
        try await flush()
        try await write(.end(nil))
    }

    func sendBadRecord() async throws { try await WireHandler.sendBadRecord(to: connection) }

    func end(by manner: CutManner) async throws { try await WireHandler.end(connection, by: manner) }

    func send(_ setting: Faults.HTTP2Setting) async throws {
        try await HTTP2FrameFilter.expectAcknowledgement(on: connection)
        try await BytesHandler.send(RawFrame.settings(setting), to: connection)
    }

    /// All at once, so that nothing else of the connection comes between the frames (RFC 9113 section 6.10).
    func sendUnfinishedHead(of size: Int) async throws {
        let stream = try await channel.getOption(HTTP2StreamChannelOptions.streamID).get()
        try await BytesHandler.send(RawFrame.unfinishedHead(of: size, on: UInt32(Int(stream))), to: connection)
    }

    func resetStream(_ code: HTTP2Code) async throws {
        let code = HTTP2ErrorCode(networkCode: code.number)
        try await channel.triggerUserOutboundEvent(NIOHTTP2FramePayloadToHTTPEvent.reset(code: code)).get()
    }

    func goAway(_ code: HTTP2Code, isServed: Bool) async throws {
        let stream = try await channel.getOption(HTTP2StreamChannelOptions.streamID).get()
        let frame = HTTP2Frame(
            streamID: .rootStream,
            payload: .goAway(
                lastStreamID: isServed ? stream : Self.stream(before: stream),
                errorCode: HTTP2ErrorCode(networkCode: code.number), opaqueData: nil))
        try await connection.writeAndFlush(frame).get()
        if isServed { try await end(by: .close) }
    }

    /// The last stream of a client before one; the connection's own if there is none.
    private static func stream(before stream: HTTP2StreamID) -> HTTP2StreamID {
        // The streams of clients have odd numbers (RFC 9113 section 5.1.1).
        Int(stream) > 2 ? HTTP2StreamID(Int(stream) - 2) : .rootStream
    }

    /// Ends the stream; others of the connection go on.
    func abort() { channel.close(promise: nil) }

    private func write(_ part: HTTPResponsePart) async throws { try await channel.writeAndFlush(part).get() }
}
