import Faults
import NIOCore

/// Where a `ReplyWriter` sends a reply: a connection of HTTP/1.1, or a stream of HTTP/2.
///
/// What is awaited has been handed to the kernel.
protocol ReplyWire {
    /// It closes when the peer takes no more of the reply.
    var channel: any Channel { get }
    /// The peer knows by the end of the connection alone that the reply is over.
    var isOverAfterwards: Bool { get }

    /// Bytes of body that are sent at once at most: many, so that a piece costs little, and few enough that many
    /// replies fit into memory.
    var largestPiece: Int { get }

    /// Sends an informational answer (RFC 9110 section 15.2).
    mutating func send(interim status: Int) async throws
    /// Lets the head go with what is sent next.
    mutating func begin()
    /// Sends bytes of the body.
    mutating func send(_ piece: ByteBuffer) async throws
    /// Sends what waits.
    mutating func flush() async throws
    /// Sends the end of the message.
    mutating func finish() async throws
    /// Sends a record of TLS that cannot be read.
    func sendBadRecord() async throws
    /// Ends the connection, and gives the peer time to notice.
    func end(by manner: CutManner) async throws
    /// Says SETTINGS (RFC 9113 section 6.5).
    func send(_ setting: HTTP2Setting) async throws
    /// Sends the begin of a head of this size (RFC 9113 section 6.10), whose end does not come.
    func sendUnfinishedHead(of size: Int) async throws
    /// Ends the stream by RST_STREAM (RFC 9113 section 6.4).
    func resetStream(_ code: HTTP2Code) async throws
    /// Says GOAWAY (RFC 9113 section 6.8): after a part of the reply the connection ends too; in place of the reply the
    /// request is not among those that were served, and other streams go on.
    func goAway(_ code: HTTP2Code, isServed: Bool) async throws
    /// Ends at once what carries the reply.
    func abort()
}
