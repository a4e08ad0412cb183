import WireFormats

/// The answer to one question before it is sent; DNS faults edit it.
package struct DNSReply: Sendable, Equatable {
    package let query: DNSMessage
    /// Whether the question came over TCP, which has room for any answer.
    package let isOverTCP: Bool
    package var message: DNSMessage
    /// Bytes that are sent instead of the message, for answers that are no valid message.
    package var payload: [UInt8]?
    /// Whether to send the whole message even if the client does not accept a datagram of that size.
    package var ignoresPayloadSize = false
    package var isSilent = false
    package var delay: Duration = .zero

    package init(query: DNSMessage, message: DNSMessage, isOverTCP: Bool = false) {
        self.query = query
        self.message = message
        self.isOverTCP = isOverTCP
    }

    /// Turns the answer into an error without records.
    package mutating func fail(_ code: DNSResponseCode) {
        message.responseCode = code
        message.answers = []
        message.authorities = []
    }

    /// The bytes to send: over UDP no more than the client accepts, over TCP no more than the length field can express
    /// (RFC 1035 section 4.2.2), unless a fault changes that.
    package var bytes: [UInt8] {
        if let payload { return Array(payload.prefix(Int(UInt16.max))) }
        let room = isOverTCP ? Int(UInt16.max) : query.acceptedPayloadSize
        let sent = ignoresPayloadSize ? message : message.truncated(to: room)
        return Array(sent.encoded().prefix(Int(UInt16.max)))
    }

    /// The result for the timeline: the response code, or something more telling.
    package var summary: String {
        if isSilent { return "silence" }
        if payload != nil { return "malformed" }
        return message.isTruncated ? "truncated" : message.responseCode.description
    }
}
