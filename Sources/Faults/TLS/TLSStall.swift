/// Reads the ClientHello and never answers.
package struct TLSStall: TLSFault {
    package static let name = "tls.stall"
    package static let summary = "never answer the handshake"

    package init(_ fields: Fields) {}

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.answer = .stalled
    }
}

extension InjectedFault {
    /// Never answers the handshake: `tls.stall`.
    public static func tlsStall(_ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(TLSStall.self, match: match.element, when: when)
    }
}
