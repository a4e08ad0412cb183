import WireFormats

/// The answer to one question before it is sent; DNS faults edit it.
package struct DNSReply: Sendable, Equatable {
    package let query: DNSMessage
    /// Whether the question came over TCP, which has room for every answer.
    package let isOverTCP: Bool
    package var message: DNSMessage
    /// Bytes that are sent instead of the message, for what no message can say.
    package var payload: [UInt8]?
    /// Sends the whole message even where the asker takes no datagram of that size.
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

    /// What is sent: over UDP no more than the asker takes, over TCP no more than a length can say (RFC 1035 section
    /// 4.2.2), unless a fault says otherwise.
    package var bytes: [UInt8] {
        if let payload { return Array(payload.prefix(Int(UInt16.max))) }
        let room = isOverTCP ? Int(UInt16.max) : query.acceptedPayloadSize
        let sent = ignoresPayloadSize ? message : message.truncated(to: room)
        return Array(sent.encoded().prefix(Int(UInt16.max)))
    }

    /// How it ends, for the timeline: the response code, unless something else is worth more.
    package var summary: String {
        if isSilent { return "silence" }
        if payload != nil { return "malformed" }
        return message.isTruncated ? "truncated" : message.responseCode.description
    }
}
