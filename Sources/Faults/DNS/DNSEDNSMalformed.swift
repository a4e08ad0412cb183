import WireFormats

/// Breaks the OPT record of EDNS in the answer; a resolver that did not ask with EDNS gets one too.
package struct DNSEDNSMalformed: DNSFault {
    package static let name = "dns.edns-malformed"
    package static let summary = "answer with a broken OPT record"
    static let how = Parameter(
        "how", .word(MalformedEDNS.self, called: "way"), default: .misplaced,
        "misplaced: it stands first among the answers; cut: its data ends behind the message; twice: there are two, which "
            + "RFC 6891 section 6.1.1 forbids")
    package static let parameters: [any ParameterDeclaration] = [how]

    private let how: MalformedEDNS

    package init(_ fields: Fields) throws(LanguageError) {
        how = try fields.value(of: Self.how)
    }

    package func edit(_ reply: inout DNSReply, draw: inout Draw) {
        let edns = reply.message.edns ?? EDNS()
        let opt = DNSRecord(
            name: .root, type: .opt, recordClass: edns.udpPayloadSize, ttl: edns.dnssecOK ? 0x8000 : 0,
            data: .opaque(edns.options))
        switch how {
        case .misplaced:
            reply.message.edns = nil
            reply.message.answers.insert(opt, at: 0)
        case .twice:
            reply.message.edns = edns
            reply.message.additionals.append(opt)
        case .cut:
            var message = reply.message
            message.edns = EDNS(udpPayloadSize: edns.udpPayloadSize, dnssecOK: edns.dnssecOK)
            // The OPT record stands last and is empty, so its length is what the message ends with.
            reply.payload = message.encoded().dropLast(2) + [0x7f, 0xff]
        }
    }
}

/// What is wrong with an OPT record (RFC 6891 section 6.1).
public enum MalformedEDNS: String, Sendable, CaseIterable {
    /// It stands among the answers.
    case misplaced
    /// Its data ends behind the message.
    case cut
    /// There are two.
    case twice
}

extension InjectedFault {
    /// Answers with a broken OPT record: `dns.edns-malformed`.
    ///
    /// - Parameter how: what is wrong with it; misplaced without it.
    public static func dnsEdnsMalformed(
        _ how: MalformedEDNS? = nil, _ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(DNSEDNSMalformed.self, DNSEDNSMalformed.how(how), match: match.element, when: when)
    }
}
