/// Adds a certificate with an odd key to the chain that the host sends (RFC 8446 section 4.4.2).
///
/// It has the name of the issuer, as has the host's own certificate. So a client that looks for the issuer by name comes
/// upon it, and it comes upon a certificate of the same name below it. The chain of the host is valid without it.
package struct TLSOddChain: TLSFault {
    package static let name = "tls.odd-chain"
    package static let summary = "add a certificate with an odd key to the chain, which is valid without it"
    static let key = Parameter(
        "key", .word(OddKey.self, called: "key"),
        "large is RSA of 16384 bits, unknown is of an algorithm that nobody knows")
    package static let parameters: [any ParameterDeclaration] = [key]

    private let key: OddKey

    package init(_ fields: Fields) throws(LanguageError) {
        key = try fields.value(of: Self.key)
    }

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.oddKey = key
    }
}

/// A public key in a certificate that some clients cannot cope with.
public enum OddKey: String, Sendable, CaseIterable {
    /// An RSA key of 16384 bits; Go takes none of more than 8192 (CVE-2023-29409).
    case large
    /// A key of an algorithm that nobody knows (CVE-2024-24783).
    case unknown
}

extension InjectedFault {
    /// Adds a certificate with an odd key to the chain: `tls.odd-chain`.
    public static func tlsOddChain(
        _ key: OddKey, _ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(TLSOddChain.self, TLSOddChain.key(key), match: match.element, when: when)
    }
}
