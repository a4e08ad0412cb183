/// Serves a certificate that the host has signed itself.
package struct TLSSelfSigned: TLSFault {
    package static let name = "tls.self-signed"
    package static let summary = "serve a certificate that the host has signed itself"

    package init(_ fields: Fields) {}

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.issuer = .itself
    }
}

extension InjectedFault {
    /// Serves a certificate that the host has signed itself: `tls.self-signed`.
    public static func tlsSelfSigned(_ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(TLSSelfSigned.self, match: match.element, when: when)
    }
}
