/// Serves a certificate with an RSA key of 1024 bits; 2048 are the least that is allowed (NIST SP 800-131A, section 3).
package struct TLSWeakKey: TLSFault {
    package static let name = "tls.weak-key"
    package static let summary = "serve a certificate with an RSA key of 1024 bits"

    package init(_ fields: Fields) {}

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.key = .rsa(bits: 1024)
    }
}

extension InjectedFault {
    /// Serves a certificate with a weak key: `tls.weak-key`.
    public static func tlsWeakKey(_ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(TLSWeakKey.self, match: match.element, when: when)
    }
}
