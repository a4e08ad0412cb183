import WireFormats

/// Answers that the name does not exist (RFC 1035 section 4.1.1, RCODE 3).
package struct DNSNXDomain: DNSFault {
    package static let name = "dns.nxdomain"
    package static let summary = "answer that the name does not exist"

    package init(_ fields: Fields) {}

    package func edit(_ reply: inout DNSReply, draw: inout Draw) { reply.fail(.nxDomain) }
}

extension InjectedFault {
    /// Answers that the name does not exist: `dns.nxdomain`.
    public static func dnsNxdomain(_ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(DNSNXDomain.self, match: match.element, when: when)
    }
}
