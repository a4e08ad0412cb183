/// Leaves out the certificate between that of the host and that of the authority (RFC 8446 section 4.4.2).
package struct TLSMissingIntermediate: TLSFault {
    package static let name = "tls.missing-intermediate"
    package static let summary = "leave out the intermediate certificate"

    package init(_ fields: Fields) {}

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.issuer = .unsentIntermediate
    }
}

extension InjectedFault {
    /// Leaves out the intermediate certificate: `tls.missing-intermediate`.
    public static func tlsMissingIntermediate(_ match: TLSMatch = TLSMatch(), when: Trigger = Trigger())
        -> InjectedFault
    {
        InjectedFault(TLSMissingIntermediate.self, match: match.element, when: when)
    }
}
