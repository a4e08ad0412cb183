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

        package var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .blob(_, let range): range.count
            }
        }
    }

    package enum Pacing: Sendable, Equatable {
        case immediate
        case bytesPerSecond(Int)
        /// Says no more after so many bytes of body, and keeps the connection open.
        case stall(after: Int)
    }

    package enum Ending: Sendable, Equatable {
        case complete
        /// FIN after so many bytes of body, with a Content-Length that promised more.
        case close(after: Int)
        /// RST after so many bytes of body.
        case reset(after: Int)
    }

    package var status: Int
    package var headers: [Header]
    package var body: Body
    package var pacing: Pacing = .immediate
    package var ending: Ending = .complete
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

    /// The first value of a header, whatever the case of its name (RFC 9110 section 5.1).
    package subscript(header: String) -> String? {
        get { headers.first { $0.name.lowercased() == header.lowercased() }?.value }
        set {
            headers.removeAll { $0.name.lowercased() == header.lowercased() }
            if let newValue { headers.append(Header(header, newValue)) }
        }
    }
}
