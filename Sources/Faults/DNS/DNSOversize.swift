import WireFormats

/// Pads the answer with TXT records in front of its own and sends all of it in one datagram without the TC bit, whatever
/// size the asker takes.
package struct DNSOversize: DNSFault, NeedingFault {
    package static let name = "dns.oversize"
    package static let summary = "send more over UDP than the asker takes, without the TC bit"
    static let size = Parameter(
        "size", .size(in: 512...8192), default: 1400,
        "of the whole message, or up to 255 B more. 1400 B is over the 512 B of RFC 1035 and over the 1232 B that EDNS "
            + "resolvers take (DNS Flag Day 2020)")
    package static let parameters: [any ParameterDeclaration] = [size]

    private let size: Int

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
    }

    package var need: String { "an answer over UDP" }

    package func edit(_ reply: inout DNSReply, draw: inout Draw) {
        guard !reply.isOverTCP, let question = reply.query.questions.first else { return }
        // One character string of 200 bytes (RFC 1035 section 3.3.14).
        let text = [200] + [UInt8](repeating: UInt8(ascii: "x"), count: 200)
        let padding = DNSRecord(name: question.name, type: .txt, ttl: 60, data: .opaque(text))
        while reply.message.encoded().count < size { reply.message.answers.insert(padding, at: 0) }
        reply.ignoresPayloadSize = true
    }
}

extension InjectedFault {
    /// Sends more over UDP than the asker takes, without the TC bit: `dns.oversize`.
    ///
    /// - Parameter size: of the whole message in bytes, 512 to 8192; 1400 without it.
    public static func dnsOversize(
        size: Int? = nil, _ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(DNSOversize.self, DNSOversize.size(size), match: match.element, when: when)
    }
}
