/// Serves a certificate of an authority that the node does not trust.
package struct TLSUnknownAuthority: TLSFault {
    package static let name = "tls.unknown-authority"
    package static let summary = "serve a certificate signed by an unknown authority"

    package init(_ fields: Fields) {}

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.issuer = .unknown
    }
}

extension InjectedFault {
    /// Serves a certificate signed by an unknown authority: `tls.unknown-authority`.
    public static func tlsUnknownAuthority(
        _ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(TLSUnknownAuthority.self, match: match.element, when: when)
    }
}
