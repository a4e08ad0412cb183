import WireFormats

/// The answer to one question before it is sent; DNS faults edit it.
package struct DNSReply: Sendable {
    package let query: DNSMessage
    package var message: DNSMessage
    package var isSilent = false
    package var delay: Duration = .zero

    package init(query: DNSMessage, message: DNSMessage) {
        self.query = query
        self.message = message
    }

    /// Turns the answer into an error without records.
    package mutating func fail(_ code: DNSResponseCode) {
        message.responseCode = code
        message.answers = []
        message.authorities = []
    }
}
