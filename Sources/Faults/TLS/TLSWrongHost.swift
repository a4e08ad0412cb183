/// Serves a certificate for another host name (RFC 9525 section 6).
package struct TLSWrongHost: TLSFault {
    package static let name = "tls.wrong-host"
    package static let summary = "serve a certificate for another host name"

    package init(_ fields: Fields) {}

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.names = ["somewhere-else.test"]
    }
}

extension InjectedFault {
    /// Serves a certificate for another host name: `tls.wrong-host`.
    public static func tlsWrongHost(_ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(TLSWrongHost.self, match: match.element, when: when)
    }
}
