import WireFormats

/// Sets the TC bit over UDP and leaves the records out, so that the resolver has to ask again over TCP (RFC 7766 section 5).
package struct DNSTruncate: DNSFault, NeedingFault {
    package static let name = "dns.truncate"
    package static let summary = "say over UDP that the answer is too large (TC bit); over TCP it is whole"

    package init(_ fields: Fields) {}

    package var need: String { "an answer over UDP" }

    package func edit(_ reply: inout DNSReply, draw: inout Draw) {
        guard !reply.isOverTCP else { return }
        reply.message.isTruncated = true
        reply.message.answers = []
        reply.message.authorities = []
        reply.message.additionals = []
    }
}

extension InjectedFault {
    /// Says over UDP that the answer is too large: `dns.truncate`.
    public static func dnsTruncate(_ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(DNSTruncate.self, match: match.element, when: when)
    }
}
