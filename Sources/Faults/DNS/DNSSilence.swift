/// Does not answer, like a server that is overloaded or behind a firewall.
package struct DNSSilence: DNSFault {
    package static let name = "dns.silence"
    package static let summary = "take the question and answer nothing"

    package init(_ fields: Fields) {}

    package func edit(_ reply: inout DNSReply, draw: inout Draw) { reply.isSilent = true }
}

extension InjectedFault {
    /// Receives questions and does not answer: `dns.silence`.
    public static func dnsSilence(_ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(DNSSilence.self, match: match.element, when: when)
    }
}
