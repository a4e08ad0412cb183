import ImageContent

/// The answer to one request before it is sent: what is said, how fast, and how it ends; HTTP faults edit it.
package struct HTTPReply: Sendable {
    package struct Header: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package enum Body: Sendable {
        case bytes([UInt8])
        /// A part of a blob, read as it is sent.
        case blob(Blob, Range<Int>)
        /// Several parts of a blob, read as they are sent.
        case parts(ByteRangesBody)

        package var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .blob(_, let range): range.count
            case .parts(let parts): parts.count
            }
        }

        /// All of it in memory; nil where a blob cannot be read.
        package var bytes: [UInt8]? {
            switch self {
            case .bytes(let bytes): return bytes
            case .blob(let blob, let range):
                let bytes = blob.read(at: range.lowerBound, count: range.count)
                return bytes.count == range.count ? bytes : nil
            case .parts(let parts): return parts.bytes
            }
        }
    }

    package enum Pacing: Sendable, Equatable {
        case immediate
        case bytesPerSecond(Int)
        /// Says no more after so many bytes of body, and keeps the connection open.
        case stall(after: Int)
    }

    /// How the peer knows where the body ends (RFC 9112 section 6.3).
    package enum Framing: Sendable, Equatable {
        /// By Content-Length.
        case length
        /// By the last chunk.
        case chunked
        /// By the end of the connection.
        case close
    }

    package enum Ending: Sendable, Equatable {
        case complete
        /// FIN or RST in place of the answer.
        case unanswered(CutManner)
        /// FIN after so many bytes of body, with a Content-Length that promised more.
        case close(after: Int)
        /// RST after so many bytes of body.
        case reset(after: Int)
        /// A record of TLS that cannot be read, after so many bytes of body.
        case badRecord(after: Int)
        /// RST_STREAM after so many bytes of body, or in place of the answer; over HTTP/2 alone.
        case resetStream(HTTP2Code, after: Int?)
        /// Headers in CONTINUATION frames of this size, without the last one, and FIN; over HTTP/2 alone.
        case unfinishedHead(size: Int)
        /// GOAWAY and FIN after so many bytes of body, or GOAWAY in place of the answer; over HTTP/2 alone.
        case goAway(HTTP2Code, after: Int?)
    }

    package var status: Int
    package var headers: [Header]
    package var body: Body
    package var pacing: Pacing = .immediate
    package var ending: Ending = .complete
    package var framing: Framing = .length
    /// The body is sent without a head before it: what comes is no HTTP.
    package var isHeadless = false
    /// Informational answers before the final one (RFC 9110 section 15.2).
    package var interim: InterimReplies?
    /// What SETTINGS before the answer say; over HTTP/2 alone.
    package var setting: HTTP2Setting?
    /// What the host answered before to a request for something else; nil if it did not.
    package var earlier: EarlierReply?
    /// Before the first byte of the answer.
    package var delay: Duration = .zero
    /// The byte of the body from which on the fault that edits now may act: what its `after-bytes` says.
    package internal(set) var firstByte = 0

    package init(status: Int, headers: [Header] = [], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Takes over status, headers and body of another answer, and keeps its own delay, pace and end.
    package mutating func say(_ other: HTTPReply) {
        status = other.status
        headers = other.headers
        body = other.body
    }

    /// Sends other bytes as the body, of the length that the headers say.
    package mutating func replaceBody(with bytes: [UInt8]) {
        body = .bytes(bytes)
        self["Content-Length"] = "\(bytes.count)"
    }

    /// The byte of the body before which it stops if it stops after so many; nil if it ends before.
    ///
    /// Bytes count from where `after-bytes` lets the fault begin.
    package func stop(after count: Int) -> Int? {
        let end = firstByte + count
        return end < body.count ? end : nil
    }

    /// The first value of a header, whatever the case of its name (RFC 9110 section 5.1).
    package subscript(header: String) -> String? {
        get { headers.first { $0.name.lowercased() == header.lowercased() }?.value }
        set {
            headers.removeAll { $0.name.lowercased() == header.lowercased() }
            if let newValue { headers.append(Header(header, newValue)) }
        }
    }
}
