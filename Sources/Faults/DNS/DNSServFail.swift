import WireFormats

/// Answers that the server failed (RFC 1035 section 4.1.1, RCODE 2).
package struct DNSServFail: DNSFault {
    package static let name = "dns.servfail"
    package static let summary = "answer that the server failed"

    package init(_ fields: Fields) {}

    package func edit(_ reply: inout DNSReply, draw: inout Draw) { reply.fail(.servFail) }
}

extension InjectedFault {
    /// Answers that the server failed: `dns.servfail`.
    public static func dnsServfail(_ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(DNSServFail.self, match: match.element, when: when)
    }
}
