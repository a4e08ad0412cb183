import WireFormats

/// Answers with two aliases that lead to each other, which RFC 1034 section 3.6.2 calls an error.
package struct DNSCNAMELoop: DNSFault {
    package static let name = "dns.cname-loop"
    package static let summary = "answer with aliases that lead to each other"

    package init(_ fields: Fields) {}

    package func edit(_ reply: inout DNSReply, draw: inout Draw) {
        guard let name = reply.query.questions.first?.name, let alias = DNSName("loop.test") else { return }
        reply.message.responseCode = .noError
        reply.message.authorities = []
        reply.message.answers = [
            DNSRecord(name: name, canonicalName: alias, ttl: 60), DNSRecord(name: alias, canonicalName: name, ttl: 60),
        ]
    }
}

extension InjectedFault {
    /// Answers with aliases that lead to each other: `dns.cname-loop`.
    public static func dnsCnameLoop(_ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(DNSCNAMELoop.self, match: match.element, when: when)
    }
}
