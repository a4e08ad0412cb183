import WireFormats

/// Answers with a response code and without records.
package struct DNSRcode: DNSFault {
    package static let name = "dns.rcode"
    package static let summary = "answer with this response code and no records"
    static let rcode = Parameter(
        "rcode", .word(DNSResponse.self, called: "response code"),
        "the code (RFC 1035 section 4.1.1, RFC 2136 section 2.2); NOERROR without records says that there is no such "
            + "address")
    package static let parameters: [any ParameterDeclaration] = [rcode]

    private let response: DNSResponse

    package init(_ fields: Fields) throws(LanguageError) {
        response = try fields.value(of: Self.rcode)
    }

    package func edit(_ reply: inout DNSReply, draw: inout Draw) {
        reply.fail(DNSResponseCode(response.rawValue) ?? .servFail)
    }
}

/// A response code that a DNS server can be told to answer with.
public enum DNSResponse: String, Sendable, CaseIterable {
    /// No error; without records it says that the name has no such address (RFC 2308 section 2.2).
    case noError = "NOERROR"
    /// The server could not read the question.
    case formErr = "FORMERR"
    /// The server had a problem of its own.
    case servFail = "SERVFAIL"
    /// The name does not exist.
    case nxDomain = "NXDOMAIN"
    /// The server does not do this kind of query.
    case notImp = "NOTIMP"
    /// The server does not want to answer.
    case refused = "REFUSED"
    /// A name exists that must not.
    case yxDomain = "YXDOMAIN"
    /// Records exist that must not.
    case yxRRSet = "YXRRSET"
    /// Records that must exist do not.
    case nxRRSet = "NXRRSET"
    /// The server is no authority for the zone.
    case notAuth = "NOTAUTH"
    /// The name is not within the zone.
    case notZone = "NOTZONE"
}

extension InjectedFault {
    /// Answers with a response code and no records: `dns.rcode`.
    public static func dnsRcode(
        _ rcode: DNSResponse, _ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(DNSRcode.self, DNSRcode.rcode(rcode), match: match.element, when: when)
    }
}
